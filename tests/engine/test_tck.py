"""The public conformance tests: nothing wrong, and never fewer right than before.

The tests are read from beside the project; they are not part of it. Where everything is
required, their absence is a failure (`conftest.py` sees to that).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.tck import main, run_folder
from tools.tck_model import read_model

FOLDERS = Path(__file__).parents[3] / "shared" / "data" / "dmn-tck"
MODEL = "https://www.omg.org/spec/DMN/20230324/MODEL/"
TESTS = "http://www.omg.org/spec/DMN/20160719/testcase"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@pytest.mark.parametrize(
    ("folder", "passed", "outside"),
    [
        ("0059-feel-all-function", 19, 0),
        ("0060-feel-any-function", 17, 0),
        ("0064-feel-conjunction", 19, 0),
        ("0065-feel-disjunction", 19, 0),
        ("0066-feel-negation", 6, 0),
        ("0068-feel-equality", 73, 41),
        ("0071-feel-between", 28, 10),
        ("0072-feel-in", 236, 91),
        ("0100-arithmetic", 501, 586),
    ],
)
def test_a_folder_of_the_kit(folder: str, passed: int, outside: int) -> None:
    """Every result inside the language is right; what is outside is counted, not hidden."""
    if not (FOLDERS / folder).is_dir():
        pytest.skip("the conformance tests do not lie beside the project")
    report = run_folder(FOLDERS / folder)

    assert report.wrong == []
    assert report.passed >= passed
    assert report.passed + report.outside.total() == passed + outside


def write_folder(folder: Path, decisions: str, cases: str) -> Path:
    """A folder as the kit has them."""
    folder.mkdir()
    (folder / "x.dmn").write_text(
        f'<definitions xmlns="{MODEL}">{decisions}</definitions>', encoding="utf-8"
    )
    (folder / "x-test-01.xml").write_text(
        f'<testCases xmlns="{TESTS}" xmlns:xsi="{XSI}" xmlns:xsd="x">{cases}</testCases>',
        encoding="utf-8",
    )
    return folder


def decision(text: str, extra: str = "", name: str = "d", type_ref: str = "Any") -> str:
    """A decision with a literal expression."""
    return (
        f'<decision name="{name}" id="_{name}"><variable name="{name}" typeRef="{type_ref}"/>'
        f"{extra}<literalExpression><text>{text}</text></literalExpression></decision>"
    )


def case(expected: str, inputs: str = "", attributes: str = "") -> str:
    """A test case that expects something of the decision `d`."""
    return (
        f'<testCase id="1">{inputs}<resultNode name="d" type="decision" {attributes}>'
        f"<expected>{expected}</expected></resultNode></testCase>"
    )


def value(text: str, kind: str) -> str:
    """A typed value."""
    return f'<value xsi:type="xsd:{kind}">{text}</value>'


NULL = '<value xsi:nil="true"/>'
NEEDS_N = '<informationRequirement><requiredInput href="#_n"/></informationRequirement>'
INPUT_N = '<inputData name="n" id="_n"><variable name="n" typeRef="number"/></inputData>'
LIST = "<list><item>{}</item><item>{}</item></list>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 1", value("2.0", "decimal")),
        ("2 / 3", value("0.66666667", "decimal")),
        ('"2"', value("2", "string")),
        ("1 = 1", value("true", "boolean")),
        ("1 + null", NULL),
        ("1 + null", "<value/>"),
        ("1 + 1", "<value>2</value>"),
        ('@"2026-01-31"', value("2026-01-31", "date")),
        ('@"P12M"', value("P1Y", "duration")),
        ("[1, null]", LIST.format(value("1", "decimal"), NULL)),
        ("[]", "<list/>"),
        ("undeclared", NULL),
    ],
)
def test_a_right_result_passes(tmp_path: Path, text: str, expected: str) -> None:
    """Values of every kind, typed or not; a long decimal may be rounded."""
    report = run_folder(write_folder(tmp_path / "f", decision(text), case(expected)))

    assert (report.passed, report.wrong, report.outside.total()) == (1, [], 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 1", value("3", "decimal")),
        ("2 / 3", value("0.66666669", "decimal")),
        ("2 / 3", value("0.67", "decimal")),
        ("2", value("2", "string")),
        ("1 = 1", value("1", "decimal")),
        ("null", value("-2017-01-01", "date")),
        ("null", value("10:00:00", "time")),
        ("1", NULL),
        ("[1]", LIST.format(value("1", "decimal"), NULL)),
        ("1 +", value("1", "decimal")),
        ("1 +", NULL),
        ("all()", NULL),
    ],
)
def test_a_wrong_result_is_reported(tmp_path: Path, text: str, expected: str) -> None:
    """Another value, another kind, or a text refused where none should be."""
    report = run_folder(write_folder(tmp_path / "f", decision(text), case(expected)))

    assert (report.passed, len(report.wrong), report.outside.total()) == (0, 1, 0)


def test_a_refusal_passes_where_an_error_is_expected(tmp_path: Path) -> None:
    """The kit marks it; the language says it before it runs."""
    cases = case(NULL, attributes='errorResult="true"')
    report = run_folder(write_folder(tmp_path / "f", decision("all()"), cases))

    assert (report.passed, report.refused, report.wrong) == (1, 1, [])


@pytest.mark.parametrize(
    ("decisions", "construct"),
    [
        (decision("{}"), "context"),
        ('<decision name="d"><context/></decision>', "boxed context"),
        ('<decision name="d"><decisionTable/></decision>', "boxed decisionTable"),
        ('<decision name="d"/>', "boxed no logic"),
        (decision("f(1)", "<knowledgeRequirement/>"), "business knowledge model"),
        (decision("1", name="other"), "decision service or import"),
        (
            decision("1", NEEDS_N)
            + '<inputData name="the n" id="_n"><variable name="the n"/></inputData>',
            "name with spaces",
        ),
        (decision("1", NEEDS_N), "name with spaces"),
        (
            decision("d", NEEDS_N.replace("Input", "Decision").replace("_n", "_d")),
            "circle of decisions",
        ),
        (
            '<itemDefinition name="t"><typeRef>number</typeRef><allowedValues/></itemDefinition>'
            + decision("1", type_ref="t"),
            "allowed values",
        ),
        (
            decision("1")
            .replace("<literal", "<literal", 1)
            .replace("<literalExpression>", '<literalExpression expressionLanguage="java">'),
            "boxed foreign expression language",
        ),
    ],
)
def test_what_is_outside_is_named(tmp_path: Path, decisions: str, construct: str) -> None:
    """What the language or this reader leaves out is neither right nor wrong."""
    report = run_folder(write_folder(tmp_path / "f", decisions, case(NULL)))

    assert (report.passed, report.wrong) == (0, [])
    assert [name for name, _ in report.outside] == [construct]


def test_inputs_and_required_decisions_are_in_scope(tmp_path: Path) -> None:
    """A case's inputs reach the decisions, and one decision the next."""
    needs_e = '<informationRequirement><requiredDecision href="#_e"/></informationRequirement>'
    model = INPUT_N + decision("n * 2", NEEDS_N, "e") + decision("e + 1", needs_e)
    inputs = '<inputNode name="n"><value>20</value></inputNode>'
    report = run_folder(write_folder(tmp_path / "f", model, case(value("41", "decimal"), inputs)))

    assert (report.passed, report.wrong) == (1, [])


