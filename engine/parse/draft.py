"""What is being read: the names of a policy, and where each expression and reference stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from engine.errors import Entry, Problem, Problems, Words, quoted
from engine.feel.lexer import KEYWORDS
from engine.feel.parser import FeelSyntaxError, OutsideSubset, parse_expression
from engine.functions import FUNCTIONS
from engine.ir import Expr, Literal
from engine.messages.expression import (
    NOT_AN_EXPRESSION,
    OUTSIDE_LANGUAGE,
    UNKNOWN_FUNCTION,
    in_both,
)
from engine.messages.shape import BAD_NAME, DAY_IS_NOT_AN_EXPRESSION, RESERVED_NAME
from engine.model import Policy, Source
from engine.parse.fields import Fields, did_you_mean, note_duplicate
from engine.source.reader import Node, Scalar
from engine.source.spans import text_of, within
from engine.values import date_from_text

__all__ = ["CODE", "FACT", "ID", "LEVEL", "NOTHING", "Building", "Draft", "NameForm"]

NOTHING: Final = Literal(None)
"""Stands in for an expression that could not be read."""

_RESERVED: Final = KEYWORDS | {"item", "judged_on"}


@dataclass(frozen=True, slots=True)
class NameForm:
    """How a sort of name is written."""

    pattern: re.Pattern[str]
    expected: Words
    in_expressions: bool = False


FACT: Final = NameForm(
    re.compile(r"[a-z][a-z0-9_]{0,59}"),
    Words("ett namn som `requested_support`", "a name such as `requested_support`"),
    in_expressions=True,
)
ID: Final = NameForm(
    re.compile(r"(?=.{1,40}\Z)[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*[a-z]?"),
    Words("en beteckning som `MK-01`", "an id such as `MK-01`"),
)
LEVEL: Final = NameForm(
    re.compile(r"[a-z0-9][a-z0-9_]{0,59}"),
    Words("en nivå som `partly` eller `2`", "a level such as `partly` or `2`"),
)
CODE: Final = NameForm(
    re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,59}"),
    Words(
        "en kod som `business_support` eller `SE31`", "a code such as `business_support` or `SE31`"
    ),
)


@dataclass(slots=True)
class Building:
    """A policy while it is read.

    `anchors` tells where an expression, a reference or a text stands, under the id of its
    owner and the name of the part (`MK-01/requires`). `sources` are the sources that have a
    name, `cited` the names by which sources have been asked for.
    """

    problems: Problems
    anchors: dict[str, Node] = field(default_factory=dict)
    names: dict[str, Scalar] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    sources: dict[str, Source] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)

    def name(self, fields: Fields, key: str, form: NameForm) -> str:
        """A name written under a key; empty as a stand-in."""
        node = fields.scalar(key, form.expected)
        return self.checked_name(node, form) if node is not None else ""

    def checked_name(self, node: Scalar, form: NameForm) -> str:
        """A name, well formed and not reserved."""
        name = text_of(node)
        if not form.pattern.fullmatch(name):
            self._note(BAD_NAME, node, name=quoted(name), expected=form.expected)
        elif form.in_expressions and name in _RESERVED:
            self._note(RESERVED_NAME, node, name=quoted(name))
        return name

    def own_name(self, fields: Fields, key: str, form: NameForm) -> str:
        """A name that the policy gives to something of its own, and to one thing only."""
        node = fields.scalar(key, form.expected)
        if node is None:
            return ""
        name = self.checked_name(node, form)
        self.claim(name, node)
        return name

    def claim(self, name: str, node: Scalar) -> None:
        """Take a name in the policy's name space."""
        first = self.names.setdefault(name, node)
        if first is not node:
            note_duplicate(self.problems, name, node, first)

    def expression(self, fields: Fields, key: str, owner: str) -> Expr:
        """The expression under a key; a stand-in where it cannot be read."""
        node = fields.scalar(key, Words("ett uttryck", "an expression"))
        if node is None:
            return NOTHING
        expr = self._parsed(node)
        if expr is None:
            return NOTHING
        self.anchors[f"{owner}/{key}"] = node
        return expr

    def expression_or_none(self, fields: Fields, key: str, owner: str) -> Expr | None:
        """The expression under a key, if the key is there."""
        return self.expression(fields, key, owner) if key in fields else None

    def references(self, fields: Fields, key: str, owner: str) -> tuple[str, ...]:
        """The names listed under a key, each with its place."""
        names: list[str] = []
        for name, node in fields.texts_of(key):
            if name in names:
                first = self.anchors[f"{owner}/{key}/{name}"]
                note_duplicate(self.problems, name, node, first)
                continue
            names.append(name)
            self.anchors[f"{owner}/{key}/{name}"] = node
        if key in fields:
            self.anchors[f"{owner}/{key}"] = fields.node(key)
        return tuple(names)

    def _parsed(self, node: Scalar) -> Expr | None:
        text = text_of(node)
        if node.style == "plain" and date_from_text(text):
            self._note(DAY_IS_NOT_AN_EXPRESSION, node, day=quoted(text))
            return None
        try:
            return parse_expression(text)
        except FeelSyntaxError as error:
            self._refuse(error, node)
        return None

    def _refuse(self, error: FeelSyntaxError, node: Scalar) -> None:
        where = within(node, error.offset, error.end)
        if isinstance(error, OutsideSubset):
            construct, reason = in_both(error.construct), in_both(error.reason)
            self.problems.add(OUTSIDE_LANGUAGE, where, construct=construct, reason=reason)
        elif error.what == "no such function":
            step = did_you_mean(error.got.strip("`"), FUNCTIONS)
            self.problems.add(UNKNOWN_FUNCTION, where, function=error.got, step=step)
        else:
            said = {"what": error.what, "expected": error.expected, "got": error.got}
            fields = {name: in_both(text) for name, text in said.items() if text}
            self.problems.add(NOT_AN_EXPRESSION, where, **fields)

    def _note(self, entry: Entry, node: Scalar, **fields: str | Words) -> None:
        self.problems.add(entry, node, **fields)


@dataclass(frozen=True, slots=True)
class Draft:
    """A policy as written: expressions not yet resolved, kinds not yet known.

    `problems` are what reading it has found wrong; checking adds its own and refuses the
    policy with all of them. `broken` names things that are declared but could not be read,
    so that their use is not reported a second time.
    """

    policy: Policy
    root: Node
    input_names: tuple[str, ...]
    anchors: dict[str, Node]
    problems: tuple[Problem, ...]
    broken: frozenset[str]

    def anchor(self, key: str) -> Node:
        """Where a part stands; the whole file where it is not known."""
        return self.anchors.get(key, self.root)
