"""The facts of one application, as a program sees them.

Three answers are kept apart: a name without a value is unanswered, None is the answer "none",
anything else is the value. Beside the value stands its evidence: who has checked it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.model import Input
from engine.values import Record, Unknown, Value, canonical

__all__ = ["Evidence", "Facts", "facts_from"]

_OPEN = Unknown(frozenset())


class Evidence(StrEnum):
    """How far a fact has been checked."""

    MISSING = "missing"  # unanswered
    STATED = "stated"  # the applicant says so
    VERIFIED = "verified"  # an officer has checked it
    CONTRADICTED = "contradicted"  # an officer has found otherwise


@dataclass(frozen=True, slots=True)
class Facts:
    """Values of inputs by name, and the evidence of those that are not just stated.

    Build it with `facts_from`: there the records of a list have all their fields, those left
    out as Unknown under a name such as `costs[2].amount` (the first item is 1).
    """

    values: Mapping[str, Value]
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        """The value of an input; Unknown of its own name when unanswered."""
        if name in self.values:
            return self.values[name]
        return Unknown(frozenset({name}))

    def status(self, name: str) -> Evidence:
        """How far an input has been checked."""
        if name not in self.values:
            return Evidence.MISSING
        return self.evidence.get(name, Evidence.STATED)

    @property
    def verified(self) -> frozenset[str]:
        """The answered inputs that an officer has verified."""
        return frozenset(
            name
            for name, checked in self.evidence.items()
            if checked is Evidence.VERIFIED and name in self.values
        )

    @property
    def digest(self) -> str:
        """SHA-256 of what is answered and how it is checked, as 64 hexadecimal digits.

        What is unanswered takes no part, so a question added later changes no digest.
        """
        text = hashlib.sha256()
        for name in sorted(self.values):
            line = f"{name} {self.status(name)} {canonical(_answered(self.values[name]))}\n"
            text.update(line.encode())
        return text.hexdigest()


def facts_from(
    inputs: Mapping[str, Input],
    answers: Mapping[str, Value],
    evidence: Mapping[str, Evidence] | None = None,
) -> Facts:
    """The facts that `answers` give to rules that ask `inputs`.

    Answers to other questions are left out, and so are answers to protected ones: what stands
    here can reach a rule, and those must not.
    """
    asked = {
        name: _completed(answers[name], question, name)
        for name, question in inputs.items()
        if not (question.protected or isinstance(answers.get(name, _OPEN), Unknown))
    }
    checked = {name: one for name, one in (evidence or {}).items() if name in asked}
    return Facts(asked, checked)


def _completed(value: Value, question: Input, name: str) -> Value:
    """`value` with every field of every record present, those left out as Unknown."""
    if not isinstance(value, tuple) or not question.fields:
        return value
    return tuple(
        _record(item, question.fields, f"{name}[{place}]") if isinstance(item, Mapping) else item
        for place, item in enumerate(value, start=1)
    )


def _record(item: Record, fields: tuple[Input, ...], name: str) -> Record:
    """Filled here, because a field that is absent would be looked up outside its record."""
    return {
        one.name: _completed(item[one.name], one, f"{name}.{one.name}")
        if one.name in item
        else Unknown(frozenset({f"{name}.{one.name}"}))
        for one in fields
    }


def _answered(value: Value) -> Value:
    """`value` without what is unanswered inside it."""
    match value:
        case tuple():
            return tuple(_answered(item) for item in value)
        case Mapping():
            return {
                name: _answered(item)
                for name, item in value.items()
                if not isinstance(item, Unknown)
            }
        case _:
            return value
