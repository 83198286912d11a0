"""One document in several languages: the same blocks beside each other, and where they are built otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publisher.model.speech import Kind, Line, Role, Run, Utterance
from publisher.pages.rising import longest_rising

ITEMS = frozenset({Role.ITEM, Role.TERM, Role.DESCRIPTION})
GAP = Run(" ")
Key = tuple[str, int]
"""a block, and the number of the utterance in it"""


def across(columns: Sequence[Sequence[Utterance]]) -> tuple[Line, ...]:
    """Return the utterances of one document side by side, a column per language.

    Those belong together that have the same number in the same block. Ends and rows have no line, and what goes on
    after a note none of its own. The order is that of the first language; what it lacks stands after what comes before
    it in the next language that has it.
    """
    tables = [keyed(column) for column in columns]
    moved = [out_of_order(tables[0], table) for table in tables] if tables else []
    return tuple(
        Line(said, tuple(between(key, said, moved)))
        for key in merged([list(table) for table in tables])
        for said in [tuple(table.get(key) for table in tables)]
    )


def keyed(said: Sequence[Utterance]) -> dict[Key, Utterance]:
    """Return utterances by what they are known by in every language."""
    found: dict[Key, Utterance] = {}
    counts: dict[str, int] = {}
    for one in said:
        key = one.block, counts.get(one.block, 0)
        if one.is_continued and key in found:
            found[key] = replace(found[key], runs=(*found[key].runs, GAP, *one.runs))
        elif not one.is_end and one.role is not Role.ROW:
            counts[one.block] = key[1] + 1
            found[one.block, key[1] + 1] = one
    return found


def merged(orders: Sequence[Sequence[Key]]) -> list[Key]:
    """Return all keys in one order."""
    result: list[Key] = []
    known: set[Key] = set()
    for order in orders:
        if known.issuperset(order):
            continue
        after: dict[Key | None, list[Key]] = {}
        last: Key | None = None
        for key in order:
            if key in known:
                last = key
            else:
                after.setdefault(last, []).append(key)
        result = [*after.get(None, []), *(new for key in result for new in (key, *after.get(key, [])))]
        known.update(order)
    return result


def out_of_order(first: Mapping[Key, Utterance], other: Mapping[Key, Utterance]) -> dict[Key, str]:
    """Return what one language says at another place than the first does; of items, the list they are in.

    The items of a list may be sorted by their names, which is one difference and no fault.
    """
    places = {key: number for number, key in enumerate(first)}
    shared = [key for key in other if key in places]
    kept = longest_rising([places[key] for key in shared])
    found: dict[Key, str] = {}
    for number, key in enumerate(shared):
        if number not in kept:
            around = next(((id, 1) for id in reversed(other[key].path[:-1]) if (id, 1) in other), key)
            is_sorted = other[key].role in ITEMS and other.get(around, other[key]).role is Role.LIST
            found[around if is_sorted else key] = "sorted" if is_sorted else "order"
    return found


def between(key: Key, said: Sequence[Utterance | None], moved: Sequence[dict[Key, str]]) -> Iterator[tuple[str, int]]:
    """Yield in what languages differ from the first that has a line."""
    model = next(one for one in said if one is not None)
    for number, one in enumerate(said):
        if one is None:
            yield "missing", number
            continue
        if key in moved[number]:
            yield moved[number][key], number
        yield from ((kind, number) for kind in structure(model, one))


def structure(model: Utterance, other: Utterance) -> Iterator[str]:
    """Yield the kinds of differences in structure; texts differ between languages by right."""
    if model.role is not other.role:
        yield "role"
    elif model.facts.level != other.facts.level:
        yield "level"
    elif sizes(model) != sizes(other) or len(model.facts.headers) != len(other.facts.headers):
        yield "size"
    if bool(model.runs) != bool(other.runs):
        yield "text"
    if links(model) != links(other):
        yield "links"


def sizes(said: Utterance) -> tuple[int | None, ...]:
    """Return the numbers that are announced with a role, but for the place of an item in a list that may be sorted."""
    return said.facts.count, said.facts.rows, said.facts.columns


def links(said: Utterance) -> int:
    """Return how many links there are, and calls of notes."""
    return sum(run.kind is not Kind.TEXT for run in said.runs)
