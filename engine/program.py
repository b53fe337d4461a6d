"""A program: the packs that judge one application, linked, as they stood on one day.

Linking picks each dated parameter's value for the day, puts the derived facts of all packs in
one order and gives everything a pack owns its qualified name (`PACK.name`). What is left is
closed: a backend needs the program and the facts, nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.ir import And, Call, Name
from engine.kinds import Kind
from engine.model import (
    Amount,
    Bundle,
    Column,
    Criterion,
    Dated,
    Derived,
    Input,
    Parameter,
    Policy,
    Rule,
    Source,
    Texts,
)
from engine.values import Value, canonical

__all__ = [
    "Constant",
    "LinkedAmount",
    "LinkedCriterion",
    "LinkedDerived",
    "LinkedRule",
    "NotInForce",
    "PackRef",
    "Program",
    "link",
    "packs_of",
    "qualified",
]


class NotInForce(LookupError):
    """No version of a pack or parameter holds on the day asked for.

    `what` is the pack or `PACK.parameter`, `first` the earliest day that is covered.
    """

    def __init__(self, what: str, on: date, first: date) -> None:
        super().__init__(f"`{what}` does not hold on {on}; it starts on {first}")
        self.what = what
        self.on = on
        self.first = first


@dataclass(frozen=True, slots=True)
class PackRef:
    """Which text of a pack was used."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A parameter's value on the program's day, with the source of that value."""

    name: str  # qualified
    kind: Kind
    label: Texts
    value: Value
    valid_from: date
    source: Source
    editable: bool
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedDerived:
    """A derived fact under its qualified name."""

    name: str
    definition: Derived


@dataclass(frozen=True, slots=True)
class LinkedRule:
    """A rule with the pack that it belongs to."""

    pack: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class LinkedCriterion:
    """A criterion with the pack that it belongs to."""

    pack: str
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class LinkedAmount:
    """An amount with the pack that it belongs to."""

    pack: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Program:
    """Everything that a backend runs; equal digests mean equal rules and constants."""

    on: date
    packs: tuple[PackRef, ...]
    inputs: Mapping[str, Input]
    constants: Mapping[str, Constant]
    derived: tuple[LinkedDerived, ...]  # each after those it reads
    rules: tuple[LinkedRule, ...]
    criteria: tuple[LinkedCriterion, ...]
    amounts: tuple[LinkedAmount, ...]
    aliases: Mapping[tuple[str, str], str]  # (pack, imported name) to the owner's qualified name
    titles: Mapping[str, Texts]
    digest: str

    def resolve(self, pack: str, name: str) -> str:
        """The name that `name` stands for in a text or case of `pack`."""
        if name in self.inputs or name == "judged_on":
            return name
        return self.aliases.get((pack, name), qualified(pack, name))


def qualified(pack: str, name: str) -> str:
    """The name under which `pack`'s own `name` stands in resolved expressions."""
    return f"{pack}.{name}"


def link(
    policies: Mapping[str, Policy],
    inputs: Mapping[str, Input],
    packs: Iterable[str],
    on: date,
) -> Program:
    """Link `packs` (and what they import) as they stood on `on`.

    Rules, criteria and amounts come from `packs` alone, in that order; imported packs lend
    their derived facts and parameters only.

    Raises:
        NotInForce: a pack or one of its parameters has no value on that day.
        KeyError: a pack is not among `policies`.
    """
    chosen = tuple(dict.fromkeys(packs))
    needed = _with_imports(policies, chosen)
    for pack in needed:
        _require_in_force(policies[pack], on)
    members = [policies[pack] for pack in needed]
    judging = [policies[pack] for pack in chosen]
    constants = {
        qualified(policy.id, parameter.name): _constant(policy.id, parameter, on)
        for policy in members
        for parameter in policy.parameters
    }
    refs = tuple(PackRef(policy.id, policy.version, policy.digest) for policy in members)
    return Program(
        on=on,
        packs=refs,
        inputs=_used_inputs(inputs, members),
        constants=constants,
        derived=tuple(
            LinkedDerived(qualified(policy.id, fact.name), fact)
            for policy in members
            for fact in policy.derived
        ),
        rules=tuple(
            LinkedRule(policy.id, _with_evidence(rule))
            for policy in judging
            for rule in policy.rules
        ),
        criteria=tuple(
            LinkedCriterion(policy.id, criterion)
            for policy in judging
            for criterion in policy.criteria
        ),
        amounts=tuple(
            LinkedAmount(policy.id, amount) for policy in judging for amount in policy.amounts
        ),
        aliases={
            (policy.id, name): qualified(imported.pack, name)
            for policy in members
            for imported in policy.imports
            for name in imported.names
        },
        titles={policy.id: policy.title for policy in members},
        digest=_digest(refs, chosen, constants.values()),
    )


