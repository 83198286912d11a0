"""What the translator sees, and what comes back."""

from __future__ import annotations

import pytest
from tests.documents import extract, identify

from publisher.catalogs.segments import segments
from publisher.catalogs.translate import translate
from publisher.model.document import Document
from publisher.model.message import Catalog, Entry, Message
from publisher.readers.html import read_html


def document(text: str) -> Document:
    return identify(read_html(text, "source/01.html", "fr"))


def msgids(text: str) -> list[str]:
    return [segment.msgid for segment in segments(document(text))]


def translated(text: str, fuzzy: bool = False, **texts: str) -> str:
    source = document(text)
    ids = [message.msgid for message in extract(source).messages]
    entries = tuple(Entry(Message(ids[int(key[1:])]), value, fuzzy=fuzzy) for key, value in texts.items())
    return translate(source, Catalog("01", "ar", entries)).document.body.decode_contents()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<p>Un <em>mot</em> et <em>deux</em>.</p>", ["Un <em1>mot</em1> et <em2>deux</em2>."]),
        ('<p>Voir <a href="https://example.org" title="là">ici</a>.</p>', ["Voir <a>ici</a>.", "là"]),
        ('<p>Par <span translate="no">I-24/7</span>.</p>', ["Par <span>I-24/7</span>."]),
        ('<p translate="no">Rien</p>', []),
        ('<div translate="no"><p translate="yes">Si</p></div>', ["Si"]),
        ("<p><code>make</code></p>", []),
        ("<p><b>{pays}</b> – {villes}</p>", []),
        ("<p>{pays} pays, {2}</p>", ["{pays} pays, {2}"]),
        ("<pre><code>code</code></pre>", []),
        ("<pre>Un\n  poème</pre>", ["Un\n  poème"]),
        ("<p>Un <!-- note --> mot, <em>a</em> <!-- note --> b</p>", ["Un mot, <em>a</em> b"]),
        ("<pre>Un <!-- note --> mot</pre>", ["Un  mot"]),
        ("<pre><code>$ apt</code>\nDeux paquets</pre>", ["<code>$ apt</code>\nDeux paquets"]),
        ("<p>Un <nobr>mot</nobr> <mon-mot>à moi</mon-mot>.</p>", ["Un <nobr>mot</nobr> <span>à moi</span>."]),
        ('<input type="submit" value="Envoyer"><input type="hidden" value="x">', ["Envoyer"]),
        ('<input value="Ville">', ["Ville"]),
        ('<datalist><option value="Brest"></option></datalist>', ["Brest"]),
        ('<textarea placeholder="Avis">Bonjour\n vous</textarea>', ["Avis", "Bonjour\n vous"]),
        ("<p>Il faut <math><mi>x</mi><mtext>mètres</mtext></math></p>", ["Il faut <math/>", "mètres"]),
        ('<math alttext="x égale un"><mi>x</mi></math>', ["x égale un"]),
        (
            '<p>Un <span translate="no">nom <em translate="yes">traduit</em></span></p>',
            ["Un <span>nom traduit</span>", "traduit"],
        ),
        ('<p>a<a role="doc-noteref" href="#n">voir la note</a></p>', ["a<a>voir la note</a>"]),
        ('<table><tr><th abbr="Pop.">Population</table>', ["Pop.", "Population"]),
        ("<svg><text>Mot <tspan>fin</tspan></text></svg>", ["Mot <tspan>fin</tspan>"]),
        (
            '<p><a href="https://fr.example.org" data-translate="href">site</a></p>',
            ["<a>site</a>", "https://fr.example.org"],
        ),
        ("<p>R&amp;D &lt;ok&gt; &amp;lt;</p>", ["R&D &lt;ok> &amp;lt;"]),
        ("<ul><li>un<ul><li>deux</li></ul>trois</li></ul>", ["un", "deux", "trois"]),
        ('<p>Plan <img src="a.png" alt="Le plan"></p>', ["Plan <img/>", "Le plan"]),
        ("<svg><title>Globe</title><desc>Un globe</desc></svg>", ["Globe", "Un globe"]),
        ("<details><summary>Voir</summary>tout</details>", ["Voir", "tout"]),
        ('<abbr title="Bureau central">BC</abbr>', ["<abbr>BC</abbr>", "Bureau central"]),
        ('<form><input placeholder="Votre nom"><button>Aller</button></form>', ["Votre nom", "Aller"]),
        ("<p>— ***</p>", []),
        ("<td>x</td>", ["x"]),
        ('<p>a<a role="doc-noteref" href="#n">1</a></p>', ["a<note/>"]),
        ('<p aria-label="Étiquette">b</p>', ["Étiquette", "b"]),
        ('<a href="x.md"><div>bloc</div></a>', ["bloc"]),
    ],
)
def test_messages_of(text: str, wanted: list[str]) -> None:
    assert msgids(text) == wanted


