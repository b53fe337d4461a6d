"""What expressions name: words, kinds and units, before any sentence is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Final, Self

from engine.errors import Language
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
)
from engine.kinds import BOOLEAN, DateKind, DurationKind, Kind, ListKind, NumberKind
from engine.model import Texts
from engine.values import Months
from engine.walk import walk
from engine.words.phrases import PHRASES, WHOLE, Phrase
from engine.words.vocabulary import Entry, field_of
from engine.words.wording import quoted, say

__all__ = [
    "UNNAMED",
    "Outline",
    "Terms",
    "is_clause",
    "options_of",
    "place_of",
    "runs_on",
    "undone",
]

UNNAMED: Final = Entry(Texts("raden", "the line"), BOOLEAN)
_HUNDRED: Final = Literal(Decimal(100))


@dataclass(frozen=True, slots=True)
class Outline:
    """A clause; or the line that introduces a list of clauses, with the list."""

    text: str
    parts: tuple[Outline, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of names, constants and units in one language.

    Clauses come out `subordinate` where that makes a difference in Swedish.
    """

    language: Language
    entries: Mapping[str, Entry]
    subordinate: bool = False

    def entry(self, expr: Expr) -> Entry:  # noqa: C901, PLR0912 - one case a node
        """What is known of the thing that `expr` names: its words and its kind."""
        match expr:
            case Name(name):
                return self.entries.get(name, UNNAMED)
            case Path(base, field):
                return field_of(self.entry(base), field)
            case Filter(base):
                return self.entry(base)
            case Literal(Decimal()) | Call("count"):
                return replace(UNNAMED, kind=NumberKind())
            case Literal(Months() | timedelta()) | Call("duration"):
                return replace(UNNAMED, kind=DurationKind("months"))
            case Call("date"):
                return replace(UNNAMED, kind=DateKind())
            case Arithmetic(left=left, right=right):
                return _combined(self.entry(left), self.entry(right))
            case For(variables, domains, body):
                inside: Terms = self
                for variable, domain in zip(variables, domains, strict=True):
                    inside = inside.inside(domain, variable)
                return inside.entry(body)
            case ListOf(items) if items:
                return self.entry(items[0])
            case Negate(arg) | If(then=arg):
                return self.entry(arg)
            case Call(_, args) if args:
                return self.entry(args[0])
            case _:
                return UNNAMED

    def inside(self, domain: Expr, variable: str) -> Self:
        """These terms with `variable` standing for a line of `domain`."""
        line = replace(self.entry(domain), label=UNNAMED.label, table=False)
        return replace(self, entries={**self.entries, variable: line})

    def constant(self, expr: Literal, beside: Entry) -> str:
        """A constant in the words and the unit of what stands `beside` it; codes in quotes."""
        if expr.value is None:
            return self.phrase("no_value")
        kind = beside.kind.item if isinstance(beside.kind, ListKind) else beside.kind
        said = say(expr.value, kind, beside.question)
        coded = beside.question is not None and any(
            code == expr.value for code, _ in beside.question.choices
        )
        return self.text(quoted(said) if coded else said)

    def share(self, expr: Expr) -> tuple[Expr, Expr] | None:
        """Of `whole * rate / 100` the whole and the rate, in either order; None of others."""
        match expr:
            case Arithmetic("/", Arithmetic("*", left, right), divisor) if divisor == _HUNDRED:
                if _unit(self.entry(left).kind) is None and _unit(self.entry(right).kind):
                    return right, left
                return left, right
            case _:
                return None

    def text(self, texts: Texts) -> str:
        """The text of this reader's language."""
        return texts.sv if self.language == "sv" else texts.en

    def series(self, parts: list[str], joint: str) -> str:
        """Phrases joined by commas and a last word."""
        if len(parts) == 1:
            return parts[0]
        return f"{', '.join(parts[:-1])} {self.phrase(joint)} {parts[-1]}"

    def grain(self, args: tuple[Expr, ...]) -> str:
        """What a rounding rounds to, in words: whole kronor, two decimals."""
        given = args[1] if len(args) > 1 else None
        scale = self.constant(given, UNNAMED) if isinstance(given, Literal) else "0"
        whole = WHOLE.get((_unit(self.entry(args[0]).kind), scale)) or WHOLE.get((None, scale))
        if whole is not None:
            return whole.in_(self.language)
        return self.phrase("decimal" if scale == "1" else "decimals", scale)

    def says_percent(self, rate: Expr) -> bool:
        """Whether what `rate` is called says that it counts hundredths."""
        label = self.entry(rate).label
        return "procent" in label.sv and "per cent" in label.en

    def phrase(self, key: str, *said: str) -> str:
        """A phrase of the house, filled."""
        return self.said(PHRASES[key], *said)

    def said(self, phrase: Phrase, *said: str) -> str:
        """A phrase, filled, in this language and order of words."""
        return phrase.in_(self.language, subordinate=self.subordinate).format(*said)


def undone(left: Expr, right: Expr) -> tuple[Expr, Expr]:
    """`a * 100 <= b * rate` was multiplied out to stay exact; what is meant is a share of b."""
    match left, right:
        case Arithmetic("*", part, hundred), Arithmetic("*") if hundred == _HUNDRED:
            return part, Arithmetic("/", right, _HUNDRED)
        case Arithmetic("*"), Arithmetic("*", part, hundred) if hundred == _HUNDRED:
            return Arithmetic("/", left, _HUNDRED), part
        case _:
            return left, right


def options_of(expr: In) -> tuple[Expr, ...]:
    """What `expr` may be in, one by one."""
    match expr.tests:
        case (ListOf(items),):
            return items
        case tests:
            return tests


def place_of(expr: Expr) -> int:
    """Which item `[1]` or `[-1]` asks for."""
    match expr:
        case Literal(Decimal() as place):
            return int(place)
        case Negate(arg):
            return -place_of(arg)
        case _:
            return 0


def is_clause(expr: Expr) -> bool:
    """Whether `expr` reads as a sentence rather than as a thing."""
    return isinstance(expr, Compare | And | Or | Not | Between | In | Quantified)


def _combined(left: Entry, right: Entry) -> Entry:
    """What arithmetic gives: a rate turns one unit into another, a plain number none."""
    units = _unit(left.kind), _unit(right.kind)
    for rate, other in (units, units[::-1]):
        result, per, counted = (rate or "").partition("_per_")
        if per and counted in {other, f"{other}".removesuffix("s")}:
            return replace(UNNAMED, kind=NumberKind(result))
    return right if units[0] is None and units[1] else left


def _unit(kind: Kind) -> str | None:
    item = kind.item if isinstance(kind, ListKind) else kind
    return item.unit if isinstance(item, NumberKind) else None


def runs_on(expr: Expr) -> bool:
    """Whether `expr` ends in a clause that would swallow what comes after it."""
    return any(isinstance(one, Filter | For | Quantified) for one in walk(expr))
