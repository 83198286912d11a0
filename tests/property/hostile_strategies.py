"""Hostile texts: grammars of PO, Markdown, HTML, TOML and CSS, and what happens to files on their way.

Random bytes never get past the first line of a parser. These texts are nearly right, and wrong somewhere.
"""

from __future__ import annotations

from hypothesis import strategies as st

from publisher.catalogs.po import write_catalog
from publisher.model.message import Catalog
from tests.property import strategies

ODD = "\x00\x07\x1b\x7f\x85\xa0\u0301\u061c\u200b\u200f\u2028\u202e\u2066\u2069\ufeff\ufffe\ufffd\U0001f600\U000e0041"
"""characters that are no letters: controls, marks of direction, spaces of no width, halves and tags"""
odd_characters = st.sampled_from(ODD)


def pieces(text: str) -> st.SearchStrategy[str]:
    """One of the words of a text that has `·` between them."""
    return st.sampled_from(text.split("·"))


@st.composite
def damaged(draw: st.DrawFn, sound: st.SearchStrategy[str], tokens: st.SearchStrategy[str]) -> str:
    """Return a text with something put in, cut out, repeated or moved, up to four times."""
    text = draw(sound)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        end = at + draw(st.integers(0, 20))
        kind = draw(st.sampled_from(["put", "put", "cut", "repeat", "swap", "end"]))
        if kind == "put":
            text = text[:at] + draw(tokens | odd_characters) + text[at:]
        elif kind == "cut":
            text = text[:at] + text[end:]
        elif kind == "repeat":
            text = text[:end] + text[at:end] * draw(st.integers(1, 30)) + text[end:]
        elif kind == "swap":
            lines = text.split("\n")
            one = draw(st.integers(0, len(lines) - 1))
            lines.insert(0, lines.pop(one))
            text = "\n".join(lines)
        else:
            text = text[:at]
    return text


@st.composite
def files(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> bytes:
    """Return the bytes of a text: mostly UTF-8, with line ends of some system; sometimes what mail made of it."""
    text = draw(texts)
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])))
    encoding = draw(st.sampled_from(["utf-8"] * 12 + ["utf-8-sig", "latin-1", "cp1256", "utf-16", "utf-7"]))
    data = text.encode(encoding, "replace")
    if draw(st.integers(0, 15)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(min_size=1, max_size=4)) + data[at:]
    return data


# PO

PO_TOKENS = pieces(
    '"·\\·\\n·\\"·\\x41·\\303·msgid·msgid "x"·msgstr·msgstr ""·msgstr[0] "a"·msgstr[2] "a"·msgid_plural "b"·msgctxt "c"'
    '·domain "d"·#·# a·#,·#, fuzzy·#| ·#| msgid "v"·#~ ·#~| ·\n·\n\n· ·\t·""·"a" "b"·[0]·é'
)
HEADERS = pieces(
    'msgid ""\nmsgstr "Language: en\\n"\n\n·msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-7\\n"\n\n'
    '·msgid ""\nmsgstr "Language: ../../ar\\nLanguage: en\\n"\n\n'
    '·msgid ""\nmsgstr "Plural-Forms: nplurals=999999999; plural=n;\\n"\n\n'
    '·msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n!=!1);\\n"\n\n·#, fuzzy\nmsgid ""\nmsgstr ""\n"a\\n"\n\n·'
)


def _as_file(catalog: Catalog) -> str:
    return write_catalog(catalog)


po_texts = damaged(st.tuples(HEADERS, strategies.catalogs().map(_as_file)).map("".join), PO_TOKENS)
po_files = files(po_texts)

# HTML

