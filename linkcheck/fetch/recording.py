"""The format of a recorded answer: a TOML file, and the body in a file beside it.

Described for those who write one by hand in ``docs/reference/recordings.md``. Pure: text in,
text out; ``replay`` reads and writes the files.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from linkcheck import urls
from linkcheck.errors import ReplayError
from linkcheck.model import Failure, FailureKind, Hop, Response

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linkcheck.model import Outcome

SECRET_HEADERS = frozenset({"set-cookie", "set-cookie2", "authorization", "proxy-authorization"})
"""Headers that never reach a recording."""

_EXTENSIONS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "application/json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
_KEYS = frozenset({
    "url", "final_url", "status", "fetched_at", "elapsed", "attempts", "truncated", "retry_after",
    "body", "headers", "redirects", "failure",
})  # fmt: skip
_UNFIT = re.compile(r"[^a-z0-9]+")
_UNFIT_IN_HOST = re.compile(r"[^a-z0-9.-]+")
_MAX_SLUG = 48
_MAX_FOLDER = 100
_HASH = 8


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded outcome, its body still in the file ``body``; ``None`` if it has none."""

    outcome: Outcome
    body: str | None = None


# names


def folder_of(url: str) -> str:
    """The folder of a host's recordings."""
    address = urls.split(url)
    host = _UNFIT_IN_HOST.sub("-", address.host) if address else ""
    return host.strip(".-")[:_MAX_FOLDER] or "other"


def stem_of(url: str) -> str:
    """The name of a URL's files: words of its path for people, a hash that makes it unique."""
    key = urls.request_key(url)
    address = urls.split(url)
    words = _UNFIT.sub("-", f"{address.path} {address.query}".lower()) if address else ""
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    return f"{_shortened(words.strip('-')) or 'index'}-{digest[:_HASH]}"


def _shortened(slug: str) -> str:
    """The end of a slug, which tells most, cut between two words if there are two."""
    end = slug[-_MAX_SLUG:]
    return end if end == slug else end.partition("-")[2] or end


def extension_of(headers: Mapping[str, str]) -> str:
    """The extension of a body's file, by content type."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return _EXTENSIONS.get(kind, ".bin")


# writing


def compose(recording: Recording) -> str:
    """Write a recording as TOML. Cookies and credentials are left out."""
    outcome = recording.outcome
    lines = [f"url = {_quoted(outcome.url)}"]
    lines += _response_lines(outcome) if isinstance(outcome, Response) else []
    lines += [f"attempts = {outcome.attempts}", f"elapsed = {round(outcome.elapsed, 3)}"]
    lines += [f"body = {_quoted(recording.body)}"] if recording.body is not None else []
    lines += _failure_lines(outcome) if isinstance(outcome, Failure) else _header_lines(outcome)
    for hop in outcome.redirects:
        lines += ["", "[[redirects]]", f"status = {hop.status}", f"url = {_quoted(hop.url)}"]
    return "\n".join(lines) + "\n"


def _response_lines(response: Response) -> Iterator[str]:
    yield f"final_url = {_quoted(response.final_url)}"
    yield f"status = {response.status}"
    if response.fetched_at is not None:
        yield f"fetched_at = {response.fetched_at.astimezone(UTC).isoformat(timespec='seconds')}"
    if response.truncated:
        yield "truncated = true"
    if response.retry_after is not None:
        yield f"retry_after = {float(response.retry_after)}"


def _header_lines(response: Response) -> Iterator[str]:
    yield from ("", "[headers]")
    for name, value in response.headers.items():
        if name.lower() not in SECRET_HEADERS:
            yield f"{_quoted(name)} = {_quoted(value)}"


def _failure_lines(failure: Failure) -> Iterator[str]:
    yield from ("", "[failure]", f'kind = "{failure.kind}"', f"detail = {_quoted(failure.detail)}")


def _quoted(text: str) -> str:
    """A TOML basic string. Whatever a terminal would not show as it is, is escaped."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    escaped = json.dumps(sound, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in escaped)


