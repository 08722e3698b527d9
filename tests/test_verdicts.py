from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkcheck.model import (
    Citation,
    Defect,
    Evidence,
    Expectation,
    Failure,
    FailureKind,
    Hop,
    Match,
    Message,
    Page,
    Response,
    Signal,
    SignalKind,
    Span,
    Title,
    TitleSource,
    Verdict,
)
from linkcheck.verdicts import RULES, Facts, Ruling, convincing, internal_error, judge
from linkcheck.wording import LANGUAGES, catalogue, say

URL = "https://www.example.org/press/report.html"
REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "verdicts.md"


def evidence(source: str, weight: float, *, contradicts: bool = False) -> Evidence:
    message = Message.of("evidence.doctypes-same", kind="report")
    return Evidence(message, weight, source, contradicts)


GOOD = Match(0.97, (evidence("dates", 2.0), evidence("names", 1.5)))
THIN = Match(0.5, (evidence("wording", 0.4),))
POOR = Match(0.05, (evidence("wording", -2.4),))
OTHER = Match(0.04, (evidence("names", 3.0), evidence("dates", -4.0, contradicts=True)))


def citation(url: str | None = URL, label: str = "Report", *defects: Defect) -> Citation:
    return Citation(label, url, Span(1, 1, 1, 9), defects=defects, written_url=url or "")


def response(status: int = 200, *hops: Hop, url: str = URL, final: str = "") -> Response:
    return Response(url, final or url, status, {}, b"", redirects=hops)


def page(*signals: SignalKind, title: str = "Annual report", lead: str = "Text.") -> Page:
    titles = (Title(title, TitleSource.HEADING),) if title else ()
    return Page(URL, titles, lead=lead, signals=tuple(Signal(kind, "seen") for kind in signals))


def facts(
    answer: Response | Failure | None = None,
    shown: Page | None = None,
    matched: Match | None = None,
    cited: Citation | None = None,
) -> Facts:
    return Facts(cited or citation(), outcome=answer, page=shown, match=matched)


def failure(kind: FailureKind, attempts: int = 3) -> Failure:
    return Failure(URL, kind, "detail", attempts)


def answered(status: int = 200, *signals: SignalKind, matched: Match | None = GOOD) -> Facts:
    return facts(response(status), page(*signals), matched)


MOVED = response(200, Hop(301, URL), final="https://www.example.org/new/report")

DOUBT = evidence("wording", -2.0)
SITE = Evidence(Message.of("evidence.names-site", site="Amt"), 0.4, "names")

