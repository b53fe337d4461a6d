"""Networks to try durable-rules on, and ten lines that say what each node must be."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from engine.network import (
    AllOf,
    AnyOf,
    Atom,
    Constant,
    Formula,
    Network,
    Node,
    NodeRef,
    Not,
    Truth,
)

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def kleene(formula: Formula, atoms: Sequence[Truth], nodes: Sequence[Truth]) -> Truth:
    """The truth of a formula, straight from the three tables."""
    match formula:
        case Constant(value):
            return value
        case Atom(index):
            return atoms[index]
        case NodeRef(index):
            return nodes[index]
        case Not(arg):
            return {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}[kleene(arg, atoms, nodes)]
        case AllOf(args) | AnyOf(args):
            wins, else_ = (FALSE, TRUE) if isinstance(formula, AllOf) else (TRUE, FALSE)
            truths = {kleene(arg, atoms, nodes) for arg in args}
            return wins if wins in truths else UNKNOWN if UNKNOWN in truths else else_


def expected(network: Network, truths: Sequence[Truth]) -> tuple[Truth, ...]:
    """The truth of each node, in order."""
    nodes: list[Truth] = []
    for node in network.nodes:
        nodes.append(kleene(node.formula, truths, nodes))
    return tuple(nodes)


def network_of(atoms: int, *formulas: Formula) -> Network:
    """A network with one node per formula."""
    return Network(atoms, tuple(Node(f"node {at}", each) for at, each in enumerate(formulas)))


def _joined(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(parts, max_size=5).map(tuple)
    return st.builds(AllOf, several) | st.builds(AnyOf, several) | st.builds(Not, parts)


_INDEX = st.integers(0, 11)
_FORMULAS: st.SearchStrategy[Formula] = st.recursive(
    st.one_of(
        st.builds(Constant, st.sampled_from(Truth)),
        *[st.builds(Atom, _INDEX)] * 4,
        *[st.builds(NodeRef, _INDEX)] * 4,
    ),
    _joined,
    max_leaves=20,
)


def _within(formula: Formula, atoms: int, nodes: int) -> Formula:
    """The formula with each leaf among those there are; one strategy then serves all sizes."""
    match formula:
        case Atom(index):
            return Atom(index % atoms) if atoms else Constant(UNKNOWN)
        case NodeRef(index):
            return NodeRef(index % nodes) if nodes else Constant(TRUE)
        case Not(arg):
            return Not(_within(arg, atoms, nodes))
        case AllOf(args) | AnyOf(args):
            return type(formula)(tuple(_within(arg, atoms, nodes) for arg in args))
        case Constant():
            return formula


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Any network of up to twelve atoms and ten nodes."""
    atoms = draw(st.integers(0, 12))
    found = draw(st.lists(_FORMULAS, max_size=10))
    return network_of(atoms, *(_within(each, atoms, at) for at, each in enumerate(found)))


def truths_for(network: Network) -> st.SearchStrategy[tuple[Truth, ...]]:
    """One truth per atom."""
    one = st.sampled_from(Truth)
    return st.lists(one, min_size=network.atoms, max_size=network.atoms).map(tuple)
