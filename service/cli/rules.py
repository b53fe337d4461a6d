"""`hela explain`: one rule, criterion or amount in full."""

from __future__ import annotations

from datetime import date
from typing import Literal

from engine.model import Amount, Criterion, Policy, Rule, Texts
from engine.policy import Library
from engine.review import Line, Style, review_part
from service.cli.shared import wrapped

__all__ = ["explained"]

_WORDS = {
    "pack": Texts("Paket {0} {1}: {2}", "Pack {0} {1}: {2}"),
    "judges": Texts("Prövas för: {0}", "Judges: {0}"),
    "feel": Texts("Villkoren som de körs (FEEL)", "The conditions as they are run (FEEL)"),
    "facts": Texts("Uppgifter som avgör", "Facts that decide"),
}


def explained(library: Library, wanted: str, on: date, language: Literal["sv", "en"]) -> str | None:
    """What a rule, criterion or amount asks, in words and as written; None if there is none."""
    for policy in library.policies.values():
        parts: list[Rule | Criterion | Amount]
        parts = [*policy.rules, *policy.criteria, *policy.amounts]
        if any(one.id == wanted for one in parts):
            return "\n".join(_lines(library, policy, wanted, on, language)) + "\n"
    return None


def _lines(
    library: Library, policy: Policy, wanted: str, on: date, language: Literal["sv", "en"]
) -> list[str]:
    def say(texts: Texts) -> str:
        return texts.sv if language == "sv" else texts.en

    program = library.link([policy.id], max(on, policy.valid_from))
    lines: list[str] = []
    for line in review_part(policy, program, wanted, language):
        lines.extend(_set(line))
    forms = [
        say(bundle.title)
        for bundle in library.bundles.values()
        if any(member.pack == policy.id for member in bundle.packs)
    ]
    lines += ["", say(_WORDS["feel"])]
    lines += [f"  {key}: {text}" for key, text in _written(policy, wanted) if text]
    facts = _facts(policy, wanted)
    if facts:
        lines += ["", say(_WORDS["facts"])]
        lines += [f"  {name}: {say(_label(library, policy, name))}" for name in facts]
    lines += ["", say(_WORDS["pack"]).format(policy.id, policy.version, say(policy.title))]
    if forms:
        lines += wrapped(say(_WORDS["judges"]).format(", ".join(forms)), 88)
    return lines


def _written(policy: Policy, wanted: str) -> list[tuple[str, str]]:
    for rule in policy.rules:
        if rule.id == wanted:
            return [("applies", rule.applies_text), ("requires", rule.requires_text)]
    for criterion in policy.criteria:
        if criterion.id == wanted:
            rows = [(row.level, row.text or "otherwise") for row in criterion.rows]
            return [("applies", criterion.applies_text), *rows]
    return [("value", amount.text) for amount in policy.amounts if amount.id == wanted]


def _facts(policy: Policy, wanted: str) -> tuple[str, ...]:
    parts: list[Rule | Criterion] = [*policy.rules, *policy.criteria]
    return next((one.facts for one in parts if one.id == wanted), ())


def _label(library: Library, policy: Policy, name: str) -> Texts:
    """What a name of `policy` is called, be it asked, its own or imported."""
    asked = {question.name: question.label for question in policy.inputs}
    owners = [policy, *(library.policies[one.pack] for one in policy.imports)]
    figures = {one.name: one.label for owner in owners for one in owner.parameters}
    derived = {one.name: one.label for owner in owners for one in owner.derived}
    return (asked | figures | derived).get(name, Texts(name, name))


def _set(line: Line) -> list[str]:
    if line.style is Style.ITEM:
        return [f"{'  ' * (line.depth + 1)}\N{BULLET} {line.text}"]
    if line.style is Style.RULE:
        return [line.text]
    return [f"  {more}" for more in wrapped(line.text, 86)]
