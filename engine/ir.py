"""The expression language: nineteen nodes, no behaviour.

Meaning lives in `engine.backends.reference`; every other backend is judged by it.
A node's `span` is its place in the source text of the expression, as start and end
offsets. It takes no part in equality, so two texts that say the same compare equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as attribute  # `Path` has a `field` of its own
from typing import Literal as OneOf
from typing import TypeAlias

from engine.values import Value

__all__ = [
    "And",
    "Arithmetic",
    "ArithmeticOp",
    "Between",
    "Call",
    "Compare",
    "CompareOp",
    "Expr",
    "Filter",
    "For",
    "If",
    "In",
    "ListOf",
    "Literal",
    "Name",
    "Negate",
    "Not",
    "Or",
    "Path",
    "Quantified",
    "Range",
    "Span",
    "UnaryTest",
]

Span: TypeAlias = tuple[int, int]
CompareOp: TypeAlias = OneOf["=", "!=", "<", "<=", ">", ">="]
ArithmeticOp: TypeAlias = OneOf["+", "-", "*", "/", "**"]

_NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Literal:
    """A constant of any kind; `null` is the constant None.

    Python holds True equal to 1; two literals are equal only if their kinds are too.
    """

    value: Value
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Literal) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[type, Value]:
        return type(self.value), self.value


@dataclass(frozen=True, slots=True)
class Name:
    """An input, a derived fact, a parameter, a table or a bound variable."""

    name: str
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Path:
    """Field of a record, or of every record in a list (giving the list of fields)."""

    base: Expr
    field: str
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Negate:
    """Arithmetic minus of a number or duration."""

    arg: Expr
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Exact decimal arithmetic (34 digits), also dates with durations."""

    op: ArithmeticOp
    left: Expr
    right: Expr
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """Comparison of two values of one kind."""

    op: CompareOp
    left: Expr
    right: Expr
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """Three-valued conjunction of two or more."""

    args: tuple[Expr, ...]
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Three-valued disjunction of two or more."""

    args: tuple[Expr, ...]
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Three-valued negation."""

    arg: Expr
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Between:
    """`arg between low and high`, both ends included."""

    arg: Expr
    low: Expr
    high: Expr
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class In:
    """`arg in test` or `arg in (test, test)`: true when one test holds.

    A test is a `Range`, a `UnaryTest`, a list (membership, or a range inside it) or a value
    (equality).
    """

    arg: Expr
    tests: tuple[Expr, ...]
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Range:
    """An interval; an end is open when its flag is false."""

    low: Expr
    high: Expr
    low_closed: bool
    high_closed: bool
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class UnaryTest:
    """`< 10` on the right of `in`: the left side is the missing operand."""

    op: CompareOp
    operand: Expr
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class If:
    """`if condition then … else …`; anything but true takes the else branch, unknown takes both."""

    condition: Expr
    then: Expr
    otherwise: Expr
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quantified:
    """`some x in list satisfies …` and `every x in list satisfies …`; one variable a node."""

    quantifier: OneOf["some", "every"]
    variable: str
    domain: Expr
    body: Expr
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class For:
    """`for x in list, y in list return …`: what the body gives, item by item, as one list.

    The last variable turns fastest; a list may depend on the variables before it.
    """

    variables: tuple[str, ...]
    domains: tuple[Expr, ...]
    body: Expr
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """`list[condition]` or `list[number]` (from 1, negative from the end).

    Inside the brackets `item` is the element, and the fields of a record element stand bare.
    """

    base: Expr
    condition: Expr
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the fixed library, arguments in order."""

    function: str
    args: tuple[Expr, ...]
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list written out."""

    items: tuple[Expr, ...]
    span: Span = attribute(default=_NOWHERE, compare=False, repr=False)


Expr: TypeAlias = (
    Literal
    | Name
    | Path
    | Negate
    | Arithmetic
    | Compare
    | And
    | Or
    | Not
    | Between
    | In
    | Range
    | UnaryTest
    | If
    | Quantified
    | For
    | Filter
    | Call
    | ListOf
)
