"""The project's own questions, and answers that fit them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from engine.kinds import BooleanKind, ChoiceKind, DateKind, ListKind, NumberKind, TextKind
from engine.model import Input
from engine.parse.policy import parse_inputs
from engine.source.reader import read_source

RULES = Path(__file__).parents[3] / "rules"

Answer = dict[str, object]

_CODES = {"org_number": "499900-0013", "cfar": "12345678", "sni": "25620"}


@cache
def questions() -> dict[str, Input]:
    """Every shared question, by name."""
    files = [read_source(path.read_bytes(), path.name) for path in RULES.glob("inputs/*.yaml")]
    return {one.name: one for file in files for one in parse_inputs(file).inputs}


def fitting(question: Input) -> object:
    """One answer of the right kind."""
    match question.kind:
        case BooleanKind():
            return True
        case NumberKind():
            return question.low if question.low is not None and question.low_closed else Decimal(1)
        case DateKind():
            return date(2026, 3, 1)
        case ChoiceKind(codes):
            return codes[0]
        case ListKind():
            return [{field.name: fitting(field) for field in question.fields}]
        case TextKind():
            return _CODES.get(question.name, "text")
        case _:
            raise AssertionError(question.kind)


def misfits(question: Input) -> list[object]:
    """Answers of wrong kinds, each of which has to be refused."""
    every: list[object] = [True, Decimal(1), date(2026, 3, 1), "no such answer", [{}], {}]
    match question.kind:
        case TextKind() if question.name not in _CODES:
            return [answer for answer in every if not isinstance(answer, str)]
        case ListKind():
            return [answer for answer in every if answer != [{}]]
        case BooleanKind() | NumberKind() | DateKind():
            right = type(fitting(question))
            return [answer for answer in every if type(answer) is not right]
        case _:
            return every


def placed(question: Input, answer: object) -> Answer:
    """An application in which `answer` is the only answer, as plain data."""
    for step in reversed(question.path.split(".")):
        answer = {step: answer}
    assert isinstance(answer, dict)
    return answer
