"""Bytes become positioned data, or a refusal with a place; nothing else ever comes out."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from engine.errors import PolicyError
from engine.source import from_yaml as source_yaml
from engine.source.reader import Entries, Items, Limits, Node, Scalar, read_source
from tests.engine.reading import Tree, codes, read, tree

RULES = Path(__file__).parents[3] / "rules"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("12", Decimal(12)),
        ("-3", Decimal(-3)),
        ("0.50", Decimal("0.50")),
        ("-0", Decimal(0)),
        ("2024-02-29", date(2024, 2, 29)),
        ("no", "no"),
        ("yes", "yes"),
        ("On", "On"),
        ("NO", "NO"),
        ("n", "n"),
        ("1.0.0", "1.0.0"),
        ("2022:1468", "2022:1468"),
        ("556000-0000", "556000-0000"),
        ("17 §", "17 §"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("'2024-02-30'", "2024-02-30"),
        ("Nullsumma", "Nullsumma"),
        ("a - b", "a - b"),
        ("x: 'it''s'", {"x": "it's"}),
        ("[1, a, null]", [Decimal(1), "a", None]),
        ("{a: [], b: {}}", {"a": [], "b": {}}),
        ("1: a", {"1": "a"}),
        ("no: 2023-01-01", {"no": date(2023, 1, 1)}),
    ],
)
def test_a_yaml_value_is_what_it_looks_like(text: str, value: Tree) -> None:
    """Numbers, days, booleans and null in one form each; every other word is text, so are keys."""
    assert read(text) == value


@pytest.mark.parametrize(
    "text",
    "~ Null NULL True TRUE False 0777 0o17 0x1F 0b11 1_000 12:30 1:02:03.5 1e3 1.5E+3 +5 .5 5. .inf"
    " -.Inf .NaN 00 007.5 2024-1-1 2024-01-01T10:00:00 190:20:30".split(),
)
def test_a_value_that_readers_disagree_on_is_refused(text: str) -> None:
    """What YAML 1.1, YAML 1.2 or we would read differently has to be put in quotes."""
    assert codes(text.encode()) == ["HE0114"]


@pytest.mark.parametrize("text", ["2023-02-30", "2023-13-01", "0000-01-01"])
def test_a_day_exists(text: str) -> None:
    """A day that is not in the calendar is neither a day nor text."""
    assert codes(text.encode()) == ["HE0115"]


@pytest.mark.parametrize("digits", [34, 35])
def test_a_number_has_at_most_34_digits(digits: int) -> None:
    """One digit more than decimal128 holds is refused, in both formats."""
    refused = ["HE0116"] if digits > 34 else []

    assert codes(b"9" * digits) == refused
    assert codes(b"9" * digits, "x.json") == refused


def test_a_decimal_is_exact() -> None:
    """No binary fraction ever stands between the text and the number."""
    assert str(read("0.1000000000000000000000000000000001")).endswith("0001")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: \xff", "HE0102"),
        (b"\xff\xfea\x00", "HE0102"),
        (b"a: \x00", "HE0103"),
        (b"a: \x1b[2J", "HE0103"),
        ("a: \u202e".encode(), "HE0103"),
        ("a: \u2028".encode(), "HE0103"),
        ("a: \u200b".encode(), "HE0103"),
        ("a: \ufeffb".encode(), "HE0103"),
        (b"a: b\rc: d", "HE0103"),
        (b'a: "\\0"', "HE0103"),
        (b'a: "\\u202e"', "HE0103"),
        (b"", "HE0104"),
        (b"\xef\xbb\xbf", "HE0104"),
        (b"# a", "HE0104"),
        (b"---\n...\n", "HE0113"),
        (b"a: 1\na: 2", "HE0107"),
        (b"a: 1\n'a': 2", "HE0107"),
        (b"a: &x 1", "HE0108"),
        (b"*x", "HE0108"),
        (b"a: !!python/object/apply:os.system [ls]", "HE0109"),
        (b"! x", "HE0109"),
        (b"<<: {a: 1}", "HE0110"),
        (b"? [a]\n: b", "HE0111"),
        (b"? \n: a", "HE0111"),
        (b"a\n---\nb", "HE0112"),
        (b"%YAML 1.1\n---\na", "HE0112"),
        (b"a:", "HE0113"),
        (b"- \n- b", "HE0113"),
        (b"a:\n\t- b", "HE0117"),
        (b"a: b: c", "HE0118"),
        (b"a: @b", "HE0119"),
        (b"a: `b`", "HE0119"),
        (b"a: 'b", "HE0120"),
        (b"a: [b", "HE0121"),
        (b"a: {b: c} d", "HE0123"),
        (b"{a}", "HE0113"),
        (b'a: "\\q"', "HE0122"),
        (b'a: "\\xZZ"', "HE0122"),
        (b'a: "b" c', "HE0123"),
        (b"- a\nb: c", "HE0123"),
    ],
)
def test_what_is_never_allowed_in_yaml(data: bytes, code: str) -> None:
    """One thing wrong, one code."""
    assert codes(data) == [code]


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    """Nothing is ever expanded, so nine nested aliases cost nothing."""
    bomb = b"a0: &a0 [x]\n" + b"".join(
        b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 10)
    )

    assert set(codes(bomb)) == {"HE0108"}


def test_all_problems_of_a_file_are_told_at_once() -> None:
    """Reading goes on after what does not break the structure."""
    assert codes(b"a: 0777\na: 1\nb: &x ~\nc: 2023-02-30") == [
        "HE0114",
        "HE0107",
        "HE0108",
        "HE0114",
        "HE0115",
    ]


@pytest.mark.parametrize(("name", "opener"), [("x.yaml", "["), ("x.json", "["), ("x.yaml", "{a: ")])
def test_lists_nest_forty_deep_and_no_deeper(name: str, opener: str) -> None:
    """The limit is exact, so a legal file never fails for its depth."""
    closer = "]" if opener == "[" else "}"

    assert codes((opener * 39 + "[1]" + closer * 39).encode(), name) == []
    assert codes((opener * 40 + "[1]" + closer * 40).encode(), name) == ["HE0105"]


@pytest.mark.parametrize("name", ["x.yaml", "x.json"])
@pytest.mark.parametrize("text", ["[" * 50_000, '{"a":' * 50_000, "- " * 50_000])
def test_deep_nesting_ends_no_process(name: str, text: str) -> None:
    """Fifty kilobytes of brackets kill the C loader of PyYAML; here they are refused, and fast."""
    program = (
        "import sys\n"
        "from engine.errors import PolicyError\n"
        "from engine.source.reader import read_source\n"
        "try:\n"
        "    read_source(sys.stdin.buffer.read(), sys.argv[1])\n"
        "except PolicyError as error:\n"
        "    print(error.problems[0].code)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, name],
        input=text.encode(),
        capture_output=True,
        timeout=30,
        check=False,
        cwd=RULES.parent,
    )

    assert result.returncode == 0
    assert result.stdout.startswith(b"HE01")


def test_a_file_of_ten_megabytes_is_refused_unread() -> None:
    """The size is looked at before anything else, and costs no time."""
    data = b"x" * (10 * 1024 * 1024 + 1)
    started = time.perf_counter()

    with pytest.raises(PolicyError) as refused:
        read_source(data, "x.json", Limits(10 * 1024 * 1024))
    assert [one.code for one in refused.value.problems] == ["HE0101"]
    assert time.perf_counter() - started < 0.5


def test_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    """A file from another system says the same."""
    assert read("\ufeffa: |\r\n  x\r\n  y\r\nb: 1\r\n") == {"a": "x\ny\n", "b": Decimal(1)}


def test_text_is_nfc_however_it_is_written() -> None:
    """å is one character, typed in two or written as an escape."""
    assert read('["a\u030a", "a\\u030a", å]') == ["å", "å", "å"]
    assert read('["a\u030a", "a\\u030a"]', "x.json") == ["å", "å"]


def test_both_yaml_parsers_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without libyaml reads every file of the rules to the same nodes."""
    paths = sorted(RULES.glob("**/policy.yaml"))[:6]
    fast = [places(read_source(path.read_bytes(), path.name)) for path in paths]

    monkeypatch.setattr(source_yaml, "_PARSER", yaml.SafeLoader)
    slow = [places(read_source(path.read_bytes(), path.name)) for path in paths]

    assert paths
    assert fast == slow


