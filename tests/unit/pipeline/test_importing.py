"""An import in a publication on disk: what is written, what is kept of an editor's work, what is refused."""

from __future__ import annotations

import io
import itertools
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import docx
import pytest
from tests.unit.ocr.small_french import SENTENCES, SmallFrench, letters_lost, strokes

from publisher.engines import dictionary
from publisher.errors import ExitCode, PublisherError
from publisher.model.review import AUTO, Kind, Row
from publisher.ocr import table
from publisher.pipeline import importing, start
from publisher.pipeline.importing import Done, import_file
from publisher.workspace import Workspace

GARBAGE = "~^|1l. ;:_ ..,-|~\n|||_ -- ii;: .|"
SCAN = "\n\n".join(
    (
        "Le rapport du port",
        "Une année de contréles",
        *(strokes(letters_lost(sentence)) for sentence in SENTENCES[:6]),
        GARBAGE,
        "Les douaniéres ont arrété une barque à la premiére porte du musée, et clune le musée a aidé clune.",
        "Le navire de Corbigne part à bord.\n",
    )
)
MORE = "Corbigné part est année au contrôles tout après rapport nouvelle page reste chaînes"
EVERYTHING = {
    "clune": "donc",
    "des": "accept",
    "ou": "keep",
    "recu": "keep",
    "Une année de contréles": "## Une année de contréles",
    GARBAGE: "Une légende effacée",
}
"""decisions of every kind: another text for both places of a word, a proposal, as read, an automatic correction undone,
a heading, a dropped text put back"""


@dataclass(frozen=True)
class Desk:
    """An editor's publication, and the folder her files come from."""

    folder: Path
    inbox: Path

    @property
    def source(self) -> str:
        return (self.folder / "source/scan.md").read_text("utf-8")

    @property
    def review(self) -> Path:
        return self.folder / "source/scan.review.tsv"

    @property
    def rows(self) -> tuple[Row, ...]:
        return table.read(self.review.read_text("utf-8"), "scan.review.tsv")

    def bring(self, text: str | bytes = SCAN, name: str = "scan.txt", *, replacing: bool = False) -> Done:
        file = self.inbox / name
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return import_file(Workspace(self.folder), file, replace=replacing)

    def apply(self, file: Path | None = None, *, replacing: bool = False) -> Done:
        return import_file(Workspace(self.folder), file or self.review, apply=True, replace=replacing)

    def decide(self, decisions: Mapping[str, str]) -> None:
        assert set(decisions) <= {row.original for row in self.rows}
        decided = (replace(row, decision=decisions.get(row.original, row.decision)) for row in self.rows)
        self.review.write_text(table.write(decided), "utf-8")

    def decisions(self) -> dict[str, str]:
        """What an editor decided, by the text as read."""
        return {row.original: row.decision for row in self.rows if row.decision not in ("", AUTO)}

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(importing, "_lexicon", lambda: SmallFrench(MORE))
    start.new(tmp_path / "p")
    (tmp_path / "inbox").mkdir()
    yield Desk(tmp_path / "p", tmp_path / "inbox")


def test_an_import_writes_the_draft_the_review_its_page_and_keeps_the_original(desk: Desk) -> None:
    before = desk.files()
    done = desk.bring()
    assert desk.files().keys() - before.keys() == {
        "source/scan.md",
        "source/scan.review.tsv",
        "source/originals/scan.txt",
        "source/originals/scan.sha256",
        "build/review/scan.html",
    }
    assert desk.files()["source/originals/scan.txt"] == SCAN.encode()
    assert done.open == sum(1 for row in desk.rows if row.decision == "") > 0
    assert done.automatic == sum(1 for row in desk.rows if row.decision == AUTO) > 0
    assert "une année de contrôles" in desk.source.lower()
    assert GARBAGE[:8] not in desk.source


def test_an_import_again_changes_nothing(desk: Desk) -> None:
    desk.bring()
    before = desk.files()
    desk.bring()
    assert desk.files() == before
    desk.apply()
    assert desk.files() == before


