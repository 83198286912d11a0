"""What the report of one language is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.model.changes import Changes
from publisher.model.conformance import Row
from publisher.model.evidence import Evidence, TestSubject
from publisher.model.judgement import Question
from publisher.model.language import Language
from publisher.model.publication import Publication
from publisher.model.trace import Trace


@dataclass(frozen=True, slots=True)
class Dossier:
    """The evidence for one language, and what follows from it."""

    language: Language
    publication: Publication
    evidence: Evidence
    """of this language"""
    matterhorn: tuple[tuple[TestSubject, tuple[Row, ...]], ...] = ()
    """the 137 rows for each PDF file"""
    criteria: tuple[Row, ...] = ()
    """the success criteria, for pages and for PDF files"""
    questions: tuple[Question, ...] = ()
    """all that only a person can judge, answered or not"""
    traces: Mapping[str, Trace] = field(default_factory=dict)
    """of the blocks that assertions and questions name, by id"""
    changes: Changes | None = None
    """beside the last report, or the baseline asked for; None when there is none"""
    reading: tuple[str, ...] = ()
    """pages of the reading view, relative to the report, by document"""
