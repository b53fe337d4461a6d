"""The example that authors copy from is a policy, and its cases are cases."""

from __future__ import annotations

import re
from pathlib import Path

from engine.check.policy import check_policy
from engine.parse.policy import parse_cases, parse_policy
from engine.policy import load_folder
from engine.source.reader import read_source
from tests.engine.reading import codes

ROOT = Path(__file__).parents[2]


def test_the_example_of_the_reference_passes_its_own_checks() -> None:
    """The first two blocks of the page are read as `policy.yaml` and `cases.yaml`."""
    page = (ROOT / "docs" / "reference" / "policy-language.md").read_text(encoding="utf-8")
    policy_text, cases_text, *_ = re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)
    inputs = load_folder(ROOT / "rules").inputs

    policy = check_policy(
        parse_policy(read_source(policy_text.encode(), "policy.yaml")), {}, inputs
    )
    cases = parse_cases(read_source(cases_text.encode(), "cases.yaml"), policy, inputs)
    assert policy.id == "MIKRO"
    assert len(cases) == 3


def test_what_the_reference_says_of_values_is_so() -> None:
    """Each form in the table of values that is refused, is."""
    page = (ROOT / "docs" / "reference" / "policy-language.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| (.*) \| refused: readers disagree", page, flags=re.MULTILINE)

    assert [codes(one.encode()) for one in re.findall(r"`([^`]+)`", row)] == [["HE0114"]] * 9
