r"""Does durable-rules, inside its envelope, stay right, fast and small for long?

    python -m benchmarks.durable_soak                 # 200,000 runs, 1,000 kills
    python -m benchmarks.durable_soak --runs 20000 --kills 50

Prints wrong answers, resident memory as it goes, and times per run. For a look at every
read and write of the C code:

    PYTHONMALLOC=malloc valgrind --leak-check=full python -m benchmarks.durable_soak \
        --runs 200 --kills 0
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from engine.backends.durable.errors import EngineUnavailable
from engine.backends.durable.network import DurableNetwork
from engine.backends.durable.pool import DurablePool, PoolLimits, PreparedNetwork, prepare
from engine.network import AllOf, AnyOf, Atom, Formula, Network, Node, NodeRef, Not, Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
SEED = 20261122


# --- networks -------------------------------------------------------------------------


def policy_network() -> Network:
    """Sixty rules on 44 atoms (44 single, 16 of three atoms) and six derived from them."""
    draw = random.Random(7)
    formulas: list[Formula] = [Atom(at) for at in range(44)]
    for at in range(16):
        one, two, three = (Atom(draw.randrange(44)) for _ in range(3))
        mixed = AnyOf((one, AllOf((two, Not(three)))))
        formulas.append(AllOf((one, two, three)) if at % 2 else mixed)
    for at in range(6):
        compound = NodeRef(draw.randrange(44, 60))
        others = [NodeRef(draw.randrange(60 + at)) for _ in range(2)]
        formulas.append(AllOf((compound, *others)) if at % 2 else AnyOf((compound, others[0])))
    return _network(44, formulas)


def random_network(draw: random.Random) -> Network:
    """Up to 30 atoms and 20 nodes of any shape, three levels deep."""
    atoms = draw.randint(1, 30)
    return _network(atoms, [_formula(draw, atoms, at, 3) for at in range(draw.randint(1, 20))])


def _network(atoms: int, formulas: Sequence[Formula]) -> Network:
    return Network(atoms, tuple(Node(f"n{at}", each) for at, each in enumerate(formulas)))


def _formula(draw: random.Random, atoms: int, nodes: int, depth: int) -> Formula:
    shapes = ("atom", "node", "not", "join") if depth else ("atom", "node")
    match draw.choices(shapes, weights=(2, 1, 2, 5)[: len(shapes)])[0]:
        case "node" if nodes:
            return NodeRef(draw.randrange(nodes))
        case "not":
            return Not(_formula(draw, atoms, nodes, depth - 1))
        case "join":
            count = draw.randint(1, 5)
            parts = tuple(_formula(draw, atoms, nodes, depth - 1) for _ in range(count))
            return draw.choice((AllOf, AnyOf))(parts)
        case _:
            return Atom(draw.randrange(atoms))


def policy_truths(network: Network, draw: random.Random) -> tuple[Truth, ...]:
    """All known, and so many TRUE that about 27 of the policy's 66 nodes are."""
    return tuple(draw.choices((TRUE, FALSE), weights=(9, 11), k=network.atoms))


def any_truths(network: Network, draw: random.Random) -> tuple[Truth, ...]:
    """A sixth of them unknown."""
    return tuple(draw.choices((TRUE, FALSE, UNKNOWN), weights=(5, 5, 2), k=network.atoms))


# --- what each node must be -----------------------------------------------------------


def expected(network: Network, truths: Sequence[Truth]) -> tuple[Truth, ...]:
    """The truth of each node by Kleene's tables."""
    nodes: list[Truth] = []
    for node in network.nodes:
        nodes.append(_kleene(node.formula, truths, nodes))
    return tuple(nodes)


def _kleene(formula: Formula, atoms: Sequence[Truth], nodes: Sequence[Truth]) -> Truth:
    match formula:
        case Atom(index):
            return atoms[index]
        case NodeRef(index):
            return nodes[index]
        case Not(arg):
            return {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}[_kleene(arg, atoms, nodes)]
        case AllOf(args) | AnyOf(args):
            wins, otherwise = (FALSE, TRUE) if isinstance(formula, AllOf) else (TRUE, FALSE)
            found = {_kleene(arg, atoms, nodes) for arg in args}
            return wins if wins in found else UNKNOWN if UNKNOWN in found else otherwise
        case constant:
            return constant.value


