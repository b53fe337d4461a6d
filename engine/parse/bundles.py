"""`bundles.yaml`: which packs judge which form of support, from which day."""

from __future__ import annotations

from datetime import date
from typing import Final

from engine.errors import Problems, quoted
from engine.messages.rules import ENDS_BEFORE_START, PACK_TWICE
from engine.messages.shape import WRONG_SHAPE
from engine.model import Bundle, BundlePack
from engine.parse.draft import FACT, ID, Building
from engine.parse.fields import A_LIST, Fields, shown
from engine.source.reader import Items, Node

__all__ = ["APPLICATION_KINDS", "parse_bundles"]

APPLICATION_KINDS: Final = ("business_support", "equality_cheque", "project_funds")


def parse_bundles(root: Node) -> tuple[tuple[Bundle, Node], ...]:
    """The bundles of the file, each with where it stands.

    Raises:
        PolicyError: with everything that is wrong in the file.
    """
    building = Building(Problems())
    nodes: tuple[Node, ...] = ()
    if isinstance(root, Items):
        nodes = root.items
    else:
        building.problems.add(WRONG_SHAPE, root, expected=A_LIST, got=shown(root))
    bundles = tuple((_bundle(node, building), node) for node in nodes)
    building.problems.raise_if_any()
    return bundles


def _bundle(node: Node, building: Building) -> Bundle:
    fields = Fields(
        node,
        building.problems,
        required=("form", "kind", "title", "summary", "source", "packs"),
    )
    return Bundle(
        form=building.own_name(fields, "form", FACT),
        application_kind=fields.one_of("kind", APPLICATION_KINDS),
        title=fields.texts("title"),
        summary=fields.texts("summary"),
        source=fields.source(),
        packs=_packs(fields, building),
    )


def _packs(fields: Fields, building: Building) -> tuple[BundlePack, ...]:
    packs: list[BundlePack] = []
    for node in fields.items("packs"):
        entry = Fields(node, building.problems, required=("pack", "from"), optional=("to",))
        pack = building.name(entry, "pack", ID)
        start, end = entry.day("from"), entry.day_or_none("to")
        if end is not None and end <= start:
            entry.note(ENDS_BEFORE_START, "to", start=f"`{start}`")
        if not entry.broken and any(_overlap(pack, start, end, other) for other in packs):
            entry.note(PACK_TWICE, "pack", pack=quoted(pack))
        packs.append(BundlePack(pack, start, end))
    return tuple(packs)


def _overlap(pack: str, start: date, end: date | None, other: BundlePack) -> bool:
    """Whether a pack would judge twice on some day."""
    return (
        pack == other.pack
        and (other.valid_to is None or start < other.valid_to)
        and (end is None or other.valid_from < end)
    )
