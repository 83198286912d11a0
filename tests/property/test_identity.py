"""The identity law: with msgstr = msgid a document comes back with the tree of the untranslated build."""

from __future__ import annotations

from dataclasses import replace

from bs4.element import Tag
from hypothesis import given

from publisher.catalogs.merge import merge
from publisher.catalogs.segments import segments
from publisher.catalogs.translate import identity, translate
from publisher.model.document import Document
from publisher.model.message import Catalog
from publisher.model.notation import escape, plain, tag_defects, unescape
from publisher.readers.html import read_html
from publisher.readers.markdown import read_markdown
from tests.documents import extract, identify
from tests.property import strategies


def untranslated(document: Document) -> str:
    return document.body.decode()


def translated_by_itself(document: Document) -> Document:
    catalog, _ = merge(extract(document), Catalog(document.stem, "en", ()))
    copied = replace(catalog, entries=tuple(replace(entry, msgstr=entry.message.msgid) for entry in catalog.entries))
    return translate(document, copied).document


@given(strategies.html_documents)
def test_html_comes_back_through_the_identity_catalog(text: str) -> None:
    document = identify(read_html(text, "source/d.html", "fr"))
    assert untranslated(translate(document, identity("fr")).document) == untranslated(document)
    assert untranslated(translated_by_itself(document)) == untranslated(document)


@given(strategies.markdown_documents)
def test_markdown_comes_back_through_the_identity_catalog(text: str) -> None:
    document = identify(read_markdown(text, "source/d.md", "fr"))
    assert untranslated(translate(document, identity("fr")).document) == untranslated(document)
    assert untranslated(translated_by_itself(document)) == untranslated(document)


@given(strategies.html_documents)
def test_a_message_has_no_tag_defect_against_itself(text: str) -> None:
    document = identify(read_html(text, "source/d.html", "fr"))
    for segment in segments(document):
        if segment.attribute is None:
            assert tag_defects(segment.msgid, segment.msgid) == ()


@given(strategies.html_documents)
def test_ids_are_distinct_and_every_segment_has_one(text: str) -> None:
    document = identify(read_html(text, "source/d.html", "fr"))
    ids = [str(tag["id"]) for tag in document.body.find_all(id=True)]
    generated = [key for key in ids if key != "ici"]
    assert len(set(generated)) == len(generated)
    for segment in segments(document):
        assert segment.owner.name == "body" or segment.attribute or segment.owner.get("id")


@given(strategies.html_documents)
def test_an_untranslated_document_loses_no_word_and_says_its_language(text: str) -> None:
    document = identify(read_html(text, "source/d.html", "fr"))
    fallen = translate(document, Catalog("d", "ar", ())).document
    assert fallen.body.get_text() == document.body.get_text()
    for segment in segments(fallen):
        if segment.attribute is None:
            around = [node for node in segment.nodes if isinstance(node, Tag)] + [segment.owner, *segment.owner.parents]
            assert any(tag.get("lang") for tag in around)


@given(strategies.WORDS)
def test_escaping_is_undone(text: str) -> None:
    assert unescape(escape(text)) == text
    assert plain(escape(text)) == text
