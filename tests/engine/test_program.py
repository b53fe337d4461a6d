"""Linking: what holds on a day, in what order, under which names and digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.ir import And, Call, Name
from engine.model import Dated, Policy
from engine.program import NotInForce, Program, link, packs_of
from engine.values import Value
from engine.walk import free_names
from tests.engine.made import SOURCE, rule
from tests.engine.sample import loaded, mikro
from tools.differential import real_programs

ON = date(2026, 3, 1)
DAY = timedelta(days=1)


def linked(policy: Policy, on: date = ON) -> Program:
    """`policy` in the sample library, linked alone."""
    library = loaded()
    return link({**library.policies, policy.id: policy}, library.inputs, [policy.id], on)


def dated(*values: tuple[date, Value]) -> Policy:
    """The sample policy with the first parameter's values replaced."""
    policy = mikro()
    first, *rest = policy.parameters
    given = tuple(Dated(day, value, SOURCE) for day, value in values)
    return replace(policy, parameters=(replace(first, values=given), *rest))


def first_constant(program: Program) -> Value:
    """The value of the sample's first parameter."""
    return program.constants[f"MIKRO.{mikro().parameters[0].name}"].value


def test_a_parameter_holds_from_its_day() -> None:
    """The day before it is the old value, on the day the new one."""
    policy = dated((ON - 365 * DAY, False), (ON, True))
    assert first_constant(linked(policy, ON - DAY)) is False
    assert first_constant(linked(policy, ON)) is True


def test_before_its_first_day_a_parameter_has_no_value() -> None:
    """Nothing is guessed: linking says which parameter is missing and when it starts."""
    with pytest.raises(NotInForce) as caught:
        linked(dated((ON + DAY, True)))
    assert caught.value.first == ON + DAY
    assert caught.value.what == f"MIKRO.{mikro().parameters[0].name}"


@pytest.mark.parametrize(("from_", "to"), [(ON + DAY, None), (ON - 2 * DAY, ON)])
def test_a_pack_outside_its_time_judges_nothing(from_: date, to: date | None) -> None:
    """Before the first day, and from the day that it ends, a pack is not in force."""
    policy = replace(dated((ON - 3 * DAY, True)), valid_from=from_, valid_to=to)
    with pytest.raises(NotInForce, match="MIKRO"):
        linked(policy)


def test_a_form_without_packs_on_a_day_is_not_in_force() -> None:
    """A bundle whose packs all start later judges nothing, which must not look like no fault."""
    library = loaded()
    form = next(iter(library.bundles))
    assert packs_of(library.bundles[form], date(1900, 1, 1)) == ()
    with pytest.raises(NotInForce, match=form):
        library.program(form, date(1900, 1, 1))


def test_the_digest_is_that_of_what_decides() -> None:
    """Another day under the same rules gives the same digest, another value another."""
    policy = dated((ON - 365 * DAY, False), (ON, True))
    assert linked(policy, ON - DAY).digest == linked(policy, ON - 2 * DAY).digest
    assert linked(policy, ON - DAY).digest != linked(policy, ON).digest


def test_a_demand_for_verified_facts_joins_what_is_required() -> None:
    """`verified` becomes part of the condition, so that every backend sees it."""
    demanding = rule("V", "a", verified=("a", "b"))
    policy = replace(mikro(), rules=(demanding,))
    (only,) = linked(policy).rules
    calls = tuple(Call("verified", (Name(name),)) for name in ("a", "b"))
    assert only.rule.requires == And((demanding.requires, *calls))


@pytest.mark.parametrize("program", real_programs()[::6])
def test_every_derived_fact_stands_after_those_it_reads(program: Program) -> None:
    """A backend can compute them in the given order."""
    known = {*program.inputs, *program.constants, "judged_on"}
    for fact in program.derived:
        assert free_names(fact.definition.expr) <= known
        known.add(fact.name)
