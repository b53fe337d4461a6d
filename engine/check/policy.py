"""A draft to a policy: names resolved, kinds and units known, every rule able to matter.

A policy comes out whole or not at all. In what comes out, expressions read questions by
their bare names, `judged_on` and bound variables too; what a pack owns stands as
`PACK.name`, imported or not, and a field inside brackets as `item.field`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from typing import Final

from engine.check.bundles import check_bundles
from engine.check.environment import Environment
from engine.check.inference import Typer
from engine.check.library import check_exports, check_names
from engine.check.notes import Notes
from engine.check.scope import CLOCK, Fact, Known, Typed
from engine.check.tables import check_table
from engine.check.usage import check_facts, check_placeholders, check_unused
from engine.digest import digest_of
from engine.errors import Problems, Words, quoted
from engine.ir import Expr
from engine.kinds import Kind, ListKind, NumberKind, RecordKind
from engine.messages.kind_words import described
from engine.messages.kinds import EXPECTED_LIST, EXPECTED_NUMBER
from engine.messages.names import CIRCLE, PROTECTED, VERIFIED_NOT_INPUT
from engine.messages.rules import CONSTANT_CONDITION, ENDS_BEFORE_START
from engine.model import Amount, Criterion, Derived, Input, Policy, Row, Rule
from engine.parse.draft import Draft
from engine.parse.fields import did_you_mean
from engine.walk import free_names

__all__ = ["check_bundles", "check_exports", "check_names", "check_policy", "check_without"]


def check_policy(
    draft: Draft,
    imported: Mapping[str, Policy],
    inputs: Mapping[str, Input],
    packs: Collection[str] = (),
) -> Policy:
    """The checked policy of a draft.

    `imported` are packs already checked, `inputs` the shared questions, `packs` the ids of all
    packs that exist, to suggest the right one.

    Raises:
        PolicyError: with everything that is wrong, in reading and in checking.
    """
    policy, problems = _checked(draft, Environment(draft, imported, inputs, packs))
    problems.raise_if_any()
    return replace(policy, digest=digest_of(policy, imported))


def check_without(
    draft: Draft,
    imported: Mapping[str, Policy],
    inputs: Mapping[str, Input],
    packs: Collection[str],
) -> None:
    """Check a draft that imports from packs which exist, among `packs`, but have been refused.

    It cannot become a policy; what is wrong with it besides is told, what it imports is not.

    Raises:
        PolicyError: with everything else that is wrong.
    """
    names = Environment(draft, imported, inputs, packs, forgiving=True)
    _, problems = _checked(draft, names)
    problems.raise_if_any()


def _checked(draft: Draft, names: Environment) -> tuple[Policy, Problems]:
    checker = _Checker(draft, names)
    policy = checker.policy()
    if not names.problems:  # where something is wrong, names are often unused because of it
        checker.unused(policy)
    return policy, names.problems


@dataclass(slots=True)
class _Checker:
    draft: Draft
    names: Environment
    used: set[str] = field(default_factory=set)

    @property
    def problems(self) -> Problems:
        return self.names.problems

    @property
    def facts(self) -> Mapping[str, Fact]:
        return self.names.facts

    def policy(self) -> Policy:
        """The policy with everything resolved; wrong parts are noted and left as they are."""
        draft = self.draft.policy
        if draft.valid_to is not None and draft.valid_to <= draft.valid_from:
            where = self.draft.anchor("/valid_to")
            self.problems.add(ENDS_BEFORE_START, where, start=f"`{draft.valid_from}`")
        questions = self.names.questions()
        self.names.imports()
        self.names.parameters()
        return replace(
            draft,
            inputs=questions,
            derived=self._all_derived(draft.derived),
            rules=tuple(self._rule(rule) for rule in draft.rules),
            criteria=tuple(self._criterion(one) for one in draft.criteria),
            amounts=tuple(self._amount(amount) for amount in draft.amounts),
        )

    def unused(self, policy: Policy) -> None:
        """Questions and imports that are listed and never read."""
        anchors = self.draft.anchors
        for number, one in enumerate(policy.imports):
            places = {name: anchors[f"imports/{number}/names/{name}"] for name in one.names}
            check_unused(one.names, self.used, places, self.problems)
        names = [*self.draft.input_names, *(one.name for one in self.draft.policy.inputs)]
        places = {name: anchors[f"inputs/{name}"] for name in names}
        check_unused(names, self.used, places, self.problems)

    # --- derived facts ------------------------------------------------------------------------

    def _all_derived(self, derived: Iterable[Derived]) -> tuple[Derived, ...]:
        """The derived facts in an order in which each comes after those that it reads."""
        by_name = {one.name: one for one in derived}
        order = self._order(by_name)
        done: list[Derived] = []
        for name in order:
            one = by_name[name]
            used: set[str] = set()
            typed = self._typed(f"{name}/value", one.expr, used)
            kind = typed.kind if typed else None
            constant = kind is not None and not self._varies(one.expr, used)
            self.names.own(name, kind, "derived", constant=constant)
            if typed is not None and kind is not None:
                done.append(replace(one, expr=typed.expr, kind=kind))
        return tuple(done)

    def _order(self, by_name: Mapping[str, Derived]) -> tuple[str, ...]:
        reads = {
            name: sorted(free_names(one.expr) & by_name.keys()) for name, one in by_name.items()
        }
        try:
            return tuple(TopologicalSorter(reads).static_order())
        except CycleError as error:
            circle: list[str] = error.args[1]
            said = " → ".join(map(quoted, reversed(circle)))
            self.problems.add(CIRCLE, self.draft.anchor(circle[0]), circle=said)
            for name in by_name:  # kinds cannot be found; what else is wrong can
                self.names.own(name, None, "derived")
            return ()

    # --- rules --------------------------------------------------------------------------------

    def _rule(self, rule: Rule) -> Rule:
        used: set[str] = set()
        resolved = replace(
            rule,
            applies=self._deciding(f"{rule.id}/applies", rule.applies, used),
            requires=self._deciding(f"{rule.id}/requires", rule.requires, used) or rule.requires,
            items=self._items(rule, used),
        )
        self._verified(rule)
        self._said(rule, used)
        return resolved

    def _items(self, rule: Rule, used: set[str]) -> Expr | None:
        """The offending records: a list of them."""
        if rule.items is None:
            return None
        key = f"{rule.id}/items"
        typed = self._typed(key, rule.items, used)
        if typed is None:
            return rule.items
        if typed.kind is not None and not _is_records(typed.kind):
            where = self.draft.anchors[key]
            self.problems.add(EXPECTED_LIST, where, expected=_RECORDS, got=described(typed.kind))
        return typed.expr

    def _verified(self, rule: Rule) -> None:
        for name in rule.verified:
            self.used.add(name)
            fact = self.facts.get(name)
            where = self.draft.anchors[f"{rule.id}/verified/{name}"]
            if fact is None or fact.origin != "input":
                questions = [one for one, other in self.facts.items() if other.origin == "input"]
                step = did_you_mean(name, questions)
                self.problems.add(VERIFIED_NOT_INPUT, where, name=quoted(name), step=step)
            elif fact.protected:
                self.problems.add(PROTECTED, where, name=quoted(name))

    def _said(self, one: Rule | Criterion, used: set[str]) -> None:
        """What the conditions read is what is declared, and what the texts show exists."""
        if one.id not in self.draft.broken:
            check_facts(one.id, one.facts, used, self.draft.anchors, self.problems)
        for key, texts in (("applicant", one.applicant), ("officer", one.officer)):
            node = self.draft.anchors.get(f"{one.id}/{key}")
            if node is not None:
                self.used |= check_placeholders(texts, node, self.facts, self.problems)

    def _criterion(self, criterion: Criterion) -> Criterion:
        used: set[str] = set()
        rows = [
            self._row(f"{criterion.id}/table/{number}/when", row, used)
            for number, row in enumerate(criterion.rows)
        ]
        applies = self._deciding(f"{criterion.id}/applies", criterion.applies, used)
        resolved = replace(criterion, applies=applies, rows=tuple(rows))
        check_table(resolved, self.draft.anchors, self.problems)
        self._said(criterion, used)
        return resolved

    def _row(self, key: str, row: Row, used: set[str]) -> Row:
        return replace(row, when=self._deciding(key, row.when, used) or row.when)

    def _amount(self, amount: Amount) -> Amount:
        key = f"{amount.id}/value"
        typed = self._typed(key, amount.expr)
        when = self._deciding(f"{amount.id}/when", amount.when, set())
        if typed is None:
            return amount
        if typed.kind is not None and not isinstance(typed.kind, NumberKind):
            where = self.draft.anchors[key]
            self.problems.add(EXPECTED_NUMBER, where, got=described(typed.kind))
        return replace(amount, expr=typed.expr, kind=typed.kind or amount.kind, when=when)

    # --- expressions --------------------------------------------------------------------------

    def _typed(self, key: str, expr: Expr, used: set[str] | None = None) -> Typed | None:
        """An expression resolved; null where it could not be read."""
        if key not in self.draft.anchors:
            return None
        known = Known(self.facts)
        typed = Typer(known, Notes(self.draft.anchors[key], self.problems)).typed(expr)
        self._note_used(known, used)
        return typed

    def _condition(self, key: str, expr: Expr, used: set[str]) -> Expr | None:
        """A condition resolved; null where it could not be read."""
        if key not in self.draft.anchors:
            return None
        known = Known(self.facts)
        found = Typer(known, Notes(self.draft.anchors[key], self.problems)).condition(expr)
        self._note_used(known, used)
        return found

    def _note_used(self, known: Known, used: set[str] | None) -> None:
        self.used |= known.used
        if used is not None:
            used |= known.used

    def _deciding(self, key: str, expr: Expr | None, used: set[str]) -> Expr | None:
        """A condition that has to read something of the application."""
        if expr is None:
            return None
        own: set[str] = set()
        noted = len(self.problems)
        found = self._condition(key, expr, own)
        used |= own
        if found is None:
            return expr
        if not self._varies(expr, own) and len(self.problems) == noted:
            self.problems.add(CONSTANT_CONDITION, self.draft.anchors[key])
        return found

    def _varies(self, expr: Expr, used: set[str]) -> bool:
        """Whether an expression can come out differently for two applications or days."""
        return CLOCK in free_names(expr) or any(not self.facts[name].constant for name in used)


_RECORDS: Final = Words("en lista av poster", "a list of records")


def _is_records(kind: Kind) -> bool:
    return isinstance(kind, ListKind) and isinstance(kind.item, RecordKind)
