"""What the documents say can be typed, can be typed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable

import pytest

from tests.quality.sources import ROOT, name, tracked

HELP = {"help", "--help", "-h"}
PUBLIC = {"run", "test"}  # the two commands that a newcomer is promised


def verbs(script: str) -> set[str]:
    """The words on which the `case` at the end of ./do branches."""
    branches = script.rpartition("case $verb in")[2]
    patterns = re.findall(r"^ {2}([a-z][a-z| -]*)\)", branches, flags=re.MULTILINE)
    return {verb.strip() for pattern in patterns for verb in pattern.split("|")}


def described(help_text: str) -> set[str]:
    """The verbs that the help text gives a line of their own."""
    return set(re.findall(r"^ {2}([a-z]+)\b.* {2,}\S", help_text, flags=re.MULTILINE))


def commands(document: str) -> set[str]:
    """The verbs that a document tells its reader to type."""
    return set(re.findall(r"\./do ([a-z]+)\b", document))


def script_verbs() -> set[str]:
    """The verbs that ./do knows now."""
    return verbs((ROOT / "do").read_text(encoding="utf-8"))


def untrue(documents: Iterable[tuple[str, str]], known: set[str]) -> list[str]:
    """Commands in the documents, each as file and verb, that ./do would refuse."""
    return [
        f"{file}: ./do {verb}"
        for file, text in documents
        for verb in sorted(commands(text) - known)
    ]


def test_every_verb_is_in_the_help_text() -> None:
    """Nothing that ./do can do is hidden, and nothing that it offers is missing."""
    shown = subprocess.run([ROOT / "do", "help"], capture_output=True, text=True, check=True).stdout

    assert described(shown) == script_verbs() - (HELP - {"help"})


def test_every_command_in_a_document_exists() -> None:
    """A reader who types what a document says is never told that there is no such verb."""
    documents = [
        (name(path), path.read_text(encoding="utf-8")) for path in tracked() if path.suffix == ".md"
    ]

    assert untrue(documents, script_verbs()) == []


def test_the_two_promised_commands_are_told_to_newcomers() -> None:
    """The first page a reader opens says how to run it and how to test it."""
    first = next(
        path for file in ("README.md", "CONTRIBUTING.md") if (path := ROOT / file).exists()
    )

    assert commands(first.read_text(encoding="utf-8")) >= PUBLIC


def test_a_planted_verb_is_missed_in_the_help_text() -> None:
    """The comparison sees a verb that only one of the two has."""
    script = "case $verb in\n  run)\n    x\n    ;;\n  fly | --fly)\n    ;;\n  *)\n    ;;\nesac\n"

    assert verbs(script) == {"run", "fly", "--fly"}
    assert described("usage: ./do VERB\n\n  run [X]   serve\n\nNeeds  nothing.\n") == {"run"}


@pytest.mark.parametrize("sentence", ["Type `./do fly`.", "    ./do fly --high"])
def test_a_planted_command_is_found(sentence: str) -> None:
    """A verb that does not exist is reported with the document that names it."""
    assert untrue([("docs/a.md", sentence)], {"run"}) == ["docs/a.md: ./do fly"]
