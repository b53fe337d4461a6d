"""The library: every question, pack and bundle of a rules folder, checked together.

Reading is all or nothing. Problems of all files are collected before anything is refused, so
an author sees everything that is wrong with a folder at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from engine.check.policy import (
    check_bundles,
    check_exports,
    check_names,
    check_policy,
    check_without,
)
from engine.errors import PolicyError, Problem
from engine.model import Bundle, Group, Input, Policy
from engine.parse.policy import (
    Draft,
    Questions,
    parse_bundles,
    parse_cases,
    parse_inputs,
    parse_policy,
)
from engine.program import NotInForce, Program, link, packs_of
from engine.source.reader import read_source

__all__ = ["Library", "load_folder", "load_library"]

_INPUTS = "inputs/"
_BUNDLES = "bundles.yaml"
_POLICY = "/policy.yaml"
_CASES = "/cases.yaml"


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that applications can be judged by.

    `policies` are by pack id, in an order where an imported pack comes before its importer;
    `folders` tells which folder a pack came from.
    """

    groups: tuple[Group, ...]
    inputs: Mapping[str, Input]
    policies: Mapping[str, Policy]
    bundles: Mapping[str, Bundle]
    folders: Mapping[str, str]

    def program(self, form: str, on: date) -> Program:
        """The program that judges an application for `form` on `on`.

        Raises:
            KeyError: there is no such form.
            NotInForce: the bundle, or a pack of it, holds no value for that day.
        """
        bundle = self.bundles[form]
        packs = packs_of(bundle, on)
        if not packs:  # nothing would judge, and nothing found would look like nothing wrong
            raise NotInForce(form, on, min(member.valid_from for member in bundle.packs))
        return self.link(packs, on)

    def link(self, packs: Iterable[str], on: date) -> Program:
        """The program of chosen packs on `on`.

        Raises:
            KeyError: there is no such pack.
            NotInForce: a pack or parameter has no value on that day.
        """
        return link(self.policies, self.inputs, packs, on)


def load_folder(root: Path, *, cases: bool = True) -> Library:
    """Read and check a rules folder; without `cases` the worked cases are left unread.

    Raises:
        PolicyError: with every problem of every file.
        OSError: the folder cannot be read.
    """
    paths = sorted(root.glob("*.yaml")) + sorted(root.glob("*/*.yaml"))
    if not cases:
        paths = [path for path in paths if not path.as_posix().endswith(_CASES)]
    return load_library({path.relative_to(root).as_posix(): path.read_bytes() for path in paths})


def load_library(files: Mapping[str, bytes]) -> Library:
    """Check the files of a rules folder, given by their paths inside it.

    Raises:
        PolicyError: with every problem of every file.
    """
    reading = _Reading(files)
    found, drafts = reading.questions(), reading.drafts()
    if reading.problems:
        # Packs read each other's names; with one file unread the rest would only seem wrong.
        raise PolicyError(
            [*reading.problems, *(one for draft in drafts.values() for one in draft.problems)]
        )
    check_names(found, drafts.values())
    inputs = {question.name: question for file in found for question in file.inputs}
    policies = reading.checked(drafts, inputs)
    bundles = reading.bundles(policies, {draft.policy.id for draft in drafts.values()})
    if reading.problems:
        raise PolicyError(reading.problems)
    check_exports(drafts.values(), policies)
    groups = tuple(group for file in found for group in file.groups)
    folders = {draft.policy.id: path.removesuffix(_POLICY) for path, draft in drafts.items()}
    return Library(groups, inputs, policies, bundles, folders)


class _Reading:
    """One pass over the files; keeps what is wrong and goes on with the rest."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self.problems: list[Problem] = []

    def questions(self) -> tuple[Questions, ...]:
        found: list[Questions] = []
        for path in self._named(_INPUTS):
            try:
                found.append(parse_inputs(read_source(self._files[path], path)))
            except PolicyError as error:
                self.problems.extend(error.problems)
        return tuple(found)

    def drafts(self) -> Mapping[str, Draft]:
        drafts: dict[str, Draft] = {}
        for path in self._files:
            if not path.endswith(_POLICY):
                continue
            try:
                drafts[path] = parse_policy(read_source(self._files[path], path))
            except PolicyError as error:
                self.problems.extend(error.problems)
        return drafts

    def checked(
        self, drafts: Mapping[str, Draft], inputs: Mapping[str, Input]
    ) -> Mapping[str, Policy]:
        """The packs that are sound, imported ones first."""
        policies: dict[str, Policy] = {}
        by_id = {draft.policy.id: path for path, draft in drafts.items()}
        for path in _import_order(drafts, by_id):
            draft = drafts[path]
            refused = any(
                one.pack in by_id and one.pack not in policies for one in draft.policy.imports
            )
            try:
                if refused:
                    check_without(draft, policies, inputs, by_id)
                    continue
                policy = check_policy(draft, policies, inputs, by_id)
            except PolicyError as error:
                self.problems.extend(error.problems)
            else:
                policies[policy.id] = self._with_cases(path, policy, inputs)
        return policies

    def bundles(
        self, policies: Mapping[str, Policy], packs: Collection[str]
    ) -> Mapping[str, Bundle]:
        if _BUNDLES not in self._files:
            return {}
        try:
            found = parse_bundles(read_source(self._files[_BUNDLES], _BUNDLES))
            check_bundles(found, policies, packs=packs)
        except PolicyError as error:
            self.problems.extend(error.problems)
            return {}
        return {bundle.form: bundle for bundle, _ in found}

    def _with_cases(self, path: str, policy: Policy, inputs: Mapping[str, Input]) -> Policy:
        cases = path.removesuffix(_POLICY) + _CASES
        if cases not in self._files:
            return policy
        try:
            found = parse_cases(read_source(self._files[cases], cases), policy, inputs)
        except PolicyError as error:
            self.problems.extend(error.problems)
            return policy
        return replace(policy, cases=found)

    def _named(self, folder: str) -> list[str]:
        # The core questions come first, so that the questionnaire opens with them.
        return sorted(
            (path for path in self._files if path.startswith(folder)),
            key=lambda path: (path != f"{folder}core.yaml", path),
        )


def _import_order(drafts: Mapping[str, Draft], by_id: Mapping[str, str]) -> tuple[str, ...]:
    """The files of the packs, an imported one before those that import it.

    There is no circle: `check_names` has refused it.
    """
    order: dict[str, None] = {}
    seen: set[str] = set()

    def visit(path: str) -> None:
        if path in seen:
            return
        seen.add(path)
        for imported in drafts[path].policy.imports:
            if imported.pack in by_id:
                visit(by_id[imported.pack])
        order[path] = None

    for path in drafts:
        visit(path)
    return tuple(order)
