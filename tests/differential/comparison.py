"""Runs witnesses against each other, and plants bugs to show that a difference is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from random import Random
from typing import cast

from engine.backends.durable import DurableNetwork
from engine.backends.generated import Generated
from engine.backends.judge import Judge
from engine.facts import Facts
from engine.ir import And, Between, Compare, Expr, If, Literal, Not, Or, Quantified, Range
from engine.lower import verdict_of
from engine.program import Program
from engine.verdict import Verdict, differences
from tests.differential.generator import Answers, random_program

__all__ = ["PLANTS", "Difference", "Pair", "Witnesses", "pairs", "program_of"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One program and one set of facts, and the seeds that make them again."""

    program_seed: int
    case: int
    program: Program
    facts: Facts


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a witness says something else than the reference."""

    witness: str
    program_seed: int
    case: int
    ids: tuple[str, ...]


def program_of(seed: int, real: tuple[Program, ...]) -> Program:
    """Every tenth seed takes a shipped program, when there are any; the others make one up."""
    if real and seed % 10 == 0:
        return real[seed // 10 % len(real)]
    return random_program(seed)


def pairs(
    program: Program, seed: int, cases: int, answers: Answers | None = None
) -> Iterator[Pair]:
    """`cases` sets of facts for one program; each depends on its own seed alone."""
    draw = answers or Answers.around(program)
    for case in range(cases):
        yield Pair(seed, case, program, draw.draw(Random(f"{seed}:{case}")))


class Witnesses:
    """The reference and its peers for one program; a planted bug reaches the peers only."""

    def __init__(self, program: Program, *, durable: bool, plant: str = "") -> None:
        self.program = program
        other = PLANTS[plant](program) if plant else program
        self.judge = Judge(program)
        self.generated = Generated(other)
        self.durable = DurableNetwork(self.generated.skeleton.network) if durable else None

    def compare(self, pair: Pair) -> Iterator[Difference]:
        """Every witness that differs from the reference on `pair`."""
        judgement = self.judge.run(pair.facts)
        trace = self.generated.run(pair.facts)
        yield from self._verdicts("generated", pair, judgement.verdict, trace.verdict)
        if self.durable is not None:
            nodes = self.durable.run(trace.atoms)
            chained = verdict_of(self.generated.skeleton, nodes)
            yield from self._verdicts("durable", pair, judgement.verdict, chained)
        odd = tuple(
            linked.name
            for linked, value in zip(self.program.derived, trace.derived, strict=True)
            if judgement.scope.values[linked.name] != value
        )
        if odd:
            yield Difference("generated", pair.program_seed, pair.case, odd)

    def _verdicts(
        self, witness: str, pair: Pair, expected: Verdict, said: Verdict
    ) -> Iterator[Difference]:
        if expected != said:
            ids = differences(self.program, expected, said)
            yield Difference(witness, pair.program_seed, pair.case, ids)


# --- planted bugs -----------------------------------------------------------------------


def _rewritten(change: Callable[[Expr], Expr]) -> Callable[[Program], Program]:
    """A plant that changes every expression of a program, from the leaves up."""

    def deep(expr: Expr) -> Expr:
        parts = {one.name: getattr(expr, one.name) for one in fields(expr)}
        new = {name: _part(value, deep) for name, value in parts.items()}
        return change(cast("Expr", replace(expr, **new)))

    def plant(program: Program) -> Program:
        return _mapped(program, deep)

    return plant


def _part(value: object, deep: Callable[[Expr], Expr]) -> object:
    if isinstance(value, tuple) and value and hasattr(value[0], "span"):
        return tuple(deep(one) for one in value)
    return deep(cast("Expr", value)) if hasattr(value, "span") else value


def _mapped(program: Program, deep: Callable[[Expr], Expr]) -> Program:
    return replace(
        program,
        derived=tuple(
            replace(one, definition=replace(one.definition, expr=deep(one.definition.expr)))
            for one in program.derived
        ),
        rules=tuple(
            replace(
                one,
                rule=replace(
                    one.rule,
                    requires=deep(one.rule.requires),
                    applies=None if one.rule.applies is None else deep(one.rule.applies),
                ),
            )
            for one in program.rules
        ),
        criteria=tuple(
            replace(
                one,
                criterion=replace(
                    one.criterion,
                    rows=tuple(replace(row, when=deep(row.when)) for row in one.criterion.rows),
                ),
            )
            for one in program.criteria
        ),
    )


def _strict_less(expr: Expr) -> Expr:
    return replace(expr, op="<") if isinstance(expr, Compare) and expr.op == "<=" else expr


def _strict_more(expr: Expr) -> Expr:
    return replace(expr, op=">") if isinstance(expr, Compare) and expr.op == ">=" else expr


def _equal_is_different(expr: Expr) -> Expr:
    return replace(expr, op="!=") if isinstance(expr, Compare) and expr.op == "=" else expr


def _and_as_or(expr: Expr) -> Expr:
    return Or(expr.args) if isinstance(expr, And) else expr


def _or_as_and(expr: Expr) -> Expr:
    return And(expr.args) if isinstance(expr, Or) else expr


def _lost_not(expr: Expr) -> Expr:
    return expr.arg if isinstance(expr, Not) else expr


def _first_only(expr: Expr) -> Expr:
    return expr.args[0] if isinstance(expr, And) else expr


def _open_end(expr: Expr) -> Expr:
    return replace(expr, high_closed=not expr.high_closed) if isinstance(expr, Range) else expr


def _between_open(expr: Expr) -> Expr:
    return Compare(">=", expr.arg, expr.low) if isinstance(expr, Between) else expr


def _some_as_every(expr: Expr) -> Expr:
    some = isinstance(expr, Quantified) and expr.quantifier == "some"
    return replace(expr, quantifier="every") if some else expr


def _swapped_branches(expr: Expr) -> Expr:
    return If(expr.condition, expr.otherwise, expr.then) if isinstance(expr, If) else expr


def _unknown_as_false(expr: Expr) -> Expr:
    return If(expr, Literal(True), Literal(False)) if isinstance(expr, Compare) else expr


def _null_as_blank(expr: Expr) -> Expr:
    blank = isinstance(expr, Literal) and expr.value is None
    return Literal("") if blank else expr


def _last_row_first(program: Program) -> Program:
    return replace(
        program,
        criteria=tuple(
            replace(one, criterion=replace(one.criterion, rows=one.criterion.rows[::-1]))
            for one in program.criteria
        ),
    )


def _applies_ignored(program: Program) -> Program:
    rules = tuple(replace(one, rule=replace(one.rule, applies=None)) for one in program.rules)
    return replace(program, rules=rules)


PLANTS: Mapping[str, Callable[[Program], Program]] = {
    "<= read as <": _rewritten(_strict_less),
    ">= read as >": _rewritten(_strict_more),
    "= read as !=": _rewritten(_equal_is_different),
    "and read as or": _rewritten(_and_as_or),
    "or read as and": _rewritten(_or_as_and),
    "not dropped": _rewritten(_lost_not),
    "only the first part of and": _rewritten(_first_only),
    "closed end read as open": _rewritten(_open_end),
    "upper end of between dropped": _rewritten(_between_open),
    "some read as every": _rewritten(_some_as_every),
    "branches of if swapped": _rewritten(_swapped_branches),
    "open comparison read as settled": _rewritten(_unknown_as_false),
    "null read as blank": _rewritten(_null_as_blank),
    "table read from the bottom": _last_row_first,
    "applies ignored": _applies_ignored,
}
"""Bugs that a backend could have; each changes what the peers run, never the reference."""
