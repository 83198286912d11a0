"""Columns that were read across are told apart; sound text is never torn."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest
from types import MappingProxyType

import pytest

from publisher.model.review import Kind
from publisher.ocr.french.context import words_of
from publisher.ocr.layout.columns import in_order
from publisher.ocr.layout.seams import Follows
from publisher.ocr.lexicon import Analysis
from publisher.ocr.traced import joined, traced
from publisher.ocr.values import Doubt, Line

PORT = (
    "Les douaniers du port ont ouvert trois conteneurs que le navire avait chargés au large, et ils ont trouvé "
    "sous des sacs de riz une grande quantité de cigarettes sans timbre. Le capitaine disait ne rien savoir de "
    "ces caisses. Deux marins ont parlé le lendemain, et le juge a fait garder le bateau à quai pendant toute "
    "la durée des recherches."
)
MUSEUM = (
    "Un gardien du musée avait remarqué depuis plusieurs semaines une visiteuse qui dessinait les serrures des "
    "vitrines plutôt que les bijoux. La police a suivi cette femme jusque dans un atelier où se fabriquaient "
    "des copies. Chaque pièce volée devait y laisser sa place à une autre, assez belle pour tromper les "
    "visiteurs les plus attentifs."
)


class Words:
    """A lexicon that knows which words are frequent."""

    def is_word(self, form: str) -> bool:
        return form.isalpha()

    def frequency(self, form: str) -> float:
        return 0.01 if form in {"les", "le", "un", "la", "deux", "chaque"} else 0.0

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        return ()


def knows(*texts: str, sure: float = 1.5) -> Follows:
    """Return a language model that knows which words stand beside each other in texts, and how `sure` that is."""
    pairs = {pair for text in texts for pair in pairwise(words_of(text))}

    def follows(left: Sequence[str], right: Sequence[str]) -> float:
        return sure if (left[-1], right[0]) in pairs else -sure

    return follows


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of a text, a page for every form feed."""
    found, gap, page, offset = list[Line](), 0, 0, 0
    for number, row in enumerate(text.split("\n"), 1):
        starts_page = row.startswith("\f")
        page += starts_page
        gap = 0 if starts_page else gap
        words = [traced(match[0], offset + match.start()) for match in re.finditer(r"\S+", row)]
        if words:
            spaces = [joined((traced(" ", word.origins[0] - 1), word)) for word in words[1:]]
            found.append(Line(joined((words[0], *spaces)), row.rstrip(), number, page, gap))
        gap = 0 if words else gap + 1
        offset += len(row) + 1
    return tuple(found)


def across(left: Sequence[str], right: Sequence[str], gutter: str = " ") -> str:
    """Return two columns as a program writes them that reads across."""
    return "\n".join(filter(None, (gutter.join(filter(None, row)) for row in zip_longest(left, right, fillvalue=""))))


def told(
    text: str, *known: str, choices: Mapping[str, bool] = MappingProxyType({})
) -> tuple[list[str], tuple[Doubt, ...]]:
    """Return the texts of the lines in order, and the doubts."""
    lines, doubts = in_order(lines_of(text), knows(*known), Words(), choices)
    return [line.text.text for line in lines], tuple(doubt for _, doubt in doubts)


LEFT, RIGHT = textwrap.wrap(PORT, 40), textwrap.wrap(MUSEUM, 40)


def test_two_columns_are_read_one_after_the_other() -> None:
    lines, doubts = told(across(LEFT, RIGHT), PORT, MUSEUM)
    assert lines == [*LEFT, *RIGHT]
    assert [(doubt.kind, doubt.done) for doubt in doubts] == [(Kind.ORDER, True)]
    assert doubts[0].original == across(LEFT, RIGHT)
    assert doubts[0].proposals[0].split() == f"{PORT} {MUSEUM}".split()


def test_columns_become_blocks_of_their_own() -> None:
    lines, _ = in_order(lines_of(across(LEFT, RIGHT)), knows(PORT, MUSEUM), Words())
    assert [line.text.text for line in lines if line.gap] == [RIGHT[0]]


