"""The laws of reading: no word is lost, both parsers give one tree, and it is a sound tree of Beautiful Soup."""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag
from hypothesis import given
from hypothesis import strategies as st
from tinyhtml5.parser import HTMLParser

from publisher.model.attributes import SPOKEN
from publisher.model.document import Document
from publisher.readers.dialect import dialect
from publisher.readers.html import read_html
from publisher.readers.losses import environment
from publisher.readers.markdown import read_markdown
from publisher.readers.parsed import Parsed
from publisher.readers.strict import parse_strictly
from publisher.readers.tree import parse_by_standard
from tests.property import strategies

WORD = re.compile(r"[^\W_]+")
ACCENTED = re.compile(r"[^\W_]*[À-ÿ][^\W_]*")
"""words that are no part of any notation"""
TOKENS = st.sampled_from(
    "un deux \u202f &amp; &eacute; &#39; &amp &nbsp; & < > <p> </p> <p/> <br> <br/> </br> <div> </div> <em> </em>"
    " <a> </a> <a\u00a0href='#x'> <li> </li> <ul> </ul> <table> </table> <tbody> </tbody> <tr> </tr> <td> </td> <h1>"
    " </h1> <h2> </h2> <pre> </pre> <dl> <dt> </dt> <dd> </dl> <b> </b> <span\u00a0class=x\u00a0CLASS='y'> </span>"
    " <details> <summary> </summary> </details> <!--a--> <!--> <!--a--!> <select> <svg> </svg> <title> </title> <hr>"
    ' <caption> </caption> <section> </section> <img\u00a0src=a.svg\u00a0alt="é&lt;"> <main> </main> <p>'.split(" ")
).map(lambda token: token.replace("\u00a0", " "))
FRAGMENTS = st.lists(st.tuples(TOKENS, st.sampled_from(["", "", " ", "\n"])), max_size=14).map(
    lambda pairs: "".join(token + space for token, space in pairs)
)
ODD_PIECES = st.sampled_from([
    "![isolé](images/a.svg 'Légende')\n", "<details>né <p>en bloc</p> resté</details>\n",
    "<table><tr><td>là-haut <ul><li>premièr<ul><li>déçu</ul></ul> bas<td>côté</table>\n",
    "<dl><div><dt>idée<dd>définition</div><div><dt>thème<dd>sens caché</div></dl>\n",
    "<ruby>漢é<rp>(</rp><rt>lecturé</rt><rp>)</rp></ruby>\n", "<math><mi>é</mi><mo>=</mo><mn>2</mn></math>\n",
    "<svg><title>sphère</title><desc>tracé</desc><text>légende<tspan>à suivre</tspan></text></svg>\n",
    "<select><option>préféré<option>délaissé</select><textarea>saisié\n  librè</textarea>\n",
    "<table>égaré<tr><td>à</table>\n", "[^isolée]: Personne ne m’appellé.\n", "[^é]: Doublé.\n\n[^é]: Redoublé.\n",
    "Un appel[^raté] sans note.\n", "| A | B |\n|---|---|\n| né | là | dépassé |\n", "[réf]: #ici 'Intitulé'\n",
    "*[OÉ]: Organisée\n", "<xmp>du <b>téxte</b></xmp>\n", "mot <plaintext>à suivre\n", "<listing>tôt</listing>\n",
    "<div>jamais fermé\n", "- {.classe}\n  élément\n", "- > - très profond\n", "</p></div></table>abandonné\n",
    "<p>là<p>çà<li>où </ul>dès\n", "::: figures\n194\n:   alliés\n:   et après\n:::\n", "<!-- translators: égal -->\n",
    "::: inconnu Allégé\nDécrit.\n:::\n", "::: quote Oublié\nRépété.\n:::\n", "# Été {#ete}\n", "[là](#ici 'Émis')\n",
])  # fmt: skip
MARKDOWN = st.lists(ODD_PIECES | strategies.markdown_pieces, max_size=6).map("\n".join)
MATTER = st.sampled_from([
    "", "---\ntitle: Exposé\ntags: [mèr, 'cièl']\n---\n", "---\ndate: février\nsummary: >\n  plié\n  là\n---\n",
    "---\ntitle: *lâché\n---\n", "---\nauthor: André\nrién\n---\n", "---\nlang: en\nmenu:\n  haut: côté\n---\n",
])  # fmt: skip


