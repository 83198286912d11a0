"""French words: Debian's Hunspell dictionary, read by spylls, and the frequencies of wordfreq."""

from __future__ import annotations

import os
import re
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from publisher.errors import ExitCode, PublisherError
from publisher.ocr.lexicon import Analysis

VARIABLE = "PUBLISHER_DICTIONARY"
"""names another dictionary: the path of its files without `.aff` and `.dic`"""
PLACES = ("/usr/share/hunspell/fr", "/usr/share/hunspell/fr_FR", "/usr/share/myspell/dicts/fr_FR")
PACKAGE = "hunspell-fr-comprehensive"
HEAD = 2_000
VERSION = re.compile(r"\bv(\d[\d.]*)")
MEMORY = 400_000
"""answers kept of each kind: more forms than a text of 5 MB asks about"""


def find() -> str | None:
    """Return the path of the French dictionary without its suffixes, None when there is none."""
    chosen = os.environ.get(VARIABLE)
    for place in (chosen,) if chosen else PLACES:
        if all(Path(place + suffix).is_file() for suffix in (".aff", ".dic")):
            return place
    return None


def version(place: str) -> str | None:
    """Return the version that a dictionary's affix file tells in its head, None when it tells none."""
    try:
        with Path(place + ".aff").open(encoding="utf-8", errors="replace") as file:
            head = file.read(HEAD)
    except OSError:
        return None
    found = VERSION.search(head)
    return found[1] if found else None


@cache
def french(place: str) -> FrenchDictionary:
    """Return the dictionary at a path without suffixes, one for all who ask in this process: its files are large."""
    return FrenchDictionary(place)


class FrenchDictionary:
    """The lexicon of the import; reads its files when first asked."""

    def __init__(self, place: str) -> None:
        self._place = place
        self.is_word = lru_cache(MEMORY)(self._is_word)
        self.analyses = lru_cache(MEMORY)(self._analyses)

    @cached_property
    def _words(self) -> Any:
        from spylls.hunspell import Dictionary

        from publisher.engines.lookup import KnownStems

        try:
            words = Dictionary.from_files(self._place)
            words.lookuper = KnownStems(words.aff, words.dic)
        except Exception as error:  # whatever spylls meets in a broken file, the dictionary cannot be used
            raise PublisherError(
                "the French dictionary cannot be read", code=ExitCode.ENGINE_FAILED, file=f"{self._place}.dic",
                why=str(error)[:200], hint=f"install it anew: sudo apt-get install --reinstall {PACKAGE}",
            ) from error  # fmt: skip
        return words

    @cached_property
    def _frequencies(self) -> dict[str, float]:
        from wordfreq import get_frequency_dict

        return get_frequency_dict("fr")

    def frequency(self, form: str) -> float:
        """Return how often the form, in small letters, stands in a word of French text (0 to 1); 0 when unknown."""
        return self._frequencies.get(form, 0.0)

    def _is_word(self, form: str) -> bool:
        return form != "" and bool(self._words.lookup(form))

    def _analyses(self, form: str) -> tuple[Analysis, ...]:
        found = dict[Analysis, None]()
        for reading in self._words.lookuper.good_forms(form):
            entry = getattr(reading, "in_dictionary", None)
            if entry is None:
                continue
            kinds = frozenset(kind for field in ("po", "is") for kind in entry.data.get(field, ()))
            suffix = reading.suffix
            found[Analysis(entry.stem, kinds, suffix.add if suffix else "", suffix.flag if suffix else "")] = None
        return tuple(found)
