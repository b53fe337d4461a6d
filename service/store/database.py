"""The database: how it is opened, and what every connection must promise.

SQLite is told to write durably, to keep references and to take the write lock when a
transaction begins: one that begins as a reader cannot become a writer while another writes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

__all__ = ["Database"]

_MIGRATIONS: Final = Path(__file__).resolve().parent / "migrations"
_PRAGMAS: Final = (
    "PRAGMA busy_timeout = 10000",  # first, so that the others wait as well
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)


# Alembic keeps what it is working on in a module, so one process migrates one database at a time.
_MIGRATING = threading.Lock()


class Database:
    """One database, brought up to date on its first use; safe to share between threads."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._engine = create_engine(self._url, hide_parameters=True)
        self._ready = False
        if self._url.get_backend_name() == "sqlite":
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)

    @property
    def engine(self) -> Engine:
        """The engine, for those who look at the database itself."""
        return self._engine

    def prepare(self) -> None:
        """Make the folder, the file and the tables, or bring them up to date."""
        with _MIGRATING:
            if self._ready:
                return
            if self._url.get_backend_name() == "sqlite" and self._url.database:
                Path(self._url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._engine.begin() as connection:
                config = Config()
                config.set_main_option("script_location", str(_MIGRATIONS))
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
            self._ready = True

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads."""
        self.prepare()
        with Session(self._engine.execution_options(hela_reads=True)) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one transaction: all of it is kept, or nothing."""
        self.prepare()
        with Session(self._engine) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where a write does
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get("hela_reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
