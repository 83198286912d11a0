"""`::: territories data=…`: countries by their codes, named and sorted in each language."""

from __future__ import annotations

import tomllib

import pytest
from tests.documents import identify

from publisher.catalogs.segments import segments
from publisher.catalogs.translate import identity, translate
from publisher.catalogs.values import placed
from publisher.model.message import Catalog
from publisher.readers.data import read_data
from publisher.readers.data_rows import Source
from publisher.readers.html import read_html
from publisher.readers.markdown import read_markdown
from publisher.readers.shown import show_data

LISTS = """
[escales]
territories = ["ES", "EG", "EE", "US", "DZ"]
names.fr.US = "États-Unis d’Amérique"

[voisins]
territories = ["US"]
"""
DATA = read_data([Source("source/data/port.toml", LISTS, tomllib.loads(LISTS))])
TEXT = "# Le port\n\n::: territories data=escales\nPays d’attache.\n:::\n"


def names(tag: str) -> list[str]:
    source = identify(show_data(read_markdown(TEXT, "source/port.md", "fr"), DATA))
    catalog = identity("fr") if tag == "fr" else Catalog("port", tag, ())
    body = placed(translate(source, catalog).document, DATA).body
    return [item.get_text() for item in body.select(".territories > ul > li")]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", ["Algérie", "Égypte", "Espagne", "Estonie", "États-Unis d’Amérique"]),
        ("en", ["Algeria", "Egypt", "Estonia", "Spain", "United States"]),
        ("es", ["Argelia", "Egipto", "España", "Estados Unidos", "Estonia"]),
        ("ar", ["إسبانيا", "إستونيا", "الجزائر", "الولايات المتحدة", "مصر"]),
    ],
)
def test_each_language_names_and_sorts_them(tag: str, expected: list[str]) -> None:
    assert names(tag) == expected


def test_a_name_belongs_to_its_list() -> None:
    page = "<body><h1>Le port</h1><ul data-territories='voisins'></ul></body>"
    made = placed(identify(show_data(read_html(page, "source/port.html", "fr"), DATA)), DATA)
    assert [item.get_text() for item in made.body.select("li")] == ["États-Unis"]


def test_a_territory_has_one_id_in_all_languages() -> None:
    source = identify(show_data(read_markdown(TEXT, "source/port.md", "fr"), DATA))
    made = [placed(translate(source, Catalog("port", tag, ())).document, DATA).body for tag in ("en", "ar")]
    ids = [{str(item["id"]) for item in body.select(".territories li")} for body in made]
    assert ids[0] == ids[1] == {f"territories-escales-{code}" for code in ("es", "eg", "ee", "us", "dz")}


def test_a_list_of_html_is_filled() -> None:
    page = "<body><h1>Le port</h1><ul data-territories='escales'></ul></body>"
    made = placed(identify(show_data(read_html(page, "source/port.html", "fr"), DATA)), DATA)
    assert [item.get_text() for item in made.body.select("body > ul > li")][:2] == ["Algérie", "Égypte"]


def test_names_of_territories_are_no_messages() -> None:
    source = identify(show_data(read_markdown(TEXT, "source/port.md", "fr"), DATA))
    assert [segment.msgid for segment in segments(source)] == ["Le port", "Pays d’attache."]


def test_attributes_of_other_programs_are_left() -> None:
    page = "<body><h1>Le port</h1><ul><li data-territory='FR'>La métropole</li></ul></body>"
    made = placed(identify(show_data(read_html(page, "source/port.html", "fr"), DATA)), DATA)
    assert [item.get_text() for item in made.body.select("li")] == ["La métropole"]
