"""`hela policy`, `explain` and `schema`: what there is, and what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import get_args

import pytest

from engine.errors import Language
from engine.words.review import review
from service.cli.layout import Page, set_review
from tests.quality.sources import ROOT
from tests.rules.shipped import LIBRARY
from tests.service.cli.shell import RULES, hela


def test_packs_are_listed_in_columns() -> None:
    """Identity, version, first day, rules, cases, the weakest source, title."""
    lines = hela("policy", "list").stdout.decode().splitlines()

    assert lines[1].split() == [
        "id",
        "version",
        "gäller",
        "från",
        "regler",
        "fall",
        "grad",
        "titel",
    ]
    assert lines[2].split() == ["SMALL", "1.2.0", "2023-01-01", "5", "1", "K", "Små", "satsningar"]


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("pack", LIBRARY.policies)
def test_every_shipped_pack_fits_a_page(pack: str, language: Language) -> None:
    """A manager can read any pack, on the screen she has."""
    policy = LIBRARY.policies[pack]
    lines = review(policy, LIBRARY.link([pack], policy.valid_from), language)

    for line in set_review(lines, Page(width=60)):
        assert len(line) <= 60 or " " not in line.strip(" •"), line


def test_a_shipped_pack_is_shown() -> None:
    """`policy show` writes it."""
    done = hela("policy", "show", "SARSKILT", HELA_RULES=str(ROOT / "rules"))

    assert done.stdout.decode().startswith("SARSKILT \N{EN DASH} Särskilt investeringsstöd\n=====")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_sound_folder_is_counted() -> None:
    """`policy check` says what it has checked; a pack's own folder will do."""
    whole, part = hela("policy", "check", RULES), hela("policy", "check", RULES / "small")

    assert whole.stdout.decode() == "1 paket, 1 stödformer, 4 frågor och 1 exempelfall: inga fel\n"
    assert part.stdout == whole.stdout


def test_the_shipped_cases_hold() -> None:
    """`policy test` runs them all."""
    done = hela("policy", "test", HELA_RULES=str(ROOT / "rules"))
    cases = sum(len(policy.cases) for policy in LIBRARY.policies.values())

    assert done.stdout.decode() == f"{cases} fall stämmer\n"


def test_a_rule_is_explained_in_words_and_as_run() -> None:
    """The sentence, the FEEL behind it, the facts by name, and where the rule is used."""
    said = hela("explain", "sm-02").stdout.decode()

    assert "Kräver att sökt stöd är högst stödandel i procent av kostnader som kan ingå." in said
    assert "kräver: requested_support <= eligible * rate / 100" in said
    assert "eligible: kostnader som kan ingå" in said
    assert said.endswith("Paket SMALL 1.2.0: Små satsningar\nPrövas för: Mikrostöd\n")


def test_the_schema_is_json() -> None:
    """The schema of an application can be given to an editor."""
    schema = json.loads(hela("schema").stdout)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_reading_policies_loads_no_web_server() -> None:
    """A command that shows rules starts without what only the pages need."""
    program = (
        "import sys, service.cli.main, service.cli.policies, service.cli.rules, service.cli.assess;"
        "print({'fastapi', 'uvicorn', 'sqlalchemy', 'jinja2', 'sklearn'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )

    assert done.stdout == "set()\n"
