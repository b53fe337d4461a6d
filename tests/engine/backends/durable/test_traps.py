"""Each trap of durable-rules is real, and what we send to it stays clear of all of them."""

from __future__ import annotations

import ast
import json
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import durable_rules_engine as library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine.backends.durable.network
import engine.backends.durable.plan
from engine.backends.durable.clauses import ways
from engine.backends.durable.errors import DurableEnvelopeError
from engine.backends.durable.network import DurableNetwork
from engine.backends.durable.plan import fnv1a, plan, refuse_equal_hashes
from engine.network import AllOf, AnyOf, Atom, Constant, Formula, Network, NodeRef, Not, Truth
from tests.engine.backends.durable.networks import FALSE, TRUE, expected, network_of, networks
from tests.engine.backends.durable.traps import ROOT, TRAPS, outcome


@pytest.mark.parametrize("trap", TRAPS)
def test_the_trap_is_real(trap: str) -> None:
    """Left to itself, the library fails as the trap says."""
    assert outcome(trap) == TRAPS[trap].ends


def test_the_page_argues_for_every_trap() -> None:
    """Each has its row, and each test that the page names is there."""
    page = (ROOT / "docs/explanation/durable-rules.md").read_text(encoding="utf-8")
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py"))
    assert [trap for trap in TRAPS if f"| `{trap}` |" not in page] == []
    named = set(re.findall("`(test_[a-z0-9_]+)`", page))
    assert [name for name in named if f"def {name}(" not in tests] == []


# --- what is sent -----------------------------------------------------------------------


def _ors(count: int, terms: int) -> tuple[Formula, ...]:
    """That many disjunctions, all of them over atom 0 and atoms of their own."""
    return tuple(
        AnyOf((Atom(0), *(Atom(1 + at * terms + term) for term in range(terms))))
        for at in range(count)
    )


def _nested(depth: int) -> Formula:
    formula: Formula = Atom(0)
    for at in range(1, depth):
        formula = (AllOf if at % 2 else AnyOf)((formula, Atom(at)))
    return formula


# One for each limit of the engine, well beyond it, and what could be written oddly.
BEYOND: dict[str, Network] = {
    "matches of one fact": network_of(300, *(Atom(at) for at in range(300))),
    "conditions after one": network_of(700, *(Not(Atom(at)) for at in range(700))),
    "rules on one condition": network_of(2, *[AllOf((Atom(0), Atom(1)))] * 300),
    "rules that always hold": network_of(0, *[Constant(TRUE)] * 300),
    "fields": network_of(400, AllOf(tuple(map(Atom, range(400)))), AnyOf((NodeRef(0),))),
    "terms": network_of(400, AnyOf(tuple(map(Atom, range(400))))),
    "alternatives on one condition": network_of(301, *_ors(150, 2)),
    "operators": network_of(90, _nested(90)),
    "ways to match": network_of(37, AllOf(_ors(12, 3))),
    "terms that never hold": network_of(
        2, AnyOf((AllOf((Constant(FALSE), Atom(0))), AllOf((Atom(0), Atom(1)))))
    ),
    "wide and deep": network_of(401, AllOf(_ors(20, 20)), AnyOf((Not(NodeRef(0)), Atom(3)))),
}


def _truths(network: Network) -> Iterator[tuple[Truth, ...]]:
    """All TRUE, all FALSE, and ten at random."""
    draw = random.Random(2026)
    yield (TRUE,) * network.atoms
    yield (FALSE,) * network.atoms
    for _ in range(10):
        yield tuple(draw.choices([*Truth], weights=(5, 5, 1), k=network.atoms))


@pytest.mark.parametrize("limit", BEYOND)
def test_a_network_beyond_the_limit_is_cut_to_fit(limit: str) -> None:
    """It is spread over rule sets and helpers, and answers as the tables do."""
    network = BEYOND[limit]
    durable = DurableNetwork(network)
    for truths in _truths(network):
        assert durable.run(truths) == expected(network, truths)


