"""What differs from a revision: texts, wherever they stand and however their file is laid out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repositories import Git, commit, repository

from publisher.engines import git
from publisher.model.finding import Finding, Outcome
from publisher.pipeline.changes import Changes, changes
from publisher.pipeline.project import load
from publisher.workspace import Workspace

__all__ = ["repository"]  # the fixture

DOCUMENT, CATALOG = "source/01-port.md", "locale/en/LC_MESSAGES/01-port.po"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FILES = {
    "source/publication.toml": b'title = "Le port"\nsource_language = "fr"\nlanguages = ["en", "ar"]\n',
    DOCUMENT: b"# Le port\n\nUn quai.\n\nUne grue.\n",
    CATALOG: (HEADER + 'msgid "Un quai."\nmsgstr "A quay."\n\nmsgid "Une grue."\nmsgstr "A crane."\n').encode(),
    "styles/screen.css": b'p.note::before { content: "Note" }\n',
}


def of(folder: Path, revision: str = "HEAD") -> Changes:
    return changes(load(Workspace(folder)), revision, ("fr", "en", "ar"))


@pytest.fixture
def folder(repository: Git, tmp_path: Path) -> Path:
    """Return a publication that is a repository of its own, without changes."""
    commit(repository, tmp_path, FILES)
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")


def test_without_a_change_nothing_differs(folder: Path) -> None:
    assert of(folder) == Changes(frozenset(), frozenset())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Un quai.\n\nUne grue.\n", "Une grue.\n\nUn quai.\n"),
        ("Un quai.", "Un\nquai."),
        ("# Le port\n", "\n\n\nLe port\n=======\n"),
        ("Un quai.", "{.note}\nUn quai."),
        ("\n", "\r\n"),
        ("\n\nUne grue.", ""),
    ],
    ids=["moved", "wrapped", "written otherwise", "classed", "line ends", "removed"],
)
def test_a_text_in_another_place_or_layout_is_no_change(folder: Path, old: str, new: str) -> None:
    (folder / DOCUMENT).write_bytes((folder / DOCUMENT).read_bytes().replace(old.encode(), new.encode()))
    found = of(folder)
    assert found.texts == frozenset()
    assert found.files == {DOCUMENT}


def test_a_text_in_other_words_is_a_change_in_every_language(folder: Path) -> None:
    edit(folder, DOCUMENT, "Un quai.", "Deux quais.")
    assert of(folder).texts == {(DOCUMENT, "Deux quais."), (CATALOG, "Deux quais."), ("", "Deux quais.")}


def test_an_entry_in_another_layout_is_no_change(folder: Path) -> None:
    edit(folder, CATALOG, 'msgstr "A quay."', 'msgstr ""\n"A "\n"quay."')
    edit(folder, CATALOG, 'msgid "Une grue."', '# a remark\n#: source/01-port.md:b-1\nmsgid "Une grue."')
    assert of(folder).texts == frozenset()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"A quay."', '"A wharf."'),
        ('msgid "Un quai."', '#, fuzzy\nmsgid "Un quai."'),
        ('"A quay."', '""'),
        ('msgid "Un quai."\nmsgstr "A quay."\n', ""),
    ],
    ids=["reworded", "fuzzy", "emptied", "removed"],
)
def test_another_translation_is_a_change_of_that_language(folder: Path, old: str, new: str) -> None:
    edit(folder, CATALOG, old, new)
    assert of(folder).texts == {(CATALOG, "Un quai.")}


def test_a_new_field_of_a_header_is_a_change(folder: Path) -> None:
    edit(folder, CATALOG, 'msgstr "Content', 'msgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n"Content')
    found = of(folder)
    assert found.concerns(Finding("catalog/plural-forms", "m", file=CATALOG, text="nplurals=1; plural=0;"))


def test_a_file_that_was_renamed_or_split_has_no_new_text(repository: Git, folder: Path) -> None:
    (folder / DOCUMENT).rename(folder / "source/02-quai.md")
    (folder / CATALOG).rename(folder / "locale/en/LC_MESSAGES/02-quai.po")
    edit(folder, "source/02-quai.md", "Une grue.", "")
    (folder / "source/03-grue.md").write_text("# Le port\n\nUne grue.\n", "utf-8")
    (folder / "locale/en/LC_MESSAGES/03-grue.po").write_bytes(
        (folder / "locale/en/LC_MESSAGES/02-quai.po").read_bytes()
    )
    assert of(folder).texts == frozenset()


def test_a_new_file_is_new_whether_git_knows_it_or_not(repository: Git, folder: Path) -> None:
    (folder / "source/02-gare.md").write_text("# La gare\n", "utf-8")
    (folder / "source/03-pont.md").write_text("# Le pont\n", "utf-8")
    repository("add", "source/03-pont.md")
    found = of(folder)
    assert {("source/02-gare.md", "La gare"), ("source/03-pont.md", "Le pont")} <= found.texts
    assert found.files == {"source/02-gare.md", "source/03-pont.md"}


def test_a_file_that_is_gone_changes_no_text_of_others(folder: Path) -> None:
    (folder / "source/02-gare.md").write_text("# La gare\n", "utf-8")
    (folder / DOCUMENT).unlink()
    assert ("source/02-gare.md", "La gare") in of(folder).texts
    assert not any(file == DOCUMENT for file, _ in of(folder).texts)


def test_a_catalog_that_is_gone_changes_what_it_translated(folder: Path) -> None:
    (folder / CATALOG).unlink()
    assert {msgid for _, msgid in of(folder).texts} == {"Un quai.", "Une grue."}


@pytest.mark.parametrize(
    ("name", "old", "new", "text"),
    [
        ("source/publication.toml", 'title = "Le port"', 'title = "La gare"', "La gare"),
        ("styles/screen.css", '"Note"', '"Avis"', "Avis"),
    ],
)
def test_texts_of_the_configuration_and_of_styles_count(folder: Path, name: str, old: str, new: str, text: str) -> None:
    edit(folder, name, old, new)
    assert {said for file, said in of(folder).texts if file == name} == {text}


def test_what_could_not_be_read_then_is_new_now(repository: Git, folder: Path) -> None:
    broken = {DOCUMENT: b"\xff\xfe", CATALOG: b'msgid "a', "source/publication.toml": b"title = "}
    commit(repository, folder, broken)
    for name in broken:
        (folder / name).write_bytes(FILES[name])
    assert {(DOCUMENT, "Un quai."), (CATALOG, "Un quai."), ("source/publication.toml", "Le port")} <= of(folder).texts


def test_git_is_asked_no_more_for_many_files(repository: Git, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"source/{number:02}.md": f"# Quai {number}\n".encode() for number in range(2, 40)}
    commit(repository, folder, many)
    for name in many:
        (folder / name).write_bytes(b"# Le port\n")
    asked: list[str] = []
    ask = git._git
    monkeypatch.setattr(git, "_git", lambda *words, **more: asked.append(words[1]) or ask(*words, **more))
    assert len(of(folder).files) == len(many)
    assert asked == ["rev-parse", "ls-tree", "cat-file"]


def test_a_publication_may_lie_below_its_repository(repository: Git, tmp_path: Path) -> None:
    commit(repository, tmp_path, {f"pub/{name}": data for name, data in FILES.items()} | {DOCUMENT: b"# Autre\n"})
    edit(tmp_path / "pub", DOCUMENT, "Un quai.", "Deux quais.")
    assert (DOCUMENT, "Deux quais.") in of(tmp_path / "pub").texts
    assert (DOCUMENT, "Le port") not in of(tmp_path / "pub").texts


def test_any_revision_can_be_compared_with(repository: Git, folder: Path) -> None:
    edit(folder, DOCUMENT, "Un quai.", "Deux quais.")
    commit(repository, folder, {})
    assert of(folder).texts == frozenset()
    assert (DOCUMENT, "Deux quais.") in of(folder, "HEAD~1").texts


@pytest.mark.parametrize(
    ("finding", "concerned"),
    [
        (Finding("prose/not-run", "m", outcome=Outcome.UNTESTED), True),
        (Finding("document/no-title", "m", file="source/a.md"), True),
        (Finding("document/no-title", "m", file="source/b.md"), False),
        (Finding("typography/dash", "m", file="source/a.md", text="neuf"), True),
        (Finding("typography/dash", "m", file="source/a.md", text="vieux"), False),
        (Finding("catalog/fuzzy", "m", file="a.po", msgid="neuf", text="vieux"), True),
        (Finding("catalog/fuzzy", "m", file="a.po", msgid="vieux", text="neuf"), False),
        (Finding("catalog/not-updated", "m", msgid="neuf"), True),
    ],
)
def test_a_finding_concerns_a_change_when_its_text_does(finding: Finding, concerned: bool) -> None:
    texts = frozenset({("source/a.md", "neuf"), ("a.po", "neuf"), ("", "neuf")})
    assert Changes(frozenset({"source/a.md"}), texts).concerns(finding) is concerned
