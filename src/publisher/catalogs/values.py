"""`{name}` in a document -> the value of that name, as the language around it writes it.

Messages keep `{name}`, so that no translation changes with a figure, and their comments say what it is today; the text
a reader gets has the value. What an author wants as it is stands in code, under `translate=no`, or in two braces:
`{{name}}` gives `{name}`.
"""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bs4.element import NavigableString, Tag

from publisher.catalogs.elements import ISLANDS, TRANSLATED, is_opaque, is_protected, is_text, spoken_attributes
from publisher.catalogs.segments import block_id
from publisher.languages import known
from publisher.languages.collation import sort_key
from publisher.languages.values import is_territory, territory, written
from publisher.model.data import FIGURE, FORMATS, LIST, TERRITORY, Data
from publisher.model.document import Document, text_of
from publisher.model.finding import Finding
from publisher.model.message import Message
from publisher.model.notation import Kind, tokens

NAMED = re.compile(r"\{\{(?P<literal>[a-z][a-z0-9_]*)\}\}|\{(?P<name>[a-z][a-z0-9_]*)\}")

AMOUNT = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text or an attribute with braces."""

    owner: Tag
    node: NavigableString | None
    attribute: str = ""

    @property
    def said(self) -> str:
        """What stands there."""
        return str(self.owner[self.attribute] if self.node is None else self.node)

    def say(self, text: str) -> None:
        """Put something else there."""
        if self.node is None:
            self.owner[self.attribute] = text
        else:
            self.node.replace_with(NavigableString(text))


def placed(document: Document, data: Data) -> Document:
    """Return a document with the values of a publication in its text; without any, braces are text like all other.

    A passage that says its language, such as French that stands in for a missing translation, has them in that one.
    """
    if not (data.values or data.tables or data.territories):
        return document
    target = replace(document, head=copy.copy(document.head), body=copy.copy(document.body))
    for text in list(_texts(target)) if data.values else ():
        text.say(_filled(text.said, data, _language(text.owner, document.language)))
    for tag in target.body.find_all(True, attrs={FIGURE: True}):
        _figure(tag, data, document.language)
    for items in target.body.find_all(True, attrs={LIST: sorted(data.territories)}):
        _territories(items, data, document.language)
    heading = target.body.find("h1") or target.head.find("title")
    return replace(target, title=text_of(heading)) if isinstance(heading, Tag) else target


def _filled(text: str, data: Data, tag: str) -> str:
    def value(match: re.Match[str]) -> str:
        if match["literal"]:
            return f"{{{match['literal']}}}"
        found = data.values.get(match["name"])
        return match.group() if found is None else written(found.amount, found.format, tag)

    return NAMED.sub(value, text)


def value_lines(message: Message, data: Data, tag: str) -> Iterator[str]:
    """Yield a line for every value that a message calls, with the value as a language writes it.

    A noun after it may depend on it. The message is a template's, which knows what stays as it is.
    """
    if "{" not in message.msgid or "url" in message.flags:
        return
    found = (match["name"] for text in _open_texts(message) for match in NAMED.finditer(text))
    for name in dict.fromkeys(found):
        if name in data.values:
            value = data.values[name]
            yield f"{{{name}}} = {written(value.amount, value.format, tag)}"


def _open_texts(message: Message) -> Iterator[str]:
    """Yield the texts of a message that no protected tag holds."""
    kept = ""
    for token in tokens(message.msgid):
        if token.kind is Kind.TEXT and not kept:
            yield token.value
        elif token.kind is Kind.OPEN and token.value in message.kept:
            kept = token.value
        elif token.kind is Kind.CLOSE and token.value == kept:
            kept = ""


def _figure(tag: Tag, data: Data, language: str) -> None:
    """Write a figure of a chart; what is none of ours stays."""
    name, amount = str(tag[FIGURE]), str(tag.get("value", ""))
    form = FORMATS.get(name) or (data.tables[name].format if name in data.tables else None)
    if form is not None and AMOUNT.fullmatch(amount):
        del tag[FIGURE]
        tag.string = written(Decimal(amount), form, _language(tag, language))


def _territories(items: Tag, data: Data, language: str) -> None:
    """Name the territories of a list, and sort them as its language does."""
    spoken = _language(items, language)
    names = data.territories[str(items[LIST])].names.get(spoken, {})
    del items[LIST]
    entries = [(str(tag[TERRITORY]), tag) for tag in items.find_all(True, attrs={TERRITORY: True}, recursive=False)]
    known = [(names.get(code) or territory(code, spoken), tag) for code, tag in entries if is_territory(code)]
    for name, tag in sorted(known, key=lambda entry: sort_key(entry[0], spoken)):
        del tag[TERRITORY]
        tag.string = name
        items.append(tag.extract())


def unknown_values(document: Document, data: Data) -> tuple[Finding, ...]:
    """Return a finding for every `{name}` of a source that names no value, where the publication has values."""
    return tuple(_unknown(document, data)) if data.values else ()


def _unknown(document: Document, data: Data) -> Iterator[Finding]:
    for text in _texts(document):
        for match in NAMED.finditer(text.said):
            name = match["name"]
            if name and name not in data.values:
                near = difflib.get_close_matches(name, data.values, 1, 0.5)
                hint = f"did you mean “{{{near[0]}}}”? " if near else ""
                key = block_id(text.owner)
                yield Finding(
                    "document/unknown-value",
                    f"“{{{name}}}” names no value of source/data/",
                    language=document.language,
                    file=document.file,
                    line=text.owner.sourceline or document.lines.get(key),
                    id=key or None,
                    hint=f"{hint}to show the braces, write {{{{{name}}}}} or `{{{name}}}`",
                )


def _texts(document: Document) -> Iterator[Text]:
    """Yield what holds a brace and is read by people: texts, attributes, fields of the head."""
    for part in (document.head, document.body):
        for node in part.descendants:
            if isinstance(node, Tag):
                names = spoken_attributes(node) if node.attrs else ()
                yield from (Text(node, None, name) for name in names if "{" in str(node[name]) and name != "href")
            elif is_text(node) and "{" in node and node.parent is not None and not _is_kept(node.parent):
                yield Text(node.parent, node)


def _is_kept(owner: Tag) -> bool:
    """Whether the text of an element stays as it is."""
    for tag in (owner, *owner.parents):
        if tag.name in ISLANDS or tag.get("translate") in TRANSLATED:
            return False
        if is_protected(tag) or is_opaque(tag):
            return True
    return False


def _language(owner: Tag, language: str) -> str:
    """Return the language of an element's text, as far as we know it."""
    said = next((str(tag["lang"]) for tag in (owner, *owner.parents) if tag.get("lang")), language)
    return said if said in known() else language
