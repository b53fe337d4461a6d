"""The library: a rules folder is read whole, checked together, or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.errors import PolicyError
from engine.policy import load_folder, load_library
from engine.program import NotInForce
from tests.engine.golden import LIBRARY, library
from tests.engine.sample import MIKRO, edited, loaded


def test_an_imported_pack_comes_before_its_importer() -> None:
    """The order in which packs stand is one in which they can be linked."""
    assert list(loaded().policies) == ["SIZE", "MIKRO"]
    assert loaded().folders["MIKRO"] == "mikro"


def test_a_folder_is_read_like_its_files() -> None:
    """Reading from disk adds nothing of its own."""
    assert load_folder(LIBRARY) == loaded()


def test_cases_can_be_left_unread() -> None:
    """The rules are the same without them, down to the digest."""
    whole, without = load_folder(LIBRARY), load_folder(LIBRARY, cases=False)

    assert any(policy.cases for policy in whole.policies.values())
    assert [policy.cases for policy in without.policies.values()] == [(), ()]
    assert without == whole


def test_problems_of_all_files_are_told_at_once() -> None:
    """An author sees what is wrong in one file beside what is wrong in another."""
    files = edited(MIKRO, ("effect: stop_lines", "effect: stop_line"))
    files["size/policy.yaml"] = files["size/policy.yaml"].replace(b"version: ", b"verzion: ")
    with pytest.raises(PolicyError) as refused:
        load_library(files)

    assert {one.where.file for one in refused.value.problems} == {MIKRO, "size/policy.yaml"}


def test_one_bad_case_refuses_the_folder() -> None:
    """Worked cases are part of what is checked."""
    files = {
        **library(),
        "mikro/cases.yaml": b"- case: A\n  on: 2026-03-01\n  given: {nothing: 1}\n",
    }
    with pytest.raises(PolicyError):
        load_library(files)


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    """No rules are no problem of the rules."""
    assert load_folder(tmp_path).policies == {}


def test_a_form_is_linked_on_a_day() -> None:
    """The program of a form takes the figures of the day that is asked for."""
    before = loaded().program("micro_support", date(2024, 12, 31))
    after = loaded().program("micro_support", date(2025, 1, 1))

    assert before.constants["MIKRO.cost_limit"].value != after.constants["MIKRO.cost_limit"].value


def test_a_day_before_the_rules_is_refused() -> None:
    """The refusal tells from which day they hold."""
    with pytest.raises(NotInForce) as early:
        loaded().link(["MIKRO"], date(2022, 12, 31))

    assert early.value.first == date(2023, 1, 1)
