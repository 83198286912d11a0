"""git: what files were before, from repositories of any shape and of any origin."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from tests.repositories import Git, commit, repository

from publisher.engines import git
from publisher.errors import ExitCode, PublisherError

__all__ = ["repository"]  # the fixture

FILES = {"a.md": b"un\n", "b/\xe9 \n.md": b"", "c.md": b"un\n", "d.bin": bytes(range(256)) * 100}


def test_every_file_of_a_commit_is_found_with_its_bytes(repository: Git, tmp_path: Path) -> None:
    commit(repository, tmp_path, FILES)
    blobs = git.blobs_of(tmp_path, git.commit_of(tmp_path, "HEAD"))
    contents = git.contents_of(tmp_path, blobs.values())
    assert {name: contents[blob] for name, blob in blobs.items()} == FILES
    assert all(git.is_blob(FILES[name], blob) for name, blob in blobs.items())
    assert not git.is_blob(b"deux\n", blobs["a.md"])


def test_a_repository_of_long_hashes_is_read_too(repository: Git, tmp_path: Path) -> None:
    repository("init", "-q", "--object-format=sha256", "long")
    folder = tmp_path / "long"
    (folder / "a.md").write_bytes(b"un\n")
    repository("-C", "long", "add", "a.md")
    repository("-C", "long", "commit", "-q", "-m", "m")
    blobs = git.blobs_of(folder, git.commit_of(folder, "HEAD"))
    assert git.is_blob(b"un\n", blobs["a.md"])


def test_names_are_those_seen_from_the_folder(repository: Git, tmp_path: Path) -> None:
    commit(repository, tmp_path, {"a.md": b"un\n", "pub/source/b.md": b"deux\n"})
    assert list(git.blobs_of(tmp_path / "pub", git.commit_of(tmp_path / "pub", "HEAD"))) == ["source/b.md"]


def test_only_folders_that_are_named_are_looked_into(repository: Git, tmp_path: Path) -> None:
    commit(repository, tmp_path, {"a.md": b"un\n", "source/b.md": b"deux\n", "sources/c.md": b"trois\n"})
    assert list(git.blobs_of(tmp_path, "HEAD", "source", "absent")) == ["source/b.md"]


def test_links_are_no_texts(repository: Git, tmp_path: Path) -> None:
    (tmp_path / "lien.md").symlink_to("/etc/passwd")
    commit(repository, tmp_path, {"a.md": b"un\n"})
    assert list(git.blobs_of(tmp_path, git.commit_of(tmp_path, "HEAD"))) == ["a.md"]


def test_a_blob_the_repository_lacks_is_left_out(repository: Git, tmp_path: Path) -> None:
    commit(repository, tmp_path, {"a.md": b"un\n"})
    blob = git.blobs_of(tmp_path, "HEAD")["a.md"]
    assert git.contents_of(tmp_path, ["0" * 40, blob]) == {blob: b"un\n"}


@pytest.mark.parametrize("revision", ["absent", "-x", "--all", "--output=x", "HEAD:a.md", "HEAD\n", "..", "@{99}", ""])
def test_a_revision_that_is_none_is_a_mistake(repository: Git, tmp_path: Path, revision: str) -> None:
    commit(repository, tmp_path, {"a.md": b"un\n"})
    with pytest.raises(PublisherError) as caught:
        git.commit_of(tmp_path, revision)
    assert caught.value.code is ExitCode.USAGE
    assert {path.name for path in tmp_path.iterdir()} == {".git", "a.md"}


def test_a_branch_whose_name_looks_like_an_option_is_a_revision(repository: Git, tmp_path: Path) -> None:
    commit(repository, tmp_path, {"a.md": b"un\n"})
    repository("update-ref", "refs/heads/-x", "HEAD")
    assert git.commit_of(tmp_path, "-x") == repository("rev-parse", "HEAD")


def test_without_a_commit_or_a_repository_there_is_nothing_to_compare_with(repository: Git, tmp_path: Path) -> None:
    with pytest.raises(PublisherError) as caught:
        git.commit_of(tmp_path, "HEAD")
    assert caught.value.code is ExitCode.USAGE
    (tmp_path / ".git").rename(tmp_path / "elsewhere")
    with pytest.raises(PublisherError) as caught:
        git.commit_of(tmp_path, "HEAD")
    assert caught.value.code is ExitCode.USAGE


def test_git_that_is_missing_is_an_engine_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PublisherError) as caught:
        git.commit_of(tmp_path, "HEAD")
    assert caught.value.code is ExitCode.ENGINE_MISSING


def test_a_hook_of_git_may_call_us_for_another_folder(
    repository: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, tmp_path, {"pub/a.md": b"un\n"})
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert list(git.blobs_of(tmp_path / "pub", git.commit_of(tmp_path / "pub", "HEAD"))) == ["a.md"]


@pytest.mark.parametrize("address", ["ext::{}", "{}/.git", "ssh://example.invalid/a"])
def test_a_repository_from_elsewhere_runs_nothing(repository: Git, tmp_path: Path, address: str) -> None:
    commit(repository, tmp_path, {"a.md": b"un\n", ".gitattributes": b"*.md filter=evil diff=evil\n"})
    (tmp_path / "a.md").write_bytes(b"deux\n")
    evil = tmp_path / "evil.sh"
    evil.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", "utf-8")
    evil.chmod(0o755)
    keys = (
        "core.fsmonitor core.pager pager.ls-tree core.editor core.sshCommand core.askPass core.gitProxy diff.external"
        " diff.evil.textconv diff.evil.command filter.evil.clean filter.evil.smudge filter.evil.process"
        " remote.origin.uploadpack alias.rev-parse alias.ls-tree alias.cat-file gpg.program credential.helper"
    )
    for key in keys.split():
        repository("config", key, f"!{evil}" if key.startswith("alias") else str(evil))
    for key, value in {
        "remote.origin.url": address.format(evil if "ext" in address else tmp_path),
        "remote.origin.promisor": "true", "extensions.partialClone": "origin",
        "protocol.allow": "always", "protocol.ext.allow": "always",
    }.items():  # fmt: skip
        repository("config", key, value)
    (tmp_path / ".git/hooks").mkdir(exist_ok=True)
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        (tmp_path / ".git/hooks" / hook).symlink_to(evil)
    blobs = git.blobs_of(tmp_path, git.commit_of(tmp_path, "HEAD"))
    with contextlib.suppress(PublisherError):  # git may stop at what it cannot fetch, or leave it out
        git.contents_of(tmp_path, ["0" * 39 + "1", blobs["a.md"]])
    assert git.contents_of(tmp_path, [blobs["a.md"]]) == {blobs["a.md"]: b"un\n"}
    assert not (tmp_path / "ran").exists()


def test_nothing_is_written_into_the_repository(repository: Git, tmp_path: Path) -> None:
    commit(repository, tmp_path, FILES)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    git.contents_of(tmp_path, git.blobs_of(tmp_path, git.commit_of(tmp_path, "HEAD")).values())
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
