"""What a delivered or a shared folder remembers: never believed when it is damaged, and never an error.

The first line of an input says which file it is.
"""

from __future__ import annotations

import atexit
import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from publisher.engines.axe_answer import result_of
from publisher.engines.languagetool_answer import matches_as_json, matches_from_json, matches_of
from publisher.engines.nu import messages_of
from publisher.engines.verapdf import verdicts_of
from publisher.model.question import Profile, Question
from publisher.pipeline.parts import sealed
from publisher.pipeline.record import FILE as RECORD
from publisher.pipeline.record import Record
from publisher.pipeline.reported import report_of
from publisher.pipeline.shelf import Shelf
from publisher.reports.json import evidence, evidence_of, loads
from publisher.workspace import Workspace

DICTIONARY = "json"
FOLDER = tempfile.TemporaryDirectory(prefix="publisher-fuzz-")
atexit.register(FOLDER.cleanup)
ROOT = Path(FOLDER.name)
QUESTION = Question(Profile("fr", "Paris"), "Le 🙂 rapport annuel.", ((3, 4),))
MANIFEST = "build/manifest.json"
FAULTS = (ArithmeticError, KeyError, TypeError, ValueError, AttributeError)
"""what the callers of readers of engines' answers expect"""


def target(data: bytes) -> None:
    kind, _, rest = data.partition(b"\n")
    READERS.get(kind.decode("latin-1"), _manifest)(rest)


def _placed(name: str, data: bytes) -> Workspace:
    file = ROOT / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return Workspace(ROOT)


def _manifest(data: bytes) -> None:
    rows = _placed(MANIFEST, data).manifest()
    for path, row in rows.items():
        assert path.startswith("build/")
        assert (ROOT / path).resolve().is_relative_to((ROOT / "build").resolve())
        assert all(isinstance(value, str) for value in row.values())


def _record(data: bytes) -> None:
    record = Record(_placed(RECORD, data), "key")
    assert not record.holds or record.knows is not None
    assert report_of(record, "fr") is None


def _shelf(data: bytes) -> None:
    shelf = Shelf(Workspace(ROOT), "fr")
    for name in ("book.json", "a.json", "a.asks.json"):
        _placed(f"{shelf.folder}/{name}", sealed(data))
    _placed(f"{shelf.folder}/a.pdf", sealed(b""))
    shelf.book()
    shelf.facts("a")
    shelf.asks("a")


def _findings(data: bytes) -> None:
    try:
        found = evidence_of(loads(data.decode("utf-8")))
    except (ValueError, TypeError):
        return
    assert evidence_of(json.loads(json.dumps(evidence(found)))) == found


def _languagetool(data: bytes) -> None:
    try:
        matches = matches_of(_json(data), QUESTION)
    except ValueError:
        return
    assert all(0 <= match.offset <= match.offset + match.length <= len(QUESTION.text) for match in matches)
    assert matches_from_json(json.loads(json.dumps(matches_as_json(matches))), QUESTION.text) == matches


def _remembered(data: bytes) -> None:
    try:
        value = _json(data)
    except ValueError:
        return
    matches_from_json(value, QUESTION.text)


def _checker(read: Callable[[Mapping[str, object]], object]) -> Callable[[bytes], None]:
    def reading(data: bytes) -> None:
        try:
            read(_json(data))  # type: ignore[arg-type]  # whatever a checker prints
        except FAULTS:
            return

    return reading


def _json(data: bytes) -> object:
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError("too deeply nested") from error


READERS: dict[str, Callable[[bytes], None]] = {
    "manifest": _manifest,
    "record": _record,
    "shelf": _shelf,
    "findings": _findings,
    "languagetool": _languagetool,
    "remembered": _remembered,
    "axe": _checker(lambda answer: result_of(answer, Path("a.html"), 320)),
    "nu": _checker(lambda answer: messages_of(answer, {})),
    "verapdf": _checker(lambda answer: verdicts_of(answer, "ua1")),
}
