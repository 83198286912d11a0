from __future__ import annotations

import pytest
from tests.recorded import recorded

from publisher.checks.spelling import findings_of, not_run, rule_of
from publisher.engines.languagetool_answer import matches_of
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.passage import Passage
from publisher.model.text import Stretch, Text, read_text
from publisher.model.verdict import Match


def found(code: str, accepted: tuple[str, ...] = (), skipped: tuple[tuple[int, int], ...] = ()) -> list[Finding]:
    record = recorded("languagetool", code)
    stretches = tuple(Stretch(start, end, None) for start, end in skipped)
    text = Text(record["text"], code, record["text"], record["text"], stretches)
    passage = Passage(text, "source/a.md", 3, "b-1", read_text("msgid", "fr"))
    return list(findings_of(passage, matches_of(record["answer"], record["text"]), accepted, "LanguageTool 6.7"))


def quoted(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.message.split("”")[0].removeprefix("“")) for finding in findings]


def test_each_remark_is_a_finding_at_its_words_also_after_an_emoji() -> None:
    assert quoted(found("fr")) == [
        ("prose/grammar", "les chiffre"),
        ("prose/spelling", "annnée"),
        ("prose/spelling", "Kovalenkova"),
        ("prose/spelling", "Adwenpa"),
    ]


@pytest.mark.parametrize(("code", "word"), [("en-GB", "anual"), ("es", "añno"), ("ar", "التقريرر")])
def test_every_language_has_its_misspellings_found(code: str, word: str) -> None:
    assert ("prose/spelling", word) in quoted(found(code))


def test_a_finding_stands_at_the_block_and_names_rule_suggestions_and_checker() -> None:
    spelling = found("fr")[1]
    assert (spelling.file, spelling.line, spelling.id, spelling.language) == ("source/a.md", 3, "b-1", "fr")
    assert spelling.msgid == "msgid"
    assert spelling.level is Level.WARNING
    assert spelling.checker == "LanguageTool 6.7"
    assert spelling.message.endswith("[FR_SPELLING_RULE]")
    assert spelling.hint is not None and "année" in spelling.hint


def test_a_remark_without_a_suggestion_has_no_hint() -> None:
    assert found("fr")[2].hint is None


@pytest.mark.parametrize(
    ("accepted", "remain"),
    [
        (("Adwenpa",), False),
        (("adwenpa",), False),
        (("ADWENPA",), True),
        (("base Adwenpa",), False),
        (("BASE ADWENPA",), True),
        (("base adwenpa",), False),
        (("wenpa",), True),
    ],
)
def test_an_accepted_word_counts_as_written_or_in_any_case_when_small(accepted: tuple[str, ...], remain: bool) -> None:
    assert (("prose/spelling", "Adwenpa") in quoted(found("fr", accepted))) is remain


def test_a_remark_that_touches_a_skipped_span_is_none() -> None:
    text = recorded("languagetool", "fr")["text"]
    start = text.index("annnée")
    assert "annnée" not in [words for _, words in quoted(found("fr", skipped=((start + 2, start + 3),)))]
    assert "annnée" in [words for _, words in quoted(found("fr", skipped=((start - 3, start), (start + 6, start + 7))))]


@pytest.mark.parametrize(
    ("category", "issue_type", "rule"),
    [
        ("TYPOS", "misspelling", "prose/spelling"),
        ("CAT_GRAMMAIRE", "uncategorized", "prose/grammar"),
        ("AGREEMENT_NOUNS", "inconsistency", "prose/grammar"),
        ("MISC", "duplication", "prose/grammar"),
        ("PONCTUATION_VIRGULE", "uncategorized", "prose/typography"),
        ("TYPOGRAPHY", "whitespace", "prose/typography"),
        ("REDUNDANCY", "uncategorized", "prose/style"),
        ("MISC", "locale-violation", "prose/style"),
    ],
)
def test_the_rule_is_one_of_four(category: str, issue_type: str, rule: str) -> None:
    assert rule_of(Match("X", category, "", 0, 1, (), issue_type)) == rule


def test_not_run_is_an_error_and_no_pass() -> None:
    finding = not_run("prose", "LanguageTool did not answer")
    assert (finding.rule, finding.level, finding.outcome) == ("prose/not-run", Level.ERROR, Outcome.UNTESTED)
