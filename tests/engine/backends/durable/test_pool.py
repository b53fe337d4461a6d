"""A worker may crash, hang or vanish: the caller hears it in time, and the next call works."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from engine.backends.durable.errors import (
    DurableEnvelopeError,
    DurableFaultError,
    EngineUnavailable,
)
from engine.backends.durable.pool import DurablePool, PoolLimits, prepare
from engine.backends.durable.process import Deadline, WorkerProcess
from engine.backends.durable.wire import ANSWER, FAULT, LOAD, QUESTION, RUN, TRUTHS
from engine.backends.durable.worker import serve
from engine.network import AllOf, Atom, Formula, Network, NodeRef, Not, Truth
from tests.engine.backends.durable.networks import TRUE, UNKNOWN, expected, network_of
from tests.engine.backends.durable.traps import ROOT

NETWORK = network_of(2, AllOf((Atom(0), Not(Atom(1)))), Not(NodeRef(0)))
PREPARED = prepare(NETWORK)
ASKED = (TRUE, UNKNOWN)
ANSWERED = expected(NETWORK, ASKED)
UNFIT = pickle.dumps(network_of(2, Atom(5), Atom(0)))  # as no network is ever prepared
PATIENT = 60_000  # milliseconds; a test must not fail because the machine is busy


@pytest.fixture
def pool() -> Iterator[DurablePool]:
    """One worker, which has answered once."""
    with DurablePool(PoolLimits(workers=1, deadline_ms=PATIENT)) as opened:
        assert opened.run(PREPARED, ASKED) == ANSWERED
        yield opened


def the_worker(pool: DurablePool) -> int:
    """The process id of its only worker."""
    (pid,) = pool.worker_pids()
    return pid


def stopped(pid: int) -> int:
    """Stop a worker in its tracks, as a hang in C does, and wait until it stands still."""
    os.kill(pid, signal.SIGSTOP)
    while _state(pid) != "T":
        pass
    return pid


def exists(pid: int) -> bool:
    """Whether there is such a process, be it only a zombie."""
    return Path(f"/proc/{pid}").exists()


def children() -> list[int]:
    """The processes that this one started and has not yet buried."""
    pids = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal()]
    return [pid for pid in pids if exists(pid) and _stat(pid)[1:2] == [str(os.getpid())]]


def _stat(pid: int) -> list[str]:
    """From the state on; before it stands the command, which may hold anything."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return []


def _state(pid: int) -> str:
    return _stat(pid)[0]


# --- answers ----------------------------------------------------------------------------


def test_every_case_through_a_worker(pool: DurablePool) -> None:
    """The pool says what the tables say."""
    for truths in product(Truth, repeat=2):
        assert pool.run(PREPARED, truths) == expected(NETWORK, truths)


def test_eight_threads_on_two_workers() -> None:
    """Nobody gets another's answer, and no more workers start than allowed."""
    cases = [*product(Truth, repeat=2)] * 50
    with DurablePool(PoolLimits(workers=2, deadline_ms=PATIENT)) as pool:
        with ThreadPoolExecutor(8) as threads:
            answers = [*threads.map(lambda truths: pool.run(PREPARED, truths), cases)]
        assert answers == [expected(NETWORK, truths) for truths in cases]
        assert len(pool.worker_pids()) == 2


def test_the_caller_works_while_the_worker_does(pool: DurablePool) -> None:
    """A run is started and its result asked for later."""
    pending = pool.submit(PREPARED, ASKED)
    mine = expected(NETWORK, ASKED)
    assert pending.result() == mine


def test_a_network_larger_than_a_pipe(pool: DurablePool) -> None:
    """Loading more bytes than a pipe holds, and getting more than one read back, works."""
    network = network_of(70_000, *(Atom(at) for at in range(400)))
    prepared = prepare(network)
    truths = (TRUE, UNKNOWN) * 35_000
    assert len(prepared.payload(truths)) > 65_536
    assert pool.run(prepared, truths) == expected(network, truths)