def packs_of(bundle: Bundle, on: date) -> tuple[str, ...]:
    """The packs of `bundle` that apply on `on`, in the bundle's order."""
    return tuple(
        member.pack
        for member in bundle.packs
        if member.valid_from <= on and (member.valid_to is None or on < member.valid_to)
    )


def _with_imports(policies: Mapping[str, Policy], chosen: Iterable[str]) -> tuple[str, ...]:
    """`chosen` with everything they import, an imported pack before the one that needs it."""
    order: dict[str, None] = {}

    def visit(pack: str) -> None:
        if pack in order:
            return
        for imported in policies[pack].imports:  # the checker has refused circles
            visit(imported.pack)
        order[pack] = None

    for pack in chosen:
        visit(pack)
    return tuple(order)


def _require_in_force(policy: Policy, on: date) -> None:
    ended = policy.valid_to is not None and on >= policy.valid_to
    if on < policy.valid_from or ended:
        raise NotInForce(policy.id, on, policy.valid_from)


def _constant(pack: str, parameter: Parameter, on: date) -> Constant:
    held: Dated | None = None
    for dated in parameter.values:
        if dated.valid_from <= on:
            held = dated
    name = qualified(pack, parameter.name)
    if held is None:
        raise NotInForce(name, on, parameter.values[0].valid_from)
    return Constant(
        name=name,
        kind=parameter.kind,
        label=parameter.label,
        value=held.value,
        valid_from=held.valid_from,
        source=held.source,
        editable=parameter.editable,
        columns=parameter.columns,
    )


def _used_inputs(inputs: Mapping[str, Input], members: Iterable[Policy]) -> Mapping[str, Input]:
    """The inputs that the packs name, in the questionnaire's order, pack-owned ones last."""
    wanted = {question.name: question for policy in members for question in policy.inputs}
    shared = {name: wanted[name] for name in inputs if name in wanted}
    return shared | wanted


def _with_evidence(rule: Rule) -> Rule:
    """`rule` with its demand for verified facts as part of what it requires.

    `verified(x)` is true or open, never false: an unverified fact can keep a rule from being
    met, but a rule that is not met on the applicant's own word needs no verification.
    """
    if not rule.verified:
        return rule
    demands = tuple(Call("verified", (Name(name),)) for name in rule.verified)
    return replace(rule, requires=And((rule.requires, *demands)))


def _digest(refs: Iterable[PackRef], chosen: Iterable[str], constants: Iterable[Constant]) -> str:
    """SHA-256 over what decides: the pack texts, which of them judge, and the day's constants.

    The day itself is left out, so that two days under the same rules give the same digest.
    """
    text = hashlib.sha256()
    for ref in refs:
        text.update(f"pack {ref.id} {ref.digest}\n".encode())
    text.update(f"judging {' '.join(chosen)}\n".encode())
    for constant in constants:
        text.update(f"constant {constant.name} {canonical(constant.value)}\n".encode())
    return text.hexdigest()
