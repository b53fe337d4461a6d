"""The reference page of the application says what holds."""

from __future__ import annotations

import re

import pytest

from service.domain.application import Application
from service.domain.application_messages import CATALOGUE
from service.domain.read import ApplicationError, read_application
from tests.service.domain.questions import RULES, questions

_PAGE = (RULES.parent / "docs/reference/application.md").read_text(encoding="utf-8")
_SNIPPETS = re.findall(r"```yaml\n(.*?)```", _PAGE, flags=re.DOTALL)


@pytest.mark.parametrize("snippet", _SNIPPETS, ids=range(len(_SNIPPETS)))
def test_what_the_page_shows_can_be_read(snippet: str) -> None:
    """Each piece of an application is an application."""
    assert read_application(snippet.encode(), "page.yaml", questions()) != Application()


def test_every_section_is_described() -> None:
    """The table of sections names every field of the model, and nothing else."""
    table = _PAGE.partition("## Sections")[2].partition("### ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == set(Application.model_fields)


def test_every_code_is_listed() -> None:
    """The table of codes is the catalogue."""
    listed = re.findall(
        r"^\| (HE10\d\d) \| (.+?)(?: \(expected: .+\))? \|$", _PAGE, flags=re.MULTILINE
    )
    assert listed == [(entry.code, entry.message.en) for entry in CATALOGUE]


def test_the_error_that_the_page_shows_is_the_one_that_comes() -> None:
    """Word for word, at the same place."""
    shown = _PAGE.partition("plan.yaml:4:3  ")[2].partition("\n")[0]
    text = "form: micro_support\n\nplace:\n  municpality: torsby\n"
    with pytest.raises(ApplicationError) as refused:
        read_application(text.encode(), "plan.yaml", questions())
    (problem,) = refused.value.problems
    assert f"{problem.code}  {problem.message('sv')}" == shown
    assert (problem.where.line, problem.where.column) == (4, 3)
