"""HE04 names, HE05 kinds and units, HE06 rules and tables, HE07 texts, HE09 dates and bundles."""

from __future__ import annotations

from engine.errors import Entry, Words

__all__ = [
    "AMBIGUOUS_NAME",
    "CIRCLE",
    "CONSTANT_CONDITION",
    "DEAD_ROW",
    "DIVISION",
    "EMPTY_LIST",
    "EMPTY_RANGE",
    "ENDS_BEFORE_START",
    "EXPECTED_BOOLEAN",
    "EXPECTED_LIST",
    "EXPECTED_NUMBER",
    "FACTS_MISSING",
    "FACTS_UNUSED",
    "INDEX",
    "INPUT_TAKEN",
    "KIND_MISMATCH",
    "LAST_ROW",
    "NEVER_NULL",
    "NOT_ASCENDING",
    "NOT_COVERED",
    "NOT_IMPORTABLE",
    "NOT_IN_TEXT",
    "NO_FIELD",
    "NO_FIELDS",
    "NO_ORDER",
    "NO_PACK",
    "NULL_HERE",
    "OTHERWISE_EARLY",
    "OUTER_ELEMENT",
    "PACK_NOT_IN_FORCE",
    "PACK_TWICE",
    "POWER",
    "PROTECTED",
    "RULES_CIRCLE",
    "SHADOWED",
    "SUM",
    "UNITS_DIFFER",
    "UNITS_MULTIPLIED",
    "UNKNOWN_NAME",
    "UNKNOWN_PLACEHOLDER",
    "UNUSED",
    "VERIFIED_NOT_INPUT",
    "WRONG_ARGUMENT",
]

# --- HE04: names ------------------------------------------------------------------------------------

UNKNOWN_NAME = Entry(
    "HE0401",
    Words("okänt namn {name}", "unknown name {name}"),
    Words(
        "Ett uttryck läser frågor, parametrar, tabeller, härledda fakta, importer och `judged_on`;"
        " namnet måste stå i policyns listor.",
        "An expression reads questions, parameters, tables, derived facts, imports and"
        " `judged_on`; the name has to stand in the policy's lists.",
    ),
    Words("{step}", "{step}"),
)
NO_FIELD = Entry(
    "HE0402",
    Words("det finns inget fält {name}", "there is no field {name}"),
    Words(
        "Fälten är de som listan, tabellen eller dagen har.",
        "The fields are those that the list, the table or the day has.",
    ),
    Words("{step}", "{step}"),
)
NO_FIELDS = Entry(
    "HE0403",
    Words("{got} har inga fält", "{got} has no fields"),
    Words(
        "Punkten hämtar ett fält ur en post, en lista av poster, en dag eller en längd.",
        "The dot takes a field of a record, a list of records, a day or a length of time.",
    ),
    Words("ta bort punkten och det som följer", "remove the dot and what follows"),
)
AMBIGUOUS_NAME = Entry(
    "HE0404",
    Words(
        "{name} är både ett fält i listan och ett namn utanför",
        "{name} is both a field of the list and a name outside",
    ),
    Words(
        "Inom `[…]` gäller fältet först. Då går det inte att läsa av raden vad som menas.",
        "Inside `[…]` the field comes first. Then the line does not show which is meant.",
    ),
    Words(
        "skriv `item.{field}` om fältet menas, annars byt namn på det ena",
        "write `item.{field}` if the field is meant, else rename one of them",
    ),
)
SHADOWED = Entry(
    "HE0405",
    Words("{name} finns redan", "{name} exists already"),
    Words(
        "En variabel i `some` eller `every` får inte dölja ett annat namn.",
        "A variable of `some` or `every` must not hide another name.",
    ),
    Words("välj ett annat namn på variabeln", "choose another name for the variable"),
)
OUTER_ELEMENT = Entry(
    "HE0406",
    Words(
        "{name} hör till den yttre listan och nås inte här",
        "{name} belongs to the outer list and cannot be reached here",
    ),
    Words(
        "Med `[…]` inuti `[…]` är `item` den inre listans post.",
        "With `[…]` inside `[…]`, `item` is the item of the inner list.",
    ),
    Words(
        "använd `some x in … satisfies …`, som ger den yttre posten ett namn",
        "use `some x in … satisfies …`, which gives the outer item a name",
    ),
)
PROTECTED = Entry(
    "HE0407",
    Words("{name} är skyddad och får inte användas", "{name} is protected and must not be used"),
    Words(
        "Frågan rör en diskrimineringsgrund och finns bara för statistik (diskrimineringslagen"
        " 2008:567, 2 kap. 10 §). Den når aldrig en regel, en nivå eller en text.",
        "The question concerns a ground of discrimination and is there for statistics only"
        " (Discrimination Act 2008:567, chapter 2 section 10). It never reaches a rule, a level or"
        " a text.",
    ),
    Words("ta bort {name}", "remove {name}"),
)
FACTS_MISSING = Entry(
    "HE0408",
    Words("{names} används men står inte i `facts`", "{names} used but not listed in `facts`"),
    Words(
        "`facts` ska räkna upp precis det som villkoren läser: listan visas för den som granskar.",
        "`facts` lists exactly what the conditions read: the list is shown to the reviewer.",
    ),
    Words("lägg till {names} i `facts`", "add {names} to `facts`"),
)
FACTS_UNUSED = Entry(
    "HE0409",
    Words("{name} står i `facts` men används inte", "{name} is listed in `facts` but not used"),
    Words(
        "`facts` ska räkna upp precis det som villkoren läser: listan visas för den som granskar.",
        "`facts` lists exactly what the conditions read: the list is shown to the reviewer.",
    ),
    Words("ta bort {name} ur `facts`", "remove {name} from `facts`"),
)
UNUSED = Entry(
    "HE0410",
    Words("{name} används aldrig", "{name} is never used"),
    Words(
        "Det som ingen regel, inget belopp och ingen text läser gör policyn svårare att granska.",
        "What no rule, no amount and no text reads makes the policy harder to review.",
    ),
    Words("använd {name}, eller ta bort raden", "use {name}, or remove the line"),
)
CIRCLE = Entry(
    "HE0411",
    Words("härledda fakta går i cirkel: {circle}", "derived facts go in a circle: {circle}"),
    Words(
        "Ett faktum kan inte bero på sig självt.",
        "A fact cannot depend on itself.",
    ),
    Words("bryt cirkeln", "break the circle"),
)
NO_PACK = Entry(
    "HE0412",
    Words("det finns ingen policy {pack}", "there is no policy {pack}"),
    Words(
        "Importer och stödformer hänvisar till policyer som finns i mappen.",
        "Imports and bundles refer to policies that are in the folder.",
    ),
    Words("{step}", "{step}"),
)
NOT_IMPORTABLE = Entry(
    "HE0413",
    Words("{pack} har inget {name} att importera", "{pack} has no {name} to import"),
    Words(
        "Det som kan importeras är en annan policys härledda fakta, parametrar och tabeller.",
        "What can be imported is another policy's derived facts, parameters and tables.",
    ),
    Words("{step}", "{step}"),
)
RULES_CIRCLE = Entry(
    "HE0414",
    Words("policyn importerar sig själv", "the policy imports itself"),
    Words(
        "En policy når sina egna namn utan import.",
        "A policy reaches its own names without import.",
    ),
    Words("ta bort importen", "remove the import"),
)
INPUT_TAKEN = Entry(
    "HE0415",
    Words(
        "frågan {name} finns redan bland de gemensamma",
        "the question {name} is already among the shared ones",
    ),
    Words(
        "Två frågor med samma namn skulle dela svar.",
        "Two questions of one name would share their answers.",
    ),
    Words(
        "skriv bara namnet för att använda den gemensamma, eller byt namn",
        "write only the name to use the shared one, or rename yours",
    ),
)
VERIFIED_NOT_INPUT = Entry(
    "HE0416",
    Words("{name} är ingen fråga i policyn", "{name} is not a question of the policy"),
    Words(
        "Bara svar på frågor kan kontrolleras av en handläggare.",
        "Only answers to questions can be verified by an officer.",
    ),
    Words("{step}", "{step}"),
)

