"""What stands in the files becomes records; what does not fit the form is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.errors import PolicyError
from engine.kinds import BOOLEAN, DATE, TEXT, ChoiceKind, ListKind, NumberKind, RecordKind
from engine.model import (
    BundlePack,
    Dated,
    Effect,
    Grade,
    Input,
    Level,
    Rule,
    Section,
    Source,
    Texts,
)
from engine.parse.policy import parse_bundles, parse_inputs, parse_policy
from engine.policy import load_library
from engine.source.reader import read_source
from tests.engine.golden import library
from tests.engine.sample import MIKRO, loaded, mikro, policy_of

CORE = "inputs/core.yaml"
LAW = Source("SFS 2022:1468 17 §", Grade.LAW)


def rule(name: str) -> Rule:
    """A rule of the sample policy."""
    return next(one for one in mikro().rules if one.id == name)


def question(name: str) -> Input:
    """A question of the sample."""
    return loaded().inputs[name]


def test_a_policy_says_who_it_is() -> None:
    """Identity, days and legal basis are taken as they stand."""
    policy = mikro()

    assert (policy.id, policy.version) == ("MIKRO", "1.0.0")
    assert policy.title == Texts("Mikrostöd", "Micro support")
    assert (policy.valid_from, policy.valid_to) == (date(2023, 1, 1), None)
    assert policy.legal_basis == (LAW,)


def test_a_source_may_have_a_note_and_an_address() -> None:
    """Both are shown beside the rule."""
    extra = "{ref: A, grade: K, note: {sv: n, en: m}, url: https://a.example/b}"
    policy = policy_of(("- {ref: SFS 2022:1468 17 §, grade: L}\n\nimp", f"- {extra}\n\nimp"))

    assert policy.legal_basis == (Source("A", Grade.KNOWN, Texts("n", "m"), "https://a.example/b"),)


def test_a_policy_may_end() -> None:
    """`valid_to` is the first day on which it no longer holds."""
    draft = parse_policy(read_source(b"valid_to: 2026-01-01", "x.yaml"))

    assert draft.policy.valid_to == date(2026, 1, 1)


def test_rules_come_as_gates_then_checks_then_prompts() -> None:
    """Their section and effect follow from where they stand."""
    found = [(one.id, one.section, one.effect) for one in mikro().rules]

    assert found == [
        ("MK-01", Section.GATE, Effect.STOP_LINES),
        ("MK-02", Section.GATE, Effect.STOP),
        ("MK-PLAN-C1", Section.CHECK, Effect.ADVISE),
        ("MK-P1", Section.PROMPT, Effect.ADVISE),
    ]
    assert rule("MK-PLAN-C1").criterion == "MK-PLAN"


def test_a_rule_keeps_its_conditions_as_written() -> None:
    """The text is shown beside what it means."""
    found = rule("MK-01")

    assert found.applies_text == "has_machines"
    assert found.requires_text == "total_cost <= cost_limit"
    assert found.facts == ("has_machines", "total_cost", "cost_limit", "costs")
    assert rule("MK-02").applies is None
    assert rule("MK-02").verified == ("turnover",)


def test_a_criterion_keeps_levels_and_rows_in_order() -> None:
    """Worst level first; the row for what is left holds always."""
    (criterion,) = mikro().criteria

    assert criterion.levels[0] == Level("none", Texts("saknas", "missing"))
    assert [row.level for row in criterion.rows] == ["none", "good", "some", "none"]
    assert (criterion.aim, criterion.ordered, criterion.applies) == ("some", True, None)
    assert criterion.rows[-1].text == ""


def test_a_parameter_has_a_value_for_every_period() -> None:
    """Figures are exact, days ascend, and each value has its own source."""
    limit = next(one for one in mikro().parameters if one.name == "cost_limit")

    assert limit.kind == NumberKind("SEK")
    assert limit.values == (
        Dated(date(2023, 1, 1), Decimal(60000), LAW),
        Dated(date(2025, 1, 1), Decimal(65000), LAW),
    )


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("boolean", "true", True),
        ("date", "2026-06-07", date(2026, 6, 7)),
        ("date", '"2026-06-07"', date(2026, 6, 7)),
        ("text", '" a "', "a"),
        ("choice\n    codes: [yes, no]", "no", "no"),
        ("number", "0.5", Decimal("0.5")),
    ],
)
def test_a_parameter_is_of_its_kind(kind: str, value: str, read: object) -> None:
    """A day may stand in quotes, as it does in JSON; nothing else is converted."""
    text = (
        f"parameters:\n  - name: p\n    kind: {kind}\n    label: {{sv: a, en: b}}\n    values:\n"
        f"      - {{from: 2023-01-01, value: {value}, source: {{ref: A, grade: L}}}}\n"
    )
    draft = parse_policy(read_source(text.encode(), "x.yaml"))

    assert draft.policy.parameters[0].values[0].value == read


def test_a_table_is_a_list_of_records() -> None:
    """Rows are read by the order of the columns."""
    table = next(one for one in mikro().parameters if one.name == "ceilings")

    assert table.kind == ListKind(
        RecordKind((("place", ChoiceKind(("inland", "coast"))), ("highest", NumberKind("SEK"))))
    )
    assert table.values[0].value == (
        {"place": "inland", "highest": Decimal(30000)},
        {"place": "coast", "highest": Decimal(20000)},
    )


def test_a_question_is_of_its_kind() -> None:
    """Units, choices and the fields of a list are part of the kind."""
    assert question("turnover").kind == NumberKind("EUR")
    assert question("plan").kind == TEXT
    assert question("starts_on").kind == DATE
    assert question("confirmed").kind == BOOLEAN
    assert question("area").kind == ChoiceKind(("inland", "coast"))
    assert question("area").choices[1] == ("coast", Texts("Kusten", "The coast"))
    assert question("costs").kind == ListKind(
        RecordKind((("type", ChoiceKind(("machinery", "vehicle"))), ("amount", NumberKind("SEK"))))
    )
    assert [one.name for one in question("costs").fields] == ["type", "amount"]


def test_the_flags_of_a_question_are_off_unless_set() -> None:
    """Nothing is nullable, actionable or protected by chance."""
    found = question("plan")

    assert [found.nullable, found.actionable, found.protected, found.long_text] == [False] * 4
    assert question("turnover").nullable
    assert question("gender").protected


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("[0..100]", (Decimal(0), Decimal(100), True, True)),
        ("(0..100)", (Decimal(0), Decimal(100), False, False)),
        ("[ -1.5 .. 2 )", (Decimal("-1.5"), Decimal(2), True, False)),
        ("[0..)", (Decimal(0), None, True, True)),
        ("(..5]", (None, Decimal(5), True, True)),
        ("[5..5]", (Decimal(5), Decimal(5), True, True)),
    ],
)
def test_a_range_has_ends_that_count_or_do_not(text: str, ends: tuple[object, ...]) -> None:
    """A missing end bounds nothing, whatever its bracket."""
    found = ranged("number", text)

    assert (found.low, found.high, found.low_closed, found.high_closed) == ends


def test_a_range_may_be_of_days() -> None:
    """Days stand in it as they do elsewhere."""
    found = ranged("date", "[2020-01-01..2030-12-31)")

    assert (found.low, found.high) == (date(2020, 1, 1), date(2030, 12, 31))
    assert not found.high_closed


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "0..100"),
        ("number", "[0-100]"),
        ("number", "[5..1]"),
        ("number", "[..]"),
        ("number", "[a..b]"),
        ("number", "[1e3..2e3]"),
        ("number", "[2020-01-01..2030-01-01]"),
        ("date", "[0..1]"),
        ("date", "[2020-02-30..2030-01-01]"),
    ],
)
def test_what_is_not_a_range(kind: str, text: str) -> None:
    """Ends are of the question's kind, the lower one first, at least one of them there."""
    with pytest.raises(PolicyError) as refused:
        ranged(kind, text)

    assert [one.code for one in refused.value.problems] == ["HE0212"]


