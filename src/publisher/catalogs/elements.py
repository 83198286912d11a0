"""What HTML elements are to a translator: running text, protected text, a thing in the text, or structure."""

from __future__ import annotations

from bs4.element import Comment, NavigableString, PageElement, Tag

INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q rb rp rt ruby s samp small span strong"
    " sub sup time tt u var".split()
)
VOID = frozenset(
    "audio br button canvas img input math meter object output picture progress select svg textarea video wbr".split()
)
PROTECTED = frozenset("code kbd samp tt var".split())
OPAQUE = frozenset("math pre script style template textarea".split())
"""blocks whose text is not prose"""

KINDS = {
    "p": "paragraph", "li": "list item", "td": "table cell", "th": "table header", "caption": "table caption",
    "figcaption": "figure caption", "dt": "term", "dd": "definition", "blockquote": "quotation", "summary": "summary",
    "legend": "legend of a form", "button": "button", "option": "option of a form", "label": "label of a form",
    **{f"h{level}": f"heading, level {level}" for level in range(1, 7)},
    "alt": "alternative text of an image", "title": "title shown on hover", "aria-label": "label read aloud",
}  # fmt: skip
"""kinds of text in a translator's words, by element or attribute"""


def is_text(node: PageElement) -> bool:
    """Whether a node is text (a comment is not)."""
    return isinstance(node, NavigableString) and not isinstance(node, Comment)


def is_noteref(tag: Tag) -> bool:
    """Whether a tag is the call of a footnote."""
    return tag.get("role") == "doc-noteref"


def is_void(tag: Tag) -> bool:
    """Whether a tag stands in the text as one thing, with nothing to translate between its ends."""
    return tag.name in VOID or is_noteref(tag)


def is_protected(tag: Tag) -> bool:
    """Whether the text of an inline tag is shown to translators but stays as it is (HTML `translate`)."""
    translate = tag.get("translate")
    return translate == "no" or (tag.name in PROTECTED and translate != "yes")


def is_inline(node: PageElement) -> bool:
    """Whether a node is part of a line of text; an inline tag around a block is not."""
    if not isinstance(node, Tag):
        return isinstance(node, NavigableString)
    if is_void(node):
        return True
    return node.name in INLINE and (is_protected(node) or all(is_inline(child) for child in node.children))


def short_name(tag: Tag) -> str:
    """Return the name of a tag in the notation."""
    return "note" if is_noteref(tag) else tag.name
