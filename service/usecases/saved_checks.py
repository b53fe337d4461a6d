"""Saving a check when its owner asks, opening it again with her code, and forgetting it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from service.clock import Now
from service.domain.application import Application
from service.domain.read import ApplicationError, read_application
from service.domain.write import to_json
from service.store.saved_checks import Kept, SavedCheckStore
from service.usecases.assess_application import Assessing

__all__ = ["Opened", "Receipt", "SavedChecks", "SavedElsewhere", "readable"]

# Letters and digits that are not mistaken for one another, as Crockford chose them.
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BITS: Final = 128
_LENGTH: Final = 26  # letters of five bits that hold 128
_PART: Final = 5


class SavedElsewhere(Exception):
    """The check has been saved since this page was opened; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the owner is told when her check is kept; the code is shown this once."""

    code: str
    revision: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A saved check that its owner has opened."""

    form: str
    application: Application
    code: str
    revision: int
    saved_at: datetime
    expires_at: datetime


class SavedChecks:
    """Keeps checks for a number of days, by a code that only their owners have."""

    def __init__(self, store: SavedCheckStore, assessing: Assessing, now: Now, days: int) -> None:
        self._store = store
        self._inputs = assessing.library.inputs
        self._now = now
        self.days = days

    def save(self, form: str, application: Application) -> Receipt:
        """Keep a check under a new code."""
        code = _new_code()
        kept = self._kept(form, application, 1)
        self._store.add(_hash(code), kept)
        return Receipt(readable(code), 1, kept.expires_at)

    def save_again(self, code: str, revision: int, form: str, application: Application) -> Receipt:
        """Keep a check instead of the one that was opened as `revision`.

        Raises:
            SavedElsewhere: another page has saved it since, or it is gone.
        """
        kept = self._kept(form, application, revision + 1)
        plain = _plain(code)
        if plain is None or not self._store.replace(_hash(plain), kept):
            raise SavedElsewhere
        return Receipt(readable(plain), kept.revision, kept.expires_at)

    def open(self, code: str) -> Opened | None:
        """The check that is kept under a code; None when there is none."""
        plain = _plain(code)
        kept = None if plain is None else self._store.find(_hash(plain), self._now())
        if plain is None or kept is None:
            return None
        try:
            application = read_application(kept.content, "saved.json", self._inputs)
        except ApplicationError:
            # A question has been withdrawn since: better nothing than half of it in silence.
            return None
        return Opened(
            kept.form,
            application,
            readable(plain),
            kept.revision,
            kept.saved_at,
            kept.expires_at,
        )

    def delete(self, code: str) -> bool:
        """Forget the check that is kept under a code; false when there is none."""
        plain = _plain(code)
        return plain is not None and self._store.remove(_hash(plain))

    def forget_expired(self) -> int:
        """Forget every check whose time is up."""
        return self._store.forget_expired(self._now())

    def _kept(self, form: str, application: Application, revision: int) -> Kept:
        now = self._now()
        return Kept(form, to_json(application), revision, now, now + timedelta(days=self.days))


def readable(code: str) -> str:
    """A code in five parts that are easy to copy by hand."""
    first = len(code) % _PART + _PART
    starts = range(first, len(code), _PART)
    return "-".join((code[:first], *(code[at : at + _PART] for at in starts)))


def _new_code() -> str:
    number = secrets.randbits(_BITS)
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(_LENGTH))


def _plain(code: str) -> str | None:
    """The code as it was made, however it was copied; None when it cannot be one."""
    text = "".join(code.upper().split()).replace("-", "").translate(_MEANT)
    return text if len(text) == _LENGTH and set(text) <= set(_LETTERS) else None


def _hash(code: str) -> str:
    """The code's SHA-256; its 128 random bits need no slower function."""
    return hashlib.sha256(code.encode()).hexdigest()
