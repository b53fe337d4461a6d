"""Expression to its canonical text: one text for one tree, and parsing it gives the tree back.

Canonical means one spelling of each construct, single spaces, and parentheses only where
the tree would otherwise be read differently.
"""

from __future__ import annotations

from typing import Final, assert_never

from engine.ir import (
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    Filter,
    For,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    Path,
    Quantified,
    Range,
    UnaryTest,
)
from engine.values import canonical

__all__ = ["render"]

_OPEN, _OR, _AND, _COMPARISON, _SUM, _PRODUCT, _POWER, _SIGN, _POSTFIX = range(9)
_ARITHMETIC: Final = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}


def render(expr: Expr) -> str:
    """The canonical text of an expression as the parser makes it."""
    return _at(_OPEN, expr)


def _at(level: int, expr: Expr) -> str:
    """The text, in parentheses if its operator binds more loosely than `level`."""
    text = _text(expr)
    return text if _level(expr) >= level else f"({text})"


def _level(expr: Expr) -> int:
    match expr:
        case If() | Quantified() | For():
            return _OPEN
        case Or():
            return _OR
        case And():
            return _AND
        case Compare() | Between() | In():
            return _COMPARISON
        case Arithmetic():
            return _ARITHMETIC[expr.op]
        case Negate():
            return _SIGN
        case _:
            return _POSTFIX


def _text(expr: Expr) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a node
    match expr:
        case Literal():
            return canonical(expr.value)
        case Name():
            return expr.name
        case Path():
            return f"{_at(_POSTFIX, expr.base)}.{expr.field}"
        case Negate():
            return _negated(_at(_SIGN, expr.arg))
        case Arithmetic():
            level = _ARITHMETIC[expr.op]
            return f"{_at(level, expr.left)} {expr.op} {_at(level + 1, expr.right)}"
        case Compare():
            return f"{_at(_SUM, expr.left)} {expr.op} {_at(_SUM, expr.right)}"
        case And():
            return " and ".join(_at(_COMPARISON, arg) for arg in expr.args)
        case Or():
            return " or ".join(_at(_AND, arg) for arg in expr.args)
        case Not():
            return f"not({_at(_OPEN, expr.arg)})"
        case Between():
            ends = f"{_at(_SUM, expr.low)} and {_at(_SUM, expr.high)}"
            return f"{_at(_SUM, expr.arg)} between {ends}"
        case In():
            return f"{_at(_SUM, expr.arg)} in {_tests(expr.tests)}"
        case Range():
            opening, closing = "[" if expr.low_closed else "(", "]" if expr.high_closed else ")"
            return f"{opening}{_at(_SUM, expr.low)}..{_upper(expr.high)}{closing}"
        case UnaryTest():
            return f"({_test(expr)})"
        case If():
            branches = f"then {_at(_OPEN, expr.then)} else {_at(_OPEN, expr.otherwise)}"
            return f"if {_at(_OPEN, expr.condition)} {branches}"
        case Quantified():
            bound = f"{expr.variable} in {_at(_SUM, expr.domain)}"
            return f"{expr.quantifier} {bound} satisfies {_at(_OPEN, expr.body)}"
        case For():
            pairs = zip(expr.variables, expr.domains, strict=True)
            bound = ", ".join(f"{variable} in {_at(_SUM, domain)}" for variable, domain in pairs)
            return f"for {bound} return {_at(_OPEN, expr.body)}"
        case Filter():
            return f"{_at(_POSTFIX, expr.base)}[{_at(_OPEN, expr.condition)}]"
        case Call():
            return f"{expr.function}({_listed(expr.args)})"
        case ListOf():
            return f"[{_listed(expr.items)}]"
        case _:
            assert_never(expr)


def _listed(items: tuple[Expr, ...]) -> str:
    return ", ".join(_at(_OPEN, item) for item in items)


def _negated(operand: str) -> str:
    """A minus before a numeral belongs to the numeral, so a minus of a number stands apart."""
    return f"-({operand})" if operand[0].isdigit() else f"-{operand}"


def _tests(tests: tuple[Expr, ...]) -> str:
    if len(tests) == 1:
        return _at(_SUM, tests[0])
    return f"({', '.join(map(_test, tests))})"


def _test(test: Expr) -> str:
    if isinstance(test, UnaryTest):
        return f"{test.op} {_at(_SUM, test.operand)}"
    return _at(_OPEN, test)


def _upper(high: Expr) -> str:
    """An upper end stands in parentheses unless it is plain: a bare `[` there closes the range."""
    plain = isinstance(high, Literal | Name | Call)
    return _at(_SUM, high) if plain else f"({_text(high)})"
