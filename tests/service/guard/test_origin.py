"""Which requests our own pages sent."""

from __future__ import annotations

import pytest

from service.guard.origin import is_from_elsewhere, is_known_host

HOST = {"host": "hela.test:8040"}


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({}, False),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "nonsense"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "http://hela.test:8040"}, True),
        ({"origin": "http://hela.test:8040"}, False),
        ({"origin": "http://hela.test:8041"}, True),
        ({"origin": "http://hela.test"}, True),
        ({"origin": "http://hela.test:8040.evil.test"}, True),
        ({"origin": "http://evil.test"}, True),
        ({"origin": "null"}, True),
        ({"origin": ""}, True),
        ({"origin": "http://["}, True),
    ],
)
def test_an_unsafe_request_is_taken_from_our_pages_alone(
    headers: dict[str, str], *, elsewhere: bool
) -> None:
    """Browsers say where a request is from; what is not a browser says nothing."""
    assert is_from_elsewhere("POST", HOST | headers) is elsewhere


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_is_open_to_links_from_anywhere(method: str) -> None:
    """Nothing changes on a safe request, so anybody may link to us."""
    assert not is_from_elsewhere(method, HOST | {"sec-fetch-site": "cross-site"})


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("localhost", True),
        ("LOCALHOST:8040", True),
        ("[::1]:8040", True),
        ("[::1]", True),
        ("localhost.evil.test", False),
        ("evil.test:8040", False),
        ("", False),
        ("[::2]:8040", False),
    ],
)
def test_only_our_own_names_are_answered_to(host: str, *, known: bool) -> None:
    """A Host header cannot make us write somebody else's name."""
    assert is_known_host(host, {"localhost", "[::1]"}) is known
