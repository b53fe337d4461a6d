"""The front door: ./do sets up, starts, and says in one line what is missing.

Each test has a tree of its own, with locks that ask for nothing, so that no network is needed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.quality.sources import ROOT

SERVICE = "import os, sys\nprint(sys.argv[1:], os.getcwd())\n"
UNHASHED = "no-such-package==1.0\n"  # refused for want of a hash, before any registry is asked
BORROWED = ["cat", "cmp", "cp", "dirname", "flock", "id", "mkdir", "mv", "sh", "tail"]


def do(
    top: Path, *words: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the `do` of the tree at `top`."""
    return subprocess.run(
        [top / "do", *words], cwd=cwd or top, env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A tree with the real `do`, empty locks and a service that tells how it was called."""
    tree = tmp_path / "a tree, with spaces"
    (tree / "lock").mkdir(parents=True)
    (tree / "service").mkdir()
    (tree / "service" / "__main__.py").write_text(SERVICE)
    for lock in ("run", "native", "test"):
        (tree / "lock" / f"{lock}.txt").write_text("# nothing\n")
    shutil.copy(ROOT / "do", tree)
    return tree


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment fresh from the system's python, made once because that takes seconds."""
    folder = tmp_path_factory.mktemp("environment") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder


@pytest.fixture
def half_way(top: Path, environment: Path) -> Path:
    """A tree whose environment exists, and into which nothing has been installed."""
    shutil.copytree(environment, top / ".venv", symlinks=True)
    return top


def bare_machine(folder: Path, **programs: str) -> dict[str, str]:
    """The environment of a machine that has the core tools and, besides, only `programs`."""
    folder.mkdir()
    for tool in BORROWED:
        if where := shutil.which(tool):
            (folder / tool).symlink_to(where)
    for program, script in programs.items():
        path = folder / program.replace("_", ".")
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
    return {"PATH": str(folder)}


@pytest.mark.parametrize("words", [(), ("fly",)])
def test_an_unknown_verb_is_answered_with_the_usage(top: Path, words: tuple[str, ...]) -> None:
    """Exit 2 and the list of verbs on standard error; nothing is installed."""
    result = do(top, *words)

    assert result.returncode == 2
    assert "usage: ./do VERB" in result.stderr
    assert not (top / ".venv").exists()


def test_help_is_not_an_error(top: Path) -> None:
    """Who asks for help gets it on standard output."""
    result = do(top, "help")

    assert (result.returncode, result.stderr) == (0, "")
    assert "usage: ./do VERB" in result.stdout


def test_a_machine_without_python_is_told_what_to_install(top: Path, tmp_path: Path) -> None:
    """One line names every package that is missing, ready to be typed."""
    result = do(top, "run", env=bare_machine(tmp_path / "bin"))

    assert result.returncode == 1
    assert result.stderr == (
        "do: missing on this machine; as root: apt-get install -y"
        " python3.11 python3.11-venv python3.11-dev gcc libc6-dev\n"
    )


def test_a_machine_without_the_c_library_is_told_so(top: Path, tmp_path: Path) -> None:
    """A compiler that finds no headers is not taken for a working one."""
    python = f'exec "{sys.base_prefix}/bin/python3.11" "$@"'
    machine = bare_machine(tmp_path / "bin", python3_11=python, gcc="exit 1")

    result = do(top, "run", env=machine)

    assert result.stderr == ("do: missing on this machine; as root: apt-get install -y libc6-dev\n")


def test_the_service_is_called_where_the_user_stands(top: Path, tmp_path: Path) -> None:
    """From any folder, with a space in the path, arguments whole and the folder kept."""
    result = do(top, "run", "--port", "80 80", cwd=tmp_path)

    assert result.returncode == 0, result.stderr
    assert result.stdout == f"['serve', '--port', '80 80'] {tmp_path}\n"


def test_the_second_start_installs_nothing(half_way: Path, tmp_path: Path) -> None:
    """Once set up, a start needs neither pip nor the network nor the system's python."""
    first = do(half_way, "hela", "one")
    (half_way / ".venv" / "lib" / "python3.11" / "site-packages" / "pip").rename(tmp_path / "pip")
    second = do(half_way, "hela", "two")

    assert "installing" in first.stderr
    assert (second.stdout, second.stderr) == (f"['two'] {half_way}\n", "")


def test_an_installation_that_failed_is_done_again(half_way: Path) -> None:
    """A lock counts as installed only after all of it was."""
    lock = half_way / "lock" / "run.txt"
    lock.write_text(UNHASHED)
    failed = [do(half_way, "hela"), do(half_way, "hela")]
    lock.write_text("# mended\n")
    mended = do(half_way, "hela")

    assert [result.returncode for result in failed] == [1, 1]
    assert failed[1].stderr.endswith(
        "do: could not install lock/run.txt; all of it is in .venv/install.log\n"
    )
    assert mended.returncode == 0


def test_a_package_that_does_not_compile_is_explained(half_way: Path) -> None:
    """The last line names the compiler and the headers, whatever pip said before it."""
    (half_way / "lock" / "native.txt").write_text(UNHASHED)

    result = do(half_way, "run")

    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == (
        "do: durable-rules did not build; as root: apt-get install -y gcc libc6-dev python3.11-dev"
    )


def test_a_changed_lock_is_noticed(half_way: Path) -> None:
    """After an update of the tree the environment follows by itself."""
    do(half_way, "hela")
    (half_way / "lock" / "run.txt").write_text("# another nothing\n")

    assert "installing run.txt" in do(half_way, "hela").stderr
    assert "installing" not in do(half_way, "hela").stderr


def test_an_environment_whose_python_is_gone_is_made_anew(half_way: Path) -> None:
    """An upgrade of the system's python does not leave a tree that cannot start."""
    do(half_way, "hela")
    python = half_way / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")

    assert do(half_way, "hela", "again").stdout == f"['again'] {half_way}\n"
