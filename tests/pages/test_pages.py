"""The pages without a browser: what is asked, what comes back, what is kept."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.assessment.assess import Disagreement
from engine.backends.durable.errors import EngineUnavailable
from engine.facts import Facts
from service.domain.application import Application
from service.domain.read import read_application
from service.usecases.check_application import Checking
from tests.pages.site import FILES, NOW, assessing, client, site

FORMS = sorted(assessing().library.bundles)
MICRO = (FILES / "micro.yaml").read_bytes()


_CHOICE = re.compile(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', re.DOTALL)
_TEXT = re.compile(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', re.DOTALL)


def fields_of(html: str) -> dict[str, str]:
    """What a browser would send if the form of a page were submitted untouched."""
    fields: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        found = {name: unescape(text) for name, text in re.findall(r'(\S+)="([^"]*)"', tag)}
        chosen = found.get("type") not in {"radio", "checkbox"} or " checked" in tag
        if chosen and "name" in found and found.get("type") != "file":
            fields[found["name"]] = found.get("value", "")
    for name, inner in _CHOICE.findall(html):
        selected = re.search(r'value="([^"]*)" selected', inner)
        fields[unescape(name)] = unescape(selected[1]) if selected else ""
    fields |= {unescape(name): unescape(inner) for name, inner in _TEXT.findall(html)}
    return fields


def opened(web: TestClient, data: bytes = MICRO, name: str = "a.yaml", at: str = "/open") -> str:
    """The page that comes when a file is opened."""
    answer = web.post(at, files={"file": (name, data)})
    assert answer.status_code == 200, answer.text
    return answer.text


def micro() -> Application:
    """The application in the file that the tests open."""
    return read_application(MICRO, "micro.yaml", assessing().library.inputs)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_page(web: TestClient, form: str, prefix: str) -> None:
    """Each form of support is asked about and assessed, in both languages."""
    answer = web.get(f"{prefix}/check/{form}")

    assert answer.status_code == 200
    assert 'id="gates-title"' in answer.text


def test_protected_questions_are_never_asked(web: TestClient) -> None:
    """What can only feed statistics is in no self-check."""
    protected = [one.name for one in assessing().library.inputs.values() if one.protected]

    assert protected
    for form in FORMS:
        html = web.get(f"/check/{form}").text
        assert not any(f'name="q.{name}"' in html for name in protected)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_pack_can_be_read_and_every_rule_is_found(web: TestClient, prefix: str) -> None:
    """A link to a rule leads to that rule."""
    for policy in assessing().library.policies.values():
        html = web.get(f"{prefix}/rules/{policy.id}").text
        ids = [*(rule.id for rule in policy.rules), *(one.id for one in policy.criteria)]
        assert [one for one in ids if f'id="{one}"' not in html] == []


def test_page_and_file_give_the_same_assessment(web: TestClient) -> None:
    """The bytes that are downloaded are those that the file itself gives."""
    fields = fields_of(opened(web))

    answer = web.post("/check/micro_support/assessment.json", data=fields)

    assert answer.content == assessing().assess(micro(), date(2026, 11, 2)).to_json()
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize("ending", ["yaml", "json"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_downloaded_application_opens_as_the_same(
    web: TestClient, prefix: str, ending: str
) -> None:
    """Down and up again changes nothing, in either format and language."""
    fields = fields_of(opened(web, at=f"{prefix}/open"))
    down = web.post(f"{prefix}/check/micro_support/application.{ending}", data=fields).content

    inputs = assessing().library.inputs
    assert read_application(down, f"a.{ending}", inputs) == micro()
    assert fields_of(opened(web, down, f"a.{ending}", f"{prefix}/open")) == fields


def test_a_bad_answer_stays_in_its_field(web: TestClient) -> None:
    """What was typed comes back as it was typed, with the reason and a link to it."""
    fields = {"q.awu": "många <b>", "q.requested_support": "60 tusen kr"}

    answer = web.post("/check/micro_support", data=fields)

    assert answer.status_code == 422
    assert "<title>Fel: " in answer.text
    assert 'value="många &lt;b&gt;"' in answer.text
    assert 'href="#q.awu"' in answer.text
    assert fields_of(answer.text)["q.requested_support"] == "60 tusen kr"


@pytest.mark.parametrize("name", ["application.yaml", "application.json", "print", "save"])
def test_nothing_is_taken_away_with_answers_missing(web: TestClient, name: str) -> None:
    """A download, a print or a save with an unreadable answer shows the answer instead."""
    answer = web.post(f"/check/micro_support/{name}", data={"q.awu": "många"})

    assert answer.status_code == 422
    assert fields_of(answer.text)["q.awu"] == "många"


def test_the_language_can_change_with_answers_on_the_page(web: TestClient) -> None:
    """The other language shows the same answers."""
    fields = fields_of(opened(web))

    answer = web.post("/en/check/micro_support", data=fields)

    assert '<html lang="en"' in answer.text
    assert read_back(answer.text) == micro()


def read_back(html: str) -> Application:
    """The application that a page's fields say."""
    checking = Checking(assessing(), NOW.date)
    return checking.of_fields("micro_support", fields_of(html), "sv").application


