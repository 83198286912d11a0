"""Which structure type an HTML element is (ISO 32000-1, 14.8.4), and which words of HTML and ARIA say so."""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element

ROLES = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Aside",
    "blockquote": "BlockQuote",
    "figure": "Div",
    "p": "P",
    "pre": "P",
    "address": "P",
    "summary": "P",
    "legend": "P",
    "figcaption": "Caption",
    "caption": "Caption",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "ul": "L",
    "ol": "L",
    "menu": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "img": "Figure",
    "svg": "Figure",
    "math": "Formula",
    "em": "Em",
    "strong": "Strong",
    "code": "Code",
    "kbd": "Code",
    "samp": "Code",
    "q": "Quote",
    "sub": "Subscript",
    "sup": "Superscript",
    "ruby": "Ruby",
    "rb": "RB",
    "rt": "RT",
    "rp": "RP",
} | {f"h{level}": f"H{level}" for level in range(1, 7)}
"""Role of an HTML tag; tags that are not here have no meaning of their own."""

ARIA_ROLES = {
    "main": "Part",
    "article": "Art",
    "region": "Sect",
    "navigation": "Sect",
    "complementary": "Aside",
    "doc-toc": "Sect",
    "doc-abstract": "Sect",
    "doc-pullquote": "Aside",
    "doc-tip": "Aside",
    "doc-notice": "Aside",
    "doc-chapter": "Sect",
    "doc-part": "Part",
    "doc-endnotes": "Sect",
    "doc-footnote": "Note",
    "doc-endnote": "Note",
    "figure": "Div",
    "img": "Figure",
    "list": "L",
    "listitem": "LI",
    "heading": "H2",
}
"""Role of an ARIA or DPUB-ARIA role; the first one known wins over the tag, except where the tag says more."""

ROLE_MAP = {"Aside": "Sect", "Em": "Span", "Strong": "Span", "Subscript": "Span", "Superscript": "Span"}
"""Names that PDF 1.7 does not know, and the nearest type that it does (ISO 32000-1, 14.8.4.1).

Aside, Em and Strong are types of PDF 2.0. Its Sub is a division of a line, not what stands below one.
"""

RUBY_PARTS = frozenset({"RB", "RT", "RP"})

INLINE = frozenset("Span Em Strong Code Quote Subscript Superscript Link Reference Ruby RB RT RP".split())
"""Roles that stand in a line of text, unless they hold blocks."""

LINES = frozenset({"Lbl", *(f"H{level}" for level in range(1, 7))})
"""Roles that are blocks and hold lines of text only."""

GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote"})
"""Roles that hold blocks, never text of their own."""

NOT_WITHIN = {
    "Art": frozenset({"Art"}),
    "Aside": frozenset({"Aside"}),
    "BlockQuote": frozenset({"Aside"}),
    "TH": frozenset({"Aside", "BlockQuote", "Part"}),
    "TD": frozenset({"Aside", "BlockQuote", "Part"}),
}
"""Groups that a role must not hold itself: there they are a Sect (ISO/TS 32005, table 5)."""

LABELLED = GROUPS | {"L", "TOC"}
"""Roles whose `aria-label` is their title."""

DECORATIONS = {"del": "LineThrough", "s": "LineThrough", "ins": "Underline"}
"""Tags whose meaning only a line shows: their TextDecorationType (ISO 32000-1, table 345)."""

TABLE_PARTS = frozenset({"Table", "THead", "TBody", "TFoot", "TR"})
"""Roles that hold elements only; text between cells is none."""

TEXT_TAGS = frozenset(
    ("a abbr b bdi bdo big br button cite data del dfn i input ins label mark s small span time u var wbr").split()
)
"""Tags of phrasing content without a role: never a paragraph, even when a style makes them blocks."""

STRONG_TAGS = frozenset("table caption thead tbody tfoot tr th td ul ol menu li dl dt dd img svg a".split())
"""Tags whose own meaning a structure needs; an ARIA role does not take it away."""

NUMBERINGS = {
    "none": "None",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "upper-roman": "UpperRoman",
    "lower-roman": "LowerRoman",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
}
"""ListNumbering by `list-style-type` (ISO 32000-1, table 347)."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tag_of(element: Element) -> str:
    """Return the tag without its namespace, in lower case; "" for comments."""
    return local_name(element.tag)


@cache
def local_name(tag: object) -> str:
    """Return a qualified name without its namespace, in lower case; "" for what is no name."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def role_of(element: Element) -> str:
    """Return the structure type of an element, "" when it has none of its own."""
    tag = tag_of(element)
    role = ROLES.get(tag, "")
    if tag in STRONG_TAGS:
        return role
    for word in element.get("role", "").lower().split():
        if word == "heading":
            return heading(element.get("aria-level", "2"))
        if word in ("presentation", "none"):
            return ""
        if word in ARIA_ROLES:
            return ARIA_ROLES[word]
    return role


def heading(level: str) -> str:
    """Return the role of a heading of this level; PDF 1.7 has six."""
    return f"H{min(int(level), 6)}" if level.isdigit() and int(level) else "H2"


def has_role(element: Element, *words: str) -> bool:
    """Whether the element has one of these ARIA roles."""
    said = element.get("role")
    return said is not None and any(word in words for word in said.lower().split())


def is_contents(element: Element) -> bool:
    """Whether an element is a contents list."""
    return has_role(element, "doc-toc") or (tag_of(element) == "nav" and "toc" in element.get("class", "").split())


def is_hidden(element: Element) -> bool:
    """Whether the author keeps an element from those who listen."""
    return element.get("aria-hidden", "").lower() == "true"


def language(element: Element) -> str:
    """Return the language an element changes to, "" when it says none."""
    return element.get("lang") or element.get(XML_LANG) or ""


def list_numbering(style: str, ordered: bool) -> str:
    """Return the ListNumbering of a list: what is no known style counts in digits, or has a mark like a disc."""
    return NUMBERINGS.get(style, "Decimal" if ordered else "Disc")
