"""The figures that were worked out by hand from the sources, before any rule was written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from engine.cases import mismatches
from engine.model import Case
from engine.values import Value
from tests.rules.shipped import LIBRARY, engines

_DAY = date(2026, 3, 1)
_SMALL: Mapping[str, Value] = {
    "awu": Decimal(20),
    "turnover_eur": Decimal(2_500_000),
    "balance_eur": Decimal(2_500_000),
    "related_enterprises": (),
}
_MEDIUM: Mapping[str, Value] = {
    **_SMALL,
    "awu": Decimal(120),
    "turnover_eur": Decimal(20_000_000),
    "balance_eur": Decimal(20_000_000),
}


def cost(kind: str, amount: int) -> Mapping[str, Value]:
    """A cost line of ordinary kind."""
    return {
        "type": kind,
        "amount": Decimal(amount),
        "necessary_other": False,
        "normal_operation": False,
    }


def holds(pack: str, given: Mapping[str, Value], expect: Mapping[str, Value]) -> None:
    """What `given` leads to in `pack` is `expect`."""
    case = Case("worked out by hand", _DAY, given, expect)

    assert mismatches(engines(pack, _DAY).judge, pack, case) == ()


@pytest.mark.parametrize(
    ("area", "company", "approved", "highest"),
    [("1", _SMALL, 10_000_000, 4_000_000), ("2", _MEDIUM, 12_000_000, 3_000_000)],
    ids=["area 1, small: 40 per cent", "area 2, medium: 25 per cent"],
)
def test_regional_investment_aid(
    area: str, company: Mapping[str, Value], approved: int, highest: int
) -> None:
    """SFS 2022:1467 10 §: the ceiling follows the area and the size."""
    given: Mapping[str, Value] = {
        **company,
        "support_area": area,
        "eur_rate": Decimal(11),
        "costs": (cost("machinery", approved),),
    }

    holds("REGINV", given, {"highest_support": Decimal(highest)})


@pytest.mark.parametrize(
    ("sparse", "area", "highest"),
    [(True, "2", 500_000), (False, "2", 350_000), (False, "none", 250_000)],
    ids=["sparsely populated", "support area", "elsewhere"],
)
def test_special_investment_aid(*, sparse: bool, area: str, highest: int) -> None:
    """SFS 2022:1467 26 §: half, 35 or 25 per cent of a million."""
    given: Mapping[str, Value] = {
        "sparsely_populated": sparse,
        "support_area": area,
        "costs": (cost("machinery", 1_000_000),),
    }

    holds("SARSKILT", given, {"highest_support": Decimal(highest)})


@pytest.mark.parametrize(("amount", "outcome"), [(60_000, "met"), (60_001, "not_met")])
def test_a_machine_in_a_micro_case(amount: int, outcome: str) -> None:
    """SFS 2022:1468 17 §: one krona over the limit, and the machine cannot be included."""
    policy = LIBRARY.policies["FORETAGSUTV"]
    rule = next(one.id for one in policy.rules if one.id.startswith("LS-08"))

    holds("FORETAGSUTV", {"costs": (cost("machinery", amount),)}, {rule: outcome})


def test_the_micro_support_of_the_region() -> None:
    """Region Värmland's page: half of 60 000 kr."""
    given = {**_SMALL, "costs": (cost("machinery", 60_000),)}

    holds("MIKRO", given, {"highest_support": Decimal(30_000)})


@pytest.mark.parametrize(
    ("employees", "pay_survey", "all_of_it"),
    [(9, False, False), (10, True, False), (24, True, False), (25, False, True)],
)
def test_what_an_employer_documents(*, employees: int, pay_survey: bool, all_of_it: bool) -> None:
    """Diskrimineringslagen 3 kap. 13–14 §§: the pay survey from 10, everything from 25."""
    given = {"employees_at_year_start": Decimal(employees)}

    holds("LAG-DL", given, {"duty_pay": pay_survey, "duty_full": all_of_it})


@pytest.mark.parametrize(
    ("marker", "weighed"), [(2, 10_000_000), (1, 4_000_000), (0, 0)], ids=["01", "02", "03"]
)
def test_what_counts_towards_equality(marker: int, weighed: int) -> None:
    """(EU) 2021/1060 annex I table 7: 100, 40 and 0 per cent of ten million."""
    policy = LIBRARY.policies["CPR7"]
    found = [
        case
        for case in policy.cases
        if case.given.get("requested_support") == Decimal(10_000_000)
        and case.expect.get(f"dac_is_{marker}", case.expect.get("counted_support")) is not None
        and case.expect.get("counted_support") == Decimal(weighed)
    ]

    assert found
    assert mismatches(engines("CPR7", found[0].on).judge, "CPR7", found[0]) == ()


@pytest.mark.parametrize(
    ("met", "level"), [(3, "actively"), (2, "partly"), (1, "not_used"), (0, "not_used")]
)
def test_the_level_of_a_horizontal_criterion(met: int, level: str) -> None:
    """Tillväxtverket: three conditions of three are active use, two are partial."""
    one: Mapping[str, Value] = {
        "criterion": "environment",
        "activity": "Byte till fjärrvärme",
        "cost": Decimal(1),
    }
    given: Mapping[str, Value] = {
        "hk_env_explained": met > 0,
        "hk_env_means": "Mindre fossil energi",
        "hk_activities": (one,) if met > 1 else (),
        "hk_env_follow_use": "Varje år" if met > 2 else "",
        "hk_env_follow_results": "Ton koldioxid",
    }

    holds("TVV-HK", given, {"HK-MILJO": level})
