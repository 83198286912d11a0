"""Answers of slow engines kept on disk by the content of the question: what is unchanged is asked about once."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from publisher.engines.probe import cache_folder

SCHEMA = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)"
MOST_ROWS = 200_000
"""the oldest answers go when there are more; about 100 MB"""
KEYS_A_QUERY = 500
"""below the number of variables that every SQLite accepts"""
SECONDS_TO_WAIT = 10.0
"""for another process that writes"""
DAMAGED = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})


def answer_key(engine: str, version: str, options: object, question: str) -> str:
    """Return the key of an answer: equal only when engine, version, options and question are.

    `options` is whatever JSON can show.
    """
    parts = json.dumps([engine, version, options, question], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(parts.encode("ascii")).hexdigest()


class Answers:
    """A file of answers shared by every publication and process of a user.

    A cache never keeps the work from being done: a damaged file is replaced, a folder that cannot be written or a
    database that stays locked means that nothing is remembered.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = cache_folder() / "answers.sqlite" if file is None else file

    def get_many(self, keys: Iterable[str]) -> dict[str, object]:
        """Return the known answers by key, in no promised order."""
        wanted = list(dict.fromkeys(keys))
        if not wanted or not self.file.exists():
            return {}
        found: dict[str, object] = {}
        with self._repairing(), self._open() as database:
            for start in range(0, len(wanted), KEYS_A_QUERY):
                part = wanted[start : start + KEYS_A_QUERY]
                marks = ",".join("?" * len(part))
                rows = database.execute(f"SELECT key, answer FROM answers WHERE key IN ({marks})", part)
                for key, answer in rows:
                    with contextlib.suppress(ValueError, TypeError, RecursionError):
                        found[key] = json.loads(answer)
        return found

    def put_many(self, answers: Mapping[str, object]) -> None:
        """Remember answers, which JSON must be able to show; older ones of the same keys are replaced."""
        if not answers:
            return
        rows = [(key, json.dumps(answer, ensure_ascii=False)) for key, answer in answers.items()]
        with self._repairing(), self._open() as database, database:
            database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
            database.execute("DELETE FROM answers WHERE rowid <= (SELECT max(rowid) FROM answers) - ?", (MOST_ROWS,))

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        # A connection for each call: one connection can follow us neither into a thread nor into a forked process.
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(self.file, timeout=SECONDS_TO_WAIT)) as database:
            with contextlib.suppress(sqlite3.OperationalError):
                database.execute(SCHEMA)
            yield database

    @contextlib.contextmanager
    def _repairing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            # Python has errors of its own, without a code: text that is not UTF-8.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED:
                self._replace_damaged()
        except OSError:
            return

    def _replace_damaged(self) -> None:
        with contextlib.suppress(OSError), self.file.with_name(f"{self.file.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # Another process may have replaced it while we waited.
            if not self._is_whole():
                for name in (self.file.name, f"{self.file.name}-journal"):
                    self.file.with_name(name).unlink(missing_ok=True)

    def _is_whole(self) -> bool:
        try:
            with self._open() as database:
                return bool(database.execute("PRAGMA quick_check").fetchone() == ("ok",))
        except sqlite3.DatabaseError:
            return False
