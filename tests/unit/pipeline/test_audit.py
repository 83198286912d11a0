"""An audit with our own checks alone: what it finds, what it leaves on the disk, what the next one makes of that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Outcome
from publisher.pipeline import audit as module
from publisher.pipeline.audit import Audited, Wanted, audit
from publisher.pipeline.build import build
from publisher.pipeline.checkers import Checker, Subject, Verdicts, run_all
from publisher.pipeline.project import load
from publisher.workspace import Workspace

CATALOG = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Le quai reçoit 340 navires."
msgstr "The quay receives {} ships."
"""
QUESTIONS = ("wcag/1.3.2/html", "wcag/2.4.6/html")


@pytest.fixture(autouse=True)
def no_program_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "CHECKERS", ())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a publication of which the English says another number."""
    workspace = Workspace(tmp_path / "port")
    workspace.write("source/publication.toml", b'title = "Le port"\nsource_language = "fr"\nlanguages = ["en"]\n')
    workspace.write("source/01-quai.md", "# Le port {#port}\n\n{#quai}\nLe quai reçoit 340 navires.\n".encode())
    translated(workspace, 430)
    return workspace


def translated(workspace: Workspace, number: int) -> None:
    workspace.write("locale/en/LC_MESSAGES/01-quai.po", CATALOG.format(number).encode())
    build(workspace, (), ("html",))


def audited(workspace: Workspace, *asked: str, baseline: Path | None = None, form: bool = False) -> Audited:
    return audit(load(workspace), asked, wanted=Wanted(None if baseline is None else str(baseline), form))


def failed(found: Audited) -> list[str]:
    return [finding.rule for finding in found.findings if finding.outcome is Outcome.FAILED]


def test_a_fault_is_found_in_its_language_at_its_entry(workspace: Workspace) -> None:
    found = audited(workspace)
    (item,) = [item for item in found.evidence.assertions if item.outcome is Outcome.FAILED]
    assert (item.finding.rule, item.finding.language, item.finding.place) == (
        "content/numbers-differ",
        "en",
        "source/01-quai.md:4",
    )
    assert str(item.catalog) == "locale/en/LC_MESSAGES/01-quai.po:4"
    assert found.changes is None, "there is no earlier audit"
    assert found.engine is None


def test_what_a_person_owes_is_no_finding(workspace: Workspace) -> None:
    found = audited(workspace)
    assert found.evidence.counts.owed > 0
    assert not any(finding.rule.startswith(("matterhorn/", "wcag/")) for finding in found.findings)
    assert len(found.rows) == len(found.findings)


def test_the_same_audit_again_asks_nobody(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = audited(workspace)
    monkeypatch.setattr(module, "run_all", None)
    again = audited(workspace)
    assert (again.findings, again.evidence.counts) == (first.findings, first.evidence.counts)
    assert again.changes is not None
    assert (len(again.changes.known), again.changes.new, again.changes.mended) == (1, (), ())


@pytest.mark.parametrize(
    "changed", ["source/01-quai.md", "locale/en/LC_MESSAGES/01-quai.po", "build/en/html/01-quai.html"]
)
def test_whatever_changed_is_looked_at_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    audited(workspace)
    workspace.write(changed, workspace.read(changed) + b"\n")
    asked: list[Sequence[Subject]] = []

    def watched(checkers: Sequence[Checker], subjects: Sequence[Subject], *rest: Any) -> tuple[Verdicts, ...]:
        asked.append(subjects)
        return run_all(checkers, subjects, *rest)

    monkeypatch.setattr(module, "run_all", watched)
    audited(workspace)
    assert len(asked) == 1


def test_a_mended_fault_is_told_and_so_is_a_new_one(workspace: Workspace) -> None:
    audited(workspace)
    translated(workspace, 340)
    changes = audited(workspace).changes
    assert changes is not None
    assert ([row.rule for row in changes.mended], changes.new) == (["content/numbers-differ"], ())
    translated(workspace, 34)
    changes = audited(workspace).changes
    assert changes is not None
    assert ([item.finding.rule for item in changes.new], changes.mended) == (["content/numbers-differ"], ())


def test_with_a_baseline_only_what_is_new_is_grave(workspace: Workspace, tmp_path: Path) -> None:
    found = audited(workspace)
    assert found.grave == found.findings
    known = tmp_path / "known.json"
    known.write_bytes(workspace.read("build/reports/findings.json"))
    found = audited(workspace, baseline=known)
    assert (failed(found), found.grave) == (["content/numbers-differ"], ())
    translated(workspace, 34)
    assert [finding.rule for finding in audited(workspace, baseline=known).grave] == ["content/numbers-differ"]


@pytest.mark.parametrize("data", [None, b"", b"\xff\xfe", b"[" * 100_000, b'{"findings": [1]}'])
def test_a_baseline_that_cannot_be_used_is_refused_before_anything_is_done(
    workspace: Workspace, tmp_path: Path, data: bytes | None
) -> None:
    known = tmp_path / "known.json"
    if data is not None:
        known.write_bytes(data)
    with pytest.raises(PublisherError) as caught:
        audited(workspace, baseline=known)
    assert (caught.value.code, caught.value.file) == (ExitCode.USAGE, str(known))
    assert not workspace.exists("build/reports")


def test_a_program_that_failed_is_asked_again_next_time(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Verdicts:
        raise PublisherError("it fell", code=ExitCode.ENGINE_FAILED)

    monkeypatch.setattr(module, "CHECKERS", (Checker("other", "", "html/other", ".html", fails),))
    found = audited(workspace)
    assert found.engine is ExitCode.ENGINE_FAILED
    assert found.evidence.counts.not_run == 4
    assert "content/numbers-differ" in failed(found), "the others go on"
    monkeypatch.setattr(
        module, "CHECKERS", (Checker("other", "", "html/other", ".html", lambda *_: Verdicts("other")),)
    )
    found = audited(workspace)
    assert (found.engine, found.evidence.counts.not_run) == (None, 0)


def test_the_form_is_written_once_and_what_it_says_counts(workspace: Workspace) -> None:
    owed = audited(workspace, "fr", form=True).evidence.counts.owed
    form = "source/audit/fr.toml"
    written = workspace.text(form)
    audited(workspace, "fr", form=True)
    assert workspace.text(form) == written
    assert not workspace.exists("source/audit/en.toml")
    head, section, tail = written.partition('["wcag/1.3.2/html"]\nverdict = ""\n')
    assert section
    answer = '["wcag/1.3.2/html"]\nverdict = "passed"\nname = "Jean Petit"\ndate = 2026-05-04\n'
    workspace.write(form, (head + answer + tail).encode())
    found = audited(workspace, "fr")
    assert found.evidence.counts.owed == owed - 1
    (item,) = [item for item in found.evidence.assertions if item.finding.rule == "wcag/1.3.2/html"]
    assert (item.outcome, item.finding.checker) == (Outcome.PASSED, "Jean Petit")


def test_a_broken_form_stops_the_audit_before_anything_is_written(workspace: Workspace) -> None:
    workspace.write("source/audit/en.toml", b'["wcag/1.3.2/html"]\nverdict = "perhaps"\n')
    with pytest.raises(PublisherError) as caught:
        audited(workspace, form=True)
    assert caught.value.code is ExitCode.USAGE
    assert not workspace.exists("build/reports")
    assert not workspace.exists("source/audit/fr.toml")


@pytest.mark.parametrize("moment", ["86400", "", "soon", "9" * 40])
def test_the_date_is_the_one_that_the_environment_says_or_none(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    assert audited(workspace).evidence.date == ("1970-01-02" if moment == "86400" else None)


def test_one_language_by_itself_leaves_the_report_of_the_other(workspace: Workspace) -> None:
    audited(workspace)
    before = {name: workspace.read(name) for name in workspace.files("build/reports/en")}
    found = audited(workspace, "fr")
    assert {subject.language for subject in found.evidence.subjects} == {"fr"}
    assert {name: workspace.read(name) for name in workspace.files("build/reports/en")} == before
    whole = json.loads(workspace.read("build/reports/findings.json"))
    assert whole["languages"] == ["fr", "en"]
    assert whole["counts"]["failed"] == 1


def test_a_language_that_the_publication_gave_up_leaves_no_report(workspace: Workspace) -> None:
    audited(workspace)
    workspace.write("source/publication.toml", b'title = "Le port"\nsource_language = "fr"\nlanguages = []\n')
    build(workspace, (), ("html",))
    audited(workspace)
    assert not workspace.exists("build/reports/en")
    assert not workspace.exists("build/reports/overview.en.html")


def test_a_report_that_was_edited_is_no_evidence(workspace: Workspace) -> None:
    audited(workspace)
    name = "build/reports/en/findings.json"
    rows = json.loads(workspace.read(name))
    rows["assertions"] = [row for row in rows["assertions"] if row["outcome"] != "failed"]
    rows["counts"] |= {"failed": 0, "errors": 0, "total": len(rows["assertions"])}
    workspace.write(name, json.dumps(rows).encode())
    audited(workspace, "fr")
    assert json.loads(workspace.read("build/reports/findings.json"))["languages"] == ["fr"]
    assert failed(audited(workspace)) == ["content/numbers-differ"]


def doubts(found: Audited) -> list[tuple[str, str | None]]:
    return [
        (item.finding.rule, item.finding.language)
        for item in found.evidence.assertions
        if item.finding.rule[:6] == "build/"
    ]


def test_todays_styles_are_not_said_of_what_was_built_before_them(workspace: Workspace) -> None:
    assert doubts(audited(workspace)) == []
    workspace.write("styles/screen-pale.css", b"p { color: #eee; background: #fff }")
    found = audited(workspace)
    assert doubts(found) == [("build/outdated", "fr"), ("build/outdated", "en")]
    assert not [finding for finding in found.findings if finding.rule.startswith("content/palette")]
    build(workspace, (), ("html",))
    found = audited(workspace)
    assert doubts(found) == []
    assert failed(found).count("content/palette-contrast") == 2


def test_a_page_without_its_source_is_not_silently_equal_to_it(workspace: Workspace) -> None:
    workspace.remove("build/fr/html/01-quai.html")
    found = audited(workspace, "en")
    assert doubts(found) == [("build/not-compared", "en")]
    assert failed(found) == []


def test_what_is_compared_with_is_looked_at_though_it_is_not_audited(workspace: Workspace) -> None:
    assert failed(audited(workspace, "en")) == ["content/numbers-differ"]
    workspace.remove("build/fr/html/01-quai.html")
    assert failed(audited(workspace, "en")) == []
