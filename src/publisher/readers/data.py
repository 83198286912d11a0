"""Tables of `source/data/*.toml` -> Data; all their faults at once.

A name stands for a value (`pays = 194`, or a table with `value`), a value taken `from` a series, a table of `series`,
or a list of `territories`, with the names that some of them have in some languages.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from publisher.languages import known
from publisher.model.data import Data, Drawing, Format, Kind, Place, Series, Table, Territories, Value
from publisher.model.finding import Finding
from publisher.readers.data_keys import FORMAT, SERIES, TABLE, TAKEN, TERRITORIES, VALUE, Question, text_fault
from publisher.readers.data_rows import Faults, Row, Source, rows_of

NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_data(sources: Iterable[Source]) -> Data:
    """Return the data of a publication.

    Errors: PublisherError (usage) that names every fault, the first with its file and line.
    """
    faults = Faults()
    rows = [row for source in sources for row in rows_of(source)]
    _names(rows, faults)
    sound = [row for row in rows if _is_sound(row, faults)]
    by_shape = {key: [row for row in sound if _shape(row) is shape] for key, shape in SHAPES.items()}
    tables = {row.name: _table(row) for row in by_shape["series"]}
    unsound = {row.name for row in rows} - {row.name for row in sound}
    wanted = (row for row in by_shape["from"] if row.said["from"] not in unsound)
    taken = [(row, origin) for row in wanted if (origin := _origin(row, tables, faults))]
    faults.stop()
    values = {row.name: _value(row) for row in by_shape["value"]}
    values |= {row.name: _taken(row, origin) for row, origin in taken}
    return Data(
        {row.name: values[row.name] for row in rows if row.name in values},
        tables,
        {row.name: _list(row) for row in by_shape["territories"]},
        (*_sums(tables.values()), *_differences(taken)),
    )


def _names(rows: Sequence[Row], faults: Faults) -> None:
    first: dict[str, Row] = {}
    for row in rows:
        if not NAME.fullmatch(row.name):
            faults.add(row.place(), f"“{row.name}” is no name: use small letters, digits and _, a letter first")
        if row.name in first:
            other = first[row.name].place()
            faults.add(row.place(), f"“{row.name}” is in {other.file}, line {other.line}, too")
        first.setdefault(row.name, row)


def _ask(row: Row, keys: Mapping[str, Question], required: Iterable[str], faults: Faults) -> None:
    """Ask every key of a row by itself."""
    for key, value in row.said.items():
        place = row.place(key)
        if key not in keys:
            near = difflib.get_close_matches(key, keys, 1, 0.5)
            faults.add(place, f"“{row.name}”: unknown key “{key}”" + (f"; did you mean “{near[0]}”?" if near else ""))
        elif fault := keys[key](value):
            faults.add(place, f"“{row.name}”: “{key}” {fault}")
    for key in required:
        if key not in row.said:
            faults.add(row.place(), f"“{row.name}”: the key “{key}” is missing")


def _is_sound(row: Row, faults: Faults) -> bool:
    """Ask all there is to ask of one row."""
    before = len(faults.found)
    shape = _shape(row)
    _ask(row, shape.keys, shape.required, faults)
    if shape is SHAPES["series"]:
        for inner in _inner(row):
            _ask(inner, SERIES, ("name", "values"), faults)
    if len(faults.found) == before:
        shape.together(row, faults)
    return len(faults.found) == before


def _inner(row: Row) -> list[Row]:
    """Return the series of a table, as rows."""
    said = row.said.get("series")
    tables = [item for item in said if isinstance(item, dict)] if isinstance(said, list) else []
    return [Row(f"{row.name}.series.{number}", item, row.file, row.lines) for number, item in enumerate(tables)]


def _together_value(row: Row, faults: Faults) -> None:
    amount = row.said["value"]
    form = _format(row, amount)
    if (form.kind is Kind.DATE) != isinstance(amount, date):
        faults.add(row.place("value"), f"“{row.name}” must be a date when its kind is date, and else a number")
    elif form.kind in (Kind.YEAR, Kind.ORDINAL) and not (type(amount) is int and amount > 0):
        faults.add(row.place("value"), f"“{row.name}” must be a whole number above zero: its kind is {form.kind}")
    _together_format(row, form, faults)


def _together_format(row: Row, form: Format, faults: Faults) -> None:
    if (form.kind is Kind.CURRENCY) != bool(form.currency):
        faults.add(row.place("kind"), f"“{row.name}”: the kind currency and a currency belong together")
    if form.unit and form.kind is not Kind.NUMBER:
        faults.add(row.place("unit"), f"“{row.name}”: only a number has a unit")


def _together_table(row: Row, faults: Faults) -> None:
    form = _format(row)
    if form.kind not in (Kind.NUMBER, Kind.CURRENCY, Kind.PERCENT):
        faults.add(row.place("kind"), f"“{row.name}”: series hold numbers, sums of money or percentages")
    _together_format(row, form, faults)
    names = [said["name"] for said in row.said["series"]]
    for inner in _inner(row):
        said, place = inner.said, inner.place("values")
        if names.count(said["name"]) > 1:
            faults.add(inner.place("name"), f"“{row.name}”: two series have the name “{said['name']}”")
        if len(said["values"]) != len(row.said["categories"]):
            counts = f"{len(said['values'])} values for {len(row.said['categories'])} categories"
            faults.add(place, f"“{row.name}”: “{said['name']}” has {counts}")
        if row.said.get("chart") == Drawing.STACKED and any(value == "" or value < 0 for value in said["values"]):
            faults.add(place, f"“{row.name}”: shares of a whole cannot be unknown or below zero")
        if row.said.get("chart") == Drawing.COLUMNS and any(value != "" and value < 0 for value in said["values"]):
            faults.add(place, f"“{row.name}”: columns cannot go below zero; bars can")
    if row.said.get("chart") == Drawing.COLUMNS and len(names) > 1:
        faults.add(row.place("chart"), f"“{row.name}”: columns show one series")


def _together_taken(row: Row, faults: Faults) -> None:
    if row.said.keys() & FORMAT.keys():
        _together_format(row, _format(row), faults)


def _together_list(row: Row, faults: Faults) -> None:
    for tag, names in row.said.get("names", {}).items():
        if tag not in known() or not isinstance(names, dict):
            fault = f"“{tag}” is not a table of names for one of {', '.join(known())}"
            faults.add(row.place(f"names.{tag}"), f"“{row.name}”: {fault}")
            continue
        for code, name in names.items():
            place = row.place(f"names.{tag}.{code}")
            if code not in row.said["territories"]:
                faults.add(place, f"“{row.name}” has a name for “{code}”, which is not in its list")
            elif text := text_fault(name):
                faults.add(place, f"“{row.name}”: the name of “{code}” {text}")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a name can stand for."""

    keys: Mapping[str, Question]
    required: tuple[str, ...]
    together: Callable[[Row, Faults], None]
    """asks what depends on several keys, once each is sound by itself"""


