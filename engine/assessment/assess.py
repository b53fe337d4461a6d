"""Assess: two witnesses judge the same facts, and what they agree on is put into words.

The reference interpreter judges and gives the reasons. The second witness decides the same
program its own way. When their verdicts differ nothing is issued.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.assessment.compose import Composer
from engine.assessment.exact import reachable_rows
from engine.assessment.questions import Questions
from engine.assessment.record import Assessment, PackView, Words
from engine.backends.judge import Judge, Judgement
from engine.facts import Facts
from engine.model import Bundle, Section
from engine.network import Truth
from engine.program import Program
from engine.verdict import Testimony, Verdict, differences
from engine.words.vocabulary import entries_of

__all__ = ["Agreed", "Assessor", "Disagreement", "Witness"]

NOTICE = Words(
    sv="Underlag, inte beslut. En namngiven person beslutar.",
    en="Advice, not a decision. A named person decides.",
)


class Witness(Protocol):
    """A second engine for one program, which works while the reference does."""

    @property
    def name(self) -> str:
        """What the witness is called in the assessment."""
        ...

    def decide(self, facts: Facts) -> Sequence[Truth]:
        """The truth of each atom of the program's skeleton."""
        ...

    def ask(self, atoms: Sequence[Truth]) -> Callable[[], Testimony]:
        """Start working out what follows from `atoms`; call the result to get it."""
        ...


class Disagreement(Exception):
    """The witnesses differ, so nothing is issued; carries both verdicts for the log."""

    def __init__(self, ids: tuple[str, ...], first: Verdict, second: Verdict) -> None:
        super().__init__(f"the witnesses disagree on {', '.join(ids)}")
        self.ids = ids
        self.first = first
        self.second = second


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both witnesses found: their shared verdict, and the full trace of each.

    The reference gives the value of every input, constant and derived fact; the second witness
    the truth of every condition and of every atom below it.
    """

    judgement: Judgement
    testimony: Testimony


@dataclass(frozen=True, slots=True)
class _Form:
    form: str | None
    title: Words | None


class Assessor:
    """Assesses any number of applications by one program."""

    def __init__(self, program: Program, witness: Witness, bundle: Bundle | None = None) -> None:
        self.program = program
        self._judge = Judge(program)
        self._witness = witness
        self._questions = Questions(program)
        self._entries = entries_of(program)
        self._versions = {ref.id: ref.version for ref in program.packs}
        self._form = (
            _Form(None, None)
            if bundle is None
            else _Form(bundle.form, Words(sv=bundle.title.sv, en=bundle.title.en))
        )

    def judge(self, facts: Facts) -> Agreed:
        """What both witnesses find, in full.

        Raises:
            Disagreement: their verdicts differ.
        """
        (agreed,) = self.judge_many((facts,))
        return agreed

    def judge_many(self, applications: Iterable[Facts]) -> Iterator[Agreed]:
        """`judge` of each; the next one is begun while the second witness works on the last.

        Raises:
            Disagreement: the verdicts on one of them differ.
        """
        rest = iter(applications)
        facts = next(rest, None)
        atoms = None if facts is None else self._witness.decide(facts)
        while facts is not None and atoms is not None:
            answer = self._witness.ask(atoms)
            judgement = self._judge.run(facts)
            facts = next(rest, None)
            atoms = None if facts is None else self._witness.decide(facts)
            yield self._agreed(judgement, answer())

    def _agreed(self, judgement: Judgement, testimony: Testimony) -> Agreed:
        first, second = judgement.verdict, testimony.verdict
        if first != second:
            raise Disagreement(differences(self.program, first, second), first, second)
        return Agreed(judgement, testimony)

    def assess(self, facts: Facts) -> Assessment:
        """The assessment of `facts`; the same facts always give the same bytes.

        Raises:
            Disagreement: the witnesses differ; nothing is issued.
        """
        judgement = self.judge(facts).judgement
        composer = Composer(self.program, self._entries, self._versions, facts, judgement)
        gates = composer.findings(Section.GATE)
        levels = composer.levels(reachable_rows(self.program, self._judge, facts, judgement))
        prompts = composer.findings(Section.PROMPT)
        checks = tuple(check for level in levels for check in level.checks)
        used = [fact for finding in (*gates, *prompts, *checks) for fact in finding.because]
        used += [fact for level in levels for fact in level.because]
        return Assessment(
            notice=NOTICE,
            form=self._form.form,
            form_title=self._form.title,
            judged_on=self.program.on,
            policy_digest=self.program.digest,
            facts_digest=facts.digest,
            witnesses=("reference", self._witness.name),
            packs=self._packs(),
            gates=gates,
            levels=levels,
            prompts=prompts,
            amounts=composer.amounts(),
            open_questions=self._questions.still_open(facts, gates, levels),
            caveats=composer.caveats(used),
        )

    def _packs(self) -> tuple[PackView, ...]:
        judging = {linked.pack for linked in self.program.rules}
        judging |= {linked.pack for linked in self.program.criteria}
        judging |= {linked.pack for linked in self.program.amounts}
        titles: Mapping[str, Words] = {
            pack: Words(sv=title.sv, en=title.en) for pack, title in self.program.titles.items()
        }
        return tuple(
            PackView(
                id=ref.id,
                version=ref.version,
                digest=ref.digest,
                title=titles[ref.id],
                judges=ref.id in judging,
            )
            for ref in self.program.packs
        )
