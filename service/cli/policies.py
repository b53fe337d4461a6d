"""`hela policy`: list, show, check and test the packs of a rules folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from engine.backends.judge import Judge
from engine.cases import mismatches
from engine.errors import PolicyError, render
from engine.model import Policy
from engine.policy import Library, load_folder
from engine.program import NotInForce
from engine.review import Line, Style, review
from service.cli.shared import Exit, Language, LanguageOption, day, stop, wrapped
from service.clock import today
from service.settings import Settings

__all__ = ["policy_app"]

policy_app = typer.Typer(no_args_is_help=True, help="List, show, check and test policies.")

FolderOption = Annotated[
    Path | None, typer.Option("--rules", help="Another rules folder than the one shipped.")
]


@policy_app.command("list")
def list_policies(*, rules: FolderOption = None, lang: LanguageOption = Language.SV) -> None:
    """List the packs, and which of them judge which form of support."""
    library = _library(rules, lang)
    for policy in library.policies.values():
        title = policy.title.sv if lang is Language.SV else policy.title.en
        counts = (
            f"{len(policy.rules)} regler" if lang is Language.SV else f"{len(policy.rules)} rules"
        )
        line = f"{policy.id:<14} {policy.version:<8} {policy.valid_from}  {title} ({counts})"
        sys.stdout.write(line + "\n")
    sys.stdout.write("\n")
    for bundle in library.bundles.values():
        title = bundle.title.sv if lang is Language.SV else bundle.title.en
        packs = ", ".join(member.pack for member in bundle.packs)
        sys.stdout.write(f"{bundle.form}: {title}\n")
        sys.stdout.write("".join(f"    {line}\n" for line in wrapped(packs, 84)))


@policy_app.command()
def show(
    pack: Annotated[str, typer.Argument(help="The id of a pack.")],
    *,
    on: Annotated[str | None, typer.Option("--on", help="As it stood on this day.")] = None,
    rules: FolderOption = None,
    lang: LanguageOption = Language.SV,
) -> None:
    """Show a policy in plain sentences, generated from what is run."""
    library = _library(rules, lang)
    policy = library.policies.get(pack)
    if policy is None:
        stop(f"there is no pack `{pack}`; there are: {', '.join(library.policies)}", Exit.USAGE)
    when = max(today(), policy.valid_from) if on is None else day(on)
    for line in _reviewed(library, policy, when, lang.value):
        sys.stdout.write(line + "\n")


@policy_app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="A rules folder, or one pack's folder inside it.")
    ] = None,
    *,
    lang: LanguageOption = Language.SV,
) -> None:
    """Check a rules folder and tell everything that is wrong with it."""
    library = _library(_root(folder), lang)
    packs, bundles = len(library.policies), len(library.bundles)
    said = f"{packs} packs, {bundles} bundles, {len(library.inputs)} questions: nothing wrong"
    sys.stdout.write(said + "\n")


@policy_app.command("test")
def run_cases(
    packs: Annotated[list[str] | None, typer.Argument(help="Packs to test; all if none.")] = None,
    *,
    rules: FolderOption = None,
    lang: LanguageOption = Language.SV,
) -> None:
    """Run the worked cases of packs and tell which do not come out as written."""
    library = _library(rules, lang)
    passed = failed = 0
    for pack in packs or list(library.policies):
        policy = library.policies.get(pack)
        if policy is None:
            stop(f"there is no pack `{pack}`; there are: {', '.join(library.policies)}", Exit.USAGE)
        for report in _case_reports(library, policy):
            failed += report is not None
            passed += report is None
            if report is not None:
                sys.stdout.write(report)
    sys.stdout.write(f"{passed} passed, {failed} failed\n")
    if failed:
        raise typer.Exit(Exit.FAILED)


def _case_reports(library: Library, policy: Policy) -> Iterator[str | None]:
    """None for each case that holds, what is wrong for each that does not."""
    judges: dict[date, Judge] = {}
    for case in policy.cases:
        try:
            if case.on not in judges:
                judges[case.on] = Judge(library.link([policy.id], case.on))
        except NotInForce as early:
            yield f"{policy.id}: {case.sentence}\n    {early}\n"
            continue
        wrong = mismatches(judges[case.on], policy.id, case)
        lines = [
            f"    {one.id}: expected {one.expected or '?'}, found {one.found or 'nothing'}\n"
            for one in wrong
        ]
        yield "".join([f"{policy.id}: {case.sentence}\n", *lines]) if wrong else None


def _reviewed(
    library: Library, policy: Policy, when: date, language: Literal["sv", "en"]
) -> Iterator[str]:
    try:
        program = library.link([policy.id], when)
    except NotInForce as early:
        stop(f"{early}; choose a later day with --on", Exit.USAGE)
    for line in review(policy, program, language):
        yield from _set(line)


def _set(line: Line) -> Iterator[str]:
    match line.style:
        case Style.TITLE:
            yield from (line.text, "=" * len(line.text))
        case Style.HEADING:
            yield from ("", line.text, "-" * len(line.text))
        case Style.RULE:
            yield from ("", *wrapped(line.text, 88))
        case Style.ITEM:
            indent = "  " * (line.depth + 1)
            first, *rest = wrapped(line.text, 84 - len(indent)) or [""]
            yield f"{indent}\N{BULLET} {first}"
            yield from (f"{indent}  {more}" for more in rest)
        case Style.TEXT | Style.SOURCE:
            indent = "  " * (line.depth + 1)
            yield from (indent + more for more in wrapped(line.text, 88 - len(indent)))


def _root(folder: Path | None) -> Path | None:
    """The rules folder that a pack's own folder stands in."""
    if folder is not None and (folder / "policy.yaml").is_file():
        return folder.resolve().parent
    return folder


def _library(folder: Path | None, language: Language) -> Library:
    try:
        return load_folder(Settings().rules if folder is None else folder)
    except PolicyError as refused:
        for problem in refused.problems:
            sys.stderr.write(render(problem, language.value) + "\n\n")
        count = len(refused.problems)
        stop(f"{count} problem(s); the rules are not loaded", Exit.REFUSED)
