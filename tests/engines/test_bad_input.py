"""Files and programs that are not what they should be: each is "not run" with its reason, and the others go on."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests.engines.samples import BARRIERS, barriers_pdf

from publisher.engines import chromium
from publisher.engines.answers import Answers
from publisher.errors import ExitCode
from publisher.model.finding import Outcome
from publisher.pipeline.checkers import CHECKERS, Subject, Verdicts, run_all

pytestmark = pytest.mark.engine("java", "verapdf", "vnu", "chromium", "axe-core", "pango")

UNREADABLE = ("locked.pdf", "cut.pdf", "text.pdf", "empty.pdf")
READABLE = ("good.pdf", "restricted.pdf", "untagged.pdf", "blank.pdf")
STUCK = {
    "loop.html": "<script>setTimeout(() => { while (true); }, 0)</script>",
    "parsed.html": "<script>while (true);</script>",
    "reload.html": "<script>setTimeout(() => location.reload(), 50)</script>",
    "away.html": "<script>location.href = 'good.html'</script>",
}
LIVELY = {
    "good.html": "",
    "dialogs.html": "<script>alert(1); confirm(2); prompt(3); onbeforeunload = () => 'stay'</script>",
    "windows.html": "<script>for (let n = 0; n < 9; n++) open('good.html')</script>",
}


def saved(pdf: bytes, **options: object) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(made, **options)
    return made.getvalue()


def pdfs() -> dict[str, bytes]:
    import weasyprint  # slow to import

    good, blank = barriers_pdf(), BytesIO()
    empty = pikepdf.new()
    empty.add_blank_page()
    empty.save(blank)
    forbidding = pikepdf.Permissions(extract=False, modify_annotation=False)
    return {
        "good.pdf": good,
        "locked.pdf": saved(good, encryption=pikepdf.Encryption(owner="owner", user="user")),
        # RC4 and a fixed ID, so that the bytes are the same each time: veraPDF 1.30.2 cannot read one in sixty files
        # whose keys are random.
        "restricted.pdf": saved(
            good,
            encryption=pikepdf.Encryption(owner="owner", user="", R=4, aes=False, metadata=False, allow=forbidding),
            static_id=True,
        ),
        "untagged.pdf": weasyprint.HTML(string="<h1>Titre</h1><p>Un texte.</p>").write_pdf(),
        "blank.pdf": blank.getvalue(),
        "cut.pdf": good[: len(good) // 2],
        "text.pdf": b"Only a text that calls itself a PDF file.",
        "empty.pdf": b"",
    }


def audited(folder: Path, files: dict[str, bytes]) -> dict[str, Verdicts]:
    """Return what each checker says of files."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    subjects = tuple(
        Subject(f"build/fr/{name}", folder / name, "fr", f"key of {name}", {}, ("ua1",), ()) for name in files
    )
    said = run_all(CHECKERS, subjects, Answers(folder / "answers"))
    return {checker.name: verdicts for checker, verdicts in zip(CHECKERS, said, strict=True)}


def outcomes(verdicts: Verdicts, name: str) -> set[Outcome]:
    return {item.outcome for item in verdicts.assertions if item.subject.path == f"build/fr/{name}"}


@pytest.fixture(scope="module")
def said_of_pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdicts]:
    return audited(tmp_path_factory.mktemp("pdfs"), pdfs())


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("checker", ["veraPDF", "publisher"])
def test_a_pdf_that_cannot_be_read_is_not_run(said_of_pdfs: dict[str, Verdicts], checker: str, name: str) -> None:
    assert outcomes(said_of_pdfs[checker], name) == {Outcome.UNTESTED}
    assert said_of_pdfs[checker].engine in (ExitCode.ENGINE_FAILED, ExitCode.INPUT)
    for finding in said_of_pdfs[checker].findings:
        assert finding.outcome is not Outcome.UNTESTED or (finding.message and finding.hint)


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("checker", ["veraPDF", "publisher"])
def test_a_pdf_that_can_be_read_is_tested_beside_those(
    said_of_pdfs: dict[str, Verdicts], checker: str, name: str
) -> None:
    assert Outcome.UNTESTED not in outcomes(said_of_pdfs[checker], name)
    assert Outcome.INAPPLICABLE in outcomes(said_of_pdfs[checker], name)


