"""What the tool knows of a language, read from `languages/*.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
    checker: str
    """LanguageTool's code"""
    muted_rules: tuple[str, ...]
    """LanguageTool rules that are always wrong on publications, or that are our own checks' work"""
    labels: Mapping[str, str]
    """words of the renditions that are not the author's: "Contents", "Skip to content" …"""
