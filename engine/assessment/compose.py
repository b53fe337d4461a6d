"""From a judgement to the findings that people read: texts, facts, sources, arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from typing import Literal

from engine.assessment.exact import Reach
from engine.assessment.reasons import Reason, level_reason, rule_reason
from engine.assessment.record import (
    AmountFinding,
    Caveat,
    FactView,
    Finding,
    LevelFinding,
    OpenFact,
    SourceView,
    Step,
    Words,
)
from engine.backends.judge import Judgement
from engine.backends.reference import evaluate
from engine.errors import Language
from engine.facts import Facts
from engine.ir import Expr, Name
from engine.kinds import ListKind, NumberKind
from engine.model import Amount, Derived, Grade, Rule, Section, Source, Texts
from engine.network import Truth
from engine.program import LinkedCriterion, LinkedRule, Program
from engine.values import Unknown, Value, canonical, unknown_names
from engine.verdict import LevelVerdict, Outcome
from engine.walk import free_names
from engine.words.figures import Figures, computes, taken
from engine.words.render import Reader
from engine.words.vocabulary import Entry, field_of
from engine.words.wording import PLACEHOLDER, fill, say, unit_of

__all__ = ["Composer"]

_FIXED_MAX = 8192  # texts of policies that are kept ready; none of them holds an answer
_UNVERIFIED = (Grade.KNOWN, Grade.INFERRED)


@dataclass(frozen=True, slots=True)
class Composer:
    """Puts one judgement into words; holds what all its findings share."""

    program: Program
    entries: Mapping[str, Entry]
    versions: Mapping[str, str]
    facts: Facts
    judgement: Judgement
    views: dict[str, FactView] = field(default_factory=dict)  # made so far

    def findings(self, section: Section) -> tuple[Finding, ...]:
        """The findings of one section, in the program's order."""
        return tuple(
            self._finding(place, linked)
            for place, linked in enumerate(self.program.rules)
            if linked.rule.section is section
        )

    def levels(self, reach: Mapping[int, Reach]) -> tuple[LevelFinding, ...]:
        """The criteria with their checks; `reach` gives rows found reachable, by criterion."""
        checks = self.findings(Section.CHECK)
        owner = {
            linked.rule.id: (linked.pack, linked.rule.criterion) for linked in self.program.rules
        }
        return tuple(
            self._level(
                place,
                linked,
                reach.get(place),
                tuple(one for one in checks if owner[one.id] == (linked.pack, linked.criterion.id)),
            )
            for place, linked in enumerate(self.program.criteria)
        )

    def amounts(self) -> tuple[AmountFinding, ...]:
        """The computed sums that are relevant here, with their arithmetic."""
        return tuple(
            self._amount(linked.pack, linked.amount)
            for linked in self.program.amounts
            if self._relevance(linked.amount) is not False
        )

    def caveats(self, used: Iterable[FactView]) -> tuple[Caveat, ...]:
        """The unverified constants that decided something, each once."""
        return tuple(
            Caveat(about=name, label=view.label, source=view.source)
            for name, view in sorted({view.name: view for view in used}.items())
            if view.source is not None and view.source.grade in _UNVERIFIED
        )

    def _finding(self, place: int, linked: LinkedRule) -> Finding:
        rule, result = linked.rule, self.judgement.verdict.outcomes[place]
        reason = rule_reason(rule, result, self.judgement)
        return Finding(
            id=rule.id,
            pack=linked.pack,
            version=self.versions[linked.pack],
            section=rule.section,
            effect=rule.effect,
            outcome=result,
            title=_fixed(rule.title),
            applicant=self._filled(linked.pack, rule.applicant),
            officer=self._filled(linked.pack, rule.officer),
            source=source_view(rule.source),
            because=self._because(reason.because),
            open=self._open(reason.open),
            unsettled=self._unsettled(rule, result, reason),
            items=self._items(rule) if result is Outcome.NOT_MET else (),
        )

    def _unsettled(
        self, rule: Rule, result: Outcome, reason: Reason
    ) -> Literal["unanswered", "unverified", "no_value"] | None:
        if result is not Outcome.UNKNOWN:
            return None
        if not reason.open:
            return "no_value"
        answered = all(name in self.facts.values for name in reason.open)
        return "unverified" if rule.verified and answered else "unanswered"

    def _items(self, rule: Rule) -> tuple[Words, ...]:
        items = None if rule.items is None else evaluate(rule.items, self.judgement.scope)
        if rule.items is None or not isinstance(items, tuple):
            return ()
        entry = Reader("sv", self.entries).entry(rule.items)
        kind = entry.kind.item if isinstance(entry.kind, ListKind) else entry.kind
        return tuple(_words(say(item, kind, entry.question)) for item in items)

    def _level(
        self,
        place: int,
        linked: LinkedCriterion,
        reach: Reach | None,
        checks: tuple[Finding, ...],
    ) -> LevelFinding:
        criterion, verdict = linked.criterion, self.judgement.verdict.levels[place]
        reason = level_reason(criterion, verdict, self.judgement)
        rows = verdict.rows if reach is None else reach.rows
        reachable = {criterion.rows[row].level for row in rows}
        kept = [level for level in criterion.levels if level.id in reachable]
        only = criterion.rows[rows[0]] if len(rows) == 1 else None
        settled = len(kept) == 1 and verdict.relevant is not Truth.UNKNOWN
        return LevelFinding(
            id=criterion.id,
            pack=linked.pack,
            version=self.versions[linked.pack],
            title=_fixed(criterion.title),
            relevant=_relevant(verdict),
            levels=tuple(level.id for level in kept),
            names=tuple(_fixed(level.title) for level in kept),
            scale=tuple(_fixed(level.title) for level in criterion.levels),
            ordered=criterion.ordered,
            aim=criterion.aim,
            exact=settled or (reach is not None and reach.exact),
            applicant=self._filled(linked.pack, criterion.applicant),
            officer=self._filled(linked.pack, criterion.officer),
            note=None if only is None or only.note is None else _fixed(only.note),
            source=source_view(criterion.source),
            because=self._because(reason.because),
            open=() if settled else self._open(reason.open),
            checks=checks,
        )

    def _relevance(self, amount: Amount) -> Value:
        return True if amount.when is None else evaluate(amount.when, self.judgement.scope)

    def _amount(self, pack: str, amount: Amount) -> AmountFinding:
        value, when = evaluate(amount.expr, self.judgement.scope), self._relevance(amount)
        if isinstance(when, Unknown):  # no sum before it is known to be relevant
            value = Unknown(when.names | unknown_names((value,)))
        settled = value is not None and not isinstance(value, Unknown)
        steps = self._steps_below(amount.expr) if settled else ()
        if settled and not isinstance(amount.expr, Name):  # a name's own step has shown it
            steps = (*steps, self._step(amount, Entry(amount.label, amount.kind), value))
        return AmountFinding(
            id=amount.id,
            pack=pack,
            version=self.versions[pack],
            label=_fixed(amount.label),
            unit=unit_of(amount.kind),
            value=_plain(value),
            shown=_words(say(value, amount.kind)),
            steps=steps,
            note=None if amount.note is None else _fixed(amount.note),
            source=source_view(amount.source),
            open=self._open(value.names) if isinstance(value, Unknown) else (),
        )

    def _steps_below(self, expr: Expr) -> tuple[Step, ...]:
        """The computed figures that `expr` stands on, deepest first, each once."""
        needed = set(free_names(expr))
        steps: list[Step] = []
        for linked in reversed(self.program.derived):
            fact = linked.definition
            if linked.name in needed:
                needed |= free_names(fact.expr)
                if isinstance(fact.kind, NumberKind):
                    value = self.judgement.scope.values[linked.name]
                    steps.append(self._step(fact, self.entries[linked.name], value))
        return tuple(reversed(steps))

    def _step(self, what: Amount | Derived, entry: Entry, value: Value) -> Step:
        return Step(
            label=_fixed(what.label),
            expression=Words(sv=self._worked("sv", what.expr), en=self._worked("en", what.expr)),
            result=_words(say(value, entry.kind)),
        )

    def _worked(self, language: Language, expr: Expr) -> str:
        """What is computed in figures; what is looked up or chosen in words."""
        reader, scope = Reader(language, self.entries), self.judgement.scope
        chosen = taken(expr, partial(evaluate, scope=scope))
        if computes(chosen):
            return Figures(reader, partial(evaluate, scope=scope)).read(chosen)
        return reader.read(chosen)

    def _because(self, names: Iterable[str]) -> tuple[FactView, ...]:
        return tuple(self.fact(name) for name in sorted(names))

    def _open(self, names: Iterable[str]) -> tuple[OpenFact, ...]:
        return tuple(OpenFact(name=name, label=self._called(name)) for name in sorted(names))

    def _called(self, name: str) -> Words:
        """The words of a question; of a list's field, which item and which field."""
        question, _, place = name.partition("[")
        label = self.entries[question].label
        if not place:
            return _fixed(label)
        number, _, field = place.partition("].")
        said = field_of(self.entries[question], field.partition("[")[0]).label
        return Words(
            sv=f"{said.sv} ({label.sv}, nummer {number})",
            en=f"{said.en} ({label.en}, number {number})",
        )

    def fact(self, name: str) -> FactView:
        """One fact as it stood in this judgement."""
        if name not in self.views:
            self.views[name] = self._viewed(name)
        return self.views[name]

    def _viewed(self, name: str) -> FactView:
        entry, value = self.entries[name], self.judgement.scope.values[name]
        constant = self.program.constants.get(name)
        is_input = name in self.program.inputs
        origin: Literal["input", "derived", "constant", "date"] = "derived"
        if is_input:
            origin = "input"
        elif constant is not None:
            origin = "constant"
        elif name == "judged_on":
            origin = "date"
        return FactView(
            name=name,
            origin=origin,
            label=_fixed(entry.label),
            value=_plain(value),
            shown=_words(say(value, entry.kind, entry.question)),
            evidence=self.facts.status(name).value if is_input else None,
            source=None if constant is None else source_view(constant.source),
        )

    def _filled(self, pack: str, template: Texts) -> Words:
        names = _placeholders(template)
        if not names:
            return _fixed(template)
        words = {}
        for name in names:
            place = self.program.resolve(pack, name)
            entry = self.entries[place]
            words[name] = say(self.judgement.scope.values[place], entry.kind, entry.question)
        return _words(fill(template, words))


@lru_cache(maxsize=_FIXED_MAX)
def source_view(source: Source) -> SourceView:
    """A source as it is shown."""
    return SourceView(
        ref=source.ref,
        grade=source.grade,
        note=None if source.note is None else _fixed(source.note),
        url=source.url,
    )


def _relevant(verdict: LevelVerdict) -> bool | None:
    return None if verdict.relevant is Truth.UNKNOWN else verdict.relevant is Truth.TRUE


@lru_cache(maxsize=_FIXED_MAX)
def _fixed(texts: Texts) -> Words:
    """The words of a text that stands in a policy: the same in every assessment."""
    return _words(texts)


@lru_cache(maxsize=_FIXED_MAX)
def _placeholders(template: Texts) -> frozenset[str]:
    return frozenset({*PLACEHOLDER.findall(template.sv), *PLACEHOLDER.findall(template.en)})


def _words(texts: Texts) -> Words:
    """The words of a text with an applicant's answers in it; kept nowhere."""
    return Words(sv=texts.sv, en=texts.en)


def _plain(value: Value) -> str | None:
    """The text of a value for a program to read: exact numbers, ISO dates, bare texts."""
    if value is None or isinstance(value, Unknown):
        return None
    if isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date) else canonical(value)
