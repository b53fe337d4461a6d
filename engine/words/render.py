"""Expressions as plain sentences, Swedish and English, for readers who do not read FEEL."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

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
from engine.kinds import BooleanKind, DateKind, NumberKind
from engine.words.formulas import ZERO, Formulas
from engine.words.phrases import (
    COMPARISONS,
    DATE_COMPARISONS,
    EQUALITIES,
    LEADS,
    NUMBER_EQUALITIES,
    OPPOSITES,
    SUPERLATIVES,
    negated,
    subordinated,
)
from engine.words.terms import (
    UNNAMED,
    Outline,
    is_clause,
    options_of,
    place_of,
    runs_on,
    undone,
)
from engine.words.vocabulary import Entry, field_of

__all__ = ["Outline", "Reader"]


@dataclass(frozen=True, slots=True)
class Reader(Formulas):
    """Reads expressions aloud in one language; `entries` says what each name is called.

    A `subordinate` reader reads clauses that follow *att*, *när*, *om* or *där*. `lines` are
    the variables that stand for a line of a list, the innermost last.
    """

    lines: tuple[str, ...] = ()

    def after(self) -> Reader:
        """The reader of a clause that hangs on another."""
        return replace(self, subordinate=True)

    def main(self) -> Reader:
        """The reader of a clause that stands alone."""
        return replace(self, subordinate=False)

    def read(self, expr: Expr) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a node
        """`expr` as a phrase; a boolean one reads as a clause without full stop."""
        match expr:
            case Literal():
                return self.constant(expr, UNNAMED)
            case Name() | Path():
                return self._named(expr)
            case Negate(arg):
                return f"\N{MINUS SIGN}{self.operand(arg)}"
            case Arithmetic():
                return self.arithmetic(expr)
            case Compare(op, left, right):
                return self._comparison(op, left, right)
            case And(args):
                return self.series([self._joined(arg) for arg in args], "and")
            case Or(args):
                return self.series([self._joined(arg) for arg in args], "or")
            case Not(arg):
                return self._not(arg)
            case Between(arg, low, high):
                ends = [self.value(end, self.entry(arg)) for end in (low, high)]
                return self.phrase("between", self.read(arg), *ends)
            case In(arg, tests):
                return self._membership(arg, tests)
            case Range():
                return self._range("", expr, UNNAMED)
            case UnaryTest(op, operand):
                return self._compared(op, "", self.read(operand)).strip()
            case If():
                return self._if(expr, UNNAMED)
            case Quantified():
                return self._quantified(expr)
            case For():
                return self._for_each(expr)
            case Filter():
                return self._filtered(expr)
            case Call(function, args):
                return self.function(function, args)
            case ListOf(items):
                return ", ".join(map(self.read, items))
            case _:
                assert_never(expr)

    def outline(self, expr: Expr, beside: Entry = UNNAMED) -> Outline:
        """`expr` as a list of clauses where it joins several, in as many levels as it has.

        `beside` gives words to the codes that a value can become.
        """
        match expr:
            case And(args):
                return self._listed("and", args)
            case Or(args):
                return self._listed("or", args)
            case Not(And(args)):
                return self._listed("not_and", args)
            case Not(Or(args)):
                return self._listed("not_or", args)
            case Quantified(quantifier, variable, domain, body) if isinstance(body, And | Or):
                inner = self._inside(domain, variable).outline(body)
                key = "some_where" if quantifier == "some" else "every"
                return Outline(self.phrase(key, self.read(domain), inner.text), inner.parts)
            case If(otherwise=If()) if not isinstance(beside.kind, BooleanKind):
                return Outline(LEADS["if"].in_(self.language), tuple(self._cases(expr, beside)))
            case If():
                return Outline(self._if(expr, beside))
            case _:
                return Outline(self.value(expr, beside))

    def value(self, expr: Expr, beside: Entry) -> str:
        """A value, in the words and the unit of what it is or is compared with."""
        if isinstance(expr, If):
            return self._if(expr, beside)
        return self.constant(expr, beside) if isinstance(expr, Literal) else self.read(expr)

    # --- clauses ----------------------------------------------------------------------

    def _comparison(self, op: str, left: Expr, right: Expr) -> str:
        if isinstance(right, Literal) and op in {"=", "!="}:
            special = self._against(op, left, right)
            if special is not None:
                return special
        counted = self._counted(op, left, right)
        if counted is not None:
            return counted
        left, right = undone(left, right)
        beside = self.entry(right if isinstance(left, Literal) else left)
        ends = [
            self.constant(end, beside) if isinstance(end, Literal) else self.operand(end)
            for end in (left, right)
        ]
        if ends[1].startswith(SUPERLATIVES.get(op, ())):
            return self.phrase("not_above" if op == "<=" else "not_below", *ends)
        if op in EQUALITIES and not isinstance(right, Literal):
            return self._same(op, *ends, number=isinstance(beside.kind, NumberKind))
        return self._compared(op, *ends, dates=isinstance(beside.kind, DateKind))

    def _same(self, op: str, left: str, right: str, *, number: bool) -> str:
        if op == "=" and left == right:  # a column and a fact of the same name
            return self.phrase("matches", left)
        return self.said((NUMBER_EQUALITIES if number else EQUALITIES)[op], left, right)

    def _compared(self, op: str, left: str, right: str, *, dates: bool = False) -> str:
        table = DATE_COMPARISONS if dates else COMPARISONS
        return self.said(table[op], left, right)

    def _against(self, op: str, left: Expr, right: Literal) -> str | None:
        """Equality with true, false, nothing or blank has a phrase of its own."""
        wanted = right.value
        if isinstance(wanted, bool):
            return self.read(left) if wanted is (op == "=") else self._not(left)
        if wanted is None:
            return self.phrase("is_none" if op == "=" else "is_some", self.read(left))
        if wanted == "":
            return self.phrase("is_blank" if op == "=" else "is_filled", self.read(left))
        return None

    def _counted(self, op: str, left: Expr, right: Expr) -> str | None:
        """`count(list) > 0` and `count(list) = 0`: whether there is any."""
        if not isinstance(left, Call) or left.function != "count" or right != ZERO:
            return None
        if op not in {">", "="}:
            return None
        return self._exists(left.args[0], found=op == ">")

    def _exists(self, items: Expr, *, found: bool) -> str:
        key = "some" if found else "none"
        if isinstance(items, Filter) and not isinstance(items.condition, Literal):
            inner = self._inside(items.base, "item").read(items.condition)
            return self.phrase(f"{key}_where", self.read(items.base), inner)
        return self.phrase(key, self.read(items))

    def _not(self, arg: Expr) -> str:
        match arg:
            case Compare(op, left, Literal(bool() as wanted)) if op in {"=", "!="}:
                return self.read(left) if wanted is (op == "!=") else self._not(left)
            case Compare(op, left, right):
                return self._comparison(OPPOSITES[op], left, right)
            case In(inner, tests):
                return self._membership(inner, tests, negative=True)
            case Not(inner):
                return self.read(inner)
            case Quantified("some", variable, domain, body):
                inside = self._inside(domain, variable).read(body)
                return self.phrase("none_where", self.read(domain), inside)
            case Name() | Path():
                said = negated(self.main().read(arg), self.language, subordinate=self.subordinate)
                if said is not None:
                    return said
            case _:
                pass
        return self.phrase("not", self.after().operand(arg))

    def _membership(self, arg: Expr, tests: tuple[Expr, ...], *, negative: bool = False) -> str:
        beside, said = self.entry(arg), self.read(arg)
        options = options_of(In(arg, tests))
        single = tests[0] if len(tests) == 1 else None
        if isinstance(single, Range) and not negative:
            return self._range(said, single, beside)
        if any(isinstance(one, Range | UnaryTest) for one in options):
            clauses = [self._test(said, one, beside) for one in options]
            either = self.series(clauses, "or")
            return self.phrase("not", either) if negative else either
        if single is not None and not isinstance(single, ListOf | Literal):
            return self._among(said, single, negative=negative)
        words = [self.value(option, beside) for option in options]
        if negative and len(words) == 1:
            return self._compared("!=", said, words[0])
        if negative:
            return self.phrase("none_of", said, self.series(words, "neither"))
        return self.phrase("one_of", said, self.series(words, "or"))

    def _among(self, said: str, items: Expr, *, negative: bool) -> str:
        """In a list, or in a table of one column, which needs no name."""
        key = "among"
        if isinstance(items, Path) and isinstance(items.base, Name):
            rows = self.entry(items.base)
            if rows.table and rows.question is not None and len(rows.question.fields) == 1:
                key, items = "in_table", items.base
        return self.phrase(f"not_{key}" if negative else key, said, self.read(items))

    def _test(self, said: str, test: Expr, beside: Entry) -> str:
        match test:
            case Range():
                return self._range(said, test, beside)
            case UnaryTest(op, operand):
                dates = isinstance(beside.kind, DateKind)
                return self._compared(op, said, self.value(operand, beside), dates=dates)
            case _:
                return self._compared("=", said, self.value(test, beside))

    def _range(self, said: str, ends: Range, beside: Entry) -> str:
        keys = {(True, True): "between", (False, False): "inside", (True, False): "from_below"}
        key = keys.get((ends.low_closed, ends.high_closed), "to_above")
        low, high = self.value(ends.low, beside), self.value(ends.high, beside)
        return self.phrase(key, said, low, high).strip()

    def _quantified(self, expr: Quantified) -> str:
        inner = self._inside(expr.domain, expr.variable).read(expr.body)
        key = "some_where" if expr.quantifier == "some" else "every"
        return self.phrase(key, self.read(expr.domain), inner)

    def _for_each(self, expr: For) -> str:
        reader, lists = self, list[str]()
        for variable, domain in zip(expr.variables, expr.domains, strict=True):
            lists.append(reader.phrase("each", reader.read(domain)))
            reader = reader._inside(domain, variable)
        said = reader.after().value(expr.body, UNNAMED)
        return self.phrase("for_each", said, self.series(lists, "and"))

    def _if(self, expr: If, beside: Entry) -> str:
        condition = self.after().read(expr.condition)
        if is_clause(expr.otherwise) or is_clause(expr.then):
            then = self._clause(expr.then, self)
            return self.phrase("if_clause", then, condition, self._clause(expr.otherwise, self))
        branches = self.value(expr.then, beside), self.value(expr.otherwise, beside)
        return self.phrase("if", branches[0], condition, branches[1])

    def _clause(self, expr: Expr, reader: Reader) -> str:
        if expr == Literal(None):
            return self.phrase("undecided")
        return reader.after().read(expr)

    def _cases(self, expr: Expr, beside: Entry) -> list[Outline]:
        """The branches of a chain of conditions, each as a line of its own."""
        found: list[Outline] = []
        while isinstance(expr, If):
            inner = self.after().outline(expr.condition)
            said = (
                LEADS["case"].in_(self.language).format(self.value(expr.then, beside), inner.text)
            )
            found.append(Outline(said, inner.parts))
            expr = expr.otherwise
        return [*found, Outline(LEADS["else"].in_(self.language).format(self.value(expr, beside)))]

    def _listed(self, joint: str, args: tuple[Expr, ...]) -> Outline:
        return Outline(LEADS[joint].in_(self.language), tuple(map(self.main().outline, args)))

    # --- things -----------------------------------------------------------------------

    def _named(self, expr: Name | Path) -> str:
        said = self._name(expr.name) if isinstance(expr, Name) else self._path(expr)
        clause = self.subordinate and isinstance(self.entry(expr).kind, BooleanKind)
        return subordinated(said) if clause and self.language == "sv" else said

    def _name(self, name: str) -> str:
        entry = self.entries.get(name, UNNAMED)
        said = self.text(entry.label)
        return self.phrase("table", said) if entry.table else said

    def _path(self, expr: Path) -> str:
        label = self.text(field_of(self.entry(expr.base), expr.field).label)
        if isinstance(expr.base, Name) and expr.base.name in self.lines:
            outer = expr.base.name != self.lines[-1]
            return self.phrase("outer", label) if outer else label
        key = "by" if self.entry(expr.base).table else "field"
        return self.phrase(key, label, self.read(expr.base))

    def _filtered(self, expr: Filter) -> str:
        base, table = expr.base, self.entry(expr.base).table
        if isinstance(expr.condition, Literal | Negate):
            found = place_of(expr.condition)
            if table and found == 1 and isinstance(base, Filter):
                return self._where("row", base)
            key = "nth" if found >= 0 else "from_end"
            return self.phrase(key, self.read(base), str(abs(found)))
        return self._where("rows" if table else "where", expr)

    def _where(self, key: str, expr: Filter) -> str:
        inner = self._inside(expr.base, "item").read(expr.condition)
        return self.phrase(key, self.read(expr.base), inner)

    def _inside(self, domain: Expr, variable: str) -> Reader:
        """The reader of what is said of a line of `domain`."""
        lines = (*(name for name in self.lines if name != variable), variable)
        return replace(self.inside(domain, variable), lines=lines, subordinate=True)

    def _joined(self, expr: Expr) -> str:
        """A part of a junction, in brackets where its end could not be told."""
        several = isinstance(expr, In) and len(options_of(expr)) > 1
        return f"({self.read(expr)})" if several or runs_on(expr) else self.operand(expr)

    def operand(self, expr: Expr) -> str:
        """`expr` as part of something larger, in brackets when it has parts of its own."""
        said = self.read(expr)
        return f"({said})" if isinstance(expr, And | Or | If) else said
