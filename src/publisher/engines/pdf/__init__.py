"""A finished PDF file looked into: what it says of itself, whose block an element is, all its tags and texts."""

from __future__ import annotations

from publisher.engines.pdf.facts import PdfFacts, facts, structure_ids
from publisher.engines.pdf.structure import structure

__all__ = ["PdfFacts", "facts", "structure", "structure_ids"]
