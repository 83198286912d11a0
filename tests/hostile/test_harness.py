"""The laboratory itself: the sound publication is sound, and each oracle notices what it is there for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile.case import BUILD, PO, Case, Ran, Result
from tests.hostile.harness import Hostile
from tests.hostile.oracles import faults
from tests.hostile.outside import OUTSIDE, SECRET, SOUND

HEALTHY = Case(
    "sound", "nothing", "pass", verbs=("build --json", "check --only catalog --json", BUILD), exits=(0, 0, 0),
    shows={"build/en/html/01-port.html": "The guarded port", "build/ar/html/02-suite.html": "جملة مجاورة"},
)  # fmt: skip
QUIET = Case("quiet", "nothing", "pass", verbs=("status",), exits=(0,))
RAN = Ran(0, "", "", 1.0, 100, False, 0, ())


def test_the_sound_publication_is_sound(hostile: Hostile) -> None:
    hostile(HEALTHY)


def test_what_is_read_and_written_outside_is_seen(hostile: Hostile) -> None:
    outside = "../publication_outside"
    line = f"merge {outside}/01-port.po {outside}/01-port.po -o {outside}/new.po"
    with pytest.raises(AssertionError) as caught:
        hostile(replace(QUIET, verbs=(line,)))
    assert "outside: read" in str(caught.value)
    assert "new.po was written outside the publication" in str(caught.value)


def test_what_is_asked_of_a_server_is_seen(hostile: Hostile) -> None:
    asked = replace(
        QUIET, verbs=("check -l en --only prose",), env={"PUBLISHER_LANGUAGETOOL_URL": hostile.canary.address}
    )
    with pytest.raises(AssertionError) as caught:
        hostile(asked)
    assert "network: socket.connect" in str(caught.value)
    assert "the web server was asked" in str(caught.value)


RUNS = {
    "code": replace(RAN, code=1),
    "late": replace(RAN, late=True),
    "left": replace(RAN, left=1),
    "time": replace(RAN, cpu=21),
    "memory": replace(RAN, memory=3000),
    "reached": replace(RAN, reached=("program: 'sh' ['-c']",)),
    "escapes": replace(RAN, err="\x1b[31m"),
    "trace": replace(RAN, err="Traceback (most recent call last)"),
    "exception": replace(RAN, out="ValueError: x"),
    "secret": replace(RAN, out=SECRET),
    "passwd": replace(RAN, out="root:x:0:0:root"),
}
LEFT: dict[str, Callable[[Path], object]] = {
    "input": lambda folder: (folder / PO).write_bytes(b"x"),
    "gone": lambda folder: (folder / PO).unlink(),
    "half": lambda folder: (folder / "build/.x.part").write_bytes(b""),
    "secret": lambda folder: (folder / "build/x.txt").write_bytes(SECRET.encode()),
    "script": lambda folder: (folder / "build/x.js").write_bytes(b"x"),
    "page": lambda folder: (folder / "build/x.html").write_bytes(b"<script>x</script>"),
    "drawing": lambda folder: (folder / "build/x.svg").write_bytes(b"<svg onload='x'/>"),
    "sheet": lambda folder: (folder / "build/x.css").write_bytes(b"@import 'x'"),
    "table": lambda folder: (folder / "build/x.csv").write_bytes(b"a,=1\n"),
    "report": lambda folder: (folder / "build/x.json").write_bytes(b"{"),
    "outside": lambda folder: (folder.parent / "publication_outside/secret.txt").write_bytes(b"x"),
    "beside": lambda folder: (folder.parent / "publication_outside/new").write_bytes(b"x"),
}


def laid_out(base: Path) -> Path:
    for name, data in {**{f"publication/{n}": d for n, d in SOUND.items()}, "publication/build/x.txt": b""}.items():
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_bytes(data)
    (base / "publication_outside").mkdir()
    for name, data in OUTSIDE.items():
        (base / "publication_outside" / name).write_bytes(data)
    return base / "publication"


def test_nothing_is_wrong_with_what_is_right(tmp_path: Path) -> None:
    assert list(faults(QUIET, Result(laid_out(tmp_path), (RAN,)), SOUND, ())) == []


@pytest.mark.parametrize("name", RUNS)
def test_what_a_command_does_wrong_is_seen(name: str, tmp_path: Path) -> None:
    assert list(faults(QUIET, Result(laid_out(tmp_path), (RUNS[name],)), SOUND, ()))


@pytest.mark.parametrize("name", LEFT)
def test_what_a_command_leaves_is_seen(name: str, tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    LEFT[name](folder)
    assert list(faults(QUIET, Result(folder, (RAN,)), SOUND, ()))


def test_an_error_of_five_lines_and_a_missing_language_are_seen(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    refused = replace(QUIET, exits=(3,))
    assert list(faults(refused, Result(folder, (replace(RAN, code=3, err="error: a\n b\n c\n d\n e\n"),)), SOUND, ()))
    assert list(faults(replace(QUIET, pages=("en",)), Result(folder, (RAN,)), SOUND, ()))
    for more in (
        replace(QUIET, finds=(("x/y", None, None),)), replace(QUIET, error="x:1"),
        replace(QUIET, hides={"build/x.txt": ""}),
        replace(QUIET, shows={PO: "nowhere"}),
    ):  # fmt: skip
        assert list(faults(more, Result(folder, (RAN,)), SOUND, ()))
