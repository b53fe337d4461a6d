"""Sources said once: the names that a policy gives to its sources, and where they are cited.

A source that several rules rest on is written once, under `sources`; the rules cite it by name.
A citation becomes the whole source when it is read, so nothing that follows knows of the names.
"""

from __future__ import annotations

import re
from typing import Final

from engine.errors import Words, quoted
from engine.messages.names import UNKNOWN_SOURCE, UNUSED_SOURCE
from engine.model import Grade, Source
from engine.parse.draft import Building, NameForm
from engine.parse.fields import A_MAPPING, Fields, did_you_mean, source_of
from engine.source.reader import Entries, Node, Scalar
from engine.source.spans import text_of

__all__ = ["note_unused_sources", "read_sources", "source_at", "source_in"]

_NAME: Final = NameForm(
    re.compile(r"[a-z][a-z0-9_]{0,59}"),
    Words("ett namn som `section_17`", "a name such as `section_17`"),
)
_NO_SOURCE: Final = Source("", Grade.INFERRED)


def read_sources(fields: Fields, building: Building) -> None:
    """Keep every source under `sources` by its name; to be called before anything cites one."""
    if "sources" not in fields:
        return
    node = fields.node("sources")
    if not isinstance(node, Entries):
        fields.wrong(node, A_MAPPING)
        return
    for key, value in node.entries:
        name = building.checked_name(key, _NAME)
        building.sources[name] = source_of(value, building.problems)
        building.anchors[f"sources/{name}"] = key


def source_in(fields: Fields, building: Building) -> Source:
    """The source under the key `source`; a stand-in where the key is missing."""
    return source_at(fields.node("source"), building) if "source" in fields else _NO_SOURCE


def source_at(node: Node, building: Building) -> Source:
    """A source written out, `{ref, grade, note?, url?}`, or the name of one under `sources`."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return source_of(node, building.problems)
    name = text_of(node)
    building.cited.add(name)
    if name in building.sources:
        return building.sources[name]
    step = did_you_mean(name, building.sources) if building.sources else _WRITE_IT
    building.problems.add(UNKNOWN_SOURCE, node, name=quoted(name), step=step)
    return _NO_SOURCE


_WRITE_IT: Final = Words("skriv `{ref: …, grade: …}`", "write `{ref: …, grade: …}`")


def note_unused_sources(building: Building) -> None:
    """Every named source is cited; not asked where a misspelt name may be the reason."""
    if building.cited <= building.sources.keys():
        for name in sorted(building.sources.keys() - building.cited):
            where = building.anchors[f"sources/{name}"]
            building.problems.add(UNUSED_SOURCE, where, name=quoted(name))
