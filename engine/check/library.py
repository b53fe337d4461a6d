"""What only all files together show: taken names, unknown headings, names that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final

from engine.errors import Problems, quoted
from engine.ir import Expr
from engine.messages.names import IMPORT_CIRCLE, PACK_EXISTS, UNKNOWN_GROUP, UNUSED
from engine.model import Input, Policy, Texts
from engine.parse.draft import Draft
from engine.parse.fields import did_you_mean, note_duplicate
from engine.parse.inputs import Questions
from engine.source.reader import Entries, Node
from engine.walk import free_names

__all__ = ["check_exports", "check_names"]

_PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def check_names(files: Iterable[Questions], drafts: Iterable[Draft]) -> None:
    """Every pack, question, place in an application and heading is there once, in no circle.

    Raises:
        PolicyError: one is given twice, a question stands under no known heading, or packs
            import each other in a circle.
    """
    files, drafts = tuple(files), tuple(drafts)
    problems = Problems()
    _packs(drafts, problems)
    _imports(drafts, problems)
    groups: dict[str, Node] = {}
    for file in files:
        for group in file.groups:
            _claim(groups, group.id, file.places[f"groups/{group.id}"], problems)
    names: dict[str, Node] = {}
    paths: dict[str, Node] = {}
    for question, node in _questions(files, drafts):
        _claim(names, question.name, node, problems)
        _claim(paths, question.path, node, problems)
        if question.group not in groups:
            step = did_you_mean(question.group, groups)
            place = node.get("group") if isinstance(node, Entries) else None
            problems.add(UNKNOWN_GROUP, place or node, name=quoted(question.group), step=step)
    problems.raise_if_any()


def _packs(drafts: Iterable[Draft], problems: Problems) -> None:
    seen: set[str] = set()
    for draft in drafts:
        pack = draft.policy.id
        if pack and pack in seen:
            problems.add(PACK_EXISTS, draft.anchor("/policy"), pack=quoted(pack))
        seen.add(pack)


def _imports(drafts: Iterable[Draft], problems: Problems) -> None:
    by_id = {draft.policy.id: draft for draft in drafts}
    reads = {
        pack: [one.pack for one in draft.policy.imports if one.pack in by_id]
        for pack, draft in by_id.items()
    }
    try:
        TopologicalSorter(reads).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][::-1]
        said = " → ".join(map(quoted, circle))
        draft = by_id[circle[0]]
        packs = [one.pack for one in draft.policy.imports]
        where = draft.anchor(f"imports/{packs.index(circle[1])}")
        problems.add(IMPORT_CIRCLE, where, circle=said)


def _questions(files: Iterable[Questions], drafts: Iterable[Draft]) -> Iterator[tuple[Input, Node]]:
    """Every question with where it stands.

    Those that could not be read are left out, and so are those of a pack that take a shared
    name: both are refused where the pack is.
    """
    shared: set[str] = set()
    for file in files:
        for question in file.inputs:
            shared.add(question.name)
            yield question, file.places[f"inputs/{question.name}"]
    for draft in drafts:
        for question in draft.policy.inputs:
            if question.name not in draft.broken and question.name not in shared:
                yield question, draft.anchor(f"inputs/{question.name}")


def _claim(seen: dict[str, Node], name: str, node: Node, problems: Problems) -> None:
    first = seen.setdefault(name, node)
    if first is not node:
        note_duplicate(problems, name, node, first)


def check_exports(drafts: Iterable[Draft], policies: Mapping[str, Policy]) -> None:
    """Every parameter, table and derived fact is read, in its own pack or in another.

    Raises:
        PolicyError: with each that is not.
    """
    problems = Problems()
    used = frozenset[str]().union(*map(_used, policies.values()))
    for draft in drafts:
        policy = draft.policy
        owned = [one.name for one in policy.parameters] + [one.name for one in policy.derived]
        for name in owned:
            if f"{policy.id}.{name}" not in used:
                problems.add(UNUSED, draft.anchor(name), name=quoted(name))
    problems.raise_if_any()


def _used(policy: Policy) -> frozenset[str]:
    """What a checked policy reads, by qualified name; an import counts as read."""
    read = {f"{one.pack}.{name}" for one in policy.imports for name in one.names}
    for expr in _expressions(policy):
        read |= free_names(expr)
    for texts in _texts(policy):
        for text in (texts.sv, texts.en):
            read |= {f"{policy.id}.{name}" for name in _PLACEHOLDER.findall(text)}
    return frozenset(read)


def _expressions(policy: Policy) -> Iterator[Expr]:
    yield from (fact.expr for fact in policy.derived)
    yield from (amount.expr for amount in policy.amounts)
    yield from (row.when for criterion in policy.criteria for row in criterion.rows)
    maybe = [criterion.applies for criterion in policy.criteria]
    maybe += [amount.when for amount in policy.amounts]
    for rule in policy.rules:
        yield rule.requires
        maybe += [rule.applies, rule.items]
    yield from (expr for expr in maybe if expr is not None)


def _texts(policy: Policy) -> Iterator[Texts]:
    for rule in policy.rules:
        yield from (rule.applicant, rule.officer)
    for criterion in policy.criteria:
        yield from (criterion.applicant, criterion.officer)
