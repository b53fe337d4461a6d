"""Every expression has one kind, known before any fact is, or a reason why it has none."""

from __future__ import annotations

import pytest

from engine.check.calls import REFUSED
from engine.functions import FUNCTIONS
from engine.ir import Compare, Filter, Name, Path
from engine.kinds import (
    BOOLEAN,
    DATE,
    NULL,
    TEXT,
    ChoiceKind,
    Kind,
    ListKind,
    NumberKind,
    RangeKind,
)
from tests.engine.typing_table import (
    COST,
    DAYS,
    MONTHS,
    PLAIN,
    SEK,
    codes,
    problems_in,
    typed,
)

HOURS = NumberKind("hours")

KINDS: list[tuple[str, Kind]] = [
    # constants and names
    ("1", PLAIN),
    ("true", BOOLEAN),
    ("null", NULL),
    ('"inland"', ChoiceKind(("inland",))),
    ('date("2024-01-31")', DATE),
    ('duration("P1M")', MONTHS),
    ('duration("P10D")', DAYS),
    ("sek", SEK),
    ("judged_on", DATE),
    # sums take one unit, and a number written out takes that of the other side
    ("sek + sek", SEK),
    ("sek + 1", SEK),
    ("1 - sek", SEK),
    ("1 + 2", PLAIN),
    ("-sek", SEK),
    ("-term", MONTHS),
    # products have at most one unit, rates apart
    ("2 * sek", SEK),
    ("sek * rate", SEK),
    ("rate * rate", PLAIN),
    ("wage * time", SEK),
    ("time * wage", SEK),
    ("eur * euro_rate", SEK),
    ("time * rate", HOURS),
    ("term * 2", MONTHS),
    ("2 * term", MONTHS),
    # quotients by powers of ten, powers written out
    ("sek / 100", SEK),
    ("sek / 1", SEK),
    ("rate ** 2", PLAIN),
    ("2 ** 10", PLAIN),
    # days
    ("start + term", DATE),
    ("term + start", DATE),
    ("start - term", DATE),
    ("start - start", DAYS),
    ("term + term", MONTHS),
    ("start.year", PLAIN),
    ("start.weekday", PLAIN),
    ("term.months", PLAIN),
    ("(start - start).days", PLAIN),
    ("years and months duration(start, judged_on)", MONTHS),
    ("date(2024, 1, start.day)", DATE),
    ("date(start)", DATE),
    ("duration(term)", MONTHS),
    # conditions
    ("sek >= 100", BOOLEAN),
    ("sek > limit", BOOLEAN),
    ("flag = true", BOOLEAN),
    ('area = "inland"', BOOLEAN),
    ('"coast" != area', BOOLEAN),
    ("area = size", BOOLEAN),
    ('plan != ""', BOOLEAN),
    ("start < judged_on", BOOLEAN),
    ('start >= date("2024-01-01")', BOOLEAN),
    ('term < duration("P6M")', BOOLEAN),
    ("maybe = null", BOOLEAN),
    ("null != maybe", BOOLEAN),
    ("total_cost = null", BOOLEAN),
    ("costs[1].amount = null", BOOLEAN),
    ("flag and not(flag) or flag", BOOLEAN),
    ("sek between 1 and limit", BOOLEAN),
    ("start between judged_on - term and judged_on", BOOLEAN),
    ("sek in [1..limit)", BOOLEAN),
    ("sek in (< 1, > 100, [5..6])", BOOLEAN),
    ('area in ("inland", "coast")', BOOLEAN),
    ('area in ["inland"]', BOOLEAN),
    ("sek in costs.amount", BOOLEAN),
    ("sek in (1, 2)", BOOLEAN),
    # alternatives
    ("if flag then sek else 0", SEK),
    ("if flag then 0 else sek", SEK),
    ("if flag then 1 else 2", PLAIN),
    ('if flag then "a" else "b"', ChoiceKind(("a", "b"))),
    ('if flag then plan else "b"', TEXT),
    ("if flag then null else sek", SEK),
    ("if flag then sek else null", SEK),
    ("if flag then costs else costs[amount > 1]", ListKind(COST)),
    # lists
    ("costs.amount", ListKind(SEK)),
    ("costs[amount > 1]", ListKind(COST)),
    ("costs[1]", COST),
    ("costs[-1].type", ChoiceKind(("machine", "car"))),
    ("costs[item.amount > limit].paid_on", ListKind(DATE)),
    ("costs.amount[item > 5]", ListKind(SEK)),
    ("costs.amount[1]", SEK),
    ("some c in costs satisfies c.amount > 1", BOOLEAN),
    ('every c in costs satisfies c.type = "car"', BOOLEAN),
    ("for c in costs return c.amount * rate", ListKind(SEK)),
    ("total(for c in costs return c.amount * rate)", SEK),
    ("for c in costs, p in people return c.amount * p.age", ListKind(SEK)),
    ("for c in costs, d in costs[amount > c.amount] return d.paid_on", ListKind(DATE)),
    ("for c in costs return for p in people return p.age", ListKind(ListKind(PLAIN))),
    ("(for c in costs return c)[1].amount", SEK),
    ("[1, 2]", ListKind(PLAIN)),
    ("[1, sek]", ListKind(SEK)),
    ("[1..5]", RangeKind(PLAIN)),
    # functions
    ("count(costs)", PLAIN),
    ("total(costs.amount)", SEK),
    ("total([1, 2])", PLAIN),
    ("min(sek, limit, 5)", SEK),
    ("max(costs.paid_on)", DATE),
    ("max(0, sek)", SEK),
    ("min([term, term])", MONTHS),
    ("all([flag, flag])", BOOLEAN),
    ("any(flag, sek > 1)", BOOLEAN),
    ('list contains(costs.type, "car")', BOOLEAN),
    ("floor(sek)", SEK),
    ("ceiling(sek, 2)", SEK),
    ("round up(rate, 0)", PLAIN),
    ("round down(sek, 0)", SEK),
    ("round half up(sek, 2)", SEK),
    ("round half down(sek, rate)", SEK),
    ("abs(sek - limit)", SEK),
    ("abs(term)", MONTHS),
    ("even(staff)", BOOLEAN),
    ("odd(3)", BOOLEAN),
    ("string length(plan)", PLAIN),
    ('contains(plan, "x")', BOOLEAN),
    ('starts with("ab", "a")', BOOLEAN),
    ("ends with(plan, plan)", BOOLEAN),
    ("verified(sek)", BOOLEAN),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_the_kind_of_an_expression(text: str, kind: Kind) -> None:
    """Units, codes and the kinds of list items are part of the kind."""
    assert typed(text).kind == kind


CODES = [
    # numbers and units
    ("sek + eur", "HE0511"),
    ("sek > staff", "HE0511"),
    ("sek >= rate", "HE0511"),
    ("sek + rate", "HE0511"),
    ("sek between eur and 5", "HE0511"),
    ("sek in [1..eur]", "HE0511"),
    ("sek in (eur, 3)", "HE0511"),
    ("if flag then sek else eur", "HE0511"),
    ("[sek, eur]", "HE0511"),
    ("min(sek, eur)", "HE0511"),
    ("sek * sek", "HE0512"),
    ("sek * staff", "HE0512"),
    ("wage * eur", "HE0512"),
    ("flag + 1", "HE0514"),
    ('1 + "a"', "HE0514"),
    ("costs * 2", "HE0514"),
    ("-flag", "HE0514"),
    ("-start", "HE0514"),
    ("start / 10", "HE0514"),
    ("sek / 3", "HE0517"),
    ("sek / rate", "HE0517"),
    ("sek / 0", "HE0517"),
    ("sek / -10", "HE0517"),
    ("sek / 0.1", "HE0517"),
    ("sek / 20", "HE0517"),
    ("sek ** 2", "HE0518"),
    ("2 ** rate", "HE0518"),
    ("rate ** 0.5", "HE0518"),
    ("rate ** -1", "HE0518"),
    ("2 ** 11", "HE0518"),
    ("start + start", "HE0510"),
    ("start + 1", "HE0510"),
    ("1 - start", "HE0510"),
    ("term - start", "HE0510"),
    ("term + (start - start)", "HE0510"),
    ("start * 2", "HE0510"),
    ("term * sek", "HE0510"),
    # comparisons
    ("flag = 1", "HE0510"),
    ("area = plan", "HE0510"),
    ('start = "2024-01-01"', "HE0510"),
    ("costs = people", "HE0510"),
    ("term = (start - start)", "HE0510"),
    ("area = zone", "HE0510"),
    ("flag > false", "HE0516"),
    ('plan < "b"', "HE0516"),
    ('area >= "inland"', "HE0516"),
    ("costs > costs", "HE0516"),
    ('area between "a" and "z"', "HE0516"),
    ('area = "inlnd"', "HE0502"),
    ('"x" = area', "HE0502"),
    ('area in ("inland", "cost")', "HE0502"),
    ('area in ["inland", "cost"]', "HE0502"),
    ('costs[type = "boat"]', "HE0502"),
    ('list contains(costs.type, "boat")', "HE0502"),
    ("sek in [5..1]", "HE0524"),
    ("sek between 5 and 1", "HE0524"),
    ('start in [date("2024-01-01")..date("2023-01-01")]', "HE0524"),
    # null
    ("sek = null", "HE0521"),
    ("limit != null", "HE0521"),
    ("maybe > null", "HE0522"),
    ("null = null", "HE0522"),
    ("maybe in (null)", "HE0522"),
    ("maybe between null and 5", "HE0522"),
    ("maybe + null", "HE0522"),
    ("[1, null]", "HE0522"),
    ("[]", "HE0205"),
    # conditions
    ("sek and flag", "HE0513"),
    ("flag or null", "HE0513"),
    ("not(sek)", "HE0513"),
    ("if sek then 1 else 2", "HE0513"),
    ("some c in costs satisfies c.amount", "HE0513"),
    ("costs[plan]", "HE0513"),
    # lists, records and their fields
    ("some c in sek satisfies true", "HE0515"),
    ("for c in sek return c", "HE0515"),
    ("for c in costs, d in c.amount return d", "HE0515"),
    ("for c in costs return null", "HE0522"),
    ("total(for c in costs return c.type)", "HE0520"),
    ("plan[1]", "HE0515"),
    ("costs[0]", "HE0523"),
    ("costs[1.5]", "HE0523"),
    ("costs[rate]", "HE0523"),
    ("costs[item.amount]", "HE0523"),
    ("sek.amount", "HE0403"),
    ("costs.amount.x", "HE0403"),
    ("costs.amont", "HE0402"),
    ("start.month_name", "HE0402"),
    ("people.amount", "HE0402"),
    # names
    ("sekk", "HE0401"),
    ("costs[amont > 1]", "HE0401"),
    ("item", "HE0401"),
    ("some sek in costs satisfies true", "HE0405"),
    ("some judged_on in costs satisfies true", "HE0405"),
    ("for sek in costs return 1", "HE0405"),
    ("for c in costs, c in people return 1", "HE0405"),
    ("for d in costs[amount > d.amount] return 1", "HE0401"),
    ("some c in costs satisfies some c in people satisfies true", "HE0405"),
    ('gender = "woman"', "HE0407"),
    ("board.ethnicity", "HE0407"),
    ("board[ethnicity = 1]", "HE0407"),
    ("people[age > count(costs[amount > age])]", "HE0406"),
    ('some type in people satisfies count(costs[type = "car"]) > 0', "HE0404"),
    ("verified(limit)", "HE0416"),
    # functions
    ("sum(costs.amount)", "HE0519"),
    ("decimal(sek, 2)", "HE0519"),
    ("upper case(plan)", "HE0519"),
    ("lower case(plan)", "HE0519"),
    ("count(sek)", "HE0520"),
    ("total(costs)", "HE0520"),
    ("total(sek)", "HE0520"),
    ("min(costs)", "HE0520"),
    ("max(plan, plan)", "HE0520"),
    ("all(costs.amount)", "HE0520"),
    ('list contains(plan, "a")', "HE0520"),
    ("floor(plan)", "HE0520"),
    ("floor(sek, staff)", "HE0520"),
    ("abs(flag)", "HE0520"),
    ("even(flag)", "HE0520"),
    ("string length(area)", "HE0520"),
    ("contains(plan, area)", "HE0520"),
    ("date(plan)", "HE0520"),
    ("date(2024, 1, staff)", "HE0520"),
    ("duration(plan)", "HE0520"),
    ("years and months duration(start, sek)", "HE0520"),
    ('date("2024-02-30")', "HE0115"),
    ("date(2023, 2, 29)", "HE0115"),
]


@pytest.mark.parametrize(("text", "code"), CODES, ids=[text for text, _ in CODES])
def test_what_an_expression_is_refused_for(text: str, code: str) -> None:
    """One mistake, one problem."""
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "refused",
        "refused + 1",
        "-refused > sek",
        "refused.x[y = 1]",
        "refused[x > 1]",
        "if refused then 1 else refused",
        "total(refused.amount) > sek",
        "count(refused) > 1 and refused",
        "refused in (1, 2)",
        "[refused, 1]",
        "some r in refused satisfies r > 1",
        "for r in refused return r",
        "abs(refused) = null",
    ],
)
def test_what_was_refused_elsewhere_is_not_reported_again(text: str) -> None:
    """A name whose definition is wrong fits everywhere, so that one mistake gives one problem."""
    assert codes(text) == []


def test_several_mistakes_are_all_told() -> None:
    """Each at its own place."""
    found = problems_in('sekk > 1 and area = "x" and not(rate)')

    assert [(one.code, one.where.column, one.where.length) for one in found] == [
        ("HE0401", 1, 4),
        ("HE0502", 21, 3),
        ("HE0513", 33, 4),
    ]


def test_what_a_pack_owns_is_named_in_full() -> None:
    """Parameters and derived facts carry their pack, questions and the clock stand bare."""
    assert typed("limit").expr == Name("P.limit")
    assert typed("sek").expr == Name("sek")
    assert typed("judged_on").expr == Name("judged_on")


def test_a_field_inside_brackets_is_a_field_of_item() -> None:
    """No backend has to look up what a bare name means."""
    assert typed("costs[amount > limit]").expr == Filter(
        Name("costs"),
        Compare(">", Path(Name("item"), "amount"), Name("P.limit")),
    )


@pytest.mark.parametrize("function", sorted(set(FUNCTIONS) - set(REFUSED) - {"not"}))
def test_every_function_of_the_library_has_a_kind(function: str) -> None:
    """A function that is added to the library gets a rule here, or policies may not call it."""
    assert any(text.startswith(f"{function}(") for text, _ in KINDS)
