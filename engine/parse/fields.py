"""Reading a mapping key by key: each shape is asked for once, all that is wrong is noted.

A getter that finds something wrong notes the problem and gives a harmless stand-in, so
that reading goes on and the author sees every problem at once. Stand-ins never get out:
whoever noted a problem refuses the file in the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Final

from engine.errors import Entry, Field, Problems, Words, quoted
from engine.messages.shape import (
    BAD_PLACEHOLDER,
    BAD_URL,
    BRACE_IN_TEXT,
    DUPLICATE_NAME,
    EMPTY_LIST,
    EMPTY_TEXT,
    MISSING_KEY,
    MISSING_TRANSLATION,
    NOT_ALLOWED_WORD,
    PLACEHOLDERS_DIFFER,
    UNKNOWN_KEY,
    WRONG_SHAPE,
)
from engine.model import Grade, Source, Texts
from engine.source.reader import Entries, Items, Node, Scalar
from engine.source.spans import text_of, within
from engine.values import date_from_text

__all__ = [
    "A_BOOLEAN",
    "A_DAY",
    "A_LIST",
    "A_MAPPING",
    "A_TEXT",
    "Fields",
    "did_you_mean",
    "listed",
    "note_duplicate",
    "shown",
    "source_of",
]

A_TEXT: Final = Words("en text", "a text")
A_LIST: Final = Words("en lista", "a list")
A_MAPPING: Final = Words("nycklar med värden", "keys with values")
A_BOOLEAN: Final = Words("`true` eller `false`", "`true` or `false`")
A_DAY: Final = Words("en dag som `2026-01-31`", "a day such as `2026-01-31`")

_EMPTY: Final = Texts("", "")
_PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_LANGUAGES: Final = {"sv": Words("svenska", "Swedish"), "en": Words("engelska", "English")}


def did_you_mean(name: str, known: Iterable[str]) -> Words:
    """The next step for a word that is not known: the nearest one that is, or all of them."""
    options = sorted(set(known))
    near = get_close_matches(name, options, n=1)
    if near:
        return Words(f"menade du `{near[0]}`?", f"did you mean `{near[0]}`?")
    if not options:
        return Words("ta bort det", "remove it")
    return Words(f"använd {listed(options, 'eller')}", f"use {listed(options, 'or')}")


_MAX_LISTED: Final = 12


def listed(names: Iterable[str], conjunction: str) -> str:
    """Names in backticks, joined as in a sentence; a long list is cut."""
    marked = [f"`{name}`" for name in names]
    if len(marked) > _MAX_LISTED:
        return ", ".join(marked[:_MAX_LISTED]) + " …"
    if len(marked) == 1:
        return marked[0]
    return ", ".join(marked[:-1]) + f" {conjunction} {marked[-1]}"


def shown(node: Node) -> Words:
    """What stands there, in an author's words."""
    if isinstance(node, Items):
        return A_LIST
    if isinstance(node, Entries):
        return A_MAPPING
    match node.value:
        case None:
            return Words("`null`", "`null`")
        case bool():
            return Words(f"`{node.written}`", f"`{node.written}`")
        case date():
            return Words(f"dagen `{node.written}`", f"the day `{node.written}`")
        case str():
            text = quoted(node.value)
            return Words(f"texten {text}", f"the text {text}")
        case _:
            return Words(f"talet {quoted(node.written)}", f"the number {quoted(node.written)}")


