"""Files that mean harm, or look like it. Run as a program it reads them and reports on each.

It is a program of its own so that a crash of the process is a result like any other.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from engine.errors import render
from service.domain.application import Application
from service.domain.read import ApplicationError, read_application, read_application_file
from tests.service.domain.questions import questions

_MEMORY = 1024 * 1024 * 1024
_PLAN = "form: micro_support\n"


def _amount(written: str) -> str:
    return f'{{"economy": {{"requested_support": {written}}}}}'


_YAML: dict[str, str | bytes] = {
    "empty": "",
    "blank": " \n\n  \n",
    "only a comment": "# hej\n",
    "only a byte order mark": b"\xef\xbb\xbf",
    "50 KB of brackets": "[" * 50_000,
    "50 KB of braces": "{a: " * 12_500,
    "deep block mapping": "".join(" " * depth + "a:\n" for depth in range(200)),
    "deep block list": "- " * 5_000 + "a",
    "alias bomb": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(8)),
    "an anchor that holds itself": "owners: &a [*a]\n",
    "merge key": "<<: {form: micro_support}\n",
    "python tag": "summary: !!python/object/apply:os.system ['true']\n",
    "binary tag": "summary: !!binary aGVq\n",
    "two documents": _PLAN + "---\n" + _PLAN,
    "directive": "%YAML 1.1\n---\n" + _PLAN,
    "equal keys": _PLAN + _PLAN,
    "equal keys, one escaped": 'form: micro_support\n"f\\u006frm": micro_support\n',
    "a key that is a list": "? [a, b]\n: 1\n",
    "not a number": "economy: {requested_support: .nan}\n",
    "infinity": "economy: {requested_support: .inf}\n",
    "octal": "economy: {requested_support: 0777}\n",
    "sexagesimal": "economy: {requested_support: 12:30}\n",
    "exponent": "economy: {requested_support: 1e999}\n",
    "a number of 5,000 digits": f"economy: {{requested_support: {'9' * 5_000}}}\n",
    "a text of 100,000 digits": f'economy: {{requested_support: "{"9" * 100_000}"}}\n',
    "a 40-digit fraction": f"economy: {{requested_support: 0.{'1' * 40}}}\n",
    "a day that is not": "dates: {start_on: 9999-99-99}\n",
    "a point in time": "dates: {start_on: 2026-01-31T12:00:00Z}\n",
    "10,000 items": "owners: [" + "{}," * 10_000 + "]\n",
    "10,000 unknown keys": "".join(f"k{number}: 1\n" for number in range(10_000)),
    "10,000 checks": "evidence:\n"
    + "".join(f"  sni{number}: {{status: stated}}\n" for number in range(10_000)),
    "a text too long": "summary: " + "a" * 900_000 + "\n",
    "10 MB": b"a" * 10_000_000,
    "an identifier for a slow pattern": f"id: {'a-' * 50_000}!\n",
    "a check for a slow pattern": f"evidence: {{{'a.' * 500}!: {{status: stated}}}}\n",
    "right-to-left override": "title: a\u202eb\n",
    "zero-width space": "title: a\u200bb\n",
    "terminal escape": "title: a\x1b[31mb\n",
    "NUL": b"title: a\0b\n",
    "UTF-16": _PLAN.encode("utf-16"),
    "latin-1": "title: \xe5\xe4\xf6\n".encode("latin-1"),
    "overlong UTF-8": b"title: \xc0\xaf\n",
    "an executable": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40,
    "compressed": gzip.compress(_PLAN.encode()),
    "the inside of the model": "model_config: {extra: allow}\nmodel_fields: {}\n",
    "the inside of Python": "__class__: x\n__dict__: {}\n__init__: null\n",
    "a section that is a list": "place: [1]\n",
    "a list that is a section": "owners: {}\n",
    "no mapping but a list": "- 1\n",
    "no mapping but a word": "hej\n",
    "no mapping but null": "null\n",
    "null for a section": "economy: null\n",
    "unclosed quote": 'title: "a\n',
    "unclosed bracket": "owners: [\n",
    "tab": "place:\n\tmunicipality: torsby\n",
    "bad escape": 'title: "\\q"\n',
}
_JSON: dict[str, str | bytes] = {
    "empty": "",
    "50 KB of brackets": "[" * 50_000,
    "100,000 levels": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "equal keys": '{"form": "micro_support", "form": "pre_study"}',
    "equal keys, one escaped": '{"form": "micro_support", "f\\u006frm": "pre_study"}',
    "NaN": _amount("NaN"),
    "Infinity": _amount("-Infinity"),
    "1e999": _amount("1e999"),
    "a number of 5,000 digits": _amount("9" * 5_000),
    "a huge exponent": _amount("1e999999999999"),
    "true for an amount": _amount("true"),
    "lone surrogate": '{"summary": "\\ud800"}',
    "surrogates the wrong way round": '{"summary": "\\udc00\\ud800"}',
    "NUL as an escape": '{"summary": "a\\u0000b"}',
    "lone surrogate as a key": '{"\\ud800": 1}',
    "comment": '{"form": /* hej */ "micro_support"}',
    "last comma": '{"form": "micro_support",}',
    "two values": "{} {}",
    "prototype": '{"__proto__": {"form": "micro_support"}}',
    "a byte order mark in the middle": '{"form": "micro_support"}\ufeff',
    "10,000 items": '{"owners": [' + ",".join(["{}"] * 10_000) + "]}",
}
_NAMES = {"wrong ending": "plan.toml", "no ending": "plan", "line end in the name": "plan.yaml\n"}

_FILES = ("folder", "circle", "nowhere", "endless", "pipe", "gone", "nul\0byte", "long" * 100)

NAMES = (
    *(f"yaml: {name}" for name in _YAML),
    *(f"json: {name}" for name in _JSON),
    *(f"name: {name}" for name in _NAMES),
    *(f"disk: {name[:8]!r}" for name in _FILES),
)
"""The names of all hostile files."""

Reader = Callable[[], Application]


def _of_bytes(name: str, content: str | bytes) -> Reader:
    data = content if isinstance(content, bytes) else content.encode()
    return lambda: read_application(data, name, questions())


def _of_file(path: Path) -> Reader:
    return lambda: read_application_file(path, questions())


def _on_disk(folder: Path) -> Iterator[tuple[str, Reader]]:
    (folder / "folder.yaml").mkdir()
    (folder / "circle.yaml").symlink_to(folder / "circle.yaml")
    (folder / "nowhere.yaml").symlink_to(folder / "gone.yaml")
    (folder / "endless.yaml").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.yaml")
    for name in _FILES:
        yield f"disk: {name[:8]!r}", _of_file(folder / f"{name}.yaml")


def payloads(folder: Path) -> dict[str, Reader]:
    """Every hostile file by name; `folder` is an empty folder to play in."""
    return {
        **{f"yaml: {name}": _of_bytes("a.yaml", content) for name, content in _YAML.items()},
        **{f"json: {name}": _of_bytes("a.json", content) for name, content in _JSON.items()},
        **{f"name: {name}": _of_bytes(file, _PLAN) for name, file in _NAMES.items()},
        **dict(_on_disk(folder)),
    }


def _report(name: str, read: Reader) -> dict[str, object]:
    began = time.process_time()
    told: list[str] = []
    try:
        read()
    except ApplicationError as refused:
        told = [render(one, language) for one in refused.problems for language in ("sv", "en")]
    seconds = time.process_time() - began
    return {"name": name, "told": told[:4], "problems": len(told) // 2, "seconds": seconds}


def _say(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main(skip: set[str]) -> None:
    """Read every payload that is not in `skip`; one line of JSON before and after each."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    questions()
    with tempfile.TemporaryDirectory() as folder:
        for name, read in payloads(Path(folder)).items():
            if name not in skip:
                _say(start=name)
                _say(**_report(name, read))


if __name__ == "__main__":
    main(set(sys.argv[1:]))
