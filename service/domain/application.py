"""An application: everything the applicant has answered, and how far it has been checked.

One model for a self-check, a file written by hand and a case at the region. Nothing is
required: what is left out is unanswered, and a half-filled application is still an application.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import MISSING, Field, model_validator
from pydantic_core import InitErrorDetails

from service.domain.application_core import (
    Attachment,
    Dates,
    Economy,
    Indicator,
    Organisation,
    Owner,
    Place,
    PriorAid,
    Size,
    Statistics,
)
from service.domain.application_employer import Employer
from service.domain.application_frameworks import Frameworks
from service.domain.application_project import Cheque, Project
from service.domain.application_support import (
    DeMinimis,
    Development,
    Difficulty,
    Infrastructure,
    Investment,
    OfficerChecks,
    RegionTerms,
    Service,
    Terms,
    Viability,
)
from service.domain.application_sustainability import ChainLink, Perspectives, Reflection
from service.domain.application_types import (
    MAX_ITEMS,
    Day,
    Line,
    Many,
    Section,
    Text,
    contradiction,
    refuse_if,
)

__all__ = ["Application", "ApplicationKind", "EvidenceMark", "Form", "kind_of"]

ApplicationKind: TypeAlias = Literal["business_support", "equality_cheque", "project_funds"]
Form: TypeAlias = Literal[
    "regional_investment_support",
    "letting_premises_support",
    "sme_investment_support",
    "startup_support",
    "research_infrastructure_support",
    "test_infrastructure_support",
    "charging_support",
    "energy_efficiency_support",
    "building_energy_support",
    "circular_economy_support",
    "broadband_support",
    "backhaul_support",
    "culture_support",
    "sport_support",
    "local_infrastructure_support",
    "special_investment_support",
    "consultancy_support",
    "fair_support",
    "territorial_cooperation_support",
    "risk_finance_support",
    "research_development_support",
    "cluster_support",
    "innovation_support",
    "process_innovation_support",
    "training_support",
    "environmental_study_support",
    "company_development_support",
    "micro_support",
    "service_investment_support",
    "service_grant",
    "special_operating_support",
    "home_delivery_grant",
    "equality_cheque",
    "project_support",
    "pre_study",
    "eu_cofinancing_support",
]

_ALL = 100  # per cent
_OTHER_KINDS: dict[Form, ApplicationKind] = {
    "equality_cheque": "equality_cheque",
    "project_support": "project_funds",
    "pre_study": "project_funds",
    "eu_cofinancing_support": "project_funds",
}


def kind_of(form: Form) -> ApplicationKind:
    """The kind of application that a form of support belongs to."""
    return _OTHER_KINDS.get(form, "business_support")


class EvidenceMark(Section):
    """How far one answer has been checked, by whom (a role or a signature) and on which day."""

    status: Literal["stated", "verified", "contradicted"]
    by: Line | MISSING = MISSING
    at: Day | MISSING = MISSING
    note: Text | MISSING = MISSING

    @model_validator(mode="after")
    def _signed(self) -> Self:
        if self.status != "stated" and (self.by is MISSING or self.at is MISSING):
            refuse_if([contradiction("evidence_unsigned", "status")])
        return self


_Key: TypeAlias = Annotated[str, Field(max_length=100, pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]


class Application(Section):
    """One application.

    `origin` says whether it is real, made up to show or test something, or written down from
    what has been published; what is not real says in `origin_note` where it comes from.
    `evidence` is keyed by the name or the path of a question.
    """

    format: Literal["hela.application/1"] = "hela.application/1"
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,63}$")] | MISSING = MISSING
    origin: Literal["real", "invented", "published"] = "real"
    origin_note: Text | MISSING = MISSING

    application_kind: ApplicationKind | MISSING = MISSING
    form: Form | MISSING = MISSING
    title: Line | MISSING = MISSING
    summary: Text | MISSING = MISSING
    dates: Dates = Dates()
    place: Place = Place()
    organisation: Organisation = Organisation()
    size: Size = Size()
    owners: Many[Owner] | MISSING = MISSING
    prior_aid: Many[PriorAid] | MISSING = MISSING
    economy: Economy = Economy()
    indicators: Many[Indicator] | MISSING = MISSING
    attachments: Many[Attachment] | MISSING = MISSING
    statistics: Statistics = Statistics()
    terms: Terms = Terms()
    viability: Viability = Viability()
    de_minimis: DeMinimis = DeMinimis()
    difficulty: Difficulty = Difficulty()
    investment: Investment = Investment()
    infrastructure: Infrastructure = Infrastructure()
    development: Development = Development()
    service: Service = Service()
    region: RegionTerms = RegionTerms()
    cheque: Cheque = Cheque()
    project: Project = Project()
    employer: Employer = Employer()
    chain: Many[ChainLink] | MISSING = MISSING
    reflection: Reflection = Reflection()
    perspectives: Perspectives = Perspectives()
    frameworks: Frameworks = Frameworks()
    officer: OfficerChecks = OfficerChecks()

    evidence: Annotated[Mapping[_Key, EvidenceMark], Field(max_length=MAX_ITEMS)] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        wrong: list[InitErrorDetails] = []
        form, kind = self.form, self.application_kind
        if form is not MISSING and kind is not MISSING and kind_of(form) != kind:
            wrong.append(contradiction("kind_of_another_form", "application_kind"))
        owners = () if self.owners is MISSING else self.owners
        if sum(owner.share for owner in owners if owner.share is not MISSING) > _ALL:
            wrong.append(contradiction("owned_more_than_once", "owners"))
        if self.origin != "real" and self.origin_note in (MISSING, ""):
            wrong.append(contradiction("origin_unexplained", "origin"))
        refuse_if(wrong)
        return self
