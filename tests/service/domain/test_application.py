"""An application is exact, clean, frozen and free of contradictions, and may be half-filled."""

from __future__ import annotations

import copy
import math
import pickle
from decimal import Decimal

import pytest
from pydantic import MISSING, ValidationError

from service.domain.application import Application
from service.domain.application_types import MAX_ITEMS, MAX_LINE, MAX_TEXT, is_luhn
from service.domain.sni import SECTION_OF_DIVISION, section_of
from tests.service.domain.questions import questions


def _codes(data: object) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        Application.model_validate(data)
    return [error["type"] for error in refused.value.errors()]


def _accepted(data: object) -> None:
    Application.model_validate(data)  # raises if not


def test_nothing_is_required() -> None:
    """An application without a single answer is an application."""
    assert Application().economy.requested_support is MISSING


def test_none_and_unanswered_are_kept_apart() -> None:
    """A measure that is not measured yet is answered; one that nobody asked about is not."""
    application = Application.model_validate({"indicators": [{"baseline": None}]})
    assert application.indicators is not MISSING
    assert application.indicators[0].baseline is None
    assert application.indicators[0].target is MISSING


def test_an_application_cannot_be_changed() -> None:
    """A case is judged on what was handed in, so nothing edits it afterwards."""
    with pytest.raises(ValidationError):
        Application().title = "another"  # type: ignore[misc]


def test_unanswered_survives_copying_and_processes() -> None:
    """MISSING stays the one MISSING, also in a worker."""
    application = Application(title="En plan")
    for twin in (copy.deepcopy(application), pickle.loads(pickle.dumps(application))):  # noqa: S301
        assert twin == application
        assert twin.form is MISSING


@pytest.mark.parametrize(
    "amount", [1.5, math.nan, math.inf, True, "1 000", "1,5", "1e3", "", " 1", "٣", Decimal("NaN")]
)
def test_amounts_come_from_exact_numbers_only(amount: object) -> None:
    """No binary float, no sentence, nothing infinite."""
    assert _codes({"economy": {"requested_support": amount}})


@pytest.mark.parametrize("amount", [1000, "1000", "1000.00", Decimal(1000)])
def test_an_amount_may_be_a_whole_number_or_exact_text(amount: object) -> None:
    """JSON from elsewhere often carries decimals as text."""
    application = Application.model_validate({"economy": {"requested_support": amount}})
    assert application.economy.requested_support == Decimal(1000)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Rum för alla \n", "Rum för alla"),
        ("A\u030angfa\u0308rja", "Ångfärja"),
        ("ett\r\ntvå", "ett\ntvå"),
        ("tabb\tinuti", "tabb\tinuti"),
    ],
)
def test_text_is_cleaned(written: str, kept: str) -> None:
    """Trimmed, in NFC, with plain line ends."""
    assert Application(summary=written).summary == kept


@pytest.mark.parametrize(
    "character", ["\0", "\x1b", "\x7f", "\u202e", "\ud800", "\u2028", "\ufeff"]
)
def test_hidden_characters_are_refused(character: str) -> None:
    """What cannot be seen cannot be meant."""
    assert _codes({"summary": f"a{character}b"}) == ["forbidden_character"]


def test_a_title_is_one_line() -> None:
    """Short answers are shown in tables."""
    assert _codes({"title": "a\nb"}) == ["several_lines"]


@pytest.mark.parametrize(("field", "limit"), [("title", MAX_LINE), ("summary", MAX_TEXT)])
def test_texts_are_bounded(field: str, limit: int) -> None:
    """The longest text is taken, one character more is not."""
    _accepted({field: "å" * limit})
    assert _codes({field: "å" * (limit + 1)}) == ["string_too_long"]


def test_lists_are_bounded() -> None:
    """The longest list is taken; of a longer one the items are not even looked at."""
    _accepted({"owners": [{}] * MAX_ITEMS})
    assert _codes({"owners": [17] * (MAX_ITEMS + 1)}) == ["too_many_items"]


