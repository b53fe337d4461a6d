"""The settings are documented, and a bad one stops the start."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from service.settings import Settings
from tests.quality.sources import ROOT


def test_every_setting_is_in_the_reference() -> None:
    """Whoever runs the service can read of each variable, and of none that does not exist."""
    text = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    told = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `HELA_")}

    assert told == {f"HELA_{name.upper()}" for name in Settings.model_fields}


def test_names_of_hosts_stand_with_commas_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the environment can name several hosts."""
    monkeypatch.setenv("HELA_HOSTS", "hela.test, localhost ,")

    assert Settings().hosts == ("hela.test", "localhost")


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "0"), ("SAVED_DAYS", "0"), ("MAX_BODY", "1"), ("PRODUCTION", "x")]
)
def test_a_bad_setting_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A value out of bounds is not replaced in silence."""
    monkeypatch.setenv(f"HELA_{name}", value)

    with pytest.raises(ValidationError, match=name.lower()):
        Settings()
