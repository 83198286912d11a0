"""How the success criteria of WCAG 2.2 stand for the pages and the PDF files of one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from publisher.model.census import Census, is_absent
from publisher.model.conformance import Row
from publisher.model.evidence import Assertion, Mode
from publisher.model.finding import Outcome
from publisher.model.requirement import Criterion, Decider
from publisher.standards.en301549 import clause
from publisher.standards.wcag import criteria

KINDS = ("html", "pdf")
WORDS = {
    "absent": "There is no such content.",
    "void": "It does not apply to documents.",
    "owed": "A person still has to look.",
    "not_run": "A program that tests it was not run.",
    "no_test": "No program tested it.",
    "undecided": "A program found what it could not decide.",
}


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was said of the renditions of one kind, where it serves one criterion."""

    said: tuple[Assertion, ...]
    """by programs and persons, with the criterion among what it tests"""
    not_run: tuple[Assertion, ...]
    answers: tuple[tuple[Assertion, ...], ...]
    """for every question that asks it: of persons, or of this program where there is nothing to judge"""

    def having(self, *outcomes: Outcome) -> tuple[Assertion, ...]:
        """Return what has one of some outcomes, answers among it, each once."""
        rows = (*self.said, *(row for group in self.answers for row in group))
        return tuple(dict.fromkeys(row for row in rows if row.outcome in outcomes and not row.is_owed))


@dataclass(slots=True)
class _Kind:
    """All that was said of the renditions of one kind, where a criterion finds it."""

    by_criterion: dict[str, list[Assertion]] = field(default_factory=lambda: defaultdict(list))
    by_rule: dict[str, list[Assertion]] = field(default_factory=lambda: defaultdict(list))
    """the rule of an answer is its question"""
    not_run: list[Assertion] = field(default_factory=list)
    """by programs of which nobody knows what they would have tested; it may have been anything"""

    def add(self, assertion: Assertion) -> None:
        """File an assertion."""
        for criterion in assertion.requirements.wcag:
            self.by_criterion[criterion].append(assertion)
        self.by_rule[assertion.finding.rule].append(assertion)
        if assertion.is_not_run and not assertion.requirements.wcag:
            self.not_run.append(assertion)

    def of(self, criterion: Criterion, kind: str) -> _Heard:
        """Return what was said where it serves a criterion."""
        questions = questions_of(criterion, kind)
        serving = self.by_criterion.get(criterion.id, [])
        return _Heard(
            said=tuple(row for row in serving if not row.is_not_run),
            not_run=(*(row for row in serving if row.is_not_run), *self.not_run),
            answers=tuple(tuple(self.by_rule.get(question, ())) for question in questions),
        )


def table(assertions: Iterable[Assertion], census_html: Census, census_pdf: Census, language: str) -> tuple[Row, ...]:
    """Return a row for each criterion and kind of rendition, in the order of the standard, pages first.

    A kind that nothing is said of was not made for this language, and has no rows. A row is passed only where a
    program that decides alone says so, or a person does.
    """
    by_kind: dict[str, _Kind] = {}
    for assertion in assertions:
        if assertion.subject.language == language:
            by_kind.setdefault(assertion.subject.kind, _Kind()).add(assertion)
    censuses = {"html": census_html, "pdf": census_pdf}
    return tuple(
        _row(criterion, kind, by_kind[kind].of(criterion, kind), censuses[kind], language)
        for criterion in criteria().values()
        for kind in KINDS
        if kind in by_kind
    )


def questions_of(criterion: Criterion, kind: str) -> tuple[str, ...]:
    """Return the ids of the questions that ask a person about a criterion; none where programs decide alone."""
    if kind == "pdf" and criterion.rows:
        return tuple(f"matterhorn/{row}" for row in criterion.rows)
    return () if criterion.decider is Decider.MACHINE else (f"wcag/{criterion.id}/{kind}",)


