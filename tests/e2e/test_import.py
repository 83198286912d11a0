"""Text as a scanner left it, carried through everything: nothing is lost, and nobody is told that it is finished."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from tests.e2e.conftest import ROOT, Ran, publisher

USAGE, INPUT, ENGINE_MISSING = 2, 3, 4
REAL = ROOT.parent / "shared" / "input" / "rapport-annuel-2019.ocr.txt"
GARBAGE = "~^|1l. ;:_ ..,-|~\n|||_ -- ii;: .|"
OWN = f""" Le port de Valmer en une année

Une année de contréles

Chaque matin, I'équipe du port relève les navires qui arrivent
de la haute mer. Elle note leur nom, leur pavillon et I'heure de
leur entrée, puis elle vérifie que les papiers sont a jour. Les
agents montent ensuite a bord avec un interpréte, car I'équipage
parle rarement francais. Le contréle dure prés d'une heure et il
se termine toujours par un compte rendu que le capitaine signe.

Cette année, I'inspection a commencé plus tot que d'habitude. Des
le mois de février, une tempéte a retenu trois cargos au large et
la capitainerie a di ouvrir un second quai. Les douaniers ont alors
travaillé jour et nuit, a tour de réle, pour que les marchandises
ne restent pas bloquées. La méme équipe a aussi formé de jeunes
recrues, qui ont appris a lire un manifeste et a reconnaitre une
fausse signature.

« Nous n’avons jamais vu autant de navires en
une seule semaine. »
Jeanne Martel, capitaine du port de Valmer

Les résultats

Les contréles ont porté sur les points suivants :
* I'état des cordages et des chaines ;
* la présence de bouées a I'arriére ;
* le registre des passagers.

345

navires contrélés

27

équipes formées

Le port recoit surtout des bateaux de péche, mais aussi des voiliers
qui font escale avant la traversée. Leurs équipages achétent des vivres
et demandent ou trouver un atelier. La mairie a donc placé un plan a
I'entrée de chaque quai, afin que les visiteurs ne se perdent plus et
que les secours puissent arriver sans détour, méme lorsque la brume
 empéche de voir I'autre rive. Cette mesure a été saluée par tous.

Qui : la brigade des quais et la capitainerie
Quand : du 3 au 14 mars
Quoi : 42 conteneurs ouverts
Résultat : 18 infractions relevées

{GARBAGE}

Les navires battaient le pavillon de ces pays.

Albanie, Argentine, Belgique, Bulgarie, Chypre, Croatie, Danemark,
Espagne, Estonie, Finlande, Gréce, Hongrie, Irlande, Italie, Lettonie,
Malte, Norvége, Pologne, Portugal, Suéde

Une carte au mur de la capitainerie montre les routes les plus suivies.
Elle est mise a jour chaque trimestre par I'agent de service, qui ajoute
les nouvelles lignes et efface celles que personne n'emprunte plus.
L'an prochain, la carte sera publiée avec le rapport, sous licence libre,
pour que les écoles puissent I'utiliser pendant les cours de géo-
graphie et que les parents la découvrent a leur tour.

Il dit *ceci*, _cela_, `rien`, # pas un titre, <b>pas du HTML</b> &amp; pas
d'entité, ni {{#ni .attribut}} [^1] [lien](x.md) ~~~ et | non plus.
"""
CHECKERS = ("java", "languagetool", "verapdf", "vnu", "axe-core", "chromium")
pytestmark = pytest.mark.engine("dictionary")


def empty_publication(folder: Path) -> Path:
    """A fresh publication that holds no document."""
    publication = folder / "recu"
    assert publisher(folder, "new", str(publication)).code == 0
    (publication / "source/01-bienvenue.md").unlink()
    return publication


def imported(folder: Path, text: bytes, name: str = "scan.txt") -> Path:
    """A fresh publication that holds nothing but the imported text."""
    publication = empty_publication(folder)
    (folder / name).write_bytes(text)
    ran = publisher(publication, "import", str(folder / name))
    assert ran.code == 0, ran.err
    return publication


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a publication with our text, and that text beside it; for `at_hand`."""
    folder = tmp_path_factory.mktemp("import")
    imported(folder, OWN.encode())
    return folder


