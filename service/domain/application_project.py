"""Project funds and the equality cheque: `rules/inputs/project.yaml` and `cheque.yaml`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import MISSING

from service.domain.application_types import Day, Exactly, Many, Section, Sek, SekPerHour, Text

__all__ = ["Advance", "Cheque", "InKind", "Project", "StrategyLink"]


class Cheque(Section):
    """What only the gender-equality cheque asks."""

    open: bool | MISSING | None = MISSING
    purpose: Literal["active_measures", "pay_survey", "develop_work", "other"] | MISSING = MISSING
    commercial_activity: bool | MISSING = MISSING
    company_founded_on: Day | MISSING = MISSING
    equality_plan_exists: bool | MISSING = MISSING
    yearly_documentation: bool | MISSING = MISSING
    loan_financing: bool | MISSING = MISSING


class StrategyLink(Section):
    """One area of the Värmland strategy and how the project serves it."""

    area: (
        Literal["living_conditions", "skills", "attractive_places", "competitiveness"] | MISSING
    ) = MISSING
    motivation: Text | MISSING = MISSING
    contribution: Text | MISSING = MISSING


class InKind(Section):
    """Contributions in kind, and how work is valued."""

    work: bool | MISSING = MISSING
    hour_value: SekPerHour | MISSING = MISSING
    from_others: bool | MISSING = MISSING
    contributes: bool | MISSING = MISSING


class Advance(Section):
    """An advance payment."""

    requested: Sek | MISSING = MISSING
    reasons: Text | MISSING = MISSING


class Project(Section):
    """What only project funds ask."""

    purpose: Text | MISSING = MISSING
    goals: Text | MISSING = MISSING
    schedule: Text | MISSING = MISSING
    implementation: Text | MISSING = MISSING
    budget_delimited: bool | MISSING = MISSING
    work_delimited: bool | MISSING = MISSING
    funds_running_activity: bool | MISSING = MISSING
    municipal_core_activity: bool | MISSING = MISSING
    business_support_measure: bool | MISSING = MISSING
    benefits_companies: bool | MISSING = MISSING
    strategy_links: Many[StrategyLink] | MISSING = MISSING
    other_strategies_linked: bool | MISSING = MISSING
    regional_added_value: Text | MISSING = MISSING
    growth_focus: Text | MISSING = MISSING
    sustainability_activities: Text | MISSING = MISSING
    tvv_support: Sek | MISSING = MISSING
    other_region_support: Sek | MISSING = MISSING
    in_kind: InKind = InKind()
    accounts_separate: bool | MISSING = MISSING
    advance: Advance = Advance()
    claim_interval: Annotated[Decimal, Exactly(1, 60, places=2)] | MISSING = MISSING
