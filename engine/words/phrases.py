"""The words of the plain-language rendering: one table per part of speech.

A Swedish clause comes in two orders: a main clause has its *inte* after the verb ("stödet lämnas
inte"), a clause that follows *att*, *när*, *om* or *där* has it before ("att stödet inte lämnas").
"""

from __future__ import annotations

from typing import Final, NamedTuple

from engine.errors import Language

__all__ = [
    "COMPARISONS",
    "DATE_COMPARISONS",
    "EQUALITIES",
    "FUNCTIONS",
    "LEADS",
    "NUMBER_EQUALITIES",
    "OPPOSITES",
    "PHRASES",
    "ROUNDINGS",
    "SUPERLATIVES",
    "SYMBOLS",
    "WHOLE",
    "Phrase",
    "negated",
    "subordinated",
]


class Phrase(NamedTuple):
    """A template in both languages; `after` is the Swedish of a subordinate clause, if other."""

    sv: str
    en: str
    after: str = ""

    def in_(self, language: Language, *, subordinate: bool = False) -> str:
        """The template of one language, in the order of words that the clause wants."""
        if language == "en":
            return self.en
        return self.after if subordinate and self.after else self.sv


SYMBOLS: Final = {
    "+": "+",
    "-": "\N{MINUS SIGN}",
    "*": "\N{MULTIPLICATION SIGN}",
    "/": "/",
    "**": "^",
}

OPPOSITES: Final = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}

COMPARISONS: Final = {
    "=": Phrase("{0} är {1}", "{0} is {1}"),
    "!=": Phrase("{0} är inte {1}", "{0} is not {1}", "{0} inte är {1}"),
    "<": Phrase("{0} är mindre än {1}", "{0} is less than {1}"),
    "<=": Phrase("{0} är högst {1}", "{0} is at most {1}"),
    ">": Phrase("{0} är större än {1}", "{0} is more than {1}"),
    ">=": Phrase("{0} är minst {1}", "{0} is at least {1}"),
}

EQUALITIES: Final = {
    "=": Phrase("{0} är samma som {1}", "{0} is the same as {1}"),
    "!=": Phrase("{0} skiljer sig från {1}", "{0} differs from {1}"),
}
"""Equality of two things that are both named; numbers are equal, other things the same."""

NUMBER_EQUALITIES: Final = {
    "=": Phrase("{0} är lika med {1}", "{0} equals {1}"),
    "!=": EQUALITIES["!="],
}

DATE_COMPARISONS: Final = {
    "=": COMPARISONS["="],
    "!=": COMPARISONS["!="],
    "<": Phrase("{0} är före {1}", "{0} is before {1}"),
    "<=": Phrase("{0} är senast {1}", "{0} is no later than {1}"),
    ">": Phrase("{0} är efter {1}", "{0} is after {1}"),
    ">=": Phrase("{0} är tidigast {1}", "{0} is no earlier than {1}"),
}