@pytest.fixture
def at_hand(once: Path, tmp_path: Path) -> Path:
    """A publication with our text imported, the text beside it."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "recu"


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of a publication that persons care about."""
    found = (path for path in folder.rglob("*") if path.is_file() and "build" not in path.relative_to(folder).parts[:1])
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def refused(publication: Path, *arguments: str, code: int, **environment: str) -> str:
    """Return the message of an import that was refused and changed nothing."""
    before = files(publication)
    ran = publisher(publication, "import", *arguments, **environment)
    assert ran.code == code, ran.err
    assert ran.out == ""
    assert 0 < len(ran.err.strip().split("\n")) <= 4, ran.err
    assert files(publication) == before
    return ran.err


def decide(review: Path, decisions: Mapping[str, str]) -> None:
    """Write decisions into a review as a spreadsheet does, each in the row of the text as read."""
    head, *rows = review.read_text("utf-8").rstrip("\n").split("\n")
    columns = head.split("\t")
    table = [dict(zip(columns, row.split("\t"), strict=True)) for row in rows]
    assert set(decisions) <= {row["original"] for row in table}
    for row in table:
        row["decision"] = decisions.get(row["original"], row["decision"])
    review.write_text("\n".join([head, *("\t".join(row.values()) for row in table), ""]), "utf-8")


