"""`hela`: assess applications, read and test policies, explain rules."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from engine.assess import Disagreement
from engine.backends.durable_errors import EngineUnavailable
from engine.errors import PolicyError, render
from service.cli.policies import policy_app
from service.cli.rules import explained
from service.cli.shared import Exit, Language, LanguageOption, day, stop
from service.cli.text import Reading, assessment_text
from service.clock import today
from service.domain.read import ApplicationError, read_application_file
from service.domain.application_schema import application_schema
from service.settings import Settings
from service.usecases.assess_application import (
    Assessing,
    NoForm,
    NotInForce,
    UnknownForm,
    UnknownPack,
    day_of,
)

__all__ = ["app", "main"]

app = typer.Typer(
    name="hela",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Assess applications for public support against law, sustainability and gender equality."
    " Advice, not decisions.",
)
app.add_typer(policy_app, name="policy")


class Format(StrEnum):
    """How an assessment is written."""

    TEXT = "text"
    JSON = "json"


class Audience(StrEnum):
    """Whose words are used."""

    APPLICANT = "applicant"
    OFFICER = "officer"


@app.command()
def assess(
    file: Annotated[Path, typer.Argument(help="An application, YAML or JSON.")],
    *,
    policy: Annotated[
        list[str] | None,
        typer.Option("--policy", help="Judge by this pack alone; may be repeated."),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="Judge by the rules of this day, YYYY-MM-DD.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.TEXT,
    audience: Annotated[
        Audience, typer.Option("--for", help="Whose words: applicant or officer.")
    ] = Audience.APPLICANT,
    everything: Annotated[
        bool, typer.Option("--all", help="Show settled rules too, with what decided them.")
    ] = False,
    lang: LanguageOption = Language.SV,
) -> None:
    """Assess an application: what the law allows, how well it is built, what is open, and why."""
    assessing = _assessing(lang)
    try:
        application = read_application_file(file, assessing.library.inputs)
        judged_on = day(on) if on is not None else day_of(application, today())
        result = assessing.assess(application, judged_on, policy or ())
    except ApplicationError as refused:
        _refuse(refused, lang)
    except NoForm:
        _usage("the application names no form of support: set `form`, or use --policy PACK")
    except UnknownForm as unknown:
        _usage(f"there are no rules for `{unknown.form}`; there are: {', '.join(unknown.known)}")
    except UnknownPack as unknown:
        _usage(f"there is no pack `{unknown.pack}`; there are: {', '.join(unknown.known)}")
    except NotInForce as early:
        _usage(f"{early}; choose a later day with --on")
    except EngineUnavailable as unavailable:
        stop(str(unavailable), Exit.RETRY)
    except Disagreement as disagreement:
        stop(f"{disagreement}; nothing is issued", Exit.DISAGREE)
    if output is Format.JSON:
        sys.stdout.buffer.write(result.to_json())
        return
    reading = Reading(lang.value, audience.value, everything, sys.stdout.isatty())
    sys.stdout.write(assessment_text(result, reading))


@app.command()
def schema() -> None:
    """Write the JSON Schema of an application."""
    sys.stdout.write(json.dumps(application_schema(), ensure_ascii=False, indent=2) + "\n")


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="The id of a rule or criterion, such as LS-07.")],
    *,
    on: Annotated[str | None, typer.Option("--on", help="As it stood on this day.")] = None,
    lang: LanguageOption = Language.SV,
) -> None:
    """Explain a rule: what it asks, of which facts, by which source, since when."""
    library = _assessing(lang).library
    when = today() if on is None else day(on)
    text = explained(library, rule, when, lang.value)
    if text is None:
        _usage(f"there is no rule `{rule}`; `hela policy list` shows the packs")
    sys.stdout.write(text)


@app.command()
def serve(
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Serve the self-check on this machine."""
    from service.app import serve as serve_pages  # noqa: PLC0415 - the other commands need no web

    settings = Settings()
    serve_pages(settings, host=host or settings.host, port=port or settings.port)


def main() -> None:
    """Run the command line."""
    app()


def _assessing(language: Language) -> Assessing:
    try:
        return Assessing(Settings().rules)
    except PolicyError as refused:
        _refuse(refused, language)


def _refuse(refused: PolicyError, language: Language) -> NoReturn:
    for problem in refused.problems:
        sys.stderr.write(render(problem, language.value) + "\n\n")
    raise typer.Exit(Exit.REFUSED)


def _usage(message: str) -> NoReturn:
    stop(message, Exit.USAGE)
