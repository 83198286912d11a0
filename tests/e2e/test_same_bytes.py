"""The same publication gives the same bytes on any machine: in any folder, by any person, on any day, in any order."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.everything import write_everything

ELSEWHERE = Path(__file__).with_name("elsewhere.py")
LEFT = frozenset({"SOURCE_DATE_EPOCH", "LANGUAGE", "LANG", "PUBLISHER_JOBS", "PYTHONUTF8"})
"""variables of whoever runs the suite that no machine here has"""
CACHES = ("build/.lock", "build/.parts/", "build/.keys.json")
SCAN = "LE P0RT\n\nLe port a recu trois navires en 1'annee. La capi-\ntaine est la, les quais ont\n1O0 metres.\n"


@dataclass(frozen=True)
class Machine:
    """Where and how the command line runs."""

    folder: Path
    changes: Mapping[str, int] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str) -> None:
        home = self.folder.parent / f"home of {self.folder.name}"
        home.mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name not in LEFT and not name.startswith("LC_")}
        done = subprocess.run(
            [sys.executable, str(ELSEWHERE), json.dumps(self.changes), "-C", str(self.folder), *arguments],
            capture_output=True, text=True, check=False, timeout=500,
            env=kept | {"HOME": str(home), "XDG_CACHE_HOME": str(home)} | self.variables,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr

    def files(self) -> dict[str, bytes]:
        """What is there by now, by path, but for what builds keep for themselves."""
        paths = {path.relative_to(self.folder).as_posix(): path for path in self.folder.rglob("*") if path.is_file()}
        return {name: path.read_bytes() for name, path in paths.items() if not name.startswith(CACHES)}


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> tuple[Machine, Machine]:
    """Two machines with the same publication, alike in nothing else, on which the same verbs were run."""
    home = tmp_path_factory.mktemp("machines")
    here = Machine(home / "a", {"umask": 0o022}, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "USER": "a", "PYTHONHASHSEED": "0"})
    far = Machine(
        home / "un dossier très long, à espaces" / "et « signes »" / "ـعربي",
        {"days": 400, "umask": 0o077, "order": 7, "processors": 1},
        {
            "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANGUAGE": "ar", "USER": "oméga", "LOGNAME": "oméga",
            "PYTHONHASHSEED": "1", "PUBLISHER_JOBS": "4",
        },
    )  # fmt: skip
    here.folder.mkdir()
    write_everything(here.folder)
    copy_backwards(here.folder, far.folder)
    for machine, languages in ((here, "fr en ar"), (far, "ar fr en")):
        scan = machine.folder.parent / "scan.txt"
        scan.write_text(SCAN, "utf-8")
        machine("import", str(scan))
        machine("update", *(part for tag in languages.split() if tag != "fr" for part in ("-l", tag)))
        machine("build", *(part for tag in languages.split() for part in ("-l", tag)))
    return here, far


def copy_backwards(origin: Path, copy: Path) -> None:
    """Copy a folder, its last file first, all of another time."""
    for path in sorted(origin.rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(origin)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (946_684_799,) * 2)


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(name for name in one | other if one.get(name) != other.get(name))  # type: ignore[operator]


def test_two_machines_make_the_same_files(machines: tuple[Machine, Machine]) -> None:
    here, far = machines
    files = here.files()
    assert differing(files, far.files()) == []
    kinds = {name.rpartition(".")[2] for name in files}
    assert {"html", "css", "pdf", "png", "svg", "ttf", "json", "pot", "po", "md", "tsv"} <= kinds
    assert sum(name.endswith("-large.pdf") for name in files) == 3


def test_nothing_of_the_machine_is_in_the_files(machines: tuple[Machine, Machine]) -> None:
    _, far = machines
    for name, data in far.files().items():
        for trace in ("un dossier très long", "oméga", "machines0", "Kiritimati"):
            assert trace.encode() not in data, (name, trace)


def test_in_this_process_as_in_processes_of_their_own(machines: tuple[Machine, Machine], tmp_path: Path) -> None:
    here, _ = machines
    alone = Machine(tmp_path / "c", {"order": 3}, {"PUBLISHER_JOBS": "0", "PYTHONHASHSEED": "random"})
    shutil.copytree(here.folder, alone.folder, ignore=shutil.ignore_patterns("build"))
    alone("build", "-l", "ar", "-f", "pdf")
    made = {name: data for name, data in alone.files().items() if name.endswith(".pdf")}
    assert len(made) == 2
    before = here.files()
    assert differing(made, {name: before[name] for name in made}) == []


def test_files_have_the_rights_a_person_gives_new_files(machines: tuple[Machine, Machine]) -> None:
    for machine, rights in zip(machines, (0o644, 0o600), strict=True):
        for name in ("build/manifest.json", "build/fr/rapport.pdf", "source/scan.md"):
            assert (machine.folder / name).stat().st_mode & 0o777 == rights
