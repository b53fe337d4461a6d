"""The questions of one form of support, as a person reads them, generated from the packs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from engine.kinds import BooleanKind, ChoiceKind, DateKind, ListKind, NumberKind
from engine.model import Bundle, Input, Texts
from engine.words.wording import UNITS
from service.domain.application_types import MAX_LINE, MAX_TEXT
from service.usecases.assess_application import Assessing, UnknownForm

__all__ = [
    "Choice",
    "FormChoice",
    "FormGroup",
    "Group",
    "Language",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Questionnaires",
]

Language: TypeAlias = Literal["sv", "en"]
QuestionKind: TypeAlias = Literal["yesno", "choice", "text", "long", "number", "date", "list"]

_KEPT = 128
_ALWAYS = frozenset({"plan_title", "plan_summary"})  # no rule reads them, but a reader does
_CHOSEN_ALREADY = frozenset({"application_kind", "form"})
_KINDS = ("equality_cheque", "project_funds", "business_support")  # the short lists first


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `fields` are asked for each line of a list."""

    name: str
    kind: QuestionKind
    text: str
    label: str
    help: str
    why: str
    unit: str = ""
    nullable: bool = False
    choices: tuple[Choice, ...] = ()
    fields: tuple[Question, ...] = ()
    max_length: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading."""

    id: str
    title: str
    intro: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All questions that the rules of a form read on a day."""

    form: str
    title: str
    summary: str
    source: str
    note: str
    on: date
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many questions there are, a list counted once."""
        return sum(len(group.questions) for group in self.groups)


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One form of support to choose."""

    form: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class FormGroup:
    """The forms of one kind of support."""

    kind: str
    forms: tuple[FormChoice, ...]


class Questionnaires:
    """Makes questionnaires of one rules folder; safe to share between threads."""

    def __init__(self, assessing: Assessing) -> None:
        self._assessing = assessing
        self._library = assessing.library
        self._kept = lru_cache(maxsize=_KEPT)(self._made)

    def forms(self, language: Language) -> tuple[FormGroup, ...]:
        """Every form of support, by kind."""
        bundles = self._library.bundles.values()
        return tuple(
            FormGroup(
                kind,
                tuple(
                    FormChoice(one.form, _say(one.title, language), _say(one.summary, language))
                    for one in bundles
                    if one.application_kind == kind
                ),
            )
            for kind in _KINDS
        )

    def title(self, form: str, language: Language) -> str:
        """What a form of support is called.

        Raises:
            UnknownForm: there is no such form.
        """
        return _say(self._bundle(form).title, language)

    def of(self, form: str, on: date, language: Language) -> Questionnaire:
        """The questions of `form` by the rules of `on`.

        Raises:
            UnknownForm: there is no such form.
            NotInForce: the rules have no version for that day.
        """
        return self._kept(form, on, language)

    def _bundle(self, form: str) -> Bundle:
        bundle = self._library.bundles.get(form)
        if bundle is None:
            raise UnknownForm(form, sorted(self._library.bundles))
        return bundle

    def _made(self, form: str, on: date, language: Language) -> Questionnaire:
        bundle = self._bundle(form)
        program = self._assessing.assessor(form, on).program
        known = self._library.inputs
        named = {name: known[name] for name in known if name in program.inputs or name in _ALWAYS}
        asked = [
            one
            for one in (named | dict(program.inputs)).values()
            if not one.protected and one.name not in _CHOSEN_ALREADY
        ]
        groups = (
            Group(
                group.id,
                _say(group.title, language),
                _say(group.intro, language) if group.intro else "",
                tuple(_question(one, language) for one in asked if one.group == group.id),
            )
            for group in self._library.groups
        )
        note = bundle.source.note
        return Questionnaire(
            form=form,
            title=_say(bundle.title, language),
            summary=_say(bundle.summary, language),
            source=bundle.source.ref,
            note=_say(note, language) if note else "",
            on=on,
            groups=tuple(group for group in groups if group.questions),
        )


def _question(asked: Input, language: Language) -> Question:
    return Question(
        name=asked.name,
        kind=_kind(asked),
        text=_say(asked.question, language),
        label=_say(asked.label, language),
        help=_say(asked.help, language) if asked.help else "",
        why=_say(asked.why, language),
        unit=_unit(asked, language),
        nullable=asked.nullable,
        choices=tuple(Choice(code, _say(words, language)) for code, words in asked.choices),
        fields=tuple(_question(field, language) for field in asked.fields),
        max_length=_longest(asked),
    )


def _kind(asked: Input) -> QuestionKind:
    match asked.kind:
        case BooleanKind():
            return "yesno"
        case ChoiceKind():
            return "choice"
        case NumberKind():
            return "number"
        case DateKind():
            return "date"
        case ListKind():
            return "list"
        case _:
            return "long" if asked.long_text else "text"


def _unit(asked: Input, language: Language) -> str:
    unit = asked.kind.unit if isinstance(asked.kind, NumberKind) else None
    return "" if unit is None else _say(UNITS[unit], language)


def _longest(asked: Input) -> int:
    """How many characters an answer in words may have; 0 for other kinds."""
    if _kind(asked) == "long":
        return MAX_TEXT
    return MAX_LINE if _kind(asked) == "text" else 0


def _say(words: Texts, language: Language) -> str:
    return words.sv if language == "sv" else words.en
