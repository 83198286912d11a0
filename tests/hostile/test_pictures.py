"""Pictures from anywhere: bitmaps that grow, files that are something else, drawings that run, load or never end."""

from __future__ import annotations

import gzip
import io
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from PIL import Image

from tests.hostile.case import Case, Link, Put, Result
from tests.hostile.harness import Hostile

MD = "source/03-piege.md"
PDF = "build -l fr -f pdf --json"
REFUSED, CUT = "document/unsafe-image", "document/unsafe-part"
END = "Le texte va jusqu’au bout."
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
RECT = '<rect width="9" height="9"/>'
NOWHERE = {"build/**/*.svg": ("<script", "evil.example", "127.0.0.1")}


def shown(*names: str) -> str:
    """Return a document that shows pictures."""
    return "# Piège\n\n" + "\n\n".join(f"![Une image](images/{name})" for name in names) + f"\n\n{END}\n"


def pictures(files: Mapping[str, Put]) -> dict[str, Put]:
    return {MD: shown(*files), **{f"source/images/{name}": put for name, put in files.items()}}


def refused(name: str, attempts: str, files: Mapping[str, Put], *, rule: str = REFUSED, exits: int = 1) -> Case:
    """Return a case whose every picture is not shown, with a finding each, and the text goes on."""
    return Case(
        f"picture-{name}",
        attempts,
        "not show it, name the file, and publish the text around",
        pictures(files),
        exits=(exits,),
        finds=tuple((rule, f"source/images/{file}", None) for file in files),
        shows={"build/fr/html/03-piege.html": END},
        hides={f"build/**/images/{file}": "" for file in files},
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, rows: bytes | None = None, *more: bytes) -> bytes:
    """Return a grey PNG; without rows of one byte a point, all zero."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = zlib.compress(b"\0" * min((width + 1) * height, 10**7) if rows is None else rows, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def drawn(kind: str, **more: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(file, kind, **more)
    return file.getvalue()


def gif(frames: int) -> bytes:
    frame = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
    return b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff" + frame * frames + b";"


@cache
def progressive(side: int) -> tuple[bytes, bytes]:
    """Return a progressive JPEG without its end, and its last scan."""
    file = io.BytesIO()
    Image.new("L", (side, side), 9).save(file, "JPEG", progressive=True)
    data = file.getvalue()
    return data[:-2], data[data.rindex(b"\xff\xda") : -2]


def redrawn(number: int, times: int, side: int = 1000) -> bytes:
    """Return a JPEG that draws the same picture again and again, which is not the same file as others."""
    data, scan = progressive(side)
    note = b"\xff\xfe\0\x04" + number.to_bytes(2, "big")
    return data[:2] + note + data[2:] + scan * times + b"\xff\xd9"


def hiding(times: int) -> bytes:
    """Return a JPEG whose scans stand behind a marker that nobody knows, with a length that nobody reads."""
    data, scan = progressive(1000)
    head = scan[: 2 + int.from_bytes(scan[2:4], "big")] + b"\x80"
    hidden = (b"\xff\xdd\0\4\0\0" + scan * times).ljust(0xFFFF - 2, b"\0")
    return data + b"\xff\xdd\0\4\0\1" + head + b"\xff\x02\xff\xff" + hidden + b"\xff\xd9"


def svg(inner: str, head: str = HEAD) -> str:
    return f"{head}{inner}</svg>"


JPEG = drawn("JPEG")
BOMB = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 8))
LAUGHS = (
    '<!DOCTYPE svg [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + "]>"
)
RUNNING = {
    "script.svg": svg("<script>alert(1)</script>" + RECT),
    "events.svg": svg('<rect width="9" height="9" onload="alert(1)"/>'),
    "foreign.svg": svg(
        '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="@SERVER@/"/></foreignObject>' + RECT
    ),
    "link.svg": svg('<a href="javascript:alert(1)">' + RECT + "</a>"),
    "link-old.svg": svg('<a xlink:href="java&#10;script:alert(1)">' + RECT + "</a>"),
    "animate.svg": svg('<animate onbegin="alert(1)" attributeName="x"/>' + RECT),
    "set.svg": svg('<a><set attributeName="href" to="javascript:alert(1)"/>' + RECT + "</a>"),
    "handler.svg": svg('<handler xmlns="http://www.w3.org/2001/xml-events">alert(1)</handler>' + RECT),
    "prefix.svg": svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>' + RECT),
    "html.svg": svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>' + RECT),
    "cdata.svg": svg(
        "<script><![CDATA[alert(1)]]></script><text><![CDATA[</text><script>alert(1)</script>]]></text>" + RECT
    ),
    "title.svg": svg("<title><script>alert(1)</script></title>" + RECT),
}
LOADING = {
    "pattern-bomb.svg": svg(
        '<pattern id="p" width=".00001" height=".00001">'
        + RECT
        + '</pattern><rect width="9" height="9" fill="url(#p)"/>'
    ),
    "use.svg": svg('<use href="@SERVER@/x.svg#a"/>' + RECT),
    "use-file.svg": svg('<use href="file://@OUTSIDE@/secret.svg#a"/>' + RECT),
    "image.svg": svg('<image href="@SERVER@/x.png"/>' + RECT),
    "image-up.svg": svg('<image href="../../../publication_outside/secret.svg" width="9" height="9"/>' + RECT),
    "image-old.svg": svg('<image xlink:href="@SERVER@/x.png"/>' + RECT),
    "image-other.svg": svg('<image q:href="@SERVER@/x.png" xmlns:q="http://www.w3.org/1999/xlink"/>' + RECT),
    "image-data.svg": svg('<image href="data:image/svg+xml,%3Csvg onload=alert(1)%3E"/>' + RECT),
    "style.svg": svg("<style>@import '@SERVER@/x.css';rect{fill:url(@SERVER@/x#a)}</style>" + RECT),
    "attribute.svg": svg('<rect width="9" height="9" style="fill:url(@SERVER@/x#a)"/>'),
    "fill.svg": svg('<rect width="9" height="9" fill="url(@SERVER@/x#a)" filter="url(//evil.example/x#f)"/>'),
    "escapes.svg": svg('<rect width="9" height="9" style="fill:u\\72l(@SERVER@/x#a)"/>'),
    "base.svg": svg('<image href="x.png" xml:base="@SERVER@/"/>' + RECT),
    "feimage.svg": svg('<filter id="f"><feImage href="@SERVER@/x"/></filter>' + RECT),
    "pattern.svg": svg('<pattern href="@SERVER@/x#p"/><linearGradient xlink:href="@SERVER@/x#g"/>' + RECT),
}
SHEET = '<?xml-stylesheet href="@SERVER@/x.css"?>'
ENTITIES = {
    "laughs.svg": LAUGHS + svg("<text>&a9;</text>"),
    "external.svg": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file://@OUTSIDE@/secret.txt">]>' + svg("<text>&x;</text>"),
    "doctype.svg": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "@SERVER@/svg11.dtd">' + svg(RECT),
    "parameter.svg": '<!DOCTYPE svg [<!ENTITY % p SYSTEM "@SERVER@/x.dtd"> %p;]>' + svg(RECT),
}
ENDLESS = {
    "use-bomb.svg": svg(f'<defs><g id="a0">{RECT}</g>{BOMB}</defs><use href="#a7"/>'),
    "cycle.svg": svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><use href="#a"/>'),
    "tower.svg": svg("<g>" * 10_000 + RECT + "</g>" * 10_000),
}
NOT_XML: Mapping[str, Put] = {
    "broken.svg": svg("<g>"),
    "bytes.svg": b"\xff\xfe\0\0",
    "empty.svg": b"",
    "html.svg": "<!doctype html><script>alert(1)</script>",
    "packed.svg": gzip.compress(svg(RECT).encode()),
    "utf-7.svg": '<?xml version="1.0" encoding="UTF-7"?>+ADw-svg onload=+ACI-alert(1)+ACI-/+AD4-',
    "root.svg": '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    "zeros.svg": b"\0" * 100_000,
}


def nothing_beyond(result: Result) -> None:
    """What is published of a bitmap is the bitmap, and nothing after its end."""
    for name in result.names("build/**/*.jpg") | result.names("build/**/*.png"):
        assert b"<script" not in result.bytes(name), name


def sound_picture_is_there(result: Result) -> None:
    assert "build/fr/html/images/plan.png" in result.names("build/fr/html/images/*")


CASES = (
    replace(
        refused(
            "redrawn",
            "sends JPEG files of 400 kB that draw the same picture 30,000 times",
            {f"encore-{number}.jpg": redrawn(number, 30_000) for number in range(2)},
        ),
        also=sound_picture_is_there,
    ),
    replace(
        refused(
            "many-redrawn",
            "sends many that draw 25 million points 90 times, so that a second for each would be too long",
            {f"encore-{number}.jpg": redrawn(number, 90, 5000) for number in range(40)},
        ),
        env={"PUBLISHER_JOB_SECONDS": "1"},
    ),
    refused(
        "hidden-scans",
        "sends a JPEG of 70 kB that draws the same picture 2,000 times, where who reads lengths finds seven",
        {"cache.jpg": hiding(2000)},
    ),
    refused(
        "twenty-thousand-points",
        "sends a PNG of 48 kB that is 20,000 points square",
        {"grand.png": png(20_000, 20_000)},
    ),
    refused(
        "two-to-the-31",
        "says that a PNG is two thousand million points wide",
        {"large.png": png(2**31 - 1, 1), "haut.png": png(1, 2**31 - 1)},
    ),
    refused(
        "wrong-sums",
        "damages the sums and the length of a PNG",
        {
            "crc.png": png(9, 9)[:-6] + b"\0" * 6,
            "court.png": png(9, 9)[:40],
            "vide.png": b"",
            "nul.png": png(0, 0),
            "zip.png": png(9, 9, zlib.compress(b"x")),
        },
    ),
    refused(
        "other-names",
        "sends pages and drawings under the names of bitmaps",
        {
            "page.png": "<!doctype html><script>alert(1)</script>",
            "dessin.png": svg("<script>alert(1)</script>"),
            "dessin.jpg": svg(RECT),
            "page.gif": "GIF89a=1;alert(1)//<script>alert(1)</script>",
            "png.webp": b"RIFF\0\0\0\0WEBP<svg",
            "avif.avif": b"\0\0\0\x1cftypavif" + b"\0" * 100,
            "elf.png": b"\x7fELF" + b"\0" * 100,
            "pdf.jpg": b"%PDF-1.7\n",
        },
    ),
    Case(
        "picture-packed-text",
        "packs 100 MB of text into a PNG",
        "not unpack it",
        pictures({"texte.png": png(9, 9, None, chunk(b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 50_000_000, 9)))}),
        exits=(1,),
        shows={"build/fr/html/03-piege.html": END},
    ),
    refused("many-frames", "sends a GIF of 20,000 pictures", {"film.gif": gif(20_000)}),
    Case(
        "picture-carries-more",
        "sends pages behind the end of bitmaps",
        "publish the bitmap only",
        pictures(
            {
                "apres.png": png(9, 9) + b"<script>alert(1)</script>",
                "apres.jpg": JPEG + b"<script>alert(1)</script>",
            }
        ),
        exits=(0,),
        also=nothing_beyond,
    ),
    Case(
        "picture-profile-bomb",
        "gives a JPEG a colour profile and EXIF data that are nonsense of half a megabyte",
        "show it without, or not",
        pictures(
            {
                "profil.jpg": drawn("JPEG", icc_profile=b"\0" * 500_000),
                "exif.jpg": JPEG[:2]
                + b"\xff\xe1"
                + struct.pack(">H", 60_000)
                + b"Exif\0\0MM\0*\xff\xff\xff\xff"
                + b"\xff" * 59_986
                + JPEG[2:],
            }
        ),
        verbs=(PDF,),
        exits=(0,),
        pages=(),
    ),
    refused("drawings-entities", "has drawings grow by entities, or read files and addresses by them", ENTITIES),
    refused("drawings-endless", "has drawings multiply themselves, lead round, or stand 10,000 deep", ENDLESS),
    refused("drawings-that-are-none", "sends what is no XML under the names of drawings", NOT_XML),
    Case(
        "picture-drawings-run",
        "puts scripts, events, animations and pages into drawings",
        "publish still drawings, or none",
        pictures(RUNNING),
        exits=(0,),
        hides=NOWHERE,
        finds=tuple((CUT, f"source/images/{name}", 1) for name in RUNNING if name != "handler.svg"),
    ),
    Case(
        "picture-drawings-load",
        "has drawings load from elsewhere, in every way they have",
        "publish drawings that load nothing",
        pictures(LOADING),
        exits=(0,),
        hides=NOWHERE,
        finds=tuple((CUT, f"source/images/{name}", 1) for name in LOADING),
    ),
    Case(
        "picture-drawings-load-on-paper",
        "the same, in the PDF",
        "load nothing, and lay the rest out",
        pictures(LOADING | {"pi.svg": SHEET + svg(RECT)}),
        verbs=(PDF,),
        exits=(0,),
        pages=(),
    ),
    Case(
        "picture-huge-drawing",
        "sends a drawing a thousand kilometres wide, with filters that reckon for minutes",
        "lay it out in time, or not show it",
        pictures(
            {
                "large.svg": svg(RECT, HEAD.replace("viewBox", 'width="1e9" height="1e9" viewBox')),
                "filtre.svg": svg(
                    '<filter id="f"><feTurbulence baseFrequency="1e-9" numOctaves="100000"/>'
                    '<feMorphology radius="100000"/>'
                    '<feGaussianBlur stdDeviation="100000"/></filter><rect width="9" height="9" filter="url(#f)"/>'
                ),
                "trait.svg": svg('<path stroke="red" stroke-dasharray=".0001" d="M0 0' + "L9 9L0 0" * 100_000 + '"/>'),
            }
        ),
        verbs=(PDF,),
        exits=(0,),
        pages=(),
    ),
    Case(
        "picture-utf-16",
        "writes a drawing with a script in UTF-16",
        "publish it without, or not",
        pictures(
            {
                "seize.svg": (
                    '<?xml version="1.0" encoding="UTF-16"?>' + svg("<script>alert(1)</script>" + RECT)
                ).encode("utf-16")
            }
        ),
        exits=(0,),
        finds=((CUT, "source/images/seize.svg", None),),
        hides={"build/**/*.svg": "alert("},
    ),
    Case(
        "picture-links-outside",
        "links a picture to a file outside",
        "not read it",
        pictures({"lien.svg": Link("@OUTSIDE@/secret.svg")}),
        exits=(1,),
        shows={"build/fr/html/03-piege.html": END},
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_picture(case: Case, hostile: Hostile) -> None:
    hostile(case)
