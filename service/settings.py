"""Settings: the only reader of the environment; docs/reference/settings.md tells of each."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings"]

_TOP = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Read from variables that begin with HELA_, such as HELA_PORT."""

    model_config = SettingsConfigDict(env_prefix="HELA_", frozen=True, extra="ignore")

    rules: Path = Field(default=_TOP / "rules", description="The folder with packs and bundles.")
    host: str = Field(default="127.0.0.1", description="The address that pages are served on.")
    port: int = Field(default=8040, ge=1, le=65535, description="The port of the pages.")
