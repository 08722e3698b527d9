"""One finding as people read it in a terminal: briefly where it asks for nothing, else in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkcheck.model import Message, Response, Severity, Verdict
from linkcheck.reporters import layout
from linkcheck.reporters.options import NORMAL, RenderOptions
from linkcheck.reporters.pen import COLOURS, MARGIN, Pen, position
from linkcheck.reporters.plain import decision, recurrence, wants_advice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linkcheck.model import Evidence, Finding, Repair

_ROOM_FOR_LABEL = 40
"""Columns that a label needs at least to stand on the first line."""
_BRIEF_TITLE = 48
"""Columns that a page's title may take where all is well."""
COMPARED = (Verdict.VERIFIED, Verdict.MOVED, Verdict.REVIEW, Verdict.MISMATCH)
"""Verdicts on pages that were compared for their own sake: an error page resembles nothing."""
_EVIDENCE = 3
"""Sentences of evidence shown unless everything is asked for."""


def render(number: int, finding: Finding, options: RenderOptions) -> str:
    """Render one finding under its number."""
    write = _brief if is_brief(finding, options) else _full
    return "\n".join(write(f"{number:<2} ", finding, Pen(options)))


def is_brief(finding: Finding, options: RenderOptions) -> bool:
    """Tell whether a finding is told briefly: it asks nothing of an editor, or no more."""
    fine = finding.verdict.severity is Severity.OK or finding.tolerated
    return fine and options.verbosity <= NORMAL


def strongest(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence in the order of its power to decide: contradictions, then by weight."""
    return sorted(evidence, key=lambda item: (not item.contradicts, -abs(item.weight)))


def speaks_against(item: Evidence) -> bool:
    """Tell whether evidence speaks against a match."""
    return item.contradicts or item.weight < 0


def _brief(head: str, finding: Finding, pen: Pen) -> Iterator[str]:
    where = position(finding.document, finding.citation)
    taken = layout.columns(f"{head}{pen.word(finding.verdict)} · {where} · ")
    label = pen.label(finding.citation)
    if pen.options.width - taken >= _ROOM_FOR_LABEL:
        yield f"{_first(head, finding, pen)} · {layout.cut(label, pen.options.width - taken)}"
    else:
        yield _first(head, finding, pen)
        yield from pen.lines(layout.cut(label, pen.options.width - len(MARGIN)))
    yield from pen.lines(pen.sentence(_briefly(finding.message)))
    yield from _expected(finding, pen)
    yield from _defects(finding, pen)
    yield from _decision(finding, pen)


def _briefly(message: Message) -> Message:
    """The same message with long texts cut, so that its end is still read."""
    values = (
        (name, layout.cut(value, _BRIEF_TITLE) if isinstance(value, str) else value)
        for name, value in message.values
    )
    return Message(message.id, tuple(values))


def _full(head: str, finding: Finding, pen: Pen) -> Iterator[str]:
    yield _first(head, finding, pen)
    yield from pen.lines(pen.label(finding.citation), style="bold")
    yield from _addresses(finding, pen)
    yield from _title(finding, pen)
    yield from _expected(finding, pen)
    yield from _reason(finding, pen)
    yield from _defects(finding, pen)
    yield from _decision(finding, pen)
    yield from _recurrence(finding, pen)
    yield from _evidence(finding, pen)
    yield from _what_to_do(finding, pen)


def _first(head: str, finding: Finding, pen: Pen) -> str:
    word = pen.paint(pen.word(finding.verdict), COLOURS[finding.verdict.severity])
    return f"{head}{word} · {position(finding.document, finding.citation)}"


def _final_url(finding: Finding) -> str:
    return finding.outcome.final_url if isinstance(finding.outcome, Response) else ""


def _addresses(finding: Finding, pen: Pen) -> Iterator[str]:
    url = finding.citation.url or finding.citation.written_url
    if url:
        yield pen.address(url)
    final = _final_url(finding)
    told = {url.partition("#")[0], *(repair.url for repair in finding.repairs)}
    if final and final.partition("#")[0] not in told:
        yield pen.address(final, lead=f"{MARGIN}↪ ")


def _title(finding: Finding, pen: Pen) -> Iterator[str]:
    """The page's title, unless the reason quotes it in full."""
    if finding.page is None:
        return
    title = pen.said(finding.page.title)
    if not title and finding.match is not None:
        yield from pen.lines(pen.say("terminal.no_title"))
    elif title and title not in pen.sentence(finding.message):
        yield from pen.lines(pen.say("terminal.page", title=title))


def _expected(finding: Finding, pen: Pen) -> Iterator[str]:
    if finding.expected is not None:
        title, source = finding.expected.title, finding.expected.source
        yield from pen.lines(pen.say("terminal.expected", title=title, source=source))


def _reason(finding: Finding, pen: Pen) -> Iterator[str]:
    tag = f"[{layout.visible(finding.reason)}]"
    *lines, last = pen.lines(f"{pen.sentence(finding.message)} {tag}")
    yield from lines
    yield last.removesuffix(tag) + pen.paint(tag, "dim") if last.endswith(tag) else last


def _defects(finding: Finding, pen: Pen) -> Iterator[str]:
    """The defects that the verdict does not tell already."""
    if finding.verdict is not Verdict.INCOMPLETE:
        for defect in finding.citation.defects:
            if defect != finding.reason:
                yield from pen.lines(pen.say(f"defects.{defect}"), lead=f"{MARGIN}! ")


def _decision(finding: Finding, pen: Pen) -> Iterator[str]:
    """What a person has decided about the finding."""
    for line in decision(finding, pen.options.language):
        yield from pen.lines(layout.visible(line), lead=f"{MARGIN}☑ ")


def _recurrence(finding: Finding, pen: Pen) -> Iterator[str]:
    """How long trouble has lasted that may pass."""
    for line in recurrence(finding, pen.options.language):
        yield from pen.lines(line, lead=f"{MARGIN}↻ ")


def _evidence(finding: Finding, pen: Pen) -> Iterator[str]:
    """The strongest evidence, without what the reason says of it already."""
    if finding.verdict not in COMPARED:
        return
    reason = pen.sentence(finding.message)
    told = [(item, pen.sentence(item.message)) for item in strongest(finding.evidence)]
    shown = [(item, sentence) for item, sentence in told if sentence not in reason]
    for item, sentence in shown if pen.options.verbosity > NORMAL else shown[:_EVIDENCE]:
        lead = f"{MARGIN}{'−' if speaks_against(item) else '+'} "
        yield from pen.lines(sentence, lead=lead)


def _what_to_do(finding: Finding, pen: Pen) -> Iterator[str]:
    if wants_advice(finding):
        yield from pen.lines(pen.say(f"verdicts.{finding.verdict}_do"), lead=f"{MARGIN}→ ")
    for repair in finding.repairs:
        yield pen.address(repair.url, lead=f"{MARGIN}→ ")
        yield from pen.lines(_note(repair, pen), lead=f"{MARGIN}  ")


def _note(repair: Repair, pen: Pen) -> str:
    note = pen.sentence(repair.note)
    return pen.say("terminal.repair_safe", note=note) if repair.safe else note