def test_several_networks_share_a_worker(pool: DurablePool) -> None:
    """Each question names its network, which is loaded when it is first asked."""
    formulas: tuple[Formula, ...] = (Atom(0), Not(Atom(0)), AllOf(()))
    for formula in formulas * 2:
        network = network_of(1, formula)
        assert pool.run(prepare(network), (TRUE,)) == expected(network, (TRUE,))
    assert len(pool.worker_pids()) == 1


@pytest.mark.parametrize("truths", [(TRUE,), (TRUE,) * 3, (0, 3)])
def test_what_are_not_truths_never_reach_a_worker(
    pool: DurablePool, truths: tuple[Truth, ...]
) -> None:
    """Too few, too many or no truth: the caller's mistake, and the worker lives on."""
    worker = the_worker(pool)
    with pytest.raises(ValueError, match="expected 2 truths"):
        pool.run(PREPARED, truths)
    assert the_worker(pool) == worker


def test_a_network_that_does_not_fit_is_refused_before_any_worker() -> None:
    """The envelope is checked where the network is prepared."""
    with pytest.raises(DurableEnvelopeError):
        prepare(network_of(1, Atom(1)))


def test_a_result_is_asked_for_once(pool: DurablePool) -> None:
    """The second time is a mistake of the caller's."""
    pending = pool.submit(PREPARED, ASKED)
    pending.result()
    with pytest.raises(RuntimeError, match="already"):
        pending.result()


# --- crashes and hangs ------------------------------------------------------------------


@pytest.mark.parametrize(
    "how", [signal.SIGKILL, signal.SIGSEGV, signal.SIGFPE, signal.SIGABRT], ids=lambda how: how.name
)
def test_a_crash_under_way_is_a_retryable_error(pool: DurablePool, how: signal.Signals) -> None:
    """The worker dies with a question in hand; the next call has a new worker and is right."""
    worker = stopped(the_worker(pool))
    pending = pool.submit(PREPARED, ASKED)
    os.kill(worker, how)
    os.kill(worker, signal.SIGCONT)
    with pytest.raises(EngineUnavailable, match="crash") as caught:
        pending.result()
    assert caught.value.retry_after_seconds == 1
    assert pool.run(PREPARED, ASKED) == ANSWERED
    assert not exists(worker)


def test_a_worker_that_died_between_calls_is_replaced_unseen(pool: DurablePool) -> None:
    """Nothing was lost, so nobody need know."""
    worker = the_worker(pool)
    os.kill(worker, signal.SIGKILL)
    os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)
    assert pool.run(PREPARED, ASKED) == ANSWERED
    assert the_worker(pool) != worker


def test_a_hang_ends_at_the_deadline(pool: DurablePool) -> None:
    """The caller hears of it in time, the hung worker is gone, and the next call works."""
    worker = stopped(the_worker(pool))
    begun = time.monotonic()
    with pytest.raises(EngineUnavailable, match="deadline"):
        pool.run(PREPARED, ASKED, deadline_ms=200)
    assert 0.2 <= time.monotonic() - begun < 10
    assert not exists(worker)
    assert pool.run(PREPARED, ASKED) == ANSWERED


def test_a_hang_before_the_question_is_read_ends_at_the_deadline(pool: DurablePool) -> None:
    """A question that does not fit the pipe is not waited for longer than any other."""
    stopped(the_worker(pool))
    large = prepare(network_of(70_000, Atom(0)))
    with pytest.raises(EngineUnavailable, match="deadline"):
        pool.submit(large, (TRUE,) * 70_000, deadline_ms=200)
    assert pool.run(PREPARED, ASKED) == ANSWERED


def test_all_workers_busy_is_said_at_the_deadline(pool: DurablePool) -> None:
    """A call that gets no worker in time is not left waiting."""
    stopped(the_worker(pool))
    pending = pool.submit(PREPARED, ASKED)
    with pytest.raises(EngineUnavailable, match="busy"):
        pool.run(PREPARED, ASKED, deadline_ms=100)
    del pending


