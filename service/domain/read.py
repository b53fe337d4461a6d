"""From a file, written by hand or by a program, to an application; or to all that is wrong in it.

A file is taken whole or not at all. Errors name the place, what is expected and the next step,
in Swedish and English, and never quote an answer: it may be personal.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from engine.errors import Place, PolicyError, Problem
from engine.model import Input
from engine.source.reader import Entries, Items, Limits, Node, Scalar, read_source
from service.domain.application import Application
from service.domain.application_messages import UNREADABLE
from service.domain.application_problems import discreet, evidence_problems, model_problems
from service.domain.facts import unfit_evidence

__all__ = ["APPLICATION_LIMITS", "ApplicationError", "read_application", "read_application_file"]

APPLICATION_LIMITS: Final = Limits(size=1024 * 1024)


class ApplicationError(PolicyError):
    """An application is refused; `problems` are all that is wrong with it."""


def read_application_file(path: Path, inputs: Mapping[str, Input]) -> Application:
    """The application in a file on disk, of which no more is read than an application may hold.

    Raises:
        ApplicationError: the file cannot be read, or is no application.
    """
    data = _bytes(path)
    if data is None:
        raise ApplicationError([Problem(UNREADABLE, Place(path.name, 1, 1))])
    return read_application(data, path.name, inputs)


def read_application(data: bytes, name: str, inputs: Mapping[str, Input]) -> Application:
    """The application that the bytes of a file say; the ending of `name` is its format.

    `inputs` are all questions by name: they tell which evidence and which hints make sense.

    Raises:
        ApplicationError: with everything that is wrong.
    """
    try:
        root = read_source(data, name, APPLICATION_LIMITS)
    except PolicyError as refused:
        raise ApplicationError(map(discreet, refused.problems)) from None
    try:
        application = Application.model_validate(_plain(root))
    except ValidationError as refused:
        raise ApplicationError(model_problems(refused, root, inputs)) from None
    if unfit := unfit_evidence(application, inputs.values()):
        raise ApplicationError(evidence_problems(unfit, root, inputs))
    return application


def _bytes(path: Path) -> bytes | None:
    """The start of an ordinary file, one byte beyond the limit at most; None when unreadable."""
    try:
        if not path.is_file():  # a directory, a device, or nothing at all
            return None
        with path.open("rb") as file:
            return file.read(APPLICATION_LIMITS.size + 1)
    except (OSError, RuntimeError, ValueError):  # circular links, a name with a NUL
        return None


def _plain(node: Node) -> object:
    """Nodes without their places, as the model wants them."""
    match node:
        case Scalar():
            return node.value
        case Items():
            return [_plain(item) for item in node.items]
        case Entries():
            return {str(key.value): _plain(value) for key, value in node.entries}
