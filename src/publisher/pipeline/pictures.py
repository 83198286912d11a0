"""Pictures and fonts of a publication -> what of them may be shown: checked in limited processes, each content once."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import PurePosixPath

from publisher import executors
from publisher.engines.records import dump, load
from publisher.errors import PublisherError
from publisher.executors.failures import JOB
from publisher.executors.limits import Limits
from publisher.gates.fonts import is_font, passed_font
from publisher.gates.pictures import passed_picture
from publisher.gates.values import Passed
from publisher.model.finding import Finding
from publisher.pipeline import parts
from publisher.plan import content_key
from publisher.workspace import Workspace, sha256

FOLDER = f"{parts.FOLDER}/{parts.PICTURES}"
SUBJECT = "pictures"
"""subject of what was found in them, in the notebook"""
LIMITS = Limits(cpu=20, wall=60)
"""of one picture; the greatest that may be shown takes some seconds"""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures that were checked."""

    shown: Mapping[str, bytes]
    """what may be shown, by path from the publication"""
    findings: tuple[Finding, ...] = ()

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


def pictures_key(files: Mapping[str, bytes], program: bytes) -> str:
    """Return the key of what is found in pictures."""
    return content_key([("program", program), ("library", _library()), *sorted(files.items())])


def check_pictures(workspace: Workspace, files: Mapping[str, bytes], program: bytes) -> Pictures:
    """Return what may be shown of pictures, by path; what is known of their content from other runs is not asked again.

    A picture that takes a check too long, too much memory, or ends its process, is not shown, and a finding says so.
    Errors: PublisherError (engine failed) when no check can run at all.
    """
    keys = {name: _key(name, data, program) for name, data in files.items()}
    known = {name: _kept(workspace, keys[name], data) for name, data in files.items()}
    todo = {keys[name]: name for name, passed in known.items() if passed is None}
    checked = _checked(workspace, files, todo)
    passed = {name: found or checked[keys[name]] for name, found in known.items()}
    _sweep(workspace, set(keys.values()))
    return Pictures(
        {name: item.data for name, item in passed.items() if item.data is not None},
        tuple(replace(finding, file=name) for name in sorted(passed) for finding in passed[name].findings),
    )


def _checked(workspace: Workspace, files: Mapping[str, bytes], todo: Mapping[str, str]) -> dict[str, Passed]:
    """Return what was found of pictures, by key; `todo` has a name for each."""
    kinds = {PurePosixPath(name).suffix.lower() for name in todo.values()}
    passed = {}
    with executors.started(len(todo), partial(_prepare, kinds), LIMITS) as executor:
        futures = {key: executor.submit(_check, (name, files[name])) for key, name in todo.items()}
        for key, future in futures.items():
            error = future.exception()
            if error is None:
                passed[key] = future.result()
                _keep(workspace, key, passed[key], files[todo[key]])
            elif isinstance(error, PublisherError) and error.message != JOB:
                raise error  # nothing can run: that says nothing of the picture
            else:
                passed[key] = Passed(None, (_failed(error),))
    return passed


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


def _kept(workspace: Workspace, key: str, data: bytes) -> Passed | None:
    """Return what is remembered of a picture, None when nothing is, or it is damaged."""
    with suppress(PublisherError, ValueError, TypeError, KeyError):
        kept = load(Kept, json.loads(parts.unsealed(workspace.read(f"{FOLDER}/{key}.json")) or b""))
        if not kept.sha256:
            return Passed(None, kept.findings)
        shown = data if sha256(data) == kept.sha256 else workspace.read(f"{FOLDER}/{key}")
        return Passed(shown, kept.findings) if sha256(shown) == kept.sha256 else None
    return None


def _keep(workspace: Workspace, key: str, passed: Passed, data: bytes) -> None:
    """Remember what was found of a picture; what may be shown is kept where it differs from the picture."""
    if passed.data is not None and passed.data != data:
        workspace.write(f"{FOLDER}/{key}", passed.data, durable=False)
    kept = Kept(
        "" if passed.data is None else sha256(passed.data),
        tuple(replace(finding, file=None) for finding in passed.findings),
    )
    text = json.dumps(dump(kept), ensure_ascii=False, separators=(",", ":"))
    workspace.write(f"{FOLDER}/{key}.json", parts.sealed(text.encode("utf-8", "surrogatepass")), durable=False)


def _sweep(workspace: Workspace, keys: Collection[str]) -> None:
    """Forget pictures that are not there any more."""
    for name in workspace.entries(FOLDER):
        if name.removesuffix(".json") not in keys:
            workspace.remove(f"{FOLDER}/{name}")
