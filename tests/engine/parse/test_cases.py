"""Worked cases: answers and expectations as values of the declared kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engine.errors import PolicyError, Problems
from engine.model import Case
from engine.parse.policy import parse_cases
from engine.parse.values import answer_of
from engine.source.reader import read_source
from tests.engine.sample import loaded, mikro

HEAD = "- case: a\n  on: 2024-01-01\n"


def cases(text: str) -> tuple[Case, ...]:
    """The cases of a text, for the sample policy."""
    return parse_cases(read_source(text.encode(), "cases.yaml"), mikro(), loaded().inputs)


def case(given: str = "{}", expect: str = "{MK-01: met}", more: str = "") -> Case:
    """One case."""
    (found,) = cases(f"{HEAD}  given: {given}\n  expect: {expect}\n{more}")
    return found


def codes(text: str) -> list[str]:
    """What a text is refused with."""
    with pytest.raises(PolicyError) as refused:
        cases(text)
    return [one.code for one in refused.value.problems]


def test_the_sample_cases_are_values() -> None:
    """A case is a sentence, a day, answers, what is verified, and what must follow."""
    first, second = mikro().cases

    assert first.sentence == "En svarv på 60 000 kr ryms"
    assert first.on == date(2024, 3, 1)
    assert first.given["turnover"] == Decimal(1000)
    assert first.verified == ("turnover",)
    assert first.expect == {"MK-01": "met", "total_cost": Decimal(60000)}
    assert second.expect == {"MK-01": "not_met", "MK-PLAN": ("none", "good")}


def test_a_background_is_built_on() -> None:
    """What a case answers itself goes before what its background answers."""
    text = (
        "- backgrounds:\n    b: {plan: x, requested_support: 5}\n"
        f"{HEAD}  given: {{background: b, plan: y}}\n  expect: {{MK-P1: unknown}}\n"
    )

    assert cases(text)[0].given == {"plan": "y", "requested_support": Decimal(5)}


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ("{confirmed: true}", "confirmed", True),
        ("{starts_on: 2024-02-29}", "starts_on", date(2024, 2, 29)),
        ("{area: coast}", "area", "coast"),
        ('{plan: " a "}', "plan", "a"),
        ('{plan: ""}', "plan", ""),
        ("{turnover: null}", "turnover", None),
        ("{costs: []}", "costs", ()),
        ("{costs: [{amount: 1}]}", "costs", ({"amount": Decimal(1)},)),
        ("{hours: 7}", "hours", Decimal(7)),
    ],
)
def test_an_answer_is_a_value_of_its_question(given: str, name: str, value: object) -> None:
    """Left-out fields of an item stay unanswered; questions of other packs may be answered too."""
    assert case(given).given[name] == value


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("{plan: 5}", "HE0501"),
        ("{plan: no, confirmed: no}", "HE0501"),
        ("{confirmed: 1}", "HE0501"),
        ('{requested_support: "5"}', "HE0501"),
        ("{starts_on: 5}", "HE0501"),
        ("{starts_on: soon}", "HE0501"),
        ("{area: true}", "HE0501"),
        ("{area: [coast]}", "HE0501"),
        ("{costs: {amount: 1}}", "HE0501"),
        ("{costs: [1]}", "HE0501"),
        ("{costs: [{amount: x}]}", "HE0501"),
        ("{area: sea}", "HE0502"),
        ("{costs: [{type: boat}]}", "HE0502"),
        ("{costs: [{colour: red}]}", "HE0503"),
        ("{plan: null}", "HE0504"),
        ("{costs: [{amount: null}]}", "HE0504"),
        ("{costs: null}", "HE0504"),
        ("{requested_support: -1}", "HE0505"),
        ("{requested_support: 1000000.01}", "HE0505"),
        ("{costs: [{amount: 1000000}]}", "HE0505"),
        ("{total_cost: 5}", "HE0801"),
        ("{cost_limit: 5}", "HE0801"),
        ("{background: none}", "HE0803"),
        ("[plan]", "HE0203"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(given: str, code: str) -> None:
    """Kind, code, range and null are those of the question."""
    assert codes(f"{HEAD}  given: {given}\n  expect: {{MK-01: met}}\n") == [code]


@pytest.mark.parametrize("value", ["0", "1000000"])
def test_closed_ends_of_a_range_count(value: str) -> None:
    """The limit itself is a legal answer where its bracket is closed."""
    assert case(f"{{requested_support: {value}}}").given["requested_support"] == Decimal(value)


@pytest.mark.parametrize(
    ("expect", "name", "value"),
    [
        ("{MK-01: not_relevant}", "MK-01", "not_relevant"),
        ("{MK-02: unknown}", "MK-02", "unknown"),
        ("{MK-PLAN: good}", "MK-PLAN", "good"),
        ("{MK-PLAN: [good, none]}", "MK-PLAN", ("none", "good")),
        ("{highest_support: 30000.00}", "highest_support", Decimal(30000)),
        ("{highest_support: unknown}", "highest_support", "unknown"),
        ("{highest_support: null}", "highest_support", None),
        ("{has_machines: true}", "has_machines", True),
        ("{ceiling: unknown}", "ceiling", "unknown"),
    ],
)
def test_an_expectation_is_an_outcome_a_level_or_a_value(
    expect: str, name: str, value: object
) -> None:
    """Several levels stand in the order of the criterion, however they are listed."""
    assert case(expect=expect).expect[name] == value


@pytest.mark.parametrize(
    ("expect", "code"),
    [
        ("{MK-01: maybe}", "HE0210"),
        ("{MK-02: not_relevant}", "HE0210"),
        ("{MK-PLAN: better}", "HE0210"),
        ("{MK-PLAN: [good, better]}", "HE0210"),
        ("{MK-PLAN: not_relevant}", "HE0210"),
        ("{MK-01: [met]}", "HE0203"),
        ("{highest_support: not_relevant}", "HE0501"),
        ("{has_machines: 1}", "HE0501"),
        ("{SIZE: met}", "HE0805"),
        ("{size_class: small}", "HE0805"),
        ("{}", "HE0804"),
        ("[MK-01]", "HE0804"),
    ],
)
def test_an_expectation_that_cannot_come_true_is_refused(expect: str, code: str) -> None:
    """Only a rule with `applies` can be irrelevant, and only own things can be expected."""
    assert codes(f"{HEAD}  given: {{}}\n  expect: {expect}\n") == [code]


def test_no_sentence_stands_twice() -> None:
    """A case is found by its sentence."""
    one = f"{HEAD}  given: {{}}\n  expect: {{MK-01: met}}\n"

    assert codes(one + one) == ["HE0208"]


def test_only_an_answered_question_is_verified() -> None:
    """A background's answer counts; an unknown name does not."""
    assert case("{plan: x}", more="  verified: [plan]").verified == ("plan",)
    body = "  given: {}\n  expect: {MK-01: met}\n"
    assert codes(f"{HEAD}{body}  verified: [plan]\n") == ["HE0802"]
    assert codes(f"{HEAD}{body}  verified: [plans]\n") == ["HE0801"]


