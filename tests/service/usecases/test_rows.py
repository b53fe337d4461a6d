"""Lines come and go without moving what is written in the others."""

from __future__ import annotations

import pytest

from service.usecases.rows import with_rows

FIELDS = {
    "r.costs": "3",
    "q.costs.0.label": "a",
    "q.costs.1.label": "b",
    "q.costs.2.label": "c",
    "n.costs.2.due": "1",
    "q.plan_title": "x",
}


def test_a_line_is_added_at_the_end() -> None:
    """Adding changes the count and nothing else."""
    assert with_rows(FIELDS, "add:costs", ["costs"]) == FIELDS | {"r.costs": "4"}


def test_a_first_line_unticks_that_there_are_none() -> None:
    """A list that has a line no longer says that it is empty."""
    assert with_rows({"r.costs": "0", "n.costs": "1"}, "add:costs", ["costs"]) == {"r.costs": "1"}


def test_a_line_is_removed_and_the_others_move_up() -> None:
    """Everything in later lines keeps its place relative to the others."""
    assert with_rows(FIELDS, "remove:costs:1", ["costs"]) == {
        "r.costs": "2",
        "q.costs.0.label": "a",
        "q.costs.1.label": "c",
        "n.costs.1.due": "1",
        "q.plan_title": "x",
    }


@pytest.mark.parametrize(
    "action",
    [
        *("", "assess", "add", "add:", "add:plan_title", "add:nope", "remove:costs"),
        *(
            "remove:costs:3",
            "remove:costs:-1",
            "remove:costs:٣",
            "remove:costs:1:2",
            "remove:costs:" + "9" * 5000,
            "explode:costs",
        ),
    ],
)
def test_any_other_action_changes_nothing(action: str) -> None:
    """Only the two buttons of a list move its lines."""
    assert with_rows(FIELDS, action, ["costs"]) == FIELDS


def test_ten_lines_do_not_mix_with_the_first() -> None:
    """Line 1 and line 10 begin with the same sign and are still two lines."""
    fields = {"r.costs": "11", "q.costs.1.label": "one", "q.costs.10.label": "ten"}

    assert with_rows(fields, "remove:costs:1", ["costs"]) == {
        "r.costs": "10",
        "q.costs.9.label": "ten",
    }
