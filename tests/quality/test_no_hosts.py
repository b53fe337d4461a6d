"""No registry, no developer's machine and no secret is named in the repository.

The names to look for are asked of this machine while the test runs: written down here, they would
themselves be what the test forbids.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.quality.sources import ROOT, name, tracked

# A folder that holds all sorts of checkouts says nothing about whose machine it is.
_COMMON_FOLDERS = {Path("/"), Path("/opt"), Path("/srv"), Path("/tmp"), Path("/var/tmp")}  # noqa: S108
_HOST = re.compile(r"\w+://(?:[^\s/@]*@)?([\w.-]+)")
_SETTING = re.compile(r"(PIP|UV|NPM)_\w*(INDEX|REGISTRY|LINKS|HOST)\w*", re.IGNORECASE)

ALWAYS = {
    "an address of a package index": r"https?://[^\s\"'`<>)]+/simple\b",
    "someone's home folder": r"(?<![\w.~])/(?:home|Users|root)/[\w.-]+",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a cloud access key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of a code host": r"\b(?:gh[pousr]_\w{36,}|github_pat_\w{22,}|glpat-[\w-]{20,})",
    "a token of a package index": r"\b(?:pypi-AgE\w{40,}|npm_\w{36})",
    "a signed web token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "an address with a password": r"\b\w+://[^\s/:@]+:[^\s/:@{<$*]{8,}@(?!localhost|127\.)[\w.-]+",
}


def hosts_of(settings: Iterable[str]) -> set[str]:
    """The hosts in the addresses that stand in `settings`; this machine itself is not one."""
    hosts = (host for text in settings for host in _HOST.findall(text))
    return {host for host in hosts if "." in host and not host.startswith("127.")}


def registry_hosts(environment: Mapping[str, str]) -> set[str]:
    """Every host from which this machine, or any machine by default, takes its packages."""
    told = [_pip("config", "list")]
    told += re.findall(r"default\s+(\w+://\S+)", _pip("install", "--help"))
    told += [value for key, value in environment.items() if _SETTING.fullmatch(key)]
    lists = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    told += [path.read_text(encoding="utf-8") for path in lists if path.is_file()]
    return hosts_of(told)


def _pip(*words: str) -> str:
    command = [sys.executable, "-m", "pip", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def machine_paths() -> set[str]:
    """Where this checkout lies, unless that is a place where anything may lie."""
    return {f"{path}/" for path in (ROOT, ROOT.parent) if path not in _COMMON_FOLDERS}


@pytest.fixture(scope="module")
def forbidden() -> dict[str, re.Pattern[str]]:
    """What no file may say, by what it is."""
    hosts = "|".join(map(re.escape, registry_hosts(os.environ)))  # noqa: TID251 - not a setting
    paths = "|".join(map(re.escape, machine_paths()))
    rules = {
        **ALWAYS,
        "a host of a package registry": rf"(?<![\w.-])(?:{hosts})\b",
        "a path of this machine": rf"(?<![\w.-])(?:{paths})",
    }
    return {what: re.compile(rule) for what, rule in rules.items()}


def found(text: str, rules: Mapping[str, re.Pattern[str]]) -> list[str]:
    """What `text` names that it may not: line number and kind, never the thing itself."""
    return [
        f"{number}: {what}"
        for number, line in enumerate(text.splitlines(), start=1)
        for what, rule in rules.items()
        if rule.search(line)
    ]


def test_no_file_names_a_registry_a_machine_or_a_secret(
    forbidden: Mapping[str, re.Pattern[str]],
) -> None:
    """The repository reads the same wherever it is, and gives nothing away."""
    texts = {name(path): path.read_bytes().decode("utf-8", "replace") for path in tracked()}

    hits = {file: found(text, forbidden) for file, text in texts.items()}

    assert {file: lines for file, lines in hits.items() if lines} == {}


PLANTED = {
    "an address of a package index": "index = https://packages.example.org/" + "simple/",
    "someone's home folder": "open('/" + "home/eva/notes')",
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "a cloud access key": "AKIA" + "A1B2" * 4,
    "a token of a code host": "ghp_" + "aB3d" * 9,
    "a token of a package index": "npm_" + "aB3d" * 9,
    "a signed web token": "eyJ" + "hbGciOiJI" + "UzI1.eyJ" + "zdWIiOiIxMjM0.SflKxwRJSMeKKF2",
    "an address with a password": "postgresql://hela:" + "correct-horse@db.example.org/hela",
    "a path of this machine": f"cd {ROOT}/engine",
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_name_is_found(forbidden: Mapping[str, re.Pattern[str]], what: str) -> None:
    """Each kind is seen in a line that holds it, and that line's number is told."""
    assert f"2: {what}" in found(f"harmless\n{PLANTED[what]}\n", forbidden)


def test_the_registries_of_this_machine_are_found(
    forbidden: Mapping[str, re.Pattern[str]],
) -> None:
    """At least the default registry is known, and a line that names it is reported."""
    hosts = registry_hosts({})

    assert hosts
    assert all(
        "1: a host of a package registry" in found(f"from {host}", forbidden) for host in hosts
    )


def test_a_registry_that_only_the_environment_names_is_found() -> None:
    """Settings of the package tools count; other variables do not."""
    environment = {
        "UV_INDEX_URL": "https://u:p@mirror.example.org:8443/x",
        "HOMEPAGE": "https://www.example.org",
    }

    assert registry_hosts(environment) - registry_hosts({}) == {"mirror.example.org"}


@pytest.mark.parametrize(
    "line",
    [
        "https://www.riksdagen.se/sv/dokument",
        "sqlite:///var/hela.sqlite3",
        "postgresql://hela:long-password@localhost/hela",
        "~/home/notes",
        "a simple/plain path",
    ],
)
def test_an_ordinary_line_is_left_alone(
    forbidden: Mapping[str, re.Pattern[str]], line: str
) -> None:
    """Sources of law, local addresses and relative paths are not mistaken for any of it."""
    assert found(line, forbidden) == []
