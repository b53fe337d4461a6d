"""The answers of an application as a person reads them back: question by question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import MISSING

from engine.kinds import ListKind, TextKind
from engine.model import Input, Texts
from engine.values import Value
from engine.words.wording import say
from service.domain.application import Application
from service.domain.facts import answer
from service.usecases.questionnaire import Language, Questionnaire

__all__ = ["AnswerGroup", "AnswerLine", "view_answers"]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answered question; `rows` are the lines of a list, each as label and answer."""

    question: str
    shown: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The answered questions under one heading, and how many are not answered."""

    title: str
    lines: tuple[AnswerLine, ...]
    unanswered: int


def view_answers(
    questionnaire: Questionnaire,
    application: Application,
    inputs: Mapping[str, Input],
    language: Language,
) -> tuple[AnswerGroup, ...]:
    """What has been answered, in the order in which it is asked."""
    groups = []
    for group in questionnaire.groups:
        asked = [inputs[question.name] for question in group.questions]
        lines = tuple(_lines(asked, application, language))
        groups.append(AnswerGroup(group.title, lines, len(asked) - len(lines)))
    return tuple(groups)


def _lines(
    asked: list[Input], application: Application, language: Language
) -> Iterator[AnswerLine]:
    for one in asked:
        given = answer(application, one.path)
        if given is MISSING:
            continue
        question = _choose(one.question, language)
        if isinstance(one.kind, ListKind) and isinstance(given, tuple) and given:
            rows = tuple(tuple(_row(item, one, language)) for item in given)
            yield AnswerLine(question, "", rows)
        else:
            yield AnswerLine(question, _shown(given, one, language))


def _row(item: Value, asked: Input, language: Language) -> Iterator[tuple[str, str]]:
    if isinstance(item, Mapping):
        for part in asked.fields:
            if part.name in item:
                yield _choose(part.label, language), _shown(item[part.name], part, language)


def _shown(given: Value, asked: Input, language: Language) -> str:
    if isinstance(asked.kind, TextKind) and isinstance(given, str) and given:
        return given  # as written, without quotation marks
    return _choose(say(given, asked.kind, asked), language)


def _choose(words: Texts, language: Language) -> str:
    return words.sv if language == "sv" else words.en
