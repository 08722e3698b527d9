"""Reports to render: one article with a citation for each verdict, and articles without any."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

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

NAME = "artikel.md"
STARTED = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def citation(label: str, url: str | None, line: int, *defects: Defect) -> Citation:
    span = Span(line, 1, line, 1 + len(label))
    return Citation(label, url, span, section="Quellen", defects=defects, written_url=url or "")


def response(url: str, *, status: int = 200, final_url: str = "", hops: int = 0) -> Response:
    redirects = tuple(Hop(301, url) for _ in range(hops))
    return Response(url, final_url or url, status, {}, b"", redirects=redirects)


def page(url: str, title: str, *signals: Signal) -> Page:
    return Page(
        url,
        titles=(Title(title, TitleSource.OG), Title(f"{title} | Site", TitleSource.TITLE)),
        language="en",
        published=date(2024, 5, 6),
        signals=signals,
    )


def evidence(key: str, weight: float, *, contradicts: bool = False, **values: str) -> Evidence:
    message = Message.of(f"evidence.{key}", **values)
    return Evidence(message, weight, key.partition("-")[0], contradicts=contradicts)


def verified() -> Finding:
    url = "https://www.oecd.example/speeches/2024/05/opening-remarks"
    title = "Opening Remarks by the Secretary-General at the Meeting of the Council, Paris"
    message = Message.of("reasons.matches", title=title, what=Message.of("reasons.by-names"))
    told = (
        evidence("names-title", 2.1, names="Cormann"),
        evidence("doctypes-same", 1.25, kind="Rede"),
        evidence("places-missing", -0.4, places="Wien"),
    )
    return Finding(
        NAME,
        citation("Rede von Mathias Cormann zur Eröffnung des Ministertreffens in Paris", url, 12),
        Verdict.VERIFIED,
        "matches",
        message,
        0.96,
        evidence=told,
        outcome=response(url),
        page=page(url, title),
        match=Match(0.97, told),
    )


def pinned() -> Finding:
    url = "https://example.org/bericht"
    title = "Annual Report 2024"
    return Finding(
        NAME,
        citation("", url, 13, Defect.NO_LABEL),
        Verdict.VERIFIED,
        "matches",
        Message.of("reasons.matches-expected", title=title),
        0.99,
        outcome=response(url),
        page=page(url, title),
        match=Match(0.99, (evidence("expected-same", 5.0, title=title),)),
        expected=Expectation(title, "titel.csv:2"),
    )


def skipped() -> Finding:
    why = Message.of("reasons.excluded_by_user")
    return Finding(
        NAME,
        citation("Archiv der Redaktion", "https://archiv.example/1", 14),
        Verdict.SKIPPED,
        "excluded",
        Message.of("reasons.excluded", why=why),
        1.0,
    )


def moved() -> Finding:
    url, new = "http://alt.example/a", "https://neu.example/artikel/a"
    title = "Erklärung der Außenminister"
    return Finding(
        NAME,
        citation("Erklärung der Außenminister", url, 15),
        Verdict.MOVED,
        "matches",
        Message.of("reasons.moved", title=title, url=new),
        0.9,
        evidence=(evidence("wording-same", 4.0),),
        outcome=response(url, final_url=new, hops=1),
        page=page(new, title),
        match=Match(0.99, (evidence("wording-same", 4.0),)),
        repairs=(Repair(RepairKind.REDIRECT, new, Message.of("repairs.redirect"), safe=True),),
    )


def review() -> Finding:
    url = "https://www.mofa.example/press/release_0123.html"
    title = (
        "日米韓首脳会談の開催について（令和6年5月）外務省報道発表資料・仮訳および関連する文書の一覧"
    )
    why = evidence("dates-year", 0.4, year="2024")
    against = evidence("names-absent", -0.8, names="Blinken")
    return Finding(
        NAME,
        citation("Gemeinsame Erklärung nach dem Gipfeltreffen der drei Länder", url, 16),
        Verdict.REVIEW,
        "undecided",
        Message.of("reasons.undecided", title=title, why=against.message),
        0.5,
        evidence=(why, against),
        outcome=response(url),
        page=page(url, title),
        match=Match(0.44, (why, against)),
    )


def blocked() -> Finding:
    url = "https://www.zeitung.example/politik/interview-123"
    return Finding(
        NAME,
        citation("Interview mit der Ministerin", url, 17),
        Verdict.BLOCKED,
        "challenge",
        Message.of("reasons.challenge", host="www.zeitung.example"),
        0.95,
        outcome=response(url, status=403),
        page=Page(url, signals=(Signal(SignalKind.CHALLENGE, "cf-mitigated"),)),
    )


def unreachable() -> Finding:
    url = "https://langsam.example/bericht.pdf"
    what = Message.of("failures.timeout")
    message = Message.of("reasons.no-answer", host="langsam.example", what=what, count=1)
    return Finding(
        NAME,
        citation("Bericht der Kommission", url, 18, Defect.SPLIT_URL),
        Verdict.UNREACHABLE,
        "no-answer",
        message,
        0.9,
        outcome=Failure(url, FailureKind.TIMEOUT, "no answer within 20 s"),
    )


def mismatch() -> Finding:
    url = "https://www.bundesrat.example/presse/2024/05/06/konferenz"
    title = "Press Conference by the Presidents in Bern"
    date_differs = evidence(
        "dates-other", -6.0, contradicts=True, label="16. März 2024", page="6. Mai 2024"
    )
    told = (
        evidence("names-title", 1.5, names="Amherd"),
        date_differs,
        evidence("doctypes-same", 1.2, kind="Pressekonferenz"),
        evidence("places-other", -4.0, contradicts=True, label="Wien", page="Bern"),
        evidence("slug-words", 0.3, words="konferenz"),
    )
    return Finding(
        NAME,
        citation("Pressekonferenz in Wien am 16. März", url, 19),
        Verdict.MISMATCH,
        "contradicts",
        Message.of("reasons.contradicts", title=title, why=date_differs.message),
        0.93,
        evidence=told,
        outcome=response(url),
        page=page(url, title),
        match=Match(0.02, told),
    )


def gone() -> Finding:
    url = (
        "https://www.regierung.example/briefing-room/statements-releases/2024/04/26/"
        "joint-declaration-of-the-two-heads-of-government-2/"
    )
    archive = "https://archiv.regierung.example/2024/04/26/joint-declaration-2/"
    note = Message.of("repairs.successor", title="Joint Declaration")
    return Finding(
        NAME,
        citation("Gemeinsame Erklärung der Regierungschefs", url, 20),
        Verdict.GONE,
        "http-gone",
        Message.of("reasons.http-gone", host="www.regierung.example", status=404),
        0.97,
        outcome=response(url, status=404),
        page=page(url, "Page not found", Signal(SignalKind.NOT_FOUND_TITLE, "Page not found")),
        repairs=(Repair(RepairKind.SUCCESSOR, archive, note, safe=True),),
    )


def incomplete() -> Finding:
    what = Message.of("reasons.incomplete-no-url")
    return Finding(
        NAME,
        citation("Kommuniqué nach dem Besuch in Ankara", None, 21, Defect.NO_URL),
        Verdict.INCOMPLETE,
        "incomplete-citation",
        Message.of("reasons.incomplete-citation", what=what),
        1.0,
    )


def invalid() -> Finding:
    url = "https://exa mple.org:99999/x"
    return Finding(
        NAME,
        citation("Statistik", url, 22, Defect.MALFORMED_URL),
        Verdict.INVALID,
        "malformed-url",
        Message.of("reasons.malformed-url", url=url),
        1.0,
    )


def every_verdict() -> Report:
    """All verdicts, in the article's order, best first."""
    return report(
        verified(), pinned(), skipped(), moved(), review(), blocked(), unreachable(), mismatch(),
        gone(), incomplete(), invalid(),
    )  # fmt: skip


