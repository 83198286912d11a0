"""The files of a report: complete, led to from one page, and in agreement with each other."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from publisher.pipeline import audit as module
from publisher.pipeline.audit import audit
from publisher.pipeline.build import build
from publisher.pipeline.project import load
from publisher.pipeline.reporting import FORMS, HOME, REPORT
from publisher.workspace import Workspace

CATALOG = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Le quai reçoit 340 navires."
msgstr "{}"
"""
TAGS = ("fr", "en", "ar")
LINK = re.compile(r'(?:href|src)="([^"]+)"')


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a publication of which two translations say another number, audited by our own checks."""
    home = tmp_path_factory.mktemp("reporting")
    workspace = Workspace(home / "port & <quai>")
    workspace.write(
        "source/publication.toml", b'title = "Le <port>"\nsource_language = "fr"\nlanguages = ["en", "ar"]\n'
    )
    workspace.write("source/01-quai.md", "# Le port {#port}\n\n{#quai}\nLe quai reçoit 340 navires.\n".encode())
    for tag, said in {"en": "The quay receives 34 ships.", "ar": "يستقبل الرصيف 430 سفينة."}.items():
        workspace.write(f"locale/{tag}/LC_MESSAGES/01-quai.po", CATALOG.format(said).encode())
    build(workspace, (), ())
    return workspace


@pytest.fixture(autouse=True)
def audited(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "CHECKERS", ())
    audit(load(workspace))


def pages(workspace: Workspace) -> dict[str, str]:
    return {name: workspace.text(name) for name in workspace.files(HOME, ".html")}


def test_every_language_has_its_report_its_statement_its_forms_and_its_reading_view(workspace: Workspace) -> None:
    found = set(workspace.files(HOME))
    for tag in TAGS:
        own = ("index.html", "statement.html", "findings.json", "reading/01-quai.html")
        assert {f"{HOME}{tag}/{name}" for name in own} | {f"{HOME}overview.{tag}.html"} <= found
    assert {f"{HOME}{name}" for name in FORMS.values()} | {REPORT, f"{HOME}reading/01-quai.html"} <= found


def test_no_link_of_a_report_leads_nowhere(workspace: Workspace) -> None:
    texts = pages(workspace)
    ids = {name: set(re.findall(r'\sid="([^"]+)"', text)) for name, text in texts.items()}
    lost = []
    for name, text in texts.items():
        for address in map(unescape, LINK.findall(text)):
            path, _, fragment = address.partition("#")
            if ":" in path or "//" in path:
                continue
            file = (Path(name).parent / unquote(path)) if path else Path(name)
            target = workspace.path(file.as_posix())
            known = ids.get(target.relative_to(workspace.root.resolve()).as_posix())
            if not target.exists() or (known is not None and fragment and unquote(fragment) not in known):
                lost.append((name, address))
    assert lost == []


def test_every_page_can_be_reached_from_the_first(workspace: Workspace) -> None:
    texts = pages(workspace)
    reached, waiting = set(), [REPORT]
    while waiting:
        name = waiting.pop()
        if name in texts and name not in reached:
            reached.add(name)
            for address in map(unescape, LINK.findall(texts[name])):
                target = workspace.path((Path(name).parent / unquote(address.partition("#")[0])).as_posix())
                waiting.append(target.relative_to(workspace.root.resolve()).as_posix())
    assert set(texts) - reached == set()


def test_the_first_page_is_the_overview_in_the_language_of_the_source(workspace: Workspace) -> None:
    assert workspace.read(REPORT) == workspace.read(f"{HOME}overview.fr.html")
    assert re.search(r'<html lang="ar" dir="rtl"', workspace.text(f"{HOME}overview.ar.html"))


def test_nothing_of_this_machine_stands_in_a_report(workspace: Workspace) -> None:
    folder = workspace.root.parent.name.encode()
    assert [name for name in workspace.files(HOME) if folder in workspace.read(name)] == []


def test_the_report_of_all_is_the_sum_of_the_reports(workspace: Workspace) -> None:
    parts = [json.loads(workspace.read(f"{HOME}{tag}/findings.json")) for tag in TAGS]
    whole = json.loads(workspace.read(f"{HOME}findings.json"))
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part["counts"])
    assert Counter(whole["counts"]) == total
    assert whole["assertions"] == [row for part in parts for row in part["assertions"]]
    assert whole["languages"] == list(TAGS)


def test_a_language_by_itself_changes_nothing_in_what_is_said_of_the_others(workspace: Workspace) -> None:
    before = {name: workspace.read(name) for name in workspace.files(HOME)}
    audit(load(workspace), ("ar",))
    changed = {name for name in before if workspace.read(name) != before[name]}
    assert set(workspace.files(HOME)) == set(before)
    told = {f"{HOME}{name}" for name in ("ar/index.html", "index.html", "findings.sarif")}
    assert changed <= told | {f"{HOME}overview.{tag}.html" for tag in TAGS}

    def rows(data: str) -> list[str]:
        return re.findall(r'<data class="row-count"[^>]*>', data)

    assert rows(workspace.text(REPORT)) == rows(before[REPORT].decode()), "the Matterhorn rows of the others"


def test_what_was_not_looked_at_is_not_new(workspace: Workspace) -> None:
    audit(load(workspace), ("ar",))
    runs = json.loads(workspace.read(f"{HOME}findings.sarif"))["runs"]
    states = Counter(item["baselineState"] for run in runs for item in run["results"] if "baselineState" in item)
    assert states.keys() == {"unchanged"}
    assert states["unchanged"] >= 2, "that of the other language too"
