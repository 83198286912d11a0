"""Headings: short blocks before running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.model.review import Kind
from publisher.ocr import reasons
from publisher.ocr.structure.figures import LEADING, OTHER, is_number
from publisher.ocr.structure.levels import HIGHEST, PARTS, ROMAN, levelled, number_of
from publisher.ocr.structure.quotes import is_name
from publisher.ocr.structure.shape import (
    between,
    cut,
    ends_sentence,
    first_letter,
    goes_on,
    is_capitals,
    merged,
    starts_small,
    text_of,
    whole,
    width,
)
from publisher.ocr.values import Classified, Line, Role

MOST_LINES, LONGEST, LONGEST_LINE = 6, 150, 110
SHORT_LINE = 70
RUNNING_LENGTH, SENTENCE_LENGTH = 80, 40
"""characters from which a block is running text, and from which one that ends with a stop may be"""
NARROWER = 0.85
"""share of the width of the text after it below which a heading of several lines shows larger type"""
REPEATED = 3
"""times from which the same short block is a label"""
FEWEST_LETTERS = 3
GLUED_LINES, FEWEST_LINES, NARROWEST = 4, 2, 40
FULL, SHORT = 0.85, 0.75
"""shares of the width of a column: a full line, and one that the next word would have fitted into"""
NEAR = 2
"""blank lines within a heading"""
SURE, LIKELY, POSSIBLE = 3.25, 3.0, 2.25
"""evidence from which a block is a heading, is one with a row in the review, may be one with a row"""
RARE_CAPITALS = 3
"""times as many candidates in small letters, from which blocks in capitals are labels of pictures"""

MARKS = re.compile(r"(?P<marks>#{1,6})\s+(?=\S)")
UNDERLINE = re.compile(r"(?P<first>==+|--+|~~+)\Z")
CAPTION = re.compile(
    r"(?i:photos?|figure|fig|tableau|graphique|carte|cr[ée]dits?|sources?|l[ée]gende|ill|pages?|copyright|t[ée]l|fax|"
    r"objet|r[ée]f|date|n°)\b\.?\s?[\d:.©]|©"
)
PLACE_AND_DATE = re.compile(r"\d{1,2}(?:er)?\s+[^\W\d_]{3,9}\s+(?:19|20)\d\d\Z")
GREETING = re.compile(r"(?i:ch[eèé]re?s?\s|mesdames|messieurs|madame|monsieur|bonjour|cordialement|veuillez)")
LABEL = re.compile(r"[@{<\\]|(?:\A|\s)[\[|](?=\s|\Z)|https?://|www\.")
JUNK = re.compile(r"[^\w\s«“\"'‘]*\w?[)\]}|]\s")
"""what is left of a picture before words"""
USUAL = re.compile(
    r"(?i:introduction|conclusions?|avant-propos|pr[ée]face|pr[ée]ambule|sommaire|table des mati[eè]res|annexes?|"
    r"remerciements|r[ée]sum[ée]|synth[eè]se|bibliographie|glossaire|lexique|contexte|m[ée]thodologie|[ée]ditorial|"
    r"mentions l[ée]gales|[aà] propos d)\b"
)
"""what headings often begin with"""
LOST_CAPITAL = re.compile(r"a\s")
"""what OCR makes of `À`"""
UNFINISHED = re.compile(
    r"\b(?i:à|au|aux|avec|ce|ces|cette|dans|de|des|du|en|et|la|le|les|leur|ou|par|pour|que|qui|sur|un|une)\Z"
)
ANNOUNCED = frozenset({Role.LIST, Role.SHEET, Role.TABLE})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A short block among its neighbours."""

    lines: tuple[Line, ...]
    text: str
    before: Classified | None
    after: Classified | None
    """what follows it, without what is left of pictures"""
    repeated: bool
    label: bool
    """it is in capitals where the document's headings are not"""


def find(items: Sequence[Classified]) -> tuple[Classified, ...]:
    """Return the blocks, headings with their level; where nobody can be sure, with a doubt.

    A heading is short, has no stop at its end, and stands before running text; larger type gives it shorter lines.
    """
    parts = tuple(_joined([piece for item in items for piece in _unglued(item)]))
    candidates = dict(_candidates(parts))
    scores = {at: sum(rule(candidate) for rule in RULES) for at, candidate in candidates.items()}
    found = list(parts)
    for at in sorted(scores, reverse=True):
        follows = at + 1 < len(found) and found[at + 1].role is Role.HEADING
        scores[at] += BEFORE_HEADING if follows else 0.0
        if scores[at] >= LIKELY:
            found[at] = replace(found[at], role=Role.HEADING)
    return tuple(_with_doubts(levelled(found), scores))


