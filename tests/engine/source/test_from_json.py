"""JSON is read strictly: what two readers could take differently is refused."""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.reading import Tree, codes, read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{}", {}),
        ("[]", []),
        (' [ 1 , "a" ,\ttrue,\n null ] ', [Decimal(1), "a", True, None]),
        ('{"a": {"b": [false]}}', {"a": {"b": [False]}}),
        ("1e3", Decimal(1000)),
        ("1.5E+2", Decimal(150)),
        ("25e-1", Decimal("2.5")),
        ("-0", Decimal(0)),
        ("0e999999999999", Decimal(0)),
        ('"2024-01-01"', "2024-01-01"),
        ('"\\u00e5\\n\\t\\"\\/\\\\"', 'å\n\t"/\\'),
        ('"\\ud83d\\ude00"', "\U0001f600"),
        ('"\U0001f600"', "\U0001f600"),
    ],
)
def test_json_says_what_it_says(text: str, value: Tree) -> None:
    """All of JSON is read, numbers exactly; a day in quotes stays text."""
    assert read(text, "x.json") == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "HE0104"),
        (" \n", "HE0104"),
        ('{"a": 1, "a": 1}', "HE0107"),
        ('{"\\u0061": 1, "a": 1}', "HE0107"),
        ("NaN", "HE0124"),
        ("[Infinity]", "HE0124"),
        ("-Infinity", "HE0124"),
        ("1e999", "HE0116"),
        ("[1E-999]", "HE0116"),
        ("1" * 5000, "HE0116"),
        ('"\\ud800"', "HE0103"),
        ('"\\udc00\\ud800"', "HE0103"),
        ('"\\u0000"', "HE0103"),
        ('"\\u0007"', "HE0103"),
        ('"\\f"', "HE0103"),
        ('"a', "HE0120"),
        ('"a\nb"', "HE0120"),
        ('"\\q"', "HE0122"),
        ('"\\u12"', "HE0122"),
        ("[1,]", "HE0124"),
        ('{"a": 1,}', "HE0124"),
        ("{a: 1}", "HE0124"),
        ("{1: 1}", "HE0124"),
        ('{"a" 1}', "HE0124"),
        ('{"a":}', "HE0124"),
        ('{"a": 1', "HE0124"),
        ("[1 2]", "HE0124"),
        ("[1}", "HE0124"),
        ("[1]]", "HE0124"),
        ("1 // a", "HE0124"),
        ("'a'", "HE0124"),
        ("True", "HE0124"),
        ("01", "HE0124"),
        ("+1", "HE0124"),
        (".5", "HE0124"),
        ("1.", "HE0124"),
        ("0x10", "HE0124"),
        ("1_000", "HE0124"),
        ("[", "HE0124"),
    ],
)
def test_what_is_never_allowed_in_json(text: str, code: str) -> None:
    """One thing wrong, one code."""
    assert codes(text.encode(), "x.json") == [code]


def is_visible(character: str) -> bool:
    """Whether a character may stand in a file: the stand-ins for lost text may not."""
    return character.isprintable() and character not in "\ufffc\ufffd"


VISIBLE = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")).filter(is_visible)).map(
    lambda text: unicodedata.normalize("NFC", text)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | VISIBLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(VISIBLE, inner, max_size=4),
    max_leaves=20,
)


@given(value=VALUES, indent=st.sampled_from([None, 0, 3]), ascii_only=st.booleans())
def test_what_json_dumps_is_read_back(value: object, indent: int | None, ascii_only: bool) -> None:  # noqa: FBT001
    """Any document of visible text comes back as the standard library reads it."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    assert read(text, "x.json") == json.loads(text, parse_int=Decimal)
