"""From answers to facts: values of the policy language, with their evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from engine.facts import Evidence
from engine.values import Unknown
from service.domain.application import Application
from service.domain.facts import facts, unfit_evidence
from tests.service.domain.questions import Answer, questions
from tests.service.domain.strategies import applications

_SIGNED = {"by": "handläggare", "at": date(2026, 4, 1)}


def _application(**data: object) -> Application:
    return Application.model_validate(data)


def test_answers_become_values_by_the_names_of_their_questions() -> None:
    """Numbers stay exact, days days, choices codes."""
    application = _application(
        form="micro_support",
        dates={"start_on": "2026-05-01"},
        economy={"requested_support": "29999.99"},
        place={"sparsely_populated": False},
    )
    assert facts(application, questions()).values == {
        "form": "micro_support",
        "start_on": date(2026, 5, 1),
        "requested_support": Decimal("29999.99"),
        "sparsely_populated": False,
    }


def test_an_unanswered_field_of_an_item_is_unknown_by_its_place() -> None:
    """A question about the second cost names the second cost."""
    application = _application(economy={"costs": [{"amount": 1}, {"label": "Svarv"}]})
    costs = facts(application, questions()).value("costs")
    assert isinstance(costs, tuple)
    assert isinstance(costs[1], dict)
    assert costs[1]["label"] == "Svarv"
    assert costs[1]["type"] == Unknown(frozenset({"costs[2].type"}))


def test_no_items_is_an_answer() -> None:
    """An empty list is known to be empty."""
    assert facts(_application(prior_aid=[]), questions()).value("prior_aid") == ()


@pytest.mark.parametrize("key", ["place_prioritised", "place.prioritised"])
def test_evidence_is_given_by_name_or_by_path(key: str) -> None:
    """Both mean the same question."""
    mark = {"status": "verified", **_SIGNED}
    application = _application(place={"prioritised": True}, evidence={key: mark})
    assert facts(application, questions()).verified == {"place_prioritised"}


def test_what_nobody_checked_is_stated() -> None:
    """Stated is what an answer is from the start."""
    application = _application(title="En plan")
    assert facts(application, questions()).status("plan_title") is Evidence.STATED


def test_evidence_for_no_question_is_named() -> None:
    """A misspelt key must not pass for a check."""
    mark: Answer = {"status": "contradicted", **_SIGNED}
    application = _application(
        evidence={"sni": mark, "organisation.sni": mark, "organisation.snii": mark}
    )
    unfit = unfit_evidence(application, questions().values())
    assert unfit == ("organisation.sni", "organisation.snii")


def test_statistics_reach_no_fact() -> None:
    """Who the owners are changes neither a value nor the digest."""
    plain = _application(title="En plan")
    counted = _application(title="En plan", statistics={"owners_women": 3, "board_men": None})
    assert facts(counted, questions()) == facts(plain, questions())


@given(application=applications())
def test_a_fact_is_there_exactly_when_its_question_is_answered(application: Application) -> None:
    """Nothing is made up and nothing but statistics is lost."""
    stated = facts(application, questions())
    dumped = application.model_dump()
    for name, question in questions().items():
        found: object = dumped
        for step in question.path.split("."):
            found = found.get(step, ...) if isinstance(found, dict) else ...
        assert (name in stated.values) == (found is not ... and not question.protected)
