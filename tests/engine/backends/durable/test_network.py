"""The durable-rules backend says what Kleene's tables say, whole and every time."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product

import durable_rules_engine
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.backends.durable.errors import DurableEnvelopeError, DurableFaultError
from engine.backends.durable.network import DurableNetwork
from engine.network import AllOf, AnyOf, Atom, Constant, Network, NodeRef, Not, Truth
from tests.engine.backends.durable.networks import (
    FALSE,
    TRUE,
    UNKNOWN,
    expected,
    network_of,
    networks,
    truths_for,
)

CHAIN = network_of(
    3,
    AllOf((Atom(0), Not(Atom(1)))),
    AnyOf((NodeRef(0), Atom(2))),
    Not(NodeRef(1)),
    AllOf((NodeRef(1), NodeRef(0))),
)


@settings(max_examples=200)
@given(st.data())
def test_any_network_says_what_the_tables_say(data: st.DataObject) -> None:
    """On random networks and truths, each node has the truth that the tables give it."""
    network = data.draw(networks())
    durable = DurableNetwork(network)
    for truths in data.draw(st.lists(truths_for(network), min_size=1, max_size=5)):
        assert durable.run(truths) == expected(network, truths)


def test_every_combination_of_three_atoms() -> None:
    """All 27 cases of a chained network, in one session one after the other."""
    durable = DurableNetwork(CHAIN)
    for truths in product(Truth, repeat=3):
        assert durable.run(truths) == expected(CHAIN, truths)


def test_an_earlier_run_leaves_nothing_behind() -> None:
    """All known, then nothing known: no conclusion of the first run shows in the second."""
    durable = DurableNetwork(CHAIN)
    durable.run((TRUE, FALSE, TRUE))
    assert durable.run((UNKNOWN,) * 3) == (UNKNOWN,) * 4


def test_unknown_is_neither_side() -> None:
    """A node is UNKNOWN when the known atoms settle neither its TRUE nor its FALSE side."""
    assert DurableNetwork(CHAIN).run((UNKNOWN, FALSE, TRUE)) == (UNKNOWN, TRUE, FALSE, UNKNOWN)


def test_a_constant_needs_no_atom() -> None:
    """Constants are derived like anything else; UNKNOWN stays unknown."""
    network = network_of(0, *map(Constant, Truth))
    assert DurableNetwork(network).run(()) == tuple(Truth)


def test_no_nodes_is_no_work() -> None:
    """The empty network answers with nothing."""
    assert DurableNetwork(Network(2, ())).run((TRUE, FALSE)) == ()


def test_a_chain_of_fifty_nodes_is_followed_to_its_end() -> None:
    """Each node negates the one before; the last follows from the only atom."""
    network = network_of(1, Atom(0), *(Not(NodeRef(at)) for at in range(50)))
    assert DurableNetwork(network).run((TRUE,))[-1] is TRUE


@pytest.mark.parametrize("truths", [(TRUE,), (TRUE,) * 4, (0, 1, 3), (0, 1, 255)])
def test_what_are_not_truths_is_refused(truths: tuple[Truth, ...]) -> None:
    """Too few, too many, or a number that is no truth."""
    with pytest.raises(ValueError, match="expected 3 truths"):
        DurableNetwork(CHAIN).run(truths)


@pytest.mark.parametrize("formula", [Atom(1), Atom(-1), NodeRef(0), NodeRef(-1), Not(NodeRef(5))])
def test_a_leaf_that_is_not_there_is_refused(formula: Atom) -> None:
    """An atom out of range, or a node that does not come before, never reads another signal."""
    with pytest.raises(DurableEnvelopeError):
        DurableNetwork(network_of(1, formula))


def test_threads_share_a_network(request: pytest.FixtureRequest) -> None:
    """Eight threads on one network, switched as often as can be: every answer is right."""
    request.addfinalizer(partial(sys.setswitchinterval, sys.getswitchinterval()))
    sys.setswitchinterval(1e-6)
    durable = DurableNetwork(CHAIN)
    cases = [*product(Truth, repeat=3)] * 40
    with ThreadPoolExecutor(8) as threads:
        answers = [*threads.map(durable.run, cases)]
    assert answers == [expected(CHAIN, truths) for truths in cases]


# --- completeness: a silent engine never passes as UNKNOWN ------------------------------


@pytest.fixture
def handles(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The handles of the rule sets that are loaded during the test."""
    seen: list[int] = []
    load = durable_rules_engine.create_ruleset

    def noted(name: str, rules: str) -> int:
        seen.append(load(name, rules))
        return seen[-1]

    monkeypatch.setattr(durable_rules_engine, "create_ruleset", noted)
    return seen


