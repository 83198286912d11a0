"""Charts: the table of a series, with its labels for translators and its bars for the eye.

The table is the chart: people who listen get captions, headers and figures, and what is drawn are empty elements that
say nothing. Figures come in with their language (`catalogs/values`), so that no catalog changes with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from bs4.element import NavigableString, PageElement, Tag

from publisher.model.data import FIGURE, SHARE, YEAR, Drawing, Kind, Series, Table

PARTS = 6
"""looks of the parts of a whole, which begin again after the last; their numbers go on"""
LONG = 20
"""rows of a chart that is not kept on one page"""
THIN = Decimal("0.035")
"""share of a whole under which a part has no room for its number"""
UNKNOWN = "–"
HEIGHT = Decimal(9)
"""of the highest upright bar, in em"""
HIDDEN = {"aria-hidden": "true"}
HUNDRED = Decimal(100)


def draw(place: Tag, table: Table) -> None:
    """Make an element of a reader's own tree the figure of a chart, in place; what it holds becomes its caption."""
    note = [child.extract() for child in list(place.contents)]
    place.name = "figure"
    look = "chart long" if len(table.categories) > LONG else "chart"
    place["class"] = " ".join([look, *filter(None, place.get_attribute_list("class"))])
    for part in DRAWINGS[table.drawing](table):
        place.append(part)
    note = [node for node in note if str(node).strip()]
    if note:
        alone = note[0] if len(note) == 1 and isinstance(note[0], Tag) and note[0].name == "p" else None
        place.append(_tag("figcaption", note if alone is None else list(alone.contents)))
    for tag in place.find_all(True):
        tag.sourceline = tag.sourceline or place.sourceline


def _tag(name: str, content: Iterable[PageElement | str] = (), **attributes: str) -> Tag:
    tag = Tag(name=name, attrs={key.rstrip("_"): value for key, value in attributes.items()})
    for node in content:
        tag.append(NavigableString(node) if type(node) is str else node)
    return tag


def _bars(table: Table) -> Iterator[Tag]:
    known = [amount for series in table.series for amount in series.amounts if amount is not None]
    low, high = min([Decimal(0), *known]), max([Decimal(0), *known])

    def cell(series: Series, row: int) -> Tag:
        amount = series.amounts[row]
        if amount is None:
            return _tag("td", [UNKNOWN])
        return _tag("td", [_figure(amount, table.name), " ", _bar(amount, low, high)])

    yield _table(table, "bars" if len(table.series) > 1 else "bars single", cell)


def _bar(amount: Decimal, low: Decimal, high: Decimal) -> Tag:
    """Return a bar on a scale; below zero it goes the other way, and looks another way."""
    span = high - low or Decimal(1)
    style = (
        f"width:{_percent(abs(amount) / span)};margin-inline-start:{_percent((min(amount, Decimal(0)) - low) / span)}"
    )
    bar = _tag("span", class_="bar below" if amount < 0 else "bar", style=style)
    return _tag("span", [bar], class_="track")


def _columns(table: Table) -> Iterator[Tag]:
    """Yield the table, and an upright bar for every row."""
    (series,) = table.series

    def cell(series: Series, row: int) -> Tag:
        amount = series.amounts[row]
        return _tag("td", [UNKNOWN if amount is None else _figure(amount, table.name)])

    yield _table(table, "uprights", cell)
    highest = max(filter(None, series.amounts), default=Decimal(1))
    heights = [HEIGHT * (amount or Decimal(0)) / highest for amount in series.amounts]
    bars = [_tag("span", class_="bar", style=f"border-top-width:{_number(height)}em") for height in heights]
    rows = [[_tag("div", [bar]) for bar in bars], [_tag("div", [_label(category)]) for category in table.categories]]
    yield _tag("div", [_tag("div", row) for row in rows], class_="columns-drawn", **HIDDEN)


def _stacks(table: Table) -> Iterator[Tag]:
    """Yield the table, whose rows explain the parts, and a bar for every series, divided among the categories."""

    def cell(series: Series, row: int) -> Tag:
        amount = series.amounts[row] or Decimal(0)
        parts: list[Tag | str] = [_figure(amount, table.name)]
        if table.format.kind is not Kind.PERCENT and series.sum:
            share = (amount / series.sum * HUNDRED).quantize(Decimal("0.01"))
            parts += [" ", _tag("span", ["(", _figure(share, SHARE), ")"], class_="share")]
        return _tag("td", parts)

    yield _table(table, "parts", cell, looks=True)
    stacks = []
    for series in table.series:
        if len(table.series) > 1:
            stacks.append(_tag("p", [_label(series.name)]))
        whole = series.sum or Decimal(1)
        shares = ((amount or Decimal(0)) / whole for amount in series.amounts)
        parts = [
            _tag("span", class_=_part(row) + (" thin" if share < THIN else ""), style=f"width:{_percent(share)}")
            for row, share in enumerate(shares)
        ]
        stacks.append(_tag("div", parts, class_="stack"))
    yield _tag("div", stacks, class_="stacks", **HIDDEN)


DRAWINGS: Mapping[Drawing, Callable[[Table], Iterator[Tag]]] = {
    Drawing.BAR: _bars,
    Drawing.COLUMNS: _columns,
    Drawing.STACKED: _stacks,
}


def _part(row: int) -> str:
    return f"part part-{row % PARTS + 1}"


def _table(table: Table, look: str, cell: Callable[[Series, int], Tag], *, looks: bool = False) -> Tag:
    """Return the table of a chart: a row for every category, with the look of its part, a column for every series."""
    head = [_tag("th", [table.heading], scope="col")]
    head += [_tag("th", [_label(series.name)], scope="col") for series in table.series]
    rows = []
    for number, category in enumerate(table.categories):
        # A block, so that it is no part of the message.
        look_of = [_tag("div", class_=f"swatch {_part(number)}", **HIDDEN)] if looks else []
        label = _tag("th", [*look_of, _label(category)], scope="row")
        rows.append(_tag("tr", [label, *(cell(series, number) for series in table.series)]))
    parts = [_tag("caption", [table.caption]), _tag("thead", [_tag("tr", head)]), _tag("tbody", rows)]
    if table.total:
        sums = [_tag("td", [_figure(series.sum, table.name)]) for series in table.series]
        parts.append(_tag("tfoot", [_tag("tr", [_tag("th", [table.total], scope="row"), *sums])]))
    return _tag("table", parts, class_=look)


def _label(said: str | int) -> str | Tag:
    """Return the words of a row or column, or its year."""
    return said if isinstance(said, str) else _figure(Decimal(said), YEAR)


def _figure(amount: Decimal, form: str) -> Tag:
    """Return a figure without its text, which is put in when its language is known."""
    return _tag("data", value=f"{amount:f}", **{FIGURE: form})


def _percent(share: Decimal) -> str:
    return f"{_number(share * HUNDRED)}%"


def _number(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
