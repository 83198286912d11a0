"""Sets of texts -> publications in a folder, as `publisher check` and its peers read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.precision.sets import LANGUAGES, Case

TAG = re.compile(r"<(/?)([a-z]+)[0-9]*(/?)>")
ATTRIBUTES = {"a": ' href="https://example.org/"', "abbr": ' title="Sigle"', "span": ' translate="no"'}
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
)


Placed = dict[tuple[str, str | int], Case]
"""by catalog and msgid, or by document and line"""


def write(folder: Path, cases: Sequence[Case]) -> Placed:
    """Write a publication of cases and return where each stands.

    Cases of one source go to documents of their own, so that none is held against another. French prose is Markdown.
    """
    (folder / "source").mkdir(parents=True)
    (folder / "source" / "publication.toml").write_text(
        'title = "Titre"\nsource_language = "fr"\nlanguages = ["en", "es", "ar"]\n', "utf-8"
    )
    placed: Placed = {}
    for stem, together in _documents(cases).items():
        prose = [case for case in together if case.source is None]
        if prose:
            (folder / "source" / f"{stem}.md").write_text(_markdown(case.text for case in prose), "utf-8")
            placed |= {(f"source/{stem}.md", 3 + 2 * number): case for number, case in enumerate(prose)}
            continue
        texts = dict.fromkeys(case.source or "" for case in together)
        (folder / "source" / f"{stem}.html").write_text(_document(texts), "utf-8")
        for language in LANGUAGES:
            own = [case for case in together if case.language == language]
            file = folder / "locale" / language / "LC_MESSAGES" / f"{stem}.po"
            if own:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(catalog(language, own), "utf-8")
            placed |= {(f"locale/{language}/LC_MESSAGES/{stem}.po", case.source or ""): case for case in own}
    return placed


def catalog(language: str, cases: Iterable[Case]) -> str:
    """Return the translations of cases as a PO file."""
    return HEADER.format(language=language) + "".join(map(_entry, cases))


def _documents(cases: Iterable[Case]) -> dict[str, list[Case]]:
    documents: dict[str, list[Case]] = {}
    times: dict[tuple[str, str], int] = {}
    for case in cases:
        key = (case.language, case.source or case.text)
        times[key] = times.get(key, 0) + 1
        documents.setdefault(f"textes-{times[key]}", []).append(case)
    return documents


def _markdown(texts: Iterable[str]) -> str:
    blocks = (TAG.sub(_tag, re.sub(r"([\\`*_\[\]])", r"\\\1", text)) for text in texts)
    return "# Titre\n\n" + "\n\n".join(blocks) + "\n"


def _document(texts: Iterable[str]) -> str:
    blocks = "\n".join(f"<p>{TAG.sub(_tag, text)}</p>" for text in texts)
    return f"<!DOCTYPE html>\n<html lang=fr>\n<title>Titre</title>\n<h1>Titre</h1>\n{blocks}\n</html>\n"


def _tag(match: re.Match[str]) -> str:
    end, name, void = match.groups()
    return f"<{end}{name}{'' if end or void else ATTRIBUTES.get(name, '')}>"


def _entry(case: Case) -> str:
    return f"\nmsgid {_quoted(case.source or '')}\nmsgstr {_quoted(case.text)}\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
