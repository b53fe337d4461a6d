"""Rows that can be seen to be dead are refused; what only a solver can tell is let through."""

from __future__ import annotations

import pytest

from tests.engine.sample import MIKRO, refusals

ROWS = """      - {when: plan = "", level: none}
      - {when: total_cost >= 50000, level: good}
      - {when: total_cost >= 20000, level: some}
      - {otherwise: true, level: none}
"""
FACTS = "    facts: [plan, total_cost]\n    table:\n"
EVERY_FACT = """    facts: [plan, total_cost, starts_on, area, confirmed]
    table:
      - when: |
          plan = "" and starts_on > judged_on and area = "coast" and confirmed and total_cost = 0.5
        level: none
"""


def refused(*conditions: str) -> list[str]:
    """What a table with these conditions is refused for, after one row that reads every fact."""
    rows = "".join(f"      - when: |\n          {one}\n        level: some\n" for one in conditions)
    rows += "      - {otherwise: true, level: none}\n"
    return refusals(MIKRO, (ROWS, rows), (FACTS, EVERY_FACT))


@pytest.mark.parametrize(
    "conditions",
    [
        # the same again
        ("confirmed", "confirmed"),
        ('plan = ""', "confirmed", 'plan  =  ""'),
        ('area = "coast"', 'area = "coast" and confirmed'),
        ('area = "coast" or confirmed', "confirmed"),
        ("confirmed", 'confirmed and plan != ""'),
        # a stretch inside one that an earlier row has taken
        ("total_cost >= 2", "total_cost >= 3"),
        ("total_cost >= 2", "total_cost > 2"),
        ("total_cost > 2", "total_cost >= 2.01"),
        ("total_cost <= 2", "total_cost < 2"),
        ("total_cost < 2", "total_cost <= 1"),
        ("2 <= total_cost", "total_cost >= 3"),
        ("total_cost >= 2", "3 < total_cost"),
        ("total_cost > 2", "total_cost = 3"),
        ("total_cost between 1 and 9", "total_cost between 2 and 8"),
        ("total_cost in [1..9]", "total_cost in (1..9)"),
        ("total_cost in [1..9]", "total_cost = 9"),
        ("total_cost >= 1", "total_cost in [1..2]"),
        ("total_cost = 5", "total_cost = 5.00"),
        ("total_cost >= 2", "confirmed and total_cost >= 3"),
        ("total_cost >= 2 or confirmed", "total_cost >= 3"),
        (
            'starts_on >= date("2024-01-01")',
            'starts_on > date("2024-06-01")',
        ),
        ("total_cost + 1 >= 2", "total_cost + 1 >= 3"),
    ],
)
def test_a_row_that_an_earlier_one_covers_is_dead(conditions: tuple[str, ...]) -> None:
    """The last row is the dead one, and the only one."""
    assert refused(*conditions) == ["HE0604"]


@pytest.mark.parametrize(
    "conditions",
    [
        ("total_cost >= 3", "total_cost >= 2"),
        ("total_cost > 2", "total_cost >= 2"),
        ("total_cost < 2", "total_cost <= 2"),
        ("total_cost in (1..9)", "total_cost in [1..9]"),
        ("total_cost >= 2 and confirmed", "total_cost >= 3"),
        ("total_cost >= 2", "confirmed or total_cost >= 3"),
        ("total_cost >= 2", "total_cost != 3"),
        ("total_cost >= 2", "total_cost <= 5"),
        ("total_cost <= 5", "total_cost >= 2"),
        ('starts_on <= date("2024-01-01")', 'starts_on >= date("2024-01-01")'),
        ("total_cost != 2", "total_cost = 2"),
        ('area = "coast"', 'area = "inland"'),
        ("total_cost between 1 and 5", "total_cost between 4 and 9"),
        ("total_cost >= 2", 'starts_on >= date("2024-01-01")'),
        ("total_cost in (< 2, > 5)", "total_cost in (< 1, > 6)"),
        ("confirmed", "not(confirmed)"),
    ],
)
def test_a_row_that_may_come_first_is_let_through(conditions: tuple[str, ...]) -> None:
    """Nothing living is ever refused; proofs find the rest."""
    assert refused(*conditions) == []
