"""The reference witness: interprets a whole program and says what decided each condition.

Values come from `engine.backends.reference` alone. On top of them a condition's `and`, `or`,
`not` and `if` are walked once more, to name the facts that decided: of a false conjunction the
false parts, of a true disjunction the true parts, of an open one the open parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from engine.backends.reference import Scope, evaluate
from engine.facts import Facts
from engine.ir import And, Expr, If, Not, Or
from engine.model import Amount, Criterion, Rule
from engine.network import Truth
from engine.operators import conjunction, disjunction, negation
from engine.program import Program
from engine.values import Unknown, Value
from engine.verdict import LevelVerdict, Outcome, Verdict, level_verdict, outcome, truth
from engine.walk import free_names

__all__ = ["Judge", "Judgement", "Reason"]

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition's value and the names that decided it.

    `open` are the unanswered questions that keep it open; empty when it is settled, and also
    when it is null although everything is answered.
    """

    value: Value
    because: frozenset[str]
    open: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The reference verdict with its reasons, in the program's order."""

    verdict: Verdict
    scope: Mapping[str, Value]  # every name with its value: inputs, constants, derived facts
    rules: tuple[Reason, ...]
    levels: tuple[Reason, ...]
    amounts: tuple[tuple[Truth, Value], ...]  # whether it is relevant, and its value
    items: tuple[Value, ...]  # per rule: the offending items, None where it names none


_ALWAYS = Reason(value=True, because=_NOTHING, open=_NOTHING)


class Judge:
    """Interprets one program; reusable and without state between runs."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._constants: dict[str, Value] = {
            name: constant.value for name, constant in program.constants.items()
        }
        self._constants["judged_on"] = program.on
        self._names: dict[int, frozenset[str]] = {}

    def run(self, facts: Facts) -> Judgement:
        """Judge `facts`; the same facts always give the same judgement."""
        scope = self.scope(facts)
        rules = [self._rule(linked.rule, scope) for linked in self.program.rules]
        levels = [self._level(linked.criterion, scope) for linked in self.program.criteria]
        return Judgement(
            verdict=Verdict(tuple(one for one, _ in rules), tuple(one for one, _ in levels)),
            scope=scope.values,
            rules=tuple(reason for _, reason in rules),
            levels=tuple(reason for _, reason in levels),
            amounts=tuple(self._amount(linked.amount, scope) for linked in self.program.amounts),
            items=tuple(
                evaluate(linked.rule.items, scope)
                if linked.rule.items is not None and verdict is Outcome.NOT_MET
                else None
                for linked, (verdict, _) in zip(self.program.rules, rules, strict=True)
            ),
        )

    def scope(self, facts: Facts) -> Scope:
        """Every name that the program can read, derived facts computed in order."""
        values = dict(self._constants)
        for name in self.program.inputs:
            values[name] = facts.value(name)
        scope = Scope(values, facts.verified)
        for linked in self.program.derived:
            values[linked.name] = evaluate(linked.definition.expr, scope)
        return scope

    @staticmethod
    def _amount(amount: Amount, scope: Scope) -> tuple[Truth, Value]:
        when = True if amount.when is None else evaluate(amount.when, scope)
        value = evaluate(amount.expr, scope)
        if isinstance(when, Unknown):  # not a sum before it is known to be relevant
            value = Unknown(when.names | (value.names if isinstance(value, Unknown) else _NOTHING))
        return truth(when), value

    def _rule(self, rule: Rule, scope: Scope) -> tuple[Outcome, Reason]:
        applies = _ALWAYS if rule.applies is None else self._decide(rule.applies, scope)
        requires = self._decide(rule.requires, scope)
        result = outcome(truth(applies.value), truth(requires.value))
        if result is Outcome.NOT_RELEVANT:
            return result, applies
        if result is Outcome.UNKNOWN:
            return result, _joined([one for one in (applies, requires) if _is_open(one)])
        return result, _joined([applies, requires])

    def _level(self, criterion: Criterion, scope: Scope) -> tuple[LevelVerdict, Reason]:
        applies = _ALWAYS if criterion.applies is None else self._decide(criterion.applies, scope)
        rows = [self._decide(row.when, scope) for row in criterion.rows]
        result = level_verdict(truth(applies.value), (truth(row.value) for row in rows))
        if not result.rows:
            return result, applies
        seen = [applies, *rows[: result.rows[-1] + 1]]
        if len(result.rows) == 1 and result.relevant is Truth.TRUE:
            return result, _joined(seen)
        return result, _joined([one for one in seen if _is_open(one)])

    def _decide(self, expr: Expr, scope: Scope) -> Reason:
        match expr:
            case And(args):
                return self._join(args, scope, conjunction, decisive=False)
            case Or(args):
                return self._join(args, scope, disjunction, decisive=True)
            case Not(arg):
                inner = self._decide(arg, scope)
                return Reason(negation(inner.value), inner.because, inner.open)
            case If(condition, then, otherwise):
                return self._branch(condition, then, otherwise, scope)
            case _:
                return _leaf(evaluate(expr, scope), self._free(expr))

    def _join(
        self,
        args: Iterable[Expr],
        scope: Scope,
        combine: Callable[[Iterable[Value]], Value],
        *,
        decisive: bool,
    ) -> Reason:
        """A junction: `decisive` is the truth of one part that settles the whole."""
        parts = [self._decide(arg, scope) for arg in args]
        value = combine(part.value for part in parts)
        if value is decisive:
            deciding = [part for part in parts if part.value is decisive]
        elif value is (not decisive):
            deciding = parts
        else:
            deciding = [part for part in parts if _is_open(part)]
        return _reason(value, deciding)

    def _branch(self, condition: Expr, then: Expr, otherwise: Expr, scope: Scope) -> Reason:
        test = self._decide(condition, scope)
        if isinstance(test.value, Unknown):
            whole = evaluate(If(condition, then, otherwise), scope)
            return _leaf(whole, test.because | self._free(then) | self._free(otherwise))
        branch = self._decide(then if test.value is True else otherwise, scope)
        return _reason(branch.value, [test, branch])

    def _free(self, expr: Expr) -> frozenset[str]:
        # By identity: hashing an expression walks it, and the program keeps its expressions alive.
        known = self._names.get(id(expr))
        if known is None:
            known = self._names[id(expr)] = free_names(expr)
        return known


def _leaf(value: Value, names: frozenset[str]) -> Reason:
    if isinstance(value, Unknown):
        return Reason(value, names, value.names)
    return Reason(value, names, _NOTHING)


def _is_open(reason: Reason) -> bool:
    return truth(reason.value) is Truth.UNKNOWN


def _reason(value: Value, parts: Iterable[Reason]) -> Reason:
    because = _NOTHING.union(*(part.because for part in parts))
    return Reason(value, because, value.names if isinstance(value, Unknown) else _NOTHING)


def _joined(parts: list[Reason]) -> Reason:
    if len(parts) == 1:
        return parts[0]
    return Reason(
        conjunction(part.value for part in parts),
        _NOTHING.union(*(part.because for part in parts)),
        _NOTHING.union(*(part.open for part in parts)),
    )
