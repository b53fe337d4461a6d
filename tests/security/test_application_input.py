"""No file, however hostile, crashes the reader, slips through it or makes it talk."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import render
from service.domain.read import ApplicationError, read_application
from service.domain.write import to_yaml
from tests.security import hostile_applications
from tests.security.hostile_applications import NAMES
from tests.service.domain.questions import questions

_ROOT = Path(__file__).parents[2]
_SECONDS = 5  # of processor time, on a loaded machine; most take a few milliseconds
_MOST_PROBLEMS = 101

_EXAMPLES = [path.read_bytes() for path in sorted((_ROOT / "examples").glob("*/*.yaml"))]
_SPANNERS = [
    b"",
    b"\n",
    b"  ",
    b": ",
    b"- ",
    b"[",
    b"}",
    b'"',
    b"null",
    b"&a",
    b"\xff",
    b"1e9",
    b"\t",
]

Report = dict[str, object]


@cache
def _reports() -> dict[str, Report]:
    """What a child process made of each file; after a crash another child takes the rest."""
    reports: dict[str, Report] = {}
    while True:
        child = subprocess.run(
            [sys.executable, "-m", hostile_applications.__name__, *reports],
            cwd=_ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        lines = [json.loads(line) for line in child.stdout.splitlines()]
        reports |= {str(one["name"]): one for one in lines if "name" in one}
        if child.returncode == 0:
            return reports
        assert lines, child.stderr
        crashed = str(lines[-1].get("start"))
        reports[crashed] = {"crash": child.returncode, "stderr": child.stderr[-2000:]}


def test_the_table_is_long_enough_to_mean_something() -> None:
    """At least forty different ways to do harm."""
    assert len(set(NAMES)) == len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_is_refused_in_words(name: str) -> None:
    """It ends in problems with a next step: no crash, no traceback, no application."""
    report = _reports()[name]
    told = str(report.get("told"))
    assert "nästa steg" in told, report
    assert "next step" in told
    assert not any(word in told for word in ("Traceback", "pydantic", "Decimal", "object at"))


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_costs_little(name: str) -> None:
    """Seconds of processor time, a bounded list of problems; the child has a memory limit too."""
    report = _reports()[name]
    assert float(str(report["seconds"])) < _SECONDS
    assert 1 <= int(str(report["problems"])) <= _MOST_PROBLEMS


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "ignore")


@given(data=st.binary(max_size=200), name=st.sampled_from(["a.yaml", "a.json"]))
def test_random_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    """Nothing but an application or a refusal ever comes out."""
    _read_or_refuse(data, name)


@given(
    example=st.sampled_from(_EXAMPLES),
    start=st.integers(0, 9_000),
    length=st.integers(0, 40),
    put=st.sampled_from(_SPANNERS) | st.text(max_size=5).map(_bytes),
)
def test_a_spanner_in_the_works_is_read_or_refused(
    example: bytes, start: int, length: int, put: bytes
) -> None:
    """A whole application with a few bytes cut out or put in, anywhere."""
    _read_or_refuse(example[:start] + put + example[start + length :], "a.yaml")


def _read_or_refuse(data: bytes, name: str) -> None:
    try:
        application = read_application(data, name, questions())
    except ApplicationError as refused:
        told = [render(problem, "sv") for problem in refused.problems]
    else:
        told = [name]
        assert read_application(to_yaml(application), "a.yaml", questions()) == application
    assert all(told)