PHRASES: Final = {
    "and": Phrase("och", "and"),
    "or": Phrase("eller", "or"),
    "not": Phrase("det är inte så att {0}", "it is not so that {0}", "det inte är så att {0}"),
    "if": Phrase("{0} om {1}, annars {2}", "{0} if {1}, otherwise {2}"),
    "if_clause": Phrase("{0} om {1}; annars gäller att {2}", "{0} if {1}; otherwise {2}"),
    "no_value": Phrase("inget värde", "no value"),
    "undecided": Phrase("det går inte att avgöra", "it cannot be decided"),
    "between": Phrase("{0} är minst {1} och högst {2}", "{0} is at least {1} and at most {2}"),
    "inside": Phrase("{0} är mellan {1} och {2}", "{0} is between {1} and {2}"),
    "from_below": Phrase(
        "{0} är minst {1} men mindre än {2}", "{0} is at least {1} but less than {2}"
    ),
    "to_above": Phrase("{0} är mer än {1} men högst {2}", "{0} is more than {1} but at most {2}"),
    "one_of": Phrase("{0} är {1}", "{0} is {1}"),
    "in_table": Phrase("{0} finns i {1}", "{0} is in {1}"),
    "not_in_table": Phrase("{0} finns inte i {1}", "{0} is not in {1}", "{0} inte finns i {1}"),
    "not_above": Phrase(
        "{0} överstiger inte {1}", "{0} does not exceed {1}", "{0} inte överstiger {1}"
    ),
    "not_below": Phrase(
        "{0} understiger inte {1}", "{0} does not fall below {1}", "{0} inte understiger {1}"
    ),
    "none_of": Phrase("{0} är varken {1}", "{0} is neither {1}", "{0} varken är {1}"),
    "neither": Phrase("eller", "nor"),
    "among": Phrase("{0} finns bland {1}", "{0} is among {1}"),
    "not_among": Phrase(
        "{0} finns inte bland {1}", "{0} is not among {1}", "{0} inte finns bland {1}"
    ),
    "is_none": Phrase(
        "{0} har svaret \N{RIGHT DOUBLE QUOTATION MARK}inget\N{RIGHT DOUBLE QUOTATION MARK}",
        "{0} is answered with \N{LEFT DOUBLE QUOTATION MARK}none\N{RIGHT DOUBLE QUOTATION MARK}",
    ),
    "is_some": Phrase("{0} har angetts", "{0} has been stated"),
    "is_blank": Phrase(
        "{0} har inte fyllts i", "{0} has not been filled in", "{0} inte har fyllts i"
    ),
    "is_filled": Phrase("{0} har fyllts i", "{0} has been filled in"),
    "some": Phrase("minst en rad finns i {0}", "there is at least one line in {0}"),
    "some_where": Phrase(
        "minst en rad finns i {0} där {1}", "there is at least one line in {0} where {1}"
    ),
    "none": Phrase("ingen rad finns i {0}", "there is no line in {0}"),
    "none_where": Phrase("ingen rad finns i {0} där {1}", "there is no line in {0} where {1}"),
    "every": Phrase(
        "för varje rad i {0} gäller att {1}",
        "for every line in {0}, {1}",
        "det för varje rad i {0} gäller att {1}",
    ),
    "each": Phrase("varje rad i {0}", "each line in {0}"),
    "for_each": Phrase("{0} för {1}", "{0} for {1}"),
    "outer": Phrase("{0} på den yttre raden", "{0} of the outer line"),
    "where": Phrase("{0} där {1}", "{0} where {1}"),
    "table": Phrase(
        "tabellen \N{RIGHT DOUBLE QUOTATION MARK}{0}\N{RIGHT DOUBLE QUOTATION MARK}",
        "the table \N{LEFT DOUBLE QUOTATION MARK}{0}\N{RIGHT DOUBLE QUOTATION MARK}",
    ),
    "by": Phrase("{0} enligt {1}", "{0} by {1}"),
    "row": Phrase("{0} (raden där {1})", "{0} (the row where {1})"),
    "rows": Phrase("{0} (raderna där {1})", "{0} (the rows where {1})"),
    "matches": Phrase("{0} stämmer överens", "{0} matches"),
    "nth": Phrase("rad {1} i {0}", "line {1} of {0}"),
    "from_end": Phrase("rad {1} från slutet i {0}", "line {1} from the end of {0}"),
    "field": Phrase("{0} i {1}", "{0} in {1}"),
    "line": Phrase("raden", "the line"),
    "at_least": Phrase("{0}, men aldrig mindre än {1}", "{0}, but never less than {1}"),
    "decimal": Phrase("{0} decimal", "{0} decimal"),
    "decimals": Phrase("{0} decimaler", "{0} decimals"),
    "share": Phrase("{0} av {1}", "{0} of {1}"),
    "days_after": Phrase("dagen {1} efter {0}", "the day {1} after {0}"),
    "days_before": Phrase("dagen {1} före {0}", "the day {1} before {0}"),
}

