"""Errors as pages: what to do next, in both languages, and nothing of what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.guard.log import note_error
from service.guard.requests import refusal
from service.pages.templating import Language, page, sayer
from service.usecases.assess_application import UnknownForm, UnknownPack
from service.usecases.read_answers import UnreadableRest

__all__ = ["ErrorsAsPages", "handle_errors"]

_NOT_FOUND: Final = 404
_UNREADABLE: Final = 422
_FAULT: Final = 500


_TEXTS: Final[Mapping[int, tuple[str, str, str, str]]] = {
    400: (
        "Adressen är inte vår",
        "The address is not ours",
        "Sidan nåddes under ett namn som tjänsten inte svarar på.",
        "The page was reached by a name that the service does not answer to.",
    ),
    403: (
        "Sidan kom någon annanstans ifrån",
        "The page came from elsewhere",
        "Vi tar bara emot svar från våra egna sidor. Öppna startsidan och börja där.",
        "We only take answers from our own pages. Open the start page and begin there.",
    ),
    404: (
        "Sidan finns inte",
        "The page does not exist",
        "Kontrollera adressen, eller välj stödform på startsidan.",
        "Check the address, or choose a form of support on the start page.",
    ),
    405: (
        "Sidan öppnas inte så",
        "The page is not opened that way",
        "Gå till startsidan och följ länkarna därifrån.",
        "Go to the start page and follow the links from there.",
    ),
    413: (
        "Det är för mycket på en gång",
        "That is too much at once",
        "Gå tillbaka, korta de längsta texterna eller välj en mindre fil.",
        "Go back, shorten the longest texts or choose a smaller file.",
    ),
    415: (
        "Det som skickades går inte att läsa",
        "What was sent cannot be read",
        "Gå tillbaka till sidan, ladda om den och försök igen.",
        "Go back to the page, reload it and try again.",
    ),
    500: (
        "Något gick fel hos oss",
        "Something went wrong on our side",
        "Felet är noterat. Gå tillbaka i webbläsaren och försök igen.",
        "The fault has been noted. Go back in your browser and try again.",
    ),
    503: (
        "Tjänsten är tillfälligt nere",
        "The service is down for the moment",
        "Gå tillbaka i webbläsaren och försök igen om en stund.",
        "Go back in your browser and try again in a while.",
    ),
}
"""For each status: the heading in Swedish and English, then what to do in both."""
_LIKE: Final = {422: 415}


def _texts(status: int, language: Language) -> tuple[str, str]:
    """The heading and the text of an error."""
    heading_sv, heading_en, text_sv, text_en = _TEXTS.get(_LIKE.get(status, status), _TEXTS[_FAULT])
    say = sayer(language)
    return say(heading_sv, heading_en), say(text_sv, text_en)


def _language(path: str) -> Language:
    return "en" if path == "/en" or path.startswith("/en/") else "sv"


def error_page(path: str, status: int, error_id: str = "") -> HTMLResponse:
    """The page of an error; nothing of the request is repeated but its language."""
    language = _language(path)
    heading, text = _texts(status, language)
    values = {"path": "/", "heading": heading, "text": text, "error_id": error_id}
    return page("message.html", language, values, status)


class ErrorsAsPages:
    """Answers what the gate has refused, and what no page expected.

    A fault ends here: passed on, the server would log it with its text, which may hold an answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Show the error, or pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if (status := refusal(scope)) is not None:
            await error_page(scope["path"], status)(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:  # noqa: BLE001 - whatever it is, a person is waiting
            error_id = note_error(error)
            if not begun:
                await error_page(scope["path"], _FAULT, error_id)(scope, receive, send)


def handle_errors(app: FastAPI) -> None:
    """Give every expected error a page."""

    def of_status(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else _FAULT
        answer = error_page(request.url.path, status)
        if isinstance(error, HTTPException) and error.headers:
            answer.headers.update(error.headers)
        return answer

    def unreadable(request: Request, _error: Exception) -> Response:
        return error_page(request.url.path, _UNREADABLE)

    def missing(request: Request, _error: Exception) -> Response:
        return error_page(request.url.path, _NOT_FOUND)

    app.add_exception_handler(HTTPException, of_status)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(UnreadableRest, unreadable)
    app.add_exception_handler(UnknownForm, missing)
    app.add_exception_handler(UnknownPack, missing)
