"""Which requests may change or compute something: those that our own pages sent.

No cookie and no token is needed. A browser says where a request comes from in `Sec-Fetch-Site`
and `Origin`, and no page can make it lie. A program that is not a browser sends neither, and
acts for nobody else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

__all__ = ["is_from_elsewhere", "is_known_host"]

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OURS = frozenset({"same-origin", "none"})  # none: typed or opened by the person herself


def is_from_elsewhere(method: str, headers: Mapping[str, str]) -> bool:
    """Whether an unsafe request was sent by a page of another site.

    `headers` have lower-case names.
    """
    if method in _SAFE:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in _OURS
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        return origin == "null" or urlsplit(origin).netloc != headers.get("host", "")
    except ValueError:  # half an address in brackets, which no browser sends
        return True


def is_known_host(host: str, known: Collection[str]) -> bool:
    """Whether `host`, as the Host header says it, is a name that the service answers to."""
    name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return name.lower() in known
