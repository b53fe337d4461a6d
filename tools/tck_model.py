"""Reading the DMN Technology Compatibility Kit: models, types, test cases and their values.

Only what a literal expression needs is read. The XML comes from outside, so a document type
declaration, the way to entities and external files, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from engine.operators import kind_of
from engine.values import Value, date_from_text, duration_from_text

__all__ = [
    "Case",
    "Decision",
    "Expected",
    "ItemType",
    "Model",
    "conform",
    "read_cases",
    "read_model",
]

_NAMESPACE: Final = re.compile(r"^\{[^}]*\}|^[\w.-]*:")
_KINDS: Final = {
    "number": "number",
    "string": "text",
    "boolean": "boolean",
    "date": "date",
    "days and time duration": "days",
    "dayTimeDuration": "days",
    "years and months duration": "months",
    "yearMonthDuration": "months",
}
_XSD_KINDS: Final = {
    **dict.fromkeys(("decimal", "double", "integer", "int", "long", "float"), "number"),
    "string": "text",
    "boolean": "boolean",
    "date": "date",
    "duration": "duration",
}


@dataclass(frozen=True, slots=True)
class ItemType:
    """A declared type: a builtin by name, or a record, or a list of either."""

    builtin: str = ""
    fields: Mapping[str, ItemType] = field(default_factory=dict)
    many: bool = False
    constrained: bool = False


ANY: Final = ItemType()


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: its expression, or what stands there instead of one."""

    name: str
    text: str | None
    logic: str
    requires: tuple[str, ...]  # names of inputs and decisions, `?…` where unresolved
    calls: bool  # requires a business knowledge model
    types: tuple[ItemType, ...]  # of the expression and of the decision


@dataclass(frozen=True, slots=True)
class Model:
    """The decisions and the declared inputs of one folder."""

    decisions: Mapping[str, Decision]
    inputs: Mapping[str, ItemType]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a decision should give; `error` when the kit also expects an error to be reported."""

    decision: str
    node: ET.Element | None
    error: bool
    service: bool

    def is_null(self) -> bool:
        """Whether null is expected."""
        return self.node is None or _is_nil(self.node)

    def matches(self, actual: Value) -> bool:
        """Whether a value is the expected one; untyped text is read as the value's kind."""
        if self.node is None:
            return actual is None
        return _matches(self.node, actual)

    def text(self) -> str:
        """The expected value in a line, for reports."""
        return "null" if self.node is None else " ".join("".join(self.node.itertext()).split())


@dataclass(frozen=True, slots=True)
class Case:
    """One test case: inputs, and expected results."""

    id: str
    inputs: Mapping[str, Value]
    results: tuple[Expected, ...]


class _NoDoctype(ET.TreeBuilder):
    def doctype(self, name: str, _pubid: str | None, _system: str | None) -> None:
        raise ValueError(f"a document type declaration is refused: `{name}`")


def _root(path: Path) -> ET.Element:
    parser = ET.XMLParser(target=_NoDoctype())  # noqa: S314 - without a doctype, safe
    return ET.parse(path, parser).getroot()  # noqa: S314 - as above


def _tag(node: ET.Element) -> str:
    return _NAMESPACE.sub("", node.tag)


def _children(node: ET.Element, tag: str) -> Iterator[ET.Element]:
    return (child for child in node if _tag(child) == tag)


def _child(node: ET.Element, tag: str) -> ET.Element | None:
    return next(_children(node, tag), None)


def _attribute(node: ET.Element, name: str) -> str:
    return next((v for k, v in node.attrib.items() if _NAMESPACE.sub("", k) == name), "")


# Models.


def read_model(paths: Sequence[Path]) -> Model:
    """The decisions of some `.dmn` files; raises ValueError on a document type declaration."""
    roots = [_root(path) for path in paths]
    nodes = [node for root in roots for node in root]
    items = {_attribute(node, "name"): node for node in nodes if _tag(node) == "itemDefinition"}
    names = {_attribute(node, "id"): _attribute(node, "name") for node in nodes}
    return Model(
        decisions={
            _attribute(node, "name"): _decision(node, items, names)
            for node in nodes
            if _tag(node) == "decision"
        },
        inputs={
            _attribute(node, "name"): _variable_type(node, items)
            for node in nodes
            if _tag(node) == "inputData"
        },
    )


def _decision(
    node: ET.Element,
    items: Mapping[str, ET.Element],
    names: Mapping[str, str],
) -> Decision:
    hrefs = (
        _attribute(link, "href")
        for requirement in _children(node, "informationRequirement")
        for link in requirement
    )
    expression = _child(node, "literalExpression")
    text = None if expression is None else _child(expression, "text")
    besides = {"description", "question", "allowedAnswers", "variable", "extensionElements"}
    logic = next(
        (t for t in map(_tag, node) if t not in besides and not t.endswith("Requirement")),
        "no logic",
    )
    foreign = expression is not None and "FEEL" not in (
        _attribute(expression, "expressionLanguage") or "FEEL"
    )
    typed = _ref(_attribute(expression, "typeRef"), items) if expression is not None else ANY
    return Decision(
        name=_attribute(node, "name"),
        text=None if text is None or foreign else text.text or "",
        logic="foreign expression language" if foreign else logic,
        requires=tuple(names.get(href.removeprefix("#"), f"?{href}") for href in hrefs),
        calls=_child(node, "knowledgeRequirement") is not None,
        types=(typed, _variable_type(node, items)),
    )


def _variable_type(node: ET.Element, items: Mapping[str, ET.Element]) -> ItemType:
    variable = _child(node, "variable")
    return ANY if variable is None else _ref(_attribute(variable, "typeRef"), items)


