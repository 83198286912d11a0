"""Messages, templates and catalogs, in gettext's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Where a message stands: a source file and the id of the block (not its line, so that diffs stay quiet)."""

    file: str
    id: str

    def __str__(self) -> str:
        return f"{self.file}:{self.id}"


@dataclass(frozen=True, slots=True)
class Message:
    """One unit of translation: a block's text in the inline notation, or the text of an attribute."""

    msgid: str
    msgctxt: str | None = None
    comments: tuple[str, ...] = ()
    """extracted comments (`#.`), a line each"""
    references: tuple[Reference, ...] = ()
    flags: tuple[str, ...] = ()
    msgid_plural: str | None = None
    kept: tuple[str, ...] = field(default=(), compare=False)
    """tags of `msgid` whose text stays as it is; known in a template only"""
    foreign: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """tags whose text is in another language, with that language; known in a template only"""
    language: str | None = field(default=None, compare=False)
    """of the whole text, where its author gives it one of its own; known in a template only"""

    @property
    def key(self) -> tuple[str | None, str]:
        """What identifies a message within its domain."""
        return self.msgctxt, self.msgid


@dataclass(frozen=True, slots=True)
class Template:
    """The messages of one domain in reading order, keys distinct."""

    domain: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How an entry stood in its file, beside what it said: what still says the same is written as it stood."""

    lines: tuple[str, ...]
    """blank lines and comments; what the message was before; msgctxt to msgid_plural; msgstr"""
    stated: tuple[object, ...]
    """the values each of them was read from"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with what a translator made of it."""

    message: Message
    msgstr: str = ""
    fuzzy: bool = False
    obsolete: bool = False
    previous_msgid: str | None = None
    """what the fuzzy translation was a translation of (`#|`)"""
    previous_msgctxt: str | None = None
    translator_comments: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    """the forms of a message with a plural, `msgstr[0]` first; `msgstr` is empty then"""
    line: int | None = None
    """line of the entry's first keyword in its file, when it was read from one"""
    previous_msgid_plural: str | None = None
    layout: Layout | None = field(default=None, compare=False, repr=False)

    @property
    def is_translated(self) -> bool:
        """Whether the translation may be published: there, reviewed, and still in use."""
        return self.has_text and not self.fuzzy and not self.obsolete

    @property
    def has_text(self) -> bool:
        """Whether a translator wrote anything: the one form, or every plural form."""
        return all(form.strip() for form in self.plurals) if self.plurals else bool(self.msgstr.strip())

    @property
    def has_work(self) -> bool:
        """Whether there is anything of a translator's to keep: some text, or a comment."""
        return any(form.strip() for form in (self.msgstr, *self.plurals)) or bool(self.translator_comments)


@dataclass(frozen=True, slots=True)
class Catalog:
    """One domain in one language; live entries in the template's order, then the obsolete ones."""

    domain: str
    language: str
    entries: tuple[Entry, ...]
    headers: tuple[tuple[str, str], ...] = ()
    """header fields in the order of the file"""
    header_comments: tuple[str, ...] = ()
    file: str | None = None
    footer: str = ""
    """comments after the last entry, as they stand in the file"""
    header: Entry | None = field(default=None, compare=False, repr=False)
    """the header as it stood in the file, for its flags and layout; fields and comments are above"""
    _index: dict[tuple[str | None, str], Entry] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.entries:
            if not entry.obsolete:
                self._index.setdefault(entry.message.key, entry)

    def entry(self, key: tuple[str | None, str]) -> Entry | None:
        """Return the live entry of a key, None when there is none."""
        return self._index.get(key)

    @property
    def live(self) -> Iterator[Entry]:
        """The entries that are not obsolete."""
        return (entry for entry in self.entries if not entry.obsolete)
