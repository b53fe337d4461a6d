"""Answers to the assessment frameworks: `rules/inputs/frameworks.yaml` and `dnsh.yaml`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import MISSING

from service.domain.application_types import Exactly, Line, Many, Section, Sek, Text

__all__ = [
    "Agenda",
    "AgendaTarget",
    "CriterionActivity",
    "Dnsh",
    "DnshObjective",
    "Equality",
    "EqualityGoal",
    "EqualityMarker",
    "EqualityWork",
    "Frameworks",
    "GenderAnalysis",
    "HorizontalCriteria",
    "HorizontalCriterion",
    "NypsRating",
    "Rio",
    "RioMarker",
    "Tracking",
]


class DnshObjective(Section):
    """One of the six environmental objectives: does it need a look, and does it do harm?"""

    need: Literal["yes", "no_impact", "no_tagged", "no_contributes", "more_knowledge"] | MISSING = (
        MISSING
    )
    why: Text | MISSING = MISSING
    harm: Literal["no", "resolved", "unresolved", "more_knowledge"] | MISSING = MISSING
    evidence: Text | MISSING = MISSING


class Dnsh(Section):
    """Do no significant harm: six environmental objectives."""

    climate: DnshObjective = DnshObjective()
    adaptation: DnshObjective = DnshObjective()
    water: DnshObjective = DnshObjective()
    circular: DnshObjective = DnshObjective()
    pollution: DnshObjective = DnshObjective()
    nature: DnshObjective = DnshObjective()
    life_cycle: bool | MISSING = MISSING
    knowledge_plan: Text | MISSING = MISSING


class HorizontalCriterion(Section):
    """One horizontal criterion: described, used, followed up."""

    explained: bool | MISSING = MISSING
    means: Text | MISSING = MISSING
    follow_use: Text | MISSING = MISSING
    follow_results: Text | MISSING = MISSING


class CriterionActivity(Section):
    """One activity that uses a horizontal criterion, and its cost."""

    criterion: Literal["environment", "opportunities", "equality"] | MISSING = MISSING
    activity: Line | MISSING = MISSING
    cost: Sek | MISSING = MISSING


class HorizontalCriteria(Section):
    """The three horizontal criteria of the Swedish Agency for Economic and Regional Growth."""

    programme: Literal["regional", "national", "own"] | MISSING = MISSING
    environment: HorizontalCriterion = HorizontalCriterion()
    opportunities: HorizontalCriterion = HorizontalCriterion()
    equality: HorizontalCriterion = HorizontalCriterion()
    activities: Many[CriterionActivity] | MISSING = MISSING
    combined: Text | MISSING = MISSING


class GenderAnalysis(Section):
    """The gender analysis that the plan rests on."""

    done: bool | MISSING = MISSING
    text: Text | MISSING = MISSING
    numbers: bool | MISSING = MISSING
    causes: bool | MISSING = MISSING
    goal_basis: Literal["call", "national", "regional", "none"] | MISSING = MISSING
    changes: Text | MISSING = MISSING
    harm: Literal["no_risk", "handled", "unhandled", "more_knowledge"] | MISSING = MISSING
    harm_text: Text | MISSING = MISSING
    knowledge_plan: Text | MISSING = MISSING


class EqualityGoal(Section):
    """One equality goal, from problem to result."""

    problem: Line | MISSING = MISSING
    goal: Line | MISSING = MISSING
    contribution: Line | MISSING = MISSING
    indicator: Line | MISSING = MISSING
    measures: Literal["activity", "outcome"] | MISSING = MISSING
    sex_split: Literal["yes", "no", "not_people"] | MISSING = MISSING
    activity: Line | MISSING = MISSING
    result: Line | MISSING = MISSING


class EqualityWork(Section):
    """Competence, procurement, follow-up and evaluation."""

    competence: Literal["internal", "external", "support", "budgeted", "none"] | MISSING = MISSING
    competence_text: Line | MISSING = MISSING
    expert_cost: Sek | MISSING = MISSING
    buys_services: bool | MISSING = MISSING
    procurement_text: Text | MISSING = MISSING
    followup_text: Text | MISSING = MISSING
    correction_text: Text | MISSING = MISSING
    external_evaluation: bool | MISSING = MISSING
    external_evaluation_text: Text | MISSING = MISSING


class EqualityMarker(Section):
    """What the OECD's gender equality marker asks."""

    objective: Literal["none", "important", "main"] | MISSING = MISSING
    without: bool | MISSING = MISSING
    indicator_commitment: bool | MISSING = MISSING
    reporting: bool | MISSING = MISSING


