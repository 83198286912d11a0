"""Paragraphs that a page break, a picture or a side box cut -> put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.model.review import Kind
from publisher.ocr import reasons
from publisher.ocr.french.context import words_of
from publisher.ocr.layout.blocks import is_unfinished
from publisher.ocr.layout.hyphens import is_cut
from publisher.ocr.values import Block, Classified, Doubt, Line, Role

Follows = Callable[[Sequence[str], Sequence[str]], float]

REACH = 12
"""blocks after its first piece in which a paragraph may go on"""
TAIL = 20
"""lines at the end of a piece that tell how wide its column is"""
CERTAIN, LIKELY, UNPROVED, POSSIBLE = 4.0, 3.0, 2.5, 1.5
"""scores from which two pieces are one without a word, are one with a row in the review, are two with a row"""

HYPHEN, UNFINISHED, COMMA = 4.0, 3.0, 0.7
FULL, NOT_FULL, CAPTION = 1.5, -1.0, -2.0
SMALL, DIGIT, CAPITAL, CAPITAL_APART = 1.5, -0.5, -1.0, -2.5
ENDS, LABEL = 0.5, -0.7
PAGE = 0.5
BESIDE_CUT = 80
"""characters on either side of a cut whose words are looked at"""
ORPHAN = 1.0
"""for a block that must go on with another one and cannot with the one before it"""
FIT, MOST = 0.4, 2.0
"""what the words on both sides of the cut count, for each nat, and at most"""

JUMPED: Mapping[Role, float] = {Role.PARAGRAPH: 0.6, Role.HEADING: 0.4, Role.GARBAGE: 0.05}
"""what a block between two pieces takes from their score"""
JUMPED_ASIDE = 0.2
"""the same for a caption, a figure, a quotation"""

WIDEST_CAPTION = 30
"""characters of the longest line; running text is wider, or has more lines"""
LEAST_FIT = 0.0
"""how well the words of two pieces of a caption follow each other, in nats, at least"""
FULL_LINE = 0.8
"""share of the width of a column"""
FEWEST = 3
"""lines of a piece that show how wide its column is"""

STOP = re.compile(r"[.!?…][\s»”\"’')\]]*\Z")
CLAUSE = re.compile(r"[:;]\s*\Z")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?|[0-9]+")
SMALL_START = re.compile(r"[\s«“\"'(\[]*(?:[|I\[\]l1!]{1,2}['’\"]|\|[a-zà-ÿ]|[a-zà-öø-ÿœæ])")
"""a small letter, or what OCR makes of `l’` and of `la`"""
BROKEN_ELISION = re.compile(r"(?<![^\W_])[|I\[\]l1!]{1,2}['’\"](?=[^\W\d_])")
BROKEN_LA = re.compile(r"\|a(?![^\W_])")
CAPITALS = re.compile(r"[^a-zà-öø-ÿœæ]*[A-ZÀ-ÖØ-ÞŒÆ]{2}[^a-zà-öø-ÿœæ]*")
"""a line in capitals"""
DIGIT_START = re.compile(r"[0-9]")

ARTICLES = frozenset(
    "au aux ce ces cet cette des du la le les ma mes mon nos notre sa ses son un une vos votre".split()
)
DETERMINERS = ARTICLES | {"a", "d", "de", "leur", "leurs"}

GO_ON = frozenset({Role.PARAGRAPH, Role.LIST, Role.HEADING, Role.PLACES})
"""roles of blocks that may be cut, quotations apart"""
BESIDE = frozenset({Role.QUOTE, Role.HEADING, Role.PLACES})
"""roles of pieces that go on directly below or not at all"""

OPENED, CLOSED = re.compile("[“«]"), re.compile("[”»]")


@dataclass(slots=True)
class Piece:
    """What there is so far of a paragraph that may go on."""

    index: int
    """of the block it began with"""
    role: Role
    lines: list[Line]
    last: int
    """index of the block it came to so far"""
    cost: float
    """what all blocks up to that one take, see `JUMPED`"""
    doubted: int = -1
    """the block that may be its next piece, as a row of the review says"""


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece, and how well a block goes on with it."""

    score: float
    piece: Piece


