"""Expressions read aloud: every node in both languages, and nothing that reads like another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from engine.feel.parser import parse_expression
from engine.functions import FUNCTIONS
from engine.ir import Expr
from engine.walk import walk
from engine.words.phrases import FUNCTIONS as SPOKEN
from engine.words.phrases import Phrase, negated, subordinated
from engine.words.render import Reader
from engine.words.vocabulary import entries_of
from tests.engine.spoken import ENTRIES, main_clause, reader, subordinate_clause
from tests.rules.shipped import LIBRARY

_READINGS = Path(__file__).with_name("readings.txt").read_text(encoding="utf-8")
GOLDEN = [
    tuple(block.replace("~", "\N{NO-BREAK SPACE}").split("\n"))
    for block in _READINGS.strip().split("\n\n")[1:]
]
"""FEEL, Swedish, English."""

SUBORDINATE = [
    ('size != "small"', "företagets storlek inte är ”Litet”"),
    ("not(indebted)", "företaget inte har skulder"),
    ("unchanged", "priset inte ökar"),
    ('plan = ""', "planen inte har fyllts i"),
    ('not(size in ("small", "large"))', "företagets storlek varken är ”Litet” eller ”Stort”"),
    ("not(some_gain)", "det inte är så att vissa företag får en fördel"),
    (
        "every c in costs satisfies c.running",
        "det för varje rad i kostnader gäller att kostnaden hör till driften",
    ),
]
"""What follows *att*, *när*, *om* and *där* has its negation before the verb."""


@pytest.mark.parametrize(("feel", "swedish", "english"), GOLDEN, ids=[one[0] for one in GOLDEN])
def test_an_expression_reads_as_a_sentence(feel: str, swedish: str, english: str) -> None:
    """Each construct has one wording in each language."""
    assert main_clause(feel, "sv") == swedish
    assert main_clause(feel, "en") == english


def test_every_node_has_a_golden_sentence() -> None:
    """No kind of node is left without a reading that someone has looked at."""
    read = {type(node) for feel, _, _ in GOLDEN for node in walk(parse_expression(feel))}

    assert {kind.__name__ for kind in get_args(Expr)} - {kind.__name__ for kind in read} == set()


@pytest.mark.parametrize(("feel", "swedish"), SUBORDINATE)
def test_a_subordinate_clause_has_its_own_order(feel: str, swedish: str) -> None:
    """Swedish puts *inte* before the verb in a clause that hangs on another."""
    assert subordinate_clause(feel, "sv") == swedish


def test_every_function_has_words() -> None:
    """Nothing in the library is read out by its FEEL name; `not` is a negation instead."""
    assert set(FUNCTIONS) - {name.partition("/")[0] for name in SPOKEN} == {"not"}


@pytest.mark.parametrize(
    ("clause", "language"),
    [
        ("alla kostnader är betalda", "sv"),
        ("företaget som äger lokalen är litet", "sv"),
        ("priset ökar inte", "sv"),
        ("the company must repay the aid", "en"),
        ("each cost is paid", "en"),
    ],
)
def test_an_unclear_negation_is_not_made(clause: str, language: str) -> None:
    """A clause whose negation could mean two things is denied as a whole."""
    assert negated(clause, "sv" if language == "sv" else "en") is None


def test_a_clause_without_adverb_keeps_its_order() -> None:
    """Only an adverb moves when a clause becomes subordinate."""
    assert subordinated("stödet lämnas enligt lagen") == "stödet lämnas enligt lagen"
    assert subordinated("det finns redan en plan") == "det redan finns en plan"


def test_a_list_has_as_many_levels_as_the_condition() -> None:
    """Junctions become lists inside lists, so that no bracket has to be counted."""
    outline = reader("sv").outline(parse_expression('(signed or indebted) and plan != ""'))

    assert outline.text == "allt detta stämmer:"
    assert [part.text for part in outline.parts] == [
        "något av detta stämmer:",
        "planen har fyllts i",
    ]
    assert [part.text for part in outline.parts[0].parts] == [
        "ansökan är undertecknad",
        "företaget har skulder",
    ]


def test_a_chain_of_conditions_is_a_list_of_cases() -> None:
    """`if … else if …` reads as the first that fits."""
    outline = reader("en").outline(
        parse_expression("if signed then sought else if indebted then most else 0"),
        ENTRIES["most"],
    )

    assert [part.text for part in outline.parts] == [
        "support applied for, if the application is signed",
        "highest support, if the company has debts",
        "0\N{NO-BREAK SPACE}SEK, in all other cases",
    ]


def test_what_runs_on_is_bracketed() -> None:
    """Where a clause ends is told, or what follows would seem to be part of it."""
    apart = "(some c in costs satisfies c.running) and signed"
    within = "some c in costs satisfies (c.running and signed)"

    assert main_clause(apart, "sv") != main_clause(within, "sv")
    assert main_clause("not(some_gain) and signed", "sv") != main_clause(
        "not(some_gain and signed)", "sv"
    )


def conditions_of(pack: str) -> Iterator[tuple[Reader, Reader, Expr]]:
    """Every expression of a pack, with readers in both languages."""
    policy = LIBRARY.policies[pack]
    entries = entries_of(LIBRARY.link([pack], policy.valid_from))
    both = Reader("sv", entries), Reader("en", entries)
    for rule in policy.rules:
        yield (*both, rule.requires)
        if rule.applies is not None:
            yield (*both, rule.applies)
    for criterion in policy.criteria:
        yield from ((*both, row.when) for row in criterion.rows)
    yield from ((*both, fact.expr) for fact in policy.derived)
    yield from ((*both, amount.expr) for amount in policy.amounts)


@pytest.mark.parametrize("pack", LIBRARY.policies)
def test_no_two_conditions_of_a_pack_read_the_same(pack: str) -> None:
    """What a manager signs can be told apart, in either language."""
    read: dict[str, set[Expr]] = defaultdict(set)
    for swedish, english, expr in conditions_of(pack):
        read[f"sv: {swedish.read(expr)}"].add(expr)
        read[f"en: {english.read(expr)}"].add(expr)

    assert {said: exprs for said, exprs in read.items() if len(exprs) > 1} == {}


@pytest.mark.parametrize("pack", LIBRARY.policies)
def test_no_two_names_of_a_pack_are_called_the_same(pack: str) -> None:
    """Every question, figure and fact that a pack reads has a name of its own."""
    policy = LIBRARY.policies[pack]
    program = LIBRARY.link([pack], policy.valid_from)
    facts = [rule.facts for rule in policy.rules]
    facts += [criterion.facts for criterion in policy.criteria]
    read = {program.resolve(pack, name) for names in facts for name in names}
    called: dict[str, list[str]] = defaultdict(list)
    entries = entries_of(program)
    for name in sorted(read):
        called[entries[name].label.sv].append(name)

    assert {label: names for label, names in called.items() if len(names) > 1} == {}


def test_a_phrase_without_order_of_its_own_serves_both() -> None:
    """The subordinate form is the main one where Swedish makes no difference."""
    phrase = Phrase("{0} är {1}", "{0} is {1}")

    assert phrase.in_("sv", subordinate=True) == phrase.in_("sv")
