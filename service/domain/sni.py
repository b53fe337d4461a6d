"""Which section of SNI 2007 a code belongs to.

Source: SNI 2007, the Swedish standard industrial classification kept by SCB (its first two
levels are those of NACE Rev. 2). Only the two-digit divisions stand here: they alone tell
whether a code and a section fit together.
"""

from __future__ import annotations

__all__ = ["SECTION_OF_DIVISION", "section_of"]

_DIVISIONS = {
    "A": "01 02 03",
    "B": "05 06 07 08 09",
    "C": "10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33",
    "D": "35",
    "E": "36 37 38 39",
    "F": "41 42 43",
    "G": "45 46 47",
    "H": "49 50 51 52 53",
    "I": "55 56",
    "J": "58 59 60 61 62 63",
    "K": "64 65 66",
    "L": "68",
    "M": "69 70 71 72 73 74 75",
    "N": "77 78 79 80 81 82",
    "O": "84",
    "P": "85",
    "Q": "86 87 88",
    "R": "90 91 92 93",
    "S": "94 95 96",
    "T": "97 98",
    "U": "99",
}

SECTION_OF_DIVISION = {
    division: section for section, row in _DIVISIONS.items() for division in row.split()
}
"""The section letter of each of the 88 divisions."""


def section_of(code: str) -> str | None:
    """The section letter of an SNI code; None when its first two digits are no division."""
    return SECTION_OF_DIVISION.get(code[:2])
