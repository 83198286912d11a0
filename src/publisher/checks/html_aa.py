"""axe-core's answers, and the width of a page on a small screen, as assertions at the block of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from publisher.checks.axe_words import action
from publisher.checks.keeping import kept
from publisher.checks.not_run import not_run
from publisher.model.evidence import Assertion, Requirements, TestSubject
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.verdict import AxeNode, AxeResult, AxeRule

PREFIX = "html/axe"
REFLOW = "html/reflow"
REFLOW_WIDTH = 320
"""CSS pixels, WCAG 1.4.10"""
REFLOW_CRITERION = ("1.4.10",)
BROWSER = "Chromium"
BEST_PRACTICE = "best-practice"
"""axe's tag of rules that no success criterion asks for"""
CRITERION = re.compile(r"wcag([1-4])([1-9])([1-9]\d?)")
WORDS = {
    "reflow": "let the block wrap, or scroll by itself",
    "unknown": "read {url} and correct the block",
    "unread": "open the page in a browser and look what keeps it busy; build again, then audit again",
}


@dataclass(slots=True)
class _Place:
    """All that one rule says of one block."""

    rule: AxeRule
    nodes: dict[str, AxeNode] = field(default_factory=dict)
    widths: set[int] = field(default_factory=set)


def assertions_of(
    results: Sequence[AxeResult], index: Mapping[str, tuple[str, int]], subject: TestSubject
) -> tuple[Assertion, ...]:
    """Return what is said of one page, from its results at every width.

    A rule speaks once of a block, whatever the number of widths and elements: broken success criteria are errors,
    broken good practice warnings, what a person must decide are notes. A rule that says nothing against the page at
    any width is kept once, with the largest number of elements it looked at. `index` leads from an id to file and line
    of the source. Criteria are those that axe-core names.
    """
    answered = [result for result in results if result.error is None]
    checker = next((f"axe-core {result.version}" for result in answered), "axe-core")
    found = [_not_run(result, subject, checker) for result in results if result.error is not None]
    widths = {result.width for result in answered}
    for is_broken in (True, False):
        for (_, block), place in _places(answered, is_broken).items():
            file, line = index.get(block, (subject.path, None)) if block else (subject.path, None)
            finding = Finding(
                rule=f"{PREFIX}-{place.rule.id}",
                message=_message(place, widths),
                known_by=_first(place),
                level=_level(place.rule) if is_broken else Level.NOTE,
                outcome=Outcome.FAILED if is_broken else Outcome.CANT_TELL,
                language=subject.language,
                file=file,
                line=line,
                id=block,
                hint=action(place.rule.id, is_broken=is_broken) or WORDS["unknown"].format(url=place.rule.help_url),
                checker=checker,
                subject=subject.path,
            )
            found.append(Assertion(finding, subject, requirements=Requirements(wcag=criteria_of(place.rule.tags))))
    found.extend(_kept(answered, {result.width for result in results}, subject, checker))
    found.extend(_reflow(answered, index, subject))
    return tuple(found)


def criteria_of(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the success criteria that tags of axe-core name.

    >>> criteria_of(["cat.color", "wcag2aa", "wcag143", "wcag1410"])
    ('1.4.3', '1.4.10')
    """
    return tuple(".".join(found.groups()) for tag in tags if (found := CRITERION.fullmatch(tag)))


def _not_run(result: AxeResult, subject: TestSubject, checker: str) -> Assertion:
    reason = f"at {result.width} px: {result.error}"
    problem = not_run(PREFIX, reason, language=subject.language, subject=subject.path, checker=checker)
    return Assertion(replace(problem, hint=WORDS["unread"]), subject)


def _places(results: Iterable[AxeResult], is_broken: bool) -> dict[tuple[str, str | None], _Place]:
    places: dict[tuple[str, str | None], _Place] = {}
    for result in results:
        for rule in result.violations if is_broken else result.incomplete:
            for node in rule.nodes:
                place = places.setdefault((rule.id, node.id), _Place(rule))
                place.nodes.setdefault(node.target, node)
                place.widths.add(result.width)
    return places


def _kept(results: Sequence[AxeResult], widths: set[int], subject: TestSubject, checker: str) -> Iterator[Assertion]:
    """Yield the rules that say nothing against the page; none when it did not answer at every width."""
    if {result.width for result in results} != widths:
        return
    against = {rule.id for result in results for rule in (*result.violations, *result.incomplete)}
    nodes: dict[str, int] = {}
    tags: dict[str, tuple[str, ...]] = {}
    for rule in (rule for result in results for rule in result.kept):
        nodes[rule.id] = max(rule.nodes, nodes.get(rule.id, 0))
        tags[rule.id] = rule.tags
    for id in sorted(nodes.keys() - against):
        yield kept(f"{PREFIX}-{id}", subject, checker, nodes[id], criteria_of(tags[id]))


def _reflow(
    results: Iterable[AxeResult], index: Mapping[str, tuple[str, int]], subject: TestSubject
) -> Iterator[Assertion]:
    """Yield whether a page scrolls sideways; when it does, at the first block that sticks out."""
    for result in results:
        if result.width != REFLOW_WIDTH:
            continue
        if result.scroll_width <= REFLOW_WIDTH:
            yield kept(REFLOW, subject, BROWSER, 1, REFLOW_CRITERION)
            continue
        block = next((id for id in result.overflowing if id in index), next(iter(result.overflowing), None))
        file, line = index.get(block, (subject.path, None)) if block else (subject.path, None)
        finding = Finding(
            rule=REFLOW,
            message=_too_wide(result, block),
            known_by=REFLOW,
            language=subject.language,
            file=file,
            line=line,
            id=block,
            hint=WORDS["reflow"],
            checker=BROWSER,
            subject=subject.path,
        )
        yield Assertion(finding, subject, requirements=Requirements(wcag=REFLOW_CRITERION))


def _too_wide(result: AxeResult, block: str | None) -> str:
    others = ", ".join(id for id in result.overflowing if id != block)
    said = f"the page is {result.scroll_width} px wide in a window of {REFLOW_WIDTH} px (WCAG 1.4.10)"
    return f"{said}; these stick out too: {others}" if others else said


def _level(rule: AxeRule) -> Level:
    return Level.WARNING if BEST_PRACTICE in rule.tags else Level.ERROR


def _first(place: _Place) -> str:
    """Return what a rule says of the first of its elements."""
    return f"{place.rule.help}: {next(iter(place.nodes))}"


def _message(place: _Place, widths: set[int]) -> str:
    text = _first(place)
    if len(place.nodes) > 1:
        text += f" and {len(place.nodes) - 1} more"
    if place.widths != widths:
        text += f" (at {', '.join(f'{width} px' for width in sorted(place.widths))} only)"
    return text
