"""Associated files: what a document was made of, carried inside it (ISO 32000-2, 14.13; ISO 19005-3, 6.8)."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.engines.assembly.trees import name_tree
from publisher.errors import ExitCode, PublisherError
from publisher.model.standard import Attaching, Attachment, Standard

MOST_BYTES = 50_000_000
"""of all attachments of a file together: it must still go through a mail server and open on a telephone"""
MOST_FILES = 5_000
LONGEST_NAME = 255
"""bytes of UTF-8 that file systems allow"""
FOLDERS = re.compile(r"[/\\:]")
"""what parts folders and drives in some file system"""
BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories of characters that are no text on one line"""
UNSEEN = BREAKS | {"Cf", "Co", "Cn"}
"""Categories of characters that nobody sees in a name, some of which turn the order of the others"""
LATEST = 253_402_300_799
"""the last second of the year 9999, in seconds since 1970: dates in PDF have four digits for the year"""
MEDIA_TYPE = re.compile(r"[-\w+.]+/[-\w+.]+", re.ASCII)


def check(standard: Standard, attachments: Sequence[Attachment]) -> None:
    """Refuse what cannot be attached, before anything changes; see `publisher.engines.assembly.standards.conform`."""
    if attachments and standard.attaching is Attaching.NEVER:
        raise PublisherError(
            f"the standard {standard.name} lets no sources be attached",
            code=ExitCode.USAGE,
            hint="choose ua-1+a-3a or ua-2+a-4f, or attach nothing",
        )
    if not attachments and standard.attaching is Attaching.ALWAYS:
        raise PublisherError(
            f"the standard {standard.name} is for files that carry others, and nothing is attached",
            code=ExitCode.USAGE,
            hint="choose ua-2+a-4, or attach something",
        )
    names: dict[str, str] = {}
    for attachment in attachments:
        fault = fault_of(attachment) or twin(attachment.name, names)
        if fault:
            raise refused(attachment.name, fault)
    check_size(attachments)


def fault_of(attachment: Attachment) -> str | None:
    """Return why a file cannot be attached, None when it can."""
    if not MEDIA_TYPE.fullmatch(attachment.media_type):
        return f"“{attachment.media_type}” is no media type"
    if not attachment.description.strip() or holds(attachment.description, BREAKS):
        return "its description is no text on one line, and readers who cannot see its icon have nothing else"
    return fault_of_name(attachment.name)


def fault_of_name(name: str) -> str | None:
    """Return why a name cannot be that of an attached file."""
    if not name.strip(" ."):
        return "it has no name"
    if FOLDERS.search(name):
        return "its name holds a folder or a drive"
    if holds(name, UNSEEN):
        return "its name holds characters that cannot be seen"
    return "its name is too long" if len(name.encode()) > LONGEST_NAME else None


def holds(text: str, categories: frozenset[str]) -> bool:
    """Whether a text holds characters of some categories."""
    return any(unicodedata.category(character) in categories for character in text)


def twin(name: str, names: dict[str, str]) -> str | None:
    """Note a name; return why it cannot stand beside those before, which some file systems take for the same."""
    key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    if key in names:
        return f"“{names[key]}” has the same name"
    names[key] = name
    return None


def check_size(attachments: Sequence[Attachment]) -> None:
    """Refuse what is too much."""
    if len(attachments) > MOST_FILES:
        raise refused(attachments[-1].name, f"it is one of {len(attachments)}, and {MOST_FILES} is the most")
    total = sum(len(attachment.data) for attachment in attachments)
    if total > MOST_BYTES:
        largest = max(attachments, key=lambda attachment: len(attachment.data))
        raise refused(largest.name, f"all together have {total:,} bytes, and {MOST_BYTES:,} is the most")


def refused(name: str, why: str) -> PublisherError:
    """Return what is told of a file that cannot be attached."""
    return PublisherError(
        "a file cannot be attached to the PDF",
        code=ExitCode.INPUT,
        file=name.encode("utf-8", "backslashreplace").decode(),
        why=why,
        hint="rename or mend it, or leave it out",
    )


def attach(pdf: pikepdf.Pdf, attachments: Sequence[Attachment]) -> None:
    """Put checked files into the PDF as associated files of the whole document."""
    if not attachments:
        return
    plain = plain_names(attachments)
    date = date_of(pdf)
    specifications = [
        pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(name),
                UF=String(attachment.name),
                Desc=String(attachment.description),
                AFRelationship=Name(f"/{attachment.relationship}"),
                EF=Dictionary(F=(stream := embedded(pdf, attachment, date)), UF=stream),
            )
        )
        for name, attachment in zip(plain, attachments, strict=True)
    ]
    keys = [bytes(String(attachment.name)) for attachment in attachments]
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = name_tree(pdf, zip(keys, specifications, strict=True))
    pdf.Root.AF = Array(specifications)


def embedded(pdf: pikepdf.Pdf, attachment: Attachment, date: str | None) -> pikepdf.Stream:
    """Return the stream of a file, with what a reader may check of it (ISO 32000-2, 7.11.4)."""
    # The check sum is MD5 by the standard: it tells damage, not forgery.
    digest = hashlib.md5(attachment.data, usedforsecurity=False).digest()
    parameters = Dictionary(Size=len(attachment.data), CheckSum=String(digest))
    if date is not None:
        parameters.ModDate = String(date)
    return pikepdf.Stream(
        pdf,
        attachment.data,
        Type=Name.EmbeddedFile,
        Subtype=Name(f"/{attachment.media_type}"),
        Params=parameters,
    )


def date_of(pdf: pikepdf.Pdf) -> str | None:
    """Return the date of attached files: that of the build if it is told one, else the one the document gives itself.

    Without either there is none: neither PDF/A-3 nor PDF/UA asks for it, and a clock would change the bytes.
    """
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"[0-9]{1,12}", moment) and int(moment) <= LATEST:
        return datetime.fromtimestamp(int(moment), UTC).strftime("D:%Y%m%d%H%M%SZ")
    # Not `pdf.docinfo`, which would make an Info dictionary where there is none.
    information = pdf.trailer.get("/Info", Dictionary())
    date = information.get("/ModDate", information.get("/CreationDate"))
    return None if date is None else str(date)


def plain_names(attachments: Sequence[Attachment]) -> list[str]:
    """Return names in ASCII for readers that know no others, no two of them alike."""
    taken: set[str] = set()
    names: list[str] = []
    for attachment in attachments:
        name = next(each for each in candidates(attachment.name) if each.casefold() not in taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def candidates(name: str) -> Iterator[str]:
    """Yield ASCII names near to `name`, without an end."""
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = FOLDERS.sub("_", "".join(letter if letter.isascii() else "_" for letter in bare))
    plain = plain if plain.strip(" .") else "_"
    yield plain
    stem, dot, suffix = plain.rpartition(".")
    number = 2
    while True:
        yield f"{stem}-{number}{dot}{suffix}" if stem else f"{plain}-{number}"
        number += 1
