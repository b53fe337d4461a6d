"""HE03: a text that should be an expression is none, or uses what is left out on purpose."""

from __future__ import annotations

from engine.errors import Entry, Words

__all__ = ["NOT_AN_EXPRESSION", "OUTSIDE_LANGUAGE"]

NOT_AN_EXPRESSION = Entry(
    "HE0301",
    Words("det här går inte att läsa som ett villkor", "this cannot be read as an expression"),
    Words(
        "Villkor skrivs i FEEL; texten bryter mot dess grammatik. Det som väntades står på engelska.",
        "Conditions are written in FEEL; the text breaks its grammar.",
    ),
    Words(
        "rätta uttrycket; se docs/reference/feel.md",
        "correct the expression; see docs/reference/feel.md",
    ),
)
OUTSIDE_LANGUAGE = Entry(
    "HE0302",
    Words("{construct} ingår inte i språket", "{construct} is outside the language"),
    Words(
        "FEEL har mer än en regel behöver. Det som inte kan betyda samma sak i alla motorer, eller"
        " inte kan granskas, är utelämnat.",
        "FEEL has more than a rule needs. What cannot mean the same in all engines, or cannot be"
        " reviewed, is left out.",
    ),
    Words("skriv det på ett annat sätt ({reason})", "say it in another way ({reason})"),
)
