"""The reference witness: interprets a whole program with `engine.backends.reference`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.backends.reference import Scope, evaluate
from engine.facts import Facts
from engine.ir import Expr
from engine.model import Criterion, Rule
from engine.network import Truth
from engine.program import Program
from engine.values import Unknown, Value
from engine.verdict import LevelVerdict, Outcome, Verdict, level_verdict, outcome, truth

__all__ = ["Judge", "Judgement"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The reference verdict, with every name's value: inputs, constants and derived facts.

    That is the whole trace: any condition's value follows from the scope alone.
    """

    verdict: Verdict
    scope: Scope


class Judge:
    """Interprets one program; reusable and without state between runs."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._unanswered = {name: Unknown(frozenset({name})) for name in program.inputs}
        self._constants: Mapping[str, Value] = {
            **{name: constant.value for name, constant in program.constants.items()},
            "judged_on": program.on,
        }

    def run(self, facts: Facts) -> Judgement:
        """Judge `facts`; the same facts always give the same judgement."""
        scope = self.scope(facts)
        return Judgement(
            Verdict(
                tuple([_rule(linked.rule, scope) for linked in self.program.rules]),
                tuple([_level(linked.criterion, scope) for linked in self.program.criteria]),
            ),
            scope,
        )

    def scope(self, facts: Facts) -> Scope:
        """Every name that the program can read, derived facts computed in order."""
        values: dict[str, Value] = {**self._unanswered, **facts.values, **self._constants}
        scope = Scope(values, facts.verified)
        for linked in self.program.derived:
            values[linked.name] = evaluate(linked.definition.expr, scope)
        return scope


_TRUE = Truth.TRUE


def _rule(rule: Rule, scope: Scope) -> Outcome:
    return outcome(_holds(rule.applies, scope), _holds(rule.requires, scope))


def _level(criterion: Criterion, scope: Scope) -> LevelVerdict:
    rows = (_holds(row.when, scope) for row in criterion.rows)
    return level_verdict(_holds(criterion.applies, scope), rows)


def _holds(condition: Expr | None, scope: Scope) -> Truth:
    return _TRUE if condition is None else truth(evaluate(condition, scope))
