"""Which unanswered questions can still change something, and how much hangs on each.

An open rule or criterion knows the questions that keep it open. A question in none of those
sets can change no gate and no level whatever its answer is (`tests/laws/test_open_questions.py`
holds the engine to that). Questions are ranked by what they can settle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from engine.assessment.record import Finding, LevelFinding, OpenQuestion, Words
from engine.facts import Facts
from engine.ir import Call, Expr
from engine.model import Input, Section
from engine.program import Program
from engine.values import unknown_names
from engine.verdict import Outcome
from engine.walk import free_names, walk

__all__ = ["Questions", "question_of"]


@dataclass(slots=True)
class _Stake:
    gates: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    settles: list[str] = field(default_factory=list)

    def note(self, among: list[str], what: str, *, alone: bool) -> None:
        """Note that `what` waits for this question, and whether for this one alone."""
        among.append(what)
        if alone:
            self.settles.append(what)


def question_of(name: str) -> str:
    """The question that an open name belongs to: `costs[2].amount` is asked in `costs`."""
    return name.partition("[")[0]


class Questions:
    """Ranks the questions of one program by what they can still change."""

    def __init__(self, program: Program) -> None:
        self._inputs = program.inputs
        self._order = {name: place for place, name in enumerate(program.inputs)}
        self._reads = _reads(program)
        self._demanded = _demanded(program)

    def still_open(
        self, facts: Facts, findings: Iterable[Finding], levels: Iterable[LevelFinding]
    ) -> tuple[OpenQuestion, ...]:
        """The questions that keep gates and levels open, most decisive first.

        First come those that settle gates on their own, then those that most gates wait for,
        then the same for levels; ties keep the questionnaire's order.
        """
        stakes: dict[str, _Stake] = defaultdict(_Stake)
        unanswered = {name for name in self._inputs if unknown_names((facts.value(name),))}
        unanswered |= self._demanded - facts.verified
        for finding in findings:
            if finding.outcome is Outcome.UNKNOWN and finding.section is Section.GATE:
                asked, alone = self._asked(finding, unanswered)
                for name in asked:
                    stakes[name].note(stakes[name].gates, finding.id, alone=alone)
        for level in levels:
            if len(level.levels) > 1 or level.relevant is None:
                asked, alone = self._asked(level, unanswered)
                for name in asked:
                    stakes[name].note(stakes[name].levels, level.id, alone=alone)
        ranked = sorted(stakes, key=lambda name: (*_weight(stakes[name]), self._order[name]))
        return tuple(_shown(self._inputs[name], stakes[name]) for name in ranked)

    def _asked(
        self, finding: Finding | LevelFinding, unanswered: AbstractSet[str]
    ) -> tuple[AbstractSet[str], bool]:
        """The questions that keep a finding open, and whether there is but one.

        Only a finding whose conditions read a single unanswered question is settled by it
        alone: another one that has no say yet (`some line in costs satisfies line.amount >
        limit`, the costs unanswered) may have one afterwards.
        """
        asked = {question_of(one.name) for one in finding.open}
        return asked, len(asked) == 1 and self._reads[finding.id] & unanswered <= asked


def _reads(program: Program) -> Mapping[str, frozenset[str]]:
    """For each rule and criterion, every name that its conditions come from in the end."""
    behind = _behind(program)

    def reads(*conditions: Expr | None) -> frozenset[str]:
        names = frozenset[str]().union(*(free_names(one) for one in conditions if one))
        return names.union(*(behind.get(name, ()) for name in names))

    found = {one.rule.id: reads(one.rule.applies, one.rule.requires) for one in program.rules}
    for linked in program.criteria:
        table = linked.criterion
        found[table.id] = reads(table.applies, *(row.when for row in table.rows))
    return found


def _demanded(program: Program) -> frozenset[str]:
    """The facts that some condition wants verified: answered is not enough for them."""
    conditions = [linked.definition.expr for linked in program.derived]
    for rule in (linked.rule for linked in program.rules):
        conditions += [one for one in (rule.applies, rule.requires) if one is not None]
    for table in (linked.criterion for linked in program.criteria):
        conditions += [row.when for row in table.rows]
        conditions += [] if table.applies is None else [table.applies]
    calls = (node for one in conditions for node in walk(one) if isinstance(node, Call))
    return frozenset[str]().union(
        *(free_names(call) for call in calls if call.function == "verified")
    )


def _behind(program: Program) -> Mapping[str, frozenset[str]]:
    """For each derived fact, every name that it comes from in the end."""
    found: dict[str, frozenset[str]] = {}
    for linked in program.derived:
        read = free_names(linked.definition.expr)
        found[linked.name] = read.union(*(found.get(name, ()) for name in read))
    return found


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
