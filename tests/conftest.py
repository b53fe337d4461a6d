"""Rules for every test: nothing is skipped in silence, and every random draw can be repeated.

`HELA_REQUIRE=all`, which continuous integration sets, turns a skipped test into a failed one:
there, a missing browser or database is a fault in the machine and not a reason to look away.
"""

from __future__ import annotations

import os
import random
from collections.abc import Generator

import hypothesis
import pytest

REQUIRE_ALL = os.environ.get("HELA_REQUIRE") == "all"  # noqa: TID251 - tests have no settings.py

# A deadline would measure the load of the machine. The blob is a line that replays a failure.
hypothesis.settings.register_profile("dev", deadline=None, print_blob=True)
hypothesis.settings.register_profile(
    "ci",
    hypothesis.settings.get_profile("dev"),
    derandomize=False,  # hypothesis fixes its draws when it sees CI; we want new ones
    suppress_health_check=[hypothesis.HealthCheck.too_slow],  # that, too, is the machine's load
)
hypothesis.settings.load_profile("ci" if REQUIRE_ALL else "dev")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Draw the seed of all property tests here, so that the header can name it."""
    if config.getoption("--hypothesis-seed") is None:
        config.option.hypothesis_seed = str(random.SystemRandom().randrange(2**32))


def pytest_report_header(config: pytest.Config) -> str:
    """Say how to draw the same examples again."""
    return f"repeat with: --hypothesis-seed={config.getoption('--hypothesis-seed')}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that skips itself where nothing may be missing."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a whole file that skips itself while it is read."""
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"HELA_REQUIRE=all, so nothing may be skipped: {report.longrepr}"
