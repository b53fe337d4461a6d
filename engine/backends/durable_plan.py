"""Network to plan: which rules durable-rules gets, in which rule sets, reading which fields.

Both sides of a node are derived. Its TRUE side and its FALSE side are pushed to negation
normal form, so that every rule is a *positive* condition over known truths ("atom 3 is
TRUE", "node 7 is FALSE"): no negation is left for the engine, and an UNKNOWN is simply a
field that is not there. Rules are ordered in strata; a stratum reads only what earlier
strata concluded, and a rule reads one fact only (its stratum's), so no two facts are
ever joined.

Every limit of the engine is kept here, before a rule reaches it. Pure: nothing in this
file imports durable-rules.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from engine.backends.durable_errors import DurableEnvelopeError
from engine.network import AllOf, AnyOf, Atom, Constant, Formula, Network, NodeRef, Not, Truth

__all__ = [
    "ALWAYS",
    "Body",
    "Clause",
    "Either",
    "Every",
    "Known",
    "Plan",
    "RuleSet",
    "Stratum",
    "plan",
]

MAX_RULES = 60  # anchors included; 65 matches of one fact at one level are refused (303)
MAX_STACK = 60  # of the engine's 64 stack entries for one fact
MAX_FIELDS = 240  # of 252 per fact, `k`, `id` and `sid` aside
MAX_TERMS = 25  # of 29 in one `$or`
MAX_WAYS = 25  # how many times one fact may fire one rule
MAX_OPERATORS = 12  # of 15 `$and`/`$or` in one rule (32 expression slots, two each)
MAX_LITERALS = 60
MAX_BRANCHES = 250  # of 511 distinct conditions after one condition; 512 hangs for ever
MAX_FORWARDS = 100  # of 128 `$or`s that one condition may feed
MAX_DEPTH = 200  # of a formula, so that no recursion of ours runs out

# One character names a rule: it is copied, with the fact, each time the rule fires.
_RULE_NAMES = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class Known:
    """A leaf: signal number `signal` is known to have `value` (0 FALSE, 1 TRUE)."""

    signal: int
    value: int


@dataclass(frozen=True, slots=True)
class Every:
    """All terms hold; with no terms it always holds."""

    terms: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one term holds; with no terms it never holds."""

    terms: tuple[Body, ...]


Body: TypeAlias = Known | Every | Either

