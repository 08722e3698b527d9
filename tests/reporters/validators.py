"""Readers that are strict about each format, as the programs are that take them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import html5lib
import xmlschema
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SCHEMAS = Path(__file__).parent / "schemas"
REPORT = Path(__file__).parents[2] / "docs" / "reference" / "report.schema.json"

_JUNIT = xmlschema.XMLSchema(SCHEMAS / "junit.xsd")
_PROPERTY = r"\w+=[^,:\r\n]*"
_COMMAND = re.compile(rf"::(?:error|warning|notice) {_PROPERTY}(?:,{_PROPERTY})*::[^\r\n]*")
_COMMANDLIKE = re.compile(r"^\s*::|##\[|##vso\[")


def _schema(path: Path, part: str = "") -> Draft202012Validator:
    schema = json.loads(path.read_text("utf-8"))
    if part:
        schema = {"$ref": f"#/$defs/{part}", "$defs": schema["$defs"]}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


_SCHEMAS = {name: _schema(SCHEMAS / f"{name}.json") for name in ("sarif", "gitlab", "rdjson")}
_REPORT, _LINE = _schema(REPORT), _schema(REPORT, "line")


def _json(name: str) -> Callable[[str], Any]:
    def read(text: str) -> Any:  # noqa: ANN401 (a tree of any shape)
        value = json.loads(text)
        _SCHEMAS[name].validate(value)
        return value

    return read


def read_json(text: str) -> Any:  # noqa: ANN401 (a tree of any shape)
    value = json.loads(text)
    _REPORT.validate(value)
    return value


def read_jsonl(text: str) -> list[Any]:
    assert text.endswith("\n")
    values = [json.loads(line) for line in text.split("\n")[:-1]]
    for value in values:
        _LINE.validate(value)
    assert [value["type"] for value in values[:-1]] == ["finding"] * (len(values) - 1)
    assert values[-1]["type"] == "summary"
    return values


def read_junit(text: str) -> ET.Element:
    _JUNIT.validate(text)
    root = ET.fromstring(text)  # noqa: S314 (our own report)
    for suite in root:
        for kind, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert len(suite.findall(f"testcase/{kind}")) == int(suite.attrib[count])
        assert len(suite) == int(suite.attrib["tests"])
    return root


def read_github(text: str) -> list[str]:
    """Each line is one well-formed command, or commands nothing."""
    commands = []
    for line in text.removesuffix("\n").split("\n"):
        if _COMMAND.fullmatch(line):
            commands.append(line)
        else:
            assert not _COMMANDLIKE.search(line)
    assert all(sum(f"::{kind} " in one[:12] for one in commands) <= 10 for kind in ("error",))
    return commands


def read_html(text: str) -> Any:  # noqa: ANN401 (a tree of any shape)
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    names = {element.tag for element in document.iter() if isinstance(element.tag, str)}
    assert not names & {"script", "img", "iframe", "object", "embed", "link", "form", "base"}
    for element in document.iter():
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            assert name != "style"
            assert name != "href" or value.startswith(("http://", "https://", "#"))
    return document


def read_csv(text: str) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        assert None not in row
        assert not any(str(cell).startswith(("=", "+", "-", "@")) for cell in row.values())
    return rows


def read_markdown(text: str) -> str:
    """Each table row has its four cells, and no HTML but our own."""
    for line in text.split("\n"):
        if line.startswith("| "):
            assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 5, line
    bare = re.sub(r"<https?://[^<>\s]+>|</?details>|</?summary>|<br>", "", text)
    assert not re.search(r"(?<!\\)[<>]", bare)
    return text


def read_terminal(text: str) -> str:
    assert all(not _COMMANDLIKE.search(line) for line in text.split("\n"))
    return text


VALIDATORS: Mapping[str, Callable[[str], Any]] = {
    "terminal": read_terminal,
    "json": read_json,
    "jsonl": read_jsonl,
    "html": read_html,
    "markdown": read_markdown,
    "csv": read_csv,
    "junit": read_junit,
    "sarif": _json("sarif"),
    "github": read_github,
    "gitlab": _json("gitlab"),
    "rdjson": _json("rdjson"),
}
