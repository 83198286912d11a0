from __future__ import annotations

from collections.abc import Sequence
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.engines import dictionary
from publisher.ocr.french import context as room
from publisher.ocr.french.context import Candidate, Context, words_of
from publisher.ocr.lexicon import Analysis, Lexicon

SURE = 0.99


class Bare:
    """A lexicon that knows nothing: what is left is the data of the package."""

    def is_word(self, form: str) -> bool:
        return False

    def frequency(self, form: str) -> float:
        return 1e-6

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        return ()


def context(lexicon: Lexicon | None = None) -> Context:
    return Context(lexicon or Bare())


@pytest.fixture(scope="module")
def french() -> Context:
    place = dictionary.find()
    if place is None:
        pytest.skip("no French dictionary on this machine")
    return Context(dictionary.french(place))


def slots(text: str, *choices: str, doubt: float = 0.0) -> list[list[Candidate]]:
    """Return a slot a word; one whose small letters are among the choices may be any of them, others at `doubt`."""
    found = list[list[Candidate]]()
    for word in words_of(text):
        if word in choices:
            found.append([Candidate((choice,), 0.0 if choice == word else doubt) for choice in choices])
        else:
            found.append([Candidate((word,), 0.0)])
    return found


def chosen(model: Context, asked: Sequence[Sequence[Candidate]]) -> list[str]:
    """Return the likeliest words of every slot that had a choice."""
    found = list[str]()
    for slot, shares in zip(asked, model.posteriors(asked), strict=True):
        if len(slot) > 1:
            found.append(" ".join(slot[shares.index(max(shares))].words))
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’agent d'hier", ("L'", "agent", "d'", "hier")),
        ("jusqu'ici, qu’il", ("jusqu'", "ici", ",", "qu'", "il")),
        ("aujourd’hui c'est-à-dire", ("aujourd'hui", "c'", "est-à-dire")),
        ("l'«abri»", ("l'", "«", "abri", "»")),
        ("12 345,6 kg ; 45 %", ("12 345,6", "kg", ";", "45", "%")),
        ("1er, 3e et 18ème", ("1er", ",", "3e", "et", "18ème")),
        ("3, 4 et 5.", ("3", ",", "4", "et", "5", ".")),
        ("", ()),
    ],
)
def test_words_are_elided_forms_compounds_numbers_and_signs(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@given(st.lists(st.sampled_from("l' qu' agent est-à-dire 12 , . été".split()), min_size=1, max_size=9))
def test_a_word_by_itself_is_one_word(words: list[str]) -> None:
    assert [words_of(word) for word in words] == [(word,) for word in words]


@pytest.mark.parametrize(
    "text",
    [
        "La police a saisi deux navires à Marseille.",
        "Grâce à cette alerte, la douane a arrêté le camion à la frontière.",
        "Il reste à savoir qui l'a envoyée.",
        "Le service a permis à ses agents de répondre à toutes les demandes.",
        "Il y a un bureau à chaque étage.",
    ],
)
def test_a_with_and_without_its_accent_is_told_by_its_neighbours(french: Context, text: str) -> None:
    expected = [word for word in words_of(text) if word in ("a", "à")]
    assert chosen(french, slots(text, "a", "à")) == expected


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Au moment où le navire arrivait, la police attendait.", ("ou", "où")),
        ("Il faut un passeport ou une carte pour entrer.", ("ou", "où")),
        ("Le rapport a été modifié par le service.", ("modifie", "modifié")),
        ("Le service modifie son rapport.", ("modifie", "modifié")),
        ("Il travaille sur un port du Sud.", ("sur", "sûr")),
        ("La route des ports du Nord est longue.", ("des", "dès")),
    ],
)
def test_words_that_differ_in_an_accent_are_told_by_their_neighbours(
    french: Context, text: str, choices: tuple[str, ...]
) -> None:
    expected = [word for word in words_of(text) if word in choices]
    assert chosen(french, slots(text, *choices)) == expected


def test_sound_text_stays_when_a_change_is_unlikely(french: Context) -> None:
    text = "Le bureau a ouvert à midi ; il a reçu à Lyon un agent qui a travaillé à Paris."
    assert chosen(french, slots(text, "a", "à", doubt=log(0.01))) == ["a", "à", "a", "à", "a", "à"]


def test_what_the_file_shows_outweighs_the_neighbours_when_it_is_clear_enough() -> None:
    asked = slots("grâce a lui", "a", "à", doubt=-25.0)
    assert chosen(context(), asked) == ["a"]


def test_a_reading_may_be_several_words(french: Context) -> None:
    asked = slots("Le service répond à")
    asked.append([Candidate(("lappel",), 0.0), Candidate(("l'", "appel"), 0.0)])
    asked.extend(slots("de Lyon."))
    assert chosen(french, asked) == ["l' appel"]


def test_the_neighbours_of_a_word_decide_together(french: Context) -> None:
    text = "La douane a contrôlé le camion."
    asked = slots(text, "a", "à")
    asked[3] = [Candidate(("contrôle",), 0.0), Candidate(("contrôlé",), 0.0)]
    assert chosen(french, asked) == ["a", "contrôlé"]


@given(
    st.lists(
        st.lists(
            st.builds(
                Candidate,
                st.lists(st.sampled_from(["a", "à", "l'", "Zyx", "12", "«", "…", "été", "∑"]), max_size=3).map(tuple),
                st.floats(-50, 0),
            ),
            min_size=1,
            max_size=3,
        ),
        max_size=8,
    )
)
def test_whatever_is_asked_the_shares_of_a_slot_are_probabilities(asked: list[list[Candidate]]) -> None:
    found = context().posteriors(asked)
    assert [len(shares) for shares in found] == [len(slot) for slot in asked]
    for shares in found:
        assert sum(shares) == pytest.approx(1.0)
        assert all(0 <= share <= 1 for share in shares)


def test_equal_candidates_share_equally() -> None:
    asked = slots("le port")
    asked.insert(1, [Candidate(("grand",), 0.0), Candidate(("grand",), 0.0)])
    assert context().posteriors(asked)[1] == pytest.approx((0.5, 0.5))


def test_a_long_paragraph_is_read_in_pieces_with_the_same_result_far_from_their_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "La police a saisi deux navires à Marseille. " * 12
    whole = context().posteriors(slots(text, "a", "à"))
    monkeypatch.setattr(room, "LONGEST", 40)
    pieces = context().posteriors(slots(text, "a", "à"))
    assert len(pieces) == len(whole)
    for ours, theirs in zip(pieces, whole, strict=True):
        assert ours == pytest.approx(theirs, abs=0.02)


@pytest.mark.parametrize(
    ("left", "right", "elsewhere"),
    [
        ("Le navire a été", "saisi par la police.", "La douane du port"),
        ("Il a été envoyé à l'", "aéroport de Lyon", "les agents du port"),
        ("L'alerte a permis de", "saisir trois camions.", "camions du port de Lyon."),
        ("La réunion est finie.", "Le navire quitte", "quitte le port"),
        ("Les agents ont reçu des", "armes et des munitions", "La police a reçu"),
    ],
)
def test_a_line_follows_where_its_sentence_goes_on(french: Context, left: str, right: str, elsewhere: str) -> None:
    before = words_of(left)
    assert french.follows(before, words_of(right)) > french.follows(before, words_of(elsewhere))


def test_nothing_follows_as_likely_as_anywhere() -> None:
    assert context().follows((), ("le",)) == context().follows(("le",), ()) == 0.0
