"""Front matter of a Markdown source: a small, strict part of YAML, read into the head of the document.

Read are `key: text`, quoted or folded text, and lists, in brackets or one item a line. What this cannot read is said
in a finding and stays where it is; there are no aliases, tags or types.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4.element import NavigableString, Tag

from publisher.model.document import text_of
from publisher.model.finding import Finding, Level
from publisher.readers.head import head_of
from publisher.readers.marks import without_towers

BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
ENTRY = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(.*))?")
COMMENT = re.compile(r"(?:^|[ \t])#.*")
ITEM = re.compile(r"""[ \t]*+("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,"'\[\]{} \t][^,\[\]{}]*+)?[ \t]*+(?:,|$)""")
REFUSED = "&*!|>%@`{}[]\"'"
"""signs that begin what is not a plain text"""
MEANINGS = {
    "title": "title", "description": "description", "summary": "description", "abstract": "description",
    "author": "author", "authors": "author", "keywords": "keywords", "tags": "keywords",
    "lang": "lang", "language": "lang",
}  # fmt: skip


class UnreadableError(Exception):
    """The value is not of the part of YAML we read."""


@dataclass(frozen=True, slots=True)
class Value:
    """The texts of a key, one unless it is a list, and the line of the key."""

    texts: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What an author said of a document before its text."""

    values: dict[str, Value]
    """by meaning: title, description, author, keywords"""
    findings: tuple[Finding, ...] = ()

    def put_into(self, body: Tag) -> Tag:
        """Return the head of the document; a title heads the body, in place, where nothing else does."""
        title = self.values.get("title")
        heading = body.find("h1")
        if title and heading is None:
            heading = Tag(name="h1", sourceline=title.line)
            heading.append(NavigableString(title.texts[0]))
            body.insert(0, heading)
        is_said = title and isinstance(heading, Tag) and text_of(heading) == title.texts[0]
        rows = [(name, ", ".join(value.texts), value.line) for name, value in self.values.items()]
        return head_of(row for row in rows if not (row[0] == "title" and is_said))


def front_matter(text: str, file: str, language: str) -> tuple[FrontMatter, str]:
    """Return the front matter of a text, and the text with blank lines in its place, so that lines stay.

    Where a line cannot be read at all, the text stays as it is.
    """
    block = BLOCK.match(text)
    lines = block[1].split("\n")[:-1] if block else []
    first = next((line for line in lines if COMMENT.sub("", line).strip()), "")
    if block is None or not ENTRY.fullmatch(first):
        return FrontMatter({}), text  # a rule between paragraphs
    entries, bad_line = _entries(lines)
    if bad_line:
        message = "this line of the front matter is not “key: text”: all of it is read as part of the text"
        return FrontMatter({}, (_finding(message, bad_line, file, Level.ERROR),)), text
    reading = _Reading(file, language, {}, [])
    for key, (line, value) in entries:
        reading.take(key, line, value)
    blank = "\n" * text.count("\n", 0, block.end())
    return FrontMatter(reading.values, tuple(reading.findings)), blank + text[block.end() :]


def _entries(lines: list[str]) -> tuple[list[tuple[str, tuple[int, list[str]]]], int | None]:
    """Return each key with its line and the lines of its value, or the first line that is neither."""
    entries: list[tuple[str, tuple[int, list[str]]]] = []
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.startswith("#"):
            if entries:
                entries[-1][1][1].append("")
        elif line[0] in " -" and entries:
            entries[-1][1][1].append(line)
        elif match := ENTRY.fullmatch(line):
            entries.append((match[1], (number, [match[2] or ""])))
        else:
            return [], number
    return entries, None


@dataclass(frozen=True, slots=True)
class _Reading:
    file: str
    language: str
    values: dict[str, Value]
    findings: list[Finding]

    def take(self, key: str, line: int, written: list[str]) -> None:
        """Put the value of a key where it belongs, or say why it has no place."""
        meaning = MEANINGS.get(key.lower())
        whole = " ".join(" ".join(written).split())
        try:
            texts = tuple(without_towers(text) for text in _texts(written) if text) if meaning else ()
        except UnreadableError:
            self.say(f"the value of “{key}” cannot be read: {whole}", line, Level.ERROR)
            return
        if meaning == "lang":
            self.compare(texts, line)
        elif meaning is None or meaning in self.values:
            self.say(f"“{key}” of the front matter is not used: {whole}", line, Level.NOTE)
        elif texts:
            joined = (" ".join(texts),) if meaning in ("title", "description") else texts
            self.values[meaning] = Value(joined, line)

    def compare(self, texts: tuple[str, ...], line: int) -> None:
        said = "".join(texts).replace("_", "-").lower()
        if said.partition("-")[0] not in ("", self.language.partition("-")[0].lower()):
            self.say(f"the text says it is in “{said}”, the publication in “{self.language}”", line, Level.WARNING)

    def say(self, message: str, line: int, level: Level) -> None:
        self.findings.append(_finding(message, line, self.file, level))


def _finding(message: str, line: int, file: str, level: Level) -> Finding:
    return Finding(
        "document/front-matter", message, level, file=file, line=line,
        hint="keys that are read: " + ", ".join(MEANINGS),
    )  # fmt: skip


def _texts(written: list[str]) -> Iterator[str]:
    """Yield the text of a value, or the texts of a list."""
    first, *rest = written
    if COMMENT.sub("", first).strip() == "" and any(line.strip().startswith("- ") for line in rest):
        yield from (_scalar(item) for item in _items(rest))
    elif first.startswith("["):
        yield from _bracketed(" ".join(line.strip() for line in written))
    elif re.fullmatch(r"[|>][-+]?", COMMENT.sub("", first).strip()):
        yield " ".join(" ".join(rest).split())
    else:
        yield _scalar(" ".join(line.strip() for line in written))


def _items(lines: list[str]) -> Iterator[str]:
    """Yield the items of a list, one after each dash."""
    item: list[str] = []
    for line in lines:
        dashed = line.strip()
        if dashed == "-" or dashed.startswith("- "):
            if item:
                yield " ".join(item)
            item = [dashed[1:].strip()]
        elif dashed:
            item.append(dashed)
    yield " ".join(item)


def _bracketed(text: str) -> Iterator[str]:
    """Yield the items of `[a, "b, c"]`."""
    inner = re.fullmatch(r"\[(.*)\](?:[ \t]+#.*)?[ \t]*", text)
    position, content = 0, inner[1].strip() if inner else ""
    if inner is None:
        raise UnreadableError
    while position < len(content):
        match = ITEM.match(content, position)
        if match is None:
            raise UnreadableError
        yield _scalar(match[1] or "")
        position = match.end()


def _scalar(text: str) -> str:
    """Return a text, quotes and a comment at its end taken off."""
    text = text.strip()
    if quoted := re.fullmatch(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?:[ \t]+#.*)?""", text):
        return _unquoted(quoted[1])
    if text[:1] in REFUSED and text:
        raise UnreadableError
    return " ".join(COMMENT.sub("", text).split())


def _unquoted(text: str) -> str:
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    try:
        return " ".join(str(json.loads(text, strict=False)).split())
    except ValueError as error:
        raise UnreadableError from error
