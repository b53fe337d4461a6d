"""How text is set on a terminal: how wide, in colour or not, with which marks."""

from __future__ import annotations

import codecs
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.words.review import Line, Style

__all__ = ["Page", "fit_streams", "set_review"]

_NARROWEST, _WIDEST, _UNKNOWN = 40, 100, 88
_PLAIN: Final = {
    "✓": "+",
    "✗": "x",
    "•": "*",
    "·": "-",
    "→": "->",
    "”": '"',
    "“": '"',
    "’": "'",
    "−": "-",
    "–": "-",
    "…": "...",
    "×": "x",
    "§": "par.",
    "\N{NO-BREAK SPACE}": " ",
}


@dataclass(frozen=True, slots=True)
class Page:
    """How wide a page is, and whether it is in colour."""

    width: int = _UNKNOWN
    colour: bool = False

    @classmethod
    def of_terminal(cls, *, plain: bool) -> Page:
        """The page that standard output is: wide as the terminal, in colour only there.

        `plain` forbids colour.
        """
        columns = shutil.get_terminal_size((_UNKNOWN, 24)).columns
        terminal = sys.stdout is not None and sys.stdout.isatty()
        return cls(max(_NARROWEST, min(columns, _WIDEST)), terminal and not plain)

    def wrapped(
        self, text: str, indent: str = "", colour: str = "", more: str = ""
    ) -> Iterator[str]:
        """`text` in lines, each after `indent`, those after the first after `more` too.

        Figures keep their units: a no-break space is not broken, nor is a long word.
        """
        width = max(self.width - len(indent) - len(more), 20)
        lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
        for place, line in enumerate(lines):
            yield indent + (more if place else "") + self.paint(line, colour)

    def paint(self, text: str, colour: str) -> str:
        """`text` in a colour, where there are colours."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.colour and colour else text


def set_review(lines: tuple[Line, ...], page: Page) -> Iterator[str]:
    """The lines of a review, set in lines of text."""
    for line in lines:
        indent = "  " * (line.depth + 1)
        match line.style:
            case Style.TITLE:
                yield from page.wrapped(line.text, colour="1")
                yield "=" * min(len(line.text), page.width)
            case Style.HEADING:
                yield from ("", page.paint(line.text, "1"), "-" * len(line.text))
            case Style.RULE:
                yield ""
                yield from page.wrapped(line.text, colour="1")
            case Style.ITEM:
                yield from page.wrapped(f"• {line.text}", indent, more="  ")
            case Style.TEXT:
                yield from page.wrapped(line.text, indent)
            case Style.SOURCE:
                yield from page.wrapped(line.text, indent, "2")


def fit_streams() -> None:
    """Let the answer be read, if less beautifully, where not every letter can be shown."""
    codecs.register_error("hela.plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="hela.plain")


def _plain(error: UnicodeError) -> tuple[str, int]:
    """The letters nearest to those that the stream cannot show."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    said = "".join(_PLAIN.get(letter) or _base(letter) for letter in found)
    return said, error.end


def _base(letter: str) -> str:
    stripped = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return stripped or "?"
