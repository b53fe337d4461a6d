"""A policy in plain sentences, for the manager who signs it and reads no FEEL.

Everything is generated from the checked policy, so what is read is what is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Literal as OneOf

from engine.ir import Expr, Literal
from engine.kinds import ListKind, RecordKind
from engine.model import (
    Amount,
    Criterion,
    Dated,
    Effect,
    Grade,
    Parameter,
    Policy,
    Rule,
    Section,
    Source,
    Texts,
)
from engine.program import Program
from engine.render import Reader, conditions, labels
from engine.vocabulary import Entry, entries_of
from engine.wording import PLACEHOLDER, say

__all__ = ["EFFECTS", "GRADES", "Line", "Style", "review", "review_part"]

GRADES = {
    Grade.LAW: Texts("läst i lagtexten", "read in the statute"),
    Grade.VERIFIED: Texts("läst i den namngivna källan", "read in the named source"),
    Grade.STATED: Texts("uppgift från uppdragsgivaren", "stated by the commission"),
    Grade.KNOWN: Texts("känd uppgift, inte kontrollerad här", "known, not checked here"),
    Grade.INFERRED: Texts("vår egen slutsats", "our own inference"),
}
"""What each grade means, for those who meet the letter for the first time."""

EFFECTS = {
    Effect.STOP: Texts(
        "lagen ger inte utrymme för stödet", "the law leaves no room for the support"
    ),
    Effect.STOP_LINES: Texts("raderna kan inte ingå", "the lines cannot be included"),
    Effect.REFER: Texts("ärendet hör till en annan myndighet", "the case belongs to another body"),
    Effect.REVIEW: Texts("en jurist behöver pröva frågan", "a lawyer needs to look at it"),
    Effect.COMPLETE: Texts("ansökan behöver kompletteras", "the application must be completed"),
    Effect.ADVISE: Texts("råd, stoppar ingenting", "advice, stops nothing"),
}
"""What follows when a rule is not met."""

_HEADINGS = {
    "basis": Texts("Rättslig grund", "Legal basis"),
    "figures": Texts("Tal och tabeller", "Figures and tables"),
    "derived": Texts("Så räknas uppgifterna fram", "How facts are computed"),
    Section.GATE: Texts("Rättsliga krav", "Legal gates"),
    "criteria": Texts("Kvalitetsnivåer", "Quality levels"),
    Section.PROMPT: Texts("Råd för lärande", "Learning prompts"),
    "amounts": Texts("Belopp", "Amounts"),
}

_WORDS = {
    "version": Texts("Version {0}, gäller från {1}", "Version {0}, in force from {1}"),
    "until": Texts("till {0}", "until {0}"),
    "always": Texts("Gäller alltid.", "Always applies."),
    "applies": Texts("Gäller när", "Applies when"),
    "requires": Texts("Kräver att", "Requires that"),
    "and": Texts("allt detta stämmer:", "all of this holds:"),
    "or": Texts("något av detta stämmer:", "any of this holds:"),
    "otherwise": Texts("Annars", "Otherwise"),
    "verified": Texts("Måste vara verifierat: {0}.", "Must be verified: {0}."),
    "applicant": Texts("Till den sökande", "To the applicant"),
    "officer": Texts("Till handläggaren", "To the case officer"),
    "source": Texts("Källa: {0} ({1}, {2})", "Source: {0} ({1}, {2})"),
    "from": Texts("från {0}: {1}", "from {0}: {1}"),
    "editable": Texts("regionen fyller i eller rättar", "the region fills in or corrects"),
    "level": Texts("{0}, när", "{0}, when"),
    "else": Texts("{0}, i alla andra fall", "{0}, in every other case"),
    "aim": Texts("Godtagbart från nivån {0}.", "Good enough from level {0}."),
}


class Style(StrEnum):
    """How a line is set."""

    TITLE = "title"
    HEADING = "heading"
    RULE = "rule"
    TEXT = "text"
    ITEM = "item"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a review; `depth` counts indents of items."""

    style: Style
    text: str
    depth: int = 0


def review(policy: Policy, program: Program, language: OneOf["sv", "en"]) -> tuple[Line, ...]:
    """`policy` in plain sentences; `program` must hold it linked, for its names."""
    reader = labels(entries_of(program), language)
    return tuple(_Review(policy, reader, partial(program.resolve, policy.id)).lines())


def review_part(
    policy: Policy, program: Program, wanted: str, language: OneOf["sv", "en"]
) -> tuple[Line, ...]:
    """One rule, criterion or amount of `policy` in plain sentences; empty if there is none."""
    reader = labels(entries_of(program), language)
    return tuple(_Review(policy, reader, partial(program.resolve, policy.id)).part(wanted))