def test_inputs_of_every_kind_are_read(tmp_path: Path) -> None:
    """Typed where the test says so, else as declared, else as text; lists and nothing too."""
    names = "abcfg"  # `d` is the decision
    model = "".join(
        f'<inputData name="{n}" id="_{n}"><variable name="{n}"/></inputData>' for n in names
    )
    needs = "".join(NEEDS_N.replace("_n", f"_{n}") for n in names)
    contents = {
        "a": value("P1Y", "duration"),
        "b": "<value>x</value>",
        "c": NULL,
        "f": f"<list><item>{value('1.5', 'decimal')}</item></list>",
        "g": value("one", "decimal"),
    }
    inputs = "".join(f'<inputNode name="{n}">{text}</inputNode>' for n, text in contents.items())
    text = '[a, b, c, f, g] = [@"P12M", "x", null, [1.5], null]'
    expected = case(value("true", "boolean"), inputs)
    report = run_folder(write_folder(tmp_path / "f", model + decision(text, needs), expected))

    assert (report.passed, report.wrong) == (1, [])


def test_a_result_that_is_not_said_is_null(tmp_path: Path) -> None:
    """Nothing expected is null; an older name of the element is read as well."""
    cases = case("").replace("<expected></expected>", "") + case(value("1", "decimal")).replace(
        "expected", "computed"
    )
    report = run_folder(write_folder(tmp_path / "f", decision("1"), cases))

    assert report.passed == 1
    assert report.wrong == ["1: `1`: expected null, got 1"]