def test_every_character_keeps_its_place_in_the_file() -> None:
    text = f"Avant.\n\n{across(LEFT, RIGHT)}\n"
    lines, doubts = in_order(lines_of(text), knows(PORT, MUSEUM), Words())
    assert len(lines) > len(lines_of(text))
    for line in lines:
        assert text.split("\n")[line.number - 1].find(line.text.text) >= 0
        assert "".join(text[line.text.origin(index)] for index in range(len(line.text.text))) == line.text.text
    index, doubt = doubts[0]
    assert lines[index].text.text == LEFT[0]
    assert text[doubt.origin :].startswith(LEFT[0])


@pytest.mark.parametrize("widths", [(26, 26), (32, 45), (50, 34), (55, 58)])
def test_columns_of_any_width(widths: tuple[int, int]) -> None:
    left, right = textwrap.wrap(PORT, widths[0]), textwrap.wrap(MUSEUM, widths[1])
    assert told(across(left, right), PORT, MUSEUM)[0] == [*left, *right]


def test_a_sign_between_columns_is_left_out_of_the_draft_only() -> None:
    rows = across(LEFT, RIGHT).split("\n")
    rows[2] = f"{LEFT[2]} § {RIGHT[2]}"
    lines, doubts = told("\n".join(rows), PORT, MUSEUM)
    assert lines == [*LEFT, *RIGHT]
    assert "§" in doubts[0].original


def test_a_wide_space_between_columns() -> None:
    text = "\n".join(f"{left:<46}{right}" for left, right in zip_longest(LEFT, RIGHT, fillvalue=""))
    assert told(text, PORT, MUSEUM)[0] == [*LEFT, *RIGHT]


def test_three_columns_with_wide_spaces_between() -> None:
    other = textwrap.wrap(f"{MUSEUM} {PORT}", 40)[: len(LEFT)]
    text = "\n".join(f"{one:<44}{two:<46}{three}" for one, two, three in zip(LEFT, RIGHT, other, strict=False))
    count = text.count("\n") + 1
    lines, doubts = told(text, PORT, MUSEUM)
    assert lines == [*LEFT[:count], *RIGHT[:count], *other[:count]]
    assert [doubt.done for doubt in doubts] == [True]


def test_a_wide_space_alone_does_not_part_what_goes_on_across_it() -> None:
    rows = textwrap.wrap(f"{PORT} {MUSEUM}", 80)
    text = "\n".join(f"{row[:40].rsplit(' ', 1)[0]:<44}{row[:40].rsplit(' ', 1)[1]}{row[40:]}" for row in rows)
    lines, doubts = told(text, PORT, MUSEUM)
    assert lines == [" ".join(row.split()) for row in text.split("\n")]
    assert not doubts


def test_terms_with_their_definitions_are_no_columns() -> None:
    rows = zip_longest(("Douane :", "", "Musée :", "", "Juge :"), textwrap.wrap(PORT, 60), fillvalue="")
    text = "\n".join(f"{term:<20}{line}".rstrip() for term, line in rows)
    lines, doubts = told(text, PORT)
    assert lines == [" ".join(row.split()) for row in text.split("\n")]
    assert not doubts


def test_a_box_beside_a_text_follows_it() -> None:
    text = f"{RIGHT[0]}\n{across(LEFT[:5], RIGHT[1:6])}\n" + "\n".join(RIGHT[6:])
    assert told(text, PORT, MUSEUM)[0] == [*RIGHT, *LEFT[:5]]


def test_narrow_labels_are_only_asked_about() -> None:
    left, right = textwrap.wrap(PORT, 16), textwrap.wrap(MUSEUM, 16)
    text = across(left, right)
    lines, doubts = told(text, PORT, MUSEUM)
    assert lines == text.split("\n")
    assert [doubt.done for doubt in doubts] == [False]


def test_a_paragraph_that_began_before_the_columns_stays_with_its_own() -> None:
    text = f"{RIGHT[0]}\n{across(LEFT, RIGHT[1:])}"
    lines, _ = told(text, PORT, MUSEUM)
    assert lines == [*LEFT, *RIGHT]


def test_a_paragraph_that_goes_on_below_the_columns_stays_with_its_own() -> None:
    lines, _ = told(f"{across(LEFT[:5], RIGHT[:5])}\n" + "\n".join(RIGHT[5:]), PORT, MUSEUM)
    assert lines == [*LEFT[:5], *RIGHT]
    lines, _ = told(f"{across(LEFT[:5], RIGHT[:5])}\n" + "\n".join(LEFT[5:]), PORT, MUSEUM)
    assert lines == [*LEFT, *RIGHT[:5]]