def test_lines_are_added_and_removed_without_a_script(web: TestClient) -> None:
    """The buttons of a list send the form, and it comes back with a line more or less."""
    fields = fields_of(web.get("/check/micro_support").text) | {"do": "add:costs"}
    once = fields_of(web.post("/check/micro_support", data=fields).text)
    twice = web.post(
        "/check/micro_support", data=once | {"do": "add:costs", "q.costs.0.label": "x"}
    )
    less = web.post("/check/micro_support", data=fields_of(twice.text) | {"do": "remove:costs:1"})

    assert (once["r.costs"], fields_of(twice.text)["r.costs"]) == ("1", "2")
    assert fields_of(less.text)["r.costs"] == "1"
    assert fields_of(less.text)["q.costs.0.label"] == "x"


def test_the_day_of_the_rules_can_be_chosen(web: TestClient) -> None:
    """A day before the rules is refused with the first day that will do."""
    later = web.post("/check/micro_support", data={"on": "1 mars 2026"})
    early = web.post("/check/micro_support", data={"on": "2001-01-01"})

    assert "Bedömd efter reglerna den 1 mars 2026" in later.text
    assert (early.status_code, later.status_code) == (422, 200)
    assert "2023-01-01" in early.text


def test_a_refused_file_says_where_and_what_to_do(web: TestClient) -> None:
    """The line, a mark under the place, and the next step; nothing is half opened."""
    answer = web.post("/open", files={"file": ("a.yaml", b"form: micro_support\nfrom: x\n")})

    assert answer.status_code == 422
    assert "Rad 2" in answer.text
    assert "from: x\n^" in unescape(answer.text)
    assert "Nästa steg" in answer.text


@pytest.mark.parametrize("data", [b"", b"title: x\n"])
def test_a_file_without_a_form_says_so(web: TestClient, data: bytes) -> None:
    """An application that names no support is not guessed to be for one."""
    answer = web.post("/open", files={"file": ("a.yaml", data)} if data else {"file": ("", b"")})

    assert answer.status_code == 422


def test_a_saved_check_opens_with_its_code_and_can_be_deleted(web: TestClient) -> None:
    """The code is shown once, opens the same answers however it is copied, and then is gone."""
    saved = web.post("/check/micro_support/save", data=fields_of(opened(web)) | {"do": "save"})
    (code,) = re.findall(r'id="code">([0-9A-Z-]+)<', saved.text)

    again = web.post("/resume", data={"code": code.lower().replace("-", " ")})
    deleted = web.post("/resume/delete", data={"code": code})
    gone = web.post("/resume", data={"code": code})

    assert read_back(again.text) == micro()
    assert (deleted.status_code, gone.status_code) == (200, 404)
    assert code not in deleted.text + gone.text