@dataclass(frozen=True, slots=True)
class _Review:
    policy: Policy
    reader: Reader
    resolve: Callable[[str], str]

    def lines(self) -> Iterator[Line]:
        policy = self.policy
        yield Line(Style.TITLE, f"{policy.id} \N{EN DASH} {self._say(policy.title)}")
        yield Line(Style.TEXT, self._period(policy.version, policy.valid_from, policy.valid_to))
        yield Line(Style.TEXT, self._say(policy.summary))
        yield from self._headed("basis", [self._source(one) for one in policy.legal_basis])
        yield from self._headed("figures", [x for p in policy.parameters for x in self._figure(p)])
        yield from self._headed(
            "derived",
            [
                Line(Style.ITEM, f"{self._say(fact.label)}: {self.reader.read(fact.expr)}")
                for fact in policy.derived
            ],
        )
        for section in (Section.GATE, "criteria", Section.PROMPT, "amounts"):
            yield from self._headed(section, list(self._part(section)))

    def part(self, wanted: str) -> Iterator[Line]:
        for rule in self.policy.rules:
            if rule.id == wanted:
                yield from self._rule(rule)
        for criterion in self.policy.criteria:
            if criterion.id == wanted:
                yield from self._criterion(criterion)
        for amount in self.policy.amounts:
            if amount.id == wanted:
                yield from self._amount(amount)

    def _part(self, section: str) -> Iterator[Line]:
        if section == "criteria":
            for criterion in self.policy.criteria:
                yield from self._criterion(criterion)
        elif section == "amounts":
            for amount in self.policy.amounts:
                yield from self._amount(amount)
        else:
            for rule in self.policy.rules:
                if rule.section == section:
                    yield from self._rule(rule)

    def _headed(self, key: str, body: list[Line]) -> Iterator[Line]:
        if body:
            yield Line(Style.HEADING, self._say(_HEADINGS[key]))
            yield from body

    def _rule(self, rule: Rule) -> Iterator[Line]:
        yield Line(Style.RULE, f"{rule.id} {self._say(rule.title)}")
        if rule.applies is None:
            yield Line(Style.TEXT, self._word("always"))
        else:
            yield from self._condition(self._word("applies"), rule.applies)
        yield from self._condition(self._word("requires"), rule.requires)
        if rule.verified:
            named = ", ".join(self._say(self.reader.entries[name].label) for name in rule.verified)
            yield Line(Style.TEXT, self._word("verified").format(named))
        if rule.section is Section.GATE:
            effect = f"{self._word('otherwise')}: {self._say(EFFECTS[rule.effect])}."
            yield Line(Style.TEXT, effect)
        for key, text in (("applicant", rule.applicant), ("officer", rule.officer)):
            yield Line(Style.ITEM, f"{self._word(key)}: {self._template(text)}", 1)
        yield self._source(rule.source)

    def _criterion(self, criterion: Criterion) -> Iterator[Line]:
        yield Line(Style.RULE, f"{criterion.id} {self._say(criterion.title)}")
        if criterion.applies is not None:
            yield from self._condition(self._word("applies"), criterion.applies)
        named = {level.id: self._say(level.title) for level in criterion.levels}
        for row in criterion.rows:
            if isinstance(row.when, Literal):
                yield Line(Style.ITEM, self._word("else").format(named[row.level]) + ".")
            else:
                head = self._word("level").format(named[row.level])
                yield from self._condition(head, row.when, Style.ITEM)
            if row.note is not None:
                yield Line(Style.ITEM, self._say(row.note), 1)
        if criterion.aim is not None:
            yield Line(Style.TEXT, self._word("aim").format(named[criterion.aim]))
        yield self._source(criterion.source)
        for rule in self.policy.rules:
            if rule.criterion == criterion.id:
                yield from self._rule(rule)

    def _amount(self, amount: Amount) -> Iterator[Line]:
        yield Line(Style.RULE, f"{amount.id} {self._say(amount.label)}")
        if amount.when is not None:
            yield from self._condition(self._word("applies"), amount.when)
        yield Line(Style.ITEM, self.reader.read(amount.expr))
        if amount.note is not None:
            yield Line(Style.TEXT, self._say(amount.note))
        yield self._source(amount.source)

    def _condition(self, head: str, expr: Expr, style: Style = Style.TEXT) -> Iterator[Line]:
        """One sentence, or a list when the condition has several parts."""
        joint, parts = conditions(expr)
        if joint is None:
            yield Line(style, f"{head} {self.reader.read(expr)}.")
            return
        yield Line(style, f"{head} {self._word(joint)}")
        for part in parts:
            yield Line(Style.ITEM, self.reader.read(part), 1)

    def _figure(self, parameter: Parameter) -> Iterator[Line]:
        mark = f" [{self._word('editable')}]" if parameter.editable else ""
        yield Line(Style.RULE, self._say(parameter.label) + mark)
        for dated in parameter.values:
            yield from self._dated(parameter, dated)

    def _dated(self, parameter: Parameter, dated: Dated) -> Iterator[Line]:
        record = parameter.kind.item if isinstance(parameter.kind, ListKind) else None
        if isinstance(record, RecordKind) and isinstance(dated.value, tuple):
            yield Line(Style.ITEM, self._word("from").format(dated.valid_from, ""))
            entry = Entry(parameter.label, record)
            for row in dated.value:
                yield Line(Style.ITEM, self._say(say(row, entry.kind)), 1)
        else:
            said = self._say(say(dated.value, parameter.kind))
            yield Line(Style.ITEM, self._word("from").format(dated.valid_from, said))
        yield self._source(dated.source)

    def _period(self, version: str, start: date, end: date | None) -> str:
        said = self._word("version").format(version, start)
        return f"{said} {self._word('until').format(end)}." if end else f"{said}."

    def _source(self, source: Source) -> Line:
        said = self._word("source").format(
            source.ref, source.grade.value, self._say(GRADES[source.grade])
        )
        note = f". {self._say(source.note)}" if source.note is not None else ""
        return Line(Style.SOURCE, said + note)

    def _template(self, text: Texts) -> str:
        """A rule's text with the label of each fact where its value will stand."""

        def label(found: re.Match[str]) -> str:
            name = self.resolve(found[1])
            return f"[{self._say(self.reader.entries[name].label)}]"

        return PLACEHOLDER.sub(label, self._say(text))

    def _word(self, key: str) -> str:
        return self._say(_WORDS[key])

    def _say(self, texts: Texts) -> str:
        return texts.sv if self.reader.language == "sv" else texts.en
