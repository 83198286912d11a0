"""Small inputs with known defects, written for these tests."""

from __future__ import annotations

SPOKEN = {
    "fr": "🦊 Le rapport présente les chiffre de l’annnée, selon Mme Kovalenkova et la base Adwenpa.",
    "en-GB": "The report show the figures of of the year, says the anual summary of Adwenpa.",
    "es": "Los informe presenta las cifras del añno, según la operación Adwenpa.",
    "ar": "ذهب المفتش الى المدرسه و قدم التقريرر السنوي.",
}

PIXEL = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""one pixel"""

BARRIERS = f"""\
<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Essai</title></head>
<body>
<main>
<h1 id="titre">Titre</h1>
<p id="image">Une image <img src="{PIXEL}"> et du <span style="color: #999">gris clair</span>.</p>
<p id="photo" style="background-image: url({PIXEL}); color: #fff">Du texte sur une image.</p>
<div id="large" style="width: 600px">Un bloc trop large.</div>
<div style="overflow-x: auto"><div id="tenu" style="width: 900px">Un bloc qui défile seul.</div></div>
</main>
<p id="dehors">Hors du contenu.</p>
</body>
</html>
"""

INVALID = """\
<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Un essai de validation</title></head>
<body>
<h1 id="titre">Un titre en français pour un document court</h1>
<p id="image">Une image <img src="a.png"> dans le texte.</p>
<section id="vide"><p id="texte">Une section sans titre.</p></section>
<p id="fin">La fin <b>mal <i>fermée</b></i>.</p>
</body>
</html>
"""


def barriers_pdf() -> bytes:
    """Return a PDF/UA-1 file that breaks one rule: a picture without a word on what it shows."""
    import weasyprint  # slow to import

    text = f'<html lang="fr"><title>Essai</title><h1>Titre</h1><p>Une image <img src="{PIXEL}" alt=""></p></html>'
    pdf: bytes = weasyprint.HTML(string=text).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return pdf
