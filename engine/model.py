"""What a policy says, as records: the shape that every later step reads.

A `Policy` comes from one `rules/<pack>/policy.yaml` and is complete and well typed, or
it does not exist: `engine.parse.policy` and `engine.check.policy` refuse a file with one bad rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from engine.ir import Expr
from engine.kinds import Kind
from engine.values import Value

__all__ = [
    "Amount",
    "Bundle",
    "BundlePack",
    "Case",
    "Column",
    "Criterion",
    "Dated",
    "Derived",
    "Effect",
    "Grade",
    "Group",
    "Import",
    "Input",
    "Level",
    "Parameter",
    "Policy",
    "Row",
    "Rule",
    "Section",
    "Source",
    "Texts",
]


class Grade(StrEnum):
    """How well a fact is known; shown to the user beside the fact."""

    LAW = "L"  # read in the statute
    VERIFIED = "V"  # read in the named source
    STATED = "S"  # stated by the commissioning documents
    KNOWN = "K"  # known content of a named document, not re-read
    INFERRED = "I"  # our inference; no source says it


class Section(StrEnum):
    """The three outputs that are never merged."""

    GATE = "gate"  # may we pay?
    CHECK = "check"  # a condition of a quality level
    PROMPT = "prompt"  # what to improve


class Effect(StrEnum):
    """What a gate that is not met asks for; the engine never decides."""

    STOP = "stop"  # the law gives no room for the support as applied for
    STOP_LINES = "stop_lines"  # the listed items cannot be part of the support
    REFER = "refer"  # another body decides
    REVIEW = "review"  # a lawyer must look
    COMPLETE = "complete"  # the application must be completed first
    ADVISE = "advise"  # checks and prompts: improve, nothing stops


@dataclass(frozen=True, slots=True)
class Texts:
    """One message in both languages; `{name}` stands for the value of an input or derived fact."""

    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact or rule comes from: a citation, its grade, and a caveat if any."""

    ref: str
    grade: Grade
    note: Texts | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A heading in the questionnaire."""

    id: str
    title: Texts
    intro: Texts | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A question: what the applicant or the officer answers.

    `path` is where the answer stands in an application. `low` and `high` bound a number or day;
    an end that is not closed is itself outside. `nullable` allows the answer
    "none". `actionable` inputs are those an applicant can change by changing her plan.
    `protected` inputs exist for statistics only and can be used by no rule.
    For lists, `fields` are the questions asked per item. `label` names the fact in running
    text: a noun phrase ("support applied for"), for a boolean a clause ("pay follows the
    collective agreement").
    """

    name: str
    path: str
    kind: Kind
    label: Texts
    question: Texts
    why: Texts
    group: str
    help: Texts | None = None
    low: Value = None
    high: Value = None
    low_closed: bool = True
    high_closed: bool = True
    choices: tuple[tuple[str, Texts], ...] = ()
    fields: tuple[Input, ...] = ()
    nullable: bool = False
    actionable: bool = False
    protected: bool = False
    long_text: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A value that holds from a day, until the next one's day."""

    valid_from: date
    value: Value
    source: Source


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of a reference table, and each of its codes, is called in running text."""

    name: str
    label: Texts
    choices: tuple[tuple[str, Texts], ...] = ()
    fields: tuple[Column, ...] = ()  # always empty: a cell is one value


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated constant, or a dated reference table when its kind is a list of records.

    `columns` holds the words of those columns of a table that were given any.
    """

    name: str
    kind: Kind
    label: Texts
    values: tuple[Dated, ...]  # ascending by valid_from, never empty
    editable: bool = False  # the region may have to fill in or correct it
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact computed from other facts."""

    name: str
    label: Texts
    expr: Expr
    kind: Kind
    text: str  # the FEEL source
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement. Not relevant unless `applies`; met when `requires` holds.

    `facts` are the inputs, derived facts and parameters that the conditions read, as the
    author declared them; the checker refuses a list that differs from what they use.
    `verified` names inputs that must be verified before the rule can be met.
    `items`, for STOP_LINES, is the list of the offending records.
    """

    id: str
    section: Section
    effect: Effect
    title: Texts
    requires: Expr
    facts: tuple[str, ...]
    source: Source
    applicant: Texts
    officer: Texts
    applies: Expr | None = None
    items: Expr | None = None
    verified: tuple[str, ...] = ()
    criterion: str | None = None
    requires_text: str = ""
    applies_text: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a criterion, worst first."""

    id: str
    title: Texts


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a decision table: when it is the first that holds, the level is `level`."""

    when: Expr
    level: str
    note: Texts | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A quality level, decided by the first row that holds; the last row holds always.

    `ordered` is false where a higher code is not better (the DAC marker).
    `aim` is the level from which the criterion is good enough, where its source says so.
    """

    id: str
    title: Texts
    levels: tuple[Level, ...]
    rows: tuple[Row, ...]
    facts: tuple[str, ...]
    source: Source
    applicant: Texts
    officer: Texts
    applies: Expr | None = None
    applies_text: str = ""
    ordered: bool = True
    aim: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum worth showing with its arithmetic; `when` it is false it is not shown."""

    id: str
    label: Texts
    expr: Expr
    kind: Kind
    source: Source
    text: str
    when: Expr | None = None
    note: Texts | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A worked example: a case worker's sentence, the facts, and what must follow.

    `expect` maps ids (rules, criteria, amounts, derived facts) to an outcome, a level,
    several possible levels, or a value, as plain text or value.
    """

    sentence: str
    on: date
    given: Mapping[str, Value]
    expect: Mapping[str, Value]
    verified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """Derived facts, parameters or tables of another pack, used here by the same name."""

    pack: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """One pack, checked. `digest` is the SHA-256 of its meaning-bearing content."""

    id: str
    version: str
    title: Texts
    summary: Texts
    valid_from: date
    valid_to: date | None
    legal_basis: tuple[Source, ...]
    imports: tuple[Import, ...]
    inputs: tuple[Input, ...]
    parameters: tuple[Parameter, ...]
    derived: tuple[Derived, ...]  # in dependency order
    rules: tuple[Rule, ...]
    criteria: tuple[Criterion, ...]
    amounts: tuple[Amount, ...]
    digest: str = ""
    cases: tuple[Case, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class BundlePack:
    """A pack in a bundle, from (and until) which day it applies."""

    pack: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """Which packs an application for one form of support is judged by."""

    form: str
    application_kind: str  # business_support | equality_cheque | project_funds
    title: Texts
    summary: Texts
    source: Source
    packs: tuple[BundlePack, ...]
