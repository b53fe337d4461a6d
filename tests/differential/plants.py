"""Bugs that a witness could have, planted to show that a difference is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from engine.backends.durable.network import DurableNetwork
from engine.facts import Facts
from engine.ir import (
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    Filter,
    If,
    Literal,
    Not,
    Or,
    Path,
    Quantified,
    Range,
)
from engine.kinds import BooleanKind
from engine.network import Constant, Network, Truth
from engine.program import Program
from tests.differential.rewriting import everywhere

__all__ = ["CHAIN_PLANTS", "FACT_PLANTS", "PLANTS", "Chain"]

Chain = Callable[[Sequence[Truth]], Sequence[Truth]]
"""What chains a network: the truths of the atoms to the truths of the nodes."""

_DAY = timedelta(days=1)


# --- in what a witness runs -------------------------------------------------------------


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
    if isinstance(expr, Quantified) and expr.quantifier == "some":
        return replace(expr, quantifier="every")
    return expr


def _swapped_branches(expr: Expr) -> Expr:
    return If(expr.condition, expr.otherwise, expr.then) if isinstance(expr, If) else expr


def _null_as_false(expr: Expr) -> Expr:
    return If(expr, Literal(True), Literal(False)) if isinstance(expr, Compare) else expr


def _null_as_blank(expr: Expr) -> Expr:
    return Literal("") if isinstance(expr, Literal) and expr.value is None else expr


def _undefined_as_true(expr: Expr) -> Expr:
    if isinstance(expr, Arithmetic) and expr.op == "/":
        return If(Compare("=", expr, Literal(None)), Literal(True), expr)
    return expr


def _lookup_complement(expr: Expr) -> Expr:
    """The row of a table that was not asked for."""
    match expr:
        case Filter(Filter(base, Compare("=", key, wanted)), Literal()) if isinstance(key, Path):
            return Filter(Filter(base, Compare("!=", key, wanted)), expr.condition)
        case _:
            return expr


def _filter_keeps_all(expr: Expr) -> Expr:
    positional = isinstance(expr, Filter) and isinstance(expr.condition, Literal)
    return expr.base if isinstance(expr, Filter) and not positional else expr


def _day_late(expr: Expr) -> Expr:
    match expr:
        case Literal(date() as day):
            return Literal(day + _DAY)
        case _:
            return expr


def _verified_ignored(expr: Expr) -> Expr:
    return Literal(True) if isinstance(expr, Call) and expr.function == "verified" else expr


def _stated_as_verified(expr: Expr) -> Expr:
    match expr:
        case Call("verified", (name,)):
            return If(Compare("=", name, Literal(None)), Literal(True), Literal(True))
        case _:
            return expr


def _rounded_away(expr: Expr) -> Expr:
    rounding = isinstance(expr, Call) and expr.function.startswith(("floor", "ceil", "round"))
    return expr.args[0] if isinstance(expr, Call) and rounding else expr


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
    "<= read as <": everywhere(_strict_less),
    ">= read as >": everywhere(_strict_more),
    "= read as !=": everywhere(_equal_is_different),
    "and read as or": everywhere(_and_as_or),
    "or read as and": everywhere(_or_as_and),
    "not dropped": everywhere(_lost_not),
    "only the first part of and": everywhere(_first_only),
    "closed end read as open": everywhere(_open_end),
    "upper end of between dropped": everywhere(_between_open),
    "some read as every": everywhere(_some_as_every),
    "branches of if swapped": everywhere(_swapped_branches),
    "null comparison read as false": everywhere(_null_as_false),
    "null read as blank": everywhere(_null_as_blank),
    "division by zero gives a value": everywhere(_undefined_as_true),
    "lookup finds another row": everywhere(_lookup_complement),
    "filter keeps everything": everywhere(_filter_keeps_all),
    "date compared a day late": everywhere(_day_late),
    "verified ignored": everywhere(_verified_ignored),
    "stated read as verified": everywhere(_stated_as_verified),
    "rounding forgotten": everywhere(_rounded_away),
    "table read from the bottom": _last_row_first,
    "applies ignored": _applies_ignored,
}
"""Each changes what the peers run, never the reference."""


# --- in the facts that a witness is given -----------------------------------------------


def _unanswered_as_no(program: Program, facts: Facts) -> Facts:
    asked = (name for name, one in program.inputs.items() if isinstance(one.kind, BooleanKind))
    return replace(facts, values={**dict.fromkeys(asked, False), **facts.values})


def _none_as_unanswered(_: Program, facts: Facts) -> Facts:
    kept = {name: value for name, value in facts.values.items() if value is not None}
    return replace(facts, values=kept)


def _first_item_lost(_: Program, facts: Facts) -> Facts:
    values = {
        name: value[1:] if isinstance(value, tuple) else value
        for name, value in facts.values.items()
    }
    return replace(facts, values=values)


FACT_PLANTS: Mapping[str, Callable[[Program, Facts], Facts]] = {
    "unanswered read as no": _unanswered_as_no,
    "none read as unanswered": _none_as_unanswered,
    "first item of a list lost": _first_item_lost,
}
"""Each changes the facts on their way to the peers."""


# --- in what chains ---------------------------------------------------------------------


def _rule_lost(network: Network) -> Chain:
    """The last node never fires, as when the engine loses a rule."""
    *kept, last = network.nodes
    silent = replace(last, formula=Constant(Truth.UNKNOWN))
    return DurableNetwork(replace(network, nodes=(*kept, silent))).run


def _nodes_swapped(network: Network) -> Chain:
    """Two conclusions are told apart wrongly, as when two names share a hash."""
    run = DurableNetwork(network).run

    def swapped(atoms: Sequence[Truth]) -> Sequence[Truth]:
        first, *rest = run(atoms)
        return [*rest[:1], first, *rest[1:]]

    return swapped


def _stale_session(network: Network) -> Chain:
    """What the application before made known is still known where this one is silent."""
    run = DurableNetwork(network).run
    before: list[Truth] = [Truth.UNKNOWN] * network.atoms

    def stale(atoms: Sequence[Truth]) -> Sequence[Truth]:
        before[:] = [
            old if new is Truth.UNKNOWN else new for old, new in zip(before, atoms, strict=True)
        ]
        return run(before)

    return stale


def _unknown_as_false_atom(network: Network) -> Chain:
    """A field that is not there is taken for false."""
    run = DurableNetwork(network).run
    return lambda atoms: run([Truth.FALSE if one is Truth.UNKNOWN else one for one in atoms])


CHAIN_PLANTS: Mapping[str, Callable[[Network], Chain]] = {
    "durable: rule lost": _rule_lost,
    "durable: nodes swapped": _nodes_swapped,
    "durable: stale session": _stale_session,
    "durable: missing read as false": _unknown_as_false_atom,
}
"""Each changes what chains the network, around a real engine."""
