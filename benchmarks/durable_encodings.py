"""Ways to write a network as rules for durable-rules, and what a run costs in each.

    python -m benchmarks.durable_encodings

The cases are taken in turn by all encodings, so that a busy machine burdens them alike;
compare rows, not machines. Every encoding is first held against Kleene's tables. The last
row is the one in `engine.backends.durable.network`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, Protocol
from unittest import mock

import durable_rules_engine as library
from durable import engine as durable_python

from benchmarks.durable_soak import SEED, expected, policy_network, policy_truths
from engine.backends.durable import plan as durable_plan
from engine.backends.durable.clauses import Body, Clause, Every, Known, clauses, ways
from engine.backends.durable.network import DurableNetwork
from engine.network import Network, Truth

_serial = count()


class Encoding(Protocol):
    """Something that decides a network."""

    def run(self, truths: Sequence[Truth]) -> tuple[Truth, ...]:
        """The truth of each node."""


class Knowledge:
    """What is known of each signal during one run; 2 is nothing."""

    def __init__(self, network: Network, signals: int, truths: Sequence[Truth]) -> None:
        self._nodes = slice(network.atoms, network.atoms + len(network.nodes))
        self.values = [*map(int, truths), *[int(Truth.UNKNOWN)] * (signals - network.atoms)]

    def add(self, clause: Clause) -> None:
        """A clause fired."""
        for known in clause.concludes:
            self.values[known.signal] = known.value

    def fields(self, reads: Sequence[int]) -> dict[str, int]:
        """The fact that carries what is known of these signals."""
        return {f"s{at}": self.values[at] for at in reads if self.values[at] != Truth.UNKNOWN}

    def truths(self) -> tuple[Truth, ...]:
        """The truth of each node."""
        return tuple(map(Truth, self.values[self._nodes]))


def _condition(body: Body) -> dict[str, Any]:
    if isinstance(body, Known):
        return {f"s{body.signal}": body.value}
    return {"$and" if isinstance(body, Every) else "$or": [*map(_condition, body.terms)]}


def _rules(stratum: durable_plan.Stratum, level: int) -> dict[str, Any]:
    """One rule per side of a node, behind the stratum's number."""
    found: dict[str, Any] = {}
    for name, clause in stratum.clauses:
        terms = clause.body.terms if isinstance(clause.body, Every) else (clause.body,)
        found[name] = {"all": [{"m": {"$and": [{"k": level}, *map(_condition, terms)]}}]}
    found[stratum.anchor] = {"all": [{"m": {"k": level}}]}
    return found


class RulePerSide:
    """One rule per side of a node, low-level calls, the rule's name cut from the action's text."""

    def __init__(self, network: Network, *, keep_session: bool) -> None:
        self._network = network
        self._plan = durable_plan.plan(network)
        self._keep_session = keep_session
        self._sets = [
            (self._loaded(rule_set), rule_set.strata) for rule_set in self._plan.rule_sets
        ]

    def _loaded(self, rule_set: durable_plan.RuleSet) -> int:
        rules: dict[str, Any] = {}
        for level, stratum in enumerate(rule_set.strata):
            rules |= _rules(stratum, level)
        return int(library.create_ruleset(f"r{next(_serial)}", json.dumps(rules)))

    def run(self, truths: Sequence[Truth]) -> tuple[Truth, ...]:
        """All strata of all rule sets, in order."""
        known = Knowledge(self._network, self._plan.signals, truths)
        for handle, strata in self._sets:
            for level, stratum in enumerate(strata):
                fact = {"id": level, "k": level, **known.fields(stratum.reads)}
                self._fire(handle, stratum, json.dumps(fact, separators=(",", ":")), known)
            if self._keep_session:
                for level in range(len(strata)):
                    library.retract_fact(handle, f'{{"id":{level}}}')
            else:
                library.delete_state(handle, "0")
        return known.truths()

    def _fire(
        self, handle: int, stratum: durable_plan.Stratum, fact: str, known: Knowledge
    ) -> None:
        found = dict(stratum.clauses)
        _, state = library.assert_fact(handle, fact)
        fired = library.start_action_for_state(handle, state)[1]
        while fired is not None:
            if (name := fired[2]) in found:
                known.add(found[name])
            fired = library.complete_and_start_action(handle, state)


class QuietHost(durable_python.Host):  # type: ignore[misc]
    """The library's Python layer without its timer threads."""

    def _run(self) -> None:
        """Start no timers."""


