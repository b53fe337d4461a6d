"""Opening and deleting a saved check. The code is sent, never part of an address."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from service.guard.forms import read_form
from service.pages.check import show_check
from service.pages.services import Services
from service.pages.templating import Language, page

__all__ = ["saved_router"]

_NOT_FOUND = 404


def saved_router(services: Services, language: Language) -> APIRouter:
    """The page that asks for a code, and what its two buttons do."""
    router = APIRouter(prefix="/resume")

    @router.get("")
    def ask() -> HTMLResponse:
        return _asked(language)

    @router.post("")
    async def resume(request: Request) -> HTMLResponse:
        fields = await read_form(request)
        return await run_in_threadpool(_resumed, services, language, fields)

    @router.post("/delete")
    async def delete(request: Request) -> HTMLResponse:
        fields = await read_form(request)
        return await run_in_threadpool(_deleted, services, language, fields)

    return router


def _asked(language: Language, *, wrong: bool = False) -> HTMLResponse:
    status = _NOT_FOUND if wrong else 200
    return page("resume.html", language, {"path": "/resume", "wrong": wrong}, status)


def _resumed(services: Services, language: Language, fields: Mapping[str, str]) -> HTMLResponse:
    opened = services.saved.open(fields.get("code", ""))
    if opened is None:
        return _asked(language, wrong=True)
    check = services.checking.of_application(opened.form, opened.application, language)
    extra = {"opened": opened, "code": opened.code, "revision": str(opened.revision)}
    return show_check(services, language, check, extra=extra)


def _deleted(services: Services, language: Language, fields: Mapping[str, str]) -> HTMLResponse:
    if not services.saved.delete(fields.get("code", "")):
        return _asked(language, wrong=True)
    return page("deleted.html", language, {"path": "/resume"})