def by_standard(fragment: str) -> Parsed:
    return parse_by_standard("<!DOCTYPE html><body>" + fragment, "d.html")


def flat(parsed: Parsed) -> list[object]:
    """Return all a tree says, in order; a body has no line in a fragment."""
    return [
        (str(node.tag), dict(node.attrib), node.text or "", node.tail or "", node.tag != "body" and lines)
        for node in parsed.root.iter()
        for lines in [parsed.lines.get(id(node)) if node.tag not in ("html", "head") else None]
    ]


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def shown(html: str) -> Counter[str]:
    """Return the words of a fragment and of its spoken attributes, as a parser without our cleaning finds them."""
    root = HTMLParser(namespace_html_elements=False).parse(StringIO("<!DOCTYPE html><body>" + html))
    found = []
    for node in root.iter():
        found += [node.get(name, "") for name in SPOKEN] if isinstance(node.tag, str) else []
        found += [node.text or "" if isinstance(node.tag, str) else "", node.tail or ""]
    return words(" ".join(found))


def told(document: Document) -> Counter[str]:
    """Return every word a document keeps, or says that it left out."""
    trees = (document.body, document.head)
    spoken = (str(value) for tree in trees for tag in tree.find_all(True) for value in tag.attrs.values())
    texts = (str(text) for tree in trees for text in tree.find_all(string=True))
    return words(" ".join([*texts, *spoken, *(finding.message for finding in document.findings)]))


@given(FRAGMENTS | strategies.html_documents)
def test_both_parsers_give_the_same_tree(text: str) -> None:
    strict = parse_strictly(text)
    if strict is not None:
        assert flat(strict) == flat(by_standard(text))


@given(MARKDOWN)
def test_both_parsers_give_the_same_tree_of_markdown(text: str) -> None:
    rendered = dialect().render(text, environment("d.md"))
    strict = parse_strictly(rendered)
    if strict is not None:
        assert flat(strict) == flat(by_standard(rendered))


@pytest.mark.parametrize(
    "text", ["", "<p>un &eacute;</p>\n<!-- a -->", "<ul>\n<li>un <a href='#x'>deux</a></li>\n</ul>",
             "<table><tbody><tr><td>a</td></tr></tbody></table>", "<details><summary>a</summary>b</details>"]
)  # fmt: skip
def test_what_is_well_formed_takes_the_short_way(text: str) -> None:
    assert parse_strictly(text) is not None


@given(MATTER, MARKDOWN)
def test_no_word_an_author_wrote_in_markdown_is_lost_in_silence(matter: str, text: str) -> None:
    written = Counter(ACCENTED.findall(matter + text))
    assert not written.keys() - told(read_markdown(matter + text, "source/d.md", "fr")).keys()


@given(MARKDOWN)
def test_no_word_of_the_rendered_markdown_is_lost_in_silence(text: str) -> None:
    rendered = dialect().render(text, environment("d.md"))
    assert not shown(rendered) - told(read_markdown(text, "source/d.md", "fr"))


@given(strategies.html_documents)
def test_no_word_of_html_is_lost_in_silence(text: str) -> None:
    assert not shown(text) - told(read_html(text, "source/d.html", "fr"))


def links(tag: Tag) -> list[list[int]]:
    """Return the place of each neighbour of each node."""
    nodes: list[PageElement] = [tag, *tag.descendants]
    place = {id(node): index for index, node in enumerate(nodes)}
    names = ("parent", "next_element", "previous_element", "next_sibling", "previous_sibling")
    return [[place.get(id(getattr(node, name)), -1) for name in names] for node in nodes]


@given(strategies.html_documents)
def test_the_tree_is_linked_as_beautiful_soup_links_it(text: str) -> None:
    body = read_html(text, "source/d.html", "fr").body
    soup = BeautifulSoup("", "html.parser")

    def appended(node: Tag, parent: Tag) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                copied = soup.new_tag(child.name)
                parent.append(copied)
                appended(child, copied)
            else:
                parent.append(type(child)(str(child)))

    expected = soup.new_tag("body")
    appended(body, expected)
    assert links(body) == links(expected)
