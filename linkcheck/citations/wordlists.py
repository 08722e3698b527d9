"""Word lists of bibliographic entries (data: ``bibliography.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from linkcheck.text import fold


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(map(fold, _lists()[name]))


@cache
def alternatives(name: str) -> str:
    """The words of a list as a regular expression, the longest first."""
    spelled = sorted(_lists()[name], key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in spelled)


@cache
def _lists() -> dict[str, list[str]]:
    text = files(__package__).joinpath("bibliography.toml").read_text("utf-8")
    return tomllib.loads(text)
