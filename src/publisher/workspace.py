"""The folder of a publication: the only module that knows where things lie, and that writes them."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from publisher.errors import ExitCode, PublisherError

MANIFEST = "build/manifest.json"
DOCUMENT_SUFFIXES = (".md", ".html")
DOCUMENT_NAME = re.compile(r"\w[\w.-]*")
"""PO files separate references by spaces, pages are addresses"""
OUTPUT = re.compile(r"build/[^/]+/.+", re.DOTALL)
RESERVED = frozenset({"publication", "index"})
"""the domain of the publication's own messages, and the name of its first page"""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A publication's folder; every path given or returned is relative to it and stays inside it."""

    root: Path

    def path(self, name: str) -> Path:
        """Return the real path of a name; PublisherError (input) when it leaves the folder, by a link or otherwise."""
        root = _real(self.root.absolute())
        try:
            resolved = (root / name).resolve()
        except (OSError, RuntimeError) as error:  # a link that leads to itself
            raise PublisherError(
                "the file cannot be found", code=ExitCode.INPUT, file=name, why=str(error).partition(":")[0].lower(),
                hint="remove the link, or point it at a file",
            ) from error  # fmt: skip
        if not resolved.is_relative_to(root):
            raise PublisherError(
                f"“{name}” is outside the publication",
                code=ExitCode.INPUT,
                file=name,
                hint="copy the file into the publication",
            )
        return resolved

    def exists(self, name: str) -> bool:
        """Whether something is there; `read` refuses what is no file."""
        return self.path(name).exists()

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; PublisherError (input) when it cannot be read."""
        path = self.path(name)
        try:
            if path.exists() and not path.is_file():
                raise OSError(errno.EINVAL, "it is not a file")
            return path.read_bytes()
        except OSError as error:
            raise PublisherError(
                "the file cannot be read",
                code=ExitCode.INPUT,
                file=name,
                why=error.strerror,
                hint="check its name and its rights",
            ) from error

    def text(self, name: str) -> str:
        """Return the text of a file; PublisherError (input) when it cannot be read or is not UTF-8."""
        try:
            return self.read(name).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise PublisherError(
                "the file is not UTF-8 text", code=ExitCode.INPUT, file=name,
                line=self.read(name).count(b"\n", 0, error.start) + 1, hint="save it as UTF-8",
            ) from error  # fmt: skip

    def configuration(self) -> str:
        """Return the text of `publication.toml`; PublisherError (usage) where there is none."""
        name = "source/publication.toml"
        if not self.exists(name):
            raise PublisherError(
                "this folder is not a publication",
                code=ExitCode.USAGE,
                file=name,
                why="the file is missing",
                hint="run: publisher new DIR, or give the folder: publisher -C DIR …",
            )
        try:
            return self.read(name).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise PublisherError(
                "the configuration is not UTF-8 text", code=ExitCode.USAGE, file=name, hint="save it as UTF-8"
            ) from error

    def documents(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the source files of the publication in reading order: `names`, or all in `source/` by name.

        Errors: PublisherError (input) for a missing document, none at all, or a name that cannot be a gettext domain.
        """
        found = names or self._documents()
        if not found:
            raise PublisherError(
                "the publication has no document",
                code=ExitCode.INPUT,
                file="source",
                hint="write source/01-….md, or run: publisher import FILE",
            )
        stems = [name.rsplit(".", 1)[0] for name in found]
        taken = Counter(stems)
        for name, stem in zip(found, stems, strict=True):
            fault = None
            if names and not self.exists(f"source/{name}"):
                fault = ("the document is missing", "create it, or take it out of “documents” in publication.toml")
            elif not DOCUMENT_NAME.fullmatch(name):
                fault = ("its name holds spaces or signs", "rename it with letters, digits, dots and dashes only")
            elif taken[stem] > 1 or stem in RESERVED:
                fault = (f"the name “{stem}” is taken", "rename it: the name is that of its page and of its catalogs")
            if fault:
                raise PublisherError(
                    "a document cannot be used", code=ExitCode.INPUT, file=f"source/{name}", why=fault[0], hint=fault[1]
                )
        return tuple(f"source/{name}" for name in found)

    def _documents(self) -> tuple[str, ...]:
        names = (path.name for path in self.path("source").iterdir() if path.suffix in DOCUMENT_SUFFIXES)
        return tuple(sorted(name for name in names if not name.startswith(".")))

    def files(self, folder: str, *suffixes: str) -> tuple[str, ...]:
        """Return the files below a folder, sorted, without hidden ones; with one of the suffixes if any is given."""
        base = self.path(folder)
        found = [
            path.relative_to(_real(self.root.absolute())).as_posix()
            for path in base.rglob("*")
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(base).parts)
        ]
        return tuple(sorted(name for name in found if not suffixes or name.lower().endswith(suffixes)))

    def entries(self, folder: str) -> tuple[str, ...]:
        """Return the names of the files in a folder, hidden ones too, sorted; none when there is no such folder."""
        base = self.path(folder)
        return tuple(sorted(path.name for path in base.iterdir() if path.is_file())) if base.is_dir() else ()

    def data(self) -> tuple[str, ...]:
        """Return the files of figures, sorted; none without a folder `source/data`."""
        return self.files("source/data", ".toml") if self.path("source/data").is_dir() else ()

    def styles(self) -> tuple[str, ...]:
        """Return the files of `styles/`, sorted; none without that folder."""
        return self.files("styles") if self.path("styles").is_dir() else ()

    def folders(self, folder: str) -> tuple[str, ...]:
        """Return the names of the folders in a folder, sorted; none when there is no such folder."""
        base = self.path(folder)
        return tuple(sorted(path.name for path in base.iterdir() if path.is_dir())) if base.is_dir() else ()

    def write(self, name: str, data: bytes, *, durable: bool = True) -> bool:
        """Write a file so that no reader ever sees half of it; return whether its content changed.

        A file that is made again from others with the next call need not be `durable`: on the disk at once, even when
        the machine stops. That costs more than all the rest of a write.
        """
        path = self.path(name)
        if path.is_file() and path.read_bytes() == data:
            return False
        try:
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    if durable:
                        os.fsync(file.fileno())
                # mkstemp gives a private file; an output has the rights of any new file.
                Path(temporary).chmod(0o666 & ~_umask())
                Path(temporary).replace(path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise PublisherError(
                "the file cannot be written",
                code=ExitCode.INPUT,
                file=name,
                why=error.strerror,
                hint="check the rights and the space of the disk",
            ) from error
        return True

    def remove(self, name: str) -> None:
        """Remove an output that is no longer made, and the folders it leaves empty."""
        path = self.path(name)
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for parent in path.parents:
                if parent == _real(self.root.absolute()):
                    break
                parent.rmdir()

    @contextlib.contextmanager
    def locked(self, name: str = ".lock") -> Iterator[None]:
        """Hold a lock in `build/`, by default that of the outputs: a second call waits. It dies with its process."""
        folder = self.path("build")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = (folder / name).open("w")
        except OSError as error:
            raise PublisherError(
                "nothing can be built here",
                code=ExitCode.INPUT,
                file="build",
                why=error.strerror,
                hint="build/ must be a folder we may write to",
            ) from error
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def manifest(self) -> dict[str, dict[str, str]]:
        """Return what earlier builds wrote: path -> sha256, content key and, of an alternate, its style.

        An alternate that pages offer has its `title` too, in the source language. Empty when unknown or damaged.
        """
        try:
            outputs = json.loads(self.read(MANIFEST))["outputs"]
            rows = {item["path"]: _row(item) for item in outputs}
            # A row may lead to a removal: whoever wrote it, it speaks of outputs only.
            return {path: row for path, row in rows.items() if OUTPUT.fullmatch(path) and "/../" not in path}
        except (PublisherError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def write_manifest(self, outputs: Mapping[str, Mapping[str, str]]) -> None:
        """Write `build/manifest.json`."""
        rows = [{"path": path, **outputs[path]} for path in sorted(outputs)]
        self.write(MANIFEST, (json.dumps({"outputs": rows}, indent=1) + "\n").encode())


def _row(item: Mapping[str, str]) -> dict[str, str]:
    """Return what the manifest says of an output."""
    style = {name: str(item[name]) for name in ("style", "title") if item.get(name)}
    return {"sha256": item["sha256"], "key": item["key"], **style}


@dataclass(frozen=True, slots=True)
class Snapshot(Workspace):
    """A folder of which some files are read as they were at one moment, whatever happens to them meanwhile."""

    known: Mapping[str, bytes]

    def exists(self, name: str) -> bool:
        """Whether something is there, or was."""
        return name in self.known or Workspace.exists(self, name)

    def read(self, name: str) -> bytes:
        """Return the bytes of a file, those of then where they are known; errors as for any folder."""
        return self.known[name] if name in self.known else Workspace.read(self, name)


def output(file: Path) -> bytes:
    """Return the bytes of an output by its real path; OSError when it went away since it was found."""
    return file.read_bytes()


def page_text(file: Path) -> str:
    """Return the text of a page that was built; bytes that are no UTF-8 are replaced: a checker tells of them."""
    return output(file).decode("utf-8", "replace")


def sha256(data: bytes) -> str:
    """Return the hexadecimal hash that names content everywhere."""
    return hashlib.sha256(data).hexdigest()


@cache
def _real(root: Path) -> Path:
    """Return the real path of a publication's folder: it is asked for with every file."""
    return root.resolve()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