SOURCE = {
    15: "Erklärung 𝟙 der Außenminister: http://alt.example/a",
    20: "Gemeinsame Erklärung der Regierungschefs",
    23: "- Erklärung der Außenminister <http://alt.example/a>",
}
"""Lines of the article, with letters of one to four bytes."""


def accepted() -> Finding:
    """A mismatch that somebody has looked at."""
    word = Acceptance(
        (Verdict.MISMATCH,),
        because="Die Seite fasst beide Treffen zusammen.",
        by="M. Muster",
        until=date(2027, 6, 30),
        line=24,
        source=f"{NAME}:24",
    )
    found = mismatch()
    span = Span(24, 1, 24, 10)
    return replace(found, citation=replace(found.citation, span=span), accepted=word)


def lapsed() -> Finding:
    """A page that was blocked, which somebody had accepted for another verdict."""
    word = Acceptance((Verdict.REVIEW,), because="von Hand geprüft", source="linkcheck.toml")
    why = Message.of(
        "accepted.other_verdict", because=word.because, word=Message.of("verdicts.review")
    )
    return replace(blocked(), lapsed=Lapse(word, why))


def life_with_findings() -> Report:
    """Every verdict, besides findings that are accepted, lapsed and known, and one got better."""
    known = replace(moved(), known=True)
    known = replace(known, citation=replace(known.citation, span=Span(23, 3, 23, 31)))
    whole = every_verdict()
    findings = (*whole.findings, known, accepted(), lapsed())
    article = replace(whole.documents[0], lines=tuple(SOURCE.items()))
    gone_before = Known(NAME, "0" * 16, "Alter Bericht", "https://alt.example/b", Verdict.GONE)
    return replace(whole, documents=(article,), findings=findings, better=(gone_before,))


def report(*findings: Finding, elapsed: float = 12.4, interrupted: bool = False) -> Report:
    """A report on one article with these findings."""
    article = Document(
        NAME,
        language="de",
        published=date(2024, 5, 8),
        citations=tuple(found.citation for found in findings),
        sections=(Section("Quellen", 10),),
    )
    return Report((article,), findings, STARTED, elapsed, "0.1.0", interrupted=interrupted)


def without_sources() -> Report:
    """Two articles: one without a section of sources, one whose section is empty."""
    bare = Document("kommentar.txt", language="de")
    empty = Document("leer.md", language="de", sections=(Section("Quellen:", 7),))
    return Report((bare, empty), (), STARTED, 0.2, "0.1.0")
