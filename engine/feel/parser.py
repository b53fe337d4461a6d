"""Text of a condition to an expression: the subset of FEEL (OMG DMN 1.5) that rules are written in.

Hand-written, one method a construct, its docstring the grammar line. A text is an
expression or a `FeelSyntaxError`, never anything else: length and depth are bounded, so
hostile text cannot exhaust the stack. What FEEL has and the subset has not is refused by
name (`OutsideSubset`).
"""

from __future__ import annotations

from typing import Final
from typing import Literal as OneOf

from engine.feel.calls import Argument, call_of, temporal_literal
from engine.feel.cursor import Cursor
from engine.feel.errors import FeelSyntaxError, OutsideSubset
from engine.functions import FUNCTIONS, OUTSIDE
from engine.ir import (
    And,
    Arithmetic,
    ArithmeticOp,
    Between,
    Compare,
    CompareOp,
    Expr,
    Filter,
    For,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Negate,
    Or,
    Path,
    Quantified,
    Range,
    UnaryTest,
)
from engine.values import number_from_text
from engine.walk import children, free_names

__all__ = ["MAX_DEPTH", "FeelSyntaxError", "OutsideSubset", "parse_expression"]

MAX_DEPTH: Final = 60
"""How deep an expression may nest, in the text and as a tree."""

_OR, _AND, _COMPARISON, _SUM, _PRODUCT, _POWER = range(1, 7)
_ARITHMETIC: Final[dict[str, tuple[int, ArithmeticOp]]] = {
    "+": (_SUM, "+"),
    "-": (_SUM, "-"),
    "*": (_PRODUCT, "*"),
    "/": (_PRODUCT, "/"),
    "**": (_POWER, "**"),
}
_COMPARE: Final[dict[str, CompareOp]] = {
    "=": "=",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
}
_LEVELS: Final[dict[str, int]] = {
    "or": _OR,
    "and": _AND,
    **dict.fromkeys((*_COMPARE, "between", "in"), _COMPARISON),
    **{symbol: level for symbol, (level, _) in _ARITHMETIC.items()},
}
_CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}


def parse_expression(text: str) -> Expr:
    """The expression that a text says.

    Raises:
        FeelSyntaxError: the text is not FEEL.
        OutsideSubset: it is, but uses what the subset leaves out.
    """
    return _Parser(text).parse()


