"""An assessment as one person reads it: one language, plain records, every word decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.assessment.questions import question_of
from engine.assessment.record import (
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
from engine.model import Grade, Policy, Texts
from engine.verdict import Outcome
from engine.words.review import EFFECTS, GRADES
from service.usecases.questionnaire import Language
from service.usecases.read_answers import field_key

__all__ = [
    "AmountLine",
    "AssessmentView",
    "FactLine",
    "FindingLine",
    "LevelLine",
    "OpenLine",
    "QuestionLine",
    "SourceLine",
    "Tally",
    "view_assessment",
]

_UNCHECKED = (Grade.KNOWN, Grade.INFERRED)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source with its grade spelled out; `unchecked` when nobody here has read it."""

    ref: str
    grade: str
    grade_text: str
    unchecked: bool
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that decided; `evidence` is empty when nobody has vouched for or against it."""

    label: str
    shown: str
    evidence: str
    source: SourceLine | None


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Something unanswered; `anchor` is the field to go to, empty when it is not asked here."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One rule's outcome."""

    id: str
    pack: str
    version: str
    outcome: str
    title: str
    effect: str
    effect_text: str
    applicant: str
    officer: str
    source: SourceLine
    because: tuple[FactLine, ...]
    open: tuple[OpenLine, ...]
    unsettled: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One level of a scale: still possible or not, and whether it is good enough."""

    name: str
    possible: bool
    aim: bool


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One criterion; `relevant` is None while that is open."""

    id: str
    pack: str
    version: str
    title: str
    relevant: bool | None
    settled: bool
    names: tuple[str, ...]
    scale: tuple[ScaleStep, ...]
    ordered: bool
    exact: bool
    applicant: str
    officer: str
    note: str
    source: SourceLine
    because: tuple[FactLine, ...]
    open: tuple[OpenLine, ...]
    checks: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of arithmetic."""

    label: str
    expression: str
    result: str


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A sum with its arithmetic; not settled while something is unanswered."""

    id: str
    pack: str
    label: str
    settled: bool
    shown: str
    steps: tuple[StepLine, ...]
    note: str
    source: SourceLine
    open: tuple[OpenLine, ...]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """An open question and how much hangs on it."""

    text: str
    anchor: str
    gates: int
    levels: int
    settles: int


@dataclass(frozen=True, slots=True)
class CaveatLine:
    """A figure that rests on a source nobody has checked."""

    label: str
    source: SourceLine


