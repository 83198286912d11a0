"""Languages as data: a file per language; adding one is adding a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from publisher.errors import ExitCode, PublisherError
from publisher.model.language import Language, ProseProfile


@cache
def known() -> tuple[str, ...]:
    """Return the tags of the languages the tool knows, sorted."""
    return tuple(
        sorted(file.name.removesuffix(".toml") for file in files(__package__).iterdir() if file.name.endswith(".toml"))
    )


def month_and_year(day: date, spoken: Language) -> str:
    """Return a month and its year, such as `juillet 2020`."""
    if spoken.months:
        return f"{spoken.months[day.month - 1]} {day.year}"
    from babel.dates import format_skeleton  # late: most verbs write no date

    return str(format_skeleton("yMMMM", day, locale=spoken.locale))


@cache
def language(tag: str) -> Language:
    """Return what is known of a language; PublisherError (usage) for one without a file."""
    if tag not in known():
        raise PublisherError(
            f"unknown language “{tag}”", code=ExitCode.USAGE, hint=f"choose among {', '.join(known())}"
        )
    data = _data(tag)
    return Language(
        tag=tag,
        name=data["name"],
        direction=data["direction"],
        plural_forms=data["plural_forms"],
        locale=data["locale"],
        months=tuple(data.get("months", ())),
        prose=_prose_profile(data["languagetool"]),
        labels=data["labels"],
    )


def _prose_profile(data: Mapping[str, Any]) -> ProseProfile:
    return ProseProfile(
        code=data["code"],
        speller=data["speller"],
        muted_rules=frozenset(data["muted_rules"]),
        muted_categories=frozenset(data["muted_categories"]),
        enabled_rules=frozenset(data["enabled_rules"]),
        only_enabled=data["only_enabled"],
        spelling_rules=frozenset(data["spelling_rules"]),
        doubtful=tuple(data["doubtful"]),
        doubtful_on_names=frozenset(data["doubtful_on_names"]),
        doubtful_around=data.get("doubtful_around", {}),
        known_words=frozenset(data["known_words"]),
    )


def table(tag: str, name: str) -> Mapping[str, Any]:
    """Return what the file of a language says of one subject; empty when it says nothing or there is no such file."""
    found: Mapping[str, Any] = _data(tag).get(name, {}) if tag in known() else {}
    return found


@cache
def _data(tag: str) -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / f"{tag}.toml").read_text("utf-8"))
