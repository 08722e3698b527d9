"""The whole account of one finding: what was compared, what spoke for and against, what decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Failure, Message, Response
from linkcheck.reporters.card import speaks_against, strongest
from linkcheck.reporters.marked import facts
from linkcheck.reporters.pen import COLOURS, Pen, position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linkcheck.model import Evidence, Finding, Outcome, Page
    from linkcheck.reporters.options import RenderOptions


def render(number: int, finding: Finding, options: RenderOptions) -> str:
    """Render the account of a finding; weights are log-odds, positive for a match."""
    pen = Pen(options)
    return "\n".join([*_head(number, finding, pen), *_body(finding, pen)]) + "\n"


def _head(number: int, finding: Finding, pen: Pen) -> Iterator[str]:
    word = pen.word(finding.verdict)
    yield pen.paint(
        pen.say("terminal.ledger", number=number, word=word), COLOURS[finding.verdict.severity]
    )
    yield from pen.lines(position(finding.document, finding.citation))
    confidence = round(100 * finding.confidence)
    yield from pen.lines(pen.sentence(finding.message))
    yield from pen.lines(
        pen.say("terminal.ledger_rule", rule=finding.reason, confidence=confidence)
    )


def _body(finding: Finding, pen: Pen) -> Iterator[str]:
    yield ""
    yield from _compared(finding, pen)
    for name, value in facts(finding.citation, pen.options.language):
        yield from pen.lines(pen.say(f"extract.{name}", value=value))
    if finding.outcome is not None:
        yield from _outcome(finding.outcome, pen)
    if finding.page is not None:
        yield from _page(finding.page, pen)
    compared = finding.match.evidence if finding.match else ()
    ranked = strongest(dict.fromkeys((*compared, *finding.evidence)))
    yield from _side("for", (one for one in ranked if not speaks_against(one)), pen)
    yield from _side("against", (one for one in ranked if speaks_against(one)), pen)
    if finding.match is not None:
        score = round(100 * finding.match.score)
        yield ""
        yield from pen.lines(pen.say("terminal.ledger_score", score=score))


def _compared(finding: Finding, pen: Pen) -> Iterator[str]:
    if finding.page is None or finding.match is None:
        yield from pen.lines(pen.say("terminal.ledger_nothing"))
        return
    if finding.expected is not None:
        title, source = finding.expected.title, finding.expected.source
        yield from pen.lines(pen.say("terminal.expected", title=title, source=source))
        yield from pen.lines(pen.say("terminal.page", title=finding.page.title))
        return
    yield from pen.lines(pen.say("terminal.ledger_compared", label=finding.citation.label))
    yield from pen.lines(pen.say("terminal.ledger_page", title=finding.page.title))


def _outcome(outcome: Outcome, pen: Pen) -> Iterator[str]:
    for hop in outcome.redirects:
        yield pen.address(hop.url, lead=f"   {hop.status} ")
    match outcome:
        case Response():
            yield pen.address(outcome.final_url, lead=f"   {outcome.status} ")
        case Failure():
            yield from pen.lines(pen.sentence(Message.of(f"failures.{outcome.kind}")))
            yield from pen.lines(pen.said(outcome.detail))
    yield from pen.lines(pen.say("terminal.attempts", count=outcome.attempts))


def _page(page: Page, pen: Pen) -> Iterator[str]:
    for title in page.titles:
        yield from pen.lines(pen.said(title.text), lead=f"   {title.source}: ")
    if page.language:
        yield from pen.lines(pen.say("terminal.language", language=page.language))
    if page.published is not None:
        published = Message.of("terminal.published", date=page.published)
        yield from pen.lines(pen.sentence(published))
    if page.author:
        yield from pen.lines(pen.say("terminal.author", author=page.author))
    if page.site:
        yield from pen.lines(pen.say("terminal.publisher", publisher=page.site))
    if page.persons:
        yield from pen.lines(pen.say("terminal.persons", names=", ".join(page.persons)))
    if page.places:
        yield from pen.lines(pen.say("terminal.places", names=", ".join(page.places)))
    if page.lead:
        yield from pen.lines(pen.say("terminal.lead", lead=page.lead))
    for signal in page.signals:
        told = Message.of(f"signals.{signal.kind}", detail=signal.detail)
        yield from pen.lines(pen.sentence(told), lead="   ! ")


def _side(side: str, evidence: Iterable[Evidence], pen: Pen) -> Iterator[str]:
    for number, item in enumerate(evidence):
        if not number:
            yield ""
            yield from pen.lines(pen.say(f"terminal.ledger_{side}"), style="bold")
        weight = pen.say("terminal.ledger_decisive") if item.contradicts else f"{item.weight:+.1f}"
        text = f"{pen.sentence(item.message)} [{pen.said(item.source)}]"
        yield from pen.lines(text, lead=f"   {weight:>5}  ")
