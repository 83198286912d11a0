"""A sound chapter in four languages, something broken in it -> what the content checks say: how examples are run."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.catalogs.stylesheets import painting, read_sheet
from publisher.checks.content import BuiltPage, Inspected, check_pages, check_styles
from publisher.model.finding import Finding
from publisher.pages.page import read_page

SHAPE = """<h1 id="port">{title}</h1>
<p id="intro">{intro} <a href="#note-1" role="doc-noteref">1</a></p>
<div class="plain"><p id="clair">{plain}</p></div>
<h2 id="quais">{quays}</h2>
<figure id="vue"><img id="image" src="images/quai.png" alt="{picture}"><figcaption id="legende">{caption}</figcaption>
</figure>
<ul id="liste"><li id="l1">{first} <a href="../../{tag}/html/02-eau.html#eau">{plan}</a></li>
<li id="l2">{second} <a href="../../{tag}/html/02-eau.html#bassin">{plan}</a></li></ul>
<h3 id="detail">{detail}</h3>
<table id="trafic"><caption id="t0">{traffic}</caption><thead><tr><th id="t1">{year}</th><th id="t2">{ships}</th></tr>
</thead><tbody><tr><th id="t3">2018</th><td>{before}</td></tr><tr><th id="t4">2019</th><td>{after}</td></tr></tbody>
</table>
<p id="fin">{end} <a href="https://example.org/{tag}">{site}</a></p>
<section role="doc-endnotes"><ol id="notes"><li id="note-1">{note}</li></ol></section>"""
TEXTS = {
    "fr": {
        "title": "Le port", "intro": "Le port emploie 1\u202f050 personnes et a reçu 7,3 milliards de tonnes.",
        "plain": "Le port est grand. Il a deux quais. Les navires y viennent le matin. " * 6,
        "quays": "Les quais", "picture": "Deux grues déchargent un cargo.", "caption": "Le quai neuf, un matin.",
        "first": "Au nord, quai 4 :", "second": "Au sud, quai 12 :", "plan": "le plan du quai", "detail": "Le trafic",
        "traffic": "Navires par an", "year": "Année", "ships": "Navires", "before": "13\u202f377",
        "after": "62\u202f448", "end": "Horaires et tarifs :", "site": "le site du port",
        "note": "Au 31 décembre 2019.",
    },
    "en": {
        "title": "The port", "intro": "The port employs 1,050 people and took in 7.3 billion tonnes.",
        "plain": "The port is big. It has two quays. The ships come in the morning. " * 6,
        "quays": "The quays", "picture": "Two cranes unload a freighter.", "caption": "The new quay, one morning.",
        "first": "In the north, quay 4:", "second": "In the south, quay 12:", "plan": "the plan of the quay",
        "detail": "Traffic", "traffic": "Ships a year", "year": "Year", "ships": "Ships", "before": "13,377",
        "after": "62,448", "end": "Hours and prices:", "site": "the site of the port",
        "note": "On 31 December 2019.",
    },
    "es": {
        "title": "El puerto", "intro": "El puerto emplea a 1050 personas y recibió 7300 millones de toneladas.",
        "plain": "El puerto es grande. Tiene dos muelles. Los barcos llegan por la mañana. " * 6,
        "quays": "Los muelles", "picture": "Dos grúas descargan un carguero.",
        "caption": "El muelle nuevo, una mañana.", "first": "Al norte, muelle 4:", "second": "Al sur, muelle 12:",
        "plan": "el plano del muelle", "detail": "El tráfico", "traffic": "Barcos al año", "year": "Año",
        "ships": "Barcos", "before": "13\u202f377", "after": "62\u202f448", "end": "Horarios y tarifas:",
        "site": "el sitio del puerto", "note": "A 31 de diciembre de 2019.",
    },
    "ar": {
        "title": "الميناء", "intro": "يعمل في الميناء 1,050 شخصًا واستقبل 7.3 مليار طن.",
        "plain": "الميناء كبير. فيه رصيفان. تصل السفن في الصباح. " * 8,
        "quays": "الأرصفة", "picture": "رافعتان تفرغان سفينة شحن.", "caption": "الرصيف الجديد ذات صباح.",
        "first": "في الشمال، الرصيف 4:", "second": "في الجنوب، الرصيف 12:", "plan": "مخطط الرصيف",
        "detail": "الحركة", "traffic": "السفن في السنة", "year": "السنة", "ships": "السفن", "before": "13,377",
        "after": "62,448", "end": "المواعيد والأسعار:", "site": "موقع الميناء على الشبكة",
        "note": "في 31 ديسمبر 2019.",
    },
}  # fmt: skip


def chapter(tag: str) -> str:
    """Return the content of the sound chapter in a language."""
    return SHAPE.format(tag=tag, **TEXTS[tag])


def built(tag: str, content: str, source: str | None = None) -> BuiltPage:
    """Return a page with some content, beside that of French."""
    return BuiltPage(
        f"build/{tag}/html/01-port.html",
        read_page(html(tag, content)),
        tag,
        {"fin": ("source/01-port.md", 21), "intro": ("source/01-port.md", 3), "l2": ("source/01-port.md", 14)},
        None if source is None else read_page(html("fr", source)),
        "fr",
    )


def html(tag: str, content: str) -> str:
    direction = "rtl" if tag == "ar" else "ltr"
    return (
        f'<!DOCTYPE html><html lang="{tag}" dir="{direction}"><head><title>Essai</title></head>'
        f'<body><nav><a href="x.html">ici</a></nav><main id="page-content">{content}</main></body></html>'
    )


def inspected(tag: str, content: str, source: str | None = None) -> Inspected:
    """Return what is said of a page."""
    return check_pages([built(tag, content, source)])


def styled(css: str, medium: str = "screen") -> Inspected:
    """Return what is said of one stylesheet."""
    return check_styles([read_sheet("styles/essai.css", css)], medium, painting)


def of_example(text: str, language: str, flags: Sequence[str]) -> tuple[Finding, ...]:
    """Return what is said of an example in `rules/content.toml`."""
    if "css" in flags:
        return styled(text).findings
    sources = [flag.removeprefix("source:") for flag in flags if flag.startswith("source:")]
    return inspected(language, text, sources[0] if sources else None).findings
