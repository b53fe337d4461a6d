"""HE08: a worked case does not fit the policy that it proves."""

from __future__ import annotations

from engine.errors import Entry, Words

__all__ = [
    "NOTHING_EXPECTED",
    "NOT_AN_OUTCOME",
    "NOT_A_QUESTION",
    "NO_BACKGROUND",
    "VERIFIED_UNANSWERED",
]

NOT_A_QUESTION = Entry(
    "HE0801",
    Words("det finns ingen fråga {name}", "there is no question {name}"),
    Words(
        "Ett fall ger svar på frågor. Härledda fakta och parametrar räknas fram.",
        "A case gives answers to questions. Derived facts and parameters are computed.",
    ),
    Words("{step}", "{step}"),
)
VERIFIED_UNANSWERED = Entry(
    "HE0802",
    Words(
        "{name} är markerad som kontrollerad men inte besvarad",
        "{name} is marked as verified but not answered",
    ),
    Words("Bara ett svar kan kontrolleras.", "Only an answer can be verified."),
    Words("lägg till svaret under `given`", "add the answer under `given`"),
)
NO_BACKGROUND = Entry(
    "HE0803",
    Words("det finns ingen bakgrund {name}", "there is no background {name}"),
    Words(
        "Bakgrunder står i filens första post, `- backgrounds: {namn: {…}}`.",
        "Backgrounds stand in the first entry of the file, `- backgrounds: {name: {…}}`.",
    ),
    Words("{step}", "{step}"),
)
NOTHING_EXPECTED = Entry(
    "HE0804",
    Words("fallet väntar sig ingenting", "the case expects nothing"),
    Words(
        "Ett fall utan väntat utfall kan inte bli fel och bevisar därför inget.",
        "A case without an expected outcome cannot fail, and so proves nothing.",
    ),
    Words(
        "skriv minst en rad som `MK-01: met` under `expect`",
        "write at least one line such as `MK-01: met` under `expect`",
    ),
)
NOT_AN_OUTCOME = Entry(
    "HE0805",
    Words("policyn har inget som heter {name}", "the policy has nothing called {name}"),
    Words(
        "Ett fall väntar sig något av policyns regler, kriterier, belopp eller härledda fakta.",
        "A case expects something of the policy's rules, criteria, amounts or derived facts.",
    ),
    Words("{step}", "{step}"),
)
