"""Write ``docs/reference/linkcheck.schema.json`` from the tables of ``configuration.md``.

With ``--check``, compare only. The tables are tested against the settings themselves.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
SCHEMA = FOLDER / "linkcheck.schema.json"

_ROW = re.compile(r"^\| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
_TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "web address": {"type": "string", "format": "uri", "pattern": "^https?:"},
    "path": {"type": "string", "minLength": 1},
    "date": {"type": "string", "format": "date"},
    "true or false": {"type": "boolean"},
    "whole number": {"type": "integer", "minimum": 0},
    "bytes": {"type": "integer", "minimum": 1},
    "seconds": {"type": "number", "minimum": 0},
    "list of regular expressions": {
        "type": "array",
        "items": {"type": "string", "format": "regex"},
    },
    "list of patterns": _TEXTS,
    '`"http://HOST:PORT"`': {"type": "string", "pattern": "^http://"},
    '`"HOST:PORT"`': {"type": "string", "pattern": ":[0-9]+$"},
    '`"90s"`, `"5m"`, `"1h"` or seconds': {
        "anyOf": [{"type": "string", "pattern": "^[0-9.]+[smh]?$"}, {"type": "number"}]
    },
    "table of hosts": {"type": "object", "additionalProperties": {"$ref": "#/$defs/host"}},
    "list of tables": {"type": "array", "items": {"$ref": "#/$defs/accepted"}},
}
_VERDICTS = {
    "enum": [
        "moved", "review", "blocked", "unreachable", "mismatch", "gone", "incomplete", "invalid",
    ]
}  # fmt: skip
_ACCEPTED: dict[str, Any] = {
    "description": "An exception: a finding that somebody has decided to live with.",
    "type": "object",
    "properties": {
        "url": {"type": "string", "description": "Searched for in the address, ignoring case."},
        "label": {"type": "string", "description": "Searched for in the label, ignoring case."},
        "verdict": {"anyOf": [_VERDICTS, {"type": "array", "items": _VERDICTS, "minItems": 1}]},
        "because": {"type": "string", "minLength": 1, "description": "The reason."},
        "by": {"type": "string", "description": "Who decided."},
        "until": {"type": "string", "format": "date", "description": "Its last day."},
        "title": {"type": "string", "description": "It holds while the page is called so."},
    },
    "required": ["verdict", "because"],
    "anyOf": [{"required": ["url"]}, {"required": ["label"]}],
    "additionalProperties": False,
}

_HOST: dict[str, Any] = {
    "description": "How fast a host, and every name below it, is asked.",
    "type": "object",
    "properties": {
        "per-host": {"type": "integer", "minimum": 1, "description": "Requests at once."},
        "delay": {"type": "number", "minimum": 0, "description": "Seconds between two starts."},
    },
    "additionalProperties": False,
}


def schema() -> dict[str, Any]:
    """The schema of ``linkcheck.toml``; dates are strings, as editors' TOML tools have them."""
    rows = _ROW.findall((FOLDER / "configuration.md").read_text("utf-8"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "linkcheck.toml",
        "description": "The configuration of linkcheck; also [tool.linkcheck] in pyproject.toml.",
        "type": "object",
        "properties": {key: _property(*cells) for key, *cells in rows},
        "additionalProperties": False,
        "$defs": {"accepted": _ACCEPTED, "host": _HOST},
    }


def _property(kind: str, default: str, meaning: str) -> dict[str, Any]:
    described = _type(kind.strip()) | {"description": _prose(meaning)}
    told = default.strip()
    if told != "—" and "VERSION" not in told:
        described["default"] = tomllib.loads(f"x = {told.strip('`')}")["x"]
    return described


def _type(kind: str) -> dict[str, Any]:
    if kind in _TYPES:
        return _TYPES[kind]
    words = re.findall(r'`"(\w+)"`', kind)
    if not words:
        raise ValueError(f"configuration.md has a type without a schema: {kind}")
    one = {"enum": words}
    return {"type": "array", "items": one} if kind.startswith("list of ") else one


def _prose(meaning: str) -> str:
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", meaning).strip()


def main() -> None:
    """Write the schema, or tell that it is not what the reference says."""
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if "--check" not in sys.argv:
        SCHEMA.write_text(text, "utf-8")
    elif SCHEMA.read_text("utf-8") != text:
        sys.exit(f"{SCHEMA} is stale: run python tools/config_schema.py")


if __name__ == "__main__":
    main()
