"""A file becomes an application, or a list of everything that is wrong with it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.errors import Problem, render
from service.domain.application import Application
from service.domain.application_messages import CATALOGUE
from service.domain.read import (
    APPLICATION_LIMITS,
    ApplicationError,
    read_application,
    read_application_file,
)
from tests.service.domain.questions import questions

_SMALL = """\
form: micro_support
dates: {start_on: 2026-05-01}
economy:
  requested_support: 29999.50
  costs:
    - {label: Svarv, type: machinery, amount: 60000}
prior_aid: []
"""


def _read(text: str, name: str = "plan.yaml") -> Application:
    return read_application(text.encode(), name, questions())


def _problems(text: str, name: str = "plan.yaml") -> tuple[Problem, ...]:
    with pytest.raises(ApplicationError) as refused:
        _read(text, name)
    return refused.value.problems


def _places(text: str, name: str = "plan.yaml") -> list[tuple[str, int, int]]:
    return [(one.code, one.where.line, one.where.column) for one in _problems(text, name)]


def test_a_file_written_by_hand_is_read() -> None:
    """Days are days, amounts are exact, an empty list is an answer."""
    application = _read(_SMALL)
    assert application.dates.start_on == date(2026, 5, 1)
    assert application.economy.requested_support == Decimal("29999.5")
    assert application.prior_aid == ()


def test_json_says_the_same() -> None:
    """JSON has no days, so there they are text."""
    text = """{"form": "micro_support", "dates": {"start_on": "2026-05-01"}, "economy": {
        "requested_support": 29999.50,
        "costs": [{"label": "Svarv", "type": "machinery", "amount": 60000}]}, "prior_aid": []}"""
    assert _read(text, "plan.json") == _read(_SMALL)


def test_all_errors_are_told_at_once_with_their_places() -> None:
    """Line and column of the very answer, or of the key when the key is wrong."""
    text = """\
form: microsupport
place:
  municpality: torsby
  sparsely_populated: ja
economy:
  requested_support: -5
  costs:
    - {label: 2026, amount: "12 000"}
    - machinery
"""
    assert _places(text) == [
        ("HE1015", 1, 7),
        ("HE1001", 3, 3),
        ("HE1013", 4, 23),
        ("HE1012", 6, 22),
        ("HE1006", 8, 15),
        ("HE1010", 8, 29),
        ("HE1003", 9, 7),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("summary: null", "HE1002"),
        ("place: null", "HE1002"),
        ("- a", "HE1003"),
        ("owners: {share: 5}", "HE1004"),
        ("owners: [" + "{}, " * 501 + "]", "HE1005"),
        ("summary: " + "a" * 20_001, "HE1007"),
        ('title: "a\\nb"', "HE1008"),
        ("owners: [{share: 0.0000001}]", "HE1011"),
        ("dates: {end_on: 1700-01-01}", "HE1012"),
        ("dates: {end_on: i maj}", "HE1014"),
        ('organisation: {org_number: "5560"}', "HE1016"),
        ("organisation: {org_number: 499900-0014}", "HE1017"),
        ("organisation: {org_number: 800101-1234}", "HE1018"),
        ('organisation: {cfar: "123"}', "HE1019"),
        ('organisation: {sni: "34"}', "HE1020"),
        ("dates: {start_on: 2026-02-01, end_on: 2026-01-01}", "HE1021"),
        ('organisation: {sni: "25620", sector: G}', "HE1022"),
        ("owners: [{share: 60}, {share: 60}]", "HE1023"),
        ("{form: pre_study, application_kind: equality_cheque}", "HE1024"),
        ("origin: invented", "HE1025"),
        ("evidence: {sni: {status: verified}}", "HE1026"),
        ("evidence: {sni: {by: MB}}", "HE1027"),
        ("evidence: {snii: {status: stated}}", "HE1028"),
        ("evidence: {sni: {status: stated}, organisation.sni: {status: stated}}", "HE1029"),
        ("id: a b", "HE1030"),
    ],
)
def test_each_fault_has_its_own_words(text: str, code: str) -> None:
    """One fault, one problem, with a code that can be looked up."""
    assert [problem.code for problem in _problems(text)] == [code]


def test_a_hidden_character_in_json_is_refused() -> None:
    """Also when it is written as an escape."""
    assert _problems('{"summary": "a\\u202eb"}', "plan.json")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("place: {municpality: torsby}", "`municipality`?"),
        ("requested_support: 5", "`economy.requested_support`"),
        ("economy: {costs: [{amuont: 5}]}", "`amount`?"),
        ("form: microsupport", "`micro_support`, "),
    ],
)
def test_a_slip_of_the_pen_gets_a_hint(text: str, hint: str) -> None:
    """The most likely word is named."""
    (problem,) = _problems(text)
    assert hint in problem.expected("sv")


def test_more_errors_than_anybody_reads_are_counted() -> None:
    """A hundred are listed, the rest is a number."""
    problems = _problems("".join(f"x{number}: 1\n" for number in range(350)))
    assert len(problems) == 101
    assert problems[-1].message("sv") == "250 fel till visas inte"


@pytest.mark.parametrize(
    "text",
    [
        "organisation: {org_number: 800101-1234}",
        "form: 19800101-1234",
        "title: [19800101-1234]",
        "19800101-1234: x",
        "summary: [Anna Svensson, 19800101-1234",
        "Anna Svensson bor i Torsby: &x 1",
        "evidence: {Anna Svensson i Torsby: {status: stated}}",
        "a: 198001011234\na: 198001011234",
    ],
)
def test_an_error_does_not_tell_what_was_answered(text: str) -> None:
    """No personal number and no whole name, in either language, nor the line it stands on."""
    told = "".join(render(one, "sv") + render(one, "en") for one in _problems(text))
    assert not re.search(r"[0-9]{6}|-1234|bor i Torsby|Svensson i Torsby", told)


def test_a_path_counts_items_from_one() -> None:
    """The second cost is number two, as a person counts."""
    (problem,) = _problems("economy: {costs: [{}, {amount: x}]}")
    assert "`economy.costs[2].amount`" in problem.message("sv")


def test_a_file_that_is_no_application_at_all_is_called_the_whole_file() -> None:
    """Where nothing is around the fault, an empty name would tell nothing."""
    (problem,) = _problems("[]", "plan.json")

    assert "`hela filen`" in problem.message("sv")


def test_nothing_is_half_read() -> None:
    """One wrong answer among right ones, and there is no application."""
    assert len(_problems(_SMALL + "title: null\n")) == 1


def test_every_entry_speaks_both_languages() -> None:
    """Codes are unique, and every entry says what, why and what next in Swedish and English."""
    assert len({entry.code for entry in CATALOGUE}) == len(CATALOGUE)
    for entry in CATALOGUE:
        assert all((*entry.message, *entry.cause, *entry.step)), entry.code


def test_a_file_on_disk_is_read(tmp_path: Path) -> None:
    """The name of the file, and not its folder, stands in the errors."""
    path = tmp_path / "plan.yaml"
    path.write_text(_SMALL, encoding="utf-8")
    assert read_application_file(path, questions()) == _read(_SMALL)


def test_no_more_of_a_file_is_read_than_an_application_may_hold(tmp_path: Path) -> None:
    """A larger file is refused for its size."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"#" * (APPLICATION_LIMITS.size + 10))
    with pytest.raises(ApplicationError) as refused:
        read_application_file(path, questions())
    assert refused.value.problems[0].fields["size"] == str(APPLICATION_LIMITS.size + 1)
