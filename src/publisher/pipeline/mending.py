"""A text -> the same text with its typography mended, as far as that is certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from publisher.checks.text.typography import check_typography
from publisher.model.edit import apart, differences, edited
from publisher.model.text import Text, read_text

ROUNDS = 8
"""one change may uncover another: a quote beside an ellipsis; a text takes two rounds, rarely three"""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text before and after, and how often each rule was mended."""

    before: Text
    after: Text
    rules: Counter[str]

    @property
    def is_changed(self) -> bool:
        """Whether anything was mended."""
        return self.before.notation != self.after.notation


def always(rule: str) -> bool:
    """Ask for every rule."""
    return True


def mended(text: Text, names: frozenset[str] | None = None, asked: Callable[[str], bool] = always) -> Mended:
    """Return a text with what is certain mended by the rules asked for; letters, digits and tags stay.

    `names` as for `read_text`.

    Laws: mending twice is mending once; nothing that can be mended is left.
    """
    counts: Counter[str] = Counter()
    now = text
    for _ in range(ROUNDS):
        remarks = [
            (remark.rule, differences(now.plain[remark.start : remark.end], remark.replacement, remark.start))
            for remark in check_typography(now)
            if remark.replacement is not None and remark.start is not None and asked(remark.rule)
        ]
        numbers, edits = apart(edits for _, edits in remarks)
        if not edits:
            break
        new = edited(now, edits, names)
        if read_text(new.notation, new.language, names=names).plain != new.plain:
            break  # what was put there made a tag or a reference of its surroundings
        counts.update(remarks[number][0] for number in numbers)
        now = new
    return Mended(text, now, counts)