def test_decisions_are_carried_out(desk: Desk) -> None:
    desk.bring()
    assert "a reçu des pièces" in desk.source
    desk.decide(EVERYTHING)
    desk.apply()
    assert "et donc le musée a aidé donc." in desk.source, "one row for two places"
    assert "a déjà relevé dès février" in desk.source
    assert "à la frontière, ou la cinquième" in desk.source
    assert "a recu des pièces" in desk.source
    assert "\n## Une année de contrôles\n" in desk.source, "its words stay corrected"
    assert "\nUne légende effacée\n" in desk.source


@pytest.mark.parametrize(
    ("original", "decision", "expected"),
    [
        (GARBAGE, "keep", "\\~^|1l. ;:"),
        ("clune", "keep", "et clune le musée a aidé clune."),
        ("clune", "accept", "et dune le musée a aidé dune."),
        ("clune", "*mot* | à\tdeux", "et \\*mot\\* | à deux le musée a aidé \\*mot\\* | à deux."),
        ("contréle", "*", "Le \\* des navires"),
    ],
)
def test_a_decision_is_text_whatever_it_says(desk: Desk, original: str, decision: str, expected: str) -> None:
    desk.bring()
    desk.decide({original: decision})
    desk.apply()
    assert expected in desk.source


def test_replaying_decisions_twice_gives_the_same_bytes(desk: Desk) -> None:
    desk.bring()
    desk.decide(EVERYTHING)
    desk.apply()
    once = desk.files()
    desk.apply()
    assert desk.files() == once
    desk.bring()
    assert desk.files() == once


def test_a_decision_that_is_taken_back_leaves_no_trace_in_the_draft(desk: Desk) -> None:
    desk.bring()
    draft, rows = desk.source, desk.rows
    desk.decide(EVERYTHING)
    desk.apply()
    assert desk.source != draft
    desk.review.write_text(table.write(rows), "utf-8")
    (desk.folder / "source/words.txt").unlink()
    desk.apply()
    assert desk.source == draft


def test_what_is_undecided_stays_undecided(desk: Desk) -> None:
    desk.bring()
    before = {row.original: row.decision for row in desk.rows}
    desk.decide({"clune": "donc"})
    done = desk.apply()
    after = {row.original: row.decision for row in desk.rows}
    assert after == before | {"clune": "donc"}
    assert done.open == sum(1 for decision in before.values() if not decision) - 1


@pytest.mark.parametrize(
    "changed",
    [
        f"Avant tout le reste, une page nouvelle du port.\n\n{SCAN}",
        f" Avant tout le reste, une page nouvelle du port.\n\n {SCAN}",
        f"{SCAN}\nAprès tout le reste, une page nouvelle du port.\n",
        SCAN.replace("\n", "\r\n"),
        SCAN.replace("a aidé clune.", "a aidé clune.\n\nUne page nouvelle du port."),
    ],
    ids=["before", "page before", "after", "line ends", "within"],
)
def test_decisions_survive_the_import_of_a_changed_file(desk: Desk, changed: str) -> None:
    desk.bring()
    desk.decide(EVERYTHING)
    desk.apply()
    done = desk.bring(changed)
    assert desk.decisions() == EVERYTHING
    assert done.findings == ()
    assert "et donc le musée a aidé donc." in desk.source
    assert "\n## Une année de contrôles\n" in desk.source


def test_a_decision_on_the_first_word_survives_what_is_put_before_it(desk: Desk) -> None:
    first = "Dunc le contréle du port est fait."
    desk.bring(f"{first}\n\n{SCAN}")
    desk.decide({"Dunc": "Donc"})
    desk.apply()
    assert desk.bring(f"Une page nouvelle du port.\n\n{first}\n\n{SCAN}").findings == ()
    assert "Donc le contrôle" in desk.source


def test_a_decision_whose_place_is_gone_is_kept_and_said(desk: Desk) -> None:
    desk.bring()
    desk.decide(EVERYTHING)
    desk.apply()
    (row,) = (row for row in desk.rows if row.original == "recu")
    done = desk.bring(SCAN.replace("recu des pieces tres", "vu des pieces tres"))
    assert [(finding.rule, finding.level) for finding in done.findings] == [("import/decision-unused", "warning")]
    assert desk.decisions() == EVERYTHING
    assert desk.rows[-1].id == row.id
    done = desk.bring(SCAN)
    assert done.findings == ()
    assert "a recu des pièces" in desk.source, "and it counts again when its place is back"


