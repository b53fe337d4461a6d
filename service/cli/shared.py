"""What the commands share: exit codes, options, ways to write and to stop."""

from __future__ import annotations

import difflib
import errno
import sys
from collections.abc import Iterable
from datetime import date
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError

from engine.errors import PolicyError, render
from engine.policy import Library, load_folder
from engine.program import NotInForce
from service.cli.messages import MESSAGES, Said
from service.settings import Settings

__all__ = [
    "DayOption",
    "Exit",
    "Language",
    "LanguageOption",
    "RulesOption",
    "complain",
    "day",
    "library",
    "nearest",
    "not_in_force",
    "pack_named",
    "refuse",
    "settings",
    "stop",
    "write",
]


class Exit(IntEnum):
    """What the exit code says; documented in docs/reference/command.md."""

    DONE = 0
    FAILED = 1  # a worked case failed
    USAGE = 2  # the command line asks for what there is not
    REFUSED = 3  # a file is refused
    RETRY = 4  # the second engine did not answer: try again
    DISAGREE = 5  # the engines disagree: nothing is issued
    UNWRITABLE = 6  # the answer could not be written
    INTERNAL = 70  # a fault in Hela
    INTERRUPTED = 130
    PIPE = 141  # whoever read the answer stopped reading


class Language(StrEnum):
    """The language of what is written."""

    SV = "sv"
    EN = "en"


LanguageOption = Annotated[
    Language, typer.Option("--lang", help="Language of the answer, sv or en.", metavar="LANG")
]
DayOption = Annotated[
    str | None,
    typer.Option("--on", help="By the rules of this day, such as 2026-03-01.", metavar="DATE"),
]
RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", help="Another rules folder than the one shipped.", metavar="FOLDER"),
]


def write(text: str | bytes) -> None:
    """Write the answer, all of it; bytes are written as they are."""
    out = sys.stdout
    if out is None:
        raise OSError(errno.EBADF, MESSAGES[Said.CLOSED].en)
    try:
        if isinstance(text, bytes):
            out.flush()
            out.buffer.write(text)
        else:
            out.write(text)
        out.flush()
    except BrokenPipeError:  # `hela … | head`: enough was read
        raise typer.Exit(Exit.PIPE) from None


def complain(text: str) -> None:
    """Write to whoever watches; if no one can, the exit code has to do."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


def stop(said: Said, language: Language, *parts: object, code: Exit = Exit.USAGE) -> NoReturn:
    """Say why and end with `code`."""
    complain("hela: " + MESSAGES[said].in_(language.value).format(*parts))
    raise typer.Exit(code)


def refuse(refused: PolicyError, language: Language) -> NoReturn:
    """Tell everything that is wrong with a file or folder, and how much it is."""
    for problem in refused.problems:
        complain(render(problem, language.value) + "\n")
    count = len(refused.problems)
    said = Said.ONE_PROBLEM if count == 1 else Said.PROBLEMS
    stop(said, language, count, code=Exit.REFUSED)


def day(text: str, language: Language) -> date:
    """The day that `text` names; stops the command when it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(Said.BAD_DAY, language, text)


def not_in_force(gone: NotInForce, language: Language) -> NoReturn:
    """Say from which day on the rules hold."""
    if gone.first <= gone.on:
        stop(Said.ENDED, language, gone.what, gone.on)
    stop(Said.TOO_EARLY, language, gone.what, gone.on, gone.first)


def nearest(wanted: str, known: Iterable[str], language: Language) -> str:
    """A question whether one of the closest `known` was meant; empty when none is close."""
    by_fold = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(wanted.casefold(), by_fold, n=3, cutoff=0.55)
    if not close:
        return ""
    names = [f"`{by_fold[one]}`" for one in close]
    either = {"sv": " eller ", "en": " or "}[language.value]
    meant = either.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return MESSAGES[Said.NEAREST].in_(language.value).format(meant)


def pack_named(held: Library, wanted: str, language: Language) -> str:
    """The id of the pack that is called `wanted`, in any case, or stands in such a folder."""
    names = {folder.casefold(): pack for pack, folder in held.folders.items()}
    names |= {pack.casefold(): pack for pack in held.policies}
    found = names.get(wanted.strip("/").casefold())
    if found is None:
        hint = nearest(wanted, [*held.policies, *held.folders.values()], language)
        stop(Said.UNKNOWN_PACK, language, wanted, hint)
    return found


def settings(language: Language) -> Settings:
    """The settings; stops the command when a variable holds what cannot be used."""
    try:
        return Settings()
    except ValidationError as refused:
        first = refused.errors()[0]
        name = "HELA_" + "_".join(map(str, first["loc"])).upper()
        stop(Said.BAD_SETTING, language, name, first["msg"])


def library(folder: Path | None, language: Language, *, cases: bool = True) -> Library:
    """The rules of a folder, the shipped one if none is given; stops when there is a problem.

    Without `cases` the worked cases are left unread, which is faster.
    """
    root = settings(language).rules if folder is None else folder
    if not root.is_dir():
        stop(Said.NO_FOLDER, language, root)
    try:
        held = load_folder(root, cases=cases)
    except PolicyError as refused:
        refuse(refused, language)
    except OSError as error:
        stop(Said.NOT_READ, language, error.filename or root, error.strerror, code=Exit.REFUSED)
    if not held.policies:
        stop(Said.NO_RULES, language, root)
    return held
