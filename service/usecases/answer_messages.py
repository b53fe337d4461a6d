"""What is said beside a field that could not be read: what is wrong, and what will do.

The files' own messages (`service.domain.application_messages`) speak of lines and quotes; these
speak to somebody who has a form in front of her.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from engine.errors import Words

__all__ = ["MESSAGES", "filled"]

_NUMBER: Final = Words(
    "Skriv ett tal med siffror, till exempel 60 000 eller 2,5.",
    "Write a number in digits, for example 60 000 or 2.5.",
)
_DAY: Final = Words(
    "Skriv en dag, till exempel 2026-03-01 eller 1 mars 2026.",
    "Write a day, for example 2026-03-01 or 1 March 2026.",
)
_CHOICE: Final = Words("Välj ett av svaren.", "Choose one of the answers.")
_RANGE: Final = Words(
    "Svaret är utanför gränsen: {bound}.", "The answer is out of bounds: {bound}."
)
_CHARACTER: Final = Words(
    "Texten innehåller ett tecken som inte går att använda ({character}). Ta bort det.",
    "The text holds a character that cannot be used ({character}). Remove it.",
)
_ANY: Final = Words("Svaret går inte att använda.", "The answer cannot be used.")

MESSAGES: Final[Mapping[str, Words]] = {
    "number_form": _NUMBER,
    "is_instance_of": _NUMBER,
    "number_ambiguous": Words(
        "Talet kan betyda två saker. Skriv tusental med mellanslag, som 1 250, och decimaler"
        " utan tre siffror efter kommat, som 1,25.",
        "The number could mean two things. Write thousands with a space, as 1 250, and decimals"
        " without three digits after the point, as 1.25.",
    ),
    "decimal_max_places": Words(
        "Talet får ha högst {limit} decimaler.", "The number may have at most {limit} decimals."
    ),
    "day_form": _DAY,
    "date_type": _DAY,
    "greater_than": _RANGE,
    "greater_than_equal": _RANGE,
    "less_than": _RANGE,
    "less_than_equal": _RANGE,
    "bool_type": _CHOICE,
    "literal_error": _CHOICE,
    "choice_form": _CHOICE,
    "string_too_long": Words(
        "Texten får ha högst {limit} tecken.", "The text may have at most {limit} characters."
    ),
    "several_lines": Words("Skriv allt på en rad.", "Write everything on one line."),
    "forbidden_character": _CHARACTER,
    "string_unicode": _CHARACTER,
    "too_many_items": Words("Det är för många rader.", "There are too many lines."),
    "answered_twice": Words(
        "Du har både svarat och kryssat i att det inte finns. Ta bort det ena.",
        "You have both answered and ticked that there is none. Remove one of them.",
    ),
    "org_number_form": Words(
        "Skriv organisationsnumret med tio siffror, till exempel 556016-0680.",
        "Write the organisation number with ten digits, for example 556016-0680.",
    ),
    "check_digit": Words(
        "Organisationsnumret stämmer inte. Jämför siffra för siffra.",
        "The organisation number is not right. Compare digit by digit.",
    ),
    "personal_number": Words(
        "Det ser ut som ett personnummer. Lämna frågan tom; det behövs inte här.",
        "That looks like a personal number. Leave the question blank; it is not needed here.",
    ),
    "cfar_form": Words("Skriv CFAR-numret med åtta siffror.", "Write the eight digits."),
    "sni_form": Words(
        "Skriv två till fem siffror ur SNI 2007, till exempel 25620.",
        "Write two to five digits of SNI 2007, for example 25620.",
    ),
    "end_before_start": Words(
        "Slutdagen ligger före startdagen. Rätta en av dem.",
        "The end day is before the start day. Correct one of them.",
    ),
    "sector_of_another_code": Words(
        "SNI-koden hör till en annan bransch. Rätta koden eller branschen.",
        "The SNI code belongs to another industry. Correct the code or the industry.",
    ),
    "owned_more_than_once": Words(
        "Ägarnas andelar är tillsammans mer än 100 procent. Rätta andelarna.",
        "Together the owners' shares are more than 100 per cent. Correct the shares.",
    ),
    "not_in_force": Words(
        "Det finns inga regler för den dagen. Reglerna börjar gälla {first}.",
        "There are no rules for that day. The rules start on {first}.",
    ),
}
"""By the codes of `typed.Unread`, of pydantic, and of the application's own validators."""

_BOUNDS: Final = {
    "ge": Words("minst {0}", "at least {0}"),
    "gt": Words("mer än {0}", "more than {0}"),
    "le": Words("högst {0}", "at most {0}"),
    "lt": Words("mindre än {0}", "less than {0}"),
}


def filled(code: str, context: Mapping[str, object]) -> Words:
    """The message of a code, with the bounds that a validator tells of."""
    words = MESSAGES.get(code, _ANY)
    fields: dict[str, Words] = {}
    for name in ("max_length", "decimal_places"):
        if name in context:
            fields["limit"] = _same(context[name])
    for name, said in _BOUNDS.items():
        if name in context:
            bound = str(context[name])
            fields["bound"] = Words(said.sv.format(bound), said.en.format(bound))
    fields["character"] = _same(context.get("character", "?"))
    fields["first"] = _same(context.get("first", ""))
    return Words(
        words.sv.format(**{name: one.sv for name, one in fields.items()}),
        words.en.format(**{name: one.en for name, one in fields.items()}),
    )


def _same(value: object) -> Words:
    return Words(str(value), str(value))
