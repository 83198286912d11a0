"""The kinds of text that other tools leave untranslated, each on its own, so that a gap names itself."""

from __future__ import annotations

import pytest

from publisher.catalogs.translate import translate
from publisher.model.message import Catalog, Entry
from publisher.readers import read
from tests.completeness.pseudo import count_page, pseudo
from tests.documents import extract, identify

KINDS = {
    "abbreviated header": '<table><tr><th abbr="Bassin">Bassin versant</th></tr></table>',
    "value of a button": '<form><input type="submit" value="Envoyer"></form>',
    "value of a field": '<form><input value="Village par défaut"></form>',
    "choice without a label": '<datalist id="l"><option value="Orvane"></option></datalist>',
    "choice with a label": '<p><select><optgroup label="Rives"><option label="Nord">N</option></optgroup></select></p>',
    "text area": '<div><textarea title="À remplir" placeholder="Écrire ici">Bonjour</textarea></div>',
    "words in a formula": '<p>Soit <math alttext="débit"><mi>Q</mi><mtext>en litres</mtext></math></p>',
    "preformatted verse": '<pre aria-label="Poème">Sous le pont\n  la truite</pre>',
    "name of a code block": '<pre><code title="Extrait">x = 1</code></pre>',
    "remark in a code block": '<pre><code>x = 1 <span translate="yes"># relevé</span></code></pre>',
    "word freed in a protected line": '<p>Le <span translate="no">Qorb <em translate="yes">amont</em></span></p>',
    "word freed in code": '<p>Voir <code>x <span translate="yes">aval</span></code></p>',
    "call of a note by a word": '<p>Un mot<a role="doc-noteref" href="#n">voir la note</a></p>',
    "drawing": "<svg><title>Coupe</title><desc>Deux portes</desc><text>Porte <tspan>aval</tspan></text></svg>",
    "picture in a link": '<p><a href="x.html"><img alt="Plan du bief" src="a.png"></a></p>',
    "zone of a map": '<map name="m"><area alt="Zone nord" href="#a"></map>',
    "fallback of a film": '<video><track label="Sous-titres">Votre lecteur ne montre rien</video>',
    "fallback of a canvas": "<p>Voici <canvas>le dessin, en mots</canvas></p>",
    "gauge": '<p>Niveau <meter aria-valuetext="quatre sur dix" value="4">quatre</meter></p>',
    "spoken value": '<div role="slider" aria-valuetext="faible"></div>',
    "braille": '<button aria-braillelabel="env">Envoyer</button>',
    "summary of an old table": '<table summary="Résumé"><tr><td>Un</td></tr></table>',
    "unknown element": "<p>Un <mot-rare>mot</mot-rare> et <nobr>un autre</nobr></p>",
    "text beside blocks": "<details><summary>Plus</summary>Texte nu<p>et bloc</p>encore nu</details>",
    "link around blocks": '<a href="x.html" title="Lire"><h3>Titre</h3>résumé</a>',
    "ruby": "<p><ruby>Flumen<rp>(</rp><rt>rivière</rt><rp>)</rp></ruby></p>",
    "metadata": '<head><title>Page</title><meta name="keywords" content="eau"></head><body><h1>Autre</h1></body>',
    "letters of other scripts": "<p>Œuvre, ªº, ﬁn, Ωμέγα, 川, ʳ</p>",
}


@pytest.mark.parametrize("html", KINDS.values(), ids=KINDS)
def test_every_kind_of_text_is_offered_to_translators(html: str) -> None:
    document = identify(read(html.encode(), "essai.html", "fr"))
    entries = tuple(Entry(message, pseudo(message.msgid)) for message in extract(document).messages)
    target = translate(document, Catalog("essai", "en", entries)).document
    count = count_page(target.head.decode() + target.body.decode())
    assert count.letters > 0
    assert count.gaps == ()
