"""A text from outside -> a document of the publication, the review of what an editor should decide, and its page."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from publisher.engines import dictionary, probe
from publisher.engines.answers import Answers
from publisher.engines.language_check import cached_check
from publisher.engines.languagetool import Answer, LanguageToolServer
from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Finding
from publisher.model.question import Question
from publisher.model.review import AUTO, KEEP, Kind, Row
from publisher.ocr import office, reasons, table
from publisher.ocr.importing import Aids, import_text, stem_of
from publisher.ocr.lexicon import Lexicon
from publisher.ocr.review import resolved
from publisher.ocr.values import Imported
from publisher.ocr.words.second import Remark, Voice
from publisher.pipeline.interface import interface_texts
from publisher.pipeline.prose import STAGE, WORDS, profile
from publisher.pipeline.request import Progress
from publisher.reports import import_review
from publisher.workspace import MOST_BYTES, RESERVED, Workspace, sha256

LANGUAGE = "fr"
"""of the texts that are imported, and of whoever reviews them"""
REVIEW = ".review.tsv"
ORIGINALS = "source/originals"
SUFFIXES = (".docx", ".txt")
"""of the originals that are kept: office documents, and everything else"""
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
"""a decision that may go into the list of words"""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files of one import lie."""

    stem: str

    @property
    def source(self) -> str:
        """The draft."""
        return f"source/{self.stem}.md"

    @property
    def review(self) -> str:
        """The table of what is to be decided."""
        return f"source/{self.stem}{REVIEW}"

    @property
    def page(self) -> str:
        """The same table as a page."""
        return f"build/review/{self.stem}.html"

    @property
    def draft(self) -> str:
        """The checksum of the draft as an import wrote it, to know whether an editor has worked in it since."""
        return f"{ORIGINALS}/{self.stem}.sha256"

    def original(self, suffix: str) -> str:
        """Return where the file that was imported is kept."""
        return f"{ORIGINALS}/{self.stem}{suffix}"


@dataclass(frozen=True, slots=True)
class Done:
    """The files an import wrote, or left as they were, and what is in them."""

    places: Places
    words: int
    open: int
    """cases to decide"""
    automatic: int
    """cases that were corrected without asking"""
    findings: tuple[Finding, ...]


def import_file(
    workspace: Workspace,
    file: Path,
    *,
    apply: bool = False,
    replace: bool = False,
    second_voice: bool = False,
    progress: Progress = lambda stage, done, total: None,
) -> Done:
    """Bring a text file into the publication as `source/<stem>.md`, with its review.

    With `apply`, `file` is the reviewed `.review.tsv`: its decisions are replayed on the original, kept at the import
    as `source/originals/<stem>.txt` or `.docx`. Decisions already in the review on disk are kept. A source that is not
    what an import wrote is replaced only when asked: an editor has worked in it. LanguageTool is asked too with
    `second_voice`, or where the review has rows of it already.
    """
    workspace.configuration()  # an import needs a publication to go to
    with workspace.sources_locked():
        given = _read(file)
        places = Places(_stem(file, apply=apply))
        data, name = _original(workspace, places) if apply else (given, str(file))
        before = _before(workspace, places)
        review = before[places.review]
        decisions = _rows(given, str(file)) if apply else () if review is None else _rows(review, places.review)
        _refuse_edited(workspace, places, before, replace=replace)
        lexicon = _lexicon()
        known = dict(_known(workspace, places, lexicon))
        asked = second_voice or any(row.why.startswith(reasons.SECOND_VOICE) for row in decisions)
        aids = Aids(partial(progress, "words"), _languagetool(progress) if asked else None)
        result = import_text(data, name, lexicon, decisions, known, aids)
        _write(workspace, places, data, result, before)
        if apply:
            _learn(workspace, result.review, lexicon)
        open_rows = sum(1 for row in result.review if not row.decision)
        automatic = sum(1 for row in result.review if row.decision == AUTO)
        return Done(places, len(result.markdown.split()), open_rows, automatic, result.findings)


def _languagetool(progress: Progress) -> Voice:
    """Return the second voice: LanguageTool, its answers remembered; raises PublisherError where it cannot be asked."""
    probe.require("languagetool")

    def voice(texts: Sequence[str]) -> dict[str, tuple[Remark, ...]]:
        questions = {Question(profile(LANGUAGE), text): text for text in texts}
        with LanguageToolServer() as server:
            answers = cached_check(questions, server=server, answers=Answers(), on_progress=partial(progress, STAGE))
        for answer in answers.values():
            if isinstance(answer, PublisherError):
                raise answer
        return {questions[item]: _remarks(answer) for item, answer in answers.items()}

    return voice


def _remarks(answer: Answer) -> tuple[Remark, ...]:
    if isinstance(answer, PublisherError):
        return ()
    return tuple(Remark(match.offset, match.offset + match.length, match.replacements) for match in answer)


def _stem(file: Path, *, apply: bool) -> str:
    """Return the name of the document that a file becomes."""
    if apply:
        if not file.name.endswith(REVIEW):
            raise PublisherError(
                "this is not a review",
                code=ExitCode.USAGE,
                file=str(file),
                why=f"its name does not end with {REVIEW}",
                hint=f"publisher import --apply source/NAME{REVIEW}",
            )
        return file.name.removesuffix(REVIEW)
    stem = stem_of(file.name)
    return f"{stem}.ocr" if stem in RESERVED else stem


