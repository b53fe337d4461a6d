"""From a place inside a value to the place in the file where it is written.

An expression is checked as text of its own, but an author looks at the file: quotes,
escapes, folded lines and the indentation of a block stand between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from engine.errors import Place
from engine.source.file import Scalar

__all__ = ["text_of", "within"]

_DOUBLE: Final = re.compile(
    r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|\n[ ]*|.)", re.DOTALL
)


def text_of(scalar: Scalar) -> str:
    """The text that a value was written as: `true` and `60000` too are expressions."""
    return scalar.value if isinstance(scalar.value, str) else scalar.written


def within(scalar: Scalar, start: int, end: int) -> Place:
    """The place of the characters `start` to `end` of the value's text."""
    offsets = _offsets(scalar)
    if not offsets:
        return scalar.place()
    first = offsets[min(start, len(offsets) - 1)]
    # At the end of the text something is missing: point behind the last visible character.
    if start >= len(text_of(scalar).rstrip()):
        behind = offsets[max(0, len(text_of(scalar).rstrip()) - 1)] + 1
        return scalar.file.place(behind, behind + 1)
    last = offsets[min(max(start, end - 1), len(offsets) - 1)]
    return scalar.file.place(first, last + 1)


def _offsets(scalar: Scalar) -> list[int]:
    """For every character of the value, where in the file it comes from."""
    text = text_of(scalar)
    if scalar.style == "plain" and len(text) == scalar.end - scalar.start:
        return list(range(scalar.start, scalar.end))
    offsets: list[int] = []
    written = iter(_written(scalar))
    found = next(written, None)
    for character in text:
        # Folding turns a line end into a blank, or drops it; nothing else is ever dropped.
        while found and found[0] == "\n" and character not in " \n":
            found = next(written, None)
        if found is None:  # a value that is not what is written
            break
        offsets.append(found[1])
        if found[0] in ("\n", "", character) or character not in " \n":
            found = next(written, None)
    return offsets


def _written(scalar: Scalar) -> Iterator[tuple[str, int]]:
    """The characters of the value with their offsets, line ends not yet folded."""
    match scalar.style:
        case "literal" | "folded":
            yield from _block(scalar)
        case "single":
            yield from _flow(scalar, scalar.start + 1, scalar.end - 1, re.compile("''"))
        case "double":
            yield from _flow(scalar, scalar.start + 1, scalar.end - 1, _DOUBLE)
        case _:
            yield from _flow(scalar, scalar.start, scalar.end, None)


def _flow(
    scalar: Scalar, start: int, end: int, escape: re.Pattern[str] | None
) -> Iterator[tuple[str, int]]:
    """Quoted or plain: an escape is one character, blanks around a line end are dropped."""
    text, at = scalar.file.text, start
    while at < end:
        if escape and (found := escape.match(text, at, end)):
            if not found.group().startswith("\\\n"):
                yield ("", at)
            at = found.end()
            continue
        if blank := _LINE_END.match(text, at, end):
            yield from (("\n", offset) for offset in _line_ends(text, at, blank.end()))
            at = blank.end()
            continue
        yield (text[at], at)
        at += 1


_LINE_END: Final = re.compile(r"[ \t]*\n[ \t\n]*")


def _line_ends(text: str, start: int, end: int) -> Iterator[int]:
    return (offset for offset in range(start, end) if text[offset] == "\n")


def _block(scalar: Scalar) -> Iterator[tuple[str, int]]:
    """After `|` or `>`: the lines below, without their indentation."""
    text = scalar.file.text
    first = text.find("\n", scalar.start) + 1
    if first == 0:
        return
    lines = text[first : scalar.end].split("\n")
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    at = first
    for line in lines:
        for column in range(min(indent, len(line)), len(line)):
            yield (line[column], at + column)
        at += len(line) + 1
        yield ("\n", at - 1)
