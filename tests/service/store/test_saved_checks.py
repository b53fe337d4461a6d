"""What is saved is kept whole, for its time, for whoever has the code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, text

from service.store.database import Database
from service.store.saved_checks import Kept, SavedCheckStore
from service.store.tables import Base

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=90)


def kept(content: bytes = b"{}", revision: int = 1, expires_at: datetime = LATER) -> Kept:
    """One check as it is handed to the store."""
    return Kept("micro_support", content, revision, NOW, expires_at)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database in a file."""
    made = Database(f"sqlite:///{tmp_path / 'deep' / 'hela.db'}")
    yield made
    made.close()


@pytest.fixture
def store(database: Database) -> SavedCheckStore:
    """The store of saved checks in it."""
    return SavedCheckStore(database)


def test_every_connection_keeps_its_promises(database: Database) -> None:
    """Each pragma reads back on every connection that the pool hands out."""
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
    with database.reading() as first, database.reading() as second:
        for session in (first, second):
            found = [session.scalar(text(f"PRAGMA {name}")) for name in pragmas]
            assert found == ["wal", 2, 1, 10_000, 0]


def test_a_writer_takes_its_lock_when_it_begins(database: Database) -> None:
    """One that begins as a reader could not become a writer while another writes."""
    begun: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *seen: begun.append(seen[2]))
    with database.writing() as session:
        session.execute(text("SELECT 1"))

    assert "BEGIN IMMEDIATE" in begun


def test_the_migrations_make_the_tables_that_the_code_expects(database: Database) -> None:
    """A column that is added without a migration is found here."""
    database.prepare()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_a_check_is_found_by_its_hash_alone(store: SavedCheckStore) -> None:
    """What was kept comes back byte for byte, under no other hash."""
    store.add("a" * 64, kept(b'{"title": "\xc3\xa5"}'))

    assert store.find("a" * 64, NOW) == kept(b'{"title": "\xc3\xa5"}')
    assert store.find("b" * 64, NOW) is None


def test_a_check_is_gone_when_its_time_is_up(store: SavedCheckStore) -> None:
    """The last moment counts as too late, and the row goes with the next save."""
    store.add("a" * 64, kept(expires_at=NOW + timedelta(seconds=1)))

    assert store.find("a" * 64, NOW) is not None
    assert store.find("a" * 64, NOW + timedelta(seconds=1)) is None
    assert store.forget_expired(NOW + timedelta(seconds=1)) == 1


def test_of_two_who_save_the_same_revision_one_wins(store: SavedCheckStore) -> None:
    """The other is told, and nothing of the winner's is overwritten."""
    store.add("a" * 64, kept())

    assert store.replace("a" * 64, kept(b"first", 2))
    assert not store.replace("a" * 64, kept(b"second", 2))
    found = store.find("a" * 64, NOW)
    assert found is not None
    assert found.content == b"first"


def test_a_deleted_check_is_gone(store: SavedCheckStore) -> None:
    """Deleting tells whether there was something to delete."""
    store.add("a" * 64, kept())

    assert (store.remove("a" * 64), store.remove("a" * 64)) == (True, False)
    assert store.find("a" * 64, NOW) is None


def test_many_may_save_at_the_same_time(store: SavedCheckStore) -> None:
    """Eight writers wait for each other instead of failing."""
    names = [f"{number:064}" for number in range(80)]
    with ThreadPoolExecutor(8) as crew:
        list(crew.map(lambda name: store.add(name, kept()), names))

    assert all(store.find(name, NOW) is not None for name in names)


def test_two_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    """Two processes that start together both find the tables made once."""
    url = f"sqlite:///{tmp_path / 'hela.db'}"
    databases = [Database(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as crew:
        list(crew.map(Database.prepare, databases))
    for database in databases:
        database.close()

    with sqlite3.connect(tmp_path / "hela.db") as connection:
        assert connection.execute("SELECT count(*) FROM saved_checks").fetchone() == (0,)
    connection.close()
