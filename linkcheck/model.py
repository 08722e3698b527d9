"""The vocabulary of linkcheck: frozen values that every other module speaks in.

Standard library only. Collections are tuples; ``None`` has one meaning, said at its field.
Text that comes from articles and pages is hostile: it was cleaned and bounded where it was
read (``linkcheck.text.clean``), and every reporter escapes it once more for its medium.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from sys import intern
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkcheck.article import Bibliography, LeftOut, Passage


# --- words ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said in the reader's language: an id of the catalogues and its values.

    ``linkcheck.wording.say`` turns it into text. Values may be messages themselves.
    """

    id: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, id_: str, /, **values: Value) -> Message:
        """Build a message with named values."""
        return cls(intern(id_), tuple(values.items()))


Value = str | int | date | Message


# --- the article ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something stands in an article: 1-based lines and columns, the end exclusive.

    Columns count code points. Formats without lines (DOCX …) count paragraphs as lines.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class BlockKind(StrEnum):
    """What a block is in its article's layout."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    FOOTNOTE = "footnote"
    TERM = "term"
    DEFINITION = "definition"
    CELL = "cell"
    QUOTE = "quote"
    PREFORMATTED = "preformatted"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the markup: ``text[start:end]`` of its block is the anchor, ``url`` as written."""

    start: int
    end: int
    url: str
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's text, as a reader yields it.

    ``text`` is what a person sees, with a newline where a line breaks (soft breaks too).
    ``marks`` maps offsets of ``text`` to the source: (offset, line, column), ascending; between
    two marks, one character of text is one column. ``level`` is the depth of a heading or of a
    list item, 0 elsewhere. ``region`` names the part of a page that the block belongs to
    ("nav", "footer", "comments" …); "" is the article itself. ``path`` names the elements that
    hold the block, outermost first, in formats that nest.
    """

    kind: BlockKind
    text: str
    marks: tuple[tuple[int, int, int], ...]
    links: tuple[Link, ...] = ()
    level: int = 0
    region: str = ""
    bold: bool = False
    path: tuple[int, ...] = ()

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, 1-based, of the character at an offset of the text."""
        # A shorter tuple sorts before a longer one that begins alike: no key is needed.
        index = bisect_left(self.marks, (offset + 1,)) - 1
        if index < 0:
            return (1, 1)
        start, line, column = self.marks[index]
        return (line, column + offset - start)

    def span(self, start: int, end: int) -> Span:
        """The span of ``text[start:end]`` in the article."""
        line, column = self.position(start)
        end_line, end_column = self.position(max(start, end - 1))
        return Span(line, column, end_line, end_column + 1)


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader makes of a file: its blocks and what its metadata say.

    ``name`` tells the articles of one file apart (a post's slug); "" where it holds only one.
    ``whole`` tells a web page as it was saved: its last links are the site's own.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    language: str = ""
    published: date | None = None
    base_url: str = ""
    name: str = ""
    whole: bool = False


class Defect(StrEnum):
    """What is wrong with a citation before anything is fetched."""

    NO_URL = "no-url"
    NO_LABEL = "no-label"
    TRUNCATED_URL = "truncated-url"
    TRUNCATED_LABEL = "truncated-label"
    SPLIT_URL = "split-url"
    MALFORMED_URL = "malformed-url"
    OFFLINE_WORK = "offline-work"
    WRAPPED_URL = "wrapped-url"
    TRACKING_URL = "tracking-url"
    PREVIEW_URL = "preview-url"
    PRIVATE_URL = "private-url"
    FRONT_PAGE_URL = "front-page-url"
    SHARED_URL = "shared-url"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of sources: its heading as written ("" where it has none) and its line."""

    heading: str
    line: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One entry of a section of sources.

    ``label`` is what the author says the page is, "" if nothing is said. ``url`` is the address
    made ready to fetch, ``None`` if the entry has none; ``written_url`` is how it stands in the
    article. ``section`` is the heading it stands under. ``unwrapped_url`` is the page's own
    address where the written one wraps or decorates it, "" elsewhere. ``bibliography`` is what
    the entry says of title, authors, publisher and dates, ``None`` where it is a label and no more.
    """

    label: str
    url: str | None
    span: Span
    section: str = ""
    defects: tuple[Defect, ...] = ()
    written_url: str = ""
    unwrapped_url: str = ""
    bibliography: Bibliography | None = None

    @property
    def key(self) -> str:
        """A stable name for this citation: 16 hex digits over label and URL."""
        words = f"{self.label}\x00{self.url or ''}".encode("utf-8", "replace")
        return hashlib.sha256(words).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its name (a path, or ``-``), what it says of itself, and its citations.

    ``language`` is a BCP 47 tag or ""; ``published`` is ``None`` when the article has no date.
    ``left_out`` counts the links of the article that stand in no section of sources, and
    ``elsewhere`` tells where they stand; the whole article is cited with
    ``CitationPolicy(section="all")``, lists of links with ``include_section``.
    ``acceptances`` are the exceptions written down in the article. ``lines`` are the lines of
    its source on which citations stand, by number, for formats that count columns otherwise.
    ``partial`` tells that citations were left out because nobody asked for them. ``passages`` is
    the article's text with its citations marked, () unless ``CitationPolicy(marked=True)``.
    """

    name: str
    language: str = ""
    published: date | None = None
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    left_out: int = 0
    acceptances: tuple[Acceptance, ...] = ()
    lines: tuple[tuple[int, str], ...] = ()
    partial: bool = False
    elsewhere: tuple[LeftOut, ...] = ()
    passages: tuple[Passage, ...] = ()

    def line(self, number: int) -> str | None:
        """The text of a line, bounded; ``None`` for lines that hold no citation."""
        index = bisect_right(self.lines, number, key=lambda line: line[0]) - 1
        found = self.lines[index] if index >= 0 else (0, "")
        return found[1] if found[0] == number else None


@dataclass(frozen=True, slots=True)
class Expectation:
    """The title a page must have, given outright; ``source`` says by which file and line."""

    title: str
    source: str


# --- the network ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the status and the address that sent us on."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Response:
    """The server answered. ``elapsed`` in seconds, over all attempts and hops.

    ``headers`` have lower-case names. ``body`` is decoded of its content encoding and capped;
    ``truncated`` says that there was more. ``retry_after`` is a wait that the server asked for
    and that was too long to keep, in seconds; ``None`` if it asked for none.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    redirects: tuple[Hop, ...] = ()
    attempts: int = 1
    elapsed: float = 0.0
    fetched_at: datetime | None = None
    truncated: bool = False
    retry_after: float | None = None


class FailureKind(StrEnum):
    """Why there is no answer."""

    NO_SUCH_HOST = "no-such-host"
    TIMEOUT = "timeout"
    TLS = "tls"
    CONNECTION = "connection"
    PROTOCOL = "protocol"
    TOO_LARGE = "too-large"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REFUSED_BY_POLICY = "refused-by-policy"
    OUT_OF_TIME = "out-of-time"
    ROBOTS = "robots"


@dataclass(frozen=True, slots=True)
class Failure:
    """The server did not answer, after all attempts. ``detail`` is for people, one line."""

    url: str
    kind: FailureKind
    detail: str
    attempts: int = 1
    redirects: tuple[Hop, ...] = ()
    elapsed: float = 0.0


Outcome = Response | Failure

OUR_OWN = frozenset({
    FailureKind.REFUSED_BY_POLICY, FailureKind.OUT_OF_TIME, FailureKind.ROBOTS,
})  # fmt: skip
"""Failures that are our decision and say nothing of the network."""


# --- the page -------------------------------------------------------------------------------


class TitleSource(StrEnum):
    """Where a page says its title."""

    OG = "og"
    HEADING = "h1"
    TITLE = "title"
    JSON_LD = "json-ld"
    CITATION = "citation_title"
    DUBLIN_CORE = "dc.title"
    TWITTER = "twitter"
    PDF = "pdf"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Title:
    """One candidate for the page's title."""

    text: str
    source: TitleSource


class SignalKind(StrEnum):
    """What makes a page look like something else than a cited document."""

    NOT_FOUND_TITLE = "not-found-title"
    NOT_FOUND_HEADING = "not-found-heading"
    NOT_FOUND_TEXT = "not-found-text"
    REDIRECT_HOME = "redirect-home"
    LOST_PATH = "lost-path"
    SITE_NAME_ONLY = "site-name-only"
    SIBLING_ALIKE = "sibling-alike"
    OVERVIEW = "overview"
    ERROR_PAGE = "error-page"
    PARKED = "parked"
    CHALLENGE = "challenge"
    WALL = "wall"
    LOGIN = "login"
    CONSENT = "consent"
    PAYWALL = "paywall"
    ALMOST_NO_TEXT = "almost-no-text"
    NEEDS_SCRIPT = "needs-script"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal; ``detail`` quotes what was seen, cleaned and bounded."""

    kind: SignalKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself. Titles come best first; ``lead`` is the main text's beginning.

    ``author`` and ``site``, which is its publisher, are "" where the page names none.
    """

    url: str
    titles: tuple[Title, ...] = ()
    language: str = ""
    published: date | None = None
    canonical: str = ""
    site: str = ""
    lead: str = ""
    signals: tuple[Signal, ...] = ()
    refresh: str = ""
    author: str = ""

    @property
    def title(self) -> str:
        """The title to show, "" if the page has none."""
        return self.titles[0].text if self.titles else ""

    def has(self, *kinds: SignalKind) -> bool:
        """Tell whether any of these signals was seen."""
        return any(signal.kind in kinds for signal in self.signals)


# --- the judgement --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against: weight in log-odds, positive for a match; source is its id."""

    message: Message
    weight: float
    source: str
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """All matchers together. ``score``: 0 to 1, how likely the page is what the label promises."""

    score: float
    evidence: tuple[Evidence, ...] = ()

    @property
    def contradictions(self) -> tuple[Evidence, ...]:
        """Evidence that no similarity can outweigh."""
        return tuple(item for item in self.evidence if item.contradicts)


class Severity(StrEnum):
    """How bad a verdict is, ordered."""

    OK = "ok"
    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"

    # All four, since ``str`` has them too and would order by spelling.

    def __lt__(self, other: object) -> bool:
        """Order by badness."""
        return self._rank < other._rank if isinstance(other, Severity) else NotImplemented

    def __le__(self, other: object) -> bool:
        """Order by badness."""
        return self._rank <= other._rank if isinstance(other, Severity) else NotImplemented

    def __gt__(self, other: object) -> bool:
        """Order by badness."""
        return self._rank > other._rank if isinstance(other, Severity) else NotImplemented

    def __ge__(self, other: object) -> bool:
        """Order by badness."""
        return self._rank >= other._rank if isinstance(other, Severity) else NotImplemented

    @property
    def _rank(self) -> int:
        return list(Severity).index(self)


class Verdict(StrEnum):
    """What linkcheck says of a citation, best first."""

    VERIFIED = "verified"
    SKIPPED = "skipped"
    MOVED = "moved"
    REVIEW = "review"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    MISMATCH = "mismatch"
    GONE = "gone"
    INCOMPLETE = "incomplete"
    INVALID = "invalid"

    @property
    def severity(self) -> Severity:
        """The verdict's severity."""
        return _SEVERITIES[self]


_SEVERITIES: Mapping[Verdict, Severity] = {
    Verdict.VERIFIED: Severity.OK,
    Verdict.SKIPPED: Severity.OK,
    Verdict.MOVED: Severity.NOTICE,
    Verdict.REVIEW: Severity.WARNING,
    Verdict.BLOCKED: Severity.WARNING,
    Verdict.UNREACHABLE: Severity.WARNING,
    Verdict.MISMATCH: Severity.ERROR,
    Verdict.GONE: Severity.ERROR,
    Verdict.INCOMPLETE: Severity.ERROR,
    Verdict.INVALID: Severity.ERROR,
}


INTERNAL_ERROR = "internal-error"
"""The reason of findings that a failure of our own left undecided."""


class RepairKind(StrEnum):
    """What kind of proposal a repair is."""

    REDIRECT = "redirect"
    SUCCESSOR = "successor"
    SNAPSHOT = "snapshot"
    UNWRAPPED = "unwrapped"


@dataclass(frozen=True, slots=True)
class Repair:
    """A proposal: use ``url`` instead. ``safe`` when the page there was fetched and matches."""

    kind: RepairKind
    url: str
    note: Message
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of a page in a web archive (a memento, RFC 7089).

    ``url`` opens the copy, ``original`` is the address that it was made of, ``captured`` when;
    ``archive`` is the archive's name for people.
    """

    url: str
    original: str
    captured: datetime
    archive: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person's word that a finding may stand: which verdicts, where, why, who, how long.

    ``verdicts``: the only ones it covers. ``url`` and ``label`` are searched for in the
    citation's, ignoring case; "" fits all. ``line`` is where it stands in the article, 0 for one
    of a configuration file. ``title``: it holds while the page bears this title; "" asks for
    none. ``until``: its last day, ``None`` for no end. ``source`` says by which file and line.
    """

    verdicts: tuple[Verdict, ...]
    because: str
    by: str = ""
    until: date | None = None
    title: str = ""
    url: str = ""
    label: str = ""
    line: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Lapse:
    """An acceptance that was meant for this finding and does not hold any more, and why."""

    acceptance: Acceptance
    why: Message


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of an earlier run, as a baseline keeps it; ``key`` is :attr:`Citation.key`."""

    document: str
    key: str
    label: str
    url: str | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Trouble that may pass: since when, on how many days it was seen, and whether it has lasted.

    While it has not, it fails no run; once it has, it fails every run.
    """

    first: date
    days: int
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one citation. ``reason`` is the id of the rule that decided.

    ``match`` is ``None`` when nothing was compared, ``page`` when nothing was read, ``outcome``
    when nothing was fetched; ``expected`` when the label itself was compared. ``accepted`` is the
    exception that covers it, ``lapsed`` one that did; ``known`` tells that a baseline has it.
    ``recurrence`` is ``None`` without a history, and for findings that do not pass by themselves.
    """

    document: str
    citation: Citation
    verdict: Verdict
    reason: str
    message: Message
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    outcome: Outcome | None = None
    page: Page | None = None
    match: Match | None = None
    expected: Expectation | None = None
    repairs: tuple[Repair, ...] = ()
    accepted: Acceptance | None = None
    lapsed: Lapse | None = None
    known: bool = False
    recurrence: Recurrence | None = None

    @property
    def tolerated(self) -> bool:
        """Tell whether a person has decided to live with it: it fails no run."""
        return self.accepted is not None or self.known

    def fails(self, threshold: Severity) -> bool:
        """Tell whether it makes a run fail: at or above the threshold, and not tolerated.

        Trouble that may pass makes it fail once it has lasted, whatever its severity.
        """
        if self.tolerated or self.recurrence is not None:
            return self.recurrence is not None and self.recurrence.lasting and not self.tolerated
        return self.severity >= threshold

    @property
    def severity(self) -> Severity:
        """The verdict's severity; a defect that stops nothing makes it a notice at least."""
        floor = Severity.NOTICE if self.citation.defects else Severity.OK
        return max(self.verdict.severity, floor)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reporter needs. ``elapsed`` in seconds; findings in the articles' order.

    ``better`` are the findings of a baseline that are found no more, or are milder now.
    """

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    started: datetime
    elapsed: float
    version: str
    interrupted: bool = field(default=False)
    better: tuple[Known, ...] = ()

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many findings have each verdict: a partition, it sums to ``len(findings)``."""
        counted = Counter(finding.verdict for finding in self.findings)
        return {verdict: counted[verdict] for verdict in Verdict}

    @property
    def worst(self) -> Severity:
        """The worst severity of all findings, OK if there are none."""
        return max((finding.severity for finding in self.findings), default=Severity.OK)

    def fails(self, threshold: Severity) -> bool:
        """Tell whether any finding makes the run fail at this threshold."""
        return any(found.fails(threshold) for found in self.findings)

    @property
    def tolerated(self) -> int:
        """How many findings are accepted or known from a baseline."""
        return sum(found.tolerated for found in self.findings)

    @property
    def waiting(self) -> int:
        """How many findings may pass by themselves, and fail no run yet."""
        return sum(
            found.recurrence is not None and not found.recurrence.lasting for found in self.findings
        )

    @property
    def internal_errors(self) -> int:
        """How many findings a failure of our own left undecided."""
        return sum(found.reason == INTERNAL_ERROR for found in self.findings)

    @property
    def reached_nobody(self) -> bool:
        """Tell whether servers were asked and none answered: this machine may be offline.

        One name that does not exist is no such sign: somebody answered that.
        """
        asked = [
            found.outcome
            for found in self.findings
            if found.outcome is not None and getattr(found.outcome, "kind", None) not in OUR_OWN
        ]
        failures = [one for one in asked if isinstance(one, Failure)]
        if not asked or len(failures) < len(asked):
            return False
        hosts = {one.url.partition("//")[2].partition("/")[0] for one in failures}
        return len(hosts) > 1 or failures[0].kind is not FailureKind.NO_SUCH_HOST

    def of(self, document: Document) -> tuple[Finding, ...]:
        """The findings of one document, in its order."""
        return tuple(found for found in self.findings if found.document == document.name)
