"""Settings: the only reader of the environment; docs/reference/settings.md tells of each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

__all__ = ["Settings"]

_TOP = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Read from variables that begin with HELA_, such as HELA_PORT."""

    model_config = SettingsConfigDict(env_prefix="HELA_", frozen=True, extra="ignore")

    rules: Path = Field(default=_TOP / "rules", description="The folder with packs and bundles.")
    host: str = Field(default="127.0.0.1", description="The address that pages are served on.")
    port: int = Field(default=8040, ge=1, le=65535, description="The port of the pages.")
    no_color: bool = Field(
        default=False,
        validation_alias=AliasChoices("NO_COLOR", "HELA_NO_COLOR"),
        description="No colour on terminals; NO_COLOR, with any text, says the same.",
    )
    hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("127.0.0.1", "localhost", "[::1]"),
        description="The names that browsers may call the service by, with commas between.",
    )
    production: bool = Field(
        default=False, description="Behind HTTPS: strict transport security, no API documents."
    )
    database: str = Field(
        default="",
        description="Where saved checks are kept, as a database URL; empty: a file in `data`.",
    )
    data: Path = Field(default=_TOP / "var", description="The folder of the embedded database.")
    saved_days: int = Field(
        default=90, ge=1, le=3650, description="How many days a saved check is kept."
    )
    max_body: int = Field(
        default=2 * 1024 * 1024,
        ge=64 * 1024,
        le=64 * 1024 * 1024,
        description="The most bytes that a request may send.",
    )

    @field_validator("no_color", mode="before")
    @classmethod
    def _any_text(cls, value: object) -> object:
        """By custom NO_COLOR counts when it holds any text at all."""
        return bool(value) if isinstance(value, str) else value

    @field_validator("hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Names with commas between them, as an environment variable can hold them."""
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @property
    def database_url(self) -> str:
        """The database of saved checks; the embedded one when none is named."""
        return self.database or f"sqlite:///{self.data / 'hela.db'}"
