"""What the outside checkers answered, as values: `engines` gives them, `checks` makes findings of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Match:
    """One remark of LanguageTool on a text."""

    rule: str
    category: str
    message: str
    """in the language of the text"""
    offset: int
    """characters (code points) before the place"""
    length: int
    replacements: tuple[str, ...]
    issue_type: str
    """type of issue by ITS 2.0, such as `misspelling`; `uncategorized` where LanguageTool does not say"""


@dataclass(frozen=True, slots=True)
class Failure:
    """One place where a rule is broken; a rule broken often gives the first places only."""

    specification: str
    clause: str
    test_number: int
    description: str
    count: int
    """places where this rule is broken in the file, also those not given"""
    context: str
    """veraPDF's path through the objects of the file"""
    message: str
    tags: tuple[str, ...] = ()
    """veraPDF's words for what the rule is about, such as `table`; none in most profiles"""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule of a profile found in a file."""

    clause: str
    test_number: int
    passed: int
    """objects that keep it; with none that break it, 0 means that there is no such object"""
    failed: int


@dataclass(frozen=True, slots=True)
class Validation:
    """The verdict on one file by one standard."""

    file: Path
    flavour: str
    """`ua1`, `2a` …"""
    version: str
    compliant: bool = False
    passed_rules: int = 0
    failed_rules: int = 0
    passed_checks: int = 0
    failed_checks: int = 0
    failures: tuple[Failure, ...] = ()
    rules: tuple[RuleResult, ...] = ()
    """every rule of the profile, by clause and number"""
    error: str | None = None
    """why there is no verdict; `compliant` means nothing then"""


@dataclass(frozen=True, slots=True)
class NuMessage:
    """One message on one page."""

    file: Path | None
    """None when the message is not about a file"""
    type: str
    """`error`, `info`, or `non-document-error` when the checker could not do its work"""
    sub_type: str | None
    """`warning` for an `info` that is one, `fatal` for an error after which it read no further"""
    message: str
    first_line: int | None
    last_line: int | None
    last_column: int | None
    extract: str
    """markup around the place"""

    @property
    def error(self) -> str | None:
        """Why the page was not tested; None for what is said of a page that was."""
        return self.message if self.type == "non-document-error" else None


@dataclass(frozen=True, slots=True)
class AxeNode:
    """One element that a rule is about."""

    target: str
    """CSS selector"""
    html: str
    """start of its markup"""
    summary: str
    """what to do, in axe's words"""
    id: str | None
    """id of the element, or of its nearest ancestor with one"""


@dataclass(frozen=True, slots=True)
class AxeRule:
    """A rule that is broken, or that a person must decide."""

    id: str
    impact: str | None
    """`minor`, `moderate`, `serious`, `critical`"""
    tags: tuple[str, ...]
    help: str
    help_url: str
    nodes: tuple[AxeNode, ...]


@dataclass(frozen=True, slots=True)
class AxeKept:
    """A rule that no element of a page breaks."""

    id: str
    tags: tuple[str, ...]
    """those that name success criteria or good practice only: answers are kept, and there are many of these"""
    nodes: int
    """elements that keep it; 0 where it does not apply"""


@dataclass(frozen=True, slots=True)
class AxeResult:
    """The answer for one page at one width of the window, in CSS pixels."""

    file: Path
    width: int
    version: str = ""
    """of axe-core; empty when there is an error"""
    violations: tuple[AxeRule, ...] = ()
    incomplete: tuple[AxeRule, ...] = ()
    kept: tuple[AxeKept, ...] = ()
    """rules that elements keep, and those that do not apply"""
    scroll_width: int = 0
    """width of the page with all it holds; larger than `width` when it scrolls sideways"""
    overflowing: tuple[str, ...] = ()
    """ids of the blocks that stick out, ten at most"""
    error: str | None = None
    """why there is no answer; the numbers mean nothing then"""
