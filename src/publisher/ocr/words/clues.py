"""What the neighbours of a small word say that counts of tags do not: whether it may stand as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from publisher.ocr.french.tagset import readings
from publisher.ocr.lexicon import Lexicon


class Around(NamedTuple):
    """The words beside a small word, as they were probably printed; empty at the ends of a text."""

    before: str
    after: str
    later: str
    """the word behind `after`"""
    lexicon: Lexicon

    def tags(self, word: str) -> frozenset[str]:
        """Return what the dictionary lets a word be."""
        return readings(self.lexicon.analyses(word.lower()), word.lower())


Clue: TypeAlias = tuple[Callable[[Around], bool], float]
"""a condition, and the nats by which it makes likelier (above 0) or rarer that the word stands as it is"""

SUBJECTS = frozenset("il elle on y qui ça cela n'y j'y l'on ce".split())
"""what stands before the verb `a`"""
HAD = frozenset(
    "besoin lieu raison tort accès pour conscience peur faim soif mal honte droit trait affaire recours vocation"
    " connaissance intérêt hâte confiance pouvoir autorité force valeur cours prise envie beau compétence qualité"
    " priorité charge mission part davantage plus moins rendez-vous chaud froid sommeil tendance coutume foi"
    " grand grande bon bonne mauvais mauvaise gros petit seul seule double plein pleine toute tout deux".split()
)
"""what one has without an article"""
PREPOSED = frozenset("couvert découvert mort tort part".split())
"""participles that stand after the preposition as well"""
PLACES = frozenset("lieu pays région zone point heure année période domaine ville site page pages".split())
"""nouns that a clause with `où` goes with"""
SETTINGS = frozenset("endroit moment jour cas contexte époque monde mesure instant situation".split())
"""the same, that hardly stand beside another noun and `ou`"""
PRONOUNS = frozenset("il elle on ils elles nous vous je tu".split())
ARTICLES = frozenset("le la les des du".split())
ASKING = frozenset("savoir sait savez savent ignore ignorent demander demande".split())
OWING = frozenset("a ont ai as avons avez avait avaient aura auront aurait est sont était étaient pas été être".split())
OWED = frozenset("à au aux en".split())


def bias(word: str, around: Around) -> float:
    """Return the nats by which neighbours make it likelier that a word stands as it is; 0 when they say nothing."""
    return next((nats for holds, nats in CLUES.get(word, ()) if holds(around)), 0.0)


def _has_subject(around: Around) -> bool:
    return around.before.lower() in SUBJECTS


def _before_participle(around: Around) -> bool:
    return bool({"Kms", "Kmp"} & around.tags(around.after)) and around.after.lower() not in PREPOSED


def _before_infinitive(around: Around) -> bool:
    if around.after.lower() == "en":
        return "I" in around.tags(around.later)
    return "I" in around.tags(around.after) and around.after.lower() not in HAD


def _before_colon(around: Around) -> bool:
    return around.after == ":"


def _before_name(around: Around) -> bool:
    return around.after[:1].isupper() and bool(around.before)


def _before_bare_noun(around: Around) -> bool:
    tags = around.tags(around.after)
    return around.after.lower() not in HAD and {tag[0] for tag in tags} in ({"N"}, {"N", "J"})


def _after_whatever(around: Around) -> bool:
    return around.before.lower().endswith("importe")


def _of_place_with_pronoun(around: Around) -> bool:
    return _after_place(around) and around.after.lower() in PRONOUNS


def _of_setting(around: Around) -> bool:
    return around.before.lower().rpartition("'")[2] in SETTINGS and around.after.lower() in ARTICLES


def _of_place(around: Around) -> bool:
    return _after_place(around) and around.after.lower() in ARTICLES


def _after_place(around: Around) -> bool:
    return around.before.lower().rpartition("'")[2] in PLACES | SETTINGS


def _asked(around: Around) -> bool:
    return around.before.lower() in ASKING


def _owes_nothing(around: Around) -> bool:
    owed = around.after.lower() in OWED or "I" in around.tags(around.after)
    return not owed and around.before.lower().rpartition("'")[2] not in OWING


CLUES: Mapping[str, tuple[Clue, ...]] = {
    "a": (
        (_has_subject, 2.0),
        (_before_participle, 3.0),
        (_before_infinitive, -4.0),
        (_before_colon, -4.0),
        (_before_name, -6.0),
        (_before_bare_noun, -2.0),
    ),
    "ou": (
        (_after_whatever, -6.0),
        (_of_place_with_pronoun, -4.0),
        (_of_setting, -5.0),
        (_of_place, -2.5),
        (_asked, -2.5),
    ),
    "Ou": ((_before_infinitive, -5.0),),
    "du": ((_owes_nothing, 6.0),),
}
"""small words -> the first of these that holds counts"""
