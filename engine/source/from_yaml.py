"""YAML to nodes, from the parser's event stream.

PyYAML's loaders are not used: they read `no` as false and `12:30` as 750, take the last of
two equal keys, expand aliases, and the C one can be killed by nesting. The event stream is
flat, so a small stack here decides what a value is and what is refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

import yaml

from engine.errors import Entry, PolicyError, Problems, quoted
from engine.messages.source import (
    ANCHOR,
    BAD_ESCAPE,
    BAD_START,
    BROKEN_LINE,
    COLON_IN_TEXT,
    DUPLICATE_KEY,
    EMPTY_FILE,
    EMPTY_VALUE,
    FORBIDDEN_CHARACTER,
    IMPOSSIBLE_DAY,
    KEY_NOT_TEXT,
    MERGE_KEY,
    MISREAD_SCALAR,
    NUMBER_TOO_LONG,
    SECOND_DOCUMENT,
    TAB,
    TAG,
    TOO_DEEP,
    UNCLOSED_BRACKET,
    UNCLOSED_QUOTE,
)
from engine.source.file import Entries, Items, Node, Plain, Scalar, SourceFile, Style
from engine.source.text import exact_number, forbidden_in, named
from engine.values import date_from_text

__all__ = ["read_yaml"]

# The C parser is ten times faster; both give the same events.
_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_STYLES: Final[dict[str, Style]] = {
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
_WORDS: Final[dict[str, Plain]] = {"true": True, "false": False, "null": None}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What some YAML reader takes for a number, a time, a boolean or null, and we do not.
_MISREAD: Final = re.compile(
    r"""[-+]?0(?:x[0-9a-fA-F_]+|o[0-7_]+|b[01_]+)
    | [-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?
    | [-+]?\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)? | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
    | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN) | ~ | Null | NULL | True | TRUE | False | FALSE
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?:[Tt ].*)?""",
    re.VERBOSE,
)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read; `key` waits for its value."""

    start: int
    mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    seen: dict[str, Scalar] = field(default_factory=dict)
    key: Scalar | None = None
    skipped: bool = False  # the key was refused; its value is dropped


def read_yaml(file: SourceFile, depth: int) -> Node:
    """The one document of a YAML file.

    Raises:
        PolicyError: with everything that could be found wrong before reading had to stop.
    """
    problems = Problems()
    reader = _Reader(file, depth, problems)
    try:
        for event in yaml.parse(file.text, Loader=_PARSER):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, file, problems) from None
    if reader.root is None:
        raise problems.fatal(EMPTY_FILE, file.place(0, 0))
    problems.raise_if_any()
    return reader.root


