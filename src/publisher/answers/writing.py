"""A form and the questions of today -> the form, written anew; nothing that a person wrote is lost."""

from __future__ import annotations

import posixpath
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from publisher.answers.form import EARLIER, SEEN, TOP, VERDICTS, Form, Section, literal, values_of
from publisher.answers.lines import MACHINE, Kind, Statement
from publisher.model.judgement import Answer, Look, Question
from publisher.model.texts import Texts
from publisher.standards.matterhorn import checkpoints
from publisher.standards.wcag import criteria

WORDS = {
    "title": "What only a person can judge",
    "language": "Language: {language}",
    "counts": "Questions: {asked}. Judged: {judged}. Still to be judged: {owed}.",
    "void": "Not asked, because there is nothing of the kind: {void}.",
    "how": "To answer a question, write one of these words between the quotation marks after “verdict”:",
    "passed": "yes, it is so",
    "failed": "no; say under “remark” where and why",
    "inapplicable": "there is nothing of the kind here",
    "cannot-tell": "this cannot be decided",
    "person": "Your name and the date (such as 2020-07-01) may stand once, right below: they hold for all verdicts "
    "without a name and a date of their own.",
    "find": "To find what is still to be judged, search for: {search}",
    "report": "All places, with links and pictures: {report}",
    "comments": "Lines that begin with “#.” are the program’s, written anew each time. What you write after “#” stays.",
    "hash": "A verdict holds for the text that was shown here. When that changes, the question comes back. Leave the "
    "lines “text” as they are.",
    "matterhorn": "The PDF file: Matterhorn Protocol 1.1",
    "pdf": "The PDF file: WCAG 2.2",
    "html": "The pages: WCAG 2.2",
    "look": "Look at:",
    "whole": "Look at the whole of it.",
    "above all": "Look at the whole of it, and above all at:",
    "page": "page {page}: {text}",
    "file": "{file}: {text}",
    "more": "and others, listed in the report: {n}",
    "picture": "picture: {picture}",
    "older": "Judged before, on another text: {verdict}, {name}, {date}.",
    "unshown": "A verdict stood here for a text that was not shown: {verdict}, {name}.",
    "remark": "It was remarked: {remark}",
    "changed": "New or changed since then:",
    "unknown": "What has changed since then is not known.",
    "moved": "Since then something was taken away, or put in another order, or it looks different.",
    "nothing": "There is nothing of the kind in it now.",
    "gone": "This is not asked at present. The answer is kept.",
    "earlier": "Answers for earlier texts:",
    "seen": "For the program: what the texts consisted of, so that it can tell what has changed. Leave it as it is.",
}
"""English messages of the tool's own catalogs"""
COMMENTS = {
    WORDS["how"]: "“verdict” is a key of the file and stays as it is; the words that follow are English, with their "
    "meanings beside them",
    WORDS["passed"]: "Meaning of the verdict “passed”; the questions are put so that “yes” is what is wished for",
    WORDS["failed"]: "Meaning of the verdict “failed”; “remark” is a key of the file and stays as it is",
    WORDS["inapplicable"]: "Meaning of the verdict “inapplicable”",
    WORDS["cannot-tell"]: "Meaning of the verdict “cannot-tell”",
    WORDS["hash"]: "“text” is a key of the file and stays as it is",
    WORDS["page"]: "A place to look at: number of a page of the PDF file, and what is there",
    WORDS["file"]: "A place to look at: name of a web page, and what is there",
    WORDS["older"]: "{verdict} is one of the English words of the form, {name} a person, {date} such as 2020-07-01",
    WORDS["unshown"]: "A person wrote a verdict where this program had not shown what is judged",
}
"""what translators are told of texts in `WORDS`"""
WIDTH = 108
"""characters of a line of comment"""
MOST_LOOKS = 8
"""places that a question names"""
MOST_CHANGED = 30
"""places that a question names when they changed"""
MOST_MARKS = 1000
"""things of a text that are remembered one by one"""
MARKS_A_LINE = 22
RULE = "=" * 70
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
EMPTY: Mapping[str, str | None] = {"verdict": '""', "remark": '""', "name": None, "date": None}
"""what a question says that waits for an answer"""


def rewritten(form: Form, questions: Sequence[Question], texts: Texts) -> Form:
    """Return a form with the questions of today, in their order, in the language of `texts`.

    An answer for another text goes to the answers for earlier texts, and its question is asked again; it comes back
    with the text it was given for. Questions about things that are not there are left out, but for what was said of
    them.
    """
    form = _with_names(form)
    shown = [question for question in questions if not question.is_void or _is_used(form, question.id)]
    for question in shown:
        form = _brought_up(form, question)
    gone = [name for name in form.sections if name not in {question.id for question in questions}]
    gone = [name for name in gone if _is_used(form, name)]
    sections = {question.id: _commented(form, question, texts) for question in shown}
    for before, after in pairwise((None, *shown)):
        if after is not None and (before is None or _part(before) != _part(after)):
            divider = _comment(RULE, texts(WORDS[_part(after)]), RULE, "")
            sections[after.id] = replace(sections[after.id], machine=(*divider, *sections[after.id].machine))
    sections |= {name: replace(form.sections[name], machine=_comment(texts(WORDS["gone"]))) for name in gone}
    top = replace(_top(form), machine=_preamble(form, questions, texts))
    note = _comment(RULE, texts(WORDS["earlier"]), RULE)
    earlier = tuple(
        (replace(section, machine=() if number else note), answer)
        for number, (section, answer) in enumerate(form.earlier)
    )
    return _with_seen(replace(form, top=top, sections=sections, earlier=earlier), shown, texts)


