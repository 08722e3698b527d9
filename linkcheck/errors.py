"""Exceptions of linkcheck: mistakes of the user, each with a hint that says what to do.

::

    LinkcheckError
      ConfigError           an option or a configuration file is wrong
      ReadError             an article or a data file cannot be read
      ReplayError           a recording lacks an answer, or a file of it is damaged

Trouble on the network is never an exception: it is a :class:`linkcheck.model.Failure`.
"""

from __future__ import annotations


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


class ReplayError(LinkcheckError):
    """A recording lacks an answer, or a file of it is damaged."""
