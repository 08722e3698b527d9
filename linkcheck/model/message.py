"""A sentence by its id in the catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from sys import intern


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
