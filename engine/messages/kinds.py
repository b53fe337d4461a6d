"""HE05: kinds, units and codes, in data and in expressions."""

from __future__ import annotations

from engine.errors import Entry, Words

__all__ = [
    "COMPUTED_INDEX",
    "EMPTY_RANGE",
    "EXPECTED_BOOLEAN",
    "EXPECTED_LIST",
    "EXPECTED_NUMBER",
    "INEXACT_DIVISION",
    "INEXACT_POWER",
    "KIND_MISMATCH",
    "NEVER_NULL",
    "NOT_NULLABLE",
    "NO_ORDER",
    "NULL_HERE",
    "OUT_OF_RANGE",
    "REFUSED_FUNCTION",
    "UNITS_DIFFER",
    "UNITS_MULTIPLIED",
    "UNKNOWN_CODE",
    "UNKNOWN_FIELD",
    "WRONG_ARGUMENT",
    "WRONG_KIND",
]

WRONG_KIND = Entry(
    "HE0501",
    Words("värdet är av fel slag", "the value is of the wrong kind"),
    Words(
        "Ett värde måste vara av det slag som frågan, parametern eller kolumnen har.",
        "A value has to be of the kind that the question, parameter or column has.",
    ),
    Words("{step}", "{step}"),
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
KIND_MISMATCH = Entry(
    "HE0510",
    Words("{left} och {right} kan inte jämföras eller blandas", "{left} and {right} do not mix"),
    Words(
        "Båda sidor måste vara av samma slag.",
        "Both sides have to be of one kind.",
    ),
    Words("gör båda till samma slag", "make both the same kind"),
)
UNITS_DIFFER = Entry(
    "HE0511",
    Words("{left} och {right} har olika enheter", "{left} and {right} have different units"),
    Words(
        "Kronor och euro, eller personer och procent, kan varken jämföras eller läggas ihop. Ett"
        " utskrivet tal tar den andra sidans enhet.",
        "Kronor and euro, or persons and per cent, can be neither compared nor added. A number"
        " written out takes the unit of the other side.",
    ),
    Words(
        "räkna om den ena, eller deklarera dem med samma enhet",
        "convert one of them, or declare them with the same unit",
    ),
)
UNITS_MULTIPLIED = Entry(
    "HE0512",
    Words("{left} gånger {right} blir ingen känd enhet", "{left} times {right} has no known unit"),
    Words(
        "Ett tal utan enhet kan multipliceras med vad som helst; `SEK_per_hour` med timmar och"
        " `SEK_per_EUR` med euro ger kronor.",
        "A number without unit can scale anything; `SEK_per_hour` with hours and `SEK_per_EUR`"
        " with euro give kronor.",
    ),
    Words(
        "deklarera faktorn utan enhet (en procentsats som `50`, delat med 100)",
        "declare the factor without a unit (a rate such as `50`, divided by 100)",
    ),
)
EXPECTED_BOOLEAN = Entry(
    "HE0513",
    Words("här behövs ett villkor", "a condition is needed here"),
    Words(
        "Det som styr en regel eller ingår i `and`, `or`, `not` och `if` måste vara sant eller"
        " falskt.",
        "What decides a rule, or stands in `and`, `or`, `not` and `if`, has to be true or false.",
    ),
    Words("jämför med något, till exempel `x > 0`", "compare it with something, such as `x > 0`"),
    Words("sant eller falskt", "true or false"),
)
EXPECTED_NUMBER = Entry(
    "HE0514",
    Words("här behövs ett tal", "a number is needed here"),
    Words(
        "Räkning görs med tal; dagar tål `+` och `-` med en längd, och skillnad mellan dagar.",
        "Arithmetic takes numbers; days take `+` and `-` with a length, and differences of days.",
    ),
    Words("rätta uttrycket", "correct the expression"),
    Words("ett tal", "a number"),
)
EXPECTED_LIST = Entry(
    "HE0515",
    Words("här behövs en lista", "a list is needed here"),
    Words(
        "`[…]`, `some`, `every`, `count`, `total`, `min`, `max`, `all` och `any` gäller listor.",
        "`[…]`, `some`, `every`, `count`, `total`, `min`, `max`, `all` and `any` work on lists.",
    ),
    Words("använd en lista", "use a list"),
    Words("en lista", "a list"),
)
NO_ORDER = Entry(
    "HE0516",
    Words("{left} har ingen ordning", "{left} has no order"),
    Words(
        "Bara tal, dagar och längder kan vara större eller mindre.",
        "Only numbers, days and lengths of time can be larger or smaller.",
    ),
    Words("använd `=` eller `in`", "use `=` or `in`"),
)
INEXACT_DIVISION = Entry(
    "HE0517",
    Words("division bara med 10, 100, 1000 …", "division only by 10, 100, 1000 …"),
    Words(
        "En tredjedel har inget exakt decimaltal, och då kan ett öre avgöra olika i olika motorer.",
        "A third has no exact decimal, and then one öre could decide differently in different"
        " engines.",
    ),
    Words(
        "multiplicera i stället den andra sidan: `a / b > c` blir `a > c * b`",
        "multiply the other side: `a / b > c` becomes `a > c * b`",
    ),
)
INEXACT_POWER = Entry(
    "HE0518",
    Words("potens bara med ett utskrivet heltal", "powers only with a whole number written out"),
    Words(
        "Annars är resultatet inte exakt. Talet som upphöjs får inte ha enhet.",
        "Otherwise the result is not exact. The number raised must not have a unit.",
    ),
    Words(
        "skriv exponenten som 2, 3 … eller multiplicera", "write the exponent as 2, 3 … or multiply"
    ),
)
REFUSED_FUNCTION = Entry(
    "HE0519",
    Words("{function} används inte i policyer", "{function} is not used in policies"),
    Words(
        "`sum` av en tom lista är null i FEEL, `decimal` avrundar till jämnt utan att säga det,"
        " och `upper case` och `lower case` beror på språk.",
        "`sum` of an empty list is null in FEEL, `decimal` rounds to even without saying so, and"
        " `upper case` and `lower case` depend on the language.",
    ),
    Words("{step}", "{step}"),
)
WRONG_ARGUMENT = Entry(
    "HE0520",
    Words("{function} kan inte ta det här", "{function} cannot take this"),
    Words(
        "Varje funktion tar värden av bestämda slag.",
        "Every function takes values of certain kinds.",
    ),
    Words("ge {function} {expected}", "give {function} {expected}"),
)
NEVER_NULL = Entry(
    "HE0521",
    Words("{name} är aldrig null", "{name} is never null"),
    Words(
        'Bara frågor med `nullable: true`, uppslag och räkning kan ge null (svaret "inget").'
        " Obesvarat är inte null, och ger ovisst av sig självt.",
        "Only questions with `nullable: true`, lookups and arithmetic can give null (the answer"
        ' "none"). Unanswered is not null, and gives unknown by itself.',
    ),
    Words("ta bort jämförelsen", "remove the comparison"),
)
NULL_HERE = Entry(
    "HE0522",
    Words("`null` betyder inget här", "`null` means nothing here"),
    Words(
        "`null` kan jämföras med `=` och `!=` och stå i en gren av `if`, inget annat.",
        "`null` can be compared by `=` and `!=` and stand in a branch of `if`, nothing else.",
    ),
    Words("skriv vad som ska gälla då svaret är inget", "say what holds when the answer is none"),
)
COMPUTED_INDEX = Entry(
    "HE0523",
    Words("en plats i en lista måste skrivas ut", "a position in a list has to be written out"),
    Words(
        "`[1]` är den första posten, `[-1]` den sista; en uträknad plats kan ingen granska.",
        "`[1]` is the first item, `[-1]` the last; nobody can review a computed position.",
    ),
    Words("skriv ett heltal, eller ett villkor", "write a whole number, or a condition"),
    Words(
        "ett heltal som inte är 0, eller ett villkor", "a whole number other than 0, or a condition"
    ),
)
EMPTY_RANGE = Entry(
    "HE0524",
    Words("intervallet är tomt", "the range is empty"),
    Words("Inget värde ligger i det.", "No value lies in it."),
    Words("skriv den lägre gränsen först", "write the lower end first"),
)
