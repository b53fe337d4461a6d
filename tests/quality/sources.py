"""The files of this repository, as the quality tests see them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What ./do and the tools leave behind; only consulted where git is not there to say.
_MADE_HERE = {".git", ".venv", ".venv-lock", ".venv.lock", ".hypothesis", "htmlcov", "var"}


def tracked(root: Path = ROOT) -> list[Path]:
    """Every file that is, or is about to be, part of the repository."""
    if (root / ".git").exists() and shutil.which("git"):
        return sorted(_from_git(root))
    return sorted(_from_disk(root))


def python_files(*folders: str) -> list[Path]:
    """The tracked Python files under `folders`, or all of them."""
    wanted = [ROOT / folder for folder in folders] or [ROOT]
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and any(path.is_relative_to(folder) for folder in wanted)
    ]


def name(path: Path) -> str:
    """The path as one would write it from the top of the repository."""
    return path.relative_to(ROOT).as_posix()


def _from_git(root: Path) -> Iterator[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    for line in filter(None, listed.split("\0")):
        if (root / line).is_file():  # a file may be deleted and not yet committed so
            yield root / line


def _from_disk(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        made = any(part in _MADE_HERE or part.endswith(("_cache", "__pycache__")) for part in parts)
        if path.is_file() and not made:
            yield path
