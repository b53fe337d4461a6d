"""HE04: names that stand for nothing, for too much, or that nobody reads."""

from __future__ import annotations

from engine.errors import Entry, Words

__all__ = [
    "AMBIGUOUS_NAME",
    "CIRCLE",
    "FACTS_MISSING",
    "FACTS_UNUSED",
    "IMPORT_CIRCLE",
    "INPUT_TAKEN",
    "NOT_IMPORTABLE",
    "NO_FIELD",
    "NO_FIELDS",
    "NO_PACK",
    "OUTER_ELEMENT",
    "PACK_EXISTS",
    "PROTECTED",
    "SHADOWED",
    "UNKNOWN_GROUP",
    "UNKNOWN_NAME",
    "UNKNOWN_SOURCE",
    "UNUSED",
    "UNUSED_SOURCE",
    "VERIFIED_NOT_INPUT",
]

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
    Words("här står {kind}, som inte har fält", "this is {kind}, which has no fields"),
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
        "En variabel i `some`, `every` eller `for` får inte dölja ett annat namn.",
        "A variable of `some`, `every` or `for` must not hide another name.",
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
IMPORT_CIRCLE = Entry(
    "HE0414",
    Words(
        "policyer importerar varandra i cirkel: {circle}",
        "policies import each other in a circle: {circle}",
    ),
    Words(
        "En policy kan inte bygga på sig själv. Sina egna namn når den utan import.",
        "A policy cannot build on itself. It reaches its own names without import.",
    ),
    Words("bryt cirkeln", "break the circle"),
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
UNKNOWN_GROUP = Entry(
    "HE0417",
    Words("det finns ingen rubrik {name}", "there is no heading {name}"),
    Words(
        "Varje fråga står under en rubrik, och rubrikerna står under `groups` i `rules/inputs/`.",
        "Every question stands under a heading; headings are listed under `groups` in"
        " `rules/inputs/`.",
    ),
    Words("{step}", "{step}"),
)
PACK_EXISTS = Entry(
    "HE0418",
    Words("policyn {pack} finns redan", "policy {pack} exists already"),
    Words(
        "Beteckningen pekar ut en enda policy i beslut och i stödformer.",
        "The id points to one policy only in decisions and in bundles.",
    ),
    Words("välj en annan beteckning", "choose another id"),
)
UNKNOWN_SOURCE = Entry(
    "HE0419",
    Words("det finns ingen källa {name}", "there is no source {name}"),
    Words(
        "En källa skrivs ut på platsen, `{ref, grade}`, eller nämns med sitt namn under `sources`.",
        "A source is written out in its place, `{ref, grade}`, or cited by its name under"
        " `sources`.",
    ),
    Words("{step}", "{step}"),
)
UNUSED_SOURCE = Entry(
    "HE0420",
    Words("ingen hänvisar till källan {name}", "nothing cites the source {name}"),
    Words(
        "Under `sources` står det som policyn vilar på, och inget annat.",
        "`sources` holds what the policy rests on, and nothing else.",
    ),
    Words("hänvisa till {name}, eller ta bort den", "cite {name}, or remove it"),
)
