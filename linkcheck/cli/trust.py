"""Whether the repository that a run works on can be trusted to configure it.

A pull request from a fork brings its own configuration file and stored findings along: it could
switch checks off, or send requests elsewhere. Such a run reads neither.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def comes_from_a_fork(environ: Mapping[str, str]) -> bool:
    """Tell whether this is a CI run for a change from another repository; in doubt, it is."""
    if environ.get("GITHUB_EVENT_NAME", "").startswith("pull_request"):
        return _github_fork(environ.get("GITHUB_EVENT_PATH", ""))
    source = environ.get("CI_MERGE_REQUEST_SOURCE_PROJECT_ID")
    return source is not None and source != environ.get("CI_MERGE_REQUEST_PROJECT_ID")


def _github_fork(event_file: str) -> bool:
    import json  # noqa: PLC0415 (2 ms, where there is no event)

    try:
        event = json.loads(Path(event_file).read_text("utf-8"))
        change = event["pull_request"]
        return bool(_repository(change["head"]) != _repository(change["base"]))
    except (OSError, ValueError, TypeError, KeyError):
        return True


def _repository(side: Mapping[str, Any]) -> str:
    name = side["repo"]["full_name"]
    if not isinstance(name, str) or not name:
        raise ValueError("a repository without a name")
    return name
