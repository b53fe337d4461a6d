"""Where in the file an application goes wrong, told without telling what was answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from itertools import islice
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.errors import Entry, Field, Place, Problem, Words
from engine.model import Input
from engine.source.reader import Entries, Items, Node, Scalar
from service.domain import application_messages as says

__all__ = ["discreet", "evidence_problems", "model_problems"]

_SHOWN: Final = 100  # more errors than this are counted, not listed
_QUOTED: Final = 24
_LONG_NUMBER: Final = re.compile(r"[0-9]{6,}(?:[-+]?[0-9]+)?")
_BREAK: Final = re.compile(r"[\s,;]")
_FEW: Final = 8
_WHOLE: Final = Words("hela filen", "the whole file")


@dataclass(frozen=True, slots=True)
class _Spot:
    """What an error is about: the node, or the nearest thing around it, and the key before it."""

    node: Node
    key: Scalar | None
    whole: bool  # false when the file has nothing at the very place


def model_problems(
    refused: ValidationError, root: Node, inputs: Mapping[str, Input]
) -> Iterator[Problem]:
    """What the model refuses, each at its place in the file."""
    errors = refused.errors(include_url=False, include_input=False)
    for error in islice(errors, _SHOWN):
        yield _located(error, root, inputs)
    if len(errors) > _SHOWN:
        last = root.file.place(len(root.file.text), len(root.file.text))
        yield _problem(says.MORE, last, count=str(len(errors) - _SHOWN))


def _located(error: ErrorDetails, root: Node, inputs: Mapping[str, Input]) -> Problem:
    loc, context = error["loc"], error.get("ctx", {})
    spot = _spot(root, loc)
    entry = says.BY_TYPE.get(error["type"], says.OTHER)
    if spot.whole and isinstance(spot.node, Scalar) and spot.node.value is None:
        entry = says.NO_NULL
    fields: dict[str, Field] = {"path": _path(loc) or _WHOLE}
    if entry is says.UNKNOWN_KEY:
        key = str(loc[-1])
        fields["key"] = _hinted(key)
        if meant := _meant(key, loc[:-1], inputs):
            fields["expected"] = meant
    elif entry in says.KIND_TELLS:
        fields["got"] = _got(spot.node)
    fields.update(_filled(context, spot.node))
    where = spot.key if entry is says.UNKNOWN_KEY and spot.key else spot.node
    return _problem(entry, where.place(), **fields)


def _spot(root: Node, loc: Iterable[int | str]) -> _Spot:
    node, key = root, None
    for step in loc:
        inner: Node | None = None
        if isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            inner, key = node.items[step], None
        elif isinstance(node, Entries):
            inner = node.get(str(step))
            key = next((name for name, _ in node.entries if name.value == step), key)
        if inner is None:
            return _Spot(key if step == "[key]" and key else node, key, whole=False)
        node = inner
    return _Spot(node, key, whole=True)


def _path(loc: Iterable[int | str]) -> str:
    """The place as a person counts: `economy.costs[2].amount` is in the second line."""
    path = ""
    for step in loc:
        if isinstance(step, int):
            path += f"[{step + 1}]"
        elif step != "[key]":
            path += f".{_shortened(step)}" if path else _shortened(step)
    return path


def _filled(context: Mapping[str, object], answer: Node) -> dict[str, Field]:
    """The values that an entry's texts insert, from what the validator tells."""
    fields: dict[str, Field] = {}
    for name in ("max_length", "decimal_places"):
        if name in context:
            fields["limit"] = str(context[name])
    for name, sv, en in (
        ("ge", "minst", "at least"),
        ("gt", "mer än", "more than"),
        ("le", "högst", "at most"),
        ("lt", "mindre än", "less than"),
    ):
        if name in context:
            fields["bound"] = Words(f"{sv} {context[name]}", f"{en} {context[name]}")
    if "expected" in context:
        fields["choices"] = _choices(str(context["expected"]), answer)
    fields["character"] = f"`{context.get('character', '')}`"
    return fields


def _choices(listed: str, answer: Node) -> str:
    """The codes that may be chosen, those most like the answer first."""
    codes = re.findall(r"'([^']*)'", listed)
    written = str(answer.value)[:_QUOTED] if isinstance(answer, Scalar) else ""
    near = get_close_matches(written, codes, n=_FEW)
    best = [*near, *(code for code in codes if code not in near)]
    return ", ".join(f"`{code}`" for code in best[:_FEW]) + (", …" if len(best) > _FEW else "")


_KINDS: Final[dict[type[object], Words]] = {
    bool: Words("ja eller nej", "yes or no"),
    Decimal: Words("ett tal", "a number"),
    date: Words("en dag", "a day"),
    str: Words("text", "text"),
    type(None): Words("inget", "none"),
}


def _got(node: Node) -> Words:
    """What kind of answer stands there; never the answer itself."""
    match node:
        case Items():
            return Words("en lista", "a list")
        case Entries():
            return Words("ett avsnitt", "a section")
        case Scalar():
            return _KINDS[type(node.value)]


def _meant(key: str, loc: tuple[int | str, ...], inputs: Mapping[str, Input]) -> Words | None:
    """The question that was probably meant by an unknown key."""
    if key in inputs:
        path = inputs[key].path
        return Words(f"`{path}`, på sin egen plats", f"`{path}`, in its own place")
    around = ".".join(step for step in loc if isinstance(step, str))
    near = get_close_matches(key[:_QUOTED], sorted(_known(around, inputs)), n=1)
    return Words(f"`{near[0]}`?", f"`{near[0]}`?") if near else None


def _known(around: str, inputs: Mapping[str, Input]) -> set[str]:
    """The keys that may stand in a section or in the items of a list."""
    known: set[str] = set()
    prefix = f"{around}." if around else ""
    for question in inputs.values():
        if question.path == around:
            known.update(one.name for one in question.fields)
        elif question.path.startswith(prefix):
            known.add(question.path.removeprefix(prefix).split(".")[0])
    return known


def evidence_problems(
    unfit: Iterable[str], root: Node, inputs: Mapping[str, Input]
) -> Iterator[Problem]:
    """Checks of questions that do not exist, or that are checked twice."""
    known = {key for question in inputs.values() for key in (question.name, question.path)}
    for key in islice(unfit, _SHOWN):
        spot = _spot(root, ("evidence", key))
        entry = says.EVIDENCE_TWICE if key in known else says.EVIDENCE_UNKNOWN
        yield _problem(entry, (spot.key or spot.node).place(), key=_hinted(key))


# --- discretion -----------------------------------------------------------------------------------


def _shortened(text: str) -> str:
    """The first word of what was written, without anything like a personal number."""
    line = _LONG_NUMBER.sub("…", text.strip())
    word = _BREAK.split(line, maxsplit=1)[0][:_QUOTED]
    return word if word == line else f"{word.rstrip('…')}…"


def _hinted(key: str) -> str:
    return f"`{_shortened(key)}`"


def discreet(problem: Problem) -> Problem:
    """A problem of the file's form, without the line it stands on and without long quotes."""
    fields: dict[str, Field] = {
        name: _hinted(value.strip("`"))
        if isinstance(value, str) and value.startswith("`") and name != "character"
        else value
        for name, value in problem.fields.items()
    }
    return Problem(problem.entry, replace(problem.where, text=""), fields)


def _problem(entry: Entry, where: Place, **fields: Field) -> Problem:
    return Problem(entry, replace(where, text=""), fields)
