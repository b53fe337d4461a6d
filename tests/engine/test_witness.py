"""The second witness, for real: a worker process, and nothing issued when it is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from engine.assessment.assess import Assessor
from engine.backends.durable.errors import EngineUnavailable
from engine.backends.durable.pool import DurablePool, PoolLimits
from engine.backends.judge import Judge
from engine.facts import Facts
from engine.witness import DurableWitness
from tests.differential.comparison import pairs
from tests.differential.generator import random_program
from tests.engine.made import program, question, rule

MADE = program([question("a")], [rule("R", "a")])


@pytest.fixture
def pool() -> Iterator[DurablePool]:
    """A pool of one worker."""
    with DurablePool(PoolLimits(workers=1)) as made:
        yield made


@pytest.mark.parametrize("seed", range(5))
def test_it_says_what_the_reference_says(pool: DurablePool, seed: int) -> None:
    """Over made-up programs and facts, through the pipe and back."""
    made = random_program(seed)
    witness, judge = DurableWitness(made, pool), Judge(made)
    for pair in pairs(made, seed, 20):
        atoms = witness.decide(pair.facts)
        assert witness.ask(atoms)().verdict == judge.run(pair.facts).verdict


def test_its_testimony_holds_every_truth(pool: DurablePool) -> None:
    """One truth for each atom and one for each condition."""
    witness = DurableWitness(random_program(3), pool)
    testimony = witness.ask(witness.decide(Facts({})))()
    assert len(testimony.atoms) == len(witness.skeleton.atoms)
    assert len(testimony.nodes) == len(witness.skeleton.network.nodes)


def test_a_stream_needs_one_worker_only(pool: DurablePool) -> None:
    """The next application waits for the last, so a stream cannot block itself."""
    made = random_program(5)
    facts = [pair.facts for pair in pairs(made, 5, 30)]
    many = Assessor(made, DurableWitness(made, pool)).judge_many(facts)
    assert [one.judgement.verdict for one in many] == [
        Judge(made).run(one).verdict for one in facts
    ]


def test_a_crash_issues_nothing_and_the_next_call_works(pool: DurablePool) -> None:
    """A worker that dies under a question gives an error to retry on, not a verdict."""
    witness = DurableWitness(MADE, pool)
    judged = Assessor(MADE, witness)
    judged.judge(Facts({"a": True}))
    (worker,) = pool.worker_pids()
    os.kill(worker, signal.SIGSTOP)
    answer = witness.ask(witness.decide(Facts({"a": True})))
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(EngineUnavailable):
        answer()
    assert judged.assess(Facts({"a": True})).gates[0].outcome == "met"
