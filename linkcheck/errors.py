"""Exceptions of linkcheck: mistakes of the user, each with a hint that says what to do.

::

    LinkcheckError
      ConfigError           an option or a configuration file is wrong
      ReadError             an article or a data file cannot be read
      CacheError            a cache of verdicts cannot be opened
      JournalError          a journal is in use, damaged, or its disk is full
      ReplayError           a recording lacks an answer, or a file of it is damaged

Trouble on the network is never an exception: it is a :class:`linkcheck.model.Failure`.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class LinkcheckError(Exception):
    """What the user can put right: ``message`` says what is wrong, ``hint`` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the message and the hint apart, so that each surface can lay them out."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class ConfigError(LinkcheckError):
    """An option or a configuration file is wrong."""


class ReadError(LinkcheckError):
    """An article or a data file cannot be read."""


class CacheError(LinkcheckError):
    """A cache of verdicts cannot be opened, or is none."""


class JournalError(LinkcheckError):
    """A journal is in use by another run, is none, or cannot be written."""


class ReplayError(LinkcheckError):
    """A recording lacks an answer, or a file of it is damaged."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that is spelled most like an unknown one, or with all of them."""
    words = sorted(known)
    close = get_close_matches(word, words, n=1)
    return f"Did you mean “{close[0]}”?" if close else f"Known are: {', '.join(words)}."
