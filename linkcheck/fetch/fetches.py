"""What the rest of linkcheck knows of fetching: one method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkcheck.fetch.policy import Allowance
    from linkcheck.fetch.validators import Validators
    from linkcheck.model import Outcome


class Fetches(Protocol):
    """Gets pages: from the network, from a recording, or from a user's own source."""

    async def fetch(
        self, url: str, *, languages: Sequence[str] = (), allowance: Allowance | None = None
    ) -> Outcome:
        """Get a page. ``languages`` are those wanted, best first, as BCP 47 tags.

        ``allowance`` is what the citation has left, given when a page leads on to another;
        ``None``: all that one may take.
        Trouble on the network is a :class:`linkcheck.model.Failure`, never an exception.
        """
        ...


@runtime_checkable
class Renews(Protocol):
    """Can ask whether a page has changed: the network can, recordings cannot."""

    async def renew(self, url: str, known: Validators, *, languages: Sequence[str] = ()) -> Outcome:
        """Get a page unless it is the known one still: then, the answer has status 304.

        Any other answer, or failure, is what fetching the page gives.
        """
        ...
