"""What the formats for machines share: safe one-line texts, names that last, places in lines."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from linkcheck import urls
from linkcheck.model import Document, Message, Severity, Span, Verdict
from linkcheck.reporters.order import rank
from linkcheck.text import clean
from linkcheck.wording import say, say_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linkcheck.model import Acceptance, Finding, Report

ABOUT = "https://pypi.org/project/citation-linkcheck/"
"""Where a reader of a report learns more, as ``project.urls`` has it."""

MAX_TEXT = 600
"""Characters of one sentence."""
MAX_URL = 2000
_SHORT = 80
_LINES = 20
# An address that reads the same in text, Markdown and HTML, and so can be put into any of them.
_SAME_EVERYWHERE = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$*+,;=%-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with its number in the report, its document, and a name that lasts."""

    number: int
    finding: Finding
    document: Document
    fingerprint: str


def entries(report: Report) -> tuple[Entry, ...]:
    """All findings, worst first, each under its number and a name of its own."""
    documents = {document.name: document for document in report.documents}
    named = zip(report.findings, _fingerprints(report.findings), strict=True)
    ranked = sorted(named, key=lambda pair: rank(pair[0]))
    return tuple(
        Entry(number, found, documents.get(found.document) or Document(found.document), name)
        for number, (found, name) in enumerate(ranked, start=1)
    )


def _fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """Names from article, address and label; doubles are told apart by counting."""
    seen: Counter[str] = Counter()
    for found in findings:
        words = _words(found)
        seen[words] += 1
        digest = hashlib.sha256(f"{words}\x00{seen[words]}".encode("utf-8", "replace"))
        yield digest.hexdigest()[:32]


def _words(finding: Finding) -> str:
    url = finding.citation.url or finding.citation.written_url
    return "\x00".join((finding.document, urls.request_key(url), finding.citation.label))


def told(report: Report) -> tuple[Entry, ...]:
    """The findings that ask something of somebody, worst first, tolerated ones last."""
    asking = [entry for entry in entries(report) if entry.finding.severity > Severity.OK]
    return tuple(sorted(asking, key=lambda entry: entry.finding.tolerated))


def level(finding: Finding) -> Severity:
    """How loudly a finding is to be told.

    A tolerated one is a notice at most. One that may pass is a warning, and one that has lasted is
    an error, since it makes the run fail.
    """
    if finding.tolerated:
        return min(finding.severity, Severity.NOTICE)
    if finding.recurrence is not None:
        return Severity.ERROR if finding.recurrence.lasting else Severity.WARNING
    return finding.severity


def path(name: str) -> str:
    """The article's path as other tools write it: with slashes, without ``./``."""
    return clean(name, MAX_URL).replace("\\", "/").removeprefix("./") or "-"


def help_url(rule: str, docs_url: str) -> str:
    """The page on a rule where the documentation is served, else the page on the program."""
    if not docs_url:
        return ABOUT
    return f"{docs_url.rstrip('/')}/reference/verdicts/#{quote(rule, safe='')}"


def label(finding: Finding, language: str) -> str:
    """The label as written, or words that say there is none."""
    return clean(finding.citation.label) or say_id("terminal.no_label", language)


def headline(finding: Finding, language: str) -> str:
    """The verdict and the label: ``Gone: Washington Declaration``."""
    return f"{word(finding, language)}: {label(finding, language)}"


def word(finding: Finding, language: str) -> str:
    """What the verdict is called."""
    return say_id(f"verdicts.{finding.verdict}", language)


def short_name(finding: Finding, language: str) -> str:
    """The position, the label and the host, unique enough to find a citation in a list."""
    span, address = finding.citation.span, urls.split(finding.citation.url or "")
    shortened = clean(label(finding, language), _SHORT)
    host = f" → {address.host}" if address else ""
    return f"L{span.line}:{span.column} {shortened}{host}"


def sentence(message: Message, language: str) -> str:
    """Say a message on one line without anything that commands."""
    return clean(say(message, language), MAX_TEXT)


