"""The rules in plain language, for anybody who wants to check an assessment."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from service.pages.services import Services
from service.pages.templating import Language, page

__all__ = ["rules_router"]


def rules_router(services: Services, language: Language) -> APIRouter:
    """The list of packs, and a page for each."""
    router = APIRouter(prefix="/rules")

    @router.get("/")
    def packs() -> HTMLResponse:
        values = {"path": "/rules/", "packs": services.rules.packs(language)}
        return page("rules.html", language, values)

    @router.get("/{pack}")
    def pack(pack: str) -> HTMLResponse:
        found = services.rules.pack(pack, language)
        return page("pack.html", language, {"path": f"/rules/{found.pack.id}", "page": found})

    return router
