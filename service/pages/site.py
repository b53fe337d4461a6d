"""All pages, in both languages, and the files that they are shown with."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from service.pages.check import check_router
from service.pages.errors import handle_errors
from service.pages.rules import rules_router
from service.pages.saved import saved_router
from service.pages.services import Services
from service.pages.start import start_router
from service.pages.templating import STATIC, Language

__all__ = ["add_pages"]

_ONE_YEAR = 31_536_000


class _Files(StaticFiles):
    """Static files that a browser may keep: their addresses change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or an error."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={_ONE_YEAR}, immutable"
        return response


def add_pages(app: FastAPI, services: Services) -> None:
    """Put the pages on `app`: Swedish at the root, English under `/en`."""
    app.mount("/static", _Files(directory=STATIC), name="static")
    languages: tuple[tuple[Language, str], ...] = (("sv", ""), ("en", "/en"))
    for language, prefix in languages:
        pages = APIRouter(prefix=prefix, include_in_schema=False)
        for make in (start_router, check_router, rules_router, saved_router):
            pages.include_router(make(services, language))
        app.include_router(pages)
    handle_errors(app)
