"""Files and functions stay small enough to be read whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.quality.sources import name, python_files

BODY_LINES_MAX = 50
POSITIONAL_MAX = 5
FILE_LINES_MAX = 400
TEST_FILE_LINES_MAX = 600

Function = ast.FunctionDef | ast.AsyncFunctionDef


def too_big(file: str, text: str) -> list[str]:
    """What in `text` is over its bound, one sentence each."""
    most = TEST_FILE_LINES_MAX if file.startswith("tests/") else FILE_LINES_MAX
    lines = len(text.splitlines())
    over = [f"{file}: {lines} lines, at most {most}"] if lines > most else []
    for function in _functions(ast.parse(text)):
        where = f"{file}:{function.lineno}: {function.name}"
        if (body := _body_lines(function)) > BODY_LINES_MAX:
            over.append(f"{where} has a body of {body} lines, at most {BODY_LINES_MAX}")
        if (count := _positional(function)) > POSITIONAL_MAX:
            over.append(f"{where} takes {count} by position, at most {POSITIONAL_MAX}")
    return over


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _body_lines(function: Function) -> int:
    """Lines from the first statement to the last, the docstring apart."""
    first, *rest = function.body
    if ast.get_docstring(function) is not None:
        if not rest:
            return 0
        first = rest[0]
    return (function.body[-1].end_lineno or 0) - first.lineno + 1


def _positional(function: Function) -> int:
    """How many arguments a caller may give by position; nobody gives `self` or `cls`."""
    named = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    return len(named) - (named[:1] in (["self"], ["cls"]))


def test_nothing_outgrows_its_bound() -> None:
    """Each Python file, and each function in it, is within the bounds above."""
    texts = ((name(path), path.read_text(encoding="utf-8")) for path in python_files())

    assert [over for file, text in texts for over in too_big(file, text)] == []


def body(lines: int) -> str:
    """A function with a docstring and `lines` lines after it."""
    return 'def f():\n    """Say something."""\n' + "    pass\n" * lines


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("engine/a.py", body(51)),
        ("engine/a.py", "class A:\n    async def f(self, a, b, c, d, e, f): pass\n"),
        ("engine/a.py", "def f(a, b, /, c, d, e, f): pass\n"),
        ("engine/a.py", "pass\n" * 401),
        ("tests/test_a.py", "pass\n" * 601),
    ],
)
def test_what_is_over_a_bound_is_reported(file: str, text: str) -> None:
    """One over each bound is found, and only that one."""
    assert len(too_big(file, text)) == 1


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("engine/a.py", body(50)),
        ("engine/a.py", "class A:\n    def f(self, a, b, c, d, e, *, f, g): pass\n"),
        ("engine/a.py", "pass\n" * 400),
        ("tests/test_a.py", "pass\n" * 600),
    ],
)
def test_what_is_at_a_bound_is_fine(file: str, text: str) -> None:
    """The bounds themselves are allowed, and keywords are not counted."""
    assert too_big(file, text) == []