@settings(max_examples=50)
@given(networks() | st.sampled_from([*BEYOND.values()]))
def test_no_rule_set_comes_near_a_limit(network: Network) -> None:
    """Counted again from the plan: rules, fields and matches per fact."""
    for rule_set in plan(network).rule_sets:
        assert sum(len(stratum.clauses) + 1 for stratum in rule_set.strata) <= 60
        for stratum in rule_set.strata:
            assert len(stratum.reads) <= 240
            assert all(len([*ways(clause.body)]) <= 25 for _, clause in stratum.clauses)


def test_a_formula_that_is_too_deep_is_refused() -> None:
    """A hundred levels are followed, one more is a typed error that names the node."""
    DurableNetwork(network_of(100, _nested(100)))
    with pytest.raises(DurableEnvelopeError, match="node 0") as caught:
        DurableNetwork(network_of(101, _nested(101)))
    assert (caught.value.limit, caught.value.allowed, caught.value.got) == ("depth", 100, 101)
    assert "Dela upp villkoret" in caught.value.sv


Condition: TypeAlias = Mapping[str, Any]  # as the library takes it


@dataclass(frozen=True, slots=True)
class Sent:
    """What the engine was given."""

    rules: list[str]
    facts: list[str]

    def conditions(self) -> Iterator[Condition]:
        """Every condition of every rule."""
        for ((condition,),) in (map(dict.values, each) for each in _alternatives(self.rules)):
            yield condition


