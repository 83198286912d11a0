from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tests.unit.ocr.small_french import SENTENCES, SmallFrench, elements, letters_lost

from publisher.ocr import reasons
from publisher.ocr.values import Doubt, Element, Part, Role
from publisher.ocr.words.second import Remark, with_second_voice

LEXICON = SmallFrench()
DAMAGED = tuple(map(letters_lost, SENTENCES))
TEXT = "un modele du musée"


def says(word: str, *suggestions: str) -> Callable[[Sequence[str]], Mapping[str, Sequence[Remark]]]:
    """A checker that would write something else for a word, wherever it stands."""

    def voice(texts: Sequence[str]) -> Mapping[str, Sequence[Remark]]:
        return {
            text: [Remark(text.index(word), text.index(word) + len(word), suggestions)]
            for text in texts
            if word in text
        }

    return voice


def doubts_of(word: str, *suggestions: str, text: str = TEXT, before: tuple[Doubt, ...] = ()) -> tuple[Doubt, ...]:
    read = elements(*DAMAGED, text)
    part = replace(read[-1].parts[0], doubts=before)
    corrected = (*read[:-1], replace(read[-1], parts=(part,)))
    made = with_second_voice(corrected, read, LEXICON, says(word, *suggestions))
    assert [part.text for element in made for part in element.parts] == [
        part.text for element in read for part in element.parts
    ], "a second voice changes nothing"
    return made[-1].parts[0].doubts


def test_a_suggestion_that_the_errors_of_the_text_explain_is_a_doubt() -> None:
    (doubt,) = doubts_of("modele", "modela", "modèle", "morale")
    assert (doubt.original, doubt.proposals, doubt.done, doubt.start) == ("modele", ("modèle",), False, 3)
    assert doubt.why == reasons.SECOND_VOICE


def test_a_suggestion_that_they_do_not_explain_is_none() -> None:
    assert doubts_of("modele", "morale", "ami") == ()
    assert doubts_of("musée", "Musée", "musées") == ()
    assert doubts_of("modele du", "modèle du") == ()


def test_where_a_doubt_stands_none_is_added() -> None:
    (old,) = doubts_of("modele", "modèle")
    assert doubts_of("modele", "modèle", before=(old,)) == (old,)


def test_garbage_is_not_asked_about() -> None:
    read = (*elements(*DAMAGED), *elements(TEXT, role=Role.GARBAGE))
    asked = list[str]()

    def voice(texts: Sequence[str]) -> Mapping[str, Sequence[Remark]]:
        asked.extend(texts)
        return {}

    made: tuple[Element, ...] = with_second_voice(read, read, LEXICON, voice)
    assert made == read
    assert TEXT not in asked
    assert isinstance(made[-1].parts[0], Part)
