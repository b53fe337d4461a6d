"""Formulas in words: arithmetic, roundings and the other functions of the library."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from engine.ir import And, Arithmetic, Call, Expr, If, ListOf, Literal, Or
from engine.kinds import DurationKind, NumberKind
from engine.words.phrases import FUNCTIONS, ROUNDINGS, SYMBOLS
from engine.words.terms import Terms, runs_on
from engine.words.vocabulary import Entry
from engine.words.wording import say

__all__ = ["ZERO", "Formulas"]

ZERO: Final = Literal(Decimal(0))
_TIGHT: Final = frozenset({"*", "/", "**"})


@dataclass(frozen=True, slots=True)
class Formulas(Terms, ABC):
    """Reads computations; what their parts are called, a reader knows."""

    @abstractmethod
    def read(self, expr: Expr) -> str:
        """`expr` as a phrase."""

    @abstractmethod
    def value(self, expr: Expr, beside: Entry) -> str:
        """A value, in the words and the unit of what stands `beside` it."""

    def arithmetic(self, expr: Arithmetic) -> str:
        """A computation with its signs; a date and a time as a day before or after."""
        op, left, right = expr.op, expr.left, expr.right
        if isinstance(self.entry(right).kind, DurationKind) and op in {"+", "-"}:
            key = "days_after" if op == "+" else "days_before"
            return self.phrase(key, self.read(left), self.read(right))
        share = self.share(expr)
        if share is not None and self.says_percent(share[1]):
            return self.phrase("share", self.read(share[1]), self._part(share[0], "*"))
        last = self._part(right, op, last=True)
        return f"{self._part(left, op)} {SYMBOLS[op]} {last}"

    def function(self, function: str, args: tuple[Expr, ...]) -> str:
        """A function of the library applied to its arguments."""
        if function in ROUNDINGS:
            return self.said(FUNCTIONS[function], self.read(args[0]), self.grain(args))
        if len(args) == 1 and isinstance(args[0], ListOf):
            args = args[0].items
        if function == "max" and args[-1] == ZERO and len(args) > 1:
            floor = self.value(ZERO, self.entry(args[0]))
            return self.phrase("at_least", self._part(args[0], "*"), floor)
        said = [self.read(arg) for arg in args]
        if function in {"min", "max", "total", "sum", "all", "any"} and len(said) > 1:
            said = [self.series([self._part(arg, "*") for arg in args], "and")]
        phrase = FUNCTIONS.get(f"{function}/{len(said)}") or FUNCTIONS[function]
        return self.said(phrase, *said)

    def _part(self, expr: Expr, op: str, *, last: bool = False) -> str:
        if isinstance(expr, Literal):
            return self.text(say(expr.value, NumberKind()))
        share = self.share(expr)
        if share is not None and self.says_percent(share[1]):
            return f"({self.read(expr)})"
        loose = isinstance(expr, Arithmetic) and expr.op not in _TIGHT
        inside = op in _TIGHT or (op == "-" and last)
        rounded = isinstance(expr, Call) and expr.function in ROUNDINGS
        brackets = rounded or isinstance(expr, If | And | Or) or (loose and inside)
        brackets = brackets or (isinstance(expr, Call) and runs_on(expr))
        return f"({self.read(expr)})" if brackets else self.read(expr)
