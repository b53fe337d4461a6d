"""HE10: what an application file can be refused for, and what to do about it.

Each kind of failure that the model knows has one entry. No entry quotes an answer: answers may
be personal, and a place in the file says enough.
"""

from __future__ import annotations

from typing import Final

from engine.errors import Entry, Words

__all__ = [
    "BY_TYPE",
    "CATALOGUE",
    "EVIDENCE_TWICE",
    "EVIDENCE_UNKNOWN",
    "KIND_TELLS",
    "MORE",
    "NO_NULL",
    "OTHER",
    "UNKNOWN_KEY",
    "UNREADABLE",
]

_PRIVATE: Final = Words(
    "Felet visar var det sitter men inte vad du skrev, eftersom svaret kan vara personligt.",
    "The error shows where but not what you wrote, because the answer may be personal.",
)


def _entry(
    number: int, message: Words, step: Words, expected: Words | None = None, cause: Words = _PRIVATE
) -> Entry:
    return Entry(f"HE10{number:02}", message, cause, step, expected)


def _form(number: int, what: Words, step: Words, cause: Words = _PRIVATE) -> Entry:
    """An answer of the wrong form: the message names the place, the contrast says the rest."""
    message = Words("svaret på `{path}` har fel form", "the answer to `{path}` has the wrong form")
    return _entry(number, message, step, what, cause)


