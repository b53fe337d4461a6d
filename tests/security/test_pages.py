"""The pages in the hands of somebody who means harm."""

from __future__ import annotations

import json
import logging
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from starlette.testclient import TestClient

from service.guard.headers import POLICY
from service.guard.log import note_error
from tests.pages.site import assessing, client, site

FORM: Final = "/check/micro_support"
SHORT: Final = "/check/home_delivery_grant"  # the form with the fewest questions
CANARY: Final = "Kanarie-19121212-1212"

PAYLOADS: Final = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</select><script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "{% include 'base.html' %}",
    "${7*7}",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<!--",
    "]]>",
    "&lt;script&gt;",
    "%00",
    "\x00",
    "\x1b[31m",
    "\u202e\u2066",
    "\ufeff",
    "\ufffe",
    "'; DROP TABLE saved_checks; --",
    "' OR '1'='1",
    "../../etc/passwd",
    "..\\..\\windows",
    "file:///etc/passwd",
    "=1+1",
    "@SUM(A1)",
    "-",
    "--1",
    "NaN",
    "Infinity",
    "1e999999",
    "9" * 400,
    "0x1F",
    "٣٤",
    "1" + "0" * 5000 + ",5",
    "a" * 30_000,
    "\r\nSet-Cookie: a=b",
    "\n" * 500,
    "null",
    "[]",
    "true",
    "2026-02-30",
    "0000-00-00",
    "😀" * 500,
)
LINES: Final = {
    "text": "q.costs.{}.label",
    "number": "q.costs.{}.amount",
    "choice": "q.costs.{}.type",
    "yes or no": "q.costs.{}.in_kind",
    "there is none in a line": "n.chain.{}.due_on",
    "long text": "q.chain.{}.norm",
    "day": "q.chain.{}.due_on",
}
FIELDS: Final = {
    "number": "q.grocery_turnover",
    "yes or no": "q.on_island",
    "there is none": "n.costs",
    "lines": "r.costs",
    "day of the rules": "on",
    "carried along": "rest",
    "button": "do",
    "code": "code",
    "revision": "revision",
    "unknown": "q.nope.0.x",
}
ROUTES: Final = ("", "/live", "/print", "/save", "/application.yaml", "/assessment.json")


class Elements(HTMLParser):
    """Counts what could run in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts = 0
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts, handlers and addresses that are programs."""
        self.scripts += tag == "script"
        for name, value in attrs:
            address = name in {"action", "formaction", "href", "src"} or name.startswith("hx-")
            program = address and (value or "").strip().lower().startswith(("javascript:", "data:"))
            if name.startswith("on") or program:
                self.handlers.append(f"{tag} {name}")


@pytest.fixture
def web(tmp_path: Path) -> TestClient:
    """The site, asked directly."""
    return client(site(tmp_path))


def all_fields(payload: str) -> dict[str, str]:
    """A form with the same in every field."""
    lines = {name.format(0): payload for name in LINES.values()}
    return {"r.chain": "1"} | lines | dict.fromkeys(FIELDS.values(), payload)


@pytest.mark.parametrize("field", LINES)
def test_nothing_that_is_typed_in_a_line_breaks_or_runs(web: TestClient, field: str) -> None:
    """Every payload in a line of its own gives no fault, no script and no handler."""
    count = str(len(PAYLOADS))
    typed = {LINES[field].format(row): payload for row, payload in enumerate(PAYLOADS)}
    answer = web.post(FORM, data={"r.costs": count, "r.chain": count} | typed)

    assert answer.status_code in {200, 422}
    page = Elements(answer.text)
    assert page.handlers == []
    assert page.scripts == Elements(web.get(FORM).text).scripts


@pytest.mark.parametrize("field", FIELDS)
def test_nothing_that_is_typed_breaks_or_runs(web: TestClient, field: str) -> None:
    """No answer in any other field gives a fault, a script or a handler."""
    blank = Elements(web.get(SHORT).text)
    for payload in PAYLOADS:
        answer = web.post(SHORT, data={FIELDS[field]: payload})
        assert answer.status_code < 500, payload
        page = Elements(answer.text)
        assert page.handlers == [], payload
        assert page.scripts <= blank.scripts, payload


@pytest.mark.parametrize("route", ROUTES)
def test_no_button_gives_a_fault(web: TestClient, route: str) -> None:
    """Every way to send the form takes every payload in every field at once."""
    for payload in PAYLOADS:
        answer = web.post(SHORT + route, data=all_fields(payload))
        assert answer.status_code < 500, payload


@pytest.mark.parametrize("path", ["/resume", "/resume/delete", "/en/resume"])
def test_a_code_cannot_break_anything(web: TestClient, path: str) -> None:
    """What is no code opens and deletes nothing, and is not repeated."""
    for payload in PAYLOADS:
        answer = web.post(path, data={"code": payload})
        assert answer.status_code == 404, payload
        assert Elements(answer.text).handlers == []


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"%", b"%ff%fe=1", b"q.awu=%ED%A0%80", b"a" * 1000, b"&" * 1000, b"\xff\xfe=\x00"),
        b"&".join(b"a%d=1" % number for number in range(6000)),
    ],
)
def test_a_broken_form_is_refused_in_words(web: TestClient, body: bytes) -> None:
    """Bytes that are no form are answered with a page, never with a fault."""
    headers = {"content-type": "application/x-www-form-urlencoded"}

    assert web.post(FORM, content=body, headers=headers).status_code in {200, 422}


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""]
)
def test_another_kind_of_body_is_refused(web: TestClient, kind: str) -> None:
    """The form takes what a form sends."""
    answer = web.post(FORM, content=b'{"a": NaN}', headers={"content-type": kind})

    assert answer.status_code == 415
    assert "NaN" not in answer.text


