"""Bundles against the packs that they name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from engine.errors import Problems, Words, quoted
from engine.messages.names import NO_PACK
from engine.messages.rules import PACK_NOT_IN_FORCE
from engine.model import Bundle, Policy
from engine.parse.fields import did_you_mean
from engine.source.reader import Entries, Items, Node

__all__ = ["check_bundles", "period"]


def check_bundles(
    bundles: Iterable[tuple[Bundle, Node]],
    policies: Mapping[str, Policy],
    *,
    packs: Collection[str] = (),
) -> None:
    """Every pack exists and holds on the days on which it is to judge.

    `packs` are the ids of all packs that exist: one that has been refused is not reported again.

    Raises:
        PolicyError: with everything that is wrong in the bundles.
    """
    problems = Problems()
    for bundle, node in bundles:
        for member, place in zip(bundle.packs, _places(node), strict=True):
            policy = policies.get(member.pack)
            if policy is None and member.pack in packs:
                continue
            if policy is None:
                step = did_you_mean(member.pack, {*policies, *packs})
                problems.add(NO_PACK, place, pack=quoted(member.pack), step=step)
            elif not _within(member.valid_from, member.valid_to, policy):
                said = period(policy.valid_from, policy.valid_to)
                problems.add(PACK_NOT_IN_FORCE, place, pack=quoted(member.pack), period=said)
    problems.raise_if_any()


def _within(start: date, end: date | None, policy: Policy) -> bool:
    if start < policy.valid_from:
        return False
    return policy.valid_to is None or (end is not None and end <= policy.valid_to)


def _places(node: Node) -> tuple[Node, ...]:
    packs = node.get("packs") if isinstance(node, Entries) else None
    return packs.items if isinstance(packs, Items) else ()


def period(start: date, end: date | None) -> Words:
    """The days on which something holds, in words."""
    if end is None:
        return Words(f"från och med {start}", f"from {start} on")
    return Words(f"från och med {start} till {end}", f"from {start} until {end}")
