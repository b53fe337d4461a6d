"""Program to network: which booleans chain, and which leaves must be decided outside.

`and`, `or`, `not` and references to boolean derived facts become the network. Every other
boolean expression is an atom. Equal atoms are decided once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.ir import And, Expr, Literal, Name, Not, Or
from engine.kinds import BooleanKind
from engine.network import AllOf, AnyOf, Atom, Constant, Formula, Network, Node, NodeRef, Truth
from engine.network import Not as NotFormula
from engine.program import Program
from engine.verdict import Verdict, level_verdict, outcome, truth

__all__ = ["RulePlace", "Skeleton", "TablePlace", "skeleton", "verdict_of"]

_ALWAYS = -1  # the place of a condition that was left out: it always holds


@dataclass(frozen=True, slots=True)
class RulePlace:
    """Which nodes hold a rule's two conditions."""

    applies: int
    requires: int


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Which nodes hold a criterion's `applies` and the conditions of its rows."""

    applies: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A program's network, the atoms to decide for it, and where to read the verdict."""

    network: Network
    atoms: tuple[Expr, ...]
    rules: tuple[RulePlace, ...]
    tables: tuple[TablePlace, ...]


@dataclass(slots=True)
class _Builder:
    atoms: dict[Expr, int] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    derived: dict[str, int] = field(default_factory=dict)

    def formula(self, expr: Expr) -> Formula:
        match expr:
            case And(args):
                return AllOf(tuple(self.formula(arg) for arg in args))
            case Or(args):
                return AnyOf(tuple(self.formula(arg) for arg in args))
            case Not(arg):
                return NotFormula(self.formula(arg))
            case Name(name) if name in self.derived:
                return NodeRef(self.derived[name])
            case Literal(value):
                return Constant(truth(value))
            case _:
                return Atom(self.atoms.setdefault(expr, len(self.atoms)))

    def node(self, name: str, expr: Expr | None) -> int:
        if expr is None:
            return _ALWAYS
        self.nodes.append(Node(name, self.formula(expr)))
        return len(self.nodes) - 1


def skeleton(program: Program) -> Skeleton:
    """Split `program` into its network and its atoms."""
    builder = _Builder()
    for linked in program.derived:
        if isinstance(linked.definition.kind, BooleanKind):
            builder.derived[linked.name] = builder.node(linked.name, linked.definition.expr)
    rules = tuple(
        RulePlace(
            builder.node(f"{rule.id}.applies", rule.applies),
            builder.node(f"{rule.id}.requires", rule.requires),
        )
        for rule in (linked.rule for linked in program.rules)
    )
    tables = tuple(
        TablePlace(
            builder.node(f"{table.id}.applies", table.applies),
            tuple(builder.node(f"{table.id}.{n}", row.when) for n, row in enumerate(table.rows)),
        )
        for table in (linked.criterion for linked in program.criteria)
    )
    network = Network(len(builder.atoms), tuple(builder.nodes))
    return Skeleton(network, tuple(builder.atoms), rules, tables)


def verdict_of(shape: Skeleton, nodes: Sequence[Truth]) -> Verdict:
    """Read the verdict off the truths of the network's nodes."""
    truths = (*nodes, Truth.TRUE)  # so that `_ALWAYS`, the last place, is true
    return Verdict(
        tuple([outcome(truths[rule.applies], truths[rule.requires]) for rule in shape.rules]),
        tuple(
            [
                level_verdict(truths[table.applies], (truths[row] for row in table.rows))
                for table in shape.tables
            ]
        ),
    )
