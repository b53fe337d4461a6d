"""Laws of the open questions: an unlisted one changes nothing, one said to settle does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assessment.assess import Assessor
from engine.assessment.record import Assessment
from engine.facts import Evidence, Facts
from engine.values import unknown_names
from tests.differential.generator import Answers, random_program
from tests.engine.made import assessor
from tools.differential import real_programs

SEEDS = st.integers(0, 2**32)


def standing(assessment: Assessment) -> list[object]:
    """What the questions are about: the gates' outcomes and the levels still possible."""
    gates = [(one.id, one.outcome, one.unsettled) for one in assessment.gates]
    return [*gates, *((one.id, one.relevant, one.levels) for one in assessment.levels)]


def completed(facts: Facts, answers: Facts, names: list[str]) -> Facts:
    """`facts` with `names` answered as in `answers`, where they are answered there in full."""
    given = {
        name: answers.values[name]
        for name in names
        if name in answers.values and not unknown_names((answers.values[name],))
    }
    checked = {**facts.evidence, **dict.fromkeys(given, Evidence.VERIFIED)}
    return replace(facts, values={**facts.values, **given}, evidence=checked)


def unlisted_change_nothing(judged: Assessor, seed: int, tries: int) -> None:
    """Answer everything that is not listed, in several ways; nothing moves."""
    draw = Answers.around(judged.program)
    facts = draw.draw(Random(seed))
    before = judged.assess(facts)
    listed = {one.name for one in before.open_questions}
    unlisted = [
        name for name in judged.program.inputs if name not in facts.values and name not in listed
    ]
    for other in range(tries):
        answers = draw.draw(Random(f"{seed}:{other}"))
        after = judged.assess(completed(facts, answers, unlisted))
        assert standing(after) == standing(before)


def still_waiting(assessment: Assessment) -> set[str]:
    """The gates and criteria that wait for an answer."""
    gates = {one.id for one in assessment.gates if one.open}
    return gates | {one.id for one in assessment.levels if one.open}


def settled_alone(judged: Assessor, seed: int, tries: int) -> Iterator[str]:
    """Give the one answer that is said to settle something; what still waits is yielded."""
    draw = Answers.around(judged.program)
    facts = draw.draw(Random(seed))
    for one in judged.assess(facts).open_questions:
        for other in range(tries if one.settles else 0):
            answers = draw.draw(Random(f"{seed}:{other}"))
            after = completed(facts, answers, [one.name])
            if after.values.keys() != facts.values.keys():
                yield from still_waiting(judged.assess(after)) & set(one.settles)


@given(program=SEEDS, facts=SEEDS)
@settings(max_examples=150)
def test_an_unlisted_question_changes_nothing(program: int, facts: int) -> None:
    """Whatever the answers to the questions that are not listed, no gate and no level moves."""
    unlisted_change_nothing(assessor(random_program(program)), facts, tries=6)


@given(program=SEEDS, facts=SEEDS)
@settings(max_examples=150)
def test_a_question_said_to_settle_alone_does(program: int, facts: int) -> None:
    """After its answer, checked, the gate or criterion waits for nothing more."""
    assert list(settled_alone(assessor(random_program(program)), facts, tries=6)) == []


@cache
def shipped(form: int) -> Assessor:
    """The assessor of one shipped form, made once."""
    return assessor(real_programs()[form])


@pytest.mark.parametrize("form", range(len(real_programs())))
@given(facts=SEEDS)
@settings(max_examples=3)
def test_the_laws_hold_for_what_is_shipped(form: int, facts: int) -> None:
    """Both laws, on the rules of every shipped form."""
    unlisted_change_nothing(shipped(form), facts, tries=2)
    assert list(settled_alone(shipped(form), facts, tries=1)) == []
