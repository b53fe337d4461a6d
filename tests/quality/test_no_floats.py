"""No binary fraction decides anything: the engine has no floating-point number in it."""

from __future__ import annotations

import ast

import pytest

from tests.quality.sources import name, python_files


def floats(text: str) -> list[int]:
    """The lines of `text` that write, make or declare a floating-point number.

    `isinstance(x, float)` and `case float():` stay allowed: they are how one is turned away.
    """
    return sorted({_line(node) for node in ast.walk(ast.parse(text)) if _is_float(node)})


def _is_float(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=float() | complex()):
            return True
        case ast.Call(func=ast.Name("float" | "complex")):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name("float"))):  # float.fromhex
            return True
        case ast.arg(annotation=kind) | ast.AnnAssign(annotation=kind) if kind is not None:
            return _names_float(kind)
        case ast.FunctionDef(returns=kind) | ast.AsyncFunctionDef(returns=kind) if kind is not None:
            return _names_float(kind)
        case _:
            return False


def _names_float(annotation: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "float" for node in ast.walk(annotation))


def _line(node: ast.AST) -> int:
    return int(getattr(node, "lineno", 0))


def test_the_engine_has_no_float() -> None:
    """Numbers are exact in every file of the engine."""
    found = {
        name(path): floats(path.read_text(encoding="utf-8")) for path in python_files("engine")
    }

    assert {file: lines for file, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "text",
    [
        "rate = 0.5",
        "rate = 1e3",
        "rate = -2.5j",
        "rate = float('0.5')",
        "rate = float.fromhex('0x1p-1')",
        "def f(rate: float | None): pass",
        "def f() -> list[float]: pass",
        "class A:\n    rate: float",
    ],
)
def test_a_planted_float_is_found(text: str) -> None:
    """Each way to bring one in is seen."""
    assert len(floats(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "rate = Decimal('0.5')",
        "refused = isinstance(x, float)",
        "match x:\n    case float():\n        raise ValueError(x)",
    ],
)
def test_turning_a_float_away_is_allowed(text: str) -> None:
    """A boundary may, and must, say that it takes none."""
    assert floats(text) == []
