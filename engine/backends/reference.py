"""The reference interpreter: the meaning of an expression, slow and obvious.

It judges every other backend, so it is written to be read, not to be fast: one function
a node, the work of an operator in `engine.operators`, of a function in `engine.functions`.
It never raises: the parser bounds the depth, and every operator is total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from engine import functions, operators
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
from engine.values import Predicate, Unknown, Value, canonical, unknown_names
from engine.walk import free_names

__all__ = ["Scope", "evaluate"]


@dataclass(slots=True, eq=False)  # not frozen: one is made for each item of a list
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

    def has(self, name: str) -> bool:
        """Whether a name means something here."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.values or scope.element is not None:
                return True
            scope = scope.outer
        return False

    def bind(self, name: str, value: Value) -> Scope:
        """This scope with one more name."""
        return Scope({name: value}, self.verified, self)

    def enter(self, item: Value) -> Scope:
        """This scope seen from inside a filter's brackets, at one element of the list."""
        if isinstance(item, Mapping):
            return Scope({"item": item, **item}, self.verified, self)
        hidden = item if isinstance(item, Unknown) else None
        return Scope({"item": item}, self.verified, self, hidden)


def evaluate(expr: Expr, scope: Scope) -> Value:
    """The value of an expression; never raises. Each node has its meaning in `_MEANING`."""
    return _MEANING[type(expr)](expr, scope)


def _name(expr: Name, scope: Scope) -> Value:
    return scope.lookup(expr.name)


def _literal(expr: Literal, _: Scope) -> Value:
    return expr.value


def _path(expr: Path, scope: Scope) -> Value:
    return operators.field(evaluate(expr.base, scope), expr.field)


def _negate(expr: Negate, scope: Scope) -> Value:
    return operators.negate(evaluate(expr.arg, scope))


def _arithmetic(expr: Arithmetic, scope: Scope) -> Value:
    return operators.ARITHMETIC[expr.op](evaluate(expr.left, scope), evaluate(expr.right, scope))


def _compare(expr: Compare, scope: Scope) -> Value:
    return operators.COMPARE[expr.op](evaluate(expr.left, scope), evaluate(expr.right, scope))


def _and(expr: And, scope: Scope) -> Value:
    return operators.conjunction([evaluate(arg, scope) for arg in expr.args])


def _or(expr: Or, scope: Scope) -> Value:
    return operators.disjunction([evaluate(arg, scope) for arg in expr.args])


def _not(expr: Not, scope: Scope) -> Value:
    return operators.negation(evaluate(expr.arg, scope))


def _between(expr: Between, scope: Scope) -> Value:
    low, high = evaluate(expr.low, scope), evaluate(expr.high, scope)
    return operators.between(evaluate(expr.arg, scope), low, high)


def _in(expr: In, scope: Scope) -> Value:
    arg = evaluate(expr.arg, scope)
    return operators.disjunction([_test(arg, test, scope) for test in expr.tests])


_TESTS = (Range, UnaryTest)


def _test(arg: Value, test: Expr, scope: Scope) -> Value:
    holds = operators.satisfies if isinstance(test, _TESTS) else operators.member
    return holds(arg, evaluate(test, scope))


def _range(expr: Range, scope: Scope) -> Value:
    low, high = evaluate(expr.low, scope), evaluate(expr.high, scope)
    return operators.interval(low, high, low_closed=expr.low_closed, high_closed=expr.high_closed)


def _unary_test(expr: UnaryTest, scope: Scope) -> Value:
    operand = evaluate(expr.operand, scope)
    return operand if isinstance(operand, Unknown) else Predicate(expr.op, operand)


def _list(expr: ListOf, scope: Scope) -> Value:
    return tuple([evaluate(item, scope) for item in expr.items])


def _call(expr: Call, scope: Scope) -> Value:
    """A call of the library; `verified` alone asks about the name, not about its value."""
    match expr:
        case Call("verified", (Name(name),)):
            return True if name in scope.verified else Unknown(frozenset({name}))
        case _:
            return functions.apply(
                expr.function, tuple([evaluate(arg, scope) for arg in expr.args])
            )


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


def _for(expr: For, scope: Scope) -> Value:
    """One scope for each choice of items, and the body seen from each; an item may be unknown."""
    scopes = [scope]
    for variable, domain in zip(expr.variables, expr.domains, strict=True):
        longer: list[Scope] = []
        for one in scopes:
            items = operators.as_list(evaluate(domain, one))
            if not isinstance(items, tuple):
                return items
            longer += [one.bind(variable, item) for item in items]
        scopes = longer
    return tuple([evaluate(expr.body, one) for one in scopes])


def _filter(expr: Filter, scope: Scope) -> Value:
    """A condition that is a number at the first item is a position in the list."""
    items = operators.as_list(evaluate(expr.base, scope))
    if not isinstance(items, tuple):
        return items
    if not items:
        return _filter_of_nothing(expr.condition, scope)
    verdicts = [evaluate(expr.condition, scope.enter(item)) for item in items]
    if isinstance(verdicts[0], Decimal):
        return operators.item_at(items, verdicts[0])
    if any(isinstance(verdict, Unknown) for verdict in verdicts):
        return operators.unanswered(*verdicts)
    return tuple(item for item, verdict in zip(items, verdicts, strict=True) if verdict is True)


def _filter_of_nothing(condition: Expr, scope: Scope) -> Value:
    """Of an empty list: null for a position, else nothing; a name of no scope is a field's."""
    if isinstance(condition, And | Or | Not | Compare | Between | In | Quantified):
        return ()
    inside = scope.enter(None)
    if not all(map(inside.has, free_names(condition))):
        return ()
    verdict = evaluate(condition, inside)
    if isinstance(verdict, Unknown):
        return verdict
    return None if isinstance(verdict, Decimal) else ()


_MEANING: Final[Mapping[type[Expr], Callable[..., Value]]] = {
    Literal: _literal,
    Name: _name,
    Path: _path,
    Negate: _negate,
    Arithmetic: _arithmetic,
    Compare: _compare,
    And: _and,
    Or: _or,
    Not: _not,
    Between: _between,
    In: _in,
    Range: _range,
    UnaryTest: _unary_test,
    If: _choice,
    Quantified: _quantified,
    For: _for,
    Filter: _filter,
    Call: _call,
    ListOf: _list,
}
"""The meaning of every node; looking it up is a third faster than a `match` with as many cases."""
