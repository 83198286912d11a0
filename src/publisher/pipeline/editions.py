"""Documents and catalogs -> editions -> what is in their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from publisher.catalogs.stylesheets import translate_css
from publisher.catalogs.template import PUBLICATION_DOMAIN
from publisher.catalogs.translate import identity, translate, translate_metadata
from publisher.catalogs.values import placed
from publisher.languages import language
from publisher.languages.digits import digits_of
from publisher.model.document import Document
from publisher.model.language import Language
from publisher.model.message import Catalog
from publisher.model.publication import Publication
from publisher.pipeline.pieces import Order
from publisher.pipeline.project import Project, Sources, catalog, catalogs
from publisher.renditions.digits import in_digits, publication_in_digits, text_in_digits
from publisher.renditions.edition import Edition
from publisher.renditions.html import Site, assets, pages
from publisher.renditions.isolation import isolated
from publisher.renditions.links import leave_out_pictures, pictures
from publisher.renditions.pdf.compose import Book, Draft
from publisher.renditions.pdf.traits import traits
from publisher.renditions.styles import cascade, without_alternates


def edition(project: Project, tag: str) -> Edition:
    """Return the publication in one language; the source language takes the same road, by the identity catalog."""
    head = front(project, tag)
    known = {} if tag == project.publication.source_language else catalogs(project, tag)
    translations = [translate(document, known.get(document.stem, identity(tag))) for document in project.documents]
    return replace(
        head,
        documents=tuple(_shown(item.document, project, head.language) for item in translations),
        fallbacks=head.fallbacks + sum(len(translation.fallbacks) for translation in translations),
    )


def front(project: Project | Sources, tag: str, style: str = "") -> Edition:
    """Return an edition without its documents: titles and stylesheets in the language, an alternate `style` too."""
    own = catalog_of(project, tag, PUBLICATION_DOMAIN)
    metadata, missing = translate_metadata(project.publication, own)
    digits = partial(text_in_digits, digits=digits_of(tag, project.publication.digits))
    chosen = without_alternates(project.stylesheets, style)
    sheets = {name: translate_css(css, own, digits) for name, css in chosen.items()}
    untranslated = len(missing) + sum(left for _, left in sheets.values())
    shown = publication_in_digits(metadata, tag, {field.id for field in missing})
    own_sheets = {name: css for name, (css, _) in sheets.items()}
    return Edition(shown, language(tag), (), untranslated, own_sheets, shown.alternate_styles.get(style, ""))


def translated(document: Document, sources: Sources, tag: str) -> tuple[Document, Language]:
    """Return one document in a language."""
    spoken = language(tag)
    return _shown(translate(document, catalog_of(sources, tag, document.stem)).document, sources, spoken), spoken


def catalog_of(project: Project | Sources, tag: str, domain: str) -> Catalog:
    """Return the catalog of a domain; that of the source language says everything as it is."""
    return identity(tag) if tag == project.publication.source_language else catalog(project, tag, domain)


def _shown(document: Document, project: Project | Sources, spoken: Language) -> Document:
    digits = digits_of(spoken.tag, project.publication.digits)
    return isolated(in_digits(placed(document, project.data), digits), spoken)


def shown(project: Project, images: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pictures that documents show, of all `images` in `source/`."""
    names = dict.fromkeys(name for document in project.documents for name in pictures(document.body))
    return {name: images[name] for name in names if name in images}


def html_files(made: Edition, publication: Publication, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pages of an edition and what they load, by path from the publication.

    `files` are what pages and stylesheets refer to, by address from a page; of other pictures the text is shown, and
    their addresses are taken out of `made`.
    """
    for document in made.documents:
        leave_out_pictures(document.body, files)
    styles = _cascade(made, "screen")
    site = Site(
        tuple(language(tag) for tag in publication.all_languages),
        tuple(styles),
        f"../{pdf_name(publication)}" if "pdf" in publication.formats else None,
        tuple(
            (title, f"../{pdf_name(publication, style)}") for style, title in made.publication.alternate_styles.items()
        ),
    )
    contents = pages(made, site) | assets(styles, files)
    return {f"build/{made.language.tag}/html/{name}": data for name, data in contents.items()}


def _cascade(made: Edition, medium: str) -> dict[str, str]:
    digits = digits_of(made.language.tag, made.publication.digits)
    return cascade(made.stylesheets, medium, made.language.direction, digits)


def pdf_name(publication: Publication, style: str = "") -> str:
    """Return the name of a PDF, the ordinary one or that of an alternate style."""
    return f"{'-'.join(filter(None, (publication.name, style)))}.pdf"


@dataclass(frozen=True, slots=True)
class Files:
    """What pages and stylesheets may refer to, by address."""

    pictures: Mapping[str, bytes]
    """of `source/`"""
    others: Mapping[str, bytes]
    """of `styles/`, but the stylesheets themselves"""


def print_order(
    made: Edition, stems: Sequence[str], drafts: Callable[[bool], Sequence[Draft]], files: Files, program: bytes
) -> Order:
    """Return what the PDF of an edition is made from.

    `made` need not have its documents: `drafts` gives them, with their texts if asked to, and may make each when it is
    asked for. `program` is a hash of this program and of all it uses.
    """
    styles = _cascade(made, "print")
    asked = traits(styles.values())
    book = Book(made, drafts(asked.target_text), tuple(stems), together=asked.running)
    text = "\n".join(styles.values())
    loaded = {**files.others, **{name: data for name, data in files.pictures.items() if name in text}}
    return Order(
        book, asked, tuple((f"styles/{name}", css) for name, css in styles.items()), loaded, files.pictures, program
    )