def marked(items: Iterable[Classified]) -> Iterator[Classified]:
    """Yield the blocks, headings that plain text marks, with `#` before or a rule under them, as such."""
    for item in items:
        lines = item.block.lines
        if item.role is not Role.PARAGRAPH:
            yield item
        elif _is_underlined(lines):
            depth = 1 if lines[1].text.text[0] == "=" else 2
            yield replace(merged([item], Role.HEADING), block=replace(item.block, lines=lines[:1]), level=depth)
        else:
            places = [(at, at + 1, Role.HEADING) for at, line in enumerate(lines) if MARKS.match(line.text.text)]
            yield from map(_without_marks, cut(item, places)) if places else (item,)


def _is_underlined(lines: Sequence[Line]) -> bool:
    under = [UNDERLINE.match(line.text.text) is not None for line in lines]
    return under == [False, True] and not goes_on(lines[0].text.text)


def _without_marks(item: Classified) -> Classified:
    found = MARKS.match(item.block.lines[0].text.text)
    if item.role is not Role.HEADING or found is None:
        return item
    line = between(item.block.lines[0], found.end())
    return replace(item, block=replace(item.block, lines=(line,)), level=len(found["marks"]))


def _joined(items: Sequence[Classified]) -> Iterator[Classified]:
    """Yield the blocks, a heading that a blank line cut as one."""
    at = 0
    while at < len(items):
        if _is_cut(items[at : at + 3]):
            yield merged(items[at : at + 2], Role.PARAGRAPH)
            at += 2
        else:
            yield items[at]
            at += 1


def _unglued(item: Classified) -> Iterator[Classified]:
    """Yield a block, a first line that ends far before the others, and before a capital, by itself."""
    first, *rest = (line.text.text for line in item.block.lines[:GLUED_LINES])
    if item.role is not Role.PARAGRAPH or len(rest) < FEWEST_LINES or goes_on(first) or starts_small(first):
        yield item
        return
    column = max(map(len, rest))
    full = all(len(text) >= FULL * column for text in rest[:-1])
    ends = len(first) + 1 + len(rest[0].split(" ", 1)[0]) <= SHORT * column
    if full and ends and rest[0][0].isupper() and column >= NARROWEST and not UNFINISHED.search(first):
        yield from cut(item, [(0, 1, Role.PARAGRAPH)])
    else:
        yield item


def _is_cut(items: Sequence[Classified]) -> bool:
    """Return whether the first two of three blocks are one heading before running text."""
    if [item.role for item in items[:2]] != [Role.PARAGRAPH] * 2 or not _is_running(items[-1]):
        return False
    (first, second), text = (item.block.lines for item in items[:2]), text_of(items[0].block.lines)
    fits = _is_short(first) and _is_short(second) and len(first) + len(second) <= MOST_LINES
    close = second[0].gap <= NEAR and second[0].page == first[0].page and first[-1].number < second[0].number
    opens = first_letter(text).isupper() and not ends_sentence(text) and not is_capitals(text)
    return fits and close and opens and starts_small(text_of(second))


def _is_short(lines: Sequence[Line]) -> bool:
    text = text_of(lines)
    return (
        len(lines) <= MOST_LINES
        and len(text) <= LONGEST
        and width(lines) <= LONGEST_LINE
        and not goes_on(text)
        and sum(map(str.isalpha, text)) >= FEWEST_LETTERS
    )


def _is_running(item: Classified | None) -> bool:
    """Return whether a block is text that begins with a sentence."""
    if item is None or item.role is not Role.PARAGRAPH:
        return False
    text = text_of(item.block.lines)
    enough = len(text) >= RUNNING_LENGTH or (len(text) >= SENTENCE_LENGTH and ends_sentence(text))
    return enough and not starts_small(text)


def _candidates(items: Sequence[Classified]) -> Iterator[tuple[int, Candidate]]:
    """Yield the short blocks among the blocks, each with its index."""
    short = [at for at, item in enumerate(items) if item.role is Role.PARAGRAPH and _is_short(item.block.lines)]
    counts = Counter(text_of(items[at].block.lines) for at in short)
    after = _next(items)
    heads = [text_of(items[at].block.lines) for at in short if _is_running(after[at])]
    small = sum(not is_capitals(text) for text in heads)
    labels = small >= RARE_CAPITALS * max(1, len(heads) - small)
    for at in short:
        text = text_of(items[at].block.lines)
        if any(mark.match(text) for mark in (CAPTION, GREETING, OTHER)) or is_number(text):
            continue
        yield (
            at,
            Candidate(
                lines=items[at].block.lines,
                text=text,
                before=items[at - 1] if at else None,
                after=after[at],
                repeated=counts[text] >= REPEATED,
                label=labels and is_capitals(text),
            ),
        )


