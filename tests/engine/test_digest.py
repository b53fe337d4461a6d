"""The digest is the same for everything that says the same, and for nothing else."""

from __future__ import annotations

import re

import pytest

from engine.digest import digest_of
from engine.policy import load_library
from tests.engine.golden import library
from tests.engine.sample import edited, loaded, mikro, policy_of

DIGEST = mikro().digest


def test_a_digest_is_sha_256() -> None:
    """Sixty-four hexadecimal digits."""
    assert re.fullmatch(r"[0-9a-f]{64}", DIGEST)


@pytest.mark.parametrize(
    "edits",
    [
        [("policy: MIKRO\n", "# a comment\npolicy: MIKRO   # and another\n")],
        [("version: 1.0.0\ntitle", "title"), ("amounts:\n", "version: 1.0.0\namounts:\n")],
        [("    requires: total_cost <= cost_limit", "    requires: (total_cost<=cost_limit)")],
        [("value: total(costs.amount)", "value: |\n      total(\n        costs.amount\n      )")],
        [("value: 60000, source", "value: 60000.00, source")],
        [
            (
                "title: {sv: Mikrostöd, en: Micro support}",
                "title:\n  en: 'Micro support'\n  sv: >-\n    Mikrostöd",
            )
        ],
        [
            ("    effect: stop_lines\n", ""),
            ("  - id: MK-01\n", "  - id: MK-01\n    effect: stop_lines\n"),
        ],
        [("{when: total_cost >= 50000, level: good}", "{level: good, when: total_cost >= 50000}")],
    ],
)
def test_layout_does_not_change_the_digest(edits: list[tuple[str, str]]) -> None:
    """Comments, the order of keys, quotes, line ends and blanks are not meaning."""
    assert policy_of(*edits).digest == DIGEST


def test_cases_do_not_change_the_digest() -> None:
    """A new example of a rule is not a new rule."""
    policies = load_library({**library(), "mikro/cases.yaml": b"[]"}).policies

    assert policies["MIKRO"].digest == DIGEST


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1.0.0", "version: 1.0.1"),
        ("title: {sv: Mikrostöd,", "title: {sv: Mikrostöden,"),
        ("value: 60000, source", "value: 60000.01, source"),
        ("from: 2025-01-01", "from: 2025-01-02"),
        ("[inland, 30000], [coast, 20000]", "[coast, 20000], [inland, 30000]"),
        ("total_cost <= cost_limit", "total_cost < cost_limit"),
        ("total_cost >= 50000", "total_cost >= 50001"),
        ("    effect: stop\n", "    effect: review\n"),
        ("    verified: [turnover]", "    verified: [turnover, plan]"),
        ("    aim: some\n", ""),
        ("    aim: some\n", "    aim: some\n    ordered: false\n"),
        ("applicant: {sv: Skriv mer.,", "applicant: {sv: Skriv mera.,"),
        (
            "{ref: Region Värmland, grade: V}\n    applicant: {sv: Skriv mer.",
            "{ref: Region Värmland, grade: K}\n    applicant: {sv: Skriv mer.",
        ),
        ("floor(min(", "ceiling(min("),
        ("label: {sv: tak, en: ceilings}", "label: {sv: taken, en: ceilings}"),
    ],
)
def test_a_change_of_meaning_changes_the_digest(old: str, new: str) -> None:
    """Rules, figures, days, sources and texts are all meaning."""
    assert policy_of((old, new)).digest != DIGEST


def test_a_changed_question_changes_the_digest() -> None:
    """What may be answered is part of what a policy says."""
    files = edited("inputs/core.yaml", ('range: "[0..1000000]"', 'range: "[0..1000000)"'))

    assert load_library(files).policies["MIKRO"].digest != DIGEST


def test_a_changed_import_changes_the_digest() -> None:
    """A policy means something else when what it builds on does."""
    files = edited("size/policy.yaml", ("value: 50, source", "value: 51, source"))

    assert load_library(files).policies["MIKRO"].digest != DIGEST


def test_a_digest_depends_on_nothing_else() -> None:
    """It can be computed again from the records."""
    assert digest_of(mikro(), loaded().policies) == DIGEST
