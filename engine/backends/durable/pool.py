"""Durable-rules behind a wall: worker processes that may crash or hang without harm.

A crash in C ends the process it happens in, and a hang holds its interpreter, so neither
can be caught from inside. The pool asks a worker, waits until a deadline, and replaces a
worker that is late, lost, worn or at fault. The calling process never loads durable-rules.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from engine.backends.durable.errors import DurableFaultError, EngineUnavailable
from engine.backends.durable.process import Deadline, WorkerProcess
from engine.backends.durable.wire import TRUTHS, PreparedNetwork, prepare
from engine.network import Truth

__all__ = ["DurablePool", "Pending", "PoolLimits", "PreparedNetwork", "prepare"]

_TRUTHS = tuple(Truth)


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How many workers, how long a call may take in all, and when a worker is worn.

    A call that finds no worker ready starts one, which takes about a tenth of a second.
    """

    workers: int = 2
    deadline_ms: int = 8000  # runs take less than one; the first of a worker starts it as well
    runs_per_worker: int = 100_000
    networks_per_worker: int = 32


class DurablePool:
    """Runs prepared networks in worker processes; may be used from any thread.

    Workers start when first needed and end with the pool, or with this process. After a
    fork the child has a pool of its own, with no workers yet.
    """

    def __init__(self, limits: PoolLimits | None = None) -> None:
        self._limits = limits or PoolLimits()
        self._workers: set[WorkerProcess] = set()
        self.forget_workers()
        weakref.finalize(self, _stop, self._workers)
        _POOLS.add(self)

    def run(
        self, network: PreparedNetwork, truths: Sequence[Truth], deadline_ms: int | None = None
    ) -> tuple[Truth, ...]:
        """The truth of each node; raises EngineUnavailable, and then the call may be retried."""
        return self.submit(network, truths, deadline_ms).result()

    def submit(
        self, network: PreparedNetwork, truths: Sequence[Truth], deadline_ms: int | None = None
    ) -> Pending:
        """Start a run, so that the caller can work meanwhile; ask the returned value for it."""
        payload = network.payload(truths)
        deadline = Deadline(self._limits.deadline_ms if deadline_ms is None else deadline_ms)
        worker = self._take(deadline)
        try:
            worker.ask(network, payload, deadline)
        except BaseException:
            self._discard(worker)
            raise
        return Pending(
            worker,
            nodes=network.nodes,
            deadline=deadline,
            release=self._release,
            discard=self._discard,
        )

    def close(self) -> None:
        """End all workers; calls under way and later ones raise EngineUnavailable."""
        with self._changed:
            self._closed = True
            workers, idle = [*self._workers], [*self._idle]
            self._idle.clear()
            self._changed.notify_all()
        for worker in workers:
            worker.kill()
        for worker in idle:  # whoever waits for a busy one sees it end, and discards it
            self._discard(worker)

    def forget_workers(self) -> None:
        """Begin without workers: when new, and in the child of a fork, which owns none.

        Nothing is asked of the lock, which another thread may have held when the process forked.
        """
        self._changed = threading.Condition()
        self._idle: list[WorkerProcess] = []
        self._starting = 0
        self._closed = False
        for worker in self._workers:
            worker.disown()
        self._workers.clear()

    def worker_pids(self) -> list[int]:
        """The process ids of the workers there are now."""
        with self._changed:
            return sorted(worker.pid for worker in self._workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- workers ----------------------------------------------------------------------

    def _take(self, deadline: Deadline) -> WorkerProcess:
        """An idle worker, or a new one, or the first to become free before the deadline."""
        while (worker := self._idle_worker(deadline)) is not None:
            if worker.alive():
                return worker
            self._discard(worker)
        return self._new_worker()

    def _idle_worker(self, deadline: Deadline) -> WorkerProcess | None:
        """An idle worker; or None, and then the caller must start one."""
        with self._changed:
            while not self._idle:
                if self._closed:
                    raise EngineUnavailable("closed")
                if len(self._workers) + self._starting < self._limits.workers:
                    self._starting += 1
                    return None
                if not self._changed.wait(deadline.left_ms() / 1000):
                    raise EngineUnavailable("busy")
            return self._idle.pop()

    def _new_worker(self) -> WorkerProcess:
        worker: WorkerProcess | None = None
        try:
            worker = WorkerProcess()
        except OSError as error:
            raise EngineUnavailable("start") from error
        finally:
            with self._changed:
                self._starting -= 1
                if worker is not None:
                    self._workers.add(worker)
                self._changed.notify()
        return worker

    def _release(self, worker: WorkerProcess) -> None:
        limits = self._limits
        worn = (
            worker.asked >= limits.runs_per_worker
            or len(worker.loaded) >= limits.networks_per_worker
        )
        with self._changed:
            if not worn and not self._closed:
                self._idle.append(worker)
                self._changed.notify()
                return
        self._discard(worker)

    def _discard(self, worker: WorkerProcess) -> None:
        worker.stop()
        with self._changed:
            self._workers.discard(worker)
            self._changed.notify()


class Pending:
    """A run under way. Dropping it unasked costs the pool a worker, which is replaced."""

    def __init__(
        self,
        worker: WorkerProcess,
        *,
        nodes: int,
        deadline: Deadline,
        release: Callable[[WorkerProcess], None],
        discard: Callable[[WorkerProcess], None],
    ) -> None:
        self._worker: WorkerProcess | None = worker
        self._nodes = nodes
        self._deadline = deadline
        self._release = release
        self._discard = discard

    def result(self) -> tuple[Truth, ...]:
        """The truth of each node; may be asked for once.

        Raises EngineUnavailable when the worker died or the deadline passed, and
        DurableFaultError when the engine gave an impossible answer; both may be retried.
        """
        worker, self._worker = self._worker, None
        if worker is None:
            raise RuntimeError("the result of this run has already been asked for")
        try:
            truths = _truths(worker.answer(self._deadline), self._nodes)
        except BaseException:
            self._discard(worker)
            raise
        self._release(worker)
        return truths

    def __del__(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            self._discard(worker)


def _truths(answer: tuple[bytes, bytes], nodes: int) -> tuple[Truth, ...]:
    kind, payload = answer
    if kind != TRUTHS:
        raise DurableFaultError("worker", expected="truths", got=payload.decode())
    if len(payload) != nodes:
        raise DurableFaultError("worker", expected=f"{nodes} truths", got=str(len(payload)))
    return tuple([_TRUTHS[value] for value in payload])


def _stop(workers: set[WorkerProcess]) -> None:
    """What is left to do when a pool was never closed: at the latest when this process ends."""
    while workers:
        workers.pop().stop()


def _after_fork_in_child() -> None:
    for pool in _POOLS:
        pool.forget_workers()


_POOLS: weakref.WeakSet[DurablePool] = weakref.WeakSet()
os.register_at_fork(after_in_child=_after_fork_in_child)
