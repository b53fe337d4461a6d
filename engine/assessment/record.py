"""The assessment: what is issued, typed, and the same bytes for the same input.

Three outputs stand beside each other and are never merged: `gates` (may we pay?), `levels`
(how well is it integrated?) and `prompts` (what to improve). There is no field for granted or
rejected, and no total: a named human decides.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from engine.model import Effect, Grade, Section
from engine.verdict import Outcome

__all__ = [
    "AmountFinding",
    "Assessment",
    "Caveat",
    "FactView",
    "Finding",
    "LevelFinding",
    "OpenFact",
    "OpenQuestion",
    "PackView",
    "SourceView",
    "Step",
    "Words",
]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Words(_Record):
    """One text in both languages."""

    sv: str
    en: str


class SourceView(_Record):
    """Where a rule or a figure comes from, and how well that is known (L, V, S, K or I)."""

    ref: str
    grade: Grade
    note: Words | None = None
    url: str | None = None


class PackView(_Record):
    """Which text of which pack judged."""

    id: str
    version: str
    digest: str
    title: Words
    judges: bool  # false: only lends facts to others


class FactView(_Record):
    """A fact that decided: its name, its value in words, and where it comes from.

    `value` is plain text (exact numbers, ISO dates); null when unanswered or answered with
    none, which `evidence` tells apart.
    """

    name: str
    origin: Literal["input", "derived", "constant", "date"]
    label: Words
    value: str | None
    shown: Words
    evidence: Literal["missing", "stated", "verified", "contradicted"] | None = None
    source: SourceView | None = None


class OpenFact(_Record):
    """An unanswered question, or a field of a list such as `costs[2].amount`, with its words."""

    name: str
    label: Words


class Finding(_Record):
    """One rule's outcome with everything needed to check it by hand.

    `open` are the questions that keep it unknown; `unsettled` says why it is unknown.
    `items` are the offending items of a list, in words, when the effect is on single items.
    """

    id: str
    pack: str
    version: str
    section: Section
    effect: Effect
    outcome: Outcome
    title: Words
    applicant: Words
    officer: Words
    source: SourceView
    because: tuple[FactView, ...]
    open: tuple[OpenFact, ...] = ()
    unsettled: Literal["unanswered", "unverified", "no_value"] | None = None
    items: tuple[Words, ...] = ()


class LevelFinding(_Record):
    """One criterion: the levels still possible, worst first; one level means settled.

    `relevant` is false when the criterion does not apply, null while that is open.
    `exact` says that every listed level can really be reached by some answers.
    """

    id: str
    pack: str
    version: str
    title: Words
    relevant: bool | None
    levels: tuple[str, ...]
    names: tuple[Words, ...]
    scale: tuple[Words, ...]
    ordered: bool
    aim: str | None
    exact: bool
    applicant: Words
    officer: Words
    note: Words | None
    source: SourceView
    because: tuple[FactView, ...]
    open: tuple[OpenFact, ...]
    checks: tuple[Finding, ...]


class Step(_Record):
    """One line of arithmetic: what is computed, the expression with its figures, the result."""

    label: Words
    expression: Words
    result: Words


class AmountFinding(_Record):
    """A computed sum, exact, with its arithmetic; `value` is null while it is open."""

    id: str
    pack: str
    version: str
    label: Words
    unit: str | None
    value: str | None
    shown: Words
    steps: tuple[Step, ...]
    note: Words | None
    source: SourceView
    open: tuple[OpenFact, ...]


class OpenQuestion(_Record):
    """An unanswered question that can still change something, most decisive first in the list.

    `settles` are the gates and criteria that hang on this question alone.
    """

    name: str
    question: Words
    group: str
    gates: tuple[str, ...]
    levels: tuple[str, ...]
    settles: tuple[str, ...]


class Caveat(_Record):
    """Something in this assessment that rests on a source nobody has verified (K or I)."""

    about: str
    label: Words
    source: SourceView


class Assessment(_Record):
    """Advice on one application, judged by the rules of one day.

    `policy_digest` and `facts_digest` are SHA-256; with the day and the engine's form number
    they reproduce the assessment bit by bit. `witnesses` are the engines that agreed.
    """

    format: Literal["hela.assessment/1"] = "hela.assessment/1"
    notice: Words
    form: str | None
    form_title: Words | None
    judged_on: date
    policy_digest: str
    facts_digest: str
    witnesses: tuple[str, ...]
    packs: tuple[PackView, ...]
    gates: tuple[Finding, ...]
    levels: tuple[LevelFinding, ...]
    prompts: tuple[Finding, ...]
    amounts: tuple[AmountFinding, ...]
    open_questions: tuple[OpenQuestion, ...]
    caveats: tuple[Caveat, ...]

    def to_json(self) -> bytes:
        """UTF-8 JSON in a fixed field order; the same assessment always gives the same bytes."""
        return self.model_dump_json(indent=2).encode() + b"\n"
