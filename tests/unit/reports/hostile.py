"""Findings and evidence that try to break what shows them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies

from publisher.model.evidence import Assertion, CatalogPlace, Evidence, Mode, Requirements, TestSubject
from publisher.model.finding import Finding, Level, Outcome

WORDS = "a\x1b[31m\x07\x00\x85\r\n</text>]]>&<b attr='\"'>{0} [x](y)\ud800\ufffe\u202e\u2028 %s é ب"
HOSTILE = Finding(
    "translation/x", WORDS, Level.WARNING, language="ar", file="locale/ar/a b:c#?%\udcff é.po", line=3, id=WORDS,
    msgid=WORDS, hint=WORDS, text=WORDS, quote=WORDS, fix=WORDS, checker=WORDS, subject=WORDS,
)  # fmt: skip
BARE = Finding("document/ignored", "m", Level.NOTE)
FAILED = Finding(
    "catalog/tag-lost", "the tag <a> …", file="locale/ar/a.po", line=1, id="b-1", msgid="<a>x</a>", text="x"
)
DOUBTFUL = Finding("prose/style", "m", Level.NOTE, Outcome.CANT_TELL, file="source/a.md", line=2)
NOT_RUN = Finding("prose/not-run", "absent", Level.ERROR, Outcome.UNTESTED, language="ar", checker="LanguageTool")
ALL = (HOSTILE, BARE, FAILED, DOUBTFUL, NOT_RUN)

PDF = TestSubject("build/ar/a b:c#?%\udcff é.pdf", "0" * 64, "ar")
PAGES = TestSubject("build/fr/html/", "f" * 64, "fr")
NEVER = TestSubject("build/fr/never-spoken-of.pdf", "e" * 64, "fr")
FORMULAS = ("=1+1", "+1|x", "-cmd", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("x")')
LONG = "é" * 1_000_000
WANTED = Requirements(("1.1.1", "1.4.1"), ("10.1.1.1",), ("13-004",))


def said(
    outcome: Outcome = Outcome.FAILED,
    level: Level = Level.ERROR,
    subject: TestSubject = PAGES,
    *,
    manual: bool = False,
    **more: Any,
) -> Assertion:
    """Return an assertion; `more` are fields of its finding, and of the assertion where they are its own."""
    own = {name: more.pop(name) for name in ("objects", "catalog", "requirements") if name in more}
    finding = Finding(**({"rule": "html/x", "message": "m", "level": level, "outcome": outcome} | more))
    return Assertion(finding, subject, Mode.MANUAL if manual else Mode.AUTOMATIC, **own)


ASSERTIONS = (
    said(Outcome.PASSED, objects=12, requirements=WANTED, checker="axe-core 4.14.1"),
    said(Outcome.INAPPLICABLE, requirements=Requirements(wcag=("9.9.9",))),
    said(Outcome.UNTESTED, rule="html/not-run", message=WORDS, checker="axe-core"),
    said(Outcome.UNTESTED, rule="wcag/1.4.1/html", manual=True, requirements=WANTED),
    said(Outcome.PASSED, rule="matterhorn/13-004", subject=PDF, manual=True, checker="Amélie"),
    said(Outcome.CANT_TELL, Level.NOTE, PDF, rule="pdf/text-added", page=3),
    said(
        rule="translation/x", message=WORDS, level=Level.WARNING, language="ar", file="locale/ar/a b:c#?%\udcff é.po",
        line=3, id=WORDS, msgid=WORDS, hint=WORDS, text=WORDS, quote=WORDS, fix=WORDS, checker=WORDS, subject=PDF,
        words=(WORDS,), catalog=CatalogPlace(WORDS, None), requirements=Requirements((WORDS,), (WORDS,), (WORDS,)),
        accepted=WORDS,
    ),
    said(level=Level.NOTE, file="source/a.md", line=7, id="b-1", catalog=CatalogPlace("locale/ar/a.po", 9)),
    said(file="source/a.md", line=7, id="b-1"),
    said(file="source/a.md", line=7, id="b-1"),
    said(rule=WORDS, message=LONG, text=LONG, hint=LONG),
    *(said(rule="a/formula", message=text, quote=text) for text in FORMULAS),
)  # fmt: skip
EVIDENCE = Evidence(
    title=WORDS, source_language="fr", languages=("fr", "ar"), tool="publisher 1.2.3",
    checkers=("axe-core 4.14.1", "veraPDF 1.28.1", WORDS), subjects=(PAGES, PDF, NEVER), assertions=ASSERTIONS,
    date="2026-11-29T09:00:00Z",
)  # fmt: skip

TEXTS = strategies.text() | strategies.sampled_from(
    [WORDS, *FORMULAS, "", "]]>", "\ud800", "{0}", "-5", "1,5", "[a](b)"]
)
MAYBE = strategies.none() | TEXTS
NUMBERS = strategies.none() | strategies.integers(1, 10**6)
LISTS = strategies.lists(TEXTS, max_size=2).map(tuple)
FINDINGS = strategies.builds(
    Finding, rule=TEXTS, message=TEXTS, level=strategies.sampled_from(Level), outcome=strategies.sampled_from(Outcome),
    language=MAYBE, file=MAYBE, line=NUMBERS, id=MAYBE, msgid=MAYBE, hint=MAYBE, checker=MAYBE, subject=MAYBE,
    text=MAYBE, quote=MAYBE, fix=MAYBE, accepted=MAYBE, page=NUMBERS, words=LISTS,
)  # fmt: skip
ANY_ASSERTIONS = strategies.builds(
    Assertion, finding=FINDINGS, subject=strategies.sampled_from((PDF, PAGES)), mode=strategies.sampled_from(Mode),
    requirements=strategies.builds(Requirements, wcag=LISTS, en=LISTS, matterhorn=LISTS), objects=NUMBERS,
    catalog=strategies.none() | strategies.builds(CatalogPlace, file=TEXTS, line=NUMBERS),
)  # fmt: skip
ANY_EVIDENCE = strategies.builds(
    Evidence, title=TEXTS, source_language=TEXTS, languages=strategies.just(("fr", "ar")), tool=TEXTS, checkers=LISTS,
    subjects=strategies.just((PDF, PAGES)), assertions=strategies.lists(ANY_ASSERTIONS, max_size=6).map(tuple),
    date=MAYBE,
)  # fmt: skip
"""evidence of any texts and outcomes, for laws that hold of every form"""
