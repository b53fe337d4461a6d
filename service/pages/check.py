"""The self-check: one form, which comes back with the assessment of what was answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from service.guard.forms import read_form
from service.pages.fields import FieldReader
from service.pages.services import Services
from service.pages.templating import Language, page
from service.usecases.check_application import Check
from service.usecases.rows import with_rows
from service.usecases.saved_checks import Receipt, SavedElsewhere

__all__ = ["check_router", "show_check"]

_Handler: TypeAlias = Callable[[str, Mapping[str, str]], Response]

_BLANKS_KEPT = 40  # about 400 kB each
_DONE = 200
_UNREADABLE = 422
_CONFLICT = 409
_FAILED = {"unavailable": 503, "disagreement": 500, "fault": 500}
_FILES = {
    "application.yaml": "application/yaml",
    "application.json": "application/json",
    "assessment.json": "application/json",
}


def check_router(services: Services, language: Language) -> APIRouter:
    """The pages of one check; each answer is made from what the form sends, and forgotten."""
    router = APIRouter(prefix="/check")
    pages = _CheckPages(services, language)
    router.add_api_route("/{form}", pages.begun, methods=["GET"], response_model=None)

    def post(path: str, handler: _Handler) -> None:
        async def answer(form: str, request: Request) -> Response:
            return await run_in_threadpool(handler, form, await read_form(request))

        router.add_api_route(path, answer, methods=["POST"], response_model=None)

    post("/{form}", pages.answered)
    post("/{form}/live", pages.live)
    post("/{form}/print", pages.printed)
    post("/{form}/save", pages.saved)
    for name in _FILES:
        post(f"/{{form}}/{name}", pages.file(name))
    return router


class _CheckPages:
    """What each button of the form does."""

    def __init__(self, services: Services, language: Language) -> None:
        self._services = services
        self._language = language
        self._blank: dict[tuple[str, date], bytes] = {}

    def begun(self, form: str) -> Response:
        """The page of a check in which nothing is answered; the same for everybody all day."""
        key = form, self._services.checking.today()
        if kept := self._blank.get(key):
            return HTMLResponse(kept)
        made = show_check(self._services, self._language, self._check(form, {}))
        if made.status_code == _DONE:
            if len(self._blank) >= _BLANKS_KEPT:
                self._blank.clear()
            self._blank[key] = bytes(made.body)
        return made

    def answered(self, form: str, fields: Mapping[str, str]) -> Response:
        """The same page again, with the assessment; lines of lists come and go on the way."""
        check = self._check(form, self._edited(fields))
        return show_check(self._services, self._language, check, fields=fields)

    def live(self, form: str, fields: Mapping[str, str]) -> Response:
        """The parts of the page that change with an answer, for pages with JavaScript."""
        check = self._check(form, fields)
        status = _FAILED[check.failure] if check.failure else _DONE
        return page("live.html", self._language, self._values(check, fields), status)

    def printed(self, form: str, fields: Mapping[str, str]) -> Response:
        """Answers and assessment, everything unfolded, for paper."""
        check = self._check(form, fields)
        if check.problems or check.failure:
            return show_check(self._services, self._language, check, fields=fields)
        answers = self._services.checking.answers(check, self._language)
        values = self._values(check, fields) | {"answers": answers}
        return page("print.html", self._language, values)

    def saved(self, form: str, fields: Mapping[str, str]) -> Response:
        """Keep the check because its owner asked, and tell her the code."""
        check = self._check(form, fields)
        if check.problems:
            return show_check(self._services, self._language, check, fields=fields)
        try:
            receipt = self._kept(check, fields)
        except SavedElsewhere:
            values = self._values(check, fields) | {"conflict": True}
            return page("check.html", self._language, values, _CONFLICT)
        values = self._values(check, fields) | {
            "saved": receipt,
            "is_new": not fields.get("code") or fields.get("do") == "new",
            "code": receipt.code,
            "revision": str(receipt.revision),
        }
        return page("check.html", self._language, values)

    def file(self, name: str) -> _Handler:
        """A download; nothing is left out of it in silence, so every field must be readable."""

        def download(form: str, fields: Mapping[str, str]) -> Response:
            check = self._check(form, fields)
            content = _content(check, name)
            if check.problems or content is None:
                return show_check(self._services, self._language, check, fields=fields)
            disposition = {"Content-Disposition": f'attachment; filename="hela-{name}"'}
            return Response(content, media_type=_FILES[name], headers=disposition)

        return download

    def _kept(self, check: Check, fields: Mapping[str, str]) -> Receipt:
        saved, form = self._services.saved, check.questionnaire.form
        code, revision = fields.get("code", ""), fields.get("revision", "")
        if not code or fields.get("do") == "new":
            return saved.save(form, check.application)
        if not (revision.isascii() and revision.isdigit()):
            raise SavedElsewhere
        return saved.save_again(code, int(revision[:9]), form, check.application)

    def _check(self, form: str, fields: Mapping[str, str]) -> Check:
        return self._services.checking.of_fields(form, fields, self._language)

    def _edited(self, fields: Mapping[str, str]) -> Mapping[str, str]:
        lists = self._services.checking.lists()
        return with_rows(fields, fields.get("do", ""), lists)

    def _values(self, check: Check, fields: Mapping[str, str]) -> dict[str, object]:
        return check_values(self._services, check, fields, self._language)


def check_values(
    services: Services, check: Check, fields: Mapping[str, str], language: Language
) -> dict[str, object]:
    """What the templates of a check are filled with."""
    reader = FieldReader(check, language, action=fields.get("do", ""))
    return {
        "path": f"/check/{check.questionnaire.form}",
        "check": check,
        "questionnaire": check.questionnaire,
        "assessment": check.assessment,
        "field": reader,
        "now": services.now(),
        "days": services.saved.days,
        "saved": None,
        "is_new": False,
        "conflict": False,
        "opened": None,
        "code": fields.get("code", ""),
        "revision": fields.get("revision", ""),
    }


def show_check(
    services: Services,
    language: Language,
    check: Check,
    *,
    fields: Mapping[str, str] | None = None,
    extra: Mapping[str, object] | None = None,
) -> HTMLResponse:
    """The page of a check; its status says whether every answer could be read and judged."""
    values = check_values(services, check, fields or {}, language) | dict(extra or {})
    read = _UNREADABLE if check.problems else _DONE
    status = _FAILED[check.failure] if check.failure else read
    answer = page("check.html", language, values, status)
    if check.failure == "unavailable":
        answer.headers["Retry-After"] = "1"
    return answer


def _content(check: Check, name: str) -> bytes | None:
    if name == "assessment.json":
        return check.assessment_json()
    return check.application_yaml() if name.endswith("yaml") else check.application_json()
