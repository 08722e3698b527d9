"""Doors before a page: a login, a consent, a subscription.

A page behind a paywall still has its title; it is judged by that, and the door is only noted.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.model import Signal, SignalKind
from linkcheck.pages.signals import phrases
from linkcheck.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkcheck.model import Response
    from linkcheck.pages.signals.seen import Seen

_TABLE = "doors"
_NEARLY_ALL = 0.6
_DETAIL = 120
_NEXT_TO_NOTHING = 80
"""Letters of main text under which a banner is all that a page has to say."""
_LOGIN_PATH = re.compile(
    r"/(?:login|log-in|logon|signin|sign-in|sign_in|sso|saml2?|oauth2?|auth|authenticate|anmelden"
    r"|anmeldung|einloggen|connexion|iniciar-sesion|acceder|wp-login|accounts/login)"
    r"(?:[/._?]|$)",
    re.IGNORECASE,
)
_LOCKED_TIERS = ("locked", "metered", "premium", "paid")


def login(seen: Seen) -> Iterator[Signal]:
    """Find a page whose content is a login form: by its address, its title, its fields."""
    at_login = _is_login(seen.response.final_url)
    fields = bool(seen.passwords)
    if not (at_login or fields):
        if seen.is_tiny and not seen.is_dated and _is_login_title(seen.title):
            yield Signal(SignalKind.LOGIN, clean(seen.title, _DETAIL))
        return
    sent = at_login and not _is_login(seen.response.url)
    titled = any(_is_login_title(one) for one in (seen.title, *seen.segments, *seen.headings[:2]))
    told = titled or sent or (at_login and (fields or seen.is_tiny))
    if (sent and fields) or (seen.is_short and told) or (fields and seen.is_tiny):
        yield Signal(SignalKind.LOGIN, clean(seen.title or seen.response.final_url, _DETAIL))


def consent(seen: Seen) -> Iterator[Signal]:
    """Find a page that only asks for consent, on a host for it or in place of a text."""
    host = _sent_to(seen.response)
    if host.startswith(_hosts()):
        yield Signal(SignalKind.CONSENT, host)
    elif seen.is_tiny and not seen.is_overview and (said := _asks_consent(seen)):
        yield Signal(SignalKind.CONSENT, clean(said, _DETAIL))


def _asks_consent(seen: Seen) -> str:
    """How the page's own text asks for consent; a banner's words count where there is no text."""
    alone = seen.size < _NEXT_TO_NOTHING
    text = seen.whole if alone else "\n".join((seen.title, *seen.headings, seen.text))
    return phrases.find(phrases.pattern(_TABLE, "consent"), text)


def paywall(seen: Seen) -> Iterator[Signal]:
    """Find a text that goes on only for subscribers: by schema.org, by meta, by what it says."""
    for thing in seen.things:
        if str(thing.values.get("isAccessibleForFree", "")).rpartition("/")[2].lower() == "false":
            yield Signal(SignalKind.PAYWALL, "isAccessibleForFree")
            return
    if seen.tier in _LOCKED_TIERS:
        yield Signal(SignalKind.PAYWALL, seen.tier)
    elif seen.is_short and (said := phrases.find(phrases.pattern(_TABLE, "paywall"), seen.whole)):
        yield Signal(SignalKind.PAYWALL, clean(said, _DETAIL))


def _sent_to(response: Response) -> str:
    """The host that a redirect led to, "" if it is the one that was asked."""
    if response.final_url == response.url:
        return ""
    asked, final = urls.split(response.url), urls.split(response.final_url)
    return final.host if asked and final and asked.host != final.host else ""


def _is_login(url: str) -> bool:
    return bool(_LOGIN_PATH.search(url.partition("?")[0]))


def _is_login_title(text: str) -> bool:
    folded = fold(text)
    spans = [found.span() for found in phrases.pattern(_TABLE, "login_words").finditer(folded)]
    fillers = phrases.pattern(_TABLE, "login_fillers")
    return bool(spans) and phrases.coverage(folded, spans, fillers) >= _NEARLY_ALL


@cache
def _hosts() -> tuple[str, ...]:
    return tuple(phrases.table(_TABLE)["any"]["consent_hosts"])
