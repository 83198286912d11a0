"""What a check looks for: its id, how much it matters, what it says, what to do, and an example of each kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.model.finding import Level

PLACE = re.compile(r"\{\d\}")


@dataclass(frozen=True, slots=True)
class Example:
    """A text that breaks a rule, or one that looks like it and does not."""

    text: str
    """the translation, or the text of the source itself; a whole file for rules on files"""
    language: str
    """of `text`"""
    source: str | None = None
    """what `text` translates, in French; None for a text of the source"""
    flags: tuple[str, ...] = ()
    """of the message (`url`, `max-length:8`) or the entry (`fuzzy`, `missing`); or what `text` is instead of a text"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a check looks for; the sentences hold `{0}`, `{1}` for what a remark names."""

    id: str
    """`<subject>/<defect>` in kebab case; never reused for another meaning"""
    level: Level
    message: str
    hint: str
    why: str
    """why it matters to a reader, and what the rule leaves alone; a paragraph"""
    failing: tuple[Example, ...]
    passing: tuple[Example, ...]
    wcag: tuple[str, ...] = ()
    """success criteria of WCAG 2.2 that what it finds stands against"""
    kept: str | None = None
    """regular expression of what keeps a convention of typography, where a project may have one of its own"""

    @property
    def summary(self) -> str:
        """Its sentence for any text, `…` where a remark names something."""
        return PLACE.sub("…", self.message)

    @property
    def advice(self) -> str:
        """What to do with any text, `…` where a remark names something."""
        return PLACE.sub("…", self.hint)
