"""What each function of the language takes and gives, with units and codes kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from engine.check.compare import fit
from engine.check.kinds import ordered
from engine.check.notes import Notes
from engine.check.scope import Typed
from engine.errors import Words, quoted
from engine.ir import Call, Expr, Literal
from engine.kinds import (
    BOOLEAN,
    DATE,
    BooleanKind,
    ChoiceKind,
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NumberKind,
    TextKind,
)
from engine.messages.kind_words import described
from engine.messages.kinds import REFUSED_FUNCTION, WRONG_ARGUMENT
from engine.messages.source import IMPOSSIBLE_DAY

__all__ = ["REFUSED", "call_kind"]

REFUSED: Final = {
    "sum": Words("använd `total`, som då ger 0", "use `total`, which then gives 0"),
    "decimal": Words(
        "namnge avrundningen, till exempel `round half up(x, 2)`",
        "name the rounding, such as `round half up(x, 2)`",
    ),
    "upper case": Words("jämför texten som den är", "compare the text as it is"),
    "lower case": Words("jämför texten som den är", "compare the text as it is"),
}
"""Functions of FEEL that evaluate, but that no policy may use."""

_Args: TypeAlias = tuple[Typed, ...]
_Rule: TypeAlias = Callable[[Call, _Args, Notes], "Kind | None"]

_NUMBER: Final = Words("ett tal", "a number")
_WHOLE: Final = Words("ett heltal utan enhet", "a whole number without unit")
_TEXT_WORDS: Final = Words("en text", "a text")
_DAY: Final = Words("en dag", "a day")
_LIST: Final = Words("en lista", "a list")
_LIST_OF_NUMBERS: Final = Words("en lista av tal", "a list of numbers")
_LIST_OF_TRUTHS: Final = Words("en lista av sant och falskt", "a list of true and false")
_LIST_IN_ORDER: Final = Words(
    "en lista av tal, dagar eller längder", "a list of numbers, days or lengths"
)


def call_kind(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    """The kind of a call; null, and noted, where an argument does not fit."""
    if expr.function in REFUSED:
        step = REFUSED[expr.function]
        notes.add(REFUSED_FUNCTION, expr, function=quoted(expr.function), step=step)
        return None
    if any(arg.kind is None for arg in args):
        return _RESULTS.get(expr.function)
    return _RULES[expr.function](expr, args, notes)


def _wrong(expr: Call, place: int, args: _Args, expected: Words, notes: Notes) -> None:
    kind = args[place].kind
    got = described(kind) if kind is not None else _LIST
    function = quoted(expr.function)
    notes.add(WRONG_ARGUMENT, expr.args[place], function=function, expected=expected, got=got)


def _item(expr: Call, args: _Args, expected: Words, notes: Notes) -> Kind | None:
    """The kind of the items of the first argument, which has to be a list."""
    kind = args[0].kind
    if isinstance(kind, ListKind):
        return kind.item
    _wrong(expr, 0, args, expected, notes)
    return None


def _count(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    _item(expr, args, _LIST, notes)
    return NumberKind()


def _total(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    item = _item(expr, args, _LIST_OF_NUMBERS, notes)
    if item is not None and not isinstance(item, NumberKind):
        _wrong(expr, 0, args, _LIST_OF_NUMBERS, notes)
        return None
    return item


def _extreme(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    item = _item(expr, args, _LIST_IN_ORDER, notes)
    if item is not None and not ordered(item):
        _wrong(expr, 0, args, _LIST_IN_ORDER, notes)
        return None
    return item


def _truths(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    item = _item(expr, args, _LIST_OF_TRUTHS, notes)
    if item is not None and not isinstance(item, BooleanKind):
        _wrong(expr, 0, args, _LIST_OF_TRUTHS, notes)
    return BOOLEAN


def _contains_item(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    item = _item(expr, args, _LIST, notes)
    if item is not None:
        fit(args[1], Typed(args[0].expr, item), expr, notes)
    return BOOLEAN


def _rounding(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    if len(args) > 1 and not _whole(args[1]):
        _wrong(expr, 1, args, _WHOLE, notes)
    if not isinstance(args[0].kind, NumberKind):
        _wrong(expr, 0, args, _NUMBER, notes)
        return None
    return args[0].kind


def _whole(arg: Typed) -> bool:
    return isinstance(arg.kind, NumberKind) and arg.kind.unit is None


def _abs(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    if isinstance(args[0].kind, NumberKind | DurationKind):
        return args[0].kind
    _wrong(expr, 0, args, _NUMBER, notes)
    return None


def _parity(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    if not isinstance(args[0].kind, NumberKind):
        _wrong(expr, 0, args, _NUMBER, notes)
    return BOOLEAN


def _texts(result: Kind) -> _Rule:
    def rule(expr: Call, args: _Args, notes: Notes) -> Kind | None:
        for place, arg in enumerate(args):
            written_out = isinstance(arg.expr, Literal) and isinstance(arg.kind, ChoiceKind)
            if not isinstance(arg.kind, TextKind) and not written_out:
                _wrong(expr, place, args, _TEXT_WORDS, notes)
        return result

    return rule


def _date(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    if all(isinstance(arg, Literal) for arg in expr.args):
        # The parser makes a constant of a day that exists.
        notes.add(IMPOSSIBLE_DAY, expr, day=quoted(", ".join(map(_shown, expr.args))))
        return DATE
    if len(args) == 1:
        if not isinstance(args[0].kind, DateKind):
            _wrong(expr, 0, args, _DAY, notes)
        return DATE
    for place, arg in enumerate(args):
        if not _whole(arg):
            _wrong(expr, place, args, _WHOLE, notes)
    return DATE


def _shown(expr: Expr) -> str:
    return str(expr.value) if isinstance(expr, Literal) else ""


def _duration(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    if isinstance(args[0].kind, DurationKind):
        return args[0].kind
    _wrong(expr, 0, args, Words('en längd som `"P6M"`', 'a length such as `"P6M"`'), notes)
    return None


def _months_between(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    for place, arg in enumerate(args):
        if not isinstance(arg.kind, DateKind):
            _wrong(expr, place, args, _DAY, notes)
    return DurationKind("months")


def _verified(expr: Call, args: _Args, notes: Notes) -> Kind | None:
    del expr, args, notes  # the parser has seen to it that a name stands there
    return BOOLEAN


_RULES: Final[dict[str, _Rule]] = {
    "count": _count,
    "total": _total,
    "min": _extreme,
    "max": _extreme,
    "all": _truths,
    "any": _truths,
    "list contains": _contains_item,
    "floor": _rounding,
    "ceiling": _rounding,
    "round up": _rounding,
    "round down": _rounding,
    "round half up": _rounding,
    "round half down": _rounding,
    "abs": _abs,
    "even": _parity,
    "odd": _parity,
    "string length": _texts(NumberKind()),
    "contains": _texts(BOOLEAN),
    "starts with": _texts(BOOLEAN),
    "ends with": _texts(BOOLEAN),
    "date": _date,
    "duration": _duration,
    "years and months duration": _months_between,
    "verified": _verified,
}
# What a call gives whatever its arguments: known even where one of them was refused.
_RESULTS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("count", "string length"), NumberKind()),
    **dict.fromkeys(("all", "any", "list contains", "even", "odd", "verified"), BOOLEAN),
    **dict.fromkeys(("contains", "starts with", "ends with"), BOOLEAN),
    "date": DATE,
    "years and months duration": DurationKind("months"),
}