def places(node: Node) -> object:
    """A node with the offsets of everything in it."""
    if isinstance(node, Scalar):
        return (node.start, node.end, node.value, node.style)
    if isinstance(node, Items):
        return (node.start, node.end, [places(one) for one in node.items])
    return (node.start, node.end, [(places(key), places(value)) for key, value in node.entries])


@pytest.mark.parametrize(
    ("text", "line", "column", "length"),
    [
        ("a: bcd", 1, 4, 3),
        ("\n\na:\n  - x\n  - bcd", 5, 5, 3),
        ("å🙂: [ö, bcd]", 1, 9, 3),
        ('a: "b c"', 1, 4, 5),
        ("a: |\n  b\n  c\n", 1, 4, 1),
    ],
)
def test_a_value_knows_where_it_stands(text: str, line: int, column: int, length: int) -> None:
    """Line and column count characters from 1; what spans lines is marked on its first."""
    place = last(read_source(text.encode(), "x.yaml")).place()

    assert (place.line, place.column, place.length) == (line, column, length)


def last(node: Node) -> Scalar:
    """The last scalar of a file."""
    while not isinstance(node, Scalar):
        node = node.items[-1] if isinstance(node, Items) else node.entries[-1][1]
    return node


def test_a_mapping_gives_what_stands_under_a_key() -> None:
    """A key that is not there gives nothing."""
    node = read_source(b"a: 1", "x.yaml")

    assert isinstance(node, Entries)
    assert tree(node.get("a") or node) == Decimal(1)
    assert node.get("b") is None


def test_other_formats_are_refused_by_name() -> None:
    """Nothing is guessed from the content."""
    assert codes(b"{}", "x.txt") == ["HE0106"]


def test_a_binary_file_is_not_told_character_by_character() -> None:
    """Twenty forbidden characters are enough to see what is wrong."""
    assert codes(b"\x01" * 1000) == ["HE0103"] * 20
