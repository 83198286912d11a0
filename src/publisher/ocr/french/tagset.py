"""The tags of words: what signs, and what the dictionary, say a form may be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from publisher.ocr.french.clauses import SIGN
from publisher.ocr.lexicon import Analysis

NAME, NUMBER = "E", "#"
ENDS = frozenset(".!?…")
_FEMININE = re.compile(r"es?$")
_FINITE = (
    (re.compile(r"(?:[eao]nt|èrent)$"), "V3p"),
    (re.compile(r"ons$"), "V1p"),
    (re.compile(r"ez$"), "V2p"),
    (re.compile(r"ai$"), "V1s"),
    (re.compile(r"[sx]$"), "V1s"),
    (re.compile(r"."), "V3s"),
)
_PARTICIPLE = re.compile(r"(?P<stem>é|i|u|û|t|s|ï|us|is)(?P<feminine>e?)(?P<plural>s?)$")


def shape(word: str) -> str:
    """Return the tag a word has by its signs alone, empty when its letters matter."""
    first = word[0]
    if first.isdigit():
        return NUMBER
    if first.isalpha():
        return ""
    return SIGN if first in ENDS else first


def readings(analyses: Iterable[Analysis], form: str) -> frozenset[str]:
    """Return the tags the dictionary allows a form, capitals aside."""
    found = set[str]()
    for analysis in analyses:
        kinds = analysis.kinds
        if any(kind[0] == "v" and kind[1:2].isdigit() for kind in kinds):
            found |= _verb(analysis, form)
        elif "adv" in kinds or "loc.adv" in kinds:
            found.add("R")
        elif kinds & {"npr", "prn", "patr"}:
            found.add(NAME)
        else:
            letters = [letter for kind, letter in (("nom", "N"), ("adj", "J")) if kind in kinds] or ["X"]
            found |= {letter + gender + number for letter in letters for gender, number in _agreement(analysis, form)}
    return frozenset(found)


def _agreement(analysis: Analysis, form: str) -> list[tuple[str, str]]:
    kinds, changed = analysis.kinds, bool(analysis.ending)
    plural = "pl" in kinds or (changed and form[-1:] in "sx" and analysis.stem != form)
    numbers = "-" if "inv" in kinds else "p" if plural else "s"
    if "epi" in kinds:
        return [("-", numbers)]
    if "mas" in kinds or "fem" in kinds:
        return [("m" if "mas" in kinds else "f", numbers)]
    feminine = changed and _FEMININE.search(analysis.ending) is not None
    if not changed and form[-1:] in "sx" and "S." not in analysis.flag:
        return [("m", "s"), ("m", "p")]
    return [("f" if feminine else "m", numbers)]


def _verb(analysis: Analysis, form: str) -> set[str]:
    if form == analysis.stem:
        return {"I"}
    if form.endswith("ant"):
        return {"G"}
    found = set[str]()
    past = _PARTICIPLE.search(form)
    first = any(kind.startswith("v1") for kind in analysis.kinds)
    if past and (analysis.flag == "p+" or (not first and form[-3:] != "ons")):
        gender = "f" if past["feminine"] else "m"
        found.add("K" + gender + ("p" if past["plural"] else "s"))
    if analysis.flag != "p+" and not re.search(r"(?:é|és|ées?|ue|ues|ies?)$", form):
        found.add(next(tag for pattern, tag in _FINITE if pattern.search(form)))
    return found or {"V3s"}
