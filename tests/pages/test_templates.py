"""The templates: every text in both languages, nothing inline, nothing unescaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from service.pages.templating import FOLDER, STATIC, environment

TEMPLATES = sorted(FOLDER.rglob("*.html"))
# What is the same in both languages: the name of the service, and signs.
SAME = {"Hela", "Hela –", "SHA-256:", "SHA-256"}


def parsed(path: Path) -> nodes.Template:
    """A template as Jinja reads it."""
    return environment("sv").parse(path.read_text(encoding="utf-8"))


def untold(template: nodes.Template) -> list[str]:
    """Calls of `say` that lack a text in one language, or whose placeholders differ."""
    wrong = []
    for call in template.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            texts = [arg.value for arg in call.args if isinstance(arg, nodes.Const)]
            texts = [one.strip() for one in texts if isinstance(one, str)]
            if len(texts) != 2 or not all(texts) or len(call.args) != 2:
                wrong.append(f"line {call.lineno}: {texts}")
    return wrong


def bare(template: nodes.Template) -> list[str]:
    """Words that stand in the markup itself, and so in one language."""
    text = " ".join(
        part.data if isinstance(part, nodes.TemplateData) else "\x00"
        for output in template.find_all(nodes.Output)
        for part in output.nodes
    )
    shown = re.sub(r"<[^<>]*>", "\n", text).replace("&nbsp;", " ")
    words = {line.strip(" :.,()–/\x00=") for line in shown.split("\n")}
    return sorted(word for word in words if re.search(r"[^\W\d_]{2,}", word) and word not in SAME)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_text_is_said_in_both_languages(path: Path) -> None:
    """A text is one call with two texts, and none stands in the markup."""
    assert untold(parsed(path)) == []
    assert bare(parsed(path)) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_inline_or_unescaped(path: Path) -> None:
    """No script, style or handler in the markup, no `safe`, no attribute without quotes."""
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\|\s*safe|autoescape|<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\s[a-z-]+=\{\{", text)


@pytest.mark.parametrize(
    "planted",
    ['{{ say("ja") }}', '{{ say("ja", "") }}', '{{ say(x, "yes") }}', '{{ say("a", "b", "c") }}'],
)
def test_a_planted_half_text_is_found(planted: str) -> None:
    """The reading of `say` sees what is missing."""
    assert untold(environment("sv").parse(planted)) != []


def test_a_planted_bare_word_is_found() -> None:
    """The reading of the markup sees a word in one language."""
    assert bare(environment("sv").parse("<p>Hej {{ name }}</p>")) == ["Hej"]


def test_stylesheet_and_script_ask_nobody_else() -> None:
    """Nothing that a page is shown with names another host."""
    for path in STATIC.rglob("*"):
        if path.suffix in {".css", ".js"}:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"url\(|@import|https?://[a-z]", text), path.name
