"""The names that a policy may read: its questions, imports and parameters, with their kinds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from engine.check.bundles import period
from engine.check.scope import Fact, Origin
from engine.errors import Problems, quoted
from engine.kinds import Kind, ListKind, RecordKind
from engine.messages.names import INPUT_TAKEN, NO_PACK, NOT_IMPORTABLE, UNKNOWN_NAME
from engine.messages.rules import NOT_COVERED, PACK_NOT_IN_FORCE
from engine.model import Import, Input, Policy
from engine.parse.draft import Draft
from engine.parse.fields import did_you_mean
from engine.source.reader import Node

__all__ = ["Environment"]


@dataclass(slots=True)
class Environment:
    """One policy's names while it is checked; what is wrong with them goes to `problems`."""

    draft: Draft
    imported: Mapping[str, Policy]
    shared: Mapping[str, Input]
    packs: Collection[str]
    forgiving: bool = False  # a pack that exists but was refused may be imported from
    problems: Problems = field(init=False)
    facts: dict[str, Fact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.problems = Problems(self.draft.problems)

    def questions(self) -> tuple[Input, ...]:
        """The questions of the policy: shared ones by name, then its own."""
        found: list[Input] = []
        for name in self.draft.input_names:
            if question := self.shared.get(name):
                found.append(question)
                self.facts[name] = _fact_of(question)
            else:
                where = self.draft.anchor(f"inputs/{name}")
                step = did_you_mean(name, self.shared)
                self.problems.add(UNKNOWN_NAME, where, name=quoted(name), step=step)
                self.facts[name] = Fact(name, None, "input")
        for question in self.draft.policy.inputs:
            if question.name in self.shared:
                where = self.draft.anchor(f"inputs/{question.name}")
                self.problems.add(INPUT_TAKEN, where, name=quoted(question.name))
            broken = question.name in self.draft.broken
            fact = _fact_of(question)
            self.facts[question.name] = replace(fact, kind=None) if broken else fact
            found.append(question)
        return tuple(found)

    def imports(self) -> None:
        """The names of other packs, under their owners' names."""
        for number, one in enumerate(self.draft.policy.imports):
            where = self.draft.anchor(f"imports/{number}")
            policy = self.imported.get(one.pack)
            if policy is not None:
                self._in_force(policy, where)
            elif not self.forgiving or one.pack not in self.packs:
                step = did_you_mean(one.pack, {*self.imported, *self.packs})
                self.problems.add(NO_PACK, where, pack=quoted(one.pack), step=step)
            self._imported_names(one, number, policy)

    def _imported_names(self, one: Import, number: int, policy: Policy | None) -> None:
        kinds = _exports(policy) if policy is not None else {}
        constants = {one.name for one in policy.parameters} if policy is not None else set()
        for name in one.names:
            if policy is not None and name not in kinds:
                where = self.draft.anchor(f"imports/{number}/names/{name}")
                pack, step = quoted(one.pack), did_you_mean(name, kinds)
                self.problems.add(NOT_IMPORTABLE, where, pack=pack, name=quoted(name), step=step)
            origin: Origin = "parameter" if name in constants else "derived"
            self.facts[name] = Fact(
                f"{one.pack}.{name}", kinds.get(name), origin, constant=name in constants
            )

    def _in_force(self, policy: Policy, where: Node) -> None:
        own = self.draft.policy
        late = policy.valid_from > own.valid_from
        early = policy.valid_to is not None and (
            own.valid_to is None or policy.valid_to < own.valid_to
        )
        if late or early:
            said = period(policy.valid_from, policy.valid_to)
            self.problems.add(PACK_NOT_IN_FORCE, where, pack=quoted(policy.id), period=said)

    def parameters(self) -> None:
        """The policy's own constants and tables; each needs a value from the first day."""
        first = self.draft.policy.valid_from
        for one in self.draft.policy.parameters:
            self.own(one.name, one.kind, "parameter", constant=True)
            broken = one.name in self.draft.broken or "/valid_from" not in self.draft.anchors
            if one.values and not broken and one.values[0].valid_from > first:
                self.problems.add(
                    NOT_COVERED,
                    self.draft.anchor(one.name),
                    name=quoted(one.name),
                    day=f"`{first}`",
                    date=str(first),
                )

    def own(self, name: str, kind: Kind | None, origin: Origin, *, constant: bool = False) -> None:
        """Take up a name of the policy; the kind of one that could not be read stays open."""
        known = None if name in self.draft.broken else kind
        full = f"{self.draft.policy.id}.{name}"
        self.facts[name] = Fact(full, known, origin, constant=constant)


def _exports(policy: Policy) -> Mapping[str, Kind]:
    """What other packs can import."""
    figures = {one.name: one.kind for one in policy.parameters}
    return figures | {one.name: one.kind for one in policy.derived}


def _fact_of(question: Input) -> Fact:
    """A question as expressions see it: fields for statistics only are not there."""
    kind, hidden = question.kind, frozenset[str]()
    if question.fields:
        hidden = frozenset(one.name for one in question.fields if one.protected)
        open_fields = ((one.name, one.kind) for one in question.fields if not one.protected)
        kind = ListKind(RecordKind(tuple(open_fields)))
    return Fact(
        question.name,
        kind,
        "input",
        nullable=question.nullable,
        protected=question.protected,
        protected_fields=hidden,
    )
