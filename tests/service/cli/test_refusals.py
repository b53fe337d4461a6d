"""What goes wrong is told in words and in the exit code, never in a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.quality.sources import ROOT
from tests.service.cli.shell import APPLICATION, COMMAND, RULES, hela

USAGE, REFUSED, UNWRITABLE, INTERRUPTED, PIPE = 2, 3, 6, 130, 141

ASKED_WRONGLY = [
    (("assess", "no-such.yaml"), "hela: det finns ingen fil `no-such.yaml`"),
    (("assess", "/"), "hela: `/` är en mapp; ange en ansökan som är en fil"),
    (("assess", APPLICATION, "--on", "i går"), "hela: `i går` är ingen dag; skriv den som"),
    (("assess", APPLICATION, "--on", "1999-12-31"), "gällde inte 1999-12-31, utan först från 2023"),
    (("assess", APPLICATION, "--policy", "SMAL"), "inget paket `SMAL`; menade du `"),
    (("policy", "show", "smal", "--lang", "en"), "there is no pack `smal`; did you mean `small`?"),
    (("policy", "show", "SMALL", "--on", "2022-12-31"), "gällde inte 2022-12-31, utan först"),
    (("explain", "SM-2"), "ingen regel, nivå eller summa `SM-2`; menade du `SM-0"),
    (("policy", "check", "/no/such"), "hela: det finns ingen regelmapp `/no/such`"),
    (("policy", "check", "/var"), "`/var` är ingen regelmapp"),
    (("assess",), "Missing argument 'FILE'"),
    (("frobnicate",), "No such command 'frobnicate'"),
    (("policy", "list", "--lang", "no"), "'no' is not one of 'sv', 'en'"),
]


def copied(folder: Path, file: str, old: str, new: str) -> Path:
    """A copy of the rules with a few words of one file changed."""
    rules = folder / "rules"
    shutil.copytree(RULES, rules)
    text = (rules / file).read_text(encoding="utf-8")
    assert old in text
    (rules / file).write_text(text.replace(old, new), encoding="utf-8")
    return rules


@pytest.mark.parametrize(
    ("arguments", "said"), ASKED_WRONGLY, ids=[" ".join(map(str, one)) for one, _ in ASKED_WRONGLY]
)
def test_what_there_is_not_is_said(arguments: tuple[str | Path, ...], said: str) -> None:
    """The message names what was asked for and what to do instead."""
    done = hela(*arguments)

    assert said in done.stderr.decode()
    assert (done.returncode, done.stdout) == (USAGE, b"")


def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    """A file that may not be read says so; the superuser may read all."""
    path = tmp_path / "closed.yaml"
    path.write_bytes(APPLICATION.read_bytes())
    path.chmod(0)
    done = hela("assess", path)
    expected = (0, "") if os.geteuid() == 0 else (USAGE, f"hela: du får inte läsa `{path}`\n")

    assert (done.returncode, done.stderr.decode()) == expected


def test_a_broken_application_is_told_with_its_place() -> None:
    """File, line and column and the next step; never the answer, which may be personal."""
    done = hela("assess", "-", given=b"title: En svarv\ntitle: Hemlig\n")
    said = done.stderr.decode()

    assert said.startswith("stdin.yaml:2:1  HE0107  nyckeln `title` finns redan på rad 1\n")
    assert "  nästa steg: " in said
    assert "Hemlig" not in said
    assert done.returncode == REFUSED


@pytest.mark.parametrize(
    ("form", "said"),
    [("", "säger inte vilken stödform"), ("form: pre_study\n", "inga regler för stödformen")],
)
def test_an_application_without_rules_is_told(form: str, said: str) -> None:
    """No form, or one that this rules folder has nothing about."""
    done = hela("assess", "-", given=f"title: Min idé\n{form}".encode())

    assert said in done.stderr.decode()
    assert done.returncode == USAGE


@pytest.mark.parametrize(("lang", "said"), [("sv", "2 fel"), ("en", "2 problems")])
def test_a_broken_folder_is_told_in_full(tmp_path: Path, lang: str, said: str) -> None:
    """Every problem of every file at once, and how many there are."""
    rules = copied(tmp_path, "small/policy.yaml", "effect: review", "effect: revue")
    bundles = rules / "bundles.yaml"
    bundles.write_text(bundles.read_text(encoding="utf-8").replace("kind: business", "kind: busy"))
    done = hela("policy", "check", rules, "--lang", lang)
    last = done.stderr.decode().splitlines()[-1]

    assert b"small/policy.yaml:" in done.stderr
    assert b"^~~~~" in done.stderr
    assert b"bundles.yaml:" in done.stderr
    assert last.startswith(f"hela: {said}")
    assert done.returncode == REFUSED


def test_a_case_that_fails_is_shown(tmp_path: Path) -> None:
    """`policy test` tells which sentence did not come true, what was expected and found."""
    rules = copied(tmp_path, "small/cases.yaml", "met, highest", "not_met, highest")
    done = hela("policy", "test", "--rules", rules)

    assert done.stdout.decode() == (
        "SMALL, 2026-03-01: Stödet ryms precis under taket\n"
        "    SM-02: väntat not_met, blev met\n\n"
        "0 fall stämmer, 1 gör det inte\n"
    )
    assert done.returncode == 1


def test_a_setting_that_cannot_be_used_is_named() -> None:
    """A variable with a bad value stops the command, by its name."""
    done = hela("policy", "list", HELA_PORT="the usual")

    assert "HELA_PORT" in done.stderr.decode()
    assert done.returncode == USAGE


def test_a_reader_that_stops_is_no_fault() -> None:
    """`hela … | head -1` ends quietly."""
    with subprocess.Popen(
        [*COMMAND, "policy", "show", "SMALL", "--rules", RULES],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()

    assert (process.returncode, said) == (PIPE, b"")


@pytest.mark.parametrize("target", ["/dev/full", "closed"])
def test_an_answer_that_cannot_be_written_is_told(target: str) -> None:
    """A full disk or a closed output is not passed over in silence."""
    redirected = ">&-" if target == "closed" else f">{target}"
    command = " ".join([*COMMAND, "policy", "show", "SMALL", "--rules", str(RULES), redirected])
    done = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, check=False, cwd=ROOT, timeout=60
    )

    assert done.stderr.decode().startswith("hela: svaret gick inte att skriva: ")
    assert done.returncode == UNWRITABLE


def test_an_interrupt_ends_it_quietly() -> None:
    """Ctrl-C while the application is awaited."""
    with subprocess.Popen(
        [*COMMAND, "assess", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "HELA_RULES": str(RULES)},
    ) as process:
        while b"\0stdin" not in _waiting_for(process.pid):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=60)

    assert (process.returncode, out, said) == (INTERRUPTED, b"", b"")


def _waiting_for(pid: int) -> bytes:
    """A mark once the process sleeps in a read of its standard input."""
    waits = Path(f"/proc/{pid}/syscall").read_text(encoding="ascii").split()
    return b"\0stdin" if waits[:2] == ["0", "0x0"] else b""
