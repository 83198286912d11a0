"""How good an import is: words mended and broken, letters, boundaries, headings, kinds, columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from tests.precision.imports.blocks import Block
from tests.precision.imports.compared import Compared, Side, compare
from tests.precision.imports.proposals import Proposals, Row
from tests.precision.imports.tokens import tokens_of_lines

ITEMS = ("list", "sheet", "figures", "places", "table", "quote")
"""kinds with a line for each part: whether a part begins a block of its own is not judged"""
KINDS = {"caption": ("caption", "paragraph", "figures"), "places": ("places", "list", "paragraph")}
"""what a block may become where it is not its own kind alone"""
CONTEXT = 4


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    @property
    def value(self) -> float:
        """From 0 to 1; nothing of nothing is all."""
        return self.part / self.whole if self.whole else 1.0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of what there is, and how much of what was said is so."""

    right: int = 0
    said: int = 0
    there: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 1 where there was nothing and nothing was said."""
        return 2 * self.right / (self.said + self.there) if self.said + self.there else 1.0

    def __add__(self, other: Found) -> Found:
        return Found(self.right + other.right, self.said + other.said, self.there + other.there)


@dataclass(frozen=True, slots=True)
class Case:
    """One word that an editor would look at."""

    outcome: str
    """`mended`, `proposed`, `left` (wrong as it was), `misc` (wrong in another way), `broken`, `added`, `idle` and
    `wrong` (rows of the review)"""
    printed: str
    read: str
    made: str
    context: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one text; scores are added to give those of several."""

    words: int = 0
    """words that count: not of garbage, interleaved, unsure blocks or of lines that blocks share"""
    wrong: int = 0
    """of them not so in the file as read"""
    mended: int = 0
    proposed: int = 0
    """wrong, not mended, and a row of the review proposes what was printed"""
    broken: int = 0
    """were right in the file and are not, and words the file had not"""
    misc: int = 0
    """were wrong and are wrong in another way"""
    letters: int = 0
    """characters of the truth, its blocks each on one line"""
    raw_errors: int = 0
    errors: int = 0
    """characters to change"""
    raw_word_errors: int = 0
    word_errors: int = 0
    raw_boundaries: Found = field(default_factory=Found)
    boundaries: Found = field(default_factory=Found)
    headings: Found = field(default_factory=Found)
    kinds: Share = field(default_factory=Share)
    raw_hard: Share = field(default_factory=Share)
    hard: Share = field(default_factory=Share)
    """words of interleaved blocks that are right and in their place"""
    stretches: int = 0
    worse: tuple[str, ...] = ()
    """blocks with more wrong characters than the file had, by their first words"""
    rows: int = 0
    """rows of the review about words"""
    idle: int = 0
    """rows about words that were right and are left alone"""
    cases: tuple[Case, ...] = ()

    @property
    def precision(self) -> float:
        """The share of the words changed that were mended."""
        return Share(self.mended, self.mended + self.broken + self.misc).value

    @property
    def fixed(self) -> float:
        """The share of the wrong words that were mended."""
        return Share(self.mended, self.wrong).value

    @property
    def handled(self) -> float:
        """The share of the wrong words that were mended or are rightly proposed."""
        return Share(self.mended + self.proposed, self.wrong).value

    @property
    def cer(self) -> float:
        """Wrong characters per character."""
        return self.errors / max(1, self.letters)

    @property
    def raw_cer(self) -> float:
        """Wrong characters per character, in the file."""
        return self.raw_errors / max(1, self.letters)

    @property
    def wer(self) -> float:
        """Wrong words per word."""
        return self.word_errors / max(1, self.words)

    @property
    def raw_wer(self) -> float:
        """Wrong words per word, in the file."""
        return self.raw_word_errors / max(1, self.words)

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def score(truth: Sequence[Block], raw: str, made: Sequence[Block], rows: Iterable[Row] = ()) -> Score:
    """Return the figures of an import: `made` are its blocks, `rows` its review, with places in `raw`."""
    both = compare(truth, raw, made)
    proposals = Proposals(both, rows)
    cases = (*_cases(both, proposals), *_added(both))
    number = Counter(case.outcome for case in cases)
    wrong = sum(both.counts(index) and not both.was_right(index) for index in range(len(both.words)))
    return Score(
        words=sum(map(both.counts, range(len(both.words)))),
        wrong=wrong,
        mended=number["mended"],
        proposed=number["proposed"] + number["misc proposed"],
        broken=number["broken"] + number["added"],
        misc=number["misc"] + number["misc proposed"],
        raw_word_errors=wrong + sum(1 for _ in _strangers(both, both.in_order)),
        word_errors=sum(number[name] for name in ("broken", "misc", "misc proposed", "left", "proposed"))
        + sum(1 for _ in _strangers(both, both.result)),
        **_letters(both),
        **_structure(both),
        **proposals.figures,
        cases=(*cases, *(Case(*case) for case in proposals.cases)),
    )


