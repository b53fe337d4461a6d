"""A rule pack is data: nothing under rules/ can run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.sources import ROOT, name, tracked

DATA = {".csv", ".json", ".md", ".yaml"}


def runnable(path: Path) -> bool:
    """Whether `path` is, or could be made to be, a program."""
    return path.suffix not in DATA or bool(path.stat().st_mode & 0o111)


def test_rules_hold_nothing_that_runs() -> None:
    """Whoever may write a rule may not thereby run code."""
    packs = [path for path in tracked() if path.is_relative_to(ROOT / "rules")]

    assert [name(path) for path in packs if runnable(path)] == []


@pytest.mark.parametrize("file", ["policy.py", "policy.pyc", "policy.so", "Makefile", "fix.sh"])
def test_a_planted_program_is_found(tmp_path: Path, file: str) -> None:
    """Anything but the four kinds of data is turned away by its name."""
    (tmp_path / file).write_text("")

    assert runnable(tmp_path / file)


def test_data_that_may_be_executed_is_found(tmp_path: Path) -> None:
    """A harmless name does not hide an executable file."""
    path = tmp_path / "policy.yaml"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)

    assert runnable(path)


def test_a_policy_is_data(tmp_path: Path) -> None:
    """What a pack is made of passes."""
    (tmp_path / "policy.yaml").write_text("id: x\n")

    assert not runnable(tmp_path / "policy.yaml")