def answered(form: Form, question: Question, answer: Answer) -> Form:
    """Return a form with an answer to a question; what was answered before goes to the answers for earlier texts."""
    before = form.given.get(question.id)
    if before is not None and replace(before, line=None) == answer:
        return form
    if before is not None:
        form = _set_aside(form, question.id)
    said = form.sections.get(question.id, _new(question))
    section = said.saying(values_of(answer))
    form = replace(
        form, sections={**form.sections, question.id: section}, given={**form.given, question.id: answer}
    )  # fmt: skip
    return replace(form, seen=_remembered(form, [question]), seen_section=_seen_section(form, [question]))


def _with_names(form: Form) -> Form:
    """Return a form whose verdicts have the names and dates of those who gave them beside them."""
    sections = dict(form.sections)
    for name, answer in form.given.items():
        if answer.verdict is not None:
            said, values = sections[name], values_of(answer)
            sections[name] = said.saying({key: values[key] for key in TOP if not _says(said, key)})
    return replace(form, sections=sections)


def _says(section: Section, key: str) -> bool:
    """Whether a section has a value for a key that is not empty."""
    line = next((one.text for one in section.body if one.name == key), "")
    return line.partition("=")[2].partition("#")[0].strip() not in ("", '""', "''")


def _is_used(form: Form, name: str) -> bool:
    """Whether a person wrote something in a section."""
    answer, section = form.given.get(name), form.sections.get(name)
    if answer is None or section is None:
        return False
    return answer.verdict is not None or bool(answer.remark or answer.name) or section.has_comments


def _brought_up(form: Form, question: Question) -> Form:
    """Return a form with the section of a question as it is today."""
    answer = form.given.get(question.id)
    if answer is not None and answer.holds_for(question):
        return form
    if answer is not None and answer.verdict is not None:
        form = _set_aside(form, question.id)
    back = next((older for _, older in reversed(form.earlier) if older.holds_for(question)), None)
    section = form.sections.get(question.id, _new(question))
    section = section.saying(values_of(back) if back else {"text": literal(question.hash)})
    now = replace(back, line=None) if back else Answer(question.id, None, hash=question.hash)
    return replace(
        form, sections={**form.sections, question.id: section}, given={**form.given, question.id: now}
    )  # fmt: skip


def _set_aside(form: Form, name: str) -> Form:
    """Return a form in which the answer to a question is one for an earlier text, and the question is owed."""
    answer = form.given[name]
    sections = {**form.sections, name: form.sections[name].saying(EMPTY)}
    form = replace(form, sections=sections, given={**form.given, name: Answer(name, None)})
    if answer.verdict is None or any(replace(older, line=answer.line) == answer for _, older in form.earlier):
        return form
    values = {"question": literal(name)} | {key: value for key, value in values_of(answer).items() if value is not None}
    row = Section(EARLIER, head=f"[[{EARLIER}]]").saying(values)
    return replace(form, earlier=(*form.earlier, (row, answer)))


def _new(question: Question) -> Section:
    values = {**EMPTY, "text": literal(question.hash)}
    return Section(question.id, head=f"[{literal(question.id)}]").saying(values)


def _top(form: Form) -> Section:
    """Return what stands above all tables, with the lines for name and date."""
    known = {one.name for one in form.top.body}
    return form.top.saying({key: '""' for key in TOP if key not in known})


def _preamble(form: Form, questions: Sequence[Question], texts: Texts) -> tuple[str, ...]:
    asked = [question for question in questions if not question.is_void]
    judged = sum(form.given[question.id].holds_for(question) for question in asked)
    language = form.file.rpartition("/")[2].removesuffix(".toml")
    verdicts = [f"   {word:<12}  {texts(WORDS[word])}" for word in VERDICTS]
    return _comment(
        texts(WORDS["title"]),
        texts(WORDS["language"], language=language),
        texts(WORDS["counts"], asked=len(asked), judged=judged, owed=len(asked) - judged),
        texts(WORDS["void"], void=len(questions) - len(asked)),
        "",
        texts(WORDS["how"]),
        *verdicts,
        texts(WORDS["person"]),
        texts(WORDS["find"], search='verdict = ""'),
        texts(WORDS["report"], report=f"build/reports/{language}/index.html"),
        texts(WORDS["hash"]),
        texts(WORDS["comments"]),
    )


