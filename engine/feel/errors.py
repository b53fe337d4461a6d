"""What can be wrong with the text of an expression: where, what, expected and got."""

from __future__ import annotations

__all__ = ["FeelSyntaxError", "OutsideSubset"]


class FeelSyntaxError(ValueError):
    """The text is not an expression of the language.

    `offset` and `end` mark the place in the text; `what` says in a few words what is
    wrong; `expected` and `got` are empty when they would add nothing.
    """

    def __init__(
        self, what: str, *, offset: int, end: int, expected: str = "", got: str = ""
    ) -> None:
        self.what = what
        self.offset = offset
        self.end = end
        self.expected = expected
        self.got = got
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        contrast = ", ".join(
            f"{label} {text}"
            for label, text in (("expected", self.expected), ("got", self.got))
            if text
        )
        return f"{self.what}: {contrast}" if contrast else self.what


class OutsideSubset(FeelSyntaxError):
    """The text is FEEL, but uses a `construct` that is left out on purpose, for `reason`."""

    def __init__(self, construct: str, reason: str, *, offset: int, end: int) -> None:
        self.construct = construct
        self.reason = reason
        super().__init__(f"{construct} is outside the language: {reason}", offset=offset, end=end)