SCHEMES = pieces(
    "javascript:a()·JaVa\tscript:a()·\x01javascript:a()·java&#10;script:a()·javascript&colon;a()·data:text/html,<b>·"
    "vbscript:a·file:///etc/passwd·//exemple.example/a·\\\\exemple.example·/\\exemple.example·https://exemple.example/é·"
    "../../a·%2e%2e/a·a/b.svg·#a·02.md#b·blob:a·about:blank·http:exemple.example·mailto:a@b.example?body=c·"
)
ATTRIBUTES = pieces(
    "href·src·srcset·action·formaction·poster·data·xlink:href·background·cite·ping·srcdoc·style·onclick·ONLOAD·onerror"
    "·title·alt·id·class·lang·dir·translate·role·name·content·http-equiv·fill·filter·mask·cursor·marker-end·clip-path"
    "·attributeName·to·values·data-container·data-title·data-publisher-line·aria-label·placeholder·is·slot·manifest"
    "·xmlns·xml:base·longdesc·usemap·autofocus·dynsrc·lowsrc·rowspan·colspan"
)
VALUES = st.one_of(
    SCHEMES,
    pieces(
        'a·a()·\'·"·`·<·>·&·&quot;&gt;<script>a()</script>·"><img src=x onerror=a()>·--><script>·url(a)·url(#a)·'
        "url(https://exemple.example/a)·background:u\\72l(a)·background:image-set('//exemple.example/a' 1x)·"
        'width:expression(a())·behavior:url(a)·100000·-1·fr" onclick="a()·\x00·a b·{a}·0;url=javascript:a()'
    ),
    odd_characters,
)
NAMES = pieces(
    "p·div·a·b·em·span·i·h1·h2·ul·li·dl·dt·dd·table·caption·tbody·tr·td·th·section·details·summary·blockquote·pre·code"
    "·img·br·hr·input·button·form·select·option·textarea·label·svg·g·path·use·image·feImage·desc·title·foreignObject"
    "·math·mi·mtext·mglyph·annotation-xml·style·script·noscript·template·iframe·object·embed·base·link·meta·body·html"
    "·head·frameset·plaintext·xmp·listing·noembed·noframes·ruby·rt·video·source·track·audio·animate·set·main·nav·header"
    "·article·x-y·isindex·marquee·nobr·font·center·portal·slot·dialog·object·applet·bgsound·keygen"
)
TEXTS = st.one_of(
    st.sampled_from(["mot", "é", " ", "\n", "\n\n", "العربية", "{pays}", "12", "a < b & c", "&lt;b&gt;", "&#x1b;"]),
    pieces("&·&amp;lt;·&NewLine;·&#0;·&#xD800;·&notin·]]>·<![CDATA[<b>·]]>·<!--a-->·<!-->·<!--a--!>·<!--·<?a?>·<!a>·</p>"
           "·</svg>·</table>·</title>·</style>·</script>·</noscript>·</template>·</textarea>·<br/>·<a·<a ·</·<p/>"),
    odd_characters,
)  # fmt: skip


@st.composite
def _attribute(draw: st.DrawFn) -> str:
    name, value = draw(ATTRIBUTES), draw(VALUES)
    space = draw(st.sampled_from([" ", " ", "/", "\n", "\f"]))
    quote = draw(st.sampled_from(['"', '"', '"', "'", ""]))
    return f"{space}{name}={quote}{value}{quote}"