def _cases(both: Compared, proposals: Proposals) -> Iterator[Case]:
    for index in filter(both.counts, range(len(both.words))):
        was, now = both.was_right(index), both.result.alignment.matched[index]
        if was and (now or both.result.core(index) == both.in_order.core(index)):
            continue
        outcome = "mended" if now else "broken" if was else _still_wrong(both, index, proposals)
        yield _case(both, index, outcome)


def _still_wrong(both: Compared, index: int, proposals: Proposals) -> str:
    proposed = proposals.has(index)
    if _changed(both, index):
        return "misc proposed" if proposed else "misc"
    return "proposed" if proposed else "left"


def _changed(both: Compared, index: int) -> bool:
    """Return whether something else stands for a word than in the file, compared block by block or as a whole."""
    own = _letters_of(both.result, index)
    return own not in (_letters_of(both.raw, index), _letters_of(both.in_order, index))


def _letters_of(side: Side, index: int) -> str:
    """Return the letters that stand for a word, so that a word only joined or parted anew is not another error."""
    return side.core(index).replace(" ", "").replace("-", "")


def _case(both: Compared, index: int, outcome: str) -> Case:
    context = " ".join(word.core for word in both.words[max(0, index - CONTEXT) : index + CONTEXT + 1])
    places = both.raw.alignment.at[index]
    line = both.raw.words[places[0]].line if places else 0
    return Case(outcome, both.words[index].core, both.raw.core(index), both.result.core(index), context, line)


def _strangers(both: Compared, side: Side) -> Iterator[tuple[int, int]]:
    """Give words that stand for none between two words that are right, with the word after them.

    Beside a wrong word they belong to its error; what stands before and after all that the truth tells of says nothing.
    """
    for before, places in side.extras.items():
        around = [index for index in (before - 1, before) if 0 <= index < len(both.words)]
        if len(around) == 2 and all(both.counts(index) and side.alignment.matched[index] for index in around):
            yield from ((place, before) for place in places)


def _added(both: Compared) -> Iterator[Case]:
    had = Counter(before for _, before in _strangers(both, both.in_order))
    for place, before in _strangers(both, both.result):
        if had[before] > 0:
            had[before] -= 1
            continue
        word = both.result.words[place].core
        context = " ".join(token.core for token in both.words[max(0, before - CONTEXT) : before + CONTEXT])
        yield Case("added", "", "", word, context)


def _stretches(both: Compared) -> Iterator[tuple[int, ...]]:
    """Give blocks one by one, interleaved neighbours together, those that do not count not at all."""
    together: list[int] = []
    for number, block in enumerate(both.blocks):
        if together and not block.hard:
            yield tuple(together)
            together = []
        if block.hard:
            together.append(number)
        elif both.judged(number) and both.spans[number][0] < both.spans[number][1]:
            yield (number,)
    if together:
        yield tuple(together)


def _letters(both: Compared) -> dict[str, int | tuple[str, ...]]:
    """Count characters to change by stretch; interleaved ones only say whether they got worse."""
    letters = raw_errors = errors = stretches = 0
    worse = list[str]()
    for numbers in _stretches(both):
        start, end = both.spans[numbers[0]][0], both.spans[numbers[-1]][1]
        printed = " ".join(word.form for word in both.words[start:end])
        hard = both.blocks[numbers[0]].hard
        texts = (_text(both, side, (start, end), hard) for side in (both.in_order, both.result))
        before, after = (Levenshtein.distance(printed, text) for text in texts)
        stretches += 1
        if after > before:
            worse.append(f"+{after - before}: {printed[:60]}")
        if not hard:
            letters, raw_errors, errors = letters + len(printed), raw_errors + before, errors + after
    return {
        "letters": letters, "raw_errors": raw_errors, "errors": errors,
        "stretches": stretches, "worse": tuple(worse),
    }  # fmt: skip


