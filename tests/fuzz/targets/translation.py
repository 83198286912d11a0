"""Whatever a translator writes, the page has the structure of its source, and says nothing to the browser."""

from __future__ import annotations

from publisher.catalogs.identify import identify
from publisher.catalogs.template import extract
from publisher.catalogs.translate import translate
from publisher.checks.catalog import check_catalog
from publisher.languages import language
from publisher.model.attributes import SPOKEN
from publisher.model.document import Document
from publisher.model.message import Catalog, Entry
from publisher.readers.markdown import read_markdown
from tests.fuzz.laws import published, structure
from tests.fuzz.passive import assert_passive

DICTIONARY = "html"
SOURCE = """# Le rapport de {pays} pays

Un *mot* et **deux**, [un lien](https://exemple.example/a "son titre") et [un autre](02.md).

Un<br>saut, `du code` et un appel[^1].

![Un plan](images/a.svg)

<svg viewBox="0 0 1 1"><title>Un globe</title><path d="M0 0"/></svg>

<form><label>Nom <input placeholder="votre nom"></label><button>Aller</button></form>

<a href="https://exemple.example/fr" data-publisher-localised="href">Le site</a>

| A | B |
|---|---|
| un | *deux* |

[^1]: La **note**.
"""
SEPARATOR = "\n%%\n"
TEXTS = frozenset((*SPOKEN, "lang", "dir", "href"))
"""what a translation may change of a tag: its texts, whose language they are in, an address that is a message"""
DOCUMENT, SEGMENTS = identify(read_markdown(SOURCE, "source/d.md", "fr"))
TEMPLATE = extract(DOCUMENT, SEGMENTS)


def catalog_of(texts: list[str]) -> Catalog:
    """Return a catalog with these translations, in the order of the messages; the last for all that have none."""
    texts += texts[-1:] * len(TEMPLATE.messages)
    entries = tuple(Entry(message, text) for message, text in zip(TEMPLATE.messages, texts, strict=False))
    return Catalog("d", "ar", entries, file="locale/ar/LC_MESSAGES/d.po")


def target(data: bytes) -> None:
    catalog = catalog_of(data.decode("utf-8", "replace").split(SEPARATOR))
    translated = translate(DOCUMENT, catalog).document
    assert shape(translated) == shape(DOCUMENT), "a translation changed the structure"
    assert_passive(published(translated))
    findings = check_catalog(TEMPLATE, catalog, language("ar"))
    assert all(finding.file for finding in findings)


def shape(document: Document) -> list[object]:
    """Return the structure of a document, without the elements that say whose language a text is in."""
    body = document.body.__copy__()
    for span in body.find_all("span", attrs={"lang": "fr", "dir": "ltr"}):
        span.unwrap()
    return structure(body, TEXTS)