def test_a_pdf_without_tags_fails_by_what_it_lacks(said_of_pdfs: dict[str, Verdicts]) -> None:
    def broken(checker: str) -> set[str]:
        return {item.rule for item in said_of_pdfs[checker].findings if item.file == "build/fr/untagged.pdf"}

    assert "pdf/ua1-7.1-11" in broken("veraPDF")  # no structure tree
    assert broken("publisher") == {"pdf/unmarked-content"}


def test_restrictions_change_nothing_that_is_tested_of_the_tags(said_of_pdfs: dict[str, Verdicts]) -> None:
    def said(name: str) -> list[tuple[str, Outcome]]:
        return [
            (item.finding.rule, item.outcome)
            for item in said_of_pdfs["publisher"].assertions
            if item.subject.path == f"build/fr/{name}"
        ]

    assert said("restricted.pdf") == said("good.pdf")


def test_pages_that_never_come_to_rest_are_not_run_and_lively_ones_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine even a lively page may need the second chance.
    monkeypatch.setattr(chromium, "SECONDS_A_PAGE", 2.0)
    monkeypatch.setattr(chromium, "SECONDS_ALONE", 8.0)
    pages = {name: f"{BARRIERS}{more}".encode() for name, more in (STUCK | LIVELY).items()}
    said = audited(tmp_path, pages)
    assert {name: outcomes(said["axe-core"], name) for name in STUCK} == {name: {Outcome.UNTESTED} for name in STUCK}
    tested = {Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE}
    assert {name: outcomes(said["axe-core"], name) for name in LIVELY} == {name: tested for name in LIVELY}
    assert said["axe-core"].engine is ExitCode.ENGINE_FAILED
    assert all(Outcome.UNTESTED not in outcomes(said["Nu HTML checker"], name) for name in pages)


FAKES = {
    "crashes": "#!/bin/sh\necho 'Error: out of luck' >&2\nkill -SEGV $$\n",
    "garbage": "#!/bin/sh\ncase $1 in -version) echo 'openjdk version \"21.0.1\"' >&2;; *) echo '{ no';; esac\n",
}


@pytest.mark.parametrize("fake", FAKES)
def test_a_java_that_does_not_work_leaves_the_browser_and_our_own_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake: str
) -> None:
    java = tmp_path / "java"
    java.write_text(FAKES[fake], encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("PUBLISHER_JAVA", str(java))
    said = audited(tmp_path, {"a.pdf": barriers_pdf(), "a.html": BARRIERS.encode()})
    not_run = {name for name, verdicts in said.items() if any(item.is_not_run for item in verdicts.assertions)}
    assert not_run == {"veraPDF", "Nu HTML checker"}
    assert {said[name].engine for name in not_run} <= {ExitCode.ENGINE_FAILED, ExitCode.ENGINE_MISSING}
    assert all(Outcome.PASSED in outcomes(said[name], file) for name, file in (
        ("publisher", "a.pdf"), ("layout", "a.pdf"), ("axe-core", "a.html")
    ))  # fmt: skip


def test_without_engines_our_own_checks_speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path / "cache"))
    said = audited(tmp_path, {"a.pdf": barriers_pdf(), "a.html": BARRIERS.encode()})
    assert {name: verdicts.engine for name, verdicts in said.items()} == {
        "veraPDF": ExitCode.ENGINE_MISSING,
        "publisher": None,
        "layout": None,
        "axe-core": ExitCode.ENGINE_MISSING,
        "Nu HTML checker": ExitCode.ENGINE_MISSING,
    }
    assert all(item.hint for verdicts in said.values() for item in verdicts.findings)


def test_one_file_on_which_verapdf_fails_does_not_harm_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publisher.engines import verapdf

    ask = verapdf._run

    def failing(flavour: str, paths: Sequence[Path]) -> object:
        if any(path.name == "b.pdf" for path in paths):
            monkeypatch.setattr(verapdf, "MAIN_CLASS", "no.such.Class")
        try:
            return ask(flavour, paths)
        finally:
            monkeypatch.setattr(verapdf, "MAIN_CLASS", "org.verapdf.apps.GreenfieldCliWrapper")

    monkeypatch.setattr(verapdf, "_run", failing)
    good = barriers_pdf()
    said = audited(tmp_path, {"a.pdf": good, "b.pdf": good, "c.pdf": good})["veraPDF"]
    assert outcomes(said, "b.pdf") == {Outcome.UNTESTED}
    assert outcomes(said, "a.pdf") == outcomes(said, "c.pdf") == {Outcome.FAILED, Outcome.PASSED, Outcome.INAPPLICABLE}
