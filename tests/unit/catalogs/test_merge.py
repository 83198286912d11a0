"""Merging: what a translator expects to find after the source changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.catalogs.machine_comments import CHANGED, SIMILAR
from publisher.catalogs.memory import memory_of
from publisher.catalogs.merge import Changes, merge
from publisher.model.message import Catalog, Entry, Message, Template

OFFICE = "Le bureau ouvre ses portes à neuf heures."
TEAMS = "Nos équipes soignent les malades dans quinze pays."
MISSION = "Chaque mission commence par une visite du village."


def template(*msgids: str | Message, domain: str = "d") -> Template:
    return Template(domain, tuple(item if isinstance(item, Message) else Message(item) for item in msgids))


def catalog(*entries: Entry, domain: str = "d") -> Catalog:
    return Catalog(domain, "en", entries)


def entry(msgid: str, *forms: str, plural: str | None = None, obsolete: bool = False, note: str = "") -> Entry:
    return Entry(
        Message(msgid, msgid_plural=plural), "" if plural else forms[0], obsolete=obsolete,
        plurals=forms if plural else (), translator_comments=(note,) if note else (),
    )  # fmt: skip


def merged(wanted: str | Message, *old: Entry) -> list[Entry]:
    return list(merge(template(wanted), catalog(*old))[0].entries)


def live(template: Template, *old: Entry) -> list[Entry]:
    return list(merge(template, catalog(*old))[0].live)


def test_the_order_is_that_of_the_template() -> None:
    found = live(template("b", "a"), entry("a", "A"), entry("b", "B"))
    assert [item.msgstr for item in found] == ["B", "A"]


# The same text


def test_an_empty_entry_takes_the_text_of_its_obsolete_twin() -> None:
    (found,) = merged("a", entry("a", ""), entry("a", "B", obsolete=True))
    assert (found.msgstr, found.obsolete) == ("B", False)


def test_of_two_entries_of_one_message_there_is_one_and_what_the_other_says_is_a_comment() -> None:
    twins = (entry("a", "A", note="one"), entry("a", "B\nC", obsolete=True, note="two"), entry("a", "A", obsolete=True))
    for wanted in ("a", "z"):
        found = next(item for item in merged(wanted, *twins) if item.message.msgid == "a")
        assert (found.msgstr, found.translator_comments) == ("A", ("one", "two", "B", "C"))
    assert len(merged("a", *twins)) == 1


def test_a_half_filled_plural_and_a_comment_that_lost_their_message_are_kept() -> None:
    found = merged("z", entry("a", "un", "", plural="as"), entry("b", "", note="ask the editor"))
    assert [item.obsolete for item in found] == [False, True, True]


def test_a_message_that_gains_or_loses_its_plural_keeps_its_text_to_be_reviewed() -> None:
    (gained,) = merged(Message("a", msgid_plural="as"), entry("a", "A"))
    assert (gained.msgstr, gained.plurals, gained.fuzzy) == ("", ("A", ""), True)
    (lost,) = merged("a", entry("a", "A", "AA", plural="as"))
    assert (lost.msgstr, lost.plurals, lost.fuzzy, lost.translator_comments) == ("A", (), True, ("AA",))


def test_the_same_text_of_another_kind_takes_the_translation_over() -> None:
    found = live(template("Plan", Message("Plan", "alt")), entry("Plan", "Map"))
    assert [(item.msgstr, item.fuzzy) for item in found] == [("Map", False), ("Map", False)]


def test_the_same_text_in_a_context_of_the_author_is_to_be_reviewed() -> None:
    (_, found) = live(template("Plan", Message("Plan", "budget")), entry("Plan", "Map"))
    assert (found.msgstr, found.fuzzy) == ("Map", True)


@pytest.mark.parametrize(
    "respelled",
    [
        "L'équipe « nord » : 10 000 repas...",
        "L’équipe “nord”\u00a0: 10\u202f000 repas…",
        "L’équipe «\u202fnord\u202f»\u00a0: 10000 repas…",
        "L’équipe\u00a0«\u00a0nord\u00a0»: 10\u00a0000  repas…",
    ],
)
def test_a_text_in_another_typography_keeps_its_translation(respelled: str) -> None:
    (found,) = merged(respelled, entry("L’équipe « nord » : 10 000 repas…", "The north team"))
    assert (found.message.msgid, found.msgstr, found.fuzzy) == (respelled, "The north team", False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Dans 15 pays", "Dans 18 pays"),
        ("De 10 - 15 jours", "De 1015 jours"),
        ("Les lots 1 2 sont prêts", "Les lots 12 sont prêts"),
        ("Un <em>beau</em> pays", "Un <strong>beau</strong> pays"),
        ("Il a parlé", "Il a parle"),
    ],
)
def test_another_letter_digit_or_tag_is_a_change(old: str, new: str) -> None:
    assert merged(new, entry(old, "Text"))[0].fuzzy


# Other catalogs of the language


def elsewhere(message: Message, *others: Entry, wanted: tuple[str, ...] = ()) -> Entry:
    own = (template(message), catalog())
    catalogs = [
        (template(*wanted, domain=f"other-{number}"), catalog(other, domain=f"other-{number}"))
        for number, other in enumerate(others)
    ]
    (found,) = merge(*own, memory_of([own, *catalogs]))[0].live
    return found


@pytest.mark.parametrize("wanted", [(), (TEAMS,)])
def test_a_text_that_left_or_stands_in_another_document_brings_its_translation(wanted: tuple[str, ...]) -> None:
    found = elsewhere(Message(TEAMS), entry(TEAMS, "Our teams", note="checked"), wanted=wanted)
    assert (found.msgstr, found.fuzzy, found.translator_comments) == ("Our teams", False, ("checked",))


def test_documents_that_disagree_give_a_guess() -> None:
    found = elsewhere(Message(TEAMS), entry(TEAMS, "Our teams"), entry(TEAMS, "Our crews"))
    assert (found.msgstr, found.fuzzy) == ("Our teams", True)


def test_a_reviewed_translation_goes_before_a_guess() -> None:
    found = elsewhere(Message(TEAMS), replace(entry(TEAMS, "Teams?"), fuzzy=True), entry(TEAMS, "Our teams"))
    assert (found.msgstr, found.fuzzy) == ("Our teams", False)


def test_a_text_that_changed_while_it_moved_is_guessed() -> None:
    found = elsewhere(Message(TEAMS.replace("quinze", "vingt")), entry(TEAMS, "Our teams"))
    assert (found.msgstr, found.fuzzy, found.previous_msgid) == ("Our teams", True, TEAMS)


# Changed texts


def test_a_changed_message_is_guessed_marked_and_says_what_it_was() -> None:
    result, changes = merge(template(TEAMS.replace("quinze", "vingt")), catalog(entry(TEAMS, "Our teams")))
    (found,) = result.live
    assert (found.msgstr, found.fuzzy, found.previous_msgid) == ("Our teams", True, TEAMS)
    assert found.message.comments[-1].startswith(CHANGED)
    assert changes == Changes(changed=1)


def test_a_reviewed_translation_that_became_a_guess_is_back_when_its_text_is() -> None:
    before = catalog(entry(TEAMS, "Our teams"))
    changed, _ = merge(template(TEAMS.replace("quinze", "vingt")), before)
    assert merge(template(TEAMS), changed)[0] == before


def test_a_guess_of_which_the_translator_changed_the_text_is_never_dropped() -> None:
    changed, _ = merge(template(TEAMS.replace("quinze", "vingt")), catalog(entry(TEAMS, "Our teams")))
    worked = replace(changed, entries=(replace(changed.entries[0], msgstr="Our 20 teams"), *changed.entries[1:]))
    back, _ = merge(template(TEAMS), worked)
    assert [(item.msgstr, item.obsolete) for item in back.entries] == [("Our teams", False), ("Our 20 teams", True)]


def test_a_guess_that_was_never_reviewed_remembers_the_first_source() -> None:
    once, _ = merge(template(TEAMS.replace("quinze", "vingt")), catalog(entry(TEAMS, "Our teams")))
    twice, _ = merge(template(TEAMS.replace("quinze", "trente")), once)
    assert next(twice.live).previous_msgid == TEAMS


def test_a_reviewed_guess_says_nothing_of_its_past() -> None:
    changed = template(TEAMS.replace("quinze", "vingt"))
    once, _ = merge(changed, catalog(entry(TEAMS, "Our teams")))
    reviewed = tuple(replace(item, fuzzy=False, previous_msgid=None) for item in once.entries)
    again, _ = merge(changed, replace(once, entries=reviewed))
    assert next(again.live).message == changed.messages[0]


@pytest.mark.parametrize(
    ("old", "new"), [("Nord", "Sud"), ("194", "1 200"), ("Oui", "Non"), ("Tout autre chose", "Le rapport annuel")]
)
def test_a_message_unlike_any_other_is_left_empty(old: str, new: str) -> None:
    found = merged(new, entry(old, "Text"))
    assert [(item.msgstr, item.obsolete) for item in found] == [("", False), ("Text", True)]


def test_a_message_still_in_use_is_never_the_source_of_a_guess_but_is_shown() -> None:
    found = live(template(TEAMS, TEAMS.replace("quinze", "vingt")), entry(TEAMS, "Our teams"))
    assert [item.msgstr for item in found] == ["Our teams", ""]
    assert found[1].message.comments[-1].startswith(SIMILAR)


def test_what_is_similar_is_shown_until_there_is_a_translation() -> None:
    wanted = template(TEAMS, TEAMS.replace("quinze", "vingt"))
    once, _ = merge(wanted, catalog(entry(TEAMS, "Our teams")))
    assert merge(wanted, once)[0] == once
    known, empty = once.entries
    translated, _ = merge(wanted, replace(once, entries=(known, replace(empty, msgstr="Text"))))
    assert [item.message for item in translated.live] == list(wanted.messages)


def test_of_two_texts_alike_the_one_in_the_right_place_is_taken() -> None:
    lines = [f"Le camp {name} reçoit trois repas par jour." for name in ("nord", "sud", "est")]
    old = [entry(OFFICE, "Office"), entry(lines[0], "North"), entry(MISSION, "Mission"), entry(lines[1], "South")]
    found = live(template(OFFICE, MISSION, lines[2]), *old)
    assert [item.msgstr for item in found] == ["Office", "Mission", "South"]


def test_the_best_pair_goes_first_whatever_the_order() -> None:
    far, near = TEAMS.replace("quinze pays", "vingt villes"), TEAMS.replace("quinze", "vingt")
    found = live(template(far, near), entry(TEAMS, "Our teams"))
    assert [item.msgstr for item in found] == ["", "Our teams"]


def test_a_paragraph_that_is_split_is_a_guess_on_each_part_and_is_kept() -> None:
    result, changes = merge(template(OFFICE, TEAMS), catalog(entry(f"{OFFICE} {TEAMS}", "Both")))
    assert [(item.msgstr, item.fuzzy, item.obsolete) for item in result.entries] == [
        ("Both", True, False), ("Both", True, False), ("Both", False, True),
    ]  # fmt: skip
    assert changes == Changes(split=2)


def test_paragraphs_that_are_joined_are_a_guess_of_both_and_are_kept() -> None:
    both = catalog(entry(OFFICE, "Office."), entry(TEAMS, "Teams."))
    result, changes = merge(template(f"{OFFICE} {TEAMS}"), both)
    assert [(item.msgstr, item.fuzzy, item.obsolete) for item in result.entries] == [
        ("Office. Teams.", True, False), ("Office.", False, True), ("Teams.", False, True),
    ]  # fmt: skip
    assert changes == Changes(joined=1)


def test_a_text_of_many_thousand_words_is_still_compared() -> None:
    long = " ".join(f"mot{number}" for number in range(50_000))
    assert merged(long + " fin", entry(long, "Text"))[0].msgstr == "Text"


def test_what_an_obsolete_header_says_stays_as_comments_of_the_header() -> None:
    credit = entry("", "Last-Translator: Zoé\n", obsolete=True, note="merci à Zoé")
    once, _ = merge(template("a"), catalog(entry("a", "A"), credit))
    assert {"merci à Zoé", "Last-Translator: Zoé"} <= set(once.header_comments)
    assert merge(template("a"), once)[0].header_comments == once.header_comments
