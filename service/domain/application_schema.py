"""The JSON Schema of an application, its titles the questions, for editors and other systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

from engine.model import Input
from service.domain.application import Application

__all__ = ["application_schema"]

Schema: TypeAlias = dict[str, Any]  # JSON of any shape: pydantic types it no closer

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_METADATA: Final = {
    "format": ("Filens form", "Alltid samma, så att gamla filer går att känna igen."),
    "id": ("Beteckning", "Bokstäver, siffror och bindestreck."),
    "origin": ("Ursprung", "Verklig, påhittad eller hämtad ur något som är publicerat."),
    "origin_note": ("Om ursprunget", "Krävs för det som inte är en verklig ansökan."),
    "evidence": ("Kontroll av svaren", "Frågans namn eller plats, och vad kontrollen visade."),
}


def application_schema(inputs: Iterable[Input]) -> Schema:
    """The schema of an application file, draft 2020-12, with titles in Swedish.

    Every section stands written out in its place, because the same section means different
    questions in different places.
    """
    raw = Application.model_json_schema()
    schema = _written_out(raw, raw.pop("$defs"))
    _close_evidence(_property(schema, ["evidence"]))
    for name, (title, description) in _METADATA.items():
        _property(schema, [name]).update(title=title, description=description)
    for question in inputs:
        place = _property(schema, question.path.split("."))
        _describe(place, question)
        for field in question.fields:
            _describe(_property(place["items"], [field.name]), field)
    return {"$schema": _DRAFT, "title": "Ansökan", **schema}


def _written_out(node: Schema, definitions: Schema) -> Schema:
    """`node` with every reference replaced, and without the titles that were field names."""
    if "$ref" in node:
        return _written_out(definitions[node["$ref"].rpartition("/")[2]], definitions)
    return {
        key: _inner(key, value, definitions)
        for key, value in node.items()
        if key not in {"title", "description"} and not (key == "default" and value == {})
    }


def _inner(key: str, value: object, definitions: Schema) -> object:
    match value:
        case dict() if key == "properties":
            return {name: _written_out(one, definitions) for name, one in value.items()}
        case dict():
            return _written_out(value, definitions)
        case list() if key == "anyOf":
            return [_written_out(one, definitions) for one in value]
        case float() if value.is_integer():
            return int(value)
        case _:
            return value


def _property(schema: Schema, path: list[str]) -> Schema:
    for step in path:
        schema = schema["properties"][step]
    return schema


def _close_evidence(evidence: Schema) -> None:
    """A key that is no name is refused, where pydantic's own schema lets it pass."""
    ((pattern, mark),) = evidence.pop("patternProperties").items()
    evidence["propertyNames"] = {"pattern": pattern}
    evidence["additionalProperties"] = mark


def _describe(place: Schema, question: Input) -> None:
    place["title"] = question.question.sv
    place["description"] = " ".join(_explained(question))
    if question.choices:
        codes = ", ".join(f"{code}: {words.sv}" for code, words in question.choices)
        place["description"] = f"{place['description']} {codes}."


def _explained(question: Input) -> Iterator[str]:
    yield question.why.sv
    if question.help is not None:
        yield question.help.sv