def account(finding: Finding, language: str) -> Iterator[str]:
    """The reason, what a person decided about the finding, and what to do: a sentence each."""
    yield sentence(finding.message, language)
    yield from defects(finding, language)
    yield from decision(finding, language)
    yield from recurrence(finding, language)
    for repair in finding.repairs:
        note = sentence(repair.note, language)
        yield f"→ {clean(repair.url, MAX_URL)} ({note})"
    if wants_advice(finding):
        yield f"→ {say_id(f'verdicts.{finding.verdict}_do', language)}"


def wants_advice(finding: Finding) -> bool:
    """Tell whether somebody has to do something and no repair says what."""
    wanting = finding.verdict.severity > Severity.OK and not finding.tolerated
    return wanting and not finding.repairs


def defects(finding: Finding, language: str) -> Iterator[str]:
    """The defects that the verdict does not tell already."""
    if finding.verdict is not Verdict.INCOMPLETE:
        for defect in finding.citation.defects:
            if defect != finding.reason:
                yield say_id(f"defects.{defect}", language)


def decision(finding: Finding, language: str) -> Iterator[str]:
    """What a person has decided about the finding, if anything."""
    if finding.accepted is not None:
        yield sentence(acceptance(finding.accepted), language)
    if finding.lapsed is not None:
        yield sentence(finding.lapsed.why, language)
    if finding.known:
        yield say_id("accepted.known", language)


def recurrence(finding: Finding, language: str) -> Iterator[str]:
    """How long trouble has lasted that may pass, if that is what it is."""
    seen = finding.recurrence
    if seen is not None:
        key = "lasting" if seen.lasting else "waiting"
        yield say_id(f"history.{key}", language, count=seen.days, first=seen.first)


def acceptance(accepted: Acceptance) -> Message:
    """Who accepted a finding, why, and until when."""
    ids = "accepted.by" if accepted.by else "accepted.nobody"
    who = Message.of(ids, by=accepted.by)
    until: Message = (
        Message.of("accepted.until", date=accepted.until)
        if accepted.until
        else Message.of("accepted.unlimited")
    )
    return Message.of("accepted.holds", who=who, until=until, because=accepted.because)


def summary(report: Report, language: str) -> str:
    """The numbers of the run in one line, in the order of their weight."""
    counts = ", ".join(
        say_id(f"verdicts.{verdict}_count", language, count=count)
        for verdict, count in reversed(tuple(report.counts.items()))
        if count
    )
    return counts or say_id("report.nothing", language)


# --- places ---------------------------------------------------------------------------------


def ends_after_it_starts(span: Span) -> bool:
    """Tell whether a span has an end to speak of."""
    return (span.end_line, span.end_column) > (span.line, span.column)


def bytes_column(document: Document, line: int, column: int) -> int | None:
    """A column counted in bytes of UTF-8, from 1; ``None`` if the line is not known."""
    text = document.line(line)
    if text is None or column - 1 > len(text):
        return None
    return len(text[: column - 1].encode("utf-8", "replace")) + 1


def replacement(entry: Entry) -> tuple[Span, str] | None:
    """Where the address stands and the one that was found to be right, if both are certain."""
    url = next((repair.url for repair in entry.finding.repairs if repair.safe), "")
    if not _SAME_EVERYWHERE.fullmatch(url):
        return None
    span = _where_the_address_stands(entry)
    return (span, url) if span else None


def _where_the_address_stands(entry: Entry) -> Span | None:
    """The one place within the citation's lines that has the address as written."""
    citation = entry.finding.citation
    written, span = citation.written_url, citation.span
    if not written:
        return None
    places = [
        Span(number, found.start() + 1, number, found.end() + 1)
        for number in range(span.line, min(span.end_line, span.line + _LINES) + 1)
        for found in re.finditer(re.escape(written), entry.document.line(number) or "")
    ]
    return places[0] if len(places) == 1 else None