# --- HE05: kinds and units --------------------------------------------------------------------------

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
        "Ett tal utan enhet kan gångras med vad som helst; `SEK_per_hour` med timmar och"
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
        "`[…]`, `some`, `every`, `count`, `total`, `min`, `max`, `all` och `any` arbetar med listor.",
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
DIVISION = Entry(
    "HE0517",
    Words("division bara med 10, 100, 1000 …", "division only by 10, 100, 1000 …"),
    Words(
        "En tredjedel har inget exakt decimaltal, och då kan ett öre avgöra olika i olika motorer.",
        "A third has no exact decimal, and then one öre could decide differently in different"
        " engines.",
    ),
    Words(
        "gångra upp andra sidan: `a / b > c` blir `a > c * b`",
        "multiply the other side: `a / b > c` becomes `a > c * b`",
    ),
)
POWER = Entry(
    "HE0518",
    Words("potens bara med ett utskrivet heltal", "powers only with a whole number written out"),
    Words(
        "Annars är resultatet inte exakt. Talet som upphöjs får inte ha enhet.",
        "Otherwise the result is not exact. The number raised must not have a unit.",
    ),
    Words("skriv exponenten som 2, 3 … eller gångra", "write the exponent as 2, 3 … or multiply"),
)
SUM = Entry(
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
INDEX = Entry(
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
EMPTY_LIST = Entry(
    "HE0525",
    Words("listan är tom", "the list is empty"),
    Words(
        "En tom lista har inget slag och kan inte jämföras.",
        "An empty list has no kind and cannot be compared.",
    ),
    Words("skriv minst ett värde", "write at least one value"),
)

# --- HE06: rules and tables -------------------------------------------------------------------------

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
LAST_ROW = Entry(
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
        "The first row that holds decides; a row that is never the first says nothing but seems to.",
    ),
    Words(
        "ändra radens villkor eller ordning, eller ta bort den",
        "change the row's condition or its place, or remove it",
    ),
)

# --- HE07: texts ------------------------------------------------------------------------------------

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

# --- HE09: dates and bundles ------------------------------------------------------------------------

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
        "A bundle, or a policy that imports, cannot use a policy on days on which it does not hold.",
    ),
    Words("rätta dagarna", "correct the days"),
)
