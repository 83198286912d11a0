"""The folder: nothing outside it, nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.workspace import Snapshot, Workspace, sha256


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

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
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


@pytest.mark.parametrize("path", ["source/keep.txt", "build/../source/keep.txt", "/etc/passwd", "build/fr/../../x"])
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
