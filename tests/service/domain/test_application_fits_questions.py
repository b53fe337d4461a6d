"""Every question has its place in the model, every place in the model its question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal, get_args, get_origin

import pytest
from pydantic import MISSING, BaseModel, ValidationError

from engine.kinds import NumberKind
from engine.model import Input
from service.domain.application import Application
from service.domain.facts import answer
from tests.service.domain.questions import fitting, misfits, placed, questions

_METADATA = {"format", "id", "origin", "origin_note", "evidence"}
_STEP = Decimal("0.01")


def _refused(data: dict[str, object]) -> bool:
    try:
        Application.model_validate(data)
    except ValidationError:
        return True
    return False


def _with_fields() -> Iterator[Input]:
    """Every question, and every field of a list as a question of its own."""
    for question in questions().values():
        yield question
        for field in question.fields:
            yield replace(field, path=f"{question.path}[].{field.name}")


def _given(question: Input, value: object) -> dict[str, object]:
    path, _, field = question.path.partition("[].")
    return placed(replace(question, path=path), [{field: value}] if field else value)


def _leaves(model: type[BaseModel], at: str = "") -> Iterator[tuple[str, object]]:
    for name, field in model.model_fields.items():
        inner = [one for one in _nested(field.annotation) if issubclass(one, BaseModel)]
        if not inner:
            yield at + name, field.annotation
        many = any(get_origin(part) is tuple for part in _parts(field.annotation))
        for one in inner:
            yield from _leaves(one, f"{at}{name}[]." if many else f"{at}{name}.")


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for part in get_args(annotation):
        if get_origin(annotation) is not Literal:
            yield from _parts(part)


def _nested(annotation: object) -> set[type]:
    return {part for part in _parts(annotation) if isinstance(part, type)}


def test_every_question_has_a_place() -> None:
    """An answer of the right kind is taken at the question's path."""
    misplaced = [one.path for one in _with_fields() if _refused(_given(one, fitting(one)))]
    assert not misplaced, f"give these a field in service/domain/application*.py: {misplaced}"


def test_every_place_has_a_question() -> None:
    """The model asks for nothing that no question explains."""
    asked = {one.path for one in _with_fields()} | _METADATA
    leaves = {path for path, _ in _leaves(Application) if path.split(".")[0] not in _METADATA}
    assert leaves <= asked, f"no question asks for {sorted(leaves - asked)}"


def test_answers_of_another_kind_are_refused() -> None:
    """No text where a number is asked for, and so on."""
    taken = [
        (one.path, wrong)
        for one in _with_fields()
        for wrong in misfits(one)
        if not _refused(_given(one, wrong))
    ]
    assert taken == []


def test_null_is_an_answer_exactly_where_the_question_allows_it() -> None:
    """`nullable` in the question and None in the model go together."""
    differ = [one.path for one in _with_fields() if one.nullable == _refused(_given(one, None))]
    assert differ == []


def test_every_choice_of_a_question_can_be_chosen() -> None:
    """All codes of the question are codes of the model."""
    refused = [
        (one.path, code)
        for one in _with_fields()
        for code, _ in one.choices
        if _refused(_given(one, code))
    ]
    assert refused == []


def test_the_model_has_no_choice_that_is_not_asked_for() -> None:
    """All codes of the model are codes of the question."""
    codes = {one.path: {code for code, _ in one.choices} for one in _with_fields()}
    for path, annotation in _leaves(Application):
        listed = {
            code
            for part in _parts(annotation)
            if get_origin(part) is Literal
            for code in get_args(part)
        }
        assert path.split(".")[0] in _METADATA or listed == codes[path], path


def test_bounds_are_those_of_the_question() -> None:
    """Both ends of a range are taken as the question says, and nothing outside them."""
    wrong = []
    for one in _with_fields():
        ends = ((one.low, one.low_closed, -_STEP), (one.high, one.high_closed, _STEP))
        for end, closed, step in ends:
            if isinstance(end, Decimal):
                whole = step * 100
                refused = _refused(_given(one, end)), _refused(_given(one, end + whole))
                if refused != (not closed, True):
                    wrong.append((one.path, end, refused))
    assert wrong == []


def test_money_has_at_most_two_decimals() -> None:
    """Half an öre is no amount."""
    money = [NumberKind("SEK"), NumberKind("EUR"), NumberKind("SEK_per_hour")]
    sums = [one for one in _with_fields() if one.kind in money]
    assert len(sums) > 10
    assert all(not _refused(_given(one, Decimal("1.25"))) for one in sums)
    assert all(_refused(_given(one, Decimal("1.255"))) for one in sums)


@pytest.mark.parametrize("name", ["form", "place_prioritised", "hk_env_means", "costs"])
def test_an_answer_is_found_at_its_path(name: str) -> None:
    """Reading the answer gives back what was written, and nothing where nothing was."""
    question = questions()[name]
    application = Application.model_validate(placed(question, fitting(question)))
    assert answer(application, question.path) not in (MISSING, None)
    assert answer(Application(), question.path) is MISSING
