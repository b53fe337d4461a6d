"""The process in which durable-rules runs: it answers questions on stdin until end of file.

Nothing here is worth saving: when anything goes wrong it says so, if it can, and ends.
"""

from __future__ import annotations

import select
import signal
import sys
from collections.abc import Callable
from io import FileIO
from typing import BinaryIO

from engine.backends.durable.errors import DurableError
from engine.backends.durable.network import DurableNetwork
from engine.backends.durable.wire import ANSWER, FAULT, LOAD, QUESTION, RUN, TRUTHS, unpickled

__all__ = ["main", "serve"]

# The pool kills a worker that is late. Should the pool itself be gone by then, the alarm
# ends this process; its default action works even while C code holds the interpreter.
_ALARM_SECONDS = 60


def serve(questions: BinaryIO, answers: BinaryIO | FileIO, wait: Callable[[], None]) -> None:
    """Answer questions until there are no more; stop after the first fault.

    `wait` returns when the next question, or the end, can be read.
    """
    networks: dict[bytes, DurableNetwork] = {}
    wait()
    while header := questions.read(QUESTION.size):
        signal.alarm(_ALARM_SECONDS)
        kind, sequence, key, length = QUESTION.unpack(header)
        payload = questions.read(length)
        try:
            if kind == LOAD:
                networks[key] = DurableNetwork(unpickled(payload))
            else:
                truths = networks[key].run_bytes(payload)
                answers.write(ANSWER.pack(TRUTHS, sequence, len(truths)) + truths)
        except DurableError as fault:
            text = str(fault).encode()
            answers.write(ANSWER.pack(FAULT, sequence, len(text)) + text)
            return
        signal.alarm(0)
        if kind == RUN:
            wait()


def _ring_of(bell: FileIO) -> Callable[[], None]:
    """A wait for the bell, or for the end of stdin."""
    either = select.poll()
    either.register(bell, select.POLLIN)
    either.register(sys.stdin, 0)  # no events asked for: only that it ended

    def wait() -> None:
        either.poll()
        bell.read(8)  # silences it; empty if it was the end that woke us

    return wait


def main() -> None:
    """Serve the process's own pipes; whatever else writes to stdout goes to stderr."""
    with (
        FileIO(sys.stdout.fileno(), "wb", closefd=False) as answers,
        FileIO(int(sys.argv[2]), "rb") as bell,
    ):
        sys.stdout = sys.stderr
        serve(sys.stdin.buffer, answers, _ring_of(bell))
