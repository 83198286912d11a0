"""Texts -> what LanguageTool says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from publisher.checks.not_run import not_run
from publisher.checks.prose.spelling import findings_of, frequent_words
from publisher.engines.answers import Answers
from publisher.engines.language_check import cached_check
from publisher.engines.languagetool import Answer, LanguageToolServer
from publisher.errors import ExitCode, PublisherError
from publisher.languages import known, language, table
from publisher.model.finding import Finding
from publisher.model.passage import Passage
from publisher.model.question import Profile, Question, foreign_texts, question
from publisher.model.text import Text
from publisher.pipeline.project import Project
from publisher.pipeline.request import Progress

WORDS = "source/words.txt"
"""names accepted in every language; `locale/<language>/words.txt` adds those of one"""
STAGE = "spelling and grammar"


@dataclass(frozen=True, slots=True)
class Asked:
    """A text and what is asked about it; words in another language are a text of their own."""

    text: Text
    question: Question


def check_prose(
    project: Project, passages: Sequence[tuple[str, Sequence[Passage]]], progress: Progress
) -> tuple[list[Finding], ExitCode | None]:
    """Ask LanguageTool about passages; each one it did not answer says so, and why decides the exit code."""
    asked = [(passage, tuple(_asked(passage.text))) for _, items in passages for passage in items]
    accepted = cache(partial(_accepted, project))
    frequent = _frequent([item.text for _, items in asked for item in items])
    found: list[Finding] = []
    with LanguageToolServer() as server:
        answers = cached_check(
            [item.question for _, items in asked for item in items],
            server=server,
            answers=Answers(),
            on_progress=partial(progress, STAGE),
        )
        for passage, items in asked:
            for item in items:
                answer = answers[item.question]
                if answer and not isinstance(answer, PublisherError):
                    own = replace(passage, text=item.text)
                    words = accepted(item.text.language)
                    checker = f"LanguageTool {server.version}"
                    remarks = findings_of(own, answer, words, checker, frequent[item.text.language])
                    found += (_of(passage, remark) for remark in remarks)
            found += _missed(passage, [answers[item.question] for item in items])
    codes = [answer.code for answer in answers.values() if isinstance(answer, PublisherError)]
    return found, codes[0] if codes else None


@cache
def profile(tag: str) -> Profile:
    """Return how LanguageTool is asked about a language."""
    asked = language(tag).prose
    return Profile(
        code=asked.code,
        stand_in=table(tag, "annotation")["stand_in"],
        disabled_rules=tuple(sorted(asked.muted_rules)),
        disabled_categories=tuple(sorted(asked.muted_categories)),
        enabled_rules=tuple(sorted(asked.enabled_rules)),
        only_enabled=asked.only_enabled,
    )


def _frequent(texts: Sequence[Text]) -> dict[str, frozenset[str]]:
    """Return the words that many texts of a language hold, by language: hardly a slip."""
    by_language: dict[str, list[str]] = {}
    for text in texts:
        by_language.setdefault(text.language, []).append(text.plain)
    return {tag: frequent_words(plain) for tag, plain in by_language.items()}


def _asked(text: Text) -> Iterator[Asked]:
    """Yield what is asked about a text: itself, then its words in another language; only languages that we know."""
    for item in (text, *foreign_texts(text)):
        if item.language in known():
            yield Asked(item, question(item, profile(item.language)))


def _of(passage: Passage, remark: Finding) -> Finding:
    """Return a remark on words in another language as one on the passage they stand in."""
    return replace(remark, language=passage.text.language, text=passage.text.notation)


def _missed(passage: Passage, answers: Sequence[Answer]) -> Iterator[Finding]:
    """Yield the finding that a passage was not checked, or not wholly."""
    errors = [answer for answer in answers if isinstance(answer, PublisherError)]
    for error in errors[:1]:
        reason = error.message + (f": {error.why}" if error.why else "")
        yield replace(
            not_run("prose", reason, language=passage.text.language, checker="LanguageTool"),
            hint=error.hint,
            file=passage.file,
            line=passage.line,
            id=passage.id,
        )


def _accepted(project: Project, tag: str) -> frozenset[str]:
    """Return the words the project accepts in a language."""
    files = [name for name in (WORDS, f"locale/{tag}/words.txt") if project.workspace.exists(name)]
    lines = (line.split("#")[0].strip() for name in files for line in _lines(project, name))
    return frozenset(line for line in lines if line)


def _lines(project: Project, name: str) -> list[str]:
    return project.workspace.read(name).decode("utf-8", "replace").splitlines()