LEADS: Final = {
    "and": Phrase("allt detta stämmer:", "all of this holds:"),
    "or": Phrase("något av detta stämmer:", "any of this holds:"),
    "not_and": Phrase("inte allt detta stämmer:", "not all of this holds:"),
    "not_or": Phrase("inget av detta stämmer:", "none of this holds:"),
    "if": Phrase("det första av detta:", "the first of these:"),
    "case": Phrase("{0}, om {1}", "{0}, if {1}"),
    "case_list": Phrase("{0}, om {1}", "{0}, if {1}"),
    "else": Phrase("{0}, i övriga fall", "{0}, in all other cases"),
}
"""Lines that introduce a list of clauses, or stand in one."""

FUNCTIONS: Final = {
    "abs": Phrase("beloppet av {0}", "the size of {0}"),
    "all": Phrase("alla gäller av {0}", "all hold of {0}"),
    "any": Phrase("något gäller av {0}", "any holds of {0}"),
    "contains": Phrase("{0} innehåller {1}", "{0} contains {1}"),
    "count": Phrase("antalet rader i {0}", "the number of lines in {0}"),
    "date": Phrase("dagen {0}", "the day {0}"),
    "date/3": Phrase("dagen år {0}, månad {1}, dag {2}", "the day {2} of month {1} of year {0}"),
    "duration": Phrase("tiden {0}", "the time {0}"),
    "ends with": Phrase("{0} slutar på {1}", "{0} ends with {1}"),
    "even": Phrase("{0} är ett jämnt tal", "{0} is an even number"),
    "list contains": Phrase("{1} finns bland {0}", "{1} is among {0}"),
    "lower case": Phrase("{0} med små bokstäver", "{0} in small letters"),
    "max": Phrase("det största av {0}", "the largest of {0}"),
    "min": Phrase("det minsta av {0}", "the smallest of {0}"),
    "odd": Phrase("{0} är ett udda tal", "{0} is an odd number"),
    "starts with": Phrase("{0} börjar med {1}", "{0} starts with {1}"),
    "string length": Phrase("antalet tecken i {0}", "the number of characters in {0}"),
    "sum": Phrase("summan av {0}, om det finns några", "the sum of {0}, if there are any"),
    "total": Phrase("summan av {0}", "the sum of {0}"),
    "upper case": Phrase("{0} med stora bokstäver", "{0} in capital letters"),
    "verified": Phrase("{0} är verifierat", "{0} is verified"),
    "years and months duration": Phrase("tiden från {0} till {1}", "the time from {0} to {1}"),
    # Roundings: what is rounded, then to what.
    "ceiling": Phrase("{0}, avrundat uppåt till {1}", "{0}, rounded up to {1}"),
    "decimal": Phrase(
        "{0}, avrundat till {1} (hälften till jämnt)", "{0}, rounded to {1} (half to even)"
    ),
    "floor": Phrase("{0}, avrundat nedåt till {1}", "{0}, rounded down to {1}"),
    "round down": Phrase("{0}, avrundat mot noll till {1}", "{0}, rounded towards zero to {1}"),
    "round half down": Phrase(
        "{0}, avrundat till {1} (hälften mot noll)", "{0}, rounded to {1} (half towards zero)"
    ),
    "round half up": Phrase("{0}, avrundat till {1}", "{0}, rounded to {1}"),
    "round up": Phrase("{0}, avrundat från noll till {1}", "{0}, rounded away from zero to {1}"),
}

ROUNDINGS: Final = frozenset(
    {
        "ceiling",
        "decimal",
        "floor",
        "round down",
        "round half down",
        "round half up",
        "round up",
    }
)

WHOLE: Final = {
    ("SEK", "0"): Phrase("hela kronor", "whole kronor"),
    ("SEK", "2"): Phrase("hela ören", "whole öre"),
    ("EUR", "0"): Phrase("hela euro", "whole euros"),
    ("EUR", "2"): Phrase("hela cent", "whole cents"),
    (None, "0"): Phrase("heltal", "a whole number"),
}
"""What a sum in a unit is rounded to, by the number of decimals kept."""

