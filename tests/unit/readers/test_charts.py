"""`::: chart data=…`: a table that says all, and bars that only show it."""

from __future__ import annotations

import tomllib

import pytest
from bs4.element import Tag
from tests.documents import extract, identify

from publisher.catalogs.segments import segments
from publisher.catalogs.translate import identity, translate
from publisher.catalogs.values import placed
from publisher.model.data import Data
from publisher.model.document import Document
from publisher.readers.data import read_data
from publisher.readers.data_rows import Source
from publisher.readers.html import read_html
from publisher.readers.markdown import read_markdown
from publisher.readers.shown import show_data

TEXT = """[trafic]
caption = "Navires accueillis"
heading = "Quai"
categories = ["Nord", "Sud"]
series = [{ name = "Cargos", values = [30, -12] }, { name = "Voiliers", values = [60, ""] }]
total = "Ensemble"

[part]
caption = "Origine des recettes"
heading = "Origine"
categories = ["Droits", "Location", "Divers"]
currency = "EUR"
chart = "stacked"
series = [{ name = 2019, values = [50, 30, 20] }]
"""
DATA = read_data([Source("source/data/port.toml", TEXT, tomllib.loads(TEXT))])


def document(text: str, data: Data = DATA) -> Document:
    return identify(show_data(read_markdown(text, "source/port.md", "fr"), data))


def published(text: str) -> Tag:
    return placed(translate(document(text), identity("fr")).document, DATA).body


def texts(tags: list[Tag]) -> list[str]:
    return [
        " ".join(tag.get_text(" ", strip=True).replace("\u202f", " ").replace("\u00a0", " ").split()) for tag in tags
    ]


def one(body: Tag, selector: str) -> Tag:
    (tag,) = body.select(selector)
    return tag


BARS = "# Le port\n\n::: chart data=trafic\n:::\n"
PARTS = "# Le port\n\n::: chart data=part\n:::\n"


def test_a_chart_is_a_table_with_a_caption_and_headers_that_say_what_they_head() -> None:
    body = published(BARS)
    assert texts(body.select("figure > table > caption")) == ["Navires accueillis"]
    assert texts(body.select("thead th[scope=col]")) == ["Quai", "Cargos", "Voiliers"]
    assert texts(body.select("tbody th[scope=row]")) == ["Nord", "Sud"]


def test_every_figure_is_there_as_text() -> None:
    assert [texts(row.select("td")) for row in published(BARS).select("tbody tr")] == [["30", "60"], ["−12", "–"]]


def test_a_row_of_sums_is_computed() -> None:
    row = one(published(BARS), "tfoot tr")
    assert texts(row.select("th, td")) == ["Ensemble", "18", "60"]


def test_bars_of_all_series_are_on_one_scale_from_the_lowest_to_the_highest() -> None:
    styles = [str(bar["style"]) for bar in published(BARS).select(".bar")]
    assert styles == [
        "width:41.67%;margin-inline-start:16.67%",
        "width:83.33%;margin-inline-start:16.67%",
        "width:16.67%;margin-inline-start:0%",
    ]


def test_a_bar_below_zero_has_another_look_and_none_says_anything() -> None:
    body = published(BARS)
    assert [str(bar["style"]) for bar in body.select(".below")] == ["width:16.67%;margin-inline-start:0%"]
    assert {bar.get_text() for bar in body.select(".bar")} == {""}


def test_figures_that_are_all_nothing_have_bars_of_no_length() -> None:
    text = TEXT.replace("[30, -12]", "[0, 0]").replace('[60, ""]', "[0, 0]")
    data = read_data([Source("source/data/port.toml", text, tomllib.loads(text))])
    assert {str(bar["style"]) for bar in document(BARS, data).body.select(".bar")} == {
        "width:0%;margin-inline-start:0%"
    }


def test_parts_of_a_whole_have_their_shares_and_the_looks_of_their_rows() -> None:
    body = published(PARTS)
    assert texts(body.select("tbody td")) == ["50 € ( 50 % )", "30 € ( 30 % )", "20 € ( 20 % )"]
    drawn = [(str(part["class"]), str(part["style"])) for part in body.select(".stack .part")]
    rows = [str(row["class"]).removeprefix("swatch ") for row in body.select("tbody th > .swatch")]
    assert [look for look, _ in drawn] == rows
    assert [style for _, style in drawn] == ["width:50%", "width:30%", "width:20%"]


def test_a_part_too_small_for_its_number_is_drawn_without_it() -> None:
    text = TEXT.replace("50, 30, 20", "1, 19, 80")
    data = read_data([Source("source/data/port.toml", text, tomllib.loads(text))])
    assert [str(part["style"]) for part in document(PARTS, data).body.select(".stack .thin")] == ["width:1%"]


