"""A small publication that uses every notation: what its outputs depend on, a change of it shows."""

from __future__ import annotations

import re
from pathlib import Path

import polib
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from publisher.pipeline.project import load_messages
from publisher.pipeline.translation import update
from publisher.workspace import Workspace
from tests.completeness.pseudo import pseudo

LANGUAGES = ("en", "ar")
FILES = {
    "source/publication.toml": """\
title = "Rapport du port"
subtitle = "Une année à quai"
description = "Ce que le port a vu passer."
organisation = "Capitainerie"
keywords = ["port", "navires"]
date = 2024-02-29
name = "rapport"
source_language = "fr"
languages = ["en", "ar"]
digits = "arab"
standard = "ua-1+a-3a"

[alternate_styles]
large = "Gros caractères"
""",
    "source/01-port.md": """\
---
title: Le port
description: Ce qui s’y passe
---

# Le port {#port}

<!-- translators: le port est imaginaire -->
Le port a reçu {navires} navires[^navires] et **{tonnes}** de *fret* ; voir [le phare](02-phare.html#feu) page à page,
l’indicatif <span translate="no">C++ port</span> et <https://port.example/quais>.

::: figures
{navires}
:   navires à quai
:::

| Quai | Tirant |
|:-----|-------:|
| **Nord** | 12 m |
| Sud | 9 m[^sud] |

: Tirants d’eau des quais

::: chart data=escales {#escales}
Chaque barre est un trimestre.
:::

::: quote
On ne commande pas à la mer.

— La capitaine
:::

![Plan du port](images/plan.svg)

![Une bouée](images/bouee.png)

[^navires]: Compte arrêté en décembre.

[^sud]: À marée *basse*.
""",
    "source/02-phare.html": """\
<!DOCTYPE html>
<html lang="fr">
<title>Le phare</title>
<h1 id="phare">Le phare</h1>
<p>Il éclaire <em>la passe</em> depuis <time datetime="1890">1890</time> ; retour au <a href="01-port.md#port">port</a>.
<h2 id="feu">Le feu</h2>
<table><caption>Les feux</caption><tr><th scope="col">Feu<th scope="col">Portée</tr><tr><td>Rouge<td>7 milles</tr>
</table>
<dl><dt>Passe</dt><dd>Chenal étroit.</dd></dl>
</html>
""",
    "source/03-pays.md": """\
# Les pavillons {#pavillons}

::: territories data=pavillons
:::

Les pavillons accostent ici, comme le dit [le port](01-port.md).
""",
    "source/data/port.toml": """\
navires = 13_377

[tonnes]
value = 8_000_000
unit = "tonne"
compact = true

[escales]
caption = "Escales par trimestre"
heading = "Trimestre"
categories = ["Hiver", "Printemps", "Été"]
chart = "bar"

[[escales.series]]
name = "Escales"
values = [12, 30, 41]
""",
    "source/data/pavillons.toml": '[pavillons]\nterritories = ["DE", "FR", "EG", "ZA", "AT"]\n',
    "source/images/plan.svg": """\
<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60"><title>Plan du port</title>
<defs><linearGradient id="eau"><stop offset="0" stop-color="#037"/><stop offset="1" stop-color="#39c"/></linearGradient>
<g id="quai"><rect width="40" height="8" fill="#333"/></g></defs><g opacity="0.5"><rect width="120" height="60"
fill="url(#eau)"/></g><use href="#quai" x="10" y="10"/><text x="10" y="40" font-size="12">Quai nord</text></svg>
""",
    "styles/print.css": """\
@font-face { font-family: Cases; src: url(cases.ttf) }
@page { @top-center { content: string(titre) " · " counter(page) } }
h1 { string-set: titre content() }
a[href*="#"]::after { content: " (p. " target-counter(attr(href), page) ")" }
h2 { font-family: Cases, serif; background: url(grain.png) }
""",
    "styles/screen.css": 'h2 { background: url("grain.png") } h2::before { content: "Partie : " }\n',
    "styles/palette.css": ":root { --encre: #123 } body { color: var(--encre) }\n",
    "styles/alternate/large.css": "body { font-size: 18pt }\n",
}
"""by path; pictures and the font are made"""
LIMIT = re.compile(r"\b(\d+) characters")


def write_everything(folder: Path) -> None:
    """Write the publication with its catalogs, every message translated but one, into an empty folder."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    Image.linear_gradient("L").resize((24, 16)).convert("RGBA").save(folder / "source/images/bouee.png")
    Image.new("RGB", (3, 3), "#eee").save(folder / "styles/grain.png")
    write_font(folder / "styles/cases.ttf")
    update(load_messages(Workspace(folder)), ())
    for tag in LANGUAGES:
        for file in sorted((folder / f"locale/{tag}/LC_MESSAGES").glob("*.po")):
            translate(file)


def translate(file: Path) -> None:
    """Give every message of a catalog but the last its pseudo-translation."""
    catalog = polib.pofile(str(file), wrapwidth=0)
    for entry in catalog[: max(1, len(catalog) - 1)]:
        limit = LIMIT.search(entry.comment)
        entry.msgstr = pseudo(entry.msgid, int(limit[1]) if limit else None)
    catalog.save()


def write_font(file: Path) -> None:
    """Write a font of boxes for the letters of the alphabet."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((450, 0), (450, 600), (50, 600)):
        pen.lineTo(point)
    pen.closePath()
    box = pen.glyph()
    letters = {number: f"uni{number:04X}" for number in (0x20, *range(0x41, 0x7B))}
    names = [".notdef", *letters.values()]
    made = FontBuilder(1000)
    made.setupGlyphOrder(names)
    made.setupCharacterMap(letters)
    made.setupGlyf(dict.fromkeys(names, box))
    made.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Cases", "styleName": "Regular"})
    made.setupOS2()
    made.setupPost()
    made.save(file)
