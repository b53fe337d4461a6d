"""What pyproject.toml asks for is what the locks hold: exactly, by hash, from no named place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.quality.sources import ROOT

_ENTRY = re.compile(r"([\w.-]+)==([\w.]+)(?: ; (.+))?((?:\n    --hash=sha256:[0-9a-f]{64})+)\n")
_HERE = {"python_version": "3.11", "python_full_version": "3.11.2"}  # Debian 12's


def pins(text: str) -> dict[str, Version]:
    """The version of each package that a lock gives to Python 3.11 on Linux.

    Raises:
        ValueError: a line is anything but a package, its exact version and its hashes.
    """
    joined = text.replace(" \\\n", "\n")
    if rest := _ENTRY.sub("", joined).strip():
        raise ValueError(f"not an exact version with hashes: {rest.splitlines()[0]}")
    return {
        canonicalize_name(package): Version(version)
        for package, version, marker, _ in _ENTRY.findall(joined)
        if not marker or Marker(marker).evaluate({**_HERE, "sys_platform": "linux"})
    }


def unmet(wanted: Iterable[str], locked: dict[str, Version]) -> list[str]:
    """The requirements among `wanted` for which the lock has no version that will do."""
    return [
        text
        for text in wanted
        if not (version := locked.get(canonicalize_name(Requirement(text).name)))
        or version not in Requirement(text).specifier
    ]


def lock(file: str) -> dict[str, Version]:
    """The pins of one of our own locks."""
    return pins((ROOT / "lock" / f"{file}.txt").read_text(encoding="utf-8"))


def project() -> tuple[list[str], dict[str, list[str]]]:
    """What pyproject.toml asks for: to run, and by group."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return config["project"]["dependencies"], config["dependency-groups"]


def test_the_locks_hold_what_the_project_asks_for() -> None:
    """A dependency added or moved without `./do lock` is reported here."""
    run, groups = project()

    assert unmet([*run, *groups["build"]], lock("run") | lock("native")) == []
    assert unmet(groups["test"], lock("test")) == []
    assert unmet(groups["lock"], lock("tools")) == []


def test_what_is_tested_is_what_runs() -> None:
    """Every package that serves a user has the same version under test."""
    assert lock("run").items() <= lock("test").items()


def test_only_the_named_package_is_built_from_source() -> None:
    """Source packages run code of their own on installation, so there is exactly one."""
    assert set(lock("native")) == {"durable-rules"}


@pytest.mark.parametrize("wanted", ["lark", "click>=9", "typer"])
def test_a_planted_gap_is_found(wanted: str) -> None:
    """A package that is missing or too old is unmet; one that will do is not."""
    locked = {"click": Version("8.5"), "typer": Version("0.29")}

    assert (unmet([wanted], locked) == []) == (wanted == "typer")


@pytest.mark.parametrize(
    "line",
    [
        "click==8.5.1\n",
        "click>=8 \\\n    --hash=sha256:" + "a" * 64 + "\n",
        "--index-url https://packages.example.org\n",
        "click @ git+https://git.example.org/click\n",
    ],
)
def test_a_planted_line_that_pins_nothing_is_refused(line: str) -> None:
    """No hash, no exact version, or an address: each makes the lock worthless."""
    with pytest.raises(ValueError, match="not an exact version with hashes"):
        pins(line)


def test_a_pin_for_another_python_is_passed_over() -> None:
    """Where a lock has two versions of a package, ours is the one for Python 3.11."""
    hashed = " \\\n    --hash=sha256:" + "a" * 64 + "\n"
    old, new = "python_full_version < '3.12'", "python_full_version >= '3.12'"
    text = f"numpy==2.4 ; {old}{hashed}numpy==2.5 ; {new}{hashed}"

    assert pins(text) == {"numpy": Version("2.4")}
