"""The second witness: generated code decides the atoms, durable-rules chains them."""

from __future__ import annotations

from collections.abc import Callable

from engine.backends.durable_pool import DurablePool, prepare
from engine.backends.generated import Generated
from engine.facts import Facts
from engine.lower import skeleton, verdict_of
from engine.program import Program
from engine.verdict import Verdict

__all__ = ["DurableWitness"]


class DurableWitness:
    """Judges one program in a worker process, beside the reference in this one.

    durable-rules is C code that can crash or hang; the pool turns that into a retryable
    `EngineUnavailable` and lets nothing else through.
    """

    name = "durable"

    def __init__(self, program: Program, pool: DurablePool) -> None:
        self._skeleton = skeleton(program)
        self._generated = Generated(program, self._skeleton)
        self._pool = pool
        self._network = prepare(self._skeleton.network)

    def ask(self, facts: Facts) -> Callable[[], Verdict]:
        """Send the atoms to the worker; the result waits for its verdict.

        Raises:
            EngineUnavailable: the worker crashed, hung or is overloaded; try again.
        """
        pending = self._pool.submit(self._network, self._generated.run(facts).atoms)
        return lambda: verdict_of(self._skeleton, pending.result())