def _text(both: Compared, side: Side, span: tuple[int, int], in_order: bool) -> str:
    """Return what a text has for the words of the truth from `start` to `end`, strangers among them included."""
    (start, end), places = span, dict[int, None]()
    for index in range(start, end + 1):
        own = side.alignment.at[index] if index < end else ()
        inside = side.extras.get(index, ())
        places |= dict.fromkeys(place for place in inside if _belongs(both, side, place, (start, index, end)))
        places |= dict.fromkeys(own)
    return " ".join(side.words[place].form for place in (sorted(places) if in_order else places))


def _belongs(both: Compared, side: Side, place: int, where: tuple[int, int, int]) -> bool:
    """Return whether a word that stands for none is part of a stretch: within it, or on the same block or line."""
    start, index, end = where
    word = side.words[place]
    if start < index < end:
        return True
    near = side.alignment.at[start if index == start else end - 1]
    return bool(near) and side.words[near[0]].block == word.block


def _structure(both: Compared) -> dict[str, Found | Share]:
    hard = [index for index, word in enumerate(both.words) if both.blocks[word.block].hard]
    return {
        "raw_boundaries": _boundaries(both, _raw_starts(both)),
        "boundaries": _boundaries(both, _starts(both)),
        "headings": _headings(both),
        "kinds": _kinds(both),
        "raw_hard": _in_place(both.in_order, hard) if hard else Share(),
        "hard": _in_place(both.result, hard),
    }


def _in_place(side: Side, indexes: Sequence[int]) -> Share:
    right = sum(side.alignment.matched[index] and index not in side.alignment.moved for index in indexes)
    return Share(right, len(indexes))


def _starts(both: Compared) -> Iterator[int]:
    """Give the words of the truth at which blocks of the import begin."""
    return _firsts(both.result, [word.block for word in both.result.words])


def _raw_starts(both: Compared) -> Iterator[int]:
    """Give the words of the truth after blank lines of the file."""
    lines = both.raw_text.split("\n")
    group = 0
    groups = dict[int, int]()
    for number, line in enumerate(lines, 1):
        group += not line.strip()
        groups[number] = group
    return _firsts(both.raw, [groups[word.line] for word in both.raw.words])


def _firsts(side: Side, groups: Sequence[int]) -> Iterator[int]:
    befores = dict(side.alignment.extra)
    for place, group in enumerate(groups):
        if place == 0 or groups[place - 1] != group:
            index = side.backwards.get(place, befores.get(place))
            yield from () if index is None else (index,)


def _boundaries(both: Compared, starts: Iterable[int]) -> Found:
    judged = [not block.hard and block.kind != "garbage" for block in both.blocks]
    there = {span[0] for number, span in enumerate(both.spans) if judged[number] and span[0] < span[1]}
    said = {index for index in starts if index < len(both.words) and judged[both.words[index].block]}
    said -= set(_items(both))
    return Found(len(said & there), len(said), len(there))


def _items(both: Compared) -> Iterator[int]:
    """Give the words at which the second and later parts of lists, sheets and the like begin."""
    for block, (start, _) in zip(both.blocks, both.spans, strict=True):
        at = start
        for line in block.text.split("\n") if block.kind in ITEMS else ():
            if at > start:
                yield at
            at += sum(1 for _ in tokens_of_lines([(0, line)]))


def _headings(both: Compared) -> Found:
    there = {span for block, span in zip(both.blocks, both.spans, strict=True) if block.kind == "heading"}
    there -= {span for block, span in zip(both.blocks, both.spans, strict=True) if block.hard}
    said = list[tuple[int, int]]()
    befores = dict(both.result.alignment.extra)
    for number in [number for number, block in enumerate(both.made) if block.kind == "heading"]:
        own = [place for place, word in enumerate(both.result.words) if word.block == number]
        indexes = [index for index, places in enumerate(both.result.alignment.at) if set(places) & set(own)]
        beyond = not indexes and {befores[place] for place in own} <= {0, len(both.words)}
        if not beyond and not any(both.blocks[both.words[index].block].hard for index in indexes):
            said.append((min(indexes), max(indexes) + 1) if indexes else (-1, -1))
    return Found(len(there & set(said)), len(said), len(there))


def _kinds(both: Compared) -> Share:
    right = whole = 0
    for block, (start, end) in zip(both.blocks, both.spans, strict=True):
        if block.hard or start == end:
            continue
        kinds = Counter(
            both.made[both.result.words[places[0]].block].kind
            for places in both.result.alignment.at[start:end]
            if places
        )
        whole += 1
        if block.kind == "garbage":
            right += sum(kinds.values()) * 2 < end - start
        elif kinds:
            right += kinds.most_common(1)[0][0] in KINDS.get(block.kind, (block.kind,))
    return Share(right, whole)
