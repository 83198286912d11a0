"""One thing broken in a sound page, and the rule that has to answer to it, and no other."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Mutation(NamedTuple):
    """What is done to the pages, the rule, the block it speaks of."""

    rule: str
    block: str | None
    change: Callable[[str], str]
    both: bool = False
    """whether it is done to the source too: then nothing differs"""


def put(old: str, new: str) -> Callable[[str], str]:
    """Return a change of the one place where a pattern stands."""

    def change(content: str) -> str:
        result, count = re.subn(old, lambda _: new, content, flags=re.DOTALL)
        assert count == 1, (old, count)
        return result

    return change


def retagged(*pairs: tuple[str, str]) -> Callable[[str], str]:
    """Return a change of all elements of one kind into another, pair by pair."""

    def change(content: str) -> str:
        for old, new in pairs:
            content = content.replace(f"<{old}", f"<{new}").replace(f"</{old}", f"</{new}")
        return content

    return change


ALTERNATIVE, SITE = 'alt="[^"]*"', '(?<=org/..">)[^<]*'
NOTHING, TEXT = "content/alternative-says-nothing", "content/link-text"
STRUCTURE, NUMBERS = "content/structure-differs", "content/numbers-differ"
MUTATIONS = {
    "a level left out": Mutation("content/heading-order", "detail", retagged(("h3", "h4")), True),
    "no top heading": Mutation("content/top-heading", "port", retagged(("h1", "h2")), True),
    "two top headings": Mutation("content/top-heading", "quais", retagged(("h2", "h1"), ("h3", "h2")), True),
    "a name of a file": Mutation(NOTHING, "image", put(ALTERNATIVE, 'alt="IMG_2042.jpg"')),
    "a number of a picture": Mutation(NOTHING, "image", put(ALTERNATIVE, 'alt="Figure 2"')),
    "a word in another language": Mutation(NOTHING, "image", put(ALTERNATIVE, 'alt="صورة توضيحية"')),
    "a mark": Mutation(NOTHING, "image", put(ALTERNATIVE, 'alt="—"')),
    "a link that says here": Mutation(TEXT, "fin", put(SITE, "aquí")),
    "a link that says here in Arabic": Mutation(TEXT, "fin", put(SITE, "اضغط هنا")),
    "a link that says here with its vowels": Mutation(TEXT, "fin", put(SITE, "هُنَا!")),
    "a link that says its address": Mutation("content/link-address", "fin", put(SITE, "https://example.org/a?b=c")),
    "a block less": Mutation(STRUCTURE, "t0", put("<caption.*?</caption>", "")),
    "a block more": Mutation(STRUCTURE, "autre", put("<h2", '<p id="autre">…</p><h2')),
    "another level": Mutation(STRUCTURE, "detail", retagged(("h3", "h2"))),
    "a cell less": Mutation(STRUCTURE, "trafic", put(r"<td>62[^<]*</td>", "")),
    "another place": Mutation(STRUCTURE, "l2", put("#bassin", "#eau")),
    "a link lost": Mutation(STRUCTURE, "fin", put(r'<a href="https://[^>]*>[^<]*</a>', "site")),
    "a picture lost": Mutation(STRUCTURE, "image", put("<img[^>]*>", "")),
    "a changed number": Mutation(NUMBERS, "intro", put("(?<=1)[.,\u202f]?050", "250")),
    "a changed number with its word": Mutation(NUMBERS, "intro", put("7(?=[.,]?3)", "8")),
    "a changed cell": Mutation(NUMBERS, "trafic", put("62(?=.448)", "52")),
    "a number in an alternative": Mutation(NUMBERS, "image", put('alt="', 'alt="40 – ')),
    "a number lost": Mutation(NUMBERS, "l2", put(" 12(?= ?:)", "")),
    "a number added": Mutation(NUMBERS, "fin", put('(?<=<p id="fin">)', "35 – ")),
}