def test_a_review_of_another_text_is_kept_and_said(desk: Desk) -> None:
    desk.bring("Les chaines du port.\n", "autre.txt")
    desk.bring()
    draft = desk.source
    desk.review.write_bytes((desk.folder / "source/autre.review.tsv").read_bytes())
    desk.decide({"chaines": "grilles"})
    done = desk.apply()
    assert [finding.rule for finding in done.findings] == ["import/decision-unused"]
    assert desk.source == draft
    assert desk.decisions() == {"chaines": "grilles"}


# What an editor has written is hers


def test_an_edited_source_is_replaced_only_when_asked(desk: Desk) -> None:
    desk.bring()
    (desk.folder / "source/scan.md").write_text("# Corrigé\n", "utf-8")
    before = desk.files()
    for act in (lambda: desk.bring(f"{SCAN}\nEncore.\n"), desk.apply):
        assert refused(act).code == ExitCode.USAGE
        assert desk.files() == before
    desk.apply(replacing=True)
    assert "contrôle" in desk.source
    desk.bring()  # now it is again what an import wrote


def test_a_source_that_no_import_wrote_is_not_replaced(desk: Desk) -> None:
    (desk.folder / "source/scan.md").write_text("# À moi\n", "utf-8")
    before = desk.files()
    error = refused(desk.bring)
    assert (error.code, error.file) == (ExitCode.USAGE, "source/scan.md")
    assert desk.files() == before
    desk.bring(replacing=True)
    assert "contrôle" in desk.source


def stopped_at(rename: Callable[..., None], left: Iterator[int], *places: Any, **folders: Any) -> None:
    if next(left, None) is None:
        raise KeyboardInterrupt
    rename(*places, **folders)


def test_an_import_that_did_not_come_to_its_end_can_be_done_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    longer = f"{SCAN}\nUn mot de plus.\n"
    desk.bring()
    first = desk.files()
    desk.bring(longer)
    expected, rename, ended = desk.files(), os.replace, False
    for number in itertools.count(1):
        for name, data in first.items():
            (desk.folder / name).write_bytes(data)
        monkeypatch.setattr(os, "replace", partial(stopped_at, rename, iter(range(number))))
        try:
            desk.bring(longer)
            ended = True
        except KeyboardInterrupt:
            pass
        monkeypatch.undo()
        monkeypatch.setattr(importing, "_lexicon", lambda: SmallFrench(MORE))
        desk.bring(longer)
        assert desk.files() == expected
        if ended:
            break
    assert number > 3


# What was decided once


def test_words_that_an_editor_found_right_go_to_the_word_list(desk: Desk) -> None:
    desk.bring()
    words = desk.folder / "source/words.txt"
    words.write_text("Valmer # le port\nExistant", "utf-8")
    desk.decide({"clune": "Dunkel", "recu": "keep", "contréle": "contrôle", "ou": "keep", "des": "accept"})
    desk.apply()
    assert words.read_text("utf-8") == "Valmer # le port\nExistant\nDunkel\nrecu\n"
    desk.apply()
    assert words.read_text("utf-8") == "Valmer # le port\nExistant\nDunkel\nrecu\n"


def test_nothing_is_learnt_where_nothing_was_decided(desk: Desk) -> None:
    desk.bring()
    desk.apply()
    assert not (desk.folder / "source/words.txt").exists()


def test_another_import_takes_over_what_was_decided_of_a_word(desk: Desk) -> None:
    desk.bring()
    desk.decide({"clune": "donc", "recu": "keep"})
    desk.apply()
    desk.bring(SCAN, "suite.txt")
    assert (desk.folder / "source/suite.md").read_text("utf-8").count("donc") == 2
    rows = table.read((desk.folder / "source/suite.review.tsv").read_text("utf-8"), "r")
    assert {row.original: row.decision for row in rows if row.original in ("clune", "recu")} == {
        "clune": "donc", "recu": "keep",
    }  # fmt: skip