@dataclass(frozen=True, slots=True)
class PackLine:
    """Which text of which pack judged."""

    id: str
    version: str
    digest: str
    title: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings have each outcome."""

    not_met: int
    unknown: int
    met: int
    not_relevant: int


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """Three outputs beside each other; no sum of them exists."""

    notice: str
    judged_on: date
    gates: tuple[FindingLine, ...]
    gate_tally: Tally
    levels: tuple[LevelLine, ...]
    prompts: tuple[FindingLine, ...]
    prompt_tally: Tally
    amounts: tuple[AmountLine, ...]
    open_questions: tuple[QuestionLine, ...]
    caveats: tuple[CaveatLine, ...]
    packs: tuple[PackLine, ...]
    policy_digest: str
    facts_digest: str
    witnesses: tuple[str, ...]


def view_assessment(
    assessment: Assessment,
    policies: Mapping[str, Policy],
    asked: Collection[str],
    language: Language,
) -> AssessmentView:
    """`assessment` in one language; `asked` are the questions that can be linked to."""
    return _Viewer(policies, asked, language).view(assessment)


@dataclass(frozen=True, slots=True)
class _Viewer:
    policies: Mapping[str, Policy]
    asked: Collection[str]
    language: Language

    def view(self, assessment: Assessment) -> AssessmentView:
        return AssessmentView(
            notice=self._say(assessment.notice),
            judged_on=assessment.judged_on,
            gates=self._findings(assessment.gates),
            gate_tally=_tally(assessment.gates),
            levels=tuple(map(self._level, assessment.levels)),
            prompts=self._findings(assessment.prompts),
            prompt_tally=_tally(assessment.prompts),
            amounts=tuple(map(self._amount, assessment.amounts)),
            open_questions=tuple(map(self._question, assessment.open_questions)),
            caveats=tuple(map(self._caveat, assessment.caveats)),
            packs=tuple(
                PackLine(pack.id, pack.version, pack.digest, self._say(pack.title))
                for pack in assessment.packs
                if pack.judges
            ),
            policy_digest=assessment.policy_digest,
            facts_digest=assessment.facts_digest,
            witnesses=assessment.witnesses,
        )

    def _findings(self, findings: Iterable[Finding]) -> tuple[FindingLine, ...]:
        return tuple(map(self._finding, findings))

    def _finding(self, finding: Finding) -> FindingLine:
        return FindingLine(
            id=finding.id,
            pack=finding.pack,
            version=finding.version,
            outcome=finding.outcome.value,
            title=self._say(finding.title),
            effect=finding.effect.value,
            effect_text=self._say(EFFECTS[finding.effect]),
            applicant=self._say(finding.applicant),
            officer=self._say(finding.officer),
            source=self._source(finding.source),
            because=tuple(map(self._fact, finding.because)),
            open=tuple(map(self._open, finding.open)),
            unsettled=finding.unsettled or "",
            items=tuple(map(self._say, finding.items)),
        )

    def _level(self, level: LevelFinding) -> LevelLine:
        return LevelLine(
            id=level.id,
            pack=level.pack,
            version=level.version,
            title=self._say(level.title),
            relevant=level.relevant,
            settled=level.relevant is not None and len(level.levels) <= 1,
            names=tuple(map(self._say, level.names)),
            scale=self._scale(level),
            ordered=level.ordered,
            exact=level.exact,
            applicant=self._say(level.applicant),
            officer=self._say(level.officer),
            note="" if level.note is None else self._say(level.note),
            source=self._source(level.source),
            because=tuple(map(self._fact, level.because)),
            open=tuple(map(self._open, level.open)),
            checks=self._findings(level.checks),
        )

    def _scale(self, level: LevelFinding) -> tuple[ScaleStep, ...]:
        criterion = next(one for one in self.policies[level.pack].criteria if one.id == level.id)
        return tuple(
            ScaleStep(self._say(step.title), step.id in level.levels, step.id == level.aim)
            for step in criterion.levels
        )

    def _amount(self, amount: AmountFinding) -> AmountLine:
        return AmountLine(
            id=amount.id,
            pack=amount.pack,
            label=self._say(amount.label),
            settled=amount.value is not None,
            shown=self._say(amount.shown),
            steps=tuple(
                StepLine(self._say(one.label), self._say(one.expression), self._say(one.result))
                for one in amount.steps
            ),
            note="" if amount.note is None else self._say(amount.note),
            source=self._source(amount.source),
            open=tuple(map(self._open, amount.open)),
        )

    def _question(self, question: OpenQuestion) -> QuestionLine:
        return QuestionLine(
            text=self._say(question.question),
            anchor=field_key(question.name) if question.name in self.asked else "",
            gates=len(question.gates),
            levels=len(question.levels),
            settles=len(question.settles),
        )

    def _caveat(self, caveat: Caveat) -> CaveatLine:
        return CaveatLine(self._say(caveat.label), self._source(caveat.source))

    def _fact(self, fact: FactView) -> FactLine:
        return FactLine(
            label=self._say(fact.label),
            shown=self._say(fact.shown),
            evidence=fact.evidence or "",
            source=None if fact.source is None else self._source(fact.source),
        )

    def _open(self, fact: OpenFact) -> OpenLine:
        name = question_of(fact.name)
        return OpenLine(self._say(fact.label), field_key(name) if name in self.asked else "")

    def _source(self, source: SourceView) -> SourceLine:
        return SourceLine(
            ref=source.ref,
            grade=source.grade.value,
            grade_text=self._say(GRADES[source.grade]),
            unchecked=source.grade in _UNCHECKED,
            note="" if source.note is None else self._say(source.note),
            url=source.url or "",
        )

    def _say(self, words: Words | Texts) -> str:
        return words.sv if self.language == "sv" else words.en


def _tally(findings: Iterable[Finding]) -> Tally:
    counts = Counter(finding.outcome for finding in findings)
    return Tally(
        not_met=counts[Outcome.NOT_MET],
        unknown=counts[Outcome.UNKNOWN],
        met=counts[Outcome.MET],
        not_relevant=counts[Outcome.NOT_RELEVANT],
    )
