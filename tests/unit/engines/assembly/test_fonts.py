"""Fonts once per file: unions of small programs made for it, and files that hold them."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterable, Mapping
from copy import copy
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from publisher.engines.assembly.fonts import FontSharing, cmaps, sfnt, share_fonts, union
from publisher.engines.assembly.fonts.face import Face, Program
from publisher.engines.assembly.fonts.refusal import RefusalError

Metrics = Mapping[int, tuple[int, int]]


def simple(shape: int) -> bytes:
    """Return an outline of one contour, one for each number."""
    return struct.pack(">5h", 1, 0, 0, 500, 700) + bytes([shape, 1, 2])


def composite(*components: int) -> bytes:
    """Return an outline that is made of other glyphs."""
    more = [0x20] * (len(components) - 1) + [0]
    pieces = (struct.pack(">HHbb", flags, glyph, 0, 0) for flags, glyph in zip(more, components, strict=True))
    return struct.pack(">5h", -1, 0, 0, 500, 700) + b"".join(pieces)


def program(
    outlines: Mapping[int, bytes], metrics: Metrics | None = None, name: bytes = b"Essai", box: int = 9
) -> bytes:
    """Return a TrueType program; glyphs are 600 wide unless `metrics` says otherwise."""
    count = max(outlines) + 1
    padded = [outlines.get(glyph, b"") for glyph in range(count)]
    padded = [outline + bytes(len(outline) % 2) for outline in padded]
    offsets = [sum(map(len, padded[:glyph])) for glyph in range(count + 1)]
    rows = [(metrics or {}).get(glyph, (600, 0)) for glyph in range(count)]
    return sfnt.write(
        {
            b"glyf": b"".join(padded),
            b"head": struct.pack(
                ">4I2H2Q4h3H2h", 0x10000, 1, 0, 0x5F0F3CF5, 0, 1000, 7, 8, -box, -box, box, box, 0, 8, 2, 0, 0
            ),
            b"hhea": struct.pack(">I3hH11hH", 0x10000, 800, -200, 0, 700, *[0] * 11, count),
            b"hmtx": sfnt.pack("H", [number for row in rows for number in row]),
            b"loca": sfnt.pack("H", [offset // 2 for offset in offsets]),
            b"maxp": struct.pack(">I14H", 0x10000, count, *[4] * 13),
            b"name": name,
        }
    )


def faces(*parts: tuple[bytes, Iterable[int]]) -> list[Face]:
    return [Face(Program(data, frozenset(glyphs))) for data, glyphs in parts]


def drawn(data: bytes, glyphs: Iterable[int]) -> object:
    return dict(Face(Program(data, frozenset(glyphs))).glyphs)


def add_part(book: Pdf, data: bytes, texts: Mapping[int, str], **changes: object) -> None:
    """Add a page whose font is written as WeasyPrint writes it; `changes` go into the font dictionary."""
    file = book.make_stream(data, Length1=len(data))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Essai"), Flags=4, FontBBox=Array([0, -200, 600, 800]),
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=800, StemV=80, FontFile2=file,
    )  # fmt: skip
    metrics = Face(Program(data, frozenset(texts))).glyphs
    info = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    widths = Array([item for glyph in sorted(texts) for item in (glyph, Array([metrics[glyph][1]]))])
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+Essai"), CIDSystemInfo=info,
        CIDToGIDMap=Name.Identity, W=widths, FontDescriptor=book.make_indirect(descriptor),
    )  # fmt: skip
    said = {code: text.encode("utf-16-be").hex().encode() for code, text in texts.items()}
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/AAAAAA+Essai"), Encoding=Name("/Identity-H"),
        ToUnicode=book.make_stream(cmaps.write_texts(said)), DescendantFonts=Array([book.make_indirect(descendant)]),
    )  # fmt: skip
    for key, value in changes.items():
        font["/" + key] = value
    add_page(book, book.make_indirect(font))


def add_page(book: Pdf, font: pikepdf.Object) -> None:
    book.add_blank_page().obj.Resources = Dictionary(Font=Dictionary(F1=font))


def fonts_of(book: Pdf) -> list[pikepdf.Object]:
    return [page.obj.Resources.Font.F1 for page in book.pages]


def embedded(font: pikepdf.Object) -> bytes:
    return font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()


def texts_of(font: pikepdf.Object) -> dict[int, str]:
    said = cmaps.read_texts(font.ToUnicode.read_bytes())
    return {code: bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in said.items()}


def saved(book: Pdf) -> bytes:
    out = BytesIO()
    book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


A = program({1: simple(1), 2: simple(2)})
B = program({1: simple(1), 3: simple(3)})
C = program({1: simple(1), 5: simple(5)})
OTHER = program({1: simple(9), 4: simple(4)})


# unions of programs


def test_a_union_draws_the_text_of_every_part_under_the_same_ids() -> None:
    united = union.unite(faces((A, [1, 2]), (B, [1, 3])))
    assert drawn(united, [1, 2]) == drawn(A, [1, 2])
    assert drawn(united, [1, 3]) == drawn(B, [1, 3])


def test_outlines_and_metrics_are_copied_byte_for_byte() -> None:
    metrics = {2: (333, 0xFFF0), 3: (1200, 44)}
    first, second = program({2: simple(2)}, metrics), program({3: simple(3)}, metrics)
    united = faces((union.unite(faces((first, [2]), (second, [3]))), [2, 3]))[0]
    assert united.outline(2) == faces((first, [2]))[0].outline(2)
    assert united.outline(3) == faces((second, [3]))[0].outline(3)
    assert [united.metric(2), united.metric(3)] == [metrics[2], metrics[3]]


def test_ids_above_the_text_are_private_to_a_part() -> None:
    """A dot and a hamza have the same id in two parts, which is how a naive union draws wrong letters."""
    dotted = program({1: composite(5, 6), 5: simple(50), 6: simple(60)})
    with_hamza = program({2: composite(5, 6), 5: simple(50), 6: simple(61)})
    united = union.unite(faces((dotted, [1]), (with_hamza, [2])))
    assert drawn(united, [1]) == drawn(dotted, [1])
    assert drawn(united, [2]) == drawn(with_hamza, [2])


def test_a_component_that_is_in_several_parts_is_there_once() -> None:
    first = program({1: composite(5), 5: simple(50)})
    second = program({2: composite(7), 7: simple(50)})
    united = faces((union.unite(faces((first, [1]), (second, [2]))), [1, 2]))[0]
    assert united.count == 4


def test_the_order_of_the_parts_does_not_matter() -> None:
    parts = [(A, [1, 2]), (B, [1, 3]), (program({1: composite(5), 5: simple(1)}), [5])]
    assert union.unite(faces(*parts)) == union.unite(faces(*reversed(parts)))
    some = [face.program for face in faces(*parts)]
    assert union.key(some) == union.key(reversed(some))


def test_other_glyphs_or_another_text_have_another_key() -> None:
    keys = {union.key(face.program for face in faces(*parts)) for parts in (
        [(A, [1, 2])], [(A, [1])], [(B, [1])], [(A, [1]), (B, [1])], [(A, [1, 2]), (B, [1])],
    )}  # fmt: skip
    assert len(keys) == 5


def test_parts_that_draw_a_glyph_in_two_ways_do_not_agree() -> None:
    wide = program({1: simple(1)}, {1: (601, 0)})
    moved = program({1: simple(1)}, {1: (600, 5)})
    empty = program({1: b"", 2: simple(2)})
    every = faces((A, [1, 2]), (OTHER, [1]), (wide, [1]), (moved, [1]), (empty, [1]), (B, [1]))
    assert union.agreeing(every) == [[every[0], every[5]], [every[1]], [every[2]], [every[3]], [every[4]]]


def test_a_component_that_advances_otherwise_is_another_drawing() -> None:
    first = program({1: composite(2), 2: simple(2)})
    second = program({1: composite(2), 2: simple(2)}, {2: (650, 0)})
    assert len(union.agreeing(faces((first, [1]), (second, [1])))) == 2


def test_padding_is_no_part_of_an_outline() -> None:
    first, second = program({1: simple(1)}), program({1: simple(1) + bytes(3)})
    assert len(union.agreeing(faces((first, [1]), (second, [1])))) == 1


def test_a_union_that_draws_one_glyph_otherwise_is_not_believed() -> None:
    every = faces((A, [1, 2]), (B, [1, 3]))
    united = union.unite(every)
    union.prove(united, every)
    sound = sfnt.tables(united)
    at = sound[b"glyf"].index(simple(3)) + 10
    for table, place in ((b"glyf", at), (b"hmtx", 4 * 3 + 1), (b"hmtx", 4 * 2 + 3), (b"loca", 2 * 3 + 1)):
        data = bytearray(sound[table])
        data[place] ^= 2
        with pytest.raises(RefusalError):
            union.prove(sfnt.write(sound | {table: bytes(data)}), every)


def test_more_outlines_than_short_offsets_can_tell_apart_get_long_ones() -> None:
    large = {glyph: simple(glyph % 128) + random.Random(glyph).randbytes(90_000) for glyph in (1, 2)}
    parts = [(program({glyph: outline}), [glyph]) for glyph, outline in large.items()]
    united = union.unite(faces(*parts))
    assert sfnt.tables(united)[b"head"][50:52] == b"\0\1"
    assert drawn(united, [2]) == drawn(*parts[1])


def test_components_without_end_and_damaged_ones_are_refused() -> None:
    for outlines in ({1: composite(2), 2: composite(1)}, {1: composite(1)}, {1: composite(2)[:-4]}, {1: composite(9)}):
        with pytest.raises(RefusalError):
            faces((program(outlines), [1]))


def test_components_of_components_that_branch_are_read_in_no_time() -> None:
    outlines = {glyph: composite(*[glyph + 1] * 50) for glyph in range(1, 15)} | {15: simple(1)}
    united = union.unite(faces((program(outlines), [1]), (A, [2])))
    assert drawn(united, [1]) == drawn(program(outlines), [1])


@given(st.lists(st.sets(st.integers(1, 30), min_size=1), min_size=2, max_size=6), st.integers())
def test_parts_of_one_face_always_agree_and_each_keeps_its_drawing(texts: list[set[int]], seed: int) -> None:
    """Each part has the glyphs of its text under their ids, and the components beyond in an order of its own."""
    chance = random.Random(seed)
    made = {glyph: chance.sample(range(100, 110), chance.randrange(3)) for glyph in range(1, 31)}
    parts: list[tuple[bytes, set[int]]] = []
    for text in texts:
        used = chance.sample(range(100, 110), 10)
        places = {component: max(text) + 1 + place for place, component in enumerate(used)}
        outlines = {places[component]: simple(component) for component in used}
        for glyph in text:
            inside = [places[component] for component in made[glyph]]
            outlines[glyph] = composite(*inside) if inside else simple(glyph)
        parts.append((program(outlines), text))
    assert len(union.agreeing(faces(*parts))) == 1
    united = union.unite(faces(*parts))
    for data, text in parts:
        assert drawn(united, text) == drawn(data, text)


# files


def test_parts_of_a_face_share_one_program_one_descriptor_and_one_font() -> None:
    book = Pdf.new()
    add_part(book, A, {1: "a", 2: "b"})
    add_part(book, B, {1: "a", 3: "c"})
    assert share_fonts(book) == FontSharing(2, 1, united=1, texts_repaired=0, kept=())
    first, second = fonts_of(book)
    assert first.objgen == second.objgen
    assert texts_of(first) == {1: "a", 2: "b", 3: "c"}
    assert first.DescendantFonts[0].W.unparse() == b"[ 1 [ 600 600 600 ] ]"


def test_a_second_run_gives_the_same_bytes() -> None:
    book = Pdf.new()
    add_part(book, A, {1: "a", 2: "b"})
    add_part(book, B, {1: "ä", 3: "c"})
    add_part(book, OTHER, {1: "a", 4: "d"})
    share_fonts(book)
    once = saved(book)
    again = share_fonts(book)
    assert (again.united, again.texts_repaired) == (0, 0)
    assert saved(book) == once


def test_a_descriptor_without_a_number_of_its_own_is_not_written_again() -> None:
    book = Pdf.new()
    add_part(book, A, {1: "a", 2: "b"})
    descendant = fonts_of(book)[0].DescendantFonts[0]
    descendant.FontDescriptor = copy(descendant.FontDescriptor)
    font = fonts_of(book)[0].objgen
    share_fonts(book)
    assert fonts_of(book)[0].objgen == font


def test_the_same_parts_give_the_same_bytes() -> None:
    files = []
    for _ in range(2):
        book = Pdf.new()
        add_part(book, A, {1: "a", 2: "b"})
        add_part(book, B, {1: "a", 3: "c"})
        share_fonts(book)
        files.append(saved(book))
    assert files[0] == files[1]


def test_a_union_that_is_known_is_not_made_again_and_gives_the_same_file() -> None:
    known: dict[str, bytes] = {}
    results = []
    for _ in range(2):
        book = Pdf.new()
        add_part(book, A, {1: "a", 2: "b"})
        add_part(book, B, {1: "a", 3: "c"})
        results.append((share_fonts(book, known).united, saved(book)))
    assert [united for united, _ in results] == [1, 0]
    assert results[0][1] == results[1][1]


def test_a_known_union_that_was_damaged_is_made_again() -> None:
    known: dict[str, bytes] = {}
    results = []
    for _ in range(3):
        book = Pdf.new()
        add_part(book, A, {1: "a", 2: "b"})
        add_part(book, B, {1: "a", 3: "c"})
        results.append((share_fonts(book, known).united, saved(book)))
        for key, value in known.items():
            known[key] = value[:-9] + b"x" + value[-8:] if len(results) == 1 else b""
    assert [united for united, _ in results] == [1, 1, 1]
    assert results[0][1] == results[1][1] == results[2][1]


def test_a_program_that_draws_otherwise_under_the_same_name_is_left_alone() -> None:
    book = Pdf.new()
    for data, texts in ((A, {1: "a", 2: "b"}), (OTHER, {1: "a", 4: "d"}), (B, {1: "a", 3: "c"})):
        add_part(book, data, texts)
    result = share_fonts(book)
    assert (result.programs_before, result.programs_after) == (3, 2)
    assert [font.name for font in result.kept] == ["AAAAAA+Essai"]
    first, second, third = fonts_of(book)
    assert embedded(second) == OTHER
    assert first.objgen == third.objgen


def test_the_name_of_a_font_is_not_trusted_to_tell_faces_apart_or_together() -> None:
    book = Pdf.new()
    add_part(book, A, {1: "a", 2: "b"}, BaseFont=Name("/BBBBBB+Autre"))
    add_part(book, B, {1: "a", 3: "c"})
    assert share_fonts(book).programs_after == 1
    first, second = fonts_of(book)
    assert (first.BaseFont, second.BaseFont) == (Name("/BBBBBB+Autre"), Name("/AAAAAA+Essai"))
    assert embedded(first) == embedded(second)


def test_texts_that_contradict_stay_with_their_part_and_share_the_program() -> None:
    book = Pdf.new()
    add_part(book, A, {1: "a", 2: "b"})
    add_part(book, B, {1: "α", 3: "c"})
    assert share_fonts(book).programs_after == 1
    assert [texts_of(font) for font in fonts_of(book)] == [{1: "a", 2: "b"}, {1: "α", 3: "c"}]


def test_a_letter_that_a_part_lost_has_its_text_from_another() -> None:
    """Alef with hamza stands under a vowel sign where the first part draws it first."""
    sign = {2: (0, 0)}
    first = program({1: simple(1), 2: simple(2)}, sign)
    second = program({1: simple(1), 3: simple(3)})
    book = Pdf.new()
    add_part(book, first, {1: "", 2: "أَ"})
    add_part(book, second, {1: "أ", 3: "ب"})
    assert share_fonts(book).texts_repaired == 2
    assert {font.objgen for font in fonts_of(book)} == {fonts_of(book)[0].objgen}
    assert texts_of(fonts_of(book)[0]) == {1: "أ", 2: "\N{ARABIC FATHA}", 3: "ب"}


def test_a_sign_keeps_its_letter_while_any_glyph_of_the_part_has_no_text() -> None:
    first = program({1: simple(1), 2: simple(2)}, {2: (0, 0)})
    book = Pdf.new()
    add_part(book, first, {1: "", 2: "أَ"})
    add_part(book, B, {3: "ب"})
    assert share_fonts(book).texts_repaired == 0
    assert texts_of(fonts_of(book)[0])[2] == "أَ"


def test_a_text_that_parts_give_in_two_ways_repairs_nothing() -> None:
    book = Pdf.new()
    for text in ("", "أ", "إ"):
        add_part(book, A, {1: text, 2: "ب"})
    assert share_fonts(book).texts_repaired == 0
    assert [texts_of(font)[1] for font in fonts_of(book)] == ["", "أ", "إ"]


def test_a_letter_with_a_width_keeps_the_whole_of_its_text() -> None:
    book = Pdf.new()
    add_part(book, A, {1: "e\N{COMBINING ACUTE ACCENT}", 2: "ffi"})
    assert share_fonts(book).texts_repaired == 0
    assert texts_of(fonts_of(book)[0]) == {1: "e\N{COMBINING ACUTE ACCENT}", 2: "ffi"}


def test_a_missing_glyph_keeps_its_sign_and_its_text() -> None:
    """WeasyPrint gives a character no font has a code after all glyphs, and the encoding leads it to glyph 0."""
    data = program({0: simple(7), 1: simple(1)})
    book = Pdf.new()
    add_part(book, A, {1: "a", 2: "b"})
    add_part(book, data, {0: "", 1: "a"})
    font = fonts_of(book)[1]
    font.Encoding = book.make_stream(cmaps.write_glyphs({1: 1, 900: 0}))
    font.ToUnicode = book.make_stream(cmaps.write_texts({1: b"0061", 900: b"4e00"}))
    font.DescendantFonts[0].W = Array([0, Array([600, 600]), 900, Array([600])])
    result = share_fonts(book)
    assert (result.programs_after, result.kept) == (1, ())
    font = fonts_of(book)[1]
    assert texts_of(font) == {1: "a", 2: "b", 900: "一"}
    assert cmaps.read_glyphs(font.Encoding.read_bytes()) == {1: 1, 2: 2, 900: 0}
    assert drawn(embedded(font), [0, 1]) == drawn(data, [0, 1])


def test_a_glyph_with_a_width_and_no_text_is_kept() -> None:
    book = Pdf.new()
    add_part(book, program({1: simple(1), 5: simple(5)}), {1: "a"})
    add_part(book, B, {1: "a", 3: "c"})
    fonts_of(book)[0].DescendantFonts[0].W = Array([1, Array([600]), 5, Array([600])])
    share_fonts(book)
    assert drawn(embedded(fonts_of(book)[0]), [5]) == drawn(program({5: simple(5)}), [5])


def test_a_descriptor_has_room_for_the_glyphs_of_all_parts() -> None:
    book = Pdf.new()
    add_part(book, A, {1: "a", 2: "b"})
    add_part(book, program({1: simple(1), 3: simple(3)}, {3: (900, 0)}), {1: "a", 3: "c"})
    small, large = (font.DescendantFonts[0].FontDescriptor for font in fonts_of(book))
    small.Flags = 5
    large.FontBBox, large.Ascent, large.Descent = Array([0, -250, 900, 801]), 801, -250
    share_fonts(book)
    descriptor = fonts_of(book)[0].DescendantFonts[0].FontDescriptor
    assert descriptor.FontBBox.unparse() == b"[ 0 -250 900 801 ]"
    assert (descriptor.Ascent, descriptor.Descent, descriptor.Flags) == (801, -250, 4)


def test_programs_of_another_kind_are_shared_where_they_are_the_same() -> None:
    book = Pdf.new()
    for _ in range(2):
        add_part(book, A, {1: "a", 2: "b"})
    for font in fonts_of(book):
        font.DescendantFonts[0].FontDescriptor.FontFile2 = book.make_stream(b"OTTO" + A[4:])
    result = share_fonts(book)
    assert (result.programs_before, result.programs_after, result.united) == (2, 1, 0)
    assert len(result.kept) == 2


def test_fonts_of_forms_patterns_masks_and_annotations_are_found() -> None:
    book = Pdf.new()
    for data, texts in [(A, {1: "a", 2: "b"}), (B, {1: "a", 3: "c"})] * 3:
        add_part(book, data, texts)
    fonts = fonts_of(book)
    page = book.pages[0].obj
    del book.pages[1:]
    inner, form, pattern, group, appearance = (
        book.make_stream(b"", Resources=Dictionary(Font=Dictionary(F1=font))) for font in fonts[1:]
    )
    form.Resources.XObject = Dictionary(X1=inner, Self=form)
    page.Resources.XObject = Dictionary(X1=form)
    page.Resources.Pattern = Dictionary(P1=pattern)
    page.Resources.ExtGState = Dictionary(G1=Dictionary(SMask=Dictionary(G=group)))
    page.Annots = Array([Dictionary(AP=Dictionary(N=Dictionary(Off=appearance)))])
    assert share_fonts(book).programs_after == 1
    assert len({some.Resources.Font.F1.objgen for some in (page, inner, form, pattern, group, appearance)}) == 1


def test_resources_of_the_page_tree_count_for_its_pages() -> None:
    book = Pdf.new()
    add_part(book, A, {1: "a", 2: "b"})
    add_part(book, B, {1: "a", 3: "c"})
    book.Root.Pages.Resources = book.pages[1].obj.Resources
    del book.pages[1].obj.Resources
    assert share_fonts(book).programs_after == 1


# fonts that are not ours


def type3(book: Pdf, font: pikepdf.Object) -> None:
    font.Subtype = Name.Type3
    font.CharProcs = Dictionary(a=book.make_stream(b"0 0 d0"))


def without_text(book: Pdf, font: pikepdf.Object) -> None:
    del font.ToUnicode


def cut_off(book: Pdf, font: pikepdf.Object) -> None:
    font.DescendantFonts[0].FontDescriptor.FontFile2 = book.make_stream(A[:-40])


def text_without_glyph(book: Pdf, font: pikepdf.Object) -> None:
    font.ToUnicode = book.make_stream(cmaps.write_texts({1: b"0061", 77: b"0062"}))
    font.DescendantFonts[0].W = Array([1, Array([600]), 77, Array([600])])


def text_without_width(book: Pdf, font: pikepdf.Object) -> None:
    font.ToUnicode = book.make_stream(cmaps.write_texts({1: b"0061", 2: b"0062", 77: b"0062"}))


def own_glyph_numbers(book: Pdf, font: pikepdf.Object) -> None:
    font.DescendantFonts[0].CIDToGIDMap = book.make_stream(bytes(8))


def not_embedded(book: Pdf, font: pikepdf.Object) -> None:
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def listed_glyphs(book: Pdf, font: pikepdf.Object) -> None:
    font.DescendantFonts[0].FontDescriptor.CIDSet = book.make_stream(b"\x60")


def vertical(book: Pdf, font: pikepdf.Object) -> None:
    font.Encoding = Name("/Identity-V")


def broken_stream(book: Pdf, font: pikepdf.Object) -> None:
    font.ToUnicode = book.make_stream(b"no flate data", Filter=Name.FlateDecode)


@pytest.mark.parametrize(
    "change",
    [
        type3, without_text, cut_off, text_without_glyph, text_without_width, own_glyph_numbers, not_embedded,
        listed_glyphs, vertical, broken_stream,
    ],
)  # fmt: skip
def test_a_foreign_or_broken_font_is_left_as_it_is(change: object) -> None:
    book = Pdf.new()
    for data, texts in ((A, {1: "a", 2: "b"}), (B, {1: "a", 3: "c"}), (C, {1: "a", 5: "e"})):
        add_part(book, data, texts)
    font = fonts_of(book)[2]
    change(book, font)  # type: ignore[operator]
    before = font.unparse(resolved=True), font.DescendantFonts[0].unparse(resolved=True)
    result = share_fonts(book)
    assert [(kept.name, bool(kept.reason)) for kept in result.kept] == [("AAAAAA+Essai", True)]
    kept = fonts_of(book)[2]
    assert kept.objgen == font.objgen
    assert before == (kept.unparse(resolved=True), kept.DescendantFonts[0].unparse(resolved=True))
    assert fonts_of(book)[0].objgen == fonts_of(book)[1].objgen


def test_a_file_without_fonts_is_left_as_it_is() -> None:
    book = Pdf.new()
    book.add_blank_page()
    assert share_fonts(book) == FontSharing(0, 0, united=0, texts_repaired=0, kept=())


@pytest.mark.parametrize("value", [7, Name.Type0, Array([1]), String("x"), Dictionary()])
def test_resources_that_are_no_resources_hold_no_fonts(value: object) -> None:
    book = Pdf.new()
    for resources in (value, Dictionary(Font=value, XObject=value), Dictionary(Font=Dictionary(F1=value))):
        page = book.add_blank_page().obj
        page.Resources = resources
        page.Annots = value
    share_fonts(book)
    assert len(book.pages) == 3


@given(st.integers(0, len(A) - 1), st.integers(1, 255))
def test_whatever_byte_of_a_program_is_wrong_the_others_are_drawn_as_they_were(place: int, change: int) -> None:
    data = bytearray(A)
    data[place] ^= change
    book = Pdf.new()
    for part, texts in ((A, {1: "a", 2: "b"}), (A, {1: "a", 2: "b"}), (B, {1: "a", 3: "c"})):
        add_part(book, part, texts)
    fonts_of(book)[1].DescendantFonts[0].FontDescriptor.FontFile2 = book.make_stream(bytes(data))
    share_fonts(book)
    first, second, third = fonts_of(book)
    assert drawn(embedded(first), [1, 2]) == drawn(A, [1, 2])
    assert drawn(embedded(third), [1, 3]) == drawn(B, [1, 3])
    try:
        expected = drawn(bytes(data), [1, 2])
    except RefusalError:
        assert embedded(second) == bytes(data)
    else:
        assert drawn(embedded(second), [1, 2]) == expected
