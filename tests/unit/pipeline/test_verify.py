"""What is said of a folder that was delivered: right, damaged on its way, or made by somebody who means harm."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Level
from publisher.pipeline.record import Record
from publisher.pipeline.verify import Verified, verify
from publisher.workspace import Workspace, sha256

OUTPUTS = {"fr/html/index.html": b"<p>fr", "fr/html/styles/a.css": b"p {}", "fr/a.pdf": b"%PDF", "ar/a.pdf": b"%PDF ar"}
SECRET = b"of somebody else"


def rows_of(files: Mapping[str, bytes]) -> list[dict[str, str]]:
    return [{"path": f"build/{path}", "sha256": sha256(data)} for path, data in files.items()]


def manifest(folder: Path, rows: Any) -> None:
    (folder / "manifest.json").write_text(json.dumps({"outputs": rows}), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "petit/build"
    for path, data in OUTPUTS.items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_bytes(data)
    manifest(made, rows_of(OUTPUTS))
    (tmp_path / "secret").write_bytes(SECRET)
    return made


def said(done: Verified) -> list[tuple[str, str | None]]:
    return [(finding.rule.removeprefix("manifest/"), finding.file) for finding in done.findings]


def test_what_was_built_is_verified_and_counted_by_language(folder: Path) -> None:
    done = verify(folder)
    assert (said(done), done.languages, done.reports) == ([], {"ar": 1, "fr": 3}, 0)
    assert done.manifest == sha256((folder / "manifest.json").read_bytes())


def test_a_copy_is_verified_under_any_name_and_without_its_source(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "été 2019"
    shutil.copytree(folder, copy)
    shutil.rmtree(folder.parent)
    assert verify(copy).languages == {"ar": 1, "fr": 3}
    (copy / "fr/a.pdf").write_bytes(b"%PDF!")
    assert said(verify(copy)) == [("changed", "fr/a.pdf")]


def test_each_way_a_file_may_differ_has_its_rule(folder: Path) -> None:
    (folder / "fr/a.pdf").write_bytes(OUTPUTS["fr/a.pdf"][:-1])
    (folder / "ar/a.pdf").unlink()
    (folder / "fr/html/more.html").write_bytes(b"")
    (folder / ".htaccess").write_bytes(b"")
    done = verify(folder)
    assert said(done) == [
        ("changed", "fr/a.pdf"), ("missing", "ar/a.pdf"), ("unknown", ".htaccess"), ("unknown", "fr/html/more.html"),
    ]  # fmt: skip
    assert {finding.level for finding in done.findings} == {Level.ERROR}
    assert [finding.language for finding in done.findings] == ["fr", "ar", None, "fr"]
    assert done.languages == {"fr": 2}


def test_what_builds_keep_for_themselves_is_left_out_by_name(folder: Path) -> None:
    for name in (".parts/fr/x.pdf", "review/scan.html", ".lock"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    (folder / "fr/.parts").write_bytes(b"")
    done = verify(folder)
    assert (done.skipped, said(done)) == ((".lock", ".parts", "review"), [("unknown", "fr/.parts")])


def link_outside(place: Path) -> None:
    place.symlink_to(place.parents[3] / "secret")


def pipe(place: Path) -> None:
    os.mkfifo(place)


def door(place: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)  # a path of a socket has at most a hundred bytes
    try:
        socket.socket(socket.AF_UNIX).bind(place.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize("make", [link_outside, pipe, door])
@pytest.mark.parametrize("name", ["fr/a.pdf", "fr/b.pdf"])
def test_what_is_no_ordinary_file_is_told_and_never_opened(
    make: Callable[[Path], None], name: str, folder: Path
) -> None:
    (folder / name).unlink(missing_ok=True)
    known = {name: SECRET, **{path: data for path, data in OUTPUTS.items() if path != name}}
    manifest(folder, rows_of(known))
    make(folder / name)
    assert said(verify(folder)) == [("no-file", name)]


def test_a_folder_that_is_a_link_is_not_entered(folder: Path, tmp_path: Path) -> None:
    (folder / "fr").rename(tmp_path / "elsewhere")
    (folder / "fr").symlink_to(tmp_path / "elsewhere")
    found = said(verify(folder))
    assert ("no-file", "fr") in found
    assert [path for rule, path in found if rule == "missing"] == [path for path in OUTPUTS if path.startswith("fr/")]


@pytest.mark.parametrize(
    "path",
    [
        "build/../secret", "build/fr/../../../secret", "/etc/hostname", "../../secret", "build//etc/hostname",
        "build/fr", "build/./fr/x", "build/fr/\0", "build/fr/\ud800", "build/.parts/x", "build/reports/x", "fr/a.pdf",
        "build/review/x", "", "build/", "build/fr//a.pdf", "build/fr/a.pdf/", "build/manifest.json", "build/fr/..",
    ],
)  # fmt: skip
def test_a_row_that_leads_elsewhere_leads_nowhere(path: str, folder: Path) -> None:
    manifest(folder, [*rows_of(OUTPUTS), {"path": path, "sha256": sha256(SECRET)}])
    assert said(verify(folder)) == [("bad-row", "manifest.json")]


@pytest.mark.parametrize(
    "row",
    [
        None, 3, [], "build/fr/b.pdf", {}, {"path": "build/fr/b.pdf"}, {"path": ["build/fr/b.pdf"], "sha256": "0" * 64},
        {"path": "build/fr/b.pdf", "sha256": 3}, {"path": "build/fr/b.pdf", "sha256": "0" * 63},
        {"path": "build/fr/b.pdf", "sha256": "G" * 64}, {"path": "build/fr/a.pdf", "sha256": sha256(b"%PDF")},
    ],
)  # fmt: skip
def test_a_row_that_is_none_or_comes_twice_vouches_for_nothing(row: object, folder: Path) -> None:
    manifest(folder, [*rows_of(OUTPUTS), row])
    assert said(verify(folder)) == [("bad-row", "manifest.json")]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b"3", b"{}", b'{"outputs": {}}', b'{"outputs": null}', b"\xff\xfe", b"[" * 200_000,
        b'{"outputs": [' + b'{"a":' * 100_000, b'{"outputs": [], "outputs": []}', b"9" * 5_000, b" " * 5_000_001,
        b'\xef\xbb\xbf{"outputs": []}',
    ],
)  # fmt: skip
def test_a_manifest_that_is_none_is_an_error(data: bytes, folder: Path) -> None:
    (folder / "manifest.json").write_bytes(data)
    with pytest.raises(PublisherError) as caught:
        verify(folder)
    assert caught.value.code == ExitCode.INPUT
    assert str(caught.value.file).endswith("manifest.json")


@pytest.mark.parametrize("make", [link_outside, pipe, door, Path.mkdir])
def test_a_manifest_that_is_no_file_is_an_error(make: Callable[[Path], None], folder: Path, tmp_path: Path) -> None:
    (folder / "manifest.json").unlink()
    make(folder / "manifest.json")
    with pytest.raises(PublisherError) as caught:
        verify(folder)
    assert caught.value.code == ExitCode.INPUT


def test_where_nothing_was_built_there_is_nothing_to_verify(folder: Path, tmp_path: Path) -> None:
    (folder / "manifest.json").unlink()
    for place in (folder, tmp_path / "nowhere", tmp_path / "secret"):
        with pytest.raises(PublisherError) as caught:
            verify(place)
        assert caught.value.code == ExitCode.USAGE


def test_a_folder_deeper_than_any_publication_is_an_error(folder: Path) -> None:
    (folder / "/".join(["fr", *("a" * 60)])).mkdir(parents=True)
    with pytest.raises(PublisherError) as caught:
        verify(folder)
    assert caught.value.code == ExitCode.INPUT


def test_names_of_any_bytes_are_shown(folder: Path) -> None:
    name = os.fsdecode(b"fr/\xe9\n\x1b[2J")
    (folder / name).write_bytes(b"")
    ((rule, file),) = said(verify(folder))
    assert rule == "unknown"
    assert str(file).encode().decode() == file


def test_a_build_that_was_stopped_is_told_of(folder: Path) -> None:
    keys = {"manifest": sha256((folder / "manifest.json").read_bytes()), "keys": {}}
    (folder / ".keys.json").write_text(json.dumps(keys), "utf-8")
    assert said(verify(folder)) == []
    for text in (json.dumps({**keys, "changing": True}), json.dumps({**keys, "manifest": "0"}), "[]", "{"):
        (folder / ".keys.json").write_text(text, "utf-8")
        assert said(verify(folder)) == [("unfinished", ".keys.json")]
    (folder / ".keys.json").unlink()
    (folder / ".staging/new/fr").mkdir(parents=True)
    (folder / "fr/.0123456789abcdef.part").write_bytes(b"half")
    assert said(verify(folder)) == [("unfinished", ".staging"), ("unfinished", "fr/.0123456789abcdef.part")]


def test_reports_are_verified_by_what_the_audit_recorded(folder: Path) -> None:
    files = {"build/reports/index.html": b"all", "build/reports/fr/index.html": b"fr"}
    Record(Workspace(folder.parent), "k").write(files, keep=True)
    assert (said(verify(folder)), verify(folder).reports) == ([], 2)
    (folder / "reports/fr/index.html").write_bytes(b"no failure")
    (folder / "reports/more.html").write_bytes(b"")
    assert said(verify(folder)) == [("changed", "reports/fr/index.html"), ("unknown", "reports/more.html")]


def test_what_an_audit_wrote_changes_the_hash_of_the_manifest(folder: Path) -> None:
    before = verify(folder).manifest
    Record(Workspace(folder.parent), "k").write({"build/reports/index.html": b"all"}, keep=True)
    after = verify(folder).manifest
    assert after != before
    for name in (".record.json", "index.html"):
        (folder / "reports" / name).unlink()
    assert (said(verify(folder)), verify(folder).manifest) == ([("missing", "reports/index.html")], after)


def test_reports_that_nothing_vouches_for_are_no_pass(folder: Path) -> None:
    (folder / "reports").mkdir()
    (folder / "reports/index.html").write_bytes(b"all is well")
    done = verify(folder)
    assert (said(done), done.reports) == ([("reports-unproved", "reports")], 0)
    assert [finding.level for finding in done.findings] == [Level.WARNING]


def test_rows_of_reports_lead_to_no_file_but_reports(folder: Path) -> None:
    known = ("build/reports/../../secret", "build/fr/a.pdf", "/etc/hostname", "build/reports/.a")
    reports = [{"path": path, "sha256": sha256(SECRET)} for path in known]
    text = json.dumps({"outputs": rows_of(OUTPUTS), "reports": reports})
    (folder / "manifest.json").write_text(text, "utf-8")
    assert said(verify(folder)) == [("bad-row", "manifest.json")] * 4


@pytest.mark.parametrize("name", [".parts", ".lock", "review", ".keys.json", "reports/.record.json"])
def test_what_is_ours_by_name_is_left_out_only_where_it_is_what_ours_is(name: str, folder: Path) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(folder.parent)
    assert said(verify(folder)) == [("no-file", name)]


def test_a_folder_in_the_place_of_a_file_of_ours_hides_nothing(folder: Path) -> None:
    (folder / ".lock").mkdir()
    (folder / ".lock/index.html").write_bytes(b"")
    assert said(verify(folder)) == [("unknown", ".lock/index.html")]