ALWAYS = Every(())
NEVER = Either(())


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule: when `body` holds, each signal in `concludes` has the value beside it."""

    body: Body
    concludes: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Stratum:
    """Rules that are tested against one fact, which carries the signals in `reads`."""

    rules: tuple[tuple[str, Clause], ...]
    anchor: str
    reads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The strata that share one rule set of the engine, in the order they must fire."""

    strata: tuple[Stratum, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to load and how to read the result.

    Signals are numbered atoms first, then nodes, then helpers (parts of long conditions).
    """

    atoms: int
    nodes: int
    signals: int
    names: tuple[str, ...]
    rule_sets: tuple[RuleSet, ...]


# --- conditions -----------------------------------------------------------------------


def _order(body: Body) -> tuple[int, int, int]:
    return (0, body.signal, body.value) if isinstance(body, Known) else (1, 0, 0)


def _flat(kind: type[Every | Either], terms: Iterable[Body]) -> tuple[Body, ...]:
    flat: dict[Body, None] = {}
    for term in terms:
        flat.update(dict.fromkeys(term.terms if isinstance(term, kind) else (term,)))
    return tuple(sorted(flat, key=_order))


def every(terms: Iterable[Body]) -> Body:
    """Conjunction, flattened and without repeats; NEVER if two terms contradict."""
    flat = _flat(Every, terms)
    known = [term.signal for term in flat if isinstance(term, Known)]
    if NEVER in flat or len(known) != len(set(known)):
        return NEVER
    return flat[0] if len(flat) == 1 else Every(flat)


def either(terms: Iterable[Body]) -> Body:
    """Disjunction, flattened and without repeats; ALWAYS if a term always holds."""
    flat = _flat(Either, terms)
    if ALWAYS in flat:
        return ALWAYS
    return flat[0] if len(flat) == 1 else Either(flat)


def _like(body: Every | Either, terms: Iterable[Body]) -> Body:
    return every(terms) if isinstance(body, Every) else either(terms)


def side(formula: Formula, wanted: Truth, atoms: int) -> Body:
    """What must be known for `formula` to have the truth `wanted` (TRUE or FALSE)."""
    match formula:
        case Constant(value):
            return ALWAYS if value is wanted else NEVER
        case Atom(index):
            return Known(index, int(wanted))
        case NodeRef(index):
            return Known(atoms + index, int(wanted))
        case Not(arg):
            return side(arg, Truth.FALSE if wanted is Truth.TRUE else Truth.TRUE, atoms)
        case AllOf(args):
            join = every if wanted is Truth.TRUE else either
            return join(side(arg, wanted, atoms) for arg in args)
        case AnyOf(args):
            join = either if wanted is Truth.TRUE else every
            return join(side(arg, wanted, atoms) for arg in args)
        case _:
            assert_never(formula)


def known_in(body: Body) -> frozenset[int]:
    """The signals that a condition reads."""
    if isinstance(body, Known):
        return frozenset((body.signal,))
    return frozenset[int]().union(*map(known_in, body.terms))


@dataclass(frozen=True, slots=True)
class _Size:
    literals: int
    operators: int
    ways: int
    terms: int

    def fits(self) -> bool:
        return (
            self.terms <= MAX_TERMS
            and self.literals <= MAX_LITERALS
            and self.operators <= MAX_OPERATORS
            and self.ways <= MAX_WAYS
        )


def _size(body: Body) -> _Size:
    if isinstance(body, Known):
        return _Size(1, 0, 1, 1)
    parts = [_size(term) for term in body.terms]
    ways = 1
    if isinstance(body, Either):
        ways = sum(part.ways for part in parts)
    else:
        for part in parts:
            ways *= part.ways
    return _Size(
        literals=sum(part.literals for part in parts),
        operators=1 + sum(part.operators for part in parts),
        ways=ways,
        terms=max(len(parts), *(part.terms for part in parts), 0),
    )


# --- clauses --------------------------------------------------------------------------


@dataclass(slots=True)
class _Clauses:
    """Collects the rules, one per distinct condition, and cuts those that are too long."""

    next_signal: int
    levels: dict[int, int] = field(default_factory=dict)
    concluded: dict[Body, list[Known]] = field(default_factory=dict)
    helpers: dict[Body, Known] = field(default_factory=dict)

    def conclude(self, body: Body, known: Known) -> None:
        """Add the rule `body` → `known`, unless it can never fire."""
        if body == NEVER:
            return
        fitted = self._fit(body)
        self.concluded.setdefault(fitted, []).append(known)
        self.levels[known.signal] = max(self.levels.get(known.signal, 0), 1 + self.level(fitted))

    def level(self, body: Body) -> int:
        """The stratum of a condition: one after everything it reads."""
        return max((self.levels.get(signal, 0) for signal in known_in(body)), default=0)

    def _fit(self, body: Body) -> Body:
        """An equal condition within the size limits; what does not fit becomes helpers."""
        if isinstance(body, Known):
            return body
        fitted = _like(body, map(self._fit, body.terms))
        while not isinstance(fitted, Known) and not _size(fitted).fits():
            fitted = _like(fitted, self._cut(fitted))
        return fitted

    def _cut(self, body: Every | Either) -> list[Body]:
        terms = body.terms
        if len(terms) > MAX_TERMS:
            chunks = [terms[at : at + MAX_TERMS] for at in range(0, len(terms), MAX_TERMS)]
            return [self._helper(_like(body, chunk)) for chunk in chunks]
        largest = max(range(len(terms)), key=lambda at: _size(terms[at]).literals)
        return [self._helper(term) if at == largest else term for at, term in enumerate(terms)]

    def _helper(self, part: Body) -> Known:
        body = self._fit(part)
        if isinstance(body, Known):
            return body
        if body not in self.helpers:
            self.helpers[body] = Known(self.next_signal, 1)
            self.next_signal += 1
            self.concluded.setdefault(body, []).append(self.helpers[body])
            self.levels[self.helpers[body].signal] = 1 + self.level(body)
        return self.helpers[body]


def _check_depth(network: Network) -> None:
    for node in network.nodes:
        layer: list[Formula] = [node.formula]
        depth = 0
        while layer:
            depth += 1
            if depth > MAX_DEPTH:
                raise DurableEnvelopeError("depth", allowed=MAX_DEPTH, got=depth, where=node.name)
            layer = [part for formula in layer for part in _parts(formula)]


def _parts(formula: Formula) -> Sequence[Formula]:
    match formula:
        case Not(arg):
            return (arg,)
        case AllOf(args) | AnyOf(args):
            return args
        case _:
            return ()


# --- packing --------------------------------------------------------------------------


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


def _within_limits(root: _Alpha) -> bool:
    """Whether no fact can bring the engine to a limit at or below `root`."""
    nodes = {id(root): root}
    fresh = [root]
    while fresh:
        fresh = [new for node in fresh for new in node.following() if id(new) not in nodes]
        nodes.update((id(node), node) for node in fresh)
    return _stack_peak(root, {}) <= MAX_STACK and all(
        len(node.after) <= MAX_BRANCHES and len(node.forwards) <= MAX_FORWARDS
        for node in nodes.values()
    )


def _stack_peak(node: _Alpha, known: dict[int, int]) -> int:
    """The most stack entries that one fact can need from `node` on.

    A signal has one value, so of two conditions on it one can match at most.
    """
    if id(node) not in known:
        matched = len({condition.signal for condition in node.after}) + len(node.forwards)
        below = max((_stack_peak(part, known) for part in node.following()), default=0)
        known[id(node)] = matched + max(0, below - 1)
    return known[id(node)]


@dataclass(slots=True)
class _Draft:
    """A rule set being filled."""

    strata: dict[int, list[Clause]] = field(default_factory=dict)
    gates: dict[int, _Alpha] = field(default_factory=dict)
    reads: dict[int, set[int]] = field(default_factory=dict)
    rules: int = 0

    def take(self, level: int, clause: Clause) -> bool:
        """Add a rule; False when it did not fit (the draft must then be closed without it)."""
        self.rules += 1 + (level not in self.strata)
        gate = self.gates.setdefault(level, _Alpha())
        gate.add(clause.body)
        reads = self.reads.setdefault(level, set()) | known_in(clause.body)
        if self.rules > MAX_RULES or len(reads) > MAX_FIELDS or not _within_limits(gate):
            return False
        self.reads[level] = reads
        self.strata.setdefault(level, []).append(clause)
        return True

    def close(self) -> RuleSet:
        names = iter(_RULE_NAMES)
        return RuleSet(
            tuple(
                Stratum(
                    rules=tuple((next(names), clause) for clause in clauses),
                    anchor=next(names),
                    reads=tuple(sorted(self.reads[level])),
                )
                for level, clauses in sorted(self.strata.items())
            )
        )


def _pack(leveled: Sequence[tuple[int, Clause]]) -> tuple[RuleSet, ...]:
    done: list[RuleSet] = []
    draft = _Draft()
    for level, clause in leveled:
        if draft.take(level, clause):
            continue
        if draft.strata:
            done.append(draft.close())
        draft = _Draft()
        if not draft.take(level, clause):
            # Cutting keeps a single rule far inside the limits; this guards the next edit of them.
            raise DurableEnvelopeError("single-rule", allowed=MAX_STACK, got=MAX_STACK + 1)
    return (*done, draft.close()) if draft.strata else tuple(done)


# --- names ----------------------------------------------------------------------------

_RESERVED = ("k", "id", "sid", "$s", "$forward", "$i", "$m")


def fnv1a(text: str) -> int:
    """The 32-bit hash that is all durable-rules keeps of a field name."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def refuse_equal_hashes(names: Iterable[str]) -> None:
    """Raise if the engine could not tell two of the names apart."""
    seen: dict[int, str] = {}
    for name in (*_RESERVED, *names):
        other = seen.setdefault(fnv1a(name), name)
        if other != name:
            raise DurableEnvelopeError("hash", allowed=1, got=2, where=f"{other}, {name}")


def plan(network: Network) -> Plan:
    """Compile a network; raises DurableEnvelopeError when it cannot be kept safe."""
    _check_depth(network)
    atoms, nodes = network.atoms, len(network.nodes)
    clauses = _Clauses(next_signal=atoms + nodes)
    for index, node in enumerate(network.nodes):
        for wanted in (Truth.TRUE, Truth.FALSE):
            known = Known(atoms + index, int(wanted))
            clauses.conclude(side(node.formula, wanted, atoms), known)
    leveled = sorted(
        (
            (clauses.level(body), Clause(body, tuple(known)))
            for body, known in clauses.concluded.items()
        ),
        key=lambda pair: pair[0],
    )
    names = (
        *(f"a{at}" for at in range(atoms)),
        *(f"n{at}" for at in range(nodes)),
        *(f"h{at}" for at in range(clauses.next_signal - atoms - nodes)),
    )
    refuse_equal_hashes(names)
    return Plan(atoms, nodes, clauses.next_signal, names, _pack(leveled))
