"""The durable-rules backend: it fires the rules of a network and chains its conclusions.

durable-rules is a fast and old RETE engine in C that must not be trusted with data (it
crashes on some, and silently misreads other: see docs/explanation/durable-rules.md). So
it never sees any: it gets names that we made (`a3`, `n7`) and the integers 0 and 1.

The low-level calls are used, not `durable.engine.Host`: no timer threads, no state
written back after each action, nothing swallowed.
"""

from __future__ import annotations

import json
import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol, cast

import durable_rules_engine

from engine.backends.durable_errors import (
    DurableEnvelopeError,
    DurableError,
    DurableFaultError,
    EngineUnavailable,
)
from engine.backends.durable_plan import ALWAYS, Body, Every, Known, Plan, RuleSet, Stratum, plan
from engine.network import Network, Truth

__all__ = [
    "DurableEnvelopeError",
    "DurableError",
    "DurableFaultError",
    "DurableNetwork",
    "EngineUnavailable",
]


class _Engine(Protocol):
    """The six low-level calls in use (the library ships no type information)."""

    def create_ruleset(self, name: str, rules: str, /) -> int: ...
    def assert_fact(self, handle: int, fact: str, /) -> tuple[int, int]: ...
    def start_action_for_state(self, handle: int, state: int, /) -> tuple[str, str] | None: ...
    def complete_and_start_action(self, handle: int, state: int, /) -> str | None: ...
    def retract_fact(self, handle: int, fact: str, /) -> tuple[int, int]: ...
    def get_facts(self, handle: int, sid: str, /) -> str: ...
    def delete_state(self, handle: int, sid: str, /) -> None: ...
    def delete_ruleset(self, handle: int, /) -> None: ...


_engine = cast("_Engine", durable_rules_engine)

_SID = "0"  # the one session of every rule set: two ids could share a hash, one cannot
_UNTOUCHED_STATE = '{ "sid":"0", "id":"sid-0", "$s":1}'
_UNKNOWN = int(Truth.UNKNOWN)
_TRUTHS = tuple(Truth)
_NAME_AT = 2  # a fired rule is reported as `{"N":{...`: its name is the third character


# --- writing the rules ----------------------------------------------------------------


def _condition(body: Body, names: Sequence[str]) -> dict[str, object]:
    if isinstance(body, Known):
        return {names[body.signal]: body.value}
    return {
        "$and" if isinstance(body, Every) else "$or": [
            _condition(term, names) for term in body.terms
        ]
    }


def _rule(level: int, body: Body, names: Sequence[str]) -> dict[str, object]:
    """The rule as durable-rules wants it; `k` first, so that no other message can match."""
    gate: dict[str, object] = {"k": level}
    terms = body.terms if isinstance(body, Every) else (body,)
    rest = [_condition(term, names) for term in terms]
    when = {"$and": [gate, *rest]} if rest else gate
    return {"all": [{"m": when}]}