def _ref(name: str, items: Mapping[str, ET.Element]) -> ItemType:
    if name in items:
        return _item_type(items[name], items)
    bare = name.rpartition(":")[2]
    if bare in items:
        return _item_type(items[bare], items)
    return ItemType(builtin=bare)


def _item_type(node: ET.Element, items: Mapping[str, ET.Element]) -> ItemType:
    ref = _child(node, "typeRef")
    base = ANY if ref is None else _ref((ref.text or "").strip(), items)
    fields = {
        _attribute(part, "name"): _item_type(part, items)
        for part in _children(node, "itemComponent")
    }
    many = _attribute(node, "isCollection") == "true"
    return ItemType(
        builtin="list" if many and base.many else base.builtin,
        fields=fields or base.fields,
        many=many or base.many,
        constrained=base.constrained
        or any(_tag(part) in {"allowedValues", "typeConstraint"} for part in node),
    )


def conform(value: Value, item: ItemType) -> Value:
    """The value as the declared type sees it: singletons are wrapped or unwrapped, misfits null."""
    if value is None or item == ANY:
        return value
    if not item.many:
        single = value[0] if isinstance(value, tuple) and len(value) == 1 else value
        return single if _fits(single, item) else None
    values = value if isinstance(value, tuple) else (value,)
    return values if all(v is None or _fits(v, item) for v in values) else None


def _fits(value: Value, item: ItemType) -> bool:
    if item.fields:
        return isinstance(value, Mapping) and all(
            name in value and (value[name] is None or conform(value[name], part) is not None)
            for name, part in item.fields.items()
        )
    expected = _KINDS.get(item.builtin)
    return expected is None or kind_of(value) == expected


# Cases.


def read_cases(path: Path, model: Model) -> list[Case]:
    """The test cases of one file; raises ValueError on a document type declaration."""
    return [
        Case(
            id=_attribute(node, "id"),
            inputs={
                _attribute(part, "name"): _value(
                    part, model.inputs.get(_attribute(part, "name"), ANY)
                )
                for part in _children(node, "inputNode")
            },
            results=tuple(map(_expected, _children(node, "resultNode"))),
        )
        for node in _children(_root(path), "testCase")
    ]


def _expected(node: ET.Element) -> Expected:
    found = _child(node, "expected")
    return Expected(
        decision=_attribute(node, "name"),
        node=_child(node, "computed") if found is None else found,
        error=_attribute(node, "errorResult") == "true",
        service=_attribute(node, "type") == "decisionService",
    )


def _is_nil(holder: ET.Element) -> bool:
    if _attribute(holder, "nil") == "true" or not len(holder):
        return True
    part = holder[0]
    if _attribute(part, "nil") == "true":
        return True
    return _tag(part) == "value" and not _attribute(part, "type") and not (part.text or "").strip()


def _value(holder: ET.Element, item: ItemType) -> Value:
    """The value inside `holder`; what is not typed there is read as the declared type says."""
    if _is_nil(holder):
        return None
    if (many := _child(holder, "list")) is not None:
        inner = ItemType(item.builtin, item.fields, many=False)
        return tuple(_value(part, inner) for part in _children(many, "item"))
    if (single := _child(holder, "value")) is not None:
        return _scalar(single, _KINDS.get(item.builtin, "")).value
    return {
        _attribute(part, "name"): _value(part, item.fields.get(_attribute(part, "name"), ANY))
        for part in _children(holder, "component")
    }


@dataclass(frozen=True, slots=True)
class _Scalar:
    value: Value
    readable: bool = True


def _scalar(node: ET.Element, hint: str) -> _Scalar:
    text = node.text or ""
    declared = _attribute(node, "type").rpartition(":")[2]
    kind = _XSD_KINDS.get(declared, "") if declared else hint
    if declared and not kind:
        return _Scalar(None, readable=False)
    match kind:
        case "text":
            return _Scalar(text)
        case "boolean":
            return _Scalar(text.strip() == "true")
        case "number":
            return _number(text)
        case "date":
            day = date_from_text(text.strip())
            return _Scalar(day, readable=day is not None)
        case "duration" | "days" | "months":
            length = duration_from_text(text.strip())
            return _Scalar(length, readable=length is not None)
        case _:
            return _Scalar(text)


def _number(text: str) -> _Scalar:
    try:
        return _Scalar(Decimal(text.strip()))
    except InvalidOperation:
        return _Scalar(None, readable=False)


_SIGNIFICANT: Final = 8  # places from which the kit's result is rounded or cut, not exact


def _matches(holder: ET.Element, actual: Value) -> bool:
    if _is_nil(holder):
        return actual is None
    if (many := _child(holder, "list")) is not None:
        items = list(_children(many, "item"))
        return (
            isinstance(actual, tuple)
            and len(actual) == len(items)
            and all(map(_matches, items, actual))
        )
    if (single := _child(holder, "value")) is not None:
        expected = _scalar(single, kind_of(actual))
        return expected.readable and _same(expected.value, actual)
    parts = {_attribute(part, "name"): part for part in _children(holder, "component")}
    return (
        isinstance(actual, Mapping)
        and parts.keys() == actual.keys()
        and all(_matches(part, actual[name]) for name, part in parts.items())
    )


def _same(expected: Value, actual: Value) -> bool:
    if kind_of(expected) != kind_of(actual):
        return False
    if isinstance(expected, Decimal) and isinstance(actual, Decimal):
        exponent = expected.as_tuple().exponent
        if isinstance(exponent, int) and -exponent >= _SIGNIFICANT:
            return abs(expected - actual) < Decimal(1).scaleb(exponent)
    return expected == actual
