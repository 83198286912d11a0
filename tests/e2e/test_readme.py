"""What the READMEs say is true: their commands run, their tables are complete."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.e2e.conftest import ROOT, publisher

from publisher.cli.group import ORDER
from publisher.errors import ExitCode
from publisher.publication import KEYS

README = (ROOT / "README.md").read_text("utf-8")
HOUSE = (ROOT / "src/publisher/README.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


def test_the_two_commands_are_targets_of_make() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"make ([a-z]+)", README))
    assert {"publish", "test"} <= named <= targets


@pytest.mark.engine("languagetool")
@pytest.mark.engine("verapdf")
@pytest.mark.engine("chromium")
@pytest.mark.engine("vnu")
@pytest.mark.parametrize("block", [block for block in BLOCKS if "publisher" in block])
def test_the_commands_of_the_readme_run(block: str, small: Path) -> None:
    folder = small
    for line in block.strip().split("\n"):
        program, *arguments = shlex.split(line)
        if program == "cd":
            folder = folder / arguments[0]
            continue
        if arguments[0] == "new":
            arguments[1] = str(folder / arguments[1])
        ran = publisher(folder, *arguments)
        assert ran.code in (ExitCode.DONE, ExitCode.FINDINGS), (line, ran.err)


def test_what_the_readme_shows_and_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert any(link.endswith(".png") for link in links)
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_every_verb_key_and_exit_code_is_named() -> None:
    assert all(
        re.search(rf"publisher {verb}|`{verb}`", README + HOUSE) for verb in ("new", "import", "update", "check")
    )
    assert all(f"`{key}`" in README or key in ("title", "source_language", "languages") for key in KEYS)
    assert all(re.search(rf"\b{code.value}\b", README) for code in ExitCode)
    assert set(ORDER) >= set(re.findall(r"publisher ([a-z]+)", README)) - {"to"}


def test_the_house_names_every_room() -> None:
    rooms = {path.name for path in (ROOT / "src/publisher").iterdir() if path.is_dir() and path.name != "__pycache__"}
    files = {path.name for path in (ROOT / "src/publisher").glob("*.py") if not path.name.startswith("__")}
    assert {room for room in rooms if f"`{room}/`" not in HOUSE} == set()
    assert {file for file in files if f"`{file}`" not in HOUSE} == set()
