"""The rules in plain language: every pack, and one pack in full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from engine.model import Policy, Texts
from engine.program import NotInForce, Program
from engine.words.review import Line, Style, review
from service.clock import Today
from service.usecases.assess_application import Assessing, UnknownPack
from service.usecases.questionnaire import Language

__all__ = ["Block", "PackPage", "PackSummary", "ReadingRules", "RuleSection"]

_KEPT = 128
BlockKind: TypeAlias = Literal["rule", "text", "list", "source"]


@dataclass(frozen=True, slots=True)
class PackSummary:
    """One pack in the list of packs."""

    id: str
    version: str
    title: str
    summary: str
    valid_from: date
    rules: int
    forms: tuple[str, ...]


@dataclass(slots=True)
class Block:
    """A paragraph, a list or the heading of a rule; `anchor` is the rule's id."""

    kind: BlockKind
    text: str = ""
    anchor: str = ""
    items: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class RuleSection:
    """The blocks under one heading."""

    heading: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PackPage:
    """One pack in full, as its author's own lines say it."""

    pack: PackSummary
    digest: str
    on: date
    intro: tuple[Block, ...]
    sections: tuple[RuleSection, ...]


class ReadingRules:
    """Tells what the packs of one rules folder say."""

    def __init__(self, assessing: Assessing, today: Today) -> None:
        self._library = assessing.library
        self._today = today
        self._kept = lru_cache(maxsize=_KEPT)(self._made)

    def packs(self, language: Language) -> tuple[PackSummary, ...]:
        """Every pack, in the order of their ids."""
        policies = sorted(self._library.policies.values(), key=lambda one: one.id)
        return tuple(self._summary(policy, language) for policy in policies)

    def pack(self, pack: str, language: Language) -> PackPage:
        """One pack as it stands today, or from its first day if that is later.

        Raises:
            UnknownPack: there is no such pack.
        """
        if pack not in self._library.policies:
            raise UnknownPack(pack, sorted(self._library.policies))
        return self._kept(pack, self._today(), language)

    def _made(self, pack: str, today: date, language: Language) -> PackPage:
        policy = self._library.policies[pack]
        program = self._program(policy, today)
        _, *lines = review(policy, program, language)  # the first is the title
        intro, sections = _arranged(lines)
        return PackPage(
            pack=self._summary(policy, language),
            digest=policy.digest,
            on=program.on,
            intro=tuple(intro),
            sections=tuple(sections),
        )

    def _program(self, policy: Policy, today: date) -> Program:
        try:
            return self._library.link([policy.id], today)
        except NotInForce as early:
            return self._library.link([policy.id], early.first)

    def _summary(self, policy: Policy, language: Language) -> PackSummary:
        def say(words: Texts) -> str:
            return words.sv if language == "sv" else words.en

        return PackSummary(
            id=policy.id,
            version=policy.version,
            title=say(policy.title),
            summary=say(policy.summary),
            valid_from=policy.valid_from,
            rules=len(policy.rules) + len(policy.criteria),
            forms=tuple(
                say(bundle.title)
                for bundle in self._library.bundles.values()
                if any(member.pack == policy.id for member in bundle.packs)
            ),
        )


def _arranged(lines: Iterable[Line]) -> tuple[list[Block], list[RuleSection]]:
    """The lines as headed sections, with items gathered into lists."""
    intro: list[Block] = []
    sections: list[RuleSection] = []
    for line in lines:
        if line.style is Style.HEADING:
            sections.append(RuleSection(line.text))
            continue
        blocks = sections[-1].blocks if sections else intro
        if line.style is Style.ITEM:
            if not blocks or blocks[-1].kind != "list":
                blocks.append(Block("list"))
            blocks[-1].items.append((line.text, line.depth))
        else:
            blocks.append(_block(line))
    return intro, sections


def _block(line: Line) -> Block:
    if line.style is Style.RULE:
        return Block("rule", line.text.removeprefix(f"{line.anchor} "), line.anchor)
    return Block("source" if line.style is Style.SOURCE else "text", line.text)
