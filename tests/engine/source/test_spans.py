"""A place inside a value is found in the file, however the value is written there."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Place
from engine.source.reader import Entries, Scalar, read_source
from engine.source.spans import text_of, within

LINES = st.lists(
    st.text("abå🙂 =<>\"'\\#:{}[],", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda line: line != ""),
    min_size=1,
    max_size=4,
)


def scalar(text: str) -> Scalar:
    """The value of the key `k` in a YAML text."""
    root = read_source(text.encode(), "x.yaml")
    node = root.get("k") if isinstance(root, Entries) else root
    assert isinstance(node, Scalar)
    return node


def pointed(node: Scalar, offset: int, length: int = 1) -> str:
    """What stands in the file at a place inside the value."""
    place = within(node, offset, offset + length)
    return place.text[place.column - 1 : place.column - 1 + place.length]


def literal(lines: list[str], indent: int) -> str:
    """A block that keeps its line ends."""
    return "a: 1\nk: |\n" + "".join(" " * indent + line + "\n" for line in lines) + "b: 2\n"


def single(lines: list[str], _: int) -> str:
    """Apostrophes around one line."""
    return "k: '" + " ".join(lines).replace("'", "''") + "'\n"


def double(lines: list[str], _: int) -> str:
    """Quotation marks around one line, with escapes."""
    return "k: " + json.dumps(" ".join(lines), ensure_ascii=False) + "\n"


def folded(lines: list[str], indent: int) -> str:
    """A block whose line ends become blanks."""
    return "k: >\n" + "".join(" " * indent + line + "\n" for line in lines)


def single_over_lines(lines: list[str], indent: int) -> str:
    """Apostrophes around several lines."""
    return "k: '" + ("\n" + " " * indent).join(line.replace("'", "''") for line in lines) + "'\n"


@pytest.mark.parametrize("style", [literal, single, double, folded, single_over_lines])
@given(lines=LINES, indent=st.integers(1, 6), data=st.data())
def test_every_character_is_found_where_it_stands(
    style: object, lines: list[str], indent: int, data: st.DataObject
) -> None:
    """The character of the value is the one in the file, or the escape that stands for it."""
    assert callable(style)
    node = scalar(style(lines, indent))
    text = text_of(node)
    offset = data.draw(st.integers(0, len(text.rstrip()) - 1))

    found = pointed(node, offset)
    if text[offset] not in " \n":
        assert found == text[offset] or (found == "\\" and text[offset] in '"\\')


def test_a_plain_value_over_several_lines_is_followed() -> None:
    """Blanks around a line end are one blank in the value, and none is miscounted."""
    node = scalar("k: a =\n    1\n\n    and bcd\n")

    assert text_of(node) == "a = 1\nand bcd"
    assert pointed(node, text_of(node).index("bcd"), 3) == "bcd"


def test_a_numeral_is_its_own_text() -> None:
    """An expression may be only a number or `true`."""
    assert text_of(scalar("k: 60000")) == "60000"
    assert pointed(scalar("k: 60000"), 0, 5) == "60000"


def test_what_is_missing_at_the_end_is_shown_behind_the_last_character() -> None:
    """Past the end there is nothing to point at but the place where something should be."""
    node = scalar("k: |\n  a <=\n\nb: 1")

    assert within(node, 5, 6) == Place("x.yaml", 2, 7, 1)


def test_an_empty_value_is_pointed_at_whole() -> None:
    """There is no character inside to point at."""
    node = scalar('k: ""')

    assert within(node, 0, 1) == node.place()


def test_an_empty_block_is_pointed_at_whole() -> None:
    """A block at the end of the file may have no line at all."""
    node = scalar("k: |")

    assert within(node, 0, 1) == node.place()


def test_a_span_over_lines_is_marked_on_its_first() -> None:
    """A mark never runs past the end of its line."""
    place = within(scalar("k: |\n  abc\n  def\n"), 1, 6)

    assert (place.line, place.column, place.length) == (2, 4, 2)


def test_a_line_end_hidden_by_a_backslash_is_no_character() -> None:
    """In quotation marks a backslash at the end of a line joins it to the next."""
    node = scalar('k: "ab\\\n   cd"')

    assert text_of(node) == "abcd"
    assert pointed(node, 2, 2) == "cd"


def test_a_block_may_say_how_far_it_is_indented() -> None:
    """With an indentation indicator the first line may begin with blanks of its own."""
    node = scalar("k: |2\n    a\n  b\n")

    assert text_of(node) == "  a\nb\n"
    assert pointed(node, 2) == "a"


def test_a_value_that_is_not_what_is_written_is_pointed_at_as_far_as_possible() -> None:
    """Whoever makes a value up still gets a place in the file."""
    written = scalar("k: 'abc'")
    made_up = Scalar(written.file, written.start, written.end, "abcdef", "single")

    assert pointed(made_up, 4) == "c"
