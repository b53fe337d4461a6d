"""Runs `hela` in a process of its own, with a small rules folder that never changes."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests.quality.sources import ROOT

__all__ = ["APPLICATION", "COMMAND", "HERE", "RULES", "hela", "masked", "on_terminal"]

HERE = Path(__file__).parent
RULES = HERE / "rules"
APPLICATION = HERE / "application.yaml"
COMMAND = (sys.executable, "-P", "-m", "service")
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "PYTHONPATH": str(ROOT),
    "HELA_RULES": str(RULES),
    "COLUMNS": "100",
    "LANG": "C.UTF-8",
}


def hela(
    *arguments: str | Path, given: bytes = b"", cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """What the command wrote and how it ended."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**_ENVIRONMENT, **environment},
        timeout=60,
    )


def on_terminal(*arguments: str | Path, **environment: str) -> str:
    """What the command writes when its answer goes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**_ENVIRONMENT, "TERM": "xterm", **environment},
    ) as process:
        os.close(theirs)
        written = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
        process.wait(timeout=60)
    return written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end of a terminal is closed
        return b""


def masked(text: bytes) -> str:
    """The text with its digests, which follow from the rules' exact bytes, left out."""
    return re.sub("[0-9a-f]{64}", "<sha256>", text.decode())
