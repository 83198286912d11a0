"""A little French for tests of the repair of words: a text, a dictionary that knows its words, and no grammar."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import exp, log

from publisher.ocr.french.context import Candidate
from publisher.ocr.lexicon import Analysis
from publisher.ocr.traced import traced
from publisher.ocr.values import Element, Part, Role

SENTENCES = (
    "Le contrôle des navires a été confié à la première équipe du port, qui a déjà relevé dès février une série de"
    " défauts à bord.",
    "Les douanières sont arrivées à la frontière, où la cinquième patrouille avait arrêté une barque près de la côte.",
    "Grâce à ces enquêtes, même les plus étroites, le musée a reçu des pièces très précieuses.",
    "L'escale de l'équipage dure à peine une journée et l'inspection des conteneurs suit l'arrivée.",
    "Être à l'heure est la règle : à chaque entrée, le système enregistre l'adresse et le numéro du véhicule.",
    "La maîtrise du français reste nécessaire à ceux qui préparent la traversée vers l'île voisine.",
    "Après la tempête, les pêcheurs ont demandé à être protégés et à garder l'accès aux quais.",
    "Le maître du bateau connaît bien la leçon : il faut vérifier les câbles et les chaînes à l'avance.",
)
"""sound, with all the accents that French has often"""
MORE = (
    "prés sûr sur sûreté dune un stable tient bon port le la les des de du en ont aidé a ou à où l d c s n pour par"
    " avec une mais il ils je premier portail autre croix modèle île dans vers fait vise visé concernant fournitures"
    " dernier enquête ferme étape élève Irlande irlande"
)
FREQUENCIES = {"à": 0.018, "a": 0.01, "le": 0.02, "la": 0.02, "les": 0.02, "de": 0.03, "sur": 0.007, "un": 0.01}
USUAL = 3e-5

WORD = re.compile(r"[^\W\d_]+")


class SmallFrench:
    """A dictionary of the sentences and a few words more."""

    def __init__(self, *more: str) -> None:
        self.words = frozenset(WORD.findall(" ".join((*SENTENCES, MORE, *more)).lower())) | {"Irlande"}

    def is_word(self, form: str) -> bool:
        return form in self.words

    def frequency(self, form: str) -> float:
        return FREQUENCIES.get(form, USUAL if form in self.words else 0.0)

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        return (Analysis(form, frozenset(), "", ""),) if form in self.words else ()


class Unigrams:
    """Weighs candidates by how often their words stand in French, whatever stands beside them."""

    def __init__(self, lexicon: SmallFrench) -> None:
        self.lexicon = lexicon

    def posteriors(self, slots: Sequence[Sequence[Candidate]]) -> list[tuple[float, ...]]:
        return [self.shares(slot) for slot in slots]

    def shares(self, slot: Sequence[Candidate]) -> tuple[float, ...]:
        weights = [candidate.weight + sum(map(self.weight, candidate.words)) for candidate in slot]
        chances = [exp(weight - max(weights)) for weight in weights]
        return tuple(chance / sum(chances) for chance in chances)

    def weight(self, word: str) -> float:
        return log(max(self.lexicon.frequency(word.lower()), 1e-9))


def elements(*texts: str, role: Role = Role.PARAGRAPH) -> tuple[Element, ...]:
    """Return an element a text, one after the other in a file."""
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    return tuple(Element(role, (Part(traced(text, start)),)) for text, start in zip(texts, starts, strict=True))


def letters_lost(text: str) -> str:
    """Return a text as an OCR writes it that knows é and no other letter with an accent."""
    return text.translate(
        str.maketrans({"à": "a", "è": "e", "ê": "é", "ô": "é", "â": "a", "î": "i", "û": "u", "ù": "u", "ç": "c"})
    )


def strokes(text: str) -> str:
    """Return a text whose elided articles became strokes."""
    return text.replace("l'", "I'")


def changed(before: str, after: str) -> Counter[tuple[str, str]]:
    """Return the words that differ, for texts of as many words."""
    pairs = zip(before.split(), after.split(), strict=True)
    return Counter((old, new) for old, new in pairs if old != new)