OTHER: Final = _entry(
    0,
    Words("svaret på `{path}` går inte att använda", "the answer to `{path}` cannot be used"),
    Words("jämför med referensen för ansökan", "compare with the reference of the application"),
)
UNKNOWN_KEY: Final = _entry(
    1,
    Words("det finns ingen fråga {key} här", "there is no question {key} here"),
    Words("rätta ordet eller ta bort raden", "correct the word or remove the line"),
    cause=Words(
        "En felstavad fråga skulle annars se ut som en obesvarad.",
        "A misspelt question would otherwise look like an unanswered one.",
    ),
)
NO_NULL: Final = _entry(
    2,
    Words("`null` är inget svar på `{path}`", "`null` is no answer to `{path}`"),
    Words("ta bort raden om frågan är obesvarad", "remove the line if the question is unanswered"),
    cause=Words(
        "`null` betyder att svaret är ”inget”. Det går bara där frågan tillåter det.",
        "`null` means that the answer is “none”. That works only where the question allows it.",
    ),
)
SECTION: Final = _form(
    3,
    Words("ett avsnitt med frågor", "a section of questions"),
    Words("skriv frågorna indragna under ordet", "write the questions indented under the word"),
)
LIST: Final = _form(
    4,
    Words("en lista", "a list"),
    Words("börja varje rad med `- `, eller skriv `[]`", "begin each line with `- `, or write `[]`"),
)
TOO_MANY: Final = _entry(
    5,
    Words("fler än 500 rader under `{path}`", "more than 500 lines under `{path}`"),
    Words("slå ihop rader som hör ihop", "merge lines that belong together"),
)
TEXT: Final = _form(
    6,
    Words("text", "text"),
    Words('skriv `"…"` runt om svaret', 'put `"…"` around the answer'),
    Words(
        "Utan citattecken är `2026` ett tal och `2026-01-31` ett datum, inte text.",
        "Without quotes `2026` is a number and `2026-01-31` a date, not text.",
    ),
)
TOO_LONG: Final = _entry(
    7,
    Words("texten i `{path}` är för lång", "the text in `{path}` is too long"),
    Words("korta texten", "shorten the text"),
    Words("högst {limit} tecken", "at most {limit} characters"),
)
SEVERAL_LINES: Final = _form(
    8,
    Words("text på en rad", "text on one line"),
    Words("skriv allt på samma rad", "write everything on the same line"),
)
CHARACTER: Final = _entry(
    9,
    Words("otillåtet tecken {character} i `{path}`", "character {character} in `{path}`"),
    Words("ta bort tecknet", "remove the character"),
)
NUMBER: Final = _form(
    10,
    Words("ett tal, som `60000` eller `0.5`", "a number such as `60000` or `0.5`"),
    Words("skriv bara siffror, med punkt före decimalerna", "write digits only, with a point"),
    Words(
        "Tal räknas exakt. Enhet, tusentalsmellanrum och decimalkomma hör inte till talet.",
        "Numbers are exact. Units, thousands separators and a decimal comma are no part of them.",
    ),
)
DECIMALS: Final = _form(
    11,
    Words("högst {limit} decimaler", "at most {limit} decimals"),
    Words("avrunda talet", "round the number"),
)
RANGE: Final = _entry(
    12,
    Words("talet eller dagen i `{path}` är utanför gränsen", "`{path}` is out of bounds"),
    Words("kontrollera svaret", "check the answer"),
    Words("{bound}", "{bound}"),
)
BOOLEAN: Final = _form(
    13,
    Words("`true` (ja) eller `false` (nej)", "`true` or `false`"),
    Words("skriv `true` eller `false`", "write `true` or `false`"),
)
DAY: Final = _form(
    14,
    Words("en dag, som `2026-01-31`", "a day such as `2026-01-31`"),
    Words("skriv år-månad-dag", "write year-month-day"),
)
CHOICE: Final = _entry(
    15,
    Words("`{path}` har inte det valet", "`{path}` has no such choice"),
    Words(
        'välj ett av orden; siffror skrivs som `"1"`', 'choose one of the words; digits as `"1"`'
    ),
    Words("{choices}", "{choices}"),
)
ORG_NUMBER: Final = _form(
    16,
    Words("tio siffror, som `499900-0013`", "ten digits such as `499900-0013`"),
    Words("skriv organisationsnumret med tio siffror", "write all ten digits"),
)
CHECK_DIGIT: Final = _entry(
    17,
    Words("kontrollsiffran i `{path}` stämmer inte", "the check digit of `{path}` is wrong"),
    Words("jämför siffra för siffra", "compare digit by digit"),
)
PERSONAL_NUMBER: Final = _entry(
    18,
    Words("`{path}` ser ut som ett personnummer", "`{path}` looks like a personal number"),
    Words(
        "ta bort raden; verktyget behöver inget personnummer",
        "remove the line; no personal number is needed",
    ),
    cause=Words(
        "Den som har enskild firma lämnar organisationsnumret obesvarat här.",
        "A sole trader leaves the organisation number unanswered here.",
    ),
)
CFAR: Final = _form(
    19,
    Words("åtta siffror inom citattecken", "eight digits in quotes"),
    Words("slå upp numret hos SCB", "look the number up at Statistics Sweden"),
)
SNI: Final = _form(
    20,
    Words("två till fem siffror ur SNI 2007, inom citattecken", "two to five digits of SNI 2007"),
    Words("slå upp koden hos SCB", "look the code up at Statistics Sweden"),
)
END: Final = _entry(
    21,
    Words("slutdagen ligger före startdagen", "the end day is before the start day"),
    Words("rätta en av dagarna", "correct one of the days"),
)
SECTOR: Final = _entry(
    22,
    Words("SNI-koden hör till en annan bransch", "the SNI code belongs to another industry"),
    Words("rätta koden eller branschen", "correct the code or the industry"),
)
SHARES: Final = _entry(
    23,
    Words("ägarnas andelar är mer än 100 procent", "the owners' shares exceed 100 per cent"),
    Words("rätta andelarna", "correct the shares"),
)
KIND: Final = _entry(
    24,
    Words(
        "stödformen hör till en annan typ av stöd", "the form belongs to another type of support"
    ),
    Words("rätta `application_kind` eller `form`", "correct `application_kind` or `form`"),
)
ORIGIN: Final = _entry(
    25,
    Words("det står inte varifrån ansökan kommer", "nothing says where the application comes from"),
    Words("skriv det i `origin_note`", "say so in `origin_note`"),
    cause=Words(
        "Det som är påhittat eller hämtat ur en källa ska säga det.",
        "What is invented or taken from a source has to say so.",
    ),
)
UNSIGNED: Final = _entry(
    26,
    Words("kontrollen av `{path}` är inte undertecknad", "the check of `{path}` is not signed"),
    Words("lägg till `by` (roll eller signatur) och `at` (dag)", "add `by` (role) and `at` (day)"),
)
NO_STATUS: Final = _entry(
    27,
    Words("`{path}` saknas", "`{path}` is missing"),
    Words("lägg till raden", "add the line"),
)
EVIDENCE_UNKNOWN: Final = _entry(
    28,
    Words("det finns ingen fråga {key} att kontrollera", "there is no question {key} to check"),
    Words("skriv frågans namn eller plats", "write the name or the path of the question"),
)
EVIDENCE_TWICE: Final = _entry(
    29,
    Words("{key} är kontrollerad två gånger", "{key} is checked twice"),
    Words("behåll en av dem", "keep one of them"),
)
PATTERN: Final = _form(
    30,
    Words("bara små bokstäver, siffror och `_ . -`", "lower-case letters, digits and `_ . -` only"),
    Words("rätta ordet", "correct the word"),
)
MORE: Final = _entry(
    31,
    Words("{count} fel till visas inte", "{count} more errors are not shown"),
    Words("rätta de första och prova igen", "correct the first ones and try again"),
)
UNREADABLE: Final = _entry(
    32,
    Words("filen går inte att läsa", "the file cannot be read"),
    Words(
        "kontrollera att det är en vanlig fil som du får läsa", "check that it is a readable file"
    ),
    Words("en vanlig fil", "an ordinary file"),
    Words(
        "En mapp, en länk i cirkel eller en fil utan rätt att läsa ger detta fel.",
        "A directory, a circular link or a file without permission gives this error.",
    ),
)