class _Reader:
    def __init__(self, file: SourceFile, depth: int, problems: Problems) -> None:
        self.file = file
        self.depth = depth
        self.problems = problems
        self.stack: list[_Open] = []
        self.root: Node | None = None

    def take(self, event: yaml.Event) -> None:
        if event.start_mark is None or event.end_mark is None:
            return  # libyaml marks every event; only hand-made ones have no place
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event.anchor, event.tag, start)
            self._scalar(event, start, end)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event.anchor, event.tag, start)
            self._open(event, start)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(end)
        elif isinstance(event, yaml.AliasEvent):
            mark = quoted(self.file.text[start:end])
            self.problems.add(ANCHOR, self.file.place(start, end), mark=mark)
            self._attach(Scalar(self.file, start, end, None))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event, start, end)

    def _document(self, event: yaml.DocumentStartEvent, start: int, end: int) -> None:
        if self.root is not None or event.version or event.tags:
            raise self.problems.fatal(SECOND_DOCUMENT, self.file.place(start, end))

    def _refuse_extras(self, anchor: str | None, tag: str | None, start: int) -> None:
        if anchor is not None:
            where = self.file.place(start, start + len(anchor) + 1)
            self.problems.add(ANCHOR, where, mark=quoted(f"&{anchor}"))
        elif tag is not None:
            written = self.file.text[start:].split(maxsplit=1)[0]
            where = self.file.place(start, start + len(written))
            self.problems.add(TAG, where, tag=quoted(written))

    def _open(self, event: yaml.CollectionStartEvent, start: int) -> None:
        if len(self.stack) == self.depth:
            where = self.file.place(start, start + 1)
            raise self.problems.fatal(TOO_DEEP, where, limit=str(self.depth))
        self.stack.append(_Open(start, mapping=isinstance(event, yaml.MappingStartEvent)))

    def _close(self, end: int) -> None:
        done = self.stack.pop()
        # A block collection ends where the next thing starts; its own text ends before that.
        written = len(self.file.text[done.start : end].rstrip())
        stop = done.start + max(1, written)
        if done.mapping:
            self._attach(Entries(self.file, done.start, stop, tuple(done.entries)))
        else:
            self._attach(Items(self.file, done.start, stop, tuple(done.items)))

    def _attach(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if not top.mapping:
            top.items.append(node)
        elif top.key is not None:
            top.entries.append((top.key, node))
            top.key = None
        elif top.skipped:
            top.skipped = False
        else:
            self._take_key(top, node)

    def _take_key(self, top: _Open, node: Node) -> None:
        top.skipped = True
        if not isinstance(node, Scalar) or not isinstance(node.value, str) or not node.value:
            self.problems.add(KEY_NOT_TEXT, node)
        elif node.value == "<<" and node.style == "plain":
            self.problems.add(MERGE_KEY, node)
        elif node.value in top.seen:
            line = str(top.seen[node.value].place().line)
            self.problems.add(DUPLICATE_KEY, node, key=quoted(node.value), line=line)
        else:
            top.skipped = False
            top.key = top.seen[node.value] = node

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> None:
        style = _STYLES.get(event.style or "", "plain")
        top = self.stack[-1] if self.stack else None
        is_key = top is not None and top.mapping and top.key is None and not top.skipped
        value: Plain = event.value
        if style == "double" and "\\" in self.file.text[start:end]:
            value = unicodedata.normalize("NFC", event.value)
            self._refuse_hidden(event.value, start, end)
        if style == "plain" and not is_key:
            value = self._typed(event.value, start, end)
        self._attach(Scalar(self.file, start, end, value, style))

    def _refuse_hidden(self, text: str, start: int, end: int) -> None:
        if character := forbidden_in(text):
            where = self.file.place(start, end)
            self.problems.add(FORBIDDEN_CHARACTER, where, character=named(character))

    def _typed(self, text: str, start: int, end: int) -> Plain:
        """What a value without quotes is: a word of the language, a number, a day, or text."""
        if text in _WORDS:
            return _WORDS[text]
        if not text:
            self.problems.add(EMPTY_VALUE, self.file.place(start, end))
            return text
        if text[0].isalpha() and text[0] not in "NTF":
            return text  # most values are words; the rest of this function is about numbers
        if _NUMBER.fullmatch(text):
            number = exact_number(text)
            if number is None:
                self._refuse(NUMBER_TOO_LONG, start, end, text=quoted(text))
            return number
        if _DAY.fullmatch(text):
            day = date_from_text(text)
            if day is None:
                self._refuse(IMPOSSIBLE_DAY, start, end, day=quoted(text))
            return day
        if _MISREAD.fullmatch(text):
            self._refuse(MISREAD_SCALAR, start, end, text=quoted(text))
        return text

    def _refuse(self, entry: Entry, start: int, end: int, **fields: str) -> None:
        self.problems.add(entry, self.file.place(start, end), **fields)


def _indented_by_tab(file: SourceFile, at: int) -> bool:
    line = file.text[file.text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    return "\t" in line[: len(line) - len(line.lstrip())]


def _syntax(error: yaml.MarkedYAMLError, file: SourceFile, problems: Problems) -> PolicyError:
    """The parser's complaint in an author's words; the parser cannot go on after it."""
    at = error.problem_mark.index if error.problem_mark else 0
    what, context = error.problem or "", error.context or ""
    here = file.place(at, at + 1)
    if "mapping values are not allowed" in what:
        return problems.fatal(COLON_IN_TEXT, here)
    if "cannot start any token" in what:
        character = file.text[at : at + 1]
        if character == "\t":
            return problems.fatal(TAB, here)
        return problems.fatal(BAD_START, here, character=quoted(character))
    if "unexpected end of stream" in what and error.context_mark:
        opened = error.context_mark.index
        return problems.fatal(UNCLOSED_QUOTE, file.place(opened, opened + 1))
    if "escape" in what or "hexdecimal" in what or "hexadecimal" in what:
        return problems.fatal(BAD_ESCAPE, here)
    if _indented_by_tab(file, at):
        return problems.fatal(TAB, here)
    if "flow" in context:
        return problems.fatal(UNCLOSED_BRACKET, here)
    return problems.fatal(BROKEN_LINE, here)
