"""What the commands share: exit codes, languages, ways to stop."""

from __future__ import annotations

import sys
import textwrap
from datetime import date
from enum import IntEnum, StrEnum
from typing import Annotated, NoReturn

import typer

__all__ = ["Exit", "Language", "LanguageOption", "day", "stop", "wrapped"]


class Exit(IntEnum):
    """What the exit code says; documented in docs/reference/command.md."""

    DONE = 0
    FAILED = 1  # a worked case failed
    USAGE = 2  # the command line is wrong
    REFUSED = 3  # a file is refused
    RETRY = 4  # the second witness did not answer: try again
    DISAGREE = 5  # the witnesses disagree: nothing is issued


class Language(StrEnum):
    """The language of what is written."""

    SV = "sv"
    EN = "en"


LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of the answer.")]


def day(text: str) -> date:
    """The day that `text` names; stops the command when it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(f"`{text}` is not a day; write it as 2026-03-01", Exit.USAGE)


def stop(message: str, code: Exit) -> NoReturn:
    """Say why on standard error and end with `code`."""
    sys.stderr.write(f"hela: {message}\n")
    raise typer.Exit(code)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines; figures keep their units, long words stay whole."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
