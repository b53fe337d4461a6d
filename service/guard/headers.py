"""The headers that every response carries, pages and errors alike."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["POLICY", "SecurityHeaders"]

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",  # the fragments that update an assessment
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
POLICY = "; ".join(f"{what} {where}" for what, where in _SOURCES.items())
"""Nothing from elsewhere, nothing inline, no frame around us."""

_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_TWO_YEARS = 63_072_000


class SecurityHeaders:
    """Adds the headers; an answer to what somebody sent is never kept by a cache.

    A page that was only asked for holds nothing personal. Browsers may come back to it, and so
    to what was typed in it.
    """

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = dict(_ALWAYS)
        if https:
            self._headers["Strict-Transport-Security"] = f"max-age={_TWO_YEARS}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                asked = scope["method"] in {"GET", "HEAD"}
                headers.setdefault("Cache-Control", "no-cache" if asked else "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)
