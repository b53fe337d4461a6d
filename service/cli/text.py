"""An assessment as text for a person at a terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.assessment import (
    AmountFinding,
    Assessment,
    Caveat,
    FactView,
    Finding,
    LevelFinding,
    OpenFact,
    OpenQuestion,
    SourceView,
    Words,
)
from engine.review import EFFECTS, GRADES
from engine.verdict import Outcome

__all__ = ["Reading", "assessment_text"]

Language = Literal["sv", "en"]
Audience = Literal["applicant", "officer"]

_WIDTH = 88
_ORDER = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET, Outcome.NOT_RELEVANT)
_MARKS = {
    Outcome.MET: "✓",
    Outcome.NOT_MET: "✗",
    Outcome.UNKNOWN: "?",
    Outcome.NOT_RELEVANT: "–",
}
_COLOURS = {
    Outcome.MET: "32",
    Outcome.NOT_MET: "31",
    Outcome.UNKNOWN: "33",
    Outcome.NOT_RELEVANT: "2",
}
_BOLD = "1"
_DIM = "2"

_WORDS = {
    "judged": Words(sv="Bedömd efter reglerna {0}", en="Judged by the rules of {0}"),
    "gates": Words(
        sv="Rättsliga krav: får stödet ges?", en="Legal gates: may the support be paid?"
    ),
    "levels": Words(sv="Kvalitet: hur väl är det inbyggt?", en="Quality: how well is it built in?"),
    "prompts": Words(sv="Lärande: vad kan bli bättre?", en="Learning: what could be better?"),
    "amounts": Words(sv="Belopp", en="Amounts"),
    "questions": Words(
        sv="Obesvarat som kan ändra något, det mest avgörande först",
        en="Unanswered questions that can change something, most decisive first",
    ),
    "caveats": Words(
        sv="Vilar på uppgifter som ingen har kontrollerat",
        en="Rests on figures that nobody has verified",
    ),
    Outcome.MET: Words(sv="uppfyllda", en="met"),
    Outcome.NOT_MET: Words(sv="inte uppfyllda", en="not met"),
    Outcome.UNKNOWN: Words(sv="öppna", en="open"),
    Outcome.NOT_RELEVANT: Words(sv="inte relevanta", en="not relevant"),
    "irrelevant": Words(sv="inte relevant", en="not relevant"),
    "because": Words(sv="Avgjordes av", en="Decided by"),
    "waits": Words(sv="Väntar på svar om", en="Waits for an answer on"),
    "unverified": Words(sv="Väntar på att en handläggare verifierar", en="Waits for verification"),
    "no_value": Words(
        sv="Går inte att räkna fram ur svaren", en="Cannot be worked out from the answers"
    ),
    "items": Words(sv="Det gäller", en="This concerns"),
    "source": Words(sv="Källa", en="Source"),
    "possible": Words(sv="fortfarande möjligt", en="still possible"),
    "settled": Words(sv="avgör ensam", en="settles alone"),
    "affects": Words(sv="påverkar", en="affects"),
    "rules": Words(sv="Regler", en="Rules"),
    "facts": Words(sv="Uppgifter", en="Facts"),
    "agreed": Words(sv="Eniga vittnen", en="Witnesses that agree"),
    "more": Words(sv="{0} till visas med --all", en="{0} more are shown with --all"),
    "stated": Words(sv="uppgivet", en="stated"),
    "verified": Words(sv="verifierat", en="verified"),
    "contradicted": Words(sv="motsagt", en="contradicted"),
    "missing": Words(sv="saknas", en="missing"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How an assessment is read: in which language, by whom, how much, in colour or not."""

    language: Language = "sv"
    audience: Audience = "applicant"
    everything: bool = False
    colour: bool = False


