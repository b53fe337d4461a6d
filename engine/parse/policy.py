"""`policy.yaml` to a draft: every key read, every expression parsed, every problem kept.

What needs other files or other parts of the policy (names, kinds, imports) is left to
`engine.check.policy`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from engine.errors import Problems, Words, quoted
from engine.kinds import NULL, Kind, ListKind, RecordKind
from engine.messages.rules import NOT_ASCENDING
from engine.messages.shape import (
    BAD_VERSION,
    KEY_DOES_NOT_FIT,
    MISSING_KEY,
    ROW_LENGTH,
    WRONG_SHAPE,
)
from engine.model import Column, Dated, Derived, Import, Input, Parameter, Policy, Rule, Texts
from engine.parse.bundles import parse_bundles
from engine.parse.cases import parse_cases
from engine.parse.draft import CODE, FACT, ID, Building, Draft
from engine.parse.fields import A_TEXT, Fields, note_duplicate
from engine.parse.inputs import UNITS, Questions, kind_of, parse_inputs, read_choice, read_input
from engine.parse.rules import read_amount, read_criterion, read_gate, read_prompt
from engine.parse.sources import note_unused_sources, read_sources, source_at, source_in
from engine.parse.values import value_of
from engine.source.reader import Entries, Items, Node, Scalar
from engine.source.spans import text_of
from engine.values import Value

__all__ = [
    "Draft",
    "Questions",
    "parse_bundles",
    "parse_cases",
    "parse_inputs",
    "parse_policy",
]

_VERSION: Final = re.compile(r"(0|[1-9][0-9]{0,3})(\.(0|[1-9][0-9]{0,3})){2}")
_PARAMETER_KINDS: Final = ("boolean", "number", "text", "date", "choice")


def parse_policy(root: Node) -> Draft:
    """The draft of one policy; never raises, the draft keeps the problems."""
    building = Building(Problems())
    fields = Fields(
        root,
        building.problems,
        required=("policy", "version", "title", "summary", "valid_from", "legal_basis"),
        optional=(
            "valid_to",
            "sources",
            "imports",
            "inputs",
            "parameters",
            "tables",
            "derived",
            "gates",
            "criteria",
            "prompts",
            "amounts",
        ),
    )
    own = building.name(fields, "policy", ID)
    read_sources(fields, building)
    imports = _imports(fields, building)
    input_names, inputs = _inputs(fields, building)
    criteria = [read_criterion(node, building) for node in fields.items("criteria")]
    gates = [read_gate(node, building) for node in fields.items("gates")]
    prompts = [read_prompt(node, building) for node in fields.items("prompts")]
    checks: list[Rule] = [check for _, group in criteria for check in group]
    policy = Policy(
        id=own,
        version=_version(fields),
        title=fields.texts("title"),
        summary=fields.texts("summary"),
        valid_from=fields.day("valid_from"),
        valid_to=fields.day_or_none("valid_to"),
        legal_basis=tuple(source_at(node, building) for node in fields.items("legal_basis")),
        imports=imports,
        inputs=inputs,
        parameters=_parameters(fields, building),
        derived=tuple(_derived(node, building) for node in fields.items("derived")),
        rules=(*gates, *checks, *prompts),
        criteria=tuple(criterion for criterion, _ in criteria),
        amounts=tuple(read_amount(node, building) for node in fields.items("amounts")),
    )
    note_unused_sources(building)
    for key in ("policy", "valid_from", "valid_to"):
        if key in fields:
            building.anchors[f"/{key}"] = fields.node(key)
    found = tuple(building.problems.found)
    return Draft(policy, root, input_names, building.anchors, found, frozenset(building.broken))


def _version(fields: Fields) -> str:
    node = fields.scalar("version", A_TEXT)
    if node is None:
        return ""
    version = text_of(node)
    if not _VERSION.fullmatch(version):
        fields.note(BAD_VERSION, "version", version=quoted(version))
    return version


def _imports(fields: Fields, building: Building) -> tuple[Import, ...]:
    imports: list[Import] = []
    for number, node in enumerate(fields.items("imports")):
        entry = Fields(node, building.problems, required=("pack", "names"))
        pack = building.name(entry, "pack", ID)
        owner = f"imports/{number}"
        if "pack" in entry:
            building.anchors[owner] = entry.node("pack")
        imports.append(Import(pack, building.references(entry, "names", owner)))
        for name, place in entry.texts_of("names") if not entry.broken else ():
            building.claim(name, place)
    return tuple(imports)


def _inputs(fields: Fields, building: Building) -> tuple[tuple[str, ...], tuple[Input, ...]]:
    """Names of shared questions, and questions that only this pack asks."""
    names: list[str] = []
    own: list[Input] = []
    for node in fields.items("inputs"):
        if isinstance(node, Entries):
            noted = len(building.problems)
            question = read_input(node, building)
            building.anchors[f"inputs/{question.name}"] = node
            own.append(question)
            if len(building.problems) > noted:
                building.broken.add(question.name)
        elif isinstance(node, Scalar) and isinstance(node.value, str):
            building.claim(node.value, node)
            building.anchors[f"inputs/{node.value}"] = node
            names.append(node.value)
        else:
            fields.wrong(node, Words("namnet på en fråga", "the name of a question"))
    return tuple(names), tuple(own)


def _derived(node: Node, building: Building) -> Derived:
    fields = Fields(
        node, building.problems, required=("name", "label", "value"), optional=("source",)
    )
    name = building.own_name(fields, "name", FACT)
    building.anchors[name] = node
    value = fields.node("value")
    derived = Derived(
        name=name,
        label=fields.texts("label"),
        expr=building.expression(fields, "value", name),
        kind=NULL,
        text=text_of(value).strip() if isinstance(value, Scalar) else "",
        source=source_in(fields, building) if "source" in fields else None,
    )
    if fields.broken:
        building.broken.add(name)
    return derived


def _parameters(fields: Fields, building: Building) -> tuple[Parameter, ...]:
    plain = (_parameter(node, building) for node in fields.items("parameters"))
    tables = (_table(node, building) for node in fields.items("tables"))
    return (*plain, *tables)


def _parameter(node: Node, building: Building) -> Parameter:
    fields = Fields(
        node,
        building.problems,
        required=("name", "kind", "label", "values"),
        optional=("unit", "codes", "editable"),
    )
    name = building.own_name(fields, "name", FACT)
    building.anchors[name] = node
    kind = _column_kind(fields, building)
    parameter = Parameter(
        name=name,
        kind=kind,
        label=fields.texts("label"),
        values=tuple(_dated(one, "value", kind, building) for one in fields.items("values")),
        editable=fields.flag("editable"),
    )
    if fields.broken:
        building.broken.add(name)
    _ascending(fields, parameter, building)
    return parameter


def _table(node: Node, building: Building) -> Parameter:
    fields = Fields(
        node,
        building.problems,
        required=("name", "label", "columns", "values"),
        optional=("editable",),
    )
    name = building.own_name(fields, "name", FACT)
    building.anchors[name] = node
    columns = tuple(_columns(fields, building))
    kind = ListKind(RecordKind(tuple((name, kind) for name, kind, _ in columns)))
    table = Parameter(
        name=name,
        kind=kind,
        label=fields.texts("label"),
        values=tuple(_dated(one, "rows", kind, building) for one in fields.items("values")),
        editable=fields.flag("editable"),
        columns=tuple(words for _, _, words in columns if words is not None),
    )
    if fields.broken:
        building.broken.add(name)
    _ascending(fields, table, building)
    return table


def _columns(fields: Fields, building: Building) -> Iterator[tuple[str, Kind, Column | None]]:
    """Name, kind and words of each column; a column without label is called by its name."""
    seen: dict[str, Node] = {}
    for node in fields.items("columns"):
        column = Fields(
            node,
            building.problems,
            required=("name", "kind"),
            optional=("unit", "codes", "label", "choices"),
        )
        name = building.name(column, "name", FACT)
        first = seen.setdefault(name, node)
        if first is not node:
            note_duplicate(building.problems, name, node, first)
        label = column.texts_or_none("label") or Texts(name, name)
        choices = tuple(read_choice(one, building) for one in column.items("choices"))
        words = Column(name, label, choices) if "label" in column or choices else None
        yield name, _column_kind(column, building, choices), words


def _column_kind(
    fields: Fields, building: Building, choices: tuple[tuple[str, Texts], ...] = ()
) -> Kind:
    """The kind of a parameter or column: a choice lists its codes, a number may have a unit.

    A column may give its codes words, as `choices`, in place of bare `codes`.
    """
    name = fields.one_of("kind", _PARAMETER_KINDS)
    for key, wanted in (("unit", "number"), ("codes", "choice"), ("choices", "choice")):
        if key in fields and name in _PARAMETER_KINDS and name != wanted:
            reason = Words(f"slaget är inte `{wanted}`", f"the kind is not `{wanted}`")
            fields.note(KEY_DOES_NOT_FIT, key, key=quoted(key), reason=reason)
    if name == "choice" and "codes" not in fields and "choices" not in fields:
        fields.note(MISSING_KEY, "kind", key="`codes`")
    if "codes" in fields and "choices" in fields:
        reason = Words("`choices` räknar redan upp koderna", "`choices` already lists the codes")
        fields.note(KEY_DOES_NOT_FIT, "codes", key="`codes`", reason=reason)
    codes = [building.checked_name(node, CODE) for _, node in fields.texts_of("codes")]
    codes += [code for code, _ in choices]
    unit = fields.one_of("unit", UNITS) if "unit" in fields else None
    return kind_of(name, unit=unit, codes=tuple(codes))


def _dated(node: Node, key: str, kind: Kind, building: Building) -> Dated:
    fields = Fields(node, building.problems, required=("from", key, "source"))
    value: Value = None
    if key in fields:
        read = _rows if key == "rows" else value_of
        value = read(fields.node(key), kind, building.problems)
    return Dated(fields.day("from"), value, source_in(fields, building))


def _rows(node: Node, kind: Kind, problems: Problems) -> Value:
    """Rows of cells in the order of the columns."""
    columns: tuple[tuple[str, Kind], ...] = ()
    if isinstance(kind, ListKind) and isinstance(kind.item, RecordKind):
        columns = kind.item.fields
    if not isinstance(node, Items):
        problems.add(WRONG_SHAPE, node, expected=_ROWS, got=_ONE)
        return ()
    rows: list[Value] = []
    for row in node.items:
        if not isinstance(row, Items) or len(row.items) != len(columns):
            count = len(row.items) if isinstance(row, Items) else 1
            problems.add(ROW_LENGTH, row, expected=str(len(columns)), got=str(count))
            continue
        cells = zip(columns, row.items, strict=True)
        rows.append(
            {name: value_of(cell, cell_kind, problems) for (name, cell_kind), cell in cells}
        )
    return tuple(rows)


_ROWS: Final = Words("en lista av rader, `[[…], […]]`", "a list of rows, `[[…], […]]`")
_ONE: Final = Words("ett ensamt värde", "a single value")


def _ascending(fields: Fields, parameter: Parameter, building: Building) -> None:
    """Values stand in the order of their days, so that a later one replaces an earlier one."""
    nodes = fields.items("values")
    for before, after, node in zip(parameter.values, parameter.values[1:], nodes[1:], strict=False):
        if after.valid_from <= before.valid_from and not fields.broken:
            building.problems.add(
                NOT_ASCENDING,
                node,
                day=f"`{after.valid_from}`",
                before=f"`{before.valid_from}`",
            )
