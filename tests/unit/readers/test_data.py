"""`source/data/*.toml`: what it may hold, every fault with its line, and figures that must agree."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.model.data import Data, Drawing, Format, Kind
from publisher.readers.data import read_data
from publisher.readers.data_rows import Source

FILE = "source/data/port.toml"
TABLE = """[trafic]
caption = "Navires accueillis"
heading = "Quai"
categories = ["Nord", "Sud"]

[[trafic.series]]
name = "Cargos"
values = [30, 12]

[[trafic.series]]
name = "Voiliers"
values = [5, 8]
"""


def data(text: str, file: str = FILE) -> Data:
    return read_data([Source(file, text, tomllib.loads(text))])


def refused(text: str, file: str = FILE) -> PublisherError:
    with pytest.raises(PublisherError) as caught:
        data(text, file)
    return caught.value


def test_a_value_is_a_figure_or_a_table_that_says_how_it_is_written() -> None:
    found = data("quais = 7\n[recettes]\nvalue = 2_500_000\ncurrency = 'EUR'\ncompact = true\n").values
    assert found["quais"].amount == Decimal(7)
    assert found["recettes"].format == Format(Kind.CURRENCY, "EUR", compact=True)
    assert (found["recettes"].place.file, found["recettes"].place.line) == (FILE, 2)


def test_a_date_is_one_without_being_told() -> None:
    value = data("ouverture = 1998-05-03").values["ouverture"]
    assert (value.amount, value.format.kind) == (date(1998, 5, 3), Kind.DATE)


def test_a_figure_keeps_the_decimals_it_is_written_with() -> None:
    assert data("hauteur = 7.3").values["hauteur"].amount == Decimal("7.3")


def test_series_are_read_with_what_is_unknown_in_them() -> None:
    table = data(TABLE.replace("[5, 8]", '[5, ""]')).tables["trafic"]
    assert table.categories == ("Nord", "Sud")
    assert [series.amounts for series in table.series] == [(Decimal(30), Decimal(12)), (Decimal(5), None)]
    assert table.drawing is Drawing.BAR


def test_a_value_may_be_taken_from_series_so_that_it_is_written_once() -> None:
    found = data(
        f"{TABLE}\n[cargos]\nfrom = 'trafic'\nseries = 'Cargos'\n"
        "[voiliers_sud]\nfrom = 'trafic'\nseries = 'Voiliers'\ncategory = 'Sud'\n"
    ).values
    assert (found["cargos"].amount, found["voiliers_sud"].amount) == (Decimal(42), Decimal(8))


def test_names_of_one_publication_stand_in_several_files() -> None:
    files = ("source/data/a.toml", "a = 1\n"), ("source/data/b.toml", "b = 2\n")
    found = read_data(Source(file, text, tomllib.loads(text)) for file, text in files)
    assert list(found.values) == ["a", "b"]


def test_a_name_in_two_files_is_refused_with_both_places() -> None:
    files = ("source/data/a.toml", "a = 1\n"), ("source/data/b.toml", "\na = 2\n")
    with pytest.raises(PublisherError) as caught:
        read_data(Source(file, text, tomllib.loads(text)) for file, text in files)
    assert (caught.value.file, caught.value.line) == ("source/data/b.toml", 2)
    assert "source/data/a.toml" in caught.value.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Quais = 7", 1),
        ("quais = true", 1),
        ("\nquais = 'sept'", 2),
        ("quais = inf", 1),
        ("quais = nan", 1),
        ("quais = 1e300", 1),
        ("quais = 0.00000001", 1),
        ("ouverture = 1998-05-03T10:00:00", 1),
        ("[quais]\nvalue = 7\nkindd = 'number'", 3),
        ("[quais]\nvalue = 7\nkind = 'date'", 2),
        ("[quais]\nvalue = 7\nkind = 'currency'", 3),
        ("[quais]\nvalue = 7\ncurrency = 'XYY'", 3),
        ("[quais]\nvalue = 7\nunit = 'quay'", 3),
        ("[quais]\nvalue = 7\nkind = ['number']", 3),
        ("[quais]\nvalue = 7.5\nkind = 'ordinal'", 2),
        ("[quais]\nkind = 'number'", 1),
        (TABLE.replace("[5, 8]", "[5]"), 12),
        (TABLE.replace("[5, 8]", "[5, 'x']"), 12),
        (TABLE.replace("Voiliers", "Cargos"), 7),
        (TABLE.replace('["Nord", "Sud"]', '["Nord", "Nord"]'), 4),
        (TABLE.replace('["Nord", "Sud"]', "[]"), 4),
        (TABLE.replace('caption = "Navires accueillis"', "chart = 'pie'"), 1),
        (TABLE.replace('heading = "Quai"', "heading = 'Quai'\nchart = 'stacked'").replace("[5, 8]", "[5, -8]"), 13),
        (TABLE.replace("[trafic]\n", "[trafic]\nchart = 'columns'\n"), 2),
        (TABLE.replace("[trafic]\n", "[trafic]\nchart = 'columns'\n").replace("[5, 8]", "[5, -8]"), 2),
        (f"{TABLE}[tous]\nfrom = 'trafic'\n", 13),
        (f"{TABLE}[tous]\nfrom = 'trafique'\n", 14),
        (f"{TABLE}[tous]\nfrom = 'trafic'\nseries = 'Cargos'\ncategory = 'Est'\n", 16),
        ("[pays]\nterritories = ['FR', 'QQ']", 2),
        ("[pays]\nterritories = ['FR', 'FR']", 2),
        ("[pays]\nterritories = []", 2),
    ],
)
def test_a_fault_is_refused_at_its_line(text: str, line: int) -> None:
    error = refused(text)
    assert (error.file, error.line, error.code) == (FILE, line, ExitCode.USAGE)


def test_all_faults_are_named_at_once() -> None:
    error = refused(f"Quais = 7\n[recettes]\nvalue = 'x'\n{TABLE.replace('[30, 12]', '[30]')}[b]\nfrom = 'c'\n")
    assert error.line == 1
    assert error.why is not None
    assert [f"{FILE}:{line}:" in error.why for line in (3, 11, 17)] == [True, True, True]


def test_an_unknown_key_names_the_nearest() -> None:
    assert "“currency”" in refused("[a]\nvalue = 1\ncurency = 'EUR'").message


@pytest.mark.parametrize("shown", [41, 42])
def test_a_declared_total_is_held_against_its_figures(shown: int) -> None:
    text = TABLE.replace("values = [30, 12]", f"values = [30, 12]\ntotal = {shown}")
    found = data(text).findings
    assert [(item.rule, item.file, item.line) for item in found] == (
        [] if shown == 42 else [("document/total", FILE, 9)]
    )
    assert all("41" in item.message and "42" in item.message for item in found)


def test_decimals_add_up_as_people_add_them() -> None:
    text = TABLE.replace("values = [30, 12]", "values = [0.1, 0.2]\ntotal = 0.3")
    assert data(text).findings == ()


def test_a_value_that_is_not_what_it_is_taken_from_is_a_finding() -> None:
    found = data(f"{TABLE}[cargos]\nfrom = 'trafic'\nseries = 'Cargos'\nvalue = 40\n").findings
    assert [(item.rule, item.line) for item in found] == [("document/total", 16)]


def test_a_list_of_territories_may_name_some_of_them() -> None:
    text = "[escales]\nterritories = ['CI', 'DZ']\n[escales.names.fr]\nCI = 'République de Côte d’Ivoire'\n"
    escales = data(text).territories["escales"]
    assert escales.codes == ("CI", "DZ")
    assert escales.names == {"fr": {"CI": "République de Côte d’Ivoire"}}


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ("[escales.names.xx]\nCI = 'x'", 3),
        ("[escales.names.fr]\n\nES = 'Espagne'", 5),
        ("[escales.names.fr]\nCI = 3", 4),
        ("[escales.names.fr]\nCI = ' '", 4),
        ("[escales.names.fr]\nCI = 'x'\n[escales.names.en]\nXQ = 'x'", 6),
        ("names.fr = 1", 3),
        ("names = 'x'", 3),
    ],
)
def test_a_name_of_a_territory_that_cannot_be_one_is_refused(names: str, line: int) -> None:
    assert refused(f"[escales]\nterritories = ['CI', 'DZ']\n{names}\n").line == line


@pytest.mark.parametrize(
    "text",
    [
        '[a]\ncaption = "a\\u202eb"\nheading = "h"\ncategories = ["x"]\nseries = [{ name = "y", values = [1] }]',
        '[a]\ncaption = "a\\uffffb"\nheading = "h"\ncategories = ["x"]\nseries = [{ name = "y", values = [1] }]',
        '[a]\ncaption = "c"\nheading = "h"\ncategories = [99999999999]\nseries = [{ name = "y", values = [1] }]',
        '[a]\ncaption = "c"\nheading = "h"\ncategories = ["e'
        + "\\u0301" * 50
        + '"]\nseries = [{ name = "y", values = [1] }]',
        "a = 1e400",
        "a = nan",
        "a = -inf",
        '[a]\nvalue = 1\nkind = "currency"\ncurrency = "../EUR"',
        '[a]\nterritories = ["../FR"]',
        '[a]\nterritories = ["FR"]\nnames = { "../en" = { FR = "France" } }',
        "\n".join(f"[k{number}]\nvalue = 1\nx = 1" for number in range(2000)),
    ],
    ids=range(11),
)
def test_hostile_data_are_one_short_error_with_its_line(text: str) -> None:
    with pytest.raises(PublisherError) as caught:
        read_data([Source("source/data/a.toml", text, tomllib.loads(text))])
    assert caught.value.line
    assert sum(map(len, caught.value.lines())) < 3000
