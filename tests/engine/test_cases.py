"""Worked cases: what an author expects, held against what is found."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from engine.backends.judge import Judge
from engine.cases import Mismatch, case_facts, mismatches, outcomes_seen
from engine.facts import Evidence
from engine.kinds import NumberKind
from engine.model import Case
from engine.values import Value
from engine.verdict import Outcome
from tests.engine.made import ON, criterion, program, question, rule

NUMBER = NumberKind()
JUDGE = Judge(
    program(
        [question("a"), question("n", NUMBER)],
        [rule("G", "a", applies="n > 0"), rule("V", "verified(a)", verified=("a",))],
        [criterion("C", ("n > 3", "2"), ("a", "1"), ("true", "0"), applies="n > 0")],
        {"twice": ("n * 2", NUMBER)},
    )
)


def case(
    given: Mapping[str, Value], expect: Mapping[str, Value], verified: tuple[str, ...] = ()
) -> Case:
    """A case on the day of the program."""
    return Case("a case", ON, given, expect, verified)


THREE: Mapping[str, Value] = {"a": True, "n": Decimal(3)}


@pytest.mark.parametrize(
    ("given", "expect"),
    [
        (THREE, {"G": "met", "C": "1", "twice": Decimal("6.00")}),
        ({"a": False, "n": Decimal(3)}, {"G": "not_met", "C": "0"}),
        ({"n": Decimal(0)}, {"G": "not_relevant", "C": "not_relevant"}),
        ({}, {"G": "unknown", "twice": "unknown"}),
        ({"n": Decimal(3)}, {"C": ("1", "0")}),
        (THREE, {"V": "unknown"}),
    ],
)
def test_what_comes_out_as_written(given: Mapping[str, Value], expect: Mapping[str, Value]) -> None:
    """Outcomes, levels, several possible levels and values, each in an author's own form."""
    assert mismatches(JUDGE, "T", case(given, expect)) == ()


@pytest.mark.parametrize(
    ("expect", "mismatch"),
    [
        ({"G": "not_met"}, Mismatch("G", "not_met", "met")),
        ({"C": "2"}, Mismatch("C", "2", "1")),
        ({"C": ("1", "0")}, Mismatch("C", "0, 1", "1")),
        ({"twice": Decimal(5)}, Mismatch("twice", "5", "6")),
        ({"nobody": "met"}, Mismatch("nobody", "met", "")),
    ],
)
def test_what_does_not(expect: Mapping[str, Value], mismatch: Mismatch) -> None:
    """Every expectation that fails is told, with what was found instead."""
    assert mismatches(JUDGE, "T", case(THREE, {**expect, "V": "unknown"})) == (mismatch,)


def test_a_verified_fact_is_one() -> None:
    """What the case says was verified counts as verified, and nothing else."""
    checked = case(THREE, {"V": "met"}, verified=("a",))
    assert mismatches(JUDGE, "T", checked) == ()
    assert case_facts(JUDGE.program, checked).status("n") is Evidence.STATED


def test_another_pack_s_facts_are_not_its_own() -> None:
    """A case names the derived facts of its own pack."""
    assert mismatches(JUDGE, "U", case(THREE, {"twice": Decimal(6)}))[0].found == ""


def test_every_outcome_is_seen() -> None:
    """Also of rules that the case expects nothing of."""
    assert outcomes_seen(JUDGE, case(THREE, {})) == {"G": Outcome.MET, "V": Outcome.UNKNOWN}
