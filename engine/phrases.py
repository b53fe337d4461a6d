"""The words of the plain-language rendering: one table per part of speech."""

from __future__ import annotations

from engine.model import Texts

__all__ = ["COMPARISONS", "DATE_COMPARISONS", "FUNCTIONS", "JOINTS", "SYMBOLS"]

SYMBOLS = {
    "+": "+",
    "-": "\N{MINUS SIGN}",
    "*": "\N{MULTIPLICATION SIGN}",
    "/": "/",
    "**": "^",
}

COMPARISONS = {
    "=": Texts("{0} är {1}", "{0} is {1}"),
    "!=": Texts("{0} är inte {1}", "{0} is not {1}"),
    "<": Texts("{0} är mindre än {1}", "{0} is less than {1}"),
    "<=": Texts("{0} är högst {1}", "{0} is at most {1}"),
    ">": Texts("{0} är mer än {1}", "{0} is more than {1}"),
    ">=": Texts("{0} är minst {1}", "{0} is at least {1}"),
}

DATE_COMPARISONS = {
    "=": Texts("{0} är {1}", "{0} is {1}"),
    "!=": Texts("{0} är inte {1}", "{0} is not {1}"),
    "<": Texts("{0} är före {1}", "{0} is before {1}"),
    "<=": Texts("{0} är senast {1}", "{0} is no later than {1}"),
    ">": Texts("{0} är efter {1}", "{0} is after {1}"),
    ">=": Texts("{0} är tidigast {1}", "{0} is no earlier than {1}"),
}

JOINTS = {
    "and": Texts("och", "and"),
    "or": Texts("eller", "or"),
    "not": Texts("det stämmer inte att {0}", "it is not so that {0}"),
    "if": Texts("{0} om {1}, annars {2}", "{0} if {1}, otherwise {2}"),
    "between": Texts("{0} är mellan {1} och {2}", "{0} is between {1} and {2}"),
    "one_of": Texts("{0} är {1}", "{0} is {1}"),
    "among": Texts("{0} finns bland {1}", "{0} is among {1}"),
    "is_none": Texts(
        "{0} har svaret \N{RIGHT DOUBLE QUOTATION MARK}inget\N{RIGHT DOUBLE QUOTATION MARK}",
        "{0} is answered with \N{LEFT DOUBLE QUOTATION MARK}none\N{RIGHT DOUBLE QUOTATION MARK}",
    ),
    "is_some": Texts("{0} finns", "there is {0}"),
    "is_blank": Texts("{0} är tomt", "{0} is blank"),
    "is_filled": Texts("{0} är ifyllt", "{0} is filled in"),
    "some": Texts("för någon post i {0} gäller att {1}", "for some item of {0}, {1}"),
    "every": Texts("för varje post i {0} gäller att {1}", "for every item of {0}, {1}"),
    "where": Texts("{0} där {1}", "{0} where {1}"),
    "field": Texts("{0} i {1}", "{0} of {1}"),
}

FUNCTIONS = {
    "abs": Texts("beloppet av {0}", "the size of {0}"),
    "all": Texts("alla gäller av {0}", "all hold of {0}"),
    "any": Texts("något gäller av {0}", "any holds of {0}"),
    "ceiling": Texts("{0}, avrundat uppåt till heltal", "{0}, rounded up to a whole number"),
    "contains": Texts("{0} innehåller {1}", "{0} contains {1}"),
    "count": Texts("antalet {0}", "the number of {0}"),
    "date": Texts("dagen {0}", "the day {0}"),
    "decimal": Texts("{0}, avrundat till {1} decimaler", "{0}, rounded to {1} decimals"),
    "duration": Texts("tiden {0}", "the time {0}"),
    "floor": Texts("{0}, avrundat nedåt till heltal", "{0}, rounded down to a whole number"),
    "list contains": Texts("{1} finns bland {0}", "{1} is among {0}"),
    "max": Texts("det största av {0}", "the largest of {0}"),
    "min": Texts("det minsta av {0}", "the smallest of {0}"),
    "round down": Texts(
        "{0}, avrundat nedåt till {1} decimaler", "{0}, rounded down to {1} decimals"
    ),
    "round half up": Texts("{0}, avrundat till {1} decimaler", "{0}, rounded to {1} decimals"),
    "round up": Texts("{0}, avrundat uppåt till {1} decimaler", "{0}, rounded up to {1} decimals"),
    "string length": Texts("antalet tecken i {0}", "the number of characters in {0}"),
    "total": Texts("summan av {0}", "the sum of {0}"),
    "verified": Texts("{0} är verifierat", "{0} is verified"),
    "years and months duration": Texts("tiden från {0} till {1}", "the time from {0} to {1}"),
}
