"""The application: everything wired together, and the server that serves it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import uvicorn
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from engine.backends.durable.pool import DurablePool
from service.clock import Now, local, now
from service.guard.headers import SecurityHeaders
from service.guard.log import start_logging
from service.guard.requests import Gate
from service.pages.errors import ErrorsAsPages
from service.pages.services import Services
from service.pages.site import add_pages
from service.settings import Settings
from service.store.database import Database
from service.store.saved_checks import SavedCheckStore
from service.usecases.assess_application import Assessing
from service.usecases.check_application import Checking
from service.usecases.read_rules import ReadingRules
from service.usecases.saved_checks import SavedChecks

__all__ = ["create_app", "serve"]

_GZIP_FROM = 1_000  # bytes; below it, packing costs more than it saves
_GZIP_LEVEL = 4  # half the time of the default for one page in ten larger


def create_app(
    settings: Settings, *, assessing: Assessing | None = None, clock: Now = now
) -> FastAPI:
    """The application for `settings`; the rules are read here, once.

    Raises:
        PolicyError: the rules folder has something wrong in it.
    """
    pool = DurablePool() if assessing is None else None
    assessing = Assessing(settings.rules, pool) if assessing is None else assessing
    database = Database(settings.database_url)

    def today() -> date:
        return local(clock()).date()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        database.close()
        if pool is not None:
            pool.close()

    app = FastAPI(
        title="Hela",
        lifespan=lifespan,
        docs_url=None if settings.production else "/docs",
        redoc_url=None,
        openapi_url=None if settings.production else "/openapi.json",
        middleware=[
            Middleware(SecurityHeaders, https=settings.production),
            Middleware(Gate, hosts=settings.hosts, max_body=settings.max_body),
            Middleware(GZipMiddleware, minimum_size=_GZIP_FROM, compresslevel=_GZIP_LEVEL),
            Middleware(ErrorsAsPages),
        ],
    )
    services = Services(
        checking=Checking(assessing, today),
        rules=ReadingRules(assessing, today),
        saved=SavedChecks(SavedCheckStore(database), assessing, clock, settings.saved_days),
        now=clock,
    )
    add_pages(app, services)
    return app


def serve(settings: Settings, *, host: str, port: int) -> None:
    """Serve the pages until stopped, and say where they are."""
    app = create_app(settings)
    start_logging()
    named = f"[{host}]" if ":" in host else host
    sys.stdout.write(f"Hela: http://{named}:{port}/\n")
    sys.stdout.flush()
    uvicorn.run(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False
    )