def _part(question: Question) -> str:
    return "matterhorn" if question.id.startswith("matterhorn/") else question.kind


def _commented(form: Form, question: Question, texts: Texts) -> Section:
    """Return the section of a question with what it asks and where to look."""
    lines = [f"{question.requirement} {texts(_name(question))}", texts(question.text)]
    lines += [texts(WORDS["nothing"])] if question.is_void else _where(form, question, texts)
    return replace(form.sections[question.id], machine=_comment(*lines))


def _name(question: Question) -> str:
    """Return what a question is about: an English message of the tool's own catalogs."""
    if question.id.startswith("matterhorn/"):
        return checkpoints()[int(question.requirement.partition("-")[0])]
    return criteria()[question.requirement].name


def _where(form: Form, question: Question, texts: Texts) -> list[str]:
    """Return where to look: first what changed since somebody looked."""
    lines = []
    older = [answer for answer in form.answers if answer.question == question.id]
    if older and not older[-1].holds_for(question):
        lines += _older(older[-1], question, texts)
    if not question.look:
        return [*lines, texts(WORDS["whole"])]
    where = texts(WORDS["above all" if question.parts else "look"])
    return [*lines, where, *_places(question.look, MOST_LOOKS, texts)]


def _older(answer: Answer, question: Question, texts: Texts) -> list[str]:
    """Return who judged another text, and what has changed since."""
    word = next(word for word, outcome in VERDICTS.items() if outcome is answer.verdict)
    when = answer.date.isoformat() if answer.date else ""
    known = texts(WORDS["older" if answer.hash else "unshown"], verdict=word, name=answer.name, date=when)
    lines = [known, *([texts(WORDS["remark"], remark=answer.remark)] if answer.remark else [])]
    if not answer.seen:
        return [*lines, texts(WORDS["unknown"])] if answer.hash else lines
    changed = question.changed_since(answer)
    if not changed:
        return [*lines, texts(WORDS["moved"])]
    return [*lines, texts(WORDS["changed"]), *_places(changed, MOST_CHANGED, texts)]


def _places(looks: Sequence[Look], most: int, texts: Texts) -> Iterator[str]:
    for look in looks[:most]:
        block = f" ({look.block})" if look.block else ""
        if look.page is not None:
            said = texts(WORDS["page"], page=look.page, text=look.text)
        else:
            said = texts(WORDS["file"], file=look.file, text=look.text) if look.file else look.text
        yield f"   {said}{block}"
        if look.picture:
            yield f"      {texts(WORDS['picture'], picture=posixpath.normpath(f'build/reports/{look.picture}'))}"
    if len(looks) > most:
        yield f"   {texts(WORDS['more'], n=len(looks) - most)}"


def _comment(*lines: str) -> tuple[str, ...]:
    """Return lines as comments of this program, the long ones folded."""
    found = []
    for line in lines:
        text = clean(line)
        indent = " " * (len(line) - len(line.lstrip(" ")))
        folded = textwrap.wrap(
            text,
            WIDTH,
            initial_indent=indent,
            subsequent_indent=f"{indent}   " if indent else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        found += [f"{MACHINE} {part}" for part in folded] or [MACHINE]
    return tuple(found)


def clean(text: str) -> str:
    """Return a text as it may stand in a comment: on one line, nothing in it that turns lines or breaks TOML."""
    kept = (one for one in text if one in JOINERS or unicodedata.category(one) not in ("Cf", "Cs"))
    folded = "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in kept)
    return folded.strip()


def _with_seen(form: Form, shown: Sequence[Question], texts: Texts) -> Form:
    section = replace(_seen_section(form, shown), machine=_comment(RULE, texts(WORDS["seen"]), RULE))
    return replace(form, seen=_remembered(form, shown), seen_section=section)


def _remembered(form: Form, shown: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    """Return the marks of all texts that answers or questions of a form are about, by their hashes."""
    current = {question.hash: question.marks for question in shown if 0 < len(question.marks) <= MOST_MARKS}
    needed = {answer.hash for answer in (*form.given.values(), *form.answers)}
    return {key: marks for key, marks in sorted({**form.seen, **current}.items()) if key in needed}


def _seen_section(form: Form, shown: Iterable[Question]) -> Section:
    """Return the table of marks; comments of persons in it stay above it."""
    old = form.seen_section
    inner = tuple(one.text for one in old.body if one.kind is Kind.COMMENT)
    body = tuple(Statement(Kind.PAIR, f"{key} = {_marks(marks)}") for key, marks in _remembered(form, shown).items())
    return Section(SEEN, old.machine, (*old.above, *inner), f"[{SEEN}]", body)


def _marks(marks: Sequence[str]) -> str:
    """Return marks as a text, on several lines where they are many."""
    rows = [" ".join(marks[start : start + MARKS_A_LINE]) for start in range(0, len(marks), MARKS_A_LINE)]
    return f'"{rows[0]}"' if len(rows) == 1 else '"""\n' + "\n".join(rows) + '"""'
