"""A finding that a person looked at and accepted, with the reason; it holds as long as the text does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from publisher.model.finding import Finding

Key = tuple[str, str | None, str | None, str]
"""rule, language, id of the block, hash of the text"""
SEPARATOR = "\x1e"
"""between words of a finding: none of them holds it"""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One row of `source/accepted.toml`."""

    rule: str
    language: str
    id: str
    """of the block, the same in every language"""
    text: str
    """hash of what was accepted, as `text_hash` gives it"""
    why: str
    line: int | None = None
    """of the row in the file, when it was read from one"""

    @property
    def key(self) -> Key:
        """What a finding must agree in to be the one that was accepted."""
        return self.rule, self.language, self.id, self.text


def key_of(finding: Finding) -> Key:
    """Return the key of the acceptance that would cover a finding."""
    return finding.rule, finding.language, finding.id, text_hash(finding)


def text_hash(finding: Finding) -> str:
    """Return the hash of the texts a finding is about; of one that names no text, of what it says.

    Of what was found in an output, of the words that its sentence names, and of the output: the same fault in another
    edition is not accepted with it. Pages move, and do not count.
    """
    if finding.subject is not None:
        return hash_of(finding.subject, SEPARATOR.join(finding.words) or finding.quote or finding.message)
    return hash_of(finding.msgid, finding.message if finding.text is None else finding.text)


def hash_of(source: str | None, text: str) -> str:
    """Return 16 hexadecimal digits for a translation and its source, or for a text of the source alone."""
    return hashlib.sha256(f"{source or ''}\x1f{text}".encode("utf-8", "replace")).hexdigest()[:16]
