"""durable-rules as it comes: each function here is a trap, and says how it ends.

    python -m tests.engine.backends.durable.traps NAME

springs one. They run in a process of their own, since that is what several of them kill.
"""

# ruff: noqa: T201 -- a trap prints what it saw

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import durable_rules_engine as library
from durable import engine as durable_python

ROOT = Path(__file__).parents[4]
JSON = Mapping[str, Any]  # rules and facts as the library takes them


@dataclass(frozen=True, slots=True)
class Trap:
    """What springs it, and how the process ends: what it prints, its error or its signal."""

    spring: Callable[[], None]
    ends: str


TRAPS: dict[str, Trap] = {}


def ends(outcome: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Note a function as a trap."""

    def noted(spring: Callable[[], None]) -> Callable[[], None]:
        TRAPS[spring.__name__] = Trap(spring, outcome)
        return spring

    return noted


def outcome(name: str) -> str:
    """Spring the trap in a process of its own and say how that ended."""
    hangs = TRAPS[name].ends == "hangs"
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, name],
            capture_output=True,
            check=False,
            cwd=ROOT,
            # Fresh memory is filled, so that reading it uninitialised shows every time.
            env={"MALLOC_PERTURB_": "165"},
            text=True,
            timeout=2 if hangs else 60,
        )
    except subprocess.TimeoutExpired:
        return "hangs"
    if done.returncode < 0:
        return signal.Signals(-done.returncode).name
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


# --- using the library ----------------------------------------------------------------

_serial = count()


def load(rules: JSON) -> int:
    """A new rule set."""
    return int(library.create_ruleset(f"p{next(_serial)}", json.dumps(rules)))


def one_each(*conditions: JSON) -> int:
    """A new rule set with a rule `r0`, `r1`, ... for each condition."""
    return load({f"r{at}": {"all": [{"m": each}]} for at, each in enumerate(conditions)})


def drain(handle: int, state: int) -> list[str]:
    """The rules on the agenda, in the order they fire; a thousand at most."""
    fired: list[str] = []
    started = library.start_action_for_state(handle, state)
    text = started and started[1]
    while text is not None and len(fired) < 1000:
        fired.append(next(iter(json.loads(text))))
        text = library.complete_and_start_action(handle, state)
    return fired


def tell(handle: int, fact: JSON) -> int:
    """Assert a fact and return the number of its session."""
    return int(library.assert_fact(handle, json.dumps(fact))[1])


def fire(handle: int, fact: JSON) -> list[str]:
    """The rules that fire for a fact."""
    return drain(handle, tell(handle, fact))


class QuietHost(durable_python.Host):  # type: ignore[misc]
    """The library's Python layer without its timer threads."""

    def _run(self) -> None:
        """Start no timers."""


# --- what kills or hangs the process --------------------------------------------------


@ends("SIGFPE")
def integer_division_by_zero() -> None:
    """An expression that divides by a zero in the data."""
    ratio = {"$div": {"$l": {"$m": "a"}, "$r": {"$m": "b"}}}
    fire(one_each({"$gt": {"x": ratio}}), {"x": 1, "a": 1, "b": 0})


@ends("SIGSEGV")
def deleting_a_session_without_actions() -> None:
    """Its action context was never initialised, and is freed."""
    handle = one_each({"$ex": {"x": 1}})
    for at in range(50):
        tell(handle, {"sid": f"s{at}", "y": 1})
        library.delete_state(handle, f"s{at}")


@ends("SIGSEGV")
def deleting_sessions_beside_the_timer_thread() -> None:
    """The stock host walks an index that deletion does not repair."""
    host = durable_python.Host()
    host.set_rulesets({"p": {"a": {"all": [{"m": {"x": 1}}], "run": lambda _: None}}})
    end = time.monotonic() + 30
    for turn in count():
        for at in range(50):
            host.assert_fact("p", {"sid": f"s{turn}-{at}", "x": 1})
        for first in range(2):
            for at in range(first, 50, 2):
                host.delete_state("p", f"s{turn}-{at}")
            time.sleep(0.01)
        if time.monotonic() > end:
            break


@ends("SIGSEGV")
def comparing_two_facts() -> None:
    """A join whose condition refers to the other fact."""
    less = {"$and": [{"k": "A"}, {"$lt": {"v": {"a": "v"}}}]}
    for _ in range(100):
        handle = load({"r": {"all": [{"a": {"k": "A"}}, {"b": less}]}})
        for value in (0, 6, 3):
            fire(handle, {"k": "A", "v": value})


@ends("hangs")
def conditions_513_after_one() -> None:
    """After 512 the hash table is full, and looking for a free place in it never ends."""
    one_each(*({f"f{at}": 1} for at in range(513)))


@ends("SIGSEGV")
def rules_256_on_one_condition() -> None:
    """The list of rules is full and has lost its end mark; 255 are fine."""
    fire(one_each(*({"k": 1} for _ in range(256))), {"k": 1})


@ends("1000")
def absence_alone() -> None:
    """The rule also matches the session's own state, each time that is written back."""
    handle = one_each({"$nex": {"y": 1}})
    state = tell(handle, {"x": 1})
    text, fired = library.start_action_for_state(handle, state), 0
    while text is not None and fired < 1000:
        fired += 1
        library.update_state(handle, '{"sid": "0", "id": "sid-0", "$s": 1}')
        text = library.complete_and_start_action(handle, state)
    print(fired)


# --- what is silently wrong -----------------------------------------------------------


@ends("True")
def text_equals_a_number() -> None:
    """Comparing the two reads an uninitialised length; when it is 0, `""` equals any number."""
    around: tuple[JSON, ...] = (
        {},
        {"k": 1},
        {"sid": "0"},
        {"k": 1, "l": 2},
        {"k": True},
        {"k": "text"},
    )
    conditions = ({"x": 5}, {"$and": [{"x": {"$m": "x"}}, {"x": 5}]}, {"$or": [{"x": 5}]})
    handles = [one_each(each, {"x": 10}, {"$neq": {"x": 5}}) for each in conditions]
    fired = [
        rule
        for handle in handles
        for at, fields in enumerate(around)
        for fact in ({**fields, "x": ""}, {"x": "", **fields})
        for rule in fire(handle, {**fact, "id": f"{at}{list(fact)}"})
    ]
    print("r0" in fired or "r1" in fired)


@ends("['r0', 'r0']")
def two_true_branches() -> None:
    """Each true branch of an `$or` fires the rule."""
    print(fire(one_each({"$or": [{"a": 1}, {"b": 1}]}), {"a": 1, "b": 1}))


@ends("['r0']")
def field_names_with_one_hash() -> None:
    """Only the 32-bit hash of a field's name is compared."""
    print(fire(one_each({"question_9059": 1}), {"question_218280": 1}))


@ends("1")
def session_ids_with_one_hash() -> None:
    """Two applicants share their facts."""
    handle = one_each({"x": 1})
    tell(handle, {"sid": "APP-2026-760298", "x": 1})
    print(len(json.loads(library.get_facts(handle, "APP-2026-1581946"))))


@ends("['r0']")
def text_longer_than_sixteen_bits() -> None:
    """The length of a text is cut, so a long one equals its own beginning."""
    print(fire(one_each({"x": "abc"}), {"x": "abc" + "y" * 65536}))


@ends("0 1")
def batch_with_a_bad_message() -> None:
    """It and all that follow are dropped, and the call reports success."""
    handle = one_each({"$ex": {"x": 1}})
    code, _ = library.assert_facts(handle, '[{"x": 1}, {"x": 1e-07}, {"x": 3}]')
    print(code, len(json.loads(library.get_facts(handle, "0"))))


@ends("True")
def exception_in_an_action() -> None:
    """Even an exit is swallowed, into the session's state."""

    def leave(_: object) -> None:
        raise SystemExit(3)

    host = QuietHost()
    host.set_rulesets({"p": {"a": {"all": [{"m": {"x": 1}}], "run": leave}}})
    host.assert_fact("p", {"sid": "1", "x": 1})
    print("exception" in host.get_state("p", "1"))


@ends("1")
def action_with_a_second_parameter() -> None:
    """It is taken for an asynchronous one: the rules after it never fire."""
    hits: list[int] = []

    def note(_: object, number: int = 1) -> None:
        hits.append(number)

    host = QuietHost()
    host.set_rulesets({"p": {name: {"all": [{"m": {"x": 1}}], "run": note} for name in "abc"}})
    host.assert_fact("p", {"sid": "1", "x": 1})
    print(len(hits))


@ends("[] ['r']")
def negation_before_and_after() -> None:
    """Whether a negation holds depends on which fact came first."""

    def fired(*kinds: str) -> list[str]:
        handle = load({"r": {"all": [{"a": {"k": "app"}}, {"b$not": {"k": "plan"}}]}})
        return [rule for kind in kinds for rule in fire(handle, {"k": kind})]

    print(fired("plan", "app"), fired("app", "plan"))


@ends("['r0']")
def integer_out_of_range() -> None:
    """It saturates, and equals another."""
    print(fire(one_each({"x": 2**63 - 1}), {"x": 2**64 + 5}))


@ends("[]")
def all_of_nothing() -> None:
    """A condition on all elements of an empty list is false."""
    print(fire(one_each({"$iall": {"xs": {"$gt": {"$i": 0}}}}), {"xs": []}))


@ends("1")
def event_for_two_rules() -> None:
    """An event is consumed by the first rule that fires."""
    handle = one_each({"x": 1}, {"$gt": {"x": 0}})
    print(len(drain(handle, library.assert_event(handle, '{"x": 1}')[1])))


# --- what is refused, and what is lost ------------------------------------------------

_REFUSED = "durable_rules_engine.error: Could not {} {}, error code: {}"


@ends(_REFUSED.format("assert", "fact", 204))
def number_in_exponent_form() -> None:
    """Python writes a small number in a form that the library cannot read."""
    fire(one_each({"$gt": {"x": 0}}), {"x": 1e-07})


@ends(_REFUSED.format("assert", "fact", 303))
def matches_65_of_one_fact() -> None:
    """More conditions match one fact than fit the stack."""
    names = [f"f{at}" for at in range(65)]
    fire(one_each(*({name: 1} for name in names)), dict.fromkeys(names, 1))


@ends(_REFUSED.format("create", "ruleset", 107))
def alternatives_129_on_one_condition() -> None:
    """One condition feeds more `$or`s than its list holds."""
    one_each(*({"$and": [{"k": 1}, {"$or": [{"a": 1}, {f"b{at}": 1}]}]} for at in range(129)))


@ends(_REFUSED.format("create", "ruleset", 113))
def operators_16_in_one_condition() -> None:
    """Each `$and` or `$or` takes two of 32 slots; 15 fit."""

    def nested(operators: int) -> JSON:
        return {"$and": [nested(operators - 1), {"b": 1}]} if operators else {"a": 1}

    one_each(nested(15))
    one_each(nested(16))


@ends(_REFUSED.format("assert", "fact", 302))
def fields_260() -> None:
    """A fact has more fields than the library keeps."""
    fire(one_each({"f0": 1}), {f"f{at}": 1 for at in range(260)})


@ends(_REFUSED.format("assert", "fact", 304))
def joined_facts_17() -> None:
    """A rule joins more facts than a match can hold."""
    handle = load({"r": {"all": [{f"a{at}": {"k": at}} for at in range(17)]}})
    for at in range(17):
        fire(handle, {"k": at})


@ends("[0, 2]")
def same_fact_twice() -> None:
    """Equal content is taken for the same fact."""
    handle = one_each({"x": 1})
    print([library.assert_fact(handle, '{"x": 1}')[0] for _ in range(2)])


@ends("full after 1024")
def sessions_1025() -> None:
    """There is no room for more sessions."""
    handle = one_each({"x": 1})
    for at in count():
        try:
            tell(handle, {"sid": f"s{at}", "x": 1})
        except MemoryError:
            print("full after", at)
            break


@ends("True True")
def rule_set_deleted_before_its_sessions() -> None:
    """The sessions' memory is lost."""

    def grown(*, sessions_first: bool) -> int:
        before = _megabytes()
        for _ in range(20):
            handle = one_each({"k": 1}, *({f"f{at}": 1} for at in range(50)))
            for sid in "abc":
                fire(handle, {"sid": sid, "k": 1})
                if sessions_first:
                    library.delete_state(handle, sid)
            library.delete_ruleset(handle)
        return _megabytes() - before

    grown(sessions_first=True)
    print(grown(sessions_first=True) < 4, grown(sessions_first=False) > 20)


def _megabytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 // 1024


if __name__ == "__main__":
    TRAPS[sys.argv[1]].spring()
