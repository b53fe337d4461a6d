"""`hela`: assess applications, read and test policies, explain rules.

Commands are imported when they are called: `hela policy list` needs no web server, and
`hela --help` needs no rules.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from service.cli.layout import Page, fit_streams
from service.cli.messages import MESSAGES, Said
from service.cli.shared import (
    DayOption,
    Exit,
    Language,
    LanguageOption,
    RulesOption,
    complain,
    day,
    library,
    settings,
    write,
)
from service.clock import today

__all__ = ["app", "main"]


def _typer(name: str, help_text: str) -> typer.Typer:
    """A group of commands, with plain help that fits any terminal."""
    return typer.Typer(
        name=name,
        help=help_text,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


app = _typer(
    "hela",
    "Assess applications for public support against law, sustainability and gender equality."
    " Advice, not decisions: a named person decides.",
)
policy_app = _typer("policy", "List, show, check and test the rules.")
app.add_typer(policy_app)


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
    file: Annotated[
        str,
        typer.Argument(
            help="An application, YAML or JSON; - reads standard input.", metavar="FILE"
        ),
    ],
    *,
    policy: Annotated[
        list[str] | None,
        typer.Option("--policy", help="Judge by this pack alone; may be repeated.", metavar="PACK"),
    ] = None,
    on: DayOption = None,
    output: Annotated[
        Format, typer.Option("--format", help="text or json.", metavar="FORMAT")
    ] = Format.TEXT,
    audience: Annotated[
        Audience,
        typer.Option("--for", help="Whose words: applicant or officer.", metavar="READER"),
    ] = Audience.APPLICANT,
    everything: Annotated[
        bool, typer.Option("--all", help="Show what is settled too, and what decided it.")
    ] = False,
    rules: RulesOption = None,
    lang: LanguageOption = Language.SV,
) -> None:
    """Assess an application by the rules of its day.

    Tells what the law allows, how well the plan is built, what is open, and why. The rules are
    those of the form of support that the application names, as they stood on the day it was
    received. The exit code tells whether an assessment was issued, not what it says.
    """
    from service.cli.assess import Asked, run  # noqa: PLC0415 - see above

    asked = Asked(
        file=file,
        packs=policy or (),
        on=on,
        output=output.value,
        audience=audience.value,
        everything=everything,
        plain=settings(lang).no_color,
        language=lang,
    )
    run(asked, library(rules, lang, cases=False))


@app.command()
def schema(*, rules: RulesOption = None, lang: LanguageOption = Language.SV) -> None:
    """Write the JSON Schema of an application."""
    import json  # noqa: PLC0415 - see above

    from service.domain.application_schema import application_schema  # noqa: PLC0415 - see above

    text = json.dumps(
        application_schema(library(rules, lang, cases=False).inputs.values()),
        ensure_ascii=False,
        indent=2,
    )
    write((text + "\n").encode())


@app.command()
def explain(
    rule: Annotated[
        str,
        typer.Argument(help="The id of a rule, level or amount, such as LS-07a.", metavar="RULE"),
    ],
    *,
    on: DayOption = None,
    rules: RulesOption = None,
    lang: LanguageOption = Language.SV,
) -> None:
    """Explain a rule: what it asks, and why.

    Tells which facts decide, by which source, since when and for which forms of support.
    """
    from service.cli.rules import run  # noqa: PLC0415 - see above

    when = today() if on is None else day(on, lang)
    run(library(rules, lang, cases=False), rule, when, language=lang, page=_page(lang))


@app.command()
def serve(
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on.", metavar="HOST")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on.", min=1, max=65535, metavar="PORT")
    ] = None,
    lang: LanguageOption = Language.SV,
) -> None:
    """Serve the self-check on this machine."""
    held = settings(lang)
    library(None, lang, cases=False)  # refuses broken rules in words, before a server starts
    from service.app import serve as serve_pages  # noqa: PLC0415 - see above

    gc.enable()
    serve_pages(held, host=host or held.host, port=port or held.port)


@policy_app.command("list")
def list_policies(*, rules: RulesOption = None, lang: LanguageOption = Language.SV) -> None:
    """List the packs, and which of them judge which form of support."""
    from service.cli.policies import listed  # noqa: PLC0415 - see above

    listed(library(rules, lang), lang, _page(lang))


@policy_app.command()
def show(
    pack: Annotated[
        str, typer.Argument(help="The id of a pack, such as SARSKILT.", metavar="PACK")
    ],
    *,
    on: DayOption = None,
    rules: RulesOption = None,
    lang: LanguageOption = Language.SV,
) -> None:
    """Show a policy in plain sentences, generated from what is run."""
    from service.cli.policies import shown  # noqa: PLC0415 - see above

    when = None if on is None else day(on, lang)
    held = library(rules, lang, cases=False)
    shown(held, pack, when, today=today(), language=lang, page=_page(lang))


@policy_app.command()
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A rules folder, or one pack's folder inside it.", metavar="FOLDER"),
    ] = None,
    *,
    lang: LanguageOption = Language.SV,
) -> None:
    """Check a rules folder and tell everything that is wrong with it."""
    from service.cli.policies import checked, root_of  # noqa: PLC0415 - see above

    checked(library(root_of(folder), lang), lang)


@policy_app.command("test")
def run_cases(
    packs: Annotated[
        list[str] | None,
        typer.Argument(help="The packs to test; all if none is named.", metavar="PACK"),
    ] = None,
    *,
    rules: RulesOption = None,
    lang: LanguageOption = Language.SV,
) -> None:
    """Run the worked cases and tell which do not come out as written."""
    from service.cli.policies import tested  # noqa: PLC0415 - see above

    tested(library(rules, lang), packs or (), lang, _page(lang))


def main() -> NoReturn:
    """Run the command line; whatever happens, no one is shown a traceback."""
    fit_streams()
    gc.disable()  # a command ends before there is anything to collect; `serve` turns it on
    try:
        app(prog_name="hela")
        code: int = Exit.DONE
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else Exit.DONE
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except OSError as error:
        _tell(Said.NOT_WRITTEN, error.strerror or str(error))
        code = Exit.UNWRITABLE
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of ours
        where = _place(error)
        _tell(Said.INTERNAL, where, f"{type(error).__name__}: {error}")
        code = Exit.INTERNAL
    _leave(code)


def _place(error: Exception) -> str:
    """The last line of our own that the fault passed."""
    top = Path(__file__).resolve().parents[2]
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if top in Path(one.filename).parents]
    ours = [one for one in ours if ".venv" not in one.filename] or frames[-1:]
    path = Path(ours[-1].filename)
    name = path.relative_to(top) if top in path.parents else path.name
    return f"{name}:{ours[-1].lineno}"


def _tell(said: Said, *parts: str) -> None:
    """Say in both languages what went wrong where no option told which to use."""
    for words in MESSAGES[said]:
        complain("hela: " + words.format(*parts))


def _leave(code: int) -> NoReturn:
    """End with `code`, and without a word about a stream that no one reads."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            # The interpreter would flush once more at its end, and complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


def _page(language: Language) -> Page:
    return Page.of_terminal(plain=settings(language).no_color)
