"""Reading texts in tests: what they say, or what they are refused with."""

from __future__ import annotations

from typing import TypeAlias

from engine.errors import PolicyError
from engine.source.reader import Items, Node, Plain, Scalar, read_source

__all__ = ["Tree", "codes", "read", "tree"]

Tree: TypeAlias = "Plain | list[Tree] | dict[str, Tree]"


def tree(node: Node) -> Tree:
    """A node without its places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Items):
        return [tree(one) for one in node.items]
    return {str(key.value): tree(value) for key, value in node.entries}


def read(text: str, name: str = "x.yaml") -> Tree:
    """What a text says."""
    return tree(read_source(text.encode(), name))


def codes(data: bytes, name: str = "x.yaml") -> list[str]:
    """What a file is refused with; nothing if it is read."""
    try:
        read_source(data, name)
    except PolicyError as error:
        return [problem.code for problem in error.problems]
    return []
