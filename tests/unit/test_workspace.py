"""The folder: nothing outside it, nothing half-written."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from pathlib import Path

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.workspace import Snapshot, Workspace, renames, sha256, trees


@pytest.mark.parametrize("name", ["../out.md", "/etc/passwd", "source/../../x"])
def test_no_name_leads_out_of_the_publication(tmp_path: Path, name: str) -> None:
    with pytest.raises(PublisherError) as caught:
        Workspace(tmp_path).read(name)
    assert caught.value.code is ExitCode.INPUT


def test_no_link_leads_out_of_the_publication(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("secret")
    root = tmp_path / "publication"
    (root / "source").mkdir(parents=True)
    (root / "source" / "a.md").symlink_to(outside)
    with pytest.raises(PublisherError):
        Workspace(root).read("source/a.md")


def test_a_folder_that_only_begins_alike_is_outside(tmp_path: Path) -> None:
    (tmp_path / "pub").mkdir()
    (tmp_path / "pub_other").mkdir()
    (tmp_path / "pub_other" / "x").write_text("secret")
    with pytest.raises(PublisherError):
        Workspace(tmp_path / "pub").read("../pub_other/x")


def test_an_unchanged_file_is_not_written_again(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.write("a/b.txt", b"x")
    before = (tmp_path / "a/b.txt").stat().st_mtime_ns
    assert not workspace.write("a/b.txt", b"x")
    assert (tmp_path / "a/b.txt").stat().st_mtime_ns == before


def test_a_failed_write_leaves_the_old_file_and_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("a.txt", b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(PublisherError):
        workspace.write("a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_damaged_manifest_only_costs_time(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write_manifest({"build/fr/a.pdf": {"sha256": sha256(b""), "key": "k"}})
    assert workspace.manifest()["build/fr/a.pdf"]["key"] == "k"
    workspace.write("build/manifest.json", b"{broken")
    assert workspace.manifest() == {}


def test_a_manifest_remembers_which_output_is_an_alternate(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    rows = {
        "build/fr/a-large.pdf": {"sha256": "0", "key": "k", "style": "large"},
        "build/fr/a-sober.pdf": {"sha256": "0", "key": "k", "style": "sober", "title": "Sobre"},
        "build/fr/a.pdf": {"sha256": "0", "key": "l"},
    }
    workspace.write_manifest(rows)
    assert workspace.manifest() == rows


@pytest.mark.parametrize(
    "path",
    [
        "source/keep.txt",
        "build/../source/keep.txt",
        "/etc/passwd",
        "build/fr/../../x",
        "build/fr/..",
        "build/fr/./a",
        "build/fr//a",
        "build/fr/\0",
        "build/f\0r/a.pdf",
        "build/fr/" + "é" * 200,
        "build/fr" + "/a" * 2000,
        "build/fr/\ud800",
        "build/.parts/fr/a.pdf",
        "build/reports/fr/findings.json",
    ],
)
def test_a_manifest_speaks_of_outputs_only(tmp_path: Path, path: str) -> None:
    workspace = Workspace(tmp_path)
    workspace.write_manifest({path: {"sha256": "0", "key": "0"}})
    assert workspace.manifest() == {}


def test_hidden_files_are_no_documents(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("source/01.md", b"# A")
    workspace.write("source/._01.md", b"x")
    assert workspace.documents(()) == ("source/01.md",)


def test_a_folder_without_configuration_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(PublisherError) as caught:
        Workspace(tmp_path).configuration()
    assert caught.value.code is ExitCode.USAGE
    assert "publisher new" in (caught.value.hint or "")


@pytest.mark.parametrize("name", ["index.md", "publication.html", "mon rapport.md", "a;b.md"])
def test_a_document_whose_name_cannot_be_a_page_and_a_domain_is_refused(tmp_path: Path, name: str) -> None:
    workspace = Workspace(tmp_path)
    workspace.write(f"source/{name}", b"# A")
    with pytest.raises(PublisherError) as caught:
        workspace.documents(())
    assert (caught.value.code, caught.value.file) == (ExitCode.INPUT, f"source/{name}")


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("source/a.md", b"# A")
    workspace.write("source/a.html", b"<h1>A</h1>")
    with pytest.raises(PublisherError):
        workspace.documents(())


def test_a_link_to_itself_is_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "a.po").symlink_to("a.po")
    with pytest.raises(PublisherError) as caught:
        Workspace(tmp_path).exists("a.po")
    assert caught.value.code is ExitCode.INPUT


def test_a_folder_in_the_place_of_a_file_is_refused_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.po").mkdir()
    assert Workspace(tmp_path).exists("a.po")
    with pytest.raises(PublisherError) as caught:
        Workspace(tmp_path).read("a.po")
    assert caught.value.code is ExitCode.INPUT


def test_a_snapshot_reads_files_as_they_were(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("source/a.md", b"then")
    snapshot = Snapshot(tmp_path, {"source/a.md": workspace.read("source/a.md"), "source/gone.md": b"gone"})
    workspace.write("source/a.md", b"now")
    workspace.write("source/b.md", b"now")
    assert snapshot.text("source/a.md") == "then"
    assert snapshot.read("source/b.md") == b"now"
    assert snapshot.exists("source/gone.md")


def test_files_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("a.po", b"old")
    (tmp_path / "b").write_bytes(b"no folder")
    with pytest.raises(PublisherError) as caught:
        workspace.write_all({"a.po": b"new", "b/c.po": b"new"})
    assert (caught.value.code, caught.value.file) == (ExitCode.INPUT, "b/c.po")
    assert (tmp_path / "a.po").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.po", "b"]


@pytest.mark.parametrize("was", [b"read", None])
def test_what_somebody_wrote_meanwhile_is_not_replaced(tmp_path: Path, was: bytes | None) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("a.po", b"saved by a translator")
    with pytest.raises(PublisherError):
        workspace.write_all({"b.po": b"b", "a.po": b"computed"}, {"a.po": was})
    assert [path.name for path in tmp_path.iterdir()] == ["a.po"]
    assert workspace.read("a.po") == b"saved by a translator"
    assert workspace.write_all({"a.po": b"computed"}, {"a.po": b"saved by a translator"}) == ("a.po",)


def test_parts_of_a_killed_process_are_cleared_by_the_next_write_and_those_of_a_living_one_are_not(
    tmp_path: Path,
) -> None:
    workspace, part = Workspace(tmp_path), tmp_path / ".0123456789abcdef.part"
    part.write_bytes(b"half")
    folder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_SH)
    workspace.write("a.po", b"1")
    assert part.exists()
    os.close(folder)
    workspace.write("a.po", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["a.po"]


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("a.po", b"1")
    (tmp_path / "a.po").chmod(0o664)
    workspace.write("a.po", b"2")
    assert (tmp_path / "a.po").stat().st_mode & 0o777 == 0o664


def test_of_a_link_the_link_is_removed(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("source/a.md", b"mine")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/fr").symlink_to("../source")
    (tmp_path / "build/a.md").symlink_to("../source/a.md")
    workspace.remove("build/fr/a.md")
    workspace.remove("build/a.md")
    assert workspace.read("source/a.md") == b"mine"
    assert not os.path.lexists(tmp_path / "build/a.md")


@pytest.mark.parametrize("link", ["build", "build/fr", "build/fr/html"])
def test_no_output_is_written_through_a_link(tmp_path: Path, link: str) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("source/html/a.html", b"mine")
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "source")
    for attempt in (
        lambda: workspace.write("build/fr/html/a.html", b"x"),
        lambda: workspace.change_folder("build/fr", {"build/fr/html/a.html": b"x"}),
    ):
        with pytest.raises(PublisherError):
            attempt()
    assert [path.name for path in (tmp_path / "source").rglob("*")] == ["html", "a.html"]
    assert workspace.read("source/html/a.html") == b"mine"


def test_what_is_put_into_a_folder_while_it_is_replaced_is_carried_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("build/fr/a.html", b"old")
    exchange = renames.exchange

    def late(one: Path, other: Path) -> None:
        (tmp_path / "build/fr/notes.txt").write_bytes(b"mine")
        exchange(one, other)

    monkeypatch.setattr(renames, "exchange", late)
    assert workspace.change_folder("build/fr", {"build/fr/a.html": b"new"}) == ("build/fr/a.html",)
    assert workspace.read("build/fr/notes.txt") == b"mine"
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["fr"]


def test_a_folder_of_which_nothing_changes_is_not_made_anew(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("build/fr/a.html", b"a")
    before = (tmp_path / "build/fr").stat()
    assert workspace.change_folder("build/fr", {"build/fr/a.html": b"a"}, ["build/fr/b.html"]) == ()
    assert (tmp_path / "build/fr").stat() == before


def test_a_file_that_stays_is_the_same_file(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("build/fr/a.html", b"a")
    workspace.write("build/fr/b.html", b"b")
    before = (tmp_path / "build/fr/a.html").stat().st_ino
    workspace.change_folder("build/fr", {"build/fr/b.html": b"new"})
    assert (tmp_path / "build/fr/a.html").stat().st_ino == before


def test_a_folder_without_files_is_gone(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("build/es/html/a.html", b"a")
    workspace.change_folder("build/es", {}, ["build/es/html/a.html"])
    assert list((tmp_path / "build").iterdir()) == []


@pytest.mark.parametrize("at", ["old", "new", "old/docs"])
def test_what_lies_behind_a_link_in_a_folder_somebody_sent_along_stays_there(at: str, tmp_path: Path) -> None:
    workspace, outside = Workspace(tmp_path / "petit"), tmp_path / "outside"
    (outside / "docs").mkdir(parents=True)
    (outside / "docs/letter.txt").write_bytes(b"")
    place = tmp_path / "petit/build/.staging" / at
    place.parent.mkdir(parents=True)
    place.symlink_to(outside)
    if at == "new":
        (tmp_path / "petit/build/.staging/old/docs").mkdir(parents=True)
    with workspace.locked():
        pass
    assert (outside / "docs/letter.txt").is_file()
    assert not (tmp_path / "petit/build/letter.txt").exists()
    assert not (tmp_path / "petit/build/.staging").exists()


def test_a_folder_that_changes_and_its_files_keep_their_rights(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with workspace.locked():
        workspace.change_folder("build/fr", {"build/fr/html/a.html": b"1", "build/fr/b.pdf": b"1"})
        (tmp_path / "build/fr").chmod(0o2750)
        (tmp_path / "build/fr/html/a.html").chmod(0o640)
        workspace.change_folder("build/fr", {"build/fr/html/a.html": b"2", "build/fr/b.pdf": b"1"})
    found = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("build/fr", "build/fr/html/a.html")]
    assert [oct(mode) for mode in found] == ["0o2750", "0o640"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file to somebody else")
def test_a_file_that_is_replaced_keeps_its_owner(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.write("source/a.md", b"1")
    os.chown(tmp_path / "source/a.md", 12, 34)
    workspace.write("source/a.md", b"2")
    told = (tmp_path / "source/a.md").stat()
    assert (told.st_uid, told.st_gid) == (12, 34)


def test_what_cannot_be_cleared_away_keeps_nobody_from_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tmp_path)

    def busy(*_: object, **__: object) -> None:
        raise OSError(errno.EBUSY, "in use")

    with workspace.locked():
        workspace.change_folder("build/fr", {"build/fr/a.html": b"1"})
        with monkeypatch.context() as patched:
            patched.setattr(trees.shutil, "rmtree", busy)
            assert workspace.change_folder("build/fr", {"build/fr/a.html": b"2"}) == ("build/fr/a.html",)
        assert workspace.change_folder("build/fr", {"build/fr/a.html": b"3"}) == ("build/fr/a.html",)
    assert (tmp_path / "build/fr/a.html").read_bytes() == b"3"


def test_a_style_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    Path(os.fsdecode(bytes(tmp_path) + b"/styles/\xff.css")).write_bytes(b"")
    with pytest.raises(PublisherError) as told:
        Workspace(tmp_path).styles()
    assert told.value.code == ExitCode.INPUT
