"""Perspectives and chain: `rules/inputs/perspectives.yaml` and `chain.yaml`."""

from __future__ import annotations

from typing import Literal

from pydantic import MISSING

from service.domain.application_types import Day, Line, Section, Text

__all__ = ["ChainLink", "Perspective", "Perspectives", "Reflection"]


class ChainLink(Section):
    """One chain: evidence, limiting norm, measure, indicator, budget line, who and when."""

    evidence: Text | MISSING = MISSING
    evidence_source: Line | MISSING = MISSING
    norm: Text | MISSING = MISSING
    measure: Text | MISSING = MISSING
    indicator: Line | MISSING = MISSING
    sex_split: bool | MISSING = MISSING
    budget_line: Line | MISSING = MISSING
    responsible: Line | MISSING = MISSING
    due_on: Day | MISSING | None = MISSING


class Reflection(Section):
    """Stops for thought: goal conflicts, the four Rs, the team."""

    goal_conflicts: Text | MISSING = MISSING
    right_use: bool | MISSING = MISSING
    conflicts_manageable: bool | MISSING = MISSING
    r1_representation: bool | MISSING = MISSING
    r2_resources: bool | MISSING = MISSING
    r3_conditions: bool | MISSING = MISSING
    r4_goals: bool | MISSING = MISSING
    team_balance: bool | MISSING = MISSING
    gender_dimension: Text | MISSING = MISSING
    gender_routines: bool | MISSING = MISSING


class Perspective(Section):
    """One of the five perspectives: how it is affected, or why it is not relevant."""

    effect: Literal["positive", "negative", "both", "not_relevant"] | MISSING = MISSING
    reason: Text | MISSING = MISSING


class Perspectives(Section):
    """The five perspectives of the Värmland strategy."""

    equality: Perspective = Perspective()
    children: Perspective = Perspective()
    places: Perspective = Perspective()
    inclusion: Perspective = Perspective()
    climate: Perspective = Perspective()
    negative_effect_measures: Text | MISSING = MISSING
    children_heard: bool | MISSING = MISSING
