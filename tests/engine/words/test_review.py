"""A policy in plain sentences, as the manager reads it who signs it."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from engine.errors import Language
from engine.model import Effect, Grade
from engine.words.review import EFFECTS, GRADES, Line, Style, review, review_part
from tests.engine.sample import loaded, mikro
from tests.rules.shipped import LIBRARY

_ON = date(2026, 3, 1)
APPLICANT = (
    "Till den sökande: Kostnaderna är [sammanlagd kostnad]."
    " Över [högsta kostnad] kan maskiner inte ingå."
)


def lines(language: Language = "sv") -> tuple[Line, ...]:
    """The sample policy, reviewed."""
    return review(mikro(), loaded().link(["MIKRO"], _ON), language)


def part(wanted: str, language: Language = "sv") -> list[str]:
    """The texts of one part of the sample policy."""
    program = loaded().link(["MIKRO"], _ON)
    return [line.text for line in review_part(mikro(), program, wanted, language)]


def test_a_gate_says_when_what_and_what_then() -> None:
    """When it applies, what it asks, what follows, to whom what is said, by what law."""
    assert part("MK-01") == [
        "MK-01 Maskiner ryms bara i små ärenden",
        "Gäller när det finns maskiner.",
        "Kräver att sammanlagd kostnad inte överstiger högsta kostnad.",
        "Annars: raderna kan inte ingå.",
        "Raderna: kostnader där slag är ”Maskin”.",
        APPLICANT,
        "Till handläggaren: Kostnaden [sammanlagd kostnad] överstiger [högsta kostnad].",
        "Källa: SFS 2022:1468 17 § (L, läst i lagtexten)",
    ]


def test_what_must_be_verified_is_said() -> None:
    """A gate that leans on a checked fact tells which."""
    assert any(one.startswith("Must be verified: turnover") for one in part("MK-02", "en"))


def test_a_table_of_levels_reads_from_the_top() -> None:
    """The rows in their order, the last one for every other case, and what is good enough."""
    said = part("MK-PLAN", "en")

    assert said[1] == "missing, when plan has not been filled in."
    assert said[2].startswith("good, when total cost is at least 50,000")
    assert "missing, in every other case." in said
    assert "Good enough from level there is one." in said


def test_an_unknown_part_is_empty() -> None:
    """There is nothing to tell of what there is not."""
    assert part("MK-99") == []


def test_dated_figures_are_told_with_their_days() -> None:
    """A reader sees every value, since when it holds and where it comes from."""
    said = [line.text.replace("\N{NO-BREAK SPACE}", " ") for line in lines()]

    assert "från 2023-01-01: 60 000 kr" in said
    assert "från 2025-01-01: 65 000 kr" in said


def test_the_sections_stand_in_one_order() -> None:
    """Law, figures, computations, gates, levels, prompts, amounts."""
    headings = [line.text for line in lines("en") if line.style is Style.HEADING]

    assert headings == [
        "Legal basis",
        "Figures and tables",
        "How facts are computed",
        "Legal gates",
        "Quality levels",
        "Learning prompts",
        "Amounts",
    ]


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("pack", LIBRARY.policies)
def test_no_name_from_a_file_is_read_out(pack: str, language: Language) -> None:
    """Whoever reads no FEEL meets no snake_case either, save the ids of amounts."""
    policy = LIBRARY.policies[pack]
    program = LIBRARY.link([pack], policy.valid_from)
    names = {*program.inputs, *program.constants, *(one.name for one in program.derived)}
    names = {name.rpartition(".")[2] for name in names if "_" in name}
    for line in review(policy, program, language):
        if line.style is not Style.RULE:
            assert names.isdisjoint(line.text.replace("(", " ").replace(",", " ").split()), line


def test_every_effect_and_grade_has_words() -> None:
    """No reader meets a bare code."""
    assert set(EFFECTS) == set(Effect)
    assert set(GRADES) == set(Grade)
