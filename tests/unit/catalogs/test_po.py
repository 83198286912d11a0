"""PO files: strict on what comes in, quiet in what goes out."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.catalogs.merge import headers_for, merge
from publisher.catalogs.po import read_catalog, read_template, write_catalog
from publisher.catalogs.po.grammar import MOST_UNUSUAL
from publisher.errors import ExitCode, PublisherError
from publisher.languages import known, language
from publisher.model.message import Catalog, Message, Reference, Template
from publisher.model.publication import Publication

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def read(text: str | bytes) -> Catalog:
    data = text.encode() if isinstance(text, str) else text
    return read_catalog(data, "locale/en/LC_MESSAGES/d.po", "d", "en")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEADER + 'msgid "a"\nmsgstr "b\n', 7),
        (HEADER + 'msgid "a"\nmsgstr "\\q"\n', 7),
        (HEADER + 'msgid "a"\nmsgtsr "b"\n', 7),
        (HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 9),
        (HEADER + "<<<<<<< HEAD\n", 6),
        ((HEADER + 'msgid "a"\nmsgstr "').encode() + b'\xe9"\n', 7),
        (HEADER + 'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 6),
        (HEADER + 'msgid "a"\n\n', 6),
        (HEADER + 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] ""\nmsgstr[2] ""\n', 9),
        (HEADER + 'msgid "a"\nmsgid_plural "as"\nmsgstr "b"\nmsgstr[0] "c"\n', 8),
        (HEADER + 'msgstr "b"\nmsgid "a"\n', 6),
        (HEADER + 'msgid "a"\nmsgstr "\\303"\n', 6),
        (HEADER + 'msgid "a"\nmsgstr "' + "x" * 9_000_000 + '"\n', 6),
        (HEADER + 'msgid ""\nmsgstr "Language: en\\n"\n', 6),
        (HEADER.replace("Language: en", "Language: es"), 3),
        (HEADER.replace("Language: en", "Content-Type: text/html"), 3),
        (HEADER.replace("Language: en", "X-Note: charset=UTF-7"), 3),
    ],
    ids=[
        "open-quote",
        "escape",
        "keyword",
        "duplicate",
        "conflict",
        "latin-1",
        "no-msgstr",
        "no-msgstr-at-the-end",
        "gap",
        "two-kinds",
        "order",
        "half-a-character",
        "9-MB",
        "two-headers",
        "language",
        "field-twice",
        "utf-7",
    ],
)
def test_a_broken_catalog_is_refused_at_its_line(text: str | bytes, line: int) -> None:
    with pytest.raises(PublisherError) as caught:
        read(text)
    assert (caught.value.code, caught.value.line) == (ExitCode.INPUT, line)
    assert caught.value.file == "locale/en/LC_MESSAGES/d.po"


@pytest.mark.parametrize("charset", ["UTF-7", "ISO-8859-1", "zlib_codec"])
def test_another_charset_than_utf8_is_refused(charset: str) -> None:
    with pytest.raises(PublisherError):
        read(HEADER.replace("UTF-8", charset) + 'msgid "a"\nmsgstr "+ADw-script+AD4-"\n')


def test_a_string_of_many_lines_is_refused_before_it_costs_a_minute() -> None:
    with pytest.raises(PublisherError):
        read(HEADER + 'msgid "a"\nmsgstr ""\n' + '"x"\n' * 200_000)


def test_a_string_of_escapes_without_an_end_is_refused_at_once() -> None:
    with pytest.raises(PublisherError) as caught:
        read(HEADER + 'msgid "a"\nmsgstr "' + "\\111" * 200 + "\n")
    assert caught.value.line == 7


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    assert read(b"\xef\xbb\xbf" + HEADER.replace("\n", "\r\n").encode() + b'msgid "a"\r\nmsgstr "b"\r\n').entry(
        (None, "a")
    )


def test_what_translators_wrote_survives() -> None:
    text = HEADER + (
        '# a remark\n#. Where: here\n#: source/01.md:b-12\n#, fuzzy\n#| msgid "old"\nmsgid "a"\nmsgstr "b"\n\n'
        'msgctxt "menu"\nmsgid "n"\nmsgid_plural "ns"\nmsgstr[0] "x"\nmsgstr[1] "y"\n\n'
        '#~ msgid "gone"\n#~ msgstr "parti"\n'
    )
    catalog = read(text)
    assert write_catalog(catalog) == text
    assert catalog.entries[0].previous_msgid == "old"
    assert catalog.entries[1].plurals == ("x", "y")
    assert catalog.entries[2].obsolete


@pytest.mark.parametrize("declared", ["en", "en_GB", "EN-us", "", "en@latin"])
def test_the_language_of_the_header_may_be_a_variety_of_the_folders(declared: str) -> None:
    assert read(HEADER.replace("Language: en", f"Language: {declared}")).headers[0] == ("Language", declared)


ODD = (
    "# droits\n#\n#, fuzzy\n" + HEADER + "# Première partie\n\n\n# note\n#: b.md:2 a.md:1\n#: c.md:3\n#,no-wrap,fuzzy\n"
    '#.sans blanc\nmsgid ""\n"court"\nmsgstr ""\n"bref "\n"ici"\n\n   msgid "x"msgstr\n"y" \n\n\n'
    '#~ msgid "vieux"\n#~ msgstr ""\n#~ "ancien"\n\n# la fin\n'
)


def test_an_unusual_layout_keeps_its_bytes() -> None:
    assert write_catalog(read(ODD.replace('"x"msgstr', '"x"\nmsgstr'))) == ODD.replace('"x"msgstr', '"x"\nmsgstr')


def test_a_changed_comment_leaves_the_lines_of_the_translation_and_of_other_comments() -> None:
    catalog = read(ODD)
    first = catalog.entries[0]
    changed = replace(first, message=replace(first.message, comments=("autre",)))
    text = write_catalog(replace(catalog, entries=(changed,), footer=""))
    assert "# Première partie\n\n\n# note\n#. autre\n#: b.md:2 a.md:1\n#: c.md:3\n#,no-wrap,fuzzy\n" in text
    assert text.endswith('msgid ""\n"court"\nmsgstr ""\n"bref "\n"ici"\n')


def test_a_changed_translation_leaves_the_lines_of_comments_and_msgid() -> None:
    catalog = read(ODD)
    changed = replace(catalog.entries[0], msgstr="neuf")
    text = write_catalog(replace(catalog, entries=(changed,), footer=""))
    assert text.endswith('#,no-wrap,fuzzy\n#.sans blanc\nmsgid ""\n"court"\nmsgstr "neuf"\n')


def test_a_changed_header_keeps_its_flag_and_comments() -> None:
    text = write_catalog(replace(read(ODD), headers=(("Language", "en"),)))
    assert text.startswith('# droits\n#\n#, fuzzy\nmsgid ""\nmsgstr "Language: en\\n"\n')


def test_escapes_are_those_of_gettext() -> None:
    entry = read(HEADER + 'msgid "a"\nmsgstr "\\303\\251\\x41\\a\\101"\n"1\\\\n"\n').entries[0]
    assert entry.msgstr == "éA\aA1\\n"


def test_the_line_of_an_entry_is_the_one_an_editor_shows() -> None:
    entry = read(HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n').entry((None, "c"))
    assert entry is not None
    assert entry.line == 9


def test_plural_template_entries_can_be_merged() -> None:
    template = read_template(
        (HEADER + 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] ""\nmsgstr[1] ""\n').encode(), "d.pot", "d"
    )
    merged, _ = merge(template, read(HEADER))
    assert merged.entries[0].message.msgid_plural == "as"


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.parametrize("tag", known())
def test_msgfmt_accepts_what_we_write(tag: str, tmp_path: Path) -> None:
    message = Message('Un « mot » \\ "cité"\n', None, ("here",), (Reference("source/01.md", "b-1"),))
    catalog, _ = merge(
        Template("d", (message,)), Catalog("d", tag, (), headers_for(Publication("T", ()), language(tag)))
    )
    file = tmp_path / "d.po"
    file.write_text(write_catalog(catalog), "utf-8")
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("code", [*range(9), 11, 12, 13, *range(14, 32), *range(127, 160)])
def test_control_characters_are_read_and_kept_so_that_a_check_can_name_their_entry(code: int) -> None:
    raw = read(f'{HEADER}msgid "a"\nmsgstr "b{chr(code)}"\n')
    written = read(f'{HEADER}msgid "a"\nmsgstr "b\\{code:03o}"\n') if code < 128 else raw
    assert raw.entries[0].msgstr == written.entries[0].msgstr == f"b{chr(code)}"
    assert write_catalog(raw).encode() == f'{HEADER}msgid "a"\nmsgstr "b{chr(code)}"\n'.encode()


def test_a_msgid_given_twice_on_one_line_is_refused() -> None:
    with pytest.raises(PublisherError) as caught:
        read(HEADER + 'msgid "a" msgstr "x" msgid "a" msgstr "y"\n')
    assert caught.value.line == 6


def test_a_string_is_as_long_as_its_characters_not_as_its_escapes() -> None:
    quotes = '\\"' * 60_000
    data = f'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "{quotes}"\nmsgstr "{quotes}"\n'.encode()
    catalog = read_catalog(data, "locale/en/LC_MESSAGES/d.po", "d", "en")
    assert [entry.msgstr for entry in catalog.live if entry.message.msgid] == ['"' * 60_000]


def test_a_file_of_one_endless_line_is_refused_soon() -> None:
    text = 'msgid "a" msgstr "b" ' * (MOST_UNUSUAL + 1)
    with pytest.raises(PublisherError) as told:
        read_catalog(text.encode(), "locale/en/LC_MESSAGES/a.po", "a", "en")
    assert told.value.code is ExitCode.INPUT
    assert told.value.line == 1
