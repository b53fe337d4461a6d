"""Random applications: any subset of the questions, answered in any way that fits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from engine.kinds import BooleanKind, ChoiceKind, DateKind, ListKind, NumberKind, TextKind
from engine.model import Input
from engine.source.text import forbidden_in
from service.domain.application import Application
from tests.service.domain.questions import Answer, questions

__all__ = ["applications"]

_CODES = {
    "org_number": st.sampled_from(["499900-0013", "499901-0012"]),
    "cfar": st.from_regex(r"[0-9]{8}", fullmatch=True),
    "sni": st.sampled_from(["25620", "62", "0111"]),
}
# Answers that could contradict each other: random ones would mostly be refused.
_ALONE = {"application_kind", "sector", "end_on", "owners"}
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]).filter(
    lambda character: forbidden_in(character) is None
)
_LINES = st.text(_CHARACTERS, max_size=40)
_SEVERAL = st.text(_CHARACTERS | st.sampled_from("\n\t:#-|>'\"{}[]&*!%@`,? "), max_size=80)
_MARKS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["stated", "verified", "contradicted"]),
        "by": _LINES,
        "at": st.just(date(2026, 4, 1)),
    },
    optional={"note": _SEVERAL},
)


def _answers(question: Input) -> st.SearchStrategy[object]:
    given = _kinds(question)
    return given | st.none() if question.nullable else given


def _kinds(question: Input) -> st.SearchStrategy[object]:
    match question.kind:
        case BooleanKind():
            return st.booleans()
        case NumberKind(unit):
            low = question.low if isinstance(question.low, Decimal) else Decimal(-(10**12))
            high = question.high if isinstance(question.high, Decimal) else Decimal(10**12)
            numbers = st.decimals(low, high, places=0 if unit == "persons" else 2)
            return numbers if question.low_closed else numbers.filter(lambda one: one > low)
        case DateKind():
            return st.dates(date(1800, 1, 1), date(2100, 12, 31))
        case ChoiceKind(codes):
            return st.sampled_from(codes)
        case ListKind():
            fields = {field.name: _answers(field) for field in question.fields}
            return st.lists(st.fixed_dictionaries({}, optional=fields), max_size=3)
        case TextKind() if question.name in _CODES:
            return _CODES[question.name]
        case _:
            return _SEVERAL if question.long_text else _LINES


def _nested(flat: dict[str, object]) -> Answer:
    data: Answer = {}
    for path, given in flat.items():
        section = data
        *above, last = path.split(".")
        for step in above:
            inner = section.setdefault(step, {})
            assert isinstance(inner, dict)
            section = inner
        section[last] = given
    return data


@st.composite
def applications(draw: st.DrawFn) -> Application:
    """Any application."""
    asked = [one for one in questions().values() if one.name not in _ALONE]
    chosen = draw(st.lists(st.sampled_from(asked), max_size=12, unique_by=lambda one: one.name))
    data = _nested({one.path: draw(_answers(one)) for one in chosen})
    if draw(st.booleans()):
        data["evidence"] = {one.name: draw(_MARKS) for one in chosen[:3]}
    return Application.model_validate(data)
