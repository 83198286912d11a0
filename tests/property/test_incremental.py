"""What is built after an edit is what a clean build makes of the same folder, byte for byte, whatever the edit was.

`python -m tests.property.incremental` does as much with PDF, and with other seeds.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.property import incremental
from tests.property.incremental import Walk

EDITS_WITHOUT_PDF, EDITS_WITH_PDF = 200, 3


def walked(home: Path, seed: int, edits: int, formats: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> Walk:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # a crash is another matter
    walk = Walk(home, seed, formats)
    while len(walk.did) <= edits:
        walk.step()
    return walk


def test_two_hundred_edits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: pytest.RecordProperty
) -> None:
    walk = walked(tmp_path, 11, EDITS_WITHOUT_PDF, ("html",), monkeypatch)
    record_property(
        "figure",
        f"{len(walk.did) - 1} edits of {len(walk.made)} kinds, {walk.refused} refused: each build as a clean one",
    )


def test_some_edits_with_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_JOBS", "0")
    walked(tmp_path, 3, EDITS_WITH_PDF, ("pdf",), monkeypatch)


def test_a_touch_makes_nothing_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = walked(tmp_path, 1, 0, ("html",), monkeypatch)
    times = {path: (walk.folder / path).stat().st_mtime_ns for path in incremental.outputs(walk.folder)}
    for path in walk.files:
        os.utime(walk.folder / path)
    assert incremental.build(incremental.Workspace(walk.folder)).written == ()
    assert {path: (walk.folder / path).stat().st_mtime_ns for path in times} == times
