"""Text of an expression to tokens: numbers, strings, names, keywords and symbols."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NoReturn

from engine.feel.errors import FeelSyntaxError, OutsideSubset

__all__ = ["KEYWORDS", "MAX_LENGTH", "Token", "tokenize"]

MAX_LENGTH: Final = 10_000
"""Longest text of one expression, in characters."""

KEYWORDS: Final = frozenset(
    "and between else every external false for function if in instance not null of or return"
    " satisfies some then true".split()
)

_TOKEN: Final = re.compile(
    r"""
      (?P<space>   \s+ | //[^\n]* | /\*.*?\*/ )
    | (?P<number>  (?: [0-9]+ (?: \.[0-9]+ )? | \.[0-9]+ ) (?: [eE][+-]?[0-9]+ )? )
    | (?P<string>  " (?: [^"\\\n\r] | \\. )* " )
    | (?P<name>    [^\W\d] \w* )
    | (?P<symbol>  \.\. | \*\* | != | <= | >= | /(?!\*) | [-+*=<>()\[\],.:@] )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL)
_SIMPLE_ESCAPES: Final = {'"': '"', "'": "'", "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_LAST_CHARACTER: Final = 0x10FFFF
_OUTSIDE: Final = {
    "{": ("context", "facts are declared in the policy, not built inside a condition"),
    "?": ("`?`", "the tested value is written out on the left of `in`"),
    "'": ("quoted name", "names are letters, digits and underscores"),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text.

    `kind` is `number`, `string`, `name` or `end`; of a keyword or symbol it is the text
    itself. `text` is the source, but for a string it is what the string says.
    """

    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Split the text; the last token has kind `end`.

    Raises:
        FeelSyntaxError: at the first character that starts no token.
    """
    if len(text) > MAX_LENGTH:
        raise FeelSyntaxError(
            "the expression is too long",
            offset=MAX_LENGTH,
            end=len(text),
            expected=f"at most {MAX_LENGTH} characters",
            got=f"{len(text)}",
        )
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            _refuse(text, position)
        position = found.end()
        if found.lastgroup != "space":
            tokens.append(_token(found))
    tokens.append(Token("end", "", position, position))
    return tokens


def _token(found: re.Match[str]) -> Token:
    kind, text = found.lastgroup or "", found.group()
    if kind == "string":
        return Token(kind, _unescaped(text[1:-1], found.start() + 1), found.start(), found.end())
    if kind == "symbol" or text in KEYWORDS:
        kind = text
    return Token(kind, text, found.start(), found.end())


def _unescaped(text: str, start: int) -> str:
    """What the inside of a string literal says; `start` is its place, for errors."""

    def replaced(found: re.Match[str]) -> str:
        code = found.group(1)
        if code in _SIMPLE_ESCAPES:
            return _SIMPLE_ESCAPES[code]
        number = int(code[1:], 16) if len(code) > 1 else _LAST_CHARACTER + 1
        if number > _LAST_CHARACTER:
            raise OutsideSubset(
                f"escape `{found.group()}`",
                "a text has the escapes of a quote, a backslash, n, r, t, and u with four digits",
                offset=start + found.start(),
                end=start + found.end(),
            )
        return chr(number)

    if "\\" not in text:
        return text
    try:
        # A pair of \uD800–\uDFFF escapes is one character; half a pair is none.
        return _ESCAPE.sub(replaced, text).encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise FeelSyntaxError(
            "half a surrogate pair in a text",
            offset=start,
            end=start + len(text),
            expected="both halves, or `\\U` and six digits",
        ) from None


def _refuse(text: str, position: int) -> NoReturn:
    character = text[position]
    if character in _OUTSIDE:
        construct, reason = _OUTSIDE[character]
        raise OutsideSubset(construct, reason, offset=position, end=position + 1)
    if character == '"':
        _refuse_string(text, position)
    if text.startswith("/*", position):
        raise FeelSyntaxError(
            "a comment that does not end", offset=position, end=len(text), expected="`*/`"
        )
    if not character.isascii():
        reason = "names are letters, digits and underscores"
        raise OutsideSubset("name with symbols", reason, offset=position, end=position + 1)
    raise FeelSyntaxError(
        "a character that has no meaning here",
        offset=position,
        end=position + 1,
        got=f"`{character}`",
    )


def _refuse_string(text: str, position: int) -> NoReturn:
    end = next((i for i in range(position, len(text)) if text[i] in "\r\n"), len(text))
    if '"' in text[end:]:
        reason = "a line break in a text is written `\\n`"
        raise OutsideSubset("text over several lines", reason, offset=position, end=end)
    raise FeelSyntaxError(
        "a text that does not end", offset=position, end=end, expected='`"` on the same line'
    )
