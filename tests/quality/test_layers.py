"""The layer contracts of pyproject.toml hold, and each of them can fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.quality.sources import ROOT, python_files

LINT = "import importlinter.cli as cli; cli.lint_imports_command()"

# contract -> a file and an import that would break it. The file may exist already or not.
VIOLATIONS = {
    "packages": ("matching/planted.py", "import engine"),
    "engine": ("engine/values.py", "import engine.backends"),
    "backends": ("engine/backends/smt.py", "import engine.backends.durable.network"),
    "service": ("service/store/planted.py", "import service.pages"),
    "use-cases": ("service/pages/planted.py", "import service.store"),
    "pure": ("engine/values.py", "import sqlite3"),
    "durable": ("engine/values.py", "import durable"),
    "z3": ("engine/values.py", "import z3"),
    "sqlalchemy": ("service/pages/planted.py", "import sqlalchemy"),
    "cycles": ("matching/planted/one.py", "import matching.planted.two"),
}


def contracts(top: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Hold the tree at `top` against the contracts that its pyproject.toml names."""
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache", *options],
        cwd=top,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The three packages and their contracts, somewhere they may be broken."""
    for path in [*python_files("engine", "matching", "service"), ROOT / "pyproject.toml"]:
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    plant(tmp_path, "engine/backends/durable/network.py", "")
    plant(tmp_path, "matching/planted/__init__.py", "")
    plant(tmp_path, "matching/planted/two.py", "import matching.planted.one")
    return tmp_path


def plant(top: Path, file: str, line: str) -> None:
    """Add `line` to `file`, which comes about if it must."""
    path = top / file
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")


def test_every_contract_is_kept() -> None:
    """No import in the tree goes the wrong way, and every module has its place."""
    result = contracts(ROOT)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_planted_import_breaks_its_contract(copy: Path, contract: str) -> None:
    """Each contract catches the very thing it is there for, and names it."""
    file, line = VIOLATIONS[contract]
    plant(copy, file, line)

    result = contracts(copy, "--contract", contract)

    assert result.returncode == 1
    assert "BROKEN" in result.stdout
    assert line.rpartition(".")[2].removeprefix("import ") in result.stdout


@pytest.mark.parametrize("package", ["engine", "service"])
def test_a_module_without_a_layer_is_refused(copy: Path, package: str) -> None:
    """A new module is given its place in the order before it is used."""
    plant(copy, f"{package}/unplaced.py", "")

    result = contracts(copy, "--contract", package)

    assert result.returncode == 1
    assert f"{package}.unplaced" in result.stdout


def test_no_contract_goes_untried() -> None:
    """A contract that is added without a planted violation is reported here."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    named = {contract["id"] for contract in config["tool"]["importlinter"]["contracts"]}

    assert named == set(VIOLATIONS)