def test_whoever_waits_gets_the_worker_that_is_freed(pool: DurablePool) -> None:
    """A waiting call goes on as soon as the one before it is done."""
    pending = pool.submit(PREPARED, ASKED)
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(pool.run, PREPARED, ASKED)
        assert pending.result() == ANSWERED
        assert waiting.result() == ANSWERED


def test_a_run_nobody_asks_for_does_not_cost_the_pool_its_place(pool: DurablePool) -> None:
    """The caller failed in between: its worker is replaced."""
    pool.submit(PREPARED, ASKED)
    assert pool.run(PREPARED, ASKED) == ANSWERED


def test_thirty_kills_and_no_wrong_answer(pool: DurablePool) -> None:
    """Each call either answers rightly or says that it could not; no process is left over."""
    others = set(children())  # workers of other tests' pools in this process
    unavailable = 0
    for at in range(30):
        pending = pool.submit(PREPARED, ASKED)
        if at % 2:
            os.kill(the_worker(pool), signal.SIGKILL)
        try:
            assert pending.result() == ANSWERED
        except EngineUnavailable:
            unavailable += 1
    assert pool.run(PREPARED, ASKED) == ANSWERED
    assert unavailable <= 15
    assert set(children()) - others == set(pool.worker_pids())


# --- wear and end -----------------------------------------------------------------------


def test_a_worker_is_replaced_after_its_share_of_runs() -> None:
    """Whatever grows in C grows for a bounded time."""
    with DurablePool(PoolLimits(workers=1, deadline_ms=PATIENT, runs_per_worker=2)) as pool:
        seen = [(pool.run(PREPARED, ASKED), pool.worker_pids())[1] for _ in range(4)]
    assert [len(pids) for pids in seen] == [1, 0, 1, 0]
    assert seen[0] != seen[2]


def test_a_worker_is_replaced_after_its_share_of_networks() -> None:
    """Drafts of a policy do not pile up in a worker."""
    limits = PoolLimits(workers=1, deadline_ms=PATIENT, networks_per_worker=2)
    with DurablePool(limits) as pool:
        for atoms in (1, 2, 3):
            pool.run(prepare(Network(atoms, ())), (TRUE,) * atoms)
        assert len(pool.worker_pids()) == 1


def test_a_closed_pool_has_no_process_and_takes_no_call(pool: DurablePool) -> None:
    """Closing twice is fine."""
    worker = the_worker(pool)
    pool.close()
    pool.close()
    assert not exists(worker)
    with pytest.raises(EngineUnavailable, match="closed"):
        pool.run(PREPARED, ASKED)


def test_closing_ends_a_call_under_way(pool: DurablePool) -> None:
    """Whoever waits is told, and does not wait for the deadline."""
    stopped(the_worker(pool))
    pending = pool.submit(PREPARED, ASKED)
    pool.close()
    with pytest.raises(EngineUnavailable, match="crash"):
        pending.result()


def test_a_pool_that_nobody_closed_ends_with_the_process() -> None:
    """No process, no zombie and no complaint is left when the interpreter ends."""
    done = _python(
        "pool = DurablePool(); network = prepare(network_of(1, Atom(0)))\n"
        "pool.run(network, (TRUE,), 60_000); print(*pool.worker_pids())"
    )
    assert not exists(int(done.stdout))
    assert done.stderr == ""


