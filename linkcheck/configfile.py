"""Configuration files: which one is in force, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkcheck.errors import ConfigError, why

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def nearest(start: Path) -> Path | None:
    """The nearest configuration file from a folder upwards, to the root of its repository."""
    for folder in (start.resolve(), *start.resolve().parents):
        for name in ("linkcheck.toml", "pyproject.toml"):
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or "linkcheck" in _tools(path)):
                return path
        if (folder / ".git").exists():
            return None
    return None


def _tools(path: Path) -> Mapping[str, Any]:
    tools = _parse(path).get("tool", {})
    return tools if isinstance(tools, dict) else {}


def settings_of(path: Path) -> Mapping[str, object]:
    """What a file sets, by key. Raises :class:`ConfigError` if it cannot be read."""
    settings = _tools(path).get("linkcheck", {}) if path.name == "pyproject.toml" else _parse(path)
    if not isinstance(settings, dict):
        raise ConfigError.of("no-table", path=str(path))
    return settings


def _parse(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 (3 ms, where there is no file)

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError.of("config-unreadable", path=str(path), why=why(error)) from error
    except ValueError as error:
        raise ConfigError.of("no-toml", path=str(path), detail=str(error)) from error
