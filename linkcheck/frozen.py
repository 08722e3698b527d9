"""The vocabulary's values as JSON and back, for what is stored on disk.

Only the classes of :mod:`linkcheck.model` can come back, whatever a file says: a stored file may
be damaged or made up, and must never be able to run code, as a pickle could.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from linkcheck import model

if TYPE_CHECKING:
    from collections.abc import Mapping

_VALUES: Mapping[str, type[Any]] = {
    name: kind
    for name, kind in inspect.getmembers(model, inspect.isclass)
    if dataclasses.is_dataclass(kind)
}
_ENUMS: Mapping[str, type[Enum]] = {
    name: kind
    for name, kind in inspect.getmembers(model, inspect.isclass)
    if issubclass(kind, Enum)
}


def freeze(value: object) -> str:
    """Write a value of the vocabulary as JSON."""
    return json.dumps(_packed(value), ensure_ascii=True, separators=(",", ":"))


def thaw(text: str) -> Any:  # noqa: ANN401 (any value of the vocabulary)
    """Read a value that :func:`freeze` wrote. Raises ValueError for anything else."""
    try:
        return _unpacked(json.loads(text))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"no value of the vocabulary: {error}") from error


def _packed(value: object) -> Any:  # noqa: ANN401, PLR0911 (any tree of JSON; a case a kind)
    if isinstance(value, Enum):
        return {"enum": type(value).__name__, "is": value.value}
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [_packed(one) for one in value]
    if isinstance(value, date):
        return {"time" if isinstance(value, datetime) else "date": value.isoformat()}
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, (dict, MappingProxyType)):
        return {"dict": [[key, _packed(one)] for key, one in value.items()]}
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {
            "value": type(value).__name__,
            "of": {field.name: _packed(getattr(value, field.name)) for field in fields},
        }
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _unpacked(tree: Any) -> Any:  # noqa: ANN401, PLR0911 (any tree of JSON; a case a kind)
    if isinstance(tree, list):
        return tuple(_unpacked(one) for one in tree)
    if not isinstance(tree, dict):
        return tree
    match tree:
        case {"value": name, "of": fields}:
            return _VALUES[name](**{key: _unpacked(one) for key, one in fields.items()})
        case {"enum": name, "is": value}:
            return _ENUMS[name](value)
        case {"date": text}:
            return date.fromisoformat(text)
        case {"time": text}:
            return datetime.fromisoformat(text)
        case {"bytes": text}:
            return bytes.fromhex(text)
        case {"dict": pairs}:
            return {key: _unpacked(one) for key, one in pairs}
    raise ValueError("an object of no known kind")
