"""The steps of an import one after the other, from the bytes of a file to the draft, its review and what is said."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from tests.unit.ocr.small_french import SENTENCES, SmallFrench, letters_lost, strokes

from publisher.engines import dictionary
from publisher.errors import ExitCode, PublisherError
from publisher.model.review import AUTO, Kind
from publisher.ocr import table
from publisher.ocr.importing import import_text
from publisher.ocr.lexicon import Lexicon
from publisher.ocr.values import Imported

SMALL = SmallFrench("Titre phrase longue une au part est corbeille")
SOUND = "\n\n".join(SENTENCES)
DAMAGED = strokes(letters_lost(SOUND))
WORD = re.compile(r"[^\W\d_]+")


@cache
def french() -> Lexicon:
    return dictionary.french(str(dictionary.find()))


def brought(text: str | bytes, lexicon: Lexicon = SMALL, file: str = "t.txt") -> Imported:
    return import_text(text.encode() if isinstance(text, str) else text, file, lexicon)


def words(text: str) -> list[str]:
    return WORD.findall(text)


def test_it_is_a_document() -> None:
    found = brought("Une phrase\nlongue.", file="source/mon-texte.txt")
    assert found == Imported("# Mon texte\n\nUne phrase longue.\n", (), ())


@pytest.mark.parametrize(
    ("data", "rules"),
    [
        ("Une journée à quai.".encode(), []),
        (b"\xef\xbb\xbf" + "Une journée à quai.".encode(), ["import/byte-order-mark"]),
        ("Une journée à quai.".encode("cp1252"), ["import/encoding"]),
        ("Une journée à quai.".encode("utf-16"), ["import/encoding"]),
        ("Une journée à quai.".encode("utf-32"), ["import/encoding"]),
        ("Une journée\x07 à quai.".encode(), ["import/control-character"]),
        ("Une journée à quai, déjà.".encode() + b" \xe0", ["import/encoding-mixed"]),
    ],
)
def test_an_encoding_is_said_aloud_and_the_text_is_right(data: bytes, rules: list[str]) -> None:
    found = brought(data)
    assert [(finding.rule, finding.file) for finding in found.findings] == [(rule, "t.txt") for rule in rules]
    assert words(found.markdown)[1:5] == ["Une", "journée", "à", "quai"]


@pytest.mark.parametrize("data", [b"", b"a\0b", b"%PDF-1.4", b"PK\x03\x04", bytes(range(1, 32)) * 9])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(PublisherError) as refused:
        brought(data)
    assert (refused.value.code, refused.value.file) == (ExitCode.INPUT, "t.txt")


def test_a_damaged_text_is_corrected_and_every_correction_is_listed() -> None:
    found = brought(DAMAGED)
    body = found.markdown.partition("\n\n")[2]
    expected = words(SOUND)
    assert len(words(body)) == len(expected)
    wrong = [(now, right) for now, right in zip(words(body), expected, strict=True) if now != right]
    open_words = {row.original for row in found.review if row.decision == ""}
    assert {now for now, _ in wrong} <= open_words, "what was not corrected is a question"
    assert len(wrong) < 5 < sum(1 for row in found.review if row.decision == AUTO)


def test_sound_text_is_left_alone() -> None:
    found = brought(SOUND)
    assert found.markdown.partition("\n\n")[2] == f"{SOUND}\n"
    assert [row for row in found.review if row.decision == AUTO] == []


def test_rows_stand_at_the_place_of_the_file_that_they_quote() -> None:
    lines = DAMAGED.split("\n")
    rows = brought(DAMAGED).review
    assert rows
    for row in rows:
        assert lines[row.line - 1][row.column - 1 :].startswith(row.original), row


def test_what_is_to_be_decided_comes_first_each_by_its_line() -> None:
    order = [(row.decision == AUTO, row.line, row.column) for row in brought(DAMAGED).review]
    assert all(first < then for first, then in pairwise(order))
    assert {done for done, _, _ in order} == {True, False}


def test_every_automatic_correction_can_be_undone() -> None:
    found = brought(DAMAGED)
    kept = tuple(replace(row, decision="keep") for row in found.review)
    undone = import_text(DAMAGED.encode(), "t.txt", SMALL, kept)
    assert undone.markdown.partition("\n\n")[2] == f"{DAMAGED}\n"


def test_an_import_with_the_review_it_gave_is_the_same_import() -> None:
    found = brought(DAMAGED)
    rows = table.read(table.write(found.review), "r.tsv")
    assert import_text(DAMAGED.encode(), "t.txt", SMALL, rows) == found


def test_what_is_known_of_a_word_decides_it_and_a_decision_of_its_own_is_stronger() -> None:
    known = {"navires": "bateaux", "contréle": "keep", "rien": "tout"}
    found = import_text(DAMAGED.encode(), "t.txt", SMALL, (), known)
    (row,) = (row for row in found.review if row.original == "contréle")
    assert row.decision == "keep"
    assert "Le contréle des navires" in found.markdown, "what is no row is not decided"
    own = import_text(DAMAGED.encode(), "t.txt", SMALL, (replace(row, decision="Contrôle"),), known)
    assert "Le Contrôle des navires" in own.markdown


@pytest.mark.parametrize("decision", ["keep", "accept"])
def test_what_was_decided_of_a_cut_paragraph_holds(decision: str) -> None:
    text = "\n".join(
        (
            "Les agents du port contrôlent chaque matin les",
            "navires qui viennent de la haute mer et ils ont",
            "",
            "Une légende du quai.",
            "",
            "noté dans le registre tout ce que la patrouille",
            "avait vu, avec le numéro de chaque barque.",
            "",
        )
    )
    lexicon = SmallFrench(text)
    found = import_text(text.encode(), "t.txt", lexicon)
    rows = [row for row in found.review if row.kind in (Kind.JOIN, Kind.ORDER)]
    decided = tuple(replace(row, decision=decision) for row in rows)
    once = import_text(text.encode(), "t.txt", lexicon, decided)
    assert import_text(text.encode(), "t.txt", lexicon, once.review) == once
    assert Counter(words(once.markdown)) == Counter(words(found.markdown))
    assert {row.decision for row in once.review if row.kind in (Kind.JOIN, Kind.ORDER)} <= {decision}


def test_a_running_head_and_a_folio_are_left_out_and_can_be_put_back() -> None:
    pages = [f"Rapport du port {page}\n\n{text}\n" for page, text in enumerate(SENTENCES[:6], 1)]
    found = brought("\f".join(pages))
    assert "Rapport du port" not in found.markdown.partition("\n\n")[2]
    dropped = [row for row in found.review if row.kind is Kind.DROP]
    assert [row.original for row in dropped] == [f"Rapport du port {page}" for page in range(1, 7)]
    back = tuple(replace(row, decision="keep") for row in dropped[:1])
    again = import_text("\f".join(pages).encode(), "t.txt", SMALL, back)
    assert again.markdown.count("Rapport du port") == 1


# With the dictionary that users have


CLEAN = (
    "Le service des douanes de Valmer a publié hier son bilan. Il n’y est question ni de saisies record ni de"
    " nouveaux bureaux, mais d’un lent travail d’écoute.",
    "Où que l’on aille, on a besoin de repères : là où la côte est basse, un phare suffit ; ailleurs, il en faut deux"
    " ou trois. Du reste, ce qui est dû sera payé.",
    "« Je suis sûr qu’elle viendra », dit-il, penché sur la carte. Mme Quéméner, elle, préféra se taire.",
    "Le logiciel NaviTrack 3.2 (édité par Osterberg & Fils) coûte 1 250 € par an ; 45 % des capitaineries l’ont adopté"
    " dès 2017, soit trois fois plus qu’en 2012.",
    "Les pêcheurs de Saint-Guénolé pratiquent la pêche à la palangre. Ils relâchent les juvéniles, puis ils reviennent"
    " à quai près du môle, à l’heure où le mareyeur a fini sa tournée.",
    "Aujourd’hui, l’arrière-port abrite un chantier naval, une école de voile et le siège de l’INTERCÔTE. The harbour"
    " master speaks English there, et l’on s’en étonne parfois.",
)
"""names, foreign words, figures and pairs that a machine confuses, all as they should be"""


@pytest.mark.engine("dictionary")
def test_clean_french_comes_out_with_the_words_it_had() -> None:
    text = "\n\n".join(CLEAN)
    found = brought(text, french())
    assert found.markdown.partition("\n\n")[2].replace("\\", "").split() == text.split()
    assert [row for row in found.review if row.decision == AUTO] == []


@pytest.mark.engine("dictionary")
def test_clean_french_set_in_narrow_lines_comes_out_with_the_words_it_had() -> None:
    text = "\n\n".join(re.sub(r"(.{40,60}?) ", r"\1\n", paragraph) for paragraph in CLEAN)
    found = brought(text, french())
    assert found.markdown.partition("\n\n")[2].replace("\\", "").split() == text.split()


@pytest.mark.engine("dictionary")
def test_french_with_one_accent_left_gets_the_others_back() -> None:
    sound = "\n\n".join((*SENTENCES, *CLEAN)).replace("’", "'")
    body = brought(letters_lost(sound), french()).markdown.partition("\n\n")[2].replace("\\", "")
    before, after, right = (Counter(words(text)) for text in (letters_lost(sound), body, sound))
    missing, new = right - before, after - right
    fixed = sum((missing - (right - after)).values())
    assert fixed >= 0.8 * sum(missing.values()), right - after
    assert sum((new - before).values()) <= 1, new - before


@pytest.mark.parametrize("piece", ["é", "un mot ", "a_b*", "a-", "É&", "a'"])
def test_the_time_for_one_line_grows_as_the_line_does(piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        found = brought(piece * times + "-\nsuite")
        used = time.process_time() - start
        there = found.markdown.replace("\\", "") + "".join(row.original for row in found.review)
        assert there.count(piece.strip()) >= times - 1
        return used

    seconds(10)  # tables are read
    # Eight times the text: a quadratic step takes 64 times as long.
    assert min(seconds(16_000) for _ in range(2)) < 24 * max(seconds(2_000), 0.01)


def test_a_line_of_ten_megabytes() -> None:
    found = brought("a-" * 5_000_000 + "\nsuite")
    assert found.markdown.count("a-") >= 4_999_999
