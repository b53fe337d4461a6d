"""Text to expression: each construct as a tree, each refusal with its place and its words."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from engine.feel.parser import MAX_DEPTH, FeelSyntaxError, OutsideSubset, parse_expression
from engine.ir import (
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    Filter,
    For,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    Path,
    Quantified,
    Range,
    UnaryTest,
)
from engine.values import Months
from engine.walk import walk

A, B, C = Name("a"), Name("b"), Name("c")
ONE, TWO, FIVE = (Literal(Decimal(n)) for n in (1, 2, 5))
YES, NO = Literal(True), Literal(False)


def closed(low: Expr, high: Expr) -> Range:
    """A range with both ends included."""
    return Range(low, high, low_closed=True, high_closed=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", Literal(Decimal(12))),
        (".5", Literal(Decimal("0.5"))),
        ("1.23e4", Literal(Decimal(12300))),
        ("1E-2", Literal(Decimal("0.01"))),
        ("-5", Literal(Decimal(-5))),
        ('"a b"', Literal("a b")),
        (r'"\"\\\'\n\r\t"', Literal("\"\\'\n\r\t")),
        (r'"\u00e5\ud83d\ude00\U01F600"', Literal("å😀😀")),
        ("true", YES),
        ("false", NO),
        ("null", Literal(None)),
        ('@"2026-02-28"', Literal(date(2026, 2, 28))),
        ('@"P1Y2M"', Literal(Months(14))),
        ('@"-P1DT2H"', Literal(-timedelta(days=1, hours=2))),
        ('date("2026-02-28")', Literal(date(2026, 2, 28))),
        ("date(2026, 2, 28)", Literal(date(2026, 2, 28))),
        ('duration("P10D")', Literal(timedelta(days=10))),
        ("åldersgräns_2", Name("åldersgräns_2")),
        ("date", Name("date")),
        ("count", Name("count")),
        ("a.b.c", Path(Path(A, "b"), "c")),
        ("[]", ListOf(())),
        ("[1, [2]]", ListOf((ONE, ListOf((TWO,))))),
        ("( a )", A),
        ("1 // one\n + /* two\n */ 2", Arithmetic("+", ONE, TWO)),
    ],
)
def test_values_and_names(text: str, expected: Expr) -> None:
    """Literals of every kind, names, paths, lists, comments."""
    assert parse_expression(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b * c", Arithmetic("+", A, Arithmetic("*", B, C))),
        ("a - b - c", Arithmetic("-", Arithmetic("-", A, B), C)),
        ("a ** b ** c", Arithmetic("**", Arithmetic("**", A, B), C)),
        ("a * b ** c", Arithmetic("*", A, Arithmetic("**", B, C))),
        ("-a ** b", Arithmetic("**", Negate(A), B)),
        ("-5 ** 2", Arithmetic("**", Literal(Decimal(-5)), TWO)),
        ("a ** -b", Arithmetic("**", A, Negate(B))),
        ("-a.b", Negate(Path(A, "b"))),
        ("-(5)", Negate(FIVE)),
        ("--5", Negate(Literal(Decimal(-5)))),
        ("a-5", Arithmetic("-", A, FIVE)),
        ("a + b = c", Compare("=", Arithmetic("+", A, B), C)),
        ("a and b and c", And((A, B, C))),
        ("(a and b) and c", And((And((A, B)), C))),
        ("a or b and c", Or((A, And((B, C))))),
        ("not(a) and b", And((Not(A), B))),
        ("not(negand: a)", Not(A)),
        ("a = 1 or a != 2", Or((Compare("=", A, ONE), Compare("!=", A, TWO)))),
        ("a between 1 and 2 and b", And((Between(A, ONE, TWO), B))),
        ("if a then 1 else if b then 2 else 5", If(A, ONE, If(B, TWO, FIVE))),
        (
            "1 + if a then 1 else 2 * 5",
            Arithmetic("+", ONE, If(A, ONE, Arithmetic("*", TWO, FIVE))),
        ),
    ],
)
def test_operators_bind_as_in_feel(text: str, expected: Expr) -> None:
    """Precedence and association, the sign before the power as FEEL has it."""
    assert parse_expression(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1..2]", closed(ONE, TWO)),
        ("(1..2)", Range(ONE, TWO, low_closed=False, high_closed=False)),
        ("]1..2[", Range(ONE, TWO, low_closed=False, high_closed=False)),
        ("[1..2[", Range(ONE, TWO, low_closed=True, high_closed=False)),
        ("[a+1..-b]", closed(Arithmetic("+", A, ONE), Negate(B))),
        ("[1..(a[1])]", closed(ONE, Filter(A, ONE))),
        ("[1..count(a[1])]", closed(ONE, Call("count", (Filter(A, ONE),)))),
        ("(< 5)", UnaryTest("<", FIVE)),
        ("a in 5", In(A, (FIVE,))),
        ("a in (5)", In(A, (FIVE,))),
        ("a in < 5", In(A, (UnaryTest("<", FIVE),))),
        ("a in (!= 5)", In(A, (UnaryTest("!=", FIVE),))),
        ("a in (1, < 2, [2..5])", In(A, (ONE, UnaryTest("<", TWO), closed(TWO, FIVE)))),
        ("a in [1, 2]", In(A, (ListOf((ONE, TWO)),))),
        ("a in (1 + 2) * 5", In(A, (Arithmetic("*", Arithmetic("+", ONE, TWO), FIVE),))),
        ("a in (b).c[1]", In(A, (Filter(Path(B, "c"), ONE),))),
        ("a in (b or c)", In(A, (Or((B, C)),))),
        ("a in (1, b) and c", And((In(A, (ONE, B)), C))),
    ],
)
def test_ranges_and_tests(text: str, expected: Expr) -> None:
    """Ranges with every kind of end, and what may stand on the right of `in`."""
    assert parse_expression(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a[1]", Filter(A, ONE)),
        ("a[item > 1].b", Path(Filter(A, Compare(">", Name("item"), ONE)), "b")),
        ("some a in b satisfies a = 1", Quantified("some", "a", B, Compare("=", A, ONE))),
        (
            "every a in b, c in a satisfies c",
            Quantified("every", "a", B, Quantified("every", "c", A, C)),
        ),
        ("for a in b return a + 1", For(("a",), (B,), Arithmetic("+", A, ONE))),
        ("for a in b, c in a return c", For(("a", "c"), (B, A), C)),
        ("for a in b return for c in a return c", For(("a",), (B,), For(("c",), (A,), C))),
        ("for partial in b return partial", For(("partial",), (B,), Name("partial"))),
        ("count(a)", Call("count", (A,))),
        ("sum(a, b)", Call("sum", (ListOf((A, B)),))),
        ("min(list: a)", Call("min", (A,))),
        ("list contains(element: a, list: b)", Call("list contains", (B, A))),
        ("years and months duration(a, b)", Call("years and months duration", (A, B))),
        ("round  half up(a, 1)", Call("round half up", (A, ONE))),
        ("floor(a)", Call("floor", (A,))),
        ("floor(a, 1)", Call("floor", (A, ONE))),
        ("date(a)", Call("date", (A,))),
        ('date("2026-02-30")', Call("date", (Literal("2026-02-30"),))),
        ("verified(a)", Call("verified", (A,))),
    ],
)
def test_filters_quantifiers_and_calls(text: str, expected: Expr) -> None:
    """Calls come out by place, with the arguments in the library's order."""
    assert parse_expression(text) == expected


