"""The digest of a policy: one number for what it says, whatever it looks like.

Comments, the order of keys, quotes, indentation and the layout of expressions do not change
it; any other change does, and so does a change of an imported pack.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final

from engine.model import Policy
from engine.values import Months, canonical

__all__ = ["digest_of"]

# The written form of an expression is shown, but the expression itself is what counts.
_NOT_MEANING: Final = frozenset(
    {"span", "text", "requires_text", "applies_text", "digest", "cases"}
)


def digest_of(policy: Policy, imported: Mapping[str, Policy]) -> str:
    """SHA-256 over the policy's records and the digests of the packs that it imports."""
    text = hashlib.sha256()
    for piece in _pieces(policy):
        text.update(piece.encode())
    for one in policy.imports:
        text.update(f"{one.pack}={imported[one.pack].digest};".encode())
    return text.hexdigest()


def _pieces(thing: object) -> Iterator[str]:
    """A prefix-free text of a record: every part is named and closed."""
    if isinstance(thing, Months):  # a record too, but a value first
        yield canonical(thing)
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield f"{type(thing).__name__}("
        for one in fields(thing):
            if one.name not in _NOT_MEANING:
                yield f"{one.name}="
                yield from _pieces(getattr(thing, one.name))
                yield ";"
        yield ")"
    elif isinstance(thing, tuple):
        yield from _list(thing)
    else:
        yield canonical(thing)  # type: ignore[arg-type]  # what is left are values


def _list(things: Iterable[object]) -> Iterator[str]:
    yield "["
    for thing in things:
        yield from _pieces(thing)
        yield ","
    yield "]"
