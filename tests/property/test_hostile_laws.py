"""The laws of hostile input: a value or an error that says where; what is published is passive, and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.catalogs.identify import identify
from publisher.catalogs.po import read_catalog
from publisher.catalogs.translate import identity, translate
from publisher.errors import PublisherError
from publisher.publication import KEYS as CONFIGURATION
from publisher.readers import read
from publisher.readers.html import read_html
from tests.fuzz.laws import page, published
from tests.fuzz.passive import active_parts, assert_passive, loads_of_sheet
from tests.fuzz.targets import configuration, data, html, imported, markdown, po, sheet, tables, translation
from tests.property import hostile_strategies as hostile

SMALLEST = 'title = "R"\nsource_language = "fr"\nlanguages = ["en"]\n'
FIGURES = 'a = 1\n[b]\ncaption = "C"\nheading = "H"\ncategories = ["x"]\nseries = [{ name = "n", values = [1] }]\n'
ACCEPTED = '[[accepted]]\nrule = "a"\nlanguage = "en"\nid = "b-1"\ntext = "0"\nwhy = "c"\n'
ANSWERS = '["wcag/1.1.1/html"]\nverdict = "passed"\nname = "A"\ndate = 2020-07-01\ntext = "0123456789abcdef"\n'


@given(hostile.po_files)
def test_a_po_file_is_read_and_written_whole_or_refused_with_its_line(data: bytes) -> None:
    po.target(data)


@given(hostile.po_texts)
@settings(max_examples=60)
def test_msgfmt_refuses_nothing_that_we_accept(text: str) -> None:
    if shutil.which("msgfmt") is None:
        sentence = "gettext is missing, it proves that other tools read our catalogs; run: .ci/setup"
        pytest.fail(sentence, pytrace=False) if os.environ.get("PUBLISHER_REQUIRE_ENGINES") == "1" else pytest.skip(
            sentence
        )
    try:
        read_catalog(text.encode(), "d.po", "d", "en")
    except PublisherError:
        return
    done = subprocess.run(
        ["msgfmt", "-o", os.devnull, "-"], input=text.removeprefix("\ufeff").encode(), capture_output=True, check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"},
    )  # fmt: skip
    refused = re.findall(r"^[^:\n]*:\d[^ ]* (.*)$", done.stderr.decode("utf-8", "replace"), re.MULTILINE)
    # Line ends that differ are for the checks; an obsolete twin is read, for a merge to mend.
    known = ("do not both", "duplicate message definition", "the location of the first definition", "warning:")
    assert not [why for why in refused if not any(word in why for word in known)]


@given(hostile.html_files)
@settings(max_examples=250)
def test_a_page_of_any_html_is_passive_and_survives_the_identity_catalog(data: bytes) -> None:
    html.target(data)


@given(hostile.markdown_files)
@settings(max_examples=150)
def test_a_page_of_any_markdown_is_passive_and_survives_the_identity_catalog(data: bytes) -> None:
    markdown.target(data)


@given(hostile.html_files, st.sampled_from(["ar", "fr"]))
@settings(max_examples=40)
def test_a_whole_page_is_passive_its_head_included(data: bytes, tag: str) -> None:
    try:
        document, _ = identify(read(data, "source/d.html", "fr"))
    except PublisherError:
        return
    assert_passive(page(translate(document, identity(tag)).document, tag))


@given(hostile.html_documents)
@settings(max_examples=60)
def test_a_page_that_is_brought_in_again_has_nothing_left_to_take_out(text: str) -> None:
    try:
        document, _ = identify(read(text.encode("utf-8", "replace"), "source/d.html", "fr"))
        again = read_html(published(document, "fr"), "source/d.html", "fr")
    except PublisherError:
        return
    assert not [finding for finding in again.findings if finding.rule == "document/active-content"]


@given(hostile.translations)
@settings(max_examples=150)
def test_no_translation_changes_the_structure_of_its_page(texts: list[str]) -> None:
    translation.target(translation.SEPARATOR.join(texts).encode("utf-8", "replace"))


@given(hostile.files(hostile.toml_texts("·".join(CONFIGURATION), SMALLEST)))
def test_a_configuration_is_a_publication_or_refused(data: bytes) -> None:
    configuration.target(data)


@given(
    hostile.files(
        hostile.toml_texts("a·b·value·kind·currency·caption·categories·series·b.series·chart·from·territories", FIGURES)
    )
)
def test_figures_are_values_or_refused_with_their_file(written: bytes) -> None:
    data.target(written)


@given(hostile.toml_texts("accepted·rule·language·id·text·why", ACCEPTED))
def test_acceptances_are_read_or_refused(text: str) -> None:
    tables.target(b"accepted\n" + text.encode("utf-8", "replace"))


@given(hostile.toml_texts('"wcag/1.1.1/html"·before·seen·name·date·verdict·text·question', ANSWERS))
def test_answers_are_read_or_refused(text: str) -> None:
    tables.target(b"answers\n" + text.encode("utf-8", "replace"))


@given(hostile.css_files)
def test_a_sheet_is_read_or_refused_and_a_translation_keeps_its_rules(data: bytes) -> None:
    sheet.target(data)


@given(hostile.files(hostile.markdown_texts | hostile.html_texts))
@settings(max_examples=40)
def test_any_text_is_imported_as_a_passive_source(data: bytes) -> None:
    imported.target(data)


READERS: dict[str, Callable[[str], object]] = {
    "po": lambda text: read_catalog(text.encode(), "d.po", "d", "en"),
    "md": lambda text: read(text.encode(), "source/d.md", "fr"),
    "html": lambda text: read(text.encode(), "source/d.html", "fr"),
}


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
@settings(max_examples=15)
def test_a_token_in_any_number_is_read_or_refused(name: str, data: st.DataObject) -> None:
    tokens = {"po": hostile.PO_TOKENS, "md": hostile.MARKDOWN_TOKENS, "html": hostile.TEXTS | hostile.MUTATIONS}[name]
    token = data.draw(tokens) + data.draw(tokens)
    try:
        READERS[name](token * data.draw(st.sampled_from([30, 300, 1500])))
    except PublisherError as error:
        assert error.file and error.line


@contextmanager
def guarded(seconds: float) -> Iterator[None]:
    """End what takes more processor time, which is a hang."""

    def end(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize(("piece", "file"), [("a  \n", "source/d.md"), ("<table><tr>a", "source/d.html")])
def test_thousands_of_pieces_in_one_block_are_no_hang(piece: str, file: str) -> None:
    with guarded(20):
        document, _ = identify(read((piece * (40_000 // len(piece))).encode(), file, "fr"))
        published(translate(document, identity("ar")).document)


@pytest.mark.parametrize(
    "fragment",
    [
        "<script>a()</script>", "<p onclick=a()>", "<a href='java&#9;script:a()'>", "<img src=//exemple.example/a>",
        "<svg><a xlink:href='javascript:a()'></svg>", "<p style='background:u\\72l(a)'>", "<iframe srcdoc=a>",
        "<svg><path fill='url(https://exemple.example/a)'></svg>", "<svg><use href='a.svg'/></svg><object data=a>",
        "<form action='\x01javascript:a()'>", "<meta http-equiv=refresh content=0>", "<a href='\\\\exemple.example'>",
    ],
)  # fmt: skip
def test_the_scanner_sees_what_is_active(fragment: str) -> None:
    assert active_parts(fragment)


@pytest.mark.parametrize(
    "css", ["@import '//a.example/b.css';", "a{b:u\\72l(http://a.example)}", "a{b:image-set('http://a.example/b' 1x)}"]
)
def test_the_scanner_sees_what_a_sheet_loads(css: str) -> None:
    assert loads_of_sheet(css)