def test_attributes_and_addresses_stay_with_the_source() -> None:
    result = translated('<p>Voir <a href="https://example.org">ici</a>.</p>', m0="انظر <a>هنا</a>.")
    assert '<a href="https://example.org">هنا</a>' in result


def test_tags_may_change_places() -> None:
    result = translated("<p><em>a</em> puis <strong>b</strong></p>", m0="<strong>B</strong> then <em>A</em>")
    assert "<strong>B</strong> then <em>A</em>" in result


@pytest.mark.parametrize(
    "msgstr",
    [
        "<em></em>", "\u202e<em>x</em>", "x\x1b<em>x</em>",
        "<script>alert(1)</script><em>x</em>", "<em onclick='x'>x</em>", "x", "<em>x</em><em>y</em>", "<em>x",
        "<em>x</em><img/>", "</em>x<em>", " ", '<a href="javascript:x">x</a><em>y</em>',
    ],
)  # fmt: skip
def test_a_translation_with_other_tags_is_not_published(msgstr: str) -> None:
    result = translated("<p><em>mot</em></p>", m0=msgstr)
    assert '<p dir="ltr"' in result
    assert "<em>mot</em>" in result


def test_markup_in_a_translation_is_text() -> None:
    result = translated("<p>mot</p>", m0="a &lt;b> & &amp;lt; 5 < 6")
    assert "a &lt;b&gt; &amp; &amp;lt; 5 &lt; 6" in result


def test_protected_text_is_not_changed_by_a_translation() -> None:
    result = translated("<p>Lancez <code>make</code></p>", m0="Run <code>rm -rf</code>")
    assert "<code>make</code>" in result


def test_what_is_fuzzy_stays_in_french_and_says_so() -> None:
    assert '<p dir="ltr" id=' in translated("<p>mot</p>", fuzzy=True, m0="word")
    assert 'lang="fr"' in translated("<p>mot</p>")


def test_a_run_beside_blocks_is_marked_by_a_span() -> None:
    assert '<span dir="ltr" lang="fr">un</span>' in translated("<ul><li>un<ul><li>deux</li></ul></li></ul>", m1="two")


def test_an_alternative_is_translated_inside_a_translated_sentence() -> None:
    result = translated('<p>Plan <img src="a.png" alt="Le plan"></p>', m0="خريطة <img/>", m1="الخريطة")
    assert 'alt="الخريطة"' in result
    assert "خريطة" in result


def test_an_author_s_note_reaches_the_translator() -> None:
    source = document("<h1>T</h1><!-- translators: soixante signes --><p>Texte</p>")
    comments = extract(source).messages[1].comments
    assert "T › paragraph" in comments
    assert "Note: soixante signes" in comments


def test_an_author_s_note_before_a_list_is_about_every_item() -> None:
    source = document("<!-- translators: court --><ul><li>un</li><li>deux</li></ul><p>trois</p>")
    noted = [message.msgid for message in extract(source).messages if "Note: court" in message.comments]
    assert noted == ["un", "deux"]


def test_ids_come_from_the_text_and_stay_in_translation() -> None:
    source = document("<h2>Les chiffres clés</h2><p>mot</p><p>mot</p>")
    keys = [str(tag["id"]) for tag in source.body.find_all(["h2", "p"])]
    assert keys[0] == "les-chiffres-cles"
    assert keys[2] == f"{keys[1]}-2"
    target = translate(source, Catalog("01", "en", (Entry(Message("mot"), "word"),))).document
    assert [str(tag["id"]) for tag in target.body.find_all(["h2", "p"])] == keys


@pytest.mark.parametrize(
    "text",
    [
        "<p>un <!-- reste entre nous --> deux</p>",
        "<p>un <!--> deux</p>",
        '<p><a href="#x" title="\n un\n titre ">lien</a> <img src="a.png" alt=" deux\n  mots"></p>',
    ],
)
def test_what_the_source_wraps_or_hides_does_not_reach_the_translator(text: str) -> None:
    source = document(text)
    assert all("  " not in segment.msgid and "\n" not in segment.msgid for segment in segments(source))
    texts = {f"m{number}": message.msgid for number, message in enumerate(extract(source).messages)}
    assert translated(text, **texts) == source.body.decode_contents()


@pytest.mark.parametrize(
    ("source", "msgstr"),
    [
        ("<p><code>x</code> <b>important</b></p>", "<code><b>important</b></code>"),
        ('<p><a href="#a">x</a> <a href="#b">y</a></p>', "<a1>x <a2>y</a2></a1>"),
    ],
)
def test_no_tag_moves_into_another(source: str, msgstr: str) -> None:
    assert 'lang="fr"' in translated(source, m0=msgstr)


def test_an_alternative_may_name_what_looks_like_a_tag() -> None:
    result = translated('<img src="a.png" alt="voir <Annexe A> & B">', m0="see &lt;Annex A> & B")
    assert 'alt="see &lt;Annex A&gt; &amp; B"' in result


