"""Accepting a finding: for one text, with a reason, and without losing what others accepted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publisher.accepted import FILE
from publisher.errors import ExitCode, PublisherError
from publisher.pipeline import check as checking
from publisher.pipeline.accepting import accept
from publisher.pipeline.check import check
from publisher.pipeline.project import load
from publisher.pipeline.publish import status
from publisher.pipeline.scope import Scope
from publisher.workspace import Workspace

RULE = "catalog/too-long"
CATALOG = "locale/{}/LC_MESSAGES/01-port.po"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
BLOCKS = [f"quai-{number}" for number in range(12)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication with twelve blocks whose translations are too long in two languages."""
    workspace = Workspace(tmp_path)
    workspace.write("source/publication.toml", b'title = "Le port"\nsource_language = "fr"\nlanguages = ["en", "es"]\n')
    blocks = "".join(f"{{#{name} data-max-length=9}}\nQuai {name}\n\n" for name in BLOCKS)
    workspace.write("source/01-port.md", f"# Le port\n\n### Trop bas\n\n{blocks}".encode())
    for tag in ("en", "es"):
        entries = "".join(f'msgid "Quai {name}"\nmsgstr "Muelle {name} {tag}"\n\n' for name in BLOCKS)
        workspace.write(CATALOG.format(tag), (HEADER + entries).encode())
    return tmp_path


def accepted(folder: Path, rule: str, block: str, *languages: str) -> int:
    return len(accept(load(Workspace(folder)), rule, block, languages, "why not"))


def left(folder: Path, *only: str) -> list[tuple[str, str | None, str | None]]:
    found = check(load(Workspace(folder)), Scope(only=only or (RULE,))).findings
    return [(finding.rule, finding.language, finding.id) for finding in found]


def test_a_finding_is_accepted_in_every_language_or_in_one(folder: Path) -> None:
    assert len(left(folder)) == 2 * len(BLOCKS)
    assert accepted(folder, RULE, BLOCKS[0]) == 2
    assert accepted(folder, RULE, BLOCKS[1], "es") == 1
    assert len(left(folder)) == 2 * len(BLOCKS) - 3
    assert (RULE, "en", BLOCKS[1]) in left(folder)


def test_a_finding_on_the_source_is_accepted(folder: Path) -> None:
    assert left(folder, "document") == [("document/heading-order", "fr", "trop-bas")]
    accepted(folder, "document/heading-order", "trop-bas")
    assert left(folder, "document") == []


SOURCE = "source/01-port.md"
REWORDED = {CATALOG.format("es"): [(f"Muelle {BLOCKS[0]} es", f"Otro muelle {BLOCKS[0]}")]}
REWRITTEN = {
    SOURCE: [(f"Quai {BLOCKS[0]}\n", f"Le quai {BLOCKS[0]}\n")],
    CATALOG.format("es"): [(f'"Quai {BLOCKS[0]}"', f'"Le quai {BLOCKS[0]}"')],
}


@pytest.mark.parametrize("edits", [REWORDED, REWRITTEN], ids=["translation", "source"])
def test_an_acceptance_ends_with_its_text_and_is_listed_at_its_line(
    folder: Path, edits: dict[str, list[tuple[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "check_prose", lambda *_: ([], None))  # no engine has a say in it
    accepted(folder, RULE, BLOCKS[1])
    accepted(folder, RULE, BLOCKS[0], "es")
    for file, changes in edits.items():
        for old, new in changes:
            text = (folder / file).read_text("utf-8")
            assert old in text
            (folder / file).write_text(text.replace(old, new), "utf-8")
    assert (RULE, "es", BLOCKS[0]) in left(folder)
    unused = [item for item in check(load(Workspace(folder))).findings if item.rule == "accepted/unused"]
    row = (folder / FILE).read_text("utf-8").split("\n").index(f'id = "{BLOCKS[0]}"')
    assert [(item.file, item.line, item.id) for item in unused] == [(FILE, row - 2, BLOCKS[0])]


def test_accepting_twice_is_a_mistake_that_writes_nothing(folder: Path) -> None:
    accepted(folder, RULE, BLOCKS[0])
    before = (folder / FILE).read_bytes()
    with pytest.raises(PublisherError) as caught:
        accepted(folder, RULE, BLOCKS[0])
    assert caught.value.code is ExitCode.USAGE
    assert "already" in (caught.value.why or "")
    assert (folder / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("rule", "block", "named"),
    [
        ("catalog/untranslated", "le-port", "translate"),
        ("catalog/too-log", BLOCKS[0], "catalog/too-long"),
        (RULE, "quai-33", "quai-3"),
        (RULE, "le-port", "quai-1"),
        ("document/no-title", "le-port", "document/no-title"),
        ("accepted/unused", "le-port", "accepted/unused"),
    ],
)
def test_what_cannot_be_accepted_is_a_mistake_that_says_what_can(
    folder: Path, rule: str, block: str, named: str
) -> None:
    with pytest.raises(PublisherError) as caught:
        accepted(folder, rule, block)
    assert caught.value.code is ExitCode.USAGE
    assert named in (caught.value.hint or "")
    assert not (folder / FILE).exists()


@pytest.mark.parametrize("damaged", [b"[[accepted]]\nrule = 1\n", b"x", b"[[accepted]]\n\xff\n"])
def test_a_damaged_file_stops_it_and_stays_as_it_is(folder: Path, damaged: bytes) -> None:
    (folder / FILE).write_bytes(damaged)
    with pytest.raises(PublisherError) as caught:
        accepted(folder, RULE, BLOCKS[0])
    assert caught.value.code in (ExitCode.USAGE, ExitCode.INPUT)
    assert (caught.value.file, caught.value.line is None) == (FILE, False)
    assert (folder / FILE).read_bytes() == damaged


def test_many_who_accept_at_once_lose_nothing(folder: Path) -> None:
    with ThreadPoolExecutor(len(BLOCKS)) as people:
        assert list(people.map(lambda block: accepted(folder, RULE, block), BLOCKS)) == [2] * len(BLOCKS)
    assert left(folder) == []


def test_what_was_accepted_counts_no_more(folder: Path) -> None:
    def counted() -> list[int]:
        return [row.findings for row in status(load(Workspace(folder)))]

    before = counted()
    accepted(folder, RULE, BLOCKS[0], "es")
    accepted(folder, "document/heading-order", "trop-bas")
    assert [earlier - later for earlier, later in zip(before, counted(), strict=True)] == [1, 0, 1]
    checked = check(load(Workspace(folder)), Scope(only=("catalog", "document")))
    assert [item.rule for item in checked.accepted] == ["document/heading-order", RULE]
