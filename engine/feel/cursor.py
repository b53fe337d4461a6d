"""A place in the tokens of one text: looking, moving on, and refusing."""

from __future__ import annotations

from typing import Final, NoReturn

from engine.feel.errors import FeelSyntaxError, OutsideSubset
from engine.feel.lexer import KEYWORDS, Token, tokenize
from engine.ir import Span

__all__ = ["Cursor"]

_OUTSIDE_KEYWORDS: Final = {
    "function": ("user-defined function", "the library is fixed, so that every backend has it"),
    "external": ("external function", "a rule cannot leave the language"),
    "instance": ("`instance of`", "every kind is known before a rule runs"),
}
_LONGEST_NAME: Final = 6  # words


class Cursor:
    """The tokens of a text, and which of them is next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokenize(text)
        self._index = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self._tokens[self._index]

    def advance(self) -> Token:
        """Take the next token."""
        token = self._tokens[self._index]
        self._index += 1
        return token

    def accept(self, kind: str) -> bool:
        """Take the next token if it is of that kind."""
        if self.token.kind != kind:
            return False
        self._index += 1
        return True

    def expect(self, kind: str) -> Token:
        """Take the next token, which must be of that kind."""
        if self.token.kind != kind:
            self.unexpected("a name" if kind == "name" else f"`{kind}`")
        return self.advance()

    def name_before(self, kind: str) -> str:
        """The words from here to the next token of that kind, if nothing else stands between."""
        words: list[str] = []
        for token in self._tokens[self._index : self._index + _LONGEST_NAME + 1]:
            if token.kind == kind:
                return " ".join(words)
            if token.kind != "name" and token.kind not in KEYWORDS:
                break
            words.append(token.text)
        return ""

    def skip(self, name: str) -> None:
        """Take the tokens of a name of one or more words."""
        self._index += name.count(" ") + 1

    def span(self, start: int) -> Span:
        """From `start` to the end of the last token taken."""
        return (start, self._tokens[self._index - 1].end)

    def unexpected(self, expected: str) -> NoReturn:
        """Refuse the next token."""
        token = self.token
        if token.kind in _OUTSIDE_KEYWORDS:
            self.outside(*_OUTSIDE_KEYWORDS[token.kind], (token.start, token.end))
        before = self._tokens[self._index - 1] if self._index else None
        if before and before.kind == token.kind == "name":
            reason = "names are letters, digits and underscores"
            self.outside("name with spaces", reason, (before.start, token.end))
        got = f"`{self._text[token.start : token.end]}`" if token.kind != "end" else "the end"
        raise FeelSyntaxError(
            "the expression cannot go on like this",
            offset=token.start,
            end=token.end,
            expected=expected,
            got=got,
        )

    def refuse(self, what: str, span: Span, expected: str = "", got: str = "") -> NoReturn:
        """Refuse a stretch of the text."""
        raise FeelSyntaxError(what, offset=span[0], end=span[1], expected=expected, got=got)

    def outside(self, construct: str, reason: str, span: Span) -> NoReturn:
        """Refuse a stretch of the text that is FEEL, but left out of the subset."""
        raise OutsideSubset(construct, reason, offset=span[0], end=span[1])
