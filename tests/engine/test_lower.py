"""Program to network: what chains, what is an atom, and reading the verdict back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.backends.judge import Judge
from engine.backends.reference import evaluate
from engine.ir import And, Expr, Literal, Name, Not, Or
from engine.kinds import BOOLEAN, Kind, NumberKind
from engine.lower import skeleton, verdict_of
from engine.network import AllOf, AnyOf, Atom, Constant, Formula, NodeRef, Truth
from engine.network import Not as NotFormula
from engine.verdict import truth
from tests.differential.comparison import pairs
from tests.differential.generator import random_program
from tests.engine.made import criterion, program, question, rule

INPUTS = [question("a"), question("b"), question("n", NumberKind())]
SEEDS = st.integers(0, 2**32)


def formulas(*requires: str) -> list[Formula]:
    """The formulas of rules with these conditions."""
    made = program(INPUTS, [rule(f"R{place}", text) for place, text in enumerate(requires)])
    return [node.formula for node in skeleton(made).network.nodes]


def test_junctions_and_negation_chain() -> None:
    """`and`, `or` and `not` become the network; what they join are atoms."""
    (formula,) = formulas("a and not(b or n > 3)")
    assert formula == AllOf((Atom(0), NotFormula(AnyOf((Atom(1), Atom(2))))))


def test_equal_conditions_are_one_atom() -> None:
    """The same comparison in two rules is decided once."""
    assert formulas("n > 3 and a", "n > 3") == [AllOf((Atom(0), Atom(1))), Atom(0)]


def test_a_literal_is_a_constant() -> None:
    """True, false and null need no atom."""
    assert formulas("true", "null") == [Constant(Truth.TRUE), Constant(Truth.UNKNOWN)]


def test_a_boolean_fact_is_a_node_that_rules_refer_to() -> None:
    """A derived truth is worked out once; a derived number stays inside its atoms."""
    facts: dict[str, tuple[str, Kind]] = {
        "both": ("a and b", BOOLEAN),
        "twice": ("n * 2", NumberKind()),
    }
    made = program(INPUTS, [rule("R", "both and twice > 4")], derived=facts)
    shape = skeleton(made)
    assert shape.network.nodes[0].formula == AllOf((Atom(0), Atom(1)))
    assert shape.network.nodes[1].formula == AllOf((NodeRef(0), Atom(2)))


def test_what_always_applies_has_no_node() -> None:
    """A rule without `applies` holds one node, and its outcome is read as applying."""
    shape = skeleton(program(INPUTS, [rule("R", "a")], [criterion("C", ("a", "1"))]))
    assert len(shape.network.nodes) == 2
    verdict = verdict_of(shape, [Truth.TRUE, Truth.FALSE])
    assert verdict.levels[0].relevant is Truth.TRUE


def is_atom(expr: Expr, derived: frozenset[str]) -> bool:
    """Whether nothing of `expr` could have chained."""
    chains = isinstance(expr, And | Or | Not | Literal)
    return not chains and not (isinstance(expr, Name) and expr.name in derived)


@given(seed=SEEDS)
@settings(max_examples=60)
def test_atoms_are_leaves(seed: int) -> None:
    """No atom hides a junction, a constant or a derived truth."""
    made = random_program(seed)
    facts = (one for one in made.derived if one.definition.kind == BOOLEAN)
    derived = frozenset(one.name for one in facts)
    assert all(is_atom(atom, derived) for atom in skeleton(made).atoms)


def settled(formula: Formula, atoms: list[Truth], nodes: list[Truth]) -> Truth:
    """Strong Kleene, spelled out: the meaning that a network has."""
    match formula:
        case Constant(value):
            return value
        case Atom(index):
            return atoms[index]
        case NodeRef(index):
            return nodes[index]
        case NotFormula(arg):
            return (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)[settled(arg, atoms, nodes)]
        case AllOf(args) | AnyOf(args):
            found = {settled(arg, atoms, nodes) for arg in args}
            decisive = Truth.FALSE if isinstance(formula, AllOf) else Truth.TRUE
            rest = Truth.UNKNOWN if Truth.UNKNOWN in found else Truth(1 - decisive)
            return decisive if decisive in found else rest


@given(seed=SEEDS)
@settings(max_examples=60)
def test_the_network_says_what_the_reference_says(seed: int) -> None:
    """Atoms decided by the reference, chained by the plainest Kleene logic: the same verdict."""
    made = random_program(seed)
    shape, judge = skeleton(made), Judge(made)
    for pair in pairs(made, seed, 5):
        judgement = judge.run(pair.facts)
        atoms = [truth(evaluate(atom, judgement.scope)) for atom in shape.atoms]
        nodes: list[Truth] = []
        for node in shape.network.nodes:
            nodes.append(settled(node.formula, atoms, nodes))
        assert verdict_of(shape, nodes) == judgement.verdict