def rejoin(
    classified: Sequence[Classified], follows: Follows | None = None, decided: Mapping[str, bool] | None = None
) -> tuple[Classified, ...]:
    """Return the blocks, cut paragraphs as one block in the place of their first piece; what stood between follows.

    `follows` says in nats how likely words come after others. Where two pieces are likely one, or might be, a doubt of
    the kind join says so: its original is what stands on both sides of the cut, as the file has it, and whoever replays
    decisions gives them here in `decided`: original -> whether the pieces are one. The doubt stays, so the row does.
    """
    pieces = dict[int, list[Block]]()
    doubts = dict[int, list[Doubt]]()
    taken, open_pieces, cost = set[int](), list[Piece](), 0.0
    mixed = _mixed(classified)
    for index, item in enumerate(classified):
        if index in mixed:
            cost += _cost(item)
            continue
        open_pieces = [piece for piece in open_pieces if index - piece.last <= REACH]
        offers = [_offer(piece, item, cost, follows) for piece in open_pieces]
        best = _best(_with_orphan(offers, classified, index))
        doubt = _doubt(best, item, decided or {}) if best and best.score >= POSSIBLE else None
        if best and (doubt.done if doubt else best.score >= CERTAIN):
            piece = best.piece
            taken.add(index)
            doubts.pop(piece.doubted, None)
            pieces.setdefault(piece.index, []).append(item.block)
            doubts.setdefault(piece.index, []).extend([doubt] if doubt else [])
            piece.lines, piece.last, piece.cost, piece.doubted = _tail(item), index, cost, -1
            if _is_closed(piece):
                open_pieces.remove(piece)
            continue
        if best and doubt and best.piece.doubted < 0:
            doubts[index] = [doubt]
            best.piece.doubted = index
        cost += _cost(item)
        piece = Piece(index, item.role, _tail(item), index, cost)
        if not _is_closed(piece):
            open_pieces.append(piece)
    return tuple(
        _whole(item, pieces.get(index, ()), doubts.get(index, ()))
        for index, item in enumerate(classified)
        if index not in taken
    )


def _mixed(classified: Sequence[Classified]) -> frozenset[int]:
    """Return the blocks whose lines a person has yet to put in order: what goes on in what is not to be told there."""
    found, lines = set[int](), 0
    for index, item in enumerate(classified):
        for doubt in item.block.doubts:
            lines = max(lines, 0 if doubt.done else doubt.original.count("\n") + 1)
        if lines > 0:
            found.add(index)
        lines -= len(item.block.lines)
    return frozenset(found)


def _with_orphan(offers: Sequence[Offer], classified: Sequence[Classified], index: int) -> Sequence[Offer]:
    """Return the offers for a block, those better that go on beyond the block before it when it must go on somewhere.

    Running text with a small letter at its start is no paragraph of its own; behind a complete one, it goes on with
    one that was left open before.
    """
    item, before = classified[index], classified[index - 1] if index else None
    if before is None or item.role is not Role.PARAGRAPH or not _is_text(item.block.lines):
        return offers
    small = SMALL_START.match(item.block.lines[0].text.text)
    if not small or before.role is not Role.PARAGRAPH or not STOP.search(before.block.lines[-1].text.text[-9:]):
        return offers
    return [replace(offer, score=offer.score + ORPHAN * (offer.score >= POSSIBLE)) for offer in offers]


def _best(offers: Sequence[Offer]) -> Offer | None:
    """Return the nearest piece that a block likely goes on with, else that with the best score."""
    likely = [offer for offer in offers if offer.score >= LIKELY]
    if likely:
        return max(likely, key=lambda offer: offer.piece.last)
    return max(offers, key=lambda offer: offer.score, default=None)


def _whole(item: Classified, more: Sequence[Block], doubts: Sequence[Doubt]) -> Classified:
    if not more and not doubts:
        return item
    lines = [*item.block.lines, *(line for block in more for line in block.lines)]
    order = [*item.block.doubts, *(doubt for block in more for doubt in block.doubts)]
    return replace(item, block=Block(tuple(lines), tuple(order)), doubts=(*item.doubts, *doubts))


def _tail(item: Classified) -> list[Line]:
    return list(item.block.lines[-TAIL:])


def _cost(item: Classified) -> float:
    """Return what a block takes from the score of pieces before and after it."""
    if item.role is Role.PARAGRAPH and not _is_text(item.block.lines):
        return JUMPED_ASIDE
    return JUMPED.get(item.role, JUMPED_ASIDE)


def _is_text(lines: Sequence[Line]) -> bool:
    """Return whether lines are wide enough for running text."""
    return max(len(line.text.text) for line in lines[-TAIL:]) >= WIDEST_CAPTION


def _is_closed(piece: Piece) -> bool:
    """Return whether a piece is complete."""
    text = piece.lines[-1].text.text
    if piece.role is Role.QUOTE:
        return not _is_unclosed(piece.lines)
    return piece.role not in GO_ON or STOP.search(text[-9:]) is not None


def _is_unclosed(lines: Sequence[Line]) -> bool:
    text = " ".join(line.text.text for line in lines)
    return len(OPENED.findall(text)) > len(CLOSED.findall(text))


def _offer(piece: Piece, item: Classified, cost: float, follows: Follows | None) -> Offer:
    """Return how well `item` goes on with `piece`; `cost` is what all blocks before `item` take."""
    first, second = piece.lines, item.block.lines
    if piece.role in BESIDE:
        return Offer(_beside(piece, item, cost), piece)
    if item.role is not Role.PARAGRAPH or _clash(first[-1].text.text, second[0].text.text):
        return Offer(-MOST, piece)
    jumped = cost - piece.cost
    if not jumped and _is_cut_caption(first, second, follows):
        return Offer(LIKELY, piece)
    score = sum(_evidence(first, second, jumped > JUMPED_ASIDE or first[-1].page == second[0].page)) - jumped
    if _is_capital(second[0]):
        # Nothing about the look of a block that begins with a capital proves that it goes on with another.
        score = min(score, UNPROVED)
    if follows is not None and score > 0:
        left, right = _words(first[-1].text.text[-BESIDE_CUT:]), _words(second[0].text.text[:BESIDE_CUT])
        score += max(-MOST, min(MOST, FIT * follows(left, right)))
    return Offer(score, piece)


