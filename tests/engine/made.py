"""Small programs from FEEL text, and a second witness without a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.assessment.assess import Assessor
from engine.backends.generated import Generated
from engine.facts import Facts
from engine.feel.parser import parse_expression
from engine.ir import Expr, Name
from engine.kinds import BOOLEAN, Kind
from engine.lower import skeleton
from engine.model import (
    Criterion,
    Derived,
    Effect,
    Grade,
    Input,
    Level,
    Row,
    Rule,
    Section,
    Source,
    Texts,
)
from engine.network import Truth
from engine.program import LinkedCriterion, LinkedDerived, LinkedRule, PackRef, Program
from engine.verdict import Testimony, Verdict
from tests.differential.rewriting import with_exprs, with_parts

__all__ = ["ON", "InProcess", "assessor", "criterion", "program", "question", "rule", "texts"]

ON = date(2026, 3, 1)
SOURCE = Source("2 kap. 1 § made-up act", Grade.LAW)


def texts(said: str) -> Texts:
    """The same text in both languages."""
    return Texts(said, said)


def question(name: str, kind: Kind = BOOLEAN, *, nullable: bool = False) -> Input:
    """A question called by its name."""
    words = texts(name)
    return Input(name, name, kind, words, words, words, "all", nullable=nullable)


def rule(
    name: str,
    requires: str,
    *,
    applies: str | None = None,
    section: Section = Section.GATE,
    criterion: str | None = None,
    verified: tuple[str, ...] = (),
) -> Rule:
    """A rule from FEEL."""
    return Rule(
        id=name,
        section=section,
        effect=Effect.STOP,
        title=texts(f"title of {name}"),
        requires=parse_expression(requires),
        facts=(),
        source=SOURCE,
        applicant=texts(f"to the applicant: {name}"),
        officer=texts(f"to the officer: {name}"),
        applies=None if applies is None else parse_expression(applies),
        verified=verified,
        criterion=criterion,
    )


def criterion(name: str, *rows: tuple[str, str], applies: str | None = None) -> Criterion:
    """A criterion from rows of FEEL and level; the levels rise in the order of their names."""
    return Criterion(
        id=name,
        title=texts(name),
        levels=tuple(Level(one, texts(one)) for one in sorted({level for _, level in rows})),
        rows=tuple(Row(parse_expression(when), level) for when, level in rows),
        facts=(),
        source=SOURCE,
        applicant=texts(name),
        officer=texts(name),
        applies=None if applies is None else parse_expression(applies),
    )


def program(
    inputs: Sequence[Input],
    rules: Sequence[Rule] = (),
    criteria: Sequence[Criterion] = (),
    derived: Mapping[str, tuple[str, Kind]] | None = None,
) -> Program:
    """A program of one pack `T`; a derived fact is read by its bare name."""
    facts = derived or {}
    names = {name: f"T.{name}" for name in facts}

    def resolved(expr: Expr) -> Expr:
        if isinstance(expr, Name):
            return Name(names.get(expr.name, expr.name))
        return with_parts(expr, resolved)

    made = Program(
        on=ON,
        packs=(PackRef("T", "1.0.0", "0" * 64),),
        inputs={one.name: one for one in inputs},
        constants={},
        derived=tuple(
            LinkedDerived(
                names[name], Derived(name, texts(name), parse_expression(text), kind, text)
            )
            for name, (text, kind) in facts.items()
        ),
        rules=tuple(LinkedRule("T", one) for one in rules),
        criteria=tuple(LinkedCriterion("T", one) for one in criteria),
        amounts=(),
        aliases={},
        titles={"T": texts("made up")},
        digest="",
    )
    return with_exprs(made, resolved)


@dataclass(slots=True)
class InProcess:
    """The generated code as the second witness; `tells` may change what it says."""

    generated: Generated
    tells: Callable[[Verdict], Verdict] = lambda verdict: verdict
    name = "generated"
    facts: Facts | None = None

    def decide(self, facts: Facts) -> tuple[Truth, ...]:
        """The truth of each atom."""
        self.facts = facts
        return self.generated.run(facts).atoms

    def ask(self, atoms: Sequence[Truth]) -> Callable[[], Testimony]:
        """The verdict that the generated code came to."""
        assert self.facts is not None
        verdict = self.tells(self.generated.run(self.facts).verdict)
        return lambda: Testimony(verdict, tuple(atoms), ())


def assessor(made: Program) -> Assessor:
    """An assessor whose second witness is the generated code."""
    return Assessor(made, InProcess(Generated(made, skeleton(made))))
