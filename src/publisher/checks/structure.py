"""Structure of a source document: headings, pictures, links, tables, languages of its parts.

What a person cannot use without eyes, or on paper, is said here, where it was written (WCAG 1.1.1, 1.3.1, 2.4.4,
2.4.6, 3.1.2); once it is laid out, nobody can add it any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from bs4.element import Comment, NavigableString, Tag

from publisher.model.document import Document
from publisher.model.finding import Finding, Level

MEDIA = ["video", "audio"]
LANGUAGE = ("lang", "xml:lang")
NAMING = ("alt", "aria-label", "title")
"""attributes whose words are read in the place of an element"""
ARRANGING = ("presentation", "none")
"""roles of what only arranges or decorates"""
TAG = re.compile(
    r"(?:(?P<two>[a-z]{2})|[a-z]{3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|[ix](?:-[a-z0-9]{1,8})+",
    re.IGNORECASE,
)
"""a language tag (RFC 5646, 2.1) whose first part is of ISO 639: longer ones were never given out"""
TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee"
    " el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io"
    " is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk"
    " ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc"
    " sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve"
    " vi vo wa wo xh yi yo za zh zu".split()
)
"""codes of ISO 639-1, and those it gave up, which are still read"""
HEADINGS = [f"h{level}" for level in range(1, 7)]
READ = {
    ".md": ".md", ".markdown": ".md", ".mdown": ".md", ".mkd": ".md", ".mdx": ".md", ".html": ".html", ".htm": ".html",
    ".xhtml": ".html",
}  # fmt: skip
"""suffixes people give to Markdown and HTML, by the one that is read"""


def check_documents(documents: Sequence[Document], files: Collection[str]) -> tuple[Finding, ...]:
    """Return what is wrong in the structure of documents; `files` are the names in `source/` a picture may have."""
    targets = {document.stem: frozenset(document.lines) for document in documents}
    return tuple(finding for document in documents for finding in _document(document, targets, files))


def ignored_files(names: Iterable[str]) -> tuple[Finding, ...]:
    """Return a finding for each file that looks like a document and is not read because of its name.

    `names` are those of the files in `source/` itself, relative to it; files in its folders are not documents.
    """
    return tuple(
        Finding(
            "document/ignored", f"“{name}” is not read: the names of documents end in .md or .html", Level.WARNING,
            file=f"source/{name}", hint=f"rename it to {path.stem}{READ[path.suffix.lower()]}",
        )
        for name in sorted(names)
        for path in [PurePosixPath(name)]
        if path.suffix not in (".md", ".html") and path.suffix.lower() in READ and "/" not in name
    )  # fmt: skip


def _document(document: Document, targets: dict[str, frozenset[str]], files: Collection[str]) -> Iterator[Finding]:
    def finding(rule: str, tag: Tag, message: str, hint: str, level: Level = Level.ERROR) -> Finding:
        key = next((str(owner["id"]) for owner in [tag, *tag.parents] if owner.get("id")), None)
        line = document.lines.get(key or "", tag.sourceline)
        return Finding(
            f"document/{rule}", message, level, language=document.language, file=document.file, line=line, id=key,
            hint=hint,
        )  # fmt: skip

    yield from _ids(document, finding)
    yield from _languages(document, finding)
    yield from _headings(document, finding)
    yield from _pictures(document, files, finding)
    yield from _drawings(document, finding)
    yield from _media(document, finding)
    yield from _links(document, targets, finding)
    yield from _tables(document, finding)


Report = Callable[..., Finding]


def _ids(document: Document, finding: Report) -> Iterator[Finding]:
    seen: set[str] = set()
    for tag in document.body.find_all(id=True):
        key = str(tag["id"])
        if key in seen:
            yield finding("duplicate-id", tag, f"the id “{key}” is given twice", "give each block an id of its own")
        seen.add(key)


def _languages(document: Document, finding: Report) -> Iterator[Finding]:
    for tag in document.body.find_all(True):
        for code in (str(tag[name]) for name in LANGUAGE if tag.get(name)):  # an empty one says: not known
            match = TAG.fullmatch(code)
            if match is None or (match["two"] or "fr").lower() not in TWO_LETTERS:
                yield finding(
                    "language-code", tag, f"“{code}” is not the code of a language",
                    "write it as BCP 47 does: en, es-MX, ar, zh-Hant",
                )  # fmt: skip


def _headings(document: Document, finding: Report) -> Iterator[Finding]:
    headings = document.body.find_all(HEADINGS)
    if not any(tag.name == "h1" for tag in headings):
        example = "<h1>Title</h1>" if document.file.endswith(".html") else "# Title"
        yield finding("no-title", document.body, "the document has no top heading", f"begin it with “{example}”")
    level = 0
    for tag in headings:
        current = int(tag.name[1])
        if level and current > level + 1:
            yield finding(
                "heading-order", tag, f"heading of level {current} after one of level {level}",
                f"make it level {level + 1}, or add the missing heading",
            )  # fmt: skip
        level = current
        if not _has_words(tag, ("alt",)):
            yield finding("empty-heading", tag, "a heading without text", "give it a text, or remove it")


def _pictures(document: Document, files: Collection[str], finding: Report) -> Iterator[Finding]:
    for tag in document.body.find_all("img"):
        if tag.get("alt") is None and not _is_named(tag) and not _only_decorates(tag):
            yield finding(
                "no-alternative", tag, f"the picture {tag.get('src', '')} has no alternative text",
                'write alt="…" saying what it tells, or alt="" when it only decorates',
            )  # fmt: skip
        name = unquote(urlsplit(str(tag.get("src", ""))).path)
        if name not in files:
            yield finding(
                "missing-image", tag, f"the picture “{name}” is not there" if name else "a picture without src",
                f"put it at source/{name or 'images/…'}, or correct the address",
            )  # fmt: skip


def _links(document: Document, targets: dict[str, frozenset[str]], finding: Report) -> Iterator[Finding]:
    for tag in document.body.find_all("a", href=True):
        parts = urlsplit(str(tag["href"]))
        if not _has_words(tag, NAMING) and not _is_named(tag):
            yield finding("empty-link", tag, "a link without text", "write what it leads to")
        if parts.scheme or parts.netloc:
            continue
        name = unquote(parts.path)
        stem, _, suffix = name.rpartition(".") if name else (document.stem, "", "md")
        if stem not in targets or suffix not in ("md", "html"):
            yield finding("broken-link", tag, f"no document “{name}”", f"documents: {', '.join(sorted(targets))}")
        elif parts.fragment and unquote(parts.fragment) not in targets[stem]:
            yield finding(
                "broken-link", tag, f"no block “{parts.fragment}” in {stem}",
                "give the block that id: ## Title {#" + parts.fragment + "}",
            )  # fmt: skip


def _tables(document: Document, finding: Report) -> Iterator[Finding]:
    for tag in document.body.find_all("table"):
        heads = [head for head in tag.find_all("th") if head.find_parent("table") is tag]
        if tag.get("role") in ARRANGING or any(_has_words(head, NAMING) for head in heads):
            continue
        if heads:
            yield finding(
                "table-headers", tag, "the header cells of the table are empty", "write what each column says"
            )
        else:
            yield finding(
                "table-headers", tag, "a table without header cells", 'mark them: <th scope="col">, <th scope="row">'
            )


def _drawings(document: Document, finding: Report) -> Iterator[Finding]:
    """Yield findings on what is drawn in the source itself; what only decorates says so."""
    drawings = [tag for tag in document.body.find_all("svg") if tag.find_parent("svg") is None]
    drawings += document.body.find_all(lambda tag: tag.get("role") == "img" and tag.name not in ("svg", "img"))
    for tag in drawings:
        inside = next((around for around in tag.parents if around.get("role") == "img"), None)
        if inside is None and not _is_named(tag) and not _only_decorates(tag):
            name = "<title>…</title> as the first thing in it" if tag.name == "svg" else 'aria-label="…" into its tag'
            yield finding(
                "no-alternative", tag, f"the drawing <{tag.name}> has no alternative text",
                f'write {name}, saying what it tells, or aria-hidden="true" when it only decorates',
            )  # fmt: skip


def _media(document: Document, finding: Report) -> Iterator[Finding]:
    for tag in document.body.find_all(MEDIA):
        # What stands inside is shown where nothing plays: on paper.
        if not _has_words(tag, ("alt",)) and not _only_decorates(tag):
            yield finding(
                "media", tag, f"<{tag.name}> leaves nothing on paper",
                f"write into it what it tells and where it plays: <{tag.name} …><a href=\"https://…\">…</a></{tag.name}>",
            )  # fmt: skip


def _is_named(tag: Tag) -> bool:
    """Whether an element has a name of its own (Accessible Name and Description Computation 1.2, 4.3.2)."""
    names = [str(tag.get(name, "")) for name in NAMING]
    if tag.name == "svg":
        names += [child.get_text() for child in tag.find_all("title", recursive=False)]
    root = next(iter([*tag.parents][-1:]), tag)
    names += [
        found.get_text() for key in str(tag.get("aria-labelledby", "")).split() for found in root.find_all(id=key)
    ]
    return any(name.strip() for name in names)


def _only_decorates(tag: Tag) -> bool:
    """Whether the author says that an element has nothing to tell."""
    return tag.get("role") in ARRANGING or any(_is_hidden(around) for around in [tag, *tag.parents])


def _is_hidden(tag: Tag) -> bool:
    return tag.get("aria-hidden") == "true" or tag.get("hidden") is not None


def _has_words(tag: Tag, attributes: Sequence[str]) -> bool:
    """Whether there is something to read in an element: text, or one of these attributes of what is in it."""
    for child in tag.children:
        if isinstance(child, Tag):
            if not _is_hidden(child) and (
                any(str(child.get(name, "")).strip() for name in attributes) or _has_words(child, attributes)
            ):
                return True
        elif isinstance(child, NavigableString) and not isinstance(child, Comment) and child.strip():
            return True
    return False
