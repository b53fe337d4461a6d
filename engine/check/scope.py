"""What a bare name in an expression means, and what it resolves to.

Inside `list[…]` a bare name is first a field of the element, then `item`, then a name from
outside. A field is rewritten to `item.field`, a name that a pack owns to `PACK.name`, so
that no backend has to look anything up while it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from engine.check.notes import Notes
from engine.errors import quoted
from engine.ir import Expr, Name, Path
from engine.kinds import DATE, Kind, RecordKind
from engine.messages.names import AMBIGUOUS_NAME, OUTER_ELEMENT, PROTECTED, UNKNOWN_NAME
from engine.parse.fields import did_you_mean

__all__ = ["CLOCK", "Fact", "Known", "Origin", "Scope", "Typed"]

CLOCK: Final = "judged_on"
Origin: TypeAlias = Literal["input", "derived", "parameter"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something with a name that expressions can read.

    `kind` is null when its definition was refused: its use is then not reported again.
    `constant` facts are the same for every application judged on one day.
    """

    name: str  # as it stands in resolved expressions
    kind: Kind | None
    origin: Origin
    constant: bool = False
    nullable: bool = False
    protected: bool = False
    protected_fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Typed:
    """A resolved expression and its kind; the kind is null where a problem has been noted."""

    expr: Expr
    kind: Kind | None


@dataclass(slots=True)
class Known:
    """The names of a policy, and those of them that an expression has been seen to read."""

    facts: Mapping[str, Fact]
    used: set[str] = field(default_factory=set)

    @property
    def protected_fields(self) -> frozenset[str]:
        """The fields of any list that are there for statistics only."""
        return frozenset[str]().union(*(fact.protected_fields for fact in self.facts.values()))


@dataclass(frozen=True, slots=True)
class Scope:
    """The names visible at one place of an expression.

    `bound` are the variables of `some`, `every` and `for`; `element` is the kind of `item` inside
    brackets, `hidden` the fields of the elements of brackets further out.
    """

    known: Known
    bound: Mapping[str, Kind | None] = field(default_factory=dict)
    element: Kind | None = None
    inside: bool = False
    hidden: frozenset[str] = frozenset()

    def with_variable(self, name: str, kind: Kind | None) -> Scope:
        """This scope with a bound variable."""
        return replace(self, bound={**self.bound, name: kind})

    def with_element(self, kind: Kind | None) -> Scope:
        """This scope inside the brackets of a list of `kind`."""
        hidden = self.hidden | set(self._fields())
        return replace(self, element=kind, inside=True, hidden=hidden)

    def _fields(self) -> Mapping[str, Kind]:
        return dict(self.element.fields) if isinstance(self.element, RecordKind) else {}

    def has(self, name: str) -> bool:
        """Whether a name is already taken where a variable would be bound."""
        return name in self.bound or name in self.known.facts or name in {CLOCK, "item"}

    def resolve(self, node: Name, notes: Notes) -> Typed:
        """What a bare name stands for."""
        name = node.name
        outside = name in self.bound or name in self.known.facts
        fields = self._fields()
        if self.inside and name == "item":
            return Typed(node, self.element)
        if name in fields:
            if outside:
                notes.add(AMBIGUOUS_NAME, node, name=quoted(name), field=name)
                return Typed(node, None)
            return Typed(Path(Name("item", node.span), name, node.span), fields[name])
        if name in self.bound:
            return Typed(node, self.bound[name])
        if name == CLOCK:
            return Typed(node, DATE)
        if name in self.known.facts:
            return self._fact(node, notes)
        if self.inside and self.element is None:
            return Typed(node, None)  # the list was refused; the name may be one of its fields
        if name in self.hidden:
            notes.add(OUTER_ELEMENT, node, name=quoted(name))
            return Typed(node, None)
        return self._unknown(node, notes)

    def _fact(self, node: Name, notes: Notes) -> Typed:
        fact = self.known.facts[node.name]
        self.known.used.add(node.name)
        if fact.protected:
            notes.add(PROTECTED, node, name=quoted(node.name))
        return Typed(Name(fact.name, node.span), fact.kind)

    def _unknown(self, node: Name, notes: Notes) -> Typed:
        if node.name in self.known.protected_fields:
            notes.add(PROTECTED, node, name=quoted(node.name))
            return Typed(node, None)
        visible = {*self._fields(), *self.bound, *self.known.facts, CLOCK}
        step = did_you_mean(node.name, visible)
        notes.add(UNKNOWN_NAME, node, name=quoted(node.name), step=step)
        return Typed(node, None)
