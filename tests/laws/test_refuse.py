"""Law: a policy with one bad rule does not load, whichever real rule is spoiled, and however."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from engine.check.policy import check_policy
from engine.errors import PolicyError
from engine.kinds import NumberKind
from engine.model import Policy
from engine.parse.policy import parse_policy
from engine.policy import Library, load_folder
from engine.source.reader import Entries, Items, Node, read_source
from tests.laws.corruptions import CORRUPTIONS, Place, changed

ROOT = Path(__file__).parents[2] / "rules"
PACKS = sorted(path.parent.name for path in ROOT.glob("*/policy.yaml"))
SECTIONS = ("gates", "criteria", "prompts")
TIMES = 50  # corruptions a rule


@cache
def rules_folder() -> Library:
    """The real rules, all of them sound."""
    return load_folder(ROOT)


@cache
def source(pack: str) -> Entries:
    """The data of a pack's policy."""
    path = ROOT / pack / "policy.yaml"
    root = read_source(path.read_bytes(), f"{pack}/policy.yaml")
    assert isinstance(root, Entries)
    return root


def rules_of(root: Entries) -> Iterator[tuple[str, int, Entries]]:
    """Every rule and criterion with its section and place."""
    for section in SECTIONS:
        group = root.get(section)
        for number, node in enumerate(group.items if isinstance(group, Items) else ()):
            assert isinstance(node, Entries)
            yield section, number, node


def alone(root: Entries, section: str, rule: Node) -> Entries:
    """The pack with this rule and no other: what it reads is all there."""
    for other in (*SECTIONS, "amounts"):
        group = root.get(other)
        if isinstance(group, Items):
            kept = replace(group, items=(rule,)) if other == section else None
            root = changed(root, other, kept)
    return root


def policy_in(pack: str) -> Policy:
    """The sound policy of a folder."""
    library = rules_folder()
    return next(one for name, one in library.policies.items() if library.folders[name] == pack)


def place_in(pack: str, section: str) -> Place:
    """What the corruptions may know of a pack."""
    policy = policy_in(pack)
    kinds = {one.name: one.kind for one in policy.inputs}
    kinds |= {one.name: one.kind for one in policy.parameters}
    kinds |= {one.name: one.kind for one in policy.derived}
    measures = (name for name, kind in kinds.items() if isinstance(kind, NumberKind) and kind.unit)
    return Place(tuple(kinds), tuple(measures), section)


def codes(root: Entries) -> set[str]:
    """What a policy is refused with; anything but a refusal is an error of the test."""
    library = rules_folder()
    try:
        check_policy(parse_policy(root), library.policies, library.inputs)
    except PolicyError as error:
        return {problem.code for problem in error.problems}
    return set()


# With the other rules gone, what only they read or cite is unused: no sign of the corruption.
NO_SIGN = {"HE0410", "HE0420"}


@pytest.mark.parametrize("pack", PACKS)
def test_a_rule_by_itself_is_sound(pack: str) -> None:
    """The ground on which the law stands: unspoiled, no rule is refused."""
    root = source(pack)

    refused = {
        (section, number): found - NO_SIGN
        for section, number, rule in rules_of(root)
        if (found := codes(alone(root, section, rule))) - NO_SIGN
    }
    assert refused == {}


@pytest.mark.parametrize("pack", PACKS)
def test_no_spoiled_rule_loads(pack: str, request: pytest.FixtureRequest) -> None:
    """Fifty random corruptions of each rule: all of them are refused, and refused properly."""
    seed = request.config.getoption("--hypothesis-seed")
    root, loaded = source(pack), []
    for section, number, rule in rules_of(root):
        rng = Random(f"{seed}/{pack}/{section}/{number}")
        place = place_in(pack, section)
        for name, spoilt in spoiled(rule, place, rng):
            if not codes(alone(root, section, spoilt)) - NO_SIGN:
                loaded.append((section, number, name))

    assert loaded == [], f"--hypothesis-seed={seed}"


def spoiled(rule: Entries, place: Place, rng: Random) -> Iterator[tuple[str, Entries]]:
    """Corruptions of a rule that apply to it, each with its name."""
    names = sorted(CORRUPTIONS)
    made = 0
    while made < TIMES:
        name = rng.choice(names)
        spoilt = CORRUPTIONS[name](rule, place, rng)
        if spoilt is not None:
            made += 1
            yield name, spoilt


@pytest.mark.parametrize("pack", PACKS)
def test_one_spoiled_rule_refuses_its_whole_pack(pack: str, request: pytest.FixtureRequest) -> None:
    """With all its neighbours around it, a bad rule is still found."""
    seed = request.config.getoption("--hypothesis-seed")
    root = source(pack)
    rng = Random(f"{seed}/{pack}")
    for section, number, rule in rules_of(root):
        name, spoilt = next(spoiled(rule, place_in(pack, section), rng))
        group = root.get(section)
        assert isinstance(group, Items)
        items = (*group.items[:number], spoilt, *group.items[number + 1 :])

        assert codes(changed(root, section, replace(group, items=items))), (name, section, number)
