"""Names in the order a reader of each language looks for them."""

from __future__ import annotations

import random

import pytest

from publisher.languages.collation import sort_key

ORDERS = {
    "fr": [
        "Allemagne", "Côte d’Ivoire", "Égypte", "Équateur", "Espagne", "Estonie", "État", "États-Unis", "Éthiopie",
        "Guinée", "Guinée équatoriale", "Guinée-Bissau", "Îles Cook", "Inde", "œuvre", "offre",
    ],
    "en": ["Cameroon", "Côte d’Ivoire", "Croatia", "Curaçao", "São Tomé", "Saudi Arabia", "Türkiye", "Turkmenistan"],
    "es": ["España", "Estonia", "nube", "ñandú", "ñu", "océano", "Panamá", "Perú"],
    "ar": [
        "آذار", "أذن", "إسبانيا", "أستراليا", "الأردن", "باكستان", "تونس", "ساحل العاج", "سويسرا", "فرنسا", "مصر",
        "هولندا",
    ],
}  # fmt: skip


@pytest.mark.parametrize("tag", ORDERS)
def test_the_order_of_a_language(tag: str) -> None:
    names = ORDERS[tag]
    mixed = random.Random(7).sample(names, len(names))
    assert sorted(mixed, key=lambda name: sort_key(name, tag)) == names


def test_signs_decide_only_between_names_of_the_same_letters() -> None:
    assert sorted(["côté", "cote", "côte", "coté"], key=lambda name: sort_key(name, "fr")) == [
        "cote",
        "coté",
        "côte",
        "côté",
    ]


def test_arabic_names_stand_together_whatever_carries_the_hamza() -> None:
    names = ["أمل", "إمام", "امان", "آمال"]
    assert {sort_key(name, "ar")[0][0] for name in names} == {sort_key("ا", "ar")[0][0]}


def test_vowels_and_strokes_of_arabic_do_not_change_the_place_of_a_word() -> None:
    assert sort_key("عُمـان", "ar")[0] == sort_key("عمان", "ar")[0]


def test_two_names_never_have_one_key() -> None:
    assert sort_key("Mali", "fr") != sort_key("mali", "fr")
