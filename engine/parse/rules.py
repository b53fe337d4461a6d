"""Gates, checks, prompts, criteria and amounts: from mappings to records."""

from __future__ import annotations

from typing import Final

from engine.errors import Words
from engine.ir import Literal
from engine.kinds import NumberKind
from engine.messages.shape import (
    KEY_DOES_NOT_FIT,
    MISSING_KEY,
    OTHERWISE_FALSE,
    WHEN_OR_OTHERWISE,
)
from engine.model import Amount, Criterion, Effect, Level, Row, Rule, Section
from engine.parse.draft import FACT, ID, LEVEL, Building
from engine.parse.fields import Fields, note_duplicate
from engine.parse.sources import source_in
from engine.source.reader import Node, Scalar
from engine.source.spans import text_of

__all__ = ["read_amount", "read_criterion", "read_gate", "read_prompt"]

_RULE: Final = ("id", "title", "requires", "facts", "source", "applicant", "officer")
_GATE_EFFECTS: Final = tuple(effect.value for effect in Effect if effect is not Effect.ADVISE)


def read_gate(node: Node, building: Building) -> Rule:
    """One entry of `gates`: a rule with an effect, and with items where single lines stop."""
    fields = Fields(
        node,
        building.problems,
        required=(*_RULE, "effect"),
        optional=("applies", "verified", "items"),
    )
    effect = fields.one_of("effect", _GATE_EFFECTS)
    if effect == Effect.STOP_LINES and "items" not in fields:
        fields.note(MISSING_KEY, "effect", key="`items`")
    if effect in _GATE_EFFECTS and effect != Effect.STOP_LINES and "items" in fields:
        reason = Words(
            "bara `effect: stop_lines` pekar ut rader", "only `effect: stop_lines` points at lines"
        )
        fields.note(KEY_DOES_NOT_FIT, "items", key="`items`", reason=reason)
    known = Effect(effect) if effect in _GATE_EFFECTS else Effect.STOP
    return _rule(fields, building, Section.GATE, known)


def read_prompt(node: Node, building: Building) -> Rule:
    """One entry of `prompts`: it advises, so it has no effect."""
    fields = Fields(node, building.problems, required=_RULE, optional=("applies", "verified"))
    return _rule(fields, building, Section.PROMPT, Effect.ADVISE)


def _check(node: Node, building: Building, criterion: str) -> Rule:
    fields = Fields(node, building.problems, required=_RULE, optional=("applies", "verified"))
    return _rule(fields, building, Section.CHECK, Effect.ADVISE, criterion)


def _rule(
    fields: Fields,
    building: Building,
    section: Section,
    effect: Effect,
    criterion: str | None = None,
) -> Rule:
    own = building.own_name(fields, "id", ID)
    _keep_texts(fields, building, own)
    rule = Rule(
        id=own,
        section=section,
        effect=effect,
        title=fields.texts("title"),
        requires=building.expression(fields, "requires", own),
        facts=building.references(fields, "facts", own),
        source=source_in(fields, building),
        applicant=fields.texts("applicant", placeholders=True),
        officer=fields.texts("officer", placeholders=True),
        applies=building.expression_or_none(fields, "applies", own),
        items=building.expression_or_none(fields, "items", own),
        verified=building.references(fields, "verified", own),
        criterion=criterion,
        requires_text=_written(fields, "requires"),
        applies_text=_written(fields, "applies"),
    )
    if fields.broken:
        building.broken.add(own)
    return rule


def _keep_texts(fields: Fields, building: Building, owner: str) -> None:
    """Remember where the texts stand: their placeholders are checked once all names are known."""
    building.anchors[owner] = fields.at
    for key in ("applicant", "officer"):
        if key in fields:
            building.anchors[f"{owner}/{key}"] = fields.node(key)


def _written(fields: Fields, key: str) -> str:
    """An expression as its author wrote it, to be shown beside its meaning."""
    node = fields.node(key) if key in fields else None
    return text_of(node).strip() if isinstance(node, Scalar) else ""


def read_criterion(node: Node, building: Building) -> tuple[Criterion, tuple[Rule, ...]]:
    """One entry of `criteria`, and its checks as rules of their own."""
    fields = Fields(
        node,
        building.problems,
        required=("id", "title", "levels", "facts", "table", "source", "applicant", "officer"),
        optional=("applies", "aim", "ordered", "checks"),
    )
    own = building.own_name(fields, "id", ID)
    _keep_texts(fields, building, own)
    levels = _levels(fields, building)
    ids = [level.id for level in levels]
    criterion = Criterion(
        id=own,
        title=fields.texts("title"),
        levels=levels,
        rows=_rows(fields, building, own, ids),
        facts=building.references(fields, "facts", own),
        source=source_in(fields, building),
        applicant=fields.texts("applicant", placeholders=True),
        officer=fields.texts("officer", placeholders=True),
        applies=building.expression_or_none(fields, "applies", own),
        applies_text=_written(fields, "applies"),
        ordered=fields.flag("ordered", default=True),
        aim=fields.one_of("aim", ids) if "aim" in fields else None,
    )
    if fields.broken:
        building.broken.add(own)
    return criterion, tuple(_check(one, building, own) for one in fields.items("checks"))


def _levels(fields: Fields, building: Building) -> tuple[Level, ...]:
    levels: list[Level] = []
    seen: dict[str, Node] = {}
    for node in fields.items("levels"):
        entry = Fields(node, building.problems, required=("id",), optional=("sv", "en"))
        own = building.name(entry, "id", LEVEL)
        levels.append(Level(own, entry.translated()))
        first = seen.setdefault(own, node)
        if first is not node:
            note_duplicate(building.problems, own, node, first)
    return tuple(levels)


def _rows(fields: Fields, building: Building, owner: str, levels: list[str]) -> tuple[Row, ...]:
    return tuple(
        _row(node, building, f"{owner}/table/{number}", levels)
        for number, node in enumerate(fields.items("table"))
    )


def _row(node: Node, building: Building, owner: str, levels: list[str]) -> Row:
    fields = Fields(
        node, building.problems, required=("level",), optional=("when", "otherwise", "note")
    )
    building.anchors[owner] = node
    if ("when" in fields) == ("otherwise" in fields):
        building.problems.add(WHEN_OR_OTHERWISE, node)
    if "otherwise" in fields and not fields.flag("otherwise", default=True):
        fields.note(OTHERWISE_FALSE, "otherwise")
    always = "when" not in fields
    if always and "otherwise" in fields:
        building.anchors[f"{owner}/otherwise"] = fields.node("otherwise")
    return Row(
        when=Literal(value=True) if always else building.expression(fields, "when", owner),
        level=fields.one_of("level", levels),
        note=fields.texts_or_none("note"),
        text="" if always else _written(fields, "when"),
    )


def read_amount(node: Node, building: Building) -> Amount:
    """One entry of `amounts`; its kind is found when the expression is checked."""
    fields = Fields(
        node,
        building.problems,
        required=("id", "label", "value", "source"),
        optional=("when", "note"),
    )
    own = building.own_name(fields, "id", FACT)
    building.anchors[own] = node
    amount = Amount(
        id=own,
        label=fields.texts("label"),
        expr=building.expression(fields, "value", own),
        kind=NumberKind(),
        source=source_in(fields, building),
        text=_written(fields, "value"),
        when=building.expression_or_none(fields, "when", own),
        note=fields.texts_or_none("note"),
    )
    if fields.broken:
        building.broken.add(own)
    return amount
