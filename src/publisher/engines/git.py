"""git, asked what files were before. It reads its own store only: never the files of the folder, so no filter runs."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from publisher.engines.programs import on_path
from publisher.errors import ExitCode, PublisherError

SECONDS_TO_ANSWER = 60.0
SETTINGS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
ENVIRONMENT = {"LC_ALL": "C", "GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"}
"""a repository that came from elsewhere may name programs to run, and places to fetch what it lacks from; what the
environment forbids outweighs its own configuration, and older git knows the first of the two only"""


def commit_of(folder: Path, revision: str) -> str:
    """Return the hash of the commit a revision names.

    Errors: PublisherError (usage) outside a repository or for an unknown revision, ENGINE_MISSING without git.
    """
    return _git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().split()[-1]


def blobs_of(folder: Path, commit: str, *below: str) -> dict[str, str]:
    """Return the files of a folder in a commit, of those `below` it where named: relative path -> hash of content."""
    rows = _git(folder, "ls-tree", "-r", "-z", commit, "--", *below).split(b"\0")
    parts = [row.partition(b"\t") for row in rows if row.startswith(b"100")]  # no links, no submodules
    return {os.fsdecode(name): about.split()[2].decode() for about, _, name in parts}  # about: mode, type, hash


def contents_of(folder: Path, blobs: Iterable[str]) -> Mapping[str, bytes]:
    """Return the bytes of blobs by their hash; one the repository does not hold is left out."""
    wanted = list(dict.fromkeys(blobs))
    if not wanted:
        return {}
    said = _git(folder, "cat-file", "--batch", asked="".join(f"{blob}\n" for blob in wanted).encode())
    found: dict[str, bytes] = {}
    position = 0
    while position < len(said):
        end = said.index(b"\n", position)
        blob, kind, *size = said[position:end].decode().split()
        position = end + 1
        if kind == "blob":
            found[blob] = said[position : position + int(size[0])]
            position += int(size[0]) + 1
    return found


def is_blob(data: bytes, blob: str) -> bool:
    """Whether bytes are those of a blob, by its hash: SHA-1, or SHA-256 in repositories made so."""
    named = b"blob %d\0" % len(data) + data
    sha1 = hashlib.sha1(named, usedforsecurity=False).hexdigest()
    return blob in (sha1, hashlib.sha256(named).hexdigest() if len(blob) > len(sha1) else None)


def _git(folder: Path, *arguments: str, asked: bytes = b"") -> bytes:
    program = on_path("git")
    if program is None:
        raise PublisherError(
            "git is missing", code=ExitCode.ENGINE_MISSING, hint="install it, or check all: leave --changed out"
        )
    # A hook of git sets GIT_DIR and its like for another folder than ours; settings are the user's own.
    environment = {name: value for name, value in os.environ.items() if not re.match("GIT_(?!CONFIG)", name)}
    try:
        ran = subprocess.run(
            [program, "--no-pager", "--no-optional-locks", "--no-replace-objects", *SETTINGS, *arguments],
            cwd=folder, input=asked, capture_output=True, timeout=SECONDS_TO_ANSWER, check=False,
            env=environment | ENVIRONMENT,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:  # ValueError: a revision with a null character
        raise PublisherError("git did not answer", code=ExitCode.ENGINE_FAILED, why=str(error)) from error
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PublisherError(
            "git does not know what changed", code=ExitCode.USAGE,
            why=said[0].removeprefix("fatal: ") if said else "no such revision",
            hint="run it in a git repository, with a revision that exists: --changed origin/main",
        )  # fmt: skip
    return ran.stdout
