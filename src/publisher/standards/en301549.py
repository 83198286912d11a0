"""Clauses of EN 301 549 V3.2.1 that repeat success criteria of WCAG 2.1: 9 for web pages, 10 for documents."""

from __future__ import annotations

WEB, DOCUMENT = 9, 10
CRITERIA = frozenset(
    """
    1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5
    1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13
    2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.5.1 2.5.2 2.5.3 2.5.4
    3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.3.1 3.3.2 3.3.3 3.3.4 4.1.1 4.1.2 4.1.3
    """.split()
)
"""those of WCAG 2.1, levels A and AA; 4.1.1 is among them, WCAG 2.2 has dropped it"""
SETS = frozenset({"2.4.1", "2.4.5", "3.2.3", "3.2.4"})
"""those about sets of pages: their clauses for documents are void"""


def clause(criterion: str, kind: str) -> str | None:
    """Return the clause that asks for a success criterion, of pages (`html`) or of a document (`pdf`).

    None where there is none: criteria that only WCAG 2.2 has, or level AAA, or that ask nothing of a document.

    >>> clause("1.3.1", "html"), clause("1.3.1", "pdf"), clause("2.4.5", "pdf")
    ('9.1.3.1', '10.1.3.1', None)
    """
    if criterion not in CRITERIA or (kind == "pdf" and criterion in SETS):
        return None
    return f"{DOCUMENT if kind == 'pdf' else WEB}.{criterion}"
