"""Fonts, pictures and profiles once per file, in files that hold the pages of several real parts."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from publisher.engines import verapdf
from publisher.engines.assembly.fonts import composite, share_fonts, uses
from publisher.engines.assembly.fonts.face import Face, Program, components_of, identity
from publisher.engines.assembly.streams import share_streams
from publisher.engines.weasyprint import render
from publisher.renditions.pdf.tags import shape

pytestmark = pytest.mark.engine("pango", "poppler")

STYLE = """
@page { size: A6; margin: 1cm }
body { font-family: "Noto Sans" } h1 { font-family: "Noto Serif" }
:lang(ar) { font-family: "Noto Naskh Arabic", "Noto Sans" } h1:lang(ar) { font-family: "Noto Kufi Arabic" }
"""
PICTURE = '<p><img src="carre.png" alt="carré"></p>'
PARTS = {
    "fr": (
        f"<h1>Le moulin</h1><p>À Noël, la <b>farine</b> coûte 12 € ; l’œuf, 3 €.</p>{PICTURE}",
        f"<h1>La garrigue</h1><p>Où naît l’été, le <b>thym</b> sèche : çà et là, un if.</p>{PICTURE}",
        f"<h1>Un quai</h1><p>Zoé vend du maïs, des kiwis, du jus « frais ».</p>{PICTURE}<p>œ Ŵ ÿ <b>ǆ</b></p>",
    ),
    "ar": (
        f"<h1>طاحونة القرية</h1><p>يطحن الطحّان القمح <b>صباحا</b> ويبيع الدقيق</p>{PICTURE}",
        f"<h1>حديقة</h1><p>ذهبت ثريّا إلى الحديقة وجلست <b>تحت</b> شجرة ظليلة</p>{PICTURE}",
        f"<h1>رصيف الميناء</h1><p>غرق قارب صغير عند الشط فخاف زيد وضجّ الناس</p>{PICTURE}<p>سؤال عن شيء</p>",
    ),
}
HAMZA = (
    # Alef with hamza comes first with a sign on it: the line is drawn from its left end.
    "<p>أُسرة</p><p>أحمد وأمل وأنور</p><p>أَرض</p>",
    "<p>أحمد يكتب</p>",
    "<p>مَدرسة لأنور</p><p>أمل</p>",
)
DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


def png() -> bytes:
    data = BytesIO()
    Image.new("RGBA", (20, 20), (200, 30, 30, 90)).save(data, "PNG")
    return data.getvalue()


@cache
def part(lang: str, body: str) -> bytes:
    html = (
        f'<!DOCTYPE html><html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"><head><title>Essai</title>'
        f"<style>{STYLE}</style></head><body>{body}</body></html>"
    )
    return render(html, [], {"carre.png": png()}, shape).pdf


def together(lang: str, bodies: tuple[str, ...]) -> pikepdf.Pdf:
    """Return one file with the pages of several parts, as they are."""
    book = pikepdf.new()
    for body in bodies:
        with pikepdf.open(BytesIO(part(lang, body))) as some:
            book.pages.extend(some.pages)
    return book


def saved(book: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    book.save(out, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def shared(lang: str, bodies: tuple[str, ...]) -> bytes:
    book = together(lang, bodies)
    share_fonts(book)
    share_streams(book)
    return saved(book)


def pixels(pdf: bytes) -> bytes:
    return subprocess.run(["pdftoppm", "-r", "80", "-"], input=pdf, capture_output=True, check=True).stdout


def text(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return DIRECTION_MARKS.sub("", done.stdout.decode())


def letters(content: str) -> Counter[str]:
    return Counter(character for character in re.sub("<[^>]*>", "", content) if not character.isspace())


def programs(pdf: bytes) -> list[tuple[str, bytes]]:
    """Return the name of every embedded program, once, and its face."""
    with pikepdf.open(BytesIO(pdf)) as book:
        fonts = {font.program.objgen: font for font in map(composite.read, uses.find(book))}
        return [(font.use.name, identity(font.data, font.use.name)) for font in fonts.values()]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_pages_look_the_same_to_the_last_pixel(lang: str) -> None:
    before = pixels(saved(together(lang, PARTS[lang])))
    assert before.count(b"P6\n") >= len(PARTS[lang])
    assert pixels(shared(lang, PARTS[lang])) == before


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_pages_say_the_same(lang: str) -> None:
    before = text(saved(together(lang, PARTS[lang])))
    assert letters("".join(PARTS[lang])) == letters(before)
    assert text(shared(lang, PARTS[lang])) == before


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_every_face_has_one_program_and_the_file_is_smaller(lang: str) -> None:
    before, after = saved(together(lang, PARTS[lang])), shared(lang, PARTS[lang])
    faces = [face for _, face in programs(before)]
    assert len(faces) > len(set(faces)) > 1
    assert sorted(face for _, face in programs(after)) == sorted(set(faces))
    assert len(after) < 0.7 * len(before)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_second_run_gives_the_same_bytes_and_so_does_a_known_union(lang: str) -> None:
    known: dict[str, bytes] = {}
    books = [together(lang, PARTS[lang]) for _ in range(2)]
    made = [share_fonts(book, known).united for book in books]
    assert made[0] > made[1] == 0
    streams = [share_streams(book) for book in books]
    assert streams[0] == streams[1] > 0
    files = [saved(book) for book in books]
    assert files[0] == files[1]
    again = share_fonts(books[0])
    assert (again.united, again.texts_repaired, share_streams(books[0])) == (0, 0, 0)
    assert saved(books[0]) == files[0]


def test_a_file_that_was_shared_and_saved_is_not_changed_by_sharing() -> None:
    once = shared("ar", HAMZA)
    with pikepdf.open(BytesIO(once)) as plain, pikepdf.open(BytesIO(once)) as again:
        share_fonts(again)
        share_streams(again)
        assert saved(again) == saved(plain)


def test_letters_that_a_part_lost_are_back_and_none_is_said_twice() -> None:
    expected = letters("".join(HAMZA))
    before, after = saved(together("ar", HAMZA)), shared("ar", HAMZA)
    assert letters(text(before))["أ"] < expected["أ"]
    assert letters(text(after)) == expected
    assert {"أحمد", "وأمل", "وأنور"} <= set(text(after).split())
    assert "أحمد" not in text(part("ar", HAMZA[0])).split()
    assert pixels(after) == pixels(before)


def test_parts_number_their_components_apart_so_that_this_file_tests_what_it_says() -> None:
    faces: dict[bytes, list[Face]] = {}
    book = together("ar", PARTS["ar"])
    for font in map(composite.read, uses.find(book)):
        face = Face(Program(font.data, frozenset(font.widths)))
        faces.setdefault(identity(font.data, font.use.name), []).append(face)
    clashes = [
        component
        for some in faces.values()
        for one, other in combinations(some, 2)
        for component in private(one) & private(other)
        if one.drawn(component) != other.drawn(component)
    ]
    assert clashes


def private(face: Face) -> set[int]:
    """Return the components of a face that are above its text."""
    found = {component for glyph in face.glyphs for _, component in components_of(face.outline(glyph))}
    return {component for component in found if component > max(face.glyphs)}


def test_a_program_whose_outlines_contradict_is_left_alone_and_nothing_moves() -> None:
    book = together("fr", PARTS["fr"])
    fonts = [font for font in map(composite.read, uses.find(book)) if font.use.name.endswith("+Noto-Sans")]
    assert len(fonts) == len(PARTS["fr"])
    victim = fonts[1]
    face = Face(Program(victim.data, frozenset(victim.widths)))
    in_all = set(fonts[0].widths) & set(fonts[1].widths) & set(fonts[2].widths)
    outline = face.outline(max(in_all, key=lambda glyph: len(face.outline(glyph))))
    # One coordinate of one outline, as by a wrong subset; name, metrics and dictionaries say nothing of it.
    broken = victim.data.replace(outline, outline[:-3] + bytes([outline[-3] ^ 8]) + outline[-2:])
    assert broken != victim.data
    victim.program.write(broken)
    before = saved(book)
    result = share_fonts(book)
    assert [kept.name for kept in result.kept] == [victim.use.name]
    assert result.programs_after == len({face for _, face in programs(before)}) + 1
    assert broken in [font.data for font in map(composite.read, uses.find(book))]
    assert pixels(saved(book)) == pixels(before)


@pytest.mark.engine("java", "verapdf")
def test_the_shared_fonts_keep_the_rules_for_archives(tmp_path: Path) -> None:
    """The pages stand in the first part, whose catalog and metadata are complete; their tags are not joined here."""
    files = [tmp_path / f"{lang}.pdf" for lang in PARTS]
    for file, (lang, bodies) in zip(files, PARTS.items(), strict=True):
        with pikepdf.open(BytesIO(part(lang, bodies[0]))) as book:
            for body in bodies[1:]:
                with pikepdf.open(BytesIO(part(lang, body))) as some:
                    book.pages.extend(some.pages)
            assert share_fonts(book).united > 0
            assert share_streams(book) > 0
            file.write_bytes(saved(book))
    found = verapdf.validate(files, ["2b"])
    assert [(item.file, item.error, item.failures, item.compliant) for item in found] == [
        (file, None, (), True) for file in files
    ]
