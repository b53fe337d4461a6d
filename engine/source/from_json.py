"""JSON to nodes: a strict reader that knows where everything stands.

The standard library's reader takes the last of two equal keys, NaN, and half an emoji, and
tells no positions. This one refuses the first three, and does not recurse.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from engine.errors import PolicyError, Problems, Words, quoted
from engine.messages.source import (
    BAD_ESCAPE,
    DUPLICATE_KEY,
    EMPTY_FILE,
    FORBIDDEN_CHARACTER,
    JSON_SYNTAX,
    NUMBER_TOO_LONG,
    TOO_DEEP,
    UNCLOSED_QUOTE,
)
from engine.source.file import Entries, Items, Node, Plain, Scalar, SourceFile
from engine.source.text import exact_number, forbidden_in, named

__all__ = ["read_json"]

_SPACE: Final = re.compile(r"[ \t\n]*")
_STRING: Final = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"')
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])")
_WORD: Final = re.compile(r"[-+\w.]+")
_ESCAPE: Final = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))"
)
_SIMPLE: Final = dict(zip('"\\/bfnrt', '"\\/\b\f\n\r\t', strict=True))
_WORDS: Final[dict[str, Plain]] = {"true": True, "false": False, "null": None}

_VALUE: Final = Words("ett värde", "a value")
_KEY: Final = Words('en nyckel inom `"…"`', 'a key in `"…"`')
_END: Final = Words("slut på filen", "the end of the file")


@dataclass(slots=True)
class _Open:
    """A list or object that is being read; `key` waits for its value."""

    start: int
    closer: str
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    seen: dict[str, Scalar] = field(default_factory=dict)
    key: Scalar | None = None


def read_json(file: SourceFile, depth: int) -> Node:
    """The one value of a JSON file.

    Raises:
        PolicyError: with everything that could be found wrong before reading had to stop.
    """
    reader = _Reader(file, depth)
    root = reader.read()
    reader.problems.raise_if_any()
    return root


class _Reader:
    def __init__(self, file: SourceFile, depth: int) -> None:
        self.file = file
        self.text = file.text
        self.at = 0
        self.depth = depth
        self.problems = Problems()
        self.stack: list[_Open] = []

    def read(self) -> Node:
        """One value, then the end of the file."""
        node = self._value()
        while self.stack or node is None:
            node = self._value() if node is None else self._attach(node)
        if self._peek():
            raise self._unexpected(_END)
        return node

    def _peek(self) -> str:
        """Skip blanks; the next character, or nothing at the end."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def _value(self) -> Node | None:
        """A scalar or an empty collection; null when a collection has been opened instead."""
        character = self._peek()
        if character == "":
            if not self.stack and not self.text.strip():
                raise self.problems.fatal(EMPTY_FILE, self.file.place(0, 0))
            raise self._unexpected(_VALUE)
        if character in "[{":
            return self._open(character)
        return self._string() if character == '"' else self._plain()

    def _open(self, opener: str) -> Node | None:
        if len(self.stack) == self.depth:
            where = self.file.place(self.at, self.at + 1)
            raise self.problems.fatal(TOO_DEEP, where, limit=str(self.depth))
        top = _Open(self.at, "]" if opener == "[" else "}")
        self.at += 1
        if self._peek() == top.closer:
            return self._finished(top)
        self.stack.append(top)
        if opener == "{":
            self._key(top)
        return None

    def _finished(self, top: _Open) -> Node:
        self.at += 1
        if top.closer == "]":
            return Items(self.file, top.start, self.at, tuple(top.items))
        return Entries(self.file, top.start, self.at, tuple(top.entries))

    def _attach(self, node: Node) -> Node | None:
        """Put a finished value where it belongs; what comes after the next comma or closer."""
        top = self.stack[-1]
        if top.closer == "]":
            top.items.append(node)
        elif top.key is not None:
            top.entries.append((top.key, node))
        character = self._peek()
        if character == top.closer:
            self.stack.pop()
            return self._finished(top)
        if character != ",":
            raise self._unexpected(Words(f"`,` eller `{top.closer}`", f"`,` or `{top.closer}`"))
        self.at += 1
        if top.closer == "}":
            self._key(top)
        return None

    def _key(self, top: _Open) -> None:
        if self._peek() != '"':
            raise self._unexpected(_KEY)
        key = self._string()
        name = str(key.value)
        if first := top.seen.get(name):
            line = str(first.place().line)
            self.problems.add(DUPLICATE_KEY, key, key=quoted(name), line=line)
        top.key = None if first else key
        top.seen.setdefault(name, key)
        if self._peek() != ":":
            raise self._unexpected(Words("`:`", "`:`"))
        self.at += 1

    def _string(self) -> Scalar:
        found = _STRING.match(self.text, self.at)
        if not found:
            where = self.file.place(self.at, self.at + 1)
            raise self.problems.fatal(UNCLOSED_QUOTE, where)
        start, self.at = self.at, found.end()
        text = found.group()[1:-1]
        if "\\" in text:
            text = unicodedata.normalize("NFC", _ESCAPE.sub(self._unescaped(start + 1), text))
        if character := forbidden_in(text):
            where = self.file.place(start, self.at)
            self.problems.add(FORBIDDEN_CHARACTER, where, character=named(character))
        return Scalar(self.file, start, self.at, text, "double")

    def _unescaped(self, offset: int) -> Callable[[re.Match[str]], str]:
        def character(found: re.Match[str]) -> str:
            high, low, code, simple = found.groups()
            if high:
                return chr(0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00)
            if code:
                return chr(int(code, 16))  # half a pair stays one, and is refused with the text
            if simple not in _SIMPLE:
                where = self.file.place(offset + found.start(), offset + found.end())
                self.problems.add(BAD_ESCAPE, where)
            return _SIMPLE.get(simple, "")

        return character

    def _plain(self) -> Scalar:
        if found := _NUMBER.match(self.text, self.at):
            number = exact_number(found.group())
            start, self.at = self.at, found.end()
            node = Scalar(self.file, start, self.at, number)
            if number is None:
                self.problems.add(NUMBER_TOO_LONG, node, text=quoted(found.group()))
            return node
        word = _WORD.match(self.text, self.at)
        if not word or word.group() not in _WORDS:
            raise self._unexpected(_VALUE)
        start, self.at = self.at, word.end()
        return Scalar(self.file, start, self.at, _WORDS[word.group()])

    def _unexpected(self, expected: Words) -> PolicyError:
        found = _WORD.match(self.text, self.at)
        end = found.end() if found else self.at + 1
        got = quoted(self.text[self.at : end]) if self.text[self.at : end].strip() else _END
        where = self.file.place(self.at, end)
        return self.problems.fatal(JSON_SYNTAX, where, expected=expected, got=got)
