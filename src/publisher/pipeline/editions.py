"""Documents and catalogs -> editions -> what is in their files."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.catalogs.stylesheets import translate_css
from publisher.catalogs.template import PUBLICATION_DOMAIN
from publisher.catalogs.translate import identity, translate, translate_metadata
from publisher.catalogs.values import placed
from publisher.languages import language
from publisher.model.publication import Publication
from publisher.pipeline.pieces import Order
from publisher.pipeline.project import Project, catalogs
from publisher.renditions.edition import Edition
from publisher.renditions.html import Site, assets, pages
from publisher.renditions.isolation import isolated
from publisher.renditions.links import pictures
from publisher.renditions.pdf.compose import compose
from publisher.renditions.pdf.traits import traits
from publisher.renditions.styles import cascade


def edition(project: Project, tag: str) -> Edition:
    """Return the publication in one language; the source language takes the same road, by the identity catalog."""
    source = tag == project.publication.source_language
    known = {} if source else catalogs(project, tag)
    own = known.get(PUBLICATION_DOMAIN, identity(tag))
    metadata, missing = translate_metadata(project.publication, own)
    sheets = {name: translate_css(css, own) for name, css in project.stylesheets.items()}
    translations = [translate(document, known.get(document.stem, identity(tag))) for document in project.documents]
    return Edition(
        metadata,
        language(tag),
        tuple(isolated(placed(item.document, project.data), language(tag)) for item in translations),
        len(missing)
        + sum(left for _, left in sheets.values())
        + sum(len(translation.fallbacks) for translation in translations),
        {name: css for name, (css, _) in sheets.items()},
    )


def shown(project: Project, images: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pictures that documents show, of all `images` in `source/`."""
    names = dict.fromkeys(name for document in project.documents for name in pictures(document.body))
    return {name: images[name] for name in names if name in images}


def html_files(made: Edition, publication: Publication, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pages of an edition and what they load, by path from the publication.

    `files` are what pages and stylesheets refer to, by address from a page.
    """
    styles = cascade(made.stylesheets, "screen", made.language.direction)
    site = Site(
        tuple(language(tag) for tag in publication.all_languages),
        tuple(styles),
        f"../{publication.name}.pdf" if "pdf" in publication.formats else None,
    )
    contents = pages(made, site) | assets(styles, files)
    return {f"build/{made.language.tag}/html/{name}": data for name, data in contents.items()}


def print_order(made: Edition, files: Mapping[str, bytes], program: bytes) -> Order:
    """Return what the PDF of an edition is made from.

    `files` are what pages and stylesheets refer to, by address, `program` is a hash of this program and its libraries.
    """
    styles = cascade(made.stylesheets, "print", made.language.direction)
    asked, book = traits(styles.values()), compose(made)
    sheets = tuple((f"styles/{name}", css) for name, css in styles.items())
    return Order(book.in_one() if asked.running else book, asked, sheets, files, program)
