"""How politely, how patiently and how carefully the network is asked. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path  # noqa: TC003 (the configuration reads the annotations)
from typing import TYPE_CHECKING

from linkcheck._version import __version__
from linkcheck.fetch.paces import Paces
from linkcheck.fetch.proxies import Proxy  # noqa: TC001 (the same)
from linkcheck.fetch.secrets import Secret  # noqa: TC001 (the same)

if TYPE_CHECKING:
    from linkcheck.model import Outcome

ROBOTS = ("audits", "always", "never")
"""When robots.txt is kept."""
HONEST_AGENT = f"Mozilla/5.0 (compatible; citation-verifier/{__version__})"
"""Says truly that no browser asks. The word "link" is missing on purpose: a stock rule of web
application firewalls refuses every agent whose name contains it."""

HOST, DOMAIN, ADDRESS = BY = ("host", "domain", "address")
"""What may count as one host."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one citation may still take: seconds and requests, over all pages it leads to."""

    seconds: float
    requests: int

    def after(self, outcome: Outcome) -> Allowance:
        """What is left once a page was fetched."""
        spent = outcome.attempts + len(outcome.redirects)
        return Allowance(self.seconds - outcome.elapsed, self.requests - spent)

    @property
    def is_spent(self) -> bool:
        """Tell whether nothing more can be asked; a second is too little for a page."""
        return self.seconds < 1 or self.requests < 1


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What a user may decide about fetching. Seconds and bytes, unless a field says otherwise."""

    attempts: int = 3
    """Tries in all for one citation whose server answers 429 or 5xx or drops the connection.

    A server that stays silent gets one try, whatever this says: asking again costs minutes."""
    timeout: float = 20.0
    """Seconds for connecting (name, TCP and TLS), and again for each wait between bytes."""
    deadline: float = 40.0
    """Seconds for one citation in all: names, TLS, redirects, retries, waits that servers ask for.

    Waiting for the host's turn does not count: that is our own politeness."""
    per_host: int = 4
    """Requests at once to one host."""
    delay: float = 0.5
    """Seconds between the starts of two requests to one host."""
    hosts: Paces = field(default_factory=Paces)
    """Other numbers for these two, by host."""
    polite_to: str = HOST
    """What counts as one host for these two: each "host", a registrable "domain", or an IP
    "address", which many small sites may share."""
    concurrency: int = 256
    """Requests at once in all; citations that have begun get an eighth more."""
    max_redirects: int = 10
    """Redirects followed for one citation."""
    max_requests: int = 12
    """Requests sent for one citation in all, over its redirects and retries."""
    max_body: int = 4_000_000
    """Bytes kept of a page, after decompression; of text and markup, a million at most."""
    max_retry_after: float = 60.0
    """Seconds that a server may ask us to wait (Retry-After); for more, it is left alone."""
    user_agent: str = HONEST_AGENT
    """The User-Agent header. Printable ASCII; other characters are left out."""
    contact: str = ""
    """A URL or mail address that tells webmasters who asks; it is added to the User-Agent."""
    allow_private: bool = False
    """Fetch from addresses that are not public, and from any port."""
    connect_to: tuple[str, int] | None = None
    """Send every request to this host and port, keeping its Host header and TLS name.

    ``None``: connect to the host that the URL names."""
    ca_file: Path | None = None
    """A PEM file of certificates to trust besides the system's; ``None``: the system's alone."""
    proxy: Proxy | None = None
    """An HTTP proxy that everything goes through; it resolves names by itself, so that nobody
    can guard what they resolve to. ``None``: straight to the hosts."""
    robots: str = "audits"
    """Whether robots.txt is kept: "audits" (where a run asks one host for more than a hundred
    pages), "always" or "never"."""
    secrets: tuple[Secret, ...] = ()
    """Headers for single hosts that no file, option, report or message may hold."""

    @property
    def allowance(self) -> Allowance:
        """What one citation may take in all."""
        return Allowance(self.deadline, self.max_requests)

    def per_host_of(self, host: str) -> int:
        """Requests at once to a host."""
        own = self.hosts.find(host).per_host
        return self.per_host if own is None else own

    def delay_of(self, host: str) -> float:
        """Seconds between the starts of two requests to a host."""
        own = self.hosts.find(host).delay
        return self.delay if own is None else own
