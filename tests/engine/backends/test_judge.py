"""The reference over a whole program: facts in order, and nothing that an answer can replace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.backends.judge import Judge
from engine.facts import Facts
from engine.kinds import NumberKind
from engine.values import Unknown
from engine.verdict import Outcome
from tests.engine.made import ON, program, question, rule

NUMBER = NumberKind()
JUDGE = Judge(
    program(
        [question("a"), question("n", NUMBER)],
        [rule("R", "twice_twice > 10")],
        derived={"twice": ("n * 2", NUMBER), "twice_twice": ("twice * 2", NUMBER)},
    )
)


def test_a_fact_is_computed_from_those_before_it() -> None:
    """Derived facts follow one from another, and rules from them."""
    judgement = JUDGE.run(Facts({"n": Decimal(3)}))
    assert judgement.scope.values["T.twice_twice"] == 12
    assert judgement.verdict.outcomes == (Outcome.MET,)


def test_an_unanswered_fact_is_unknown_by_its_own_name() -> None:
    """So that a reason can name the question."""
    judgement = JUDGE.run(Facts({}))
    assert judgement.scope.values["T.twice"] == Unknown(frozenset({"n"}))
    assert judgement.scope.values["a"] == Unknown(frozenset({"a"}))


def test_an_answer_cannot_replace_the_day_of_judgement() -> None:
    """The day is the program's, whatever an application holds under that name."""
    judgement = JUDGE.run(Facts({"judged_on": date(1999, 1, 1)}))
    assert judgement.scope.values["judged_on"] == ON


def test_nothing_is_left_from_one_run_to_the_next() -> None:
    """One application's answers are not the next one's."""
    JUDGE.run(Facts({"n": Decimal(3), "a": True}))
    again, fresh = JUDGE.run(Facts({})), Judge(JUDGE.program).run(Facts({}))
    assert again.verdict == fresh.verdict
    assert again.scope.values == fresh.scope.values
