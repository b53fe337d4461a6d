"""Copy the stylesheet and the script that pages use out of their npm packages, and record both.

`python -m tools.vendor` writes `service/pages/static/vendor/` with `vendored.json`, which names
package, version, licence and the SHA-256 of what was fetched and of what is kept. The versions
are pinned below; nothing is fetched when Hela is installed or run.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FOLDER", "main", "without_govuk_marks"]

FOLDER = Path(__file__).resolve().parent.parent / "service" / "pages" / "static" / "vendor"

_FONT_FACE = re.compile(r"(?:/\*![^*]*\*/\s*)?@font-face\s*\{[^}]*\}")
_MARKED_RULE = re.compile(r"[^{}]*\{[^{}]*url\([^)]*\)[^{}]*\}")
_SOURCE_MAP = re.compile(r"\s*/\*# sourceMappingURL=[^*]*\*/\s*$")


def without_govuk_marks(css: str) -> str:
    """The stylesheet without the typeface and the crest that only GOV.UK itself may use."""
    css = _SOURCE_MAP.sub("\n", _FONT_FACE.sub("", css))
    css = _MARKED_RULE.sub("", css)
    return css.replace("GDS Transport,arial,sans-serif", "var(--hela-font)").replace(
        "GDS Transport", "var(--hela-font)"
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    inside: str
    name: str
    change: Callable[[str], str] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Package:
    name: str
    version: str
    sha256: str
    files: tuple[_Kept, ...]


PACKAGES = (
    _Package(
        "govuk-frontend",
        "6.6.0",
        "52c4eb554e54d8a6e4ba801e9da5ec3a5b930fd2f117a39677f0b6296e954751",
        (
            _Kept(
                "dist/govuk/govuk-frontend.min.css",
                "govuk-frontend.css",
                without_govuk_marks,
                "without the typeface, its name, the crest and the source map",
            ),
        ),
    ),
    _Package(
        "htmx.org",
        "2.0.11",
        "165a2655073e9e6e55e307a7c74e8ebcdb76afb7701f9c16cfd106a13add408e",
        (_Kept("dist/htmx.min.js", "htmx.js"), _Kept("LICENSE", "htmx.LICENSE.txt")),
    ),
)


def main() -> int:
    """Fetch, check, keep and record; the exit code is 1 when a package is not the one pinned."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm is needed to fetch the packages", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    record = []
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            archive = _fetched(npm, package, Path(folder))
            found = _sha256(archive.read_bytes())
            if found != package.sha256:
                print(f"{package.name} {package.version} has SHA-256 {found}", file=sys.stderr)
                return 1
            record.append(_keep(package, archive))
    text = json.dumps({"packages": record}, indent=2, ensure_ascii=False)
    (FOLDER / "vendored.json").write_text(text + "\n", encoding="utf-8")
    return 0


def _fetched(npm: str, package: _Package, folder: Path) -> Path:
    """The package's archive, fetched with npm's own settings."""
    wanted = f"{package.name}@{package.version}"
    subprocess.run(
        [npm, "pack", "--silent", wanted], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    return folder / f"{package.name}-{package.version}.tgz"


def _keep(package: _Package, archive: Path) -> Mapping[str, object]:
    """Write the files that are kept; what is recorded about the package."""
    files = []
    with tarfile.open(archive) as tar:
        licence = json.loads(_member(tar, "package.json"))["license"]
        for kept in package.files:
            data = _member(tar, kept.inside)
            written = kept.change(data.decode()).encode() if kept.change else data
            (FOLDER / kept.name).write_bytes(written)
            files.append(
                {
                    "file": kept.name,
                    "from": kept.inside,
                    "sha256_upstream": _sha256(data),
                    "sha256": _sha256(written),
                    "changed": kept.why or None,
                }
            )
    return {
        "package": package.name,
        "version": package.version,
        "licence": licence,
        "sha256": package.sha256,
        "files": files,
    }


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.extractfile(f"package/{name}")
    if member is None:
        raise FileNotFoundError(name)
    return member.read()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
