"""Assess an application by the rules of its day; issue what both witnesses agree on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import MISSING

from engine.assessment.assess import Assessor
from engine.assessment.record import Assessment
from engine.backends.durable.pool import DurablePool
from engine.policy import Library, load_folder
from engine.program import NotInForce, packs_of
from engine.witness import DurableWitness
from service.domain.application import Application
from service.domain.facts import facts

__all__ = ["Assessing", "NoForm", "NotInForce", "UnknownForm", "UnknownPack", "day_of"]

_PROGRAMS_KEPT = 128


class NoForm(Exception):
    """The application does not say which form of support it is for."""


class UnknownForm(LookupError):
    """There are no rules for the form of support; `known` are those there are."""

    def __init__(self, form: str, known: Sequence[str]) -> None:
        super().__init__(form)
        self.form = form
        self.known = tuple(known)


class UnknownPack(LookupError):
    """There is no such pack of rules; `known` are those there are."""

    def __init__(self, pack: str, known: Sequence[str]) -> None:
        super().__init__(pack)
        self.pack = pack
        self.known = tuple(known)


def day_of(application: Application, today: date) -> date:
    """The day whose rules judge an application: when it was received, today if it was not yet."""
    received = application.dates.received_on
    return today if received is MISSING else received


class Assessing:
    """Assesses applications by one rules folder; safe to share between threads."""

    def __init__(self, rules: Path | Library, pool: DurablePool | None = None) -> None:
        self.library = load_folder(rules) if isinstance(rules, Path) else rules
        self._pool = DurablePool() if pool is None else pool
        # A program is compiled once a form and day; an installation sees few of them at a time.
        self._assessor = lru_cache(maxsize=_PROGRAMS_KEPT)(self._made)

    def assess(self, application: Application, on: date, packs: Sequence[str] = ()) -> Assessment:
        """The assessment of `application` by the rules of `on`.

        The bundle of its form is used, or the `packs` that are named instead.

        Raises:
            NoForm: neither the application nor the caller says which rules to use.
            UnknownForm: no bundle is for the form.
            UnknownPack: a named pack does not exist.
            NotInForce: the rules have no version for that day.
            Disagreement: the witnesses differ; nothing is issued.
            EngineUnavailable: the second witness did not answer; try again.
        """
        form = None if application.form is MISSING else application.form
        if not packs and form is None:
            raise NoForm
        return self.assessor(None if packs else form, on, tuple(packs)).assess(
            facts(application, self.library.inputs)
        )

    def assessor(self, form: str | None, on: date, packs: tuple[str, ...] = ()) -> Assessor:
        """The assessor of a form's bundle, or of chosen packs, on a day."""
        for pack in packs:
            if pack not in self.library.policies:
                raise UnknownPack(pack, sorted(self.library.policies))
        if form is not None and form not in self.library.bundles:
            raise UnknownForm(form, sorted(self.library.bundles))
        return self._assessor(form, on, packs)

    def _made(self, form: str | None, on: date, packs: tuple[str, ...]) -> Assessor:
        if packs or form is None:
            program = self.library.link(packs, on)
            bundle = None
        else:
            bundle = self.library.bundles[form]
            if not packs_of(bundle, on):  # nothing would be judged, and nothing found wrong
                raise NotInForce(form, on, min(member.valid_from for member in bundle.packs))
            program = self.library.program(form, on)
        return Assessor(program, DurableWitness(program, self._pool), bundle)
