"""Work handed out to processes that may crash or hang: what is lost is named, not forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, TypeVar

__all__ = ["Done", "Lost", "crew"]

Task = TypeVar("Task")
Result = TypeVar("Result")

_POLL_SECONDS = 1
_SPAWN = get_context("spawn")


@dataclass(frozen=True, slots=True)
class Done(Generic[Task, Result]):
    """A task with what came of it."""

    task: Task
    result: Result


@dataclass(frozen=True, slots=True)
class Lost(Generic[Task]):
    """A task whose process ended, or was late, before it answered."""

    task: Task
    why: str


def crew(
    work: Callable[[Task], Result], tasks: Iterable[Task], *, jobs: int, deadline_seconds: int
) -> Iterator[Done[Task, Result] | Lost[Task]]:
    """Every task's outcome, as they come; `work` must be a function of a module."""
    waiting = iter(tasks)
    hands = [_Hand(work) for _ in range(jobs)]
    try:
        busy = [hand for hand in hands if hand.take(waiting)]
        while busy:
            wait([hand.connection for hand in busy], timeout=_POLL_SECONDS)
            for hand in busy:
                yield from hand.outcome(deadline_seconds)
            for hand in busy:
                if not hand.task:
                    hand.take(waiting)
            busy = [hand for hand in hands if hand.task]
    finally:
        for hand in hands:
            hand.stop()


@dataclass(slots=True)
class _Hand(Generic[Task, Result]):
    """One process and the task that it has; a lost process is replaced by its next task."""

    work: Callable[[Task], Result]
    task: tuple[Task, ...] = ()  # none or one
    process: SpawnProcess = field(init=False)
    connection: Connection = field(init=False)
    since: float = 0

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.connection, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(theirs, self.work), daemon=True)
        self.process.start()
        theirs.close()

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()

    def take(self, waiting: Iterator[Task]) -> bool:
        """Send the next task, if there is one."""
        self.task = tuple(islice(waiting, 1))
        for task in self.task:
            self.connection.send(task)
        self.since = time.monotonic()
        return bool(self.task)

    def outcome(self, deadline_seconds: int) -> Iterator[Done[Task, Result] | Lost[Task]]:
        """What came of the task, if anything has."""
        (task,) = self.task
        if self.connection.poll():
            yield self._received(task)
        elif time.monotonic() - self.since > deadline_seconds:
            yield self._lost(task, f"no answer within {deadline_seconds} s")

    def _received(self, task: Task) -> Done[Task, Result] | Lost[Task]:
        try:
            answer: Done[Task, Result] | Lost[Task] = self.connection.recv()
        except (EOFError, ConnectionResetError):
            self.process.join()
            return self._lost(task, f"the process ended with exit code {self.process.exitcode}")
        self.task = ()
        return answer

    def _lost(self, task: Task, why: str) -> Lost[Task]:
        self.stop()
        self.start()
        self.task = ()
        return Lost(task, why)


def _serve(connection: Connection, work: Callable[[Task], Result]) -> None:
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        try:
            answer: Done[Task, Result] | Lost[Task] = Done(task, work(task))
        except Exception as error:  # noqa: BLE001 - whatever it was, its task is to be named
            answer = Lost(task, f"it failed with {error!r}")
        connection.send(answer)
