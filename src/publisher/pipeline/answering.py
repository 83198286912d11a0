"""What persons judged: the form of a language, read, written anew, answered."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from publisher.answers import VERDICTS, Form, answered, file_of, parse, rewritten
from publisher.conformance.questions import asked_of_all
from publisher.errors import ExitCode, PublisherError
from publisher.model.judgement import Answer, Question
from publisher.model.texts import Texts
from publisher.pipeline.project import Project
from publisher.pipeline.request import chosen
from publisher.workspace import Workspace

FAMILIES = ("", "matterhorn/", "wcag/")
"""what an id may be written without"""
KINDS = ("", "/html", "/pdf")
"""and what at its end, where that leaves one question only"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of some questions."""

    verdict: str
    """one of `VERDICTS`"""
    name: str
    date: date
    remark: str = ""


def read_answers(workspace: Workspace, language: str) -> tuple[Answer, ...]:
    """Return what persons answered in a language, for the text as it is now and for earlier ones.

    Errors: PublisherError (usage) that names all faults of the form; (input) when it cannot be read.
    """
    return _read(workspace, language).answers


def write_form(workspace: Workspace, language: str, questions: Sequence[Question], texts: Texts) -> bool:
    """Write the form of a language anew, with all that persons wrote in it; return whether it changed.

    Errors as for `read_answers`.
    """
    with workspace.sources_locked():
        before = _bytes(workspace, language)
        return _write(workspace, rewritten(_read(workspace, language), questions, texts), before)


def answer(project: Project, language: str, asked: Sequence[str], judgement: Judgement) -> tuple[Answer, ...]:
    """Answer questions about what is built in a language, and return the answers.

    `asked` are ids, or as much of them as names one question: `matterhorn/13-004`, `13-004`, `1.4.1/html`.
    Errors: PublisherError (usage) for a question that is not asked, and those of `read_answers`.
    """
    from publisher.pipeline.audit import questions_of

    (tag,) = chosen(project.publication, (language,))
    by_id = {question.id: question for question in questions_of(project, tag)}
    meant = [by_id[_named(name, by_id)] for name in dict.fromkeys(asked)]
    given = tuple(_given(question, judgement) for question in meant)
    with project.workspace.sources_locked():
        before = _bytes(project.workspace, tag)
        form = _read(project.workspace, tag)
        if not form.sections:
            form = rewritten(form, tuple(by_id.values()), Texts())
        for question, one in zip(meant, given, strict=True):
            form = answered(form, question, one)
        _write(project.workspace, form, before)
    return given


def _given(question: Question, judgement: Judgement) -> Answer:
    verdict = VERDICTS[judgement.verdict]
    return Answer(question.id, verdict, judgement.name, judgement.date, judgement.remark, question.hash)


def _named(name: str, questions: Mapping[str, Question]) -> str:
    """Return the id of the question that is meant."""
    tried = [f"{family}{name}{kind}" for family in FAMILIES for kind in KINDS]
    found = [id for id in tried if id in questions]
    if len(found) == 1:
        return found[0]
    near = found or difflib.get_close_matches(name, _short(questions), 3, 0.5)
    raise PublisherError(
        f"“{name}” is more than one question" if found else f"there is no question “{name}”", code=ExitCode.USAGE,
        hint=f"did you mean {', '.join(near)}?" if near else "see the questions with: publisher audit --form",
    )  # fmt: skip


def _short(ids: Collection[str]) -> list[str]:
    return [*ids, *(id.partition("/")[2] for id in ids)]


def _read(workspace: Workspace, language: str) -> Form:
    file = file_of(language)
    if not workspace.exists(file):
        return Form(file)
    return parse(workspace.text(file), file, frozenset(asked.id for asked in asked_of_all()))


def _bytes(workspace: Workspace, language: str) -> bytes | None:
    file = file_of(language)
    return workspace.read(file) if workspace.exists(file) else None


def _write(workspace: Workspace, form: Form, before: bytes | None) -> bool:
    """Write a form, where it still holds what it was made from; return whether it changed."""
    # What could not be read again must not be written: a form grew too large, or a remark has too many full stops.
    parse(form.text, form.file, frozenset(form.sections))
    return bool(workspace.write_all({form.file: form.text.encode()}, {form.file: before}))
