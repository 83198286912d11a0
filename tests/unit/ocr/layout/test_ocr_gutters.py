"""White space down a page parts columns; what is no column is left alone."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest

import pytest

from publisher.ocr.layout.gutters import divided, layouts
from publisher.ocr.layout.lines import lines
from publisher.ocr.traced import Source
from publisher.ocr.values import Line

LEFT = textwrap.wrap(
    "Les douaniers du port ont ouvert trois conteneurs que le navire avait chargés au large, et ils ont trouvé "
    "sous des sacs de riz une grande quantité de cigarettes sans timbre.",
    36,
)
RIGHT = textwrap.wrap(
    "Un gardien du musée avait remarqué depuis plusieurs semaines une visiteuse qui dessinait les serrures des "
    "vitrines plutôt que les bijoux.",
    36,
)
X = 40


def read(text: str) -> tuple[Line, ...]:
    return lines(Source(text))


def beside(left: Sequence[str], right: Sequence[str], x: int = X) -> str:
    return "\n".join(f"{one:<{x}}{other}".rstrip() for one, other in zip_longest(left, right, fillvalue=""))


def places(text: str) -> list[tuple[int, int, int]]:
    return [(layout.start, layout.end, layout.x) for layout in layouts(read(text))]


def texts(column: Sequence[Line]) -> list[str]:
    return [line.text.text for line in column]


def test_a_gutter_parts_two_columns() -> None:
    text = beside(LEFT, RIGHT)
    assert places(text) == [(0, len(LEFT), X)]
    left, right = divided(read(text), X)
    assert (texts(left), texts(right)) == (LEFT, RIGHT)


def test_every_character_keeps_its_place_in_the_file() -> None:
    text = beside(LEFT, RIGHT)
    for column in divided(read(text), X):
        for line in column:
            assert "".join(text[line.text.origin(at)] for at in range(len(line.text.text))) == line.text.text


def test_rows_that_have_nothing_in_a_column_are_blank_lines_of_it() -> None:
    text = beside([*LEFT[:3], "", "", *LEFT[3:]], RIGHT)
    left, right = divided(read(text), X)
    assert [line.gap for line in left] == [0, 0, 0, 2, *[0] * (len(LEFT) - 4)]
    assert not any(line.gap for line in right)


def test_text_of_the_whole_width_above_and_below_is_no_part_of_it() -> None:
    wide = "Cette ligne va d'un bord de la page à l'autre, et rien ne la coupe au milieu."
    assert places(f"{wide}\n{beside(LEFT, RIGHT)}\n{wide}") == [(1, 1 + len(LEFT), X)]


def test_a_column_that_goes_on_alone_belongs_to_it() -> None:
    assert places(beside(LEFT, RIGHT[:3])) == [(0, len(LEFT), X)]
    assert places(beside(LEFT[:3], RIGHT)) == [(0, len(RIGHT), X)]
    more = "\n".join(LEFT[:3])
    assert places(f"{beside(LEFT, RIGHT)}\n\n{more}") == [(0, len(LEFT) + 3, X)]
    assert places(f"{beside(LEFT, RIGHT)}\n\nLe lendemain") == [(0, len(LEFT), X)]


def test_a_page_ends_it() -> None:
    text = beside(LEFT, RIGHT)
    assert places(f"{text}\n\f{text}") == [(0, len(LEFT), X), (len(LEFT), 2 * len(LEFT), X)]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join((*LEFT, *RIGHT)),
        "\n".join(f"    {line}" for line in (*LEFT, *RIGHT)),
        beside(LEFT[:2], RIGHT[:2]),
        "\n".join(line.replace(" ", "  ", 3) for line in (*LEFT, *RIGHT)),
        "\n".join(f"{line}   {line}" for line in (*LEFT, *RIGHT)),
        f"{LEFT[0]}  " * 40,
        "",
    ],
    ids=["sound", "indented", "two rows", "doubled", "ragged", "long", "empty"],
)
def test_no_gutter(text: str) -> None:
    assert places(text) == []
