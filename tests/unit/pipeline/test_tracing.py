"""From a block to all that became of it, and from what a person has in hand to the block."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.engines.pdf import structure
from publisher.errors import ExitCode, PublisherError
from publisher.model.pdf_structure import Element, Structure, Text
from publisher.pipeline.build import build
from publisher.pipeline.project import load
from publisher.pipeline.tracing import FINDINGS, Tracer, places, trace
from publisher.reports.chain import chain
from publisher.workspace import Workspace

CATALOG = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Le quai"
msgstr "The quay"

#, fuzzy
msgid "Une grue."
msgstr "A crane."
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a publication of two documents that share an id, with a catalog for one of them."""
    workspace = Workspace(tmp_path)
    workspace.write("source/publication.toml", b'title = "Le port"\nsource_language = "fr"\nlanguages = ["en"]\n')
    workspace.write("source/01-quai.md", b"# Le quai {#debut}\n\n{#grue}\nUne grue.\n")
    workspace.write("source/02-phare.md", b"# Le phare {#debut}\n\n{#lampe}\nUne lampe.\n")
    workspace.write("locale/en/LC_MESSAGES/01-quai.po", CATALOG.encode())
    build(workspace, (), ("html",))
    return workspace


def test_a_block_leads_to_its_entries_and_pages_in_every_language(workspace: Workspace) -> None:
    (found,) = trace(load(workspace), "grue")
    assert (found.file, found.line) == ("source/01-quai.md", 4)
    french, english = found.languages
    assert [said.state for said in french.translations] == ["source"]
    assert french.html == "build/fr/html/01-quai.html#grue"
    (said,) = english.translations
    assert (said.state, said.msgstr, str(said.place)) == ("fuzzy", "A crane.", "locale/en/LC_MESSAGES/01-quai.po:8")
    assert english.html == "build/en/html/01-quai.html#grue"
    assert english.pdf == ()


def test_an_id_that_two_documents_have_gives_two_chains_unless_one_is_named(workspace: Workspace) -> None:
    project = load(workspace)
    assert [found.file for found in trace(project, "debut")] == ["source/01-quai.md", "source/02-phare.md"]
    assert [found.file for found in trace(project, "02-phare#debut")] == ["source/02-phare.md"]
    assert [found.file for found in trace(project, "build/en/html/02-phare.html#debut")] == ["source/02-phare.md"]
    assert [found.file for found in trace(project, "02-phare-debut")] == ["source/02-phare.md"], "as the PDF calls it"


def test_what_holds_a_document_leads_to_its_first_block(workspace: Workspace) -> None:
    assert [(found.file, found.id) for found in trace(load(workspace), "document-02-phare")] == [
        ("source/02-phare.md", "debut")
    ]


def test_a_line_leads_to_the_block_that_stands_on_it(workspace: Workspace) -> None:
    project = load(workspace)
    assert [found.id for found in trace(project, "source/02-phare.md:4")] == ["lampe"]
    assert [found.id for found in trace(project, "02-phare.md:2")] == ["debut"]


def test_a_fingerprint_leads_to_the_block_of_its_finding(workspace: Workspace) -> None:
    rows = [{"fingerprint": "0123456789abcdef", "id": "lampe"}, {"fingerprint": "fedcba9876543210", "id": None}]
    workspace.write(FINDINGS, json.dumps({"assertions": rows}).encode())
    project = load(workspace)
    assert [found.id for found in trace(project, "0123456789abcdef")] == ["lampe"]
    with pytest.raises(PublisherError):
        trace(project, "fedcba9876543210")


@pytest.mark.parametrize("report", [b"{", b"[]", b'{"assertions": 3}', b'{"assertions": [{}]}', b"\xff"])
def test_a_damaged_report_is_no_report(workspace: Workspace, report: bytes) -> None:
    workspace.write(FINDINGS, report)
    with pytest.raises(PublisherError):
        trace(load(workspace), "0123456789abcdef")


def test_a_name_that_is_no_block_names_the_nearest(workspace: Workspace) -> None:
    with pytest.raises(PublisherError) as error:
        trace(load(workspace), "lampes")
    assert error.value.code is ExitCode.USAGE
    assert "lampe" in (error.value.hint or "")


def test_a_translation_is_found_for_what_findings_name(workspace: Workspace) -> None:
    tracer = Tracer(load(workspace), ("fr", "en"))
    assert str(tracer.entry("grue", "en")) == "locale/en/LC_MESSAGES/01-quai.po:8"
    assert tracer.entry("lampe", "en") is None, "no catalog yet"
    assert tracer.entry("grue", "fr") is None, "the source has no entry"
    assert tracer.entry("nowhere", "en") is None
    assert tracer.by_name(["lampe", "nowhere"]).keys() == {"lampe"}


def test_an_element_has_its_way_from_the_root_and_all_its_pages() -> None:
    inner = Element("P", (Text(3, "un"), Text(5, "deux")), id="b")
    empty = Element("Div", (), id="vide")
    tree = Structure((Element("Document", (Element("Sect", (inner, empty), id="a"),)),), pages=9)
    found = dict(places(tree, "x.pdf"))
    assert (found["b"].path, found["b"].first_page, found["b"].last_page) == (("Document", "Sect", "P"), 4, 6)
    assert (found["a"].first_page, found["a"].last_page) == (4, 6)
    assert found["vide"].first_page is None


def test_the_chain_says_what_is_not_there(workspace: Workspace) -> None:
    (found,) = trace(load(workspace), "lampe")
    text = chain(found)
    assert "source/02-phare.md:4" in text
    assert text.count("no PDF has it") == 2
    assert "not translated" in text


def test_a_file_that_is_no_pdf_has_no_places(workspace: Workspace) -> None:
    workspace.write("build/en/publication.pdf", b"%PDF-1.7 nothing")
    with pytest.raises(PublisherError):
        structure(workspace.path("build/en/publication.pdf"))
    rows = workspace.manifest() | {"build/en/publication.pdf": {"sha256": "0", "key": "0"}}
    workspace.write_manifest(rows)
    (found,) = trace(load(workspace), "lampe")
    assert [rendered.pdf for rendered in found.languages] == [(), ()]
