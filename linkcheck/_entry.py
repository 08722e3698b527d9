"""The door of the console scripts.

Other distributions install a top-level package ``linkcheck`` too (LinkChecker, django-linkcheck,
an old linkcheck) and overwrite files of ours, or take them along when they are uninstalled. What
is left then fails somewhere with an error nobody understands; here it is said in one sentence.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_OVERWRITTEN = (
    "Error: another distribution has overwritten the package linkcheck at {place}; uninstall it"
    " (LinkChecker, django-linkcheck or linkcheck) and reinstall citation-linkcheck, best by"
    " itself: uv tool install citation-linkcheck."
)
_OURS = "Verdict"
"""A public name that no other package called linkcheck has."""


def main() -> None:
    """Run the command line; exit with its code, or with 2 if the package is not ours."""
    package = import_module("linkcheck")
    run = _command_line() if _OURS in getattr(package, "__all__", ()) else None
    if run is None:
        place = ", ".join(getattr(package, "__path__", ["?"]))
        sys.stderr.write(_OVERWRITTEN.format(place=place) + "\n")
        sys.exit(2)
    sys.exit(run(sys.argv[1:]))


def _command_line() -> Callable[[Sequence[str]], int] | None:
    """The command line, ``None`` if a module of ours is missing or is somebody else's."""
    try:
        run = import_module("linkcheck.cli").run
    except ImportError as error:
        if not (error.name or "").startswith("linkcheck"):
            raise
        return None
    except AttributeError:
        return None
    return cast("Callable[[Sequence[str]], int]", run)
