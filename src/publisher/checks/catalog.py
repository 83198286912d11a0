"""A catalog against its template: complete, reviewed, with the tags and placeholders of its messages."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from publisher.model.address import refusal
from publisher.model.finding import Finding, Level
from publisher.model.language import Language
from publisher.model.message import Catalog, Entry, Message, Template
from publisher.model.notation import Defect, hidden_characters, placeholders, plain, tag_defects, unescape

MAX_LENGTH = re.compile(r"max-length:(\d{1,6})")
PLURAL_FORMS = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]*);?")


class Rule(NamedTuple):
    """What a rule says; `{0}` is the tag or placeholder it is about."""

    level: Level
    message: str
    hint: str


TAGS = "use each tag of the source once, in the same form"
RULES = {
    "not-updated": Rule(Level.WARNING, "the message is not in the catalog", "run: publisher update -l {language}"),
    "fuzzy": Rule(Level.WARNING, "the translation is a guess to be reviewed", "correct it, then remove the fuzzy mark"),
    "untranslated": Rule(Level.WARNING, "the message is not translated", "translate it"),
    "tag-lost": Rule(Level.ERROR, "the tag <{0}> of the source is missing", TAGS),
    "tag-unknown": Rule(Level.ERROR, "{0} is not a tag of this message", TAGS),
    "tag-repeated": Rule(Level.ERROR, "the tag <{0}> stands more often than in the source, or in another form", TAGS),
    "tag-nesting": Rule(Level.ERROR, "the tags do not close inside one another, from <{0}>", TAGS),
    "tag-empty": Rule(Level.ERROR, "no words between the ends of <{0}>", "translate what stands between them"),
    "no-words": Rule(Level.ERROR, "the translation has no words", "translate the message"),
    "hidden-character": Rule(Level.ERROR, "the hidden character {0}", "remove it"),
    "placeholder-lost": Rule(Level.ERROR, "{0} is missing", "put {0} back"),
    "address": Rule(Level.ERROR, "not an address that is published: {0}", "give an http, https or mailto address"),
    "too-long": Rule(Level.WARNING, "{0} characters more than there is room for", "say it in fewer words"),
    "placeholder-unknown": Rule(Level.ERROR, "{0} is not in the source", "remove {0}"),
}


def check_catalog(template: Template, catalog: Catalog, language: Language) -> tuple[Finding, ...]:
    """Return what keeps a catalog from being published whole.

    Rules: `catalog/untranslated`, `fuzzy`, `not-updated`, `tag-lost`, `tag-unknown`, `tag-repeated`, `tag-nesting`,
    `tag-empty`, `no-words`, `hidden-character`, `placeholder-lost`, `placeholder-unknown`, `address`, `too-long`,
    `plural-forms`.
    """
    return (*_header(catalog, language), *_entries(template, catalog))


def _header(catalog: Catalog, language: Language) -> Iterator[Finding]:
    declared = dict(catalog.headers).get("Plural-Forms")
    if catalog.file and declared is not None and not counts_alike(declared, language.plural_forms):
        yield Finding(
            "catalog/plural-forms",
            "the plural forms are not those of the language",
            language=catalog.language,
            file=catalog.file,
            line=1,
            hint=f"Plural-Forms: {language.plural_forms} (publisher check --fix writes it)",
        )


def counts_alike(formula: str, other: str) -> bool:
    """Whether two `Plural-Forms` give every number the same form, however they are written."""
    try:
        (size, rule), (other_size, other_rule) = _parts(formula), _parts(other)
        return size == other_size and all(rule(number) == other_rule(number) for number in range(1001))
    except (ValueError, ArithmeticError, RecursionError):
        return False


def _parts(formula: str) -> tuple[str, Callable[[int], int]]:
    match = PLURAL_FORMS.fullmatch(formula.strip())
    if match is None:
        raise ValueError(formula)
    return match[1], gettext.c2py(match[2])


def _entries(template: Template, catalog: Catalog) -> Iterator[Finding]:
    for message in template.messages:
        entry = catalog.entry(message.key)
        for rule, word in _defects(message, entry):
            yield Finding(
                f"catalog/{rule}",
                RULES[rule].message.format(word),
                RULES[rule].level,
                language=catalog.language,
                file=catalog.file,
                line=entry.line if entry else None,
                id=message.references[0].id if message.references else None,
                msgid=message.msgid,
                hint=RULES[rule].hint.format(word, language=catalog.language),
            )


def _defects(message: Message, entry: Entry | None) -> Iterator[tuple[str, str]]:
    """Yield the rules an entry breaks, each with the word its sentence names."""
    if entry is None or bool(entry.plurals) != bool(message.msgid_plural):
        yield "not-updated", ""
    elif entry.fuzzy:
        yield "fuzzy", ""
    elif not entry.has_text:
        yield "untranslated", ""
    else:
        if "url" in message.flags and (reason := refusal(unescape(entry.msgstr))):
            yield "address", reason
        for text in entry.plurals or (entry.msgstr,):
            yield from _excess(message, text)
            yield from (("hidden-character", code) for code in hidden_characters(message.msgid, text))
            for defect, tag in tag_defects(message.msgid, text):
                yield ("no-words", "") if defect is Defect.EMPTY and not tag else (f"tag-{defect}", tag)
            if "python-brace-format" in message.flags:
                wanted, found = placeholders(message.msgid), placeholders(text)
                yield from (("placeholder-lost", name) for name in wanted - found)
                yield from (("placeholder-unknown", name) for name in found - wanted)


def _excess(message: Message, text: str) -> Iterator[tuple[str, str]]:
    limits = [int(match[1]) for flag in message.flags if (match := MAX_LENGTH.fullmatch(flag))]
    excess = len(plain(text)) - min(limits, default=len(text))
    if excess > 0:
        yield "too-long", str(excess)
