"""The durable-rules backend: it fires a network's rules and chains their conclusions.

durable-rules is a RETE engine in C that must not be trusted with data: it crashes on
some, and silently misreads other (docs/explanation/durable-rules.md). So it never sees
any: only fields with generated names (`t3`: signal 3 is known TRUE; `f7`: signal 7 is known
FALSE) that are there or not. `plan` keeps the limits, and every answer is checked for
completeness here.

The low-level calls are used, not `durable.engine.Host`: no timer threads, no state written
back after each action, no exception swallowed, and a tenth of the time.
"""

from __future__ import annotations

import json
import threading
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import Protocol, cast

import durable_rules_engine

from engine.backends.durable.clauses import ALWAYS, Body, Every, Known, witness
from engine.backends.durable.errors import DurableFaultError
from engine.backends.durable.plan import Plan, RuleSet, Stratum, field_name, plan
from engine.network import Network, Truth

__all__ = ["DurableNetwork"]


class _Engine(Protocol):
    """The low-level calls in use (the library ships no type information)."""

    def create_ruleset(self, name: str, rules: str, /) -> int: ...
    def assert_fact(self, handle: int, fact: str, /) -> tuple[int, int]: ...
    def start_action_for_state(self, handle: int, state: int, /) -> tuple[str, str] | None: ...
    def complete_and_start_action(self, handle: int, state: int, /) -> str | None: ...
    def retract_fact(self, handle: int, fact: str, /) -> tuple[int, int]: ...
    def delete_state(self, handle: int, sid: str, /) -> None: ...
    def delete_ruleset(self, handle: int, /) -> None: ...


_engine = cast("_Engine", durable_rules_engine)
_EngineError = cast("type[Exception]", durable_rules_engine.error)

# The one session of every rule set, and durable's default: two session ids can share a hash.
_SID = "0"
_UNTOUCHED = '{ "sid":"0", "id":"sid-0", "$s":1}'
_STATE = 1  # the engine's number for the first session; another number would mean a second one
_ASSERTED = (0, _STATE)

# What is known of a signal, as bits, so that both sides of it show as 3.
_NOTHING, _FALSE, _TRUE, _BOTH = 0, 1, 2, 3
_BIT = {0: _FALSE, 1: _TRUE}
_TO_BITS = bytes.maketrans(
    bytes((Truth.FALSE, Truth.TRUE, Truth.UNKNOWN)), bytes((_FALSE, _TRUE, _NOTHING))
)
_TO_TRUTHS = bytes.maketrans(
    bytes((_FALSE, _TRUE, _NOTHING)), bytes((Truth.FALSE, Truth.TRUE, Truth.UNKNOWN))
)
_TRUTH_BYTES = bytes((Truth.FALSE, Truth.TRUE, Truth.UNKNOWN))
_TRUTHS = tuple(Truth)


# --- writing rules and facts ----------------------------------------------------------


def _condition(body: Body) -> dict[str, object]:
    """A clause's condition. It only asks which fields are there; no value is ever compared."""
    if isinstance(body, Known):
        return {"$ex": {field_name(body): 1}}
    return {"$and" if isinstance(body, Every) else "$or": [*map(_condition, body.terms)]}


def _alternative(name: str, level: int, body: Body) -> str:
    """One way for a stratum's rule to match; `k` first, so that no other message can match."""
    terms = body.terms if isinstance(body, Every) else (body,)
    when = {"$and": [{"k": level}, *map(_condition, terms)]} if terms else {"k": level}
    return '"all":' + json.dumps([{name: when}], separators=(",", ":"))


def _rules_text(rule_set: RuleSet) -> str:
    """A rule per stratum, with one alternative per clause and one that always matches.

    The engine takes any number of `all` in one rule, each a condition of its own; `cap`
    lets it hand over all that matched as one action, each under its clause's name.
    """
    rules: list[str] = []
    for level, stratum in enumerate(rule_set.strata):
        alternatives = [
            *(_alternative(name, level, clause.body) for name, clause in stratum.clauses),
            _alternative(stratum.anchor, level, ALWAYS),
        ]
        rules.append(f'"{stratum.anchor}":{{{",".join(alternatives)},"cap":65535}}')
    return f"{{{','.join(rules)}}}"


