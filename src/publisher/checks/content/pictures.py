"""Alternatives of pictures that tell nothing, or what stands beside them anyway (WCAG 2.2, 1.1.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.checks.content.values import BuiltPage, Fault, Met, Reading, shortened
from publisher.checks.words.pictures import poverty
from publisher.pages.page import Node, alternatives

RULES = ("content/alternative-says-nothing", "content/alternative-repeats")
NEAR = 3
"""elements around a picture that are asked for the same words"""


def picture_faults(built: BuiltPage, reading: Reading, looked: Counter[str]) -> Iterator[Fault]:
    """Yield a fault for each picture with an alternative that tells nothing; one without is told by other rules."""
    texts: dict[str, str] | None = None
    around = Around()
    for found in reading:
        if not found.node.is_picture or found.node.is_presentation or any(each.is_picture for each in found.parents):
            continue
        if texts is None:
            texts = {each.node.id: each.node.text for each in reading if each.node.id}
        said = alternatives(found.node, texts)
        if not said:
            continue
        for rule in RULES:
            looked[rule] += 1
        text = shortened(said[0])
        if poverty(said[0]):
            yield Fault("content/alternative-says-nothing", (text,), found.block, text)
        elif letters(said[0]) in map(letters, around.beside(found)):
            yield Fault("content/alternative-repeats", (text,), found.block, text)


def letters(text: str) -> str:
    """Return the letters and figures of a text, all small."""
    return "".join(character for character in text.casefold() if character.isalnum())


class Around:
    """What stands around the pictures of a page; each element is asked once."""

    def __init__(self) -> None:
        self.kids: dict[int, list[Node]] = {}
        self.texts: dict[int, str] = {}

    def beside(self, found: Met) -> Iterator[str]:
        """Yield the texts heard right before or after a picture: its caption, its neighbours, its own line."""
        inner = found.node
        for parent in reversed(found.parents[1:][-NEAR:]):
            kids = self.heard(parent)
            yield from (kid.text for kid in (kids[0], kids[-1]) if kid.tag == "figcaption")
            yield from self.neighbours(inner, parent)
            if self.text(parent):
                yield self.text(parent)
                return
            inner = parent
        if found.parents[1:][-NEAR:] == found.parents[1:]:
            yield from self.neighbours(inner, found.parents[0])

    def neighbours(self, node: Node, parent: Node) -> Iterator[str]:
        """Yield the texts of the elements right before and after another."""
        kids = self.heard(parent)
        place = next((number for number, kid in enumerate(kids) if kid is node), None)
        if place is not None:
            yield from (self.text(kid) for kid in (*kids[max(place - 1, 0) : place], *kids[place + 1 : place + 2]))

    def heard(self, parent: Node) -> list[Node]:
        """Return the elements right in another that are heard."""
        if id(parent) not in self.kids:
            self.kids[id(parent)] = [kid for kid in parent.nodes if not kid.is_silent]
        return self.kids[id(parent)]

    def text(self, node: Node) -> str:
        """Return the text of an element."""
        if id(node) not in self.texts:
            self.texts[id(node)] = node.text
        return self.texts[id(node)]