TYPES = """
<itemDefinition name="tMany" isCollection="true"><typeRef>string</typeRef></itemDefinition>
<itemDefinition name="tMore" isCollection="true"><typeRef>tMany</typeRef></itemDefinition>
<itemDefinition name="tOne"><itemComponent name="a"><typeRef>number</typeRef></itemComponent>
</itemDefinition>
"""


@pytest.mark.parametrize(
    ("text", "type_ref", "expected"),
    [
        ("1 + 1", "number", value("2", "decimal")),
        ("1 + 1", "feel:string", NULL),
        ('["a"]', "string", value("a", "string")),
        ('["a", "b"]', "string", NULL),
        ('"a"', "tMany", f"<list><item>{value('a', 'string')}</item></list>"),
        ("[1]", "ns:tMany", NULL),
        ("null", "tMany", NULL),
        ("r", "tOne", f'<component name="a">{value("1", "decimal")}</component>'),
        ("1", "tOne", NULL),
    ],
)
def test_results_are_seen_through_their_declared_type(
    tmp_path: Path, text: str, type_ref: str, expected: str
) -> None:
    """A single value and a list of one stand for each other; a misfit is null."""
    needs_r = '<informationRequirement><requiredInput href="#_r"/></informationRequirement>'
    model = (
        TYPES
        + '<inputData name="r" id="_r"><variable name="r" typeRef="tOne"/></inputData>'
        + decision(text, needs_r, type_ref=type_ref)
    )
    inputs = '<inputNode name="r"><component name="a"><value>1</value></component></inputNode>'
    report = run_folder(write_folder(tmp_path / "f", model, case(expected, inputs)))

    assert (report.passed, report.wrong) == (1, [])


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It fails, names the case, and shows the text, the expected and the actual value."""
    write_folder(tmp_path / "f", decision("1 + 1"), case(value("3", "decimal")))

    assert main([str(tmp_path)]) == 1
    assert "wrong 1: `1 + 1`: expected 3, got 2" in capsys.readouterr().out


def test_the_command_succeeds_where_nothing_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is outside does not make it fail, but is counted by construct with the reason."""
    write_folder(tmp_path / "f", decision("now()"), case(NULL))

    assert main([str(tmp_path / "f")]) == 0
    assert "1 outside: function `now` (a rule reads no clock" in capsys.readouterr().out


def test_the_command_fails_without_tests(tmp_path: Path) -> None:
    """Nothing run is not nothing wrong."""
    assert main([str(tmp_path)]) == 2
    assert main([str(tmp_path / "nowhere")]) == 2


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE d SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, prologue: str) -> None:
    """Neither entities that grow nor files from elsewhere."""
    path = tmp_path / "x.dmn"
    path.write_text(f"{prologue}<definitions/>", encoding="utf-8")

    with pytest.raises(ValueError, match="a document type declaration is refused"):
        read_model([path])