@dataclass(frozen=True, slots=True)
class _Wave:
    """A stratum, ready to run: how its fact is written, and what its matches conclude."""

    opening: str
    fields: tuple[tuple[int, tuple[str, ...]], ...]
    anchor: str
    concludes: dict[str, tuple[tuple[int, int], ...]]

    def fact(self, known: Sequence[int]) -> str:
        """The fact that carries what is known; an UNKNOWN is a field that is not there."""
        return self.opening + "".join([texts[known[at]] for at, texts in self.fields]) + "}"

    def matched(self, fact: str, fired: str) -> str:
        """The names of the clauses in an action's text, one character each.

        The text is `{"<anchor>":[{"<name>":<fact>},{"<name>":<fact>},...]}`; since the
        fact is ours, the names stand at regular places and nothing need be parsed.
        """
        head = f'{{"{self.anchor}":[{{"'
        stride = len(fact) + 7
        names = fired[len(head) :: stride]
        whole = fired.startswith(head) and (len(fired) - 7) % stride == 0
        if not whole or names.count(self.anchor) != 1:  # each fact meets the anchor once
            raise DurableFaultError("action", expected=head, got=fired)
        return names


def _wave(level: int, stratum: Stratum) -> _Wave:
    concludes = {
        name: tuple((known.signal, _BIT[known.value]) for known in clause.concludes)
        for name, clause in stratum.clauses
    }
    return _Wave(
        opening=f'{{"id":{level},"k":{level}',
        fields=tuple(
            (at, ("", *(f',"{field_name(Known(at, value))}":1' for value in (0, 1))))
            for at in stratum.reads
        ),
        anchor=stratum.anchor,
        concludes={**concludes, stratum.anchor: ()},
    )


# --- one rule set, loaded -------------------------------------------------------------


def _release(handle: int) -> None:
    # In this order: a rule set that is deleted before its session leaks it, and a session
    # may only be deleted after an action ran in it, which loading has seen to.
    _engine.delete_state(handle, _SID)
    _engine.delete_ruleset(handle)


class _Loaded:
    """A rule set in the engine, with its one session, which is empty between runs."""

    def __init__(self, name: str, rule_set: RuleSet, signals: int) -> None:
        self._waves = tuple(_wave(at, part) for at, part in enumerate(rule_set.strata))
        self._handle = _engine.create_ruleset(name, _rules_text(rule_set))
        self._call_the_roll(rule_set, signals)
        self._finalizer = weakref.finalize(self, _release, self._handle)

    def fire(self, known: bytearray) -> None:
        """Run the agenda to its end, adding what it concludes to `known`.

        The action of each stratum's rule is to note the conclusions and assert the next
        stratum's fact, which brings that stratum's rule onto the agenda.
        """
        fired: str | None = None
        for wave in self._waves:
            fact = wave.fact(known)
            self._assert(fact)
            fired = self._first_action() if fired is None else self._next_action()
            matched = wave.matched(fact, fired)
            for signal, bit in chain.from_iterable(map(wave.concludes.__getitem__, matched)):
                known[signal] |= bit
        self._finish()

    def abandon(self) -> None:
        """Leave the rule set as it is: after a fault nothing more may be asked of it."""
        self._finalizer.detach()

    def _assert(self, fact: str) -> None:
        answer = _engine.assert_fact(self._handle, fact)
        if answer != _ASSERTED:
            raise DurableFaultError("assert", expected=str(_ASSERTED), got=str(answer))

    def _first_action(self) -> str:
        started = _engine.start_action_for_state(self._handle, _STATE)
        if started is None:
            raise DurableFaultError("first action", expected="an action", got="none")
        if started[0] != _UNTOUCHED:
            raise DurableFaultError("session state", expected=_UNTOUCHED, got=started[0])
        return started[1]

    def _next_action(self) -> str:
        fired = _engine.complete_and_start_action(self._handle, _STATE)
        if fired is None:
            raise DurableFaultError("next action", expected="an action", got="none")
        return fired

    def _finish(self) -> None:
        """Complete the last action, make sure nothing is left to do, and empty the session."""
        left = _engine.complete_and_start_action(self._handle, _STATE)
        if left is not None:
            raise DurableFaultError("agenda", expected="no more actions", got=left)
        for at in range(len(self._waves)):
            _engine.retract_fact(self._handle, f'{{"id":{at}}}')

    def _call_the_roll(self, rule_set: RuleSet, signals: int) -> None:
        """Make every clause fire once, alone, so that none can be missing and read as UNKNOWN.

        It also runs the first action of the session: until then, deleting it is unsafe.
        """
        for wave, stratum in zip(self._waves, rule_set.strata, strict=True):
            for name, clause in stratum.clauses:
                known = bytearray(signals)
                for needed in witness(clause.body) or ():
                    known[needed.signal] = _BIT[needed.value]
                fact = wave.fact(known)
                self._assert(fact)
                matched = wave.matched(fact, self._first_action())
                if name not in matched:
                    raise DurableFaultError("roll call", expected=name, got=matched)
                self._finish()


