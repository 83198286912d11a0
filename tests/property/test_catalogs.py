"""The laws of catalogs: writing is undone by reading, merging loses nothing and settles at once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from publisher.catalogs.merge import merge
from publisher.catalogs.po import read_catalog, write_catalog
from publisher.model.message import Catalog, Entry, Template
from tests.property import strategies

templates = st.lists(strategies.messages, max_size=6, unique_by=lambda message: message.key).map(
    lambda found: Template("d", tuple(found))
)


def without_lines(catalog: Catalog) -> list[Entry]:
    return [replace(entry, line=None) for entry in catalog.entries]


@given(strategies.catalogs())
def test_a_catalog_survives_its_file(catalog: Catalog) -> None:
    text = write_catalog(catalog)
    read = read_catalog(text.encode(), "d.po", "d", "en")
    assert without_lines(read) == without_lines(catalog)
    assert write_catalog(read) == text


@given(templates, strategies.catalogs())
def test_merging_twice_is_merging_once(template: Template, old: Catalog) -> None:
    once, _ = merge(template, old)
    twice, changes = merge(template, once)
    assert write_catalog(twice) == write_catalog(once)
    assert (changes.new, changes.changed, changes.gone) == (0, 0, 0)


@given(templates, strategies.catalogs())
def test_no_translation_is_lost(template: Template, old: Catalog) -> None:
    merged, _ = merge(template, old)
    kept = {entry.msgstr for entry in merged.entries}
    assert {entry.msgstr for entry in old.entries if entry.msgstr} <= kept


@given(templates, strategies.catalogs())
def test_a_merged_catalog_has_the_messages_of_its_template_in_order(template: Template, old: Catalog) -> None:
    merged, _ = merge(template, old)
    assert tuple(entry.message for entry in merged.live) == template.messages


@given(strategies.catalogs())
def test_what_left_and_comes_back_is_as_it_was(catalog: Catalog) -> None:
    template = Template("d", tuple(entry.message for entry in catalog.entries))
    gone, _ = merge(Template("d", ()), catalog)
    back, _ = merge(template, gone)
    translated = [entry for entry in catalog.entries if entry.msgstr]
    for entry in translated:
        again = back.entry(entry.message.key)
        assert again is not None
        assert (again.msgstr, again.fuzzy) == (entry.msgstr, entry.fuzzy)
