"""HE02: the file can be read, but is not shaped as the format says."""

from __future__ import annotations

from engine.errors import Entry, Words

__all__ = [
    "BAD_NAME",
    "BAD_PATH",
    "BAD_PLACEHOLDER",
    "BAD_RANGE",
    "BAD_URL",
    "BAD_VERSION",
    "BRACE_IN_TEXT",
    "DAY_IS_NOT_AN_EXPRESSION",
    "DUPLICATE_NAME",
    "EMPTY_LIST",
    "EMPTY_TEXT",
    "FIELD_IS_LIST",
    "KEY_DOES_NOT_FIT",
    "MISSING_KEY",
    "MISSING_TRANSLATION",
    "NOT_ALLOWED_WORD",
    "OTHERWISE_FALSE",
    "PLACEHOLDERS_DIFFER",
    "RESERVED_NAME",
    "ROW_LENGTH",
    "UNKNOWN_KEY",
    "WHEN_OR_OTHERWISE",
    "WRONG_SHAPE",
]

MISSING_KEY = Entry(
    "HE0201",
    Words("nyckeln {key} saknas", "key {key} is missing"),
    Words(
        "Nyckeln är obligatorisk: utan den är regeln inte fullständig.",
        "The key is required: without it the rule is not complete.",
    ),
    Words("lägg till {key}", "add {key}"),
)
UNKNOWN_KEY = Entry(
    "HE0202",
    Words("okänd nyckel {key}", "unknown key {key}"),
    Words(
        "En nyckel som ingen läser är en regel som tyst försvinner, så den vägras.",
        "A key that nobody reads is a rule that silently disappears, so it is refused.",
    ),
    Words("{step}", "{step}"),
)
WRONG_SHAPE = Entry(
    "HE0203",
    Words("fel slags värde", "the wrong sort of value"),
    Words(
        "Formatet säger vad som ska stå på platsen: en text, ett tal, en dag, en lista eller en"
        " grupp nycklar.",
        "The format says what belongs in the place: a text, a number, a day, a list or a group"
        " of keys.",
    ),
    Words("skriv {expected}", "write {expected}"),
)
EMPTY_TEXT = Entry(
    "HE0204",
    Words("texten är tom", "the text is empty"),
    Words("En tom text säger ingenting.", "An empty text says nothing."),
    Words("skriv texten", "write the text"),
)
EMPTY_LIST = Entry(
    "HE0205",
    Words("listan är tom", "the list is empty"),
    Words(
        "Listan behöver minst en post; annars lämnas nyckeln bort.",
        "The list needs at least one entry; otherwise the key is left out.",
    ),
    Words("lägg till en post eller ta bort nyckeln", "add an entry or remove the key"),
)
BAD_NAME = Entry(
    "HE0206",
    Words("{name} kan inte vara namn här", "{name} cannot be a name here"),
    Words(
        "Namn på frågor och fakta skrivs `små_bokstäver`, beteckningar på policyer och regler"
        " `MED-STORA`. Bara a–z, siffror och `_` eller `-`.",
        "Names of questions and facts are written in `lower_case`, ids of policies and rules in"
        " `CAPITALS`. Only a–z, digits and `_` or `-`.",
    ),
    Words("byt namn", "choose another name"),
)
RESERVED_NAME = Entry(
    "HE0207",
    Words("{name} är ett reserverat ord", "{name} is a reserved word"),
    Words(
        "Ordet har redan en betydelse i uttrycken.",
        "The word already has a meaning in expressions.",
    ),
    Words("välj ett annat namn", "choose another name"),
)
DUPLICATE_NAME = Entry(
    "HE0208",
    Words("{name} finns redan, se {first}", "{name} exists already, see {first}"),
    Words(
        "Alla namn och beteckningar i en policy delar ett namnrum; en rad i ett beslut ska peka"
        " på en enda sak.",
        "All names and ids of a policy share one name space; a line in a decision shall point to"
        " one thing only.",
    ),
    Words("byt namn på den ena", "rename one of them"),
)
MISSING_TRANSLATION = Entry(
    "HE0209",
    Words("texten finns inte på {language}", "the text does not exist in {language}"),
    Words(
        "Varje text finns på svenska och engelska.",
        "Every text exists in Swedish and in English.",
    ),
    Words("lägg till {key}", "add {key}"),
)
NOT_ALLOWED_WORD = Entry(
    "HE0210",
    Words("{word} är inget av de möjliga värdena", "{word} is not one of the possible values"),
    Words(
        "Bara uppräknade värden har en betydelse här.", "Only listed values have a meaning here."
    ),
    Words("{step}", "{step}"),
)
BAD_VERSION = Entry(
    "HE0211",
    Words("{version} är inget versionsnummer", "{version} is not a version number"),
    Words(
        "En version har tre tal: större ändring, mindre ändring, rättelse.",
        "A version has three numbers: larger change, smaller change, correction.",
    ),
    Words("skriv versionen med tre tal", "write the version with three numbers"),
    Words("tre tal som `1.0.0`", "three numbers such as `1.0.0`"),
)
BAD_RANGE = Entry(
    "HE0212",
    Words("{range} är inget intervall", "{range} is not a range"),
    Words(
        "Ett intervall har två gränser av frågans slag, den lägre först. `[` och `]` räknar med"
        " gränsen, `(` och `)` gör det inte. En gräns får lämnas tom.",
        "A range has two ends of the question's kind, the lower one first. `[` and `]` include"
        " the end, `(` and `)` do not. An end may be left blank.",
    ),
    Words("rätta intervallet", "correct the range"),
    Words(
        '`"[0..100]"`, `"(0..100]"`, `"[0..)"` eller `"[2020-01-01..2030-12-31]"`',
        '`"[0..100]"`, `"(0..100]"`, `"[0..)"` or `"[2020-01-01..2030-12-31]"`',
    ),
)
BAD_URL = Entry(
    "HE0213",
    Words("{url} är ingen säker webbadress", "{url} is not a safe web address"),
    Words(
        "Adressen visas som en länk för den som läser bedömningen.",
        "The address is shown as a link to whoever reads the assessment.",
    ),
    Words(
        "skriv hela adressen, eller ta bort `url`",
        "write the whole address, or remove `url`",
    ),
    Words(
        "en adress som börjar med `https://`, utan blanksteg",
        "an address that begins with `https://`, without blanks",
    ),
)
BAD_PATH = Entry(
    "HE0214",
    Words("{path} kan inte vara en plats i ansökan", "{path} cannot be a place in an application"),
    Words(
        "En plats är namn med punkt emellan, som i ansökningsfilen.",
        "A place is names with dots between, as in the application file.",
    ),
    Words("rätta platsen", "correct the place"),
    Words("`economy.requested_support`", "`economy.requested_support`"),
)
BAD_PLACEHOLDER = Entry(
    "HE0215",
    Words("{text} är ingen platshållare", "{text} is not a placeholder"),
    Words(
        "I en text betyder `{namn}` värdet av ett faktum. Ensamma klamrar kan inte visas.",
        "In a text `{name}` means the value of a fact. Single braces cannot be shown.",
    ),
    Words(
        "skriv ett namn mellan `{` och `}`, eller använd vanliga parenteser",
        "write a name between `{` and `}`, or use ordinary parentheses",
    ),
)
BRACE_IN_TEXT = Entry(
    "HE0216",
    Words("värden fylls inte i här", "values are not filled in here"),
    Words(
        "Bara `applicant` och `officer` får innehålla `{namn}`; andra texter visas som de står.",
        "Only `applicant` and `officer` may hold `{name}`; other texts are shown as they are.",
    ),
    Words("skriv texten utan `{` och `}`", "write the text without `{` and `}`"),
)
PLACEHOLDERS_DIFFER = Entry(
    "HE0217",
    Words(
        "texterna fyller i olika värden: {names} finns bara på {language}",
        "the texts fill in different values: {names} only in {language}",
    ),
    Words(
        "Den som läser på engelska ska få veta samma sak som den som läser på svenska.",
        "Whoever reads English is to learn the same as whoever reads Swedish.",
    ),
    Words("använd samma värden i båda texterna", "use the same values in both texts"),
)
DAY_IS_NOT_AN_EXPRESSION = Entry(
    "HE0218",
    Words("{day} räknas som en subtraktion", "{day} counts as a subtraction"),
    Words(
        "I ett uttryck är `2023-01-01` talet 2021. En dag skrivs med `date`.",
        "In an expression `2023-01-01` is the number 2021. A day is written with `date`.",
    ),
    Words('skriv `date("…")` runt dagen', 'write `date("…")` around the day'),
)
FIELD_IS_LIST = Entry(
    "HE0219",
    Words("en lista i en lista går inte", "a list inside a list is not possible"),
    Words(
        "En lista har poster med enkla frågor; formulären visar en nivå.",
        "A list has items with simple questions; the forms show one level.",
    ),
    Words("gör den inre listan till en egen fråga", "make the inner list a question of its own"),
)
KEY_DOES_NOT_FIT = Entry(
    "HE0220",
    Words("{key} hör inte hit: {reason}", "{key} does not belong here: {reason}"),
    Words(
        "Nyckeln finns, men bara tillsammans med något annat.",
        "The key exists, but only together with something else.",
    ),
    Words("ta bort {key}", "remove {key}"),
)
ROW_LENGTH = Entry(
    "HE0221",
    Words(
        "raden har inte ett värde för varje kolumn",
        "the row has not one value for every column",
    ),
    Words(
        "En rad skrivs `[värde, värde]`, med lika många värden som tabellen har kolumner.",
        "A row is written `[value, value]`, with as many values as the table has columns.",
    ),
    Words("fyll i eller ta bort värden", "fill in or remove values"),
)
WHEN_OR_OTHERWISE = Entry(
    "HE0222",
    Words(
        "raden behöver antingen `when` eller `otherwise`",
        "the row needs either `when` or `otherwise`",
    ),
    Words(
        "En rad gäller antingen när ett villkor håller, eller när ingen rad ovanför gör det.",
        "A row holds either when a condition does, or when no row above does.",
    ),
    Words("behåll en av dem", "keep one of them"),
)
OTHERWISE_FALSE = Entry(
    "HE0223",
    Words("`otherwise` kan bara vara `true`", "`otherwise` can only be `true`"),
    Words(
        "Raden finns för det som blir över; en avstängd sådan rad säger ingenting.",
        "The row is for what is left; a switched-off one says nothing.",
    ),
    Words("skriv `otherwise: true`", "write `otherwise: true`"),
)