# --- the network ----------------------------------------------------------------------


class DurableNetwork:
    """A network compiled for durable-rules; `run` may be called from several threads.

    Raises DurableEnvelopeError when the network cannot be kept inside the engine's safe
    limits, and DurableFaultError when the engine does not load it as it should.
    """

    def __init__(self, network: Network) -> None:
        compiled = plan(network)
        self._atoms = compiled.atoms
        self._blank = bytes(compiled.signals - compiled.atoms)
        self._nodes = slice(compiled.atoms, compiled.atoms + compiled.nodes)
        self._loaded = tuple(_load(compiled))
        self._turn = threading.Lock()
        self._sound = True

    def run(self, truths: Sequence[Truth]) -> tuple[Truth, ...]:
        """The truth of each node, given one truth per atom (strong Kleene)."""
        return tuple([_TRUTHS[value] for value in self.run_bytes(bytes(truths))])

    def run_bytes(self, truths: bytes) -> bytes:
        """`run` with one byte per truth: 0 FALSE, 1 TRUE, 2 UNKNOWN."""
        if len(truths) != self._atoms or truths.translate(None, _TRUTH_BYTES):
            raise ValueError(f"expected {self._atoms} truths (0, 1 or 2), got {truths!r}")
        known = bytearray(truths.translate(_TO_BITS) + self._blank)
        with self._turn:
            self._fire(known)
        return bytes(known[self._nodes].translate(_TO_TRUTHS))

    def _fire(self, known: bytearray) -> None:
        if not self._sound:
            raise DurableFaultError("engine", expected="a sound session", got="an earlier fault")
        try:
            for loaded in self._loaded:
                loaded.fire(known)
            _refuse_both_sides(known)
        except BaseException as stopped:
            # Whatever stopped it, the sessions are in an unknown state: never used again.
            self._sound = False
            for loaded in self._loaded:
                loaded.abandon()
            if isinstance(stopped, _EngineError):
                raise DurableFaultError("call", expected="success", got=str(stopped)) from stopped
            raise


def _refuse_both_sides(known: bytearray) -> None:
    if _BOTH in known:
        both = f"both for signal {known.index(_BOTH)}"
        raise DurableFaultError("contradiction", expected="one side", got=both)


def _load(compiled: Plan) -> Iterator[_Loaded]:
    digest = blake2b(repr(compiled).encode(), digest_size=12).hexdigest()
    try:
        for at, rule_set in enumerate(compiled.rule_sets):
            yield _Loaded(f"{digest}-{at}", rule_set, compiled.signals)
    except _EngineError as error:
        raise DurableFaultError("load", expected="success", got=str(error)) from error
