"""Problems in a file: what is wrong, where, and what to do about it.

Every message stands in a closed catalogue (`engine.messages.catalogue`). A problem is an
entry of it, a place, and the fields that fill its templates; it becomes text only when it
is shown, in Swedish or English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, TypeAlias

__all__ = [
    "Entry",
    "Field",
    "Language",
    "Located",
    "Place",
    "PolicyError",
    "Problem",
    "Problems",
    "Words",
    "quoted",
    "render",
]

Language: TypeAlias = Literal["sv", "en"]


class Words(NamedTuple):
    """One text in both languages; in a template `{field}` is filled from the problem."""

    sv: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in one language."""
        return self.sv if language == "sv" else self.en


Field: TypeAlias = "str | Words"


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue.

    `message` says what is wrong, `cause` (for the reference page) why that is refused,
    `step` what to do next. `expected` is left out where the message already says it.
    """

    code: str
    message: Words
    cause: Words
    step: Words
    expected: Words | None = None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line of a file; line and column count from 1, in characters."""

    file: str
    line: int
    column: int
    length: int = 1
    text: str = field(default="", compare=False)  # the whole source line


class Located(Protocol):
    """Anything that knows where it is written."""

    def place(self) -> Place:
        """Where it is written."""
        ...


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in one place.

    The fields `expected` and `got`, if given, are shown on a line of their own.
    """

    entry: Entry
    where: Place
    fields: Mapping[str, Field] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code under which the problem is documented."""
        return self.entry.code

    def message(self, language: Language) -> str:
        """What is wrong, as one line."""
        return self._fill(self.entry.message, language)

    def step(self, language: Language) -> str:
        """What to do next."""
        return self._fill(self.entry.step, language)

    def expected(self, language: Language) -> str:
        """What should stand there; empty when the message says it."""
        if "expected" in self.fields:
            return self._fill(Words("{expected}", "{expected}"), language)
        return self._fill(self.entry.expected, language) if self.entry.expected else ""

    def got(self, language: Language) -> str:
        """What stands there instead; empty when the message says it."""
        return self._fill(Words("{got}", "{got}"), language) if "got" in self.fields else ""

    def _fill(self, template: Words, language: Language) -> str:
        values = {
            name: value.in_(language) if isinstance(value, Words) else value
            for name, value in self.fields.items()
        }
        return _TEMPLATE_FIELD.sub(lambda found: values[found[1]], template.in_(language))


# Not str.format: templates quote FEEL and YAML, where braces are ordinary characters.
_TEMPLATE_FIELD = re.compile(r"\{([a-z_]+)\}")


class PolicyError(Exception):
    """A file is refused; `problems` are all that is wrong with it, in the order of the text."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda one: (one.where, one.code)))
        if not self.problems:
            raise ValueError("a refusal names at least one problem")
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n\n".join(render(problem, "en") for problem in self.problems)


class Problems:
    """Collects problems, so that an author sees all of them at once."""

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self.found: list[Problem] = list(found)

    def __len__(self) -> int:
        return len(self.found)

    def add(self, entry: Entry, where: Located | Place, /, **fields: Field) -> None:
        """Note one problem."""
        place = where if isinstance(where, Place) else where.place()
        self.found.append(Problem(entry, place, fields))

    def fatal(self, entry: Entry, where: Located | Place, /, **fields: Field) -> PolicyError:
        """Note one problem after which reading on makes no sense; the caller raises."""
        self.add(entry, where, **fields)
        return PolicyError(self.found)

    def raise_if_any(self) -> None:
        """Refuse the file if anything was noted."""
        if self.found:
            raise PolicyError(self.found)


_MAX_QUOTED = 60


def quoted(text: str) -> str:
    """User text in backticks, on one line, shortened when it is long."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= _MAX_QUOTED else f"`{line[: _MAX_QUOTED - 1]}…`"


_LABELS = {
    "expected": Words("förväntat", "expected"),
    "got": Words("fick", "got"),
    "step": Words("nästa steg", "next step"),
}
_MAX_LINE = 100
_BEFORE_SPAN = 40


def render(problem: Problem, language: Language) -> str:
    """The problem as text: place, code and message, the line with a mark, the next step."""
    where = problem.where
    lines = [
        f"{where.file}:{where.line}:{where.column}  {problem.code}  {problem.message(language)}",
        *_marked_line(where),
    ]
    contrast = ", ".join(
        f"{_LABELS[name].in_(language)} {text}"
        for name, text in (("expected", problem.expected(language)), ("got", problem.got(language)))
        if text
    )
    if contrast:
        lines.append(f"  {contrast}")
    lines.append(f"  {_LABELS['step'].in_(language)}: {problem.step(language)}")
    return "\n".join(lines)


def _printable(text: str) -> str:
    """A line fit for a terminal: what would move or turn the writing is shown as a blank or box."""
    return "".join(
        character if character.isprintable() else " " if character == "\t" else "\ufffd"
        for character in text
    )


def _marked_line(where: Place) -> list[str]:
    """The source line, windowed around the place if it is long, and the mark under it."""
    if not where.text.strip():
        return []
    text, start = _printable(where.text), where.column - 1
    if len(text) > _MAX_LINE:
        cut = max(0, start - _BEFORE_SPAN)
        end = cut + _MAX_LINE
        text = ("…" if cut else "") + text[cut:end] + ("…" if end < len(text) else "")
        start -= cut - (1 if cut else 0)
    length = max(1, min(where.length, len(text) - start))
    return [f"    {text}", "    " + " " * start + "^" + "~" * (length - 1)]
