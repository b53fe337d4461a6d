"""Walking expressions: children, and the names that an expression reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

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

__all__ = ["children", "free_names", "walk"]

_ITEM = frozenset({"item"})


def children(expr: Expr) -> tuple[Expr, ...]:  # noqa: C901 - one line a node
    """The direct sub-expressions, in the order in which they are written."""
    match expr:
        case Literal() | Name():
            return ()
        case Path(base=arg) | Negate(arg=arg) | Not(arg=arg) | UnaryTest(operand=arg):
            return (arg,)
        case Arithmetic(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case And(args=args) | Or(args=args) | Call(args=args) | ListOf(items=args):
            return args
        case Between(arg, low, high):
            return (arg, low, high)
        case In(arg, tests):
            return (arg, *tests)
        case Range(low, high):
            return (low, high)
        case If(condition, then, otherwise):
            return (condition, then, otherwise)
        case Quantified(domain=domain, body=body):
            return (domain, body)
        case For(domains=domains, body=body):
            return (*domains, body)
        case Filter(base, condition):
            return (base, condition)
        case _:
            assert_never(expr)


def walk(expr: Expr) -> Iterator[Expr]:
    """`expr` and everything below it, parents first."""
    todo = [expr]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(reversed(children(node)))


def free_names(expr: Expr) -> frozenset[str]:
    """The names that `expr` reads from outside: bound variables and `item` are left out."""
    match expr:
        case Name(name):
            return frozenset({name})
        case Quantified(variable=variable, domain=domain, body=body):
            return free_names(domain) | (free_names(body) - {variable})
        case For(variables, domains, body):
            found = free_names(body)
            for variable, domain in zip(reversed(variables), reversed(domains), strict=True):
                found = free_names(domain) | (found - {variable})
            return found
        case Filter(base, condition):
            return free_names(base) | (free_names(condition) - _ITEM)
        case _:
            return frozenset[str]().union(*map(free_names, children(expr)))
