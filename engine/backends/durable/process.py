"""One worker process: started, asked with a deadline, and killed when it is late or lost.

This is plumbing. The clock is read only to bound how long the caller waits: no answer
depends on it.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from io import FileIO
from pathlib import Path
from typing import cast

import engine
from engine.backends.durable.errors import EngineUnavailable
from engine.backends.durable.wire import ANSWER, LOAD, QUESTION, RUN, PreparedNetwork

__all__ = ["Deadline", "WorkerProcess"]

# Isolated (-I): neither the environment nor the working directory decides what is imported.
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from engine.backends.durable.worker import main; main()"
)
_ROOT = str(Path(engine.__file__).parents[1])
_NS_PER_MS = 1_000_000
_CHUNK = 65536


class Deadline:
    """A moment after which nobody waits any longer."""

    def __init__(self, milliseconds: int) -> None:
        self._at = time.monotonic_ns() + milliseconds * _NS_PER_MS

    def left_ms(self) -> int:
        """Whole milliseconds left, rounded up; 0 when it has passed."""
        return max(0, -((time.monotonic_ns() - self._at) // _NS_PER_MS))


def _started(bell: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 -- our own interpreter and module
        [sys.executable, "-I", "-c", _BOOT, _ROOT, str(bell)],
        bufsize=0,
        pass_fds=(bell,),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # a Ctrl-C in the terminal is for the service to handle
    )


class WorkerProcess:
    """A process that runs durable-rules, and what this side knows of it."""

    def __init__(self) -> None:
        self.asked = 0
        self.loaded: set[bytes] = set()
        # A pipe wakes its reader on the writer's own processor, as the writer is expected to
        # wait next. Ours works on meanwhile, so an event, which wakes it elsewhere, rings.
        self._bell = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        try:
            self._process = _started(self._bell)
        except OSError:
            os.close(self._bell)
            raise
        self._questions = cast("FileIO", self._process.stdin)
        self._answers = cast("FileIO", self._process.stdout)
        os.set_blocking(self._questions.fileno(), False)
        self._readable = select.poll()
        self._readable.register(self._answers, select.POLLIN)
        self._writable = select.poll()
        self._writable.register(self._questions, select.POLLOUT)

    @property
    def pid(self) -> int:
        """The process id, for tests and for the log."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def ask(self, network: PreparedNetwork, payload: bytes, deadline: Deadline) -> None:
        """Send a question, and first the network if this worker has not seen it."""
        self.asked += 1
        key = network.key
        question = QUESTION.pack(RUN, self.asked, key, len(payload)) + payload
        if key not in self.loaded:
            self.loaded.add(key)
            pickled = network.pickled
            question = QUESTION.pack(LOAD, self.asked, key, len(pickled)) + pickled + question
        self._write(question, deadline)

    def answer(self, deadline: Deadline) -> tuple[bytes, bytes]:
        """The kind and payload of the answer to the last question."""
        got = self._read(deadline)
        while len(got) < ANSWER.size:
            got += self._read(deadline)
        kind, sequence, length = ANSWER.unpack_from(got)
        while len(got) < ANSWER.size + length:
            got += self._read(deadline)
        if sequence != self.asked or len(got) != ANSWER.size + length:
            raise EngineUnavailable("out-of-step")
        return kind, got[ANSWER.size :]

    def kill(self) -> None:
        """End the process now, hung or not, and leave no zombie; it holds nothing worth saving."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Kill it and let go of its pipes; for whoever has the worker to itself."""
        self.kill()
        self._close()

    def disown(self) -> None:
        """Forget a worker of the process that this one was forked from, without touching it."""
        self._process.returncode = 0  # else it would be waited for, or warned about, here
        self._close()

    def _close(self) -> None:
        if not self._questions.closed:
            self._questions.close()
            self._answers.close()
            os.close(self._bell)

    def _write(self, data: bytes, deadline: Deadline) -> None:
        rest = memoryview(data)
        try:
            while rest := rest[self._questions.write(rest) or 0 :]:
                os.eventfd_write(self._bell, 1)  # the pipe is full: start reading
                if not self._writable.poll(deadline.left_ms()):
                    raise EngineUnavailable("deadline")
            os.eventfd_write(self._bell, 1)
        except BrokenPipeError:
            raise EngineUnavailable("crash") from None

    def _read(self, deadline: Deadline) -> bytes:
        if not self._readable.poll(deadline.left_ms()):
            raise EngineUnavailable("deadline")
        part = self._answers.read(_CHUNK)
        if not part:
            raise EngineUnavailable("crash")
        return part
