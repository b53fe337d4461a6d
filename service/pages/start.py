"""The first page, and opening a file of one's own."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from service.guard.forms import read_upload
from service.pages.check import show_check
from service.pages.services import Services
from service.pages.templating import Language, page
from service.usecases.check_application import FileRefused

__all__ = ["start_router"]

_LIMIT = 1024 * 1024
_UNREADABLE = 422


def start_router(services: Services, language: Language) -> APIRouter:
    """The pages on which a check begins."""
    router = APIRouter()

    @router.get("/")
    def start() -> HTMLResponse:
        return _start(services, language, {})

    @router.post("/open")
    async def open_file(request: Request) -> HTMLResponse:
        upload = await read_upload(request, "file", _LIMIT)
        return await run_in_threadpool(_opened, services, language, upload)

    return router


def _opened(
    services: Services, language: Language, upload: tuple[str, bytes] | None
) -> HTMLResponse:
    if upload is None:
        return _start(services, language, {"no_file": True}, _UNREADABLE)
    name, data = upload
    try:
        form, application = services.checking.read_file(data, name)
    except FileRefused as refused:
        return _start(services, language, {"file_problems": refused.shown(language)}, _UNREADABLE)
    if form is None:
        return _start(services, language, {"no_form": True}, _UNREADABLE)
    return show_check(
        services, language, services.checking.of_application(form, application, language)
    )


def _start(
    services: Services, language: Language, extra: Mapping[str, object], status: int = 200
) -> HTMLResponse:
    values: dict[str, object] = {
        "path": "/",
        "groups": services.checking.questionnaires.forms(language),
        "days": services.saved.days,
        "file_problems": (),
        "no_file": False,
        "no_form": False,
    }
    return page("start.html", language, values | dict(extra), status)