@pytest.mark.parametrize("number", ["4999000013", "499900-0013"])
def test_an_organisation_number_is_kept_in_one_form(number: str) -> None:
    """With or without hyphen it is the same organisation."""
    application = Application.model_validate({"organisation": {"org_number": number}})
    assert application.organisation.org_number == "499900-0013"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("499900-0014", "check_digit"),
        ("49990000", "org_number_form"),
        ("19499900-0013", "org_number_form"),
        ("800101-1234", "personal_number"),
    ],
)
def test_a_wrong_organisation_number_is_refused(number: str, code: str) -> None:
    """Check digit, form, and never a personal number."""
    assert _codes({"organisation": {"org_number": number}}) == [code]


def test_exactly_one_check_digit_is_right() -> None:
    """Any single wrong digit is noticed."""
    for body in ("499900001", "499901001", "999999999", "200000000"):
        assert sum(is_luhn(body + digit) for digit in "0123456789") == 1


def test_an_sni_code_is_kept_as_digits() -> None:
    """SCB writes 25.620 and registers write 25620."""
    application = Application.model_validate({"organisation": {"sni": "25.620"}})
    assert application.organisation.sni == "25620"


def test_every_sector_of_the_question_has_its_divisions() -> None:
    """The 88 divisions of SNI 2007 lie in the 21 sections that can be chosen."""
    sectors = {code for code, _ in questions()["sector"].choices}
    assert len(SECTION_OF_DIVISION) == 88
    assert set(SECTION_OF_DIVISION.values()) == sectors
    assert (section_of("25620"), section_of("99"), section_of("34")) == ("C", "U", None)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"dates": {"start_on": "2026-05-02", "end_on": "2026-05-01"}}, "end_before_start"),
        ({"organisation": {"sni": "25620", "sector": "G"}}, "sector_of_another_code"),
        ({"owners": [{"share": 50}, {"share": "50.01"}]}, "owned_more_than_once"),
        ({"form": "pre_study", "application_kind": "business_support"}, "kind_of_another_form"),
        ({"origin": "invented"}, "origin_unexplained"),
        ({"evidence": {"sni": {"status": "verified", "by": "MB"}}}, "evidence_unsigned"),
    ],
)
def test_contradictions_are_refused(data: object, code: str) -> None:
    """Two answers that cannot both be right are told apart from two answers that rules dislike."""
    assert _codes(data) == [code]


@pytest.mark.parametrize(
    "data",
    [
        {"dates": {"start_on": "2026-05-01", "end_on": "2026-05-01"}},
        {"owners": [{"share": 50}, {"share": 50}, {}]},
        {"origin": "invented", "origin_note": "Påhittad."},
        {"evidence": {"sni": {"status": "stated"}}},
    ],
)
def test_what_only_looks_like_a_contradiction_is_taken(data: object) -> None:
    """The same day, exactly all shares, an explained origin, a plain statement."""
    _accepted(data)


def test_contradictions_are_all_told_at_once() -> None:
    """Nobody has to correct one error to see the next."""
    data = {"origin": "invented", "owners": [{"share": 99}, {"share": 2}]}
    assert _codes(data) == ["owned_more_than_once", "origin_unexplained"]


def test_an_error_does_not_repeat_what_was_answered() -> None:
    """Neither as text nor as data, whatever the answer was."""
    number = "19121212-1212"
    with pytest.raises(ValidationError) as refused:
        Application.model_validate({"form": number, "place": {"prioritised": number}, "x": number})
    assert number not in str(refused.value)


def test_a_printed_application_does_not_tell_what_was_answered() -> None:
    """A log line that catches an application holds no answer, only which were given."""
    application = Application.model_validate({"title": "Hos Svea", "owners": [{"share": 51}]})
    assert "title" in repr(application)
    assert "Svea" not in f"{application!r}{application}"


@pytest.mark.parametrize("written", ["1.50", "1.5", "1.500000"])
def test_a_number_has_one_form(written: str) -> None:
    """Equal numbers are the same answer, however many zeros were written."""
    owner = Application.model_validate({"owners": [{"share": written}]}).owners
    assert owner is not MISSING
    assert str(owner[0].share) == "1.5"
