"""What an audit leaves, and what the next one may believe of it."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from publisher.errors import PublisherError
from publisher.pipeline.record import FILE, Record
from publisher.workspace import Workspace, renames, sha256

FRENCH = {"build/reports/fr/index.html": b"fr", "build/reports/fr/findings.json": b"{}"}
ARABIC = {"build/reports/ar/index.html": b"ar", "build/reports/ar/pictures/1.png": b"png"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def recorded(workspace: Workspace, files: dict[str, bytes], key: str = "k", **more: object) -> None:
    Record(workspace, key).write(files, keep=True, **more)  # type: ignore[arg-type]


def test_a_record_holds_for_the_same_key_while_its_files_are_as_they_were_left(workspace: Workspace) -> None:
    assert not Record(workspace, "k").holds
    recorded(workspace, FRENCH)
    assert Record(workspace, "k").holds
    assert not Record(workspace, "another").holds
    workspace.write("build/reports/fr/index.html", b"edited")
    assert not Record(workspace, "k").holds


def test_an_audit_that_was_not_run_in_full_is_made_again(workspace: Workspace) -> None:
    Record(workspace, "k").write(FRENCH, keep=False)
    assert not Record(workspace, "k").holds
    assert Record(workspace, "").knows("build/reports/fr/findings.json"), "its report is one all the same"


def test_what_was_edited_or_removed_or_never_written_is_not_known(workspace: Workspace) -> None:
    recorded(workspace, FRENCH | ARABIC)
    workspace.write("build/reports/fr/findings.json", b'{"edited": 1}')
    workspace.remove("build/reports/ar/index.html")
    workspace.write("build/reports/es/findings.json", b"{}")
    record = Record(workspace, "")
    assert not any(
        map(
            record.knows,
            ("build/reports/fr/findings.json", "build/reports/ar/index.html", "build/reports/es/findings.json"),
        )
    )
    assert record.knows("build/reports/fr/index.html")


def test_what_has_no_successor_is_removed(workspace: Workspace) -> None:
    recorded(workspace, FRENCH | ARABIC)
    recorded(workspace, FRENCH)
    assert not workspace.exists("build/reports/ar")
    assert workspace.exists("build/reports/fr/index.html")


def test_what_an_audit_was_not_about_stays_and_stays_known(workspace: Workspace) -> None:
    recorded(workspace, FRENCH | ARABIC)
    recorded(workspace, {"build/reports/ar/index.html": b"new"}, standing=("build/reports/fr/",))
    record = Record(workspace, "k")
    assert all(map(record.knows, FRENCH))
    assert not workspace.exists("build/reports/ar/pictures/1.png"), "of the language it was about"
    assert record.holds


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"files": 3}', b'{"key": 3, "files": {"build/reports/a": [1]}}']
)
def test_a_damaged_record_is_none(workspace: Workspace, text: bytes) -> None:
    workspace.write(FILE, text)
    assert not Record(workspace, "k").holds
    recorded(workspace, FRENCH)
    assert Record(workspace, "k").holds


@pytest.mark.parametrize(
    "path", ["source/01.html", "build/reports/../../source/01.html", "/etc/hosts.html", "../x.html"]
)
def test_a_hostile_record_leads_to_no_file_of_others(workspace: Workspace, path: str) -> None:
    workspace.write("source/01.html", b"mine")
    text = json.dumps({"key": "k", "files": {path: sha256(b"mine")}})
    workspace.write(FILE, text.encode())
    recorded(workspace, FRENCH)
    assert workspace.read("source/01.html") == b"mine"


def test_a_folder_where_a_report_stood_is_left_alone(workspace: Workspace) -> None:
    recorded(workspace, FRENCH)
    workspace.remove("build/reports/fr/index.html")
    workspace.write("build/reports/fr/index.html/mine.txt", b"")
    recorded(workspace, ARABIC)
    assert workspace.exists("build/reports/fr/index.html/mine.txt")


@pytest.mark.parametrize(
    "name",
    [
        "build/reports/link/keep.html",
        "build/reports/" + "x" * 300,
        "build/reports/\0.html",
        "build/reports/\ud800.html",
    ],
)
def test_a_hostile_record_removes_nothing_and_stops_nothing(workspace: Workspace, name: str) -> None:
    workspace.write("source/keep.html", b"mine")
    recorded(workspace, FRENCH)
    (workspace.root / "build/reports/link").symlink_to(workspace.root / "source")
    text = json.dumps({"key": "k", "files": {name: "0"}})
    workspace.write(FILE, text.encode())
    recorded(workspace, FRENCH)
    assert workspace.exists("source/keep.html")


def test_the_reports_of_an_audit_change_together_or_not_at_all(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(workspace, FRENCH | ARABIC)

    def full(one: Path, other: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(renames, "exchange", full)
    with pytest.raises(PublisherError):
        recorded(workspace, {"build/reports/fr/index.html": b"new"}, key="new")
    assert Record(workspace, "k").holds
    assert all(workspace.read(path) == data for path, data in (FRENCH | ARABIC).items())
