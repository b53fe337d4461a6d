"""A form says what a file says, and what cannot be read costs nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from pydantic import MISSING

from service.domain.application import Application, Form
from service.domain.application_types import MAX_ITEMS
from service.usecases.read_answers import UnreadableRest, read_answers, rest_of
from service.usecases.show_answers import show_answers
from tests.service.domain.questions import questions
from tests.service.domain.strategies import applications

FORM: Form = "project_support"


def without_blank_lines(application: Application) -> Application:
    """The application without lines that hold nothing: a form has no way to send those."""
    data = application.model_dump(mode="python")
    for question in questions().values():
        *sections, last = question.path.split(".")
        inner = data
        for name in sections:
            inner = inner.get(name, {})
        if question.fields and last in inner and (lines := inner[last]):
            kept = tuple(line for line in lines if line)
            inner.pop(last)
            if kept:
                inner[last] = [*kept]
    return Application.model_validate(data)


@given(applications())
@settings(max_examples=150)
def test_a_form_gives_back_what_it_was_filled_with(application: Application) -> None:
    """Every answer survives the way through the fields, in both languages."""
    filled = without_blank_lines(
        application.model_copy(update={"form": FORM, "application_kind": "project_funds"})
    )
    inputs = questions()
    for language in ("sv", "en"):
        fields = show_answers(filled, inputs, "sv" if language == "sv" else "en")

        answers = read_answers(fields, FORM, inputs, rest_of(filled, inputs))

        assert answers.problems == ()
        assert answers.application == filled


def test_the_longest_list_that_a_file_may_hold_goes_through_the_form() -> None:
    """A cost beyond what a form shows would be missing from the sum, and nobody would know."""
    full = Application.model_validate(
        {"form": FORM, "economy": {"costs": [{"amount": Decimal(100)}] * MAX_ITEMS}}
    )
    fields = show_answers(full, questions(), "sv")

    assert read_answers(fields, FORM, questions()).application.economy == full.economy


@given(applications())
@settings(max_examples=50)
def test_what_is_not_asked_is_carried_along(application: Application) -> None:
    """A form that asks nothing loses nothing of a file."""
    filled = application.model_copy(update={"form": FORM, "application_kind": "project_funds"})

    answers = read_answers({}, FORM, questions(), rest_of(filled, {}))

    assert answers.application == filled


def test_one_bad_field_costs_nothing_else() -> None:
    """What cannot be read is reported at its field; the rest is an application."""
    fields = {"q.awu": "tre", "q.plan_title": "Svarv", "r.costs": "2", "q.costs.1.amount": "1.250"}

    answers = read_answers(fields, FORM, questions())

    assert {problem.key for problem in answers.problems} == {"q.awu", "q.costs.1.amount"}
    assert answers.application.title == "Svarv"
    assert answers.application.size.awu is MISSING


def test_an_error_is_shown_in_the_line_that_it_belongs_to() -> None:
    """Blank lines before a bad one do not move its message."""
    fields = {"r.costs": "3", "q.costs.2.amount": "-5", "q.costs.1.amount": "10"}

    answers = read_answers(fields, FORM, questions())

    assert [problem.key for problem in answers.problems] == ["q.costs.2.amount"]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"q.start_on": "2026-05-01", "q.end_on": "2026-04-01"}, "q.end_on"),
        ({"q.sni": "25620", "q.sector": "A"}, "q.sector"),
        ({"r.owners": "2", "q.owners.0.share": "60", "q.owners.1.share": "60"}, "q.owners"),
        ({"q.org_number": "19900101-1234"}, "q.org_number"),
        ({"q.municipality": "atlantis"}, "q.municipality"),
        ({"q.sparsely_populated": "kanske"}, "q.sparsely_populated"),
        ({"r.owners": "1", "q.owners.0.share": "60", "n.owners": "1"}, "q.owners"),
        ({"q.plan_title": "\x00"}, "q.plan_title"),
        ({"q.plan_title": "x" * 3000}, "q.plan_title"),
        ({"q.awu": "1,123456789"}, "q.awu"),
    ],
)
def test_what_the_model_refuses_is_said_beside_the_field(fields: dict[str, str], key: str) -> None:
    """Every refusal has words in both languages, and never what was typed."""
    (problem,) = read_answers(fields, FORM, questions()).problems

    assert problem.key == key
    assert problem.message.sv != problem.message.en
    assert "{" not in problem.message.sv + problem.message.en


def test_there_is_none_is_an_answer() -> None:
    """Ticking that there is none differs from leaving a list alone."""
    asked = questions()

    ticked = read_answers({"r.costs": "0", "n.costs": "1"}, FORM, asked).application
    left = read_answers({"r.costs": "0"}, FORM, asked).application

    assert (ticked.economy.costs, left.economy.costs) == ((), MISSING)


def test_a_mark_falls_when_its_answer_is_changed() -> None:
    """What an officer verified is not verified any longer once it says something else."""
    mark = {"size.awu": {"status": "verified", "by": "h", "at": "2026-01-01"}}
    checked = Application.model_validate({"size": {"awu": 3}, "evidence": mark})
    asked = questions()
    rest = rest_of(checked, asked)

    same = read_answers({"q.awu": "3,0"}, FORM, asked, rest)
    other = read_answers({"q.awu": "4"}, FORM, asked, rest)

    assert set(same.application.evidence) == {"size.awu"}
    assert other.application.evidence == {}


@pytest.mark.parametrize("rest", ["{", "[]", '{"form": "x"}', '{"nope": 1}', "\ud800"])
def test_a_tampered_rest_is_refused(rest: str) -> None:
    """What a page carried along is read as strictly as any file."""
    with pytest.raises(UnreadableRest):
        read_answers({}, FORM, questions(), rest)
