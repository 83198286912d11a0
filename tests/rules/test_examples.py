"""Every rule does what its examples show: `publisher explain` tells nothing that was not tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from publisher.model.finding import Finding, Level, at_or_above
from publisher.model.passage import Passage
from publisher.model.rule import Example, Rule
from publisher.pipeline.prose import check_prose
from publisher.pipeline.request import silent
from publisher.pipeline.texts import texts
from publisher.rules import rules
from publisher.workspace import Workspace
from tests.rules.running import found_by_check, project_of

WITHOUT_TEXT = {
    "accepted/unused": "speaks of the list of accepted findings: see tests of pipeline/accepting",
    "build/not-compared": "speaks of pages that are not built: see tests/unit/pipeline/test_audit.py",
    "build/outdated": "speaks of files that are older than their sources: see there",
    "document/unsafe-font": "speaks of files of styles/: see tests/unit/gates/test_fonts.py",
    "document/located-image": "speaks of data of a camera: see tests/unit/gates/test_raster.py",
    "pdf/not-compared": "speaks of pages that are not built: see tests/engines/test_own_pdf_checks.py",
    "typography/house-style": "speaks of twenty texts or more that do the same",
}


WITHOUT_TEXT |= dict.fromkeys(
    (rule for rule in rules() if rule.startswith("manifest/")),
    "speaks of a folder that was delivered: see tests/unit/pipeline/test_verify.py",
)


def cases(*, prose: bool) -> Iterator[object]:
    for rule in rules().values():
        if rule.id.startswith("prose/") is prose and not rule.id.startswith(("pdf/", "content/")):
            for name, examples in (("fails", rule.failing), ("passes", rule.passing)):
                for number, example in enumerate(examples, 1):
                    yield pytest.param(rule, example, id=f"{rule.id} {name} {number} {example.language}")


@pytest.mark.parametrize("rule", [rule for rule in rules().values() if rule.id not in WITHOUT_TEXT], ids=lambda r: r.id)
def test_a_rule_has_an_example_of_each_kind(rule: Rule) -> None:
    assert rule.failing
    assert rule.passing


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_to_do_and_why(rule: Rule) -> None:
    assert rule.message.strip()
    assert rule.advice.strip()
    assert len(rule.why.split()) > 5


@pytest.mark.parametrize(("rule", "example"), [*cases(prose=False)])
def test_an_example(rule: Rule, example: Example, tmp_path: Path) -> None:
    judge(rule, example, found_by_check(rule, example, tmp_path))


def judge(rule: Rule, example: Example, found: Sequence[Finding]) -> None:
    """Hold what was found against what the example shows."""
    if example in rule.failing:
        assert [item.level for item in found if item.rule == rule.id][:1] == [rule.level], found
    else:
        assert [item for item in found if item.rule == rule.id] == []
        assert list(at_or_above(found, Level.WARNING)) == []


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Finding]]:
    """Return what LanguageTool says of the examples of prose rules, by language and text; it is started once."""
    workspace = Workspace(tmp_path_factory.mktemp("prose"))
    passages: dict[str, list[Passage]] = {}
    for rule in rules().values():
        if rule.id.startswith("prose/"):
            for example in (*rule.failing, *rule.passing):
                project, known = project_of(rule, example, workspace)
                passages.setdefault(example.language, []).extend(texts(project, example.language, known))
    found, engine = check_prose(project, list(passages.items()), silent)
    assert engine is None, found
    answers: dict[str, list[Finding]] = {}
    for finding in found:
        answers.setdefault(f"{finding.language} {finding.text}", []).append(finding)
    return answers


@pytest.mark.engine("java")
@pytest.mark.engine("languagetool")
@pytest.mark.parametrize(("rule", "example"), [*cases(prose=True)])
def test_an_example_of_prose(rule: Rule, example: Example, said: Mapping[str, list[Finding]], tmp_path: Path) -> None:
    own = found_by_check(rule, example, tmp_path)
    judge(rule, example, (*own, *said.get(f"{example.language} {example.text}", ())))
