"""Reading what a form sent, within bounds and without guessing."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from service.guard.requests import BodyTooLarge

__all__ = ["MAX_FIELDS", "BadForm", "read_form", "read_upload"]

MAX_FIELDS = 10_000
_BAD = 422
_WRONG_TYPE = 415
_URLENCODED = "application/x-www-form-urlencoded"


class BadForm(HTTPException):
    """What was sent is not what any of our forms sends."""

    def __init__(self, status_code: int = _BAD) -> None:
        super().__init__(status_code=status_code)


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form; the last one where a name comes twice.

    Raises:
        BadForm: it is no form, not UTF-8, or has more fields than any of ours.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _URLENCODED:
        raise BadForm(_WRONG_TYPE)
    body = await request.body()
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError:
        raise BadForm from None
    return dict(pairs)


async def read_upload(request: Request, name: str, limit: int) -> tuple[str, bytes] | None:
    """The file that a form sent as `name`, and what it is called; None when none was chosen.

    One byte beyond `limit` is read at most, so that a reader can see that it is too large.

    Raises:
        BadForm: it is not a form with one file.
    """
    try:
        async with request.form(max_files=1, max_fields=8) as form:
            part = form.get(name)
            if part is None or isinstance(part, str) or not part.filename:
                return None
            return part.filename, await part.read(limit + 1)
    except BodyTooLarge:
        raise
    except HTTPException:
        raise BadForm from None
