"""A policy in plain sentences, for the manager who signs it and reads no FEEL.

Everything is generated from the checked policy, so what is read is what is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import chain
from typing import Final

from engine.errors import Language
from engine.ir import Expr, If, Literal
from engine.kinds import BooleanKind
from engine.model import (
    Amount,
    Criterion,
    Dated,
    Derived,
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
from engine.values import Value
from engine.words.render import Outline, Reader
from engine.words.vocabulary import Entry, entries_of, field_of
from engine.words.wording import PLACEHOLDER, say

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
    Effect.STOP: Texts("hindrar stödet", "bars the support"),
    Effect.STOP_LINES: Texts("raderna kan inte ingå", "the lines cannot be included"),
    Effect.REFER: Texts("prövas av en annan myndighet", "is for another body to decide"),
    Effect.REVIEW: Texts("behöver prövas särskilt", "needs to be looked at specially"),
    Effect.COMPLETE: Texts("ansökan behöver kompletteras", "the application must be completed"),
    Effect.ADVISE: Texts("råd, hindrar ingenting", "advice, bars nothing"),
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
    "when": Texts("{0}, när", "{0}, when"),
    "is": Texts("{0}:", "{0}:"),
    "otherwise": Texts("Annars: {0}.", "Otherwise: {0}."),
    "items": Texts("Raderna: {0}.", "The lines: {0}."),
    "verified": Texts("Måste vara verifierat: {0}.", "Must be verified: {0}."),
    "applicant": Texts("Till den sökande: {0}", "To the applicant: {0}"),
    "officer": Texts("Till handläggaren: {0}", "To the case officer: {0}"),
    "source": Texts("Källa: {0} ({1}, {2})", "Source: {0} ({1}, {2})"),
    "from": Texts("från {0}: {1}", "from {0}: {1}"),
    "editable": Texts("regionen fyller i eller rättar", "the region fills in or corrects"),
    "else": Texts("{0}, i alla andra fall.", "{0}, in every other case."),
    "aim": Texts("Godtagbart från nivån {0}.", "Good enough from level {0}."),
}

_CELLS: Final = " | "


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
    """One line of a review; `depth` counts indents, `anchor` is the id that a heading is about."""

    style: Style
    text: str
    depth: int = 0
    anchor: str = ""


def review(policy: Policy, program: Program, language: Language) -> tuple[Line, ...]:
    """`policy` in plain sentences; `program` must hold it linked, for its names."""
    reader = Reader(language, entries_of(program))
    return tuple(_Review(policy, reader, partial(program.resolve, policy.id)).lines())


def review_part(
    policy: Policy, program: Program, wanted: str, language: Language
) -> tuple[Line, ...]:
    """One rule, criterion or amount of `policy` in plain sentences; empty if there is none."""
    reader = Reader(language, entries_of(program))
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
        yield from self._headed("basis", (self._source(one) for one in policy.legal_basis))
        yield from self._headed(
            "figures", chain.from_iterable(map(self._figure, policy.parameters))
        )
        yield from self._headed("derived", chain.from_iterable(map(self._derived, policy.derived)))
        for section in (Section.GATE, "criteria", Section.PROMPT, "amounts"):
            yield from self._headed(section, self._section(section))

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

    def _section(self, section: str) -> Iterator[Line]:
        if section == "criteria":
            yield from chain.from_iterable(map(self._criterion, self.policy.criteria))
        elif section == "amounts":
            yield from chain.from_iterable(map(self._amount, self.policy.amounts))
        else:
            for rule in self.policy.rules:
                if rule.section == section:
                    yield from self._rule(rule)

    def _headed(self, key: str, body: Iterable[Line]) -> Iterator[Line]:
        lines = list(body)
        if lines:
            yield Line(Style.HEADING, self._say(_HEADINGS[key]))
            yield from lines

    def _rule(self, rule: Rule) -> Iterator[Line]:
        yield Line(Style.RULE, f"{rule.id} {self._say(rule.title)}", anchor=rule.id)
        if rule.applies is None:
            yield Line(Style.TEXT, self._word("always"))
        else:
            yield from self._condition(self._word("applies"), rule.applies)
        yield from self._condition(self._word("requires"), rule.requires)
        if rule.verified:
            named = ", ".join(self._say(self.reader.entries[name].label) for name in rule.verified)
            yield Line(Style.TEXT, self._word("verified", named))
        if rule.section is Section.GATE:
            yield Line(Style.TEXT, self._word("otherwise", self._say(EFFECTS[rule.effect])))
        if rule.items is not None:
            yield Line(Style.TEXT, self._word("items", self.reader.read(rule.items)))
        yield from self._messages(rule)
        yield self._source(rule.source)

    def _criterion(self, criterion: Criterion) -> Iterator[Line]:
        title = f"{criterion.id} {self._say(criterion.title)}"
        yield Line(Style.RULE, title, anchor=criterion.id)
        if criterion.applies is not None:
            yield from self._condition(self._word("applies"), criterion.applies)
        named = {level.id: self._say(level.title) for level in criterion.levels}
        for row in criterion.rows:
            if isinstance(row.when, Literal):
                yield Line(Style.ITEM, self._word("else", named[row.level]))
            else:
                head = self._word("when", named[row.level])
                yield from self._condition(head, row.when, Style.ITEM)
            if row.note is not None:
                yield Line(Style.ITEM, self._say(row.note), 1)
        if criterion.aim is not None:
            yield Line(Style.TEXT, self._word("aim", named[criterion.aim]))
        yield from self._messages(criterion)
        yield self._source(criterion.source)
        for rule in self.policy.rules:
            if rule.criterion == criterion.id:
                yield from self._rule(rule)

    def _messages(self, part: Rule | Criterion) -> Iterator[Line]:
        yield Line(Style.ITEM, self._word("applicant", self._template(part.applicant)))
        yield Line(Style.ITEM, self._word("officer", self._template(part.officer)))

    def _amount(self, amount: Amount) -> Iterator[Line]:
        title = f"{_capital(self._say(amount.label))} ({amount.id})"
        yield Line(Style.RULE, title, anchor=amount.id)
        if amount.when is not None:
            yield from self._condition(self._word("applies"), amount.when)
        beside = Entry(amount.label, amount.kind)
        yield from self._outlined("", self.reader.outline(amount.expr, beside), Style.ITEM)
        if amount.note is not None:
            yield Line(Style.TEXT, self._say(amount.note))
        yield self._source(amount.source)

    def _derived(self, fact: Derived) -> Iterator[Line]:
        """A fact with its definition: a clause holds *when*, anything else *is*."""
        beside = self.reader.entries[self.resolve(fact.name)]
        clause = isinstance(fact.kind, BooleanKind) and not isinstance(fact.expr, If)
        reader = self.reader.after() if clause else self.reader
        head = self._word("when" if clause else "is", self._say(fact.label))
        yield from self._outlined(head, reader.outline(fact.expr, beside), Style.ITEM)
        if fact.source is not None:
            yield replace(self._source(fact.source), depth=1)

    def _condition(self, head: str, expr: Expr, style: Style = Style.TEXT) -> Iterator[Line]:
        yield from self._outlined(head, self.reader.after().outline(expr), style)

    def _outlined(self, head: str, outline: Outline, style: Style) -> Iterator[Line]:
        """One sentence, or a line that introduces a list."""
        end = "" if outline.parts else "."
        yield Line(style, f"{head} {outline.text}{end}".lstrip())
        yield from self._listed(outline.parts, 1)

    def _listed(self, parts: Iterable[Outline], depth: int) -> Iterator[Line]:
        for part in parts:
            yield Line(Style.ITEM, part.text, depth)
            yield from self._listed(part.parts, depth + 1)

    def _figure(self, parameter: Parameter) -> Iterator[Line]:
        mark = f" [{self._word('editable')}]" if parameter.editable else ""
        yield Line(Style.RULE, _capital(self._say(parameter.label)) + mark)
        for dated in parameter.values:
            yield from self._dated(parameter, dated)

    def _dated(self, parameter: Parameter, dated: Dated) -> Iterator[Line]:
        entry = self.reader.entries[self.resolve(parameter.name)]
        if entry.table and isinstance(dated.value, tuple):
            yield Line(Style.ITEM, self._word("from", str(dated.valid_from), self._head(entry)))
            for row in dated.value:
                if isinstance(row, Mapping):
                    yield Line(Style.ITEM, self._row(entry, row), 1)
        else:
            said = self._say(say(dated.value, parameter.kind, entry.question))
            yield Line(Style.ITEM, self._word("from", str(dated.valid_from), said))
        yield replace(self._source(dated.source), depth=1)

    def _head(self, table: Entry) -> str:
        fields = table.question.fields if table.question is not None else ()
        return _CELLS.join(self._say(column.label) for column in fields)

    def _row(self, table: Entry, row: Mapping[str, Value]) -> str:
        cells = ((field_of(table, name), value) for name, value in row.items())
        return _CELLS.join(self._say(say(value, of.kind, of.question)) for of, value in cells)

    def _period(self, version: str, start: date, end: date | None) -> str:
        said = self._word("version", version, str(start))
        return f"{said} {self._word('until', str(end))}." if end else f"{said}."

    def _source(self, source: Source) -> Line:
        grade = self._say(GRADES[source.grade])
        said = self._word("source", source.ref, source.grade.value, grade)
        note = f". {self._say(source.note)}" if source.note is not None else ""
        return Line(Style.SOURCE, said + note)

    def _template(self, text: Texts) -> str:
        """A rule's text with the label of each fact where its value will stand."""

        def label(found: re.Match[str]) -> str:
            name = self.resolve(found[1])
            return f"[{self._say(self.reader.entries[name].label)}]"

        return PLACEHOLDER.sub(label, self._say(text))

    def _word(self, key: str, *parts: str) -> str:
        return self._say(_WORDS[key]).format(*parts)

    def _say(self, texts: Texts) -> str:
        return self.reader.text(texts)


def _capital(text: str) -> str:
    """A label as a heading."""
    return text[:1].upper() + text[1:]