# --- soaks ----------------------------------------------------------------------------


def soak(runs: int) -> None:
    """Many networks in one process, in turn, all against the tables."""
    draw = random.Random(SEED)
    networks = [policy_network(), *(random_network(draw) for _ in range(24))]
    loaded = [(network, DurableNetwork(network)) for network in networks]
    wrong, begun = 0, time.monotonic()
    print(f"{len(loaded)} networks loaded: {_megabytes()} MB")
    for at, (network, durable) in enumerate(islice(cycle(loaded), runs), start=1):
        truths = any_truths(network, draw)
        wrong += durable.run(truths) != expected(network, truths)
        if not at % max(1, runs // 10):
            print(f"  {at:>9,} runs, {wrong} wrong, {_megabytes()} MB", flush=True)
    print(f"{runs:,} runs, {wrong} wrong, in {time.monotonic() - begun:.0f} s")


def kill(kills: int) -> None:
    """Kill a worker in each second call; every call is right or says that it was not answered."""
    network = policy_network()
    prepared, draw = prepare(network), random.Random(SEED)
    wrong = unanswered = 0
    with DurablePool(PoolLimits(workers=1, deadline_ms=60_000)) as pool:
        for at in range(2 * kills):
            truths = policy_truths(network, draw)
            pending = pool.submit(prepared, truths)
            if at % 2:
                os.kill(pool.worker_pids()[0], signal.SIGKILL)
            try:
                wrong += pending.result() != expected(network, truths)
            except EngineUnavailable:
                unanswered += 1
    print(f"{kills:,} kills in {2 * kills:,} calls: {unanswered} unanswered, {wrong} wrong")


# --- times ----------------------------------------------------------------------------


def timed(label: str, call: Callable[[tuple[Truth, ...]], object], network: Network) -> None:
    """Microseconds per call over 20 rounds of 100 cases."""
    draw = random.Random(SEED)
    cases = [policy_truths(network, draw) for _ in range(100)]
    spent: list[int] = []
    for case in cases * 20:
        begun = time.perf_counter_ns()
        call(case)
        spent.append(time.perf_counter_ns() - begun)
    spent.sort()
    tenth, half, last = (spent[len(spent) * part // 100] // 1000 for part in (10, 50, 99))
    print(f"  {label:<44} p10 {tenth:>5} us   p50 {half:>5} us   p99 {last:>5} us")


def times() -> None:
    """The policy network in this process, in a worker, and the way there and back alone."""
    network, nothing = policy_network(), Network(0, ())
    prepared, empty = prepare(network), prepare(nothing)
    durable = DurableNetwork(network)
    print("66 nodes, both sides derived, about 27 TRUE:")
    timed("Kleene's tables in Python", lambda case: expected(network, case), network)
    timed("in this process", durable.run, network)
    with DurablePool(PoolLimits(workers=1, deadline_ms=60_000)) as pool:
        _warm(pool, prepared, network)
        timed("in a worker", lambda case: pool.run(prepared, case), network)
        timed("to a worker and back, no nodes", lambda _: pool.run(empty, ()), nothing)

        def beside(case: tuple[Truth, ...]) -> bool:
            pending = pool.submit(prepared, case)
            return expected(network, case) == pending.result()

        timed("in a worker, with the tables beside it", beside, network)


def _warm(pool: DurablePool, prepared: PreparedNetwork, network: Network) -> None:
    begun = time.perf_counter_ns()
    pool.run(prepared, (UNKNOWN,) * network.atoms)
    print(f"  first call, with a worker's start: {(time.perf_counter_ns() - begun) // 10**6} ms")


def _megabytes() -> str:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return f"{pages * 4 / 1024:.1f}"


def main() -> None:
    """Times, then the soaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200_000)
    parser.add_argument("--kills", type=int, default=1_000)
    arguments = parser.parse_args()
    times()
    soak(arguments.runs)
    kill(arguments.kills)


if __name__ == "__main__":
    main()
