"""The JSON Schema takes what the model takes, and shows the questions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from service.domain.application import Application
from service.domain.application_schema import application_schema
from service.domain.read import read_application_file
from service.domain.write import to_json
from tests.service.domain.json_schema import Schema, faults
from tests.service.domain.questions import RULES, misfits, placed, questions
from tests.service.domain.strategies import applications

_EXAMPLES = sorted((RULES.parent / "examples").glob("*/*.yaml"))


@cache
def _schema() -> Schema:
    return application_schema(questions().values())


def _at(path: str) -> Schema:
    found = _schema()
    for step in path.split("."):
        properties = found["properties"]
        assert isinstance(properties, dict)
        found = properties[step]
    return found


def test_the_draft_is_named() -> None:
    """A reader knows which rules the schema follows."""
    assert _schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", ["requested_support", "dnsh_water_need", "hk_opp_means", "costs"])
def test_a_title_is_the_question_of_its_place(name: str) -> None:
    """Also where the same section stands in several places."""
    question = questions()[name]
    assert _at(question.path)["title"] == question.question.sv
    assert question.why.sv in str(_at(question.path)["description"])


def test_the_schema_is_plain_json() -> None:
    """It survives being written to a file, and refers to nothing outside itself."""
    text = json.dumps(_schema(), ensure_ascii=False)
    assert json.loads(text) == _schema()
    assert '"$ref"' not in text


@pytest.mark.parametrize("path", _EXAMPLES, ids=lambda path: path.stem)
def test_every_example_fits(path: Path) -> None:
    """Each example, as JSON, is valid."""
    application = read_application_file(path, questions())
    assert list(faults(json.loads(to_json(application)), _schema())) == []


@given(application=applications())
def test_whatever_the_model_takes_fits(application: Application) -> None:
    """The schema refuses no application that we would read."""
    assert list(faults(json.loads(to_json(application)), _schema())) == []


def test_answers_of_another_kind_do_not_fit() -> None:
    """The schema catches wrong kinds before anything is sent."""
    fitting = [
        (question.path, wrong)
        for question in questions().values()
        for wrong in misfits(question)
        if isinstance(wrong, bool | list | dict)
        and not list(faults(placed(question, wrong), _schema()))
    ]
    assert fitting == []


@pytest.mark.parametrize("data", [{"x": 1}, {"place": {"x": 1}}, {"owners": [{"x": 1}]}, []])
def test_unknown_questions_do_not_fit(data: object) -> None:
    """Closed everywhere."""
    assert list(faults(data, _schema()))
