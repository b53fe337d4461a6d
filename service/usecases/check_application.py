"""The self-check: answers in, an assessment out, and nothing kept."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from pydantic import MISSING

from engine.assessment.assess import Disagreement
from engine.assessment.record import Assessment
from engine.backends.durable.errors import EngineUnavailable
from engine.errors import Place, Words
from engine.kinds import ListKind
from engine.model import Input
from engine.program import NotInForce
from service.clock import Today
from service.domain.application import Application
from service.domain.facts import answer
from service.domain.read import ApplicationError, read_application
from service.domain.write import to_json, to_yaml
from service.guard.log import log, note_error
from service.usecases.answer_messages import filled
from service.usecases.assess_application import Assessing, day_of
from service.usecases.questionnaire import Language, Questionnaire, Questionnaires
from service.usecases.read_answers import (
    Answers,
    FieldProblem,
    Fields,
    read_answers,
    rest_of,
)
from service.usecases.show_answers import show_answers
from service.usecases.typed import Unread, read_day
from service.usecases.view_answers import AnswerGroup, view_answers
from service.usecases.view_assessment import AssessmentView, view_assessment

__all__ = ["ON", "REST", "Check", "Checking", "Failure", "FileProblem", "FileRefused", "Progress"]

ON = "on"
"""The field with the day whose rules are to judge; empty for the application's own day."""
REST = "rest"
"""The hidden field with what a file said that the form does not ask."""

Failure: TypeAlias = Literal["unavailable", "disagreement", "fault"]
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 12, 31)
_BEFORE, _WIDE = 24, 72  # how much of a long line is shown beside a mistake
_JUDGED_ON = Words("Dag som reglerna gäller", "Day of the rules")


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing that is wrong in a file, in one language; `mark` shows the line and the place."""

    line: int
    column: int
    code: str
    message: str
    mark: str
    expected: str
    got: str
    step: str


class FileRefused(Exception):
    """A file is no application; tells everything that is wrong with it."""

    def __init__(self, error: ApplicationError, lines: Sequence[str]) -> None:
        super().__init__()
        self._problems = error.problems
        self._lines = lines

    def shown(self, language: Language) -> tuple[FileProblem, ...]:
        """The problems in one language."""
        return tuple(
            FileProblem(
                line=one.where.line,
                column=one.where.column,
                code=one.code,
                message=one.message(language),
                mark=_mark(one.where, self._lines),
                expected=one.expected(language),
                got=one.got(language),
                step=one.step(language),
            )
            for one in self._problems
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions of a group are answered."""

    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class Check:
    """One self-check as it stands, in one language.

    `assessment` is None when `failure` says why; `fields` are what was typed, also where it
    could not be read.
    """

    questionnaire: Questionnaire
    fields: Mapping[str, str]
    rest: str
    application: Application
    problems: tuple[FieldProblem, ...]
    progress: Mapping[str, Progress]
    judged_on: date
    issued: Assessment | None
    assessment: AssessmentView | None
    failure: Failure | None

    @property
    def title(self) -> str:
        """What the applicant calls her plan; empty when she has not said."""
        title = self.application.title
        return "" if title is MISSING else title

    def application_yaml(self) -> bytes:
        """The application as a file that can be read back."""
        return to_yaml(self.application)

    def application_json(self) -> bytes:
        """The application as a file that can be read back."""
        return to_json(self.application)

    def assessment_json(self) -> bytes | None:
        """The assessment as issued, the same bytes as from the command line."""
        return None if self.issued is None else self.issued.to_json()