def test_columns_rise_to_one_height_and_are_hidden_from_those_who_listen() -> None:
    text = TEXT.replace('chart = "stacked"', 'chart = "columns"').replace("[50, 30, 20]", '[50, "", 20]')
    data = read_data([Source("source/data/port.toml", text, tomllib.loads(text))])
    body = document(PARTS, data).body
    drawn = one(body, "figure > [aria-hidden=true]")
    assert [str(bar["style"]).partition(":")[2] for bar in drawn.select(".bar")] == ["9em", "0em", "3.6em"]
    assert drawn.get_text(" ", strip=True) == "Droits Location Divers"
    assert texts(body.select("tbody th")) == ["Droits", "Location", "Divers"]


def test_what_is_drawn_of_parts_is_hidden_from_those_who_listen() -> None:
    body = published(PARTS)
    assert [str(tag["aria-hidden"]) for tag in body.select(".stacks, .swatch")] == ["true"] * 4
    assert "Droits" in {segment.msgid for segment in segments(document(PARTS))}


@pytest.mark.parametrize(("rows", "long"), [(20, False), (21, True)])
def test_a_chart_of_many_rows_may_go_on_over_the_page(rows: int, long: bool) -> None:
    names, amounts = [f"Quai {number}" for number in range(rows)], list(range(rows))
    text = f"[t]\ncaption='T'\nheading='Quai'\ncategories={names}\nseries=[{{name='Mai', values={amounts}}}]\n"
    data = read_data([Source("source/data/port.toml", text, tomllib.loads(text))])
    figure = one(document("# Le port\n\n::: chart data=t\n:::\n", data).body, "figure")
    assert ("long" in str(figure["class"]).split()) == long


def test_a_year_is_a_figure_not_a_message() -> None:
    assert "2019" not in {segment.msgid for segment in segments(document(PARTS))}
    assert texts(published(PARTS).select("thead th"))[1:] == ["2019"]


def test_labels_are_messages_and_figures_are_none() -> None:
    found = [segment.msgid for segment in segments(document(BARS))]
    assert found == ["Le port", "Navires accueillis", "Quai", "Cargos", "Voiliers", "Nord", "Sud", "Ensemble"]


def test_neither_messages_nor_ids_change_with_a_figure() -> None:
    text = TEXT.replace("30, -12", "31, 7").replace("50, 30, 20", "60, 30, 10")
    other = read_data([Source("source/data/port.toml", text, tomllib.loads(text))])
    sources = [document(f"{BARS}\n::: chart data=part\n:::\n", data) for data in (DATA, other)]
    messages = [extract(source) for source in sources]
    assert messages[0] == messages[1]
    assert sources[0].lines == sources[1].lines


def test_the_text_of_the_container_becomes_the_caption_of_the_figure() -> None:
    body = published("# Le port\n\n::: chart data=trafic {#navires}\nSource : *capitainerie*.\n:::\n")
    assert one(body, "figure#navires > figcaption").decode_contents() == "Source : <em>capitainerie</em>."


def test_its_lines_are_those_of_the_container() -> None:
    source = document(BARS)
    caption = one(source.body, "caption")
    assert source.lines[str(caption["id"])] == 3


@pytest.mark.parametrize(
    ("text", "quoted"), [("::: chart data=traffic\nUn texte.\n:::", "trafic"), ("::: chart\nUn texte.\n:::", "trafic")]
)
def test_a_chart_of_nothing_is_a_finding_at_its_line_and_its_text_stays(text: str, quoted: str) -> None:
    source = document(f"# Le port\n\n{text}\n")
    assert [(item.rule, item.file, item.line) for item in source.findings] == [
        ("document/unknown-data", "source/port.md", 3)
    ]
    assert quoted in str(source.findings[0].hint)
    assert "Un texte." in source.body.get_text()


def test_html_names_a_chart_by_an_attribute() -> None:
    page = "<body><h1>Le port</h1><figure data-chart='trafic'><p>Source : capitainerie.</p></figure></body>"
    made = identify(show_data(read_html(page, "source/port.html", "fr"), DATA))
    markdown = document("# Le port\n\n::: chart data=trafic\nSource : capitainerie.\n:::\n")
    assert one(made.body, "figure").decode() == one(markdown.body, "figure").decode()


def test_html_of_a_publication_without_data_keeps_its_attributes() -> None:
    page = "<body><h1>Le port</h1><div data-chart='autre'>Un texte.</div></body>"
    made = show_data(read_html(page, "source/port.html", "fr"), Data())
    assert one(made.body, "div")["data-chart"] == "autre"
    assert made.findings == ()


@pytest.mark.parametrize("value", ["", "abc", "1e9", "9" * 40])
def test_a_figure_that_is_none_of_ours_is_left(value: str) -> None:
    page = f"<body><h1>Le port</h1><p><data data-figure='trafic' value='{value}'>douze</data></p></body>"
    made = placed(identify(read_html(page, "source/port.html", "fr")), DATA)
    assert one(made.body, "data").get_text() == "douze"
