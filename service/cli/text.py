"""An assessment as text for a person at a terminal.

First what hinders the support, then what is open, then what could be better; the three outputs
stand apart and are never added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from engine.assessment.record import (
    AmountFinding,
    Assessment,
    Caveat,
    FactView,
    Finding,
    LevelFinding,
    OpenQuestion,
    SourceView,
    Step,
    Words,
)
from engine.model import Effect, Grade, Section
from engine.verdict import Outcome
from engine.words.review import EFFECTS, GRADES
from service.cli.layout import Page
from service.cli.text_words import COLOURS, MARKS, WORDS

__all__ = ["Reading", "assessment_text"]

_ORDER: Final = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET, Outcome.NOT_RELEVANT)
_EFFECTS: Final = (
    Effect.STOP,
    Effect.REFER,
    Effect.STOP_LINES,
    Effect.REVIEW,
    Effect.COMPLETE,
    Effect.ADVISE,
)
_SETTLED: Final = frozenset({Outcome.MET, Outcome.NOT_RELEVANT})
_UNCHECKED: Final = frozenset({Grade.KNOWN, Grade.INFERRED})
_QUESTIONS, _OPEN, _NAMED = 10, 5, 3  # so many are shown before the rest is counted
_BOLD, _DIM = "1", "2"
_BETWEEN = " · "
_INDENT, _INNER = "  ", "      "


@dataclass(frozen=True, slots=True)
class Reading:
    """How an assessment is read: in which language, by whom, how much, on what page."""

    language: Literal["sv", "en"] = "sv"
    audience: Literal["applicant", "officer"] = "applicant"
    everything: bool = False
    page: Page = field(default_factory=Page)
    title: str = ""  # what the application is called


def assessment_text(assessment: Assessment, reading: Reading) -> str:
    """`assessment` as text; what is settled without remark is counted unless all is asked for."""
    return "\n".join(_Writer(reading).lines(assessment)) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    reading: Reading

    def lines(self, assessment: Assessment) -> Iterator[str]:
        form = assessment.form_title
        heads = [self.reading.title, self._say(form) if form is not None else ""]
        for head in filter(None, heads):
            yield from self.reading.page.wrapped(head, colour=_BOLD)
        notice = f"{self._word('judged', str(assessment.judged_on))} {self._say(assessment.notice)}"
        yield from self.reading.page.wrapped(notice)
        yield from self._findings("gates", assessment.gates)
        yield from self._levels(assessment.levels)
        yield from self._findings("prompts", assessment.prompts)
        yield from self._amounts(assessment.amounts)
        yield from self._questions(assessment.open_questions)
        yield from self._caveats(assessment.caveats)
        yield from self._trail(assessment)

    # --- gates, checks and prompts ----------------------------------------------------

    def _findings(self, key: str, findings: tuple[Finding, ...]) -> Iterator[str]:
        if not findings:
            return
        yield from self._heading(key)
        yield from self._tally(findings)
        shown = [one for one in self._sorted(findings) if self._is_shown(one)]
        if self.reading.audience == "applicant" and not self.reading.everything:
            shown = _with_few_open(shown)
        for finding in shown:
            yield from self._finding(finding, _INDENT)
        hidden = len(findings) - len(shown)
        if hidden:
            yield ""
            yield self._paint(_INDENT + self._word("more", str(hidden)), _DIM)

    def _sorted(self, findings: Iterable[Finding]) -> list[Finding]:
        """The gravest first; those of equal weight as the rules have them."""
        return sorted(
            findings, key=lambda one: (_ORDER.index(one.outcome), _EFFECTS.index(one.effect))
        )

    def _is_shown(self, finding: Finding) -> bool:
        return self.reading.everything or finding.outcome not in _SETTLED

    def _tally(self, findings: Iterable[Finding]) -> Iterator[str]:
        """How many of each outcome, on one line if it is wide enough."""
        counts = Counter(one.outcome for one in findings)
        parts = [
            (outcome, f"{counts[outcome]} {self._say(self._counted(outcome, counts[outcome]))}")
            for outcome in _ORDER
            if counts[outcome]
        ]
        width = len(_INDENT) + len(_BETWEEN.join(text for _, text in parts))
        painted = [self._paint(text, COLOURS[outcome]) for outcome, text in parts]
        if width <= self.reading.page.width:
            yield _INDENT + _BETWEEN.join(painted)
        else:
            yield from (_INDENT + text for text in painted)

    def _counted(self, outcome: Outcome, count: int) -> Words:
        return WORDS.get((outcome, count)) or WORDS[outcome]

    def _finding(self, finding: Finding, indent: str) -> Iterator[str]:
        if finding.section is not Section.CHECK:
            yield ""
        mark = self._paint(MARKS[finding.outcome], COLOURS[finding.outcome])
        head = f"{finding.id} {self._say(finding.title)}"
        if finding.outcome is Outcome.NOT_MET and finding.section is Section.GATE:
            effect = EFFECTS[finding.effect]
            head += f" \N{EN DASH} {self._choose(effect.sv, effect.en)}"
        first, *more = self.reading.page.wrapped(head, indent + "  ")
        yield f"{indent}{mark} " + self._paint(first.strip(), _BOLD)
        yield from (self._paint(line, _BOLD) for line in more)
        yield from self._explained(finding, indent + "    ")

    def _explained(self, finding: Finding, indent: str) -> Iterator[str]:
        if finding.outcome is Outcome.NOT_MET:
            yield from self._wrapped(self._say(self._text(finding)), indent)
            if finding.items:
                items = "; ".join(map(self._say, finding.items))
                yield from self._wrapped(self._word("items", items), indent)
        elif finding.outcome is Outcome.UNKNOWN:
            yield from self._wrapped(self._open(finding), indent)
        if self._thorough(finding) and finding.because:
            yield from self._wrapped(self._because(finding.because), indent, _DIM)
        if self._thorough(finding) or finding.outcome is Outcome.NOT_MET:
            yield from self._wrapped(self._source(finding.source), indent, _DIM)

    def _text(self, finding: Finding) -> Words:
        return finding.applicant if self.reading.audience == "applicant" else finding.officer

    def _thorough(self, finding: Finding) -> bool:
        """Whether reasons and source are told: to an officer what is settled, to all on asking."""
        officer = self.reading.audience == "officer" and finding.outcome is not Outcome.UNKNOWN
        return self.reading.everything or officer

    def _open(self, finding: Finding) -> str:
        if finding.unsettled == "no_value":
            return self._word("no_value")
        names = [self._say(fact.label) for fact in finding.open]
        if finding.unsettled == "unverified":
            return self._word("unverified", ", ".join(names))
        return self._waits(names)

    def _waits(self, names: list[str]) -> str:
        if len(names) <= _NAMED + 1 or self.reading.everything:
            return self._word("waits", ", ".join(names))
        return self._word("waits_many", ", ".join(names[:_NAMED]), str(len(names) - _NAMED))

    def _because(self, facts: Iterable[FactView]) -> str:
        return self._word("because", "; ".join(map(self._fact, facts)))

    def _fact(self, fact: FactView) -> str:
        remarks = []
        if fact.evidence in {"verified", "contradicted"}:
            remarks.append(self._word(fact.evidence))
        if fact.source is not None and fact.source.grade in _UNCHECKED:
            remarks.append(self._word("unchecked"))
        more = f" ({', '.join(remarks)})" if remarks else ""
        return f"{self._say(fact.label)}: {self._say(fact.shown)}{more}"

    # --- levels -----------------------------------------------------------------------

    def _levels(self, levels: tuple[LevelFinding, ...]) -> Iterator[str]:
        relevant = [one for one in levels if one.relevant is not False or self.reading.everything]
        if not relevant:
            return
        yield from self._heading("levels")
        for level in relevant:
            yield from self._level(level)

    def _level(self, level: LevelFinding) -> Iterator[str]:
        yield ""
        said = f"{level.id} {self._say(level.title)}: {self._reached(level)}"
        yield from self.reading.page.wrapped(said, _INDENT, _BOLD, more="    ")
        if level.note is not None:
            yield from self._wrapped(self._say(level.note), _INNER)
        if level.levels and level.aim not in {None, level.levels[-1]} and level.ordered:
            named = dict(zip(level.levels, level.names, strict=True))
            if level.aim in named and len(level.levels) > 1:
                yield from self._wrapped(self._word("aim", self._say(named[level.aim])), _INNER)
        if len(level.levels) == 1 and level.relevant and level.levels[0] != level.aim:
            yield from self._advice(level)
        for check in self._sorted(level.checks):
            if self._is_shown(check):
                yield from self._finding(check, _INNER)
        if self.reading.everything or self.reading.audience == "officer":
            yield from self._wrapped(self._source(level.source), _INNER, _DIM)

    def _reached(self, level: LevelFinding) -> str:
        names = list(map(self._say, level.names))
        if level.relevant is False or not names:
            return self._word("irrelevant")
        if len(names) == 1:
            return names[0]
        if len(names) == len(level.scale):
            return self._word("open")
        return self._word("not_decided", self._word("either", ", ".join(names[:-1]), names[-1]))

    def _advice(self, level: LevelFinding) -> Iterator[str]:
        """What leads to a higher level, unless this is the highest or the scale has none."""
        highest = self._say(level.scale[-1]) == self._say(level.names[0])
        if level.ordered and not highest:
            text = level.applicant if self.reading.audience == "applicant" else level.officer
            yield from self._wrapped(self._say(text), _INNER)

    # --- amounts ----------------------------------------------------------------------

    def _amounts(self, amounts: tuple[AmountFinding, ...]) -> Iterator[str]:
        if not amounts:
            return
        yield from self._heading("amounts")
        told: set[Step] = set()
        for amount in amounts:
            yield ""
            shown = f"{_capital(self._say(amount.label))}: {self._say(amount.shown)}"
            yield from self.reading.page.wrapped(shown, _INDENT, _BOLD, more="    ")
            if amount.value is None and amount.open:
                yield from self._wrapped(
                    self._waits([self._say(one.label) for one in amount.open]), _INNER
                )
            for step in amount.steps:
                if step not in told and not _only_repeats(step, amount):
                    yield from self._wrapped(self._step(step, amount), _INNER)
                told.add(step)
            if amount.note is not None:
                yield from self._wrapped(self._say(amount.note), _INNER)
            yield from self._wrapped(self._source(amount.source), _INNER, _DIM)

    def _step(self, step: Step, amount: AmountFinding) -> str:
        """`label: computation = result`, without what would only be said again."""
        label, worked, result = map(self._say, (step.label, step.expression, step.result))
        sum_ = worked if worked == result else f"{worked} = {result}"
        return sum_ if label == self._say(amount.label) else f"{label}: {sum_}"

    # --- questions, caveats, trail ----------------------------------------------------

    def _questions(self, questions: tuple[OpenQuestion, ...]) -> Iterator[str]:
        if not questions:
            return
        yield from self._heading("questions")
        shown = questions if self.reading.everything else questions[:_QUESTIONS]
        for place, question in enumerate(shown, start=1):
            head = f"{place}. {self._say(question.question)}"
            yield from self.reading.page.wrapped(head, _INDENT, more="   ")
            if self.reading.audience == "officer" or self.reading.everything:
                yield from self._wrapped(self._decides(question), _INDENT + "   ", _DIM)
        if len(shown) < len(questions):
            more = self._word("more_questions", str(len(questions) - len(shown)))
            yield self._paint(_INDENT + more, _DIM)

    def _decides(self, question: OpenQuestion) -> str:
        rest = [one for one in (*question.gates, *question.levels) if one not in question.settles]
        parts = [
            self._word(key, ", ".join(ids))
            for key, ids in (("settles", question.settles), ("affects", rest))
            if ids
        ]
        return "; ".join(parts)

    def _caveats(self, caveats: tuple[Caveat, ...]) -> Iterator[str]:
        """What rests on unverified figures, those of one source together."""
        if not caveats:
            return
        yield from self._heading("caveats")
        grouped: dict[str, list[str]] = {}
        for caveat in caveats:
            grouped.setdefault(self._source(caveat.source), []).append(self._say(caveat.label))
        for source, labels in grouped.items():
            text = f"• {_capital(', '.join(dict.fromkeys(labels)))}. {source}"
            yield from self.reading.page.wrapped(text, _INDENT, more="  ")

    def _trail(self, assessment: Assessment) -> Iterator[str]:
        yield from self._heading("trail")
        packs = ", ".join(f"{pack.id} {pack.version}" for pack in assessment.packs if pack.judges)
        for line in (
            self._word("rules", packs),
            self._word("rules_digest", assessment.policy_digest),
            self._word("facts_digest", assessment.facts_digest),
            self._word("agreed", ", ".join(assessment.witnesses)),
        ):
            yield from self._wrapped(line, _INDENT, _DIM)

    # --- words ------------------------------------------------------------------------

    def _heading(self, key: str) -> Iterator[str]:
        yield ""
        yield self._paint(self._word(key), _BOLD)

    def _source(self, source: SourceView) -> str:
        grade = GRADES[source.grade]
        note = f". {self._say(source.note)}" if source.note is not None else ""
        return self._word("source", source.ref, self._choose(grade.sv, grade.en)) + note

    def _wrapped(self, text: str, indent: str, colour: str = "") -> Iterator[str]:
        return self.reading.page.wrapped(text, indent, colour)

    def _paint(self, text: str, colour: str) -> str:
        return self.reading.page.paint(text, colour)

    def _word(self, key: str, *parts: str) -> str:
        return self._say(WORDS[key]).format(*parts)

    def _say(self, words: Words) -> str:
        return self._choose(words.sv, words.en)

    def _choose(self, sv: str, en: str) -> str:
        return sv if self.reading.language == "sv" else en


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _only_repeats(step: Step, amount: AmountFinding) -> bool:
    """Whether a step says no more than the line above it."""
    return step.expression == step.result == amount.shown


def _with_few_open(findings: list[Finding]) -> list[Finding]:
    """`findings` with the first of the open ones: the questions below lead to the rest."""
    opened = [one for one in findings if one.outcome is Outcome.UNKNOWN]
    kept = set(map(id, opened[:_OPEN]))
    return [one for one in findings if one.outcome is not Outcome.UNKNOWN or id(one) in kept]
