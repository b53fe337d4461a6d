"""The questions of the application: `rules/inputs/*.yaml`, and those that a pack brings itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from engine.errors import Problems, Words, quoted
from engine.kinds import (
    BOOLEAN,
    DATE,
    TEXT,
    ChoiceKind,
    Kind,
    ListKind,
    NumberKind,
    RecordKind,
)
from engine.messages.shape import (
    BAD_PATH,
    BAD_RANGE,
    FIELD_IS_LIST,
    KEY_DOES_NOT_FIT,
    MISSING_KEY,
)
from engine.model import Group, Input, Texts
from engine.parse.draft import CODE, FACT, Building
from engine.parse.fields import Fields, note_duplicate
from engine.source.reader import Entries, Node, Scalar
from engine.source.spans import text_of
from engine.values import Value, date_from_text

__all__ = ["UNITS", "Questions", "kind_of", "parse_inputs", "read_input"]

UNITS: Final = (
    "SEK",
    "EUR",
    "percent",
    "persons",
    "awu",
    "months",
    "years",
    "hours",
    "SEK_per_hour",
    "SEK_per_EUR",
)
_KINDS: Final = ("boolean", "number", "text", "date", "choice", "list")
_COMMON: Final = ("name", "kind", "label", "question", "why")
_OPTIONAL: Final = (
    "unit",
    "range",
    "help",
    "nullable",
    "actionable",
    "protected",
    "long_text",
    "choices",
    "fields",
)
_ONLY_WITH: Final = {
    "unit": ("number",),
    "range": ("number", "date"),
    "long_text": ("text",),
    "choices": ("choice",),
    "fields": ("list",),
}
_PATH: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Questions:
    """One file of shared questions, with the headings that it brings.

    `places` tells where each stands, under `groups/<id>` and `inputs/<name>`.
    """

    groups: tuple[Group, ...]
    inputs: tuple[Input, ...]
    places: Mapping[str, Node] = field(default_factory=dict, compare=False, repr=False)


def parse_inputs(root: Node) -> Questions:
    """The questions of one `rules/inputs/*.yaml`.

    Raises:
        PolicyError: with everything that is wrong in the file.
    """
    building = Building(Problems())
    fields = Fields(root, building.problems, required=("inputs",), optional=("groups",))
    group_nodes = fields.items("groups")
    groups = [(_group(node, building), node) for node in group_nodes]
    _unique(group_nodes, "id", building)
    inputs = [(read_input(node, building), node) for node in fields.items("inputs")]
    building.problems.raise_if_any()
    places = {f"groups/{group.id}": node for group, node in groups}
    places |= {f"inputs/{question.name}": node for question, node in inputs}
    return Questions(
        tuple(group for group, _ in groups), tuple(question for question, _ in inputs), places
    )


def _group(node: Node, building: Building) -> Group:
    fields = Fields(node, building.problems, required=("id", "title"), optional=("intro",))
    return Group(
        id=building.name(fields, "id", FACT),
        title=fields.texts("title"),
        intro=fields.texts_or_none("intro"),
    )


def read_input(node: Node, building: Building) -> Input:
    """One question; its name is claimed in the name space that is being built."""
    fields = Fields(
        node,
        building.problems,
        required=(*_COMMON, "path", "group"),
        optional=_OPTIONAL,
    )
    name = building.own_name(fields, "name", FACT)
    path = fields.text("path")
    if path and not _PATH.fullmatch(path):
        fields.note(BAD_PATH, "path", path=quoted(path))
    group = building.name(fields, "group", FACT)
    return _question(fields, building, (name, path, group), inside=False)


def _field(node: Node, building: Building) -> Input:
    """One question of an item in a list: it has no place and no heading of its own."""
    fields = Fields(node, building.problems, required=_COMMON, optional=_OPTIONAL)
    name = building.name(fields, "name", FACT)
    return _question(fields, building, (name, name, ""), inside=True)


def _question(
    fields: Fields, building: Building, own: tuple[str, str, str], *, inside: bool
) -> Input:
    kind_name = fields.one_of("kind", _KINDS)
    for key, fitting in _ONLY_WITH.items():
        if key in fields and kind_name in _KINDS and kind_name not in fitting:
            _misplaced(fields, key, fitting)
    if inside and kind_name == "list":
        fields.note(FIELD_IS_LIST, "kind")
    choice_nodes = fields.items("choices")
    field_nodes = () if inside else fields.items("fields")
    choices = tuple(read_choice(node, building) for node in choice_nodes)
    inner = tuple(_field(node, building) for node in field_nodes)
    for key, wanted in (("choices", "choice"), ("fields", "list")):
        if kind_name == wanted and key not in fields:
            fields.note(MISSING_KEY, "kind", key=quoted(key))
    _unique(choice_nodes, "code", building)
    _unique(field_nodes, "name", building)
    kind = kind_of(
        kind_name,
        unit=fields.one_of("unit", UNITS) if "unit" in fields else None,
        codes=tuple(code for code, _ in choices),
        fields=tuple((one.name, one.kind) for one in inner),
    )
    low, high, low_closed, high_closed = _range(fields, kind)
    name, path, group = own
    return Input(
        name=name,
        path=path,
        kind=kind,
        label=fields.texts("label"),
        question=fields.texts("question"),
        why=fields.texts("why"),
        group=group,
        help=fields.texts_or_none("help"),
        low=low,
        high=high,
        low_closed=low_closed,
        high_closed=high_closed,
        choices=choices,
        fields=inner,
        nullable=fields.flag("nullable"),
        actionable=fields.flag("actionable"),
        protected=fields.flag("protected"),
        long_text=fields.flag("long_text"),
    )


def _misplaced(fields: Fields, key: str, fitting: tuple[str, ...]) -> None:
    kinds = ", ".join(f"`{kind}`" for kind in fitting)
    reason = Words(
        f"bara frågor av slaget {kinds} har den", f"only questions of kind {kinds} have it"
    )
    fields.note(KEY_DOES_NOT_FIT, key, key=quoted(key), reason=reason)


def kind_of(
    name: str,
    *,
    unit: str | None = None,
    codes: tuple[str, ...] = (),
    fields: tuple[tuple[str, Kind], ...] = (),
) -> Kind:
    """The kind that a file names `number`, `choice` and so on; text as a stand-in."""
    match name:
        case "boolean":
            return BOOLEAN
        case "number":
            return NumberKind(unit)
        case "date":
            return DATE
        case "choice":
            return ChoiceKind(codes)
        case "list":
            return ListKind(RecordKind(fields))
        case _:
            return TEXT


def read_choice(node: Node, building: Building) -> tuple[str, Texts]:
    """One choice: its code and what the code is called."""
    fields = Fields(node, building.problems, required=("code",), optional=("sv", "en"))
    code_node = fields.scalar("code", CODE.expected)
    code = ""
    if code_node is not None:
        if isinstance(code_node.value, str):
            code = building.checked_name(code_node, CODE)
        else:
            fields.wrong(code_node, Words('en kod inom `"…"`', 'a code in `"…"`'))
    return code, fields.translated()


def _unique(nodes: tuple[Node, ...], key: str, building: Building) -> None:
    seen: dict[str, Scalar] = {}
    for node in nodes:
        value = node.get(key) if isinstance(node, Entries) else None
        if not isinstance(value, Scalar):
            continue
        first = seen.setdefault(text_of(value), value)
        if first is not value:
            note_duplicate(building.problems, text_of(value), value, first)


_RANGE: Final = re.compile(r"([\[(])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])])")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_UNBOUNDED: Final = (None, None, True, True)


def _range(fields: Fields, kind: Kind) -> tuple[Value, Value, bool, bool]:
    """The ends of `range` and whether they count; no ends where it is left out."""
    node = fields.scalar("range", A_RANGE)
    if node is None or not isinstance(kind, NumberKind | type(DATE)):
        return _UNBOUNDED
    text = text_of(node)
    found = _RANGE.fullmatch(text)
    read = _number if isinstance(kind, NumberKind) else date_from_text
    if not found or not _ends_fit(found, read):
        fields.note(BAD_RANGE, "range", range=quoted(text))
        return _UNBOUNDED
    opening, low, high, closing = found.groups()
    return (
        read(low) if low else None,
        read(high) if high else None,
        opening == "[" or not low,
        closing == "]" or not high,
    )


A_RANGE: Final = Words('ett intervall som `"[0..100]"`', 'a range such as `"[0..100]"`')


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _ends_fit(found: re.Match[str], read: Callable[[str], Decimal | date | None]) -> bool:
    _, low_text, high_text, _ = found.groups()
    low, high = read(low_text), read(high_text)
    if (low_text and low is None) or (high_text and high is None):
        return False
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return low <= high
    if isinstance(low, date) and isinstance(high, date):
        return low <= high
    return bool(low_text or high_text)
