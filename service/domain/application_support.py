"""Business support: `rules/inputs/support.yaml`, apart from what belongs to the core."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import MISSING

from service.domain.application_types import Exactly, Line, Percent, Section, Sek, Text

__all__ = [
    "DeMinimis",
    "Development",
    "Difficulty",
    "Infrastructure",
    "Investment",
    "OfficerChecks",
    "RegionTerms",
    "Service",
    "Terms",
    "Viability",
]


class Terms(Section):
    """What the law asks of every support: terms of work, debts, other support, signature."""

    collective: bool | MISSING = MISSING
    debts_at_enforcement: bool | MISSING = MISSING
    liquidation_or_bankruptcy: bool | MISSING = MISSING
    costs_after_start: bool | MISSING = MISSING
    exceptional_reasons: Text | MISSING = MISSING
    other_support_listed: bool | MISSING = MISSING
    signed: bool | MISSING = MISSING
    publication_consent: bool | MISSING = MISSING
    outstanding_recovery: bool | MISSING = MISSING
    just_transition_applied: bool | MISSING = MISSING
    other_state_support: bool | MISSING = MISSING


class Viability(Section):
    """Why the plan pays off, lasts and needs support."""

    profitability: Text | MISSING = MISSING
    employment: Text | MISSING = MISSING
    need: Text | MISSING = MISSING
    purpose: Text | MISSING = MISSING
    regional_importance: Text | MISSING = MISSING


class DeMinimis(Section):
    """What de minimis aid may not be used for, and whether the list is complete."""

    list_complete: bool | MISSING = MISSING
    group_included: bool | MISSING = MISSING
    excluded_activity: (
        Literal[
            "none",
            "primary_agriculture",
            "fishery",
            "export",
            "farm_product_price",
            "domestic_goods",
        ]
        | MISSING
    ) = MISSING
    excluded_in_group: bool | MISSING = MISSING
    separate_accounts: bool | MISSING = MISSING


class Difficulty(Section):
    """Signs of an undertaking in difficulty."""

    capital_lost: bool | MISSING = MISSING
    insolvency_grounds: bool | MISSING = MISSING
    rescue_aid_unpaid: bool | MISSING = MISSING
    debt_to_equity_last: Annotated[Decimal, Exactly(0, 1_000_000)] | MISSING = MISSING
    ebitda_cover_last: Annotated[Decimal, Exactly(-1_000_000, 1_000_000)] | MISSING = MISSING
    debt_to_equity_before: Annotated[Decimal, Exactly(0, 1_000_000)] | MISSING = MISSING
    ebitda_cover_before: Annotated[Decimal, Exactly(-1_000_000, 1_000_000)] | MISSING = MISSING


class Investment(Section):
    """What only investment aid asks."""

    moves_between_counties: bool | MISSING = MISSING
    local_market: bool | MISSING = MISSING
    archipelago_business: bool | MISSING = MISSING
    tenant_count: Annotated[Decimal, Exactly(0, 10_000)] | MISSING = MISSING
    innovation_evidence: Text | MISSING = MISSING
    as_equity: bool | MISSING = MISSING
    listed_company: bool | MISSING = MISSING


class Infrastructure(Section):
    """What only infrastructure and environmental aid ask."""

    mandatory_rules: bool | MISSING = MISSING
    permits_in_place: bool | MISSING = MISSING
    erdf_programme: (
        Literal["none", "upper_norrland", "mid_norrland", "north_central_sweden", "other"] | MISSING
    ) = MISSING
    local_kind: Literal["research", "broadband", "other"] | MISSING = MISSING


class Development(Section):
    """What only aid to promote companies asks."""

    kind: Literal["single", "cooperation", "participation"] | MISSING = MISSING
    independent_companies: Annotated[Decimal, Exactly(0, 10_000)] | MISSING = MISSING
    special_reasons: Text | MISSING = MISSING
    programme_name: Line | MISSING = MISSING
    first_participation: bool | MISSING = MISSING
    research_category: (
        Literal["fundamental", "industrial", "experimental", "feasibility"] | MISSING
    ) = MISSING
    sme_share_of_costs: Percent | MISSING = MISSING
    training_mandatory: bool | MISSING = MISSING
    audit_mandatory: bool | MISSING = MISSING


class Service(Section):
    """What only support for commercial service asks."""

    sales_point: Literal["groceries", "fuel", "both", "other"] | MISSING = MISSING
    special_reasons: Text | MISSING = MISSING
    higher_rate_ground: (
        Literal[
            "none",
            "broad_service",
            "training",
            "action_programme",
            "legal_requirement",
            "special_reasons",
        ]
        | MISSING
    ) = MISSING
    support_this_year: Sek | MISSING = MISSING
    other_operating_support: Sek | MISSING = MISSING
    grant_years: Percent | MISSING = MISSING
    temporary_problem: bool | MISSING = MISSING
    other_measures_insufficient: bool | MISSING = MISSING
    broad_range: bool | MISSING = MISSING
    distance_km: Annotated[Decimal, Exactly(0, 1_000)] | MISSING = MISSING
    on_island: bool | MISSING = MISSING
    open_all_year: bool | MISSING = MISSING
    grocery_turnover: Sek | MISSING = MISSING
    delivery_net_cost: Sek | MISSING = MISSING
    delivery_occasions: Annotated[Decimal, Exactly(0, 10_000_000)] | MISSING = MISSING


class RegionTerms(Section):
    """Ground conditions that regions may set themselves."""

    workplace_in_county: bool | MISSING = MISSING
    own_product: bool | MISSING = MISSING
    full_time_jobs: Annotated[Decimal, Exactly(0, 100_000, places=2)] | MISSING = MISSING
    market_terms: bool | MISSING = MISSING
    property_company: bool | MISSING = MISSING
    public_commission: bool | MISSING = MISSING


class OfficerChecks(Section):
    """What the case officer answers, not the applicant."""

    register_checked: bool | MISSING = MISSING
    ceiling_checked: bool | MISSING = MISSING
    sgei_duty_in_decision: bool | MISSING = MISSING
    municipality_consulted: bool | MISSING = MISSING
