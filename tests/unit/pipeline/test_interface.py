"""The tool's own catalogs: complete, in step with what the reports say, and held to its own checks."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from publisher.catalogs.po import read_catalog
from publisher.errors import PublisherError
from publisher.model.finding import Finding, Level, at_or_above
from publisher.model.message import Catalog, Template
from publisher.model.notation import placeholders
from publisher.model.publication import Publication
from publisher.pipeline.check import own_findings
from publisher.pipeline.interface import (
    DOMAIN,
    ROOMS,
    SOURCE,
    TAGS,
    empty_file,
    interface_template,
    interface_texts,
    template_file,
    texts_of,
)
from publisher.pipeline.project import Project
from publisher.pipeline.texts import texts
from publisher.workspace import Workspace

HOME = Path(str(files("publisher")))
LOCALE = HOME / "locale"


@pytest.fixture(scope="module")
def template() -> Template:
    return interface_template()


def catalog(tag: str) -> Catalog:
    path = LOCALE / tag / "LC_MESSAGES" / f"{DOMAIN}.po"
    return read_catalog(path.read_bytes(), str(path.relative_to(LOCALE)), DOMAIN, tag)


def test_the_template_is_what_the_reports_say() -> None:
    assert (LOCALE / f"{DOMAIN}.pot").read_text("utf-8") == template_file(), "run: make catalogs"


def test_texts_that_differ_by_case_or_mark_alone_are_one(template: Template) -> None:
    alike = defaultdict(list)
    for message in template.messages:
        alike[message.msgid.casefold().strip(" .:")].append(message.msgid)
    assert [same for same in alike.values() if len(same) > 1] == []


def test_no_text_holds_markup(template: Template) -> None:
    assert [message.msgid for message in template.messages if set("<>&") & set(message.msgid)] == []


def test_no_module_says_a_text_that_translators_do_not_get(template: Template) -> None:
    known = {message.msgid for message in template.messages}
    said = [text for room in ROOMS for file in (HOME / room).rglob("*.py") for text in spoken(file.read_text("utf-8"))]
    assert [text for text in said if text not in known] == []


def spoken(code: str) -> list[str]:
    """Return the texts that a module gives to `texts(…)` itself."""
    return [
        call.args[0].value
        for call in ast.walk(ast.parse(code))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "texts"
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    ]


def test_a_text_said_in_a_module_is_found_by_this_test() -> None:
    assert spoken('x = texts("a {n}", n=1)\ny = texts(WORDS["a"])') == ["a {n}"]


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_is_translated_and_reviewed(tag: str, template: Template) -> None:
    known = catalog(tag)
    assert [entry.message.key for entry in known.live] == [message.key for message in template.messages]
    assert [entry.message.msgid for entry in known.live if not entry.is_translated] == []


@pytest.mark.parametrize("tag", TAGS)
def test_translations_stand_with_the_same_values(tag: str) -> None:
    differing = [
        entry.message.msgid
        for entry in catalog(tag).live
        if entry.has_text and set(placeholders(entry.msgstr)) != set(placeholders(entry.message.msgid))
    ]
    assert differing == []


@pytest.mark.parametrize("tag", TAGS)
def test_our_own_checks_have_nothing_against_our_own_translations(tag: str, template: Template, tmp_path: Path) -> None:
    known = catalog(tag)
    translated = {entry.message.key for entry in known.live if entry.is_translated}
    kept = tuple(message for message in template.messages if message.key in translated)
    found = findings(replace(template, messages=kept), known, tmp_path)
    assert [(finding.rule, finding.line, finding.message) for finding in at_or_above(found, Level.WARNING)] == []


def findings(template: Template, known: Catalog, folder: Path) -> tuple[Finding, ...]:
    publication = Publication("Reports", (known.language,), source_language=SOURCE)
    project = Project(Workspace(folder), publication, (), (template,), {})
    catalogs = {DOMAIN: known}
    return own_findings(project, known.language, catalogs, tuple(texts(project, known.language, catalogs)))


def test_a_bad_translation_is_found(template: Template, tmp_path: Path) -> None:
    text = empty_file("fr") + '\nmsgid "Files: {n}"\nmsgstr "Fichiers : {m}"\n'
    known = read_catalog(text.encode(), "a.po", DOMAIN, "fr")
    messages = tuple(entry.message for entry in known.live)
    assert at_or_above(findings(replace(template, messages=messages), known, tmp_path), Level.WARNING)


def test_what_is_not_reviewed_is_said_in_english() -> None:
    entries = 'msgid "One"\nmsgstr "Un"\n\n#, fuzzy\nmsgid "Two"\nmsgstr "Trois"\n\nmsgid "Three"\nmsgstr ""\n'
    said = texts_of(read_catalog(f"{empty_file('fr')}\n{entries}".encode(), "a.po", DOMAIN, "fr"))
    assert [said(text) for text in ("One", "Two", "Three", "Four")] == ["Un", "Two", "Three", "Four"]
    assert said.knows("One")
    assert not said.knows("Two")


def test_english_needs_no_catalog() -> None:
    assert interface_texts(SOURCE)("Files: {n}", n=3) == "Files: 3"


@pytest.mark.parametrize(("tag", "direction"), [("en", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar", "rtl")])
def test_texts_run_as_their_language_does(tag: str, direction: str) -> None:
    assert (interface_texts(tag).language, interface_texts(tag).direction) == (tag, direction)


def test_a_language_that_is_not_known_is_refused() -> None:
    with pytest.raises(PublisherError):
        interface_texts("xx")
