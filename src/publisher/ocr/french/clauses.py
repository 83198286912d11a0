"""What a clause still waits for: a finite verb, and of which number."""

from __future__ import annotations

import re

EDGE = "^"
"""the tag of what stands before and after a paragraph"""
SIGN = "."
"""the tag of a sign that ends a sentence"""
NONE, ONE, TWO, LINKED, OTHER = range(5)
"""finite verbs that a clause waits for; none, but since the last one came a comma or a conjunction, or at last `ou`"""
OPEN, SINGULAR, PLURAL = range(3)
"""the number of what may be its subject"""
NUMBERS = 3
START = ONE * NUMBERS + OPEN
"""the state at the beginning of a text: one of the first five times `NUMBERS`, plus one of the other three"""

_OPENERS = frozenset(
    "que qu' qui dont où si s' lorsque lorsqu' quand comme puisque puisqu' quoique lequel laquelle lesquels lesquelles"
    " auquel auxquels auxquelles duquel desquels desquelles".split()
)
_LINKS = {"et": "L", "mais": "L", "car": "L", ",": "L", "ou": "A"}
_RESETS = frozenset((EDGE, SIGN, ":", ";"))
_FORM = re.compile(r"V\d([sp])")
_WAITING = {
    "E": (ONE, ONE, ONE, ONE, ONE),
    "V": (NONE, NONE, ONE, NONE, NONE),
    "S": (ONE, TWO, TWO, ONE, ONE),
    "L": (LINKED, ONE, TWO, LINKED, LINKED),
    "A": (OTHER, ONE, TWO, OTHER, OTHER),
    "O": (NONE, ONE, TWO, LINKED, OTHER),
}
_NOMINAL = re.compile(r"[NJ].([sp])|E()")
_SUBJECTS = dict.fromkeys("il elle on ce c' cela ça ceci celui celle chacun rien".split(), SINGULAR) | dict.fromkeys(
    "ils elles ceux celles certains plusieurs".split(), PLURAL
)


def kind_of(tag: str) -> str:
    """Return what a tag is to a clause.

    `Vs` or `Vp` a finite verb, `E` an end, `S` what opens another clause, `L` a link, `A` the link `ou`, `O` else.
    """
    if tag in _RESETS:
        return "E"
    word, _, letter = tag.rpartition(".")
    form = _FORM.fullmatch(tag)
    if form or (word and letter[0] == "X"):
        return "V" + (form[1] if form else letter[1:] or "s")
    if (word in _OPENERS and letter in ("S", "P", "R")) or letter == "S":
        return "S"
    return _LINKS.get(word or tag, "O")


def number_of(tag: str) -> int:
    """Return the number of a tag that may begin a subject, `OPEN` when it cannot."""
    word, _, letter = tag.rpartition(".")
    if letter == "D":
        return PLURAL if word[-1] in "sx" else SINGULAR
    if letter == "P":
        return _SUBJECTS.get(word, OPEN)
    nominal = _NOMINAL.match(tag) if not word else None
    return OPEN if nominal is None else PLURAL if nominal[1] == "p" else SINGULAR


def frees(tag: str) -> bool:
    """Return whether a subject may begin right after a tag: a sign, a conjunction or an adverb, no preposition."""
    letter = tag.rpartition(".")[2]
    return not tag[0].isalpha() or tag == "R" or letter in ("C", "S", "R") or kind_of(tag) in "SE"


def advanced(state: int, before: str, tag: str) -> int:
    """Return the state of a clause after a tag that follows another one."""
    waiting, number = divmod(state, NUMBERS)
    kind = kind_of(tag)
    after = _WAITING[kind[0]][waiting]
    if tag.startswith("qui."):
        number = number_of(before)
    elif kind != "O":
        number = number if tag == "," else OPEN
    elif number == OPEN and frees(before):
        number = number_of(tag)
    return after * NUMBERS + number
