"""What packs ask on their own, and the forms that bundles name, fit the model too."""

from __future__ import annotations

from pydantic import MISSING

from engine.policy import load_folder
from service.domain.application import Application, kind_of
from service.domain.facts import answer
from tests.service.domain.questions import RULES, fitting, placed, questions


def test_questions_of_a_single_pack_have_a_place_too() -> None:
    """What a pack asks on its own can be answered in an application."""
    own = [one for policy in load_folder(RULES).policies.values() for one in policy.inputs]
    for one in own:
        application = Application.model_validate(placed(one, fitting(one)))
        assert answer(application, one.path) is not MISSING


def test_a_form_has_one_kind() -> None:
    """The kinds of the forms are those of the bundles."""
    bundles = load_folder(RULES).bundles
    assert {form: bundle.application_kind for form, bundle in bundles.items()} == {
        code: kind_of(code)  # type: ignore[arg-type]  # codes of the question are forms, see above
        for code, _ in questions()["form"].choices
    }