class Equality(Section):
    """Gender equality in the plan; one set of answers for every framework."""

    analysis: GenderAnalysis = GenderAnalysis()
    goals: Many[EqualityGoal] | MISSING = MISSING
    work: EqualityWork = EqualityWork()
    marker: EqualityMarker = EqualityMarker()


class Tracking(Section):
    """Codes that the EU tracks spending by."""

    field: Annotated[Decimal, Exactly(1, 999)] | MISSING = MISSING
    ex_ante: Literal["100", "40", "0", "0_star"] | MISSING = MISSING
    code: Literal["01", "02", "03"] | MISSING = MISSING


class RioMarker(Section):
    """One Rio marker; left out means not screened, which is not zero."""

    role: Literal["principal", "significant", "not_targeted"] | MISSING = MISSING
    text: Text | MISSING = MISSING


class Rio(Section):
    """The four Rio markers."""

    mitigation: RioMarker = RioMarker()
    adaptation: RioMarker = RioMarker()
    biodiversity: RioMarker = RioMarker()
    desertification: RioMarker = RioMarker()


class AgendaTarget(Section):
    """One target of the 2030 Agenda and the effect on it."""

    target: (
        Literal[
            "4.3",
            "4.4",
            "5.1",
            "5.4",
            "5.5",
            "5.a",
            "5.b",
            "5.c",
            "7.2",
            "7.3",
            "8.2",
            "8.3",
            "8.4",
            "8.5",
            "8.6",
            "8.8",
            "8.9",
            "9.1",
            "9.2",
            "9.3",
            "9.4",
            "9.5",
            "10.2",
            "10.3",
            "11.2",
            "11.4",
            "11.a",
            "12.2",
            "12.4",
            "12.5",
            "12.6",
            "12.7",
            "13.1",
            "13.2",
            "13.3",
        ]
        | MISSING
    ) = MISSING
    effect: (
        Literal[
            "direct_positive",
            "indirect_positive",
            "none",
            "direct_negative",
            "indirect_negative",
            "more_knowledge",
        ]
        | MISSING
    ) = MISSING
    how: Text | MISSING = MISSING
    next_step: Text | MISSING = MISSING


class Agenda(Section):
    """The 2030 Agenda."""

    targets: Many[AgendaTarget] | MISSING = MISSING


class NypsRating(Section):
    """The older rating in Nyps; shown for comparison, judges nothing."""

    area: Literal["A", "B"] | MISSING = MISSING
    additionality: Literal["high", "medium", "low"] | MISSING = MISSING
    growth: Literal["high", "medium", "low"] | MISSING = MISSING
    local_importance: Literal["high", "medium", "low"] | MISSING = MISSING
    risk: Literal["high", "medium", "low"] | MISSING = MISSING
    renewal: Literal["high", "medium", "low"] | MISSING = MISSING
    employment: Literal["high", "medium", "low"] | MISSING = MISSING
    beyond: Text | MISSING = MISSING


class Frameworks(Section):
    """Answers to the assessment frameworks."""

    dnsh: Dnsh = Dnsh()
    hk: HorizontalCriteria = HorizontalCriteria()
    equality: Equality = Equality()
    tracking: Tracking = Tracking()
    rio: Rio = Rio()
    agenda: Agenda = Agenda()
    nyps: NypsRating = NypsRating()
