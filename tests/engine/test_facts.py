"""The facts of an application: three kinds of answer, evidence, and a digest of both."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from decimal import Decimal

from engine.facts import Evidence, Facts, facts_from
from engine.kinds import TEXT, Kind, ListKind, NumberKind, RecordKind
from engine.model import Input, Texts
from engine.values import Unknown

_SEK = NumberKind("SEK")


def _question(name: str, kind: Kind = _SEK, *, protected: bool = False) -> Input:
    words = Texts(name, name)
    return Input(name, name, kind, words, words, words, "group", protected=protected)


_COSTS = replace(
    _question("costs", ListKind(RecordKind((("amount", _SEK), ("label", TEXT))))),
    fields=(_question("amount"), _question("label", TEXT)),
)
_INPUTS = {
    "sum": _question("sum"),
    "other": _question("other"),
    "women": _question("women", protected=True),
    "costs": _COSTS,
}


def test_unanswered_carries_the_name_of_its_question() -> None:
    """What is left out is Unknown of its own name, and its evidence is missing."""
    facts = facts_from(_INPUTS, {})
    assert facts.value("sum") == Unknown(frozenset({"sum"}))
    assert facts.status("sum") is Evidence.MISSING


def test_none_is_an_answer() -> None:
    """Null is kept apart from unanswered."""
    facts = facts_from(_INPUTS, {"sum": None})
    assert facts.value("sum") is None
    assert facts.status("sum") is Evidence.STATED


def test_a_field_left_out_is_unknown_under_its_place() -> None:
    """The first item is number one, and a record has every field that is asked."""
    facts = facts_from(_INPUTS, {"costs": ({"amount": Decimal(5)}, {})})
    assert facts.value("costs") == (
        {"amount": Decimal(5), "label": Unknown(frozenset({"costs[1].label"}))},
        {
            "amount": Unknown(frozenset({"costs[2].amount"})),
            "label": Unknown(frozenset({"costs[2].label"})),
        },
    )


def test_a_protected_answer_never_stands_among_the_facts() -> None:
    """Statistics cannot reach a rule, nor change the digest."""
    facts = facts_from(_INPUTS, {"women": Decimal(3)})
    assert facts == facts_from(_INPUTS, {})
    assert facts.digest == facts_from(_INPUTS, {}).digest


def test_evidence_of_an_unanswered_question_counts_for_nothing() -> None:
    """Only an answered input can be verified."""
    marks = {"sum": Evidence.VERIFIED, "other": Evidence.VERIFIED}
    facts = facts_from(_INPUTS, {"other": Decimal(1)}, marks)
    assert facts.verified == {"other"}


def test_a_contradicted_answer_is_not_verified() -> None:
    """Contradicted keeps its value and its status."""
    facts = facts_from(_INPUTS, {"sum": Decimal(1)}, {"sum": Evidence.CONTRADICTED})
    assert (facts.verified, facts.status("sum")) == (frozenset(), Evidence.CONTRADICTED)


def test_equal_content_has_equal_digest() -> None:
    """Order and trailing zeros do not matter."""
    one = Facts({"a": Decimal("1.00"), "b": None})
    other = Facts({"b": None, "a": Decimal(1)})
    assert one.digest == other.digest


def test_different_content_has_different_digest() -> None:
    """Value, null, unanswered and evidence all tell in the digest."""
    all_of_them = [
        Facts({}),
        Facts({"a": None}),
        Facts({"a": Decimal(1)}),
        Facts({"a": "1"}),
        Facts({"b": Decimal(1)}),
        Facts({"a": Decimal(1)}, {"a": Evidence.VERIFIED}),
    ]
    assert len({facts.digest for facts in all_of_them}) == len(all_of_them)


def test_a_new_question_leaves_the_digest_alone() -> None:
    """An old application keeps its digest when a list gains a field."""
    answers = {"costs": ({"amount": Decimal(5)},)}
    assert facts_from(_INPUTS, answers).digest == Facts(answers).digest


def test_facts_travel_between_processes() -> None:
    """A worker process receives the same facts."""
    facts = facts_from(_INPUTS, {"costs": ({"amount": Decimal(5)},)})
    assert pickle.loads(pickle.dumps(facts)) == facts == copy.deepcopy(facts)  # noqa: S301
