"""From the fields of a form to an application, and what could not be read on the way.

A field that cannot be read is left unanswered and reported beside the field; everything else
counts. What a form does not ask, but a file had, is carried along unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from pydantic import MISSING, ValidationError

from engine.errors import Words
from engine.kinds import BooleanKind, ChoiceKind, DateKind, ListKind, NumberKind
from engine.model import Input
from service.domain.application import Application, kind_of
from service.domain.application_types import MAX_ITEMS
from service.domain.facts import answer
from service.domain.read import ApplicationError, read_application
from service.domain.write import answered, to_json
from service.usecases.answer_messages import filled
from service.usecases.typed import Unread, read_day, read_number

__all__ = [
    "MAX_ROWS",
    "NONE",
    "Answers",
    "FieldProblem",
    "Fields",
    "UnreadableRest",
    "field_key",
    "none_key",
    "read_answers",
    "rest_of",
    "row_count",
    "rows_key",
]

Fields: TypeAlias = Mapping[str, str]
"""What a form sent: see `field_key`, `none_key` and `rows_key`."""

_Data: TypeAlias = dict[str, object]

NONE: Final = "-"
"""The value of a radio button or menu that says that there is none."""
MAX_ROWS: Final = MAX_ITEMS
"""As many as a file may hold: with fewer, opening a file would lose the rest in silence."""
_COUNT: Final = re.compile(r"[0-9]{1,4}")
# Contradictions show only when single answers are right; each round removes some.
_ROUNDS: Final = 8


def field_key(question: str, row: int | None = None, part: str = "") -> str:
    """The name of a field: `q.awu`, or `q.costs.0.amount` in a list (rows count from 0)."""
    return f"q.{question}" if row is None else f"q.{question}.{row}.{part}"


def none_key(key: str) -> str:
    """The name of the box "there is none" that belongs to a field or a list."""
    return "n" + key.removeprefix("q")


def rows_key(question: str) -> str:
    """The name of the hidden field that tells how many lines a list shows."""
    return f"r.{question}"


def row_count(fields: Fields, question: str) -> int:
    """How many lines of a list were shown."""
    told = _COUNT.fullmatch(fields.get(rows_key(question), ""))
    return min(int(told[0]), MAX_ROWS) if told else 0


class UnreadableRest(ValueError):
    """What a form carried along from a file has been changed into something that is no file."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that could not be read."""

    key: str
    label: Words
    message: Words


@dataclass(frozen=True, slots=True)
class Answers:
    """An application of everything that could be read, and the rest."""

    application: Application
    problems: tuple[FieldProblem, ...]


@dataclass(slots=True)
class _Reader:
    fields: Fields
    inputs: Mapping[str, Input]
    problems: list[FieldProblem] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)  # of each list: item to row shown

    def refuse(self, key: str, asked: Input, code: str, context: Mapping[str, object]) -> None:
        if all(one.key != key for one in self.problems):
            label = Words(asked.question.sv, asked.question.en)
            self.problems.append(FieldProblem(key, label, filled(code, context)))

    def scalar(self, key: str, asked: Input) -> object:
        """The answer in a field as plain data; MISSING when it is unanswered or unreadable."""
        typed = self.fields.get(key, "").strip()
        none = none_key(key) in self.fields
        if asked.nullable and typed == NONE and isinstance(asked.kind, BooleanKind | ChoiceKind):
            return None
        if asked.nullable and none:
            if typed:
                self.refuse(key, asked, "answered_twice", {})
                return MISSING
            return None
        if not typed:
            # A file may say that a text is blank; the form then shows a box to keep it so.
            return "" if none else MISSING
        try:
            return _plain(typed, asked)
        except Unread as unread:
            self.refuse(key, asked, unread.why, {})
            return MISSING

    def items(self, asked: Input) -> object:
        """The lines of a list that hold something; MISSING when there is no answer."""
        items: list[_Data] = []
        shown: list[int] = []
        for row in range(row_count(self.fields, asked.name)):
            item = {
                part.name: found
                for part in asked.fields
                if (found := self.scalar(field_key(asked.name, row, part.name), part))
                is not MISSING
            }
            if item or self._unreadable(asked.name, row):
                items.append(item)
                shown.append(row)
        self.rows[asked.name] = shown
        if none_key(field_key(asked.name)) in self.fields:
            if items:
                self.refuse(field_key(asked.name), asked, "answered_twice", {})
                return MISSING
            return []
        return items or MISSING

    def _unreadable(self, question: str, row: int) -> bool:
        start = field_key(question, row)
        return any(problem.key.startswith(start) for problem in self.problems)


