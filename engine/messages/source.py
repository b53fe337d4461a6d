"""HE01: what a file's bytes can be refused for, before anybody asks what they say."""

from __future__ import annotations

from engine.errors import Entry, Words

__all__ = [
    "ANCHOR",
    "BAD_ESCAPE",
    "BAD_START",
    "BROKEN_LINE",
    "COLON_IN_TEXT",
    "DUPLICATE_KEY",
    "EMPTY_FILE",
    "EMPTY_VALUE",
    "FORBIDDEN_CHARACTER",
    "IMPOSSIBLE_DAY",
    "JSON_SYNTAX",
    "KEY_NOT_TEXT",
    "MERGE_KEY",
    "MISREAD_SCALAR",
    "NOT_UTF8",
    "NUMBER_TOO_LONG",
    "SECOND_DOCUMENT",
    "TAB",
    "TAG",
    "TOO_DEEP",
    "TOO_LARGE",
    "UNCLOSED_BRACKET",
    "UNCLOSED_QUOTE",
    "UNKNOWN_FORMAT",
]

TOO_LARGE = Entry(
    "HE0101",
    Words(
        "filen är {size} byte stor, gränsen är {limit}",
        "the file is {size} bytes long, the limit is {limit}",
    ),
    Words(
        "En fil läses hel; gränsen skyddar den som väntar på svaret.",
        "A file is read whole; the limit protects whoever waits for the answer.",
    ),
    Words("dela upp filen", "split the file"),
)
NOT_UTF8 = Entry(
    "HE0102",
    Words("filen är inte text i UTF-8", "the file is not UTF-8 text"),
    Words(
        "Filer läses som UTF-8 och inget annat, så att å, ä och ö betyder samma sak överallt.",
        "Files are read as UTF-8 and nothing else, so that å, ä and ö mean the same everywhere.",
    ),
    Words("spara filen som UTF-8", "save the file as UTF-8"),
)
FORBIDDEN_CHARACTER = Entry(
    "HE0103",
    Words("otillåtet tecken {character}", "character {character} is not allowed"),
    Words(
        "Styrtecken, osynliga tecken och tecken som vänder skriftriktningen kan dölja vad en"
        " text säger. Tabb, radslut och alla synliga tecken är tillåtna.",
        "Control characters, invisible characters and characters that turn the direction of"
        " writing can hide what a text says. Tab, line ends and all visible characters are fine.",
    ),
    Words("ta bort tecknet", "remove the character"),
)
EMPTY_FILE = Entry(
    "HE0104",
    Words("filen är tom", "the file is empty"),
    Words("En tom fil säger ingenting.", "An empty file says nothing."),
    Words("fyll i filen eller ta bort den", "fill in the file or remove it"),
)
TOO_DEEP = Entry(
    "HE0105",
    Words("djupare än {limit} nivåer", "nested deeper than {limit} levels"),
    Words(
        "Ingen policy eller ansökan behöver så många nivåer i varandra.",
        "No policy or application needs that many levels inside each other.",
    ),
    Words("gör strukturen plattare", "make the structure flatter"),
)
UNKNOWN_FORMAT = Entry(
    "HE0106",
    Words("okänt filformat {name}", "unknown file format {name}"),
    Words(
        "Filnamnets ändelse säger hur filen ska läsas.",
        "The ending of the file name says how the file is to be read.",
    ),
    Words("ge filen rätt ändelse", "give the file the right ending"),
    Words("`.yaml`, `.yml` eller `.json`", "`.yaml`, `.yml` or `.json`"),
)
DUPLICATE_KEY = Entry(
    "HE0107",
    Words("nyckeln {key} finns redan på rad {line}", "key {key} is already on line {line}"),
    Words(
        "Två värden under samma nyckel: ett av dem skulle tyst försvinna.",
        "Two values under one key: one of them would silently be lost.",
    ),
    Words("ta bort eller döp om den ena", "remove or rename one of them"),
)
ANCHOR = Entry(
    "HE0108",
    Words(
        "ankare och alias ({mark}) får inte användas", "anchors and aliases ({mark}) are not used"
    ),
    Words(
        "Ett alias gör att texten på raden inte säger vad som gäller, och några få rader kan"
        " växa till hur mycket som helst.",
        "With an alias the line does not say what holds, and a few lines can grow without bound.",
    ),
    Words(
        "skriv ut innehållet; börjar en text med `&` eller `*` ska den stå inom citattecken",
        "write the content out; a text that begins with `&` or `*` needs quotes",
    ),
)
TAG = Entry(
    "HE0109",
    Words("taggen {tag} får inte användas", "tag {tag} is not used"),
    Words(
        "Vilket slag ett värde har framgår av hur det skrivs, inte av en tagg.",
        "The kind of a value is seen from how it is written, not from a tag.",
    ),
    Words(
        "ta bort taggen; börjar en text med `!` ska den stå inom citattecken",
        "remove the tag; a text that begins with `!` needs quotes",
    ),
)
MERGE_KEY = Entry(
    "HE0110",
    Words("`<<` får inte användas", "`<<` is not used"),
    Words(
        "En sammanslagning gömmer vad som står på platsen.",
        "A merge hides what stands in its place.",
    ),
    Words("skriv ut nycklarna", "write the keys out"),
)
KEY_NOT_TEXT = Entry(
    "HE0111",
    Words("en nyckel måste vara ett ord", "a key must be a word"),
    Words("En lista eller ett tomrum kan inte vara nyckel.", "A list or nothing cannot be a key."),
    Words("skriv `nyckel: värde`", "write `key: value`"),
)
SECOND_DOCUMENT = Entry(
    "HE0112",
    Words(
        "här börjar ett andra dokument eller ett direktiv",
        "a second document or a directive starts here",
    ),
    Words("En fil är ett dokument.", "A file is one document."),
    Words("dela upp filen, eller ta bort raden", "split the file, or remove the line"),
)
EMPTY_VALUE = Entry(
    "HE0113",
    Words("värdet saknas", "the value is missing"),
    Words(
        "Ett tomrum kan betyda både bortglömt och inget; det måste sägas vilket.",
        "A blank can mean both forgotten and none; it has to be said which.",
    ),
    Words(
        "skriv värdet, eller `null` om svaret är inget",
        "write the value, or `null` if the answer is none",
    ),
)
MISREAD_SCALAR = Entry(
    "HE0114",
    Words("{text} kan läsas på flera sätt", "{text} can be read in several ways"),
    Words(
        "YAML-läsare är oense om sådant som `0777`, `1_000`, `12:30`, `1e3`, `~` och `TRUE`."
        " Ord som `no` och `on` är däremot alltid text.",
        "YAML readers disagree on such things as `0777`, `1_000`, `12:30`, `1e3`, `~` and `TRUE`."
        " Words such as `no` and `on`, though, are always text.",
    ),
    Words(
        'skriv `"…"` runt om det är text; annars ett tal som `1000` eller `0.5`, ett datum som'
        " `2026-01-31`, `true`, `false` eller `null`",
        'put `"…"` around it if it is text; else a number such as `1000` or `0.5`, a day such as'
        " `2026-01-31`, `true`, `false` or `null`",
    ),
)
IMPOSSIBLE_DAY = Entry(
    "HE0115",
    Words("{day} finns inte i kalendern", "{day} is not in the calendar"),
    Words(
        "Dagar skrivs år-månad-dag och måste finnas.",
        "Days are written year-month-day and have to exist.",
    ),
    Words("rätta datumet", "correct the date"),
)
NUMBER_TOO_LONG = Entry(
    "HE0116",
    Words("talet {text} är för långt", "number {text} is too long"),
    Words(
        "Tal är exakta med högst 34 siffror. Inget belopp behöver fler.",
        "Numbers are exact with at most 34 digits. No amount needs more.",
    ),
    Words("skriv talet kortare", "write the number shorter"),
)
TAB = Entry(
    "HE0117",
    Words("tabb som indrag", "a tab as indentation"),
    Words(
        "YAML tillåter bara blanksteg som indrag.",
        "YAML allows only spaces as indentation.",
    ),
    Words("byt tabben mot blanksteg", "replace the tab by spaces"),
)
COLON_IN_TEXT = Entry(
    "HE0118",
    Words(
        "kolon följt av blanksteg mitt i ett värde", "a colon followed by a space inside a value"
    ),
    Words(
        "YAML tar `: ` för slutet på en nyckel. Felet kan också vara indraget på raden.",
        "YAML takes `: ` for the end of a key. The indentation of the line may also be wrong.",
    ),
    Words(
        "sätt citattecken runt texten, eller rätta indraget",
        "put the text in quotes, or correct the indentation",
    ),
)
BAD_START = Entry(
    "HE0119",
    Words("ett värde kan inte börja med {character}", "a value cannot begin with {character}"),
    Words(
        "Tecknet är reserverat i YAML när det står först.",
        "The character is reserved in YAML when it comes first.",
    ),
    Words("sätt citattecken runt texten", "put the text in quotes"),
)
UNCLOSED_QUOTE = Entry(
    "HE0120",
    Words("citattecknet stängs aldrig", "the quotation mark is never closed"),
    Words(
        "Texten efter citattecknet går till filens slut.",
        "The text after the quotation mark runs to the end of the file.",
    ),
    Words(
        "stäng med samma tecken; ett `'` inuti `'…'` skrivs `''`, ett `\"` inuti `\"…\"` skrivs"
        ' `\\"`',
        "close it with the same mark; a `'` inside `'…'` is written `''`, a `\"` inside `\"…\"` is"
        ' written `\\"`',
    ),
)
UNCLOSED_BRACKET = Entry(
    "HE0121",
    Words("`{` eller `[` blir fel här", "`{` or `[` goes wrong here"),
    Words(
        "Inom `{…}` och `[…]` skiljer komman posterna åt. En text med komma, kolon eller klammer"
        " måste stå inom citattecken där.",
        "Inside `{…}` and `[…]` commas part the entries. A text with a comma, a colon or a brace"
        " has to be in quotes there.",
    ),
    Words(
        "sätt citattecken runt texten, eller stäng klammern",
        "put the text in quotes, or close the bracket",
    ),
)
BAD_ESCAPE = Entry(
    "HE0122",
    Words("okänt omvänt snedstreck i en text", "unknown backslash in a text"),
    Words(
        'Inom `"…"` har `\\` en särskild betydelse, och bara vissa tecken får följa.',
        'Inside `"…"` a `\\` has a meaning of its own, and only some characters may follow.',
    ),
    Words("skriv `\\\\` för ett omvänt snedstreck", "write `\\\\` for one backslash"),
)
BROKEN_LINE = Entry(
    "HE0123",
    Words("raden går inte att läsa", "the line cannot be read"),
    Words(
        "Oftast är indraget fel, eller så står det något efter ett avslutat citattecken.",
        "Mostly the indentation is wrong, or something stands after a closing quotation mark.",
    ),
    Words(
        'jämför indraget med raderna omkring; ett uttryck som börjar med `"` skrivs på egen rad'
        " efter `|`",
        'compare the indentation with the lines around; an expression that begins with `"` goes on'
        " a line of its own after `|`",
    ),
)
JSON_SYNTAX = Entry(
    "HE0124",
    Words("filen är inte riktig JSON här", "the file is not proper JSON here"),
    Words(
        "JSON läses strängt: inga kommentarer, inget sista komma, inget NaN eller Infinity.",
        "JSON is read strictly: no comments, no last comma, no NaN or Infinity.",
    ),
    Words("rätta tecknet", "correct the character"),
)
