"""Work in processes that may crash or hang: every task is answered or named as lost."""

from __future__ import annotations

import os
import signal
import time

from tools.crew import Done, Lost, crew


def crash_on_three(task: int) -> int:
    """Double a number; die of a segmentation fault on 3, as C code would."""
    if task == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    return 2 * task


def hang_on_three(task: int) -> int:
    """Double a number; never answer on 3."""
    while task == 3:
        time.sleep(1)
    return 2 * task


def raise_on_three(task: int) -> int:
    """Double a number; fail on 3."""
    if task == 3:
        raise ValueError(task)
    return 2 * task


def test_every_task_is_done_once() -> None:
    """With more tasks than processes, none is lost and none is done twice."""
    outcomes = crew(raise_on_three, range(10, 30), jobs=2, deadline_seconds=60)
    done = {one.task: one.result for one in outcomes if isinstance(one, Done)}
    assert done == {task: 2 * task for task in range(10, 30)}


def test_a_crash_names_its_task() -> None:
    """A process that dies is reported with what it was doing, and the others are done."""
    outcomes = list(crew(crash_on_three, range(6), jobs=2, deadline_seconds=60))
    (lost,) = [one for one in outcomes if isinstance(one, Lost)]
    assert lost == Lost(3, "the process ended with exit code -11")
    assert len(outcomes) == 6


def test_a_hang_is_ended() -> None:
    """A task that never answers is given up after the deadline."""
    outcomes = list(crew(hang_on_three, range(6), jobs=2, deadline_seconds=2))
    (lost,) = [one for one in outcomes if isinstance(one, Lost)]
    assert lost == Lost(3, "no answer within 2 s")


def test_a_failure_names_its_task() -> None:
    """An exception in the work is not lost either."""
    outcomes = list(crew(raise_on_three, range(6), jobs=1, deadline_seconds=60))
    assert [one.task for one in outcomes if isinstance(one, Lost)] == [3]
    assert len(outcomes) == 6
