"""The shipped rules folder, and everything that is tested about each pack, case and form."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import count

from engine.backends.durable.network import DurableNetwork
from engine.backends.generated import Generated
from engine.backends.judge import Judge
from engine.lower import Skeleton, skeleton
from engine.model import Case, Grade, Policy, Source
from engine.policy import Library, load_folder
from tests.quality.sources import ROOT

__all__ = ["CASES", "LIBRARY", "UNCHECKED", "Engines", "engines", "sources_of"]

LIBRARY: Library = load_folder(ROOT / "rules")


def _cases() -> dict[str, tuple[str, Case]]:
    """Every worked case by a name for a report: pack, number, how its sentence begins."""
    found: dict[str, tuple[str, Case]] = {}
    for pack, policy in LIBRARY.policies.items():
        for number, case in zip(count(1), policy.cases):
            found[f"{pack}-{number}: {case.sentence[:60]}"] = pack, case
    return found


CASES = _cases()


class Engines:
    """All engines of one pack on one day, made once."""

    def __init__(self, pack: str, on: date) -> None:
        self.program = LIBRARY.link([pack], on)
        self.shape: Skeleton = skeleton(self.program)
        self.judge = Judge(self.program)
        self.generated = Generated(self.program, self.shape)
        self.durable = DurableNetwork(self.shape.network)


@cache
def engines(pack: str, on: date) -> Engines:
    """The engines of a pack on a day."""
    return Engines(pack, on)


def sources_of(policy: Policy) -> list[tuple[str, Source]]:
    """Every source of a pack, with what rests on it."""
    found = [("legal_basis", source) for source in policy.legal_basis]
    found += [(rule.id, rule.source) for rule in policy.rules]
    found += [(criterion.id, criterion.source) for criterion in policy.criteria]
    found += [(amount.id, amount.source) for amount in policy.amounts]
    found += [
        (parameter.name, dated.source)
        for parameter in policy.parameters
        for dated in parameter.values
    ]
    found += [(fact.name, fact.source) for fact in policy.derived if fact.source is not None]
    return found


UNCHECKED = frozenset({Grade.KNOWN, Grade.INFERRED})
"""Grades that have to be explained to whoever meets them."""
