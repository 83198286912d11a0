"""The two CMaps of a composite font: code to text, and code to glyph (ISO 32000-1, 9.7.5 and 9.10.3).

Codes are two bytes long, and each has an entry of its own: that is how WeasyPrint writes them, and how we do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from publisher.engines.assembly.fonts.refusal import RefusalError

BATCH = 100
"""entries that one block of a CMap may have"""
OPERATORS = re.compile(rb"begin([a-z]+)|(usecmap)")
ALL_CODES = re.compile(rb"1\s+begincodespacerange\s*<0000>\s*<ffff>\s*endcodespacerange")
TEXT = re.compile(rb"<([0-9a-f]{4})>\s*<((?:[0-9a-f]{4})*)>")
GLYPH = re.compile(rb"<([0-9a-f]{4})>\s+([0-9]{1,5})")

PROLOGUE = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def
/CMapName /{name} def
/CMapType {type} def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
EPILOGUE = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
TEXTS_NAME = "Adobe-Identity-UCS"
GLYPHS_NAME = "Adobe-Identity-Drawn"


def read_texts(cmap: bytes) -> dict[int, bytes]:
    """Return the text of each code, UTF-16 as lower-case hexadecimal digits; raises `RefusalError` for other forms."""
    return {int(code, 16): text for code, text in entries(cmap, b"bfchar", TEXT).items()}


def write_texts(texts: Mapping[int, bytes]) -> bytes:
    """Return a ToUnicode CMap; the inverse of `read_texts`."""
    lines = (f"<{code:04x}> <{texts[code].decode()}>" for code in sorted(texts))
    return written("bfchar", lines, PROLOGUE.format(ordering="UCS", name=TEXTS_NAME, type=2))


def read_glyphs(cmap: bytes) -> dict[int, int]:
    """Return the glyph of each code; raises `RefusalError` for other forms."""
    return {int(code, 16): int(glyph) for code, glyph in entries(cmap, b"cidchar", GLYPH).items()}


def write_glyphs(glyphs: Mapping[int, int]) -> bytes:
    """Return the CMap of an Encoding; the inverse of `read_glyphs`."""
    lines = (f"<{code:04x}> {glyphs[code]}" for code in sorted(glyphs))
    return written("cidchar", lines, PROLOGUE.format(ordering="Identity", name=GLYPHS_NAME, type=1))


def entries(cmap: bytes, kind: bytes, entry: re.Pattern[bytes]) -> dict[bytes, bytes]:
    """Return the entries of one kind; raises `RefusalError` where the CMap says anything else of its codes."""
    lower = cmap.lower()
    operators = {match[1] or match[2] for match in OPERATORS.finditer(lower)}
    if operators - {kind} != {b"cmap", b"codespacerange"} or not ALL_CODES.search(lower):
        raise RefusalError("a CMap of its own kind")
    blocks = [block.partition(b"end" + kind)[0] for block in lower.split(b"begin" + kind)[1:]]
    found = [pair for block in blocks for pair in entry.findall(block)]
    if sum(block.count(b"<") for block in blocks) != len(found) * entry.pattern.count(b"<("):
        raise RefusalError("a CMap of its own kind")
    unique = dict(found)
    if len(unique) < len(found):
        raise RefusalError("a CMap that says two things of a code")
    return unique


def written(kind: str, lines: Iterable[str], prologue: str) -> bytes:
    """Return a CMap with these entries."""
    every = list(lines)
    blocks = [every[start : start + BATCH] for start in range(0, len(every), BATCH)]
    body = "".join(f"{len(block)} begin{kind}\n" + "\n".join(block) + f"\nend{kind}\n" for block in blocks)
    return (prologue + body + EPILOGUE).encode()
