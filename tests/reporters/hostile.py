"""Reports full of text that wants to command a terminal, a CI system or a spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st
from reporters import samples

from linkcheck.model import (
    Acceptance,
    Citation,
    Defect,
    Document,
    Evidence,
    Expectation,
    Failure,
    FailureKind,
    Finding,
    Hop,
    Known,
    Lapse,
    Match,
    Message,
    Page,
    Recurrence,
    Repair,
    RepairKind,
    Report,
    Response,
    Section,
    Signal,
    SignalKind,
    Span,
    Title,
    TitleSource,
    Verdict,
)

WEAPONS = (
    "\x1b[2J\x1b]8;;http://evil.example\x07click\x1b]8;;\x07",
    "::error file=a::owned",
    "  ::set-output name=x::y",
    "##vso[task.setvariable variable=x]y",
    "###[command]x",
    "\u202egnp.exe",
    "a\u2066b\u2028c\u2029d\x85e\x0bf",
    "\ud800 lone \udfff",
    "=HYPERLINK(1)",
    "</script><img src=x onerror=alert(1)>",
    "]]>",
    "{count} {0} %s",
    "line\r\nbreak\ttab\0nul",
    "한국어 日本語のとても長い題名。「括弧」、です",
)

texts = st.one_of(
    st.sampled_from(WEAPONS),
    st.text(st.characters(codec=None), max_size=120),
    st.text(st.sampled_from(":# \n\x1b[あé–"), max_size=40),
)
positions = st.integers(1, 10_000)
weights = st.floats(-20, 20)
chances = st.floats(0, 1)
days = st.none() | st.dates(date(1800, 1, 1), date(2100, 1, 1))
spans = st.builds(Span, positions, positions, positions, positions)
citations = st.builds(
    Citation,
    label=texts,
    url=st.none() | texts,
    span=spans,
    section=texts,
    defects=st.lists(st.sampled_from(Defect), unique=True).map(tuple),
    written_url=texts,
)
hops = st.lists(st.builds(Hop, st.sampled_from([301, 302, 308]), texts), max_size=2).map(tuple)
outcomes = st.one_of(
    st.none(),
    st.builds(
        Response,
        url=texts,
        final_url=texts,
        status=st.sampled_from([200, 403, 404, 500]),
        headers=st.just({}),
        body=st.just(b""),
        redirects=hops,
        attempts=st.integers(1, 3),
    ),
    st.builds(
        Failure,
        url=texts,
        kind=st.sampled_from(FailureKind),
        detail=texts,
        attempts=st.integers(1, 3),
        redirects=hops,
    ),
)
pages = st.builds(
    Page,
    url=texts,
    titles=st.lists(st.builds(Title, texts, st.sampled_from(TitleSource)), max_size=2).map(tuple),
    language=texts,
    published=days,
    signals=st.lists(st.builds(Signal, st.sampled_from(SignalKind), texts), max_size=2).map(tuple),
)
messages = st.one_of(
    st.builds(lambda title: Message.of("reasons.matches-expected", title=title), texts),
    st.builds(lambda url: Message.of("reasons.malformed-url", url=url), texts),
)
evidences = st.builds(Evidence, messages, weights, texts, st.booleans())
ledgers = st.lists(evidences, max_size=3).map(tuple)


acceptances = st.builds(
    Acceptance,
    st.lists(st.sampled_from(Verdict), min_size=1, max_size=2).map(tuple),
    because=texts,
    by=texts,
    until=days,
    line=st.integers(0, 100),
    source=texts,
)
lapses = st.builds(Lapse, acceptances, messages)
recurrences = st.builds(
    Recurrence, st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.integers(1, 9), st.booleans()
)


@st.composite
def findings(draw: st.DrawFn, name: str) -> Finding:
    return Finding(
        name,
        draw(citations),
        draw(st.sampled_from(Verdict)),
        draw(st.sampled_from(["matches", "internal-error"]) | texts),
        draw(messages),
        draw(chances),
        evidence=draw(ledgers),
        outcome=draw(outcomes),
        page=draw(st.none() | pages),
        match=draw(st.none() | st.builds(Match, chances, ledgers)),
        expected=draw(st.none() | st.builds(Expectation, texts, texts)),
        repairs=draw(
            st.lists(
                st.builds(Repair, st.sampled_from(RepairKind), texts, messages, st.booleans()),
                max_size=2,
            ).map(tuple)
        ),
        accepted=draw(st.none() | acceptances),
        lapsed=draw(st.none() | lapses),
        known=draw(st.booleans()),
        recurrence=draw(st.none() | recurrences),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    names = draw(st.lists(texts, max_size=2, unique=True))
    found = {name: draw(st.lists(findings(name), max_size=3)) for name in names}
    documents = tuple(
        Document(
            name,
            language=draw(texts),
            published=draw(days),
            citations=tuple(one.citation for one in found[name]),
            lines=tuple(enumerate(draw(st.lists(texts, max_size=3)), start=1)),
            sections=draw(st.lists(st.builds(Section, texts, positions), max_size=2).map(tuple)),
        )
        for name in names
    )
    return Report(
        documents,
        tuple(one for name in names for one in found[name]),
        datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        draw(st.floats(0, 10_000)),
        "0.1.0",
        interrupted=draw(st.booleans()),
        better=draw(
            st.lists(
                st.builds(Known, texts, texts, texts, st.none() | texts, st.sampled_from(Verdict)),
                max_size=1,
            ).map(tuple)
        ),
    )


def armed(weapon: str) -> Report:
    """A report in which everything that comes from outside is the same weapon."""
    found = (samples.mismatch(), samples.gone(), samples.moved(), samples.accepted())
    return samples.report(*(_armed(one, weapon) for one in found))


def _armed(found: Finding, weapon: str) -> Finding:
    page = found.page
    if page is not None:
        page = replace(page, titles=tuple(replace(one, text=weapon) for one in page.titles))
    return replace(found, citation=replace(found.citation, label=weapon, section=weapon), page=page)
