"""From an application to the facts that rules read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import MISSING

from engine.facts import Evidence, Facts, facts_from
from engine.model import Input
from engine.values import Value
from service.domain.application import Application
from service.domain.application_types import Section

__all__ = ["answer", "facts", "unfit_evidence"]


def facts(application: Application, inputs: Mapping[str, Input]) -> Facts:
    """What the application answers to `inputs`, by name, with its evidence.

    Protected questions are left out: what they ask for can reach no rule.
    """
    answers: dict[str, Value] = {}
    for name, question in inputs.items():
        given = answer(application, question.path)
        if given is not MISSING:
            answers[name] = given
    names = {question.path: name for name, question in inputs.items()}
    evidence = {
        names.get(key, key): Evidence(mark.status) for key, mark in application.evidence.items()
    }
    return facts_from(inputs, answers, evidence)


def answer(application: Application, path: str) -> Value | MISSING:
    """The answer at `path` as a value of the policy language; MISSING when unanswered.

    Raises:
        AttributeError: the application has no such place.
    """
    found: object = application
    for step in path.split("."):
        found = getattr(found, step)
    return _value(found)


def unfit_evidence(application: Application, inputs: Iterable[Input]) -> tuple[str, ...]:
    """The keys of `evidence` that name no question, or one that another key has named before."""
    known = {key: question.name for question in inputs for key in (question.name, question.path)}
    seen: set[str] = set()
    unfit: list[str] = []
    for key in application.evidence:
        name = known.get(key)
        if name is None or name in seen:
            unfit.append(key)
        else:
            seen.add(name)
    return tuple(unfit)


def _value(answered: object) -> Value | MISSING:
    """A typed answer as a value: sections become records without what is unanswered."""
    if isinstance(answered, tuple):
        return tuple(_record(item) for item in answered)
    return answered  # type: ignore[return-value]  # a leaf of the model: all of them are values


def _record(item: Section) -> Mapping[str, Value]:
    return {name: value for name, value in item if value is not MISSING}
