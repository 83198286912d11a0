"""A folder with figures: what is loaded, and what keeps it from being loaded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.pipeline.editions import edition
from publisher.pipeline.project import load, load_messages
from publisher.workspace import Workspace

FILES = {
    "source/publication.toml": 'title = "Le port"\nsource_language = "fr"\nlanguages = ["ar"]\n',
    "source/01-port.md": "# Le port\n\nIl a {quais} quais.\n\n::: chart data=trafic\n:::\n",
    "source/02-gare.md": "# La gare\n\nElle a {voies} voies.\n",
    "source/data/port.toml": "quais = 1_200\n",
    "source/data/trafic.toml": '[trafic]\ncaption = "Navires"\nheading = "Quai"\ncategories = ["Nord"]\n'
    'series = [{ name = "Mai", values = [1500], total = 1600 }]\n',
}


def folder(path: Path, **changes: str) -> Workspace:
    for name, text in (FILES | changes).items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return Workspace(path)


def test_every_figure_has_its_place_in_every_edition(tmp_path: Path) -> None:
    project = load(folder(tmp_path))
    french, arabic = (edition(project, tag).documents[0].body.get_text(" ") for tag in ("fr", "ar"))
    assert ("1\u202f200" in french, "1\u202f500" in french) == (True, True)
    assert ("1\u202f200" in arabic, "1,500" in arabic) == (True, True)  # untranslated French, and a figure of a table


def test_findings_of_data_are_told_once_and_those_of_a_document_with_it(tmp_path: Path) -> None:
    first, second = load(folder(tmp_path)).documents
    assert [(item.rule, item.file, item.line) for item in first.findings] == [
        ("document/total", "source/data/trafic.toml", 5)
    ]
    assert [(item.rule, item.file, item.line) for item in second.findings] == [
        ("document/unknown-value", "source/02-gare.md", 3)
    ]


def test_the_short_way_gives_the_same_messages(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    assert load_messages(workspace).templates == load(workspace).templates


def test_of_messages_only_what_translators_are_told_changes_with_a_figure(tmp_path: Path) -> None:
    before = load(folder(tmp_path)).templates
    changed = {"source/data/port.toml": "quais = 7\n", "source/data/trafic.toml": FILES["source/data/trafic.toml"]}
    changed["source/data/trafic.toml"] = changed["source/data/trafic.toml"].replace("1500", "1600")
    after = load(folder(tmp_path, **changed)).templates
    pairs = [
        (old, new)
        for was, now in zip(before, after, strict=True)
        for old, new in zip(was.messages, now.messages, strict=True)
        if old != new
    ]
    assert [(old.msgid, old.comments[-1], new.comments[-1]) for old, new in pairs] == [
        ("Il a {quais} quais.", "{quais} = 1\u202f200", "{quais} = 7")
    ]
    assert [replace(new, comments=old.comments) for old, new in pairs] == [old for old, _ in pairs]


@pytest.mark.parametrize(
    ("data", "line"), [(b"quais = \n", 1), (b"quais = 7\nquais = 8\n", 2), (b"a = 1\n[b]\nc = 2\n", 2)]
)
def test_data_that_cannot_be_used_is_an_error_at_its_line(tmp_path: Path, data: bytes, line: int) -> None:
    workspace = folder(tmp_path)
    (tmp_path / "source/data/port.toml").write_bytes(data)
    with pytest.raises(PublisherError) as caught:
        load(workspace)
    assert (caught.value.file, caught.value.line, caught.value.code) == ("source/data/port.toml", line, ExitCode.USAGE)


def test_data_that_is_no_text_is_an_error_at_its_line(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    (tmp_path / "source/data/port.toml").write_bytes(b"quais = 7\n# \xff\n")
    with pytest.raises(PublisherError) as caught:
        load(workspace)
    assert (caught.value.file, caught.value.line) == ("source/data/port.toml", 2)


def test_a_link_out_of_the_publication_is_refused(tmp_path: Path) -> None:
    workspace = folder(tmp_path / "port")
    (tmp_path / "ailleurs.toml").write_text("secret = 1\n", "utf-8")
    (tmp_path / "port/source/data/lien.toml").symlink_to(tmp_path / "ailleurs.toml")
    with pytest.raises(PublisherError) as caught:
        load(workspace)
    assert caught.value.file == "source/data/lien.toml"


def test_a_figure_beside_a_latin_unit_has_the_digits_of_one_that_was_typed(tmp_path: Path) -> None:
    configuration = FILES["source/publication.toml"] + 'digits = "arab"\n'
    catalog = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Il a {quais} quais."\nmsgstr "سعة {quais} GB، أي 1,200 GB، لنحو 1,200 سفينة."\n'
    )
    changes = {"source/publication.toml": configuration, "locale/ar/LC_MESSAGES/01-port.po": catalog}
    text = edition(load(folder(tmp_path, **changes)), "ar").documents[0].body.get_text(" ")
    assert (text.count("1,200 GB"), "١٬٢٠٠ سفينة" in text) == (2, True)
