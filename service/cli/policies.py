"""`hela policy`: list, show, check and test the packs of a rules folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import typer

from engine.backends.judge import Judge
from engine.cases import mismatches
from engine.errors import Words
from engine.model import Case, Grade, Policy, Texts
from engine.policy import Library
from engine.program import NotInForce
from engine.words.review import GRADES, review
from service.cli.layout import Page, set_review
from service.cli.shared import Exit, Language, not_in_force, pack_named, write

__all__ = ["checked", "listed", "shown", "tested"]

_WORDS = {
    "packs": Words("Paket", "Packs"),
    "forms": Words("Stödformer och de paket som prövar dem", "Forms of support and their packs"),
    "columns": Words(
        "id|version|gäller från|regler|fall|grad|titel",
        "id|version|in force|rules|cases|grade|title",
    ),
    "grade": Words(
        "Grad: den svagaste källa som paketet vilar på. {0}.",
        "Grade: the weakest source that the pack rests on. {0}.",
    ),
    "sound": Words(
        "{0} paket, {1} stödformer, {2} frågor och {3} exempelfall: inga fel",
        "{0} packs, {1} forms of support, {2} questions and {3} worked cases: nothing wrong",
    ),
    "passed": Words("{0} fall stämmer", "{0} cases hold"),
    "failed": Words("{0} fall stämmer, {1} gör det inte", "{0} cases hold, {1} do not"),
    "mismatch": Words("{0}: väntat {1}, blev {2}", "{0}: expected {1}, found {2}"),
    "nothing": Words("ingenting", "nothing"),
    "on": Words("{0}, {1}: {2}", "{0}, {1}: {2}"),
    "early": Words("reglerna gällde inte den dagen", "the rules did not hold on that day"),
}
_RIGHT = {3, 4}  # columns of numbers


def listed(library: Library, language: Language, page: Page) -> None:
    """Write the packs in columns, and which of them judge which form of support."""
    say = _Say(language)
    rows = [say.word("columns").split("|"), *(_row(one, say) for one in library.policies.values())]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    lines = [page.paint(say.word("packs"), "1")]
    for place, row in enumerate(rows):
        cells = [
            cell.rjust(width) if at in _RIGHT else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        head = "  ".join(cells)
        first, *rest = page.wrapped(row[-1], " " * (len(head) + 4))
        lines += [page.paint(f"  {head}  {first.strip()}", "2" if not place else ""), *rest]
    grades = "; ".join(f"{grade.value} {say.texts(words)}" for grade, words in GRADES.items())
    lines += ["", *page.wrapped(say.word("grade", grades), "  ", "2")]
    lines += ["", page.paint(say.word("forms"), "1")]
    for bundle in library.bundles.values():
        lines += page.wrapped(f"{bundle.form}: {say.texts(bundle.title)}", "  ", more="  ")
        packs = ", ".join(member.pack for member in bundle.packs)
        lines += page.wrapped(packs, "      ", "2")
    write("\n".join(lines) + "\n")


def shown(
    library: Library, wanted: str, on: date | None, *, today: date, language: Language, page: Page
) -> None:
    """Write a policy in plain sentences, generated from what is run."""
    policy = library.policies[pack_named(library, wanted, language)]
    try:
        program = library.link([policy.id], max(today, policy.valid_from) if on is None else on)
    except NotInForce as gone:
        not_in_force(gone, language)
    lines = set_review(review(policy, program, language.value), page)
    write("\n".join(lines) + "\n")


def root_of(path: Path | None) -> Path | None:
    """The rules folder that a pack's own folder, or its policy file, stands in."""
    if path is None:
        return None
    if path.name == "policy.yaml" and path.is_file():
        path = path.parent
    return path.resolve().parent if (path / "policy.yaml").is_file() else path


def checked(library: Library, language: Language) -> None:
    """Write how much was checked; a library that exists has nothing wrong."""
    counts = (
        len(library.policies),
        len(library.bundles),
        len(library.inputs),
        sum(len(policy.cases) for policy in library.policies.values()),
    )
    write(_Say(language).word("sound", *map(str, counts)) + "\n")


def tested(library: Library, wanted: Sequence[str], language: Language, page: Page) -> None:
    """Run the worked cases of packs; write those that do not come out as written."""
    say = _Say(language)
    packs = [pack_named(library, one, language) for one in wanted] or list(library.policies)
    passed = failed = 0
    for policy in (library.policies[pack] for pack in packs):
        for case, wrong in _failures(library, policy, say):
            failed += bool(wrong)
            passed += not wrong
            if wrong:
                head = say.word("on", policy.id, str(case.on), case.sentence)
                lines = [*page.wrapped(head, more="  ")]
                lines += [more for one in wrong for more in page.wrapped(one, "    ", "31")]
                write("\n".join(lines) + "\n\n")
    key = "failed" if failed else "passed"
    write(say.word(key, str(passed), str(failed)) + "\n")
    if failed:
        raise typer.Exit(Exit.FAILED)


def _failures(
    library: Library, policy: Policy, say: _Say
) -> Iterator[tuple[Case, tuple[str, ...]]]:
    """Each case with what is wrong with it, if anything."""
    judges: dict[date, Judge] = {}
    for case in policy.cases:
        try:
            if case.on not in judges:
                judges[case.on] = Judge(library.link([policy.id], case.on))
        except NotInForce:
            yield case, (say.word("early"),)
            continue
        nothing = say.word("nothing")
        yield (
            case,
            tuple(
                say.word("mismatch", one.id, one.expected or nothing, one.found or nothing)
                for one in mismatches(judges[case.on], policy.id, case)
            ),
        )


def _row(policy: Policy, say: _Say) -> list[str]:
    rules = len(policy.rules) + len(policy.criteria) + len(policy.amounts)
    return [
        policy.id,
        policy.version,
        str(policy.valid_from),
        str(rules),
        str(len(policy.cases)),
        _weakest(policy).value,
        say.texts(policy.title),
    ]


def _weakest(policy: Policy) -> Grade:
    """The lowest grade among the sources of a pack."""
    sources = [*policy.legal_basis]
    sources += [rule.source for rule in policy.rules]
    sources += [criterion.source for criterion in policy.criteria]
    sources += [amount.source for amount in policy.amounts]
    sources += [dated.source for one in policy.parameters for dated in one.values]
    sources += [fact.source for fact in policy.derived if fact.source is not None]
    order = list(Grade)
    return max((source.grade for source in sources), key=order.index, default=Grade.LAW)


class _Say:
    """Words of the command in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def word(self, key: str, *parts: str) -> str:
        return _WORDS[key].in_(self._language.value).format(*parts)

    def texts(self, texts: Texts) -> str:
        return texts.sv if self._language is Language.SV else texts.en