def read_answers(fields: Fields, form: str, inputs: Mapping[str, Input], rest: str = "") -> Answers:
    """The application that a form's fields say, on top of what was carried along as `rest`.

    Raises:
        UnreadableRest: `rest` is not what `rest_of` made.
    """
    base = _carried(rest, inputs)
    reader = _Reader(fields, inputs)
    data: _Data = {} if base is None else dict(answered(base))
    for asked in inputs.values():
        if not _is_shown(fields, asked):
            continue
        is_list = isinstance(asked.kind, ListKind)
        found = reader.items(asked) if is_list else reader.scalar(field_key(asked.name), asked)
        _put(data, asked.path, found)
    data["form"] = form
    data["application_kind"] = kind_of(form)  # type: ignore[arg-type]  # a bundle's form is one
    application = _validated(data, reader)
    if base is not None and base.evidence:
        application = _with_evidence_that_holds(application, base, inputs)
    return Answers(application, tuple(reader.problems))


def rest_of(application: Application, asked: Mapping[str, Input]) -> str:
    """What a form that asks `asked` has to carry along, as JSON; empty when it is nothing.

    Answers that have been checked by somebody are carried too: their mark holds only as long as
    the answer does.
    """
    marked = set(application.evidence)
    data: _Data = dict(answered(application))
    for one in asked.values():
        if not {one.name, one.path} & marked:
            _put(data, one.path, MISSING)
    for name in ("form", "application_kind"):
        data.pop(name, None)
    kept = set(data) - {"format", "origin"}
    if not kept and application.origin == "real":
        return ""
    return to_json(Application.model_validate(data)).decode()


def _carried(rest: str, inputs: Mapping[str, Input]) -> Application | None:
    if not rest:
        return None
    try:
        return read_application(rest.encode(), "rest.json", inputs)
    except (ApplicationError, UnicodeEncodeError):
        raise UnreadableRest from None


def _is_shown(fields: Fields, asked: Input) -> bool:
    """Whether the form that was sent asked this question at all."""
    if isinstance(asked.kind, ListKind):
        return rows_key(asked.name) in fields
    key = field_key(asked.name)
    return key in fields or none_key(key) in fields


def _plain(typed: str, asked: Input) -> object:
    match asked.kind:
        case BooleanKind():
            if typed not in {"yes", "no"}:
                raise Unread("choice_form")
            return typed == "yes"
        case ChoiceKind():
            return typed
        case NumberKind():
            return read_number(typed)
        case DateKind():
            return read_day(typed)
        case _:
            return typed


def _validated(data: _Data, reader: _Reader) -> Application:
    """The application without the answers that the model refuses; each of those is reported."""
    for _ in range(_ROUNDS):
        try:
            return Application.model_validate(data)
        except ValidationError as refused:
            for error in refused.errors(include_input=False, include_url=False):
                _refuse(reader, data, error["loc"], error["type"], error.get("ctx", {}))
    return Application.model_validate(data)


def _refuse(
    reader: _Reader,
    data: _Data,
    loc: tuple[int | str, ...],
    code: str,
    context: Mapping[str, object],
) -> None:
    asked, key = _asked_at(reader, loc)
    reader.refuse(key, asked, code, context)
    _remove(data, loc)


def _asked_at(reader: _Reader, loc: tuple[int | str, ...]) -> tuple[Input, str]:
    """The question and the field that a place in the application belongs to.

    Raises:
        KeyError: no question is asked there.
    """
    path = ".".join(_names(loc))
    asked = next((one for one in reader.inputs.values() if one.path == path), None)
    if asked is None:
        raise KeyError(path)
    rest = loc[len(path.split(".")) :]
    match rest:
        case (int(item), str(part), *_):
            inner = next(one for one in asked.fields if one.name == part)
            return inner, field_key(asked.name, reader.rows[asked.name][item], part)
        case _:
            return asked, field_key(asked.name)


def _names(loc: tuple[int | str, ...]) -> Iterator[str]:
    for step in loc:
        if isinstance(step, int):
            return
        yield step


def _put(data: _Data, path: str, value: object) -> None:
    """Set or, for MISSING, remove the answer at a dotted path; sections are copied, not shared."""
    *sections, last = path.split(".")
    for name in sections:
        inner = data.get(name)
        if not isinstance(inner, dict):
            if value is MISSING:
                return
            inner = {}
        data[name] = dict(inner)
        data = data[name]  # type: ignore[assignment]  # the dict that was just put there
    if value is MISSING:
        data.pop(last, None)
    else:
        data[last] = value


def _remove(data: _Data, loc: tuple[int | str, ...]) -> None:
    found: object = data
    for step in loc[:-1]:
        found = found[step]  # type: ignore[index]  # a place that the model has just been at
    if isinstance(found, dict):
        found.pop(loc[-1], None)
    elif isinstance(found, list) and isinstance(loc[-1], int):
        found[loc[-1]] = {}


def _with_evidence_that_holds(
    application: Application, base: Application, inputs: Mapping[str, Input]
) -> Application:
    """The application with those marks whose answers are still the ones that were checked."""
    paths = {one.name: one.path for one in inputs.values()}
    kept = {
        key: mark
        for key, mark in base.evidence.items()
        if answer(application, paths.get(key, key)) == answer(base, paths.get(key, key))
    }
    return application.model_copy(update={"evidence": kept})
