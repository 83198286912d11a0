"""Checkers with a memory: only files whose content was never asked about are given to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from publisher.engines.answers import Answers, answer_key
from publisher.engines.records import dump, load
from publisher.errors import ExitCode, PublisherError

Record = TypeVar("Record")
"""a frozen dataclass with a field `file`"""


def remembered(
    answers: Answers,
    engine: tuple[str, str],
    contents: Mapping[Path, str],
    kind: type[Record],
    ask: Callable[[list[Path]], Iterable[tuple[Path, Record]]],
    failed: Callable[[Path, str], Record],
) -> dict[Path, list[Record]]:
    """Return the records of each file; `engine` is its name and version, `contents` a key per file.

    When a program fails, what is known of other files holds: those it was asked about have the record that `failed`
    makes of the reason. A record that tells of an error is not kept: its file is asked about again the next time.
    Raises PublisherError when the program is missing.
    """
    name, version = engine
    keys = {file: answer_key(f"{name}/1", version, None, key) for file, key in contents.items()}
    known = answers.get_many(keys.values())
    found = {file: records for file, key in keys.items() if (records := _loaded(kind, known.get(key))) is not None}
    missing = [file for file in keys if file not in found]
    if missing:
        fresh: dict[Path, list[Record]] = defaultdict(list, {file: [] for file in missing})
        for file, record in _asked(ask, missing, failed):
            fresh[file].append(record)
        answers.put_many({keys[file]: dump(records) for file, records in fresh.items() if not _failed(records)})
        found |= fresh
    return {file: [_placed(record, file) for record in records] for file, records in found.items()}


def _asked(
    ask: Callable[[list[Path]], Iterable[tuple[Path, Record]]],
    files: list[Path],
    failed: Callable[[Path, str], Record],
) -> list[tuple[Path, Record]]:
    try:
        return list(ask(files))
    except PublisherError as error:
        if error.code is ExitCode.ENGINE_MISSING:
            raise
        reason = f"{error.message}: {error.why}" if error.why else error.message
        return [(file, failed(file, reason)) for file in files]


def _loaded(kind: type[Record], value: object) -> list[Record] | None:
    try:
        return [load(kind, item) for item in value] if isinstance(value, list) else None
    except (TypeError, ValueError, KeyError):
        return None  # stored by another version


def _failed(records: Sequence[object]) -> bool:
    return any(getattr(record, "error", None) for record in records)


def _placed(record: Any, file: Path) -> Any:
    """Return a record with the file of today: the same content may have lain elsewhere when it was asked about."""
    return replace(record, file=file)
