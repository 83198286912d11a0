"""Inline nodes to the translators' notation, and back."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator, Sequence

from bs4.element import NavigableString, PageElement, Tag

from publisher.catalogs.elements import is_protected, is_text, is_void, short_name
from publisher.model.document import SPACE
from publisher.model.notation import Kind, Token, escape, tokens


def tags_of(nodes: Sequence[PageElement]) -> Iterator[Tag]:
    """Yield the tags that the notation of `nodes` shows, in order; what a protected tag holds is not shown."""
    for node in nodes:
        if isinstance(node, Tag):
            yield node
            if not is_void(node) and not is_protected(node):
                yield from tags_of(list(node.children))


def named(nodes: Sequence[PageElement]) -> dict[int, str]:
    """Return the name of every tag by its identity: numbered where two tags of one name stand in the text."""
    shown = list(tags_of(nodes))
    if not shown:
        return {}
    repeated = Counter(short_name(tag) for tag in shown)
    count: Counter[str] = Counter()
    names = {}
    for tag in shown:
        name = short_name(tag)
        count[name] += 1
        names[id(tag)] = f"{name}{count[name]}" if repeated[name] > 1 else name
    return names


def show(nodes: Sequence[PageElement]) -> str:
    """Return inline nodes in the notation of `model.notation`."""
    names = named(nodes)

    def parts(children: Sequence[PageElement]) -> Iterator[str]:
        for node in children:
            if is_text(node):
                yield escape(str(node))
            elif isinstance(node, Tag):
                name = names[id(node)]
                if is_void(node):
                    yield f"<{name}/>"
                elif is_protected(node):
                    yield f"<{name}>{escape(node.get_text())}</{name}>"
                else:
                    yield f"<{name}>{''.join(parts(list(node.children)))}</{name}>"

    return "".join(parts(nodes))


def build(text: str, nodes: Sequence[PageElement], *, preserved: bool = False) -> list[PageElement]:
    """Return new nodes for a translation: its text, in the tags of the source `nodes`.

    White space is folded unless it is `preserved`. Attributes come from the source, never from `text`; what is not a
    tag of the source becomes text. Law: `build(show(nodes), nodes)` equals `nodes`. The tags of `text` must be those
    of the source, well nested (`model.notation.tag_defects` is empty).
    """
    names = named(nodes)
    sources = {names[id(tag)]: tag for tag in tags_of(nodes)}
    stream = iter(list(tokens(text if preserved else SPACE.sub(" ", text), frozenset(sources))))
    return list(_nodes(stream, sources))


def _nodes(stream: Iterator[Token], sources: dict[str, Tag]) -> Iterator[PageElement]:
    """Yield the nodes up to the next closing tag."""
    for token in stream:
        if token.kind is Kind.TEXT:
            yield NavigableString(token.value)
        elif token.kind is Kind.CLOSE:
            return
        elif token.kind is Kind.VOID:
            yield copy.copy(sources[token.value])
        else:
            source = sources[token.value]
            inner = list(_nodes(stream, sources))
            if is_protected(source):
                yield copy.copy(source)
            else:
                tag = source.copy_self()
                tag.extend(inner)
                yield tag
