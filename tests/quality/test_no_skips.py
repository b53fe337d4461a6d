"""Where everything is required, a skipped test is a failed test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quality.sources import ROOT

SKIPS = {
    "inside a test": "import pytest\ndef test_it(): pytest.skip('no browser')\n",
    "by a mark": "import pytest\n@pytest.mark.skip\ndef test_it(): pass\n",
    "by a whole file": "import pytest\npytest.skip('no browser', allow_module_level=True)\n",
    "by a missing import": "import pytest\npytest.importorskip('no_such_module')\n",
}


def run(folder: Path, test: str, *options: str, require: str) -> subprocess.CompletedProcess[str]:
    """Run `test` under this project's own conftest, in a process of its own."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_planted.py").write_text(test)
    (folder / "pytest.ini").write_text("[pytest]\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, str(folder)],
        cwd=folder,
        env={**os.environ, "HELA_REQUIRE": require},  # noqa: TID251 - handed on, not read
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("how", SKIPS)
def test_a_skip_fails_where_all_is_required(tmp_path: Path, how: str) -> None:
    """However a test skips itself, the run is red and says why."""
    result = run(tmp_path, SKIPS[how], require="all")

    assert result.returncode != 0
    assert "nothing may be skipped" in result.stdout


def test_a_skip_is_only_a_skip_on_a_developers_machine(tmp_path: Path) -> None:
    """Without the requirement the same test is skipped and the run is green."""
    result = run(tmp_path, SKIPS["inside a test"], require="")

    assert result.returncode == 0
    assert "1 skipped" in result.stdout


def test_an_expected_failure_is_not_a_skip(tmp_path: Path) -> None:
    """A declared gap runs, and may stay, also where all is required."""
    gap = "import pytest\n@pytest.mark.xfail(strict=True)\ndef test_it(): assert False\n"

    assert run(tmp_path, gap, require="all").returncode == 0


def test_the_seed_in_the_header_repeats_the_draws(tmp_path: Path) -> None:
    """What a run drew can be drawn again, from the line that it printed."""
    law = (
        "from hypothesis import given, strategies as st\n"
        "@given(st.integers())\ndef test_it(n): print('drew', n)\n"
    )
    first = run(tmp_path, law, "-s", require="all").stdout
    option = re.search(r"--hypothesis-seed=\d+", first)
    assert option is not None

    again = run(tmp_path, law, "-s", option[0], require="all").stdout
    other = run(tmp_path, law, "-s", "--hypothesis-seed=1", require="all").stdout

    drawn = [re.findall("drew .*", out) for out in (first, again, other)]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
