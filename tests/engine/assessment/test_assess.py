"""The assessment: two witnesses or nothing, three outputs kept apart, the same bytes again."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from hashlib import sha256
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assessment.assess import Assessor, Disagreement
from engine.assessment.record import Assessment
from engine.backends.generated import Generated
from engine.facts import Evidence, Facts
from engine.model import Section
from engine.network import Truth
from engine.verdict import LevelVerdict, Outcome, Verdict
from tests.differential.generator import Answers, random_program
from tests.engine.made import InProcess, assessor, criterion, program, question, rule
from tools.differential import real_programs

SEEDS = st.integers(0, 2**32)
AB = [question("a"), question("b")]
DECIDED = re.compile(r"\b(beviljad|avslagen|avslaget|rejected)\b", re.IGNORECASE)
CODES = re.compile(r"beviljad|avsl|grant|reject|approve|deni", re.IGNORECASE)


@cache
def shipped(form: int) -> Assessor:
    """The assessor of one shipped form."""
    return assessor(real_programs()[form])


def drawn(judged: Assessor, seed: int) -> Facts:
    """Facts for an assessor's program."""
    return Answers.around(judged.program).draw(Random(seed))


# --- two witnesses ----------------------------------------------------------------------


def saying(made_verdict: Verdict) -> Assessor:
    """An assessor of two gates and a criterion whose second witness says `made_verdict`."""
    made = program(AB, [rule("G1", "a"), rule("G2", "b")], [criterion("C", ("a", "1"))])
    return Assessor(made, InProcess(Generated(made), lambda _: made_verdict))


FOUND = Verdict((Outcome.MET, Outcome.NOT_MET), (LevelVerdict(Truth.TRUE, (0,)),))
ANSWERS = Facts({"a": True, "b": False})


def test_what_both_say_is_issued() -> None:
    """Equal verdicts give an assessment that names both witnesses."""
    assert saying(FOUND).assess(ANSWERS).witnesses == ("reference", "generated")


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        (replace(FOUND, outcomes=(Outcome.MET, Outcome.UNKNOWN)), ("G2",)),
        (replace(FOUND, outcomes=(Outcome.NOT_MET, Outcome.MET)), ("G1", "G2")),
        (replace(FOUND, levels=(LevelVerdict(Truth.TRUE, (0, 1)),)), ("C",)),
        (replace(FOUND, levels=(LevelVerdict(Truth.UNKNOWN, (0,)),)), ("C",)),
    ],
)
def test_nothing_is_issued_on_a_disagreement(said: Verdict, ids: tuple[str, ...]) -> None:
    """Whatever differs, there is no assessment, and both verdicts are there for the log."""
    with pytest.raises(Disagreement) as caught:
        saying(said).assess(ANSWERS)
    assert caught.value.ids == ids
    assert (caught.value.first, caught.value.second) == (FOUND, said)


def test_one_disagreement_of_many_stops_there() -> None:
    """What came before it was agreed on; what differs is not handed out."""
    stream = saying(FOUND).judge_many([ANSWERS, Facts({"a": False, "b": False}), ANSWERS])
    assert next(stream).judgement.verdict == FOUND
    with pytest.raises(Disagreement):
        next(stream)


def test_many_are_judged_as_one_by_one() -> None:
    """The stream gives the same as single calls, in order; of none it gives none."""
    judged = assessor(random_program(7))
    facts = [drawn(judged, seed) for seed in range(20)]
    many = [one.judgement.verdict for one in judged.judge_many(facts)]
    assert many == [judged.judge(one).judgement.verdict for one in facts]
    assert list(judged.judge_many([])) == []


def test_the_trace_is_full() -> None:
    """Every derived fact has its value and every atom its truth."""
    judged = assessor(random_program(7))
    agreed = judged.judge(drawn(judged, 1))
    assert {one.name for one in judged.program.derived} <= agreed.judgement.scope.values.keys()
    assert set(agreed.testimony.atoms) <= set(Truth)
    assert len(agreed.judgement.verdict.outcomes) == len(judged.program.rules)


# --- three outputs ----------------------------------------------------------------------