class Fields:
    """The keys of one mapping.

    Unknown keys and missing required ones are noted at once. `at` is where to point when
    something is missing.
    """

    def __init__(
        self,
        node: Node,
        problems: Problems,
        *,
        required: Iterable[str] = (),
        optional: Iterable[str] = (),
    ) -> None:
        self.at = node
        self.problems = problems
        self._noted = len(problems)
        self._values: dict[str, Node] = {}
        if not isinstance(node, Entries):
            self.wrong(node, A_MAPPING)
            return
        required = tuple(required)
        known = {*required, *optional}
        for key, value in node.entries:
            name = str(key.value)
            if name in known:
                self._values[name] = value
            else:
                step = did_you_mean(name, known - {str(other.value) for other, _ in node.entries})
                problems.add(UNKNOWN_KEY, key, key=quoted(name), step=step)
        for name in required:
            if name not in self._values:
                problems.add(MISSING_KEY, node, key=quoted(name))

    @property
    def broken(self) -> bool:
        """Whether anything was noted since reading of this mapping began."""
        return len(self.problems) > self._noted

    def note(self, entry: Entry, key: str, /, **fields: Field) -> None:
        """Note a problem with the value of a key, or with the mapping if it is not there."""
        self.problems.add(entry, self._values.get(key, self.at), **fields)

    def wrong(self, node: Node, expected: Words) -> None:
        """Note that something else than `expected` stands there."""
        self.problems.add(WRONG_SHAPE, node, expected=expected, got=shown(node))

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def node(self, key: str) -> Node:
        """What stands under a key; the mapping itself as a stand-in."""
        return self._values.get(key, self.at)

    def scalar(self, key: str, expected: Words) -> Scalar | None:
        """The single value under a key."""
        node = self._values.get(key)
        if node is None or isinstance(node, Scalar):
            return node
        self.wrong(node, expected)
        return None

    def items(self, key: str, *, empty: bool = False) -> tuple[Node, ...]:
        """The list under a key; none where the key is left out."""
        node = self._values.get(key)
        if node is None:
            return ()
        if not isinstance(node, Items):
            self.wrong(node, A_LIST)
            return ()
        if not node.items and not empty:
            self.problems.add(EMPTY_LIST, node)
        return node.items

    def texts_of(self, key: str) -> Iterator[tuple[str, Scalar]]:
        """The texts of a list under a key, each with its place."""
        for node in self.items(key):
            if isinstance(node, Scalar) and isinstance(node.value, str):
                yield node.value, node
            else:
                self.wrong(node, A_TEXT)

    def text(self, key: str) -> str:
        """A text that says something, trimmed."""
        node = self._values.get(key)
        return self._text(node) if node is not None else ""

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false; `default` where the key is left out."""
        node = self.scalar(key, A_BOOLEAN)
        if node is None:
            return default
        if not isinstance(node.value, bool):
            self.wrong(node, A_BOOLEAN)
            return default
        return node.value

    def day(self, key: str) -> date:
        """A day; the first of all days as a stand-in."""
        return self.day_or_none(key) or date.min

    def day_or_none(self, key: str) -> date | None:
        """A day, if the key is there."""
        node = self.scalar(key, A_DAY)
        if node is None:
            return None
        day = date_from_text(node.value) if isinstance(node.value, str) else node.value
        if isinstance(day, date):
            return day
        self.wrong(node, A_DAY)
        return None

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        """One of the allowed words."""
        node = self.scalar(key, A_TEXT)
        if node is None:
            return ""
        allowed, word = tuple(allowed), text_of(node)
        if word not in allowed:
            step = did_you_mean(word, allowed)
            self.problems.add(NOT_ALLOWED_WORD, node, word=quoted(word), step=step)
        return word

    def texts(self, key: str, *, placeholders: bool = False) -> Texts:
        """A text in both languages."""
        return self.texts_or_none(key, placeholders=placeholders) or _EMPTY

    def texts_or_none(self, key: str, *, placeholders: bool = False) -> Texts | None:
        """A text in both languages, if the key is there."""
        node = self._values.get(key)
        if node is None:
            return None
        if not isinstance(node, Entries):
            self.wrong(node, Words("`{sv: …, en: …}`", "`{sv: …, en: …}`"))
            return None
        said = Fields(node, self.problems, optional=("sv", "en"))
        return said.translated(placeholders=placeholders)

    def translated(self, *, placeholders: bool = False) -> Texts:
        """The keys `sv` and `en` of this mapping as one text."""
        if not isinstance(self.at, Entries):
            return _EMPTY
        for key, language in _LANGUAGES.items():
            if key not in self:
                where = self.at
                self.problems.add(MISSING_TRANSLATION, where, language=language, key=quoted(key))
        used = {key: self._placeholders(key, allowed=placeholders) for key in _LANGUAGES}
        texts = Texts(self.text("sv"), self.text("en"))
        if "sv" in self and "en" in self:
            for key, other in (("sv", "en"), ("en", "sv")):
                if extra := sorted(used[key] - used[other]):
                    fields: dict[str, Field] = {
                        "names": ", ".join(map(quoted, extra)),
                        "language": _LANGUAGES[key],
                    }
                    self.note(PLACEHOLDERS_DIFFER, key, **fields)
        return texts

    def _placeholders(self, key: str, *, allowed: bool) -> frozenset[str]:
        node = self._values.get(key)
        if not isinstance(node, Scalar) or not isinstance(node.value, str):
            return frozenset()
        text = node.value
        if not allowed:
            if "{" in text or "}" in text:
                at = min(text.find(brace) for brace in "{}" if brace in text)
                self.problems.add(BRACE_IN_TEXT, within(node, at, at + 1))
            return frozenset()
        # Blanked out rather than removed, so that what is left keeps its place.
        rest = _PLACEHOLDER.sub(lambda found: " " * len(found.group()), text)
        for found in re.finditer(r"\{[^{}]*\}?|\}", rest):
            where = within(node, found.start(), found.end())
            self.problems.add(BAD_PLACEHOLDER, where, text=quoted(found.group()))
        return frozenset(_PLACEHOLDER.findall(text))

    def source(self, key: str = "source") -> Source:
        """Where something comes from, and how well that is known."""
        node = self._values.get(key)
        return source_of(node, self.problems) if node is not None else Source("", Grade.INFERRED)

    def _text(self, node: Node) -> str:
        if not isinstance(node, Scalar) or not isinstance(node.value, str):
            self.wrong(node, A_TEXT)
            return ""
        text = node.value.strip()
        if not text:
            self.problems.add(EMPTY_TEXT, node)
        return text


def note_duplicate(problems: Problems, name: str, node: Node, first: Node) -> None:
    """Note that a name is taken, and by what."""
    place = first.place()
    seen = quoted(f"{place.file}:{place.line}")
    problems.add(DUPLICATE_NAME, node, name=quoted(name), first=seen)


def source_of(node: Node, problems: Problems) -> Source:
    """A citation: `{ref, grade, note?, url?}`."""
    fields = Fields(node, problems, required=("ref", "grade"), optional=("note", "url"))
    grade = fields.one_of("grade", [grade.value for grade in Grade])
    url = fields.text("url") if "url" in fields else None
    if url is not None and not re.fullmatch(r"https://[^\s/]+\S*", url):
        fields.note(BAD_URL, "url", url=quoted(url))
    known = grade in {one.value for one in Grade}
    return Source(
        ref=fields.text("ref"),
        grade=Grade(grade) if known else Grade.INFERRED,
        note=fields.texts_or_none("note"),
        url=url,
    )
