"""The figures of small imports, counted by hand."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.precision.imports.alignment import align
from tests.precision.imports.blocks import Block, from_jsonl, from_markdown, from_plain, to_jsonl
from tests.precision.imports.compared import raw_blocks
from tests.precision.imports.scores import Score, score
from tests.precision.imports.tokens import tokens

READ = "Le port a été fermé a midi.\nLa douane y controle tout.\n"
PRINTED = (Block("paragraph", "Le port a été fermé à midi. La douane y contrôle tout.", lines=(1, 2)),)


@dataclass(frozen=True)
class Row:
    line: int
    column: int
    original: str
    proposals: tuple[str, ...]
    kind: str = "word"
    decision: str = ""


def made(*texts: str, read: str = READ, printed: tuple[Block, ...] = PRINTED, rows: tuple[Row, ...] = ()) -> Score:
    return score(printed, read, [Block("paragraph", text) for text in texts], rows)


def test_an_import_that_does_nothing_mends_and_breaks_nothing() -> None:
    found = score(PRINTED, READ, raw_blocks(READ))
    assert (found.words, found.wrong, found.mended, found.broken, found.misc) == (12, 2, 0, 0, 0)
    # à and ô, of 54 characters; two words of 12.
    assert (found.letters, found.raw_errors, found.errors, found.word_errors) == (54, 2, 2, 2)
    assert found.worse == ()
    assert found.precision == 1


def test_words_are_mended_broken_and_made_otherwise_wrong() -> None:
    found = made("Le port à été fermé à midi. La douane y contrée tout.")
    assert (found.mended, found.broken, found.misc) == (1, 1, 1)
    assert found.precision == pytest.approx(1 / 3)
    assert found.fixed == pytest.approx(1 / 2)
    assert found.word_errors == 2


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Le port a été fermé a. La douane y controle tout.", "broken"),
        ("Le port a été fermé a midi. La douane belge y controle tout.", "added"),
        ("Le port a été fer mé a midi. La douane y controle tout.", "broken"),
        ("Le port a été fermé a midi. Ladouane y controle tout.", "broken"),
    ],
)
def test_lost_added_parted_and_joined_words_are_broken(text: str, outcome: str) -> None:
    found = made(text)
    assert found.broken == sum(case.outcome == outcome for case in found.cases) > 0
    assert found.worse != ()


def test_a_word_parted_at_the_end_of_a_line_is_mended_when_it_is_joined() -> None:
    read, printed = "Les na-\nvires partent.", (Block("paragraph", "Les navires partent.", lines=(1, 2)),)
    found = made("Les navires partent.", read=read, printed=printed)
    assert (found.wrong, found.mended, found.broken) == (1, 1, 0)


def test_a_wrong_word_that_is_only_joined_is_as_wrong_as_it_was() -> None:
    read, printed = "Les contré-\nles partent.", (Block("paragraph", "Les contrôles partent.", lines=(1, 2)),)
    found = made("Les contréles partent.", read=read, printed=printed)
    assert (found.wrong, found.mended, found.misc) == (1, 0, 0)


def test_what_typography_decides_is_no_difference() -> None:
    read = "« L'œuvre » — 7 300 000 pages : 1998-2004, A ÉVITER… 50 %."
    printed = (Block("paragraph", "“L’oeuvre” – 7\u202f300\u202f000 pages: 1998–2004, À EVITER... 50%.", lines=(1,)),)
    found = made(read, read=read, printed=printed)
    assert (found.words, found.wrong, found.raw_errors, found.errors) == (7, 0, 0, 0)


def test_capital_letters_and_digits_are_differences() -> None:
    found = made("le port a été fermé a midi. La douane y controle 1.")
    assert found.broken == 2


def test_a_row_that_proposes_what_was_printed_handles_a_word() -> None:
    rows = (Row(1, 21, "a", ("à",)), Row(2, 13, "controle", ("contrôlé", "contrôle")))
    found = made("Le port a été fermé a midi. La douane y controle tout.", rows=rows)
    assert (found.mended, found.proposed, found.rows, found.idle) == (0, 2, 2, 0)
    assert found.handled == 1


def test_rows_that_propose_something_else_or_are_carried_out_handle_nothing() -> None:
    rows = (Row(2, 13, "controle", ("contrôlé",)), Row(1, 9, "a", ("à",)), Row(1, 21, "a", ("à",), decision="auto"))
    found = made("Le port a été fermé a midi. La douane y controle tout.", rows=rows)
    assert (found.proposed, found.rows, found.idle) == (0, 2, 1)


def test_a_row_may_join_part_and_reach_over_lines() -> None:
    read = "Un toutentier na-\nvire de|'Etat."
    printed = (Block("paragraph", "Un tout entier navire de l'Etat.", lines=(1, 2)),)
    rows = (
        Row(1, 4, "toutentier", ("tout entier",), "split"),
        Row(1, 15, "na-\nvire", ("navire",), "join"),
        Row(2, 8, "|'", (" l'",)),
    )
    found = made("Un toutentier na-vire de|'Etat.", read=read, printed=printed, rows=rows)
    assert (found.wrong, found.proposed) == (5, 5)


def test_one_row_stands_for_every_place_with_its_word() -> None:
    read = "controle et controle"
    printed = (Block("paragraph", "contrôle et contrôle", lines=(1,)),)
    found = made(read, read=read, printed=printed, rows=(Row(1, 1, "controle", ("contrôle",)),))
    assert found.proposed == 2


def test_a_caption_that_moved_out_of_a_paragraph_breaks_no_word() -> None:
    read = "Le navire avait quitté le port avant\n\nUne vedette au large.\n\nla nuit et ses feux restaient éteints.\n"
    printed = (
        Block("paragraph", "Le navire avait quitté le port avant la nuit et ses feux restaient éteints.", lines=(1, 5)),
        Block("caption", "Une vedette au large.", lines=(3,)),
    )
    whole, caption = (block.text for block in printed)
    for blocks in ((whole, caption), (caption, whole)):
        found = made(*blocks, read=read, printed=printed)
        assert (found.broken, found.misc, found.worse) == (0, 0, ())
    # The file begins three blocks where two are; both of them are right.
    assert found.raw_boundaries.f1 == pytest.approx(2 * 2 / (3 + 2))


def test_boundaries_are_right_where_a_block_begins() -> None:
    printed = tuple(Block("paragraph", f"{name} arrive au port.", lines=(at,)) for at, name in ((1, "Ana"), (2, "Bo")))
    read = "Ana arrive au port.\nBo arrive au port."
    assert made(read, read=read, printed=printed).boundaries.f1 == pytest.approx(2 / 3)
    assert made(*read.split("\n"), read=read, printed=printed).boundaries.f1 == 1
    pieces = ("Ana arrive", "au port.", "Bo arrive", "au port.")
    assert made(*pieces, read=read, printed=printed).boundaries.f1 == pytest.approx(2 * 2 / (4 + 2))


def test_items_of_a_list_are_no_boundaries() -> None:
    printed = (Block("list", "la coque\nle mât", lines=(1, 2)),)
    read = "la coque\nle mât"
    one, two = (
        made("la coque le mât", read=read, printed=printed),
        made("la coque", "le mât", read=read, printed=printed),
    )
    assert one.boundaries.f1 == two.boundaries.f1 == 1


def test_a_heading_is_right_when_it_is_one_from_its_first_word_to_its_last() -> None:
    printed = (Block("heading", "Une nuit au port", 3, lines=(1,)), Block("paragraph", "Le vent se lève.", lines=(3,)))
    read = "Une nuit au port\n\nLe vent se lève."
    body = Block("paragraph", "Le vent se lève.")
    whole = score(printed, read, (Block("heading", "Une nuit au port", 3), body))
    part = score(printed, read, (Block("heading", "Une", 3), Block("paragraph", "nuit au port"), body))
    both = score(printed, read, (Block("heading", "Une nuit au port", 3), Block("heading", "Le vent se lève.", 3)))
    assert [found.headings.f1 for found in (whole, part, both)] == [1, 0, pytest.approx(2 / 3)]
    assert [found.kinds.part for found in (whole, part, both)] == [2, 1, 1]


def test_garbage_is_right_when_it_is_gone_and_its_words_never_count() -> None:
    printed = (Block("garbage", "tuv Wxq rrr", lines=(1,)), Block("paragraph", "Le vent se lève.", lines=(3,)))
    read = "tuv Wxq rrr\n\nLe vent se lève."
    gone, kept = (
        made("Le vent se lève.", read=read, printed=printed),
        made(*read.split("\n\n"), read=read, printed=printed),
    )
    assert (gone.kinds.part, kept.kinds.part, gone.kinds.whole) == (2, 1, 2)
    assert (gone.words, gone.broken, kept.broken) == (4, 0, 0)


def test_words_of_columns_are_right_in_their_place_only() -> None:
    read = "Le vent Une nuit\nse lève. sans lune."
    printed = tuple(
        Block("paragraph", text, hard=True, lines=(1, 2)) for text in ("Le vent se lève.", "Une nuit sans lune.")
    )
    as_read, apart = (
        made(" ".join(read.split()), read=read, printed=printed),
        made("Le vent se lève.", "Une nuit sans lune.", read=read, printed=printed),
    )
    assert (as_read.words, as_read.hard.whole) == (0, 8)
    # Le vent se lève … sans lune, or Le vent … Une nuit sans lune: six of eight are in order.
    assert (as_read.raw_hard.part, as_read.hard.part, apart.hard.part) == (6, 6, 8)


def test_unsure_blocks_are_left_out() -> None:
    printed = (Block("paragraph", "Le port ferme.", unsure=True, lines=(1,)),)
    assert made("Le pont ferma.", read="Le part ferme.", printed=printed).words == 0


def test_without_lines_the_file_is_compared_as_a_whole() -> None:
    printed = tuple(Block(block.kind, block.text) for block in PRINTED)
    found = made("Le port a été fermé à midi. La douane y contrôle tout.", printed=printed)
    assert (found.wrong, found.mended, found.broken) == (2, 2, 0)


def test_scores_add_up() -> None:
    one = made("Le port à été fermé à midi. La douane y contrée tout.")
    both = one + one
    assert (both.words, both.wrong, both.precision) == (24, 4, one.precision)
    assert len(both.cases) == 2 * len(one.cases)


def test_a_truth_is_read_and_written() -> None:
    text = '{"lines": "3-4,7", "kind": "heading", "level": 2, "hard": true, "text": "Au port"}\n'
    blocks = from_jsonl(text)
    assert blocks == (Block("heading", "Au port", 2, hard=True, lines=(3, 4, 7)),)
    assert from_jsonl(to_jsonl(blocks)) == blocks


def test_blank_lines_part_plain_text() -> None:
    assert [(block.text, block.lines) for block in from_plain("\nun\n deux\n\n\ntrois")] == [
        ("un deux", (2, 3)),
        ("trois", (6,)),
    ]


def test_markdown_is_read_without_its_marks() -> None:
    text = (
        "# Titre du document\n\n## Un *chapitre* \\#1\n\nUn paragraphe \\* avec \\{ et 3 > 2.\n\n- un\n- deux\n\n"
        "1. premier\n2. second\n\n::: quote\nLe vent se lève.\n\n— Ana Lopes, capitaine\n:::\n\n"
        "::: sheet Opération\nDurée\n:   trois jours\n\nLieu\n:   au large\n:::\n\n"
        "::: figures\n12\n:   navires\n:::\n\n| a | b \\| c |\n|---|---|\n| d |  |\n\n> autre\n>\n> citation\n"
    )
    assert [(block.kind, block.text) for block in from_markdown(text)] == [
        ("heading", "Un chapitre #1"),
        ("paragraph", "Un paragraphe * avec { et 3 > 2."),
        ("list", "un\ndeux"),
        ("list", "1. premier\n2. second"),
        ("quote", "Le vent se lève.\n— Ana Lopes, capitaine"),
        ("sheet", "Opération\nDurée\ntrois jours\nLieu\nau large"),
        ("figures", "12\nnavires"),
        ("table", "a b | c\nd"),
        ("quote", "autre\ncitation"),
    ]


def test_places_of_words_are_those_of_the_file() -> None:
    found = tokens("de I'Etat—nous, 7 300 pages", 0, 9)
    assert [(word.core, word.line, word.start, word.end) for word in found] == [
        ("de", 9, 0, 2),
        ("I'Etat", 9, 3, 9),
        ("nous", 9, 10, 15),
        ("7300", 9, 16, 21),
        ("pages", 9, 22, 27),
    ]


def test_words_are_aligned_one_for_two_and_where_they_moved() -> None:
    found = align("le toutentier na vire part".split(), "le tout entier navire part".split())
    assert found.at == [(0,), (1,), (1,), (2, 3), (4,)]
    assert found.matched == [True, False, False, False, True]
    moved = align("x y z a b c d e f".split(), "a b c d e f x y z".split())
    assert (moved.matched, moved.extra, moved.moved) == ([True] * 9, [], {6, 7, 8})
