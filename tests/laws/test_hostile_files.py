"""Law: whatever bytes a file holds, reading it ends in data or in a refusal that can be shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from engine.errors import PolicyError, render
from engine.policy import load_library
from engine.source.reader import read_source
from tests.engine.golden import library

TIMES = 5_000  # soups a format
MUTANTS = 800  # spoiled libraries
CUT = 0.1  # how often a soup ends early

SOUP = (
    "a b é å \U0001f600 0 1 -3 0.5 1e9 2023-02-30 12:30 0777 true null ~ no {name}".split()
    + list("[]{}:,-?|>'\"&*!%@`#\\/.=<+() \t\n\r\x00\x1b\x85\u2028\ufeff\u202e\ufffd")
    + [
        "\n  ",
        "\n- ",
        ": ",
        "---\n",
        "...\n",
        '"\\u',
        "\\ud800",
        "''",
        '""',
        "<<: ",
        "|2\n",
        ">-\n",
    ]
    + ["inputs:", "policy:", "requires:", "date(", "some x in ", "satisfies", "sum(", "between "]
)


def refused(action: Callable[[], object]) -> bool:
    """Whether a file is refused; then the refusal can be shown in both languages."""
    try:
        action()
    except PolicyError as error:
        return all(render(one, "sv") and render(one, "en") for one in error.problems)
    return False


@pytest.mark.parametrize("name", ["x.yaml", "x.json"])
def test_any_soup_of_characters_is_read_or_refused(
    name: str, request: pytest.FixtureRequest
) -> None:
    """Pieces of both formats in any order, some of them broken in the middle of a character."""
    seed = request.config.getoption("--hypothesis-seed")
    rng = Random(f"{seed}/{name}")
    count = 0
    for _ in range(TIMES):
        data = "".join(rng.choices(SOUP, k=rng.randrange(1, 30))).encode()
        cut = rng.randrange(len(data) + 1) if rng.random() < CUT else len(data)
        count += refused(partial(read_source, data[:cut], name))

    assert 0 < count <= TIMES


def test_any_bytes_are_read_or_refused(request: pytest.FixtureRequest) -> None:
    """Most are not even text."""
    rng = Random(request.config.getoption("--hypothesis-seed"))
    for _ in range(TIMES):
        data = rng.randbytes(rng.randrange(1, 40)) + b"\xff"
        assert refused(partial(read_source, data, "x.yaml")), data


def test_any_edit_of_a_sound_file_loads_or_is_refused(request: pytest.FixtureRequest) -> None:
    """Words changed, lines moved, pieces cut out or put in: never an error of any other kind."""
    seed = request.config.getoption("--hypothesis-seed")
    rng = Random(f"{seed}/edits")
    files = library()
    count = 0
    for _ in range(MUTANTS):
        file = rng.choice(sorted(files))
        text = files[file].decode()
        for _ in range(rng.choice([1, 1, 2, 4])):
            text = mutated(text, rng)
        count += refused(partial(load_library, {**files, file: text.encode()}))

    assert 0 < count < MUTANTS


def mutated(text: str, rng: Random) -> str:
    """A text after one small accident."""
    lines = text.split("\n")
    at, line = rng.randrange(len(text) or 1), rng.randrange(len(lines))
    match rng.randrange(6):
        case 0:
            return text[:at] + rng.choice(SOUP) + text[at:]
        case 1:
            return text[:at] + text[at + rng.randrange(1, 30) :]
        case 2:
            return "\n".join(lines[:line] + lines[line + 1 :])
        case 3:
            other = rng.randrange(len(lines))
            lines[line], lines[other] = lines[other], lines[line]
            return "\n".join(lines)
        case 4:
            return "\n".join([*lines[:line], rng.choice(lines), *lines[line:]])
        case _:
            words = text.split(" ")
            words[rng.randrange(len(words))] = rng.choice(words)
            return " ".join(words)
