"""Pages of the reference that the package carries along: what each reason means, the schema."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def reference(name: str) -> str:
    """The text of a page: in the installed package, or in the docs of a checkout."""
    packaged = files("linkcheck").joinpath(name)
    in_checkout = Path(__file__).parents[1] / "docs" / "reference" / name
    return (packaged if packaged.is_file() else in_checkout).read_text("utf-8")


def reasons(language: str = "en") -> Mapping[str, str]:
    """What each reason means and what to do, in Markdown, by the id of its rule.

    What is not translated yet is told in English.
    """
    english = _sections("verdicts.md")
    return english if language == "en" else english | _sections(f"verdicts.{language}.md")


def _sections(name: str) -> dict[str, str]:
    parts = reference(name).split("\n## ")[1:]
    return {
        heading.strip().strip("`"): body.strip()
        for heading, _, body in (part.partition("\n") for part in parts)
    }
