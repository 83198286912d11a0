"""Our own checks of tagged PDF: of good files nothing is said; of one broken thing the rule that is meant speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.checks.pdf_structure.printing import found, page, pdf_of

from publisher.engines.answers import Answers
from publisher.errors import ExitCode
from publisher.model.finding import Level, Outcome, at_or_above
from publisher.model.rule import Example, Rule
from publisher.pipeline.checkers import CHECKERS, Subject, Verdicts, run
from publisher.rules import rules

pytestmark = pytest.mark.engine("pango")

CASES = sorted(path for path in (Path(__file__).parent.parent / "golden" / "pdf-tags").iterdir() if path.is_dir())
TITLES = {"pdf/no-title"}
"""cases are parts of documents, and most have no title"""
DRAWN_ELSEWHERE = {"layout": {"pdf/element-count", "pdf/text-differs"}}
"""a case that moves a paragraph into the running heads, where nobody hears it, and one to nowhere"""

REPORT = """
<h1 id="titre">Le port de Kandi</h1>
<nav role="doc-toc" id="plan" aria-label="Plan"><ol><li id="e1"><a href="#quais">Les quais</a></li>
<li id="e2"><a href="#eaux">Les eaux</a></li></ol></nav>
<h2 id="quais">Les quais</h2>
<p id="p1">Trois grues neuves, dont une <span lang="en">gantry crane</span>, servent deux
quais<span class="footnote" id="n1">Le troisième attend.</span> et un <a href="https://example.org/dock">bassin</a>.</p>
<p id="p2">On y compte <em>douze</em> navires, voir <a href="#eaux">plus loin</a>.</p>
<ul id="l1"><li id="i1">vrac</li><li id="i2">conteneurs
<ol id="l2"><li id="i3">pleins</li><li id="i4">vides</li></ol></li></ul>
<figure id="f1"><img src="carre.png" alt="Deux quais parallèles"><figcaption id="c1">Plan du port</figcaption></figure>
<h2 id="eaux">Les eaux</h2>
<h3 id="pluie">La pluie</h3>
<table id="t1"><caption id="tc">Navires par trimestre</caption>
<thead><tr><td></td><th id="h1" colspan="2" scope="colgroup">2019</th></tr>
<tr><th id="h2" scope="col">Quai</th><th id="h3" scope="col">hiver</th><th id="h4" scope="col">été</th></tr></thead>
<tbody><tr id="r1"><th id="h5" scope="row">Nord</th><td id="d1">3</td><td id="d2">4</td></tr>
<tr id="r2"><th id="h6" scope="row">Sud</th><td id="d3">5</td><td id="d4">6</td></tr></tbody></table>
<table id="t2"><tr><th id="k1">Total</th><td id="k2">18</td></tr></table>
<dl id="dl"><dt id="dt">Étale</dt><dd id="dd">Moment sans courant.</dd></dl>
<blockquote id="b1" lang="es"><p id="p3">El puerto no duerme.</p></blockquote>
"""
NOTES = "@page { size: A4; margin: 2cm } .footnote { float: footnote }"

BROKEN = {
    "tags:orphan p2": "pdf/orphan-content",
    "tags:unmark p3 El puerto no duerme.": "pdf/unmarked-content",
    "tags:mislead dd": "pdf/broken-reference",
    "tags:delete p2": "pdf/missing-block",
    "tags:delete l2": "pdf/missing-block",
    "tags:delete n1": "pdf/missing-block",
    "tags:swap p1": "pdf/reading-order",
    "tags:swap i1": "pdf/reading-order",
    "tags:role l2 Div": "pdf/element-count",
    "tags:role p2 Div": "pdf/element-count",
    "tags:no-link p2": "pdf/element-count",
    "tags:say p3 El puerto duerme.": "pdf/text-differs",
    "tags:say c1 Plan du fort": "pdf/text-differs",
    "tags:say d4 66": "pdf/text-added",
    "tags:say p3 El puerto noduerme.": "pdf/space-lost",
    "tags:no-language p1": "pdf/language-lost",
    "tags:no-language b1": "pdf/language-lost",
    "tags:drop-header d1": "pdf/cell-headers",
    "tags:turn-headers d1": "pdf/header-order",
    "tags:scope h4 Row": "pdf/header-scope",
    "tags:scope h4": "pdf/header-scope",
    "tags:span r1": "pdf/table-shape",
    "tags:role d1 TH": "pdf/table-shape",
    "tags:delete d2": "pdf/missing-block",
    "tags:second-link e1": "pdf/contents-links",
    "tags:no-link e2": "pdf/contents-links",
    "tags:lost-target p2": "pdf/link-target",
    "tags:lost-target e1": "pdf/link-target",
    "tags:alternative f1 x.png": "pdf/alternative-file-name",
    "tags:alternative f1 Image 3": "pdf/alternative-empty",
    "tags:alternative f1 Plan du port": "pdf/alternative-repeats",
    "tags:alternative f1 Un phare": "pdf/alternative-differs",
    "tags:role eaux H4": "pdf/heading-skip",
    "tags:role eaux H1": "pdf/heading-level",
    "tags:role pluie H2": "pdf/heading-level",
    "tags:role eaux P": "pdf/element-count",
    "tags:no-headers d1": "pdf/cell-headers",
    "tags:no-headers k2": None,
    "tags:empty pluie": "pdf/empty-heading",
}
"""What is done to the tags of the report, and the one rule that speaks; None where all is as good as before.

