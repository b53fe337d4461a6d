"""What the pool and its workers say to each other: a few bytes per question.

A question is a header (kind, sequence number, key of the network, length) and a payload:
the pickled network to load, or one byte per atom. An answer is a header (kind, sequence
number, length) and one byte per node, or the text of a fault.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from struct import Struct

from engine.backends.durable.plan import plan
from engine.network import Network, Truth

__all__ = [
    "ANSWER",
    "FAULT",
    "LOAD",
    "QUESTION",
    "RUN",
    "TRUTHS",
    "PreparedNetwork",
    "prepare",
    "unpickled",
]

QUESTION = Struct("<cI16sI")
ANSWER = Struct("<cI4xI")

LOAD, RUN = b"L", b"R"
TRUTHS, FAULT = b"=", b"!"


@dataclass(frozen=True, slots=True)
class PreparedNetwork:
    """A network that fits durable-rules, in the form that workers are given."""

    key: bytes
    atoms: int
    nodes: int
    pickled: bytes

    def payload(self, truths: Sequence[Truth]) -> bytes:
        """One byte per atom; raises ValueError when they are too few, too many or not truths."""
        payload = bytes(truths)
        if len(payload) != self.atoms or payload.translate(None, bytes(Truth)):
            raise ValueError(f"expected {self.atoms} truths (0, 1 or 2), got {payload!r}")
        return payload


def prepare(network: Network) -> PreparedNetwork:
    """Check that the network fits; raises DurableEnvelopeError when it does not."""
    plan(network)
    pickled = pickle.dumps(network, protocol=5)
    return PreparedNetwork(
        key=blake2b(pickled, digest_size=16).digest(),
        atoms=network.atoms,
        nodes=len(network.nodes),
        pickled=pickled,
    )


def unpickled(payload: bytes) -> Network:
    """The network that a LOAD carries. Only the pool, over its private pipe, sends one."""
    network = pickle.loads(payload)  # noqa: S301 -- written by our own parent process
    if not isinstance(network, Network):
        raise TypeError(f"expected a network, got {type(network).__name__}")
    return network
