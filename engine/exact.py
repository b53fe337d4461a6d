"""Which levels can really still be reached, where that can be tried out in full.

Three-valued logic over-estimates: with two of three conditions open, a count of them looks
entirely open. When only a few closed questions keep a criterion open, every combination of
answers is tried, and only the rows that some combination reaches are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product
from math import prod

from engine.backends.judge import Judge, Judgement
from engine.facts import Facts
from engine.kinds import BooleanKind, ChoiceKind
from engine.model import Input
from engine.program import Program
from engine.reasons import level_reason
from engine.values import Value

__all__ = ["reachable_rows"]

COMBINATIONS_MAX = 64
"""Beyond this many combinations the interval of three-valued logic is kept as it is."""


def reachable_rows(
    program: Program, judge: Judge, facts: Facts, judgement: Judgement
) -> Mapping[int, tuple[int, ...]]:
    """The rows that some full answer reaches, for each open criterion that can be tried out.

    A criterion that hangs on free numbers, texts, dates, list items or too many combinations
    is left out.
    """
    found: dict[int, tuple[int, ...]] = {}
    tried: dict[tuple[str, ...], tuple[Judgement, ...]] = {}
    for place, verdict in enumerate(judgement.verdict.levels):
        if len(verdict.rows) < 2:  # noqa: PLR2004 - one row is settled
            continue
        criterion = program.criteria[place].criterion
        names = tuple(sorted(level_reason(criterion, verdict, judgement).open))
        if names not in tried:
            options = _options(program.inputs, names)
            tried[names] = tuple(_answered(judge, facts, names, options)) if options else ()
        rows = {row for one in tried[names] for row in one.verdict.levels[place].rows}
        if rows:
            found[place] = tuple(sorted(rows))
    return found


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
