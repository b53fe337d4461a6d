"""The whole site with the shipped rules, on a clock that stands still and an empty database."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fastapi import FastAPI
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from service.usecases.assess_application import Assessing

__all__ = ["FILES", "NOW", "assessing", "client", "site"]

NOW = datetime(2026, 11, 22, 9, 32, tzinfo=UTC)
FILES = Path(__file__).resolve().parent / "files"
HOST = "hela.test"


@cache
def assessing() -> Assessing:
    """The shipped rules, read once a test process."""
    return Assessing(Settings().rules)


def site(data: Path, *hosts: str, **settings: int | bool) -> FastAPI:
    """The application, with its database in `data`."""
    wanted = Settings.model_validate({"data": data, "hosts": hosts or (HOST,), **settings})
    return create_app(wanted, assessing=assessing(), clock=lambda: NOW)


def client(app: FastAPI) -> TestClient:
    """A client that sees errors as a browser does: as pages."""
    return TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False)
