"""An employer's duties in the Discrimination Act: `rules/inputs/employer.yaml`."""

from __future__ import annotations

from pydantic import MISSING

from service.domain.application_types import Section

__all__ = [
    "Balance",
    "Documentation",
    "Employer",
    "FiveAreas",
    "FourSteps",
    "Harassment",
    "PaySurvey",
    "Union",
]


class FourSteps(Section):
    """The four steps of active measures."""

    examined: bool | MISSING = MISSING
    analysed: bool | MISSING = MISSING
    acted: bool | MISSING = MISSING
    followed_up: bool | MISSING = MISSING


class FiveAreas(Section):
    """The five areas that the steps cover."""

    working_conditions: bool | MISSING = MISSING
    pay: bool | MISSING = MISSING
    recruitment: bool | MISSING = MISSING
    training: bool | MISSING = MISSING
    parenthood: bool | MISSING = MISSING


class Harassment(Section):
    """Guidelines and routines against harassment and reprisals."""

    routines: bool | MISSING = MISSING
    followed_up: bool | MISSING = MISSING


class Balance(Section):
    """Work for an even balance between women and men."""

    promoted: bool | MISSING = MISSING
    followed_up: bool | MISSING = MISSING


class PaySurvey(Section):
    """The yearly pay survey."""

    done: bool | MISSING = MISSING
    comparisons: bool | MISSING = MISSING


class Union(Section):
    """Information to the union."""

    bound: bool | MISSING = MISSING
    informed: bool | MISSING = MISSING


class Documentation(Section):
    """The written documentation and its seven items."""

    exists: bool | MISSING = MISSING
    item_1: bool | MISSING = MISSING
    item_2: bool | MISSING = MISSING
    item_3: bool | MISSING = MISSING
    item_4: bool | MISSING = MISSING
    item_5: bool | MISSING = MISSING
    item_6: bool | MISSING = MISSING
    item_7: bool | MISSING = MISSING


class Employer(Section):
    """The employer's duties in chapter 3 of the Discrimination Act, self-declared."""

    hired_since_year_start: bool | MISSING = MISSING
    steps: FourSteps = FourSteps()
    measures_scheduled: bool | MISSING = MISSING
    areas: FiveAreas = FiveAreas()
    harassment: Harassment = Harassment()
    balance: Balance = Balance()
    pay_survey: PaySurvey = PaySurvey()
    cooperation: bool | MISSING = MISSING
    union: Union = Union()
    documentation: Documentation = Documentation()
    pay_transparency_checked: bool | MISSING = MISSING
