"""axe-core's answers, and the width of a page on a small screen, as findings at the block of the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from publisher.checks.not_run import not_run
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.verdict import AxeNode, AxeResult, AxeRule

PREFIX = "html/axe"
REFLOW = "html/reflow"
REFLOW_WIDTH = 320
"""CSS pixels, WCAG 1.4.10"""
BEST_PRACTICE = "best-practice"
"""axe's tag of rules that no success criterion asks for"""


@dataclass(slots=True)
class _Place:
    """All that one rule says of one block."""

    rule: AxeRule
    nodes: dict[str, AxeNode] = field(default_factory=dict)
    widths: set[int] = field(default_factory=set)


def findings_of(
    results: Sequence[AxeResult],
    index: Mapping[str, tuple[str, int]],
    *,
    subject: str,
    language: str | None = None,
) -> tuple[Finding, ...]:
    """Return the findings of one page, from its results at every width.

    A rule speaks once of a block, whatever the number of widths and elements. Broken success criteria are errors,
    broken good practice warnings, what a person must decide are notes. `index` leads from an id to file and line of
    the source; `subject` is the page relative to the publication.
    """
    answered = [result for result in results if result.error is None]
    checker = next((f"axe-core {result.version}" for result in answered), "axe-core")
    found = [
        not_run(PREFIX, f"at {result.width} px: {result.error}", language=language, subject=subject, checker=checker)
        for result in results
        if result.error is not None
    ]
    widths = {result.width for result in answered}
    for is_broken in (True, False):
        for (_, block), place in _places(answered, is_broken).items():
            file, line = index.get(block, (subject, None)) if block else (subject, None)
            found.append(
                Finding(
                    rule=f"{PREFIX}-{place.rule.id}",
                    message=_message(place, widths),
                    level=_level(place.rule) if is_broken else Level.NOTE,
                    outcome=Outcome.FAILED if is_broken else Outcome.CANT_TELL,
                    language=language,
                    file=file,
                    line=line,
                    id=block,
                    hint=_hint(place),
                    checker=checker,
                    subject=subject,
                )
            )
    found.extend(_reflow(answered, index, subject, language))
    return tuple(found)


def _places(results: Iterable[AxeResult], is_broken: bool) -> dict[tuple[str, str | None], _Place]:
    places: dict[tuple[str, str | None], _Place] = {}
    for result in results:
        for rule in result.violations if is_broken else result.incomplete:
            for node in rule.nodes:
                place = places.setdefault((rule.id, node.id), _Place(rule))
                place.nodes.setdefault(node.target, node)
                place.widths.add(result.width)
    return places


def _reflow(
    results: Iterable[AxeResult], index: Mapping[str, tuple[str, int]], subject: str, language: str | None
) -> list[Finding]:
    """Return a finding for a page that scrolls sideways, at the first block that sticks out."""
    by_width: dict[int, list[AxeResult]] = defaultdict(list)
    for result in results:
        by_width[result.width].append(result)
    found: list[Finding] = []
    for result in by_width[REFLOW_WIDTH]:
        if result.scroll_width <= REFLOW_WIDTH:
            continue
        block = next((id for id in result.overflowing if id in index), next(iter(result.overflowing), None))
        file, line = index.get(block, (subject, None)) if block else (subject, None)
        others = ", ".join(id for id in result.overflowing if id != block)
        found.append(
            Finding(
                rule=REFLOW,
                message=f"the page is {result.scroll_width} px wide in a window of {REFLOW_WIDTH} px (WCAG 1.4.10)",
                language=language,
                file=file,
                line=line,
                id=block,
                hint=f"these stick out too: {others}" if others else "let the block wrap, or scroll by itself",
                checker="Chromium",
                subject=subject,
            )
        )
    return found


def _level(rule: AxeRule) -> Level:
    return Level.WARNING if BEST_PRACTICE in rule.tags else Level.ERROR


def _message(place: _Place, widths: set[int]) -> str:
    targets = list(place.nodes)
    text = f"{place.rule.help}: {targets[0]}"
    if len(targets) > 1:
        text += f" and {len(targets) - 1} more"
    if place.widths != widths:
        text += f" (at {', '.join(f'{width} px' for width in sorted(place.widths))} only)"
    return text


def _hint(place: _Place) -> str:
    lines = [line.strip() for line in next(iter(place.nodes.values())).summary.splitlines()[1:] if line.strip()]
    return f"{lines[0]} ({place.rule.help_url})" if lines else place.rule.help_url
