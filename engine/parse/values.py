"""Plain data to values of a declared kind: a parameter's figure, a table's cell, an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from engine.errors import Problems, Words, quoted
from engine.kinds import (
    BooleanKind,
    ChoiceKind,
    DateKind,
    Kind,
    ListKind,
    NumberKind,
    RecordKind,
    TextKind,
)
from engine.messages.kind_words import described
from engine.messages.kinds import (
    NOT_NULLABLE,
    OUT_OF_RANGE,
    UNKNOWN_CODE,
    UNKNOWN_FIELD,
    WRONG_KIND,
)
from engine.model import Input
from engine.parse.fields import did_you_mean, shown
from engine.source.reader import Entries, Items, Node, Scalar
from engine.values import Value, date_from_text

__all__ = ["answer_of", "in_range", "range_text", "value_of"]


def value_of(node: Node, kind: Kind, problems: Problems) -> Value:
    """The value that `node` writes, of `kind`; null as a stand-in where it is none."""
    match kind:
        case ListKind(item):
            if isinstance(node, Items):
                return tuple(value_of(one, item, problems) for one in node.items)
        case RecordKind():
            if isinstance(node, Entries):
                return _record(node, dict(kind.fields), problems)
        case ChoiceKind(codes):
            return _code(node, codes, problems)
        case _:
            if isinstance(node, Scalar) and (value := _plain(node, kind)) is not None:
                return value
    _wrong(node, described(kind), problems, text=isinstance(kind, TextKind))
    return None


def _wrong(node: Node, expected: Words, problems: Problems, *, text: bool = False) -> None:
    """Note a value of another kind; a text that looks like something else only lacks quotes."""
    if text and isinstance(node, Scalar) and node.value is not None:
        quotes = f'`"{node.written}"`'
        step = Words(f"skriv {quotes}", f"write {quotes}")
    else:
        step = Words(f"skriv {expected.sv}", f"write {expected.en}")
    problems.add(WRONG_KIND, node, expected=expected, got=shown(node), step=step)


def answer_of(node: Node, question: Input, problems: Problems) -> Value:
    """The answer that `node` gives to `question`: its kind, range and `null` are checked.

    A field that an item of a list leaves out is unanswered, and left out here too.
    """
    if isinstance(node, Scalar) and node.value is None:
        if not question.nullable:
            problems.add(NOT_NULLABLE, node, name=quoted(question.name))
        return None
    if isinstance(question.kind, ListKind) and isinstance(node, Items):
        return tuple(_item(one, question, problems) for one in node.items)
    noted = len(problems)
    value = value_of(node, question.kind, problems)
    if len(problems) == noted and not in_range(value, question):
        problems.add(OUT_OF_RANGE, node, name=quoted(question.name), expected=range_text(question))
    return value


def in_range(value: Value, question: Input) -> bool:
    """Whether a number or day lies within the question's range; other values always do."""
    if not isinstance(value, Decimal | date):
        return True
    return _above(value, question) and _below(value, question)


def _above(value: Decimal | date, question: Input) -> bool:
    low = question.low
    if isinstance(value, Decimal) and isinstance(low, Decimal):
        return value > low or (value == low and question.low_closed)
    if isinstance(value, date) and isinstance(low, date):
        return value > low or (value == low and question.low_closed)
    return True


def _below(value: Decimal | date, question: Input) -> bool:
    high = question.high
    if isinstance(value, Decimal) and isinstance(high, Decimal):
        return value < high or (value == high and question.high_closed)
    if isinstance(value, date) and isinstance(high, date):
        return value < high or (value == high and question.high_closed)
    return True


def range_text(question: Input) -> Words:
    """A question's range as it is written."""
    opening, closing = "[" if question.low_closed else "(", "]" if question.high_closed else ")"
    low, high = ("" if end is None else str(end) for end in (question.low, question.high))
    text = f"`{opening}{low}..{high}{closing}`"
    return Words(f"ett värde i {text}", f"a value in {text}")


def _item(node: Node, question: Input, problems: Problems) -> Value:
    if not isinstance(node, Entries):
        _wrong(node, _ITEM, problems)
        return None
    asked = {one.name: one for one in question.fields}
    record: dict[str, Value] = {}
    for key, value in node.entries:
        name = str(key.value)
        if name in asked:
            record[name] = answer_of(value, asked[name], problems)
        else:
            step = did_you_mean(name, asked)
            problems.add(UNKNOWN_FIELD, key, name=quoted(name), step=step)
    return record


_ITEM: Final = Words("en post med `fråga: svar`", "an item with `question: answer`")


def _record(node: Entries, fields: dict[str, Kind], problems: Problems) -> Value:
    record: dict[str, Value] = {}
    for key, value in node.entries:
        name = str(key.value)
        if name in fields:
            record[name] = value_of(value, fields[name], problems)
        else:
            step = did_you_mean(name, fields)
            problems.add(UNKNOWN_FIELD, key, name=quoted(name), step=step)
    return record


def _code(node: Node, codes: tuple[str, ...], problems: Problems) -> Value:
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        _wrong(node, described(ChoiceKind(codes)), problems, text=True)
        return None
    if node.value not in codes:
        step = did_you_mean(node.value, codes)
        problems.add(UNKNOWN_CODE, node, code=quoted(node.value), step=step)
    return node.value


def _plain(node: Scalar, kind: Kind) -> Value:
    reader = _PLAIN.get(type(kind))
    return reader(node) if reader else None


def _number(node: Scalar) -> Value:
    return node.value if isinstance(node.value, Decimal) else None


def _boolean(node: Scalar) -> Value:
    return node.value if isinstance(node.value, bool) else None


def _text(node: Scalar) -> Value:
    return node.value.strip() if isinstance(node.value, str) else None


def _day(node: Scalar) -> Value:
    return date_from_text(node.value) if isinstance(node.value, str) else _if_day(node.value)


def _if_day(value: object) -> Value:
    return value if isinstance(value, date) else None


_PLAIN: Final[dict[type, Callable[[Scalar], Value]]] = {
    NumberKind: _number,
    BooleanKind: _boolean,
    TextKind: _text,
    DateKind: _day,
}
