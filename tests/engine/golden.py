r"""Golden messages: a small mistake in a sound library, and the exact text that it is refused with.

`tests/engine/messages/HE0408.txt` holds the mistake as an edit of one file of
`tests/engine/library`, then the refusal in Swedish and in English:

    mikro/policy.yaml
    - the lines as they are
    + the lines with the mistake
    sv
    mikro/policy.yaml:47:12  HE0408  …
    en
    mikro/policy.yaml:47:12  HE0408  …

A file that the library has not is read alone, from its `+` lines; `! ` instead of `+ ` lets a
line hold escapes such as `\xff`, and `! 9*x` stands for nine x. After a change of wording,
`python -m tests.engine.golden` writes the refusals and the reference pages anew, to be
read before they are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Language, PolicyError, Problem, render
from engine.messages.catalogue import reference_page
from engine.policy import load_library
from engine.source.reader import read_source

__all__ = [
    "FOLDER",
    "LIBRARY",
    "PAGES",
    "Golden",
    "library",
    "problems_of",
    "read_golden",
    "refusal",
]

LIBRARY = Path(__file__).parent / "library"
FOLDER = Path(__file__).parent / "messages"
_REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGES: Mapping[Language, Path] = {
    "sv": _REFERENCE / "felkoder.md",
    "en": _REFERENCE / "errors.md",
}
_REPEATED = re.compile(r"(\d+)\*(.)")


@dataclass(frozen=True)
class Golden:
    """One golden file: which file is edited, old and new text, the refusal by language."""

    code: str
    file: str
    edits: tuple[tuple[str, bytes], ...]
    refusals: Mapping[Language, str]
    head: str


def library() -> dict[str, bytes]:
    """The sound library, by path inside its folder."""
    paths = sorted(LIBRARY.rglob("*.yaml"))
    return {path.relative_to(LIBRARY).as_posix(): path.read_bytes() for path in paths}


def read_golden(path: Path) -> Golden:
    """The golden file at `path`."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\nsv\n")
    swedish, _, english = rest.partition("\nen\n")
    file, *lines = head.split("\n")
    refusals: dict[Language, str] = {"sv": swedish, "en": english.rstrip("\n")}
    return Golden(path.stem[:6], file, tuple(_edits(lines)), refusals, head)


def _edits(lines: Iterable[str]) -> Iterable[tuple[str, bytes]]:
    """Groups of old lines followed by new ones."""
    old: list[str] = []
    new: list[bytes] = []
    for line in lines:
        sign, text = line[:1], line[2:]
        if sign == "-":
            if new:
                yield "\n".join(old), b"\n".join(new)
                old, new = [], []
            old.append(text)
        else:
            new.append(_escaped(text) if sign == "!" else text.encode())
    yield "\n".join(old), b"\n".join(new)


def _escaped(text: str) -> bytes:
    if found := _REPEATED.fullmatch(text):
        return int(found[1]) * found[2].encode()
    return text.encode("latin-1").decode("unicode_escape").encode("latin-1")


def problems_of(golden: Golden) -> tuple[Problem, ...]:
    """What the mistake is refused with; nothing if it is let through."""
    files = library()
    try:
        if golden.file not in files:
            read_source(golden.edits[0][1], golden.file)
        else:
            load_library({**files, golden.file: _edited(files[golden.file], golden)})
    except PolicyError as error:
        return error.problems
    return ()


def _edited(data: bytes, golden: Golden) -> bytes:
    for old, new in golden.edits:
        if data.count(old.encode()) != 1:
            raise ValueError(f"{golden.code}: not once in {golden.file}: {old}")
        data = data.replace(old.encode(), new)
    return data


def refusal(problems: Iterable[Problem], language: Language) -> str:
    """The problems as an author sees them."""
    return "\n\n".join(render(problem, language) for problem in problems)


def main() -> None:
    """Write every refusal anew."""
    for path in sorted(FOLDER.glob("*.txt")):
        golden = read_golden(path)
        problems = problems_of(golden)
        swedish, english = refusal(problems, "sv"), refusal(problems, "en")
        path.write_text(f"{golden.head}\nsv\n{swedish}\nen\n{english}\n", encoding="utf-8")
    for language, page in PAGES.items():
        page.write_text(reference_page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
