"""Every refusal, word for word, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import Entry, Language, Words
from engine.feel import parser
from engine.functions import OUTSIDE
from engine.messages import cases as messages_cases
from engine.messages import catalogue
from engine.messages import expression as messages_expression
from engine.messages import kinds as messages_kinds
from engine.messages import names as messages_names
from engine.messages import rules as messages_rules
from engine.messages import shape as messages_shape
from engine.messages import source as messages_source
from engine.messages.catalogue import CATALOGUE, GROUPS, entries_in, reference_page
from engine.messages.expression import in_both
from tests.engine.golden import FOLDER, PAGES, library, problems_of, read_golden, refusal

MODULES = (
    messages_cases,
    messages_expression,
    messages_kinds,
    messages_names,
    messages_rules,
    messages_shape,
    messages_source,
)
GOLDEN = sorted(FOLDER.glob("*.txt"))
LANGUAGES: tuple[Language, ...] = ("sv", "en")
ENTRIES = [pytest.param(entry, id=entry.code) for entry in CATALOGUE.values()]
PYTHON_WORDS = {"None", "True", "False", "dict", "str", "int", "Decimal", "tuple", "Error"}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_mistake_is_refused_with_exactly_this_text(path: Path) -> None:
    """Place, code, message, mark and next step are those of the golden file, in both languages."""
    golden = read_golden(path)

    problems = problems_of(golden)

    assert {problem.code for problem in problems} == {golden.code}
    assert {one: refusal(problems, one) for one in LANGUAGES} == golden.refusals


def test_every_code_has_a_golden_file() -> None:
    """No code is without a mistake that shows it, and no golden file without a code."""
    assert sorted({path.stem[:6] for path in GOLDEN}) == sorted(CATALOGUE)


def test_the_library_that_the_mistakes_are_made_in_is_sound() -> None:
    """A golden refusal is due to its edit alone."""
    golden = read_golden(GOLDEN[0])
    files = library()
    untouched = problems_of(
        type(golden)(golden.code, "bundles.yaml", (("- form", b"- form"),), {}, "")
    )

    assert "mikro/policy.yaml" in files
    assert untouched == ()


def test_no_code_is_given_twice() -> None:
    """The catalogue holds every message of every module, each under a code of its own."""
    entries = [entry for module in MODULES for entry in entries_in(module)]

    assert len(entries) == len(CATALOGUE)


def test_every_message_module_is_in_the_catalogue() -> None:
    """A new module of messages cannot be forgotten."""
    others = {"__init__", "catalogue", "kind_words"}
    files = Path(catalogue.__file__).parent.glob("*.py")

    assert sorted({path.stem for path in files} - others) == [
        module.__name__.rpartition(".")[2] for module in MODULES
    ]


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_message_keeps_the_house_style(entry: Entry) -> None:
    """Lower-case start, no full stop at the end, one line, no words of the programming language."""
    for words in (entry.message, entry.step, entry.expected or Words("x", "x")):
        for text in words:
            assert text[0] == text[0].lower()
            assert not text.endswith(".")
            assert "\n" not in text
            assert not PYTHON_WORDS & set(re.findall(r"\w+", text))


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_message_says_the_same_in_both_languages(entry: Entry) -> None:
    """The Swedish and the English text of a template fill in the same fields."""
    for words in (entry.message, entry.step, entry.expected or Words("", "")):
        assert fields(words.sv) == fields(words.en)


def fields(template: str) -> set[str]:
    """The fields that a template fills in."""
    return set(re.findall(r"\{([a-z_]+)\}", template))


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_cause_is_a_sentence(entry: Entry) -> None:
    """The reference page explains every code in whole sentences."""
    assert all(text[0] == text[0].upper() and text.endswith(".") for text in entry.cause)


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_code_belongs_to_a_group(code: str) -> None:
    """Codes are HE and four digits; the first two say what they are about."""
    assert re.fullmatch(r"HE\d{4}", code)
    assert code[:4] in GROUPS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_page_is_up_to_date(language: Language) -> None:
    """The pages hold the catalogue as it is now."""
    assert PAGES[language].read_text(encoding="utf-8") == reference_page(language)


def phrases() -> Iterator[str]:
    """What the parser of expressions can say, as far as it is written out in its source."""
    for path in sorted(Path(parser.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in SPEAKERS:
                values = [*node.args, *(one.value for one in node.keywords)]
                yield from filter(None, map(phrase_in, values))
            elif isinstance(node, ast.Assign) and names(node) & {"reason", "construct"}:
                values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
                yield from filter(None, map(phrase_in, values))
    yield from OUTSIDE.values()


SPEAKERS = {"FeelSyntaxError", "OutsideSubset", "refuse", "unexpected", "outside"}


def called(node: ast.Call) -> str:
    """The last part of a called name."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def names(node: ast.Assign) -> set[str]:
    """The names that an assignment binds."""
    targets = [one.elts if isinstance(one, ast.Tuple) else [one] for one in node.targets]
    return {one.id for group in targets for one in group if isinstance(one, ast.Name)}


def phrase_in(node: ast.expr) -> str:
    """The text that a node writes out, if it has words outside backticks."""
    text = node.value if isinstance(node, ast.Constant) else None
    if isinstance(text, str) and re.search(r"[a-z]{2}", re.sub(r"`[^`]*`", "", text)):
        return text
    return ""


@pytest.mark.parametrize("phrase", sorted(set(phrases()) - {"no such function"}))
def test_the_parser_of_expressions_speaks_swedish_too(phrase: str) -> None:
    """Each phrase with which an expression is refused has a Swedish form."""
    assert in_both(phrase).sv != phrase


@pytest.mark.parametrize(
    ("said", "swedish"),
    [
        ("at most 60 levels", "högst 60 nivåer"),
        ("3 arguments", "3 argument"),
        ("function `now`", "funktionen `now`"),
        ("arguments that `count` does not take", "argument som `count` inte tar"),
        ("`date(from)` or `date(year, month, day)`", "`date(from)` eller `date(year, month, day)`"),
        ("`)`", "`)`"),
    ],
)
def test_phrases_with_a_filling_are_translated_around_it(said: str, swedish: str) -> None:
    """What an author wrote stays as it is; the words around it change language."""
    assert in_both(said) == Words(swedish, said)
