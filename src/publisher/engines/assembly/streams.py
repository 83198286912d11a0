"""The same picture, colour profile or untagged form in several parts becomes one object of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from publisher.engines.assembly.fonts.refusal import DAMAGE, RefusalError
from publisher.engines.assembly.fonts.resources import all_resources, entries, value_of

Place = tuple[Object, str | int, Object]
"""a dictionary or an array, the key or the index in it, and the stream that stands there"""

DRAWN = (Name.Image, Name.Form)
TAGGED = ("/StructParent", "/StructParents")
"""what the structure tree knows stands in one place only (ISO 32000-1, 14.7.4)"""
DEEPEST = 20
"""levels of dictionaries in a stream's own, and of colour spaces in colour spaces"""


def share_streams(pdf: Pdf) -> int:
    """Let equal streams of a file be one, in place, and return how many others it replaced.

    These are pictures with their masks, colour profiles, and forms without a place in the structure tree. What cannot
    be compared is left as it is; a second run changes nothing. Forms that show text are equal when their fonts are one,
    so fonts are shared before.
    """
    resources = list(all_resources(pdf))
    sharing = Sharing()
    for place in [*profiles(pdf, resources), *drawn(resources)]:
        sharing.share(*place)
    return len(sharing.replaced)


class Sharing:
    """The streams of a file on their way to be fewer."""

    def __init__(self) -> None:
        self.firsts: dict[bytes, Object] = {}
        """by what they hold"""
        self.known: dict[tuple[int, int], bytes] = {}
        """what objects hold, by number"""
        self.replaced: set[tuple[int, int]] = set()

    def share(self, holder: Object, key: str | int, stream: Object) -> None:
        """Put the first stream that is equal to `stream` in its place."""
        try:
            first = self.firsts.setdefault(self.content(stream, 0), stream)
            if first.objgen != stream.objgen:
                holder[key] = first
                self.replaced.add(stream.objgen)
        except (RefusalError, *DAMAGE):
            return

    def content(self, value: object, depth: int) -> bytes:
        """Return what is equal where values are; raises `RefusalError` for what has no end."""
        if depth > DEEPEST:
            raise RefusalError("it has no end")
        if not isinstance(value, Object):
            return repr(value).encode()
        # Two fonts are the same only when they are one.
        if value.is_indirect and isinstance(value, Dictionary) and value.get("/Type") == Name.Font:
            return repr(value.objgen).encode()
        if not value.is_indirect:
            return self.inside(value, depth)
        if value.objgen not in self.known:
            self.known[value.objgen] = blake2b(self.inside(value, depth)).digest()
        return self.known[value.objgen]

    def inside(self, value: Object, depth: int) -> bytes:
        """Return the same for a value met first; of a stream its data as stored, and what its dictionary says."""
        if isinstance(value, Array):
            return framed(b"[", [self.content(item, depth + 1) for item in value.as_list()])
        if not isinstance(value, Dictionary | Stream):
            return value.unparse(resolved=True)
        entries = [(key, item) for key, item in sorted(value.items()) if key != "/Length"]
        said = [part for key, item in entries for part in (key.encode(), self.content(item, depth + 1))]
        return framed(b"<", said if isinstance(value, Dictionary) else [*said, value.read_raw_bytes()])


def framed(kind: bytes, parts: Iterable[bytes]) -> bytes:
    """Return parts as one, so that others never give the same."""
    return kind + b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def drawn(resources: Iterable[Object]) -> Iterator[Place]:
    """Yield the pictures and forms that resources name and the structure tree does not."""
    for holder in (value_of(some, "/XObject") for some in resources):
        if isinstance(holder, Dictionary):
            for key, stream in entries(holder).items():
                if isinstance(stream, Stream) and is_untagged(stream):
                    yield holder, key, stream


def is_untagged(stream: Object) -> bool:
    """Return whether a stream is a picture or a form that the structure tree does not point to."""
    return stream.get("/Subtype") in DRAWN and not any(key in stream for key in TAGGED)


def profiles(pdf: Pdf, resources: Iterable[Object]) -> Iterator[Place]:
    """Yield the colour profiles: of the file as a whole, of the colour spaces of pages, and of pictures."""
    intents = pdf.Root.get("/OutputIntents")
    for intent in intents.as_list() if isinstance(intents, Array) else ():
        profile = value_of(intent, "/DestOutputProfile")
        if isinstance(profile, Stream):
            yield intent, "/DestOutputProfile", profile
    for some in resources:
        for space in entries(value_of(some, "/ColorSpace")).values():
            yield from based_on(space)
        for stream in entries(value_of(some, "/XObject")).values():
            if isinstance(stream, Stream):
                yield from based_on(stream.get("/ColorSpace"))


def based_on(space: object, depth: int = 0) -> Iterator[Place]:
    """Yield the profiles of a colour space, and of those it is made of (ISO 32000-1, 8.6.5.5)."""
    if not isinstance(space, Array) or depth > DEEPEST:
        return
    for index, item in enumerate(space.as_list()):
        if isinstance(item, Stream) and space[0] == Name.ICCBased:
            yield space, index, item
        else:
            yield from based_on(item, depth + 1)