def test_every_key_of_a_case_is_known_and_there() -> None:
    """A misspelt key would silently drop what it says."""
    assert sorted(codes(f"{HEAD}  givn: {{}}\n  expect: {{MK-01: met}}\n")) == ["HE0201", "HE0202"]


def test_backgrounds_are_a_mapping_of_answers() -> None:
    """Anything else cannot be built on."""
    assert codes("- backgrounds: [a]\n") == ["HE0203"]


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        ("2019-12-31", False),
        ("2020-01-01", True),
        ("2029-12-31", True),
        ("2030-01-01", False),
    ],
)
def test_a_range_of_days_bounds_the_answer(day: str, inside: bool) -> None:  # noqa: FBT001
    """An open end is itself outside, a closed one inside."""
    question = replace(
        loaded().inputs["starts_on"],
        low=date(2020, 1, 1),
        high=date(2030, 1, 1),
        high_closed=False,
    )
    problems = Problems()
    answer_of(read_source(day.encode(), "x.yaml"), question, problems)

    assert [one.code for one in problems.found] == ([] if inside else ["HE0505"])


def test_an_open_lower_end_is_itself_outside() -> None:
    """And the refusal shows the range as it is written."""
    question = replace(loaded().inputs["employees"], low=Decimal(0), low_closed=False)
    problems = Problems()
    answer_of(read_source(b"0", "x.yaml"), question, problems)

    assert problems.found[0].expected("en") == "a value in `(0..]`"
