"""Saved checks: kept by a code, forgotten when their time is up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from service.store.database import Database
from service.store.tables import SavedCheck

__all__ = ["Kept", "SavedCheckStore"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One saved check as it is kept."""

    form: str
    content: bytes
    revision: int
    saved_at: datetime
    expires_at: datetime


class SavedCheckStore:
    """The table of saved checks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, code_hash: str, kept: Kept) -> None:
        """Keep a new check, and forget those whose time is up."""
        with self._database.writing() as session:
            session.execute(delete(SavedCheck).where(SavedCheck.expires_at <= kept.saved_at))
            session.add(
                SavedCheck(
                    code_hash=code_hash,
                    form=kept.form,
                    content=kept.content,
                    revision=kept.revision,
                    saved_at=kept.saved_at,
                    expires_at=kept.expires_at,
                )
            )

    def replace(self, code_hash: str, kept: Kept) -> bool:
        """Keep `kept` instead of the revision before it; false when that is not the one kept."""
        with self._database.writing() as session:
            done = session.execute(
                update(SavedCheck)
                .where(
                    SavedCheck.code_hash == code_hash,
                    SavedCheck.revision == kept.revision - 1,
                    SavedCheck.expires_at > kept.saved_at,
                )
                .values(
                    form=kept.form,
                    content=kept.content,
                    revision=kept.revision,
                    saved_at=kept.saved_at,
                    expires_at=kept.expires_at,
                )
                .returning(SavedCheck.revision)
            )
            return done.scalar_one_or_none() is not None

    def find(self, code_hash: str, at: datetime) -> Kept | None:
        """The check that is kept under a code's hash, unless its time is up."""
        wanted = select(SavedCheck).where(
            SavedCheck.code_hash == code_hash, SavedCheck.expires_at > at
        )
        with self._database.reading() as session:
            row = session.scalars(wanted).one_or_none()
            if row is None:
                return None
            return Kept(row.form, row.content, row.revision, row.saved_at, row.expires_at)

    def remove(self, code_hash: str) -> bool:
        """Forget a check; false when there was none."""
        with self._database.writing() as session:
            gone = session.execute(
                delete(SavedCheck)
                .where(SavedCheck.code_hash == code_hash)
                .returning(SavedCheck.revision)
            )
            return gone.scalar_one_or_none() is not None

    def forget_expired(self, at: datetime) -> int:
        """Forget every check whose time is up; how many there were."""
        with self._database.writing() as session:
            gone = session.execute(
                delete(SavedCheck).where(SavedCheck.expires_at <= at).returning(SavedCheck.revision)
            )
            return len(gone.all())
