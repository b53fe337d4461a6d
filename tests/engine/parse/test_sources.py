"""A source said once is the same source wherever it is cited."""

from __future__ import annotations

from tests.engine.sample import mikro, policy_of

_LAW = "{ref: SFS 2022:1468 17 §, grade: L}"
_NAMED = (
    ("imports:\n", f"sources:\n  section_17: {_LAW}\n\nimports:\n"),
    (f"legal_basis:\n  - {_LAW}", "legal_basis: [section_17]"),
    (f"value: 60000, source: {_LAW}", "value: 60000, source: section_17"),
    (f"verified: [turnover]\n    source: {_LAW}", "verified: [turnover]\n    source: section_17"),
)


def test_a_name_stands_for_the_whole_source() -> None:
    """In the legal basis, at a value and at a rule, the record is as if it were written out."""
    assert policy_of(*_NAMED) == mikro()


def test_naming_a_source_is_no_change_of_the_policy() -> None:
    """The digest is over what is cited, not over how."""
    assert policy_of(*_NAMED).digest == mikro().digest
