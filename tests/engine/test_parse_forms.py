"""Every key of every form: what belongs there, and what is refused in its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.errors import Problems, Words
from engine.kinds import (
    BOOLEAN,
    DATE,
    NULL,
    TEXT,
    ChoiceKind,
    DurationKind,
    Kind,
    ListKind,
    NumberKind,
    RangeKind,
    RecordKind,
)
from engine.messages.kind_words import described
from engine.parse.fields import did_you_mean, listed
from engine.parse.inputs import parse_inputs
from engine.parse.values import value_of
from engine.source.reader import read_source
from engine.values import Value
from tests.engine.sample import MIKRO, refusals

CORE = "inputs/core.yaml"
BUNDLES = "bundles.yaml"
AREA_CODE = "      - {code: inland, sv: Inlandet, en: The inland}"
EMPLOYEES = "    unit: persons\n    group: economy\n    label: {sv: antal anställda"
RATE = "  - name: rate\n    kind: number\n"
MK01 = "    effect: stop_lines\n"
FIRST_LEVEL = "      - {id: none, sv: saknas, en: missing}"
PACK = "    - {pack: MIKRO, from: 2023-01-01}"

REFUSED = [
    # texts
    (MIKRO, "title: {sv: Mikrostöd, en: Micro support}", "title: Mikrostöd", "HE0203"),
    (MIKRO, "title: {sv: Mikrostöd, en: Micro support}", "title: [a, b]", "HE0203"),
    (MIKRO, "title: {sv: Mikrostöd,", "title: {sv: 2023,", "HE0203"),
    (MIKRO, "title: {sv: Mikrostöd,", "title: {sv: 2023-01-01,", "HE0203"),
    (MIKRO, "title: {sv: Mikrostöd,", "title: {sv: true,", "HE0203"),
    (MIKRO, "title: {sv: Mikrostöd,", "title: {sv: null,", "HE0203"),
    (MIKRO, "title: {sv: Mikrostöd,", "title: {sv: {a: b},", "HE0203"),
    (MIKRO, "title: {sv: Mikrostöd, en", "title: {sv: Mikrostöd, de: x, en", "HE0202"),
    # identity
    (MIKRO, "policy: MIKRO", "policy: Mikro", "HE0206"),
    (MIKRO, "policy: MIKRO", "policy: [MIKRO]", "HE0203"),
    (MIKRO, "version: 1.0.0", "version: [1]", "HE0203"),
    (MIKRO, "version: 1.0.0", "version: 01.0.0", "HE0211"),
    (MIKRO, "version: 1.0.0", "version: 1.0.0-beta", "HE0211"),
    (MIKRO, "valid_from: 2023-01-01\nlegal", "valid_from: soon\nlegal", "HE0203"),
    (MIKRO, "valid_from: 2023-01-01\nlegal", "valid_from: 2023\nlegal", "HE0203"),
    (MIKRO, "valid_from: 2023-01-01\nlegal", "valid_from: [a]\nlegal", "HE0203"),
    # lists of names
    (MIKRO, "    facts: [confirmed]", "    facts: [confirmed, [plan]]", "HE0203"),
    (MIKRO, "    facts: [confirmed]", "    facts: [confirmed, 5]", "HE0203"),
    (MIKRO, "    facts: [confirmed]", "    facts: [confirmed, confirmed]", "HE0208"),
    (MIKRO, "inputs: [requested", "inputs: [5, requested", "HE0203"),
    # rules
    (MIKRO, MK01, "    effect: stop_lines\n    effects: x\n", "HE0202"),
    (MIKRO, "    requires: confirmed\n", "    requires: [confirmed]\n", "HE0203"),
    (MIKRO, "    requires: confirmed\n", "    requires: confirmed\n    effect: stop\n", "HE0202"),
    (MIKRO, '    items: costs[type = "machinery"]\n', "", "HE0201"),
    (MIKRO, "    requires: confirmed\n", "    requires: date(\n", "HE0301"),
    (MIKRO, "    requires: confirmed\n", "    requires: now()\n", "HE0302"),
    (MIKRO, "value: floor(min(", "value: flor(min(", "HE0303"),
    # criteria
    (MIKRO, "    aim: some\n", "    aim: best\n", "HE0210"),
    (MIKRO, "    aim: some\n", "    aim: some\n    ordered: nja\n", "HE0203"),
    (MIKRO, "    aim: some\n", "    aim: some\n    ordered: [true]\n", "HE0203"),
    (MIKRO, FIRST_LEVEL, f"{FIRST_LEVEL}\n{FIRST_LEVEL}", "HE0208"),
    (MIKRO, FIRST_LEVEL, f"{FIRST_LEVEL}\n      - {{id: Best, sv: a, en: b}}", "HE0206"),
    (
        MIKRO,
        "      - {otherwise: true, level: none}",
        "      - {otherwise: 1, level: none}",
        "HE0203",
    ),
    # parameters and tables
    (MIKRO, RATE, "  - name: rate\n    kind: numbers\n", "HE0210"),
    (MIKRO, RATE, f"{RATE}    unit: USD\n", "HE0210"),
    (MIKRO, RATE, f"{RATE}    codes: [a]\n", "HE0220"),
    (MIKRO, "value: 50, source", "value: [50], source", "HE0501"),
    (MIKRO, "value: 50, source", "value: fifty, source", "HE0501"),
    (MIKRO, "kind: choice, codes: [inland, coast]}", "kind: choice}", "HE0201"),
    (MIKRO, "codes: [inland, coast]}", 'codes: [inland, coast, "a b"]}', "HE0206"),
    (MIKRO, "{name: highest, kind: number, unit: SEK}", "{name: place, kind: text}", "HE0208"),
    (MIKRO, "rows: [[inland, 30000], [coast, 20000]]", "rows: inland", "HE0203"),
    (MIKRO, "rows: [[inland, 30000], [coast, 20000]]", "rows: [inland]", "HE0221"),
    (MIKRO, "[coast, 20000]]", "[sea, 20000]]", "HE0502"),
    (MIKRO, "[coast, 20000]]", "[coast, many]]", "HE0501"),
    # questions
    (CORE, EMPLOYEES, EMPLOYEES.replace("unit: persons", "unit: heads"), "HE0210"),
    (CORE, EMPLOYEES, EMPLOYEES.replace("unit: persons", "long_text: true"), "HE0220"),
    (CORE, EMPLOYEES, EMPLOYEES.replace("unit: persons", "choices: []"), "HE0205"),
    (CORE, AREA_CODE, f"{AREA_CODE}\n{AREA_CODE}", "HE0208"),
    (CORE, AREA_CODE, "      - {code: 1, sv: a, en: b}", "HE0203"),
    (CORE, AREA_CODE, '      - {code: "a b", sv: a, en: b}', "HE0206"),
    (CORE, AREA_CODE, "      - {code: inland, sv: a}", "HE0209"),
    (CORE, AREA_CODE, "      - inland", "HE0203"),
    (
        CORE,
        "  - name: plan\n    path: plan\n    kind: text",
        "  - name: plan\n    path: plan\n    kind: choice",
        "HE0201",
    ),
    (CORE, "      - name: amount\n", "      - name: type\n", "HE0208"),
    (CORE, "path: economy.hours", "path: economy.employees", "HE0208"),
    (CORE, "  - name: hours\n", "  - name: plan\n", "HE0208"),
    (CORE, "groups:\n", "groups:\n  - {id: economy, title: {sv: a, en: b}}\n", "HE0208"),
    (CORE, "    path: plan\n", "    path: plan\n    nullable: no\n", "HE0203"),
    # bundles
    (BUNDLES, "kind: business_support", "kind: loan", "HE0210"),
    (BUNDLES, PACK, "    - {pack: MIKRO, from: 2024-01-01, to: 2024-01-01}", "HE0903"),
    (BUNDLES, PACK, "    - {pack: MIKR, from: 2023-01-01}", "HE0412"),
    (BUNDLES, PACK, "    - MIKRO", "HE0203"),
    (BUNDLES, "  packs:\n" + PACK, "  packs: []", "HE0205"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), REFUSED)
def test_a_form_is_refused_for_what_does_not_belong(
    file: str, old: str, new: str, code: str
) -> None:
    """The mistake is told under its own code."""
    assert code in refusals(file, (old, new))


LEGAL = [
    (MIKRO, "    aim: some\n", "    aim: some\n    ordered: false\n"),
    (MIKRO, "    aim: some\n", ""),
    (
        MIKRO,
        "{when: total_cost >= 20000, level: some}",
        "{when: total_cost >= 2, level: some, note: {sv: a, en: b}}",
    ),
    (MIKRO, "    value: floor(min(", "    when: confirmed\n    value: floor(min("),
    (MIKRO, "    value: total(costs", "    source: {ref: a, grade: I}\n    value: total(costs"),
    (CORE, "    path: plan\n", "    path: plan\n    long_text: true\n    help: {sv: a, en: b}\n"),
    (CORE, "    path: plan\n", "    path: plan\n    actionable: true\n    nullable: true\n"),
]


@pytest.mark.parametrize(("file", "old", "new"), LEGAL)
def test_what_is_optional_may_be_there(file: str, old: str, new: str) -> None:
    """Everything that the reference describes is accepted."""
    assert refusals(file, (old, new)) == []


def test_an_id_may_end_in_a_small_letter() -> None:
    """Sections of law do so too."""
    assert refusals(MIKRO, ("  - id: MK-P1\n", "  - id: MK-P1a\n")) == []


@pytest.mark.parametrize(
    ("kind", "swedish", "english"),
    [
        (BOOLEAN, "sant eller falskt", "true or false"),
        (NumberKind(), "ett tal utan enhet", "a number without unit"),
        (NumberKind("SEK"), "ett tal i `SEK`", "a number in `SEK`"),
        (TEXT, "en text", "a text"),
        (DATE, "en dag", "a day"),
        (DurationKind("months"), "en längd i månader", "a length in months"),
        (DurationKind("days"), "en längd i dagar", "a length in days"),
        (ChoiceKind(("a",)), "koden `a`", "the code `a`"),
        (ChoiceKind(("a", "b")), "en av koderna `a`, `b`", "one of the codes `a`, `b`"),
        (
            ChoiceKind(tuple("abcdefgh")),
            "en av koderna `a`, `b`, `c`, `d`, `e`, `f` …",
            "one of the codes `a`, `b`, `c`, `d`, `e`, `f` …",
        ),
        (RecordKind(()), "en post", "a record"),
        (ListKind(BOOLEAN), "en lista av sant och falskt", "a list of true and false"),
        (ListKind(NumberKind("EUR")), "en lista av tal i `EUR`", "a list of numbers in `EUR`"),
        (ListKind(NumberKind()), "en lista av tal utan enhet", "a list of numbers without unit"),
        (ListKind(TEXT), "en lista av texter", "a list of texts"),
        (ListKind(DATE), "en lista av dagar", "a list of days"),
        (ListKind(RecordKind(())), "en lista av poster", "a list of records"),
        (ListKind(ChoiceKind(("a",))), "en lista av koderna `a`", "a list of the codes `a`"),
        (
            ListKind(ListKind(DATE)),
            "en lista av en lista av dagar",
            "a list of a list of days",
        ),
        (RangeKind(DATE), "ett intervall av en dag", "a range of a day"),
        (NULL, "`null`", "`null`"),
    ],
)
def test_a_kind_is_called_something_in_both_languages(
    kind: Kind, swedish: str, english: str
) -> None:
    """An author reads words, never the names of our classes."""
    assert described(kind) == Words(swedish, english)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("[1, 2]", ListKind(NumberKind()), (Decimal(1), Decimal(2))),
        ("{a: 1}", RecordKind((("a", NumberKind()),)), {"a": Decimal(1)}),
        ("[{a: x}]", ListKind(RecordKind((("a", TEXT),))), ({"a": "x"},)),
        ("2024-01-31", DATE, date(2024, 1, 31)),
    ],
)
def test_data_becomes_values_of_any_kind(text: str, kind: Kind, value: Value) -> None:
    """Lists and records are read item by item."""
    problems = Problems()

    assert value_of(read_source(text.encode(), "x.yaml"), kind, problems) == value
    assert len(problems) == 0


def test_a_record_has_only_the_fields_of_its_kind() -> None:
    """A misspelt field would silently be lost."""
    problems = Problems()
    value_of(read_source(b"{b: 1}", "x.yaml"), RecordKind((("a", TEXT),)), problems)

    assert [one.code for one in problems.found] == ["HE0503"]


def test_the_nearest_word_is_suggested() -> None:
    """Or all that are possible, or none where there are none."""
    assert did_you_mean("requres", ["requires", "facts"]).en == "did you mean `requires`?"
    assert did_you_mean("zzz", ["a", "b"]).en == "use `a` or `b`"
    assert did_you_mean("zzz", []).en == "remove it"


def test_a_long_list_of_words_is_cut() -> None:
    """Twelve are enough to choose from."""
    assert listed(["a"], "or") == "`a`"
    assert listed([str(n) for n in range(30)], "or").endswith("`11` …")


def test_a_file_of_questions_may_have_no_groups() -> None:
    """They may stand in another file."""
    said = "{sv: a, en: b}"
    text = f"inputs:\n  - {{name: x, path: x, kind: text, group: g, label: {said},"
    text += f" question: {said}, why: {said}}}\n"

    found = parse_inputs(read_source(text.encode(), "x.yaml"))
    assert found.groups == ()
    assert [one.name for one in found.inputs] == ["x"]


def test_a_question_of_a_pack_that_cannot_be_read_is_still_known() -> None:
    """Its users are not reported for it."""
    own = "inputs:\n  - {name: own, path: own, kind: number, unit: USD, group: economy}\n"
    listed = "requested_support, turnover, plan, starts_on, area, confirmed, costs"
    block = own + "".join(f"  - {name}\n" for name in listed.split(", "))
    found = refusals(
        MIKRO, (f"inputs: [{listed}]\n", block), ("* rate / 100)", "* rate / 100 * own)")
    )

    assert sorted(found) == ["HE0201", "HE0201", "HE0201", "HE0210"]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        (
            "kind: choice, codes: [inland, coast]}",
            "kind: choice, codes: [inland, coast], choices: [{code: inland, sv: a, en: b}]}",
            ["HE0220"],
        ),
        ("  - name: rate\n    kind: number\n", "  - kind: number\n", ["HE0201", "HE0401"]),
        (
            "value: 50, source: {ref: Region Värmland, grade: V}}",
            "source: {ref: Region Värmland, grade: V}}",
            ["HE0201"],
        ),
    ],
)
def test_a_parameter_with_a_hole_is_reported_once(old: str, new: str, codes: list[str]) -> None:
    """What hangs on its name alone is told too, nothing else."""
    assert refusals(MIKRO, (old, new)) == codes
