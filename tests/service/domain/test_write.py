"""What is written reads back the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from service.domain.application import Application
from service.domain.read import read_application
from service.domain.write import to_json, to_yaml
from tests.service.domain.questions import questions
from tests.service.domain.strategies import applications

_FORMATS = [(to_yaml, "a.yaml"), (to_json, "a.json")]
_WRITERS = pytest.mark.parametrize(("write", "name"), _FORMATS)


@_WRITERS
@given(application=applications())
def test_what_is_written_reads_back_the_same(
    write: Callable[[Application], bytes], name: str, application: Application
) -> None:
    """Reading undoes writing, in both formats."""
    assert read_application(write(application), name, questions()) == application


@_WRITERS
@given(application=applications())
def test_writing_is_stable(
    write: Callable[[Application], bytes], name: str, application: Application
) -> None:
    """The same answers give the same bytes, also after a round trip."""
    once = write(application)
    assert write(read_application(once, name, questions())) == once


@_WRITERS
@pytest.mark.parametrize(
    "text",
    [
        "true",
        "null",
        "no",
        "1",
        "2026-01-31",
        "0777",
        "a: b",
        "- a",
        "#",
        "&a",
        "a\n b\n\n  c",
        '"',
    ],
)
def test_text_stays_text(write: Callable[[Application], bytes], name: str, text: str) -> None:
    """Nothing that looks like a number, a day or a word of YAML becomes one."""
    application = Application(summary=text)
    assert read_application(write(application), name, questions()).summary == text


@_WRITERS
def test_an_empty_list_is_an_answer(write: Callable[[Application], bytes], name: str) -> None:
    """No earlier aid is not the same as not having said."""
    application = Application(prior_aid=())
    assert read_application(write(application), name, questions()).prior_aid == ()


def test_a_file_holds_nothing_that_is_unanswered() -> None:
    """An empty application is one line."""
    assert to_yaml(Application()) == b'format: "hela.application/1"\norigin: real\n'
