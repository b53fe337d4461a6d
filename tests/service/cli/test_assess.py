"""`hela assess`: what an applicant and an officer read, and what a program gets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Literal, TypeAlias, get_args

import pytest

from engine.backends.durable.pool import DurablePool
from engine.errors import Language
from engine.words.wording import PLACEHOLDER
from service.cli.layout import Page
from service.cli.text import Reading, assessment_text
from service.domain.read import read_application_file
from service.usecases.assess_application import Assessing
from tests.quality.sources import ROOT
from tests.rules.shipped import LIBRARY
from tests.service.cli.shell import APPLICATION, HERE, hela, masked, on_terminal

Audience: TypeAlias = Literal["applicant", "officer"]
EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))
_ESCAPE = "\x1b["


@pytest.fixture(scope="module")
def pool() -> Iterator[DurablePool]:
    """Worker processes for all examples."""
    with DurablePool() as workers:
        yield workers


def test_an_applicant_reads_what_to_do_in_swedish() -> None:
    """What hinders comes first, then what is open, what to improve, sums, questions, the trail."""
    done = hela("assess", APPLICATION)

    assert masked(done.stdout) == (HERE / "applicant.sv.txt").read_text(encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_officer_reads_all_of_it_in_english() -> None:
    """With --for officer --all every rule is told, with what decided it and its source."""
    done = hela("assess", APPLICATION, "--for", "officer", "--all", "--lang", "en")

    assert masked(done.stdout) == (HERE / "officer.en.txt").read_text(encoding="utf-8")


def test_a_program_gets_the_assessment() -> None:
    """--format json writes the typed assessment, the same bytes every time."""
    first = hela("assess", APPLICATION, "--format", "json")
    second = hela("assess", APPLICATION, "--format", "json")
    assessment = json.loads(first.stdout)

    assert first.stdout == second.stdout
    assert assessment["format"] == "hela.assessment/1"
    assert [one["outcome"] for one in assessment["gates"]] == ["unknown", "not_met", "not_met"]


@pytest.mark.parametrize("name", ["application.yaml", "application.json"])
def test_standard_input_is_read_in_either_format(name: str) -> None:
    """A dash reads the application from a pipe, and its content tells the format."""
    given = (
        APPLICATION.read_bytes()
        if name.endswith("yaml")
        else json.dumps({"form": "micro_support", "title": "En svarv"}).encode()
    )
    done = hela("assess", "-", given=given)

    assert done.stdout.decode().startswith("En svarv")
    assert done.returncode == 0


def test_any_folder_will_do(tmp_path: Path) -> None:
    """The rules are found wherever one stands, and a file by its own path."""
    (tmp_path / "mine.yaml").write_bytes(APPLICATION.read_bytes())

    assert hela("assess", "mine.yaml", cwd=tmp_path).returncode == 0


def test_a_pack_is_chosen_by_its_folder_or_id() -> None:
    """--policy judges by that pack alone, by whatever name it is known."""
    by_folder = hela("assess", APPLICATION, "--policy", "small")
    by_id = hela("assess", APPLICATION, "--policy", "SMALL")

    assert by_folder.stdout == by_id.stdout
    assert b"Mikrost" not in by_id.stdout  # no bundle, so no form in the heading


def test_colour_is_for_terminals() -> None:
    """Marks are coloured where a person looks, and nowhere else."""
    assert _ESCAPE in on_terminal("assess", APPLICATION)
    assert _ESCAPE not in hela("assess", APPLICATION).stdout.decode()


@pytest.mark.parametrize("variable", ["NO_COLOR", "HELA_NO_COLOR"])
def test_colour_can_be_declined(variable: str) -> None:
    """NO_COLOR is heeded, as everywhere."""
    assert _ESCAPE not in on_terminal("assess", APPLICATION, **{variable: "1"})


def test_lines_fit_the_terminal() -> None:
    """Text is wrapped to the width there is; only unbreakable words are longer."""
    done = hela("assess", APPLICATION, COLUMNS="48")

    assert [
        line for line in done.stdout.decode().splitlines() if len(line) > 48 and " " in line.strip()
    ] == []


def test_letters_that_cannot_be_shown_are_replaced() -> None:
    """An ASCII terminal gets plain letters instead of an error."""
    done = hela("assess", APPLICATION, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert "x SM-02 Stodet ryms under taket - hindrar stodet" in done.stdout.decode("ascii")


def test_an_example_is_assessed_by_the_shipped_rules() -> None:
    """What we show to newcomers works, and tells nobody of a fault."""
    example = ROOT / "examples" / "invented" / "01-modulhall-torsby.yaml"
    done = hela("assess", example, HELA_RULES=str(ROOT / "rules"))

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Underlag, inte beslut" in done.stdout


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_can_be_read(path: Path, pool: DurablePool) -> None:
    """Text for both readers in both languages, to the last word, within the page."""
    application = read_application_file(path, LIBRARY.inputs)
    result = Assessing(LIBRARY, pool).assess(application, date(2026, 11, 22))
    for audience, language in product(get_args(Audience), get_args(Language)):
        reading = Reading(language, audience, everything=True, page=Page(width=70))
        lines = assessment_text(result, reading).splitlines()

        assert [one for one in lines if len(one) > 70 and " " in one.strip()] == []
        assert not PLACEHOLDER.search("\n".join(lines))
