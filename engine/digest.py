"""The digest of a policy: one number for what it says, whatever it looks like.

Comments, the order of keys, quotes, indentation and the layout of expressions do not change
it; any other change does, and so does a change of an imported pack.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
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
    pieces: list[str] = []
    _write(policy, pieces)
    pieces += (f"{one.pack}={imported[one.pack].digest};" for one in policy.imports)
    return hashlib.sha256("".join(pieces).encode()).hexdigest()


def _write(thing: object, pieces: list[str]) -> None:
    """A prefix-free text of a record: every part is named and closed."""
    if isinstance(thing, tuple):
        pieces.append("[")
        for one in thing:
            _write(one, pieces)
            pieces.append(",")
        pieces.append("]")
        return
    names = _meaning(type(thing))  # type: ignore[arg-type]  # mypy: a class is hashable
    if names is None:
        pieces.append(canonical(thing))  # type: ignore[arg-type]  # what is no record is a value
        return
    pieces.append(f"{type(thing).__name__}(")
    for name in names:
        pieces.append(f"{name}=")
        _write(getattr(thing, name), pieces)
        pieces.append(";")
    pieces.append(")")


@cache
def _meaning(record: type) -> tuple[str, ...] | None:
    """The parts of a record that carry meaning; null for a value."""
    if not is_dataclass(record) or record is Months:
        return None
    return tuple(one.name for one in fields(record) if one.name not in _NOT_MEANING)