class _Parser(Cursor):
    """One pass over the tokens of one text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._filters = True  # off at the upper end of a range: `[1..x[` closes it

    def parse(self) -> Expr:
        """Grammar: expression, end."""
        expr = self._expression()
        if self.token.kind != "end":
            self.unexpected("an operator or the end")
        level, height = [expr], 1
        while level := [child for node in level for child in children(node)]:
            height += 1
            self._bound(height)
        return expr

    def _bound(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            span = (self.token.start, self.token.end)
            self.refuse("the expression nests too deep", span, f"at most {MAX_DEPTH} levels")

    # Operators, from the loosest to the tightest.

    def _expression(self) -> Expr:
        """Grammar: expression = operand, {operator, operand}."""
        return self._binary(_OR)

    def _binary(self, level: int) -> Expr:
        """An expression whose operators bind at least as tightly as `level`."""
        start = self.token.start
        return self._continued(self._operand(), level, start)

    def _continued(self, left: Expr, level: int, start: int) -> Expr:
        while (found := _LEVELS.get(self.token.kind, 0)) >= level:
            if found == _COMPARISON:
                left = self._comparison(left, start)
            elif found < _COMPARISON:
                left = self._junction(left, found, start)
            else:
                operator = _ARITHMETIC[self.advance().kind][1]
                right = self._binary(found + 1)
                left = Arithmetic(operator, left, right, self.span(start))
        return left

    def _junction(self, first: Expr, level: int, start: int) -> Expr:
        """Grammar: expression, "and", expression, {"and", expression}; "or" likewise."""
        keyword = self.token.kind
        args = [first]
        while self.accept(keyword):
            args.append(self._binary(level + 1))
        node = And if keyword == "and" else Or
        return node(tuple(args), self.span(start))

    def _comparison(self, left: Expr, start: int) -> Expr:
        """Grammar: sum, (op, sum | "between", sum, "and", sum | "in", tests)."""
        keyword = self.advance().kind
        result: Expr
        if keyword == "between":
            low = self._binary(_SUM)
            self.expect("and")
            high = self._binary(_SUM)
            result = Between(left, low, high, self.span(start))
        elif keyword == "in":
            tests = self._tests()
            result = In(left, tests, self.span(start))
        else:
            right = self._binary(_SUM)
            result = Compare(_COMPARE[keyword], left, right, self.span(start))
        if _LEVELS.get(self.token.kind) == _COMPARISON:
            reason = "`a < b < c` does not say what it seems to"
            self.outside("chained comparison", reason, (start, self.token.end))
        return result

    def _tests(self) -> tuple[Expr, ...]:
        """Grammar: tests = unary test | "(", test, {",", test}, ")" | sum."""
        start = self.token.start
        if self.token.kind in _COMPARE:
            return (self._unary_test(),)
        if self.token.kind != "(":
            return (self._binary(_SUM),)
        tests = self._group()
        if len(tests) > 1:
            return tests
        return (self._continued(self._postfix(tests[0], start), _SUM, start),)

    def _unary_test(self) -> UnaryTest:
        """Grammar: unary test = ("=" | "!=" | "<" | "<=" | ">" | ">="), sum."""
        start = self.token.start
        operator = _COMPARE[self.advance().kind]
        operand = self._binary(_SUM)
        return UnaryTest(operator, operand, self.span(start))

    # Operands.

    def _operand(self) -> Expr:
        """Grammar: operand = "-", operand | primary, {".", name | "[", expression, "]"}."""
        self._depth += 1
        self._bound(self._depth)
        start = self.token.start
        if not self.accept("-"):
            result = self._postfix(self._primary(), start)
        elif self.token.kind == "number":
            result = self._postfix(self._number(start, "-"), start)
        else:
            operand = self._operand()
            result = Negate(operand, self.span(start))
        self._depth -= 1
        return result

    def _postfix(self, base: Expr, start: int) -> Expr:
        while True:
            if self.accept("."):
                field = self.expect("name").text
                if isinstance(base, Range | UnaryTest):
                    reason = "a range is tested, not taken apart"
                    self.outside("property of a range", reason, self.span(start))
                base = Path(base, field, self.span(start))
            elif self._filters and self.accept("["):
                condition = self._inner()
                self.expect("]")
                base = Filter(base, condition, self.span(start))
            else:
                return base

    def _inner(self) -> Expr:
        """An expression inside brackets, where a filter may stand again."""
        before, self._filters = self._filters, True
        expr = self._expression()
        self._filters = before
        return expr

    def _primary(self) -> Expr:  # noqa: C901 - one line a construct
        token = self.token
        if function := self._function():
            return self._call(function)
        match token.kind:
            case "number":
                return self._number(token.start)
            case "string":
                return Literal(self.advance().text, self.span(token.start))
            case "true" | "false" | "null":
                return Literal(_CONSTANTS[self.advance().kind], self.span(token.start))
            case "name":
                return Name(self.advance().text, self.span(token.start))
            case "(":
                return self._parenthesised()
            case "[" | "]":
                return self._bracket()
            case "if":
                return self._if()
            case "some" | "every":
                word = self.advance()
                return self._quantifier("some" if word.kind == "some" else "every", word.start)
            case "for":
                return self._for()
            case "@":
                return self._at_literal()
            case _:
                return self.unexpected("a value, a name, a list or `(`")

    def _number(self, start: int, sign: str = "") -> Literal:
        number = number_from_text(sign + self.advance().text)
        if number is None:
            self.refuse("a number too large", self.span(start), "less than 1e6145")
        return Literal(number, self.span(start))

    def _at_literal(self) -> Literal:
        """Grammar: at literal = "@", string: a date or a duration."""
        start = self.advance().start
        text = self.expect("string").text
        span = self.span(start)
        return Literal(temporal_literal(text, span), span)

    def _parenthesised(self) -> Expr:
        """Grammar: parenthesised = "(", test, ")" | open range."""
        start = self.token.start
        tests = self._group()
        if len(tests) > 1:
            self.refuse("several expressions between parentheses", self.span(start), "one")
        return tests[0]

    def _group(self) -> tuple[Expr, ...]:
        """Grammar: group = "(", test, {",", test}, ")" | open range."""
        start = self.expect("(").start
        tests = [self._test()]
        if self.token.kind == "..":
            return (self._range(tests[0], start, low_closed=False),)
        while self.accept(","):
            tests.append(self._test())
        self.expect(")")
        return tuple(tests)

    def _test(self) -> Expr:
        """Grammar: test = unary test | expression."""
        if self.token.kind not in _COMPARE:
            return self._inner()
        before, self._filters = self._filters, True
        test = self._unary_test()
        self._filters = before
        return test

    def _bracket(self) -> Expr:
        """Grammar: list = "[", [expression, {",", expression}], "]", or a range."""
        opening = self.advance()
        if opening.kind == "[" and self.accept("]"):
            return ListOf((), self.span(opening.start))
        items = [self._inner()]
        if opening.kind == "]" or self.token.kind == "..":
            return self._range(items[0], opening.start, low_closed=opening.kind == "[")
        while self.accept(","):
            items.append(self._inner())
        self.expect("]")
        return ListOf(tuple(items), self.span(opening.start))

    def _range(self, low: Expr, start: int, *, low_closed: bool) -> Range:
        """Grammar: range = ("[" | "(" | "]"), sum, "..", sum, ("]" | ")" | "[")."""
        self.expect("..")
        before, self._filters = self._filters, False
        high = self._binary(_SUM)
        self._filters = before
        if self.token.kind not in {"]", ")", "["}:
            self.unexpected("`]`, `)` or `[`")
        high_closed = self.advance().kind == "]"
        return Range(low, high, low_closed, high_closed, self.span(start))

    def _if(self) -> If:
        """Grammar: if = "if", expression, "then", expression, "else", expression."""
        start = self.advance().start
        condition = self._expression()
        self.expect("then")
        then = self._expression()
        self.expect("else")
        otherwise = self._expression()
        return If(condition, then, otherwise, self.span(start))

    def _quantifier(self, word: OneOf["some", "every"], start: int) -> Quantified:
        """Grammar: quantified = word, name, "in", expression, {",", …}, "satisfies", expression."""
        self._depth += 1
        self._bound(self._depth)
        variable, domain = self._iterator(start)
        body: Expr
        if self.token.kind == ",":
            body = self._quantifier(word, self.advance().end)
        else:
            self.expect("satisfies")
            body = self._expression()
        self._depth -= 1
        return Quantified(word, variable, domain, body, self.span(start))

    def _for(self) -> For:
        """Grammar: for = "for", iterator, {",", iterator}, "return", expression."""
        start = self.advance().start
        iterators = [self._iterator(start)]
        while self.accept(","):
            iterators.append(self._iterator(start))
        self.expect("return")
        body = self._expression()
        variables, domains = zip(*iterators, strict=True)
        if "partial" in free_names(body) - {*variables}:
            reason = "what is returned for one item does not hang on the items before it"
            self.outside("`partial`", reason, self.span(start))
        return For(variables, domains, body, self.span(start))

    def _iterator(self, start: int) -> tuple[str, Expr]:
        """Grammar: iterator = name, "in", expression: a list, no range."""
        variable = self.expect("name").text
        self.expect("in")
        domain = self._expression()
        if self.token.kind == ".." or isinstance(domain, Range):
            reason = "it is a list that is gone through"
            self.outside("range to go through", reason, (start, self.token.end))
        return variable, domain

    # Calls.

    def _function(self) -> str:
        """The name of the function that is called here, or nothing."""
        name = self.name_before("(")
        if name in FUNCTIONS or name in OUTSIDE:
            return name
        return name if self.token.kind == "name" and self.token.text == name else ""

    def _call(self, function: str) -> Expr:
        """Grammar: call = name, "(", [argument, {",", argument}], ")"."""
        start = self.token.start
        self.skip(function)
        name_span = self.span(start)
        if function in OUTSIDE:
            self.outside(f"function `{function}`", OUTSIDE[function], name_span)
        if function not in FUNCTIONS:
            self.refuse("no such function", name_span, "one of the library", f"`{function}`")
        self.expect("(")
        args = [] if self.token.kind == ")" else [self._argument()]
        while self.accept(","):
            args.append(self._argument())
        self.expect(")")
        return call_of(FUNCTIONS[function], args, self.span(start))

    def _argument(self) -> Argument:
        """Grammar: argument = [name, ":"], expression."""
        name = self.name_before(":")
        if name:
            self.skip(name)
            self.expect(":")
        return name, self._inner()
