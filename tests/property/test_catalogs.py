"""The laws of catalogs: writing is undone by reading, merging loses nothing and settles at once."""

from __future__ import annotations

from dataclasses import astuple, replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publisher.catalogs.machine_comments import CHANGED, SIMILAR
from publisher.catalogs.memory import memory_of
from publisher.catalogs.merge import Changes, merge
from publisher.catalogs.po import read_catalog, write_catalog
from publisher.model.message import Catalog, Entry, Message, Template
from tests.property import strategies

templates = st.lists(strategies.messages, max_size=6, unique_by=lambda message: message.key).map(
    lambda found: Template("d", tuple(found))
)


def without_lines(catalog: Catalog) -> list[Entry]:
    return [replace(entry, line=None) for entry in catalog.entries]


@given(strategies.catalogs())
def test_a_catalog_survives_its_file(catalog: Catalog) -> None:
    text = write_catalog(catalog)
    read = read_catalog(text.encode(), "d.po", "d", "en")
    assert without_lines(read) == without_lines(catalog)
    assert write_catalog(read) == text


def without_our_lines(message: Message) -> Message:
    return replace(
        message, comments=tuple(line for line in message.comments if not line.startswith((CHANGED, SIMILAR)))
    )


def texts(catalog: Catalog) -> set[str]:
    return {form for entry in catalog.entries for form in (entry.msgstr, *entry.plurals) if form}


def remarks(catalog: Catalog) -> set[str]:
    return {line for entry in catalog.entries for line in entry.translator_comments}


@given(templates, strategies.catalogs())
def test_merging_twice_is_merging_once(template: Template, old: Catalog) -> None:
    once, _ = merge(template, old)
    twice, changes = merge(template, once)
    assert write_catalog(twice) == write_catalog(once)
    assert changes == Changes(kept=len(template.messages))


@given(templates, strategies.catalogs())
def test_nothing_a_translator_wrote_is_lost(template: Template, old: Catalog) -> None:
    merged, _ = merge(template, old)
    assert texts(old) <= texts(merged)
    assert remarks(old) <= remarks(merged)


@given(templates, strategies.catalogs())
def test_a_merged_catalog_has_the_messages_of_its_template_in_order(template: Template, old: Catalog) -> None:
    merged, changes = merge(template, old)
    assert tuple(without_our_lines(entry.message) for entry in merged.live) == template.messages
    assert sum(astuple(changes)) - changes.gone == len(template.messages)


@given(templates, strategies.catalogs())
def test_a_merge_leaves_the_header_alone(template: Template, old: Catalog) -> None:
    merged, _ = merge(template, old)
    assert (merged.headers, merged.header_comments) == (old.headers, old.header_comments)


@given(strategies.catalogs())
def test_what_left_and_comes_back_is_as_it_was(catalog: Catalog) -> None:
    template = Template("d", tuple(entry.message for entry in catalog.entries))
    gone, _ = merge(Template("d", ()), catalog)
    back, _ = merge(template, gone)
    translated = [entry for entry in catalog.entries if entry.msgstr]
    for entry in translated:
        again = back.entry(entry.message.key)
        assert again is not None
        assert (again.msgstr, again.fuzzy) == (entry.msgstr, entry.fuzzy)


@given(templates, strategies.catalogs(), strategies.messages, st.integers(0, 6))
def test_a_message_that_is_inserted_changes_its_own_entry_only(
    template: Template, old: Catalog, message: Message, at: int
) -> None:
    before, _ = merge(template, old)
    messages = [known for known in template.messages if known.key != message.key]
    assume(len(messages) == len(template.messages))
    after, _ = merge(replace(template, messages=(*messages[:at], message, *messages[at:])), before)
    assert [entry for entry in after.live if entry.message.key != message.key] == list(before.live)


NOUNS = "bureau village rapport médecin visite équipe pays mission école fleuve marché récit lettre conseil".split()
VERBS = "ouvre soigne raconte prépare visite traverse rejoint appelle quitte finance protège observe".split()


