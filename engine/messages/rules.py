"""HE06 rules and tables, HE07 texts that fill in values, HE09 dates, imports and bundles."""

from __future__ import annotations

from engine.errors import Entry, Words

__all__ = [
    "CONSTANT_CONDITION",
    "DEAD_ROW",
    "ENDS_BEFORE_START",
    "NOT_ASCENDING",
    "NOT_COVERED",
    "NOT_IN_TEXT",
    "NO_LAST_ROW",
    "OTHERWISE_EARLY",
    "PACK_NOT_IN_FORCE",
    "PACK_TWICE",
    "UNKNOWN_PLACEHOLDER",
]

CONSTANT_CONDITION = Entry(
    "HE0601",
    Words(
        "villkoret är detsamma för alla ansökningar",
        "the condition is the same for all applications",
    ),
    Words(
        "Det läser inget svar, inget härlett faktum och inte `judged_on`, så det avgör ingenting.",
        "It reads no answer, no derived fact and not `judged_on`, so it decides nothing.",
    ),
    Words(
        "låt villkoret läsa ett faktum; alltid sant `applies` lämnas bort",
        "let the condition read a fact; an `applies` that is always true is left out",
    ),
)
NO_LAST_ROW = Entry(
    "HE0602",
    Words("tabellen saknar en sista rad `otherwise`", "the table has no last row `otherwise`"),
    Words(
        "Utan den kan en ansökan hamna utanför alla nivåer.",
        "Without it an application can fall outside all levels.",
    ),
    Words(
        "avsluta med `- {otherwise: true, level: …}`", "end with `- {otherwise: true, level: …}`"
    ),
)
OTHERWISE_EARLY = Entry(
    "HE0603",
    Words("raderna efter `otherwise` nås aldrig", "the rows after `otherwise` are never reached"),
    Words(
        "Den första raden som håller avgör, och `otherwise` håller alltid.",
        "The first row that holds decides, and `otherwise` always holds.",
    ),
    Words("flytta raden sist", "move the row to the end"),
)
DEAD_ROW = Entry(
    "HE0604",
    Words("raden nås aldrig: {reason}", "the row is never reached: {reason}"),
    Words(
        "Den första raden som håller avgör; en rad som aldrig är först säger inget men ser ut att"
        " göra det.",
        "The first row that holds decides; a row that is never the first says nothing.",
    ),
    Words(
        "ändra radens villkor eller ordning, eller ta bort den",
        "change the row's condition or its place, or remove it",
    ),
)
UNKNOWN_PLACEHOLDER = Entry(
    "HE0701",
    Words("det finns inget värde {name} att fylla i", "there is no value {name} to fill in"),
    Words(
        "`{namn}` i en text är en fråga, ett härlett faktum, en parameter, en import eller"
        " `judged_on`.",
        "`{name}` in a text is a question, a derived fact, a parameter, an import or `judged_on`.",
    ),
    Words("{step}", "{step}"),
)
NOT_IN_TEXT = Entry(
    "HE0702",
    Words(
        "{name} är {kind} och kan inte visas i en mening",
        "{name} is {kind} and does not fit a sentence",
    ),
    Words(
        "I en mening går det att visa ett tal, en dag, en kod, en text eller ja och nej.",
        "A sentence can show a number, a day, a code, a text or yes and no.",
    ),
    Words(
        "härled ett enskilt värde, till exempel `count(…)`",
        "derive a single value, such as `count(…)`",
    ),
)
NOT_ASCENDING = Entry(
    "HE0901",
    Words("{day} kommer inte efter {before}", "{day} does not come after {before}"),
    Words(
        "Värden står i ordning efter dagen då de börjar gälla, och varje dag en gång.",
        "Values stand in the order of the days from which they hold, and every day once.",
    ),
    Words("sortera värdena, eller rätta dagen", "sort the values, or correct the day"),
)
NOT_COVERED = Entry(
    "HE0902",
    Words(
        "{name} saknar värde från policyns första dag {day}",
        "{name} has no value from the policy's first day {day}",
    ),
    Words(
        "En ansökan från en dag utan värde skulle inte kunna bedömas.",
        "An application from a day without a value could not be judged.",
    ),
    Words(
        "lägg till ett värde med `from: {date}` eller tidigare, eller ändra `valid_from`",
        "add a value with `from: {date}` or earlier, or change `valid_from`",
    ),
)
ENDS_BEFORE_START = Entry(
    "HE0903",
    Words("slutdagen är inte efter {start}", "the end is not after {start}"),
    Words(
        "Slutdagen är den första dagen då det inte längre gäller.",
        "The end is the first day on which it no longer holds.",
    ),
    Words("rätta en av dagarna", "correct one of the days"),
)
PACK_TWICE = Entry(
    "HE0904",
    Words("{pack} bedömer två gånger samma dag", "{pack} judges twice on one day"),
    Words(
        "Samma policy får finnas två gånger i en stödform bara om dagarna inte överlappar.",
        "A policy may stand twice in a bundle only if the days do not overlap.",
    ),
    Words("ta bort den ena, eller rätta dagarna", "remove one of them, or correct the days"),
)
PACK_NOT_IN_FORCE = Entry(
    "HE0905",
    Words("{pack} gäller {period}", "{pack} holds {period}"),
    Words(
        "En stödform, eller en policy som importerar, kan inte använda en policy dagar då den inte"
        " gäller.",
        "A bundle, or a policy that imports, cannot use a policy on a day when it does not hold.",
    ),
    Words("rätta dagarna", "correct the days"),
)
