"""Stylesheets: read or refused, their texts translated to nothing but texts."""

from __future__ import annotations

from publisher.catalogs.stylesheets import css_messages, normalised, painting, read_sheet, translate_css
from publisher.catalogs.translate import identity
from publisher.errors import PublisherError
from publisher.model.message import Catalog, Entry, Message
from tests.fuzz.laws import value_or_refusal

DICTIONARY = "css"
HOSTILE = 'x"; } @import "http://exemple.example/a.css"; a { content: url(b) \\'


def target(data: bytes) -> None:
    css = data.decode("utf-8", "replace")
    sheet = value_or_refusal(lambda: read_sheet("styles/a.css", css))
    for rule in sheet.rules if sheet else ():
        for declaration in rule.declarations:
            if "color" in declaration.name:
                painting(declaration.value)
    messages = value_or_refusal(lambda: tuple(css_messages({"a.css": css})))
    if messages is None:
        return
    same, _ = translate_css(css, identity("fr"))
    assert same == normalised(css)
    if sheet is not None:
        _keeps_its_rules(css, messages)


def _keeps_its_rules(css: str, messages: tuple[Message, ...]) -> None:
    entries = tuple({message.key: Entry(message, HOSTILE) for message in messages}.values())
    try:
        before = read_sheet("a.css", css)
        after = read_sheet("a.css", translate_css(css, Catalog("d", "en", entries))[0])
    except PublisherError:
        return
    assert [[item.name for item in rule.declarations] for rule in after.rules] == [
        [item.name for item in rule.declarations] for rule in before.rules
    ], "a translation changed the rules of a sheet"
