"""Every worked case of every pack comes out as its author wrote, in every engine."""

from __future__ import annotations

import pytest

from engine.backends.durable.pool import DurablePool
from engine.cases import case_facts, mismatches, outcomes_seen
from engine.lower import verdict_of
from engine.model import Case
from engine.values import canonical
from engine.verdict import Outcome
from engine.witness import DurableWitness
from tests.rules.shipped import CASES, LIBRARY, engines

_FEWEST = 150
each_case = pytest.mark.parametrize(("pack", "case"), CASES.values(), ids=CASES)


def test_there_are_many_cases() -> None:
    """The packs are proved by examples, and no pack is without."""
    assert len(CASES) >= _FEWEST
    assert [pack for pack, policy in LIBRARY.policies.items() if not policy.cases] == []


@each_case
def test_the_reference_finds_what_the_author_wrote(pack: str, case: Case) -> None:
    """A case is a promise of the pack; the reference keeps it."""
    assert mismatches(engines(pack, case.on).judge, pack, case) == ()


@each_case
def test_the_generated_code_finds_the_same(pack: str, case: Case) -> None:
    """Verdict and every computed fact are those of the reference."""
    held = engines(pack, case.on)
    facts = case_facts(held.program, case)
    judged, trace = held.judge.run(facts), held.generated.run(facts)

    assert trace.verdict == judged.verdict
    for linked, value in zip(held.program.derived, trace.derived, strict=True):
        assert canonical(value) == canonical(judged.scope.values[linked.name]), linked.name


@each_case
def test_durable_rules_finds_the_same(pack: str, case: Case) -> None:
    """durable-rules chains the same atoms to the same verdict."""
    held = engines(pack, case.on)
    facts = case_facts(held.program, case)
    nodes = held.durable.run(held.generated.run(facts).atoms)

    assert verdict_of(held.shape, nodes) == held.judge.run(facts).verdict


def test_a_worker_process_finds_the_same() -> None:
    """One case of every pack, asked of a worker as the service asks it."""
    with DurablePool() as pool:
        for pack, policy in LIBRARY.policies.items():
            case = policy.cases[0]
            held = engines(pack, case.on)
            facts = case_facts(held.program, case)
            witness = DurableWitness(held.program, pool)
            testimony = witness.ask(witness.decide(facts))()

            assert testimony.verdict == held.judge.run(facts).verdict, pack


@pytest.mark.parametrize("pack", LIBRARY.policies)
def test_every_rule_is_seen_in_every_outcome(pack: str) -> None:
    """Some case meets each rule, some does not, some leaves it open, some makes it irrelevant."""
    policy = LIBRARY.policies[pack]
    seen: dict[str, set[Outcome]] = {rule.id: set() for rule in policy.rules}
    for case in policy.cases:
        for name, outcome in outcomes_seen(engines(pack, case.on).judge, case).items():
            seen[name].add(outcome)

    for rule in policy.rules:
        wanted = {Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN}
        wanted |= {Outcome.NOT_RELEVANT} if rule.applies is not None else set()
        assert wanted <= seen[rule.id], rule.id


@pytest.mark.parametrize("pack", LIBRARY.policies)
def test_every_level_is_reached(pack: str) -> None:
    """Each row of each decision table decides some case."""
    policy = LIBRARY.policies[pack]
    judged = [
        (held.program, held.judge.run(case_facts(held.program, case)).verdict)
        for case in policy.cases
        for held in [engines(pack, case.on)]
    ]

    for place, criterion in enumerate(policy.criteria):
        reached = {verdict.levels[place].rows for _, verdict in judged}
        assert {(row,) for row in range(len(criterion.rows))} <= reached, criterion.id
