"""What each name of a program is called, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from engine.ir import Expr, Filter, Name, Path
from engine.kinds import DATE, ChoiceKind, Kind, ListKind, RecordKind
from engine.model import Column, Texts
from engine.program import Constant, Program
from engine.words.wording import Worded

__all__ = ["Entry", "entries_of", "field_of"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its words, its kind, and the words of its choices and fields, if it has any.

    `table` says that the name is a reference table, whose rows are looked up.
    """

    label: Texts
    kind: Kind
    question: Worded | None = None
    table: bool = False


@dataclass(frozen=True, slots=True)
class _Rows:
    """The words of a reference table, where a list of answers has those of its question."""

    name: str
    label: Texts
    fields: tuple[Column, ...]
    choices: tuple[tuple[str, Texts], ...] = ()


_JUDGED_ON = Entry(Texts("bedömningsdagen", "the day of assessment"), DATE)


def entries_of(program: Program) -> Mapping[str, Entry]:
    """Every name that a program's expressions can read."""
    known = tuple(_choices(program.inputs.values()))
    entries = {"judged_on": _JUDGED_ON}
    for name, question in program.inputs.items():
        entries[name] = Entry(question.label, question.kind, question)
    for name, constant in program.constants.items():
        entries[name] = _of_constant(constant, known)
    for linked in program.derived:
        fact = linked.definition
        worded = _from(fact.expr, entries) or _worded(fact.name, fact.label, fact.kind, known)
        entries[linked.name] = Entry(fact.label, fact.kind, worded)
    return entries


def field_of(entry: Entry, field: str) -> Entry:
    """The entry of a record's field, or of the same field of every record in a list.

    A column of a reference table that was given no label is called by its name.
    """
    record = entry.kind.item if isinstance(entry.kind, ListKind) else entry.kind
    kinds = dict(record.fields) if isinstance(record, RecordKind) else {}
    asked = {one.name: one for one in entry.question.fields} if entry.question else {}
    said = field.replace("_", " ")
    label = asked[field].label if field in asked else Texts(said, said)
    return Entry(label, kinds.get(field, record), asked.get(field))


def _of_constant(constant: Constant, known: tuple[Worded, ...]) -> Entry:
    item = constant.kind.item if isinstance(constant.kind, ListKind) else constant.kind
    if not isinstance(item, RecordKind):
        worded = _worded(constant.name, constant.label, constant.kind, known)
        return Entry(constant.label, constant.kind, worded)
    named = {column.name: column for column in constant.columns}
    columns = []
    for name, kind in item.fields:
        said = name.replace("_", " ")
        column = named.get(name) or Column(name, Texts(said, said))
        found = _worded(name, column.label, kind, known)
        if not column.choices and found is not None:
            column = replace(column, choices=found.choices)
        columns.append(column)
    rows = _Rows(constant.name, constant.label, tuple(columns))
    return Entry(constant.label, constant.kind, rows, table=True)


def _from(expr: Expr, entries: Mapping[str, Entry]) -> Worded | None:
    """The words of the list that is filtered, or of the column that is looked up."""
    while isinstance(expr, Filter):
        expr = expr.base
    if isinstance(expr, Path):
        base = expr.base
        while isinstance(base, Filter):
            base = base.base
        owner = entries.get(base.name) if isinstance(base, Name) else None
        return field_of(owner, expr.field).question if owner is not None else None
    found = entries.get(expr.name) if isinstance(expr, Name) else None
    return found.question if found is not None else None


def _worded(name: str, label: Texts, kind: Kind, known: Iterable[Worded]) -> Worded | None:
    """The words of a choice that no question asks, from the closest question with its codes."""
    if not isinstance(kind, ChoiceKind):
        return None
    fitting = [
        question.choices
        for question in known
        if set(kind.codes) <= {code for code, _ in question.choices}
    ]
    return Column(name, label, min(fitting, key=len)) if fitting else None


def _choices(questions: Iterable[Worded]) -> Iterator[Worded]:
    """All questions with choices, those of list items too."""
    for question in questions:
        if question.choices:
            yield question
        yield from _choices(question.fields)
