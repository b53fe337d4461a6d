"""Which levels can really still be reached, where that can be tried out in full.

Three-valued logic over-estimates: with two of three conditions open, a count of them looks
entirely open. When only a few closed questions keep a criterion open, every combination of
answers is tried, and only the rows that are possible after some combination are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from engine.assessment.reasons import level_reason
from engine.backends.judge import Judge, Judgement
from engine.facts import Facts
from engine.kinds import BooleanKind, ChoiceKind
from engine.model import Input
from engine.network import Truth
from engine.program import Program
from engine.values import Value
from engine.verdict import LevelVerdict

__all__ = ["Reach", "reachable_rows"]

COMBINATIONS_MAX = 64
"""Beyond this many combinations the interval of three-valued logic is kept as it is."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The rows that can still be the first to hold; `exact` when answers really reach each."""

    rows: tuple[int, ...]
    exact: bool


def reachable_rows(
    program: Program, judge: Judge, facts: Facts, judgement: Judgement
) -> Mapping[int, Reach]:
    """The rows that answers leave possible, for each open criterion that can be tried out.

    They are exact if every combination of answers settles the criterion: one may leave it
    without a value, or give another question a say.

    A criterion that hangs on free numbers, texts, dates, list items or too many combinations
    is left out.
    """
    found: dict[int, Reach] = {}
    tried: dict[tuple[str, ...], tuple[Judgement, ...]] = {}
    for place, verdict in enumerate(judgement.verdict.levels):
        if len(verdict.rows) < 2:  # noqa: PLR2004 - one row is settled
            continue
        criterion = program.criteria[place].criterion
        names = tuple(sorted(level_reason(criterion, verdict, judgement).open))
        if names not in tried:
            options = _options(program.inputs, names)
            tried[names] = tuple(_answered(judge, facts, names, options)) if options else ()
        levels = [one.verdict.levels[place] for one in tried[names]]
        rows = {row for level in levels for row in level.rows}
        if rows:
            found[place] = Reach(tuple(sorted(rows)), exact=all(map(_is_settled, levels)))
    return found


def _is_settled(level: LevelVerdict) -> bool:
    return level.relevant is Truth.FALSE or (level.relevant is Truth.TRUE and len(level.rows) == 1)


def _options(inputs: Mapping[str, Input], names: Iterable[str]) -> list[tuple[Value, ...]]:
    """Every possible answer to each question; empty when there are too many to try."""
    options: list[tuple[Value, ...]] = []
    for name in names:
        question = inputs.get(name)
        answers = () if question is None else _answers(question)
        if not answers:
            return []
        options.append(answers)
    return options if prod(map(len, options)) <= COMBINATIONS_MAX else []


def _answers(question: Input) -> tuple[Value, ...]:
    none: tuple[Value, ...] = (None,) if question.nullable else ()
    match question.kind:
        case BooleanKind():
            return (True, False, *none)
        case ChoiceKind(codes):
            return (*codes, *none)
        case _:
            return ()


def _answered(
    judge: Judge, facts: Facts, names: tuple[str, ...], options: list[tuple[Value, ...]]
) -> Iterable[Judgement]:
    for answers in product(*options):
        values = {**facts.values, **dict(zip(names, answers, strict=True))}
        yield judge.run(replace(facts, values=values))
