"""What each name of a program is called, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.kinds import DATE, Kind, ListKind, RecordKind
from engine.model import Input, Texts
from engine.program import Program

__all__ = ["Entry", "entries_of", "field_of"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with its words, its kind and, for an input, the question behind it."""

    label: Texts
    kind: Kind
    question: Input | None = None


_JUDGED_ON = Entry(Texts("bedömningsdagen", "the day of assessment"), DATE)


def entries_of(program: Program) -> Mapping[str, Entry]:
    """Every name that a program's expressions can read."""
    entries = {"judged_on": _JUDGED_ON}
    for name, question in program.inputs.items():
        entries[name] = Entry(question.label, question.kind, question)
    for name, constant in program.constants.items():
        entries[name] = Entry(constant.label, constant.kind)
    for linked in program.derived:
        entries[linked.name] = Entry(linked.definition.label, linked.definition.kind)
    return entries


def field_of(entry: Entry, field: str) -> Entry:
    """The entry of a record's field, or of the same field of every record in a list.

    A field of a reference table has no words of its own; its name is read out.
    """
    record = entry.kind.item if isinstance(entry.kind, ListKind) else entry.kind
    kinds = dict(record.fields) if isinstance(record, RecordKind) else {}
    asked = {one.name: one for one in entry.question.fields} if entry.question else {}
    said = field.replace("_", " ")
    label = asked[field].label if field in asked else Texts(said, said)
    return Entry(label, kinds.get(field, record), asked.get(field))
