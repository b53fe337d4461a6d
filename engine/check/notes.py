"""Noting problems inside one expression, at their place in the file."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import Entry, Field, Place, Problems
from engine.ir import Expr
from engine.source.reader import Node, Scalar
from engine.source.spans import within

__all__ = ["Notes"]


@dataclass(frozen=True, slots=True)
class Notes:
    """Where problems of one expression go; `anchor` is where the expression is written."""

    anchor: Node
    problems: Problems

    def place(self, expr: Expr) -> Place:
        """Where a part of the expression stands in the file."""
        if isinstance(self.anchor, Scalar):
            return within(self.anchor, *expr.span)
        return self.anchor.place()

    def add(self, entry: Entry, expr: Expr, /, **fields: Field) -> None:
        """Note a problem at a part of the expression."""
        self.problems.add(entry, self.place(expr), **fields)
