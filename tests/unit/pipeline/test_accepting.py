"""Accepting a finding: for one text, with a reason, and without losing what others accepted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.accepted import FILE, acceptance, add, marked
from publisher.errors import ExitCode, PublisherError
from publisher.model.changes import Changes
from publisher.model.evidence import Assertion, Evidence, TestSubject
from publisher.model.finding import Finding, Outcome
from publisher.pipeline import check as checking
from publisher.pipeline import publish as publishing
from publisher.pipeline.acceptances import read_acceptances
from publisher.pipeline.accepting import accept
from publisher.pipeline.audit import Audited
from publisher.pipeline.build import Built
from publisher.pipeline.check import Checked, check
from publisher.pipeline.project import load
from publisher.pipeline.record import Record
from publisher.pipeline.reported import report_of
from publisher.pipeline.scope import Scope
from publisher.pipeline.status import status
from publisher.reports import json
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


HIDDEN = "pdf/missing-block"
AXE = "html/axe-color-contrast"


def found(rule: str, block: str, tag: str, outcome: Outcome = Outcome.FAILED) -> Assertion:
    subject = TestSubject(f"build/{tag}/port.pdf", "0" * 64, tag)
    finding = Finding(
        rule, "hidden (page 2)", outcome=outcome, language=tag, file="source/01-port.md", line=3, id=block,
        quote="Quai", subject=subject.path, page=2, words=("Quai",),
    )  # fmt: skip
    return Assertion(finding, subject)


@pytest.fixture
def audited(folder: Path) -> Path:
    """Return the publication with reports of an audit in two languages."""
    files = {}
    for tag in ("en", "es"):
        rows = (
            found(HIDDEN, "quai-1", tag),
            found(AXE, "quai-1", tag),
            found(HIDDEN, "quai-2", tag, Outcome.UNTESTED),
        )
        subjects = (rows[0].subject,)
        evidence = Evidence("Le port", "fr", (tag,), "publisher", (), subjects, rows)
        files[f"build/reports/{tag}/findings.json"] = json.dumps(json.evidence(evidence)).encode()
    Record(Workspace(folder), "").write(files, keep=True)
    return folder


def test_what_the_last_audit_found_is_accepted_and_no_check_calls_it_unused(
    audited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "check_prose", lambda *_: ([], None))
    assert accepted(audited, HIDDEN, "quai-1", "es") == 1
    assert accepted(audited, HIDDEN, "quai-1") == 1  # the other language
    assert (audited / FILE).read_text("utf-8").count("[[accepted]]") == 2
    assert "accepted/unused" not in {item.rule for item in check(load(Workspace(audited))).findings}


@pytest.mark.parametrize(
    ("rule", "block", "hint"),
    [
        (HIDDEN, "quai-2", "quai-1"),
        (HIDDEN, "quai-99", "quai-1"),
        (AXE, "quai-1", "--baseline"),
        ("pdf/overflow", "quai-1", "publisher audit"),
        ("html/axe-unheard-of", "quai-1", "publisher rules"),
    ],
)
def test_what_was_not_run_and_what_other_programs_say_is_not_accepted(
    audited: Path, rule: str, block: str, hint: str
) -> None:
    with pytest.raises(PublisherError) as caught:
        accepted(audited, rule, block)
    assert caught.value.code is ExitCode.USAGE
    assert hint in (caught.value.hint or "")
    assert not (audited / FILE).exists()


def test_what_an_audit_found_is_accepted_once(audited: Path) -> None:
    accepted(audited, HIDDEN, "quai-1")
    with pytest.raises(PublisherError) as caught:
        accepted(audited, HIDDEN, "quai-1")
    assert "already" in (caught.value.why or "")


@pytest.mark.parametrize("change", [lambda text: text.replace("quai-1", "quai-3"), lambda _: "{", lambda _: "\udc80"])
def test_a_report_that_was_edited_is_no_report(audited: Path, change: Callable[[str], str]) -> None:
    file = audited / "build/reports/es/findings.json"
    file.write_bytes(change(file.read_text("utf-8")).encode("utf-8", "surrogateescape"))
    assert report_of(Record(Workspace(audited), ""), "es") is None
    with pytest.raises(PublisherError) as caught:
        accepted(audited, HIDDEN, "quai-1", "es")
    assert "publisher audit" in (caught.value.hint or "")


def test_what_was_accepted_is_in_the_evidence_and_weighs_nothing() -> None:
    kept, open_ = found(HIDDEN, "quai-1", "es"), found(HIDDEN, "quai-2", "es")
    kept = replace(kept, finding=replace(kept.finding, accepted="why not"))
    evidence = Evidence("Le port", "fr", ("es",), "publisher", (), (kept.subject,), (kept, open_))
    audited = Audited(evidence, "r")
    assert (audited.findings, audited.grave, audited.accepted) == ((open_.finding,), (open_.finding,), (kept.finding,))
    assert audited.evidence.counts.failed == 2
    compared = Audited(evidence, "r", changes=Changes(new=(kept,), known=(open_,)), is_baseline=True)
    assert compared.grave == ()
    assert [row["id"] for row in audited.rows] == ["quai-2"]


def test_nothing_that_was_accepted_is_a_refusal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted(folder, "document/heading-order", "trop-bas")
    workspace = Workspace(folder)
    (heading,) = check(load(workspace), Scope(only=("document/heading-order",))).accepted
    kept, open_ = (found(rule, "quai-1", "es") for rule in ("pdf/overflow", HIDDEN))
    workspace.write(FILE, add(workspace.text(FILE), [acceptance(kept.finding, "why not")]).encode())
    evidence = Evidence("Le port", "fr", ("es",), "publisher", (), (kept.subject,), (kept, open_))
    audited = Audited(
        replace(evidence, assertions=tuple(marked(evidence.assertions, read_acceptances(workspace)))), "r"
    )
    # Readers and layout say both again while files are made: they know nothing of what was accepted.
    built = Built((), (), (replace(heading, accepted=None), kept.finding))
    monkeypatch.setattr(publishing, "check", lambda *_, **__: Checked((), (heading,)))
    monkeypatch.setattr(publishing, "build", lambda *_: built)
    monkeypatch.setattr(publishing, "audit", lambda *_: audited)
    published = publishing.publish(workspace)
    assert published.findings == (open_.finding,)
    assert [item.rule for item in published.accepted] == ["document/heading-order", "pdf/overflow"]
    assert [line for line in published.refusals if "pdf/overflow" in line or "heading-order" in line] == []
    assert any(HIDDEN in line for line in published.refusals)
