"""The shape of the structure tree on small hand-made layouts: no engine, no PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest

from publisher.model.structure import Annotation, Layout, Mark, Node, Picture, Struct
from publisher.renditions.pdf.ids import Ids
from publisher.renditions.pdf.names import alternative, drawn_text, text_of
from publisher.renditions.pdf.roles import list_numbering, role_of
from publisher.renditions.pdf.tags import shape

INLINE = set("a abbr b code del em i ins q rb rp rt ruby small span strong sub sup img x-tag".split())


class Drawing:
    """Draws an HTML tree as layout would: a mark for each text, a node for each element."""

    def __init__(self) -> None:
        self.count = -1

    def mark(self, text: str | None) -> Mark:
        self.count += 1
        return Mark(0, self.count, text)

    def texts(self, text: str | None) -> Iterator[Mark]:
        if text and text.strip():
            yield self.mark(text)

    def node(self, element: Element) -> Node:
        kids: list[Node | Mark] = [*self.texts(element.text)]
        for child in element:
            kids += [self.node(child), *self.texts(child.tail)]
        links = (Annotation(0, self.count),) if element.tag == "a" and element.get("href") else ()
        if element.tag == "li":
            kids.insert(0, Node(element, (self.mark("•"),), pseudo="marker"))
        if element.tag == "img":
            return Node(element, (self.mark(None),), picture=Picture(0, (0, 0, 9, 9), inline=True))
        return Node(element, tuple(kids), block=element.tag not in INLINE, links=links)


def tree(body: str, root: str = "<html lang='fr'>") -> Struct:
    return shape(Layout(Drawing().node(fromstring(f"{root}<body>{body}</body></html>"))))


def sketch(struct: Struct) -> str:
    """Return roles as a formula, texts left out."""
    inner = " ".join(sketch(kid) for kid in struct.kids if isinstance(kid, Struct))
    return f"{struct.role}({inner})" if inner else struct.role


def inside(body: str) -> str:
    return sketch(tree(body)).removeprefix("Document(").removesuffix(")")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("texte nu", "P"),
        ("<div><div>texte</div></div>", "P"),
        ("<section>nu<p>a</p>nu</section>", "Sect(P P P)"),
        ("<p>a <b>b</b> <x-tag>c</x-tag></p>", "P"),
        ("<p>a <em>b</em> <strong>c</strong></p>", "P(Em Strong)"),
        ("<p/>", "Document"),
        ("<p id='p'/>", "P"),
        ("<main><article><h1>a</h1></article></main>", "Part(Art(H1))"),
        ("<div role='heading' aria-level='9'>a</div>", "H6"),
        ("<aside>a</aside>", "Aside(P)"),
        ("<blockquote>a<footer>b</footer></blockquote>", "BlockQuote(P P)"),
        ("<pre><code>a</code></pre>", "P(Code)"),
        ("<address>a<p>b</p></address>", "Div(P P)"),
        ("<p aria-hidden='true'>a</p>", "Document"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "L(LI(Lbl LBody(P L(LI(Lbl LBody)))))"),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd><dt>d</dt><dd>e</dd></dl>", "L(LI(Lbl LBody LBody) LI(Lbl LBody))"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "L(LI(Lbl LBody))"),
        ("<p><img alt='x'/></p>", "P(Figure)"),
        ("<div><img alt='x'/></div>", "Figure"),
        ("<p>a <img alt=''/></p>", "P"),
        ("<figure><img alt='x'/><figcaption>c</figcaption></figure>", "Div(Figure Caption)"),
        ("<p><a href='#x'>a</a></p>", "P(Link)"),
        ("<p><a>a</a></p>", "P"),
        ("<p><a href='#x' role='doc-noteref'>1</a></p>", "P(Reference(Link))"),
        ("<a href='#x'><h2>a</h2></a>", "H2(Link)"),
        ("<a href='#x' id='x'><div><img alt='b'/><p>c</p></div></a>", "Div(P(Link(Figure)) P)"),
        ("<a href='#x'><ul><li>a</li></ul></a>", "L(LI(Lbl LBody(Link)))"),
        (
            "<nav role='doc-toc'><ol><li><a href='#x'><p>a</p></a></li></ol></nav>",
            "Sect(TOC(TOCI(Lbl P(Reference(Link)))))",
        ),
        ("<nav role='doc-toc'><ol><li><a href='#x'>a</a></li></ol></nav>", "Sect(TOC(TOCI(Lbl Reference(Link))))"),
        ("<nav><ul><li><a href='#x'>a</a></li></ul></nav>", "Sect(L(LI(Lbl LBody(Link))))"),
        ("<table><tr><td/></tr></table>", "Table(TR(TD))"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr></table>", "Table(TR(TH TH) TR(TD TD))"),
        ("<table role='presentation'><tr><td>a</td></tr></table>", "P"),
        ("<aside role='doc-footnote'><p>a</p></aside>", "Note(P)"),
        ("<p><ruby>a<rt>b</rt></ruby></p>", "P(Ruby(RB RT))"),
        ("<p><ruby><rb>a</rb><rp>(</rp><rt>b</rt><rp>)</rp></ruby></p>", "P(Ruby(RB RP RT RP))"),
        ("<p><ruby>a<rt>b</rt>c<rt>d</rt>e</ruby></p>", "P(Ruby(RB RT) Ruby(RB RT))"),
        ("<p><ruby>a<rt>b</rt><rt>c</rt></ruby></p>", "P(Ruby(RB RT))"),
        ("<p><ruby id='r'>a<rt>b</rt>c<rt>d</rt></ruby></p>", "P(Span(Ruby(RB RT) Ruby(RB RT)))"),
        ("<p><ruby>a</ruby></p>", "P"),
        ("<p>CO<sub>2</sub> m<sup>2</sup></p>", "P(Subscript Superscript)"),
        ("<p><del>a</del> <ins>b</ins> <i>c</i></p>", "P(Span Span)"),
        ("<h1><div>a</div><div lang='en'>b</div></h1>", "H1(Span)"),
        ("<dl><dt><p>a</p></dt><dd><p>b</p></dd></dl>", "L(LI(Lbl LBody(P)))"),
        ("<em><p>a</p></em><strong lang='en'><p>b</p></strong>", "P Div(P)"),
        ("<article><article>a</article><div id='d'><article>b</article></div></article>", "Art(Sect(P) Div(Sect(P)))"),
        ("<aside><aside>a</aside></aside>", "Aside(Sect(P))"),
        ("<table><tr><td><blockquote>a</blockquote></td></tr></table>", "Table(TR(TD(Sect(P))))"),
        ("<figure><p>a</p><figcaption>b</figcaption><p>c</p></figure>", "Div(P P Caption)"),
        (
            "<table><tfoot><tr><td>c</td></tr></tfoot><tbody><tr><td>b</td></tr></tbody><caption>a</caption></table>",
            "Table(Caption TBody(TR(TD)) TFoot(TR(TD)))",
        ),
        (
            "<table><thead><tr><th>a</th></tr></thead><thead><tr><th>b</th></tr></thead></table>",
            "Table(THead(TR(TH)) TBody(TR(TH)))",
        ),
        ("<table><tr><td aria-hidden='true'>a</td><td>b</td></tr></table>", "Table(TR(TD TD))"),
        ("<table role='none'><tr><th aria-hidden='true'>a</th><td>b</td></tr></table>", "P"),
        ("<div role='list'><div role='listitem'>a</div></div>", "L(LI(LBody))"),
        ("<ul role='list'><li>a</li></ul>", "L(LI(Lbl LBody))"),
    ],
)
def test_roles(body: str, expected: str) -> None:
    assert inside(body) == expected


def find(struct: Struct, role: str) -> Struct:
    for kid in struct.kids:
        if isinstance(kid, Struct):
            if kid.role == role:
                return kid
            try:
                return find(kid, role)
            except LookupError:
                pass
    raise LookupError(role)


@pytest.mark.parametrize(
    ("body", "role", "entries"),
    [
        ("<p id='p' lang='en'>a</p>", "P", {"ID": "p", "Lang": "en"}),
        ("<p>a <span lang='es'>b</span></p>", "Span", {"Lang": "es"}),
        ("<p>a <abbr title='Nations unies'>b</abbr></p>", "Span", {"E": "Nations unies"}),
        ("<p><img alt='un  carré'/></p>", "Figure", {"Alt": "un carré"}),
        ("<table><tr><th>a</th></tr></table>", "TH", {"ID": "h-1"}),
        ("<p id='h-1'/><table><tr><th>a</th></tr></table>", "TH", {"ID": "h-2"}),
        ("<dl><div id='g'><dt>a</dt></div></dl>", "LI", {"ID": "g"}),
        ("<section aria-label='Les  chiffres'>a</section>", "Sect", {"T": "Les chiffres"}),
        ("<ul aria-label='Pays'><li>a</li></ul>", "L", {"T": "Pays"}),
        ("<p aria-label='b'>a</p>", "P", {}),
        ("<p><math alttext='x au carré'><mi>x</mi></math></p>", "Formula", {"Alt": "x au carré"}),
        ("<p><math><mi>x</mi><mo>=</mo></math></p>", "Formula", {"Alt": "x ="}),
        ("<p>a <span lang='en'><ruby>b<rt lang='es'>c</rt></ruby></span></p>", "RT", {"Lang": "es"}),
    ],
)
def test_entries(body: str, role: str, entries: dict[str, str]) -> None:
    assert find(tree(body), role).entries == entries


@pytest.mark.parametrize(
    ("body", "role", "attributes"),
    [
        ("<p><del>a</del></p>", "Span", {"TextDecorationType": "LineThrough"}),
        ("<ins><p>a</p></ins>", "Div", {"TextDecorationType": "Underline"}),
        (
            "<table aria-label='Un pays  par ligne'><tr><td>a</td></tr></table>",
            "Table",
            {"Summary": "Un pays par ligne"},
        ),
        ("<dl><dt>a</dt></dl>", "L", {"ListNumbering": "None"}),
    ],
)
def test_attributes(body: str, role: str, attributes: dict[str, str]) -> None:
    (found,) = find(tree(body), role).attributes
    assert {key: value for key, value in found.items() if key != "O"} == attributes


def test_ids_that_html_does_not_give_begin_with_the_prefix_of_the_part_and_headers_follow() -> None:
    body = (
        "<p id='h-1'>a</p><table><tr><th>b</th><th id='own'>c</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<aside role='doc-footnote'>d</aside>"
    )
    document = shape(Layout(Drawing().node(fromstring(f"<html><body>{body}</body></html>"))), "part03:")
    row = find(document, "Table").kids[1]
    assert isinstance(row, Struct)
    cells = [kid.attributes[0]["Headers"] for kid in row.kids if isinstance(kid, Struct)]
    assert [find(document, role).entries["ID"] for role in ("P", "TH", "Note")] == [
        "h-1",
        "part03:h-1",
        "part03:note-1",
    ]
    assert cells == [("part03:h-1",), ("own",)]


def test_a_space_keeps_a_word_from_the_annotation_over_it() -> None:
    note = find(tree("<p><ruby>a<rt>b</rt></ruby></p>"), "RT")
    assert [kid.space_before for kid in note.kids if isinstance(kid, Mark)] == [True]


def test_lines_of_a_heading_are_kept_apart() -> None:
    heading = find(tree("<h1><div>a</div><div>b</div></h1>"), "H1")
    assert [(kid.text, kid.space_before) for kid in heading.kids if isinstance(kid, Mark)] == [
        ("a", False),
        ("b", True),
    ]


def test_a_picture_without_a_name_says_the_words_drawn_in_it() -> None:
    element = fromstring(
        "<svg><style>.a { fill: red }</style><text>Nord <tspan>12</tspan></text><text>Sud</text></svg>"
    )
    assert drawn_text(element) == "Nord 12 Sud"


def test_a_link_says_its_text_pictures_included_and_no_address() -> None:
    assert find(tree("<p><a href='http://x/'>Le <em>plan</em> <img alt='en dessin'/></a></p>"), "Link").contents == (
        "Le plan en dessin"
    )


def test_text_around_the_one_link_of_a_contents_entry_is_in_its_reference() -> None:
    reference = find(
        tree("<nav role='doc-toc'><ol><li><a href='#x'>a</a> <span>12</span></li></ol></nav>"), "Reference"
    )
    assert [kid.text if isinstance(kid, Mark) else kid.role for kid in reference.kids] == ["Link", "12"]


def test_a_note_stands_right_after_its_call_and_the_call_leads_to_it() -> None:
    element = fromstring("<p>a<span id='n'>note</span>b</p>")
    note = Node(element[0], (Node(element[0], (Mark(0, 8, "1."),), "footnote-marker"), Mark(0, 9, "note")), note=True)
    call = Node(element[0], (Mark(0, 1, "1"),), "footnote-call")
    paragraph = Node(element, (Mark(0, 0, "a"), call, note, Mark(0, 2, "b")), block=True)
    document = shape(Layout(Node(wrapped(element), (paragraph,), block=True)))
    assert sketch(document) == "Document(P(Reference(Link) Note(Lbl)))"
    jump = find(document, "Link").jump
    assert jump is not None and (jump.start.number, jump.target.number) == (1, 8)
    assert find(document, "Note").entries == {"ID": "n"}


def wrapped(element: Element) -> Element:
    root = Element("html")
    root.append(element)
    return root


def test_headers_that_were_not_drawn_are_not_named() -> None:
    element = fromstring(
        "<table><tr><th>a</th><th style='display: none'>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    drawn = Drawing().node(element)
    row = drawn.kids[0]
    assert isinstance(row, Node)
    kept = replace(drawn, kids=(replace(row, kids=row.kids[:1]), *drawn.kids[1:]))
    document = shape(Layout(Node(wrapped(element), (kept,), block=True)))
    cells = [cell for cell in find(find(document, "Table").kids[1], "TD").attributes]  # type: ignore[arg-type]
    assert cells[0]["Headers"] == ("h-1",)


def test_right_to_left_is_said_once_and_where_it_changes() -> None:
    document = tree("<p>a</p><p dir='ltr'>b</p>", "<html lang='ar' dir='rtl'>")
    assert [attributes["WritingMode"] for attributes in document.attributes] == ["RlTb"]
    said = [kid.attributes for kid in document.kids if isinstance(kid, Struct)]
    assert [bool(attributes) for attributes in said] == [False, True]


def test_of_two_elements_with_one_id_the_first_has_it() -> None:
    root = fromstring("<r><p id='a'/><p id='a'/></r>")
    ids = Ids(root, "b:")
    assert [ids.own(child) for child in root] == ["a", ""]
    assert [ids.of(child, "h") for child in root] == ["a", "b:h-1"]
    assert ids.of(root[1], "h") == "b:h-1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<img alt='x'/>", "x"),
        ("<img alt=''/>", ""),
        ("<img/>", None),
        ("<img alt='x' role='none'/>", ""),
        ("<svg aria-hidden='true'/>", ""),
        ("<svg xmlns='http://www.w3.org/2000/svg'><title>x</title></svg>", "x"),
        ("<div role='img' aria-label='x'/>", "x"),
    ],
)
def test_alternative_of_a_picture(text: str, expected: str | None) -> None:
    assert alternative(fromstring(text)) == expected


def test_text_keeps_blocks_apart_and_words_whole() -> None:
    assert (
        text_of(fromstring("<a><h2>Une <b>c</b>arte</h2><p>claire<br/>et nette</p></a>")) == "Une carte claire et nette"
    )


@pytest.mark.parametrize(
    ("style", "ordered", "expected"),
    [
        ("disc", False, "Disc"),
        ("lower-latin", True, "LowerAlpha"),
        ("arabic-indic", True, "Decimal"),
        ("symbols", False, "Disc"),
        ("none", True, "None"),
    ],
)
def test_list_numbering(style: str, ordered: bool, expected: str) -> None:
    assert list_numbering(style, ordered) == expected


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (Element("section", role="doc-abstract"), "Sect"),
        (Element("section", role="inconnu"), "Sect"),
        (Element("div", role="region"), "Sect"),
        (Element("section", role="presentation"), ""),
        (Element("td", role="note"), "TD"),
    ],
)
def test_role_words(element: Element, expected: str) -> None:
    assert role_of(element) == expected
