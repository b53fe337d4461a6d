"""A file's text, what stands in it, and where.

Both YAML and JSON become the same three nodes. A node's span is a pair of offsets into the
file's text; line and column are worked out only when something has to be shown.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from engine.errors import Place

__all__ = ["Entries", "Items", "Node", "Plain", "Scalar", "SourceFile", "Style"]

Plain: TypeAlias = bool | Decimal | date | str | None
Style: TypeAlias = Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True, eq=False)
class SourceFile:
    """A file's name and text, NFC and without byte order mark."""

    name: str
    text: str = field(repr=False)
    _starts: list[int] = field(default_factory=list, repr=False)

    def place(self, start: int, end: int) -> Place:
        """The place of a span; a span over several lines is marked on its first line."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(
                offset + 1 for offset, character in enumerate(self.text) if character == "\n"
            )
        line = bisect_right(self._starts, start) - 1
        first = self._starts[line]
        stop = self.text.find("\n", first)
        text = self.text[first : len(self.text) if stop < 0 else stop].rstrip("\r")
        length = max(1, min(end, first + len(text)) - start)
        return Place(self.name, line + 1, start - first + 1, length, text)


@dataclass(frozen=True, slots=True, eq=False)
class _Spanned:
    file: SourceFile = field(repr=False)
    start: int
    end: int

    def place(self) -> Place:
        """Where it is written."""
        return self.file.place(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Scalar(_Spanned):
    """One value: null, a boolean, an exact number, a day or text."""

    value: Plain
    style: Style = "plain"

    @property
    def written(self) -> str:
        """The value as it is written in the file, quotes included."""
        return self.file.text[self.start : self.end]


@dataclass(frozen=True, slots=True, eq=False)
class Items(_Spanned):
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entries(_Spanned):
    """A mapping: every key once, in the order of the file. Keys are text."""

    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        """What stands under `key`, if it is there."""
        return next((value for name, value in self.entries if name.value == key), None)


Node: TypeAlias = Scalar | Items | Entries
