"""How fast are the witnesses, alone and as a pair, and how fast is a peer on the same policy?

    ./do bench                          # 20,000 applications each, then memory after 200,000
    ./do bench --rounds 20 --memory 0   # a quick look

Every engine judges the same applications of one policy of sixty rules, a hundred at a time in
turn, so that a busy machine is busy for all. All results must be equal. The peer is zen, given
its fastest form: the policy precompiled behind a loader.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.metadata import version
from os import cpu_count
from statistics import median, quantiles

import psutil
import zen

from benchmarks.sixty_rules import Policy, applications, policy
from engine.assessment.assess import Agreed, Assessor
from engine.backends.durable.network import DurableNetwork
from engine.backends.durable.pool import DurablePool, prepare
from engine.backends.generated import Generated
from engine.backends.judge import Judge
from engine.facts import Facts, facts_from
from engine.lower import verdict_of
from engine.values import Value
from engine.verdict import Outcome, Verdict
from engine.witness import DurableWitness

BLOCK = 100
APPLICATIONS = 1000
MEMORY_STEP = 20_000
Fired = tuple[bool, ...]


@dataclass(slots=True)
class Engine:
    """One way to judge: `run` takes a prepared application, `fired` reads off which rules hold.

    `batch`, if there is one, judges a whole block at once.
    """

    name: str
    given: Sequence[object]
    run: Callable[..., object]
    fired: Callable[..., Fired]
    batch: bool = False
    micros: list[float] = field(default_factory=list)  # per application

    def block(self, start: int) -> None:
        """Judge one block and note how long each application took."""
        part = [self.given[(start + place) % len(self.given)] for place in range(BLOCK)]
        if self.batch:
            begun = time.perf_counter_ns()
            self.run(part)
            self.micros.append((time.perf_counter_ns() - begun) / 1000 / BLOCK)
            return
        for one in part:
            begun = time.perf_counter_ns()
            self.run(one)
            self.micros.append((time.perf_counter_ns() - begun) / 1000)


def _held(verdict: Verdict) -> Fired:
    return tuple(outcome is Outcome.MET for outcome in verdict.outcomes)


# --- the engines ------------------------------------------------------------------------


def ours(measured: Policy, asked: Sequence[dict[str, Value]], pool: DurablePool) -> list[Engine]:
    """The witnesses, each alone, and the pair."""
    program = measured.program
    facts = [facts_from(program.inputs, one) for one in asked]
    judge, generated = Judge(program), Generated(program)
    shape = generated.skeleton
    inside, network = DurableNetwork(shape.network), prepare(shape.network)
    atoms = [generated.run(one).atoms for one in facts]
    pair = Assessor(program, DurableWitness(program, pool))

    def chained(nodes: Sequence[object]) -> Fired:
        return _held(verdict_of(shape, nodes))  # type: ignore[arg-type]

    def from_answers(answers: dict[str, Value]) -> Agreed:
        return pair.judge(facts_from(program.inputs, answers))

    def stream(block: Sequence[Facts]) -> list[Agreed]:
        return list(pair.judge_many(block))

    def agreed(one: Agreed) -> Fired:
        return _held(one.testimony.verdict)

    return [
        Engine("reference", facts, judge.run, lambda one: _held(one.verdict)),
        Engine("generated", facts, generated.run, lambda one: _held(one.verdict)),
        Engine("durable, in process", atoms, inside.run, chained),
        Engine("durable, in a worker", atoms, lambda one: pool.run(network, one), chained),
        Engine("pair, full trace", facts, pair.judge, agreed),
        Engine("pair, from answers", asked, from_answers, agreed),
        Engine("pair, stream", facts, stream, lambda some: agreed(some[0]), batch=True),
    ]


def peers(measured: Policy, asked: Sequence[dict[str, Value]]) -> list[Engine]:
    """zen, with and without its trace."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"key": _graph(measured)}}})
    given = [{name: _plain(value) for name, value in one.items()} for one in asked]

    def fired(answer: dict[str, dict[str, bool]]) -> Fired:
        return tuple(answer["result"][linked.rule.id] for linked in measured.program.rules)

    return [
        Engine("zen", given, lambda one: engine.evaluate("key", one), fired),
        Engine(
            "zen, trace", given, lambda one: engine.evaluate("key", one, {"trace": True}), fired
        ),
    ]


