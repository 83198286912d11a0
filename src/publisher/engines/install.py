"""Put the pinned engines into the user's cache, whole or not at all."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from publisher.engines.probe import PIN_FILES, PINS, cache_folder, engines_folder, probe, require
from publisher.engines.programs import on_path
from publisher.errors import ExitCode, PublisherError

SECONDS_TO_FETCH = 1800.0
# Both tools end with advice; what went wrong stands before it.
MAVEN_REASON = re.compile(r"^\[ERROR\] (.+)", re.MULTILINE)
NPM_REASON = re.compile(r"^npm (?:error|ERR!) (?!code |errno |syscall |path |A complete log)(\S.+)", re.MULTILINE)

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One folder of the engines folder: what it holds, and the tool that fills it."""

    folder: str
    engines: tuple[str, ...]
    """names of the probes that must find what they look for there"""
    tool: str
    """name of the probe of the tool"""
    size: str
    command: Callable[[str, Path], Sequence[str]]
    """the tool's path and the folder to fill -> the command line"""
    reason: re.Pattern[str]


def install(report: Report) -> None:
    """Put every missing engine into the cache; what is there already costs nothing.

    Raises PublisherError ENGINE_MISSING when Maven, Java or Node is not there, ENGINE_FAILED when a tool fails.
    """
    if not missing_parts():
        report("engines: all there")
        return
    with only_one_at_a_time(report):
        drop_leftovers()
        for part in missing_parts():
            fill(part, report)


def missing_parts() -> tuple[Part, ...]:
    """Return the parts of the engines folder that lack an engine."""
    return tuple(part for part in PARTS if not is_whole(part))


def is_whole(part: Part) -> bool:
    """Return whether every engine of a part is found."""
    return all(probe(name, ask=False).found for name in part.engines)


def drop_leftovers() -> None:
    """Remove what an installation left that was killed; called with the lock held."""
    for part in PARTS:
        for left in engines_folder().glob(f".{part.folder}-*"):
            shutil.rmtree(left, ignore_errors=True)


def fill(part: Part, report: Report) -> None:
    """Fetch one part into a folder beside its place, then put it there in one step."""
    names = " and ".join(part.engines)
    tool = require(part.tool)
    report(f"engines: fetching {names} ({part.size}, once per user)")
    target = engines_folder() / part.folder
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{part.folder}-", dir=target.parent) as made:
            for name in PIN_FILES:
                shutil.copyfile(PINS / name, Path(made) / name)
            filled = Path(made) / "filled"
            filled.mkdir()
            run(part, part.command(str(tool.path), filled), cwd=Path(made))
            shutil.rmtree(target, ignore_errors=True)
            filled.rename(target)
    except OSError as error:
        raise PublisherError(
            f"{names} could not be put into the cache",
            code=ExitCode.ENGINE_FAILED,
            why=f"{error.strerror or error}",
            hint="make room in the cache folder, or name another one with PUBLISHER_CACHE_DIR",
        ) from error
    if not is_whole(part):
        raise failure(part, f"{part.tool} ended well, yet {names} is not among what it brought")


def run(part: Part, command: Sequence[str], *, cwd: Path) -> None:
    """Run a tool to its end; raises PublisherError ENGINE_FAILED when it fails."""
    try:
        ran = subprocess.run(
            command,
            cwd=cwd,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS_TO_FETCH,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise failure(part, f"no end after {SECONDS_TO_FETCH / 60:.0f} minutes") from error
    if ran.returncode != 0:
        raise failure(part, reason_of(ran.stdout.decode("utf-8", "replace"), part.reason))


def environment() -> Mapping[str, str]:
    """Return our environment with messages in English and UTF-8, so that reasons are found in them."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def reason_of(output: str, pattern: re.Pattern[str]) -> str:
    """Return the line in which a tool says what went wrong, its last line when none does."""
    match = pattern.search(output)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    said = match.group(1) if match else (lines[-1] if lines else "it said nothing")
    return said[:300]


def failure(part: Part, why: str) -> PublisherError:
    """Return the error of a tool that did not bring its part."""
    return PublisherError(
        f"{part.tool} could not fetch {' and '.join(part.engines)}",
        code=ExitCode.ENGINE_FAILED,
        why=why,
        hint="see that the network and the tool's own settings work, then run: publisher doctor --install",
    )


@contextmanager
def only_one_at_a_time(report: Report) -> Iterator[None]:
    """Hold the lock of the engines; a second installation waits, and then finds the work done."""
    path = cache_folder() / "engines" / ".lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("w")
    except OSError as error:
        raise PublisherError(
            "the cache folder cannot be written",
            code=ExitCode.ENGINE_FAILED,
            why=f"{error.strerror or error}",
            hint="name another one with PUBLISHER_CACHE_DIR",
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            report("engines: waiting for another installation to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def maven(profile: str) -> Callable[[str, Path], Sequence[str]]:
    """Return the command that copies the jars of a profile of pom.xml."""

    def command(tool: str, folder: Path) -> Sequence[str]:
        # Strict checksums: a jar that came damaged must not reach the cache.
        options = ("-q", "-B", "-C", "-Dstyle.color=never", "-f", "pom.xml", "-P", profile)
        return (tool, *options, "dependency:copy-dependencies", f"-DoutputDirectory={folder}")

    return command


def npm(tool: str, folder: Path) -> Sequence[str]:
    """Return the command that unpacks the packages of package-lock.json; no script of theirs is run."""
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(PINS / name, folder / name)
    # Debian's node and npm stand side by side; `tool` is node, as it is what the probe asks for a version.
    return (
        str(on_path("npm") or Path(tool).with_name("npm")),
        "ci",
        "--prefix",
        str(folder),
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    )


PARTS = (
    Part("languagetool", ("languagetool",), "maven", "250 MB", maven("languagetool"), MAVEN_REASON),
    Part("verapdf", ("verapdf",), "maven", "32 MB", maven("verapdf"), MAVEN_REASON),
    Part("node", ("axe-core", "vnu"), "node", "35 MB", npm, NPM_REASON),
)
