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


def entry(msgid: str, *forms: str, plural: str | None = None, obsolete: bool = False, note: str = "") -> Entry:
    return Entry(
        Message(msgid, msgid_plural=plural), "" if plural else forms[0], obsolete=obsolete,
        plurals=forms if plural else (), translator_comments=(note,) if note else (),
    )  # fmt: skip


def merged(wanted: Message, *old: Entry) -> list[Entry]:
    return list(merge(Template("d", (wanted,)), Catalog("d", "en", old))[0].entries)


def test_an_empty_entry_takes_the_text_of_its_obsolete_twin() -> None:
    (found,) = merged(Message("a"), entry("a", ""), entry("a", "B", obsolete=True))
    assert (found.msgstr, found.obsolete) == ("B", False)


def test_an_obsolete_twin_of_a_translated_entry_is_kept() -> None:
    found = merged(Message("a"), entry("a", "A"), entry("a", "B", obsolete=True))
    assert [(item.msgstr, item.obsolete) for item in found] == [("A", False), ("B", True)]


def test_a_half_filled_plural_and_a_comment_that_lost_their_message_are_kept() -> None:
    found = merged(Message("z"), entry("a", "un", "", plural="as"), entry("b", "", note="ask the editor"))
    assert [item.obsolete for item in found] == [False, True, True]


def test_a_message_that_gains_or_loses_its_plural_keeps_its_text_to_be_reviewed() -> None:
    (gained,) = merged(Message("a", msgid_plural="as"), entry("a", "A"))
    assert (gained.msgstr, gained.plurals, gained.fuzzy) == ("", ("A", ""), True)
    (lost,) = merged(Message("a"), entry("a", "A", "AA", plural="as"))
    assert (lost.msgstr, lost.plurals, lost.fuzzy, lost.translator_comments) == ("A", (), True, ("AA",))
