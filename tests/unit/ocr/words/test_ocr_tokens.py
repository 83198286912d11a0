from __future__ import annotations

import pytest

from publisher.ocr.words.tokens import Sort, tokens_of


def sorts(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.sort.name) for token in tokens_of(text)]


def words(text: str) -> list[str]:
    return [token.text for token in tokens_of(text) if token.sort is Sort.WORD]


@pytest.mark.parametrize(
    "text", ["Le port, d'abord ; puis la 3ème cale.", "I'escale |'autre [|'une", "a—b «c» www.port.fr !"]
)
def test_every_character_but_space_is_in_one_token_at_its_place(text: str) -> None:
    tokens = list(tokens_of(text))
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == text.replace(" ", "")


@pytest.mark.parametrize(
    "word",
    ["I'escale", "|'escale", "['escale", "[|'escale", "[escale", "'escale", "l”escale".replace("”", '"'), "d'|rlande"],
)
def test_signs_read_for_an_elided_article_belong_to_the_word(word: str) -> None:
    assert words(f"vers {word} du port") == ["vers", word, "du", "port"]


def test_a_hyphen_joins_a_word_and_a_dash_does_not() -> None:
    assert words("au-delà — ici – port-") == ["au-delà", "ici", "port"]


@pytest.mark.parametrize("text", ["18éme", "18eme", "7¢™", "5™", "30°™", "12¢m"])
def test_raised_letters_after_a_number_are_an_ordinal(text: str) -> None:
    assert (text, "ORDINAL") in sorts(f"la {text} escale")


def test_a_raised_sign_is_an_ordinal_before_a_word_only() -> None:
    assert ("12*", "ORDINAL") in sorts("le 12* groupe")
    assert all(sort != "ORDINAL" for _, sort in sorts("12 * 4, 12*, 88°."))


@pytest.mark.parametrize(
    "text", ["www.port.fr/quai", "https://port.fr", "quai@port.fr", "#EscaleCalme", "port.fr", "plan.pdf"]
)
def test_addresses_are_not_words(text: str) -> None:
    assert sorts(f"voir {text}") == [("voir", "WORD"), (text, "FIXED")]


def test_numbers_are_not_words() -> None:
    assert sorts("1,8 60 15.700") == [("1,8", "NUMBER"), ("60", "NUMBER"), ("15.700", "NUMBER")]


def test_a_long_line_without_a_space_is_read_in_one_go() -> None:
    assert sum(len(token.text) for token in tokens_of("a'" * 200_000)) == 400_000
