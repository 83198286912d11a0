"""Merging: what a translator expects to find after the source changed."""

from __future__ import annotations

from publisher.catalogs.merge import Changes, merge
from publisher.model.message import Catalog, Entry, Message, Template


def template(*msgids: str) -> Template:
    return Template("d", tuple(Message(msgid) for msgid in msgids))


def catalog(**translations: str) -> Catalog:
    return Catalog("d", "en", tuple(Entry(Message(key.replace("_", " ")), text) for key, text in translations.items()))


def test_a_changed_message_is_guessed_marked_and_says_what_it_was() -> None:
    merged, changes = merge(template("Le rapport annuel de 2020"), catalog(Le_rapport_annuel_de_2019="Report"))
    (entry,) = merged.entries
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Report", True, "Le rapport annuel de 2019")
    assert changes == Changes(new=0, changed=1, gone=1, kept=0)


def test_a_new_message_unlike_any_other_is_left_empty() -> None:
    merged, changes = merge(template("Tout autre chose"), catalog(Le_rapport_annuel="Report"))
    assert merged.entries[0].msgstr == ""
    assert changes.new == 1
    assert [(entry.msgstr, entry.obsolete) for entry in merged.entries[1:]] == [("Report", True)]


def test_a_message_still_in_use_is_never_the_source_of_a_guess() -> None:
    merged, _ = merge(template("Le rapport annuel", "Le rapport annuel !"), catalog(Le_rapport_annuel="Report"))
    assert [entry.msgstr for entry in merged.entries] == ["Report", ""]


def test_a_guess_that_was_never_reviewed_remembers_the_first_source() -> None:
    once, _ = merge(template("Le rapport annuel de 2020"), catalog(Le_rapport_annuel_de_2019="Report"))
    twice, _ = merge(template("Le rapport annuel de 2021"), once)
    assert twice.entries[0].previous_msgid == "Le rapport annuel de 2019"


def test_the_order_is_that_of_the_template() -> None:
    merged, _ = merge(template("b", "a"), catalog(a="A", b="B"))
    assert [entry.msgstr for entry in merged.entries] == ["B", "A"]
