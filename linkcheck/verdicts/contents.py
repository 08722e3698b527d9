"""Rules about what the page is: an error page in disguise, a door, nothing to read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from linkcheck.model import Message, SignalKind, Verdict
from linkcheck.verdicts.facts import Facts, Ruling, convincing

_ENOUGH = 1.0
_SAYS_SO = frozenset({
    SignalKind.NOT_FOUND_TITLE, SignalKind.NOT_FOUND_HEADING, SignalKind.PARKED,
    SignalKind.SIBLING_ALIKE,
})  # fmt: skip
"""What a page says outright, or shows; where it redirected to only hints at what became of it."""


@cache
def _signal_weights() -> dict[str, float]:
    read = tomllib.loads(files(__package__).joinpath("verdicts.toml").read_text("utf-8"))
    return {kind: float(weight) for kind, weight in read["soft-404"].items()}


def soft_404(facts: Facts) -> Ruling | None:
    """Signals add up to an error page sent with status 200, and it does not match the label.

    A page that says both, the label's title and that it is not there, is for a person to look at.
    """
    if facts.page is None:
        return None
    weights = _signal_weights()
    seen = {signal.kind: signal for signal in facts.page.signals if signal.kind in weights}
    total = sum(weights[kind] for kind in seen)
    others = sum(signal.kind is SignalKind.SHARED_TARGET for signal in facts.page.signals)
    total += weights[SignalKind.SHARED_TARGET] * max(0, others - 1)
    if total < _ENOUGH:
        return None
    first = max(seen.values(), key=lambda signal: weights[signal.kind])
    what = Message.of(f"signals.{first.kind}", detail=first.detail)
    if convincing(facts.match):
        message = Message.of("reasons.soft-404-unsure", what=what)
        unsure = first.kind in _SAYS_SO or _says_little_else(facts, SignalKind.NOT_FOUND_TEXT)
        return Ruling(Verdict.REVIEW, "soft-404", message, 0.5) if unsure else None
    message = Message.of("reasons.soft-404", what=what)
    return Ruling(Verdict.GONE, "soft-404", message, min(0.95, 0.7 + 0.1 * total))


def _says_little_else(facts: Facts, kind: SignalKind) -> bool:
    """Tell whether a page shows a signal, and almost no text: only its title fits the label."""
    return facts.shows(kind) and facts.shows(SignalKind.ALMOST_NO_TEXT)


def error_page(facts: Facts) -> Ruling | None:
    """A server's or proxy's own error message, sent as if it were the page."""
    if facts.page is None or not facts.shows(SignalKind.ERROR_PAGE):
        return None
    seen = next(one for one in facts.page.signals if one.kind is SignalKind.ERROR_PAGE)
    what = Message.of("signals.error-page", detail=seen.detail)
    if convincing(facts.match):
        message = Message.of("reasons.soft-404-unsure", what=what)
        unsure = _says_little_else(facts, SignalKind.ERROR_PAGE)
        return Ruling(Verdict.REVIEW, "error-page", message, 0.5) if unsure else None
    message = Message.of("reasons.error-page", what=what)
    return Ruling(Verdict.UNREACHABLE, "error-page", message, 0.85)


def login(facts: Facts) -> Ruling | None:
    """The page asks for a login, and shows nothing of what the label promises."""
    if not facts.shows(SignalKind.LOGIN) or convincing(facts.match):
        return None
    return Ruling(Verdict.BLOCKED, "login", Message.of("reasons.login"), 0.85)


def consent(facts: Facts) -> Ruling | None:
    """The page only asks for consent (cookies, age), and shows nothing of the document."""
    if not facts.shows(SignalKind.CONSENT) or convincing(facts.match):
        return None
    return Ruling(Verdict.BLOCKED, "consent", Message.of("reasons.consent"), 0.8)


def unreadable(facts: Facts) -> Ruling | None:
    """An answer came, but nothing in it can be compared: a picture, a scan, an empty shell."""
    if facts.response is None:
        return None
    script = facts.shows(SignalKind.NEEDS_SCRIPT)
    unwritten = script and not convincing(facts.match)
    if facts.page is not None and not facts.shows(SignalKind.UNREADABLE) and not unwritten and (
        facts.title or facts.page.lead
    ):  # fmt: skip
        return None
    what = Message.of("reasons.unreadable-script" if script else "reasons.unreadable-empty")
    message = Message.of("reasons.unreadable", what=what)
    return Ruling(Verdict.REVIEW, "unreadable", message, 0.5)
