"""Exact levels: what is listed can be reached, and what can be reached is listed."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assessment.exact import COMBINATIONS_MAX, reachable_rows
from engine.backends.judge import Judge
from engine.facts import Facts
from engine.kinds import BooleanKind, ChoiceKind, NumberKind
from engine.model import Input
from engine.program import Program
from engine.values import Value
from engine.verdict import LevelVerdict
from tests.differential.comparison import pairs
from tests.differential.generator import random_program
from tests.engine.made import assessor, criterion, program, question

ABC = [question(name) for name in "abc"]
COUNT = criterion(
    "C",
    ("count([a, b, c][item]) = 3", "3"),
    ("count([a, b, c][item]) = 2", "2"),
    ("count([a, b, c][item]) = 1", "1"),
    ("true", "0"),
)


def rows(made: Program, facts: Facts) -> dict[int, tuple[int, ...]]:
    """The rows found to be exactly those that can be reached, by criterion."""
    judge = Judge(made)
    found = reachable_rows(made, judge, facts, judge.run(facts))
    return {place: reach.rows for place, reach in found.items() if reach.exact}


def test_trying_out_is_sharper_than_three_valued_logic() -> None:
    """With one of three known, a count of them can no longer be none."""
    made, facts = program(ABC, [], [COUNT]), Facts({"a": True})
    assert Judge(made).run(facts).verdict.levels[0].rows == (0, 1, 2, 3)
    assert rows(made, facts) == {0: (0, 1, 2)}


def test_the_level_says_that_it_is_exact() -> None:
    """What is issued lists the reachable levels only, and says that it does."""
    (level,) = assessor(program(ABC, [], [COUNT])).assess(Facts({"a": True, "b": False})).levels
    assert (level.levels, level.exact) == (("1", "2"), True)


def test_an_answer_without_value_is_not_exact() -> None:
    """Where an answer settles nothing, the rows are narrowed but not called exact."""
    table = criterion("C", ("b and a", "2"), ("a", "1"), ("true", "0"))
    made = program([question("a", nullable=True), question("b")], [], [table])
    (level,) = assessor(made).assess(Facts({"b": False})).levels
    assert (level.levels, level.exact) == (("0", "1"), False)


def test_a_free_number_is_not_tried_out() -> None:
    """The interval stays as three-valued logic gives it, and is not called exact."""
    made = program(
        [question("n", NumberKind())], [], [criterion("C", ("n > 3", "1"), ("true", "0"))]
    )
    assert rows(made, Facts({})) == {}
    assert not assessor(made).assess(Facts({})).levels[0].exact


def test_too_many_combinations_are_not_tried_out() -> None:
    """Seven yes-or-no questions are more than the bound."""
    names = "abcdefg"
    table = criterion("C", (" and ".join(names), "1"), ("true", "0"))
    assert 2 ** len(names) > COMBINATIONS_MAX
    assert rows(program([question(name) for name in names], [], [table]), Facts({})) == {}


def answers(one: Input) -> tuple[Value, ...]:
    """Every answer to a closed question; none to an open one."""
    none: tuple[Value, ...] = (None,) if one.nullable else ()
    match one.kind:
        case BooleanKind():
            return (True, False, *none)
        case ChoiceKind(codes):
            return (*codes, *none)
        case _:
            return ()


def reached(judge: Judge, facts: Facts, place: int) -> set[int]:
    """The rows of a criterion over every answer to every unanswered closed question."""
    asked = [
        (name, answers(one))
        for name, one in judge.program.inputs.items()
        if name not in facts.values and answers(one)
    ]
    found: set[int] = set()
    for chosen in product(*(options for _, options in asked)):
        given = dict(zip((name for name, _ in asked), chosen, strict=True))
        level: LevelVerdict = judge.run(Facts({**facts.values, **given})).verdict.levels[place]
        found |= set(level.rows)
    return found


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60)
def test_exact_rows_are_those_that_answers_reach(seed: int) -> None:
    """Trying out every closed question, not only those that keep it open, finds the same rows."""
    made = random_program(seed)
    judge = Judge(made)
    for pair in pairs(made, seed, 3):
        facts = Facts(pair.facts.values)
        for place, exact in rows(made, facts).items():
            assert set(exact) == reached(judge, facts, place)
