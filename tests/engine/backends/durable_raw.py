"""durable-rules as it comes, in a process of its own, so that a test can watch it fail."""

from __future__ import annotations

import signal
import subprocess
import sys

_PRELUDE = """
import json, sys
from itertools import count
import durable_rules_engine as e
serial = count()

def load(rules):
    return e.create_ruleset(f"p{next(serial)}", json.dumps(rules))

def one(*conditions):
    return load({f"r{i}": {"all": [{"m": c}]} for i, c in enumerate(conditions)})

def drain(h, state):
    fired, step = [], e.start_action_for_state(h, state)
    text = step and step[1]
    while text is not None and len(fired) < 1000:
        fired.append(next(iter(json.loads(text))))
        text = e.complete_and_start_action(h, state)
    return fired

def fire(h, fact, sid="0"):
    code, state = e.assert_fact(h, json.dumps({"sid": sid, **fact}))
    return drain(h, state)

def quiet():
    from durable import engine
    class Host(engine.Host):
        def _run(self): pass
    return Host()
"""


def raw(code: str, seconds: int = 20) -> str:
    """What the code prints; or the signal that kills it, `hangs`, or its last line of error."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PRELUDE + code],
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "hangs"
    if done.returncode < 0:
        return signal.Signals(-done.returncode).name
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip().splitlines()[-1]
