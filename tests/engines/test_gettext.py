"""gettext's own programs on catalogs of ours, and ours on what they write."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.catalogs.po import read_catalog, read_template, write_catalog, write_template
from publisher.errors import PublisherError
from publisher.model.message import Catalog, Entry, Message, Reference, Template

HERE = Path(__file__).parents[2]
HEADERS = (
    ("Project-Id-Version", "essai"), ("PO-Revision-Date", "2026-01-01 00:00+0000"),
    ("Last-Translator", "A <a@b.example>"),
    ("Language-Team", "fr"), ("Language", "fr"), ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"), ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
)  # fmt: skip
WORDS = (
    'le rapport « annuel » de l’agence, (voir p. 12) : 194 pays ! 45 % "cité" <a1>mot</a1> eau/air peut-être — oui… '
    "1,5 € C:\\dossier {nom} [note] https://exemple.example/un/deux?x=1&y=2 التقرير السنوي، للوكالة؟ n° 4 10–20 "
    "café\tfin 中文 日本語 🙂 ¿Qué? e\u0301té it’s #1 a=b «\u00a0x\u00a0» (الصحة) a;b 3-4 1.2 x.y $5 bas|haut"
).split(" ")


@pytest.fixture(autouse=True)
def gettext() -> None:
    if shutil.which("msgfmt") is None:
        sentence = "gettext is missing, it proves that other tools read our catalogs; run: .ci/setup"
        if os.environ.get("PUBLISHER_REQUIRE_ENGINES") == "1":
            pytest.fail(sentence, pytrace=False)
        pytest.skip(sentence)


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, env=environment, encoding="utf-8"
    )


def sentence(chance: random.Random, most: int = 45) -> str:
    ends = [" "] * 12 + ["", "  ", "\n"]
    return "".join(
        chance.choice(WORDS) + chance.choice(ends) for _ in range(chance.randint(1, most))
    ).strip("\n")  # fmt: skip


def entry(chance: random.Random, number: int) -> Entry:
    plural = number % 7 == 0
    fuzzy = number % 5 == 0
    obsolete = number % 11 == 10
    message = Message(
        f"{number} {sentence(chance)}",
        "menu" if number % 6 == 0 else None,
        () if obsolete else ("Chapitre › Section › légende",),
        ()
        if obsolete
        else tuple(Reference("source/01-chapitre.md", f"b-{number}{index}") for index in range(number % 9)),
        ("python-brace-format",) if number % 4 == 1 else (),
        f"{number}s {sentence(chance)}" if plural else None,
    )
    return Entry(
        message,
        "" if plural else sentence(chance),
        fuzzy=fuzzy,
        obsolete=obsolete,
        previous_msgid=sentence(chance) if fuzzy else None,
        previous_msgctxt="titre" if number % 10 == 0 else None,
        previous_msgid_plural=sentence(chance) if fuzzy and plural else None,
        translator_comments=("à relire", "avec soin") if number % 3 == 0 else (),
        plurals=(sentence(chance), sentence(chance)) if plural else (),
    )


def catalog(seed: int = 1, size: int = 120) -> Catalog:
    chance = random.Random(seed)
    found = [entry(chance, number) for number in range(size)]
    return Catalog(
        "d", "fr", tuple(sorted(found, key=lambda item: item.obsolete)), HEADERS, ("Catalogue d’essai.",), file="d.po"
    )


def read(text: str) -> Catalog:
    return read_catalog(text.encode(), "d.po", "d", "fr")


def said(catalog: Catalog) -> dict[object, Entry]:
    return {(item.obsolete, item.message.key): replace(item, line=None) for item in catalog.entries}


@pytest.mark.parametrize("file", sorted(HERE.glob("locale/**/*.po*")), ids=lambda file: str(file.relative_to(HERE)))
def test_msgfmt_accepts_every_catalog_and_template_of_the_sample(file: Path) -> None:
    done = run("msgfmt", "-c", "-o", os.devnull, file)
    assert done.returncode == 0, done.stderr


def test_msgfmt_accepts_what_we_write(tmp_path: Path) -> None:
    file = tmp_path / "d.po"
    # Formats apart: random sentences keep no placeholder.
    entries = tuple(
        replace(item, message=replace(item.message, flags=()), msgstr=item.msgstr.strip("\n"))
        for item in catalog().entries
    )
    file.write_text(write_catalog(replace(catalog(), entries=entries)), "utf-8")
    done = run("msgfmt", "--check-header", "--check-domain", "-o", os.devnull, file)
    assert done.returncode == 0, done.stderr


def test_msgcat_lays_live_entries_out_as_we_do(tmp_path: Path) -> None:
    file = tmp_path / "d.po"
    live = replace(catalog(), entries=tuple(catalog(2, 600).live))
    text = write_catalog(live)
    file.write_text(text, "utf-8")
    assert run("msgcat", file).stdout == text


@pytest.mark.parametrize("width", ["--width=60", "--width=110", "--no-wrap"])
def test_what_msgcat_laid_out_says_the_same_and_keeps_its_bytes(tmp_path: Path, width: str) -> None:
    file = tmp_path / "d.po"
    file.write_text(write_catalog(catalog()), "utf-8")
    text = run("msgcat", width, file).stdout
    assert said(read(text)) == said(catalog())
    assert write_catalog(read(text)) == text


def test_nothing_is_lost_in_msgcat_sorting(tmp_path: Path) -> None:
    file = tmp_path / "d.po"
    file.write_text(write_catalog(catalog()), "utf-8")
    text = run("msgcat", "--sort-output", file).stdout
    assert said(read(text)) == said(catalog())
    assert write_catalog(read(text)) == text


def test_nothing_is_lost_in_msgattrib(tmp_path: Path) -> None:
    file = tmp_path / "d.po"
    file.write_text(write_catalog(catalog()), "utf-8")
    text = run("msgattrib", file).stdout
    assert said(read(text)) == said(catalog())
    assert write_catalog(read(text)) == text


def test_nothing_is_lost_in_msgmerge_with_the_own_template(tmp_path: Path) -> None:
    old, template = tmp_path / "d.po", tmp_path / "d.pot"
    old.write_text(write_catalog(catalog()), "utf-8")
    messages = tuple(item.message for item in catalog().live)
    template.write_text(write_template(Template("d", messages), HEADERS), "utf-8")
    done = run("msgmerge", "--quiet", "--previous", "--no-fuzzy-matching", old, template)

    # msgmerge forgets what a fuzzy entry was, when its message is the one of the template.
    def without_previous(item: Entry) -> Entry:
        return (
            item
            if item.obsolete
            else replace(item, previous_msgid=None, previous_msgctxt=None, previous_msgid_plural=None)
        )

    assert {key: without_previous(item) for key, item in said(read(done.stdout)).items()} == {
        key: without_previous(item) for key, item in said(catalog()).items()
    }
    assert write_catalog(read(done.stdout)) == done.stdout


def test_the_template_msgcat_wrote_holds_the_same_messages(tmp_path: Path) -> None:
    file = tmp_path / "d.pot"
    template = Template("d", tuple(item.message for item in catalog().live))
    file.write_text(write_template(template, HEADERS), "utf-8")
    assert read_template(run("msgcat", file).stdout.encode(), "d.pot", "d") == template


EDITS = [
    '"', "\\q", "\\x4", "\\303\\251", "msgid", 'msgid "x"', "msgstr", 'msgstr ""', "[1]", "[0]", "#", "#~", "#~ ", "#|",
    "#| ", "# note", "\n", " ", '"a"', "é", "1", "]", "msgctxt", 'msgctxt "m" ', "msgid_plural", '#| msgid "v"\n', "x",
    "\\n",
]  # fmt: skip
BASE = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    '# note\n#. ici\n#: a:1\n#, fuzzy\n#| msgid "vieux"\n#| "texte"\nmsgctxt "m"\nmsgid "un"\nmsgstr "deux"\n\n'
    'msgid ""\n"plusieurs "\n"lignes"\nmsgstr ""\n"several "\n"lines"\n\n'
    'msgid "n"\nmsgid_plural "ns"\nmsgstr[0] "x"\nmsgstr[1] ""\n"y"\n\n'
    '#~ msgid "vieux"\n#~ msgstr ""\n#~ "ancien"\n'
)


def damaged(seed: int) -> str:
    chance = random.Random(seed)
    text = BASE
    for _ in range(chance.choice([1, 1, 2])):
        at = chance.randrange(len(BASE.partition("\n\n")[0]), len(text))
        kind = chance.randrange(4)
        if kind == 0:
            text = text[:at] + chance.choice(EDITS) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + chance.choice([1, 1, 2, 8]) :]
        else:
            lines = text.split("\n")
            one, other = chance.randrange(6, len(lines)), chance.randrange(6, len(lines))
            if kind == 2:
                lines[one], lines[other] = lines[other], lines[one]
            else:
                lines[one : one + 1] = []
            text = "\n".join(lines)
    return text


@pytest.mark.parametrize("seed", range(100))
def test_what_msgfmt_refuses_is_refused_at_the_same_line_and_nothing_else(seed: int, tmp_path: Path) -> None:
    file = tmp_path / "d.po"
    file.write_text(damaged(seed), "utf-8")
    done = run("msgfmt", "-o", os.devnull, file)
    try:
        read(damaged(seed))
        ours = None
    except PublisherError as error:
        ours = error.line
    refused = [
        (int(at), why)
        for at, why in re.findall(r"d\.po:(\d+)[:\d]*: (.*)", done.stderr)
        # Line ends that differ are for the checks; an obsolete twin is read, for a merge to mend.
        if "do not both" not in why and "duplicate" not in why and "first definition" not in why
    ]
    if ours is None:
        assert not refused
    else:
        assert done.returncode and abs(int(re.findall(r"d\.po:(\d+)", done.stderr)[0]) - ours) <= 1