class Checking:
    """Makes self-checks by one rules folder; safe to share between threads."""

    def __init__(self, assessing: Assessing, today: Today) -> None:
        self._assessing = assessing
        self._inputs = assessing.library.inputs
        self.today = today
        self.questionnaires = Questionnaires(assessing)

    def of_fields(self, form: str, fields: Fields, language: Language) -> Check:
        """The check that a form's fields say.

        Raises:
            UnknownForm: there is no such form of support.
            UnreadableRest: the hidden field has been tampered with.
        """
        self.questionnaires.title(form, language)
        answers = read_answers(fields, form, self._inputs, fields.get(REST, ""))
        own = day_of(answers.application, self.today())
        on, problem = self._day(fields.get(ON, "").strip(), own, form)
        if problem is not None:
            answers = replace(answers, problems=(problem, *answers.problems))
        return self._check(form, answers, fields, on, language)

    def of_application(self, form: str, application: Application, language: Language) -> Check:
        """The check that an application says, from a file or a store.

        Raises:
            UnknownForm: there is no such form of support.
        """
        self.questionnaires.title(form, language)
        own = day_of(application, self.today())
        on, problem = self._day("", own, form)
        asked = self._asked(form, on)
        fields = show_answers(application, asked, language)
        fields[REST] = rest_of(application, asked)
        answers = read_answers(fields, form, self._inputs, fields[REST])
        if problem is not None:
            answers = replace(answers, problems=(problem, *answers.problems))
        return self._check(form, answers, fields, on, language)

    def read_file(self, data: bytes, name: str) -> tuple[str | None, Application]:
        """The application in a file, and the form of support that it is for if it says so.

        Raises:
            FileRefused: with everything that is wrong with it.
        """
        lines = data.decode("utf-8", "replace").splitlines()
        try:
            application = read_application(data, name, self._inputs)
        except ApplicationError as error:
            raise FileRefused(error, lines) from None
        form = application.form
        return (None if form is MISSING else form), application

    def answers(self, check: Check, language: Language) -> tuple[AnswerGroup, ...]:
        """What has been answered, to be read back."""
        return view_answers(check.questionnaire, check.application, self._inputs, language)

    def lists(self) -> tuple[str, ...]:
        """The questions that are answered line by line."""
        return tuple(one.name for one in self._inputs.values() if isinstance(one.kind, ListKind))

    def _day(self, typed: str, own: date, form: str) -> tuple[date, FieldProblem | None]:
        """The day to judge by, and what is wrong with the one that was asked for."""
        wanted = own
        if typed:
            try:
                wanted = date.fromisoformat(read_day(typed))
            except Unread as unread:
                return self._safe(own, form), FieldProblem(ON, _JUDGED_ON, filled(unread.why, {}))
        if not _EARLIEST <= wanted <= _LATEST:
            return self._safe(own, form), FieldProblem(ON, _JUDGED_ON, filled("day_form", {}))
        try:
            self._assessing.assessor(form, wanted)
        except NotInForce as early:
            said = filled("not_in_force", {"first": early.first})
            return self._safe(self.today(), form), FieldProblem(ON, _JUDGED_ON, said)
        return wanted, None

    def _safe(self, wanted: date, form: str) -> date:
        """A day for which there are rules: the wanted one, or today."""
        try:
            self._assessing.assessor(form, wanted)
        except NotInForce:
            return self.today()
        return wanted

    def _asked(self, form: str, on: date) -> Mapping[str, Input]:
        questionnaire = self.questionnaires.of(form, on, "sv")
        return {
            question.name: self._inputs[question.name]
            for group in questionnaire.groups
            for question in group.questions
        }

    def _check(
        self, form: str, answers: Answers, fields: Fields, on: date, language: Language
    ) -> Check:
        questionnaire = self.questionnaires.of(form, on, language)
        asked = self._asked(form, on)
        issued, failure = self._issued(answers.application, on)
        policies = self._assessing.library.policies
        return Check(
            questionnaire=questionnaire,
            fields=fields,
            rest=rest_of(answers.application, asked),
            application=answers.application,
            problems=answers.problems,
            progress=_progress(questionnaire, answers.application, asked),
            judged_on=on,
            issued=issued,
            assessment=None
            if issued is None
            else view_assessment(issued, policies, asked, language),
            failure=failure,
        )

    def _issued(
        self, application: Application, on: date
    ) -> tuple[Assessment | None, Failure | None]:
        try:
            return self._assessing.assess(application, on), None
        except EngineUnavailable as unavailable:
            log("engine_unavailable", logging.WARNING, reason=unavailable.reason)
            return None, "unavailable"
        except Disagreement as disagreement:
            _note(disagreement)
            return None, "disagreement"
        except Exception as error:  # noqa: BLE001 - whatever it is, her answers must come back
            note_error(error)
            return None, "fault"


def _mark(where: Place, lines: Sequence[str]) -> str:
    """The line of the file with a caret under the place; it is the reader's own file."""
    if not 1 <= where.line <= len(lines):
        return ""
    line = lines[where.line - 1].replace("\t", " ")
    begin = max(0, where.column - 1 - _BEFORE)
    shown = line[begin : begin + _WIDE]
    at = where.column - 1 - begin
    length = max(1, min(where.length, len(shown) - at))
    return f"{shown}\n{' ' * at}^{'~' * (length - 1)}"


def _progress(
    questionnaire: Questionnaire, application: Application, asked: Mapping[str, Input]
) -> Mapping[str, Progress]:
    return {
        group.id: Progress(
            sum(
                answer(application, asked[question.name].path) is not MISSING
                for question in group.questions
            ),
            len(group.questions),
        )
        for group in questionnaire.groups
    }


def _note(disagreement: Disagreement) -> None:
    """Log that the witnesses differ: ids and outcomes of both, never an answer."""
    log(
        "disagreement",
        logging.ERROR,
        ids=list(disagreement.ids),
        first=[one.value for one in disagreement.first.outcomes],
        second=[one.value for one in disagreement.second.outcomes],
        first_levels=[_rows(one.rows) for one in disagreement.first.levels],
        second_levels=[_rows(one.rows) for one in disagreement.second.levels],
    )


def _rows(rows: tuple[int, ...]) -> str:
    return " ".join(map(str, rows))
