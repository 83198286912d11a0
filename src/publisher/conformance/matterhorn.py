"""How the rows of the Matterhorn Protocol 1.1 stand for one PDF file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from publisher.model.census import Census, is_absent
from publisher.model.conformance import Row
from publisher.model.evidence import Assertion, Mode, TestSubject
from publisher.model.finding import Outcome
from publisher.model.requirement import Decider, FailureCondition
from publisher.standards.matterhorn import UA1, conditions, rows_by_rule, rules_of

WORDS = {
    "absent": "No such object in the file.",
    "no-test": "The protocol has no test for it.",
    "owed": "A person still has to look.",
    "judged": "A person judged that it does not apply.",
    "not-run": "The program that tests this row was not run.",
    "silent": "The program that tests this row gave no result.",
    "no-program": "No program tests this row.",
}
"""reasons, English messages of the tool's own catalogs"""
OWN = "pdf/own-"
REFUSED = f"{UA1}refused"
"""veraPDF says that rules are broken, and not which"""
KEPT = frozenset({Outcome.PASSED, Outcome.INAPPLICABLE})
AGAINST = frozenset({Outcome.FAILED, Outcome.CANT_TELL})
GRAVITY = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE)

Said = Mapping[str, Sequence[Assertion]]
"""what was asserted of one file, by rule"""


def table(assertions: Iterable[Assertion], census: Census, subject: TestSubject) -> tuple[Row, ...]:
    """Return the 137 rows for the PDF file `subject`, in the order of the protocol.

    A row for machines is passed only when every rule of veraPDF that tests it answered; what the file has no object
    for does not apply, whether programs ran or not. A failure that a machine finds stands, whatever a person said;
    where its rule tests several rows, all that apply have failed.
    """
    said: defaultdict[str, list[Assertion]] = defaultdict(list)
    for assertion in assertions:
        if assertion.subject.path == subject.path:
            said[assertion.finding.rule].append(assertion)
    return tuple(JUDGES[condition.decider](condition, said, census) for condition in conditions().values())


def _machine(condition: FailureCondition, said: Said, census: Census) -> Row:
    is_nothing = is_absent(census, condition.objects)
    defects = _defects(condition, said)
    if is_nothing:
        defects = tuple(defect for defect in defects if not _is_of_another(condition, defect, census))
    if defects:
        worst = min((defect.outcome for defect in defects), key=GRAVITY.index)
        return _row(condition, worst, checkers=_names(defects), defects=defects)
    if is_nothing:
        return _row(condition, Outcome.INAPPLICABLE, objects=0, reason=WORDS["absent"])
    refused = tuple(said.get(REFUSED, ())) if condition.verapdf else ()
    if refused:
        return _row(condition, Outcome.CANT_TELL, checkers=_names(refused), defects=refused)
    return _tested(condition, said)


def _tested(condition: FailureCondition, said: Said) -> Row:
    """Return the row of a machine that nothing speaks against, by what was kept."""
    own = frozenset(condition.own)
    deciding = [rule for rule in rules_of(condition) if rule not in own] or list(condition.own)
    if not deciding:
        return _row(condition, Outcome.UNTESTED, reason=WORDS["no-program"])
    kept = {rule: [item for item in said.get(rule, ()) if item.outcome in KEPT] for rule in deciding}
    silent = next((rule for rule, items in kept.items() if not items), None)
    if silent is not None:
        prefix = UA1 if silent.startswith(UA1) else OWN
        return _row(condition, Outcome.UNTESTED, reason=WORDS["not-run" if f"{prefix}not-run" in said else "silent"])
    items = [item for rule in deciding for item in kept[rule]]
    if all(item.outcome is Outcome.INAPPLICABLE or item.objects == 0 for item in items):
        return _row(condition, Outcome.INAPPLICABLE, checkers=_names(items), objects=0, reason=WORDS["absent"])
    counted = [item.objects for item in items if item.objects is not None]
    return _row(condition, Outcome.PASSED, checkers=_names(items), objects=sum(counted) if counted else None)


def _person(condition: FailureCondition, said: Said, census: Census) -> Row:
    defects = _defects(condition, said)
    answer = _answer(said.get(f"matterhorn/{condition.index}", ()))
    name = () if answer is None else _names([answer])
    broken = [defect for defect in defects if defect.outcome is Outcome.FAILED]
    if broken:
        names = tuple(dict.fromkeys((*_names(broken), *name)))
        return _row(condition, Outcome.FAILED, checkers=names, defects=defects, answer=answer)
    if answer is not None and answer.outcome is not Outcome.INAPPLICABLE:
        return _row(condition, answer.outcome, Mode.MANUAL, checkers=name, defects=defects, answer=answer)
    if is_absent(census, condition.objects):
        reason = WORDS["absent"]
        return _row(condition, Outcome.INAPPLICABLE, objects=0, reason=reason, defects=defects, answer=answer)
    outcome, reason = (Outcome.UNTESTED, "owed") if answer is None else (Outcome.INAPPLICABLE, "judged")
    words = WORDS[reason]
    return _row(condition, outcome, Mode.MANUAL, checkers=name, reason=words, defects=defects, answer=answer)


def _nobody(condition: FailureCondition, _said: Said, _census: Census) -> Row:
    return _row(condition, Outcome.INAPPLICABLE, reason=WORDS["no-test"])


JUDGES: Mapping[Decider, Callable[[FailureCondition, Said, Census], Row]] = {
    Decider.MACHINE: _machine,
    Decider.PERSON: _person,
    Decider.NOBODY: _nobody,
}


def _row(condition: FailureCondition, outcome: Outcome, mode: Mode = Mode.AUTOMATIC, **values: Any) -> Row:
    return Row(id=condition.index, kind="pdf", outcome=outcome, mode=mode, **values)


def _defects(condition: FailureCondition, said: Said) -> tuple[Assertion, ...]:
    """Return what programs say against a row, in the order of its rules."""
    found = (item for rule in rules_of(condition) for item in said.get(rule, ()))
    return tuple(item for item in found if item.mode is Mode.AUTOMATIC and item.outcome in AGAINST)


def _is_of_another(condition: FailureCondition, defect: Assertion, census: Census) -> bool:
    """Whether the rule of a defect also tests another row, one that the file has objects for."""
    others = (row for row in rows_by_rule()[defect.finding.rule] if row.index != condition.index)
    return any(not is_absent(census, row.objects) for row in others)


def _answer(assertions: Sequence[Assertion]) -> Assertion | None:
    """Return what a person judged, the gravest where there are several; None while it is owed."""
    judged = [item for item in assertions if item.mode is Mode.MANUAL and item.outcome in GRAVITY]
    return min(judged, key=lambda item: GRAVITY.index(item.outcome), default=None)


def _names(assertions: Iterable[Assertion]) -> tuple[str, ...]:
    """Return who asserted something, each once."""
    return tuple(dict.fromkeys(item.finding.checker for item in assertions if item.finding.checker is not None))