def test_saving_again_keeps_the_code_and_notices_another_page(web: TestClient) -> None:
    """Two pages with the same check do not overwrite each other in silence."""
    first = fields_of(web.post("/check/micro_support/save", data={"q.awu": "1"}).text)
    second = web.post("/check/micro_support/save", data=first | {"q.awu": "2", "do": "save"})
    stale = web.post("/check/micro_support/save", data=first | {"q.awu": "3", "do": "save"})

    assert second.status_code == 200
    assert fields_of(second.text)["code"] == first["code"]
    assert stale.status_code == 409
    assert fields_of(stale.text)["q.awu"] == "3"
    reopened = web.post("/resume", data={"code": first["code"]}).text
    assert fields_of(reopened)["q.awu"] == "2"


def test_nothing_is_kept_unless_asked(tmp_path: Path) -> None:
    """A whole check leaves not even a database file behind."""
    folder = tmp_path / "never"
    web = client(site(folder))
    fields = fields_of(opened(web))
    for name in ("", "/live", "/print", "/assessment.json", "/application.yaml"):
        web.post(f"/check/micro_support{name}", data=fields)

    assert not folder.exists()


def test_the_page_to_print_shows_answers_and_assessment(web: TestClient) -> None:
    """Every answer and everything that decided stands open on one page."""
    html = web.post("/check/micro_support/print", data=fields_of(opened(web))).text

    assert "Vi köper en svarv" in html
    assert "<details" in html
    assert re.findall(r"<details(?![^>]*\sopen)", html) == []


def refused_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every assessment fail."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(assessing(), "assess", fail)


def a_disagreement() -> Disagreement:
    """Two verdicts that differ on one rule."""
    assessor = assessing().assessor("micro_support", NOW.date())
    verdict = assessor.judge(Facts({}, {})).judgement.verdict
    rule = assessor.program.rules[0].rule.id
    return Disagreement((rule,), verdict, verdict)


@pytest.mark.parametrize(
    ("failure", "status", "heading"),
    [
        ("unavailable", 503, "Bedömningen gick inte att göra just nu"),
        ("disagreement", 500, "Två av varandra oberoende regelmotorer"),
        ("fault", 500, "Något gick fel hos oss"),
    ],
)
def test_no_work_is_lost_when_no_assessment_is_made(
    web: TestClient, monkeypatch: pytest.MonkeyPatch, failure: str, status: int, heading: str
) -> None:
    """The answers come back, nothing is issued, and the page says what to do."""
    errors = {
        "unavailable": EngineUnavailable("crashed"),
        "disagreement": a_disagreement(),
        "fault": RuntimeError("secret"),
    }
    fields = fields_of(opened(web))
    refused_with(errors[failure], monkeypatch)

    answer = web.post("/check/micro_support", data=fields)

    assert answer.status_code == status
    assert heading in answer.text
    assert "secret" not in answer.text
    assert "gates-title" not in answer.text
    assert fields_of(answer.text) == fields


def test_a_disagreement_is_logged_with_both_verdicts(
    web: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Ids and outcomes of both witnesses, so that the fault can be found."""
    disagreement = a_disagreement()
    refused_with(disagreement, monkeypatch)
    with caplog.at_level("ERROR", "hela"):
        web.post("/check/micro_support", data={"q.awu": "3"})

    noted = json.loads(caplog.records[0].getMessage())
    assert noted["ids"] == list(disagreement.ids)
    assert len(noted["first"]) == len(noted["second"]) > 0


def test_a_blank_page_is_served_quickly(web: TestClient) -> None:
    """The heaviest form costs the server less than 50 ms a view, once it has been made."""
    web.get("/check/eu_cofinancing_support")
    spent = []
    for _ in range(7):
        began = time.process_time_ns()
        web.get("/check/eu_cofinancing_support", headers={"accept-encoding": "identity"})
        spent.append(time.process_time_ns() - began)

    assert sorted(spent)[3] < 50_000_000