def _row(criterion: Criterion, kind: str, heard: _Heard, census: Census, language: str) -> Row:
    outcome, mode, reason = _verdict(criterion, kind, heard, census)
    defects: tuple[Assertion, ...] = ()
    if outcome is Outcome.FAILED:
        defects = heard.having(Outcome.FAILED, Outcome.CANT_TELL)
    elif outcome is Outcome.CANT_TELL or (outcome is Outcome.UNTESTED and mode is Mode.MANUAL):
        defects = heard.having(Outcome.CANT_TELL)
    elif outcome is Outcome.UNTESTED:
        defects = heard.not_run
    tested = heard.having(Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL)
    # Who answered a part of what is asked has not tested it yet.
    done = [row for row in tested if outcome is not Outcome.UNTESTED or row.mode is Mode.AUTOMATIC]
    return Row(
        id=criterion.id,
        kind=kind,
        outcome=outcome,
        mode=mode,
        en=clause(criterion.id, kind),
        checkers=tuple(dict.fromkeys(row.finding.checker for row in done if row.finding.checker)),
        objects=_objects(tested),
        reason=reason,
        defects=defects,
        answer=_answer(heard, outcome),
        language=language,
    )


def _verdict(criterion: Criterion, kind: str, heard: _Heard, census: Census) -> tuple[Outcome, Mode, str]:
    """Return outcome, who has the last word, and why it is inapplicable or untested."""
    failed = heard.having(Outcome.FAILED)
    kinds = criterion.html if kind == "html" else criterion.pdf
    if kind in criterion.void_in:
        return Outcome.INAPPLICABLE, Mode.AUTOMATIC, WORDS["void"]
    if failed:
        return Outcome.FAILED, _mode(failed), ""
    if is_absent(census, kinds):
        return Outcome.INAPPLICABLE, Mode.AUTOMATIC, WORDS["absent"]
    if heard.not_run and criterion.decider is not Decider.PERSON:
        return Outcome.UNTESTED, Mode.AUTOMATIC, WORDS["not_run"]
    is_asked = bool(heard.answers) or any(row.is_owed for row in heard.said)
    return _by_person(heard) if is_asked else _by_program(heard)


def _by_person(heard: _Heard) -> tuple[Outcome, Mode, str]:
    others = [row for row in heard.said if row.mode is Mode.MANUAL]
    outcomes = {row.outcome for group in (*heard.answers, others) for row in group}
    if not all(heard.answers) or Outcome.UNTESTED in outcomes:
        return Outcome.UNTESTED, Mode.MANUAL, WORDS["owed"]
    if Outcome.CANT_TELL in outcomes:
        return Outcome.CANT_TELL, Mode.MANUAL, ""
    if outcomes == {Outcome.INAPPLICABLE}:
        return Outcome.INAPPLICABLE, _mode(row for group in heard.answers for row in group), WORDS["absent"]
    return Outcome.PASSED, Mode.MANUAL, ""


def _mode(said: Iterable[Assertion]) -> Mode:
    """Return `manual` where only persons say so."""
    return Mode.MANUAL if all(row.mode is Mode.MANUAL for row in said) else Mode.AUTOMATIC


def _by_program(heard: _Heard) -> tuple[Outcome, Mode, str]:
    """Return what programs say of a criterion that they decide alone."""
    if heard.having(Outcome.CANT_TELL):
        return Outcome.UNTESTED, Mode.MANUAL, WORDS["undecided"]
    if heard.having(Outcome.PASSED):
        return Outcome.PASSED, Mode.AUTOMATIC, ""
    if heard.having(Outcome.INAPPLICABLE):
        return Outcome.INAPPLICABLE, Mode.AUTOMATIC, WORDS["absent"]
    return Outcome.UNTESTED, Mode.AUTOMATIC, WORDS["no_test"]


def _objects(tested: Iterable[Assertion]) -> int | None:
    """Return how many things were looked at: for each subject the most that one rule counted, for rules look twice."""
    counted: dict[str, int] = {}
    for row in tested:
        if row.objects is not None:
            counted[row.subject.path] = max(row.objects, counted.get(row.subject.path, 0))
    return sum(counted.values()) if counted else None


def _answer(heard: _Heard, outcome: Outcome) -> Assertion | None:
    """Return the answer that settles it: the first with the outcome of the row."""
    answers = (row for group in heard.answers for row in group)
    return next((row for row in answers if row.outcome is outcome and not row.is_owed), None)
