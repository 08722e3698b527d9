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

import errno
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkcheck.model import Message, Value


def _message(id_: str, /, **values: Value) -> Message:
    from linkcheck.model import Message  # noqa: PLC0415 (20 ms: --help has nothing to tell)

    return Message.of(id_, **values)


def _say(part: Message | str, language: str = "en") -> str:
    from linkcheck.wording import say  # noqa: PLC0415 (the same)

    return part if isinstance(part, str) else say(part, language)


class LinkcheckError(Exception):
    """What the user can put right: ``message`` says what is wrong, ``hint`` what to do."""

    def __init__(self, message: Message | str, hint: Message | str = "") -> None:
        """Keep the message and the hint apart, so that each surface can lay them out."""
        super().__init__(message, hint)

    @classmethod
    def of(cls, key: str, /, hint: Message | None = None, **values: Value) -> Self:
        """An error of the catalogues: ``errors.KEY``, and ``errors.KEY_do`` for its hint."""
        does = hint or _message(f"errors.{key}_do", **values)
        return cls(_message(f"errors.{key}", **values), does)

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.told()[0]

    @property
    def hint(self) -> str:
        """What to do about it, in English; "" if nobody knows."""
        return self.told()[1]

    def told(self, language: str = "en") -> tuple[str, str]:
        """The message and the hint in a language. They may quote a file: surfaces clean them."""
        message, hint = self.args
        return _say(message, language), _say(hint, language)


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


class UnfitError(ValueError):
    """A value that is not what it must be; ``what`` says what that is ("a whole number")."""

    def __init__(self, key: str, /, **values: Value) -> None:
        super().__init__(key)
        self.what = _message(f"fitting.{key}", **values)

    def __str__(self) -> str:
        return _say(self.what)


def did_you_mean(word: str, known: Iterable[str]) -> Message:
    """A hint with the known word that is spelled most like an unknown one, or with all of them."""
    from difflib import get_close_matches  # noqa: PLC0415 (3 ms, of which --help has none to spare)

    words = sorted(known)
    close = get_close_matches(word, words, n=1)
    if close:
        return _message("errors.did-you-mean", word=close[0])
    return _message("errors.known-are", words=", ".join(words))


_OF_THE_SYSTEM = {
    errno.ENOENT: "missing",
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EISDIR: "is-folder",
    errno.ENOTDIR: "no-folder",
    errno.ENOSPC: "disk-full",
    errno.EROFS: "read-only",
}


def why(error: OSError) -> Message:
    """Why the system refused, in words; ``detail`` of the rarer reasons is the system's own."""
    key = _OF_THE_SYSTEM.get(error.errno or 0, "other")
    return _message(f"system.{key}", detail=error.strerror or str(error))
