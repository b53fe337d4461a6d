"""Changing expressions inside a program: what planted bugs and shrinking have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import cast

from engine.ir import Expr
from engine.model import Criterion, Rule
from engine.program import Program

__all__ = ["Change", "everywhere", "with_exprs", "with_parts"]

Change = Callable[[Expr], Expr]


def everywhere(change: Change) -> Callable[[Program], Program]:
    """A change of programs: `change` of every node of every expression, from the leaves up."""

    def deep(expr: Expr) -> Expr:
        return change(with_parts(expr, deep))

    return lambda program: with_exprs(program, deep)


def with_parts(expr: Expr, change: Change) -> Expr:
    """`expr` with `change` made of each direct part."""
    new = {one.name: _part(getattr(expr, one.name), change) for one in fields(expr)}
    return cast("Expr", cast("Callable[..., object]", replace)(expr, **new))


def _part(value: object, change: Change) -> object:
    if isinstance(value, tuple) and value and hasattr(value[0], "span"):
        return tuple(change(one) for one in value)
    return change(cast("Expr", value)) if hasattr(value, "span") else value


def with_exprs(program: Program, change: Change) -> Program:
    """`program` with `change` made of each whole expression."""
    return replace(
        program,
        derived=tuple(
            replace(one, definition=replace(one.definition, expr=change(one.definition.expr)))
            for one in program.derived
        ),
        rules=tuple(replace(one, rule=_rule(one.rule, change)) for one in program.rules),
        criteria=tuple(
            replace(one, criterion=_criterion(one.criterion, change)) for one in program.criteria
        ),
    )


def _rule(rule: Rule, change: Change) -> Rule:
    applies = None if rule.applies is None else change(rule.applies)
    return replace(rule, requires=change(rule.requires), applies=applies)


def _criterion(criterion: Criterion, change: Change) -> Criterion:
    applies = None if criterion.applies is None else change(criterion.applies)
    rows = tuple(replace(row, when=change(row.when)) for row in criterion.rows)
    return replace(criterion, rows=rows, applies=applies)
