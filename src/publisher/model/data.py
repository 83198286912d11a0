"""Figures of a publication: values that stand in its text, series that it draws, lists of territories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from publisher.model.finding import Finding


class Kind(StrEnum):
    """What a value is, and so how each language writes it."""

    NUMBER = "number"
    CURRENCY = "currency"
    PERCENT = "percent"
    DATE = "date"
    YEAR = "year"
    ORDINAL = "ordinal"


class Drawing(StrEnum):
    """How a chart shows the rows of its table."""

    BAR = "bar"
    """a bar for every figure, on one scale"""
    COLUMNS = "columns"
    """an upright bar for every row of one series, such as the years of a period"""
    STACKED = "stacked"
    """a bar for every row, divided among the series by their shares of the row"""


@dataclass(frozen=True, slots=True)
class Format:
    """How a value is written, whatever the language."""

    kind: Kind = Kind.NUMBER
    currency: str = ""
    """ISO 4217, for `Kind.CURRENCY`"""
    unit: str = ""
    """what is counted, by its name in the CLDR, such as `kilometer`; empty for none"""
    digits: int | None = None
    """decimals that are shown; None: those of the value, at most one where it is compact"""
    compact: bool = False
    """whether a million and more is written with its word (`7,8 millions`)"""
    shows: str = "day"
    """the part of a date that is written: `day`, `month` or `year`"""
    feminine: frozenset[str] = frozenset()
    """languages in which an ordinal is feminine"""


CHART, LIST = "data-chart", "data-territories"
"""attributes of the elements that show a table and a list of territories, by their names; the list keeps it until it
is sorted"""
FIGURE = "data-figure"
"""attribute of a `<data>` whose text is its `value` as a language writes it: the name of a table, or of `FORMATS`"""
YEAR, SHARE = "#year", "#share"
FORMATS = {YEAR: Format(Kind.YEAR), SHARE: Format(Kind.PERCENT, digits=0)}
"""formats that belong to no table"""
TERRITORY = "data-territory"
"""attribute of an item of such a list, whose text is the name of a territory: its code"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an author wrote something."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Value:
    """A figure that the text calls by its name."""

    name: str
    amount: Decimal | date
    """percentages in hundredths: 41 is 41 %"""
    format: Format
    place: Place


@dataclass(frozen=True, slots=True)
class Series:
    """Figures under one name, one for every category of their table."""

    name: str | int
    """a text, or a year"""
    amounts: tuple[Decimal | None, ...]
    """None where nothing is known"""
    place: Place
    """of its total, or of itself"""
    total: Decimal | None = None
    """the sum as its author declares it"""

    @property
    def sum(self) -> Decimal:
        """The sum of what is known."""
        return sum((amount for amount in self.amounts if amount is not None), Decimal(0))


@dataclass(frozen=True, slots=True)
class Table:
    """Series over the same categories, with the words readers see."""

    name: str
    caption: str
    heading: str
    """head of the column of categories"""
    categories: tuple[str | int, ...]
    """texts, or years"""
    series: tuple[Series, ...]
    format: Format
    drawing: Drawing
    total: str
    """head of a last row with the sums; empty for none"""
    place: Place


@dataclass(frozen=True, slots=True)
class Territories:
    """Countries and territories by their codes (ISO 3166-1 alpha-2)."""

    name: str
    codes: tuple[str, ...]
    place: Place
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """names that stand for those of the CLDR, by language, then by code"""


@dataclass(frozen=True, slots=True)
class Data:
    """All of `source/data/`; every name is there once."""

    values: Mapping[str, Value] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    territories: Mapping[str, Territories] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    """figures that do not agree"""
