"""What a person should decide, or may look over, in a draft: its doubts -> rows, and decisions -> the draft."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from publisher.model.review import ACCEPT, AUTO, KEEP, Kind, Row
from publisher.ocr.decode import plain
from publisher.ocr.traced import Source, Traced, traced
from publisher.ocr.values import Doubt, Element, Part, Role

CONTEXT = 30
"""characters shown on either side of a doubt"""
WITNESSES = 24
"""characters on either side, white space folded, that tell one place from another of the same text"""
MOST_LINES = 8
"""lines named in a row that stands for several places"""

INNER_SPACE = re.compile(r"[ \t\n\f]+")
HEADING = re.compile(r"(#{1,6}) +(.*)")
LOWEST_HEADING = 2
"""the title of the document is the only heading above"""


@dataclass(slots=True)
class Case:
    """The places that are decided together."""

    doubt: Doubt
    name: str
    around: str
    """the draft of its part, which the place stands in; empty for a whole element"""
    origins: list[int] = field(default_factory=list)


def rows(elements: Iterable[Element], source: Source) -> tuple[Row, ...]:
    """Return a row for each case: those to decide first, then what was corrected automatically, each by their lines.

    Rows of the second kind have the decision `auto`. Equal cases that do not depend on their context are one row.
    """
    cases = _cases(elements, source)
    ordered = sorted(cases, key=lambda case: (case.doubt.done, case.origins[0]))
    return tuple(_row(case, source) for case in ordered)


def apply(elements: Iterable[Element], source: Source, decided: Iterable[Row]) -> tuple[Element, ...]:
    """Return the draft with the decisions of `decided` carried out.

    Rows are found by id. A row without a decision, or whose place is no longer there, changes nothing; what lines
    stand in which order, and which paragraphs are one, is decided before (`importing.Choices`).
    """
    decisions = {row.id: chosen for row in decided if (chosen := _put(row)) is not None}
    elements = tuple(elements)
    if not decisions:
        return elements
    names = _names(elements, source)
    return tuple(_applied(element, lambda doubt: decisions.get(next(names))) for element in elements)


def resolved(row: Row) -> str | None:
    """Return the text that a row's decision puts in its place; None when it decides nothing."""
    if row.decision in ("", AUTO):
        return None
    if row.decision == KEEP:
        return row.original
    if row.decision == ACCEPT:
        return row.proposals[0] if row.proposals else row.original
    return row.decision


def _put(row: Row) -> str | None:
    """Return the text that a decision changes the draft to.

    The file does not say what is a heading: to keep one, or none, leaves the draft as it is.
    """
    return None if row.kind is Kind.HEADING and row.decision == KEEP else resolved(row)


def with_known(current: Iterable[Row], known: Mapping[str, str]) -> tuple[Row, ...]:
    """Return the rows, words that `known` has (a word as read -> a decision) with that decision."""
    return tuple(
        replace(row, decision=known[row.original]) if row.kind is Kind.WORD and row.original in known else row
        for row in current
    )