def assessment_text(assessment: Assessment, reading: Reading) -> str:
    """`assessment` as text; settled rules without remark are counted unless all are asked for."""
    return "\n".join(_Writer(reading).lines(assessment)) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    reading: Reading

    def lines(self, assessment: Assessment) -> Iterator[str]:
        title = assessment.form_title
        if title is not None:
            yield self._paint(self._say(title), _BOLD)
        yield self._word("judged", str(assessment.judged_on))
        yield self._say(assessment.notice)
        yield from self._findings("gates", assessment.gates)
        yield from self._levels(assessment.levels)
        yield from self._amounts(assessment.amounts)
        yield from self._findings("prompts", assessment.prompts)
        yield from self._questions(assessment.open_questions)
        yield from self._caveats(assessment.caveats)
        yield from self._trail(assessment)

    def _findings(self, key: str, findings: tuple[Finding, ...]) -> Iterator[str]:
        if not findings:
            return
        yield from self._heading(key, self._tally(findings))
        for outcome in _ORDER:
            group = [one for one in findings if one.outcome is outcome]
            if outcome in {Outcome.NOT_MET, Outcome.UNKNOWN} or self.reading.everything:
                for one in group:
                    yield from self._finding(one)
        settled = (Outcome.MET, Outcome.NOT_RELEVANT)
        hidden = sum(one.outcome in settled for one in findings)
        if hidden and not self.reading.everything:
            yield self._paint("  " + self._word("more", str(hidden)), _DIM)

    def _tally(self, findings: Iterable[Finding]) -> str:
        counts = Counter(one.outcome for one in findings)
        parts = [f"{counts[one]} {self._word(one)}" for one in _ORDER if counts[one]]
        return " · ".join(parts)

    def _finding(self, finding: Finding, depth: int = 1) -> Iterator[str]:
        indent = "  " * depth
        mark = self._paint(_MARKS[finding.outcome], _COLOURS[finding.outcome])
        effect = ""
        if finding.outcome is Outcome.NOT_MET and finding.section.value == "gate":
            said = EFFECTS[finding.effect]
            effect = f" \N{EN DASH} {self._choose(said.sv, said.en)}"
        yield f"{indent}{mark} {self._paint(finding.id, _BOLD)} {self._say(finding.title)}{effect}"
        inner = indent + "    "
        if finding.outcome is Outcome.NOT_MET:
            text = finding.applicant if self.reading.audience == "applicant" else finding.officer
            yield from self._wrapped(self._say(text), inner)
            if finding.items:
                items = "; ".join(map(self._say, finding.items))
                yield from self._wrapped(f"{self._word('items')}: {items}", inner)
        if finding.outcome is Outcome.UNKNOWN:
            yield from self._wrapped(self._open(finding), inner)
        elif finding.because:
            yield from self._wrapped(self._because(finding.because), inner, _DIM)
        yield from self._wrapped(self._source(finding.source), inner, _DIM)

    def _open(self, finding: Finding) -> str:
        if finding.unsettled == "unverified":
            return f"{self._word('unverified')}: {self._named(finding.open)}"
        if finding.unsettled == "no_value":
            return f"{self._word('no_value')}. {self._because(finding.because)}"
        return f"{self._word('waits')}: {self._named(finding.open)}"

    def _named(self, facts: Iterable[OpenFact]) -> str:
        return ", ".join(self._say(fact.label) for fact in facts)

    def _because(self, facts: Iterable[FactView]) -> str:
        said = "; ".join(map(self._fact, facts))
        return f"{self._word('because')}: {said}"

    def _fact(self, fact: FactView) -> str:
        evidence = ""
        if fact.evidence in {"verified", "contradicted"}:
            evidence = f" ({self._word(fact.evidence)})"
        grade = f" [{fact.source.grade.value}]" if fact.source is not None else ""
        return f"{self._say(fact.label)}: {self._say(fact.shown)}{evidence}{grade}"

    def _levels(self, levels: tuple[LevelFinding, ...]) -> Iterator[str]:
        relevant = [one for one in levels if one.relevant is not False or self.reading.everything]
        if not relevant:
            return
        yield from self._heading("levels", "")
        for level in relevant:
            yield from self._level(level)

    def _level(self, level: LevelFinding) -> Iterator[str]:
        names = " / ".join(map(self._say, level.names)) or self._word("irrelevant")
        more = f" ({self._word('possible')})" if len(level.names) > 1 else ""
        yield f"  {self._paint(level.id, _BOLD)} {self._say(level.title)}: {names}{more}"
        if level.note is not None:
            yield from self._wrapped(self._say(level.note), "      ")
        for check in level.checks:
            shown = check.outcome in {Outcome.NOT_MET, Outcome.UNKNOWN}
            if shown or self.reading.everything:
                yield from self._finding(check, 2)
        yield from self._wrapped(self._source(level.source), "      ", _DIM)

    def _amounts(self, amounts: tuple[AmountFinding, ...]) -> Iterator[str]:
        if not amounts:
            return
        yield from self._heading("amounts", "")
        for amount in amounts:
            shown = self._paint(self._say(amount.shown), _BOLD)
            yield f"  {self._say(amount.label)}: {shown}"
            for step in amount.steps:
                sum_ = f"{self._say(step.label)} = {self._say(step.expression)}"
                yield from self._wrapped(f"{sum_} = {self._say(step.result)}", "      ", _DIM)
            if amount.open:
                waits = f"{self._word('waits')}: {self._named(amount.open)}"
                yield from self._wrapped(waits, "      ")
            if amount.note is not None:
                yield from self._wrapped(self._say(amount.note), "      ")
            yield from self._wrapped(self._source(amount.source), "      ", _DIM)

    def _questions(self, questions: tuple[OpenQuestion, ...]) -> Iterator[str]:
        if not questions:
            return
        yield from self._heading("questions", "")
        for place, question in enumerate(questions, start=1):
            yield from self._wrapped(f"{place}. {self._say(question.question)}", "  ")
            alone = ", ".join(question.settles)
            rest = [
                one for one in (*question.gates, *question.levels) if one not in question.settles
            ]
            parts = [f"{self._word('settled')} {alone}"] if alone else []
            parts += [f"{self._word('affects')} {', '.join(rest)}"] if rest else []
            yield from self._wrapped("; ".join(parts), "     ", _DIM)

    def _caveats(self, caveats: tuple[Caveat, ...]) -> Iterator[str]:
        if not caveats:
            return
        yield from self._heading("caveats", "")
        for caveat in caveats:
            text = f"{self._say(caveat.label)}. {self._source(caveat.source)}"
            yield from self._wrapped(text, "  ")

    def _trail(self, assessment: Assessment) -> Iterator[str]:
        yield ""
        packs = ", ".join(f"{pack.id} {pack.version}" for pack in assessment.packs if pack.judges)
        lines = (
            f"{self._word('rules')}: {packs}",
            f"{self._word('rules')} SHA-256 {assessment.policy_digest}",
            f"{self._word('facts')} SHA-256 {assessment.facts_digest}",
            f"{self._word('agreed')}: {', '.join(assessment.witnesses)}",
        )
        for line in lines:
            yield from self._wrapped(line, "", _DIM)

    def _heading(self, key: str, tally: str) -> Iterator[str]:
        yield ""
        yield self._paint(self._word(key), _BOLD)
        if tally:
            yield f"  {tally}"

    def _source(self, source: SourceView) -> str:
        grade = GRADES[source.grade]
        said = self._choose(grade.sv, grade.en)
        note = f". {self._say(source.note)}" if source.note is not None else ""
        return f"{self._word('source')}: {source.ref} ({source.grade.value}, {said}){note}"

    def _wrapped(self, text: str, indent: str, colour: str = "") -> Iterator[str]:
        width = _WIDTH - len(indent)
        # No-break spaces keep figures and their units together when a line is broken.
        for line in textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False):
            yield indent + (self._paint(line, colour) if colour else line)

    def _paint(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self.reading.colour else text

    def _word(self, key: str | Outcome, *parts: str) -> str:
        return self._say(_WORDS[key]).format(*parts)

    def _say(self, words: Words) -> str:
        return self._choose(words.sv, words.en)

    def _choose(self, sv: str, en: str) -> str:
        return sv if self.reading.language == "sv" else en
