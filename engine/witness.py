"""The second witness: generated code decides the atoms, durable-rules chains them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.backends.durable.pool import DurablePool, prepare
from engine.backends.generated import Generated
from engine.facts import Facts
from engine.lower import skeleton, verdict_of
from engine.network import Truth
from engine.program import Program
from engine.verdict import Testimony

__all__ = ["DurableWitness"]


class DurableWitness:
    """Judges one program in a worker process, beside the reference in this one.

    durable-rules is C code that can crash or hang; the pool turns that into a retryable
    `EngineUnavailable` and lets nothing else through.
    """

    name = "durable"

    def __init__(self, program: Program, pool: DurablePool) -> None:
        self.skeleton = skeleton(program)
        self._generated = Generated(program, self.skeleton)
        self._pool = pool
        self._network = prepare(self.skeleton.network)

    def decide(self, facts: Facts) -> tuple[Truth, ...]:
        """The truth of each atom: what takes data to tell, and is done in this process."""
        return self._generated.run(facts).atoms

    def ask(self, atoms: Sequence[Truth]) -> Callable[[], Testimony]:
        """Send the atoms to the worker; the result waits for what follows from them.

        Raises:
            EngineUnavailable: the worker crashed, hung or is overloaded; try again.
        """
        pending = self._pool.submit(self._network, atoms)

        def answer() -> Testimony:
            nodes = pending.result()
            return Testimony(verdict_of(self.skeleton, nodes), tuple(atoms), nodes)

        return answer
