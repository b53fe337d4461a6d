"""What is logged: one line of JSON an event, about requests and never about what they hold.

Paths are logged as their patterns, errors as their types and places. No query, body, header or
exception text is written down, because any of them may hold an answer.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

__all__ = ["log", "note_error", "start_logging"]

_LOGGER = logging.getLogger("hela")
_TOP = Path(__file__).resolve().parents[2]
_ID_BYTES = 5


def start_logging() -> None:
    """Write the lines to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    _LOGGER.handlers = [handler]
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def log(event: str, level: int = logging.INFO, /, **fields: str | int | list[str]) -> None:
    """Note an event; JSON keeps whatever a field holds on one line."""
    _LOGGER.log(level, "%s", json.dumps({"event": event, **fields}, ensure_ascii=True))


def note_error(error: BaseException, **fields: str | int | list[str]) -> str:
    """Note an error by type and place; returns the id that a person may quote to us."""
    error_id = secrets.token_hex(_ID_BYTES)
    frames = [
        f"{_shortened(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if ".venv" not in frame.filename
    ]
    facts: Mapping[str, str | int | list[str]] = {
        "id": error_id,
        "type": type(error).__name__,
        "at": frames,
        **fields,
    }
    log("error", logging.ERROR, **facts)
    return error_id


def _shortened(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(_TOP)) if path.is_relative_to(_TOP) else path.name
