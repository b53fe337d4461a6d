"""What the command says when it cannot do what it was asked, in both languages."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from engine.errors import Words

__all__ = ["MESSAGES", "Said"]


class Said(StrEnum):
    """The messages of the command."""

    NO_FILE = "no_file"
    IS_FOLDER = "is_folder"
    NOT_READABLE = "not_readable"
    NO_FOLDER = "no_folder"
    NO_RULES = "no_rules"
    NOT_READ = "not_read"
    BAD_DAY = "bad_day"
    NO_FORM = "no_form"
    UNKNOWN_FORM = "unknown_form"
    UNKNOWN_PACK = "unknown_pack"
    UNKNOWN_RULE = "unknown_rule"
    NEAREST = "nearest"
    TOO_EARLY = "too_early"
    ENDED = "ended"
    DISAGREE = "disagree"
    BAD_SETTING = "bad_setting"
    ONE_PROBLEM = "one_problem"
    PROBLEMS = "problems"
    CLOSED = "closed"
    NOT_WRITTEN = "not_written"
    INTERNAL = "internal"


MESSAGES: Final = {
    Said.NO_FILE: Words("det finns ingen fil `{0}`", "there is no file `{0}`"),
    Said.IS_FOLDER: Words(
        "`{0}` är en mapp; ange en ansökan som är en fil",
        "`{0}` is a folder; name an application that is a file",
    ),
    Said.NOT_READABLE: Words("du får inte läsa `{0}`", "you may not read `{0}`"),
    Said.NO_FOLDER: Words("det finns ingen regelmapp `{0}`", "there is no rules folder `{0}`"),
    Said.NO_RULES: Words(
        "`{0}` är ingen regelmapp: den har inga `PAKET/policy.yaml`",
        "`{0}` is no rules folder: it has no `PACK/policy.yaml`",
    ),
    Said.NOT_READ: Words("`{0}` går inte att läsa: {1}", "`{0}` cannot be read: {1}"),
    Said.BAD_DAY: Words(
        "`{0}` är ingen dag; skriv den som 2026-03-01", "`{0}` is no day; write it as 2026-03-01"
    ),
    Said.NO_FORM: Words(
        "ansökan säger inte vilken stödform den gäller: fyll i `form`,"
        " eller välj regler med --policy PAKET",
        "the application names no form of support: fill in `form`,"
        " or choose rules with --policy PACK",
    ),
    Said.UNKNOWN_FORM: Words(
        "det finns inga regler för stödformen `{0}`{1}",
        "there are no rules for the form of support `{0}`{1}",
    ),
    Said.UNKNOWN_PACK: Words("det finns inget paket `{0}`{1}", "there is no pack `{0}`{1}"),
    Said.UNKNOWN_RULE: Words(
        "det finns ingen regel, nivå eller summa `{0}`{1}"
        " (`hela policy show PAKET` visar ett pakets regler)",
        "there is no rule, level or amount `{0}`{1}"
        " (`hela policy show PACK` shows the rules of a pack)",
    ),
    Said.NEAREST: Words("; menade du {0}?", "; did you mean {0}?"),
    Said.TOO_EARLY: Words(
        "`{0}` gällde inte {1}, utan först från {2}; välj en senare dag med --on",
        "`{0}` did not hold on {1}, only from {2}; choose a later day with --on",
    ),
    Said.ENDED: Words(
        "`{0}` gäller inte längre {1}; välj en tidigare dag med --on",
        "`{0}` no longer holds on {1}; choose an earlier day with --on",
    ),
    Said.DISAGREE: Words(
        "de två regelmotorerna är oense om {0}; därför lämnas ingen bedömning."
        " Det är ett fel i Hela: rapportera det",
        "the two rule engines disagree on {0}, so nothing is issued."
        " This is a fault in Hela: please report it",
    ),
    Said.BAD_SETTING: Words(
        "inställningen {0} går inte att använda: {1}", "the setting {0} cannot be used: {1}"
    ),
    Said.ONE_PROBLEM: Words("1 fel; inget har lästs in", "1 problem; nothing was loaded"),
    Said.PROBLEMS: Words("{0} fel; inget har lästs in", "{0} problems; nothing was loaded"),
    Said.CLOSED: Words("utmatningen är stängd", "standard output is closed"),
    Said.NOT_WRITTEN: Words("svaret gick inte att skriva: {0}", "the answer was not written: {0}"),
    Said.INTERNAL: Words(
        "internt fel i {0}: {1}. Rapportera det, med kommandot du gav",
        "internal error in {0}: {1}. Please report it, with the command you gave",
    ),
}
