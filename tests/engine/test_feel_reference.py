"""The reference page for rule authors tells the truth, row by row."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from engine.backends.reference import Scope, evaluate
from engine.feel.parser import OutsideSubset, parse_expression
from engine.functions import FUNCTIONS
from engine.values import Value, canonical
from tools.tck import run_folder

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "feel.md").read_text(encoding="utf-8")
KIT = ROOT.parent / "shared" / "data" / "dmn-tck"
SCOPE = Scope(
    {
        "amount": Decimal(12000),
        "rate": Decimal("0.4"),
        "size": "small",
        "start": evaluate(parse_expression('@"2026-01-31"'), Scope({})),
        "numbers": (Decimal(4), Decimal(8), Decimal(15)),
        "costs": ({"kind": "car", "sum": Decimal(10)}, {"kind": "bus", "sum": Decimal(5)}),
        "nothing": None,
    }
)


def tables(heading: str) -> list[list[str]]:
    """The cells of every row of the tables that start with a column of that name."""
    found = re.findall(rf"^\| {heading} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
        for table in found
        for row in table.splitlines()
    ]


def code(cell: str) -> str:
    """What stands in backticks."""
    return cell[1:-1]


def shown(text: str) -> str:
    """The canonical text of an example's value."""
    value: Value = evaluate(parse_expression(text), SCOPE)
    return canonical(value)


@pytest.mark.parametrize(("text", "value"), [row[:2] for row in tables("expression")])
def test_an_example_has_the_value_that_stands_beside_it(text: str, value: str) -> None:
    """As the page says, in canonical text."""
    assert shown(code(text)) == code(value)


@pytest.mark.parametrize(("signatures", "text", "value"), tables("function"))
def test_a_function_does_what_the_page_says(signatures: str, text: str, value: str) -> None:
    """Its signatures, its mark for taking items one by one, its example."""
    name = code(signatures.partition("(")[0] + "`")
    function = FUNCTIONS[name]
    expected = ", ".join(f"`{name}({', '.join(names)})`" for names in function.signatures)

    assert signatures == expected + (" *" if function.spread else "")
    assert shown(code(text)) == code(value)


def test_the_page_has_every_function() -> None:
    """And none that does not exist."""
    told = [code(row[0].partition("(")[0] + "`") for row in tables("function")]

    assert sorted(told) == sorted(FUNCTIONS)


@pytest.mark.parametrize(("construct", "text"), [row[:2] for row in tables("construct")])
def test_what_is_left_out_is_refused_under_its_name(construct: str, text: str) -> None:
    """The name in the table is the one in the error."""
    with pytest.raises(OutsideSubset) as caught:
        parse_expression(code(text))

    assert caught.value.construct == construct


@pytest.mark.parametrize(("folder", "passed", "wrong", "outside"), tables("folder"))
def test_the_figures_are_those_of_the_kit(
    folder: str, passed: str, wrong: str, outside: str
) -> None:
    """Passed, wrong and outside, counted again."""
    if not (KIT / folder).is_dir():
        pytest.skip("the conformance tests do not lie beside the project")
    report = run_folder(KIT / folder)

    assert [report.passed, len(report.wrong), report.outside.total()] == [
        int(passed),
        int(wrong),
        int(outside),
    ]


def test_the_facts_of_the_examples_are_told() -> None:
    """The table of facts holds those that the examples are run with, and what is unanswered."""
    told = {code(name): value for name, value in tables("fact")}
    given = {name: f"`{canonical(value)}`" for name, value in SCOPE.values.items()}
    given["nothing"] += " (answered: none)"

    assert told == {**given, "plan": "unanswered"}