def ranged(kind: str, text: str) -> Input:
    """A question with a range."""
    said = "{sv: a, en: b}"
    source = (
        f'inputs:\n  - {{name: x, path: x, kind: {kind}, range: "{text}", group: g, label: {said},'
        f" question: {said}, why: {said}}}\n"
    )
    (found,) = parse_inputs(read_source(source.encode(), "x.yaml")).inputs
    return found


def test_shared_questions_keep_the_order_of_the_policy() -> None:
    """The policy lists what it asks."""
    assert [one.name for one in mikro().inputs] == [
        "requested_support",
        "turnover",
        "plan",
        "starts_on",
        "area",
        "confirmed",
        "costs",
    ]


OWN = """inputs:
  - name: own_share
    path: own_share
    kind: number
    group: economy
    label: {sv: egen andel, en: own share}
    question: {sv: Hur stor andel?, en: How large a share?}
    why: {sv: Den räknas av., en: It is subtracted.}
"""
SHARED = "requested_support, turnover, plan, starts_on, area, confirmed, costs"


def test_a_policy_may_bring_a_question_of_its_own() -> None:
    """It is read like a shared one and used like one."""
    listed = "".join(f"  - {name}\n" for name in SHARED.split(", "))
    policy = policy_of(
        (f"inputs: [{SHARED}]\n", OWN + listed), ("* rate / 100)", "* rate / 100 * own_share)")
    )

    assert policy.inputs[-1].name == "own_share"


def test_a_bundle_names_its_packs_with_their_days() -> None:
    """The end is optional."""
    (bundle,) = loaded().bundles.values()

    assert (bundle.form, bundle.application_kind) == ("micro_support", "business_support")
    assert bundle.packs == (BundlePack("MIKRO", date(2023, 1, 1)),)


def test_a_bundle_may_change_packs_from_a_day() -> None:
    """Two periods of one pack may meet, but not overlap."""
    packs = "- {pack: A, from: 2023-01-01, to: 2024-01-01}\n    - {pack: A, from: 2024-01-01}"
    text = (
        "- form: f\n  kind: project_funds\n  title: {sv: a, en: b}\n  summary: {sv: a, en: b}\n"
        f"  source: {{ref: a, grade: I}}\n  packs:\n    {packs}\n"
    )
    ((bundle, _),) = parse_bundles(read_source(text.encode(), "x.yaml"))

    assert bundle.packs[0].valid_to == bundle.packs[1].valid_from


@pytest.mark.parametrize("file", [MIKRO, CORE, "mikro/cases.yaml", "bundles.yaml"])
@pytest.mark.parametrize("text", ["a", "1", "null", "{}", "[a]", "[[]]", "{a: b}", "- 1\n"])
def test_a_file_of_another_shape_is_refused(file: str, text: str) -> None:
    """Whatever stands in a file, reading ends in records or in a refusal."""
    with pytest.raises(PolicyError):
        load_library({**library(), file: text.encode()})


@pytest.mark.parametrize("file", ["mikro/cases.yaml", "bundles.yaml"])
def test_a_list_of_nothing_is_a_legal_file(file: str) -> None:
    """A pack may have no cases yet, a folder no bundles."""
    assert load_library({**library(), file: b"[]"}).policies
