"""The folder of a publication: the only module that knows where things lie, and that writes them."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from publisher.errors import ExitCode, PublisherError
from publisher.workspace import locks, writing
from publisher.workspace.manifest import keys_of, manifest_of, outputs_in, reports_in
from publisher.workspace.names import HOME, KEYS, LOCK, MANIFEST, STAGING, is_possible

DOCUMENT_SUFFIXES = (".md", ".html")
DOCUMENT_NAME = re.compile(r"\w[\w.-]*")
"""PO files separate references by spaces, pages are addresses"""
MOST_BYTES = 256_000_000
"""of any file: it is read whole"""
RESERVED = frozenset({"publication", "index"})
"""the domain of the publication's own messages, and the name of its first page"""


def is_part(name: str) -> bool:
    """Whether a file is one that was being written when its process was killed."""
    return writing.PART.fullmatch(name.rpartition("/")[2]) is not None


def _unheard(text: str) -> None:
    """Let nobody know."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A publication's folder; every path given or returned is relative to it and stays inside it."""

    root: Path
    waiting: Callable[[str], None] = field(default=_unheard, kw_only=True, compare=False, repr=False)
    """is told when another process has to end first"""

    @property
    def real(self) -> Path:
        """The folder, whatever links lead to it."""
        return _real(self.root.absolute())

    def path(self, name: str) -> Path:
        """Return the real path of a name; PublisherError (input) when it leaves the folder, by a link or otherwise."""
        root = self.real
        try:
            resolved = (root / name).resolve()
        except (OSError, RuntimeError, ValueError) as error:  # a link that leads to itself; no name of a file
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
        """Whether something is there; `read` refuses what is no file. PublisherError (input) where nobody may look."""
        with _readable(name):
            return self.path(name).exists()

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; PublisherError (input) when it cannot be read."""
        path = self.path(name)
        with _readable(name):
            # Opened once, and asked then what it is: nobody can put a link or a pipe in its place meanwhile.
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                told = os.fstat(descriptor)
                if not stat.S_ISREG(told.st_mode):
                    raise OSError(errno.EINVAL, "it is not a file")
                if told.st_size > MOST_BYTES:
                    raise OSError(errno.EFBIG, f"it is larger than {MOST_BYTES // 1_000_000} MB")
                with os.fdopen(descriptor, "rb", closefd=False) as file:
                    return file.read()
            finally:
                os.close(descriptor)

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
        with _readable("source"):
            names = [path.name for path in self.path("source").iterdir() if path.suffix in DOCUMENT_SUFFIXES]
        return tuple(sorted(name for name in names if not name.startswith(".")))

    def files(self, folder: str, *suffixes: str) -> tuple[str, ...]:
        """Return the files below a folder, sorted, without hidden ones; with one of the suffixes if any is given."""
        base = self.path(folder)
        found = [
            path.relative_to(self.real).as_posix()
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
        """Return the files of `styles/`, sorted; none without that folder.

        Errors: PublisherError (input) for a name that is no text: no page could refer to it.
        """
        found = self.files("styles") if self.path("styles").is_dir() else ()
        for name in found:
            if not is_possible(name):
                raise PublisherError(
                    "the name of a file is not UTF-8 text", code=ExitCode.INPUT, file=name, hint="rename it"
                )
        return found

    def folders(self, folder: str) -> tuple[str, ...]:
        """Return the names of the folders in a folder, sorted; none when there is no such folder."""
        base = self.path(folder)
        return tuple(sorted(path.name for path in base.iterdir() if path.is_dir())) if base.is_dir() else ()

    def write(self, name: str, data: bytes, *, durable: bool = True) -> bool:
        """Write a file so that no reader ever sees half of it; return whether its content changed.

        A file that is made again from others with the next call need not be `durable`: on the disk at once, even when
        the machine stops. That costs more than all the rest of a write.
        """
        return bool(self.write_all({name: data}, durable=durable))

    def write_all(
        self, files: Mapping[str, bytes], was: Mapping[str, bytes | None] | None = None, *, durable: bool = True
    ) -> tuple[str, ...]:
        """Write files, none before all are on the disk beside those they replace; return those whose content changed.

        `was` is what some of them were made from, None for one that was not there: PublisherError (input) when somebody
        else wrote it meanwhile, or when a file cannot be written, and then all are as they were.
        """
        places = {self._parts(name): name for name in files}
        new = [writing.New(parts, files[name]) for parts, name in places.items()]
        before = {self._parts(name): data for name, data in (was or {}).items()}
        try:
            return tuple(places[item.parts] for item in writing.replace_all(self.real, new, before, durable=durable))
        except OSError as error:
            raise _unwritten(places.get(error.filename, next(iter(files))), error) from error

    def change_folder(
        self, folder: str, files: Mapping[str, bytes], gone: Collection[str] = (), *, durable: bool = True
    ) -> tuple[str, ...]:
        """Write and remove files of a folder in `build/` at one moment; return those whose content changed.

        Whoever reads sees all of them as they were, or all as they are; what else is in the folder stays. The lock of
        the outputs has to be held. Errors: PublisherError (input), and then nothing has changed.
        """
        from publisher.workspace.trees import Tree

        def below(path: str) -> tuple[str, ...]:
            return _inside(path)[2:]

        tree = Tree(self.real / "build", _inside(folder)[1], durable)
        try:
            changed = tree.change({below(path): data for path, data in files.items()}, {below(path) for path in gone})
        except OSError as error:
            raise _unwritten(folder, error) from error
        return tuple("/".join(("build", tree.name, *parts)) for parts in changed)

    def remove(self, name: str) -> None:
        """Remove a file that is no longer made, and the folders it leaves empty; of a link, not what it leads to."""
        *folders, last = _inside(name)
        parts = tuple(folders) if _is_output(name) else self._parts("/".join(folders) or ".")
        try:
            writing.remove(self.real, (*parts, last))
        except OSError as error:
            raise PublisherError(
                "the file cannot be removed", code=ExitCode.INPUT, file=name, why=error.strerror,
                hint="check the rights of its folder",
            ) from error  # fmt: skip

    def _parts(self, name: str) -> tuple[str, ...]:
        """Return the way to a file that is written: of an output no link may be on it, else none may lead out."""
        return _inside(name) if _is_output(name) else self.path(name).relative_to(self.real).parts

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of what is made in `build/`: a second call waits. It dies with its process.

        What a process that was killed had begun is finished or undone first.
        """
        with contextlib.ExitStack() as stack:
            try:
                killed = stack.enter_context(locks.locked_file(self.real, "build", LOCK, self._wait))
                if killed or self._is_staged():
                    from publisher.workspace.trees import recover

                    recover(self.real / "build")
            except OSError as error:
                raise PublisherError(
                    "nothing can be built here",
                    code=ExitCode.INPUT,
                    file="build",
                    why=error.strerror,
                    hint="build/ must be a folder we may write to",
                ) from error
            yield

    @contextlib.contextmanager
    def sources_locked(self) -> Iterator[None]:
        """Hold the lock of what persons write, sources, catalogs and forms, as `locked` holds that of `build/`."""
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(locks.locked_folder(self.real, self._wait))
            except OSError as error:
                raise PublisherError(
                    "the folder cannot be read", code=ExitCode.INPUT, file=".", why=error.strerror,
                    hint="check its rights",
                ) from error  # fmt: skip
            yield

    def _is_staged(self) -> bool:
        """Whether somebody began to change a folder, and did not end."""
        with contextlib.suppress(FileNotFoundError):
            return bool((self.real / HOME / STAGING).lstat())
        return False

    def _wait(self, process: int | None) -> None:
        who = "another process" if process is None else f"process {process}"
        self.waiting(f"waiting for {who}, which is at work in this publication")

    def manifest(self) -> dict[str, dict[str, str]]:
        """Return what earlier builds wrote: path -> sha256, content key and, of an alternate, its style.

        An alternate that pages offer has its `title` too, in the source language. Empty when unknown or damaged.
        """
        return outputs_in(self._kept(MANIFEST), self._kept(KEYS))

    def write_manifest(self, outputs: Mapping[str, Mapping[str, str]], *, changing: bool = False) -> None:
        """Write `build/manifest.json`, which says nothing of this machine, and the content keys beside it.

        What it says of reports stays. `changing` notes that outputs are about to change; the next call takes it back.
        """
        self._write_manifest(outputs, self.reported(), changing=changing)

    def reported(self) -> dict[str, str]:
        """Return the hashes of the reports of the last audit, by path; none when unknown or damaged."""
        return reports_in(self._kept(MANIFEST))

    def write_reported(self, digests: Mapping[str, str], *, changing: bool = False) -> None:
        """Write the hashes of reports, by path, into `build/manifest.json`; what it says of outputs stays."""
        self._write_manifest(self.manifest(), digests, changing=changing)

    def _write_manifest(
        self, outputs: Mapping[str, Mapping[str, str]], digests: Mapping[str, str], *, changing: bool
    ) -> None:
        data = manifest_of(outputs, digests)
        self.write(f"{HOME}{MANIFEST}", data)
        self.write(f"{HOME}{KEYS}", keys_of(outputs, data, changing=changing), durable=False)

    def _kept(self, name: str) -> bytes:
        """Return the bytes of a file that earlier builds kept, none where they cannot be read."""
        try:
            return self.read(f"{HOME}{name}")
        except PublisherError:
            return b""


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


@contextlib.contextmanager
def _readable(name: str) -> Iterator[None]:
    """Let an error of the system be one that names the file."""
    try:
        yield
    except OSError as error:
        raise PublisherError(
            "the file cannot be read",
            code=ExitCode.INPUT,
            file=name,
            why=error.strerror,
            hint="check its name and its rights",
        ) from error


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


def _is_output(name: str) -> bool:
    return name.startswith(HOME)


def _inside(name: str) -> tuple[str, ...]:
    """Return the parts of a name that is taken as it is written; PublisherError (input) when it leads elsewhere."""
    parts = tuple(name.split("/"))
    if {"", ".", ".."} & set(parts) or "\0" in name:
        raise PublisherError(
            f"“{name}” is outside the publication",
            code=ExitCode.INPUT,
            file=name,
            hint="name a file in the publication",
        )
    return parts


def _unwritten(name: str, error: OSError) -> PublisherError:
    """Return what is told of a file that could not be written."""
    hints = {writing.ChangedError: "run again", writing.InTheWayError: "remove it, or rename it"}
    return PublisherError(
        "the file cannot be written", code=ExitCode.INPUT, file=name, why=error.strerror,
        hint=hints.get(type(error), "check the rights and the space of the disk"),
    )  # fmt: skip