class ThroughHost:
    """The same rules through the library's own Python layer, an action function for each."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._plan = durable_plan.plan(network)
        self._known: Knowledge | None = None
        self._host = QuietHost()
        self._sets = [(f"h{next(_serial)}", each.strata) for each in self._plan.rule_sets]
        for name, strata in self._sets:
            rules: dict[str, Any] = {}
            for level, stratum in enumerate(strata):
                found = dict(stratum.clauses)
                for rule, definition in _rules(stratum, level).items():
                    rules[rule] = {**definition, "run": self._action(found.get(rule))}
            self._host.set_rulesets({name: rules})

    def _action(self, clause: Clause | None) -> Any:  # noqa: ANN401 -- the library inspects it
        def act(_: object) -> None:
            if clause is not None and self._known is not None:
                self._known.add(clause)

        return act

    def run(self, truths: Sequence[Truth]) -> tuple[Truth, ...]:
        """All strata of all rule sets, in order."""
        known = self._known = Knowledge(self._network, self._plan.signals, truths)
        for name, strata in self._sets:
            for level, stratum in enumerate(strata):
                fact = {"sid": "0", "k": level, **known.fields(stratum.reads)}
                self._host.assert_fact(name, fact)
            self._host.delete_state(name, "0")
        return known.truths()


class JoinedFacts:
    """Chaining inside one working memory: each conclusion that is read is a fact, and is joined.

    A rule per way to meet a condition: one fact for its atoms, one for each node it reads.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        found = clauses(network)
        self._signals = network.atoms + len(network.nodes) + found.helpers
        self._read = {
            known for clause in found.clauses for way in ways(clause.body) for known in way
        }
        self._clauses: dict[str, Clause] = {}
        self._sets: list[int] = []
        rules: dict[str, Any] = {}
        for clause in found.clauses:
            for way in ways(clause.body):
                if len(rules) == durable_plan.MAX_RULES - 1:
                    self._load(rules)
                name = f"r{len(self._clauses)}"
                rules[name] = {"all": [*self._patterns(way)]}
                self._clauses[name] = clause
        self._load(rules)

    def _load(self, rules: dict[str, Any]) -> None:
        anchor = {"x": {"all": [{"m": {"k": 0}}]}}
        text = json.dumps({**rules, **anchor})
        self._sets.append(int(library.create_ruleset(f"j{next(_serial)}", text)))
        rules.clear()

    def _patterns(self, way: frozenset[Known]) -> Iterator[dict[str, Any]]:
        atoms = [known for known in way if known.signal < self._network.atoms]
        if atoms:
            yield {"a": {"$and": [{"k": 0}, *map(_condition, atoms)]}}
        for known in way.difference(atoms):
            yield {f"n{known.signal}": {"$and": [{"k": 1}, _condition(known)]}}

    def run(self, truths: Sequence[Truth]) -> tuple[Truth, ...]:
        """The atoms' fact to every rule set, then each new conclusion to every rule set."""
        known = Knowledge(self._network, self._signals, truths)
        atoms = {"id": "a", "k": 0, **known.fields(range(self._network.atoms))}
        agenda = [json.dumps(atoms, separators=(",", ":"))]
        told: set[Known] = set()
        for fact in agenda:
            for handle in self._sets:
                code, state = library.assert_fact(handle, fact)
                for conclusion in self._drain(handle, state) if code == 0 else ():
                    known.add(Clause(0, conclusion, (conclusion,)))
                    if conclusion in self._read and conclusion not in told:
                        told.add(conclusion)
                        agenda.append(
                            f'{{"id":{conclusion.signal},"k":1,'
                            f'"s{conclusion.signal}":{conclusion.value}}}'
                        )
        for handle in self._sets:
            library.delete_state(handle, "0")
        return known.truths()

    def _drain(self, handle: int, state: int) -> Iterator[Known]:
        started = library.start_action_for_state(handle, state)
        fired = started and started[1]
        while fired is not None:
            name = fired[2 : fired.index('"', 2)]
            if name in self._clauses:
                yield from self._clauses[name].concludes
            fired = library.complete_and_start_action(handle, state)


# --- measuring ------------------------------------------------------------------------


def encodings(network: Network) -> dict[str, Encoding]:
    """All of them, from the plainest to the one in use."""
    found: dict[str, Encoding] = {
        "a rule per side, the library's Python layer": ThroughHost(network),
        "a rule per side, low-level calls, new session": RulePerSide(network, keep_session=False),
        "... conclusions as facts that are joined": JoinedFacts(network),
        "... one fact per stratum, session kept": RulePerSide(network, keep_session=True),
    }
    for rules in (15, 30, 60):
        with mock.patch.object(durable_plan, "MAX_RULES", rules):
            label = f"all matches of a stratum at once, sets of {rules}"
            found[label] = DurableNetwork(network)
    return found


def main() -> None:
    """Check every encoding, then time them in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    network, draw = policy_network(), random.Random(SEED)
    cases = [policy_truths(network, draw) for _ in range(100)]
    tried = encodings(network)
    for label, encoding in tried.items():
        wrong = sum(encoding.run(case) != expected(network, case) for case in cases)
        if wrong:
            print(f"{label}: {wrong} of {len(cases)} WRONG")
    spent: dict[str, list[int]] = {label: [] for label in tried}
    for _ in range(rounds):
        for label, encoding in tried.items():
            for case in cases:
                begun = time.perf_counter_ns()
                encoding.run(case)
                spent[label].append(time.perf_counter_ns() - begun)
    for label, each in spent.items():
        each.sort()
        tenth, half, last = (each[len(each) * part // 100] // 1000 for part in (10, 50, 99))
        print(f"{label:<52} p10 {tenth:>5} us   p50 {half:>5} us   p99 {last:>5} us")


if __name__ == "__main__":
    main()
