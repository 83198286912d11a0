"""What a translation repeats letter by letter: addresses, codes and protected text."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from publisher.checks.translation.tokens import Token, folded, is_localized, may_be_said_otherwise, read_tokens
from publisher.model.remark import Remark
from publisher.model.text import Text

ALIKE = 0.6
"""share of common characters from which one token is taken for the other, altered"""
MOST_COMPARED = 20
"""tokens of a translation among which the next of the source is looked for; their order is much the same"""


def check_verbatim(source: Text, target: Text) -> Iterator[Remark]:
    """Yield addresses and codes that a translation lost, changed or added, and protected text it changed.

    Rules: `translation/address-changed`, `address-lost`, `address-added`, `code-changed`, `code-lost`,
    `protected-changed`.
    """
    wanted, found = list(read_tokens(source.prose)), list(read_tokens(target.prose))
    if wanted or found:
        yield from _differences(_rest(wanted, found), _rest(found, wanted))
    if source.stretches and target.stretches:
        yield from _protected(source, target)


def _rest(tokens: list[Token], others: list[Token]) -> list[Token]:
    known = {folded(other) for other in others}
    return [token for token in tokens if folded(token) not in known]


def _differences(lost: list[Token], added: list[Token]) -> Iterator[Remark]:
    for token in lost:
        other = next((other for other in added[:MOST_COMPARED] if _is_counterpart(token, other)), None)
        if other is not None:
            added = [each for each in added if each is not other]
        if other is not None and not (token.subject == "address" and is_localized(token, other)):
            rule = f"translation/{token.subject}-changed"
            yield Remark(rule, (token.value, other.value), other.start, other.end)
        elif other is None and not may_be_said_otherwise(token) and not _is_retold(token, added):
            yield Remark(f"translation/{token.subject}-lost", (token.value,))
    for token in added:
        if token.kind in ("url", "mail"):
            yield Remark("translation/address-added", (token.value,), token.start, token.end)


def _is_counterpart(token: Token, other: Token) -> bool:
    """Whether one token stands for the other: altered, or in its language."""
    if token.subject != other.subject:
        return False
    one, two = folded(token), folded(other)
    if token.subject == "code":
        return _letters(one) == _letters(two) or SequenceMatcher(None, one, two).ratio() >= ALIKE
    return is_localized(token, other) or SequenceMatcher(None, one, two).ratio() >= ALIKE


def _is_retold(token: Token, added: list[Token]) -> bool:
    """Whether the translation has a hashtag of its own language for that of the source."""
    return token.kind == "hashtag" and any(other.kind == "hashtag" for other in added)


def _letters(value: str) -> str:
    return "".join(character for character in value if character.isalpha())


def _protected(source: Text, target: Text) -> Iterator[Remark]:
    wanted, found = _kept(source), _kept(target)
    lost, altered = [words for words in wanted if words not in found], [words for words in found if words not in wanted]
    for words, own in zip(altered, lost, strict=False):
        yield Remark("translation/protected-changed", (words, own), *found[words])


def _kept(text: Text) -> dict[str, tuple[int, int]]:
    return {
        " ".join(text.plain[stretch.start : stretch.end].split()): (stretch.start, stretch.end)
        for stretch in text.stretches
        if stretch.language is None
    }
