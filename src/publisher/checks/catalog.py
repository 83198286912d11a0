"""A catalog against its template: complete, reviewed, with the tags and placeholders of its messages."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator

from publisher.model.address import refusal
from publisher.model.finding import Finding
from publisher.model.language import Language
from publisher.model.message import Catalog, Entry, Message, Template
from publisher.model.notation import Defect, hidden_characters, placeholders, plain, tag_defects, unescape
from publisher.rules import rules

MAX_LENGTH = re.compile(r"max-length:(\d{1,6})")
PLURAL_FORMS = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]*);?")


def check_catalog(template: Template, catalog: Catalog, language: Language) -> tuple[Finding, ...]:
    """Return what keeps a catalog from being published whole.

    Rules: those of `rules/catalog.toml`.
    """
    return (*_header(catalog, language), *_entries(template, catalog, language))


def _header(catalog: Catalog, language: Language) -> Iterator[Finding]:
    declared = dict(catalog.headers).get("Plural-Forms")
    if catalog.file and declared is not None and not counts_alike(declared, language.plural_forms):
        rule = rules()["catalog/plural-forms"]
        hint = rule.hint.format(language.plural_forms)
        yield Finding(
            rule.id, rule.message, rule.level, language=catalog.language, file=catalog.file, line=1, hint=hint,
            text=declared,
        )  # fmt: skip


def counts_alike(formula: str, other: str) -> bool:
    """Whether two `Plural-Forms` give every number the same form, however they are written."""
    try:
        (size, rule), (other_size, other_rule) = _parts(formula), _parts(other)
        return size == other_size and all(rule(number) == other_rule(number) for number in range(1001))
    except (ValueError, SyntaxError, ArithmeticError, RecursionError):  # gettext makes Python of `1!=!1` unseen
        return False


def _parts(formula: str) -> tuple[str, Callable[[int], int]]:
    match = PLURAL_FORMS.fullmatch(formula.strip())
    if match is None:
        raise ValueError(formula)
    return match[1], gettext.c2py(match[2])


def _entries(template: Template, catalog: Catalog, language: Language) -> Iterator[Finding]:
    for message in template.messages:
        entry = catalog.entry(message.key)
        for defect, word in _defects(message, entry, language):
            rule = rules()[f"catalog/{defect}"]
            yield Finding(
                rule.id,
                rule.message.format(word),
                rule.level,
                language=catalog.language,
                file=catalog.file,
                line=entry.line if entry else None,
                id=message.references[0].id if message.references else None,
                msgid=message.msgid,
                hint=rule.hint.format(word or catalog.language),
                text=entry.msgstr or "\n".join(entry.plurals) if entry else None,
            )


def _defects(message: Message, entry: Entry | None, language: Language) -> Iterator[tuple[str, str]]:
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
        if entry.plurals and len(entry.plurals) != (wanted := int(_parts(language.plural_forms)[0])):
            yield "plural-count", f"{len(entry.plurals)} of {wanted}"
        forms = entry.plurals or (entry.msgstr,)
        for number, form in enumerate(forms, 1):
            yield from _of_form(message, form)
            yield from _placeholders(message, form, is_other=number == len(forms))


def _of_form(message: Message, text: str) -> Iterator[tuple[str, str]]:
    """Yield the rules that a translation, or one of its plural forms, breaks by itself."""
    yield from _excess(message, text)
    ends = {"begins": str.startswith, "ends": str.endswith}
    yield from (("line-end", verb) for verb, has in ends.items() if has(message.msgid, "\n") != has(text, "\n"))
    yield from (("hidden-character", code) for code in hidden_characters(message.msgid, text))
    for defect, tag in tag_defects(message.msgid, text):
        yield ("no-words", "") if defect is Defect.EMPTY and not tag else (f"tag-{defect}", tag)


def _placeholders(message: Message, text: str, *, is_other: bool) -> Iterator[tuple[str, str]]:
    """Yield placeholders lost and unknown; a form for one, or two, may say its number by itself."""
    if "python-brace-format" in message.flags:
        wanted, found = placeholders(message.msgid), placeholders(text)
        yield from (("placeholder-lost", name) for name in wanted - found if is_other)
        yield from (("placeholder-unknown", name) for name in found - wanted)


def _excess(message: Message, text: str) -> Iterator[tuple[str, str]]:
    limits = [int(match[1]) for flag in message.flags if (match := MAX_LENGTH.fullmatch(flag))]
    if limits and (excess := len(plain(text)) - min(limits)) > 0:
        yield "too-long", str(excess)