class Writing:
    """Two documents an author edits at random, and their catalogs, in which a translator writes at random."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.documents: dict[str, list[str]] = {"a": [], "b": []}
        self.catalogs = {name: Catalog(name, "en", (), (("Language", "en"),)) for name in self.documents}
        self.seen: list[list[str]] = []
        self.texts: set[str] = set()
        self.remarks: set[str] = set()
        self.number = 0

    def sentence(self) -> str:
        names = self.random.choices(NOUNS, k=4)
        return f"Le {names[0]} {self.random.choice(VERBS)} le {names[1]} du {names[2]}, puis le {names[3]}."

    def place(self, document: list[str]) -> int:
        return self.random.randrange(len(document))

    def insert(self, document: list[str]) -> None:
        document.insert(self.place([*document, ""]), self.sentence())

    def delete(self, document: list[str]) -> None:
        del document[self.place(document)]

    def change(self, document: list[str]) -> None:
        at = self.place(document)
        words = document[at].split()
        words[self.place(words)] = self.random.choice(["grand", "15", "«\u00a0nord\u00a0»", "<em>sud</em>", "l’est"])
        document[at] = " ".join(words)

    def respell(self, document: list[str]) -> None:
        at = self.place(document)
        document[at] = document[at].replace(", puis", " – puis").replace("\u00a0", " ").replace("’", "'")

    def move(self, document: list[str]) -> None:
        text = document.pop(self.place(document))
        other = self.random.choice(list(self.documents.values()))
        other.insert(self.place([*other, ""]), text)

    def split(self, document: list[str]) -> None:
        at = self.place(document)
        head, comma, tail = document[at].partition(", ")
        document[at : at + 1] = [head + ".", tail] if comma else [head]

    def join(self, document: list[str]) -> None:
        at = self.place(document)
        document[at : at + 2] = [" ".join(document[at : at + 2])]

    def swap(self, document: list[str]) -> None:
        one, other = self.place(document), self.place(document)
        document[one], document[other] = document[other], document[one]

    def revert(self, document: list[str]) -> None:
        document[:] = self.random.choice(self.seen)

    def translate(self, entry: Entry) -> Entry:
        self.number += 1
        self.texts = self.texts - {entry.msgstr} | {f"text {self.number}"}
        return replace(entry, msgstr=f"text {self.number}", fuzzy=self.random.random() < 0.2, previous_msgid=None)

    def review(self, entry: Entry) -> Entry:
        return replace(entry, fuzzy=False, previous_msgid=None, previous_msgctxt=None)

    def remark(self, entry: Entry) -> Entry:
        self.number += 1
        self.remarks.add(f"remark {self.number}")
        return replace(entry, translator_comments=(*entry.translator_comments, f"remark {self.number}"))

    def author(self) -> None:
        document = self.random.choice(list(self.documents.values()))
        edits = [self.change, self.respell, self.move, self.split, self.join, self.swap, self.revert, self.delete]
        self.random.choice([self.insert, self.insert, self.insert, *edits] if document else [self.insert])(document)
        self.seen.append(list(document))

    def translator(self) -> None:
        name = self.random.choice(list(self.catalogs))
        entries = list(self.catalogs[name].entries)
        live = [number for number, entry in enumerate(entries) if not entry.obsolete]
        for number in self.random.sample(live, min(len(live), 2)):
            work = [self.translate, *([self.review, self.remark] if entries[number].msgstr else [])]
            entries[number] = self.random.choice(work)(entries[number])
        self.catalogs[name] = replace(self.catalogs[name], entries=tuple(entries))

    def templates(self) -> list[Template]:
        return [
            Template(name, tuple(Message(text) for text in dict.fromkeys(document)))
            for name, document in self.documents.items()
        ]

    def update(self) -> str:
        """Merge both templates, through the files; return the text of both."""
        old = [(template, self.catalogs[template.domain]) for template in self.templates()]
        memory = memory_of(old)
        written = {template.domain: write_catalog(merge(template, catalog, memory)[0]) for template, catalog in old}
        self.catalogs = {name: read_catalog(text.encode(), name, name, "en") for name, text in written.items()}
        return "".join(written.values())


@settings(max_examples=5)
@given(st.integers(0, 2**32))
def test_two_hundred_rounds_of_edits_lose_nothing_and_settle_at_once(seed: int) -> None:
    writing = Writing(seed)
    for _ in range(200):
        writing.author()
        once = writing.update()
        assert writing.update() == once
        for template in writing.templates():
            catalog = writing.catalogs[template.domain]
            assert tuple(without_our_lines(entry.message) for entry in catalog.live) == template.messages
            assert len({entry.message.key for entry in catalog.entries}) == len(catalog.entries)
        assert writing.texts <= set().union(*map(texts, writing.catalogs.values()))
        assert writing.remarks <= set().union(*map(remarks, writing.catalogs.values()))
        writing.translator()
