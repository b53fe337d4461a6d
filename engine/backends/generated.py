"""The generated backend: a program written out as Python source, for speed.

One function per program, straight-line: every derived fact, atom and condition is computed
once into a local variable. Where an operand has the kind it should have, the comparison is
written inline; anything else (unanswered, null) falls back on `engine.operators`, which the
reference uses too. What is independent of the reference is the control: order, reuse,
junctions, branches, and how truths become outcomes.

The source holds only names that are made here; literals are bound as constants, never printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias, assert_never, cast

from engine import operators
from engine.backends.generated_runtime import RUNTIME
from engine.facts import Facts
from engine.ir import (
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    Filter,
    For,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    Path,
    Quantified,
    Range,
    UnaryTest,
)
from engine.lower import Skeleton, skeleton
from engine.model import Criterion, Rule
from engine.network import Truth
from engine.program import Program
from engine.values import Unknown, Value
from engine.verdict import LevelVerdict, Outcome, Verdict
from engine.walk import free_names

__all__ = ["Generated", "Trace"]

_Run: TypeAlias = Callable[
    [Mapping[str, Value], frozenset[str]],
    tuple[
        tuple[Outcome, ...],
        tuple[LevelVerdict, ...],
        tuple[Value, ...],
        tuple[Truth, ...],
    ],
]

_PYTHON_OP = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_TRUTH_VALUED = And | Or | Not | Compare | Between | In | Quantified
_INLINE = {Decimal: "Decimal", str: "str", bool: "bool", date: "date"}


@dataclass(frozen=True, slots=True)
class Trace:
    """A verdict with what was computed on the way.

    `derived` are the derived facts in the program's order, `atoms` the truths of the
    skeleton's atoms, as a network run takes them.
    """

    verdict: Verdict
    derived: tuple[Value, ...]
    atoms: tuple[Truth, ...]


class Generated:
    """One program compiled to a Python function; safe to share between threads."""

    def __init__(self, program: Program, shape: Skeleton | None = None) -> None:
        self.program = program
        self.skeleton = skeleton(program) if shape is None else shape
        writer = _Writer()
        self.source = _module(program, self.skeleton, writer)
        namespace: dict[str, object] = {**RUNTIME, **writer.constants}
        exec(compile(self.source, "<generated policy>", "exec"), namespace)  # noqa: S102 - see above
        self._run = cast("_Run", namespace["run"])

    def run(self, facts: Facts) -> Trace:
        """Judge `facts` and keep everything that was computed."""
        outcomes, levels, derived, atoms = self._run(facts.values, facts.verified)
        return Trace(Verdict(outcomes, levels), derived, atoms)


# --- writing ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Writer:
    """Lines of one function, with the names in scope and what is already computed."""

    lines: list[str] = field(default_factory=list)
    constants: dict[str, object] = field(default_factory=dict)
    scope: dict[str, str] = field(default_factory=dict)
    known: dict[Expr, str] = field(default_factory=dict)
    indent: str = "    "
    counter: list[int] = field(default_factory=lambda: [0])

    def put(self, line: str) -> None:
        self.lines.append(self.indent + line)

    def fresh(self, letter: str) -> str:
        self.counter[0] += 1
        return f"{letter}{self.counter[0]}"

    def constant(self, value: object) -> str:
        name = self.fresh("k")
        self.constants[name] = value
        return name

    def temp(self, code: str) -> str:
        name = self.fresh("t")
        self.put(f"{name} = {code}")
        return name

    def value(self, expr: Expr) -> str:
        """Code (a name or a bare constant) that stands for the value of `expr`."""
        found = self.known.get(expr)
        if found is None:
            found = self.known[expr] = self._written(expr)
        return found

    def values(self, exprs: Iterable[Expr]) -> list[str]:
        return [self.value(expr) for expr in exprs]

    def _written(self, expr: Expr) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a node
        match expr:
            case Literal(value):
                plain = value is None or isinstance(value, bool)
                return str(value) if plain else self.constant(value)
            case Name(name):
                return self.scope[name]
            case Compare():
                return self._comparison(expr)
            case And(args):
                return self._junction(self.values(args), "conjunction", decisive="False")
            case Or(args):
                return self._junction(self.values(args), "disjunction", decisive="True")
            case Not(arg):
                inner = self.value(arg)
                return self.temp(
                    f"False if {inner} is True else True if {inner} is False else negation({inner})"
                )
            case Path(base, name):
                return self.temp(f"field({self.value(base)}, {self.constant(name)})")
            case Arithmetic(op, left, right):
                compute = self.constant(operators.ARITHMETIC[op])
                return self.temp(f"{compute}({self.value(left)}, {self.value(right)})")
            case Negate(arg):
                return self.temp(f"negate({self.value(arg)})")
            case Between(arg, low, high):
                return self.temp(f"between({', '.join(self.values((arg, low, high)))})")
            case In():
                return self._membership(expr)
            case Range(low, high, low_closed, high_closed):
                ends = f"low_closed={low_closed}, high_closed={high_closed}"
                return self.temp(f"interval({self.value(low)}, {self.value(high)}, {ends})")
            case UnaryTest(op, operand):
                return self.temp(f"predicate({self.constant(op)}, {self.value(operand)})")
            case If():
                return self._branch(expr)
            case Quantified(quantifier, variable, domain, body):
                inner = self._function((variable,), body)
                return self.temp(f"{quantifier}({self.value(domain)}, {inner})")
            case For(variables, domains, body):
                lists = [self._function(variables[:n], one) for n, one in enumerate(domains)]
                inner = self._function(variables, body)
                return self.temp(f"each(({''.join(f'{one}, ' for one in lists)}), {inner})")
            case Filter(base, condition):
                return self._filter(self.value(base), condition)
            case Call(function, args):
                return self._call(function, args)
            case ListOf(items):
                return self.temp(f"({''.join(f'{item}, ' for item in self.values(items))})")
            case _:
                assert_never(expr)

    def _comparison(self, expr: Compare) -> str:
        left, right = self.value(expr.left), self.value(expr.right)
        fallback = f"{self.constant(operators.COMPARE[expr.op])}({left}, {right})"
        inline = f"{left} {_PYTHON_OP[expr.op]} {right}"
        literal = expr.right if isinstance(expr.right, Literal) else expr.left
        other = left if literal is expr.right else right
        if not isinstance(literal, Literal):
            both = f"type({left}) is type({right}) is Decimal"
            return self.temp(f"{inline} if {both} else {fallback}")
        kind = _INLINE.get(type(literal.value))
        if kind is None or (kind == "bool" and expr.op not in {"=", "!="}):
            return self.temp(fallback)
        return self.temp(f"{inline} if type({other}) is {kind} else {fallback}")

    def _junction(self, parts: list[str], combine: str, *, decisive: str) -> str:
        neutral = "True" if decisive == "False" else "False"
        settled = " or ".join(f"{part} is {decisive}" for part in parts)
        plain = " and ".join(f"{part} is {neutral}" for part in parts)
        rest = f"{combine}(({', '.join(parts)},))"
        return self.temp(f"{decisive} if {settled} else {neutral} if {plain} else {rest}")

    def _membership(self, expr: In) -> str:
        arg = self.value(expr.arg)
        only = expr.tests[0] if len(expr.tests) == 1 else None
        tests = [
            f"{'satisfies' if isinstance(test, Range | UnaryTest) else 'member'}({arg}, {value})"
            for test, value in zip(expr.tests, self.values(expr.tests), strict=True)
        ]
        general = f"disjunction(({', '.join(tests)},))"
        texts = _texts(only.items) if isinstance(only, ListOf) else None
        if texts is None:
            return self.temp(general)
        return self.temp(f"{arg} in {self.constant(texts)} if type({arg}) is str else {general}")

    def _branch(self, expr: If) -> str:
        test, then, otherwise = self.values((expr.condition, expr.then, expr.otherwise))
        return self.temp(
            f"{then} if {test} is True else choice({test}, {then}, {otherwise})"
            f" if type({test}) is Unknown else {otherwise}"
        )

    def _call(self, function: str, args: tuple[Expr, ...]) -> str:
        if function == "verified" and isinstance(args[0], Name):
            name = self.constant(args[0].name)
            doubt = self.constant(Unknown(frozenset({args[0].name})))
            return self.temp(f"True if {name} in verified else {doubt}")
        said = "".join(f"{arg}, " for arg in self.values(args))
        return self.temp(f"apply({self.constant(function)}, ({said}))")

    def _filter(self, items: str, condition: Expr) -> str:
        """A filter. Of an unanswered item any bare name might be a field, so it hides them."""
        outside = free_names(condition) - {"item"}
        test = self._function(("item",), condition)
        blind = self._function(("item",), condition, hides=outside) if outside else test
        probe = not isinstance(condition, _TRUTH_VALUED) and outside <= self.scope.keys()
        return self.temp(f"filtered({items}, {test}, {blind}, probe={probe})")

    def _function(self, variables: tuple[str, ...], body: Expr, hides: Iterable[str] = ()) -> str:
        """An inner function of some elements; it sees what is computed outside.

        What it `hides` of that stands for the first element instead.
        """
        name, elements = self.fresh("f"), [self.fresh("e") for _ in variables]
        bound = dict(zip(variables, elements, strict=True))
        hidden = dict.fromkeys(hides, elements[0]) if elements else {}
        inner = _Writer(
            constants=self.constants,
            scope={**self.scope, **hidden, **bound},
            indent=self.indent + "    ",
            counter=self.counter,
        )
        result = inner.value(body)
        self.put(f"def {name}({', '.join(elements)}):")
        self.lines.extend(inner.lines)
        inner.lines.clear()
        self.put(f"    return {result}")
        return name


def _texts(items: Iterable[Expr]) -> frozenset[str] | None:
    """The texts of a list of text literals, or None for any other list."""
    found: set[str] = set()
    for item in items:
        if not isinstance(item, Literal) or not isinstance(item.value, str):
            return None
        found.add(item.value)
    return frozenset(found)


def _module(program: Program, shape: Skeleton, writer: _Writer) -> str:
    """The source of `run(values, verified)` for one program."""
    for name in program.inputs:
        place, doubt = writer.fresh("x"), writer.constant(Unknown(frozenset({name})))
        writer.put(f"{place} = values.get({writer.constant(name)}, {doubt})")
        writer.scope[name] = place
    for name, constant in program.constants.items():
        writer.scope[name] = writer.constant(constant.value)
    writer.scope["judged_on"] = writer.constant(program.on)
    for linked in program.derived:
        writer.scope[linked.name] = writer.value(linked.definition.expr)
    derived = _tuple(writer.scope[linked.name] for linked in program.derived)
    atoms = _tuple(map(_truth, writer.values(shape.atoms)))
    outcomes = _tuple(_outcome(writer, linked.rule) for linked in program.rules)
    levels = _tuple(_table(writer, linked.criterion) for linked in program.criteria)
    writer.put(f"return {outcomes}, {levels}, {derived}, {atoms}")
    return "\n".join(["def run(values, verified):", *writer.lines, ""])


def _outcome(writer: _Writer, rule: Rule) -> str:
    requires = writer.value(rule.requires)
    plain = f"MET if {requires} is True else NOT_MET if {requires} is False else OPEN"
    if rule.applies is None:
        return writer.temp(plain)
    applies = writer.value(rule.applies)
    return writer.temp(
        f"NOT_RELEVANT if {applies} is False else OPEN if {applies} is not True else {plain}"
    )


def _table(writer: _Writer, criterion: Criterion) -> str:
    applies = "True" if criterion.applies is None else writer.value(criterion.applies)
    rows = _tuple(map(_truth, writer.values(row.when for row in criterion.rows)))
    return writer.temp(f"level({_truth(applies)}, {rows})")


def _truth(value: str) -> str:
    return f"TRUE if {value} is True else FALSE if {value} is False else UNKNOWN"


def _tuple(parts: Iterable[str]) -> str:
    return f"({''.join(f'{part}, ' for part in parts)})"
