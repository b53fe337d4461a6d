"""The witnesses agree, and a witness with a bug is found out."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from engine.functions import FUNCTIONS
from engine.ir import Call, Expr
from engine.program import Program
from engine.walk import walk
from tests.differential.comparison import Pair, Witnesses, pairs, program_of
from tests.differential.generator import expressions_of, random_program
from tests.differential.plants import CHAIN_PLANTS, FACT_PLANTS, PLANTS
from tests.differential.shrinking import shown
from tools.crew import Done, crew
from tools.differential import (
    CASES,
    pairs_until_found,
    real_programs,
    replay,
    run_seed,
    smallest,
    tasks,
)

NODES: tuple[type, ...] = get_args(Expr)
PAIRS = 20_000
DURABLE = 4_000
PLANT_PROGRAMS = 400


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The seed in the report's header, which `./do differential --seed` takes too."""
    return int(request.config.getoption("--hypothesis-seed"))


def test_the_witnesses_agree(seed: int) -> None:
    """Reference, generated code and durable-rules say the same of 20,000 made-up applications."""
    work = list(tasks(seed, PAIRS, DURABLE))
    outcomes = list(crew(run_seed, work, jobs=2, deadline_seconds=120))
    assert len(outcomes) == len(work) == PAIRS // CASES
    assert [one for one in outcomes if not isinstance(one, Done) or one.result] == []


@pytest.mark.parametrize("plant", [*PLANTS, *FACT_PLANTS, *CHAIN_PLANTS])
def test_a_planted_bug_is_found(plant: str, seed: int) -> None:
    """A witness with a known bug differs from the reference within a few hundred programs."""
    assert pairs_until_found(plant, seed, PLANT_PROGRAMS)


@pytest.mark.parametrize("form", range(len(real_programs())))
def test_the_witnesses_agree_on_what_is_shipped(form: int, seed: int) -> None:
    """On every shipped form, whole programs with their tables and constants."""
    program = real_programs()[form]
    witnesses = Witnesses(program, durable=True)
    found = [one for pair in pairs(program, seed, 25) for one in witnesses.compare(pair)]
    assert found == []


def drawn(seed: int) -> Counter[object]:
    """How often each node, and each function, stands in a few hundred programs."""
    count: Counter[object] = Counter()
    for number in range(seed, seed + 300):
        for expr in expressions_of(random_program(number)):
            nodes = list(walk(expr))
            count.update(type(node) for node in nodes)
            count.update(node.function for node in nodes if isinstance(node, Call))
    return count


def test_every_node_and_function_is_drawn(seed: int) -> None:
    """Nothing of the language is left out of the comparison."""
    count = drawn(seed)
    assert {one: count[one] for one in (*NODES, *FUNCTIONS) if count[one] < 5} == {}


def found_by(plant: str, seed: int) -> Pair:
    """The first pair on which a planted bug shows."""
    for number in range(seed, seed + PLANT_PROGRAMS):
        program = program_of(number, ())
        witnesses = Witnesses(program, durable=False, plant=plant)
        for pair in pairs(program, number, 20):
            if any(witnesses.compare(pair)):
                return pair
    raise AssertionError(f"`{plant}` was not found; seed {seed}")


@pytest.mark.parametrize("plant", ["filter keeps everything", "= read as !=", "not dropped"])
def test_a_difference_is_shrunk(plant: str, seed: int) -> None:
    """What is shown of a difference still differs, and is a handful of lines."""
    small = smallest(found_by(plant, seed), plant)
    again = Pair(seed, 0, small.program, small.facts)
    assert any(Witnesses(small.program, durable=True, plant=plant).compare(again))
    assert len(list(shown(small))) <= 8


def test_a_replay_shows_what_differs(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    """A replay by seed and case ends at the difference and prints it as FEEL."""
    pair = found_by("= read as !=", seed)
    assert replay(f"{pair.program_seed}:{pair.case}", "= read as !=") == 1
    assert "the smallest that still differs" in capsys.readouterr().out
    assert replay(f"{pair.program_seed}:{pair.case}") == 0


def test_the_same_seed_gives_the_same_programs_and_facts(seed: int) -> None:
    """A seed is all that it takes to meet a difference again."""

    def once() -> list[tuple[Program, str]]:
        program = random_program(seed)
        return [(program, pair.facts.digest) for pair in pairs(program, seed, 20)]

    assert once() == once()
