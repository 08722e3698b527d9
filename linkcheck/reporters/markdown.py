"""Markdown for people: comments on merge requests, job summaries, wikis.

Text from outside is backslash-escaped (CommonMark 2.4) and made harmless to what platforms add
of their own: mentions of people.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from linkcheck import urls
from linkcheck.model import Severity
from linkcheck.reporters import late, plain
from linkcheck.text import clean
from linkcheck.wording import say_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linkcheck.model import Finding, Report
    from linkcheck.reporters.options import RenderOptions
    from linkcheck.reporters.plain import Entry

_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~&$]|:(?=\S)")
_NO_CODE = re.compile(r"[^\w-]")
_URL_SAFE = "/:?#[]@!$&'*+,;=%~-._"
_WORD_JOINER = "\u2060"


def render(report: Report, options: RenderOptions) -> str:
    """Render a heading, the numbers, a table of what needs somebody, and the rest folded up.

    Of more than ``options.max_bytes``, the rows that do not fit are counted instead.
    """
    language, limit = options.language, options.max_bytes
    told = plain.told(report)
    fine = [one for one in plain.entries(report) if one not in told]
    head = "\n".join(_head(report, language))
    rows = [*map(_rows, told, [language] * len(told))]
    room = None if limit is None else limit - len(head.encode()) - len(_table([], language))
    kept = _fitting(rows, room)
    parts = [head, _table(kept, language) if kept else ""]
    if len(kept) < len(rows):
        parts.append(say_id("report.more", language, count=len(rows) - len(kept)))
    elif fine and limit is None:
        parts.append(_folded(fine, language))
    return "\n\n".join(filter(None, parts)) + "\n"


def _head(report: Report, language: str) -> Iterator[str]:
    names = ", ".join(escape(plain.path(one.name)) for one in report.documents[:3])
    if len(report.documents) > 3:  # noqa: PLR2004 (as many as were named)
        names = say_id("report.articles", language, count=len(report.documents))
    yield f"## {say_id('report.title', language)}: {names}\n"
    yield f"{escape(plain.summary(report, language))}."
    if report.tolerated:
        yield f" {say_id('accepted.count', language, count=report.tolerated)}"
    if report.waiting:
        yield f" {say_id('history.count', language, count=report.waiting)}"
    if report.better:
        yield f" {say_id('accepted.better', language, count=len(report.better))}"
    if late_ones := late.remark(report.unfetched):
        yield f" {escape(plain.sentence(late_ones, language))}"
    if report.interrupted:
        yield f"\n**{say_id('terminal.interrupted', language)}**"


def _fitting(rows: Sequence[str], room: int | None) -> list[str]:
    if room is None:
        return list(rows)
    kept: list[str] = []
    for row in rows:
        room -= len(row.encode()) + 1
        if room < 0:
            break
        kept.append(row)
    return kept


def _table(rows: Sequence[str], language: str) -> str:
    columns = ("verdict", "place", "citation", "reason")
    titles = " | ".join(say_id(f"report.{column}", language) for column in columns)
    return "\n".join([f"| {titles} |", "|---|---|---|---|", *rows])


def _rows(entry: Entry, language: str) -> str:
    finding, span = entry.finding, entry.finding.citation.span
    account = "<br>".join(_account(finding, language))
    cells = (
        f"**{escape(plain.word(finding, language))}**",
        f"{escape(plain.path(finding.document))}\\:{span.line}",
        "<br>".join(_citation(finding, language)),
        f"{account} `{_code(finding.reason)}`",
    )
    return f"| {' | '.join(cells)} |"


def _account(finding: Finding, language: str) -> Iterator[str]:
    """As :func:`plain.account`, with addresses to follow."""
    yield escape(plain.sentence(finding.message, language))
    yield from map(escape, plain.defects(finding, language))
    yield from map(escape, plain.decision(finding, language))
    yield from map(escape, plain.recurrence(finding, language))
    for repair in finding.repairs:
        yield f"→ {address(repair.url)} {escape(plain.sentence(repair.note, language))}"
    if plain.wants_advice(finding):
        yield f"→ {say_id(f'verdicts.{finding.verdict}_do', language)}"


def _citation(finding: Finding, language: str) -> Iterator[str]:
    yield escape(plain.label(finding, language))
    url = finding.citation.url or finding.citation.written_url
    if url:
        yield address(url)
    title = clean(finding.page.title) if finding.page else ""
    if title and finding.severity > Severity.OK:
        yield say_id("terminal.page", language, title=escape(title))


def address(url: str) -> str:
    """An address to follow, or mere text if it is none."""
    cleaned = clean(url, plain.MAX_URL)
    if urls.split(cleaned) is None:
        return escape(cleaned)
    return f"<{quote(cleaned, safe=_URL_SAFE).replace('|', '%7C')}>"


def _folded(fine: Sequence[Entry], language: str) -> str:
    summary = say_id("report.fine", language, count=len(fine))
    lines = [
        f"- {escape(plain.word(one.finding, language))}: "
        f"{' '.join(_citation(one.finding, language))}"
        for one in fine
    ]
    return "\n".join([f"<details><summary>{summary}</summary>", "", *lines, "", "</details>"])


def escape(text: str) -> str:
    """Text on one line that means nothing to Markdown and calls nobody."""
    escaped = _ACTIVE.sub(lambda found: f"\\{found[0]}", clean(text, plain.MAX_URL))
    return escaped.replace("@", f"@{_WORD_JOINER}").replace("www.", f"www{_WORD_JOINER}.")


def _code(text: str) -> str:
    return _NO_CODE.sub("", clean(text)) or "-"