def test_what_its_neighbours_decide_is_not_taken_over(desk: Desk) -> None:
    desk.bring()
    desk.decide({"des": "accept", "a": "keep", "ou": "où"})
    desk.apply()
    desk.bring("\n\n".join(letters_lost(text) for text in SENTENCES), "suite.txt")
    suite = (desk.folder / "source/suite.md").read_text("utf-8")
    assert "sont arrivées à la frontière" in suite
    assert "a arrêté dès" not in suite
    rows = table.read((desk.folder / "source/suite.review.tsv").read_text("utf-8"), "r")
    assert {row.decision for row in rows if row.original in ("a", "ou", "des")} <= {"", AUTO}


def test_a_word_of_the_list_stays_as_it_is(desk: Desk) -> None:
    (desk.folder / "source/words.txt").write_text("clune\nrecu # sic\n", "utf-8")
    desk.bring()
    assert "a recu des pièces" in desk.source
    assert "a aidé clune." in desk.source
    assert {row.decision for row in desk.rows if row.original in ("clune", "recu")} == {"keep"}


# Names and formats


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("scan 2019 (é).txt", "scan-2019-é"),
        ("rapport.ocr.txt", "rapport.ocr"),
        ("L'été.txt", "L-été"),
        ("---.txt", "texte"),
        (".txt", "txt"),
        ("index.txt", "index.ocr"),
        ("v1.2.txt", "v1.2"),
        ("sans", "sans"),
    ],
)
def test_any_name_becomes_one_that_builds_and_replays(desk: Desk, name: str, stem: str) -> None:
    desk.bring(SCAN, name)
    before = desk.files()
    assert f"source/{stem}.md" in before
    assert f"source/{stem}.md" in Workspace(desk.folder).documents(())
    desk.apply(desk.folder / f"source/{stem}.review.tsv")
    assert desk.files() == before


def office(*paragraphs: str) -> bytes:
    document = docx.Document()
    document.add_heading("Le rapport", 0)
    document.add_heading("Les quais", 1)
    for text in paragraphs:
        document.add_paragraph(text)
    document.add_paragraph("une barque", style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_an_office_document_is_brought_in_and_its_decisions_are_replayed(desk: Desk) -> None:
    data = office(*SCAN.split("\n\n")[2:8], "Les douaniéres ont aidé clune.")
    desk.bring(data, "scan.docx")
    assert desk.files()["source/originals/scan.docx"] == data
    assert desk.source.startswith("# Le rapport\n\n## Les quais\n\nLe contrôle des navires")
    assert "\n- une barque\n" in desk.source
    desk.decide({"clune": "donc", "recu": "keep"})
    desk.apply()
    once = desk.files()
    assert "ont aidé donc." in desk.source
    assert "a recu des pièces" in desk.source
    desk.apply()
    assert desk.files() == once


@pytest.mark.parametrize(("first", "then"), [("docx", "txt"), ("txt", "docx")])
def test_decisions_are_replayed_on_what_was_imported_last(desk: Desk, first: str, then: str) -> None:
    data: dict[str, str | bytes] = {"docx": office("Le navire du bureau."), "txt": "Le navire du portail.\n"}
    word = {"docx": "bureau", "txt": "portail"}
    desk.bring(data[first], f"scan.{first}")
    desk.bring(data[then], f"scan.{then}")
    desk.apply()
    assert word[then] in desk.source
    assert word[first] not in desk.source


def test_a_text_may_begin_with_the_letters_of_an_archive(desk: Desk) -> None:
    desk.bring(f"PK 12 : le portail du port.\n\n{SCAN}")
    assert "source/originals/scan.txt" in desk.files()
    desk.apply()
    assert "PK 12" in desk.source


# What is refused, before anything is written


def refused(act: Callable[[], object]) -> PublisherError:
    with pytest.raises(PublisherError) as caught:
        act()
    assert len(caught.value.lines()) <= 4
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", None),
        (b" \n\t\n", None),
        (b"%PDF-1.7\n\x00", None),
        (b"PK\x03\x04\x14\x00\x06\x00mimetypeapplication/vnd.oasis", None),
        (b"un port\nun quai\0\n", 2),
        (bytes(range(1, 32)) * 40, None),
        (b"\xff\xfeabc", None),
    ],
)
def test_what_is_no_text_is_refused(desk: Desk, data: bytes, line: int | None) -> None:
    before = desk.files()
    error = refused(lambda: desk.bring(data))
    assert (error.code, error.file, error.line) == (ExitCode.INPUT, str(desk.inbox / "scan.txt"), line)
    assert desk.files() == before


