"""The examples can be read, say what their table says, and say nothing about anybody real."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pydantic import MISSING

from engine.backends.judge import Judge
from engine.model import Section
from engine.policy import Library, load_folder
from engine.verdict import Outcome
from service.domain.application import Application
from service.domain.facts import facts
from service.domain.read import read_application_file
from service.domain.write import answered
from tests.service.domain.questions import RULES, questions

_EXAMPLES = RULES.parent / "examples"
_INVENTED = sorted((_EXAMPLES / "invented").glob("*.yaml"))
_PUBLISHED = sorted((_EXAMPLES / "published").glob("*.yaml"))
_NO_DAY = date(2026, 6, 1)
_ROW = re.compile(r"\| \[[^]]+\]\((\S+)\) \| `(\w+)` \| .+ \| (.+) \| (\d+) \|")
_MAY_BE_PUBLISHED = {
    "form",
    "format",
    "id",
    "origin",
    "origin_note",
    "application_kind",
    "title",
    "organisation",
    "economy",
}


@cache
def _library() -> Library:
    return load_folder(RULES)


def _table() -> dict[str, tuple[str, str, str]]:
    """Form, gates not met and number of open gates by file, as the README says."""
    text = (_EXAMPLES / "README.md").read_text(encoding="utf-8")
    return {found[0]: found[1:] for found in _ROW.findall(text)}


def _gates(application: Application, form: str) -> list[tuple[str, Outcome]]:
    day = application.dates.received_on
    program = _library().program(form, _NO_DAY if day is MISSING else day)
    outcomes = Judge(program).run(facts(application, program.inputs)).verdict.outcomes
    pairs = zip(program.rules, outcomes, strict=True)
    return [(one.rule.id, outcome) for one, outcome in pairs if one.rule.section is Section.GATE]


@pytest.mark.parametrize("path", _INVENTED, ids=lambda path: path.stem)
def test_an_invented_application_is_judged_as_its_table_says(path: Path) -> None:
    """Exactly the gates of the table are not met, and as many are open."""
    form, not_met, still_open = _table()[f"invented/{path.name}"]
    application = read_application_file(path, questions())
    assert application.form == form
    outcomes = _gates(application, form)
    failed = [name for name, outcome in outcomes if outcome is Outcome.NOT_MET]
    assert (", ".join(failed) or "none") == not_met
    assert sum(outcome is Outcome.UNKNOWN for _, outcome in outcomes) == int(still_open)


def test_every_example_stands_in_the_table() -> None:
    """No file is forgotten, none is listed that is not there."""
    text = (_EXAMPLES / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"\]\(((?:invented|published)/\S+)\)", text))
    assert listed == {path.relative_to(_EXAMPLES).as_posix() for path in (*_INVENTED, *_PUBLISHED)}


def test_examples_have_different_names_and_numbers() -> None:
    """No two are taken for the same case."""
    applications = [read_application_file(path, questions()) for path in (*_INVENTED, *_PUBLISHED)]
    assert len({one.id for one in applications}) == len(applications)


@pytest.mark.parametrize("path", _INVENTED, ids=lambda path: path.stem)
def test_what_is_invented_can_be_seen_to_be(path: Path) -> None:
    """The name says Exempel, the numbers are of a kind that is not given out."""
    application = read_application_file(path, questions())
    organisation = application.organisation
    assert application.origin == "invented"
    assert "Exempel" in str(application.title)
    assert organisation.org_number is MISSING or organisation.org_number.startswith("4999")
    assert organisation.cfar is MISSING or organisation.cfar.startswith("0000")


@pytest.mark.parametrize("path", _PUBLISHED, ids=lambda path: path.stem)
def test_what_is_published_holds_facts_and_their_source_only(path: Path) -> None:
    """No text, no answer that could be taken for a weakness, and where each fact comes from."""
    application = read_application_file(path, questions())
    assert application.origin == "published"
    assert "Källa: " in str(application.origin_note)
    assert set(answered(application)) <= _MAY_BE_PUBLISHED
    assert set(answered(application).get("organisation", {})) <= {"legal_form"}  # type: ignore[arg-type]


@pytest.mark.parametrize("path", _PUBLISHED, ids=lambda path: path.stem)
def test_nothing_is_found_wanting_in_a_real_project(path: Path) -> None:
    """What was never published is open: no rule says not met of a real organisation."""
    application = read_application_file(path, questions())
    program = _library().program(str(application.form), _NO_DAY)
    outcomes = Judge(program).run(facts(application, program.inputs)).verdict.outcomes

    assert Outcome.NOT_MET not in outcomes
    assert Outcome.UNKNOWN in outcomes


def test_the_invented_cases_touch_every_pack_of_every_bundle() -> None:
    """A pack that judges anything judges at least one example."""
    library = _library()
    forms = {form for form, _, _ in _table().values()}
    in_bundles = {member.pack for bundle in library.bundles.values() for member in bundle.packs}
    touched = {member.pack for form in forms for member in library.bundles[form].packs}
    assert in_bundles == touched