def _original(workspace: Workspace, places: Places) -> tuple[bytes, str]:
    """Return the bytes and the name of the file that was imported."""
    for suffix in SUFFIXES:
        if workspace.exists(places.original(suffix)):
            return workspace.read(places.original(suffix)), places.original(suffix)
    raise PublisherError(
        "the text of this review is missing",
        code=ExitCode.INPUT,
        file=places.original(SUFFIXES[-1]),
        why="the import keeps it there, and decisions are replayed on it",
        hint="import the file again; the decisions in the review are kept",
    )


def _before(workspace: Workspace, places: Places) -> dict[str, bytes | None]:
    """Return what the files hold that an import writes and a person may work in, None for one that is not there."""
    return {name: workspace.read(name) if workspace.exists(name) else None for name in (places.review, places.source)}


def _refuse_edited(workspace: Workspace, places: Places, before: Mapping[str, bytes | None], *, replace: bool) -> None:
    """Raise `PublisherError` when an editor has worked in the source, and nobody said to replace it."""
    source = before[places.source]
    if not replace and source is not None and sha256(source) not in _checksums(workspace, places):
        raise PublisherError(
            f"{places.source} was edited",
            code=ExitCode.USAGE,
            file=places.source,
            why="an import would replace what was written in it",
            hint="move the edited file away, or give --replace",
        )


def _checksums(workspace: Workspace, places: Places) -> list[str]:
    """Return what imports wrote: one checksum, or two where the last one did not come to its end."""
    text = workspace.read(places.draft).decode("ascii", "replace") if workspace.exists(places.draft) else ""
    return [line.partition(" ")[0] for line in text.splitlines()]


def _lexicon() -> Lexicon:
    found = probe.require("dictionary")
    return dictionary.french(str(found.path))


def _write(
    workspace: Workspace, places: Places, data: bytes, result: Imported, before: Mapping[str, bytes | None]
) -> None:
    """Write the files of an import, where a person did not work in them meanwhile.

    The checksum is there before the draft, beside that of the last one: at every moment it is known whose the draft is.
    """
    suffix, other = SUFFIXES if office.is_office(data) else SUFFIXES[::-1]
    markdown = result.markdown.encode()
    written = table.write(result.review)
    page = import_review.html(result.review, written, places.stem, places.original(suffix), interface_texts(LANGUAGE))
    checksum = f"{sha256(markdown)}  {places.stem}.md\n"
    earlier = (f"{digest}  {places.stem}.md\n" for digest in _checksums(workspace, places))
    files = {
        places.draft: "".join(dict.fromkeys((checksum, *earlier))).encode(),
        places.original(suffix): data,
        places.review: written.encode(),
        places.page: page.encode(),
        places.source: markdown,
    }
    workspace.write_all(files, before)
    workspace.remove(places.original(other))
    workspace.write(places.draft, checksum.encode())


def _known(workspace: Workspace, places: Places, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield what was decided of words in the other imports of the project, and the words of its list.

    What is a word (`a`, `ou`, `la`) may be right in one place and wrong in another: it is decided where it stands.
    """
    for name in workspace.files("source", REVIEW):
        if name != places.review:
            found = _decided(_rows(workspace.read(name), name))
            yield from ((word, decision) for word, decision in found if not lexicon.is_word(word))
    yield from ((word, KEEP) for word in _listed(workspace))


def _decided(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Yield the words that an editor decided for good: the word as read, the decision as the table has it."""
    for row in rows:
        chosen = resolved(row)
        if row.kind is Kind.WORD and chosen is not None:
            yield row.original, KEEP if chosen == row.original else chosen


def _listed(workspace: Workspace) -> frozenset[str]:
    """Return the words of the project's list."""
    text = workspace.text(WORDS) if workspace.exists(WORDS) else ""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)


def _learn(workspace: Workspace, rows: Iterable[Row], lexicon: Lexicon) -> None:
    """Add the words that an editor found right, and no dictionary has, to the word list of the project."""
    text = workspace.text(WORDS) if workspace.exists(WORDS) else ""
    listed = _listed(workspace)
    chosen = {word for row in rows for word in WORD.findall(resolved(row) or "") if row.kind is Kind.WORD}
    new = sorted(word for word in chosen if word not in listed and not lexicon.is_word(word))
    if new:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        workspace.write(WORDS, "".join((start, *(f"{word}\n" for word in new))).encode())


def _rows(data: bytes, file: str) -> tuple[Row, ...]:
    """Return the rows of a review file; PublisherError (input) when it was saved in another encoding."""
    try:
        return table.read(data.decode("utf-8"), file)
    except UnicodeDecodeError as error:
        raise PublisherError(
            "the review is not UTF-8 text",
            code=ExitCode.INPUT,
            file=file,
            line=data.count(b"\n", 0, error.start) + 1,
            hint="save it as UTF-8 text, tab separated",
        ) from error


def _read(file: Path) -> bytes:
    try:
        if file.exists() and not file.is_file():
            raise OSError(errno.EINVAL, "it is not a file")
        if file.stat().st_size > MOST_BYTES:
            raise OSError(errno.EFBIG, f"it is larger than {MOST_BYTES // 1_000_000} MB")
        return file.read_bytes()
    except OSError as error:
        raise PublisherError(
            "the file cannot be read", code=ExitCode.INPUT, file=str(file), why=error.strerror,
            hint="check its name and its rights",
        ) from error  # fmt: skip