def test_every_node_knows_its_place() -> None:
    """A span holds the text of the node alone, without a group's parentheses."""
    text = "(a + 12) in ( <5, [b..c]) and count( x[ y ] ) = 1"

    spans = {text[slice(*node.span)] for node in walk(parse_expression(text))}

    assert {"a + 12", "<5", "[b..c]", "count( x[ y ] )", "x[ y ]", "y", "5", text} <= spans


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", (0, 0), "expected a value, a name, a list or `(`, got the end"),
        ("1 +", (3, 3), "expected a value, a name, a list or `(`, got the end"),
        ("a )", (2, 3), "expected an operator or the end, got `)`"),
        ("a = = b", (4, 5), "expected a value, a name, a list or `(`, got `=`"),
        ("if a then b", (11, 11), "expected `else`, got the end"),
        ("some 1 in a satisfies b", (5, 6), "expected a name, got `1`"),
        ("[1..2", (5, 5), "expected `]`, `)` or `[`, got the end"),
        ("]1, 2]", (2, 3), "expected `..`, got `,`"),
        ("(1, 2)", (0, 6), "several expressions between parentheses: expected one"),
        ("a b", (0, 3), "name with spaces is outside the language"),
        ("#", (0, 1), "a character that has no meaning here: got `#`"),
        ('"ab', (0, 3), 'a text that does not end: expected `"` on the same line'),
        ("1 /* 2", (2, 6), "a comment that does not end: expected `*/`"),
        (r'"a\ud83d"', (1, 8), "half a surrogate pair in a text"),
        ("1e9999", (0, 6), "a number too large: expected less than 1e6145"),
        ("fee(1)", (0, 3), "no such function: expected one of the library, got `fee`"),
        ("abs()", (0, 5), "arguments that `abs` does not take: expected `abs(n)`, got 0 arguments"),
        ("all(l: a)", (0, 9), "`all` does not take: expected `all(list)`, got `l`"),
        ("floor(n: 1, 2)", (0, 14), "expected `floor(n)` or `floor(n, scale)`, got `n`"),
        ("verified(a.b)", (9, 12), "`verified` asks about a fact: expected the name of a fact"),
    ],
)
def test_a_syntax_error_has_a_place_and_a_sentence(
    text: str, place: tuple[int, int], message: str
) -> None:
    """The place in the text, what is wrong, what was expected and what stands there."""
    with pytest.raises(FeelSyntaxError) as caught:
        parse_expression(text)

    assert (caught.value.offset, caught.value.end) == place
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ("{a: 1}", "context"),
        ("a = 'b'", "quoted name"),
        ("? > 5", "`?`"),
        ("for x in [1..3] return x", "range to go through"),
        ("for x in a, y in 1..3 return x", "range to go through"),
        ("for x in a return partial[-1]", "`partial`"),
        ("(function(a) a)(1)", "user-defined function"),
        ("external", "external function"),
        ("a instance of number", "`instance of`"),
        ("a < b < c", "chained comparison"),
        ("some x in 1..3 satisfies x", "range to go through"),
        ("[1..2].start included", "property of a range"),
        ("monthly income > 1", "name with spaces"),
        ("a.b c", "name with spaces"),
        ("☃ + 1", "name with symbols"),
        (r'matches(a, "\d")', r"escape `\d`"),
        (r'"\U110000"', r"escape `\U110000`"),
        ('"a\nb"', "text over several lines"),
        ('date and time("2026-01-01")', "function `date and time`"),
        ("now()", "function `now`"),
        ("modulo(5, 2)", "function `modulo`"),
        ('@"10:00:00"', "time of day"),
        ('@"2026-01-01T10:00:00Z"', "time of day"),
        ('@"tomorrow"', "`@` without date or duration"),
        ('date("-0044-03-15")', "far date"),
        ("date(10000, 1, 1)", "far date"),
        ('@"12026-01-01"', "far date"),
        ('duration("PT0.0000001S")', "fine duration"),
    ],
)
def test_what_is_left_out_is_named_with_its_reason(text: str, construct: str) -> None:
    """FEEL that the subset has not is refused by construct, so that a report can count it."""
    with pytest.raises(OutsideSubset) as caught:
        parse_expression(text)

    assert caught.value.construct == construct
    assert caught.value.reason
    assert str(caught.value) == f"{construct} is outside the language: {caught.value.reason}"


