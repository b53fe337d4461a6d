"""Names of every kind, and expressions typed over them."""

from __future__ import annotations

from engine.check.inference import Typer
from engine.check.notes import Notes
from engine.check.scope import Fact, Known, Typed
from engine.errors import Problem, Problems
from engine.feel.parser import parse_expression
from engine.kinds import (
    BOOLEAN,
    DATE,
    TEXT,
    ChoiceKind,
    DurationKind,
    Kind,
    ListKind,
    NumberKind,
    RecordKind,
)
from engine.source.reader import Scalar as Written
from engine.source.reader import SourceFile

__all__ = ["AREA", "COST", "DAYS", "MONTHS", "PLAIN", "SEK", "codes", "problems_in", "typed"]

SEK = NumberKind("SEK")
PLAIN = NumberKind()
AREA = ChoiceKind(("inland", "coast"))
MONTHS = DurationKind("months")
DAYS = DurationKind("days")
COST = RecordKind((("type", ChoiceKind(("machine", "car"))), ("amount", SEK), ("paid_on", DATE)))

_KINDS: dict[str, Kind] = {
    "sek": SEK,
    "eur": NumberKind("EUR"),
    "rate": PLAIN,
    "staff": NumberKind("persons"),
    "time": NumberKind("hours"),
    "wage": NumberKind("SEK_per_hour"),
    "euro_rate": NumberKind("SEK_per_EUR"),
    "flag": BOOLEAN,
    "plan": TEXT,
    "start": DATE,
    "area": AREA,
    "zone": ChoiceKind(("inland", "islands")),
    "size": ChoiceKind(("inland",)),
    "costs": ListKind(COST),
    "people": ListKind(RecordKind((("age", PLAIN),))),
    "term": MONTHS,
}


def _facts() -> dict[str, Fact]:
    facts = {name: Fact(name, kind, "input") for name, kind in _KINDS.items()}
    return facts | {
        "maybe": Fact("maybe", SEK, "input", nullable=True),
        "limit": Fact("P.limit", SEK, "parameter", constant=True),
        "total_cost": Fact("P.total_cost", SEK, "derived"),
        "refused": Fact("P.refused", None, "derived"),
        "gender": Fact("gender", ChoiceKind(("woman", "man")), "input", protected=True),
        "board": Fact(
            "board",
            ListKind(RecordKind((("name", TEXT),))),
            "input",
            protected_fields=frozenset({"ethnicity"}),
        ),
    }


def _typed(text: str) -> tuple[Typed, tuple[Problem, ...]]:
    problems = Problems()
    file = SourceFile("x.yaml", text)
    anchor = Written(file, 0, len(text), text)
    found = Typer(Known(_facts()), Notes(anchor, problems)).typed(parse_expression(text))
    return found, tuple(problems.found)


def typed(text: str) -> Typed:
    """A sound expression, resolved, with its kind."""
    found, problems = _typed(text)
    assert [problem.message("en") for problem in problems] == []
    return found


def problems_in(text: str) -> tuple[Problem, ...]:
    """What is wrong with an expression."""
    return _typed(text)[1]


def codes(text: str) -> list[str]:
    """The codes of what is wrong with an expression."""
    return [problem.code for problem in problems_in(text)]
