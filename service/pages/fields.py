"""What a template asks about the fields of a form: what stands in them, and what is wrong."""

from __future__ import annotations

from typing import Literal

from service.usecases.check_application import ON, Check
from service.usecases.questionnaire import Group
from service.usecases.read_answers import NONE, field_key, none_key, row_count, rows_key

__all__ = ["FieldReader"]

Status = Literal["empty", "begun", "done"]


class FieldReader:
    """Reads the fields of one check for its page."""

    none = NONE
    on = ON

    def __init__(self, check: Check, language: Literal["sv", "en"], action: str = "") -> None:
        self._fields = check.fields
        self._progress = check.progress
        self._action = action
        self.errors = {one.key: one.message.in_(language) for one in check.problems}
        self.problems = [
            (one.key, one.label.in_(language), one.message.in_(language)) for one in check.problems
        ]
        self._untouched = not any(one.answered for one in check.progress.values())

    def key(self, name: str) -> str:
        """The name of a question's field."""
        return field_key(name)

    def part(self, name: str, row: int, part: str) -> str:
        """The name of a field in a line of a list."""
        return field_key(name, row, part)

    def none_of(self, key: str) -> str:
        """The name of the box "there is none"."""
        return none_key(key)

    def rows_of(self, name: str) -> str:
        """The name of the field that counts the lines of a list."""
        return rows_key(name)

    def value(self, key: str) -> str:
        """What was typed."""
        return self._fields.get(key, "")

    def ticked(self, key: str) -> bool:
        """Whether the box "there is none" is ticked."""
        return none_key(key) in self._fields

    def rows(self, name: str) -> int:
        """How many lines of a list are shown."""
        return row_count(self._fields, name)

    def error(self, key: str) -> str:
        """What is wrong with a field; empty when nothing is."""
        return self.errors.get(key, "")

    def wrong_in(self, group: Group) -> int:
        """How many fields of a group could not be read."""
        starts = tuple(field_key(question.name) for question in group.questions)
        return sum(
            any(key == start or key.startswith(f"{start}.") for start in starts)
            for key in self.errors
        )

    def status(self, group: Group) -> Status:
        """How far a group has come."""
        progress = self._progress[group.id]
        if progress.answered == 0:
            return "empty"
        return "done" if progress.answered == progress.total else "begun"

    def is_open(self, group: Group, place: int) -> bool:
        """Whether a group is unfolded: the first at the start, then where somebody is at work."""
        if self._untouched and not self._action:
            return place == 0
        where = self._action.split(":")[1:2]
        at_work = where == [group.id] or any(where == [one.name] for one in group.questions)
        return at_work or self.wrong_in(group) > 0
