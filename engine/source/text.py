"""Bytes to text, and the rules for text and numbers that YAML and JSON share."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from engine.errors import Place, Problems
from engine.messages.source import FORBIDDEN_CHARACTER, NOT_UTF8
from engine.source.file import SourceFile

__all__ = ["MAX_DIGITS", "decoded", "exact_number", "forbidden_in", "named"]

MAX_DIGITS = 34  # FEEL's decimal128

# Controls but tab and line feed, the odd line ends, lone surrogates, noncharacters, the byte
# order mark and the bidirectional controls, with which a text can look like another one.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\uffff\ud800-\udfff]"
)


def decoded(data: bytes, name: str) -> SourceFile:
    """The text of a file: UTF-8, byte order mark dropped, line ends of one sort, NFC.

    Raises:
        PolicyError: the bytes are not UTF-8, or a character is not allowed.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise Problems().fatal(NOT_UTF8, Place(name, line, column)) from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    file = SourceFile(name, text)
    problems = Problems()
    for found in _FORBIDDEN.finditer(text):
        where = file.place(found.start(), found.end())
        problems.add(FORBIDDEN_CHARACTER, where, character=named(found.group()))
        if len(problems) == _ENOUGH:
            break
    problems.raise_if_any()
    return file


_ENOUGH = 20  # a binary file has thousands; nobody reads them


def forbidden_in(text: str) -> str | None:
    """The first character that no text may hold, even when written as an escape."""
    found = _FORBIDDEN.search(text)
    return found.group() if found else None


def named(character: str) -> str:
    """A character as shown to an author: itself if it is visible, and always its number."""
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"`{number}`" + (f" ({name.lower()})" if name else "")


def exact_number(text: str) -> Decimal | None:
    """The number as plain digits, `1e3` as 1000; null when it needs more than 34 of them."""
    number = Decimal(text)
    sign, digits, exponent = number.as_tuple()
    if not number:
        return Decimal(0)
    if not isinstance(exponent, int) or abs(exponent) > MAX_DIGITS:
        return None
    if len(digits) + max(0, exponent) > MAX_DIGITS:
        return None
    return Decimal((sign, digits + (0,) * exponent, 0)) if exponent > 0 else number
