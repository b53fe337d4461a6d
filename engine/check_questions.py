"""The questions of all files together: one name, one place and a known heading each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.errors import Problems, quoted
from engine.messages_names import UNKNOWN_GROUP
from engine.model import Input
from engine.parse_draft import Draft
from engine.parse_fields import did_you_mean, note_duplicate
from engine.parse_inputs import Questions
from engine.source import Entries, Node

__all__ = ["check_questions"]


def check_questions(files: Iterable[Questions], drafts: Iterable[Draft] = ()) -> None:
    """The shared questions and those of the packs fit together.

    Raises:
        PolicyError: a name, place or heading is given twice, or a heading is not there.
    """
    files, drafts = tuple(files), tuple(drafts)
    problems = Problems()
    groups: dict[str, Node] = {}
    for file in files:
        for group in file.groups:
            _claim(groups, group.id, file.places[f"groups/{group.id}"], problems)
    names: dict[str, Node] = {}
    paths: dict[str, Node] = {}
    for question, node in _all(files, drafts):
        _claim(names, question.name, node, problems)
        _claim(paths, question.path, node, problems)
        if question.group not in groups:
            step = did_you_mean(question.group, groups)
            place = node.get("group") if isinstance(node, Entries) else None
            problems.add(UNKNOWN_GROUP, place or node, name=quoted(question.group), step=step)
    problems.raise_if_any()


def _all(files: Iterable[Questions], drafts: Iterable[Draft]) -> Iterator[tuple[Input, Node]]:
    """Every question with where it stands; those that could not be read are left out."""
    for file in files:
        for question in file.inputs:
            yield question, file.places[f"inputs/{question.name}"]
    for draft in drafts:
        for question in draft.policy.inputs:
            if question.name not in draft.broken:
                yield question, draft.anchor(f"inputs/{question.name}")


def _claim(seen: dict[str, Node], name: str, node: Node, problems: Problems) -> None:
    first = seen.setdefault(name, node)
    if first is not node:
        note_duplicate(problems, name, node, first)
