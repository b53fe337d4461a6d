"""The reference interpreter: the meaning of an expression, slow and obvious.

It judges every other backend, so it is written to be read, not to be fast: one case a
node, the work of an operator in `engine.operators`, of a function in `engine.functions`.
It never raises: the parser bounds the depth, and every operator is total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from engine import functions, operators
from engine.ir import (
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    Filter,
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
from engine.values import Predicate, Unknown, Value, canonical, unknown_names

__all__ = ["Scope", "evaluate"]


@dataclass(frozen=True, slots=True)
class Scope:
    """The names an expression sees: its own first, then those of the scope around it.

    A name found nowhere is unanswered. `verified` names the facts that an officer has
    verified. An `element` that is Unknown hides the scope around it: any bare name might
    be one of its fields.
    """

    values: Mapping[str, Value]
    verified: frozenset[str] = frozenset()
    outer: Scope | None = None
    element: Unknown | None = None

    def lookup(self, name: str) -> Value:
        """The value of a name, from the nearest scope that has it."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.values:
                return scope.values[name]
            if scope.element is not None:
                return scope.element
            scope = scope.outer
        return Unknown(frozenset({name}))

    def bind(self, name: str, value: Value) -> Scope:
        """This scope with one more name."""
        return Scope({name: value}, self.verified, self)

    def enter(self, item: Value) -> Scope:
        """This scope seen from inside a filter's brackets, at one element of the list."""
        fields = item if isinstance(item, Mapping) else {}
        hidden = item if isinstance(item, Unknown) else None
        return Scope({"item": item, **fields}, self.verified, self, hidden)


def evaluate(expr: Expr, scope: Scope) -> Value:  # noqa: C901, PLR0911, PLR0912  # one case a node
    """The value of an expression; never raises."""
    match expr:
        case Name():
            return scope.lookup(expr.name)
        case Literal():
            return expr.value
        case Compare():
            return operators.compare(
                expr.op, evaluate(expr.left, scope), evaluate(expr.right, scope)
            )
        case And():
            return operators.conjunction(evaluate(arg, scope) for arg in expr.args)
        case Or():
            return operators.disjunction(evaluate(arg, scope) for arg in expr.args)
        case Not():
            return operators.negation(evaluate(expr.arg, scope))
        case Path():
            return operators.field(evaluate(expr.base, scope), expr.field)
        case Arithmetic():
            left, right = evaluate(expr.left, scope), evaluate(expr.right, scope)
            return _ARITHMETIC[expr.op](left, right)
        case Negate():
            return operators.negate(evaluate(expr.arg, scope))
        case Between():
            low, high = evaluate(expr.low, scope), evaluate(expr.high, scope)
            return operators.between(evaluate(expr.arg, scope), low, high)
        case In():
            arg = evaluate(expr.arg, scope)
            return operators.disjunction(_test(arg, test, scope) for test in expr.tests)
        case Range():
            return operators.interval(
                evaluate(expr.low, scope),
                evaluate(expr.high, scope),
                low_closed=expr.low_closed,
                high_closed=expr.high_closed,
            )
        case UnaryTest():
            operand = evaluate(expr.operand, scope)
            return operand if isinstance(operand, Unknown) else Predicate(expr.op, operand)
        case If():
            return _choice(expr, scope)
        case Quantified():
            return _quantified(expr, scope)
        case Filter():
            return _filtered(evaluate(expr.base, scope), expr.condition, scope)
        case Call(function="verified", args=(Name(name=name),)):
            return True if name in scope.verified else Unknown(frozenset({name}))
        case Call():
            return functions.apply(expr.function, tuple(evaluate(arg, scope) for arg in expr.args))
        case ListOf():
            return tuple(evaluate(item, scope) for item in expr.items)
        case _:
            assert_never(expr)


_ARITHMETIC = {
    "+": operators.add,
    "-": operators.subtract,
    "*": operators.multiply,
    "/": operators.divide,
    "**": operators.power,
}


def _test(arg: Value, test: Expr, scope: Scope) -> Value:
    value = evaluate(test, scope)
    if isinstance(test, Range | UnaryTest):
        return operators.satisfies(arg, value)
    return operators.member(arg, value)


def _choice(expr: If, scope: Scope) -> Value:
    """Unanswered, both branches are looked at: they may agree."""
    condition = evaluate(expr.condition, scope)
    if not isinstance(condition, Unknown):
        return evaluate(expr.then if condition is True else expr.otherwise, scope)
    then, otherwise = evaluate(expr.then, scope), evaluate(expr.otherwise, scope)
    open_names = unknown_names((then, otherwise))
    if not open_names and canonical(then) == canonical(otherwise):
        return then
    return Unknown(condition.names | open_names)


def _quantified(expr: Quantified, scope: Scope) -> Value:
    domain = operators.as_list(evaluate(expr.domain, scope))
    if not isinstance(domain, tuple):
        return domain
    bodies: Iterator[Value] = (
        evaluate(expr.body, scope.bind(expr.variable, item)) for item in domain
    )
    junction = operators.disjunction if expr.quantifier == "some" else operators.conjunction
    return junction(bodies)


def _filtered(base: Value, condition: Expr, scope: Scope) -> Value:
    """A condition that is a number is a position in the list; an empty list has none."""
    items = operators.as_list(base)
    if not isinstance(items, tuple):
        return items
    if not items and isinstance(evaluate(condition, scope.enter(None)), Decimal):
        return None
    kept: list[Value] = []
    doubts: list[Unknown] = []
    for item in items:
        verdict = evaluate(condition, scope.enter(item))
        if isinstance(verdict, Decimal):
            return operators.item_at(items, verdict)
        if isinstance(verdict, Unknown):
            doubts.append(verdict)
        elif verdict is True:
            kept.append(item)
    return operators.unanswered(*doubts) if doubts else tuple(kept)
