"""Exceptions: findings that a person has looked at and decided to live with, for a while.

They stand in the configuration, in tables of ``accepted``, or beside the citation itself::

    <!-- linkcheck: accept=mismatch until=2027-06-30 because=“covers both visits” by=mm -->

in Markdown and HTML, and as a line of its own in plain text, where the comment's signs may be
left out. An exception hides nothing: the verdict stays and is told with it. It lapses on the day
after ``until``, when the verdict becomes another, and when the page gets another title than the
one it names.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from linkcheck.errors import ReadError, UnfitError, did_you_mean
from linkcheck.model import Acceptance, Lapse, Message, Severity, Verdict
from linkcheck.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linkcheck.model import Citation, Document, Finding

KEYS = ("url", "label", "verdict", "because", "by", "until", "title")
"""The keys of a table of ``accepted``."""
_INLINE = ("accept", "until", "because", "by", "title")
VERDICTS = tuple(str(verdict) for verdict in Verdict if verdict.severity > Severity.OK)
"""What can be accepted: verdicts that ask something of somebody."""

_SAID = r"linkcheck:[ \t]*(?P<said>accept=[^\r\n]{1,1000}?)[ \t]*"
_COMMENT = re.compile(rf"<!--[ \t]*{_SAID}-->")
_LINE = re.compile(rf"(?<![^\r\n])[ \t#;/*%>-]{{0,20}}{_SAID}(?=\r|\n|\Z)")
_PAIR = re.compile(
    r"(?<!\S)(\w{1,12})="
    r"(\"[^\"]*\"|“[^”]*”|„[^“]*“|[^\"“„\s]\S*(?:[ \t]+(?!\w{1,12}=)\S+)*)"
)
"""A key and its value: quoted, or words up to the next key."""
_QUOTES = "\"'“”„‚‘’«»"


# --- reading --------------------------------------------------------------------------------


def from_table(table: object, source: str) -> Acceptance:
    """Read a table of the configuration. Raises :class:`UnfitError` for what is none."""
    if not isinstance(table, dict):
        raise UnfitError("tables")
    unknown = [key for key in table if key not in KEYS]
    if unknown:
        raise UnfitError(
            "tables-without", key=clean(unknown[0]), hint=did_you_mean(unknown[0], KEYS)
        )
    if not table.get("url") and not table.get("label"):
        raise UnfitError("tables-with-place")
    verdict = table.get("verdict", "")
    words = verdict if isinstance(verdict, list) else [verdict]
    texts = {key: table[key] for key in ("url", "label", "because", "by", "title") if key in table}
    for key, value in texts.items():
        if not isinstance(value, str):
            raise UnfitError("tables-of-text", key=key)
    return Acceptance(
        verdicts=tuple(_verdict(word) for word in words),
        because=_because(table.get("because", "")),
        by=clean(texts.get("by", "")),
        until=_day(table["until"]) if "until" in table else None,
        title=clean(texts.get("title", "")),
        url=fold(texts.get("url", "")),
        label=fold(texts.get("label", "")),
        source=source,
    )


def in_article(name: str, text: str, *, markup: bool) -> Iterator[Acceptance]:
    """Find the exceptions written down in an article; ``markup`` asks for comments alone.

    Raises :class:`ReadError` for one that cannot be understood, with its line.
    """
    for found in _found(text, markup=markup):
        line = text.count("\n", 0, found.start()) + text[: found.start()].count("\r")
        line -= text.count("\r\n", 0, found.start())
        source = f"{name}:{line + 1}"
        try:
            yield _inline(found["said"], line + 1, source)
        except UnfitError as unfit:
            raise ReadError.of("exception", source=source, what=unfit.what) from None


def blanked(text: str, *, markup: bool) -> str:
    """The text with its exceptions made blank, so that none is taken for a label."""
    for found in _found(text, markup=markup):
        blank = " " * (found.end() - found.start())
        text = text[: found.start()] + blank + text[found.end() :]
    return text


def _found(text: str, *, markup: bool) -> list[re.Match[str]]:
    if "linkcheck:" not in text:
        return []
    found = list(_COMMENT.finditer(text))
    if not markup:
        found += _LINE.finditer(text)
    return found


def _inline(said: str, line: int, source: str) -> Acceptance:
    values = {found[1]: found[2].strip(_QUOTES) for found in _PAIR.finditer(said)}
    unknown = next((key for key in values if key not in _INLINE), "")
    if unknown:
        raise UnfitError("no-key", key=unknown, hint=did_you_mean(unknown, _INLINE))
    left_over = _PAIR.sub("", said).strip()
    if left_over:
        raise UnfitError("nothing-beside", words=clean(left_over))
    return Acceptance(
        verdicts=tuple(_verdict(word.strip()) for word in values.get("accept", "").split(",")),
        because=_because(values.get("because", "")),
        by=clean(values.get("by", "")),
        until=_day(values["until"]) if "until" in values else None,
        title=clean(values.get("title", "")),
        line=line,
        source=source,
    )


def _verdict(word: object) -> Verdict:
    if not isinstance(word, str) or word not in VERDICTS:
        raise UnfitError("verdict", words=", ".join(VERDICTS), word=clean(str(word)))
    return Verdict(word)


def _because(words: object) -> str:
    reason = clean(words) if isinstance(words, str) else ""
    if not reason:
        raise UnfitError("reason")
    return reason


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise UnfitError("until", value=clean(str(value))) from None


# --- applying -------------------------------------------------------------------------------


def apply(
    finding: Finding, document: Document, configured: Iterable[Acceptance], today: date
) -> Finding:
    """Mark a finding as accepted, or tell that an exception meant for it has lapsed."""
    if finding.severity is Severity.OK:
        return finding
    meant = [one for one in document.acceptances if _owner(document, one) == finding.citation]
    meant += [one for one in configured if _fits(one, finding.citation)]
    lapses = [(one, _lapse(one, finding, today)) for one in meant]
    holding = next((one for one, why in lapses if why is None), None)
    if holding is not None:
        return replace(finding, accepted=holding)
    for one, why in lapses:
        if why is not None:
            return replace(finding, lapsed=Lapse(one, why))
    return finding


def _owner(document: Document, acceptance: Acceptance) -> Citation | None:
    """The citation an exception stands at: on its lines, else the nearest one above."""
    above = [one for one in document.citations if one.span.line <= acceptance.line]
    around = [one for one in above if one.span.end_line >= acceptance.line]
    return (around or above)[-1] if above else None


def _fits(acceptance: Acceptance, citation: Citation) -> bool:
    url = fold(citation.url or citation.written_url)
    return acceptance.url in url and acceptance.label in fold(citation.label)


def _lapse(acceptance: Acceptance, finding: Finding, today: date) -> Message | None:
    """Why an exception does not hold; ``None`` while it does."""
    because = acceptance.because
    if finding.verdict not in acceptance.verdicts:
        word = Message.of(f"verdicts.{acceptance.verdicts[0]}")
        return Message.of("accepted.other_verdict", because=because, word=word)
    if acceptance.until is not None and acceptance.until < today:
        return Message.of("accepted.expired", because=because, date=acceptance.until)
    title = finding.page.title if finding.page else ""
    if acceptance.title and fold(acceptance.title) != fold(clean(title)):
        return Message.of("accepted.other_title", because=because, title=acceptance.title)
    return None


def to_table(acceptance: Acceptance) -> Mapping[str, object]:
    """An exception as a table of the configuration, for those who ask what is configured."""
    table = {
        "url": acceptance.url,
        "label": acceptance.label,
        "verdict": [str(verdict) for verdict in acceptance.verdicts],
        "because": acceptance.because,
        "by": acceptance.by,
        "until": acceptance.until,
        "title": acceptance.title,
    }
    return {key: value for key, value in table.items() if value}
