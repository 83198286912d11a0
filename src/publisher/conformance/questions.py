"""What only a person can judge: the questions that standards ask of the renditions of one language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from publisher.conformance.judged import AROUND, TITLE, WHOLE, Items, Judged, hash_of
from publisher.conformance.judged_html import KINDS as OF_PAGES
from publisher.conformance.judged_html import items_of_pages
from publisher.conformance.judged_pdf import KINDS as OF_PDF
from publisher.conformance.judged_pdf import items_of_pdf
from publisher.model.census import Census, is_absent
from publisher.model.evidence import Assertion, Mode, TestSubject
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.judgement import Answer, Look, Question
from publisher.model.requirement import Decider
from publisher.standards.matterhorn import conditions
from publisher.standards.requirements import requirements
from publisher.standards.wcag import criteria

NOTHING = "There is nothing of the kind, so that there is nothing to judge."
OLDER = "{name} judged an older text on {date}."
UNSHOWN = "{name} judged a text that this program did not show."
WORDS = (NOTHING, OLDER, UNSHOWN)
"""English messages of the tool's own catalogs"""
JUDGED: Mapping[str, tuple[str, ...]] = {
    "1.1.1": ("figure", "formula"),
    "1.3.2": (WHOLE,),
    "1.3.3": (WHOLE,),
    "1.4.5": ("figure",),
    "2.1.1": ("link", "form-field", AROUND),
    "2.4.2": (TITLE,),
    "2.4.3": ("link", "form-field", AROUND),
    "2.4.5": (TITLE, AROUND),
    "2.4.6": ("heading", "form-field"),
    "2.4.7": ("link", "form-field", AROUND),
    "2.4.11": ("link", "form-field", AROUND),
    "2.5.3": ("link", "form-field"),
    "2.5.8": ("link", "form-field", AROUND),
    "3.1.1": (WHOLE,),
    "3.1.2": (WHOLE,),
    "3.2.3": (TITLE, AROUND),
    "3.2.4": ("link", "form-field"),
    "3.2.6": (TITLE, AROUND),
    "4.1.2": ("link", "form-field", AROUND),
    "01-002": (WHOLE, AROUND),
    "02-002": ("role",),
    "06-004": (TITLE,),
    "09-001": (WHOLE,),
    "11-007": (WHOLE,),
    "13-002": ("link", "figure"),
    "13-003": (WHOLE, AROUND),
    "14-004": ("role",),
    "18-002": ("heading", AROUND),
    "28-001": ("link", WHOLE),
    "31-010": ("font", AROUND),
}
"""what an answer rests on, where the objects of a requirement do not tell"""
LOOK: Mapping[int, tuple[str, ...]] = {
    4: ("figure", "table", "link"),
    11: ("language-change",),
    13: ("figure",),
    14: ("heading",),
    15: ("table",),
    16: ("list",),
    17: ("formula",),
    19: ("note", "link"),
}
"""kinds of things to look at, by checkpoint of the Matterhorn Protocol, where a row names no objects"""
LEVELS: Mapping[Outcome, Level] = {Outcome.FAILED: Level.ERROR, Outcome.CANT_TELL: Level.WARNING}
"""how grave the judgement of a person is; a note where nothing is said here"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a standard asks of one rendition."""

    id: str
    text: str
    objects: tuple[str, ...]
    """kinds without all of which it asks nothing"""
    look: tuple[str, ...]
    """kinds of things to look at"""

    @property
    def kind(self) -> str:
        """`pdf` or `html`."""
        return "html" if self.id.endswith("/html") else "pdf"


@dataclass(frozen=True, slots=True)
class View:
    """One rendition, taken apart."""

    items: Items
    places: Mapping[str, tuple[Look, ...]]
    """of the items"""
    hashes: Mapping[str, str]
    """of what is said by all things of a kind"""
    census: Census
    around: str
    """hash of all that it is shown with"""
    known: frozenset[str]
    """kinds of things that are seen in it, if they are there"""


def questions(judged: Judged) -> tuple[Question, ...]:
    """Return all that persons are asked about the renditions of a language, in the order of the standards.

    Of a rendition that is not there, or cannot be read, nothing is asked.
    """
    views = {
        "pdf": _view(judged, "pdf", items_of_pdf(judged), frozenset(OF_PDF)),
        "html": _view(judged, "html", items_of_pages(judged), frozenset(OF_PAGES)),
    }
    return tuple(_question(asked, views[asked.kind]) for asked in asked_of_all() if views[asked.kind].items)


def asked_of_all() -> Iterator[Asked]:
    """Yield what the standards ask persons, whatever there is to judge: rows, criteria for pages, criteria for PDF."""
    for row in conditions().values():
        if row.decider is Decider.PERSON:
            look = row.objects or LOOK.get(row.checkpoint, ())
            yield Asked(f"matterhorn/{row.index}", row.question, row.objects, look)
    for kind in ("html", "pdf"):
        for criterion in criteria().values():
            # The rows of the Matterhorn Protocol ask of a PDF file what the criterion would.
            is_asked = kind not in criterion.void_in and not (kind == "pdf" and criterion.rows)
            if criterion.decider in (Decider.PERSON, Decider.BOTH) and is_asked:
                objects = criterion.html if kind == "html" else criterion.pdf
                yield Asked(f"wcag/{criterion.id}/{kind}", criterion.question, objects, criterion.look)


