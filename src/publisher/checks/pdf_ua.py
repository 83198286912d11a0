"""veraPDF's verdicts as findings at the block of the source that a broken rule is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from publisher.checks.not_run import not_run
from publisher.model.finding import Finding, Level
from publisher.model.verdict import Failure, Validation

OBJECT = re.compile(r"\((\d+) \d+ obj ")
SIGNS = re.compile(r"[^\w.-]+")
"""what a clause such as “Table 5. Link-P” has and the id of a rule has not"""
PAGE = re.compile(r"/pages\[(\d+)\]")


def findings_of(
    validation: Validation,
    ids: Mapping[int, str],
    index: Mapping[str, tuple[str, int]],
    *,
    subject: str,
    language: str | None = None,
) -> tuple[Finding, ...]:
    """Return one finding for each rule and block; none when the file keeps the standard.

    `ids` leads from the number of a structure element to the id of its block (`engines.pdf.structure_ids`), `index`
    from there to file and line of the source, `subject` is the PDF file relative to the publication. Without a
    verdict the finding is that the test was not run.
    """
    prefix, checker = prefix_of(validation.flavour), f"veraPDF {validation.version}"
    if validation.error is not None:
        problem = not_run(prefix, validation.error, language=language, subject=subject, checker=checker)
        return (problem,)
    places = Counter((failure_key(failure), place_of(failure, ids)) for failure in validation.failures)
    shown = Counter(failure_key(failure) for failure in validation.failures)
    first: dict[tuple[tuple[str, str, int], tuple[str | None, int | None]], Failure] = {}
    for failure in validation.failures:
        first.setdefault((failure_key(failure), place_of(failure, ids)), failure)
    found: list[Finding] = []
    for (key, (block, page)), failure in first.items():
        file, line = index.get(block, (subject, None)) if block is not None else (subject, None)
        found.append(
            Finding(
                rule=f"{prefix}-{SIGNS.sub('-', failure.clause)}-{failure.test_number}",
                message=_message(failure, places[key, (block, page)], shown[key], None if block else page),
                level=Level.ERROR,
                language=language,
                file=file,
                line=line,
                id=block,
                hint=f"{failure.specification}, clause {failure.clause}, test {failure.test_number}",
                checker=checker,
                subject=subject,
                page=page,
            )
        )
    if not found and not validation.compliant:
        found.append(
            Finding(
                rule=f"{prefix}-refused",
                message=f"veraPDF refuses the file: {validation.failed_rules} rules broken, none named",
                language=language,
                file=subject,
                checker=checker,
                subject=subject,
            )
        )
    return tuple(found)


def prefix_of(flavour: str) -> str:
    """Return what our rules of a flavour begin with: `pdf/ua1`, `pdf/a2a`."""
    return f"pdf/{flavour}" if flavour.startswith("ua") else f"pdf/a{flavour}"


def failure_key(failure: Failure) -> tuple[str, str, int]:
    """Return what makes two failures failures of one rule."""
    return failure.specification, failure.clause, failure.test_number


def place_of(failure: Failure, ids: Mapping[int, str]) -> tuple[str | None, int | None]:
    """Return the id of the block that a failure is about, and the page counted from 1; None where unknown.

    A context goes from the root of the file to the object at fault, so the last object with a block is the nearest.
    """
    numbers = [int(number) for number in OBJECT.findall(failure.context)]
    block = next((ids[number] for number in reversed(numbers) if number in ids), None)
    page = PAGE.search(failure.context)
    return block, None if page is None else int(page.group(1)) + 1


def _message(failure: Failure, here: int, shown: int, page: int | None) -> str:
    parts = [failure.message or failure.description]
    if page is not None:
        parts.append(f"on page {page}")
    if here > 1:
        parts.append(f"{here} times")
    if failure.count > shown:
        parts.append(f"{failure.count} in the whole file, {shown} shown")
    return f"{parts[0]} ({', '.join(parts[1:])})" if parts[1:] else parts[0]
