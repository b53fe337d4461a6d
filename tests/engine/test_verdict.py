"""From truths to outcomes and levels: unknown is never not met, and the first row decides."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.network import Truth
from engine.verdict import (
    LevelVerdict,
    Outcome,
    Verdict,
    differences,
    level_verdict,
    outcome,
    truth,
)
from tests.engine.made import criterion, program, question, rule

F, T, U = Truth
TRUTHS = st.sampled_from(list(Truth))


@pytest.mark.parametrize(
    ("applies", "requires", "expected"),
    [
        *((F, requires, Outcome.NOT_RELEVANT) for requires in Truth),
        *((U, requires, Outcome.UNKNOWN) for requires in Truth),
        (T, T, Outcome.MET),
        (T, F, Outcome.NOT_MET),
        (T, U, Outcome.UNKNOWN),
    ],
)
def test_every_outcome(applies: Truth, requires: Truth, expected: Outcome) -> None:
    """All nine pairs of truths, and what a rule comes to."""
    assert outcome(applies, requires) is expected


@pytest.mark.parametrize(
    ("value", "expected"), [(True, T), (False, F), (None, U), (1, U), (0, U), ("", U)]
)
def test_only_true_and_false_are_settled(value: object, expected: Truth) -> None:
    """Nothing but true is true and nothing but false is false, 1 and 0 least of all."""
    assert truth(value) is expected


def test_what_is_unknown_is_never_not_met() -> None:
    """A rule is not met only when both its conditions are settled."""
    unmet = [pair for pair in product(Truth, Truth) if outcome(*pair) is Outcome.NOT_MET]
    assert unmet == [(T, F)]


@pytest.mark.parametrize(
    ("rows", "possible"),
    [
        ((T, T), (0,)),
        ((F, T), (1,)),
        ((U, T), (0, 1)),
        ((U, F, U, T, T), (0, 2, 3)),
        ((F, U), (1,)),
        ((F, F), ()),
    ],
)
def test_rows_that_can_still_be_first(rows: tuple[Truth, ...], possible: tuple[int, ...]) -> None:
    """Every open row before the first true one, and that one."""
    assert level_verdict(T, rows).rows == possible


def test_a_criterion_that_does_not_apply_has_no_level() -> None:
    """Not relevant is an answer of its own, not the lowest level."""
    assert level_verdict(F, (T,)) == LevelVerdict(F, ())


@given(st.lists(TRUTHS, min_size=1, max_size=6), st.data())
def test_an_answer_only_narrows_the_rows(rows: list[Truth], data: st.DataObject) -> None:
    """Whatever an open row turns out to be, no row becomes possible that was not."""
    settled = [data.draw(st.sampled_from([F, T])) if row is U else row for row in rows]
    assert set(level_verdict(T, settled).rows) <= set(level_verdict(T, rows).rows)


def test_differences_are_named_by_id() -> None:
    """Rules and criteria on which two verdicts differ, and no others."""
    made = program(
        [question("a")], [rule("R1", "a"), rule("R2", "a")], [criterion("C", ("true", "1"))]
    )
    met, level = Outcome.MET, LevelVerdict(T, (0,))
    first = Verdict((met, met), (level,))
    second = Verdict((met, Outcome.UNKNOWN), (LevelVerdict(U, (0,)),))
    assert differences(made, first, second) == ("R2", "C")
    assert differences(made, first, first) == ()
