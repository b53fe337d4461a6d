"""Runs witnesses against each other on one program after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from engine.backends.durable.network import DurableNetwork
from engine.backends.generated import Generated, Trace
from engine.backends.judge import Judge, Judgement
from engine.backends.reference import evaluate
from engine.facts import Facts
from engine.lower import verdict_of
from engine.network import Network
from engine.program import Program
from engine.values import canonical
from engine.verdict import Verdict, differences, truth
from tests.differential.generator import Answers, random_program
from tests.differential.plants import CHAIN_PLANTS, FACT_PLANTS, PLANTS, Chain

__all__ = ["Difference", "Pair", "Witnesses", "pairs", "program_of"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One program and one set of facts, and the seeds that make them again."""

    program_seed: int
    case: int
    program: Program
    facts: Facts


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a witness says something else than the reference."""

    witness: str
    program_seed: int
    case: int
    ids: tuple[str, ...]


def program_of(seed: int, real: tuple[Program, ...]) -> Program:
    """Every tenth seed takes a shipped program, when there are any; the others make one up."""
    if real and seed % 10 == 0:
        return real[seed // 10 % len(real)]
    return random_program(seed)


def pairs(
    program: Program, seed: int, cases: int, answers: Answers | None = None
) -> Iterator[Pair]:
    """`cases` sets of facts for one program; each depends on its own seed alone."""
    draw = answers or Answers.around(program)
    for case in range(cases):
        yield Pair(seed, case, program, draw.draw(Random(f"{seed}:{case}")))


class Witnesses:
    """The reference and its peers for one program; a planted bug reaches the peers only."""

    def __init__(self, program: Program, *, durable: bool, plant: str = "") -> None:
        self.program = program
        change = PLANTS.get(plant)
        self.judge = Judge(program)
        self.generated = Generated(program if change is None else change(program))
        self.atoms = self.generated.skeleton.atoms
        self.told = FACT_PLANTS.get(plant, _as_they_are)
        chain: Callable[[Network], Chain] = CHAIN_PLANTS.get(plant, _durable)
        self.chain = chain(self.generated.skeleton.network) if durable else None

    def compare(self, pair: Pair) -> Iterator[Difference]:
        """Every witness that differs from the reference on `pair`."""
        judgement = self.judge.run(pair.facts)
        trace = self.generated.run(self.told(self.program, pair.facts))
        yield from self._verdicts("generated", pair, judgement.verdict, trace.verdict)
        if odd := (*self._odd_facts(judgement, trace), *self._odd_atoms(judgement, trace)):
            yield Difference("generated", pair.program_seed, pair.case, odd)
        if self.chain is not None:
            chained = verdict_of(self.generated.skeleton, self.chain(trace.atoms))
            yield from self._verdicts("durable", pair, judgement.verdict, chained)

    def _odd_facts(self, judgement: Judgement, trace: Trace) -> Iterator[str]:
        """The derived facts whose values differ; True and 1 do."""
        for linked, value in zip(self.program.derived, trace.derived, strict=True):
            if canonical(judgement.scope.values[linked.name]) != canonical(value):
                yield linked.name

    def _odd_atoms(self, judgement: Judgement, trace: Trace) -> Iterator[str]:
        for place, (atom, said) in enumerate(zip(self.atoms, trace.atoms, strict=True)):
            if truth(evaluate(atom, judgement.scope)) is not said:
                yield f"atom {place}"

    def _verdicts(
        self, witness: str, pair: Pair, expected: Verdict, said: Verdict
    ) -> Iterator[Difference]:
        if expected != said:
            ids = differences(self.program, expected, said)
            yield Difference(witness, pair.program_seed, pair.case, ids)


def _durable(network: Network) -> Chain:
    return DurableNetwork(network).run


def _as_they_are(_: Program, facts: Facts) -> Facts:
    return facts
