"""Arithmetic with its figures in the place of names, so that a person can check it by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from engine.ir import Arithmetic, Call, Expr, Filter, If, ListOf, Literal, Name, Negate, Path
from engine.kinds import NumberKind
from engine.values import Unknown, Value
from engine.words.phrases import FUNCTIONS, PHRASES, ROUNDINGS, SYMBOLS
from engine.words.render import Reader
from engine.words.wording import say

__all__ = ["Figures", "computes", "taken"]

_LISTED: Final = 8  # figures of a longer list are counted, not read out
_ZERO: Final = Literal(Decimal(0))
_TIGHT: Final = frozenset({"*", "/", "**"})


@dataclass(frozen=True, slots=True)
class Figures:
    """Reads a computation with the values that `evaluate` gives for its parts."""

    reader: Reader
    evaluate: Callable[[Expr], Value]

    def read(self, expr: Expr) -> str:
        """The computation, each name replaced by its value."""
        match expr:
            case Negate(arg):
                return f"\N{MINUS SIGN}{self._part(arg, '**')}"
            case Arithmetic():
                return self._arithmetic(expr)
            case Call(function, args) if function in ROUNDINGS:
                return self._rounded(expr, function, args)
            case Call("min" | "max", (ListOf(items),)):
                return self._extreme(expr, items)
            case Call("min" | "max", args) if len(args) > 1:
                return self._extreme(expr, args)
            case Call("total" | "sum", args):
                return self._added(expr, args)
            case _:
                return self._figure(expr)

    def _extreme(self, expr: Call, args: tuple[Expr, ...]) -> str:
        """What the least or greatest was chosen among; a floor of zero only where it held."""
        if expr.function == "max" and args[1:] == (_ZERO,):
            if self.evaluate(expr) == self.evaluate(args[0]):
                return self.read(args[0])
            floor = self.reader.constant(_ZERO, self.reader.entry(args[0]))
            return self.reader.phrase("at_least", self.read(args[0]), floor)
        said = self.reader.series([self.read(arg) for arg in args], "and")
        return FUNCTIONS[expr.function].in_(self.reader.language).format(said)

    def _arithmetic(self, expr: Arithmetic) -> str:
        if expr.op != "-" and self.evaluate(expr) == _ZERO.value:
            return self._figure(expr)
        if expr.op == "+":  # adding nothing explains nothing
            for term, other in ((expr.left, expr.right), (expr.right, expr.left)):
                if self.evaluate(term) == _ZERO.value:
                    return self.read(other)
        share = self.reader.share(expr)
        if share is not None:
            whole, rate = share
            percent = f"{self._part(rate, '*')}\N{NO-BREAK SPACE}%"
            said = PHRASES["share"].in_(self.reader.language)
            return said.format(percent, self._part(whole, "*"))
        left, right = self._part(expr.left, expr.op), self._part(expr.right, expr.op, last=True)
        return f"{left} {SYMBOLS[expr.op]} {right}"

    def _part(self, expr: Expr, op: str, *, last: bool = False) -> str:
        said = self.read(expr)
        sum_ = isinstance(expr, Arithmetic) and expr.op not in _TIGHT
        added = isinstance(expr, Call) and expr.function in {"total", "sum"} and " + " in said
        shared = self.reader.share(expr) is not None
        if (sum_ or added or shared) and (op in _TIGHT or (op == "-" and last)):
            return f"({said})"
        return said

    def _rounded(self, expr: Expr, function: str, args: tuple[Expr, ...]) -> str:
        """A rounding is told only where it changed anything."""
        said = self.read(args[0])
        if self.evaluate(expr) == self.evaluate(args[0]):
            return said
        phrase = FUNCTIONS[function].in_(self.reader.language)
        return phrase.format(said, self.reader.grain(args))

    def _added(self, expr: Expr, args: tuple[Expr, ...]) -> str:
        found = [self.evaluate(arg) for arg in args]
        items = found[0] if len(found) == 1 and isinstance(found[0], tuple) else tuple(found)
        if not 1 < len(items) <= _LISTED:
            return self._figure(expr)
        kind = self.reader.entry(args[0]).kind
        return " + ".join(self.reader.text(say(item, kind)) for item in items)

    def _figure(self, expr: Expr) -> str:
        if isinstance(expr, Literal):
            return self.reader.text(say(expr.value, NumberKind()))
        entry = self.reader.entry(expr)
        return self.reader.text(say(self.evaluate(expr), entry.kind, entry.question))


def taken(expr: Expr, evaluate: Callable[[Expr], Value]) -> Expr:
    """`expr` without the branches that were not taken; whole while its condition is open."""
    while isinstance(expr, If):
        holds = evaluate(expr.condition)
        if isinstance(holds, Unknown):
            return expr
        expr = expr.then if holds is True else expr.otherwise
    return expr


def computes(expr: Expr) -> bool:
    """Whether anything is computed, rather than looked up or chosen."""
    return not isinstance(expr, Name | Path | Filter | Literal | If)
