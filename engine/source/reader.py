"""Bytes to positioned plain data: size, depth and character limits, one form for both formats.

What comes out is lists, mappings with unique keys, and scalars: null, booleans, exact
numbers, days and NFC text, each with its place. In YAML a value without quotes is a number
only as `12`, `-3` or `0.5`, a day only as `2026-01-31`, a boolean only as `true` or `false`,
null only as `null`; what other readers would take for one of these is refused, and every
other word, `no` and `on` among them, is text. JSON has no days: there they are text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from engine.errors import Place, Problems, quoted
from engine.messages.source import TOO_LARGE, UNKNOWN_FORMAT
from engine.source.file import Entries, Items, Node, Plain, Scalar, SourceFile
from engine.source.from_json import read_json
from engine.source.from_yaml import read_yaml
from engine.source.text import decoded

__all__ = [
    "POLICY_LIMITS",
    "Entries",
    "Items",
    "Limits",
    "Node",
    "Plain",
    "Scalar",
    "SourceFile",
    "read_source",
]


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, in bytes, and how deep its lists and mappings may go."""

    size: int
    depth: int = 40


POLICY_LIMITS: Final = Limits(512 * 1024)


def read_source(data: bytes, name: str, limits: Limits = POLICY_LIMITS) -> Node:
    """The content of a file; the ending of `name` says whether it is YAML or JSON.

    Raises:
        PolicyError: the file cannot be read, or holds something that is never allowed.
    """
    problems, whole = Problems(), Place(name, 1, 1)
    if len(data) > limits.size:
        raise problems.fatal(TOO_LARGE, whole, size=str(len(data)), limit=str(limits.size))
    if name.endswith(".json"):
        return read_json(decoded(data, name), limits.depth)
    if name.endswith((".yaml", ".yml")):
        return read_yaml(decoded(data, name), limits.depth)
    raise problems.fatal(UNKNOWN_FORMAT, whole, name=quoted(name))
