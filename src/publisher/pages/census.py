"""How many things of each kind a page has: what is not there cannot fail (kinds: `model/census.py`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from publisher.model.census import Census
from publisher.pages.page import Node, tree_of

COUNTED = (
    "page", "heading", "paragraph", "figure", "formula", "table", "list", "link", "note", "quote", "contents",
    "language-change", "abbreviation", "text", "form-field", "media", "script", "frame", "time-limit",
)  # fmt: skip
"""kinds that a page can have and that its markup tells"""
TAGS = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "p": "paragraph", "math": "formula", "table": "table", "ul": "list", "ol": "list", "dl": "list", "menu": "list",
    "blockquote": "quote", "q": "quote", "abbr": "abbreviation", "select": "form-field", "textarea": "form-field",
    "button": "form-field", "audio": "media", "video": "media", "iframe": "frame", "frame": "frame",
    "object": "frame", "embed": "frame", "portal": "frame",
}  # fmt: skip
ROLES = {
    "heading": "heading", "math": "formula", "table": "table", "grid": "table", "list": "list", "link": "link",
    "doc-footnote": "note", "doc-endnote": "note", "doc-toc": "contents", "textbox": "form-field",
    "checkbox": "form-field", "radio": "form-field", "combobox": "form-field", "slider": "form-field",
    "button": "form-field", "switch": "form-field", "searchbox": "form-field", "spinbutton": "form-field",
}  # fmt: skip
"""kinds of elements that are none by their tag"""
PICTURES = frozenset({"img", "svg", "canvas", "area"})
NOT_SPOKEN = frozenset({"script", "style", "template", "title"})
DATA = re.compile(
    r"(?:application|text)/(?:ld\+|[\w.-]+\+)?json|text/(?:plain|html|template)|importmap|speculationrules"
)
"""types of `script` elements that are not run"""
MOVING = frozenset({"marquee", "blink", "animate", "animatemotion", "animatetransform", "set"})
MOVING_STYLE = re.compile(
    r"@keyframes|(?<![\w-])(?:animation|transition|scroll-behavior)(?:-[a-z]+)?\s*:", re.IGNORECASE
)
MAY_MOVE = frozenset({".gif", ".webp", ".apng", ".avif", ".svg"})
"""pictures that may be films"""


def census(html: str, styles: Sequence[str] | None = None) -> Census:
    """Return how many things of each kind a page has, 0 for what is not there.

    `animation` is left out where only styles or pictures could tell; with `styles`, the texts of all stylesheets that
    the page loads, styles do. What a script makes of the page is not seen: where there are scripts, all may be there.
    """
    return census_of_tree(tree_of(html), styles)


def census_of_tree(root: Node, styles: Sequence[str] | None = None) -> Census:
    """Return the same of a page whose tree is known."""
    found: Counter[str] = Counter(page=1)
    pictures: list[str] = []
    own = [] if styles is None else list(styles)
    for node, language in elements(root, ""):
        found.update(kinds_of(node))
        said = node.attributes.get("lang", language)
        found["language-change"] += bool(language) and said.lower() != language.lower()
        if node.tag not in NOT_SPOKEN:
            found["text"] += sum(isinstance(kid, str) and bool(kid.strip()) for kid in node.kids)
        if node.tag == "style":
            own += [kid for kid in node.kids if isinstance(kid, str)]
        own.append(node.attributes.get("style", "") and f"a {{ {node.attributes['style']} }}")
        pictures += [node.attributes.get(name, "") for name in ("src", "data", "href") if node.tag in PICTURES]
    found["animation"] += sum(len(MOVING_STYLE.findall(style)) for style in own)
    is_known = (styles is not None or not has_styles(root)) and not any(map(may_move, pictures))
    kinds = (*COUNTED, "animation") if is_known or found["animation"] else COUNTED
    return {kind: found[kind] for kind in kinds}


def elements(node: Node, language: str) -> Iterator[tuple[Node, str]]:
    """Yield each element with the language around it."""
    for kid in node.nodes:
        yield kid, language
        yield from elements(kid, kid.attributes.get("lang", language))


def kinds_of(node: Node) -> Iterator[str]:
    """Yield the kinds that an element is of."""
    kind = TAGS.get(node.tag) or next((ROLES[role] for role in node.roles if role in ROLES), None)
    if kind is not None:
        yield kind
    yield from (kind for kind, holds in OTHERS.items() if holds(node))


def is_contents(node: Node) -> bool:
    """Whether a list is that of the contents; other elements are known by their role."""
    return node.tag in TAGS and "doc-toc" in node.roles


def is_link(node: Node) -> bool:
    """Whether an element leads somewhere."""
    return node.tag in ("a", "area") and "href" in node.attributes


def is_field(node: Node) -> bool:
    """Whether an element is a field that is seen."""
    return node.tag == "input" and node.attributes.get("type", "").lower() != "hidden"


def is_reloading(node: Node) -> bool:
    """Whether an element makes the page go elsewhere after a time."""
    return node.tag == "meta" and node.attributes.get("http-equiv", "").lower() == "refresh"


def is_moving(node: Node) -> bool:
    """Whether an element moves by itself."""
    return node.tag in MOVING


def is_figure(node: Node) -> bool:
    """Whether an element is a picture with an alternative."""
    if (
        node.tag not in PICTURES
        and "img" not in node.roles
        and (node.tag, node.attributes.get("type"))
        != (
            "input",
            "image",
        )
    ):
        return False
    named = any(node.attributes.get(name, "").strip() for name in ("alt", "aria-label", "aria-labelledby"))
    return named or any(kid.tag == "title" for kid in node.nodes)


def runs(node: Node) -> bool:
    """Whether an element starts a script."""
    if node.tag == "script":
        return DATA.fullmatch(node.attributes.get("type", "").strip().lower()) is None
    return any(
        name.startswith("on") or value.strip().lower().startswith("javascript:")
        for name, value in node.attributes.items()
    )


OTHERS = {
    "contents": is_contents,
    "link": is_link,
    "form-field": is_field,
    "figure": is_figure,
    "animation": is_moving,
    "time-limit": is_reloading,
    "script": runs,
}
"""kinds that take more than a tag or a role to be known"""


def has_styles(root: Node) -> bool:
    """Whether a page loads stylesheets that are not in it."""
    for node, _ in elements(root, ""):
        if node.tag == "link" and "stylesheet" in node.attributes.get("rel", "").lower().split():
            return True
        if node.tag == "style" and any("@import" in kid for kid in node.kids if isinstance(kid, str)):
            return True
    return False


def may_move(address: str) -> bool:
    """Whether a picture may be a film; one that stands in the address itself is not read.

    >>> may_move("images/carte.svg?v=2"), may_move("images/carte.png")
    (True, False)
    """
    try:
        path = urlsplit(address).path
    except ValueError:
        return True
    return address.strip().lower().startswith("data:") or PurePosixPath(path).suffix.lower() in MAY_MOVE
