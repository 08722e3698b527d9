"""The one decision: facts in, a verdict out. Pure, total; the first rule that answers wins.

Everything before this only gathers facts. The order is policy: a blocked page is never called
gone, an error page never compared, a contradiction outranks any likeness. Each rule has a
section in ``docs/reference/verdicts.md``; to add one, write a function, name it in ``RULES``,
give it a sentence (``reasons.<id>``) and its section.
"""

from __future__ import annotations

from linkcheck.model import Message, Verdict
from linkcheck.verdicts import answers, contents, echoes, entries, likeness
from linkcheck.verdicts.facts import Facts, Rule, Ruling, convincing
from linkcheck.verdicts.redirects import moved_for_good

__all__ = [
    "RULES",
    "Facts",
    "Rule",
    "Ruling",
    "convincing",
    "internal_error",
    "judge",
    "moved_for_good",
]

RULES: tuple[tuple[str, Rule], ...] = (
    ("malformed-url", entries.malformed_url),
    ("offline-work", entries.offline_work),
    ("incomplete-citation", entries.incomplete_citation),
    ("excluded", entries.excluded),
    ("no-such-host", answers.no_such_host),
    ("robots", answers.robots),
    ("no-answer", answers.no_answer),
    ("challenge", answers.challenge),
    ("rate-limited", answers.rate_limited),
    ("refused", answers.refused),
    ("http-gone", answers.http_gone),
    ("http-error", answers.http_error),
    ("soft-404", contents.soft_404),
    ("error-page", contents.error_page),
    ("login", contents.login),
    ("consent", contents.consent),
    ("unreadable", contents.unreadable),
    ("no-label", likeness.no_label),
    ("echo", echoes.echo),
    ("overview", likeness.overview),
    ("moved", likeness.moved),
    ("matches", likeness.matches),
    ("contradicts", likeness.contradicts),
    ("undecided", likeness.undecided),
)


def judge(facts: Facts) -> Ruling:
    """Judge a citation by the first rule that answers; the last one always does."""
    rulings = (rule(facts) for _, rule in RULES)
    return next((ruling for ruling in rulings if ruling), likeness.undecided(facts))


def internal_error(error: Exception) -> Ruling:
    """The ruling where judging itself failed: a person has to look, and we have a bug."""
    message = Message.of("reasons.internal-error", detail=type(error).__name__)
    return Ruling(Verdict.REVIEW, "internal-error", message, 0.0)
