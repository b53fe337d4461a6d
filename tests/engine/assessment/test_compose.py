"""Findings in words: arithmetic that adds up, evidence, items, caveats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from random import Random

import pytest

from engine.assessment.assess import Assessor
from engine.assessment.record import AmountFinding, Assessment, Finding, Step
from engine.backends.reference import Scope, evaluate
from engine.facts import Evidence, Facts
from engine.feel.parser import parse_expression
from engine.kinds import NumberKind
from engine.model import Grade
from engine.verdict import Outcome
from tests.differential.generator import Answers
from tests.engine.made import assessor, criterion, program, question, rule
from tools.differential import real_programs

NUMBER = r"\N{MINUS SIGN}?[0-9,]+(?:\.[0-9]+)?"
SUM = re.compile(rf"{NUMBER}(?: [+*\-] {NUMBER})*")
UNIT = re.compile(r"\N{NO-BREAK SPACE}[A-Za-z]+|\N{NO-BREAK SPACE}annual work units")
FORMS = range(0, len(real_programs()), 4)


@cache
def shipped(form: int) -> Assessor:
    """The assessor of one shipped form."""
    return assessor(real_programs()[form])


def drawn(form: int, count: int = 6) -> Iterator[Assessment]:
    """Assessments of made-up applications for a shipped form."""
    judged = shipped(form)
    draw = Answers.around(judged.program)
    return (judged.assess(draw.draw(Random(seed))) for seed in range(count))


def plain(text: str) -> str:
    """The English arithmetic of a step as FEEL, its units left out."""
    signs = text.replace("\N{MULTIPLICATION SIGN}", "*").replace(" \N{MINUS SIGN} ", " - ")
    return UNIT.sub("", signs)


def value(text: str) -> Decimal | None:
    """What a sum of figures comes to; None for arithmetic of another form."""
    if not SUM.fullmatch(plain(text)):
        return None
    feel = plain(text).replace(",", "").replace("\N{MINUS SIGN}", "-")
    found = evaluate(parse_expression(feel), Scope({}))
    assert isinstance(found, Decimal)
    return found


def sums(amounts: tuple[AmountFinding, ...]) -> Iterator[tuple[Step, Decimal, Decimal]]:
    """The steps whose figures can be added up by a reader, with both results."""
    for step in (step for amount in amounts for step in amount.steps):
        shown, result = value(step.expression.en), value(step.result.en)
        if shown is not None and result is not None:
            yield step, shown, result


@pytest.mark.parametrize("form", FORMS)
def test_the_arithmetic_shown_adds_up(form: int) -> None:
    """Whoever adds the figures of a step gets its result."""
    found = [one for assessment in drawn(form) for one in sums(assessment.amounts)]
    assert [step for step, shown, result in found if shown != result] == []


def test_much_arithmetic_is_of_that_form() -> None:
    """The property above is not empty: among the steps are many sums of several figures."""
    found = [one for form in FORMS for made in drawn(form) for one in sums(made.amounts)]
    assert sum(" " in plain(step.expression.en) for step, _, _ in found) > 20


@pytest.mark.parametrize("form", FORMS)
def test_the_last_step_is_the_amount(form: int) -> None:
    """An amount is what its last line of arithmetic says."""
    amounts = [amount for made in drawn(form) for amount in made.amounts if amount.steps]
    assert [one.id for one in amounts if one.steps[-1].result != one.shown] == []
    assert [one.id for one in amounts if one.value is None and not one.open] == []


def findings(made: Assessment) -> list[Finding]:
    """Every finding, checks included."""
    checks = [check for level in made.levels for check in level.checks]
    return [*made.gates, *made.prompts, *checks]


@pytest.mark.parametrize("form", FORMS)
def test_every_finding_carries_what_it_must(form: int) -> None:
    """Rule, version, source with grade, both texts in both languages, and why."""
    for one in (one for made in drawn(form, 2) for one in findings(made)):
        assert one.id
        assert one.version
        assert one.source.ref
        assert one.source.grade in Grade
        assert all((one.applicant.sv, one.applicant.en, one.officer.sv, one.officer.en))
        assert one.because or one.outcome in {Outcome.MET, Outcome.NOT_MET}


@pytest.mark.parametrize("form", FORMS)
def test_no_text_keeps_a_placeholder(form: int) -> None:
    """Every `{name}` in a text has become the value that it stands for."""
    for one in (one for made in drawn(form, 2) for one in findings(made)):
        said = (one.applicant.sv, one.applicant.en, one.officer.sv, one.officer.en)
        assert not any(re.search(r"\{[a-z_]+\}", text) for text in said)


@pytest.mark.parametrize("form", FORMS)
def test_only_what_is_unknown_is_unsettled(form: int) -> None:
    """`unsettled` says why an unknown outcome is, and stands nowhere else."""
    for one in (one for made in drawn(form, 3) for one in findings(made)):
        assert (one.unsettled is not None) == (one.outcome is Outcome.UNKNOWN)
        assert (one.unsettled == "no_value") == (one.outcome is Outcome.UNKNOWN and not one.open)


@pytest.mark.parametrize("form", FORMS)
def test_offending_items_are_named_only_where_there_are_some(form: int) -> None:
    """A list of items belongs to a rule that is not met."""
    for one in (one for made in drawn(form) for one in findings(made)):
        assert not one.items or one.outcome is Outcome.NOT_MET


@pytest.mark.parametrize("form", FORMS)
def test_a_caveat_rests_on_what_nobody_has_verified(form: int) -> None:
    """Known or inferred sources of constants that decided something, each once."""
    for made in drawn(form, 3):
        about = [one.about for one in made.caveats]
        assert len(about) == len(set(about))
        assert {one.source.grade for one in made.caveats} <= {Grade.KNOWN, Grade.INFERRED}


def test_a_fact_shows_its_evidence() -> None:
    """Missing, stated, verified, contradicted: a finding shows which it was."""
    made = assessor(program([question("a")], [rule("R", "a")]))

    def evidence(facts: Facts) -> str | None:
        return made.assess(facts).gates[0].because[0].evidence

    assert evidence(Facts({})) == "missing"
    for status in (Evidence.STATED, Evidence.VERIFIED, Evidence.CONTRADICTED):
        assert evidence(Facts({"a": True}, {"a": status})) == status.value


def test_the_levels_are_those_that_are_still_possible() -> None:
    """Worst first, with the whole scale beside them; one level means settled."""
    table = criterion("C", ("n > 5", "2"), ("n > 3", "1"), ("true", "0"))
    made = assessor(program([question("n", NumberKind())], [], [table]))
    (open_,) = made.assess(Facts({})).levels
    assert (open_.levels, open_.exact) == (("0", "1", "2"), False)
    assert [one.name for one in open_.open] == ["n"]
    (settled,) = made.assess(Facts({"n": Decimal(4)})).levels
    assert (settled.levels, settled.exact, settled.open) == (("1",), True, ())
    assert len(settled.scale) == 3


def test_a_criterion_that_does_not_apply_shows_no_level() -> None:
    """Not relevant is said as such, with what made it so."""
    table = criterion("C", ("true", "0"), applies="a")
    made = assessor(program([question("a")], [], [table]))
    (level,) = made.assess(Facts({"a": False})).levels
    assert (level.relevant, level.levels) == (False, ())
    assert [fact.name for fact in level.because] == ["a"]
