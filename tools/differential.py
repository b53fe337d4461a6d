"""Differential run: random programs and facts, every witness against the reference.

    ./do differential --pairs 1000000 --durable 100000 --seed 1

Prints the seed, the number of pairs per witness, and every disagreement with what makes it
again (`--replay PROGRAM_SEED:CASE`). `--plant` instead plants each known bug in the peers and
tells after how many pairs it is found.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path

from engine.policy import load_folder
from engine.program import Program
from tests.differential.comparison import (
    PLANTS,
    Difference,
    Witnesses,
    pairs,
    program_of,
)

CASES = 200  # facts per program: compiling a program costs as much as some fifty runs
PLANT_PROGRAMS = 2000
PLANT_CASES = 20
REAL_DAY = date(2026, 3, 1)


def shipped() -> tuple[Program, ...]:
    """The programs of all shipped bundles, as they stand on a fixed day."""
    library = load_folder(Path(__file__).resolve().parent.parent / "rules")
    return tuple(library.program(form, REAL_DAY) for form in library.bundles)


_REAL: list[tuple[Program, ...]] = []  # loaded once in each worker process


def real_programs() -> tuple[Program, ...]:
    """The shipped programs, loaded once a process."""
    if not _REAL:
        _REAL.append(shipped())
    return _REAL[0]


def run_seed(task: tuple[int, bool]) -> tuple[int, list[Difference]]:
    """All pairs of one program seed; the number of pairs and what differed."""
    seed, durable = task
    program = program_of(seed, real_programs())
    witnesses = Witnesses(program, durable=durable)
    found = [one for pair in pairs(program, seed, CASES) for one in witnesses.compare(pair)]
    return CASES, found


def tasks(first: int, wanted: int, durable: int) -> Iterator[tuple[int, bool]]:
    """One task a program; the first of them also run durable-rules, until it has enough."""
    for place in range(-(-wanted // CASES)):
        yield first + place, place * CASES < durable


def differential(first: int, wanted: int, durable: int, jobs: int) -> int:
    """Run and report; the exit code is 1 when anything differed."""
    print(f"seed {first}: {wanted} pairs, {durable} of them with durable-rules, {jobs} processes")
    started = time.perf_counter()
    done = 0
    differences: list[Difference] = []
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for count, found in pool.map(run_seed, tasks(first, wanted, durable), chunksize=4):
            done += count
            differences += found
            if done % (CASES * 500) == 0:
                rate = done / (time.perf_counter() - started)
                print(f"  {done} pairs, {len(differences)} differ, {rate:.0f} a second", flush=True)
    seconds = time.perf_counter() - started
    for one in differences[:20]:
        print(f"  {one.witness} differs on {', '.join(one.ids)}")
        print(f"    again: --replay {one.program_seed}:{one.case}")
    print(f"{done} pairs in {seconds:.0f} s: {len(differences)} disagreements, seed {first}")
    return 1 if differences else 0


def plants(first: int) -> int:
    """Plant each bug and count the pairs until a witness differs; 1 when one is never found."""
    missed = 0
    for name in PLANTS:
        count = _until_found(name, first)
        print(f"  {name:<34} {'found after ' + str(count) if count else 'NOT FOUND'}")
        missed += not count
    return 1 if missed else 0


def _until_found(plant: str, first: int) -> int:
    count = 0
    for seed in range(first, first + PLANT_PROGRAMS):
        program = program_of(seed, ())
        witnesses = Witnesses(program, durable=False, plant=plant)
        for pair in pairs(program, seed, PLANT_CASES):
            count += 1
            if any(witnesses.compare(pair)):
                return count
    return 0


def replay(which: str) -> int:
    """Run one pair again and show its facts and what differs."""
    seed, case = map(int, which.split(":"))
    program = program_of(seed, real_programs())
    pair = list(pairs(program, seed, case + 1))[case]
    for name, value in pair.facts.values.items():
        print(f"  {name} = {value}")
    found = list(Witnesses(program, durable=True).compare(pair))
    for one in found:
        print(f"{one.witness} differs on {', '.join(one.ids)}")
    return 1 if found else 0


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--durable", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--jobs", type=int, default=cpu_count() or 1)
    parser.add_argument("--plant", action="store_true")
    parser.add_argument("--replay", metavar="PROGRAM_SEED:CASE")
    asked = parser.parse_args()
    if asked.replay:
        return replay(asked.replay)
    seed = secrets.randbelow(10**9) if asked.seed is None else asked.seed
    if asked.plant:
        print(f"seed {seed}")
        return plants(seed)
    return differential(seed, asked.pairs, min(asked.durable, asked.pairs), asked.jobs)


if __name__ == "__main__":
    sys.exit(main())
