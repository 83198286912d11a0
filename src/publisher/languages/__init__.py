"""Languages as data: a file per language; adding one is adding a file."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from publisher.errors import ExitCode, PublisherError
from publisher.model.language import Language


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
    data = tomllib.loads((files(__package__) / f"{tag}.toml").read_text("utf-8"))
    return Language(
        tag=tag,
        name=data["name"],
        direction=data["direction"],
        plural_forms=data["plural_forms"],
        locale=data["locale"],
        months=tuple(data.get("months", ())),
        checker=data["languagetool"]["code"],
        muted_rules=tuple(data["languagetool"]["muted_rules"]),
        labels=data["labels"],
    )
