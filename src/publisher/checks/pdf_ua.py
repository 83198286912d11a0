"""veraPDF's verdicts as assertions, at the block of the source that a broken rule is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from publisher.checks.keeping import kept
from publisher.checks.not_run import not_run
from publisher.model.evidence import Assertion, TestSubject
from publisher.model.finding import Finding
from publisher.model.verdict import Failure, Validation

OBJECT = re.compile(r"\((\d+) \d+ obj ")
SIGNS = re.compile(r"[^\w.-]+")
"""what a clause such as “Table 5. Link-P” has and the id of a rule has not"""
PAGE = re.compile(r"/pages\[(\d+)\]")
WORDS = {
    "block": "look at this block in the source, and at its styles for print; correct it, build again and audit again",
    "page": "look at this page of the PDF and find what is meant; correct its source, build again and audit again",
    "file": "build the PDF again with this tool; when that does not help, report the fault of this tool",
    "unread": "build the PDF again, then audit again; when that does not help, run: publisher doctor",
    "figure": "let an alternative say what the picture or formula shows, or mark it as decoration",
    "heading": "give the heading the level that follows the one before it",
    "table": "look at the table: mark its header cells, and give every row the same number of cells",
    "list": "look at the list: let it hold items only, and every item its text",
    "contents": "look at the contents list: let it hold entries only, and every entry a link",
    "note": "give every note an id of its own",
    "language": "say the language of the document, and of every passage in another language",
    "title": "give the publication a title, and build the PDF again",
    "link": "give the link a text that says where it leads, and let nothing break it out of its place",
    "font": "name another font in the print style: one that may be embedded, and that knows what its glyphs say",
}
"""what a person can do"""
ACTIONS = {
    "table": "table",
    "toc": "contents",
    "list": "list",
    "note": "note",
    "heading": "heading",
    "lang": "language",
    "annotation": "link",
    "alt-text": "figure",
    "font": "font",
    "metadata": "title",
}
"""which of these helps, by a tag of the rule; the first that fits"""


def assertions_of(
    validation: Validation, ids: Mapping[int, str], index: Mapping[str, tuple[str, int]], subject: TestSubject
) -> tuple[Assertion, ...]:
    """Return what a profile says of a file: one assertion for each broken rule and block, one for each other rule.

    `ids` leads from the number of a structure element to the id of its block (`engines.pdf.structure_ids`), `index`
    from there to file and line of the source. A rule that met no object is inapplicable. Without a verdict the test
    was not run.
    """
    prefix, checker = prefix_of(validation.flavour), f"veraPDF {validation.version}"
    if validation.error is not None:
        problem = not_run(prefix, validation.error, language=subject.language, subject=subject.path, checker=checker)
        return (Assertion(replace(problem, hint=WORDS["unread"]), subject),)
    found = tuple(Assertion(finding, subject) for finding in _findings(validation, ids, index, subject))
    passed = (
        kept(rule_of(validation.flavour, rule.clause, rule.test_number), subject, checker, rule.passed)
        for rule in validation.rules
        if not rule.failed
    )
    return *found, *passed


def _findings(
    validation: Validation, ids: Mapping[int, str], index: Mapping[str, tuple[str, int]], subject: TestSubject
) -> Iterator[Finding]:
    checker = f"veraPDF {validation.version}"
    places = Counter((failure_key(failure), place_of(failure, ids)) for failure in validation.failures)
    shown = Counter(failure_key(failure) for failure in validation.failures)
    first: dict[tuple[tuple[str, str, int], tuple[str | None, int | None]], Failure] = {}
    for failure in validation.failures:
        first.setdefault((failure_key(failure), place_of(failure, ids)), failure)
    for (key, (block, page)), failure in first.items():
        file, line = index.get(block, (subject.path, None)) if block is not None else (subject.path, None)
        yield Finding(
            rule=rule_of(validation.flavour, failure.clause, failure.test_number),
            message=_message(failure, places[key, (block, page)], shown[key], None if block else page),
            language=subject.language,
            file=file,
            line=line,
            id=block,
            hint=_hint(failure, block, page),
            checker=checker,
            subject=subject.path,
            page=page,
            known_by=failure.message or failure.description,
        )
    if not first and not validation.compliant:
        yield Finding(
            rule=f"{prefix_of(validation.flavour)}-refused",
            message=f"veraPDF refuses the file: {validation.failed_rules} rules broken, none named",
            known_by="veraPDF refuses the file",
            language=subject.language,
            file=subject.path,
            hint=WORDS["file"],
            checker=checker,
            subject=subject.path,
        )


def rule_of(flavour: str, clause: str, number: int) -> str:
    """Return the id of a rule of a profile.

    >>> rule_of("ua1", "7.18.5", 1)
    'pdf/ua1-7.18.5-1'
    """
    return f"{prefix_of(flavour)}-{SIGNS.sub('-', clause)}-{number}"


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
    parts = [f"{failure.specification}, clause {failure.clause}, test {failure.test_number}"]
    if page is not None:
        parts.append(f"on page {page}")
    if here > 1:
        parts.append(f"{here} times")
    if failure.count > shown:
        parts.append(f"{failure.count} in the whole file, {shown} shown")
    return f"{failure.message or failure.description} ({', '.join(parts)})"


def _hint(failure: Failure, block: str | None, page: int | None) -> str:
    """Return what a person can do: by what the rule is about where that is known, otherwise by the place."""
    topic = next((word for tag, word in ACTIONS.items() if tag in failure.tags), None)
    return WORDS[topic or ("block" if block else "file" if page is None else "page")]
