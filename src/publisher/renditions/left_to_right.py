r"""Which stretches of right-to-left text run left to right, and lose their order when nothing isolates them.

The bidirectional algorithm (UAX #9) gives a neutral character the direction of what is around it: after Arabic, `C++`
is shown as `++C` and `+33 4 72` as `72 4 33+`. What it does well is left alone: the words of a name, `I-24/7`, `10:30`,
`12/03/2019`. So are ranges and sums (`2015–2019`): Arabic reads them from right to left (w3c/i18n-drafts#368). Signs
stand on the left of a number in western digits and `%` on its right, as CLDR has it for Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BARRIER, FOREIGN = "\ufffc", "\ue000"
"""stand for what is no text of this paragraph, and for a stretch that is left to right whatever is in it"""

APART = f"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069{BARRIER}"
"""right-to-left characters and controls of direction, which no run holds"""
LETTER = rf"(?:[^\W\d_{APART}]|{FOREIGN})"
WORD = rf"(?:[^\W_{APART}]|{FOREIGN})"
BRACKETS = dict(zip("([{“«‹", ")]}”»›", strict=True))

STRETCH, FIRST_WORD, FIRST_LETTER = re.compile(f"[^{APART}]+"), re.compile(WORD), re.compile(LETTER)
LAST_WORD = re.compile(rf"(?s:.*){WORD}")
NEXT = re.compile(rf"(?P<left_to_right>{WORD})|[^\W\d_]|{BARRIER}")
LONGEST = 100
"""characters of the signs or the number before a run: what has more is no word of anybody"""
HEAD = re.compile(r"(?:[#@$€£~./\\_&°+]|--)+\Z")
TAIL = re.compile(rf"[+#*/\\%_=&$€£¥]+|(?<=\.{LETTER})\.")

# A number belongs to the unit after it (`5 GB`, `200 rue …`), not to a name (`2019 INTERPOL`), unless it is small and
# the name a title of several words (`30 Days at Sea`).
NUMBER_BEFORE = re.compile(r"(?<![\w.,–-])(?:(?<!\S)[+\-\u2212])?\d[\d.,]*(?: \d{3})*(?P<space>[ \u00a0\u202f])\Z")
UNIT = re.compile(rf"[a-z]|°|(?:[kMGT]?[BbWVJo]|[kMG]?Hz|Pa|[NAKL])(?!{WORD})")

TITLE = re.compile(rf"[A-Z][a-z]+ {WORD}")
SMALL = 3
"""characters of a number that may begin a title, its space included"""

SAFE = re.compile(rf"(?:\d+(?:[.,:/]\d+)*)?{LETTER}{WORD}*(?:(?:\s|[.'’&_:]|[-/](?=\d)){WORD}+)*")
"""what keeps its order wherever a line ends in it: layout of a PDF sees one line at a time"""

GAP, PERCENT = "[ \u00a0\u202f.-]", "[ \u00a0\u202f]?[%‰]"
NUMBER = re.compile(
    rf"""(?<![\d.,:/])(?:
      (?P<in_order>
        (?<![^\s([{{“«\u0640])(?:
          \+\d+(?:{GAP}?\(\d+\)|{GAP}\d+|(?<=\))\d+)+(?:{PERCENT})?               # +33 (0)4 72 44 70 00
        | 0\d*(?:{GAP}\d{{2,4}}){{2,}}(?!\d)                                      # 04 72 44 70 00
        | [+\-\u2212±]\d+(?:[.,\u00a0\u202f]\d+)*(?:{PERCENT})?                   # -5
        )
      | (?<![–-])(?:
          \d+(?:-\d+){{2,}}                                                       # 2019-03-12
        | \d{{1,3}}(?:\ \d{{3}})+(?!\d)(?:[.,]\d+)?(?:{PERCENT})?                 # 1 234 567
        )
      | \d+(?:[.,\u00a0\u202f]\d+)*{PERCENT}                                      # 50 %
      )
    | (?<![–-])\d+(?:[.,:/]\d+)*
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A left-to-right stretch of a right-to-left text."""

    start: int
    end: int
    isolate: bool
    """whether it loses its order where it stands; any run does that is not in one piece of text"""


def runs(text: str) -> Iterator[Run]:
    """Yield the left-to-right runs of a paragraph, in order."""
    if not FIRST_WORD.search(text):
        return
    for stretch in STRETCH.finditer(text):
        letter = FIRST_LETTER.search(text, *stretch.span())
        latin = _latin(text, stretch.span(), letter.start()) if letter else None
        for number in NUMBER.finditer(text, stretch.start(), latin.start if latin else stretch.end()):
            yield Run(*number.span(), number["in_order"] is not None)
        if latin:
            yield latin


def _latin(text: str, stretch: tuple[int, int], letter: int) -> Run:
    """Return the run of words that a letter begins: to the last word of its stretch, with its signs and brackets."""
    last = LAST_WORD.match(text, letter, stretch[1])
    start, end = _start(text, stretch[0], letter), last.end() if last else letter + 1
    tail = TAIL.match(text, end, stretch[1])
    if tail and not text[tail.end() : tail.end() + 1].isalpha():
        end = tail.end()
    start, end = _with_brackets(text, start, end, stretch)
    following = NEXT.search(text, end)
    listed = following is not None and following["left_to_right"] is not None  # `Lyon، Nice` reads from the right
    return Run(start, end, listed or not SAFE.fullmatch(text, start, end))


def _start(text: str, lowest: int, letter: int) -> int:
    """Return where the run of the first letter begins: the rest of its word, signs before it, a number it measures."""
    token = letter - len(text[lowest:letter].rpartition(" ")[2])
    word = FIRST_WORD.search(text, token)
    start = word.start() if word else letter
    signs = max(token, start - LONGEST)
    head = HEAD.search(text[signs:start])
    if head and not (head.start() == token - signs and text[token - 1 : token].isalpha()):
        start = signs + head.start()
    digits = max(lowest, start - LONGEST)
    number = NUMBER_BEFORE.search(text[digits:start])
    if number and (number["space"] != " " or _is_one(number[0], text, start)):
        start = digits + number.start()
    return start


def _is_one(number: str, text: str, start: int) -> bool:
    """Whether a number is one with the word after it."""
    return bool(UNIT.match(text, start) or (len(number) <= SMALL and TITLE.match(text, start)))


def _with_brackets(text: str, start: int, end: int, stretch: tuple[int, int]) -> tuple[int, int]:
    """Return a run with the other half of every bracket in it, where that one is next to it."""
    opened: list[str] = []
    for character in text[start:end]:
        if character in BRACKETS:
            opened.append(BRACKETS[character])
        elif opened and character == opened[-1]:
            opened.pop()
        elif start > stretch[0] and BRACKETS.get(text[start - 1]) == character:
            start -= 1
    for closing in reversed(opened):
        marks = len(text[end : stretch[1]]) - len(text[end : stretch[1]].lstrip(".!?…"))
        if text[end + marks : end + marks + 1] == closing:
            end += marks + 1
    return start, end
