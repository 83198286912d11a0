"""A picture of others, made of points -> the same bytes, once they were found to be whole and what their name says."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image, ImageFile, __version__

from publisher.gates.ends import MOST_BYTES, end_of, scans_of
from publisher.gates.values import Passed
from publisher.model.finding import Finding, Level

LIBRARY = f"Pillow {__version__}"
"""what decodes"""
FORMATS = {".avif": "AVIF", ".gif": "GIF", ".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
MARKS = {
    "AVIF": re.compile(rb"....ftyp(?:avif|avis)", re.DOTALL),
    "GIF": re.compile(rb"GIF8[79]a"),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "WEBP": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
"""how files of each kind begin"""
MOVING = frozenset(MARKS) - {"JPEG"}
"""kinds that may hold several pictures; what some cameras put behind the picture of a JPEG file is cut off"""
MOST_POINTS = {"JPEG": 100_000_000}
MOST_OF_OTHERS = 50_000_000
"""points of one picture: layout takes JPEG files as they are, and writes all others anew"""
MOST_MOVING = 500_000_000
"""of all pictures of a moving one together"""
LONGEST_SIDE = 65_535
MOST_FRAMES = 1000
MOST_SCANS = 100
"""of a JPEG file, which layout takes as it is: programs write ten, and the machine of every reader goes through all"""
GPS = 0x8825
"""tag of the place in the data of a camera (Exif 2.3)"""


def passed_raster(name: str, data: bytes) -> Passed:
    """Return a PNG, JPEG, GIF, WebP or AVIF file, decoded to its end, without what follows that; `name` is its path.

    Nothing of a file is published that is damaged, of another kind than its name says, or larger than programs of
    readers can take. A place that a camera noted is told, and stays: it is for the author to say.
    """
    kind = FORMATS[PurePosixPath(name).suffix.lower()]
    why, is_located = _unlike(kind, data), False
    if why is None:
        data, why = _ended(kind, data)
    if why is None:
        try:
            with _strict():
                why, is_located = _decoded(kind, data)
        except Exception:  # whatever a decoder meets
            why = "it is damaged, or far too large"
    if why is not None:
        return Passed(None, (_refused(name, why),))
    return Passed(data, (_located(name),) if is_located else ())


def _unlike(kind: str, data: bytes) -> str | None:
    if len(data) > MOST_BYTES:
        return f"it is larger than {MOST_BYTES // 1_000_000} MB"
    if MARKS[kind].match(data):
        return None
    other = next((name for name, mark in MARKS.items() if mark.match(data)), None)
    return f"it is no {kind} file" + (f" but {other}" if other else "")


def _ended(kind: str, data: bytes) -> tuple[bytes, str | None]:
    """Return a file without what follows its picture, and why it cannot be shown."""
    end = end_of(kind, data)
    if end is None:
        return data, "it is cut off"
    data = data[:end]
    is_endless = kind == "JPEG" and scans_of(data) > MOST_SCANS
    return data, f"it is drawn more than {MOST_SCANS} times over" if is_endless else None


def _decoded(kind: str, data: bytes) -> tuple[str | None, bool]:
    """Return why a picture is too much, and whether it tells where it was taken; errors: any, of a damaged one."""
    with Image.open(BytesIO(data), formats=[kind]) as image:
        points = image.width * image.height
        if points > MOST_POINTS.get(kind, MOST_OF_OTHERS) or max(image.size) > LONGEST_SIDE:
            return f"it has {image.width} × {image.height} points", False
        image.load()
        number, all_points = 1, points
        while kind in MOVING and _next(image, number):
            number, all_points = number + 1, all_points + image.width * image.height
            if number > MOST_FRAMES or all_points > MOST_MOVING:
                return "it moves for too long", False
            image.load()
        return None, kind != "GIF" and GPS in image.getexif()


def _next(image: Image.Image, number: int) -> bool:
    """Go to another picture of a moving one; False when there is none."""
    try:
        image.seek(number)
    except EOFError:
        return False
    return True


@contextmanager
def _strict() -> Iterator[None]:
    """Let what is cut off be an error, which layout forgives (`LOAD_TRUNCATED_IMAGES` holds for the process)."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _refused(name: str, why: str) -> Finding:
    return Finding(
        "document/unsafe-image",
        f"the picture is not shown: {why}",
        file=name,
        hint="save it again in the kind its name says, smaller if it is too large",
        words=(why,),
    )


def _located(name: str) -> Finding:
    return Finding(
        "document/located-image",
        "the picture tells where it was taken",
        Level.NOTE,
        file=name,
        hint="save it without the data of the camera, if readers need not know",
    )
