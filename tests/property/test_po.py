"""The laws of PO files: writing is undone by reading, what nobody touched keeps its bytes, polib reads the same."""

from __future__ import annotations

import re
from dataclasses import replace

import polib
from hypothesis import given
from hypothesis import strategies as st

from publisher.catalogs.po import read_catalog, write_catalog
from publisher.model.message import Catalog, Entry, Message, Reference

HOSTILE = "abé «»—-/!{}<a1>\"'\\\n\t\r\a\u00a0\u0301\u2028\u0085\u200b中العربية،🙂\x01n0x"
texts = st.text(HOSTILE, max_size=120) | st.text(HOSTILE, min_size=1, max_size=12).map(lambda text: f"{text} " * 20)
comments = st.lists(st.text("abé .:,|~#\u2028\u00a0\t\"'", max_size=90).map(str.strip), max_size=3).map(tuple)
places = st.builds(
    Reference, st.sampled_from(["source/01.md", "source/é.md", "un plan.md"]), st.sampled_from(["", "7", "b-1"])
)
flags = st.lists(st.sampled_from(["python-brace-format", "no-wrap", "range: 0..5"]), max_size=2, unique=True).map(tuple)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    plural = draw(st.none() | texts)
    fuzzy = draw(st.booleans())
    before = draw(st.none() | texts) if fuzzy else None
    return Entry(
        Message(
            draw(texts.filter(bool)),
            draw(st.none() | texts),
            draw(comments),
            draw(st.lists(places, max_size=6).map(tuple)),
            draw(flags),
            plural,
        ),
        "" if plural is not None else draw(texts),
        fuzzy=fuzzy,
        obsolete=draw(st.booleans()),
        previous_msgid=before,
        previous_msgctxt=draw(st.none() | texts) if before is not None else None,
        translator_comments=draw(comments),
        plurals=tuple(draw(st.lists(texts, min_size=1, max_size=6))) if plural is not None else (),
        previous_msgid_plural=draw(st.none() | texts) if before is not None and plural is not None else None,
    )


catalogs = st.builds(
    lambda found, notes, footer: Catalog(
        "d",
        "en",
        tuple(found),
        (("Language", "en"), ("Content-Type", "text/plain; charset=UTF-8")),
        notes,
        footer=footer,
    ),
    st.lists(entries(), max_size=5, unique_by=lambda entry: entry.message.key),
    comments,
    st.sampled_from(["", "\n# à la fin\n"]),
)


def read(text: str) -> Catalog:
    return read_catalog(text.encode(), "d.po", "d", "en")


def without_lines(catalog: Catalog) -> Catalog:
    return replace(catalog, entries=tuple(replace(entry, line=None) for entry in catalog.entries), file=None)


@given(catalogs)
def test_a_catalog_survives_its_file(catalog: Catalog) -> None:
    assert without_lines(read(write_catalog(catalog))) == catalog


@given(catalogs)
def test_writing_what_was_read_changes_no_byte(catalog: Catalog) -> None:
    text = write_catalog(catalog)
    assert write_catalog(read(text)) == text


@given(catalogs, st.data())
def test_a_changed_entry_leaves_the_lines_of_all_others(catalog: Catalog, data: st.DataObject) -> None:
    # As no program would lay it out: more blank lines, and every string on a line of its own.
    spaced = write_catalog(catalog).replace("\n\n", "\n\n\n")
    known = read(re.sub(r'(?m)^(#~ )?(msg\S+) "(.+)"$', r'\1\2 ""\n\1"\3"', spaced))
    if not known.entries:
        return
    at = data.draw(st.integers(0, len(known.entries) - 1))
    changed = replace(known.entries[at], msgstr="autre", plurals=(), message=Message("autre"), layout=None)
    mixed = write_catalog(replace(known, entries=(*known.entries[:at], changed, *known.entries[at + 1 :])))
    others = [entry.layout for entry in known.entries if entry is not known.entries[at]]
    assert all(layout is not None and "".join(layout.lines) in mixed for layout in others)


@given(catalogs, texts, comments)
def test_a_change_says_what_it_says_whatever_the_layout(catalog: Catalog, text: str, notes: tuple[str, ...]) -> None:
    known = read(write_catalog(catalog))
    changed = tuple(
        replace(
            entry,
            msgstr="" if entry.plurals else text,
            plurals=tuple(text for _ in entry.plurals),
            message=replace(entry.message, comments=notes),
            obsolete=not entry.obsolete,
        )
        for entry in known.entries
    )
    expected = without_lines(replace(known, entries=changed))
    assert without_lines(read(write_catalog(replace(known, entries=changed)))) == expected


# polib splits lines at what is no line end to gettext (U+2028, U+0085 and others), knows neither \\a nor numbered
# escapes, drops previous messages of obsolete entries and blanks around references: those it is not asked about.
PLAIN = str.maketrans(dict.fromkeys("\u2028\u0085\a\x01\u00a0\u2068\u2069"))


@given(st.lists(entries(), max_size=5))
def test_polib_reads_the_same(found: list[Entry]) -> None:
    kept = {entry.message.key: entry for entry in map(plain, found) if entry.message.msgid}
    catalog = Catalog("d", "en", tuple(kept.values()), (("Language", "en"),))
    text = write_catalog(catalog)
    ours = read(text).entries
    theirs = [entry for entry in polib.pofile(text) if entry.msgid]
    assert [strings(entry) for entry in ours] == [
        (entry.msgctxt, entry.msgid, entry.msgid_plural, entry.msgstr, tuple(entry.msgstr_plural.values()))
        for entry in theirs
    ]
    assert [(entry.fuzzy, entry.obsolete, entry.previous_msgid) for entry in ours] == [
        ("fuzzy" in entry.flags, bool(entry.obsolete), entry.previous_msgid) for entry in theirs
    ]


def strings(entry: Entry) -> tuple[object, ...]:
    message = entry.message
    return message.msgctxt, message.msgid, message.msgid_plural or "", entry.msgstr, entry.plurals


def plain(entry: Entry) -> Entry:
    def cleaned(text: str | None) -> str | None:
        return None if text is None else text.translate(PLAIN)

    message = entry.message
    previous = (None, None, None) if entry.obsolete else (
        entry.previous_msgid, entry.previous_msgctxt, entry.previous_msgid_plural
    )  # fmt: skip
    return replace(
        entry,
        message=Message(
            cleaned(message.msgid) or "", cleaned(message.msgctxt), msgid_plural=cleaned(message.msgid_plural)
        ),
        msgstr=cleaned(entry.msgstr) or "",
        plurals=tuple(cleaned(form) or "" for form in entry.plurals),
        translator_comments=(),
        previous_msgid=cleaned(previous[0]),
        previous_msgctxt=cleaned(previous[1]),
        previous_msgid_plural=cleaned(previous[2]),
    )
