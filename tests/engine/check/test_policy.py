"""A draft becomes a policy with every name resolved, or is refused with all that is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.check.policy import check_policy
from engine.errors import PolicyError
from engine.ir import Compare, Filter, Literal, Name, Path
from engine.kinds import BOOLEAN, ChoiceKind, NumberKind
from engine.model import Derived, Policy
from engine.parse.policy import parse_policy
from engine.policy import load_library
from engine.source.reader import read_source
from tests.engine.golden import library
from tests.engine.sample import MIKRO, edited, loaded, mikro, policy_of, refusals

REQUIRES = "    requires: total_cost <= cost_limit\n"
FACTS = "    facts: [has_machines, total_cost, cost_limit, costs]\n"


def derived(policy: Policy, name: str) -> Derived:
    """A derived fact of a policy."""
    return next(fact for fact in policy.derived if fact.name == name)


def test_what_a_pack_owns_is_named_in_full_and_the_rest_is_bare() -> None:
    """Imports carry the name of their owner."""
    by_id = {rule.id: rule for rule in mikro().rules}

    assert by_id["MK-01"].applies == Name("MIKRO.has_machines")
    assert by_id["MK-01"].requires == Compare(
        "<=", Name("MIKRO.total_cost"), Name("MIKRO.cost_limit")
    )
    assert by_id["MK-01"].items == Filter(
        Name("costs"), Compare("=", Path(Name("item"), "type"), Literal("machinery"))
    )
    assert "SIZE.size_class" in repr(by_id["MK-02"].requires)
    assert "judged_on" in repr(by_id["MK-02"].requires)
    assert by_id["MK-P1"].requires == Name("confirmed")


def test_kinds_of_derived_facts_and_amounts_are_filled_in() -> None:
    """They follow from the expressions."""
    assert derived(mikro(), "total_cost").kind == NumberKind("SEK")
    assert derived(mikro(), "has_machines").kind == BOOLEAN
    assert derived(loaded().policies["SIZE"], "size_class").kind == ChoiceKind(("small", "large"))
    assert mikro().amounts[0].kind == NumberKind("SEK")


def test_derived_facts_come_in_the_order_in_which_they_read_each_other() -> None:
    """An author may list them in any order."""
    first = "  - name: doubled\n    label: {sv: a, en: b}\n    value: 2 * total_cost\n"
    policy = policy_of(
        ("derived:\n", f"derived:\n{first}"),
        (REQUIRES, "    requires: doubled <= cost_limit\n"),
        (FACTS, FACTS.replace("total_cost", "doubled")),
    )
    names = [fact.name for fact in policy.derived]

    assert names.index("total_cost") < names.index("doubled")


def test_a_name_keeps_its_meaning_inside_brackets_within_brackets() -> None:
    """The inner element hides nothing that was not its own."""
    value = "value: count(ceilings[highest > total(costs[amount > 5].amount)])"
    policy = policy_of(
        ("value: ceilings[place = area][1].highest", value),
        ("min(requested_support, cost_limit, ceiling)", "min(requested_support, cost_limit)"),
        ("* rate / 100)", "* rate / 100 * ceiling)"),
        ("    requires: confirmed\n    facts: [confirmed]", AREA_USED),
    )

    assert repr(derived(policy, "ceiling").expr).count("Name(name='item')") == 2


AREA_USED = '    requires: confirmed and area = "coast"\n    facts: [confirmed, area]'


@pytest.mark.parametrize(
    ("edits", "codes"),
    [
        pytest.param([(FACTS, "    facts: [total_cost]\n")], ["HE0408"], id="facts too few"),
        pytest.param(
            [(FACTS, FACTS.replace("costs", "costs, plan, rate"))],
            ["HE0409", "HE0409"],
            id="facts too many",
        ),
        pytest.param(
            [(FACTS, FACTS.replace("costs", "plan"))], ["HE0408", "HE0409"], id="facts both ways"
        ),
        pytest.param(
            [(FACTS, FACTS.replace("costs", "costs, judged_on"))], ["HE0409"], id="clock a fact"
        ),
        pytest.param(
            [("    facts: [plan, total_cost]\n", "    facts: [plan]\n")],
            ["HE0408"],
            id="facts of a table",
        ),
        pytest.param(
            [('    items: costs[type = "machinery"]', "    items: costs.amount")],
            ["HE0515"],
            id="items no records",
        ),
        pytest.param(
            [("floor(min(requested_support, cost_limit, ceiling) * rate / 100)", "plan")],
            ["HE0514"],
            id="amount no number",
        ),
        pytest.param(
            [("    applies: has_machines\n", "    applies: true\n")],
            ["HE0601", "HE0409"],
            id="applies constant",
        ),
        pytest.param(
            [(REQUIRES, "    requires: false\n"), (FACTS, "    facts: [has_machines, costs]\n")],
            ["HE0601"],
            id="requires constant",
        ),
        pytest.param(
            [
                (REQUIRES, "    requires: rate <= 50\n"),
                (FACTS, "    facts: [has_machines, rate, costs]\n"),
            ],
            ["HE0601"],
            id="only parameters",
        ),
        pytest.param(
            [
                (
                    "      - {when: total_cost >= 50000, level: good}",
                    "      - {when: 1 = 1, level: good}",
                )
            ],
            ["HE0601"],
            id="row constant",
        ),
        pytest.param(
            [("    verified: [turnover]", "    verified: [turnover, size_class]")],
            ["HE0416"],
            id="verified derived",
        ),
        pytest.param(
            [
                ("inputs: [requested_support,", "inputs: [gender, requested_support,"),
                ("    verified: [turnover]", "    verified: [turnover, gender]"),
            ],
            ["HE0407"],
            id="verified protected",
        ),
        pytest.param(
            [
                ("inputs: [requested_support,", "inputs: [gender, requested_support,"),
                ("sv: Kostnaden {total_cost} över", "sv: Kostnaden {total_cost} {gender} över"),
                ("en: The cost {total_cost} ex", "en: The cost {total_cost} {gender} ex"),
            ],
            ["HE0407", "HE0407"],
            id="protected in a text",
        ),
        pytest.param(
            [("inputs: [requested_support,", "inputs: [requested_suport,")],
            ["HE0401", "HE0401"],
            id="shared question misspelt",
        ),
        pytest.param(
            [("inputs: [requested_support,", "inputs: [plan, requested_support,")],
            ["HE0208"],
            id="question twice",
        ),
        pytest.param(
            [("names: [size_class]", "names: [size_class, small_below]")],
            ["HE0410"],
            id="import unused",
        ),
    ],
)
def test_what_a_policy_is_refused_for(edits: list[tuple[str, str]], codes: list[str]) -> None:
    """The sample with one mistake is refused for that mistake, and no other."""
    assert refusals(MIKRO, *edits) == codes


def test_a_condition_on_the_day_alone_is_not_constant() -> None:
    """Two applications may be judged on different days."""
    edits = (
        (REQUIRES, '    requires: judged_on < date("2030-01-01")\n'),
        (FACTS, "    facts: [has_machines, costs]\n"),
        ("sv: Kostnaderna är {total_cost}. Över", "sv: Över"),
        ("en: The costs are {total_cost}. Above", "en: Above"),
    )

    assert refusals(MIKRO, *edits) == []


def test_a_derived_fact_of_parameters_alone_is_constant() -> None:
    """Giving a constant a name does not make a condition of it."""
    fact = "  - name: half\n    label: {sv: a, en: b}\n    value: cost_limit * rate / 100\n"

    assert refusals(
        MIKRO,
        ("derived:\n", f"derived:\n{fact}"),
        (REQUIRES, "    requires: half > 5\n"),
        (FACTS, "    facts: [has_machines, half, costs]\n"),
    ) == ["HE0601"]


def test_a_text_alone_is_a_use() -> None:
    """A question may be there to be quoted."""
    edits = (
        ("inputs: [requested_support,", "inputs: [hours, requested_support,"),
        ("sv: Planen saknas., en: The plan is missing.", "sv: '{hours}', en: '{hours}'"),
    )

    assert refusals(MIKRO, *edits) == []


def test_the_clock_may_be_quoted() -> None:
    """`judged_on` is always there."""
    edit = ("sv: Planen saknas., en: The plan is missing.", "sv: '{judged_on}', en: '{judged_on}'")

    assert refusals(MIKRO, edit) == []


def test_a_parameter_that_only_another_pack_reads_is_used() -> None:
    """What is exported has a reader outside."""
    files = edited(
        MIKRO,
        ("names: [size_class]", "names: [size_class, spare]"),
        ("total_cost <= cost_limit\n", "total_cost <= cost_limit + spare\n"),
        (FACTS, FACTS.replace("costs", "costs, spare")),
    )
    spare = "  - name: spare\n    kind: number\n    unit: SEK\n    label: {sv: a, en: b}\n"
    spare += "    values: [{from: 2023-01-01, value: 5, source: {ref: a, grade: I}}]\n"
    size = files["size/policy.yaml"].replace(b"derived:", f"{spare}\nderived:".encode())

    assert "MIKRO" in load_library({**files, "size/policy.yaml": size}).policies
    assert codes_of({**library(), "size/policy.yaml": size}) == ["HE0410"]


def codes_of(files: dict[str, bytes]) -> list[str]:
    """What a library is refused with."""
    with pytest.raises(PolicyError) as refused:
        load_library(files)
    return [one.code for one in refused.value.problems]


def test_an_imported_pack_holds_as_long_as_its_importer() -> None:
    """A gap would leave days on which a name has no meaning."""
    edit = ("valid_from: 2023-01-01\nlegal", "valid_from: 2022-06-01\nlegal")

    assert refusals(MIKRO, edit) == ["HE0905", "HE0902", "HE0902", "HE0902"]


def test_problems_of_reading_and_of_checking_are_told_together() -> None:
    """A missing key does not hide a misspelt name elsewhere."""
    edits = (
        ("    requires: confirmed\n", "    requires: confirmd\n"),
        ("    effect: stop_lines\n", ""),
    )

    assert refusals(MIKRO, *edits) == ["HE0201", "HE0401", "HE0409"]


def test_a_rule_that_cannot_be_read_is_still_known_by_name() -> None:
    """Its users are not reported for its mistakes."""
    edit = ("value: total(costs.amount)", "value: total(costs.amount")

    assert refusals(MIKRO, edit) == ["HE0301"]


def test_a_refused_pack_is_not_reported_where_it_is_imported() -> None:
    """One mistake, one problem, across files too."""
    assert refusals("size/policy.yaml", ("version: 1.0.0", "version: one")) == ["HE0211"]


def test_a_pack_whose_import_was_refused_is_checked_all_the_same() -> None:
    """Its own mistakes are told in the same go."""
    files = edited(MIKRO, ("version: 1.0.0", "version: one"))
    size = files["size/policy.yaml"].replace(b"version: 1.0.0", b"version: two")

    assert codes_of({**files, "size/policy.yaml": size}) == ["HE0211", "HE0211"]


def test_a_draft_that_says_nothing_is_refused_for_all_that_is_missing() -> None:
    """Checking never trips over a hole."""
    draft = parse_policy(read_source(b"{}", "x.yaml"))

    with pytest.raises(PolicyError) as refused:
        check_policy(draft, {}, {})
    assert {one.code for one in refused.value.problems} == {"HE0201"}
    assert len(refused.value.problems) == 6


def test_checking_a_checked_draft_again_gives_the_same_policy() -> None:
    """A check keeps nothing from one time to the next."""
    draft = parse_policy(read_source(library()[MIKRO], MIKRO))
    packs = {"SIZE": loaded().policies["SIZE"]}
    first, second = (check_policy(draft, packs, loaded().inputs) for _ in range(2))

    assert first == second
    assert first == replace(mikro(), cases=())


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        (("    items: costs[type", "    items: costs[[type"), ["HE0301"]),
        (("value: floor(min(", "value: floor((min("), ["HE0301"]),
        (("    officer: {sv: Planen är kort., en: The plan is short.}\n", ""), ["HE0201"]),
        (
            ('      - {when: plan = "", level: none}', "      - {when: plan =, level: none}"),
            ["HE0301"],
        ),
        (
            (
                "    source: {ref: Region Värmland, grade: V}\n    applicant: {sv: Skriv mer.",
                "    applicant: {sv: Skriv mer.",
            ),
            ["HE0201"],
        ),
    ],
)
def test_a_hole_in_a_rule_is_reported_once(edit: tuple[str, str], codes: list[str]) -> None:
    """Checking goes on around what could not be read."""
    assert refusals(MIKRO, edit) == codes
