"""What decided a condition, and what keeps it open.

Of a false conjunction the false parts decided, of a true disjunction the true parts, of an
open one the parts that are still open. Below `and`, `or`, `not` and `if` a condition is one
piece, and all the facts it reads decided it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.backends.judge import Judgement
from engine.backends.reference import Scope, evaluate
from engine.ir import And, Expr, If, Not, Or
from engine.model import Criterion, Rule
from engine.network import Truth
from engine.operators import conjunction, disjunction, negation
from engine.values import Unknown, Value
from engine.verdict import LevelVerdict, Outcome, truth
from engine.walk import free_names

__all__ = ["Reason", "level_reason", "rule_reason"]

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition's value and the names that decided it.

    `open` are the unanswered questions that keep it open: empty when it is settled, and also
    when it is null although everything is answered.
    """

    value: Value
    because: frozenset[str]
    open: frozenset[str]


_ALWAYS = Reason(value=True, because=_NOTHING, open=_NOTHING)


def rule_reason(rule: Rule, result: Outcome, judgement: Judgement) -> Reason:
    """Why `rule` came out as `result`."""
    applies = _decided(rule.applies, judgement.scope)
    if result is Outcome.NOT_RELEVANT:
        return applies
    requires = _decided(rule.requires, judgement.scope)
    parts = [applies, requires]
    if result is Outcome.UNKNOWN:
        parts = [part for part in parts if _is_open(part)]
    return _joined(parts)


def level_reason(criterion: Criterion, result: LevelVerdict, judgement: Judgement) -> Reason:
    """Why the level of `criterion` is what it is, or still open."""
    applies = _decided(criterion.applies, judgement.scope)
    if not result.rows:
        return applies
    tried = criterion.rows[: result.rows[-1] + 1]
    parts = [applies, *(_decided(row.when, judgement.scope) for row in tried)]
    if len(result.rows) > 1 or result.relevant is Truth.UNKNOWN:
        parts = [part for part in parts if _is_open(part)]
    return _joined(parts)


def _decided(condition: Expr | None, scope: Scope) -> Reason:
    return _ALWAYS if condition is None else _decide(condition, scope)


def _decide(expr: Expr, scope: Scope) -> Reason:
    match expr:
        case And(args):
            return _junction(args, scope, conjunction, decisive=False)
        case Or(args):
            return _junction(args, scope, disjunction, decisive=True)
        case Not(arg):
            inner = _decide(arg, scope)
            return Reason(negation(inner.value), inner.because, inner.open)
        case If():
            return _branch(expr, scope)
        case _:
            return _leaf(evaluate(expr, scope), free_names(expr))


def _junction(
    args: Iterable[Expr],
    scope: Scope,
    combine: Callable[[Iterable[Value]], Value],
    *,
    decisive: bool,
) -> Reason:
    """A junction; `decisive` is the truth of one part that settles the whole."""
    parts = [_decide(arg, scope) for arg in args]
    value = combine(part.value for part in parts)
    if value is decisive:
        deciding = [part for part in parts if part.value is decisive]
    elif value is (not decisive):
        deciding = parts
    else:
        deciding = [part for part in parts if _is_open(part)]
    return _from(value, deciding)


def _branch(expr: If, scope: Scope) -> Reason:
    test = _decide(expr.condition, scope)
    if isinstance(test.value, Unknown):
        read = test.because | free_names(expr.then) | free_names(expr.otherwise)
        return _leaf(evaluate(expr, scope), read)
    branch = _decide(expr.then if test.value is True else expr.otherwise, scope)
    return _from(branch.value, [test, branch])


def _is_open(reason: Reason) -> bool:
    return truth(reason.value) is Truth.UNKNOWN


def _leaf(value: Value, names: frozenset[str]) -> Reason:
    return Reason(value, names, value.names if isinstance(value, Unknown) else _NOTHING)


def _from(value: Value, parts: Iterable[Reason]) -> Reason:
    return _leaf(value, _NOTHING.union(*(part.because for part in parts)))


def _joined(parts: list[Reason]) -> Reason:
    return Reason(
        conjunction(part.value for part in parts),
        _NOTHING.union(*(part.because for part in parts)),
        _NOTHING.union(*(part.open for part in parts)),
    )