def broken_rows(text: str) -> dict[str, tuple[bytes, int]]:
    """Return reviews that cannot be read, each with the line that says so."""
    head, first, second, *rest = text.split("\n")
    fields = first.split("\t")
    strange = next((line for line, row in enumerate(text.split("\n"), 1) if not row.isascii()), 0)

    def joined(*lines: str) -> bytes:
        return "\n".join((*lines, *rest)).encode()

    return {
        "a column less": (joined(head, "\t".join(fields[:-1]), second), 2),
        "a kind that is none": (joined(head, "\t".join((*fields[:3], "mot", *fields[4:])), second), 2),
        "a line that is none": (joined(head, "\t".join((fields[0], "x", *fields[2:])), second), 2),
        "an id twice": (joined(head, first, first), 3),
        "a lone backslash": (joined(head, first.replace("\t\t", "\t\\\t", 1), second), 2),
        "no header": (joined(first, second), 1),
        "empty": (b"", 1),
        "another encoding": (text.encode("cp1252", "replace"), strange),
    }


@pytest.mark.parametrize("case", broken_rows("a\nb\nc"))
def test_a_broken_review_is_refused_at_its_line(desk: Desk, case: str) -> None:
    desk.bring()
    data, line = broken_rows(desk.review.read_text("utf-8"))[case]
    desk.review.write_bytes(data)
    before = desk.files()
    error = refused(desk.apply)
    assert (error.code, error.line) == (ExitCode.INPUT, line)
    assert error.file is not None and error.file.endswith("source/scan.review.tsv")
    # An import must not overwrite decisions that it cannot read.
    assert refused(desk.bring).line == line
    assert desk.files() == before


def test_a_review_saved_by_a_spreadsheet_is_read(desk: Desk) -> None:
    desk.bring()
    desk.decide(EVERYTHING)
    desk.review.write_bytes(b"\xef\xbb\xbf" + desk.review.read_bytes().replace(b"\n", b"\r\n"))
    desk.apply()
    assert desk.decisions() == EVERYTHING


def test_a_review_in_another_encoding_is_refused(desk: Desk) -> None:
    desk.bring()
    desk.review.write_bytes(desk.review.read_text("utf-8").encode("utf-16"))
    before = desk.files()
    error = refused(desk.apply)
    assert (error.code, error.line) == (ExitCode.INPUT, 1)
    assert desk.files() == before


def test_a_review_without_its_text_is_refused(desk: Desk) -> None:
    desk.bring()
    (desk.folder / "source/originals/scan.txt").unlink()
    before = desk.files()
    error = refused(desk.apply)
    assert (error.code, error.file) == (ExitCode.INPUT, "source/originals/scan.txt")
    assert desk.files() == before


def test_a_file_that_is_no_review_is_not_applied(desk: Desk) -> None:
    desk.bring()
    assert refused(lambda: desk.apply(desk.inbox / "scan.txt")).code == ExitCode.USAGE
    assert refused(lambda: desk.apply(desk.inbox / "absent.review.tsv")).code == ExitCode.INPUT


def test_without_a_dictionary_the_command_that_installs_it_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(dictionary, "PLACES", ())
    monkeypatch.delenv(dictionary.VARIABLE, raising=False)
    before = desk.files()
    error = refused(desk.bring)
    assert error.code == ExitCode.ENGINE_MISSING
    assert f"apt-get install {dictionary.PACKAGE}" in str(error.hint)
    assert desk.files() == before


def test_a_folder_is_no_file(desk: Desk) -> None:
    error = refused(lambda: import_file(Workspace(desk.folder), desk.inbox))
    assert (error.code, error.file) == (ExitCode.INPUT, str(desk.inbox))


def test_a_folder_that_is_no_publication_gets_nothing(tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_text("Un port.\n", "utf-8")
    assert refused(lambda: import_file(Workspace(tmp_path), tmp_path / "scan.txt")).code == ExitCode.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["scan.txt"]


def test_kinds_of_every_decision_are_met(desk: Desk) -> None:
    desk.bring()
    assert {row.kind for row in desk.rows if row.original in EVERYTHING} == {Kind.WORD, Kind.HEADING, Kind.DROP}
