"""Ways to spoil a rule: each makes it wrong beyond doubt, whatever the rule says.

A corruption takes the positioned data of one rule and gives it back spoiled, or nothing where
it does not apply. It is made on the data and not on the text, so that thousands of spoiled
rules cost no time for reading YAML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import TypeAlias

from engine.source.reader import Entries, Items, Node, Scalar

__all__ = ["CORRUPTIONS", "Corruption", "Place", "changed", "written"]

TEXTS = ("title", "applicant", "officer")
EXPRESSIONS = ("requires", "applies", "items", "when", "value")


@dataclass(frozen=True)
class Place:
    """What a corruption may need to know of the pack around a rule."""

    names: tuple[str, ...]  # everything that an expression may read
    measures: tuple[str, ...]  # those of them that are numbers with a unit
    section: str


Corruption: TypeAlias = Callable[[Entries, Place, Random], Entries | None]


def scalar(like: Node, value: str) -> Scalar:
    """A text in the place of another value."""
    return Scalar(like.file, like.start, like.end, value, "double")


def changed(rule: Entries, key: str, value: Node | None) -> Entries:
    """The rule with another value under a key, or without it."""
    entries = tuple(
        (name, node if name.value != key else value)
        for name, node in rule.entries
        if name.value != key or value is not None
    )
    return replace(rule, entries=tuple((name, node) for name, node in entries if node is not None))


def added(rule: Entries, key: str, value: Node) -> Entries:
    """The rule with one more key."""
    return replace(rule, entries=(*rule.entries, (scalar(rule, key), value)))


def keys(rule: Entries) -> list[str]:
    """The keys of a rule."""
    return [str(name.value) for name, _ in rule.entries]


def written(rule: Entries) -> dict[str, str]:
    """The expressions of a rule as their author wrote them."""
    found = {}
    for key in EXPRESSIONS:
        node = rule.get(key)
        if isinstance(node, Scalar):
            found[key] = node.value if isinstance(node.value, str) else node.written
    return found


# --- the form ---------------------------------------------------------------------------------


def drop_a_required_key(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """No rule is complete without any of these."""
    required = {"id", "title", "requires", "facts", "source", *TEXTS, "levels", "table", "effect"}
    return changed(rule, rng.choice([key for key in keys(rule) if key in required]), None)


def misspell_a_key(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """A key that nobody reads would silently drop what it says."""
    key = rng.choice(keys(rule))
    at = rng.randrange(len(key))
    misspelt = rng.choice([key + "s", key[:at] + key[at] + key[at:], key.upper(), key + "?"])
    entries = tuple(
        (scalar(name, misspelt) if name.value == key else name, node) for name, node in rule.entries
    )
    return replace(rule, entries=entries)


def another_type(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """A list where a text belongs, a text where a list does, nothing where something does."""
    key = rng.choice([key for key in keys(rule) if key != "ordered"])
    node = rule.get(key)
    if node is None:
        return None
    if isinstance(node, Scalar):
        return changed(rule, key, Items(rule.file, node.start, node.end, (node,)))
    return changed(rule, key, scalar(node, "Text"))


def null_for_a_text(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """`null` is no text and no citation."""
    key = rng.choice([*TEXTS, "source", "facts"])
    return changed(rule, key, Scalar(rule.file, rule.start, rule.end, None))


def delete_a_translation(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """Every text exists in both languages."""
    key = rng.choice([key for key in TEXTS if isinstance(rule.get(key), Entries)])
    texts = rule.get(key)
    assert isinstance(texts, Entries)
    return changed(rule, key, changed(texts, rng.choice(["sv", "en"]), None))


def blank_a_text(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """Blanks say nothing."""
    key, language = rng.choice(TEXTS), rng.choice(["sv", "en"])
    texts = rule.get(key)
    assert isinstance(texts, Entries)
    return changed(rule, key, changed(texts, language, scalar(texts, rng.choice(["", " ", "\n"]))))


def spoil_a_placeholder(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """A value that is not there, a brace that is not closed, or a value in one language only."""
    key, language = rng.choice(["applicant", "officer"]), rng.choice(["sv", "en"])
    texts = rule.get(key)
    assert isinstance(texts, Entries)
    text = texts.get(language)
    assert isinstance(text, Scalar)
    extra = rng.choice(
        [" {no_such_name}", " {judged_on", " }", " {}", " {Judged}", " {judged_on.x}"]
    )
    return changed(rule, key, changed(texts, language, scalar(text, f"{text.value}{extra}")))


def fill_in_a_title(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """A title is shown as it is."""
    title = rule.get("title")
    assert isinstance(title, Entries)
    language = rng.choice(["sv", "en"])
    return changed(rule, "title", changed(title, language, scalar(title, "Till {judged_on}")))


def spoil_the_id(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """An id is capitals, digits and hyphens, and not too long."""
    spoilt = rng.choice(["x-1", "X_1", "X 1", "1X", "-X", "X-", "Å-1", "", "X" * 60, "true"])
    return changed(rule, "id", scalar(rule, spoilt))


def spoil_the_source(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """A rule without a proper source is nobody's rule."""
    source = rule.get("source")
    if not isinstance(source, Entries):
        named = ["no_such_source", "", "SFS 2022:1468 17 §", "sources", "L"]
        return changed(rule, "source", scalar(rule, rng.choice(named)))
    spoilt = rng.choice(
        [
            changed(source, "ref", None),
            changed(source, "grade", None),
            changed(source, "grade", scalar(source, rng.choice(["X", "l", "LV", ""]))),
            changed(source, "ref", scalar(source, " ")),
            added(changed(source, "url", None), "url", scalar(source, "http://a.example")),
            added(changed(source, "url", None), "url", scalar(source, "javascript:alert(1)")),
        ]
    )
    return changed(rule, "source", spoilt)