# reading

_NAMES: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    datetime: "a date and time",
    dict: "a table",
    list: "a list",
}
_T = TypeVar("_T")
_REQUIRED = object()


def parse(text: str, where: str) -> Recording:
    """Read a recording; ``where`` names its file in errors. Raises ReplayError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _damaged(where, f"it is no TOML: {error}") from error
    unknown = sorted(table.keys() - _KEYS)
    if unknown:
        raise _damaged(where, f"it has an unknown key “{unknown[0]}”")
    if ("status" in table) == ("failure" in table):
        raise _damaged(where, "it must have either a status or a [failure]")
    body = table.get("body")
    if body is not None and not _is_file_name(body):
        raise _damaged(where, "“body” must name a file in the same folder")
    fields = _Fields(table, where)
    return Recording(_failure(fields) if "failure" in table else _response(fields), body)


class _Fields:
    """Takes values out of a table, each of the type it must have."""

    def __init__(self, table: Mapping[str, object], where: str) -> None:
        self._table = table
        self.where = where

    def take(self, key: str, kind: type[_T], default: object = _REQUIRED) -> _T:
        value = self._table.get(key, default)
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            what = "is missing" if value is _REQUIRED else f"must be {_NAMES[kind]}"
            raise _damaged(self.where, f"“{key}” {what}")
        return value

    def has(self, key: str) -> bool:
        return key in self._table


def _response(fields: _Fields) -> Response:
    url = fields.take("url", str)
    fetched_at = fields.take("fetched_at", datetime) if fields.has("fetched_at") else None
    if fetched_at is not None and fetched_at.tzinfo is None:
        fetched_at = fetched_at.replace(tzinfo=UTC)
    return Response(
        url=url,
        final_url=fields.take("final_url", str, url),
        status=fields.take("status", int),
        headers=_headers(fields),
        body=b"",
        redirects=_redirects(fields),
        attempts=fields.take("attempts", int, 1),
        elapsed=fields.take("elapsed", float, 0.0),
        fetched_at=fetched_at,
        truncated=fields.take("truncated", bool, default=False),
        retry_after=fields.take("retry_after", float) if fields.has("retry_after") else None,
    )


def _failure(fields: _Fields) -> Failure:
    failure = _Fields(fields.take("failure", dict), f"{fields.where}, [failure]")
    kind = failure.take("kind", str)
    if kind not in set(FailureKind):
        known = ", ".join(FailureKind)
        raise _damaged(failure.where, f"“{kind}” is no kind of failure; known are {known}")
    return Failure(
        url=fields.take("url", str),
        kind=FailureKind(kind),
        detail=failure.take("detail", str, ""),
        attempts=fields.take("attempts", int, 1),
        redirects=_redirects(fields),
        elapsed=fields.take("elapsed", float, 0.0),
    )


def _headers(fields: _Fields) -> dict[str, str]:
    table = fields.take("headers", dict, {})
    headers = _Fields(table, f"{fields.where}, [headers]")
    return {str(name).lower(): headers.take(name, str) for name in table}


def _redirects(fields: _Fields) -> tuple[Hop, ...]:
    where = f"{fields.where}, [[redirects]]"
    rows = [_Fields(row, where) for row in _tables(fields.take("redirects", list, []), where)]
    return tuple(Hop(row.take("status", int), row.take("url", str)) for row in rows)


def _tables(rows: list[object], where: str) -> Iterator[dict[str, object]]:
    for row in rows:
        if not isinstance(row, dict):
            raise _damaged(where, "it must be a list of tables")
        yield row


def _is_file_name(name: object) -> bool:
    return isinstance(name, str) and bool(re.fullmatch(r"[\w-][\w .-]*", name))


def _damaged(where: str, what: str) -> ReplayError:
    return ReplayError.of("recording-damaged", path=where, detail=what)
