"""The gate that every request passes: known host, own origin, bounded body, one line in the log."""

from __future__ import annotations

import time
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.guard.log import log
from service.guard.origin import is_from_elsewhere, is_known_host

__all__ = ["BodyTooLarge", "Gate", "refusal"]

_UNKNOWN_HOST = 400
_FROM_ELSEWHERE = 403
_TOO_LARGE = 413


class BodyTooLarge(HTTPException):
    """More bytes came than a request may send."""

    def __init__(self) -> None:
        super().__init__(status_code=_TOO_LARGE)


class Gate:
    """Refuses what should not come in, before anything reads it.

    A refusal is handed inwards as `scope["state"]["refused"]`, a status code, so that it is
    answered with a page like every other error.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], max_body: int) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge the request, pass it on, and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["refused"] = self._refused(scope)
        began = time.perf_counter_ns()
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, self._bounded(receive), noted)
        finally:
            route = scope.get("route")
            log(
                "request",
                method=scope["method"] if scope["method"].isalpha() else "?",
                route=getattr(route, "path", "?"),
                status=status,
                ms=(time.perf_counter_ns() - began) // 1_000_000,
            )

    def _refused(self, scope: Scope) -> int | None:
        headers = Headers(scope=scope)
        if not is_known_host(headers.get("host", ""), self._hosts):
            return _UNKNOWN_HOST
        if is_from_elsewhere(scope["method"], headers):
            return _FROM_ELSEWHERE
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._max_body:
            return _TOO_LARGE
        return None

    def _bounded(self, receive: Receive) -> Receive:
        """`receive`, which stops when more comes than was allowed, whatever was announced."""
        seen = 0

        async def bounded() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._max_body:
                raise BodyTooLarge
            return message

        return bounded


def refusal(scope: Scope) -> int | None:
    """The status code with which the gate refuses a request; None when it may come in."""
    refused: int | None = scope.get("state", {}).get("refused")
    return refused