CASES: list[tuple[str, Verdict, Facts]] = [
    ("malformed-url", Verdict.INVALID, facts(cited=citation(URL, "Report", Defect.MALFORMED_URL))),
    ("malformed-url", Verdict.INVALID, facts(cited=citation("https://[broken/"))),
    (
        "offline-work",
        Verdict.SKIPPED,
        facts(cited=citation(None, "Muster: Flüsse", Defect.OFFLINE_WORK)),
    ),
    ("incomplete-citation", Verdict.INCOMPLETE, facts(cited=citation(None))),
    ("incomplete-citation", Verdict.INCOMPLETE, facts(cited=citation(None, "R", Defect.NO_URL))),
    (
        "incomplete-citation",
        Verdict.INCOMPLETE,
        facts(cited=citation(URL, "R", Defect.TRUNCATED_URL)),
    ),
    (
        "incomplete-citation",
        Verdict.INCOMPLETE,
        facts(response(), page(), GOOD, citation(URL, "Rep…", Defect.TRUNCATED_LABEL)),
    ),
    ("excluded", Verdict.SKIPPED, facts(cited=citation("mailto:desk@example.org"))),
    (
        "excluded",
        Verdict.SKIPPED,
        Facts(citation(), excluded=Message.of("reasons.excluded_by_user")),
    ),
    ("excluded", Verdict.SKIPPED, facts(failure(FailureKind.REFUSED_BY_POLICY, 0))),
    ("robots", Verdict.BLOCKED, facts(failure(FailureKind.ROBOTS, 0))),
    ("no-answer", Verdict.UNREACHABLE, facts(failure(FailureKind.REFUSED_BY_POLICY, 1))),
    ("no-answer", Verdict.UNREACHABLE, facts(failure(FailureKind.OUT_OF_TIME, 0))),
    ("no-such-host", Verdict.GONE, facts(failure(FailureKind.NO_SUCH_HOST))),
    ("no-answer", Verdict.UNREACHABLE, facts(failure(FailureKind.TIMEOUT, 1))),
    ("no-answer", Verdict.UNREACHABLE, facts(failure(FailureKind.TLS))),
    ("challenge", Verdict.BLOCKED, answered(200, SignalKind.CHALLENGE, matched=None)),
    ("challenge", Verdict.BLOCKED, answered(404, SignalKind.CHALLENGE, matched=None)),
    ("challenge", Verdict.BLOCKED, answered(403, SignalKind.WALL, matched=None)),
    ("challenge", Verdict.BLOCKED, answered(200, SignalKind.WALL, SignalKind.ALMOST_NO_TEXT)),
    ("rate-limited", Verdict.BLOCKED, facts(replace(response(429), retry_after=3600.0))),
    ("rate-limited", Verdict.BLOCKED, facts(replace(response(503), retry_after=61.0))),
    ("refused", Verdict.BLOCKED, answered(403, matched=None)),
    ("refused", Verdict.BLOCKED, answered(999, SignalKind.NOT_FOUND_TITLE, matched=None)),
    ("http-gone", Verdict.GONE, answered(404, matched=None)),
    ("http-gone", Verdict.GONE, answered(410, matched=GOOD)),
    ("http-error", Verdict.UNREACHABLE, answered(500, matched=None)),
    ("http-error", Verdict.UNREACHABLE, answered(304, matched=None)),
    ("soft-404", Verdict.GONE, answered(200, SignalKind.NOT_FOUND_TITLE, matched=THIN)),
    ("soft-404", Verdict.GONE, answered(200, SignalKind.REDIRECT_HOME, matched=None)),
    (
        "soft-404",
        Verdict.GONE,
        answered(200, SignalKind.NOT_FOUND_TEXT, SignalKind.LOST_PATH, matched=POOR),
    ),
    ("soft-404", Verdict.GONE, answered(200, SignalKind.PARKED, matched=None)),
    ("error-page", Verdict.UNREACHABLE, answered(200, SignalKind.ERROR_PAGE, matched=None)),
    ("login", Verdict.BLOCKED, answered(200, SignalKind.LOGIN, matched=POOR)),
    ("consent", Verdict.BLOCKED, answered(200, SignalKind.CONSENT, matched=THIN)),
    ("unreadable", Verdict.REVIEW, answered(200, SignalKind.UNREADABLE, matched=None)),
    (
        "unreadable",
        Verdict.REVIEW,
        facts(response(), page(SignalKind.NEEDS_SCRIPT, title="", lead="")),
    ),
    ("unreadable", Verdict.REVIEW, facts(response())),
    (
        "no-label",
        Verdict.VERIFIED,
        facts(response(), page(), None, citation(URL, "", Defect.NO_LABEL)),
    ),
    (
        "unreadable",
        Verdict.REVIEW,
        facts(response(), page(SignalKind.NEEDS_SCRIPT), None, citation(URL, "", Defect.NO_LABEL)),
    ),
    ("unreadable", Verdict.REVIEW, answered(200, SignalKind.NEEDS_SCRIPT, matched=POOR)),
    ("echo", Verdict.REVIEW, answered(200, SignalKind.FRAMED)),
    ("echo", Verdict.REVIEW, answered(200, SignalKind.ECHO, SignalKind.ALMOST_NO_TEXT)),
    ("contradicts", Verdict.MISMATCH, answered(200, SignalKind.FRAMED, matched=POOR)),
    ("soft-404", Verdict.REVIEW, answered(200, SignalKind.SIBLING_ALIKE)),
    (
        "soft-404",
        Verdict.REVIEW,
        answered(200, SignalKind.NOT_FOUND_TEXT, SignalKind.ALMOST_NO_TEXT),
    ),
    ("error-page", Verdict.REVIEW, answered(200, SignalKind.ERROR_PAGE, SignalKind.ALMOST_NO_TEXT)),
    ("matches", Verdict.VERIFIED, answered(200, SignalKind.ERROR_PAGE)),
    ("overview", Verdict.REVIEW, answered(200, SignalKind.OVERVIEW)),
    ("overview", Verdict.REVIEW, answered(200, SignalKind.OVERVIEW, matched=POOR)),
    ("contradicts", Verdict.MISMATCH, answered(200, SignalKind.OVERVIEW, matched=OTHER)),
    ("moved", Verdict.MOVED, facts(MOVED, page(), GOOD)),
    ("matches", Verdict.VERIFIED, answered()),
    ("matches", Verdict.VERIFIED, answered(200, SignalKind.NOT_FOUND_TEXT)),
    ("soft-404", Verdict.REVIEW, answered(200, SignalKind.NOT_FOUND_TITLE)),
    ("soft-404", Verdict.REVIEW, answered(200, SignalKind.PARKED)),
    ("matches", Verdict.VERIFIED, answered(200, SignalKind.REDIRECT_HOME)),
    ("matches", Verdict.VERIFIED, answered(200, SignalKind.WALL)),
    ("matches", Verdict.VERIFIED, answered(200, SignalKind.LOGIN, SignalKind.CONSENT)),
    ("matches", Verdict.VERIFIED, facts(response(), page(title=""), GOOD)),
    ("contradicts", Verdict.MISMATCH, answered(matched=OTHER)),
    ("contradicts", Verdict.MISMATCH, facts(MOVED, page(), OTHER)),
    ("contradicts", Verdict.MISMATCH, answered(matched=POOR)),
    ("undecided", Verdict.REVIEW, answered(matched=Match(0.12, (DOUBT, SITE)))),
    ("contradicts", Verdict.MISMATCH, answered(matched=Match(0.12, (DOUBT,)))),
    ("contradicts", Verdict.MISMATCH, answered(matched=Match(0.02, (DOUBT, SITE)))),
    ("undecided", Verdict.REVIEW, answered(matched=THIN)),
    ("undecided", Verdict.REVIEW, answered(matched=Match(0.05))),
    ("undecided", Verdict.REVIEW, answered(matched=Match(0.05, (evidence("wording", 0.1),)))),
    ("undecided", Verdict.REVIEW, answered(200, SignalKind.NOT_FOUND_TEXT, matched=None)),
    ("undecided", Verdict.REVIEW, facts()),
]


