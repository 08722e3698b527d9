"""Pages of the reference that the package carries along."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def reference(name: str) -> str:
    """The text of a page: in the installed package, or in the docs of a checkout."""
    packaged = files("linkcheck").joinpath(name)
    in_checkout = Path(__file__).parents[2] / "docs" / "reference" / name
    return (packaged if packaged.is_file() else in_checkout).read_text("utf-8")
