"""Open questions: which are listed, in what order, and what each is said to settle."""

from __future__ import annotations

from decimal import Decimal

from engine.assessment.questions import question_of
from engine.assessment.record import OpenQuestion
from engine.facts import Evidence, Facts
from engine.kinds import BOOLEAN, ListKind, NumberKind, RecordKind
from engine.model import Section
from engine.program import Program
from engine.values import Unknown, Value
from tests.engine.made import assessor, criterion, program, question, rule

LINES = ListKind(RecordKind((("amount", NumberKind()),)))
INPUTS = [
    *(question(name) for name in "abc"),
    question("n", NumberKind()),
    question("lines", LINES),
]


def listed(made: Program, **answers: Value) -> list[OpenQuestion]:
    """The open questions of an assessment."""
    return list(assessor(made).assess(Facts(answers)).open_questions)


def names(made: Program, **answers: Value) -> list[str]:
    """Their names, in order."""
    return [one.name for one in listed(made, **answers)]


def test_only_what_gates_and_levels_wait_for_is_listed() -> None:
    """A settled gate's question is not, nor one that only a prompt reads."""
    made = program(
        INPUTS,
        [rule("G", "a and b"), rule("P", "c", section=Section.PROMPT)],
        [criterion("C", ("n > 3", "1"), ("true", "0"))],
    )
    assert names(made) == ["a", "b", "n"]
    assert names(made, b=False) == ["n"]
    assert names(made, b=False, n=Decimal(4)) == []


def test_the_most_decisive_comes_first() -> None:
    """Settling a gate alone, then keeping many gates open, then the questionnaire's order."""
    made = program(INPUTS, [rule("G1", "a and b"), rule("G2", "b and a"), rule("G3", "c")])
    assert names(made) == ["c", "a", "b"]


def test_what_hangs_on_one_question_alone_is_said_to_settle() -> None:
    """With the other part answered, the question settles its gate."""
    made = program(INPUTS, [rule("G", "a and b")])
    assert [one.settles for one in listed(made)] == [(), ()]
    assert [one.settles for one in listed(made, a=True)] == [("G",)]


def test_a_question_that_may_open_another_settles_nothing() -> None:
    """Without lines the limit has no say yet; once there are lines, it may."""
    made = program(INPUTS, [rule("G", "some line in lines satisfies line.amount > n")])
    (one,) = listed(made)
    assert (one.name, one.settles) == ("lines", ())
    assert [one.settles for one in listed(made, n=Decimal(3))] == [("G",)]


def test_the_same_behind_a_derived_fact() -> None:
    """What a fact is computed from counts as read."""
    fact = ("some line in lines satisfies line.amount > n", BOOLEAN)
    made = program(INPUTS, [rule("G", "big")], derived={"big": fact})
    assert [one.settles for one in listed(made)] == [()]


def test_a_field_belongs_to_its_question() -> None:
    """An item left blank is asked for where the list is asked."""
    blank = ({"amount": Unknown(frozenset({"lines[1].amount"}))},)
    made = program(INPUTS, [rule("G", "total(lines.amount) > 3")])
    assert names(made, lines=blank) == ["lines"]
    assert question_of("lines[1].amount") == "lines"
    assert question_of("n") == "n"


def test_what_must_be_verified_is_open_until_it_is() -> None:
    """Stated is not enough where a check is demanded, and the finding says that it is that."""
    made = program(INPUTS, [rule("G", "a and verified(a)", verified=("a",))])
    stated = assessor(made).assess(Facts({"a": True}))
    assert [one.name for one in stated.open_questions] == ["a"]
    assert stated.gates[0].unsettled == "unverified"
    checked = assessor(made).assess(Facts({"a": True}, {"a": Evidence.VERIFIED}))
    assert checked.open_questions == ()
