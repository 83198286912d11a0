"""Frozen dataclasses of engines to JSON and back, so that an answer can be remembered."""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

Record = TypeVar("Record")


def dump(record: object) -> Any:
    """Return a record as JSON values; loading them gives an equal record."""
    if dataclasses.is_dataclass(record):
        return {field.name: dump(getattr(record, field.name)) for field in dataclasses.fields(record)}
    if isinstance(record, (tuple, list)):
        return [dump(item) for item in record]
    return str(record) if isinstance(record, Path) else record


def load(kind: type[Record], value: Any) -> Record:
    """Return the record that JSON values stand for; TypeError, ValueError or KeyError for any other shape."""
    return typing.cast(Record, _load(kind, value))


def _load(kind: Any, value: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast(type, kind))
        return kind(**{name: _load(hints[name], value[name]) for name in hints})  # type: ignore[operator]  # a class
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in arguments:
            return None
        return _load(next(item for item in arguments if item is not type(None)), value)
    if origin is tuple:
        return tuple(_load(arguments[0], item) for item in value)
    if kind in (Path, float) or issubclass(kind, Enum):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not a {kind.__name__}")
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
