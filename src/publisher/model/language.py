"""What the tool knows of a language, read from `languages/*.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProseProfile:
    """How LanguageTool is asked about one language, and which of its remarks count; ids are LanguageTool's."""

    code: str
    """LanguageTool's code of the language"""
    speller: str
    """rule that remarks on words the dictionary lacks"""
    muted_rules: frozenset[str]
    """rules that are wrong on publications more often than right, or that are our own checks' work"""
    muted_categories: frozenset[str]
    """categories of such rules"""
    enabled_rules: frozenset[str]
    """rules that LanguageTool has off, and that are right; the only ones asked for when `only_enabled`"""
    only_enabled: bool
    spelling_rules: frozenset[str]
    """rules on spelling that LanguageTool counts as something else"""
    doubtful: tuple[str, ...]
    """rules and categories whose remarks are worth a look, no more; `*` stands for any end"""
    doubtful_on_names: frozenset[str]
    """rules that go wrong on names and words of other languages"""
    doubtful_around: Mapping[str, str]
    """regular expression of the words among which a rule goes wrong, by rule; ⟦ and ⟧ enclose what it means"""
    known_words: frozenset[str]
    """words the dictionary lacks; in small letters they count in any case"""


@dataclass(frozen=True, slots=True)
class Language:
    """One language: how it is written, counted, named and checked."""

    tag: str
    """BCP 47, such as `fr`"""
    name: str
    """in the language itself, such as `Español`"""
    direction: str
    """`ltr` or `rtl`"""
    plural_forms: str
    """value of the gettext header `Plural-Forms`, by GNU's formula"""
    locale: str
    """Babel locale for dates and numbers"""
    months: tuple[str, ...]
    """names of the months where the house does not follow Babel; empty where it does"""
    prose: ProseProfile
    """which of LanguageTool's remarks count"""
    labels: Mapping[str, str]
    """words of the renditions that are not the author's: "Contents", "Skip to content" …"""
