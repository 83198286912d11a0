"""How much a drawing draws, once everything that is used twice is counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from publisher.gates.svg_names import HOLDERS, SHAPES

MOST = 100_000
"""what one drawing may draw: so many rectangles take layout some ten seconds, and all else is counted in them"""
WEIGHTS = {"text": 9, "textPath": 9, "tspan": 9, "use": 3}
"""of elements that cost more than a rectangle; so does every character"""
DEEPEST = 200
"""levels of elements in elements and of references to references: programs follow them by recursion"""
STRETCH = 25
"""characters of an outline that cost as much as a rectangle"""
MATCHES = 200
"""rules of stylesheets held against elements, that cost as much as a rectangle"""


@dataclass(frozen=True, slots=True)
class Reference:
    """A part of a drawing that is drawn where another one is."""

    id: str
    is_marker: bool = False
    """drawn at every corner of an outline"""


@dataclass(slots=True)
class Node:
    """An element that is kept."""

    name: str
    keys: tuple[str, ...] = ()
    """how a stylesheet may mean it: `*`, its name, `#id`, `.class`"""
    weight: int = 1
    """what it draws itself"""
    corners: int = 1
    """times that a marker may be drawn on it, at most"""
    children: list[int] = field(default_factory=list)
    refers: list[Reference] = field(default_factory=list)

    def measure(self, pairs: Mapping[str, str]) -> None:
        """Take what attributes say of it: outlines, and how it may be meant by a stylesheet."""
        outline = len(pairs.get("d", "")) + len(pairs.get("points", ""))
        self.weight, self.corners = WEIGHTS.get(self.name, 1) + outline // STRETCH, 2 + outline // 4
        everywhere = ("*", self.name) if self.name in SHAPES | HOLDERS else ()
        classes = (f".{name}" for name in pairs.get("class", "").split())
        self.keys = (*everywhere, f"#{pairs.get('id', '')}", *classes)


@dataclass(frozen=True, slots=True)
class Account:
    """What the elements of a drawing draw and refer to; the first is its root."""

    nodes: list[Node]
    ids: Mapping[str, list[int]]
    """places in `nodes` of the elements with an id"""
    sheets: Iterable[tuple[str, list[Reference]]] = ()
    """what rules of stylesheets refer to, by the key of what they are for"""


def excess(account: Account, start: int = 0) -> str | None:
    """Return why an element, with all it holds and refers to, is too much for programs of readers; None when not."""
    meant: dict[str, list[Reference]] = defaultdict(list)
    for key, names in account.sheets:
        meant[key] += names
    amounts: dict[int, int] = {}
    depths: dict[int, int] = {}
    edges: dict[int, list[tuple[int, int]]] = {}
    waiting = [start]
    while waiting:
        place = waiting[-1]
        if place in amounts:
            waiting.pop()
        elif place not in edges:
            edges[place] = list(_edges(account.nodes[place], account.ids, meant))
            new = [to for to, _ in edges[place] if to not in amounts]
            if any(to in edges for to in new):
                return "a part of it is drawn within itself"
            waiting += new
        else:
            waiting.pop()
            amounts[place] = account.nodes[place].weight + sum(times * amounts[to] for to, times in edges[place])
            depths[place] = 1 + max((depths[to] for to, _ in edges[place]), default=0)
            if amounts[place] > MOST:
                return f"it draws more than {MOST} things"
            if depths[place] > DEEPEST:
                return f"its parts refer to each other over more than {DEEPEST} levels"
    return None


def _edges(node: Node, ids: Mapping[str, list[int]], meant: Mapping[str, list[Reference]]) -> Iterator[tuple[int, int]]:
    """Yield the elements that are drawn with another one, and how often."""
    for child in node.children:
        yield child, 1
    by_sheet = (reference for key in node.keys if key in meant for reference in meant[key])
    for reference in (*node.refers, *by_sheet):
        for place in ids.get(reference.id, ()):
            yield place, node.corners if reference.is_marker else 1
