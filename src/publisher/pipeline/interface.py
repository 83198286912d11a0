"""The tool's own catalogs: what its reports say, extracted, merged and read as those of any publication."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from publisher.catalogs.merge import empty_catalog, headers_for
from publisher.catalogs.po import read_catalog, write_catalog, write_template
from publisher.catalogs.template import publication_template
from publisher.languages import language
from publisher.model.message import Catalog, Message, Reference, Template
from publisher.model.notation import placeholders
from publisher.model.publication import Publication
from publisher.model.texts import Texts
from publisher.reports.environment import template_texts
from publisher.rules import rules

DOMAIN = "publisher"
SOURCE = "en"
TAGS = ("fr", "es", "ar")
"""languages the tool speaks beside English"""
ROOMS = ("reports", "conformance", "reading", "answers", "checks", "ocr", "pipeline")
"""whose modules name texts in `WORDS`, and what translators are told of them in `COMMENTS`"""
TABLE = re.compile(r"^WORDS\b", re.MULTILINE)
UNTOLD = {
    "checks": "What to do about a fault; or, when it is short, words in the sentence of a rule, such as “the element”",
    "conformance": "Why a requirement is not applicable, not decided or not tested",
}
"""what translators are told of texts of a room for which no module has a comment"""
STANDARDS = {
    "text": "Failure condition of the Matterhorn Protocol: what is a fault",
    "question": "Question to a person; “yes” is what is wished for",
    "name": "Name of a success criterion of WCAG 2.2, as its authorised translation has it; or of a checkpoint",
}
"""keys of the tables in `standards/` that hold texts, with the comment translators see"""
SPOKEN = ("pdf/", "content/", "html/", "build/")
"""rules of ours that audits speak by begin with one of these"""
OF_RULES = {
    "message": "What is wrong with a place; {0} and the like are quoted words, names or numbers",
    "hint": "What to do about it",
}
OWN = Publication("publisher", TAGS, source_language=SOURCE, name=DOMAIN)


def interface_template() -> Template:
    """Return what the reports say: templates, `WORDS` of modules, tables of standards, rules that audits speak by."""
    found = (*_of_templates(), *_of_modules(), *_of_standards(), *_of_rules())
    nameless = Publication("", TAGS, source_language=SOURCE)
    return Template(DOMAIN, publication_template(nameless, found).messages)


def _message(text: str, file: str, key: str, comments: tuple[str, ...]) -> Message:
    flags = ("python-brace-format",) if placeholders(text) else ()
    return Message(text, comments=comments, references=(Reference(file, key),), flags=flags)


def _of_templates() -> Iterator[Message]:
    for name, text, comments in template_texts():
        yield _message(text, f"reports/templates/{name}", "", comments)


def _of_modules() -> Iterator[Message]:
    for room in ROOMS:
        for file, code in _modules(files("publisher") / room, room):
            if TABLE.search(code):  # the others need not be loaded
                module = import_module(
                    f"publisher.{file.removesuffix('.py').removesuffix('/__init__').replace('/', '.')}"
                )
                comments: Mapping[str, str] = getattr(module, "COMMENTS", {})
                for text in _texts(module.WORDS):
                    comment = comments.get(text, UNTOLD.get(room))
                    yield _message(text, file, "WORDS", (comment,) if comment else ())


def _modules(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    """Yield path and code of the modules in a folder, by name."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".py"):
            yield f"{path}/{item.name}", item.read_text("utf-8")
        elif item.is_dir():
            yield from _modules(item, f"{path}/{item.name}")


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a table, of a row, or of tables of them; an empty one says nothing."""
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from filter(None, (item,)) if isinstance(item, str) else _texts(item)


def _of_standards() -> Iterator[Message]:
    folder = files("publisher.standards")
    for name in sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml")):
        for path, key, text in _rows(tomllib.loads((folder / name).read_text("utf-8")), ""):
            yield _message(text, f"standards/{name}", f"{path}{key}", (STANDARDS[key],))


def _rows(table: Mapping[str, object], path: str) -> Iterator[tuple[str, str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _rows(value, f"{path}{key}.")
        elif key in STANDARDS and isinstance(value, str) and value:
            yield path, key, value


def _of_rules() -> Iterator[Message]:
    for rule in rules().values():
        if rule.id.startswith(SPOKEN):
            yield _message(rule.message, "rules", rule.id, (OF_RULES["message"],))
            yield _message(rule.hint, "rules", rule.id, (OF_RULES["hint"],))


def template_file() -> str:
    """Return the template as `locale/publisher.pot` holds it."""
    return write_template(interface_template(), headers_for(OWN, None))


def empty_file(tag: str) -> str:
    """Return the catalog of a language that nobody has begun."""
    return write_catalog(empty_catalog(DOMAIN, language(tag), OWN))


@cache
def interface_texts(tag: str) -> Texts:
    """Return what the tool says in a language; English where nobody translated it, or has not reviewed it yet.

    Errors: PublisherError (usage) for a language that is not known, (input) for a catalog that is damaged.
    """
    name = f"locale/{tag}/LC_MESSAGES/{DOMAIN}.po"
    path = files("publisher") / name
    if tag == SOURCE or not path.is_file():
        return Texts(tag, language(tag).direction)
    return texts_of(read_catalog(path.read_bytes(), name, DOMAIN, tag))


def texts_of(catalog: Catalog) -> Texts:
    """Return what a catalog of the tool says: what is translated and reviewed."""
    said = {entry.message.msgid: entry.msgstr for entry in catalog.live if entry.is_translated}
    return Texts(catalog.language, language(catalog.language).direction, MappingProxyType(said))