def spoil_the_effect(rule: Entries, place: Place, rng: Random) -> Entries | None:
    """Gates have one of a few effects, nothing else has any."""
    if place.section != "gates":
        return added(rule, "effect", scalar(rule, "stop"))
    return changed(
        rule, "effect", scalar(rule, rng.choice(["halt", "STOP", "advise", "stop_line"]))
    )


# --- names and facts --------------------------------------------------------------------------


def spoil_the_facts(rule: Entries, place: Place, rng: Random) -> Entries | None:
    """One too few, one too many, one twice, one misspelt."""
    facts = rule.get("facts")
    assert isinstance(facts, Items)
    names = [str(one.value) for one in facts.items if isinstance(one, Scalar)]
    at = rng.randrange(len(names))
    unused = [name for name in place.names if name not in names]
    options = [
        names[:at] + names[at + 1 :],
        [*names, names[at]],
        [*names[:at], names[at] + "x", *names[at + 1 :]],
        [*names, "no_such_name"],
        [*names, "judged_on"],
    ]
    if unused:
        options.append([*names, rng.choice(unused)])
    spoilt = rng.choice(options)
    return changed(rule, "facts", replace(facts, items=tuple(scalar(facts, one) for one in spoilt)))


def verify_what_cannot_be(rule: Entries, place: Place, _: Random) -> Entries | None:
    """Only answers are verified, and only in rules."""
    name = Items(rule.file, rule.start, rule.end, (scalar(rule, "no_such_name"),))
    if place.section == "criteria":
        return added(rule, "verified", name)
    return added(changed(rule, "verified", None), "verified", name)


# --- conditions -------------------------------------------------------------------------------

_NEVER_SOUND = (
    "({0}) and",
    "({0}",
    "({0}) == true",
    "({0}) and 5",
    '({0}) and "x"',
    "({0}) + 1 > 2",
    "({0}) = 3",
    "({0}) > true",
    "({0}) and no_such_name",
    "({0}) and no such function(1)",
    "({0}) and total([1], 2, [3]) > judged_on",
    "({0}) and sum([1, 2]) > 2",
    "({0}) and 10 / 3 > judged_on.year",
    "({0}) and judged_on + 1 > judged_on",
    "({0}) and judged_on = null and null > 1",
    '({0}) and judged_on in [date("2024-01-01")..date("2023-01-01")]',
    '({0}) and judged_on < date("2023-02-30")',
    "({0}) and judged_on[1] = judged_on",
    "({0}) and judged_on.hour > 1",
    "({0}) and [1, null] = [1]",
    "({0}) and decimal(judged_on.year, 1) = 2024",
    "({0}) and judged_on.year ** 0.5 > 3",
    "({0}) and now() > judged_on",
    "for x in [1] return ({0})",
    "if ({0}) then 1 else 2",
    "if 1 then ({0}) else true",
    "some item in [1] satisfies ({0})",
    "not(({0}), true)",
    "1 < 2 < 3 and ({0})",
    "{{a: ({0})}}",
)


