"""Expressions as plain sentences, Swedish and English, for readers who do not read FEEL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from engine.kinds import BOOLEAN, DateKind, NumberKind
from engine.model import Texts
from engine.phrases import COMPARISONS, DATE_COMPARISONS, FUNCTIONS, JOINTS, SYMBOLS
from engine.values import Value
from engine.vocabulary import Entry, field_of
from engine.wording import say

__all__ = ["Reader", "conditions", "figures", "labels"]

_UNNAMED = Entry(Texts("posten", "the item"), BOOLEAN)
_LISTED = 8  # figures in a longer list are not read out
_TIGHT = frozenset({"*", "/", "**"})


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads expressions aloud in one language; `names` says what each name is called."""

    language: str
    entries: Mapping[str, Entry]
    call: Callable[[str, Entry], str]
    bound: frozenset[str] = frozenset()
    values: Mapping[str, Value] | None = None  # given: figures stand in the place of names

    def read(self, expr: Expr) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a node
        """`expr` as a phrase; a boolean one reads as a clause without full stop."""
        match expr:
            case Literal(value):
                return self._text(say(value, BOOLEAN))
            case Name(name):
                return self.call(name, self.entry(expr))
            case Path():
                return self._path(expr)
            case Negate(arg):
                return f"\N{MINUS SIGN}{self._operand(arg)}"
            case Arithmetic(op, left, right):
                return f"{self._part(left, op)} {SYMBOLS[op]} {self._part(right, op)}"
            case Compare(op, left, right):
                return self._comparison(op, left, right)
            case And(args):
                return self._joined(args, "and")
            case Or(args):
                return self._joined(args, "or")
            case Not(arg):
                return self._phrase("not", self._operand(arg))
            case Between(arg, low, high):
                return self._phrase("between", *map(self.read, (arg, low, high)))
            case In(arg, tests):
                return self._membership(arg, tests)
            case Range(low, high):
                return f"{self.read(low)}\N{EN DASH}{self.read(high)}"
            case UnaryTest(op, operand):
                return self._text(COMPARISONS[op]).format("", self.read(operand)).strip()
            case If(condition, then, otherwise):
                return self._phrase("if", *map(self.read, (then, condition, otherwise)))
            case Quantified(quantifier, variable, domain, body):
                inner = self._inside(domain, variable)
                return self._phrase(quantifier, self.read(domain), inner.read(body))
            case Filter():
                return self._filtered(expr)
            case Call(function, args):
                return self._function(function, args)
            case ListOf(items):
                return ", ".join(map(self.read, items))
            case _:
                assert_never(expr)

    def entry(self, expr: Expr) -> Entry:
        """What is known of the thing that `expr` names: its words and its kind."""
        match expr:
            case Name(name):
                return self.entries.get(name, _UNNAMED)
            case Path(base, field):
                return field_of(self.entry(base), field)
            case Filter(base):
                return self.entry(base)
            case Negate(arg) | Arithmetic(left=arg) | If(then=arg):
                return self.entry(arg)
            case Call(_, args) if args:
                return self.entry(args[0])
            case _:
                return _UNNAMED

    def _comparison(self, op: str, left: Expr, right: Expr) -> str:
        if isinstance(right, Literal) and op in {"=", "!="}:
            special = self._against(op, left, right)
            if special is not None:
                return special
        entry = self.entry(left)
        table = DATE_COMPARISONS if isinstance(entry.kind, DateKind) else COMPARISONS
        said = self._literal(right, entry) if isinstance(right, Literal) else self._operand(right)
        return self._text(table[op]).format(self._operand(left), said)

    def _against(self, op: str, left: Expr, right: Literal) -> str | None:
        """Equality with true, false, nothing or blank has a phrase of its own."""
        wanted = right.value
        if isinstance(wanted, bool):
            clause = self.read(left)
            return clause if wanted is (op == "=") else self._phrase("not", clause)
        if wanted is None:
            return self._phrase("is_none" if op == "=" else "is_some", self.read(left))
        if wanted == "":
            return self._phrase("is_blank" if op == "=" else "is_filled", self.read(left))
        return None

    def _membership(self, arg: Expr, tests: tuple[Expr, ...]) -> str:
        entry = self.entry(arg)
        single = tests[0] if len(tests) == 1 else None
        if isinstance(single, Range):
            ends = self._literal(single.low, entry), self._literal(single.high, entry)
            return self._phrase("between", self.read(arg), *ends)
        options = single.items if isinstance(single, ListOf) else tests
        words = [self._literal(option, entry) for option in options]
        if single is not None and not isinstance(single, ListOf | Literal | UnaryTest):
            return self._phrase("among", self.read(arg), words[0])
        return self._phrase("one_of", self.read(arg), self._series(words, "or"))

    def _literal(self, expr: Expr, beside: Entry) -> str:
        """A constant in the words and the unit of what it is compared with."""
        if not isinstance(expr, Literal):
            return self.read(expr)
        return self._text(say(expr.value, beside.kind, beside.question))

    def _path(self, expr: Path) -> str:
        entry = field_of(self.entry(expr.base), expr.field)
        label = self._text(entry.label)
        if self.values is not None and isinstance(expr.base, Name):
            listed = self._listed(self.values.get(expr.base.name), expr.field, entry)
            if listed is not None:
                return listed
        match expr.base:
            case Name(name) if name in self.bound:
                return label
            case _:
                return self._phrase("field", label, self.read(expr.base))

    def _listed(self, items: Value, field: str, entry: Entry) -> str | None:
        """The values of a field over a short list of records, None for anything else."""
        if not isinstance(items, tuple) or not 0 < len(items) <= _LISTED:
            return None
        found = [item.get(field) for item in items if isinstance(item, Mapping)]
        return ", ".join(self._text(say(one, entry.kind, entry.question)) for one in found)

    def _filtered(self, expr: Filter) -> str:
        if isinstance(expr.condition, Literal):  # [1]: the row that a lookup found
            return self.read(expr.base)
        inner = self._inside(expr.base, "item")
        return self._phrase("where", self.read(expr.base), inner.read(expr.condition))

    def _function(self, function: str, args: tuple[Expr, ...]) -> str:
        said = [self.read(arg) for arg in args]
        if function in {"min", "max"} and len(said) > 1:
            said = [self._series(said, "and")]
        phrase = FUNCTIONS.get(f"{function}/{len(said)}") or FUNCTIONS.get(function)
        if phrase is None:
            return f"{function}({'; '.join(said)})"
        return self._text(phrase).format(*said)

    def _inside(self, domain: Expr, variable: str) -> Reader:
        entry = self.entry(domain)
        item = replace(entry, label=_UNNAMED.label)
        return replace(
            self, entries={**self.entries, variable: item}, bound=self.bound | {variable}
        )

    def _joined(self, args: tuple[Expr, ...], joint: str) -> str:
        return self._series([self._operand(arg) for arg in args], joint)

    def _series(self, parts: list[str], joint: str) -> str:
        if len(parts) == 1:
            return parts[0]
        word = self._text(JOINTS[joint])
        return f"{', '.join(parts[:-1])} {word} {parts[-1]}"

    def _operand(self, expr: Expr) -> str:
        said = self.read(expr)
        return f"({said})" if isinstance(expr, And | Or | If) else said

    def _part(self, expr: Expr, op: str) -> str:
        if isinstance(expr, Literal):
            return self._text(say(expr.value, NumberKind()))
        loose = isinstance(expr, Arithmetic) and expr.op not in _TIGHT
        brackets = isinstance(expr, If | And | Or) or (loose and op in _TIGHT)
        return f"({self.read(expr)})" if brackets else self.read(expr)

    def _phrase(self, key: str, *said: str) -> str:
        return self._text(JOINTS[key]).format(*said)

    def _text(self, texts: Texts) -> str:
        return texts.sv if self.language == "sv" else texts.en


def labels(entries: Mapping[str, Entry], language: str) -> Reader:
    """A reader that calls every name by its label."""

    def label(_: str, entry: Entry) -> str:
        return entry.label.sv if language == "sv" else entry.label.en

    return Reader(language, entries, label)


def figures(entries: Mapping[str, Entry], values: Mapping[str, Value], language: str) -> Reader:
    """A reader that puts each name's value in its place, for showing arithmetic."""

    def figure(name: str, entry: Entry) -> str:
        if name not in values:  # a bound variable has no value of its own
            return entry.label.sv if language == "sv" else entry.label.en
        said = say(values[name], entry.kind, entry.question)
        return said.sv if language == "sv" else said.en

    return Reader(language, entries, figure, values=values)


def conditions(expr: Expr) -> tuple[str | None, tuple[Expr, ...]]:
    """The top of a condition as a list: `("and" | "or", parts)`, or `(None, (expr,))`."""
    match expr:
        case And(args):
            return "and", args
        case Or(args):
            return "or", args
        case _:
            return None, (expr,)
