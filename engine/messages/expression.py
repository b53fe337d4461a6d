"""HE03: a text that should be an expression is none, or uses what is left out on purpose.

The parser of expressions speaks English, in a few fixed phrases; `in_both` says them in
Swedish as well.
"""

from __future__ import annotations

import re
from typing import Final

from engine.errors import Entry, Words

__all__ = ["NOT_AN_EXPRESSION", "OUTSIDE_LANGUAGE", "UNKNOWN_FUNCTION", "in_both"]

NOT_AN_EXPRESSION = Entry(
    "HE0301",
    Words("{what}", "{what}"),
    Words(
        "Villkor skrivs i FEEL, och texten bryter mot dess grammatik.",
        "Conditions are written in FEEL, and the text breaks its grammar.",
    ),
    Words(
        "rätta uttrycket; grammatiken står i `docs/reference/feel.md`",
        "correct the expression; the grammar is in `docs/reference/feel.md`",
    ),
)
OUTSIDE_LANGUAGE = Entry(
    "HE0302",
    Words(
        "{construct} ingår inte i språket: {reason}", "{construct} is not in the language: {reason}"
    ),
    Words(
        "FEEL har mer än en regel behöver. Det som inte kan betyda samma sak i alla motorer, eller"
        " inte kan granskas, är utelämnat.",
        "FEEL has more than a rule needs. What cannot mean the same in all engines, or cannot be"
        " reviewed, is left out.",
    ),
    Words(
        "skriv det på ett annat sätt; `docs/reference/feel.md` visar vad som finns",
        "say it in another way; `docs/reference/feel.md` shows what there is",
    ),
)
UNKNOWN_FUNCTION = Entry(
    "HE0303",
    Words("det finns ingen funktion {function}", "there is no function {function}"),
    Words(
        "Funktionerna är bestämda, så att alla motorer har samma.",
        "The functions are fixed, so that all engines have the same.",
    ),
    Words("{step}", "{step}"),
)

_SWEDISH: Final = {
    # what is wrong
    "the expression cannot go on like this": "uttrycket kan inte fortsätta så här",
    "the expression is too long": "uttrycket är för långt",
    "the expression nests too deep": "uttrycket har för många nivåer",
    "a character that has no meaning here": "ett tecken som inte betyder något här",
    "a comment that does not end": "en kommentar som inte tar slut",
    "a number too large": "ett för stort tal",
    "a text that does not end": "en text som inte tar slut",
    "half a surrogate pair in a text": "ett halvt surrogatpar i en text",
    "several expressions between parentheses": "flera uttryck inom parentes",
    "`verified` asks about a fact": "`verified` frågar om ett faktum",
    # what was expected, and what stands there
    "a name": "ett namn",
    "a value, a name, a list or `(`": "ett värde, ett namn, en lista eller `(`",
    "an operator or the end": "en operator eller slutet",
    "`]`, `)` or `[`": "`]`, `)` eller `[`",
    "one": "ett",
    "one of the library": "en i biblioteket",
    "the end": "slutet",
    "the name of a fact": "namnet på ett faktum",
    "less than 1e6145": "mindre än 1e6145",
    '`"` on the same line': '`"` på samma rad',
    "both halves, or `\\U` and six digits": "båda halvorna, eller `\\U` och sex siffror",
    # what is left out
    "`@` without date or duration": "`@` utan dag eller längd",
    "chained comparison": "kedjad jämförelse",
    "context": "kontext",
    "external function": "extern funktion",
    "far date": "avlägsen dag",
    "fine duration": "för fin tidslängd",
    "name with spaces": "namn med blanksteg",
    "name with symbols": "namn med andra tecken",
    "property of a range": "egenskap hos ett intervall",
    "quoted name": "namn inom apostrofer",
    "range to go through": "intervall att gå igenom",
    "text over several lines": "text över flera rader",
    "time of day": "klockslag",
    "user-defined function": "egen funktion",
    # and why
    "`a < b < c` does not say what it seems to": "`a < b < c` säger inte vad det ser ut att säga",
    "a line break in a text is written `\\n`": "en radbrytning i en text skrivs `\\n`",
    "a range is tested, not taken apart": "ett intervall prövas, det tas inte isär",
    "a rule asks about a list; it does not rebuild it": (
        "en regel frågar om en lista; den bygger inte om den"
    ),
    "a rule cannot leave the language": "en regel kan inte lämna språket",
    "a rule decides; it does not build values": "en regel avgör; den bygger inte värden",
    "a rule reads no clock: the day of judgement is a fact": (
        "en regel läser ingen klocka: bedömningsdagen är ett faktum"
    ),
    "a rule sees days, not times of day": "en regel ser dagar, inte klockslag",
    "a text has the escapes of a quote, a backslash, n, r, t, and u with four digits": (
        "en text har omvänt snedstreck bara före citattecken, snedstreck, n, r, t, och u med fyra"
        " siffror"
    ),
    "durations are counted in microseconds": "tidslängder räknas i mikrosekunder",
    "every kind is known before a rule runs": "varje slag är känt innan en regel körs",
    "facts are declared in the policy, not built inside a condition": (
        "fakta deklareras i policyn, de byggs inte i ett villkor"
    ),
    "its result is not exact, and backends would differ": (
        "resultatet är inte exakt, och motorerna skulle skilja sig åt"
    ),
    'it is written like `@"2026-01-31"`, `@"P1Y6M"` or `@"P10D"`': (
        'det skrivs som `@"2026-01-31"`, `@"P1Y6M"` eller `@"P10D"`'
    ),
    "it is a list that is gone through": "det är en lista som gås igenom",
    "names are letters, digits and underscores": "namn är bokstäver, siffror och understreck",
    "the library is fixed, so that every backend has it": (
        "funktionerna är bestämda, så att alla motorer har dem"
    ),
    "the tested value is written out on the left of `in`": (
        "det prövade värdet skrivs ut till vänster om `in`"
    ),
    "what is returned for one item does not hang on the items before it": (
        "det som en post ger hänger inte på posterna före"
    ),
    "write the comparison with `in`, `between` or `<`": (
        "skriv jämförelsen med `in`, `between` eller `<`"
    ),
    "years go from 0001 to 9999": "år går från 0001 till 9999",
}
_SWEDISH_FORMS: Final = (
    (re.compile(r"arguments that (`.+`) does not take"), r"argument som \1 inte tar"),
    (re.compile(r"at most (\d+) characters"), r"högst \1 tecken"),
    (re.compile(r"at most (\d+) levels"), r"högst \1 nivåer"),
    (re.compile(r"(\d+) arguments"), r"\1 argument"),
    (re.compile(r"function (`.+`)"), r"funktionen \1"),
    (re.compile(r"escape (`.+`)", re.DOTALL), r"omvänt snedstreck i \1"),
)


def in_both(said: str) -> Words:
    """A phrase of the parser in both languages; what is only code stays as it is."""
    if said in _SWEDISH:
        return Words(_SWEDISH[said], said)
    for form, swedish in _SWEDISH_FORMS:
        if form.fullmatch(said):
            return Words(form.sub(swedish, said), said)
    return Words(said.replace("` or `", "` eller `"), said)