SHAPES: Mapping[str, Shape] = {
    "from": Shape(TAKEN, ("from",), _together_taken),
    "territories": Shape(TERRITORIES, ("territories",), _together_list),
    "series": Shape(TABLE, ("caption", "heading", "categories", "series"), _together_table),
    "value": Shape(VALUE, ("value",), _together_value),
}
"""shapes by the key that tells them; the first whose key is there counts, and the last where none is"""


def _shape(row: Row) -> Shape:
    return SHAPES[next((key for key in SHAPES if key in row.said), "value")]


def _format(row: Row, amount: Any = None) -> Format:
    said = row.said
    kind = Kind.DATE if isinstance(amount, date) else Kind.CURRENCY if "currency" in said else Kind.NUMBER
    return Format(
        Kind(said.get("kind", kind)),
        said.get("currency", ""),
        said.get("unit", ""),
        said.get("digits"),
        said.get("compact", False),
        said.get("shows", "day"),
        frozenset(said.get("feminine", ())),
    )


def _decimal(value: float) -> Decimal:
    return Decimal(str(value))


def _value(row: Row) -> Value:
    amount = row.said["value"]
    form = _format(row, amount)
    return Value(row.name, amount if isinstance(amount, date) else _decimal(amount), form, row.place())


def _table(row: Row) -> Table:
    said = row.said
    series = tuple(
        Series(
            item["name"],
            tuple(None if value == "" else _decimal(value) for value in item["values"]),
            inner.place("total"),
            _decimal(item["total"]) if "total" in item else None,
        )
        for inner in _inner(row)
        for item in [inner.said]
    )
    return Table(
        row.name,
        said["caption"],
        said["heading"],
        tuple(said["categories"]),
        series,
        _format(row),
        Drawing(said.get("chart", Drawing.BAR)),
        said.get("total", ""),
        row.place(),
    )


def _list(row: Row) -> Territories:
    return Territories(row.name, tuple(row.said["territories"]), row.place(), row.said.get("names", {}))


def _origin(row: Row, tables: Mapping[str, Table], faults: Faults) -> Table | None:
    """Return the table a value is taken from, None with a fault when it cannot be found there."""
    origin = tables.get(row.said["from"])
    if origin is None:
        faults.add(row.place("from"), f"“{row.name}”: there are no series “{row.said['from']}”")
        return None
    names = [series.name for series in origin.series]
    if row.said.get("series", names[0] if len(names) == 1 else None) not in names:
        faults.add(row.place("series"), f"“{row.name}”: “series” must be one of {', '.join(map(str, names))}")
    elif row.said.get("category", origin.categories[0]) not in origin.categories:
        faults.add(row.place("category"), f"“{row.name}”: “{origin.name}” has no such category")
    elif _cell(row, origin) is None:
        faults.add(row.place("category"), f"“{row.name}”: nothing is known there")
    return origin


def _cell(row: Row, origin: Table) -> Decimal | None:
    series = next((each for each in origin.series if each.name == row.said.get("series")), origin.series[0])
    if "category" not in row.said:
        return series.sum
    return series.amounts[origin.categories.index(row.said["category"])]


def _taken(row: Row, origin: Table) -> Value:
    form = _format(row) if row.said.keys() & FORMAT.keys() else origin.format
    return Value(row.name, _cell(row, origin) or Decimal(0), form, row.place())


def _sums(tables: Iterable[Table]) -> Iterator[Finding]:
    """Yield a finding for every total that is not the sum of its series."""
    for table in tables:
        for series in table.series:
            if series.total is not None and series.total != series.sum:
                yield _disagreement(series.place, f"{table.name}, {series.name}", series.total, series.sum)


def _differences(taken: Iterable[tuple[Row, Table]]) -> Iterator[Finding]:
    """Yield a finding for every value that is not what stands where it is taken from."""
    for row, origin in taken:
        if "value" in row.said and _decimal(row.said["value"]) != _cell(row, origin):
            yield _disagreement(row.place("value"), row.name, _decimal(row.said["value"]), _cell(row, origin))


def _disagreement(place: Place, name: str, said: Decimal, found: Decimal | None) -> Finding:
    return Finding(
        "document/total",
        f"“{name}” is given as {said:f}, its figures make {found:f}",
        file=place.file,
        line=place.line,
        hint="correct the figure that is wrong",
    )