@pytest.mark.parametrize("body", [b"--x", b"--x\r\n\r\n", b"x" * 100, b"--x--"])
def test_a_broken_upload_is_refused(web: TestClient, body: bytes) -> None:
    """Half a file is no file."""
    headers = {"content-type": "multipart/form-data; boundary=x"}

    assert web.post("/open", content=body, headers=headers).status_code in {400, 422}


@pytest.mark.parametrize(
    "name", ["../../a.yaml", "a\x00.yaml", "ä" * 300 + ".json", "<b>.yaml", "a.exe"]
)
def test_a_file_may_be_called_anything(web: TestClient, name: str) -> None:
    """The name of a file is its ending and nothing else."""
    answer = web.post("/open", files={"file": (name, b"form: micro_support\n")})

    assert answer.status_code in {200, 422}
    assert Elements(answer.text).handlers == []


def test_a_body_has_a_limit(tmp_path: Path) -> None:
    """One byte less is read, one more is refused, also when its length is not told."""
    web = client(site(tmp_path, max_body=64 * 1024))
    headers = {"content-type": "application/x-www-form-urlencoded"}
    full = b"x=" + b"a" * (64 * 1024 - 2)

    assert web.post(FORM, content=full, headers=headers).status_code == 200
    assert web.post(FORM, content=full + b"a", headers=headers).status_code == 413
    assert web.post(FORM, content=iter([full, b"a"]), headers=headers).status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "x", "99999999999999999999"])
def test_a_false_length_is_refused(web: TestClient, length: str) -> None:
    """A length that is no length is too much."""
    answer = web.post(FORM, content=b"", headers={"content-length": length})

    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://evil.test"}, 403),
        ({"origin": "null"}, 403),
        ({"host": "evil.test"}, 400),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://hela.test"}, 200),
        ({}, 200),
    ],
)
@pytest.mark.parametrize("path", [FORM, f"{FORM}/live", f"/en{FORM}/assessment.json"])
def test_only_our_own_pages_may_send(
    web: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    """Another site can neither send the form nor name us."""
    assert web.post(path, data={"on": ""}, headers=headers).status_code == status


@pytest.mark.parametrize(
    "path", ["/", FORM, "/en/rules/", "/resume", "/nope", "/static/hela.css", "/static/../app.py"]
)
def test_every_answer_carries_the_headers(web: TestClient, path: str) -> None:
    """Pages, files and errors alike."""
    headers = web.get(path).headers

    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert ("no-cache" in headers["cache-control"]) != path.startswith("/static/hela")
    assert "no-store" in web.post(path, data={"x": "y"}).headers["cache-control"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        *(("GET", "/nope", 404), ("GET", "/check/nope", 404), ("GET", "/rules/NOPE", 404)),
        *(("GET", "/en/nope", 404), ("POST", "/", 405), ("PUT", FORM, 405), ("GET", "/open", 405)),
        *(("GET", f"{FORM}/save", 405), ("GET", "/static/nope", 404), ("POST", "/check/nope", 404)),
        *(("GET", "/check/<script>", 404), ("GET", "/check/%00", 404), ("GET", "/rules/%ff", 404)),
    ],
)
def test_an_error_is_a_page(web: TestClient, method: str, path: str, status: int) -> None:
    """It tells what to do in the language of the address, and repeats nothing."""
    answer = web.request(method, path, data={"x": "y"} if method == "POST" else None)

    assert answer.status_code == status
    assert f'<html lang="{"en" if path.startswith("/en/") else "sv"}"' in answer.text
    assert "<h1" in answer.text
    assert "nope" not in answer.text.lower()


@pytest.mark.parametrize("production", [True, False])
def test_the_api_documents_are_closed_in_production(tmp_path: Path, *, production: bool) -> None:
    """They are open to whoever develops, and strict transport is told where there is HTTPS."""
    web = client(site(tmp_path, production=production))

    assert (web.get("/openapi.json").status_code == 404) is production
    assert ("strict-transport-security" in web.get("/").headers) is production


def test_no_answer_reaches_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a request, nor a refusal, nor a fault writes down what was sent."""
    caplog.set_level(logging.DEBUG)
    web = client(site(tmp_path))
    fields = all_fields(CANARY) | {"rest": "", "r.costs": "1"}
    for route in ROUTES:
        web.post(FORM + route, data=fields)
    web.get(f"/check/{CANARY}?q={CANARY}")
    web.post("/resume", data={"code": CANARY})
    web.post("/open", files={"file": (f"{CANARY}.yaml", f"title: [{CANARY}".encode())})

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(assessing(), "assess", fail)
    kept = web.post(FORM, data={"q.costs.0.label": CANARY, "r.costs": "1"})
    monkeypatch.setattr(assessing(), "assessor", fail)
    broken = web.post(FORM, data={"q.costs.0.label": CANARY, "r.costs": "1"})

    assert (kept.status_code, broken.status_code) == (500, 500)
    logged = [one.getMessage() for one in caplog.records if not one.name.startswith("http")]
    assert CANARY not in "".join(logged) + broken.text
    assert any("RuntimeError" in line for line in logged)


def test_a_line_of_the_log_is_one_event(caplog: pytest.LogCaptureFixture, web: TestClient) -> None:
    """No path, method or error can break a line or forge another."""
    with caplog.at_level(logging.INFO, "hela"):
        web.request("GET", "/check/%0a%7b%22event%22%3a%22x%22%7d")
        note_error(ValueError("x\ny"), detail="a\nb")

    lines = [record.getMessage() for record in caplog.records if record.name == "hela"]
    assert len(lines) == 2
    assert all("\n" not in line and isinstance(json.loads(line), dict) for line in lines)
