"""Laws of the language: what holds of every expression, every scope and every answer."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import operators
from engine.backends.reference import Scope, evaluate
from engine.feel.parser import FeelSyntaxError, parse_expression
from engine.feel.render import render
from engine.ir import Expr
from engine.values import Unknown, Value, canonical, unknown_names
from engine.walk import walk
from tests.feel_strategies import answered, expressions, scopes, values

EXAMPLES = 300


def refines(known: Value, partial: Value) -> bool:
    """Whether a value is what is left of another once its unknown parts are settled."""
    match partial:
        case Unknown():
            return True
        case tuple():
            return (
                isinstance(known, tuple)
                and len(known) == len(partial)
                and all(map(refines, known, partial))
            )
        case Mapping():
            return (
                isinstance(known, Mapping)
                and known.keys() == partial.keys()
                and all(refines(known[name], partial[name]) for name in partial)
            )
        case _:
            return canonical(known) == canonical(partial)


@settings(max_examples=EXAMPLES)
@given(expressions(), scopes(), st.data())
def test_no_answer_contradicts_a_known_result(
    expr: Expr, scope: dict[str, Value], data: st.DataObject
) -> None:
    """What is settled while questions are open stays so, whatever they are answered with."""
    partial = evaluate(expr, Scope(scope))
    answers = data.draw(answered(scope))
    known = evaluate(expr, Scope(answers, verified=frozenset({"n", "rs"})))

    assert refines(known, partial), render(expr)


@settings(max_examples=EXAMPLES)
@given(expressions(), scopes())
def test_only_open_questions_are_named(expr: Expr, scope: dict[str, Value]) -> None:
    """An unknown result names at least one question, and only questions that are open."""
    result = evaluate(expr, Scope(scope))
    open_names = unknown_names(scope) | {"n", "rs"}

    assert unknown_names(result) <= open_names, render(expr)
    assert result != Unknown(frozenset())


@settings(max_examples=EXAMPLES)
@given(expressions(), scopes(), st.data())
def test_nothing_is_unknown_once_all_is_answered(
    expr: Expr, scope: dict[str, Value], data: st.DataObject
) -> None:
    """Unknown comes from questions alone, never from an expression."""
    answers = data.draw(answered(scope))
    result = evaluate(expr, Scope(answers, verified=frozenset({"n", "rs"})))

    assert unknown_names(result) == frozenset(), render(expr)


@settings(max_examples=EXAMPLES)
@given(expressions())
def test_rendered_text_parses_to_the_same_tree(expr: Expr) -> None:
    """parse(render(e)) == e."""
    assert parse_expression(render(expr)) == expr


@settings(max_examples=EXAMPLES)
@given(expressions())
def test_spans_point_at_their_own_text(expr: Expr) -> None:
    """The text at a node's span, put in parentheses, is that node again."""
    text = render(expr)
    for node in walk(parse_expression(text)):
        start, end = node.span

        assert parse_expression(f"({text[start:end]})") == node


@settings(max_examples=EXAMPLES)
@given(st.text(max_size=60) | st.text("()[]<>=.,*-+'\"@1a \\\n", max_size=60))
def test_any_text_is_an_expression_or_a_syntax_error(text: str) -> None:
    """Whatever is typed in, the parser answers with a tree or with a place in the text."""
    try:
        parse_expression(text)
    except FeelSyntaxError as error:
        place = (error.offset, error.end)
    else:
        place = (0, len(text))

    assert 0 <= place[0] <= place[1] <= len(text)


@settings(max_examples=EXAMPLES)
@given(values, values)
def test_canonical_text_tells_values_apart(left: Value, right: Value) -> None:
    """Two values have one text exactly when they are equal and of one kind."""
    same = operators.equal(left, right) is True

    assert (canonical(left) == canonical(right)) is same


@given(st.lists(st.sampled_from([True, False, None, Unknown(frozenset("q"))]), max_size=5))
def test_de_morgan(truths: list[Value]) -> None:
    """not(a and b) is not(a) or not(b), for true, false, null and unknown."""
    denied = operators.negation(operators.conjunction(truths))

    assert denied == operators.disjunction(map(operators.negation, truths))


@given(values, values)
def test_equality_is_symmetric(left: Value, right: Value) -> None:
    """Whether a = b is asked or b = a, the answer is one."""
    assert operators.equal(left, right) == operators.equal(right, left)


@given(values, values)
def test_of_two_ordered_values_exactly_one_relation_holds(left: Value, right: Value) -> None:
    """Less, equal or greater, or none of them is defined."""
    relations = [operators.COMPARE[op](left, right) for op in ("<", "=", ">")]

    assert relations.count(True) == (0 if relations[0] is None else 1) or relations[1] is True


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(0, 6))
def test_zeros_at_the_end_change_no_canonical_text(number: Decimal, zeros: int) -> None:
    """1.5 and 1.500 are one number."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    longer = Decimal((sign, digits + (0,) * zeros, exponent - zeros))

    assert canonical(longer) == canonical(number)


@pytest.mark.parametrize("text", ["(" * 5000, "[" * 5000, "-" * 5000, "1+" * 4999 + "1"])
def test_deep_text_is_refused_not_crashed(text: str) -> None:
    """Nesting beyond the bound is a syntax error, well before Python's stack ends."""
    with pytest.raises(FeelSyntaxError, match="nests too deep"):
        parse_expression(text)