def carry_over(current: Iterable[Row], decided: Iterable[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the `current` rows with earlier decisions, and the decided rows whose place is gone.

    An accepted proposal stays the text it was, also where the first proposal is now another one.
    """
    current = tuple(current)
    earlier = {row.id: row for row in decided if row.decision not in ("", AUTO)}
    known = {row.id for row in current}
    lost = tuple(row for name, row in earlier.items() if name not in known)
    places = {row.id: earlier[row.id] for row in current if row.id in earlier}
    places |= _moved([row for row in current if row.id not in earlier], lost)
    kept = tuple(_with_decision(row, places[row.id]) if row.id in places else row for row in current)
    found = {row.id for row in places.values()}
    return kept, tuple(row for row in lost if row.id not in found)


def _moved(current: Iterable[Row], lost: Iterable[Row]) -> dict[str, Row]:
    """Return the rows of decisions whose place has other neighbours now, by the id of the only row it can be.

    The draft shows the same text around it: what changed is the block before or after it.
    """
    there, before = _by_text(current), _by_text(lost)
    return {
        there[text][0].id: rows[0] for text, rows in before.items() if len(rows) == 1 and len(there.get(text, ())) == 1
    }


def _by_text(table: Iterable[Row]) -> Mapping[tuple[str, ...], Sequence[Row]]:
    found = defaultdict[tuple[str, ...], list[Row]](list)
    for row in table:
        found[row.kind, row.original, row.left, row.right].append(row)
    return found


def _with_decision(row: Row, earlier: Row) -> Row:
    if earlier.decision == ACCEPT and earlier.proposals[:1] != row.proposals[:1]:
        return replace(row, decision=resolved(earlier) or "")
    return replace(row, decision=earlier.decision)


def _cases(elements: Iterable[Element], source: Source) -> Iterable[Case]:
    """Return the cases of a draft, in the order of their first places."""
    elements = tuple(elements)
    found = dict[str, Case]()
    for (doubt, draft), name in zip(_doubts(elements), _names(elements, source), strict=True):
        found.setdefault(name, Case(doubt, name, draft)).origins.append(doubt.origin)
    return found.values()


def _doubts(elements: Iterable[Element]) -> Iterator[tuple[Doubt, str]]:
    """Yield every doubt, of each element its own, then those of its parts, with the text of the part."""
    for element in elements:
        yield from ((doubt, "") for doubt in element.doubts)
        for part in element.parts:
            yield from ((doubt, part.text.text) for doubt in part.doubts)


def _names(elements: Iterable[Element], source: Source) -> Iterator[str]:
    """Yield the id of each doubt in turn: of its content and what stands around it in the file, so without its line."""
    seen = defaultdict[str, int](int)
    for doubt, _ in _doubts(elements):
        name = _name(doubt, source)
        if not doubt.alike:
            seen[name] += 1
            name = name if seen[name] == 1 else f"{name}-{seen[name]}"
        yield name


def _name(doubt: Doubt, source: Source) -> str:
    around = ("", "") if doubt.alike else _around(doubt, source)
    content = "\0".join((doubt.kind, doubt.original, *around))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _around(doubt: Doubt, source: Source) -> tuple[str, str]:
    """Return what stands before and after a doubt in the file, white space folded."""
    end = doubt.origin + len(doubt.original)
    before = source.text[max(0, doubt.origin - 2 * WITNESSES) : doubt.origin]
    after = source.text[end : end + 2 * WITNESSES]
    return INNER_SPACE.sub(" ", before).strip()[-WITNESSES:], INNER_SPACE.sub(" ", after).strip()[:WITNESSES]


def _row(case: Case, source: Source) -> Row:
    doubt, place = case.doubt, source.place(case.origins[0])
    return Row(
        id=case.name,
        line=place.line,
        column=place.column,
        kind=doubt.kind,
        original=doubt.original,
        proposals=doubt.proposals,
        score=None if doubt.score is None else round(doubt.score, 3),
        left=case.around[max(0, doubt.start - CONTEXT) : doubt.start],
        right=case.around[doubt.end : doubt.end + CONTEXT],
        decision=AUTO if doubt.done else "",
        why=_why(case, source),
    )


def _why(case: Case, source: Source) -> str:
    """Return the reason of a case, and where else it stands."""
    if len(case.origins) == 1:
        return case.doubt.why
    lines = list(dict.fromkeys(str(source.place(origin).line) for origin in case.origins))
    more = ", …" if len(lines) > MOST_LINES else ""
    return f"{case.doubt.why} ({len(case.origins)} times: lines {', '.join(lines[:MOST_LINES])}{more})"


def _applied(element: Element, decision: Callable[[Doubt], str | None]) -> Element:
    """Return an element with its decisions; `decision` is asked for each doubt in turn."""
    whole = [(doubt, decision(doubt)) for doubt in element.doubts]
    parts = tuple(_decided(part, [decision(doubt) for doubt in part.doubts]) for part in element.parts)
    element = replace(element, parts=parts)
    for doubt, chosen in whole:
        if chosen is not None and doubt.kind in WHOLE:
            element = WHOLE[doubt.kind](element, doubt, chosen)
    return element


def _decided(part: Part, decisions: Sequence[str | None]) -> Part:
    """Return one part with its decisions; places move by what the replacements before them added."""
    text, doubts, shift = part.text, list[Doubt](), 0
    for doubt, chosen in zip(part.doubts, decisions, strict=True):
        start, end = doubt.start + shift, doubt.end + shift
        new = text.text[start:end] if chosen is None else one_line(chosen, doubt)
        if new != text.text[start:end]:
            text = text.replaced(start, end, new)
        doubts.append(replace(doubt, start=start, end=start + len(new)))
        shift += len(new) - (end - start)
    return replace(part, text=text, doubts=tuple(doubts))


def one_line(chosen: str, doubt: Doubt) -> str:
    """Return a decision as it stands in a part: on one line; a word the file cut at a line end is kept with its cut."""
    if doubt.kind is Kind.JOIN and chosen == doubt.original:
        return re.sub(r"[ \t]*\n[ \t]*", "", chosen)
    return INNER_SPACE.sub(" ", plain(chosen)).strip()


def _heading(element: Element, doubt: Doubt, chosen: str) -> Element:
    """Return an element as heading or as paragraph, as a line of Markdown says; its text as the file has it, mended."""
    found = HEADING.fullmatch(one_line(chosen, doubt))
    text = found[2] if found else one_line(chosen, doubt)
    is_same = len(element.parts) == 1 and text == one_line(doubt.original, doubt)
    part = element.parts[0] if is_same else _rewritten(element, text)
    if found is None:
        return replace(element, role=Role.PARAGRAPH, parts=(part,), level=0)
    return replace(element, role=Role.HEADING, parts=(part,), level=max(LOWEST_HEADING, len(found[1])))


def _dropped(element: Element, doubt: Doubt, chosen: str) -> Element:
    """Return an element that is left out, or put back in with the text chosen."""
    text = one_line(chosen, doubt)
    if not text:
        return replace(element, role=Role.GARBAGE)
    if element.role is not Role.GARBAGE and chosen == doubt.original:
        return element
    return replace(element, role=Role.PARAGRAPH, parts=(_rewritten(element, text),))


def _rewritten(element: Element, text: str) -> Part:
    """Return the text of an element as one part, with its doubts while it is the same."""
    if len(element.parts) == 1 and element.parts[0].text.text == text:
        return element.parts[0]
    origin = element.parts[0].text if element.parts else None
    return Part(_instead(origin, text))


def _instead(old: Traced | None, text: str) -> Traced:
    if old is None or not old.text:
        return traced(text, 0)
    return old.replaced(0, len(old.text), text)


WHOLE: Mapping[Kind, Callable[[Element, Doubt, str], Element]] = {Kind.HEADING: _heading, Kind.DROP: _dropped}
"""how a decision about a whole element is carried out"""
