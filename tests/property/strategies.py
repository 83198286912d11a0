"""What the laws are tried on: documents with everything authors write, and catalogs."""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

from publisher.model.message import Catalog, Entry, Message, Reference

WORDS = st.text("abé œÀ 12&<>;{}_*`'\"’«»\u00a0\u202fالعربية،", min_size=1, max_size=12)
ATTRIBUTE_TEXT = st.text("abé &<'\"’", min_size=1, max_size=8)


def tagged(name: str, content: st.SearchStrategy[str], attributes: str = "") -> st.SearchStrategy[str]:
    return content.map(lambda inner: f"<{name}{attributes}>{inner}</{name}>")


texts = WORDS.map(escape)
voids = st.sampled_from(["<br>", "<wbr>", '<img src="images/a.svg" alt="un plan">', '<img src="b.png" alt="">'])
inlines = st.recursive(
    st.one_of(texts, texts, voids, tagged("code", texts), tagged("span", texts, ' translate="no"')),
    lambda inner: st.one_of(
        tagged("em", inner),
        tagged("strong", inner),
        tagged("a", inner, ' href="#x" title="voir là"'),
        tagged("span", inner, ' lang="en"'),
        tagged("abbr", inner, ' title="Bureau central"'),
        st.lists(inner, min_size=1, max_size=4).map("".join),
    ),
    max_leaves=8,
)
cells = st.lists(st.one_of(tagged("td", inlines), tagged("th", inlines)), min_size=1, max_size=3).map("".join)
rows = st.lists(tagged("tr", cells), min_size=1, max_size=3).map("".join)
blocks = st.recursive(
    st.one_of(
        tagged("p", inlines), tagged("h2", inlines), tagged("pre", texts), inlines,
        tagged("p", inlines, ' translate="no"'), st.just("<hr>"), st.just("<!-- translators: court -->"),
        rows.map(lambda inner: f"<table><caption>Légende</caption><tbody>{inner}</tbody></table>"),
        st.just('<svg viewBox="0 0 1 1"><title>Un globe</title><path d="M0 0"/></svg>'),
        st.just('<form><label>Nom <input placeholder="votre nom"></label><button>Aller</button></form>'),
    ),
    lambda inner: st.one_of(
        st.lists(tagged("li", st.lists(inner, max_size=3).map("".join)), min_size=1, max_size=3).map(
            lambda items: f"<ul>{''.join(items)}</ul>"
        ),
        tagged("blockquote", inner),
        tagged("section", inner, ' id="ici"'),
        tagged("details", inner),
        st.tuples(inlines, inner).map(lambda pair: f"<dl><dt>{pair[0]}</dt><dd>{pair[1]}</dd></dl>"),
        st.lists(inner, max_size=4).map("\n".join),
    ),
    max_leaves=10,
)  # fmt: skip
html_documents = st.lists(blocks, max_size=5).map("\n".join)

markdown_pieces = st.one_of(
    st.sampled_from([
        "# Titre {#titre}\n", "## Les *chiffres*\n", "- un\n  - deux\n- trois\n", "1. premier\n2. second\n",
        "| A | B |\n|--|--:|\n| **x** | 1 |\n\n: Légende\n", "> citation\n",
        "```\ncode\n```\n", "Terme\n:   Définition\n",
        "::: quote\nParole.\n\n— La direction\n:::\n", "::: figures\n194\n:   pays\n:::\n",
        "::: sheet Fiche {#f}\nQui\n:   Nous\n:::\n", "Appel[^1] et rappel[^1].\n\n[^1]: La **note**.\n",
        "<table><tr><th>a<td>b</table>\n", "<!-- translators: court -->\n", "ligne  \nsuite\n", "***\n",
        "![plan](images/a.svg) et [net]{lang=en}\n", "<details><summary>Voir</summary>texte</details>\n",
        "[lien](02-x.md#y \"titre\") `code` &lt;script&gt; &amp;amp;\n",
    ]),
    WORDS.map(lambda text: text + "\n"),
)  # fmt: skip
markdown_documents = st.lists(markdown_pieces, max_size=8).map("\n".join)

lines = st.text('abé \\"{}<>%\t…ع', max_size=90).map(str.strip)
msgids = st.text('abcdéè \\"<>{}%\nالع', min_size=1, max_size=120).filter(lambda text: text.strip() != "")
comment_lines = st.text("abc é:›", min_size=1, max_size=60).map(str.strip).filter(bool)
messages = st.builds(
    Message,
    msgid=msgids,
    msgctxt=st.none() | st.just("titre"),
    comments=st.lists(comment_lines, max_size=2).map(tuple),
    references=st.lists(st.builds(Reference, st.just("source/01.md"), st.from_regex(r"b-[0-9a-f]{8}", fullmatch=True)),
                        max_size=2, unique=True).map(tuple),
)  # fmt: skip


def entries(source: st.SearchStrategy[Message] = messages) -> st.SearchStrategy[Entry]:
    def entry(message: Message, msgstr: str, fuzzy: bool, note: str | None) -> Entry:
        return Entry(
            message, msgstr, fuzzy=fuzzy and bool(msgstr), previous_msgid="avant" if fuzzy and msgstr else None,
            translator_comments=(note,) if note else (),
        )  # fmt: skip

    return st.builds(entry, source, st.just("") | msgids, st.booleans(), st.none() | comment_lines)


def catalogs(language: str = "en") -> st.SearchStrategy[Catalog]:
    return st.lists(entries(), max_size=6, unique_by=lambda entry: entry.message.key).map(
        lambda found: Catalog("d", language, tuple(found), (("Language", language),))
    )
