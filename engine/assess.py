"""Assess: two witnesses judge the same facts, and what they agree on is put into words.

The reference interpreter judges and gives the reasons. The second witness decides the same
program its own way. When their verdicts differ nothing is issued.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.assessment import Assessment, PackView, Words
from engine.backends.judge import Judge, Judgement
from engine.compose import Composer
from engine.exact import reachable_rows
from engine.facts import Facts
from engine.model import Bundle, Section
from engine.program import Program
from engine.questions import open_questions
from engine.verdict import Verdict, differences
from engine.vocabulary import entries_of

__all__ = ["Assessor", "Disagreement", "Witness"]

NOTICE = Words(
    sv="Underlag, inte beslut. En namngiven person beslutar.",
    en="Advice, not a decision. A named person decides.",
)


class Witness(Protocol):
    """A second engine for one program.

    `ask` starts judging and gives a function that waits for the verdict, so that the reference
    can work meanwhile.
    """

    @property
    def name(self) -> str:
        """What the witness is called in the assessment."""
        ...

    def ask(self, facts: Facts) -> Callable[[], Verdict]:
        """Start judging `facts`; call the result to get the verdict."""
        ...


class Disagreement(Exception):
    """The witnesses differ, so nothing is issued; carries both verdicts for the log."""

    def __init__(self, ids: tuple[str, ...], first: Verdict, second: Verdict) -> None:
        super().__init__(f"the witnesses disagree on {', '.join(ids)}")
        self.ids = ids
        self.first = first
        self.second = second


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
        self._entries = entries_of(program)
        self._versions = {ref.id: ref.version for ref in program.packs}
        self._form = (
            _Form(None, None)
            if bundle is None
            else _Form(bundle.form, Words(sv=bundle.title.sv, en=bundle.title.en))
        )

    def judge(self, facts: Facts) -> Judgement:
        """The judgement that both witnesses agree on.

        Raises:
            Disagreement: their verdicts differ.
        """
        answer = self._witness.ask(facts)
        judgement = self._judge.run(facts)
        second = answer()
        if judgement.verdict != second:
            ids = differences(self.program, judgement.verdict, second)
            raise Disagreement(ids, judgement.verdict, second)
        return judgement

    def assess(self, facts: Facts) -> Assessment:
        """The assessment of `facts`; the same facts always give the same bytes.

        Raises:
            Disagreement: the witnesses differ; nothing is issued.
        """
        judgement = self.judge(facts)
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
            open_questions=open_questions(self.program.inputs, gates, levels),
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