def _next(items: Sequence[Classified]) -> list[Classified | None]:
    """Return for each block the next one that is no garbage, with what a page break cut from it."""
    found, following = list[Classified | None](), None
    for item in reversed(items):
        found.append(following)
        if item.role is not Role.GARBAGE:
            following = merged([item, following], item.role) if following and _goes_on(item, following) else item
    return found[::-1]


def _goes_on(item: Classified, following: Classified) -> bool:
    """Return whether the first lines of a paragraph stand at the end of a page."""
    text = text_of(item.block.lines)
    both = item.role is following.role is Role.PARAGRAPH and item.block.page < following.block.page
    return both and SENTENCE_LENGTH <= len(text) < RUNNING_LENGTH and starts_small(text_of(following.block.lines[:1]))


def _beginning(candidate: Candidate) -> float:
    """Return what the first letters say."""
    text = candidate.text
    number = number_of(text)
    marked = 2.5 if len(number) > 1 else 1.5 if number or PARTS.match(text) or ROMAN.match(text) else 0.0
    if USUAL.match(text):
        marked += 1.5
    if starts_small(text):
        return marked - (0.0 if LOST_CAPITAL.match(text) else 2.0)
    return marked + (-1.0 if JUNK.match(text) else 1.0)


def _ending(candidate: Candidate) -> float:
    """Return what the last words say: a date and a preposition end no heading, a colon announces a list."""
    if candidate.text.endswith(":") and candidate.after is not None and candidate.after.role in ANNOUNCED:
        return -3.0
    unfinished = UNFINISHED.search(candidate.text) or PLACE_AND_DATE.search(candidate.text)
    return -3.0 if unfinished else 0.0


def _following(candidate: Candidate) -> float:
    """Return what the next block says."""
    after = candidate.after
    if after is None:
        return -2.0
    if after.role is not Role.PARAGRAPH:
        return 1.0
    if _is_running(after):
        return 1.5
    return -1.5 if starts_small(text_of(after.block.lines)) else 0.0


def _preceding(candidate: Candidate) -> float:
    """Return what stands before says: the end of a sentence, or much space."""
    before, far = candidate.before, 0.5 * (candidate.lines[0].gap > NEAR)
    if before is None or before.role is not Role.PARAGRAPH or before.block.page != candidate.lines[0].page:
        return 0.5 + far
    return far + 0.5 * ends_sentence(text_of(before.block.lines[-1:]))


def _look(candidate: Candidate) -> float:
    """Return what the width says: larger type has fewer letters in a line."""
    lines, after = candidate.lines, candidate.after
    if len(lines) == 1 or any(line.gap for line in lines[1:]):
        return 0.5 if width(lines) <= SHORT_LINE else 0.0
    announced = 1.0 if any(line.text.text.endswith(":") for line in lines[:-1]) else 0.0
    if after is None or len(after.block.lines) == 1:
        return announced
    column = width(after.block.lines)
    if width(lines) <= NARROWER * column:
        return 1.0
    # What is as wide as a column was wrapped in it; only a last line that ends early shows that nothing is missing.
    return announced - 0.5 * (len(lines[-1].text.text) > NARROWER * column)


def _kind(candidate: Candidate) -> float:
    """Return what speaks against a heading: a label of a picture, a person's name, an address."""
    against = 2.0 * candidate.repeated + 1.5 * candidate.label
    name = is_name(candidate.text) * (0.5 if _is_running(candidate.after) else 2.0)
    counts = len(candidate.lines) == 1 and LEADING.match(candidate.text) is not None
    return -against - name - 1.0 * counts - 1.0 * bool(LABEL.search(candidate.text))


RULES: tuple[Callable[[Candidate], float], ...] = (_beginning, _ending, _following, _preceding, _look, _kind)
BEFORE_HEADING = 0.75
"""what a heading after it adds to the evidence for a heading"""


def _with_doubts(items: Sequence[Classified], scores: Mapping[int, float]) -> Iterator[Classified]:
    """Yield the blocks, those that are headings perhaps with a doubt."""
    level = HIGHEST
    for at, item in enumerate(items):
        level = item.level or level
        score, text = scores.get(at), text_of(item.block.lines)
        if score is None or not POSSIBLE <= score < SURE or item.doubts:
            yield item
            continue
        proposal = text if item.role is Role.HEADING else f"{'#' * level} {text}"
        yield replace(item, doubts=(whole(Kind.HEADING, item.block.lines, (proposal,), reasons.MAYBE_HEADING),))
