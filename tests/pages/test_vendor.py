"""What is vendored is what the record says, without the marks that are not ours to use."""

from __future__ import annotations

import hashlib
import json

from service.pages.templating import STATIC
from tools.vendor import without_govuk_marks

FOLDER = STATIC / "vendor"
RECORD = json.loads((FOLDER / "vendored.json").read_text(encoding="utf-8"))


def test_every_file_is_the_recorded_one() -> None:
    """A file that was changed by hand, or is not recorded, is found."""
    for package in RECORD["packages"]:
        assert package["licence"] in {"MIT", "0BSD"}
        for file in package["files"]:
            found = hashlib.sha256((FOLDER / file["file"]).read_bytes()).hexdigest()
            assert found == file["sha256"], file["file"]


def test_the_typeface_and_the_crest_are_gone() -> None:
    """Only GOV.UK itself may use them."""
    css = (FOLDER / "govuk-frontend.css").read_text(encoding="utf-8")

    assert "GDS Transport" not in css
    assert "@font-face" not in css
    assert "url(" not in css


def test_a_planted_typeface_is_taken_out() -> None:
    """The cleaning finds what it is there for and leaves the rest."""
    css = (
        "a{color:red}/*! (c) */@font-face{font-family:GDS Transport;src:url(/a.woff2)}"
        ".b:before{content:url(/crest.svg)}c{font-family:GDS Transport,arial,sans-serif}"
    )

    assert without_govuk_marks(css) == "a{color:red}c{font-family:var(--hela-font)}"