@st.composite
def _element(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    name, content = draw(NAMES), draw(inner)
    attributes = "".join(draw(st.lists(_attribute(), max_size=2)))
    end = draw(st.sampled_from([f"</{name}>", f"</{name}>", f"</{name}>", "", f"</{name.upper()} a=b>"]))
    return f"<{name}{attributes}>{content}{end}"


html_texts = st.recursive(
    st.one_of(TEXTS, strategies.inlines),
    lambda inner: st.one_of(_element(inner), st.lists(inner, min_size=1, max_size=4).map("".join)),
    max_leaves=12,
)
MUTATIONS = st.sampled_from([
    "<svg></p><style><a id=\"</style><img src=1 onerror=a()>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=a()&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=a()>",
    "<svg><foreignObject><desc><title><p><style></title><img src=x onerror=a()></style>",
    "<noscript><p title=\"</noscript><img src=x onerror=a()>\">",
    "<select><template><style><!--</style><a rel=\"--><img>\">",
    "<math><annotation-xml encoding=text/html><iframe src=\"javascript:a()\"></annotation-xml></math>",
    "<table><td><svg><desc><table><td><a href=\"javascript:a()\">a",
    "<svg><a xlink:href=\"javascript:a()\"><text>a</a>",
    "<svg><use href=\"data:image/svg+xml,<svg id=a onload=b>#a\"/></svg>", "<a href=\"#\" id=x name=body><p id=x>",
    "<svg><animate attributeName=href values=\"javascript:a()\"/></svg>", "<b><p></b><table><b></table></p>" * 3,
])  # fmt: skip
"""shapes that become active when they are read a second time, or by another parser"""
html_documents = damaged(
    st.one_of(html_texts, MUTATIONS, st.tuples(html_texts, MUTATIONS, html_texts).map("".join)), TEXTS | MUTATIONS
)
html_files = files(html_documents)

# Markdown

MARKDOWN_TOKENS = pieces(
    "\n·\n\n·    ·\t·> ·- ·1. ·# ·* ·**·_·`·```·~~~·[·]·](·](<·![·<·>·</·[^1]·[^1]: ·[a]: ·|·|-|·{·}·{#a .b}"
    "·{onclick=a}"
    "·{lang=\"fr' onclick='a\"}·::: ·:::·:   ·---·\\·&·<b>·</div>·<!--·-->·<https://exemple.example>·<javascript:a>"
)
markdown_pieces = st.one_of(
    strategies.markdown_pieces,
    html_texts.map(lambda text: text + "\n\n"),
    st.tuples(SCHEMES, VALUES).map(lambda pair: f'[a]({pair[0]}){{title="{pair[1]}"}} ![c]({pair[0]}) <{pair[0]}>\n'),
    st.tuples(ATTRIBUTES, VALUES).map(lambda pair: f'*a*{{{pair[0]}="{pair[1]}"}}\n\n## B {{{pair[0]}="{pair[1]}"}}\n'),
    st.tuples(pieces("quote·figures·sheet·chart·territories·x·script"), ATTRIBUTES, VALUES).map(
        lambda found: f'::: {found[0]} Titre {{{found[1]}="{found[2]}"}}\nmot\n:   mot\n:::\n'
    ),
    st.tuples(
        pieces("> ·- ·1. ·:   ·    ·::: quote\n·[^1]: ·*·_·[·![·`·<b>·(·~·|"), st.integers(1, 40)
    ).map(lambda pair: pair[0] * pair[1] + "a\n"),
    SCHEMES.map(lambda address: f"[réf]: {address} 'b'\n\n[réf] [^n]\n\n[^n]: a\n"),
)  # fmt: skip
FRONT_MATTER = st.one_of(
    st.just(""),
    st.lists(st.tuples(pieces("title·author·date·lang·summary·tags·http-equiv·a b"), VALUES), max_size=3).map(
        lambda rows: "---\n" + "".join(f"{name}: {value}\n" for name, value in rows) + "---\n"
    ),
    pieces("---\n·---\ntitle: |\n  a\n b\n---\n·---\ntitle: &a [*a, *a]\n---\n·---\n!!python/object:a {}\n---\n"),
)
markdown_texts = damaged(
    st.tuples(FRONT_MATTER, st.lists(markdown_pieces, max_size=6).map("\n".join)).map("".join), MARKDOWN_TOKENS
)
markdown_files = files(markdown_texts)

# Translations

translations = st.lists(
    st.one_of(
        html_texts,
        st.lists(
            pieces("mot·{pays}·{x}·<em>·</em>·<strong>·</strong>·<a1>·</a1>·<a2>·</a2>·<br/>·<code/>·<note/>·<em/>"
                   "·<a1 >·<em2>·&lt;·&amp;lt;·&#60;·<script>·<EM>·<em onclick=\"a\">·javascript:a()"
                   "·//exemple.example·\n·\u202e·\u2066·\u2069"),
            max_size=8,
        ).map("".join),
        SCHEMES, VALUES,
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip

# TOML

TOML_TOKENS = pieces("\n·=·[·]·[[·]]·{·}·\"·'·\"\"\"·'''·,·.·#·\\·\\u·0x·1e9·inf·nan·-·_·2020-01-01·T00:00:00·true·é")
toml_scalars = st.one_of(
    pieces('"fr"·"en"·"a"·""·"\\u0000"·"../../a"·"a\\nb"·\'\'·"""a\nb"""·true·0·-1·194·1e400·-0.0·nan·inf·0x7f·1_000'
           "·2020-07-01·0001-01-01·2020-07-01T10:00:00Z·10:00:00·[]·{}·\"percent\"·\"EUR\"·\"bars\"·\"stacked\"·\"FR\""),
    st.integers(1, 5000).map(lambda count: "9" * count),
    st.integers(1, 400).map(lambda count: "[" * count + "]" * count),
)  # fmt: skip
toml_values = st.recursive(
    toml_scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(pieces("name·values·value·kind·a·\"b c\""), inner, max_size=3).map(
            lambda rows: "{ " + ", ".join(f"{key} = {value}" for key, value in rows.items()) + " }"
        ),
    ),
    max_leaves=6,
)  # fmt: skip


def toml_texts(keys: str, sound: str) -> st.SearchStrategy[str]:
    """Texts with these keys (`·` between them), each with any value, beside a sound text."""
    lines = st.one_of(
        st.tuples(pieces(keys), toml_values).map(lambda pair: f"{pair[0]} = {pair[1]}\n"),
        pieces(keys).map(lambda key: f"[{key}]\n"),
        pieces(keys).map(lambda key: f"[[{key}]]\n"),
        st.tuples(pieces(keys), st.integers(2, 150)).map(lambda pair: ".".join([pair[0]] * pair[1]) + " = 1\n"),
    )
    made = st.tuples(st.sampled_from([sound, ""]), st.lists(lines, max_size=5).map("".join)).map("".join)
    return damaged(made, TOML_TOKENS)


# CSS

CSS_TOKENS = pieces("{·}·(·)·[·]·;·:·\"·'·\\·/*·*/·<!--·-->·@·!·,·url(·U+26·\\0 ·\n·\f·@import ·@media ")
CSS_VALUES = pieces(
    'red·"a"·"é\\"b"·url(a.svg)·url("https://exemple.example/a")·u\\72l(//exemple.example)·image-set("a" 1x)·attr(href)'
    '·var(--a)·counter(a)·expression(a())·calc(1px + (2px * 3))·string(titre)·src("a")·element(#a)·1e999px·url(data:a)·'
)
css_blocks = st.recursive(
    st.tuples(pieces("content·color·background·--a·behavior·src·string-set·width·-moz-binding·cursor"), CSS_VALUES).map(
        lambda pair: f"{pair[0]}: {pair[1]};"
    ),
    lambda inner: st.tuples(
        pieces("a·a::after·& b·@media print·@page·@page :first·@supports (a: b)·@font-face·@layer a·@top-left·@x·"),
        st.lists(inner, max_size=3).map(" ".join),
    ).map(lambda pair: f"{pair[0]} {{ {pair[1]} }}\n"),
    max_leaves=8,
)  # fmt: skip
css_texts = damaged(
    st.lists(st.one_of(css_blocks, CSS_VALUES.map(lambda value: f"@import {value} screen;\n")), max_size=4).map(
        "".join
    ),
    CSS_TOKENS,
)
css_files = files(css_texts)
