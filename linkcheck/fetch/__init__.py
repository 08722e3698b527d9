"""The only door to the network: URL in, Response or Failure out.

:class:`FetchPolicy` says how polite, patient and careful we are, :class:`Fetcher` asks the
network, :class:`Recorder` keeps what it answers in readable files, and :class:`Replayer` answers
from such files. All but the policy are :class:`Fetches`.

The names are resolved when first used: httpx and tenacity take a tenth of a second to
import, which ``--help`` and a replay must not pay for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkcheck.fetch.budget import Budget
    from linkcheck.fetch.client import Fetcher
    from linkcheck.fetch.fetches import Fetches
    from linkcheck.fetch.guard import is_public
    from linkcheck.fetch.policy import FetchPolicy
    from linkcheck.fetch.replay import Recorder, Replayer
    from linkcheck.fetch.watching import Watched

__all__ = [
    "Budget",
    "FetchPolicy",
    "Fetcher",
    "Fetches",
    "Recorder",
    "Replayer",
    "Watched",
    "is_public",
]

_HOMES = {
    "Budget": "budget",
    "FetchPolicy": "policy",
    "Fetcher": "client",
    "Fetches": "fetches",
    "Recorder": "replay",
    "Replayer": "replay",
    "Watched": "watching",
    "is_public": "guard",
}


def __getattr__(name: str) -> object:
    """Import a public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