def test_a_clause_that_does_not_fit_alone_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should somebody change the sizes so that this can happen, it happens while compiling."""
    monkeypatch.setattr(engine.backends.durable.plan, "MAX_STACK", 2)
    with pytest.raises(DurableEnvelopeError, match="clause"):
        plan(network_of(3, AnyOf((Atom(0), Atom(1), Atom(2)))))


@pytest.fixture(scope="module")
def sent() -> Sent:
    """All rules and facts that the engine is given for the networks above."""
    rules: list[str] = []
    facts: list[str] = []
    load, tell = library.create_ruleset, library.assert_fact

    def noted_load(name: str, text: str) -> int:
        rules.append(text)
        return int(load(name, text))

    def noted_tell(handle: int, text: str) -> tuple[int, int]:
        facts.append(text)
        told: tuple[int, int] = tell(handle, text)
        return told

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "create_ruleset", noted_load)
        patch.setattr(library, "assert_fact", noted_tell)
        for network in BEYOND.values():
            DurableNetwork(network).run((TRUE,) * network.atoms)
    return Sent(rules, facts)


def _alternatives(rules: list[str]) -> Iterator[list[dict[str, Condition]]]:
    """The value of each `all` in each rule; they are numbered first, as JSON keeps one of each."""
    for text in rules:
        number = count()
        numbered = re.sub('"all":', lambda _: f'"all {next(number)}":', text)  # noqa: B023
        for rule in json.loads(numbered).values():
            assert rule.pop("cap") == 65535
            yield from rule.values()


def _leaves(condition: Condition) -> Iterator[tuple[str, object]]:
    """What a condition tests, below its `$and` and `$or`."""
    ((operator, operand),) = condition.items()
    if operator in {"$and", "$or"}:
        assert operand
        for each in operand:
            yield from _leaves(each)
    else:
        yield operator, operand


def test_no_rule_joins_two_facts(sent: Sent) -> None:
    """Each alternative is one condition on one fact, under a one-letter name."""
    for alternative in _alternatives(sent.rules):
        ((name, _),) = [pair for each in alternative for pair in each.items()]
        assert re.fullmatch("[a-zA-Z0-9]", name)


def test_rules_ask_only_whether_a_field_is_there(sent: Sent) -> None:
    """No arithmetic, comparison, text, list, regex or absence: only `$ex` of a made name."""
    for condition in sent.conditions():
        for operator, operand in [*_leaves(condition)][1:]:
            assert operator == "$ex"
            assert isinstance(operand, dict)
            assert re.fullmatch("[tf][0-9]+", *operand)


def test_every_condition_begins_with_its_stratum(sent: Sent) -> None:
    """So that neither the engine's own messages nor another stratum's fact can match."""
    for condition in sent.conditions():
        (operator, operand), *_ = _leaves(condition)
        assert operator == "k"
        assert type(operand) is int


def test_facts_are_small_integers_under_made_names(sent: Sent) -> None:
    """No text, no fraction, no null, nothing from outside; and few fields."""
    for text in sent.facts:
        fact = json.loads(text)
        assert 0 <= fact.pop("id") == fact.pop("k") < 60
        assert all(re.fullmatch("[tf][0-9]+", name) for name in fact)
        assert set(fact.values()) <= {1}
        assert len(fact) <= 240


# --- what is called ---------------------------------------------------------------------


def test_only_seven_calls_are_made() -> None:
    """No batch, no event, no timer, no state: the calls are those that the page argues for."""
    tree = ast.parse(Path(engine.backends.durable.network.__file__).read_text(encoding="utf-8"))
    called = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in {"_engine", "durable_rules_engine"}
    }
    assert called - {"error"} == {
        "assert_fact",
        "complete_and_start_action",
        "create_ruleset",
        "delete_ruleset",
        "delete_state",
        "retract_fact",
        "start_action_for_state",
    }


def test_the_library_s_python_layer_is_never_loaded() -> None:
    """So no timer thread runs, no action is misread and no exception is swallowed."""
    code = "import sys, engine.backends.durable.network; print('durable' in sys.modules)"
    assert _printed(code) == "False"


def test_running_starts_no_thread() -> None:
    """All work is done by the caller."""
    before = threading.enumerate()
    DurableNetwork(network_of(1, Atom(0))).run((TRUE,))
    assert threading.enumerate() == before


def test_a_rule_set_has_one_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """After more runs than there is room for sessions, the next session would be the second."""
    handles: list[int] = []
    load = library.create_ruleset

    def noted(name: str, text: str) -> int:
        handles.append(load(name, text))
        return handles[-1]

    monkeypatch.setattr(library, "create_ruleset", noted)
    durable = DurableNetwork(network_of(1, Atom(0)))
    for _ in range(1100):
        durable.run((TRUE,))
    assert library.assert_fact(handles[0], '{"sid":"another","k":0}') == (0, 2)


# --- names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names", [("question_9059", "question_218280"), ("t1", "sid"), ("t1", "f6059", "f264602")]
)
def test_names_with_one_hash_are_refused(names: tuple[str, ...]) -> None:
    """Names that the engine could not tell apart, its own among them, never reach it."""
    with pytest.raises(DurableEnvelopeError, match="hash"):
        refuse_equal_hashes(names)


@pytest.mark.parametrize(
    ("text", "value"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)]
)
def test_the_hash_is_the_engine_s_own(text: str, value: int) -> None:
    """The published test vectors of 32-bit FNV-1a."""
    assert fnv1a(text) == value


def test_the_ids_of_facts_and_of_the_state_have_hashes_of_their_own() -> None:
    """A fact is found by the hash of its id alone."""
    ids = ["sid-0", *map(str, range(60))]
    assert len({fnv1a(each) for each in ids}) == len(ids)


# --- memory -----------------------------------------------------------------------------


@pytest.mark.parametrize("work", ["runs", "networks"])
def test_memory_stays_flat(work: str) -> None:
    """5,000 runs, or 50 networks loaded and dropped, grow a process by less than 2 MB."""
    code = f"from tests.engine.backends.durable.test_traps import grown; print(grown({work!r}))"
    assert int(_printed(code)) < 2 * 1024


def grown(work: str) -> int:
    """By how many kilobytes this process grows, once warm."""
    network = network_of(60, *map(Atom, range(60)))
    durable = DurableNetwork(network)

    def once() -> None:
        if work == "runs":
            durable.run((TRUE,) * 60)
        else:
            DurableNetwork(network)

    times = 5000 if work == "runs" else 50
    for _ in range(times // 5):
        once()
    before = _pages()
    for _ in range(times):
        once()
    return (_pages() - before) * 4


def _pages() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])


def _printed(code: str) -> str:
    """What a fresh process prints; its memory is filled, so that uninitialised reads show."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"MALLOC_PERTURB_": "165"},
        text=True,
    )
    return done.stdout.strip()
