"""What decided a condition, and what keeps it open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assessment.reasons import Reason, level_reason, rule_reason
from engine.backends.judge import Judge, Judgement
from engine.facts import Facts
from engine.kinds import NumberKind
from engine.model import Rule
from engine.values import Value
from engine.verdict import Outcome
from tests.differential.comparison import pairs
from tests.differential.generator import random_program
from tests.engine.made import criterion, program, question, rule

INPUTS = [question("a"), question("b"), question("c"), question("n", NumberKind(), nullable=True)]
SEEDS = st.integers(0, 2**32)


def reason(requires: str, answers: dict[str, Value], applies: str | None = None) -> Reason:
    """Why a rule came out as it did."""
    made: Rule = rule("R", requires, applies=applies)
    judgement = Judge(program(INPUTS, [made])).run(Facts(answers))
    return rule_reason(made, judgement.verdict.outcomes[0], judgement)


@pytest.mark.parametrize(
    ("requires", "answers", "because", "still_open"),
    [
        ("a and b", {"a": True, "b": False}, "b", ""),
        ("a and b", {"a": True, "b": True}, "ab", ""),
        ("a and b", {"a": True}, "b", "b"),
        ("a and b", {"b": False}, "b", ""),
        ("a or b", {"a": True, "b": False}, "a", ""),
        ("a or b", {"a": False}, "b", "b"),
        ("not(a and b)", {"a": False, "b": True}, "a", ""),
        ("if a then b else c", {"a": True, "b": True}, "ab", ""),
        ("if a then b else c", {"b": True}, "abc", "ac"),
        ("n > 3", {"n": Decimal(5)}, "n", ""),
        ("n > 3 and a", {"n": None, "a": True}, "n", ""),
    ],
)
def test_what_decides(
    requires: str, answers: dict[str, Value], because: str, still_open: str
) -> None:
    """The false part of `and`, the true part of `or`, the branch that was taken, what is open."""
    found = reason(requires, answers)
    assert (found.because, found.open) == (frozenset(because), frozenset(still_open))


def test_a_rule_that_does_not_apply_says_why() -> None:
    """Not relevant, because of what made it so and nothing else."""
    assert reason("b", {"a": False, "b": False}, applies="a").because == {"a"}


def test_an_open_rule_names_only_what_keeps_it_open() -> None:
    """An answered condition is no reason why a rule is open."""
    assert reason("b", {"a": True}, applies="a").because == {"b"}


def test_a_level_is_decided_by_the_rows_up_to_it() -> None:
    """The rows that did not hold, and the one that did."""
    table = criterion("C", ("a", "2"), ("b", "1"), ("c", "0"), ("true", "0"))
    judgement = Judge(program(INPUTS, [], [table])).run(Facts({"a": False, "b": True}))
    found = level_reason(table, judgement.verdict.levels[0], judgement)
    assert (found.because, found.open) == (frozenset("ab"), frozenset())


def reasons(judgement: Judgement, rules: list[Rule]) -> list[tuple[Outcome, Reason]]:
    """Every rule's outcome with its reason."""
    outcomes = judgement.verdict.outcomes
    return [
        (found, rule_reason(one, found, judgement))
        for one, found in zip(rules, outcomes, strict=True)
    ]


@given(seed=SEEDS)
@settings(max_examples=60)
def test_only_what_is_unknown_is_open(seed: int) -> None:
    """A settled outcome waits for no answer, whatever the program."""
    made = random_program(seed)
    judge, rules = Judge(made), [linked.rule for linked in made.rules]
    for pair in pairs(made, seed, 5):
        for outcome, found in reasons(judge.run(pair.facts), rules):
            assert outcome is Outcome.UNKNOWN or not found.open