SUPERLATIVES: Final = {
    "<=": ("högst", "störst", "längst", "tak ", "highest", "largest", "longest", "most "),
    ">=": ("minst", "lägst", "fewest", "smallest", "lowest", "least", "shortest"),
}
"""Words after which "at most" and "at least" would stumble: "at most highest share"."""

_SV_VERBS: Final = frozenset(
    """är har hade kan får blir gäller hör flyttas finns säljer söks ges köps ligger drivs
    krävs ingår bidrar lämnas behövs följer täcker betalas redovisas visar används ger kräver
    stämmer möter sker gör leder räknas omfattar minskar ökar påverkar står""".split()
)
_EN_AUXILIARIES: Final = frozenset("is are was were can will would should could".split())
_EN_VERBS: Final = {
    "has": "have",
    "have": "have",
    "sells": "sell",
    "moves": "move",
    "belongs": "belong",
    "contributes": "contribute",
    "gets": "get",
    "goes": "go",
    "applies": "apply",
    "covers": "cover",
    "follows": "follow",
    "uses": "use",
    "gives": "give",
    "shows": "show",
    "leads": "lead",
    "meets": "meet",
}
_SV_NONE: Final = frozenset("ingen inget inga".split())
_SV_SCOPED: Final = _SV_NONE | frozenset(
    "inte vissa någon något några varje alla allt hela".split()
)
_EN_SCOPED: Final = frozenset("no not some any every all each certain none whole".split())
_RELATIVE: Final = frozenset("som där när that which who where covered".split())
_ADVERBS: Final = frozenset("inte också redan alltid aldrig bara".split())


def subordinated(clause: str) -> str:
    """A Swedish clause in the order that it has after *att*: its adverb before its verb."""
    words = clause.split()
    place = next((at for at, word in enumerate(words) if word in _SV_VERBS), len(words))
    if place + 1 < len(words) and words[place + 1] in _ADVERBS:
        words[place], words[place + 1] = words[place + 1], words[place]
    return " ".join(words)


def negated(clause: str, language: Language, *, subordinate: bool = False) -> str | None:
    """`clause` with its verb negated; None where that would be unclear or its verb is unknown.

    "No closer study is needed" loses its *no*. A clause that counts otherwise ("some companies
    get …") or is already negated is left alone: its negation would deny something else.
    """
    first, *rest = clause.split()
    if first in (_SV_NONE if language == "sv" else {"no"}):
        return " ".join(rest)
    if language == "sv":
        return _negated_sv([first, *rest], subordinate=subordinate)
    return _negated_en([first, *rest])


def _negated_sv(words: list[str], *, subordinate: bool) -> str | None:
    place = next((at for at, word in enumerate(words) if word in _SV_VERBS), 0)
    subject, verb, rest = words[:place], words[place], words[place + 1 :]
    if not subject or not _SV_SCOPED.isdisjoint(words) or not _RELATIVE.isdisjoint(subject):
        return None
    order = ("inte", verb) if subordinate else (verb, "inte")
    return " ".join((*subject, *order, *rest))


def _negated_en(words: list[str]) -> str | None:
    verbs = _EN_AUXILIARIES | set(_EN_VERBS)
    place = next((at for at, word in enumerate(words) if word in verbs), 0)
    subject, verb, rest = words[:place], words[place], words[place + 1 :]
    if not subject or not _EN_SCOPED.isdisjoint(words) or not _RELATIVE.isdisjoint(subject):
        return None
    if verb in _EN_AUXILIARIES or (verb in {"has", "have"} and rest[:1] == ["been"]):
        said = f"{verb} not"
    else:
        said = f"{'do' if verb == 'have' else 'does'} not {_EN_VERBS[verb]}"
    return " ".join((*subject, said, *rest))
