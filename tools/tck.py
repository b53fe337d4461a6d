"""Runs folders of the DMN Technology Compatibility Kit against the reference interpreter.

    ./do tck [FOLDER...]

Each expected result of each test case ends in one of three ways. *Passed*: the value is the
expected one, or the text is refused where the kit expects an error. *Wrong*: anything else.
*Outside*: the expression, or the model around it, uses a construct that the language leaves
out, named with its reason. Exits with 1 if any result is wrong, with 2 if there was nothing
to run.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from engine.backends.reference import Scope, evaluate
from engine.feel.parser import FeelSyntaxError, OutsideSubset, parse_expression
from engine.values import Value, canonical
from engine.walk import free_names
from tools.tck_model import Case, Decision, Expected, Model, conform, read_cases, read_model

__all__ = ["FolderReport", "main", "run_folder"]

_DEFAULT: Final = Path(__file__).parents[2] / "shared" / "data" / "dmn-tck"
_PLAIN_NAME: Final = re.compile(r"[^\W\d]\w*")
_LOGIC: Final = {
    "decisionTable": "a policy has tables of its own",
    "context": "a condition is one expression",
    "invocation": "the library is fixed",
    "relation": "a policy has tables of its own",
    "functionDefinition": "the library is fixed",
    "list": "a condition is one expression",
}
_LONGEST: Final = 100


@dataclass(slots=True)
class FolderReport:
    """What became of the results of one folder."""

    name: str
    passed: int = 0
    refused: int = 0  # of those passed: refused at parsing, where the kit expects an error
    wrong: list[str] = field(default_factory=list)
    outside: Counter[tuple[str, str]] = field(default_factory=Counter)


def run_folder(folder: Path) -> FolderReport:
    """Run every test file in a folder."""
    report = FolderReport(folder.name)
    model = read_model(sorted(folder.glob("*.dmn")))
    for path in sorted(folder.glob("*-test-*.xml")):
        for case in read_cases(path, model):
            for expected in case.results:
                _judge(report, model, case, expected)
    return report


def _judge(report: FolderReport, model: Model, case: Case, expected: Expected) -> None:
    try:
        actual = _result(model, case, expected)
    except OutsideSubset as outside:
        report.outside[outside.construct, outside.reason] += 1
    except FeelSyntaxError as error:
        if expected.error and expected.is_null():
            report.passed += 1
            report.refused += 1
        else:
            report.wrong.append(_wrong(model, case, expected, f"refused: {error}"))
    else:
        if expected.matches(actual):
            report.passed += 1
        else:
            report.wrong.append(_wrong(model, case, expected, canonical(actual)))


def _result(model: Model, case: Case, expected: Expected) -> Value:
    decision = model.decisions.get(expected.decision)
    if decision is None or expected.service:
        raise _outside("decision service or import", "a rule stands on its own")
    return _decided(model, decision, case.inputs, ())


def _outside(construct: str, reason: str) -> OutsideSubset:
    """What the model around the expression uses, refused as the expression's own would be."""
    return OutsideSubset(construct, reason, offset=0, end=0)


def _wrong(model: Model, case: Case, expected: Expected, got: str) -> str:
    decision = model.decisions.get(expected.decision)
    text = "" if decision is None else " ".join((decision.text or "").split())
    return f"{case.id}: `{text[:_LONGEST]}`: expected {expected.text()}, got {got[:_LONGEST]}"


def _decided(
    model: Model, decision: Decision, inputs: Mapping[str, Value], above: tuple[str, ...]
) -> Value:
    """The value of a decision, after those of the decisions that it requires."""
    if decision.text is None:
        logic = decision.logic
        raise _outside(f"boxed {logic}", _LOGIC.get(logic, "a condition is one expression"))
    if decision.calls:
        raise _outside("business knowledge model", "the library is fixed")
    for item in decision.types:
        if item.constrained:
            raise _outside("allowed values", "a policy's inputs declare their own range")
    names = dict(_required(model, decision, inputs, above))
    expr = parse_expression(decision.text)
    nothing = dict.fromkeys(free_names(expr))  # the kit knows no unanswered question
    value = evaluate(expr, Scope({**nothing, **names}))
    for item in decision.types:
        value = conform(value, item)
    return value


def _required(
    model: Model, decision: Decision, inputs: Mapping[str, Value], above: tuple[str, ...]
) -> Iterator[tuple[str, Value]]:
    for name in decision.requires:
        if not _PLAIN_NAME.fullmatch(name):
            raise _outside("name with spaces", "names are letters, digits and underscores")
        if name in above:
            raise _outside("circle of decisions", "facts may not depend on themselves")
        required = model.decisions.get(name)
        if required is None:
            yield name, conform(inputs.get(name), model.inputs[name])
        else:
            yield name, _decided(model, required, inputs, (*above, decision.name))


def main(arguments: list[str]) -> int:
    """Run the folders named, or those that lie beside the project; return the exit status."""
    given = [Path(argument) for argument in arguments] or [_DEFAULT]
    folders = [folder for path in given for folder in _test_folders(path)]
    if not folders:
        print(f"no folder with *.dmn and *-test-*.xml in {', '.join(map(str, given))}")
        return 2
    reports = [run_folder(folder) for folder in folders]
    for report in reports:
        _show(report)
    outside = sum((report.outside for report in reports), Counter[tuple[str, str]]())
    total = FolderReport(
        f"{len(reports)} folders",
        sum(report.passed for report in reports),
        sum(report.refused for report in reports),
        [line for report in reports for line in report.wrong],
    )
    print()
    _show_counts(total, outside.total())
    for (construct, reason), count in outside.most_common():
        print(f"  {count:5} outside: {construct} ({reason})")
    return 1 if total.wrong else 0


def _test_folders(path: Path) -> list[Path]:
    candidates = sorted([path, *path.rglob("*/")]) if path.is_dir() else []
    return [c for c in candidates if any(c.glob("*.dmn")) and any(c.glob("*-test-*.xml"))]


def _show(report: FolderReport) -> None:
    _show_counts(report, report.outside.total())
    for line in report.wrong:
        print(f"    wrong {line}")
    for (construct, _), count in report.outside.most_common():
        print(f"    {count:5} outside: {construct}")


def _show_counts(report: FolderReport, outside: int) -> None:
    refused = f" ({report.refused} as refused)" if report.refused else ""
    print(
        f"{report.name}: {report.passed} passed{refused}, {len(report.wrong)} wrong,"
        f" {outside} outside"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
