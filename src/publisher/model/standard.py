"""The standards a PDF can be made to keep, and what is attached to it, as the release manager names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

FOREIGN_FILES = 3
"""the part of ISO 19005 that lets files of any kind be attached"""


class Attaching(Enum):
    """What a standard says of files attached to the PDF."""

    NEVER = "never"
    """only files that are PDF/A themselves, which sources are not (ISO 19005-2, 6.8)"""
    MAYBE = "maybe"
    ALWAYS = "always"
    """the file says that it has some (ISO 19005-4, annex A)"""


class Relationship(StrEnum):
    """What an attached file is to the document (ISO 32000-2, table 43, AFRelationship)."""

    SOURCE = "Source"
    DATA = "Data"
    ALTERNATIVE = "Alternative"
    SUPPLEMENT = "Supplement"
    UNSPECIFIED = "Unspecified"


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard, or several that one file keeps at once."""

    name: str
    """as it is written in `publication.toml`"""
    flavours: tuple[str, ...]
    """profiles of veraPDF that a file must pass"""
    pdf_version: str
    """version in the first line of the file: the least that saving must write"""
    ua_part: int
    """part of ISO 14289, `pdfuaid:part` in XMP"""
    ua_revision: str = ""
    """`pdfuaid:rev`, from part 2 on"""
    a_part: int | None = None
    """part of ISO 19005, `pdfaid:part` in XMP; None when the file makes no promise to an archive"""
    a_conformance: str = ""
    """`pdfaid:conformance`"""
    a_revision: str = ""
    """`pdfaid:rev`, from part 4 on"""
    attaching: Attaching = Attaching.MAYBE

    @property
    def carries_sources(self) -> bool:
        """Whether a file is to carry the sources of its text: the point of part 3, and what makes 4f of 4."""
        return self.a_part == FOREIGN_FILES or self.attaching is Attaching.ALWAYS


DEFAULT = Standard("ua-1+a-2a", ("ua1", "2a"), "1.7", 1, a_part=2, a_conformance="A", attaching=Attaching.NEVER)
"""what our worker writes: every other standard begins here"""

STANDARDS: Mapping[str, Standard] = {
    standard.name: standard
    for standard in (
        DEFAULT,
        Standard("ua-1+a-3a", ("ua1", "3a"), "1.7", 1, a_part=3, a_conformance="A"),
        Standard("ua-2", ("ua2",), "2.0", 2, "2024"),
        Standard("ua-2+a-4", ("ua2", "4"), "2.0", 2, "2024", 4, a_revision="2020", attaching=Attaching.NEVER),
        Standard("ua-2+a-4f", ("ua2", "4f"), "2.0", 2, "2024", 4, "F", "2020", Attaching.ALWAYS),
    )
}
"""every standard by its name"""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to carry inside the PDF."""

    name: str
    """of the file alone, without folders"""
    data: bytes
    media_type: str
    description: str
    """in the language of the document; readers show it beside the name"""
    relationship: Relationship = Relationship.SOURCE


MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css",
    ".html": "text/html",
    ".md": "text/markdown",
    ".po": "text/x-gettext-translation",
    ".toml": "application/toml",
}
"""media type by suffix; gettext never registered one, desktops agree on this"""
ANY_MEDIA_TYPE = "application/octet-stream"
"""what is written when the type is not known (ISO 19005-3, 6.8)"""


def media_type(name: str) -> str:
    """Return the media type of a file by the suffix of its name."""
    dot = name.rfind(".")
    return MEDIA_TYPES.get(name[dot:].lower(), ANY_MEDIA_TYPE) if dot >= 0 else ANY_MEDIA_TYPE
