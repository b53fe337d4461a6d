"""The quality tests must see every file, with git or without it."""

from __future__ import annotations

from pathlib import Path

from tests.quality import sources


def test_this_very_file_is_seen() -> None:
    """The list is not empty by accident: it holds the file that asks."""
    assert Path(__file__).resolve() in sources.python_files("tests")


def test_a_copy_without_git_shows_the_files_and_not_what_was_made(tmp_path: Path) -> None:
    """An unpacked archive is judged like a clone; environments and caches are not."""
    for made in ("engine/a.py", ".ci/run", ".venv/b.py", ".mypy_cache/c.py", "x/__pycache__/d.py"):
        (tmp_path / made).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / made).write_text("")

    seen = [path.relative_to(tmp_path).as_posix() for path in sources.tracked(tmp_path)]

    assert seen == [".ci/run", "engine/a.py"]
