"""What a verb is asked for: which languages, where their catalogs lie, and who watches."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from publisher.errors import ExitCode, PublisherError
from publisher.model.publication import Publication

Progress = Callable[[str, int, int], None]
"""(what is being done, done, total); the caller decides whether anyone sees it"""


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


def chosen(publication: Publication, asked: Iterable[str]) -> tuple[str, ...]:
    """Return the languages a verb was asked for, all by default, in the publication's order."""
    asked = tuple(asked)
    for tag in asked:
        if tag not in publication.all_languages:
            raise PublisherError(
                f"the publication has no language “{tag}”",
                code=ExitCode.USAGE,
                file="source/publication.toml",
                line=publication.key_lines.get("languages"),
                hint=f"choose among {', '.join(publication.all_languages)}, or add it to “languages”",
            )
    return tuple(tag for tag in publication.all_languages if not asked or tag in asked)


def catalog_file(tag: str, domain: str) -> str:
    """Return where the catalog of a domain in a language lies."""
    return f"locale/{tag}/LC_MESSAGES/{domain}.po"


def template_file(domain: str) -> str:
    """Return where the template of a domain lies."""
    return f"locale/{domain}.pot"