Without their own list, the cells of the first table would be announced with the header of their row header too.
"""


def told(html: str) -> set[str]:
    return {finding.rule for finding in at_or_above(found(html), Level.WARNING)}


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_golden_case_is_as_its_page(case: Path, language: str) -> None:
    html = (case / "in.html").read_text(encoding="utf-8")
    if language == "ar":
        html = re.sub("<html.*?>", '<html lang="ar" dir="rtl">', html)
    assert told(html) - TITLES == DRAWN_ELSEWHERE.get(case.name, set())


def test_a_report_with_everything_is_as_its_page() -> None:
    assert found(page(REPORT, style=NOTES)) == ()


@pytest.mark.parametrize("broken", BROKEN.items(), ids=lambda item: " ".join(map(str, item)))
def test_of_one_broken_thing_one_rule_speaks(broken: tuple[str, str | None]) -> None:
    flag, rule = broken
    assert {finding.rule for finding in found(page(REPORT, style=NOTES), [flag])} == ({rule} if rule else set())


def test_a_finding_stands_at_the_line_of_its_block() -> None:
    (finding,) = found(page(REPORT, style=NOTES), ["tags:drop-header d1"])
    assert (finding.file, finding.line, finding.id) == ("source/a.md", 3, "d1")
    assert (finding.subject, finding.level, finding.language) == ("build/essai.pdf", Level.ERROR, "fr")


def audited(folder: Path, *, page_is_there: bool = True, pdf: bytes | None = None) -> Verdicts:
    """Return what an audit says of two documents of which the second has an id that the first took."""
    texts = {
        "01-quais": '<h1 id="a">Les quais</h1><p id="b">Trois.</p>',
        "02-eaux": '<h1 id="c">Les eaux</h1><p id="b">Deux, et <a href="#c">leurs noms</a>.</p>',
    }
    printed = texts["02-eaux"].replace('id="b"', 'id="02-eaux-b"')
    bodies = (texts["01-quais"], printed)
    articles = "".join(
        f'<article id="document-{stem}">{body}</article>' for stem, body in zip(texts, bodies, strict=True)
    )
    (folder / "html").mkdir()
    for stem, text in texts.items():
        if page_is_there or stem != "02-eaux":
            (folder / f"html/{stem}.html").write_text(page(f"<nav>Menu</nav><main>{text}</main>"), "utf-8")
    (folder / "port.pdf").write_bytes(pdf_of(page(f"<main>{articles}</main>")) if pdf is None else pdf)
    lines = {"a": ("source/01-quais.md", 1), "b": ("source/01-quais.md", 3)}
    lines |= {"c": ("source/02-eaux.md", 1), "02-eaux-b": ("source/02-eaux.md", 3)}
    subject = Subject("build/fr/port.pdf", folder / "port.pdf", "fr", "key", lines)
    own = next(checker for checker in CHECKERS if checker.name == "publisher")
    return run(own, [subject], Answers(folder / "answers"))


def test_an_audit_holds_a_pdf_against_the_pages_beside_it(tmp_path: Path) -> None:
    verdicts = audited(tmp_path)
    assert (verdicts.findings, verdicts.engine) == ((), None)
    kept = {item.finding.rule: (item.outcome, item.objects) for item in verdicts.assertions}
    assert {item.subject.path for item in verdicts.assertions} == {"build/fr/port.pdf"}
    assert kept["pdf/text-differs"] == (Outcome.PASSED, None)
    assert kept["pdf/empty-heading"] == (Outcome.PASSED, 2)
    assert kept["pdf/cell-headers"] == (Outcome.INAPPLICABLE, 0)


def test_a_page_that_is_not_built_is_not_a_pass(tmp_path: Path) -> None:
    verdicts = audited(tmp_path, page_is_there=False)
    # What was not compared is not kept; what the file says by itself is.
    kept = {item.finding.rule for item in verdicts.assertions if item.outcome is Outcome.PASSED}
    assert "pdf/text-differs" not in kept and "pdf/link-target" in kept
    assert [(item.rule, item.outcome, item.level) for item in verdicts.findings] == [
        ("pdf/not-compared", Outcome.CANT_TELL, Level.NOTE)
    ]


def test_a_file_that_cannot_be_read_is_not_run_for_want_of_input(tmp_path: Path) -> None:
    verdicts = audited(tmp_path, pdf=b"%PDF-1.7 and no more")
    assert len(verdicts.assertions) == 1
    assert [(item.rule, item.outcome) for item in verdicts.findings] == [("pdf/own-not-run", Outcome.UNTESTED)]
    assert verdicts.engine is ExitCode.INPUT


def test_a_finding_of_an_audit_is_at_the_line_of_the_source(tmp_path: Path) -> None:
    articles = '<article id="document-01-quais"><h1 id="a">Les quais</h1></article><article id="document-02-eaux">'
    rest = '<h1 id="c">Les eaux</h1><p id="02-eaux-b">Deux, et <a href="#c">leurs noms</a>.</p></article>'
    verdicts = audited(tmp_path, pdf=pdf_of(page(f"<main>{articles}{rest}</main>")))
    assert [(item.rule, item.file, item.line) for item in verdicts.findings] == [
        ("pdf/missing-block", "source/01-quais.md", 3)
    ]
    said = [item.outcome for item in verdicts.assertions if item.finding.rule == "pdf/missing-block"]
    assert said == [Outcome.FAILED]


def examples() -> Iterator[object]:
    for rule in rules().values():
        if any(flag.startswith("tags:") for example in rule.failing for flag in example.flags) or rule.id in UNTOUCHED:
            for kind, shown in (("fails", rule.failing), ("passes", rule.passing)):
                for number, example in enumerate(shown, 1):
                    yield pytest.param(rule, example, id=f"{rule.id} {kind} {number}")


UNTOUCHED = frozenset(
    (
        "pdf/alternative-file-name pdf/alternative-empty pdf/alternative-repeats pdf/no-title pdf/empty-heading"
        " pdf/contents-leader"
    ).split()
)
"""rules that a page alone can break"""


@pytest.mark.parametrize(("rule", "example"), [*examples()])
def test_an_example_of_a_rule(rule: Rule, example: Example) -> None:
    answers = found(page(example.text, example.language), example.flags, example.language)
    if example in rule.failing:
        assert {answer.rule: answer.level for answer in answers} == {rule.id: rule.level}
    else:
        assert answers == ()
