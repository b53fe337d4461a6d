"""`hela assess`: one application, judged and put into words."""

from __future__ import annotations

import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer
from pydantic import MISSING

from engine.assessment.assess import Disagreement
from engine.backends.durable.errors import DurableError
from engine.backends.durable.pool import DurablePool
from engine.policy import Library
from engine.program import NotInForce
from service.cli.layout import Page
from service.cli.messages import Said
from service.cli.shared import (
    Exit,
    Language,
    complain,
    day,
    nearest,
    not_in_force,
    pack_named,
    refuse,
    stop,
    write,
)
from service.cli.text import Reading, assessment_text
from service.clock import today
from service.domain.application import Application
from service.domain.read import APPLICATION_LIMITS, ApplicationError, read_application
from service.usecases.assess_application import Assessing, NoForm, UnknownForm, day_of

__all__ = ["Asked", "run"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    file: str
    packs: Sequence[str]
    on: str | None
    output: Literal["text", "json"]
    audience: Literal["applicant", "officer"]
    everything: bool
    plain: bool
    language: Language


def run(asked: Asked, library: Library) -> None:
    """Assess an application and write what was found."""
    language = asked.language
    packs = [pack_named(library, pack, language) for pack in asked.packs]
    application = _application(asked, library)
    on = day_of(application, today()) if asked.on is None else day(asked.on, language)
    try:
        with DurablePool() as pool:
            result = Assessing(library, pool).assess(application, on, packs)
    except NoForm:
        stop(Said.NO_FORM, language)
    except UnknownForm as unknown:
        stop(
            Said.UNKNOWN_FORM,
            language,
            unknown.form,
            nearest(unknown.form, unknown.known, language),
        )
    except NotInForce as gone:
        not_in_force(gone, language)
    except DurableError as unavailable:
        complain(f"hela: {unavailable.sv if language is Language.SV else unavailable.en}")
        raise typer.Exit(Exit.RETRY) from None
    except Disagreement as disagreement:
        stop(Said.DISAGREE, language, ", ".join(disagreement.ids), code=Exit.DISAGREE)
    if asked.output == "json":
        write(result.to_json())
        return
    reading = Reading(
        language=language.value,
        audience=asked.audience,
        everything=asked.everything,
        page=Page.of_terminal(plain=asked.plain),
        title="" if application.title is MISSING else application.title,
    )
    write(assessment_text(result, reading))


def _application(asked: Asked, library: Library) -> Application:
    data, name = _standard_input() if asked.file == "-" else _file(asked.file, asked.language)
    try:
        return read_application(data, name, library.inputs)
    except ApplicationError as refused:
        refuse(refused, asked.language)


def _file(named: str, language: Language) -> tuple[bytes, str]:
    """The start of a file or pipe, one byte beyond the limit at most, and its name."""
    path = Path(named)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            stop(Said.IS_FOLDER, language, named)
        with path.open("rb") as file:
            data = file.read(APPLICATION_LIMITS.size + 1)
    except (FileNotFoundError, NotADirectoryError):
        stop(Said.NO_FILE, language, named)
    except PermissionError:
        stop(Said.NOT_READABLE, language, named)
    except (OSError, ValueError) as error:  # circular links, a name with a NUL
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        stop(Said.NOT_READ, language, named, reason)
    return data, path.name if stat.S_ISREG(mode) else _by_content(data, path.name)


def _standard_input() -> tuple[bytes, str]:
    data = sys.stdin.buffer.read(APPLICATION_LIMITS.size + 1) if sys.stdin is not None else b""
    return data, _by_content(data, "stdin")


def _by_content(data: bytes, name: str) -> str:
    """A name whose ending tells the format, where there is no file name to tell it."""
    return f"{name}.json" if data.lstrip().startswith(b"{") else f"{name}.yaml"