def rows(review: Path) -> list[dict[str, str]]:
    head, *lines = review.read_text("utf-8").rstrip("\n").split("\n")
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def letters(text: str) -> str:
    """Return text without what layout may change: white space, hyphens at line ends, ligatures, marks of quotation."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", unicodedata.normalize("NFKC", text))


def printed(file: Path) -> str:
    """Return the text of a PDF without running heads and folios, so that words cut by a page come together."""
    area = ["-x", "0", "-y", "65", "-W", "595", "-H", "705"]  # points, of an A4 page
    done = subprocess.run(["pdftotext", *area, str(file), "-"], capture_output=True, text=True, check=True)
    return done.stdout


def of_checkers(ran: Ran) -> list[tuple[str, str, int]]:
    """Return what the checkers of pages and PDF files, and our own of them, found to be wrong."""
    found = (item for item in ran.json["findings"] if item["level"] != "note")
    return [(i["rule"], i["language"], i["line"]) for i in found if i["rule"].split("/")[0] in ("pdf", "html", "build")]


def check_journey(publication: Path, stem: str) -> None:
    """The French edition of an import has no fault but of its text, and no edition is called finished."""
    built = publisher(publication, "build", "-l", "fr", "--json")
    assert built.code == 0, built.err
    assert built.json["findings"] == [], "all that an import writes, a reader understands"
    audited = publisher(publication, "audit", "-l", "fr", "--json")
    assert [item for item in audited.json["findings"] if item["level"] == "error"] == []
    assert of_checkers(audited) == []
    assert audited.code == 0
    assert audited.json["counts"]["not_run"] == 0
    published = publisher(publication, "publish", "--json")
    assert published.code == 1
    assert published.json["release"] is False
    assert {line.split(":")[0] for line in published.json["refusals"]} >= {"en", "es", "ar"}
    grave = {item["rule"] for item in published.json["findings"] if item["level"] == "error"}
    assert grave <= {"characters/damaged", "characters/entity"}, "what the scan broke is no release either"
    assert of_checkers(published) == []
    check_shown(publication, stem)


def check_shown(publication: Path, stem: str) -> None:
    """Every word of the draft is on the page and in the PDF, and French in another edition says that it is French."""
    page = BeautifulSoup((publication / f"build/fr/html/{stem}.html").read_text("utf-8"), "html.parser")
    assert page.main is not None
    shown = letters(page.main.get_text(" ")), letters(printed(publication / "build/fr/publication.pdf"))
    lost = [word for word in drafted(publication, stem) if not all(letters(word) in where for where in shown)]
    assert lost == []
    arabic = (publication / f"build/ar/html/{stem}.html").read_text("utf-8")
    assert 'dir="rtl"' in arabic
    assert 'lang="fr" dir="ltr"' in arabic or 'dir="ltr"' in arabic


def drafted(publication: Path, stem: str) -> list[str]:
    """Return the words of a draft: runs of letters and digits, whatever marks of Markdown stand around them."""
    text = (publication / f"source/{stem}.md").read_text("utf-8")
    return [word for word in re.findall(r"[^\W_]+", re.sub(r"&#?\w+;|^::: \w+", " ", text, flags=re.MULTILINE)) if word]


@pytest.mark.engine(*CHECKERS, "poppler")
def test_own_damaged_text_goes_all_the_way(at_hand: Path) -> None:
    check_journey(at_hand, "scan")


@pytest.mark.engine(*CHECKERS, "poppler")
@pytest.mark.skipif(not REAL.is_file(), reason="the real OCR text lies beside the project, not in it")
def test_the_real_text_goes_all_the_way(tmp_path: Path) -> None:
    check_journey(imported(tmp_path, REAL.read_bytes()), "scan")


def test_the_draft_has_the_structure_of_the_text_and_its_words_corrected(at_hand: Path) -> None:
    draft = (at_hand / "source/scan.md").read_text("utf-8")
    assert "Chaque matin, l'équipe du port relève" in draft
    assert "vérifie que les papiers sont à jour. Les agents montent ensuite à bord avec un interprète" in draft
    assert "même lorsque la brume empêche de voir l'autre rive." in draft, "the page does not cut its paragraph"
    assert "les cours de géographie et que" in draft
    assert "\n::: quote\n" in draft
    assert "\n— Jeanne Martel, capitaine du port de Valmer\n" in draft
    assert "\n- la présence de bouées à l'arrière ;\n" in draft
    assert "\n345\n:   navires contrôlés\n" in draft
    assert "\nQuand\n:   du 3 au 14 mars\n" in draft
    assert "\n- Norvège\n- Pologne\n" in draft
    assert GARBAGE[:6] not in draft


def test_no_word_of_the_file_is_lost_without_a_row(at_hand: Path) -> None:
    draft = set(drafted(at_hand, "scan"))
    told = " ".join(row["original"].replace("\\n", "\n") for row in rows(at_hand / "source/scan.review.tsv"))
    cut = {"géo", "graphie"}
    words = set(re.findall(r"[^\W_]+", OWN.replace("&amp;", ""))) - cut
    assert words - draft - set(re.findall(r"[^\W_]+", told)) == set()


def test_results_go_to_standard_output_and_messages_to_standard_error(at_hand: Path) -> None:
    file = str(at_hand.parent / "scan.txt")
    plain = publisher(at_hand, "import", file)
    assert "source/scan.md" in plain.err
    assert "source/scan.review.tsv" in plain.err
    assert "source/scan.md" not in plain.out
    ran = publisher(at_hand, "import", file, "--json")
    assert ran.err == ""
    assert set(ran.json) == {"findings", "source", "review", "page", "words", "open", "automatic"}
    table = rows(at_hand / "source/scan.review.tsv")
    assert ran.json["open"] == sum(1 for row in table if row["decision"] == "")
    assert ran.json["automatic"] == sum(1 for row in table if row["decision"] == "auto") > 20
    assert all((at_hand / ran.json[name]).is_file() for name in ("source", "review", "page"))


def test_a_review_is_replayed_and_once_more_with_the_same_bytes(at_hand: Path) -> None:
    review = at_hand / "source/scan.review.tsv"
    decide(
        review,
        {
            "Des": "accept", "di": "dû", "Gréce": "Grèce", "contréles": "keep", "tot": "tard",
            GARBAGE.replace("\n", "\\n"): "Une légende effacée",
            "Le port de Valmer en une année": "accept",
        },
    )  # fmt: skip
    ran = publisher(at_hand, "import", "--apply", str(review), "--json")
    assert ran.code == 0
    assert ran.json["findings"] == []
    draft = (at_hand / "source/scan.md").read_text("utf-8")
    assert "plus tard que d'habitude. Dès le mois de février" in draft
    assert "la capitainerie a dû ouvrir" in draft
    assert "\n- Grèce\n" in draft
    assert "\nUne légende effacée\n" in draft
    assert "\n## Le port de Valmer en une année\n" in draft
    assert draft.count("contréles") == 2, "one row for two places"
    assert "contréles" in (at_hand / "source/words.txt").read_text("utf-8").split()
    after = files(at_hand)
    assert publisher(at_hand, "import", "--apply", str(review)).code == 0
    assert files(at_hand) == after
    file = at_hand.parent / "scan.txt"
    file.write_text(f"Une page nouvelle, avant toutes les autres.\n\n{OWN}", "utf-8")
    assert publisher(at_hand, "import", str(file)).code == 0
    longer = (at_hand / "source/scan.md").read_text("utf-8")
    assert longer.endswith(draft.partition("\n\n")[2][-3000:])
    assert "Dès le mois de février" in longer


def test_an_edited_source_is_not_replaced_unless_asked(at_hand: Path) -> None:
    (at_hand / "source/scan.md").write_text("# Corrigé\n", "utf-8")
    review = str(at_hand / "source/scan.review.tsv")
    assert "--replace" in refused(at_hand, str(at_hand.parent / "scan.txt"), code=USAGE)
    assert "source/scan.md" in refused(at_hand, "--apply", review, code=USAGE)
    assert publisher(at_hand, "import", "--apply", review, "--replace").code == 0
    assert "Chaque matin" in (at_hand / "source/scan.md").read_text("utf-8")


def test_an_office_document_is_imported_and_its_review_replayed(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Le port", 0)
    document.add_heading("Les quais", 1)
    for text in OWN.split("\n\n")[2:4]:
        document.add_paragraph(" ".join(text.split()))
    document.add_paragraph("une bouée", style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    publication = imported(tmp_path, file.getvalue(), "rapport.docx")
    assert (publication / "source/originals/rapport.docx").read_bytes() == file.getvalue()
    decide(publication / "source/rapport.review.tsv", {"di": "dû", "contréle": "keep"})
    for _ in range(2):
        assert publisher(publication, "import", "--apply", str(publication / "source/rapport.review.tsv")).code == 0
        draft = (publication / "source/rapport.md").read_text("utf-8")
        assert draft.startswith("# Le port\n\n## Les quais\n\nChaque matin, l'équipe du port relève les navires")
        assert "Le contréle dure près d'une heure" in draft
        assert "a dû ouvrir" in draft
        assert draft.endswith("\n- une bouée\n")


@pytest.mark.parametrize(
    ("encoding", "rule"),
    [("utf-8-sig", "import/byte-order-mark"), ("cp1252", "import/encoding"), ("utf-16", "import/encoding")],
)
def test_another_encoding_is_said_aloud(tmp_path: Path, encoding: str, rule: str) -> None:
    publication = empty_publication(tmp_path)
    (tmp_path / "scan.txt").write_text("L'équipe relève les « navires » à quai… dès février.\r\n", encoding)
    ran = publisher(publication, "import", str(tmp_path / "scan.txt"), "--json")
    assert ran.code == 0
    assert [item["rule"] for item in ran.json["findings"]] == [rule]
    draft = (publication / "source/scan.md").read_text("utf-8")
    assert draft == "# Scan\n\nL'équipe relève les « navires » à quai… dès février.\n"


@pytest.mark.engine("poppler", "pango", "fonts")
def test_what_pdftotext_read_loses_its_running_heads_to_the_review(tmp_path: Path) -> None:
    publication = empty_publication(tmp_path)
    body = "\n\n".join(part.replace("\n", " ") for part in OWN.split("\n\n")[2:4])
    sound = body.replace("I'", "l'").replace(" a ", " à ")
    (publication / "source/01-port.md").write_text("# Le port\n\n" + f"{sound}\n\n" * 12, "utf-8")
    assert publisher(publication, "build", "-l", "fr", "-f", "pdf").code == 0
    pdf = publication / "build/fr/publication.pdf"
    subprocess.run(["pdftotext", str(pdf), str(tmp_path / "lu.txt")], check=True)
    read = (tmp_path / "lu.txt").read_text("utf-8")
    pages = read.count("\f")
    assert pages >= 5
    heads = [line for line in re.findall(r"\f(.+)", read) if read.count(f"\f{line}\n") >= 3]
    assert heads, "the style has running heads"
    ran = publisher(publication, "import", str(tmp_path / "lu.txt"), "--json")
    assert ran.code == 0
    draft = (publication / "source/lu.md").read_text("utf-8")
    dropped = [row["original"] for row in rows(publication / "source/lu.review.tsv") if row["kind"] == "drop"]
    assert heads[0] not in draft.split("\n")
    assert any(heads[0] in original for original in dropped)
    assert len(re.findall(r"^\d{1,2}$", draft, re.MULTILINE)) <= 1, "nor the numbers of pages: one is in the contents"
    assert draft.count("Chaque matin, l'équipe du port") == 12
    assert "\f" not in draft


# What is refused


def archive(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for name, text in members.items():
            opened.writestr(name.replace("__", "/"), text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("vide.txt", b"", ""),
        ("blanc.txt", b"\n \t\n", ""),
        ("un.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ""),
        ("nul.txt", b"un port\nun quai\0\n", ":2"),
        ("binaire.txt", bytes(range(1, 32)) * 100, ""),
        ("texte.txt", archive(mimetype="application/vnd.oasis.opendocument.text", content__xml="<a/>"), ""),
        ("tableau.docx", archive(xl__workbook__xml="<a/>"), ""),
        ("rompu.docx", archive(word__document__xml="<a")[:60], ""),
        ("faux.docx", archive(word__document__xml="<a/>"), ""),
    ],
)
def test_a_file_that_is_no_text_is_refused(small: Path, name: str, data: bytes, line: str) -> None:
    file = small.parent / name
    file.write_bytes(data)
    assert f"{file}{line}\n" in refused(small, str(file), code=INPUT)


def test_a_review_that_cannot_be_read_is_refused_at_its_line(at_hand: Path) -> None:
    review = at_hand / "source/scan.review.tsv"
    sound = review.read_text("utf-8")
    broken = sound.split("\n")
    broken[4] = broken[4].replace("\t", " ", 1)
    review.write_text("\n".join(broken), "utf-8")
    assert "source/scan.review.tsv:5\n" in refused(at_hand, "--apply", str(review), code=INPUT)
    assert "source/scan.review.tsv:5\n" in refused(at_hand, str(at_hand.parent / "scan.txt"), code=INPUT)
    review.write_text(sound, "utf-16")
    assert "source/scan.review.tsv" in refused(at_hand, "--apply", str(review), code=INPUT)
    review.write_text(sound, "utf-8")
    (at_hand / "source/originals/scan.txt").unlink()
    assert "source/originals/scan.txt" in refused(at_hand, "--apply", str(review), code=INPUT)
    assert "review" in refused(at_hand, "--apply", str(at_hand.parent / "scan.txt"), code=USAGE)


def test_without_a_dictionary_it_is_said_what_to_do(small: Path) -> None:
    (small.parent / "scan.txt").write_text(OWN, "utf-8")
    message = refused(
        small, str(small.parent / "scan.txt"), code=ENGINE_MISSING, PUBLISHER_DICTIONARY="/nonexistent"
    )  # fmt: skip
    assert "PUBLISHER_DICTIONARY" in message


def test_a_dictionary_that_is_broken_is_an_engine_that_failed(small: Path) -> None:
    for suffix in (".aff", ".dic"):
        (small.parent / f"d{suffix}").write_bytes(b"SET none\nSFX A Y x\n")
    (small.parent / "scan.txt").write_text(OWN, "utf-8")
    refused(small, str(small.parent / "scan.txt"), code=5, PUBLISHER_DICTIONARY=str(small.parent / "d"))