@pytest.mark.parametrize(("reason", "verdict", "known"), CASES)
def test_each_rule_decides_its_case(reason: str, verdict: Verdict, known: Facts) -> None:
    ruling = judge(known)
    assert (ruling.reason, ruling.verdict) == (reason, verdict)
    for language in LANGUAGES:
        assert say(ruling.message, language)


def test_every_rule_has_a_case_here() -> None:
    assert {reason for reason, _, _ in CASES} == {id_ for id_, _ in RULES}


def test_every_rule_has_a_section_in_the_reference_and_the_reverse() -> None:
    text = REFERENCE.read_text("utf-8")
    sections = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
    assert sections == [*(id_ for id_, _ in RULES), "internal-error"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_sentence(language: str) -> None:
    sentences = catalogue(language)
    assert not [id_ for id_, _ in RULES if f"reasons.{id_}" not in sentences]
    assert "reasons.internal-error" in sentences


@pytest.mark.parametrize("kind", list(FailureKind))
def test_every_failure_can_be_said(kind: FailureKind) -> None:
    assert say(judge(facts(failure(kind))).message, "de")


@pytest.mark.parametrize("kind", list(SignalKind))
def test_every_signal_can_be_said(kind: SignalKind) -> None:
    assert say(judge(answered(200, kind, SignalKind.PARKED, matched=None)).message, "de")


def test_the_reason_names_what_agrees() -> None:
    sentence = say(judge(answered()).message, "de")
    assert sentence == "„Annual report“ passt zur Angabe, nach Datum und Namen."
    three = Match(0.9, (*GOOD.evidence, evidence("places", 0.5)))
    assert say(judge(answered(matched=three)).message) == (
        "“Annual report” fits the label by date, names and place."
    )


def test_the_words_of_an_address_are_no_witness() -> None:
    assert not convincing(Match(0.95, (evidence("slug", 3.5), evidence("names", 1.0))))


def test_one_weak_matcher_alone_does_not_convince_and_a_strong_one_does() -> None:
    assert not convincing(Match(0.95, (evidence("dates", 2.9),)))
    assert convincing(Match(0.95, (evidence("wording", 3.1),)))
    assert not convincing(None)


def test_an_expected_title_is_said_to_be_there_and_needs_no_label() -> None:
    known = Facts(
        citation(URL, ""),
        expected=Expectation("Annual report", "pins.csv:1"),
        outcome=response(),
        page=page(),
        match=Match(0.99, (evidence("expected", 7.0),)),
    )
    assert judge(known).reason == "matches"
    assert "expected title" in say(judge(known).message)


@pytest.mark.parametrize(
    ("hops", "final", "moved"),
    [
        ((Hop(301, URL),), "https://www.example.org/new", True),
        ((Hop(308, URL),), "https://www.example.org/new", True),
        ((Hop(302, URL),), "https://www.example.org/new", False),
        (
            (Hop(301, URL), Hop(302, "https://www.example.org/a")),
            "https://www.example.org/b",
            False,
        ),
        ((Hop(302, URL), Hop(301, URL + "?utm_source=x")), "https://www.example.org/b", True),
        ((Hop(301, URL),), "https://example.org/press/report.html", False),
    ],
)
def test_only_permanent_redirects_to_another_page_are_moves(
    hops: tuple[Hop, ...],
    final: str,
    moved: bool,  # noqa: FBT001 (a parameter of pytest)
) -> None:
    verdict = judge(facts(response(200, *hops, final=final), page(), GOOD)).verdict
    assert verdict is (Verdict.MOVED if moved else Verdict.VERIFIED)


def test_a_paywall_is_noted_and_changes_nothing() -> None:
    ruling = judge(facts(response(), page(SignalKind.PAYWALL), GOOD))
    assert ruling.verdict is Verdict.VERIFIED
    assert "Bezahlschranke" in say(ruling.message, "de")


@pytest.mark.parametrize("final", ["http://www.example.org/press/report.html", "http://b.example/"])
def test_a_page_that_came_without_the_encryption_it_was_cited_with_is_never_verified(
    final: str,
) -> None:
    ruling = judge(facts(response(200, Hop(301, URL), final=final), page(), GOOD))
    assert (ruling.verdict, ruling.reason) == (Verdict.REVIEW, "matches")
    assert "von https zu http" in say(ruling.message, "de")


def test_the_rate_limit_says_when_to_come_back() -> None:
    ruling = judge(facts(replace(response(429), retry_after=3600.0)))
    assert "60 minutes" in say(ruling.message)
    soon = judge(facts(replace(response(429), retry_after=65.0)))
    assert "in a minute" in say(soon.message)


def test_an_internal_error_is_a_review_that_names_the_exception() -> None:
    ruling = internal_error(KeyError("x"))
    assert (ruling.verdict, ruling.reason) == (Verdict.REVIEW, "internal-error")
    assert "KeyError" in say(ruling.message)


evidences = st.builds(
    evidence,
    st.sampled_from(["wording", "dates", "names", "places", "slug", "expected"]),
    st.floats(-5, 5),
    contradicts=st.booleans(),
)
pages = st.builds(
    page,
    title=st.sampled_from(["", "Annual report"]),
    lead=st.sampled_from(["", "Text."]),
).flatmap(
    lambda one: st.builds(
        replace,
        st.just(one),
        signals=st.lists(st.builds(Signal, st.sampled_from(SignalKind)), max_size=3).map(tuple),
    )
)
outcomes = st.one_of(
    st.none(),
    st.builds(failure, st.sampled_from(FailureKind)),
    st.builds(
        replace,
        st.builds(response, st.integers(100, 999)),
        redirects=st.lists(st.builds(Hop, st.integers(300, 308), st.just(URL)), max_size=2).map(
            tuple
        ),
        final_url=st.sampled_from([URL, "http://www.example.org/", "https://other.example/"]),
        retry_after=st.none() | st.floats(61, 1e6),
    ),
)
any_facts = st.builds(
    Facts,
    citation=st.builds(
        Citation,
        label=st.sampled_from(["", "Report"]),
        url=st.sampled_from([None, URL, "mailto:a@b.example", "https://[", ""]),
        span=st.just(Span(1, 1, 1, 2)),
        defects=st.lists(st.sampled_from(Defect), max_size=2).map(tuple),
    ),
    expected=st.none() | st.just(Expectation("Annual report", "pins.csv:1")),
    excluded=st.none() | st.just(Message.of("reasons.excluded_by_user")),
    outcome=outcomes,
    page=st.none() | pages,
    match=st.none() | st.builds(Match, st.floats(0, 1), st.lists(evidences, max_size=4).map(tuple)),
)


@settings(max_examples=400)
@given(known=any_facts)
def test_any_facts_get_exactly_one_ruling_that_can_be_said(known: Facts) -> None:
    ruling = judge(known)
    assert isinstance(ruling, Ruling)
    assert ruling.reason in dict(RULES)
    assert 0 <= ruling.confidence <= 1
    assert all(say(ruling.message, language) for language in LANGUAGES)
    answers = [rule(known) for _, rule in RULES]
    assert next(one for one in answers if one) == ruling
    assert all(
        one is None or one.reason == id_ for one, (id_, _) in zip(answers, RULES, strict=True)
    )


@settings(max_examples=300)
@given(known=any_facts)
def test_a_contradiction_is_never_verified_and_a_wall_never_gone(known: Facts) -> None:
    ruling = judge(known)
    if known.match and known.match.contradictions and ruling.reason != "no-label":
        assert ruling.verdict not in (Verdict.VERIFIED, Verdict.MOVED)
    if known.response and known.page and known.page.has(SignalKind.CHALLENGE):
        assert ruling.verdict is not Verdict.GONE


CALLED = "Joint statement on maritime trade of Lisbon and Rotterdam"
SAID = "日葡海上贸易联合声明全文"
SELLS = "We offer the best deals on slots and card games, play now and win prizes every day. " * 9


@pytest.mark.parametrize(
    ("label", "title", "lead", "reason"),
    [
        (CALLED, CALLED, SELLS, "echo"),
        (CALLED, f"{CALLED} - best games online", f"{CALLED} - best games online\n{SELLS}", "echo"),
        (CALLED, CALLED, f"{CALLED}\n{SELLS}Ships call at Rotterdam.", "matches"),
        (CALLED, CALLED, "We sell games.", "matches"),
        ("Gemeinsame Erklärung zum Seehandel", CALLED, SELLS, "echo"),
        ("Gemeinsame Erklärung zum Seehandel", CALLED, f"{SELLS}Maritime rules.", "matches"),
        ("Hafen", "Port", SELLS, "matches"),
        (SAID, SAID, "我们提供最好的游戏和奖品。" * 60, "echo"),
        (SAID, SAID, "关于海上贸易的会议。" * 60, "matches"),
    ],
)  # fmt: skip
def test_a_title_is_believed_if_the_text_knows_some_of_it(
    label: str, title: str, lead: str, reason: str
) -> None:
    known = facts(response(), page(title=title, lead=lead), GOOD, citation(URL, label))

    assert judge(known).reason == reason


def test_a_label_that_cites_a_search_is_taken_at_its_word() -> None:
    shown = Page(URL, signals=(Signal(SignalKind.FRAMED, "search results"),), lead="Text.")
    cited = citation(URL, "Search results for maritime trade")

    assert judge(facts(response(), shown, GOOD, cited)).reason == "matches"
