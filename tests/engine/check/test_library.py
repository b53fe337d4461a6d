"""What only all files together show: taken names, circles, headings, and days that do not meet."""

from __future__ import annotations

import pytest

from engine.errors import PolicyError
from engine.policy import load_library
from tests.engine.golden import library
from tests.engine.sample import MIKRO, edited

SAID = "{sv: a, en: b}"
MORE = "inputs/more.yaml"


def question(name: str, path: str, group: str = "economy") -> str:
    """One question in a line."""
    return (
        f"  - {{name: {name}, path: {path}, kind: text, group: {group}, label: {SAID},"
        f" question: {SAID}, why: {SAID}}}\n"
    )


def codes(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """What a library is refused with, by file; nothing if it loads."""
    try:
        load_library(files)
    except PolicyError as error:
        return [(one.where.file, one.code) for one in error.problems]
    return []


def with_questions(text: str) -> dict[str, bytes]:
    """The sample with one more file of questions."""
    return {**library(), MORE: text.encode()}


def test_questions_may_stand_in_several_files() -> None:
    """A heading of one file may be used in another."""
    files = with_questions("inputs:\n" + question("x", "x"))

    assert codes(files) == []
    assert load_library(files).inputs["x"].group == "economy"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("inputs:\n" + question("plan", "other"), "HE0208"),
        ("inputs:\n" + question("other", "plan"), "HE0208"),
        ("inputs:\n" + question("x", "x", "money"), "HE0417"),
        (f"groups: [{{id: economy, title: {SAID}}}]\ninputs: []", "HE0205"),
        (
            f"groups: [{{id: economy, title: {SAID}}}]\ninputs:\n" + question("x", "x"),
            "HE0208",
        ),
    ],
)
def test_files_of_questions_fit_together(text: str, code: str) -> None:
    """Names, places and headings are there once in all files."""
    assert codes(with_questions(text)) == [(MORE, code)]


def own_question(name: str, path: str) -> tuple[str, str]:
    """An edit of the pack SIZE that brings a question of its own and reads it."""
    return f"inputs:\n  - employees\n{question(name, path)}", f'{name} = "a" or employees'


def size_with(name: str, path: str) -> dict[str, bytes]:
    """The sample where the pack SIZE asks a question of its own."""
    inputs, read = own_question(name, path)
    return edited(
        "size/policy.yaml",
        ("inputs: [employees]\n", inputs),
        ("if employees < small_below", f"if {read} < small_below"),
    )


def test_a_pack_may_ask_its_own_questions() -> None:
    """They join the shared ones."""
    assert codes(size_with("own", "own")) == []


@pytest.mark.parametrize(
    ("name", "path", "code"), [("plan", "own", "HE0415"), ("own", "plan", "HE0208")]
)
def test_a_question_of_a_pack_takes_nothing_from_the_shared_ones(
    name: str, path: str, code: str
) -> None:
    """Neither the name nor the place in an application."""
    assert codes(size_with(name, path)) == [("size/policy.yaml", code)]


def test_two_packs_do_not_ask_under_one_name() -> None:
    """Their answers would be shared without anybody wishing it."""
    files = size_with("own", "own")
    mikro = files[MIKRO].decode()
    listed = "inputs: [requested_support, turnover, plan, starts_on, area, confirmed, costs]\n"
    block = "inputs:\n" + "".join(f"  - {name}\n" for name in listed[9:-2].split(", "))
    mikro = mikro.replace(listed, block + question("own", "own2"))
    mikro = mikro.replace("requires: confirmed\n", 'requires: confirmed or own = ""\n')
    mikro = mikro.replace("facts: [confirmed]", "facts: [confirmed, own]")

    assert codes({**files, MIKRO: mikro.encode()}) == [("size/policy.yaml", "HE0208")]


def test_a_circle_of_imports_is_shown_where_it_begins() -> None:
    """Each pack needs the other first."""
    files = edited(
        "size/policy.yaml",
        (
            "inputs: [employees]\n",
            "imports:\n  - {pack: MIKRO, names: [rate]}\ninputs: [employees]\n",
        ),
    )

    assert [code for _, code in codes(files)] == ["HE0414"]


def test_a_bundle_uses_a_pack_only_while_it_holds() -> None:
    """A pack that ends has to leave the bundle by then."""
    ended = edited(
        MIKRO,
        ("valid_from: 2023-01-01\nlegal", "valid_from: 2023-01-01\nvalid_to: 2025-06-01\nlegal"),
    )
    leaving = ended["bundles.yaml"].replace(
        b"from: 2023-01-01}", b"from: 2023-01-01, to: 2025-06-01}"
    )

    assert codes(ended) == [("bundles.yaml", "HE0905")]
    assert codes({**ended, "bundles.yaml": leaving}) == []


def test_an_importer_may_not_outlive_what_it_imports() -> None:
    """The end of an imported pack counts like its beginning."""
    ended = edited(
        "size/policy.yaml",
        ("valid_from: 2023-01-01\n", "valid_from: 2023-01-01\nvalid_to: 2025-01-01\n"),
    )

    assert codes(ended) == [(MIKRO, "HE0905")]


def test_a_derived_fact_that_nobody_reads_is_refused() -> None:
    """Neither a rule, nor another fact, an amount, a text or another pack."""
    spare = "  - {name: spare, label: {sv: a, en: b}, value: count(costs)}\n"

    assert codes(edited(MIKRO, ("derived:\n", f"derived:\n{spare}"))) == [(MIKRO, "HE0410")]


def test_a_file_that_cannot_be_read_is_told_with_what_the_others_say_wrong() -> None:
    """But not with what would only follow from it."""
    files = edited(MIKRO, ("    aim: some\n", "    aim: best\n"))

    assert codes({**files, "size/policy.yaml": b"policy: [SIZE"}) == [
        (MIKRO, "HE0210"),
        ("size/policy.yaml", "HE0121"),
    ]


def test_cases_are_refused_with_the_rest() -> None:
    """A wrong case keeps the whole folder out, and hides nothing."""
    files = edited("mikro/cases.yaml", ("expect: {MK-01: met,", "expect: {MK-01: meet,"))
    bundles = files["bundles.yaml"].replace(b"pack: MIKRO", b"pack: MICRO")

    assert codes({**files, "bundles.yaml": bundles}) == [
        ("bundles.yaml", "HE0412"),
        ("mikro/cases.yaml", "HE0210"),
    ]
