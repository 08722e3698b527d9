"""Every sentence a person reads, in one catalogue per language (``en.toml``, ``de.toml``).

Modules name a sentence by its id (:class:`linkcheck.model.Message`); only surfaces say it.
An id is ``table.key``. When a message has a value ``count`` of 1 and the catalogue an entry
``key_one``, that one is said.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from linkcheck.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkcheck.model import Value

LANGUAGES = ("en", "de")


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All sentences of a language by id; an unknown language speaks English."""
    return _read(language if language in LANGUAGES else LANGUAGES[0])


@cache
def guide(language: str) -> Mapping[str, str]:
    """What the command line's ``--help`` says in a language, by id; empty where code says it.

    English stands beside each option itself, so that help in English reads no file.
    """
    return (
        {} if language not in LANGUAGES or language == LANGUAGES[0] else _read(f"help.{language}")
    )


def _read(name: str) -> Mapping[str, str]:
    import tomllib  # noqa: PLC0415 (3 ms; errors are known to all and told once at most)
    from importlib.resources import files  # noqa: PLC0415 (8 ms, the same)

    tables = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    return {f"{table}.{key}": text for table, said in tables.items() for key, text in said.items()}


def say(message: Message, language: str = "en") -> str:
    """Say a message in a language. Values are inserted as they are: surfaces escape the result."""
    sentences = catalogue(language)
    values = dict(message.values)
    id_ = message.id
    if values.get("count") == 1 and f"{id_}_one" in sentences:
        id_ = f"{id_}_one"
    return sentences[id_].format_map(
        {name: _say_value(value, language) for name, value in values.items()}
    )


def say_id(id_: str, language: str = "en", /, **values: Value) -> str:
    """Say a sentence of the catalogue by its id and named values."""
    return say(Message.of(id_, **values), language)


def _say_value(value: Value, language: str) -> str:
    if isinstance(value, Message):
        return say(value, language)
    if isinstance(value, date):
        return say_date(language, year=value.year, month=value.month, day=value.day)
    return str(value)


def say_date(language: str, *, year: int | None, month: int | None, day: int | None) -> str:
    """Say a date, full or partial, as the language writes it ("16 March 2023", "16. März")."""
    sentences = catalogue(language)
    parts = [
        sentences["dates.day"].format(day=day) if day else "",
        sentences[f"dates.month_{month}"] if month else "",
        str(year) if year else "",
    ]
    return " ".join(part for part in parts if part)
