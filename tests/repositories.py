"""Repositories of git in the folders of tests."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Git = Callable[..., str]
"""(arguments) -> what git printed"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Return git in a new repository, without the settings of whoever runs the test."""
    for name, value in {
        "HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)

    def call(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True, text=True, encoding="utf-8"
        )
        return done.stdout.strip()

    call("init", "-q", "-b", "main")
    return call


def commit(run: Git, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files and commit all there is."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    run("add", "-A")
    run("commit", "-q", "-m", "m")