def test_an_editor_keeps_the_lines_as_they_are() -> None:
    text = across(LEFT, RIGHT)
    lines, doubts = told(text, PORT, MUSEUM, choices={text: False})
    assert lines == text.split("\n")
    assert [(doubt.original, doubt.done) for doubt in doubts] == [(text, False)]


def test_an_editor_puts_lines_in_order_that_are_only_doubtful() -> None:
    text = across(LEFT, RIGHT)
    doubtful = knows(PORT, MUSEUM, sure=0.65)
    lines, doubts = in_order(lines_of(text), doubtful, Words())
    assert lines == lines_of(text)
    assert [doubt.done for _, doubt in doubts] == [False]
    lines, doubts = in_order(lines_of(text), doubtful, Words(), {text: True})
    assert [line.text.text for line in lines] == [*LEFT, *RIGHT]
    assert [doubt.done for _, doubt in doubts] == [True]


def test_two_rows_are_not_enough_to_put_lines_in_order_unasked() -> None:
    text = across(LEFT[:2], RIGHT[:2])
    lines, doubts = told(text, PORT, MUSEUM)
    assert lines == text.split("\n")
    assert not any(doubt.done for doubt in doubts)


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_sound_text_is_never_torn(width: int) -> None:
    text = "\n".join(textwrap.wrap(PORT, width)) + "\n\n" + "\n".join(textwrap.wrap(MUSEUM, width))
    assert told(text, PORT, MUSEUM) == ([line for line in text.split("\n") if line], ())


@pytest.mark.parametrize("width", [40, 80])
def test_columns_that_already_stand_one_after_the_other_stay(width: int) -> None:
    text = "\n".join([*textwrap.wrap(PORT, width), *textwrap.wrap(MUSEUM, width)])
    assert told(text, PORT, MUSEUM) == (text.split("\n"), ())


@pytest.mark.parametrize(
    "text",
    [
        "Poste            2018     2019\nDouane           12       14\nPorts            7        9\n"
        "Musées           31       28\nNavires          4        6\nTotal            54       57",
        "Albanie - Algérie - Andorre - Angola - Autriche\n- Belgique - Bénin - Brésil - Bulgarie - Canada\n"
        "- Chili - Chine - Chypre - Colombie - Comores\n- Congo - Corée - Croatie - Cuba - Danemark",
        "Qui : police et douanes\nQuand : mai 2019\nQuoi : bijoux, montres\nOù : huit pays\nRésultat : dix navires",
        "12\nnavires\n\n7\nports\n\n31 musées\nouverts\n\n4 juges",
    ],
    ids=["table", "places", "sheet", "figures"],
)
def test_tables_and_lists_are_never_torn(text: str) -> None:
    lines, doubts = in_order(lines_of(text), lambda left, right: 0.0, Words())
    assert lines == lines_of(text)
    assert not doubts


def test_columns_end_with_their_page() -> None:
    left, right = textwrap.wrap(f"{PORT} {MUSEUM}", 40), textwrap.wrap(f"{MUSEUM} {PORT}", 40)
    text = f"{across(left[:8], right[:8])}\n\f{across(left[8:], right[8:])}"
    lines, _ = in_order(lines_of(text), knows(PORT, MUSEUM, f"{left[7]} {left[8]} {right[7]} {right[8]}"), Words())
    assert [line.text.text for line in lines] == [*left[:8], *right[:8], *left[8:], *right[8:]]
    assert [line.page for line in lines] == [0] * 16 + [1] * (len(lines) - 16)


def test_columns_that_end_at_a_blank_line_are_followed_by_others() -> None:
    text = "\n\n".join([across(LEFT, RIGHT), across(RIGHT, LEFT)])
    lines, doubts = told(text, PORT, MUSEUM)
    assert lines == [*LEFT, *RIGHT, *RIGHT, *LEFT]
    assert [doubt.done for doubt in doubts] == [True, True]


def test_a_text_without_line_breaks_stays() -> None:
    text = f"{PORT} {MUSEUM}"
    assert told(f"{text}\n{text}\n{text}", PORT) == ([text] * 3, ())


def test_no_lines() -> None:
    assert in_order((), knows(), Words()) == ((), ())