def _is_cut_caption(first: Sequence[Line], second: Sequence[Line], follows: Follows | None) -> bool:
    """Return whether a caption goes on directly below with another narrow piece, beyond a blank line."""
    if _is_text(first) or _is_text(second) or not 0 <= second[0].page - first[-1].page <= 1:
        return False
    left, right = first[-1].text.text, second[0].text.text
    if CAPITALS.fullmatch(left) and CAPITALS.fullmatch(right):
        return is_unfinished(left)
    if not SMALL_START.match(right) or left[-1] in ".!?…:;," or " " not in right or second[0].page != first[-1].page:
        return False
    return is_unfinished(left) or (follows is not None and follows(_words(left), _words(right)) >= LEAST_FIT)


def _is_capital(line: Line) -> bool:
    """Return whether a line begins with a capital that was printed as one."""
    return line.text.text[0].isupper() and not SMALL_START.match(line.text.text)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, articles that OCR misread put right."""
    return words_of(BROKEN_LA.sub("la", BROKEN_ELISION.sub("l'", text)))


def _beside(piece: Piece, item: Classified, cost: float) -> float:
    """Return the score of the next line of a quotation that is still open, of a heading, of a list of places."""
    first, second = piece.lines, item.block.lines
    if cost > piece.cost or second[0].page != first[-1].page:
        return -MOST
    if piece.role is Role.PLACES:
        return CERTAIN if item.role is Role.PLACES else -MOST
    if not SMALL_START.match(second[0].text.text):
        return -MOST
    if piece.role is Role.HEADING:
        return CERTAIN if item.role is Role.HEADING else -MOST
    closes = CLOSED.search(" ".join(line.text.text for line in second))
    return CERTAIN if closes and item.role in (Role.QUOTE, Role.PARAGRAPH) else -MOST


def _clash(left: str, right: str) -> bool:
    """Return whether the last word and the first are two articles, which never stand together."""
    words, after = WORD.findall(left[-24:].replace("|a", "la")), WORD.match(right)
    if not words or after is None or not left[-1].isalpha():
        return False
    return words[-1].casefold() in ARTICLES and after[0].casefold() in DETERMINERS


def _evidence(first: Sequence[Line], second: Sequence[Line], apart: bool) -> Iterator[float]:
    """Yield what speaks for two pieces of one paragraph, and what against it."""
    left, right = first[-1].text.text, second[0].text.text
    small = SMALL_START.match(right) is not None
    yield SMALL if small else DIGIT if DIGIT_START.match(right) else CAPITAL_APART if apart else CAPITAL
    if is_cut(left, right) and small:
        yield HYPHEN
    elif is_unfinished(left):
        yield UNFINISHED
    elif left[-1] == ",":
        yield COMMA
    elif CLAUSE.search(left):
        yield -UNFINISHED
    yield _fullness(first, second)
    yield ENDS if STOP.search(second[-1].text.text[-9:]) else 0.0 if _is_text(second) else LABEL
    pages = second[0].page - first[-1].page
    yield PAGE if pages == 1 else -abs(pages)


def _fullness(first: Sequence[Line], second: Sequence[Line]) -> float:
    """Return what the width of the last line says, measured by the lines before it, or by those of the next piece."""
    if not _is_text(first):
        return CAPTION
    widths = [len(line.raw.strip()) for line in (*first, *second[:-1][:TAIL])]
    full = len(first[-1].raw.strip()) >= FULL_LINE * max(widths[: len(first)] if len(first) >= FEWEST else widths)
    return FULL if full else NOT_FULL


def _doubt(offer: Offer, item: Classified, decided: Mapping[str, bool]) -> Doubt | None:
    """Return the doubt whether a block goes on with a piece, done when they become one; None when that is certain."""
    last, first = offer.piece.lines[-1], item.block.lines[0]
    left, right = last.text.text.split(" ")[-2:], first.text.text.split(" ")[:2]
    before, after = " ".join(left), " ".join(right)
    close = first.number - last.number
    original = f"{before}{chr(10) * close if 0 < close <= first.gap + 1 else ' … '}{after}"
    plain = offer.piece.role in BESIDE or not _is_capital(first)
    if offer.score >= CERTAIN and plain and original not in decided:
        return None
    done = decided.get(original, offer.score >= LIKELY)
    return Doubt(
        kind=Kind.JOIN,
        start=0,
        end=sum(len(line.text.text) + 1 for line in item.block.lines) - 1,
        origin=last.text.origin(len(last.text.text) - len(before)),
        original=original,
        proposals=(f"{before} {after}",),
        why=reasons.MAYBE_ONE_PARAGRAPH,
        score=round(min(0.95, max(0.05, (offer.score + 1) / 6)), 2),
        done=done,
    )
