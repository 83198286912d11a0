"""LanguageTool with a memory: only texts without an answer are sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from publisher.engines.answers import Answers, answer_key
from publisher.engines.languagetool import LanguageToolServer
from publisher.engines.languagetool_answer import matches_as_json, matches_from_json
from publisher.model.verdict import Match

ENGINE = "languagetool/1"
"""with the version of what we store"""
TEXTS_A_BATCH = 40
"""answers are written after so many, so that an interrupted run keeps nearly all of them"""


def cached_check(
    texts: Sequence[str],
    code: str,
    disabled_rules: tuple[str, ...],
    *,
    server: LanguageToolServer,
    answers: Answers,
    on_progress: Callable[[int, int], None] | None = None,
) -> dict[str, tuple[Match, ...]]:
    """Return the remarks on each distinct text; without a new text no server is started or asked to check.

    `on_progress` is told how many of all texts have an answer. The errors of `LanguageToolServer`.
    """
    options = [code, sorted(disabled_rules)]
    keys = {text: answer_key(ENGINE, server.identity, options, text) for text in texts if text.strip()}
    known = answers.get_many(keys.values())
    found: dict[str, tuple[Match, ...]] = {text: () for text in texts if text not in keys}
    for text, key in keys.items():
        matches = matches_from_json(known.get(key), text)
        if matches is not None:
            found[text] = matches
    total = len(keys.keys() | found.keys())

    def report(before: int, done: int, _: int) -> None:
        if on_progress is not None:
            on_progress(before + done, total)

    report(len(found), 0, total)
    missing = [text for text in keys if text not in found]
    for start in range(0, len(missing), TEXTS_A_BATCH):
        batch = missing[start : start + TEXTS_A_BATCH]
        progress = partial(report, len(found))
        checked = server.check_many(batch, code, disabled_rules, progress)
        answers.put_many({keys[text]: matches_as_json(matches) for text, matches in checked.items()})
        found |= checked
    return found
