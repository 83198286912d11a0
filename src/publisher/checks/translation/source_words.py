"""Single words of the source's language that a translator forgot in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.languages.words import foreign_words
from publisher.model.remark import Remark
from publisher.model.text import BLANK, Text

QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|(?<!\w)‘[^‘’]*’|(?<!\w)'[^']*'")
EMPHASISED = re.compile(r"<(em|i|cite|q)([0-9]*)>([^<]*)</\1\2>")
GLOSS = re.compile(r"\([^()]*\)")
ARABIC = re.compile("[\u0621-\u064a]")
TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W_]))*")
LATIN = re.compile(r"et\s+(?:al|cetera|seq|passim)\b")


def check_source_words(source: Text, target: Text) -> Iterator[Remark]:
    """Yield the first frequent word of the source's language that a translation holds.

    Rule: `translation/source-word`. Quotations, emphasis, names, and brackets with the original of a term may stay.
    """
    foreign = foreign_words(source.language, target.language)
    if foreign.isdisjoint(target.prose.split()):
        return
    words = TOKEN.findall(source.prose)
    copied = frozenset((*words, *(word.split("’")[-1] for word in words)))  # l’Agence stands in the source too
    prose = QUOTED.sub(_blank, target.prose)
    for match in EMPHASISED.finditer(target.notation):
        prose = prose.replace(match[3], BLANK * len(match[3]))
    prose = GLOSS.sub(lambda match: match.group() if _is_own(match.group(), prose, copied) else _blank(match), prose)
    tokens = list(TOKEN.finditer(prose))
    for place, token in enumerate(tokens):
        if token.group() in foreign and not LATIN.match(prose, token.start()) and not _is_name(tokens, place, copied):
            yield Remark("translation/source-word", (token.group(),), *token.span())
            return


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match.group())


def _is_own(bracket: str, text: str, copied: frozenset[str]) -> bool:
    """Whether a bracket is not the term of the source beside its translation."""
    if ARABIC.search(text):
        return ARABIC.search(bracket) is not None
    return not copied.issuperset(TOKEN.findall(bracket))


def _is_name(tokens: list[re.Match[str]], place: int, copied: frozenset[str]) -> bool:
    """Whether the words around one, as far as the source has them too, hold a capital."""
    for step in (-1, 1):
        near = place + step
        while 0 <= near < len(tokens) and tokens[near].group() in copied:
            if tokens[near].group()[0].isupper():
                return True
            near += step
    return False
