"""What standards ask for, as data: success criteria of WCAG, failure conditions of the Matterhorn Protocol."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Decider(StrEnum):
    """Who can say whether a requirement is met."""

    MACHINE = "machine"
    PERSON = "person"
    BOTH = "both"
    """machines find some failures; that there is none is for a person to say"""
    NOBODY = "nobody"
    """there is no test for it"""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion of WCAG 2.2, level A or AA; texts are English messages of the tool's own catalogs."""

    id: str
    """such as `1.3.1`"""
    name: str
    level: str
    """`A` or `AA`"""
    since: str
    """the version of WCAG that brought it: `2.0`, `2.1`, `2.2`"""
    decider: Decider
    question: str
    """what a person is asked; empty where machines decide alone"""
    html: tuple[str, ...]
    """kinds of objects (`model/census`) without all of which it asks nothing of a page; empty when it always does"""
    pdf: tuple[str, ...]
    """the same for a PDF file"""
    void_in: tuple[str, ...] = ()
    """`pdf` where the criterion asks nothing of a document by its nature (WCAG2ICT), such as of sets of pages"""
    look: tuple[str, ...] = ()
    """kinds of objects to look at"""
    rows: tuple[str, ...] = ()
    """rows of the Matterhorn Protocol for persons that answer it for a PDF file, so that it is not asked twice"""


@dataclass(frozen=True, slots=True)
class FailureCondition:
    """A row of the Matterhorn Protocol 1.1, in our own words; texts are English messages of the tool's own catalogs."""

    index: str
    """such as `15-003`"""
    checkpoint: int
    clause: str
    """of ISO 14289-1, such as `7.5`"""
    decider: Decider
    """MACHINE, PERSON or NOBODY"""
    text: str
    """what is a failure"""
    question: str = ""
    """what a person is asked; empty for machine rows"""
    objects: tuple[str, ...] = ()
    """kinds of objects (`model/census`) without all of which the row asks nothing; empty when it always does"""
    verapdf: tuple[str, ...] = ()
    """rules of veraPDF's profile PDF/UA-1 that test it, as clause-number, such as `7.5-1`"""
    own: tuple[str, ...] = ()
    """rules of ours that test it, or that find some failures of it"""
    wcag: tuple[str, ...] = ()
    """success criteria it serves"""
