"""LanguageTool with a memory: only questions without an answer are asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import astuple
from functools import cache

from publisher.engines.answers import Answers, answer_key
from publisher.engines.languagetool import Answer, LanguageToolServer
from publisher.engines.languagetool_answer import matches_as_json, matches_from_json
from publisher.errors import PublisherError
from publisher.model.question import Profile, Question

ENGINE = "languagetool/2"
"""with the version of what we store"""
ANSWERS_A_BATCH = 40
"""answers are written after so many, so that an interrupted run keeps nearly all of them"""


def cached_check(
    questions: Iterable[Question],
    *,
    server: LanguageToolServer,
    answers: Answers,
    on_progress: Callable[[int, int], None] | None = None,
) -> dict[Question, Answer]:
    """Return the answer to each distinct question; without a new one no server is started or asked to check.

    An answer is the remarks, or why there are none: what one question meets does not concern the others.
    `on_progress` is told how many of all questions have an answer.
    """
    distinct = list(dict.fromkeys(questions))
    try:
        keys = {item: key_of(item, server.identity) for item in distinct if item.has_words}
    except PublisherError as error:
        return dict.fromkeys(distinct, error)
    known = answers.get_many(keys.values())
    found: dict[Question, Answer] = {item: () for item in distinct if item not in keys}
    for item, key in keys.items():
        matches = matches_from_json(known.get(key), item.text)
        if matches is not None:
            found[item] = matches
    fresh: dict[str, object] = {}
    try:
        with closing(server.ask(item for item in keys if item not in found)) as arriving:
            for item, answer in arriving:
                found[item] = answer
                if not isinstance(answer, PublisherError):
                    fresh[keys[item]] = matches_as_json(answer)
                if len(fresh) >= ANSWERS_A_BATCH:
                    answers.put_many(fresh)
                    fresh = {}
                if on_progress is not None:
                    on_progress(len(found), len(distinct))
    finally:
        answers.put_many(fresh)
    return found


def key_of(question: Question, identity: str) -> str:
    """Return the key of the answer to a question by the server of an identity."""
    return answer_key(ENGINE, identity, [_options(question.profile), question.skipped], question.text)


@cache
def _options(profile: Profile) -> str:
    """Return what JSON can show of a profile; the same one is asked with for thousands of texts."""
    return json.dumps(astuple(profile))