def nested(levels: int) -> list[str]:
    """Expressions that nest so deep, in each way that text can."""
    return [
        "(" * (levels - 1) + "1" + ")" * (levels - 1),
        "-" * (levels - 1) + "a",
        "1" + " + 1" * (levels - 1),
        "a" + ".b" * (levels - 1),
        "if a then 1 else " * (levels - 1) + "1",
        "some x in a satisfies " * ((levels - 1) // 2) + "x",
        "for x in a return " * (levels - 1) + "x",
        "[" * (levels - 1) + "1" + "]" * (levels - 1),
    ]


@pytest.mark.parametrize("text", nested(MAX_DEPTH))
def test_depth_up_to_the_bound_is_an_expression(text: str) -> None:
    """What nests no deeper than the bound is read."""
    assert list(walk(parse_expression(text)))


@pytest.mark.parametrize("text", nested(2 * MAX_DEPTH))
def test_depth_beyond_the_bound_is_refused(text: str) -> None:
    """What nests deeper is a syntax error, however it nests."""
    with pytest.raises(FeelSyntaxError, match="nests too deep: expected at most 60 levels"):
        parse_expression(text)


def test_a_text_too_long_is_refused_unread() -> None:
    """Length is bounded before anything is read."""
    with pytest.raises(FeelSyntaxError, match="at most 10000 characters, got 10001"):
        parse_expression("?" * 10_001)


def test_literals_of_different_kinds_are_different() -> None:
    """`true` is not `1`, though Python holds them equal; `1` is `1.0`."""
    assert parse_expression("true") != parse_expression("1")
    assert parse_expression("1") == parse_expression("1.0")
    assert len({parse_expression(text) for text in ("1", "1.0", "true", '"1"')}) == 3
