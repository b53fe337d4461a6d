"""The sound sample library, loaded as it is or with a few words changed."""

from __future__ import annotations

from functools import cache

from engine.errors import PolicyError
from engine.model import Policy
from engine.policy import Library, load_library
from tests.engine.golden import library

__all__ = ["MIKRO", "edited", "loaded", "mikro", "policy_of", "refusals"]

MIKRO = "mikro/policy.yaml"


@cache
def loaded() -> Library:
    """The sample library as it is."""
    return load_library(library())


def mikro() -> Policy:
    """The policy that most tests look at."""
    return loaded().policies["MIKRO"]


def edited(file: str, *edits: tuple[str, str]) -> dict[str, bytes]:
    """The files of the sample with pieces of one file replaced, each found exactly once."""
    files = library()
    text = files[file].decode()
    for old, new in edits:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return {**files, file: text.encode()}


def policy_of(*edits: tuple[str, str]) -> Policy:
    """The policy MIKRO after some edits."""
    return load_library(edited(MIKRO, *edits)).policies["MIKRO"]


def refusals(file: str, *edits: tuple[str, str]) -> list[str]:
    """The codes with which the edited sample is refused; none if it loads."""
    try:
        load_library(edited(file, *edits))
    except PolicyError as error:
        return [problem.code for problem in error.problems]
    return []