def _plain(value: Value) -> object:
    return int(value) if isinstance(value, Decimal) else value


def _graph(measured: Policy) -> dict[str, object]:
    """The policy as a zen decision: one expression node between input and output."""
    expressions = [{"id": name, "key": name, "value": text} for name, text in measured.zen.items()]
    nodes = [("in", "inputNode", {}), ("out", "outputNode", {})]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "rules", "name": "rules", "type": "expressionNode", "position": {"x": 1, "y": 0}}
            | {"content": {"expressions": expressions}},
            *(
                {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}} | content
                for name, kind, content in nodes
            ),
        ],
        "edges": [
            {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"}
            for one, other in (("in", "rules"), ("rules", "out"))
        ],
    }


# --- measuring --------------------------------------------------------------------------


def require_equal(engines: Sequence[Engine]) -> float:
    """Every engine finds the same rules to hold on every application; how many, on average."""
    total = 0
    for place in range(APPLICATIONS):
        found = set()
        for engine in engines:
            given = [engine.given[place]] if engine.batch else engine.given[place]
            found.add(engine.fired(engine.run(given)))
        if len(found) != 1:
            sys.exit(f"application {place}: the engines do not agree")
        total += sum(found.pop())
    return total / APPLICATIONS


def measure(engines: Sequence[Engine], rounds: int) -> None:
    """Blocks of all engines in turn; who begins changes from round to round."""
    for turn in range(rounds):
        for place in range(len(engines)):
            engines[(turn + place) % len(engines)].block(turn * BLOCK)


def report(engines: Sequence[Engine]) -> Iterator[str]:
    """The table, as Markdown."""
    yield "| engine | assessments/s | median, us | p99, us |"
    yield "|---|---|---|---|"
    for engine in engines:
        mean = sum(engine.micros) / len(engine.micros)
        p99 = quantiles(engine.micros, n=100)[98]
        middle = median(engine.micros)
        yield f"| {engine.name} | {1e6 / mean:,.0f} | {middle:,.0f} | {p99:,.0f} |"


def memory(measured: Policy, asked: Sequence[dict[str, Value]], count: int) -> Iterator[str]:
    """Resident memory of this process and the pool's workers, while the pair judges `count`."""
    facts = [facts_from(measured.program.inputs, one) for one in asked]
    with DurablePool() as pool:
        pair = Assessor(measured.program, DurableWitness(measured.program, pool))
        yield "| judged by the pair | this process, MB | workers, MB |"
        yield "|---|---|---|"
        for done in range(0, count + 1, MEMORY_STEP):
            for place in range(MEMORY_STEP if done else 1):
                pair.judge(facts[place % len(facts)])
            own = psutil.Process().memory_info().rss / 1e6
            workers = [psutil.Process(pid).memory_info().rss / 1e6 for pid in pool.worker_pids()]
            yield f"| {done:,} | {own:.1f} | {', '.join(f'{one:.1f}' for one in workers)} |"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200, help=f"of {BLOCK} applications each")
    parser.add_argument("--memory", type=int, default=200_000, help="0 leaves memory out")
    chosen = parser.parse_args()
    measured, asked = policy(), applications(APPLICATIONS)
    print(f"Python {platform.python_version()}, {cpu_count()} cores, load {psutil.getloadavg()}")
    print(f"zen-engine {version('zen-engine')}, durable-rules {version('durable-rules')}")
    with DurablePool() as pool:
        engines = [*ours(measured, asked, pool), *peers(measured, asked)]
        fired = require_equal(engines)
        print(f"{len(measured.program.rules)} rules, {fired:.1f} hold; all results are equal\n")
        measure(engines, chosen.rounds)
        print("\n".join(report(engines)), "\n")
        trace = zen_trace(measured, asked[0])
        print(f"zen's trace of one application: {trace}")
    if chosen.memory:
        print()
        for line in memory(measured, asked, chosen.memory):
            print(line, flush=True)


def zen_trace(measured: Policy, answers: dict[str, Value]) -> str:
    """What zen's trace holds, node by node."""
    *_, traced = peers(measured, (answers,))
    trace = traced.run(traced.given[0])["trace"]  # type: ignore[index]
    return json.dumps(
        {
            node["name"]: {
                part: len(node[part]) if node[part] else 0
                for part in ("input", "output", "traceData")
            }
            for node in trace.values()
        }
    )


if __name__ == "__main__":
    main()
