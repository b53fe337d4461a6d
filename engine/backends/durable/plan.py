"""Clauses to plan: which rule sets durable-rules gets, and which fields their facts carry.

Clauses are packed by level. A *stratum* is a slice of one level: its conditions are all
tested against one fact, so no two facts are ever joined, and it reads only what earlier
strata concluded. A *rule set* holds consecutive strata.

Every limit of the engine is kept here, before a rule reaches it; see
docs/explanation/durable-rules.md for what happens beyond each. Pure: nothing in this file
imports durable-rules.
"""

from __future__ import annotations

import string
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engine.backends.durable.clauses import Body, Clause, Every, Known, clauses, known_in
from engine.backends.durable.errors import DurableEnvelopeError
from engine.network import Network

__all__ = ["Plan", "RuleSet", "Stratum", "field_name", "fnv1a", "plan", "refuse_equal_hashes"]

MAX_RULES = 60  # in a rule set, anchors included
MAX_STACK = 60  # of the engine's 64 stack entries for one fact; the 65th is error 303
MAX_FIELDS = 240  # of 252 in a fact, `k`, `id` and `sid` aside

# One character names a clause: the engine copies it, with the fact, each time it matches.
_CLAUSE_NAMES = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class Stratum:
    """Clauses that are tested against one fact, which carries the signals in `reads`.

    `anchor` names the condition that holds for every such fact.
    """

    clauses: tuple[tuple[str, Clause], ...]
    anchor: str
    reads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The strata that share one rule set of the engine, in the order they must fire."""

    strata: tuple[Stratum, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to load, and how to read the result: signals are atoms, then nodes, then helpers."""

    atoms: int
    nodes: int
    signals: int
    rule_sets: tuple[RuleSet, ...]


# --- the engine's own data structure, as far as its limits go -------------------------


@dataclass(slots=True)
class _Alpha:
    """A condition node as the engine builds it: what may follow it, and what it feeds."""

    after: dict[Known, _Alpha] = field(default_factory=dict)
    forwards: list[_Alpha] = field(default_factory=list)

    def add(self, body: Body) -> _Alpha:
        """Hang `body` below this node, sharing as the engine shares; return its last node."""
        if isinstance(body, Known):
            return self.after.setdefault(body, _Alpha())
        if isinstance(body, Every):
            last = self
            for term in body.terms:
                last = last.add(term)
            return last
        joined = _Alpha()
        for term in body.terms:
            self.add(term).forwards.append(joined)
        return joined

    def following(self) -> tuple[_Alpha, ...]:
        return (*self.after.values(), *self.forwards)


def _stack_peak(node: _Alpha, known: dict[int, int]) -> int:
    """The most stack entries that one fact can need from `node` on.

    A signal has one value, so of two conditions on it at most one can match. It follows that
    at most twice as many conditions come after any one condition (the engine hangs at 512),
    and that none feeds more `$or`s than this (the engine refuses 129).
    """
    if id(node) not in known:
        matched = len({condition.signal for condition in node.after}) + len(node.forwards)
        below = max((_stack_peak(part, known) for part in node.following()), default=0)
        known[id(node)] = matched + max(0, below - 1)
    return known[id(node)]


# --- packing --------------------------------------------------------------------------


def _strata(found: Sequence[Clause]) -> dict[int, list[Clause]]:
    """The clauses by level; they come in order of level."""
    strata: dict[int, list[Clause]] = {}
    for clause in found:
        strata.setdefault(clause.level, []).append(clause)
    return strata


def _reads(found: Iterable[Clause]) -> frozenset[int]:
    return frozenset[int]().union(*(known_in(clause.body) for clause in found))


def _fits(found: Sequence[Clause]) -> bool:
    """Whether these clauses may share a rule set."""
    strata = _strata(found)
    if len(found) + len(strata) > MAX_RULES:
        return False
    for stratum in strata.values():
        gate = _Alpha()
        for clause in stratum:
            gate.add(clause.body)
        if len(_reads(stratum)) > MAX_FIELDS or _stack_peak(gate, {}) > MAX_STACK:
            return False
    return True


def _rule_set(found: Sequence[Clause]) -> RuleSet:
    names = iter(_CLAUSE_NAMES)
    return RuleSet(
        tuple(
            Stratum(
                clauses=tuple((next(names), clause) for clause in stratum),
                anchor=next(names),
                reads=tuple(sorted(_reads(stratum))),
            )
            for stratum in _strata(found).values()
        )
    )


def _pack(found: Sequence[Clause]) -> tuple[RuleSet, ...]:
    """As many clauses in each rule set as fit; more clauses never fit where fewer do not."""
    packed: list[RuleSet] = []
    rest = found
    while rest:
        sizes = range(1, min(len(rest), MAX_RULES) + 1)
        size = bisect_left(sizes, True, key=lambda size: not _fits(rest[:size]))
        if not size:
            # A clause cut to size always fits alone; this guards the next edit of the sizes.
            raise DurableEnvelopeError("clause", allowed=MAX_STACK, got=MAX_STACK + 1)
        packed.append(_rule_set(rest[:size]))
        rest = rest[size:]
    return tuple(packed)


# --- names ----------------------------------------------------------------------------


def field_name(known: Known) -> str:
    """The field that is present when this is known: `t7` when signal 7 is TRUE, `f7` when FALSE."""
    return f"{'ft'[known.value]}{known.signal}"


_RESERVED = ("k", "id", "sid", "$s", "$forward", "$i", "$m")


def fnv1a(text: str) -> int:
    """The 32-bit hash that is all durable-rules keeps of a field name."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def refuse_equal_hashes(names: Iterable[str]) -> None:
    """Raise DurableEnvelopeError if the engine could not tell two of the names apart."""
    seen = {fnv1a(name): name for name in _RESERVED}
    for name in names:
        value = fnv1a(name)
        if value in seen:
            raise DurableEnvelopeError("hash", allowed=1, got=2, where=f"{seen[value]}, {name}")
        seen[value] = name


def plan(network: Network) -> Plan:
    """Compile a network; raises DurableEnvelopeError when it cannot be kept safe."""
    found = clauses(network)
    signals = network.atoms + len(network.nodes) + found.helpers
    refuse_equal_hashes(
        field_name(Known(signal, value)) for signal in range(signals) for value in (0, 1)
    )
    return Plan(network.atoms, len(network.nodes), signals, _pack(found.clauses))
