"""The boolean skeleton of a program: atoms decided elsewhere, nodes that chain.

A policy's conditions are split in two. *Atoms* are the leaves whose meaning needs
data (a comparison, a membership, a quantifier); they are decided by an evaluator.
What joins them (`and`, `or`, `not`, and the references from one derived fact to the
next) is the *network*: small, finite and free of data, so an engine that must not be
trusted with raw values can still chain it.

Truth is three-valued in the strong Kleene sense. A node is UNKNOWN when the atoms
that are known do not settle it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

__all__ = [
    "AllOf",
    "AnyOf",
    "Atom",
    "Constant",
    "Formula",
    "Network",
    "Node",
    "NodeRef",
    "Not",
    "Truth",
]


class Truth(IntEnum):
    """The three truth values; the integers are stable and may be stored."""

    FALSE = 0
    TRUE = 1
    UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Constant:
    """A truth value that no answer can change."""

    value: Truth


@dataclass(frozen=True, slots=True)
class Atom:
    """Leaf number `index` of the network, decided outside."""

    index: int


@dataclass(frozen=True, slots=True)
class NodeRef:
    """The truth of an earlier node, by its place in `Network.nodes`."""

    index: int


@dataclass(frozen=True, slots=True)
class Not:
    """Kleene negation."""

    arg: Formula


@dataclass(frozen=True, slots=True)
class AllOf:
    """Kleene conjunction; empty means TRUE."""

    args: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Kleene disjunction; empty means FALSE."""

    args: tuple[Formula, ...]


Formula: TypeAlias = Constant | Atom | NodeRef | Not | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Node:
    """One derived truth: a rule's condition, a table row, a derived fact."""

    name: str
    formula: Formula


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in dependency order: a `NodeRef` points to a smaller index only.

    `atoms` is the number of leaves; a run takes that many truths and gives one truth per node.
    """

    atoms: int
    nodes: tuple[Node, ...]