BY_TYPE: Final[dict[str, Entry]] = {
    "extra_forbidden": UNKNOWN_KEY,
    "model_type": SECTION,
    "model_attributes_type": SECTION,
    "dict_type": SECTION,
    "mapping_type": SECTION,
    "tuple_type": LIST,
    "too_many_items": TOO_MANY,
    "too_long": TOO_MANY,
    "string_type": TEXT,
    "string_unicode": CHARACTER,
    "string_too_long": TOO_LONG,
    "several_lines": SEVERAL_LINES,
    "forbidden_character": CHARACTER,
    "is_instance_of": NUMBER,
    "finite_number": NUMBER,
    "decimal_max_places": DECIMALS,
    "greater_than": RANGE,
    "greater_than_equal": RANGE,
    "less_than": RANGE,
    "less_than_equal": RANGE,
    "bool_type": BOOLEAN,
    "date_type": DAY,
    "day_form": DAY,
    "literal_error": CHOICE,
    "org_number_form": ORG_NUMBER,
    "check_digit": CHECK_DIGIT,
    "personal_number": PERSONAL_NUMBER,
    "cfar_form": CFAR,
    "sni_form": SNI,
    "end_before_start": END,
    "sector_of_another_code": SECTOR,
    "owned_more_than_once": SHARES,
    "kind_of_another_form": KIND,
    "origin_unexplained": ORIGIN,
    "evidence_unsigned": UNSIGNED,
    "missing": NO_STATUS,
    "string_pattern_mismatch": PATTERN,
}
"""The entry for each type of failure that pydantic or our own validators report."""

KIND_TELLS: Final = frozenset({SECTION, LIST, TEXT, NUMBER, BOOLEAN, DAY, CHOICE})
"""Entries that are clearer beside the kind of answer that was found."""

CATALOGUE: Final = tuple(
    sorted(
        {
            *(OTHER, NO_NULL, EVIDENCE_UNKNOWN, EVIDENCE_TWICE, MORE, UNREADABLE),
            *BY_TYPE.values(),
        },
        key=lambda entry: entry.code,
    )
)
