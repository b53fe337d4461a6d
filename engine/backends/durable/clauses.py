"""Formulas to positive clauses: what must be known for a node to be TRUE, and to be FALSE.

Both sides of a node are derived. Each is pushed to negation normal form, so that every
clause is a *positive* condition over what is known ("atom 3 is TRUE", "node 7 is FALSE").
No negation is left for the engine, and an UNKNOWN is simply not known either way.

A condition that is too long for the engine is cut: the part that is too long becomes a
*helper*, a signal of its own with a clause of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias, assert_never

from engine.backends.durable.errors import DurableEnvelopeError
from engine.network import AllOf, AnyOf, Atom, Constant, Formula, Network, NodeRef, Not, Truth

__all__ = [
    "ALWAYS",
    "NEVER",
    "Body",
    "Clause",
    "Clauses",
    "Either",
    "Every",
    "Known",
    "clauses",
    "either",
    "every",
    "known_in",
    "side",
    "ways",
    "witness",
]

# Literals and operators together stay under the engine's stack, so that any clause fits alone.
MAX_LITERALS = 45
MAX_OPERATORS = 12  # of 15 `$and`/`$or` in one condition (32 slots, two each)
MAX_TERMS = 25  # of one `$and` or `$or`
MAX_WAYS = 25  # how often one fact may match one clause: each match costs time
MAX_DEPTH = 100  # of a formula, so that no recursion here runs out of stack


@dataclass(frozen=True, slots=True)
class Known:
    """Signal number `signal` is known to have `value` (0 FALSE, 1 TRUE)."""

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
    """When `body` holds, all of `concludes` is known. `level` is one after all that it reads."""

    level: int
    body: Body
    concludes: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Clauses:
    """A network as clauses, by level. Signals are atoms first, then nodes, then helpers."""

    clauses: tuple[Clause, ...]
    helpers: int


# --- conditions -----------------------------------------------------------------------


def _order(body: Body) -> tuple[int, int, int]:
    return (0, body.signal, body.value) if isinstance(body, Known) else (1, 0, 0)


def _flat(kind: type[Every | Either], terms: Iterable[Body]) -> tuple[Body, ...]:
    flat: dict[Body, None] = {}
    for term in terms:
        flat.update(dict.fromkeys(term.terms if isinstance(term, kind) else (term,)))
    return tuple(sorted(flat, key=_order))


def every(terms: Iterable[Body]) -> Body:
    """Conjunction, flattened and without repeats; NEVER if a term never holds."""
    flat = _flat(Every, terms)
    if NEVER in flat:
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


def ways(body: Body) -> Iterator[frozenset[Known]]:
    """The sets of knowledge that each suffice, as often as the engine would match them."""
    if isinstance(body, Known):
        yield frozenset((body,))
    elif isinstance(body, Either):
        for term in body.terms:
            yield from ways(term)
    else:
        for parts in product(*map(ways, body.terms)):
            yield frozenset[Known]().union(*parts)


def witness(body: Body) -> frozenset[Known] | None:
    """Some knowledge under which `body` holds; None if a signal would need both values."""
    for way in ways(body):
        if len({known.signal for known in way}) == len(way):
            return way
    return None


# --- size -----------------------------------------------------------------------------


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
    matches = 1
    if isinstance(body, Either):
        matches = sum(part.ways for part in parts)
    else:
        for part in parts:
            matches *= part.ways
    return _Size(
        literals=sum(part.literals for part in parts),
        operators=1 + sum(part.operators for part in parts),
        ways=matches,
        terms=max(len(parts), *(part.terms for part in parts), 0),
    )


# --- clauses --------------------------------------------------------------------------


@dataclass(slots=True)
class _Builder:
    """Collects the clauses, one per distinct condition, and cuts those that are too long."""

    next_signal: int
    levels: dict[int, int] = field(default_factory=dict)
    concluded: dict[Body, list[Known]] = field(default_factory=dict)
    helpers: dict[Body, Known] = field(default_factory=dict)

    def conclude(self, body: Body, known: Known) -> None:
        """Add the clause `body` → `known`, unless it can never hold."""
        self._add(self._fit(body), known)

    def level(self, body: Body) -> int:
        return max((self.levels.get(signal, 0) for signal in known_in(body)), default=0)

    def _add(self, fitted: Body, known: Known) -> None:
        if witness(fitted) is not None:
            self.concluded.setdefault(fitted, []).append(known)
            level = 1 + self.level(fitted)
            self.levels[known.signal] = max(self.levels.get(known.signal, 0), level)

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
            self._add(body, self.helpers[body])
        return self.helpers[body]


def _parts(formula: Formula) -> Sequence[Formula]:
    match formula:
        case Not(arg):
            return (arg,)
        case AllOf(args) | AnyOf(args):
            return args
        case _:
            return ()


def _check(network: Network) -> None:
    """Refuse what would run out of stack here, or read one signal in place of another."""
    for at, node in enumerate(network.nodes):
        layer: list[Formula] = [node.formula]
        depth = 0
        while layer:
            depth += 1
            if depth > MAX_DEPTH:
                raise DurableEnvelopeError("depth", allowed=MAX_DEPTH, got=depth, where=node.name)
            for formula in layer:
                _check_leaf(formula, network.atoms, at, node.name)
            layer = [part for formula in layer for part in _parts(formula)]


def _check_leaf(formula: Formula, atoms: int, nodes: int, where: str) -> None:
    match formula:
        case Atom(index) if not 0 <= index < atoms:
            raise DurableEnvelopeError("atom", allowed=atoms - 1, got=index, where=where)
        case NodeRef(index) if not 0 <= index < nodes:
            raise DurableEnvelopeError("node", allowed=nodes - 1, got=index, where=where)
        case _:
            pass


def clauses(network: Network) -> Clauses:
    """The clauses that derive both sides of every node.

    Raises DurableEnvelopeError when a formula is nested too deeply, or reads an atom that is
    not there or a node that does not come before it.
    """
    _check(network)
    first_helper = network.atoms + len(network.nodes)
    builder = _Builder(next_signal=first_helper)
    for index, node in enumerate(network.nodes):
        for wanted in (Truth.TRUE, Truth.FALSE):
            known = Known(network.atoms + index, int(wanted))
            builder.conclude(side(node.formula, wanted, network.atoms), known)
    found = (
        Clause(builder.level(body), body, tuple(known)) for body, known in builder.concluded.items()
    )
    return Clauses(
        clauses=tuple(sorted(found, key=lambda clause: clause.level)),
        helpers=builder.next_signal - first_helper,
    )
