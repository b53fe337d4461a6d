"""Which unanswered questions can still change something, and how much hangs on each.

An open rule or criterion knows the questions that keep it open. A question in none of those
sets can change no gate and no level whatever its answer is (`tests/laws/test_open_questions.py`
holds the engine to that). Questions are ranked by what they can settle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.assessment import Finding, LevelFinding, OpenQuestion, Words
from engine.model import Input, Section
from engine.verdict import Outcome

__all__ = ["open_questions", "question_of"]


@dataclass(slots=True)
class _Stake:
    gates: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    settles: list[str] = field(default_factory=list)


def question_of(name: str) -> str:
    """The question that an open name belongs to: `costs[2].amount` is asked in `costs`."""
    return name.partition("[")[0]


def open_questions(
    inputs: Mapping[str, Input], findings: Iterable[Finding], levels: Iterable[LevelFinding]
) -> tuple[OpenQuestion, ...]:
    """The questions that keep gates and levels open, most decisive first.

    First come those that settle gates on their own, then those that most gates wait for, then
    the same for levels; ties keep the questionnaire's order.
    """
    stakes: dict[str, _Stake] = defaultdict(_Stake)
    for finding in findings:
        if finding.outcome is Outcome.UNKNOWN and finding.section is Section.GATE:
            _note(stakes, (one.name for one in finding.open), finding.id, gate=True)
    for level in levels:
        if len(level.levels) > 1 or level.relevant is None:
            _note(stakes, (one.name for one in level.open), level.id, gate=False)
    order = {name: place for place, name in enumerate(inputs)}
    ranked = sorted(stakes, key=lambda name: (*_weight(stakes[name]), order[name]))
    return tuple(_shown(inputs[name], stakes[name]) for name in ranked)


def _note(stakes: dict[str, _Stake], names: Iterable[str], what: str, *, gate: bool) -> None:
    asked = {question_of(name) for name in names}
    for name in asked:
        (stakes[name].gates if gate else stakes[name].levels).append(what)
        if len(asked) == 1:
            stakes[name].settles.append(what)


def _weight(stake: _Stake) -> tuple[int, int, int, int]:
    gates_alone = sum(one in stake.settles for one in stake.gates)
    levels_alone = sum(one in stake.settles for one in stake.levels)
    return -gates_alone, -len(stake.gates), -levels_alone, -len(stake.levels)


def _shown(question: Input, stake: _Stake) -> OpenQuestion:
    return OpenQuestion(
        name=question.name,
        question=Words(sv=question.question.sv, en=question.question.en),
        group=question.group,
        gates=tuple(stake.gates),
        levels=tuple(stake.levels),
        settles=tuple(stake.settles),
    )
