"""Pictures and fonts of a publication -> what of them may be shown: checked in limited processes, each content once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import NamedTuple

from publisher import executors
from publisher.engines.records import dump, load
from publisher.errors import PublisherError
from publisher.executors.failures import JOB
from publisher.executors.limits import Limits
from publisher.gates.fonts import is_font, passed_font
from publisher.gates.pictures import passed_picture, seconds
from publisher.gates.values import Passed
from publisher.model.finding import Finding
from publisher.pipeline import parts
from publisher.plan import content_key
from publisher.workspace import Workspace, sha256

FOLDER = f"{parts.FOLDER}/{parts.PICTURES}"
SUBJECT = "pictures"
"""subject of what was found in them, in the notebook"""
LIMITS = Limits(cpu=20, wall=60)
"""of one picture, however large it is"""
MOST_LATE = 3
"""so many times the seconds of one picture may go into pictures that are late, together"""
WHY = "it is not checked any more, because others took too long"
UNCHECKED = Passed(
    None,
    (
        Finding(
            "document/unsafe-image",
            f"the picture is not shown: {WHY}",
            hint="save the pictures again that took too long, or take them out",
            words=(WHY,),
        ),
    ),
)
"""what is said of a picture whose turn does not come"""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures that were checked."""

    shown: Mapping[str, bytes]
    """what may be shown, by path from the publication"""
    findings: tuple[Finding, ...] = ()
    is_final: bool = True
    """whether another try would come to the same: no check was late, or ended with its process"""

    def below(self, folder: str) -> dict[str, bytes]:
        """Return the pictures in a folder, by path from there."""
        return {name.removeprefix(folder): data for name, data in self.shown.items() if name.startswith(folder)}


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a picture."""

    sha256: str
    """of what may be shown, empty for nothing"""
    findings: tuple[Finding, ...]
    """without the name of the file: two may have this content"""
    late: int
    """as for `Verdict`"""


class Verdict(NamedTuple):
    """What came of the check of a picture."""

    passed: Passed
    late: int = 0
    """seconds of processor time that were not enough for it, 0 where it was not late"""
    is_final: bool = True
    """whether the check came to its end"""


class Asked(NamedTuple):
    """A picture that is to be checked."""

    seconds: int
    """of processor time that its check may take"""
    name: str
    """the first of those it has"""
    data: bytes


class EnoughError(Exception):
    """Nobody waits any more for the checks that run: they are ended."""


def pictures_key(files: Mapping[str, bytes], program: bytes) -> str:
    """Return the key of what is found in pictures."""
    return content_key([("program", program), ("library", _library()), *sorted(files.items())])


def check_pictures(workspace: Workspace, files: Mapping[str, bytes], program: bytes) -> Pictures:
    """Return what may be shown of pictures, by path; what is known of their content from other runs is not asked again.

    A picture that takes a check too long, too much memory, or ends its process, is not shown, and a finding says so.
    Those that may take least have their turn first, then by name, until what was late took too long together: nothing
    that would come after is shown, known or not, so that earlier runs and the number of processors make no difference.
    Errors: PublisherError (engine failed) when no check can run at all.
    """
    limits = LIMITS.overridden(os.environ)
    keys = {name: _key(name, data, program) for name, data in files.items()}
    by_key = {
        keys[name]: Asked(limits.within(seconds(name, files[name])).cpu, name, files[name])
        for name in sorted(files, reverse=True)
    }
    asked = dict(sorted(by_key.items(), key=lambda item: item[1][:2]))
    verdicts = _verdicts(workspace, asked, MOST_LATE * limits.cpu)
    passed = {name: verdicts[key].passed if key in verdicts else UNCHECKED for name, key in keys.items()}
    _sweep(workspace, asked.keys())
    return Pictures(
        {name: item.data for name, item in passed.items() if item.data is not None},
        tuple(replace(finding, file=name) for name in sorted(passed) for finding in passed[name].findings),
        len(verdicts) == len(asked) and all(verdict.is_final for verdict in verdicts.values()),
    )


def _verdicts(workspace: Workspace, asked: Mapping[str, Asked], most: int) -> dict[str, Verdict]:
    """Return what came of pictures, by key, as far as they have their turn."""
    found = {key: _kept(workspace, key, picture) for key, picture in asked.items()}
    known = {key: verdict for key, verdict in found.items() if verdict is not None}
    # What was late before may leave no turn to others: they are not begun.
    turns = _in_turn(asked, lambda key: known.get(key, Verdict(UNCHECKED)), most)
    todo = {key: asked[key] for key in turns if key not in known}
    kinds = {PurePosixPath(picture.name).suffix.lower() for picture in todo.values()}
    with suppress(EnoughError), executors.started(len(todo), partial(_prepare, kinds), LIMITS) as executor:
        futures = {
            key: executor.submit(_check, (picture.name, picture.data), picture.seconds) for key, picture in todo.items()
        }

        def verdict(key: str) -> Verdict:
            if key in known:
                return known[key]
            came = _verdict(futures[key], asked[key])
            if _is_lasting(futures[key].exception()):
                _keep(workspace, key, came, asked[key].data)
            return came

        verdicts = _in_turn(turns, verdict, most)
        if len(verdicts) < len(turns):
            raise EnoughError
    return verdicts


def _in_turn(keys: Iterable[str], verdict: Callable[[str], Verdict], most: int) -> dict[str, Verdict]:
    """Return the verdicts of pictures, one after the other, until those that were late took too long together."""
    verdicts, spent = {}, 0
    for key in keys:
        if spent >= most:
            break
        verdicts[key] = verdict(key)
        spent += verdicts[key].late
    return verdicts


def _verdict(future: Future[Passed], asked: Asked) -> Verdict:
    """Return what came of a check, once it is over."""
    error = future.exception()
    if error is None:
        return Verdict(future.result())
    if isinstance(error, PublisherError) and error.message != JOB:
        raise error  # nothing can run: that says nothing of the picture
    late = asked.seconds if isinstance(error, executors.LateError) else 0
    return Verdict(Passed(None, (_failed(error),)), late, is_final=False)


def _is_lasting(error: BaseException | None) -> bool:
    """Whether a check would end the same way again: what a busy machine, or one without memory, did to it would not."""
    return error is None or isinstance(error, executors.SpentError)


def _prepare(kinds: Collection[str]) -> None:
    """Load what checks of some kinds need, before they are asked for."""
    if ".svg" in kinds:
        import publisher.gates.svg
    if any(kind != ".svg" and not is_font(f"a{kind}") for kind in kinds):
        import publisher.gates.raster  # noqa: F401


def _check(item: tuple[str, bytes]) -> Passed:
    """Return what may be shown of a picture, or a font: a name and its content."""
    return passed_font(*item) if is_font(item[0]) else passed_picture(*item)


def _failed(error: BaseException) -> Finding:
    why = f"it cannot be checked: {(isinstance(error, PublisherError) and error.why) or type(error).__name__}"
    return Finding(
        "document/unsafe-image", f"the picture is not shown: {why}", hint="save it again, smaller", words=(why,)
    )


def _key(name: str, data: bytes, program: bytes) -> str:
    kind = PurePosixPath(name).suffix.lower().encode()
    return content_key([("program", program), ("library", _library()), ("kind", kind), ("data", data)])


def _library() -> bytes:
    return version("pillow").encode()


def _kept(workspace: Workspace, key: str, asked: Asked) -> Verdict | None:
    """Return what is remembered of a picture, None when nothing is, it is damaged, or it was late in less time."""
    with suppress(PublisherError, ValueError, TypeError, KeyError):
        kept = load(Kept, json.loads(parts.unsealed(workspace.read(f"{FOLDER}/{key}.json")) or b""))
        if 0 < kept.late < asked.seconds:
            return None
        if not kept.sha256:
            return Verdict(Passed(None, kept.findings), min(kept.late, asked.seconds), not kept.late)
        shown = asked.data if sha256(asked.data) == kept.sha256 else workspace.read(f"{FOLDER}/{key}")
        return Verdict(Passed(shown, kept.findings)) if sha256(shown) == kept.sha256 else None
    return None


def _keep(workspace: Workspace, key: str, verdict: Verdict, data: bytes) -> None:
    """Remember what came of a picture; what may be shown is kept where it differs from the picture."""
    passed = verdict.passed
    if passed.data is not None and passed.data != data:
        workspace.write(f"{FOLDER}/{key}", passed.data, durable=False)
    kept = Kept(
        "" if passed.data is None else sha256(passed.data),
        tuple(replace(finding, file=None) for finding in passed.findings),
        verdict.late,
    )
    text = json.dumps(dump(kept), ensure_ascii=False, separators=(",", ":"))
    workspace.write(f"{FOLDER}/{key}.json", parts.sealed(text.encode("utf-8", "surrogatepass")), durable=False)


def _sweep(workspace: Workspace, keys: Collection[str]) -> None:
    """Forget pictures that are not there any more."""
    for name in workspace.entries(FOLDER):
        if name.removesuffix(".json") not in keys:
            workspace.remove(f"{FOLDER}/{name}")
