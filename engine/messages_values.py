"""HE05 (first half): a value written as data does not fit its declared kind."""

from __future__ import annotations

from engine.errors import Entry, Words

__all__ = ["NOT_NULLABLE", "OUT_OF_RANGE", "UNKNOWN_CODE", "UNKNOWN_FIELD", "WRONG_KIND"]

WRONG_KIND = Entry(
    "HE0501",
    Words("värdet är av fel slag", "the value is of the wrong kind"),
    Words(
        "Ett värde måste vara av det slag som frågan, parametern eller kolumnen har.",
        "A value has to be of the kind that the question, parameter or column has.",
    ),
    Words(
        "skriv {expected}; en kod eller text som ser ut som ett tal ska stå inom citattecken",
        "write {expected}; a code or text that looks like a number needs quotes",
    ),
)
UNKNOWN_CODE = Entry(
    "HE0502",
    Words("koden {code} finns inte bland valen", "code {code} is not among the choices"),
    Words(
        "Ett val har en sluten lista av koder. En felskriven kod skulle göra villkoret falskt för"
        " alla, utan att någon märkte det.",
        "A choice has a closed list of codes. A misspelt code would make the condition false for"
        " everybody, and nobody would notice.",
    ),
    Words("{step}", "{step}"),
)
UNKNOWN_FIELD = Entry(
    "HE0503",
    Words("posten har inget fält {name}", "the record has no field {name}"),
    Words(
        "Fälten är de som frågan eller tabellen räknar upp.",
        "The fields are those that the question or table lists.",
    ),
    Words("{step}", "{step}"),
)
NOT_NULLABLE = Entry(
    "HE0504",
    Words('{name} kan inte besvaras med "inget"', '{name} cannot be answered "none"'),
    Words(
        "`null` är svaret inget. Bara frågor med `nullable: true` kan besvaras så; är frågan"
        " obesvarad lämnas den bort.",
        "`null` is the answer none. Only questions with `nullable: true` can be answered so; an"
        " unanswered question is left out.",
    ),
    Words("lämna bort raden, eller skriv ett värde", "leave the line out, or write a value"),
)
OUT_OF_RANGE = Entry(
    "HE0505",
    Words(
        "värdet ligger utanför intervallet för {name}", "the value is outside the range of {name}"
    ),
    Words(
        "Frågans `range` säger vilka värden som kan komma in i en ansökan.",
        "The question's `range` says which values can arrive in an application.",
    ),
    Words("rätta värdet, eller frågans `range`", "correct the value, or the question's `range`"),
)
