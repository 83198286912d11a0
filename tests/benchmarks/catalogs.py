"""Catalogs and their next templates, with the truth about what became of every message.

A folder or file of real `.po` files, named by PUBLISHER_BENCH_PO, takes the place of the generated texts.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import polib

from tests.benchmarks import prose
from tests.benchmarks.cost import FailedError, NotMeasuredError, cost, peer

REAL = os.environ.get("PUBLISHER_BENCH_PO")
PER_CHAPTER = 40
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
)
MIN_WORDS = 3
"""a label of one or two words that changes is another label: nobody could tell where it came from"""
SHARES = (0.2, 0.45)

Edit = Callable[[Random, str], str]


@dataclass(frozen=True, slots=True)
class Update:
    """A catalog, the template that follows it, and what is true of the two."""

    old: Path
    new: Path
    truth: dict[str, str]
    """the translation a changed message had, by its new msgid"""
    added: frozenset[str]
    """msgids that come from nowhere"""


@dataclass(frozen=True, slots=True)
class Score:
    """What a merge guessed, in messages."""

    right: int = 0
    wrong: int = 0
    changed: int = 0
    false: int = 0
    """new messages that were given an old translation"""
    added: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.wrong + other.wrong,
            self.changed + other.changed,
            self.false + other.false,
            self.added + other.added,
        )


def reworded(random: Random, text: str) -> str:
    """Return a text with one word, a fifth or nearly half of its words replaced, or its second half cut."""
    words = text.split(" ")
    free = [place for place, word in enumerate(words) if "<" not in word]
    kind = random.randrange(6)
    if kind == 5:
        kept = len(words) - round(SHARES[1] * len(words))
        return " ".join(word for place, word in enumerate(words) if place < kept or "<" in word)
    count = 1 if kind < 2 else max(1, round(SHARES[kind > 3] * len(words)))
    for place in random.sample(free, min(count, len(free))):
        words[place] = prose.word(random)
    return " ".join(words)


def touched(random: Random, text: str) -> str:
    """Return a text with two words inserted."""
    words = text.split(" ")
    for _ in range(2):
        words.insert(random.randrange(1, len(words) + 1), prose.word(random))
    return " ".join(words)


def update(folder: Path, entries: int, seed: int, edit: Edit, changed: float, added: float = 0.0) -> Update:
    """Write a catalog of so many entries and a template where shares of them are changed and added.

    Half of what is added stands in the place of a message that left: the hardest case, for the place says that it was
    changed. gettext lays both files out, as translators' files are. The same seed gives the same files.
    """
    random = Random(seed)
    count = round(entries * added)
    pairs = _texts(random, entries + count)
    rows, fresh = pairs[:entries], [msgid for msgid, _ in pairs[entries:]]
    long = [place for place, (msgid, _) in enumerate(rows) if len(msgid.split()) >= MIN_WORDS]
    msgids, truth = [msgid for msgid, _ in rows], {}
    taken = {msgid for msgid, _ in pairs}
    for place in random.sample(long, round(entries * changed)):
        msgid = edit(random, msgids[place])
        if msgid not in taken:
            taken.add(msgid)
            msgids[place], truth[msgid] = msgid, rows[place][1]
    untouched = [place for place, (msgid, _) in enumerate(rows) if msgids[place] == msgid]
    for place, msgid in zip(random.sample(untouched, count // 2), fresh, strict=False):
        msgids[place] = msgid
    for msgid in fresh[count // 2 :]:
        msgids.insert(random.randrange(len(msgids) + 1), msgid)
    return Update(
        _laid_out(folder / f"old-{seed}.po", rows),
        _laid_out(folder / f"new-{seed}.pot", ((msgid, "") for msgid in msgids)),
        truth,
        frozenset(fresh),
    )


def score(result: Path, made: Update) -> Score:
    """Return how well a merged catalog, read by polib, agrees with the truth; FailedError when messages are lost."""
    guesses = {entry.msgid: entry.msgstr for entry in polib.pofile(str(result)) if not entry.obsolete}
    if lost := (made.truth.keys() | made.added) - guesses.keys():
        raise FailedError(f"{result.name} lacks {len(lost)} messages of its template")
    answers = [(guesses[msgid], truth) for msgid, truth in made.truth.items()]
    return Score(
        right=sum(guess == truth for guess, truth in answers),
        wrong=sum(guess not in ("", truth) for guess, truth in answers),
        changed=len(answers),
        false=sum(bool(guesses[msgid]) for msgid in made.added),
        added=len(made.added),
    )


def same(one: Path, other: Path) -> bool:
    """Whether two catalogs hold the same messages and translations, read by polib."""
    rows, others = ([(entry.msgid, entry.msgstr) for entry in polib.pofile(str(file))] for file in (one, other))
    return rows == others


def _texts(random: Random, count: int) -> list[tuple[str, str]]:
    """Return so many distinct messages and their translations."""
    if REAL:
        known = _real(Path(REAL))
        if len(known) < count:
            raise NotMeasuredError(f"PUBLISHER_BENCH_PO holds {len(known)} translated messages, {count} are needed")
        return random.sample(known, count)
    made: dict[str, str] = {}
    while len(made) < count:
        msgid = prose.message(random, prose.length(random))
        made[msgid] = prose.translated(msgid)
    return list(made.items())


def _real(path: Path) -> list[tuple[str, str]]:
    files = sorted(path.rglob("*.po")) if path.is_dir() else [path]
    entries = (entry for file in files for entry in polib.pofile(str(file)))
    return list({entry.msgid: entry.msgstr for entry in entries if entry.translated() and entry.msgstr}.items())


def _laid_out(file: Path, rows: Iterable[tuple[str, str]]) -> Path:
    """Write a PO file as gettext lays it out and return its path."""
    entries = (
        f"\n#: chapitre-{place // PER_CHAPTER:03}.md:{place % PER_CHAPTER * 3 + 1}\n"
        f"msgid {_quoted(msgid)}\nmsgstr {_quoted(msgstr)}\n"
        for place, (msgid, msgstr) in enumerate(rows)
    )
    raw = file.with_suffix(".raw.po")
    raw.write_text(HEADER + "".join(entries), "utf-8")
    cost([peer("msgcat"), str(raw), "-o", str(file)], file.parent)
    return file


def _quoted(text: str) -> str:
    return '"' + polib.escape(text) + '"'
