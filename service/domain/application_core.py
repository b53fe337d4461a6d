"""What every form of support asks: the sections behind `rules/inputs/core.yaml`."""

from __future__ import annotations

from typing import Literal, Self, TypeAlias

from pydantic import MISSING, model_validator

from service.domain.application_types import (
    Awu,
    Cfar,
    Day,
    Eur,
    Exact,
    Line,
    Many,
    OrgNumber,
    Percent,
    Persons,
    Section,
    Sek,
    SekPerEur,
    SniCode,
    contradiction,
    refuse_if,
)
from service.domain.sni import section_of

__all__ = [
    "Attachment",
    "AttachmentType",
    "Cost",
    "CostType",
    "Dates",
    "Economy",
    "Financing",
    "Indicator",
    "LegalForm",
    "Municipality",
    "Organisation",
    "Owner",
    "Place",
    "PriorAid",
    "RelatedEnterprise",
    "Sector",
    "Size",
    "Statistics",
    "SupportArea",
]

Municipality: TypeAlias = Literal[
    "arvika",
    "eda",
    "filipstad",
    "forshaga",
    "grums",
    "hagfors",
    "hammaro",
    "karlstad",
    "kil",
    "kristinehamn",
    "munkfors",
    "storfors",
    "sunne",
    "saffle",
    "torsby",
    "arjang",
    "other",
]
SupportArea: TypeAlias = Literal["1", "2", "3", "none"]
LegalForm: TypeAlias = Literal[
    "limited_company",
    "sole_trader",
    "trading_partnership",
    "limited_partnership",
    "economic_association",
    "non_profit_association",
    "foundation",
    "municipality",
    "region",
    "state_agency",
    "university",
    "natural_person",
    "other",
]
Sector: TypeAlias = Literal[
    "A",
    "B",
    "C",
    "D",
    "E",
    "F",
    "G",
    "H",
    "I",
    "J",
    "K",
    "L",
    "M",
    "N",
    "O",
    "P",
    "Q",
    "R",
    "S",
    "T",
    "U",
]
CostType: TypeAlias = Literal[
    "buildings",
    "machinery",
    "inventory",
    "vehicles",
    "boats",
    "intangibles",
    "consultancy",
    "staff",
    "travel",
    "training",
    "fairs",
    "marketing",
    "product_development",
    "premises",
    "overhead",
    "operating",
    "other",
]
AttachmentType: TypeAlias = Literal[
    "annual_accounts",
    "profit_budget",
    "project_budget",
    "registration_certificate",
    "signatory_proof",
    "quote",
    "loan_promise",
    "co_financing_statement",
    "de_minimis_certificate",
    "equality_plan",
    "pay_survey",
    "risk_analysis",
    "procurement_plan",
    "permit",
    "other",
]


class Dates(Section):
    """When it comes in, starts and ends."""

    received_on: Day | MISSING = MISSING
    start_on: Day | MISSING = MISSING
    end_on: Day | MISSING = MISSING

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        start, end = self.start_on, self.end_on
        if start is not MISSING and end is not MISSING and end < start:
            refuse_if([contradiction("end_before_start", "end_on")])
        return self


class Place(Section):
    """Where it happens."""

    municipality: Municipality | MISSING = MISSING
    sparsely_populated: bool | MISSING = MISSING
    support_area: SupportArea | MISSING = MISSING
    prioritised: bool | MISSING = MISSING


class Organisation(Section):
    """Who applies."""

    legal_form: LegalForm | MISSING = MISSING
    org_number: OrgNumber | MISSING = MISSING
    cfar: Cfar | MISSING = MISSING
    sni: SniCode | MISSING = MISSING
    sector: Sector | MISSING = MISSING
    registered_on: Day | MISSING = MISSING
    employees_at_year_start: Persons | MISSING = MISSING

    @model_validator(mode="after")
    def _in_one_sector(self) -> Self:
        code, sector = self.sni, self.sector
        if code is not MISSING and sector is not MISSING and section_of(code) != sector:
            refuse_if([contradiction("sector_of_another_code", "sector")])
        return self


class RelatedEnterprise(Section):
    """A company connected by ownership."""

    relation: Literal["partner", "linked"] | MISSING = MISSING
    share: Percent | MISSING = MISSING
    awu: Awu | MISSING = MISSING
    turnover_eur: Eur | MISSING = MISSING
    balance_eur: Eur | MISSING = MISSING


class Size(Section):
    """The company's own figures, and those of companies connected with it."""

    awu: Awu | MISSING = MISSING
    turnover_eur: Eur | MISSING = MISSING
    balance_eur: Eur | MISSING = MISSING
    related_enterprises: Many[RelatedEnterprise] | MISSING = MISSING
    previous_class: Literal["micro", "small", "medium", "large", "new"] | MISSING = MISSING


class Owner(Section):
    """One owner as a share and a kind; no name."""

    share: Percent | MISSING = MISSING
    kind: (
        Literal["natural_person", "company", "public_body", "exempt_investor", "other"] | MISSING
    ) = MISSING


class PriorAid(Section):
    """One earlier public support."""

    granted_on: Day | MISSING = MISSING
    amount_eur: Eur | MISSING = MISSING
    regulation: (
        Literal[
            "de_minimis_2023_2831",
            "de_minimis_1407_2013",
            "sgei_2023_2832",
            "agriculture_1408_2013",
            "fishery_717_2014",
            "gber_651_2014",
            "other",
        ]
        | MISSING
    ) = MISSING
    undertaking: Line | MISSING = MISSING
    granted_by: Line | MISSING = MISSING
    same_costs: bool | MISSING = MISSING
    export: bool | MISSING = MISSING


class Cost(Section):
    """One cost line."""

    label: Line | MISSING = MISSING
    type: CostType | MISSING = MISSING
    amount: Sek | MISSING = MISSING
    in_kind: bool | MISSING = MISSING
    necessary_other: bool | MISSING = MISSING
    normal_operation: bool | MISSING = MISSING


class Financing(Section):
    """One source of the rest of the money."""

    source: Line | MISSING = MISSING
    kind: Literal["cash", "in_kind"] | MISSING = MISSING
    amount: Sek | MISSING = MISSING
    public: bool | MISSING = MISSING


class Economy(Section):
    """Costs, financing, the support applied for, and the euro rate to judge it by."""

    costs: Many[Cost] | MISSING = MISSING
    financing: Many[Financing] | MISSING = MISSING
    requested_support: Sek | MISSING = MISSING
    eur_rate: SekPerEur | MISSING = MISSING


class Indicator(Section):
    """One measure with its starting point and target."""

    name: Line | MISSING = MISSING
    measured_in: Line | MISSING = MISSING
    baseline: Exact | MISSING | None = MISSING
    target: Exact | MISSING | None = MISSING
    target_on: Day | MISSING | None = MISSING
    sex_split: bool | MISSING = MISSING


class Attachment(Section):
    """One attachment, by kind; the file itself is kept elsewhere."""

    type: AttachmentType | MISSING = MISSING
    label: Line | MISSING = MISSING
    dated_on: Day | MISSING | None = MISSING


class Statistics(Section):
    """Counts for statistics; never used by a rule. `None`: asked, no answer given."""

    owners_women: Persons | MISSING | None = MISSING
    owners_men: Persons | MISSING | None = MISSING
    management_women: Persons | MISSING | None = MISSING
    management_men: Persons | MISSING | None = MISSING
    board_women: Persons | MISSING | None = MISSING
    board_men: Persons | MISSING | None = MISSING