def _view(judged: Judged, kind: str, items: Items, known: frozenset[str]) -> View:
    places = {name: tuple(item.place for item in things) for name, things in items.items()}
    hashes = {name: hash_of(text for item in things for text in (*item.said, "")) for name, things in items.items()}
    return View(items, places, hashes, judged.census.get(kind, {}), judged.around.get(kind, ""), known)


def _question(asked: Asked, view: View) -> Question:
    kinds = rests_on(asked, view.known)
    is_whole = WHOLE in kinds
    seen = asked.look if is_whole else kinds
    return Question(
        asked.id,
        asked.text,
        tuple(place for kind in seen if kind not in (WHOLE, AROUND) for place in view.places.get(kind, ())),
        hash_of(text for kind in kinds for text in _said(kind, view)),
        is_absent(view.census, asked.objects),
        view.places.get(WHOLE, ()) if is_whole else (),
    )


def rests_on(asked: Asked, known: Collection[str]) -> tuple[str, ...]:
    """Return the kinds of things that an answer rests on: when they change, it is asked again.

    Things of kinds that are not `known` cannot be seen here. Their number counts, and what may hold them: all that
    pages load, all of a PDF file.
    """
    requirement = asked.id.split("/")[1]
    if requirement in JUDGED:
        return JUDGED[requirement]
    if not asked.objects:
        return WHOLE, AROUND
    if all(kind in known for kind in asked.objects):
        return asked.objects
    return (*asked.objects, AROUND) if asked.kind == "html" else (*asked.objects, WHOLE, AROUND)


def _said(kind: str, view: View) -> Iterator[str]:
    """Yield the hash of what is said by things of a kind, or how many there are where nobody sees them."""
    yield kind
    if kind == AROUND:
        yield view.around
    elif kind not in (WHOLE, TITLE) and kind not in view.known:
        yield str(view.census.get(kind, ""))
    else:
        yield view.hashes.get(kind, "")


def assertions_of(
    asked: Sequence[Question], answers: Sequence[Answer], subjects: tuple[TestSubject | None, TestSubject | None]
) -> tuple[Assertion, ...]:
    """Return what persons say, and still have to say, of a PDF file and of the pages of a language.

    `subjects` are the PDF file and the folder of the pages, None where there is none. An answer that a person gave for
    the text as it is now outweighs all else; what is not there needs no person.
    """
    by_kind = {"pdf": subjects[0], "html": subjects[1]}
    rows = []
    for question in asked:
        subject = by_kind[question.kind]
        if subject is not None:
            given = [answer for answer in answers if answer.question == question.id and answer.verdict is not None]
            rows.append(_assertion(question, given, subject))
    return tuple(rows)


def _assertion(question: Question, given: Sequence[Answer], subject: TestSubject) -> Assertion:
    current = next((answer for answer in reversed(given) if answer.holds_for(question)), None)
    if current is not None:
        return _asserted(question, subject, _judged(question, current), Mode.MANUAL)
    if question.is_void:
        nothing = Finding(question.id, NOTHING, Level.NOTE, Outcome.INAPPLICABLE)
        return _asserted(question, subject, nothing, Mode.AUTOMATIC)
    hint, words = _older(given)
    owed = Finding(question.id, question.text, Level.NOTE, Outcome.UNTESTED, hint=hint, words=words)
    return _asserted(question, subject, owed, Mode.MANUAL)


def _asserted(question: Question, subject: TestSubject, finding: Finding, mode: Mode) -> Assertion:
    objects = 0 if question.is_void and mode is Mode.AUTOMATIC else len(question.look) or None
    placed = replace(finding, language=subject.language, file=subject.path, subject=subject.path)
    return Assertion(placed, subject, mode, requirements(question.id, question.kind), objects)


def _judged(question: Question, answer: Answer) -> Finding:
    """Return what a person says; the words of the finding are the date."""
    verdict = answer.verdict or Outcome.UNTESTED
    when = () if answer.date is None else (answer.date.isoformat(),)
    level = LEVELS.get(verdict, Level.NOTE)
    return Finding(question.id, answer.remark or question.text, level, verdict, checker=answer.name, words=when)


def _older(given: Sequence[Answer]) -> tuple[str | None, tuple[str, ...]]:
    """Return who judged an older text, and when, in a sentence and in its words."""
    if not given:
        return None, ()
    last = max(given, key=lambda answer: answer.date or date.min)
    if not last.hash or last.date is None:
        return UNSHOWN.format(name=last.name), (last.name,)
    when = last.date.isoformat()
    return OLDER.format(name=last.name, date=when), (last.name, when)
