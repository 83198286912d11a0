"""What the last audit of a language reported, read from disk."""

from __future__ import annotations

from publisher.errors import PublisherError
from publisher.model.evidence import Evidence
from publisher.pipeline.record import HOME, Record
from publisher.reports import json


def report_of(record: Record, tag: str) -> Evidence | None:
    """Return the report of a language of the last audit; None when there is none of this form, or it was edited."""
    name = f"{HOME}{tag}/findings.json"
    if not record.knows(name):
        return None
    try:
        return json.evidence_of(json.loads(record.workspace.read(name).decode("utf-8")))
    except (ValueError, TypeError, PublisherError):
        return None
