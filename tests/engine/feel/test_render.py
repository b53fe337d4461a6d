"""Canonical text: one spelling, and parentheses only where they are needed."""

from __future__ import annotations

import pytest

from engine.feel.parser import parse_expression
from engine.feel.render import render


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("((a))+b*( c )", "a + b * c"),
        ("(a+b)*c", "(a + b) * c"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a**b)**c", "a ** b ** c"),
        ("-(5)", "-(5)"),
        ("- 5", "-5"),
        ("-(a+b).c", "-(a + b).c"),
        ("(-a).b", "(-a).b"),
        ("1.50e1", "15"),
        ("(a or b)and(c)", "(a or b) and c"),
        ("(a and b) and c", "(a and b) and c"),
        ("a or(b and c)", "a or b and c"),
        ("(a<b)=c", "(a < b) = c"),
        ("a between(1)and 2", "a between 1 and 2"),
        ("a in(< 5)", "a in (< 5)"),
        ("a in < 5", "a in (< 5)"),
        ("a in(1,( < 5 ))", "a in (1, < 5)"),
        ("a in ]1..2[", "a in (1..2)"),
        ("[1..(a.b)]", "[1..(a.b)]"),
        ("not(negand : a)", "not(a)"),
        ("if(a)then b else(if c then d else e)", "if a then b else if c then d else e"),
        ("(if a then b else c)+1", "(if a then b else c) + 1"),
        (
            "every x in a,y in b satisfies x=y",
            "every x in a satisfies every y in b satisfies x = y",
        ),
        ("for x in a,y in x return(x+y)", "for x in a, y in x return x + y"),
        ("(for x in (a or b) return x)[1]", "(for x in (a or b) return x)[1]"),
        ("a [ item>1 ] [ 1 ]", "a[item > 1][1]"),
        ("max(1,2)", "max([1, 2])"),
        ("list contains(element:1,list:a)", "list contains(a, 1)"),
        ('@"2026-01-31"', 'date("2026-01-31")'),
        ('@"P12M"', 'duration("P1Y")'),
        (r'"\u0041\t"', r'"A\t"'),
        ("a // b", "a"),
    ],
)
def test_canonical_text(text: str, canonical: str) -> None:
    """The text of the tree, and the text of that text, is the canonical one."""
    assert render(parse_expression(text)) == canonical
    assert render(parse_expression(canonical)) == canonical