def spoil_a_condition(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """Grammar, kinds, names, null, days and functions, each wrong in its own way."""
    texts = {key: text for key, text in written(rule).items() if key != "items"}
    if not texts:
        return None
    key = rng.choice(sorted(texts))
    return changed(rule, key, scalar(rule, rng.choice(_NEVER_SOUND).format(texts[key])))


def swap_a_unit(rule: Entries, place: Place, rng: Random) -> Entries | None:
    """Squares of money and sums of persons and days have no meaning."""
    texts = {key: text for key, text in written(rule).items() if key != "items"}
    if not texts or not place.measures:
        return None
    key, name = rng.choice(sorted(texts)), rng.choice(place.measures)
    spoilt = rng.choice(
        ["{0} * {0} > 1", "{0} + judged_on.year > 1", "{0} ** 2 > 1", "{0} > judged_on"]
    )
    return changed(rule, key, scalar(rule, f"({texts[key]}) and " + spoilt.format(name)))


def misspell_a_name(rule: Entries, place: Place, rng: Random) -> Entries | None:
    """A name of the policy with one letter more."""
    texts = written(rule)
    found = [
        (key, name)
        for key in sorted(texts)
        for name in place.names
        if f" {name} " in f" {texts[key]} "
    ]
    if not found:
        return None
    key, name = rng.choice(found)
    spoilt = f" {texts[key]} ".replace(f" {name} ", f" {name}x ").strip()
    return changed(rule, key, scalar(rule, spoilt))


def make_it_constant(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """A condition that reads nothing decides nothing."""
    key = rng.choice([key for key in ("requires", "applies") if rule.get(key)] or [""])
    if not key:
        return None
    return changed(rule, key, scalar(rule, rng.choice(["true", "false", "1 = 1", "not(2 > 1)"])))


# --- tables -----------------------------------------------------------------------------------


def spoil_the_table(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """Rows that are dead, missing, or lead to no level."""
    table = rule.get("table")
    if not isinstance(table, Items):
        return None
    rows = table.items
    first, last = rows[0], rows[-1]
    assert isinstance(first, Entries)
    spoilt = rng.choice(
        [
            rows[:-1],
            (last, *rows[:-1]),
            (first, *rows),
            (*rows, last),
            (changed(first, "level", scalar(first, "no_such_level")), *rows[1:]),
            (changed(first, "level", None), *rows[1:]),
            (*rows[:-1], added(first, "otherwise", Scalar(first.file, 0, 1, value=True)), last),
            (),
        ]
    )
    return changed(rule, "table", replace(table, items=spoilt))


def spoil_the_levels(rule: Entries, _: Place, rng: Random) -> Entries | None:
    """A level that a row leads to is gone, stands twice, or has no words."""
    levels = rule.get("levels")
    table = rule.get("table")
    if not isinstance(levels, Items) or not isinstance(table, Items):
        return None
    used = {text(row.get("level")) for row in table.items if isinstance(row, Entries)}
    one = rng.choice(
        [
            node
            for node in levels.items
            if isinstance(node, Entries) and text(node.get("id")) in used
        ]
    )
    rest = tuple(node for node in levels.items if node is not one)
    spoilt = rng.choice([rest, (*levels.items, replace(one)), (changed(one, "sv", None), *rest)])
    return changed(rule, "levels", replace(levels, items=spoilt))


def text(node: Node | None) -> str:
    """What a scalar is written as."""
    if not isinstance(node, Scalar):
        return ""
    return node.value if isinstance(node.value, str) else node.written


CORRUPTIONS: Mapping[str, Corruption] = {
    one.__name__: one
    for one in (
        drop_a_required_key,
        misspell_a_key,
        another_type,
        null_for_a_text,
        delete_a_translation,
        blank_a_text,
        spoil_a_placeholder,
        fill_in_a_title,
        spoil_the_id,
        spoil_the_source,
        spoil_the_effect,
        spoil_the_facts,
        verify_what_cannot_be,
        spoil_a_condition,
        swap_a_unit,
        misspell_a_name,
        make_it_constant,
        spoil_the_table,
        spoil_the_levels,
    )
}
