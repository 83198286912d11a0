"""What a check looks for: its id, how much it matters, what it says, what to do, and an example of each kind."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.finding import Level


@dataclass(frozen=True, slots=True)
class Example:
    """A text that breaks a rule, or one that looks like it and does not."""

    text: str
    """the translation, or the text of the source itself; a whole file for rules on files"""
    language: str
    """of `text`"""
    source: str | None = None
    """what `text` translates, in French; None for a text of the source"""


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
