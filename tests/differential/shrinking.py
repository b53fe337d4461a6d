"""The smallest program and facts that still show a difference, as readable FEEL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from engine.facts import Facts
from engine.feel.render import render
from engine.ir import Expr
from engine.program import Program
from engine.values import canonical
from engine.walk import children, free_names
from tests.differential.generator import expressions_of
from tests.differential.rewriting import with_exprs, with_parts

__all__ = ["Example", "shown", "shrunk"]

TRIES_MAX = 5000
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Example:
    """A program and the facts that it is run on."""

    program: Program
    facts: Facts


def shrunk(example: Example, differs: Callable[[Example], bool]) -> Example:
    """The smallest example found that still `differs`; one that raises does not."""
    tries = 0
    progress = True
    while progress and tries < TRIES_MAX:
        progress = False
        for smaller in _smaller(example):
            tries += 1
            if _holds(differs, smaller):
                example, progress = smaller, True
                break
    return example


def _holds(differs: Callable[[Example], bool], example: Example) -> bool:
    try:
        return differs(example)
    except Exception:  # noqa: BLE001 - a cut in the wrong place makes another fault, not this one
        return False


def _smaller(example: Example) -> Iterator[Example]:
    """Examples with one thing less, the biggest cuts first."""
    program, facts = example.program, example.facts
    for parts in _without_one(program.rules):
        yield Example(replace(program, rules=parts), facts)
    for tables in _without_one(program.criteria):
        yield Example(replace(program, criteria=tables), facts)
    used = frozenset[str]().union(*map(free_names, expressions_of(program)))
    for fact in program.derived:
        if fact.name not in used:
            kept = tuple(one for one in program.derived if one is not fact)
            yield Example(replace(program, derived=kept), facts)
    for name in facts.values:
        values = {other: value for other, value in facts.values.items() if other != name}
        yield Example(program, replace(facts, values=values))
    for place, expr in enumerate(expressions_of(program)):
        for simpler in _simpler(expr):
            yield Example(_with_expr(program, place, simpler), facts)


def _without_one(parts: tuple[_Part, ...]) -> Iterator[tuple[_Part, ...]]:
    for place in range(len(parts)):
        yield parts[:place] + parts[place + 1 :]


def _simpler(expr: Expr) -> Iterator[Expr]:
    """`expr` with one node, itself or one below, replaced by a part of it."""
    yield from children(expr)
    for place, child in enumerate(children(expr)):
        for simpler in _simpler(child):
            yield _with_part(expr, place, simpler)


def _with_part(expr: Expr, place: int, part: Expr) -> Expr:
    places = iter(range(len(children(expr))))
    return with_parts(expr, lambda old: part if next(places) == place else old)


def _with_expr(program: Program, place: int, expr: Expr) -> Program:
    """`program` with its expression number `place`, in the order of `expressions_of`, changed."""
    old = list(expressions_of(program))[place]
    return with_exprs(program, lambda one: expr if one is old else one)


def shown(example: Example) -> Iterator[str]:
    """The lines of an example, to read and to type in again."""
    for fact in example.program.derived:
        yield f"{fact.name} = {render(fact.definition.expr)}"
    for rule in (linked.rule for linked in example.program.rules):
        applies = "" if rule.applies is None else f" when {render(rule.applies)}"
        yield f"{rule.id} requires {render(rule.requires)}{applies}"
    for table in (linked.criterion for linked in example.program.criteria):
        applies = "" if table.applies is None else f" when {render(table.applies)}"
        yield f"{table.id}{applies}"
        yield from (f"  {row.level} if {render(row.when)}" for row in table.rows)
    for name, value in example.facts.values.items():
        yield f"{name}: {canonical(value)} ({example.facts.status(name)})"
