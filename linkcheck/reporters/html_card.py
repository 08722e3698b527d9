"""One finding as a card of the HTML report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.model import Failure, Message, Response, Verdict
from linkcheck.reporters import plain
from linkcheck.reporters.card import COMPARED, speaks_against, strongest
from linkcheck.reporters.markup import NOTHING, Markup, join, link, quoted, tag, text
from linkcheck.reporters.pen import SIGNS
from linkcheck.wording import say_date, say_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linkcheck.model import Evidence, Finding, Outcome, Page, Repair
    from linkcheck.reporters.plain import Entry

_LOST = frozenset({Verdict.GONE, Verdict.MISMATCH, Verdict.UNREACHABLE, Verdict.BLOCKED})


def render(entry: Entry, language: str) -> Markup:
    """The card of a finding: verdict, label, page, reason, repairs, evidence."""
    found = entry.finding
    tolerated = " tolerated" if found.tolerated else ""
    return tag(
        "article",
        _verdict(found, language),
        tag("h3", _label(entry, language)),
        _address(found),
        _page(found, language),
        tag("p", text(plain.sentence(found.message, language)), class_="reason"),
        *(tag("p", text(line), class_="decision") for line in plain.decision(found, language)),
        *_defects(found, language),
        _to_do(found, language),
        _details(found, language),
        id=f"finding-{entry.number}",
        class_=f"card {found.verdict} {found.severity}{tolerated}",
    )


def _verdict(found: Finding, language: str) -> Markup:
    span = found.citation.span
    place = f"{plain.path(found.document)}:{span.line}:{span.column}"
    return tag(
        "p",
        tag("span", text(SIGNS[found.verdict]), class_="sign", aria_hidden="true"),
        tag("strong", text(plain.word(found, language))),
        tag("span", text(place, plain.MAX_URL), class_="place"),
        class_="verdict",
    )


def _label(entry: Entry, language: str) -> Markup:
    label = entry.finding.citation.label
    if not label:
        return text(plain.label(entry.finding, language))
    return quoted(label, entry.document.language)


def _address(found: Finding) -> Markup:
    url = found.citation.url or found.citation.written_url
    final = found.outcome.final_url if isinstance(found.outcome, Response) else ""
    if not url:
        return NOTHING
    told = {url.partition("#")[0], *(repair.url for repair in found.repairs)}
    onward = final and final.partition("#")[0] not in told
    parts = [
        link(url),
        tag("span", text("↪ "), link(final), class_="onward") if onward else NOTHING,
    ]
    return tag("p", join(*parts, by=" "), class_="address")


def _page(found: Finding, language: str) -> Markup:
    """What the page is called, and what was expected instead of the label."""
    rows = []
    if found.page is not None and found.page.title:
        title = quoted(found.page.title, found.page.language)
        rows.append(_row(say_id("report.page_title", language), title))
    if found.expected is not None:
        source = say_id("report.expected", language, source=found.expected.source)
        rows.append(_row(source, quoted(found.expected.title)))
    return tag("dl", *rows, class_="page") if rows else NOTHING


def _row(term: str, value: Markup) -> Markup:
    return tag("div", tag("dt", text(term)), tag("dd", value))


def _defects(found: Finding, language: str) -> Iterator[Markup]:
    for line in plain.defects(found, language):
        yield tag("p", text(line), class_="defect")


def _to_do(found: Finding, language: str) -> Markup:
    """The repairs, or in words what a person does about such a finding."""
    if found.repairs:
        items = [_repair(repair, language) for repair in found.repairs]
        return tag("ul", *items, class_="repairs")
    if not plain.wants_advice(found):
        return NOTHING
    return tag("p", text(say_id(f"verdicts.{found.verdict}_do", language)), class_="to-do")


def _repair(repair: Repair, language: str) -> Markup:
    state = "checked" if repair.safe else "unchecked"
    mark = tag("span", text(say_id(f"report.{state}", language)), class_=f"mark {state}")
    note = text(plain.sentence(repair.note, language))
    return tag("li", link(repair.url), tag("p", note, Markup(" "), mark))


# --- folded up ------------------------------------------------------------------------------


def _details(found: Finding, language: str) -> Markup:
    ranked = strongest(found.evidence) if found.verdict in COMPARED else []
    pro = _side("for", (one for one in ranked if not speaks_against(one)), language)
    contra = _side("against", (one for one in ranked if speaks_against(one)), language)
    sides = tag("div", pro, contra, class_="sides") if pro or contra else NOTHING
    rows = tag("dl", *_facts(found, language), class_="facts")
    summary = "evidence" if sides else "details"
    return tag("details", tag("summary", text(say_id(f"report.{summary}", language))), sides, rows)


def _side(side: str, evidence: Iterable[Evidence], language: str) -> Markup:
    items = [tag("li", text(plain.sentence(one.message, language))) for one in evidence]
    if not items:
        return NOTHING
    heading = tag("h4", text(say_id(f"report.{side}", language)))
    return tag("div", heading, tag("ul", *items), class_=side)


def _facts(found: Finding, language: str) -> Iterator[Markup]:
    yield _fact("rule", found.reason, language)
    yield _fact("certainty", f"{found.confidence:.0%}", language)
    if found.match is not None:
        yield _fact("score", f"{found.match.score:.0%}", language)
    if found.outcome is not None:
        yield from _outcome(found.outcome, language)
    if found.page is not None:
        yield from _said(found.page, language)
    if found.verdict in _LOST and found.citation.url:
        # A link for a person to follow: making the report asks nobody.
        where = urls.copies(found.citation.url)
        yield _row(say_id("report.copies", language), link(where))


def _outcome(outcome: Outcome, language: str) -> Iterator[Markup]:
    match outcome:
        case Response():
            hops = [f"{hop.status} {hop.url}" for hop in outcome.redirects]
            yield _fact("status", " → ".join([*hops, str(outcome.status)]), language)
        case Failure():
            kind = say_id(f"failures.{outcome.kind}", language)
            yield _fact("status", f"{kind} ({outcome.detail})", language)
    if outcome.attempts > 1:
        yield _fact("attempts", str(outcome.attempts), language)


def _said(page: Page, language: str) -> Iterator[Markup]:
    if page.published is not None:
        day = page.published
        said = say_date(language, year=day.year, month=day.month, day=day.day)
        yield _fact("published", said, language)
    if page.language:
        yield _fact("language", page.language, language)
    for signal in page.signals:
        told = plain.sentence(Message.of(f"signals.{signal.kind}", detail=signal.detail), language)
        yield _row(say_id("report.signal", language), text(told))


def _fact(key: str, value: str, language: str) -> Markup:
    return _row(say_id(f"report.{key}", language), text(value, plain.MAX_URL))