def _rules_text(rule_set: RuleSet, names: Sequence[str]) -> str:
    """All rules of a set. The order is the agenda's order: a stratum, then its anchor."""
    rules: dict[str, object] = {}
    for level, stratum in enumerate(rule_set.strata):
        for name, clause in stratum.rules:
            rules[name] = _rule(level, clause.body, names)
        rules[stratum.anchor] = _rule(level, ALWAYS, names)
    return json.dumps(rules, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class _Fact:
    """How a stratum's fact is written: an opening, then one of three texts per signal."""

    opening: str
    fields: tuple[tuple[int, tuple[str, str, str]], ...]

    def text(self, values: Sequence[int]) -> str:
        """The fact for these signal values; an UNKNOWN is a field that is not there."""
        return self.opening + "".join([texts[values[at]] for at, texts in self.fields]) + "}"


def _fact(level: int, stratum: Stratum, names: Sequence[str]) -> _Fact:
    return _Fact(
        opening=f'{{"id":{level},"k":{level}',
        fields=tuple((at, (f',"{names[at]}":0', f',"{names[at]}":1', "")) for at in stratum.reads),
    )


# --- one rule set, loaded -------------------------------------------------------------


def _release(handle: int) -> None:
    # A rule set may only be deleted after its states; a state only after an action ran in
    # it, which loading has seen to.
    _engine.delete_state(handle, _SID)
    _engine.delete_ruleset(handle)


class _Loaded:
    """A rule set in the engine, with its one session."""

    def __init__(self, name: str, rule_set: RuleSet, names: Sequence[str]) -> None:
        self._facts = tuple(_fact(at, part, names) for at, part in enumerate(rule_set.strata))
        self._retractions = tuple(f'{{"id":{at}}}' for at in range(len(rule_set.strata)))
        self._concludes: dict[str, tuple[tuple[int, int], ...]] = {
            rule: tuple((known.signal, known.value) for known in clause.concludes)
            for stratum in rule_set.strata
            for rule, clause in stratum.rules
        }
        self._anchors = tuple(stratum.anchor for stratum in rule_set.strata)
        self._handle = _engine.create_ruleset(name, _rules_text(rule_set, names))
        self._started = False
        weakref.finalize(self, _release, self._handle)

    def fire(self, values: list[int]) -> None:
        """Run the agenda and write what it concludes into `values`; the session is empty after."""
        try:
            self._chain(values)
            self._empty()
        except BaseException:
            if self._started:
                _engine.delete_state(self._handle, _SID)
            raise

    def _assert(self, level: int, values: Sequence[int]) -> int:
        code, state = _engine.assert_fact(self._handle, self._facts[level].text(values))
        if code != 0:
            raise DurableFaultError("assert", expected="0", got=str(code))
        return state

    def _chain(self, values: list[int]) -> None:
        handle, concludes, following = (
            self._handle,
            self._concludes,
            _engine.complete_and_start_action,
        )
        state = self._assert(0, values)
        first = _engine.start_action_for_state(handle, state)
        if first is None:
            raise DurableFaultError("first action", expected="an anchor", got="nothing")
        self._started = True
        if first[0] != _UNTOUCHED_STATE:
            raise DurableFaultError("session state", expected=_UNTOUCHED_STATE, got=first[0])
        level, last = 0, len(self._anchors)
        fired: str | None = first[1]
        while fired is not None:
            rule = fired[_NAME_AT]
            conclusions = concludes.get(rule)
            if conclusions is None:
                level = self._next_stratum(rule, level, values)
            else:
                for signal, value in conclusions:
                    if values[signal] != value:
                        if values[signal] != _UNKNOWN:
                            raise DurableFaultError(
                                "contradiction", expected=str(values[signal]), got=str(value)
                            )
                        values[signal] = value
            fired = following(handle, state)
        if level != last:
            raise DurableFaultError("strata", expected=str(last), got=str(level))

    def _next_stratum(self, rule: str, level: int, values: Sequence[int]) -> int:
        """An anchor fired: its stratum is done, so its conclusions are asserted for the next."""
        if level >= len(self._anchors) or rule != self._anchors[level]:
            raise DurableFaultError("agenda", expected=f"anchor {level}", got=rule)
        if level + 1 < len(self._anchors):
            self._assert(level + 1, values)
        return level + 1

    def _empty(self) -> None:
        for fact in self._retractions:
            _engine.retract_fact(self._handle, fact)
        left = _engine.get_facts(self._handle, _SID)
        if left != "[]":
            raise DurableFaultError("session", expected="[]", got=left)


# --- the network ----------------------------------------------------------------------


def _digest(of: Plan) -> str:
    return blake2b(repr(of).encode(), digest_size=12).hexdigest()


class DurableNetwork:
    """A network compiled for durable-rules; `run` may be called from several threads.

    Raises DurableEnvelopeError when the network cannot be kept inside the engine's safe
    limits.
    """

    def __init__(self, network: Network) -> None:
        compiled = plan(network)
        self._atoms = compiled.atoms
        self._nodes = compiled.nodes
        self._blank = [_UNKNOWN] * (compiled.signals - compiled.atoms)
        digest = _digest(compiled)
        self._loaded = tuple(
            _Loaded(f"{digest}-{at}", rule_set, compiled.names)
            for at, rule_set in enumerate(compiled.rule_sets)
        )
        self._turn = threading.Lock()
        self.run_bytes(bytes([_UNKNOWN]) * self._atoms)

    def run(self, truths: Sequence[Truth]) -> tuple[Truth, ...]:
        """The truth of each node, given one truth per atom (strong Kleene)."""
        return tuple([_TRUTHS[value] for value in self.run_bytes(bytes(truths))])

    def run_bytes(self, truths: bytes) -> bytes:
        """`run` with one byte per truth: 0 FALSE, 1 TRUE, 2 UNKNOWN."""
        if len(truths) != self._atoms or truths.translate(None, b"\0\1\2"):
            raise ValueError(f"expected {self._atoms} truths (0, 1 or 2), got {truths!r}")
        values = [*truths, *self._blank]
        with self._turn:
            for loaded in self._loaded:
                loaded.fire(values)
        return bytes(values[self._atoms : self._atoms + self._nodes])