def test_a_worker_outlives_its_parent_by_a_moment_only() -> None:
    """The parent is killed and can tell nobody: the worker sees its pipe end, and goes."""
    done = _python(
        "import os, signal\n"
        "pool = DurablePool(); network = prepare(network_of(1, Atom(0)))\n"
        "pool.run(network, (TRUE,), 60_000); print(*pool.worker_pids(), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert done.returncode == -signal.SIGKILL
    end = time.monotonic() + 60
    while exists(int(done.stdout)) and time.monotonic() < end:
        pass
    assert not exists(int(done.stdout))


def test_a_fork_has_a_pool_of_its_own() -> None:
    """Parent and child both go on, each with its own worker, and the child harms neither."""
    done = _python(
        "import os\n"
        "pool = DurablePool(); network = prepare(network_of(1, Atom(0)))\n"
        "ask = lambda: pool.run(network, (TRUE,), 60_000)\n"
        "ask(); mine = pool.worker_pids()\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    assert pool.worker_pids() == []\n"
        "    assert ask() == (TRUE,) and pool.worker_pids() != mine\n"
        "    sys.exit(7)\n"
        "assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7\n"
        "assert ask() == (TRUE,) and pool.worker_pids() == mine\n"
        "print('both')"
    )
    assert (done.stdout, done.stderr) == ("both\n", "")


def test_the_calling_process_never_loads_durable_rules() -> None:
    """What may crash is only ever in a worker."""
    done = _python("DurablePool(); print('durable_rules_engine' in sys.modules)")
    assert done.stdout == "False\n"


def _python(code: str) -> subprocess.CompletedProcess[str]:
    head = (
        "import sys\n"
        "from engine.backends.durable.pool import *\n"
        "from engine.network import Atom, Network, Node, Truth\n"
        "TRUE = Truth.TRUE\n"
        "def network_of(atoms, formula): return Network(atoms, (Node('n', formula),))\n"
    )
    command = [sys.executable, "-W", "error", "-c", head + code]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, text=True)


def test_a_worker_is_out_of_reach_of_the_terminal(pool: DurablePool) -> None:
    """A Ctrl-C goes to the service, which then ends its workers."""
    worker = the_worker(pool)
    assert os.getsid(worker) == worker


def test_an_answer_to_another_question_is_refused() -> None:
    """Were the two sides ever out of step, no answer is taken."""
    worker, deadline = WorkerProcess(), Deadline(PATIENT)
    worker.ask(PREPARED, bytes(ASKED), deadline)
    worker.asked += 1
    with pytest.raises(EngineUnavailable, match="out-of-step"):
        worker.answer(deadline)
    worker.stop()


# --- the worker's side ------------------------------------------------------------------


def _served(*questions: bytes) -> bytes:
    answers = io.BytesIO()
    serve(io.BytesIO(b"".join(questions)), answers, lambda: None)
    return answers.getvalue()


def _question(kind: bytes, payload: bytes, sequence: int = 1) -> bytes:
    return QUESTION.pack(kind, sequence, PREPARED.key, len(payload)) + payload


def test_a_worker_answers_with_the_number_of_the_question() -> None:
    """So that an answer can never be taken for that to another question."""
    answer = _served(_question(LOAD, PREPARED.pickled), _question(RUN, bytes(ASKED), sequence=9))
    assert ANSWER.unpack_from(answer) == (TRUTHS, 9, 2)
    assert answer[ANSWER.size :] == bytes(ANSWERED)


def test_a_worker_reports_a_fault_and_ends() -> None:
    """What it cannot load is said; nothing after it is answered."""
    answer = _served(_question(LOAD, UNFIT), _question(RUN, bytes(ASKED)))
    kind, _, length = ANSWER.unpack_from(answer)
    assert (kind, length) == (FAULT, len(answer) - ANSWER.size)


def test_a_fault_reaches_the_caller_as_one(pool: DurablePool) -> None:
    """An impossible answer is an error of its own kind, and the worker is not used again."""
    worker = the_worker(pool)
    unfit = replace(PREPARED, key=bytes(16), pickled=UNFIT)
    with pytest.raises(DurableFaultError):
        pool.run(unfit, ASKED)
    assert pool.run(PREPARED, ASKED) == ANSWERED
    assert the_worker(pool) != worker