def test_a_thousand_equal_cells_have_a_thousand_ids() -> None:
    source = document("<table><tr><th>a</th></tr>" + "<tr><td>oui</td></tr>" * 1000 + "</table>")
    assert len({str(tag["id"]) for tag in source.body.find_all("td")}) == 1000


def keys(text: str) -> list[tuple[str | None, str]]:
    return [message.key for message in extract(document(text)).messages]


def test_an_equal_text_of_another_kind_is_a_message_of_its_own() -> None:
    assert keys('<p><img src="a.png" alt="Carte"></p><h2>Carte</h2>') == [("alt", "Carte"), (None, "Carte")]
    assert keys('<h2>Carte</h2><p title="Bilan">mot</p>') == [(None, "Carte"), (None, "Bilan"), (None, "mot")]


def test_an_author_tells_two_meanings_apart() -> None:
    text = '<table data-context="verbe"><tr><td>Contrôle</td></tr></table><p>Contrôle</p>'
    assert keys(text) == [("verbe", "Contrôle"), (None, "Contrôle")]
    source = document(text)
    entries = (Entry(Message("Contrôle", "verbe"), "checks"), Entry(Message("Contrôle"), "control"))
    made = translate(source, Catalog("01", "en", entries)).document.body
    assert [tag.get_text() for tag in made.find_all(["td", "p"])] == ["checks", "control"]


def test_a_localised_address_replaces_that_of_the_source_when_it_is_safe() -> None:
    text = '<p><a href="https://fr.example.org" data-translate="href">site</a></p>'
    assert 'href="https://en.example.org"' in translated(text, m1="https://en.example.org")
    assert 'href="https://fr.example.org"' in translated(text, m1="javascript:alert(1)")


def test_white_space_of_preformatted_text_is_the_translator_s() -> None:
    assert ">A\n  poem</pre>" in translated("<pre>Un\n  poème</pre>", m0="A\n  poem")


def test_a_translator_is_told_what_tags_stand_for() -> None:
    text = (
        '<p>Voir <a href="02.md">là</a>, <abbr title="Bureau central">BC</abbr>, <span lang="en">the</span>'
        '<a role="doc-noteref" href="#n1">1</a></p>'
        '<section role="doc-endnotes"><ol><li id="n1">Une source.</li></ol></section>'
    )
    told = " ".join(extract(document(text)).messages[0].comments)
    assert "<a>: link to 02.md" in told
    assert "<abbr>: short for “Bureau central”" in told
    assert "<span>: text in the language “en”" in told
    assert "<note/>: call of the note “Une source.”" in told


def test_a_translator_of_a_cell_is_told_its_column() -> None:
    text = "<table><tr><th>Rivière<th>État</tr><tr><th>Orvane<td>bon</tr><tr><td colspan=2>Moyenne</tr></table>"
    told = {message.msgid: message.comments for message in extract(document(text)).messages}
    assert told["bon"] == ("table cell under “État”",)
    assert told["Moyenne"] == ("table cell",)


def test_a_translator_is_told_what_a_link_inside_the_document_leads_to() -> None:
    messages = extract(document('<p>Voir <a href="#n">plus bas</a>.</p><h2 id="n">Les noms</h2>')).messages
    assert "<a>: link to “Les noms”" in messages[0].comments


def test_a_translator_is_told_of_a_limit() -> None:
    message = extract(document('<p data-max-length="40">Court.</p>')).messages[0]
    assert "At most 40 characters." in message.comments
    assert message.flags == ("max-length:40",)


def test_plural_forms_a_message_has_not_are_not_published() -> None:
    entry = Entry(Message("mot", msgid_plural="mots"), plurals=("word", "words"))
    made = translate(document("<p>mot</p>"), Catalog("01", "en", (entry,))).document
    assert [(tag["lang"], tag.get_text()) for tag in made.body.find_all("p")] == [("fr", "mot")]


def test_a_flag_forged_in_a_catalog_hides_no_translation_and_lets_no_address_through() -> None:
    text = '<p>Note</p><a href="https://fr.example.org" data-translate="href">site</a>'
    entries = (
        Entry(Message("Note", flags=("url",)), "note: fine"),
        Entry(Message("https://fr.example.org"), "javascript:alert(1)"),
    )
    body = translate(document(text), Catalog("01", "en", entries)).document.body
    assert [tag.get_text() for tag in body.find_all("p")] == ["note: fine"]
    assert [tag["href"] for tag in body.find_all("a")] == ["https://fr.example.org"]


def test_a_word_in_every_row_is_one_message_with_all_its_places() -> None:
    rows = "".join(f"<tr><td>Oui<td>{number}" for number in range(50))
    messages = {message.msgid: message for message in extract(document(f"<table>{rows}</table>")).messages}
    assert len(messages["Oui"].references) == 50
    assert len(messages["Oui"].comments) < 20
