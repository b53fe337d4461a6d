"""Differential run: random programs and facts, every witness against the reference.

    ./do differential --pairs 1000000 --durable 100000 --seed 1

Prints the seed, the number of pairs per witness, and every disagreement with what makes it
again. `--replay SEED` runs one program again, `--replay SEED:CASE` one pair: it is shrunk while
it differs and printed as FEEL. `--plant` instead plants each known bug in the peers and tells
after how many pairs it is found.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from os import cpu_count
from pathlib import Path

from engine.policy import load_folder
from engine.program import Program
from tests.differential.comparison import Difference, Pair, Witnesses, pairs, program_of
from tests.differential.plants import CHAIN_PLANTS, FACT_PLANTS, PLANTS
from tests.differential.shrinking import Example, shown, shrunk
from tools.crew import Lost, crew

__all__ = ["differential", "main", "pairs_until_found", "real_programs", "run_seed", "smallest"]

CASES = 200  # facts per program: compiling a program costs as much as some fifty runs
DEADLINE_SECONDS = 300
PLANT_PROGRAMS = 2000
PLANT_CASES = 20
REAL_DAY = date(2026, 3, 1)
FAULTS_MAX = 20  # enough to see what is wrong


@cache  # once in each process
def real_programs() -> tuple[Program, ...]:
    """The programs of all shipped bundles, as they stand on a fixed day."""
    library = load_folder(Path(__file__).resolve().parent.parent / "rules")
    return tuple(library.program(form, REAL_DAY) for form in library.bundles)


def run_seed(task: tuple[int, bool]) -> list[Difference]:
    """What differs among all pairs of one program seed."""
    seed, durable = task
    program = program_of(seed, real_programs())
    witnesses = Witnesses(program, durable=durable)
    return [one for pair in pairs(program, seed, CASES) for one in witnesses.compare(pair)]


def tasks(first: int, wanted: int, durable: int) -> Iterator[tuple[int, bool]]:
    """One task a program; the first of them also run durable-rules, until it has enough."""
    for place in range(-(-wanted // CASES)):
        yield first + place, place * CASES < durable


def differential(first: int, wanted: int, durable: int, jobs: int) -> int:
    """Run and report; the exit code is 1 when anything differed or was lost."""
    print(f"seed {first}: {wanted} pairs, {durable} of them with durable-rules, {jobs} processes")
    started = time.perf_counter()
    done = 0
    faults: list[str] = []
    work = tasks(first, wanted, durable)
    for outcome in crew(run_seed, work, jobs=jobs, deadline_seconds=DEADLINE_SECONDS):
        if len(faults) >= FAULTS_MAX:
            break
        if isinstance(outcome, Lost):
            faults.append(f"{outcome.why}; again: --replay {outcome.task[0]}")
            continue
        done += CASES
        faults += map(_described, outcome.result)
        if done % (CASES * 500) == 0:
            rate = done / (time.perf_counter() - started)
            print(f"  {done} pairs, {len(faults)} faults, {rate:.0f} a second", flush=True)
    seconds = time.perf_counter() - started
    for fault in faults:
        print(f"  {fault}")
    print(f"{done} pairs in {seconds:.0f} s: {len(faults)} disagreements, seed {first}")
    return 1 if faults else 0


def _described(one: Difference) -> str:
    where = ", ".join(one.ids)
    return f"{one.witness} differs on {where}; again: --replay {one.program_seed}:{one.case}"


def plants(first: int) -> int:
    """Plant each bug and count the pairs until a witness differs; 1 when one is never found."""
    missed = 0
    for name in (*PLANTS, *FACT_PLANTS, *CHAIN_PLANTS):
        count = pairs_until_found(name, first)
        print(f"  {name:<34} {f'found after {count}' if count else 'NOT FOUND'}", flush=True)
        missed += not count
    return 1 if missed else 0


def pairs_until_found(plant: str, first: int, programs: int = PLANT_PROGRAMS) -> int:
    """How many pairs it takes until a witness with the planted bug differs; 0 for never."""
    count = 0
    for seed in range(first, first + programs):
        program = program_of(seed, ())
        witnesses = Witnesses(program, durable=plant in CHAIN_PLANTS, plant=plant)
        for pair in pairs(program, seed, PLANT_CASES):
            count += 1
            if any(witnesses.compare(pair)):
                return count
    return 0


def replay(which: str, plant: str = "") -> int:
    """Run one program, or one pair, again; show the smallest example of what differs first.

    Each case is named before it runs, so that the last one named is the one that crashed.
    """
    seed, _, wanted = which.partition(":")
    program = program_of(int(seed), () if plant else real_programs())
    witnesses = Witnesses(program, durable=True, plant=plant)
    for pair in pairs(program, int(seed), int(wanted) + 1 if wanted else CASES):
        if wanted and pair.case != int(wanted):
            continue
        print(f"{seed}:{pair.case}", flush=True)
        if found := list(witnesses.compare(pair)):
            for one in found:
                print(f"  {one.witness} differs on {', '.join(one.ids)}")
            print("the smallest that still differs:")
            for line in shown(smallest(pair, plant)):
                print(f"  {line}")
            return 1
    return 0


def smallest(pair: Pair, plant: str = "") -> Example:
    """The pair, cut down while the witnesses still differ."""

    def differs(example: Example) -> bool:
        witnesses = Witnesses(example.program, durable=True, plant=plant)
        one = Pair(pair.program_seed, pair.case, example.program, example.facts)
        return any(witnesses.compare(one))

    return shrunk(Example(pair.program, pair.facts), differs)


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--durable", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--jobs", type=int, default=cpu_count() or 1)
    parser.add_argument("--plant", nargs="?", const="all", help="a planted bug's name, or all")
    parser.add_argument("--replay", metavar="SEED[:CASE]")
    asked = parser.parse_args()
    if asked.replay:
        return replay(asked.replay, asked.plant or "")
    seed = secrets.randbelow(10**9) if asked.seed is None else asked.seed
    if asked.plant:
        print(f"seed {seed}")
        return plants(seed)
    return differential(seed, asked.pairs, min(asked.durable, asked.pairs), asked.jobs)


if __name__ == "__main__":
    sys.exit(main())