def test_gates_checks_and_prompts_are_kept_apart() -> None:
    """Each rule appears once: a gate, a check under its criterion, or a prompt."""
    made = program(
        AB,
        [
            rule("G", "a"),
            rule("K", "b", section=Section.CHECK, criterion="C"),
            rule("P", "a", section=Section.PROMPT),
        ],
        [criterion("C", ("b", "1"), ("true", "0"))],
    )
    found = assessor(made).assess(ANSWERS)
    assert [one.id for one in found.gates] == ["G"]
    assert [one.id for one in found.prompts] == ["P"]
    assert [[check.id for check in level.checks] for level in found.levels] == [["K"]]


def sections(found: Assessment) -> list[tuple[Section, Section]]:
    """The section that each finding is shown in, with its own."""
    checks = [check for level in found.levels for check in level.checks]
    shown = (
        (Section.GATE, found.gates),
        (Section.PROMPT, found.prompts),
        (Section.CHECK, checks),
    )
    return [(section, one.section) for section, findings in shown for one in findings]


@pytest.mark.parametrize("form", range(0, len(real_programs()), 5))
def test_no_output_holds_another(form: int) -> None:
    """In the shipped forms, too, a finding stands where it belongs, and every rule once."""
    judged = shipped(form)
    found = judged.assess(drawn(judged, form))
    assert all(place is own for place, own in sections(found))
    assert len(sections(found)) == len(judged.program.rules)


@pytest.mark.parametrize("form", range(len(real_programs())))
def test_no_output_says_that_anything_is_decided(form: int) -> None:
    """Advice, never a decision: no text says of the application that it is decided.

    `granted` may stand there, of support that was granted before this application.
    """
    judged = shipped(form)
    text = judged.assess(drawn(judged, form)).to_json().decode()
    assert DECIDED.findall(text) == []
    assert "A named person decides." in text


def test_there_is_no_place_for_a_decision() -> None:
    """No field and no code of the format could hold one."""
    schema = Assessment.model_json_schema()
    described = re.compile(r'"description": "(?:[^"\\]|\\.)*"')  # what a docstring says
    assert CODES.findall(described.sub("", json.dumps(schema))) == []


# --- unknown ----------------------------------------------------------------------------


@given(program=SEEDS, facts=SEEDS)
@settings(max_examples=100)
def test_unknown_is_never_held_against_anyone(program: int, facts: int) -> None:
    """Without answers, only what no answer can mend is not met."""
    judged = assessor(random_program(program))
    unanswered = {one.id: one.outcome for one in judged.assess(Facts({})).gates}
    for one in judged.assess(drawn(judged, facts)).gates:
        if unanswered[one.id] is Outcome.NOT_MET:
            assert one.outcome is Outcome.NOT_MET


def test_stated_is_not_verified() -> None:
    """A demand for checked facts keeps a gate open, never breaks it, until an officer says so."""
    made = program(AB, [rule("G", "a and verified(a)", verified=("a",))])
    judged, stated = assessor(made), {"a": True}

    def outcome(facts: Facts) -> Outcome:
        return judged.assess(facts).gates[0].outcome

    assert outcome(Facts(stated)) is Outcome.UNKNOWN
    assert outcome(Facts(stated, {"a": Evidence.CONTRADICTED})) is Outcome.UNKNOWN
    assert outcome(Facts(stated, {"a": Evidence.VERIFIED})) is Outcome.MET
    assert outcome(Facts({"a": False})) is Outcome.NOT_MET


# --- the same again ---------------------------------------------------------------------


def digests() -> list[str]:
    """A digest of some assessments: made-up and shipped, complete and not."""
    judges = [*(assessor(random_program(seed)) for seed in range(8)), shipped(0), shipped(33)]
    texts = (judged.assess(drawn(judged, seed)).to_json() for judged in judges for seed in (1, 2))
    return [sha256(text).hexdigest() for text in texts]


def test_the_same_facts_give_the_same_bytes() -> None:
    """Twice by one assessor, and once more by a new one."""
    assert digests() == digests()


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_gives_the_same_bytes(hash_seed: str) -> None:
    """The order of Python's sets, which changes with the process, shows nowhere."""
    answer = subprocess.run(
        [sys.executable, "-c", f"import {__name__} as tests; print(tests.digests())"],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},  # noqa: TID251 - for the child
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == f"{digests()}\n"


def test_the_order_of_answers_changes_nothing() -> None:
    """Facts are a mapping: given in another order they give the same bytes."""
    judged = assessor(random_program(3))
    facts = drawn(judged, 3)
    turned = Facts(dict(reversed([*facts.values.items()])), facts.evidence)
    assert judged.assess(turned).to_json() == judged.assess(facts).to_json()
