"""Problems are told in the order of the text, all at once, fit for a terminal."""

from __future__ import annotations

import pytest

from engine.errors import Entry, Place, PolicyError, Problem, Problems, Words, quoted, render

ENTRY = Entry(
    "HE9999",
    Words("fel på {name}", "{name} is wrong"),
    Words("Orsak.", "Cause."),
    Words("rätta {name}", "correct {name}"),
)


def problem(line: int = 1, column: int = 1, *, text: str = "abc", length: int = 1) -> Problem:
    """A problem somewhere."""
    return Problem(ENTRY, Place("f.yaml", line, column, length, text), {"name": "`x`"})


def test_a_problem_is_shown_with_its_line_a_mark_and_the_next_step() -> None:
    """Place and code come first, so that a tool can read them."""
    shown = render(problem(3, 5, text="a: bcd", length=2), "en")

    assert shown == (
        "f.yaml:3:5  HE9999  `x` is wrong\n    a: bcd\n        ^~\n  next step: correct `x`"
    )


def test_a_refusal_lists_its_problems_in_the_order_of_the_text() -> None:
    """However they were found."""
    error = PolicyError([problem(2, 1), problem(1, 9), problem(1, 2)])

    assert [(one.where.line, one.where.column) for one in error.problems] == [
        (1, 2),
        (1, 9),
        (2, 1),
    ]
    assert str(error).count("HE9999") == 3


def test_a_refusal_without_a_problem_is_a_mistake_of_ours() -> None:
    """Nobody can be refused for nothing."""
    with pytest.raises(ValueError, match="at least one"):
        PolicyError([])


def test_a_collector_refuses_only_when_something_was_noted() -> None:
    """Raising is the last step, after everything has been looked at."""
    problems = Problems()
    problems.raise_if_any()
    problems.add(ENTRY, Place("f", 1, 1), name="`x`")

    with pytest.raises(PolicyError):
        problems.raise_if_any()


def test_the_language_of_the_fields_follows_that_of_the_message() -> None:
    """A field may have a text of its own in each language."""
    one = Problem(ENTRY, Place("f", 1, 1), {"name": Words("talet", "the number")})

    assert one.message("sv") == "fel på talet"
    assert one.message("en") == "the number is wrong"


def test_expected_and_got_stand_on_one_line() -> None:
    """A field overrides what the catalogue expects."""
    entry = Entry("HE9998", Words("a", "a"), Words("A.", "A."), Words("b", "b"), Words("c", "c"))
    plain = Problem(entry, Place("f", 1, 1), {"got": "d"})
    own = Problem(entry, Place("f", 1, 1), {"got": "d", "expected": "e"})

    assert "  förväntat c, fick d\n" in render(plain, "sv")
    assert "  expected e, got d\n" in render(own, "en")


def test_a_filled_in_brace_is_not_filled_again() -> None:
    """What an author wrote is shown as it is, templates in it too."""
    one = Problem(ENTRY, Place("f", 1, 1), {"name": "`{name}`"})

    assert one.message("en") == "`{name}` is wrong"


@pytest.mark.parametrize("column", [1, 60, 130, 200, 201])
def test_a_long_line_is_shown_around_the_mark(column: int) -> None:
    """The marked character stands above the mark, wherever it is in a long line."""
    text = "".join(chr(0x4E00 + n) for n in range(200)) + "x"

    _, line, mark, *_ = render(problem(1, column, text=text), "en").split("\n")
    assert len(line) <= 106
    assert line[mark.index("^")] == text[column - 1]


def test_a_line_cannot_write_to_the_terminal() -> None:
    """Escapes and turned text are shown as boxes, a tab as a blank; columns stay right."""
    _, line, mark, *_ = render(problem(1, 5, text="\t\x1b[\u202eb"), "en").split("\n")

    assert line == "     \ufffd[\ufffdb"
    assert line[mark.index("^")] == "b"


def test_a_mark_stays_on_its_line() -> None:
    """A span that goes past the end is cut there."""
    mark = render(problem(1, 3, text="abc", length=50), "en").split("\n")[2]

    assert mark == "      ^"


def test_user_text_is_quoted_on_one_line_and_cut() -> None:
    """Line ends become blanks, and sixty characters are enough."""
    assert quoted("a\n  b") == "`a b`"
    assert quoted("x" * 100) == "`" + "x" * 59 + "…`"
