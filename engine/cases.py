"""Worked cases: what an author says must follow, held against what the reference finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.backends.judge import Judge, Judgement
from engine.backends.reference import evaluate
from engine.facts import Evidence, Facts, facts_from
from engine.model import Amount, Case, Criterion
from engine.network import Truth
from engine.program import Program
from engine.values import Unknown, Value, canonical
from engine.verdict import LevelVerdict, Outcome

__all__ = ["Mismatch", "case_facts", "mismatches", "outcomes_seen"]

_OPEN = Outcome.UNKNOWN.value
_NOT_RELEVANT = Outcome.NOT_RELEVANT.value


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An id of a case's `expect` with what was expected and what was found, as text."""

    id: str
    expected: str
    found: str


def case_facts(program: Program, case: Case) -> Facts:
    """The facts that a case gives to `program`."""
    evidence = dict.fromkeys(case.verified, Evidence.VERIFIED)
    return facts_from(program.inputs, case.given, evidence)


def mismatches(judge: Judge, pack: str, case: Case) -> tuple[Mismatch, ...]:
    """Where `case` of `pack` does not come out as its author says; empty when it does."""
    program = judge.program
    judgement = judge.run(case_facts(program, case))
    found = _found(program, pack, judgement)
    wrong: list[Mismatch] = []
    for name, expected in case.expect.items():
        said = found.get(name, "")
        if _text(expected) != said:
            wrong.append(Mismatch(name, _text(expected), said))
    return tuple(wrong)


def outcomes_seen(judge: Judge, case: Case) -> Mapping[str, Outcome]:
    """The outcome of every rule in `case`, expected or not."""
    judgement = judge.run(case_facts(judge.program, case))
    ids = (linked.rule.id for linked in judge.program.rules)
    return dict(zip(ids, judgement.verdict.outcomes, strict=True))


def _found(program: Program, pack: str, judgement: Judgement) -> Mapping[str, str]:
    """Every id that a case can expect something of, with what was found."""
    found = {
        linked.rule.id: outcome.value
        for linked, outcome in zip(program.rules, judgement.verdict.outcomes, strict=True)
    }
    for table, level in zip(program.criteria, judgement.verdict.levels, strict=True):
        found[table.criterion.id] = _levels(table.criterion, level)
    for amount in (linked.amount for linked in program.amounts):
        found[amount.id] = _amount(amount, judgement)
    for fact in program.derived:
        owner, _, name = fact.name.partition(".")
        if owner == pack:
            found.setdefault(name, _text(judgement.scope.values[fact.name]))
    return found


def _amount(amount: Amount, judgement: Judgement) -> str:
    when = True if amount.when is None else evaluate(amount.when, judgement.scope)
    if when is False:
        return _NOT_RELEVANT
    return _OPEN if when is not True else _text(evaluate(amount.expr, judgement.scope))


def _levels(criterion: Criterion, level: LevelVerdict) -> str:
    if level.relevant is Truth.FALSE:
        return _NOT_RELEVANT
    return ", ".join(sorted({criterion.rows[row].level for row in level.rows}))


def _text(value: Value) -> str:
    """One text for an expected or found value, so that 5 and 5.00 are the same."""
    match value:
        case Unknown() | None:  # null is not computable, which settles nothing either
            return _OPEN
        case str():
            return value
        case tuple():
            return ", ".join(sorted(_text(one) for one in value))
        case _:
            return canonical(value)
