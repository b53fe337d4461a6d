"""`cases.yaml`: worked examples, their facts and expectations as values of the declared kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from engine.errors import Problems, Words, quoted
from engine.kinds import Kind
from engine.messages.cases import (
    NO_BACKGROUND,
    NOT_A_QUESTION,
    NOT_AN_OUTCOME,
    NOTHING_EXPECTED,
    VERIFIED_UNANSWERED,
)
from engine.messages.shape import NOT_ALLOWED_WORD, WRONG_SHAPE
from engine.model import Case, Criterion, Input, Policy, Rule
from engine.parse.fields import A_LIST, A_TEXT, Fields, did_you_mean, note_duplicate, shown
from engine.parse.values import answer_of, value_of
from engine.source.reader import Entries, Items, Node, Scalar
from engine.source.spans import text_of
from engine.values import Value

__all__ = ["parse_cases"]

_OUTCOMES: Final = ("met", "not_met", "unknown")
_NOT_RELEVANT: Final = "not_relevant"
_UNKNOWN: Final = "unknown"
_BACKGROUND: Final = "background"


@dataclass(slots=True)
class _Reading:
    inputs: Mapping[str, Input]
    rules: Mapping[str, Rule]
    criteria: Mapping[str, Criterion]
    kinds: Mapping[str, tuple[Kind, bool]]  # of amounts and derived facts; may it be irrelevant?
    problems: Problems = field(default_factory=Problems)
    backgrounds: dict[str, Mapping[str, Value]] = field(default_factory=dict)
    sentences: dict[str, Node] = field(default_factory=dict)


def parse_cases(root: Node, policy: Policy, inputs: Mapping[str, Input]) -> tuple[Case, ...]:
    """The worked cases of a checked policy; `inputs` are all questions that may be answered.

    Raises:
        PolicyError: with everything that is wrong in the file.
    """
    reading = _Reading(
        inputs={**inputs, **{question.name: question for question in policy.inputs}},
        rules={rule.id: rule for rule in policy.rules},
        criteria={criterion.id: criterion for criterion in policy.criteria},
        kinds={
            **{fact.name: (fact.kind, False) for fact in policy.derived},
            **{amount.id: (amount.kind, amount.when is not None) for amount in policy.amounts},
        },
    )
    nodes = root.items if isinstance(root, Items) else ()
    if not isinstance(root, Items):
        reading.problems.add(WRONG_SHAPE, root, expected=A_LIST, got=shown(root))
    if nodes and isinstance(nodes[0], Entries) and nodes[0].get("backgrounds") is not None:
        _backgrounds(nodes[0], reading)
        nodes = nodes[1:]
    cases = tuple(_case(node, reading) for node in nodes)
    reading.problems.raise_if_any()
    return cases


def _backgrounds(node: Node, reading: _Reading) -> None:
    fields = Fields(node, reading.problems, required=("backgrounds",))
    named = fields.node("backgrounds")
    if not isinstance(named, Entries):
        fields.wrong(named, Words("`namn: {fråga: svar}`", "`name: {question: answer}`"))
        return
    for key, facts in named.entries:
        reading.backgrounds[str(key.value)] = _given(facts, reading, nested=False)


def _case(node: Node, reading: _Reading) -> Case:
    fields = Fields(
        node,
        reading.problems,
        required=("case", "on", "given", "expect"),
        optional=("verified",),
    )
    sentence = fields.text("case")
    first = reading.sentences.setdefault(sentence, node)
    if first is not node and sentence:
        note_duplicate(reading.problems, sentence, node, first)
    given = _given(fields.node("given"), reading, nested=True) if "given" in fields else {}
    expect = _expect(fields.node("expect"), reading) if "expect" in fields else {}
    return Case(sentence, fields.day("on"), given, expect, _verified(fields, given, reading))


def _verified(fields: Fields, given: Mapping[str, Value], reading: _Reading) -> tuple[str, ...]:
    names: list[str] = []
    for name, node in fields.texts_of("verified"):
        if name not in reading.inputs:
            step = did_you_mean(name, reading.inputs)
            reading.problems.add(NOT_A_QUESTION, node, name=quoted(name), step=step)
        elif name not in given:
            reading.problems.add(VERIFIED_UNANSWERED, node, name=quoted(name))
        names.append(name)
    return tuple(names)


def _given(node: Node, reading: _Reading, *, nested: bool) -> Mapping[str, Value]:
    """The answers, on top of those of a background where one is named."""
    if not isinstance(node, Entries):
        expected = Words("`fråga: svar`", "`question: answer`")
        reading.problems.add(WRONG_SHAPE, node, expected=expected, got=shown(node))
        return {}
    base: Mapping[str, Value] = {}
    answers: dict[str, Value] = {}
    for key, value in node.entries:
        name = str(key.value)
        if nested and name == _BACKGROUND:
            base = _background(value, reading)
        elif question := reading.inputs.get(name):
            answers[name] = answer_of(value, question, reading.problems)
        else:
            step = did_you_mean(name, reading.inputs)
            reading.problems.add(NOT_A_QUESTION, key, name=quoted(name), step=step)
    return {**base, **answers}


def _background(node: Node, reading: _Reading) -> Mapping[str, Value]:
    name = text_of(node) if isinstance(node, Scalar) else ""
    if name not in reading.backgrounds:
        step = did_you_mean(name, reading.backgrounds)
        reading.problems.add(NO_BACKGROUND, node, name=quoted(name), step=step)
    return reading.backgrounds.get(name, {})


def _expect(node: Node, reading: _Reading) -> Mapping[str, Value]:
    if not isinstance(node, Entries) or not node.entries:
        reading.problems.add(NOTHING_EXPECTED, node)
        return {}
    expected: dict[str, Value] = {}
    for key, value in node.entries:
        name = str(key.value)
        if rule := reading.rules.get(name):
            words = (*_OUTCOMES, _NOT_RELEVANT) if rule.applies is not None else _OUTCOMES
            expected[name] = _word(value, words, reading)
        elif criterion := reading.criteria.get(name):
            expected[name] = _levels(value, criterion, reading)
        elif name in reading.kinds:
            kind, optional = reading.kinds[name]
            expected[name] = _result(value, kind, reading, optional=optional)
        else:
            known = {*reading.rules, *reading.criteria, *reading.kinds}
            step = did_you_mean(name, known)
            reading.problems.add(NOT_AN_OUTCOME, key, name=quoted(name), step=step)
    return expected


def _word(node: Node, allowed: Iterable[str], reading: _Reading) -> str:
    if not isinstance(node, Scalar):
        reading.problems.add(WRONG_SHAPE, node, expected=A_TEXT, got=shown(node))
        return ""
    word = text_of(node)
    if word not in allowed:
        step = did_you_mean(word, allowed)
        reading.problems.add(NOT_ALLOWED_WORD, node, word=quoted(word), step=step)
    return word


def _levels(node: Node, criterion: Criterion, reading: _Reading) -> Value:
    """One level, or the levels still possible, always in the order of the criterion."""
    ids = [level.id for level in criterion.levels]
    if not isinstance(node, Items):
        words = [*ids, _NOT_RELEVANT] if criterion.applies is not None else ids
        return _word(node, words, reading)
    named = {_word(one, ids, reading) for one in node.items}
    return tuple(level for level in ids if level in named)


def _result(node: Node, kind: Kind, reading: _Reading, *, optional: bool) -> Value:
    """The value of an amount or derived fact, null, or a word for having none."""
    words = (_UNKNOWN, _NOT_RELEVANT) if optional else (_UNKNOWN,)
    if isinstance(node, Scalar) and (node.value is None or node.value in words):
        return None if node.value is None else str(node.value)
    return value_of(node, kind, reading.problems)
