"""Texts -> what LanguageTool says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from publisher.checks.not_run import not_run
from publisher.checks.spelling import findings_of
from publisher.engines.answers import Answers
from publisher.engines.language_check import cached_check
from publisher.engines.languagetool import LanguageToolServer
from publisher.errors import ExitCode, PublisherError
from publisher.languages import language
from publisher.model.finding import Finding
from publisher.model.passage import Passage
from publisher.pipeline.project import Project
from publisher.pipeline.request import Progress

WORDS = "source/words.txt"
"""names accepted in every language; `locale/<language>/words.txt` adds those of one"""


def check_prose(
    project: Project, passages: Sequence[tuple[str, Sequence[Passage]]], progress: Progress
) -> tuple[list[Finding], ExitCode | None]:
    """Ask LanguageTool about passages; a language it could not be asked about says so, the others go on."""
    found: list[Finding] = []
    engine: ExitCode | None = None
    answers = Answers()
    with LanguageToolServer() as server:
        for tag, items in passages:
            if not items:
                continue
            spoken = language(tag)
            try:
                checker = f"LanguageTool {server.version}"
                texts = list(dict.fromkeys(item.text.plain for item in items))
                matches = cached_check(
                    texts,
                    spoken.checker,
                    spoken.muted_rules,
                    server=server,
                    answers=answers,
                    on_progress=partial(progress, f"language {tag}"),
                )
            except PublisherError as error:
                engine = engine or error.code
                reason = error.message + (f": {error.why}" if error.why else "")
                missed = not_run("prose", reason, language=tag, checker="LanguageTool")
                found.append(replace(missed, hint=error.hint))
                continue
            accepted = _accepted(project, tag)
            for item in items:
                found += findings_of(item, matches[item.text.plain], accepted, checker)
    return found, engine


def _accepted(project: Project, tag: str) -> frozenset[str]:
    """Return the words the project accepts in a language."""
    files = [name for name in (WORDS, f"locale/{tag}/words.txt") if project.workspace.exists(name)]
    lines = (line.split("#")[0].strip() for name in files for line in _lines(project, name))
    return frozenset(line for line in lines if line)


def _lines(project: Project, name: str) -> list[str]:
    return project.workspace.read(name).decode("utf-8", "replace").splitlines()
