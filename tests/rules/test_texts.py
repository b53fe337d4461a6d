"""What the packs say: in both languages, filled to the last placeholder, honest about sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import BaseModel

from engine.assessment.assess import Assessor
from engine.assessment.compose import Composer
from engine.assessment.record import Assessment, Words
from engine.backends.durable.pool import DurablePool
from engine.cases import case_facts
from engine.facts import facts_from
from engine.model import Section
from engine.witness import DurableWitness
from engine.words.vocabulary import entries_of
from engine.words.wording import PLACEHOLDER
from tests.rules.shipped import LIBRARY, UNCHECKED, engines, sources_of

_TODAY = date(2026, 11, 22)


def words_in(thing: object) -> Iterator[Words]:
    """Every text in both languages that a record holds, at any depth."""
    if isinstance(thing, Words):
        yield thing
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from words_in(getattr(thing, name))
    elif isinstance(thing, tuple):
        for one in thing:
            yield from words_in(one)


@pytest.fixture(scope="module")
def pool() -> Iterator[DurablePool]:
    """Worker processes for all forms."""
    with DurablePool() as workers:
        yield workers


@pytest.mark.parametrize("form", LIBRARY.bundles)
def test_an_empty_application_is_assessed(form: str, pool: DurablePool) -> None:
    """Whoever has answered nothing is told what to answer, and is refused nothing."""
    program = LIBRARY.program(form, _TODAY)
    assessor = Assessor(program, DurableWitness(program, pool), LIBRARY.bundles[form])
    assessment = assessor.assess(facts_from(program.inputs, {}))

    assert assessment.open_questions
    assert [one.id for one in assessment.gates if one.outcome.value == "not_met"] == []
    complete(assessment)


def complete(assessment: Assessment) -> None:
    """Every text of the assessment stands there in both languages, without a gap."""
    for words in words_in(assessment):
        assert words.sv.strip(), words
        assert words.en.strip(), words
        assert not PLACEHOLDER.search(words.sv + words.en), words


@pytest.mark.parametrize("pack", LIBRARY.policies)
def test_texts_are_filled_in_every_case(pack: str) -> None:
    """No placeholder is left, whatever the outcome, and no language is missing."""
    policy = LIBRARY.policies[pack]
    for case in policy.cases:
        held = engines(pack, case.on)
        facts = case_facts(held.program, case)
        versions = {ref.id: ref.version for ref in held.program.packs}
        composer = Composer(
            held.program, entries_of(held.program), versions, facts, held.judge.run(facts)
        )
        for section in (Section.GATE, Section.PROMPT):
            for words in words_in(composer.findings(section)):
                assert words.sv.strip(), (case.sentence, words)
                assert words.en.strip(), (case.sentence, words)
                assert not PLACEHOLDER.search(words.sv + words.en), (case.sentence, words)


@pytest.mark.parametrize("pack", LIBRARY.policies)
def test_what_is_not_verified_says_so(pack: str) -> None:
    """A source that no one has read again, or that is our own inference, carries a note."""
    policy = LIBRARY.policies[pack]

    assert [
        (about, source.ref)
        for about, source in sources_of(policy)
        if source.grade in UNCHECKED and source.note is None
    ] == []


@pytest.mark.parametrize("pack", LIBRARY.policies)
def test_texts_differ_between_the_languages(pack: str) -> None:
    """No rule was left in one language: the Swedish text is not the English one."""
    policy = LIBRARY.policies[pack]

    assert [
        rule.id
        for rule in policy.rules
        for texts in (rule.applicant, rule.officer)
        if texts.sv == texts.en
    ] == []