def test_an_action_that_is_cut_short_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of what matched stand at regular places only in a whole text."""
    durable = DurableNetwork(network_of(1, Atom(0)))
    start = durable_rules_engine.start_action_for_state

    def cut(handle: int, state: int) -> tuple[str, str]:
        context, text = start(handle, state)
        return context, text[:-1]

    monkeypatch.setattr(durable_rules_engine, "start_action_for_state", cut)
    with pytest.raises(DurableFaultError, match="action"):
        durable.run((TRUE,))


@pytest.mark.parametrize("lost", ['{"$ex":{"t0":1}}', '{"$ex":{"f1":1}}'])
def test_a_clause_that_is_lost_while_loading_is_noticed(
    monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    """The roll is called: each clause must fire once before the network is used."""
    load = durable_rules_engine.create_ruleset
    garbled = lambda name, rules: load(name, rules.replace(lost, '{"$ex":{"q":1}}'))  # noqa: E731
    monkeypatch.setattr(durable_rules_engine, "create_ruleset", garbled)
    with pytest.raises(DurableFaultError, match="roll call"):
        DurableNetwork(CHAIN)


def test_a_fact_left_in_the_session_is_noticed(handles: list[int]) -> None:
    """Working memory that is not empty stops the run before it can mix two applications."""
    durable = DurableNetwork(CHAIN)
    _, state = durable_rules_engine.assert_fact(handles[0], '{"id":0,"k":0,"t2":1}')
    durable_rules_engine.start_action_for_state(handles[0], state)
    durable_rules_engine.complete_and_start_action(handles[0], state)
    with pytest.raises(DurableFaultError, match="assert"):
        durable.run((UNKNOWN,) * 3)


def test_an_action_left_on_the_agenda_is_noticed(handles: list[int]) -> None:
    """A match that is not of this run's fact is never read as one of its conclusions."""
    durable = DurableNetwork(CHAIN)
    durable_rules_engine.assert_fact(handles[0], '{"id":"x","k":0,"t2":1}')
    with pytest.raises(DurableFaultError, match="action"):
        durable.run((UNKNOWN,) * 3)


def test_a_fact_that_is_not_of_this_run_is_noticed(handles: list[int]) -> None:
    """Even one of the same length, whose matches come in the same action as ours."""
    durable = DurableNetwork(CHAIN)
    durable_rules_engine.assert_fact(handles[0], '{"id":7,"k":0}')
    with pytest.raises(DurableFaultError, match="action"):
        durable.run((UNKNOWN,) * 3)


def test_an_agenda_that_does_not_end_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An action that comes after the last of ours stops the run."""
    durable = DurableNetwork(network_of(1, Atom(0)))
    start = durable_rules_engine.start_action_for_state

    def interrupted(handle: int, state: int) -> tuple[str, str]:
        started: tuple[str, str] = start(handle, state)
        durable_rules_engine.assert_fact(handle, '{"id":7,"k":0}')
        return started

    monkeypatch.setattr(durable_rules_engine, "start_action_for_state", interrupted)
    with pytest.raises(DurableFaultError, match="agenda"):
        durable.run((TRUE,))


def test_a_session_state_that_changed_is_noticed(handles: list[int]) -> None:
    """Nothing of ours writes the session's state, so a change is somebody else's."""
    durable = DurableNetwork(CHAIN)
    changed = '{"sid":"0","id":"sid-0","$s":1,"exception":"x"}'
    durable_rules_engine.update_state(handles[0], changed)
    with pytest.raises(DurableFaultError, match="session state"):
        durable.run((UNKNOWN,) * 3)


def test_an_engine_that_claims_both_sides_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """If the TRUE and the FALSE rule of a node both fired, there is no answer at all."""
    durable = DurableNetwork(network_of(1, Atom(0)))
    start = durable_rules_engine.start_action_for_state

    def lying(handle: int, state: int) -> tuple[str, str]:
        context, text = start(handle, state)
        fact = '{"id":0,"k":0,"t0":1}'
        return context, text.replace("]}", f',{{"b":{fact}}}]}}')

    monkeypatch.setattr(durable_rules_engine, "start_action_for_state", lying)
    with pytest.raises(DurableFaultError, match="contradiction"):
        durable.run((TRUE,))


def test_an_error_of_the_engine_is_a_fault(handles: list[int]) -> None:
    """What the library raises reaches the caller as a typed fault, in both languages."""
    durable = DurableNetwork(CHAIN)
    durable_rules_engine.delete_state(handles[0], "0")
    durable_rules_engine.delete_ruleset(handles[0])
    with pytest.raises(DurableFaultError, match="error code") as caught:
        durable.run((TRUE,) * 3)
    assert "Inget utlåtande lämnas" in caught.value.sv


def test_after_a_fault_the_network_is_never_asked_again(handles: list[int]) -> None:
    """The sessions are in an unknown state, so even a later sound call is refused."""
    durable = DurableNetwork(CHAIN)
    durable_rules_engine.assert_fact(handles[0], '{"id":"x","k":0}')
    for reason in ("action", "a sound session"):
        with pytest.raises(DurableFaultError, match=reason):
            durable.run((TRUE,) * 3)
