from __future__ import annotations

from dataclasses import replace

import pytest
from tests.recorded import recorded

from publisher.checks.prose.spelling import findings_of, frequent_words, not_run, rule_of
from publisher.engines.languagetool_answer import matches_of
from publisher.languages import language
from publisher.model.finding import Finding, Level, Outcome
from publisher.model.passage import Passage
from publisher.model.question import Profile, Question
from publisher.model.rule import Example
from publisher.model.text import Stretch, Text, read_text
from publisher.model.verdict import Match
from publisher.rules import rules

ASKED = [
    "prose/spelling",
    "prose/unknown-name",
    "prose/grammar",
    "prose/doubtful",
    "prose/typography",
    "prose/style",
]
FAILING = [(rule, example) for rule in ASKED for example in rules()[rule].failing]
PASSING = [(rule, example) for rule in ASKED for example in rules()[rule].passing]
CODES = {language(tag).prose.code: tag for tag in ("fr", "en", "es", "ar")}


def found(code: str, accepted: tuple[str, ...] = (), skipped: tuple[tuple[int, int], ...] = ()) -> list[Finding]:
    record = recorded("languagetool", code)
    stretches = tuple(Stretch(start, end, None) for start, end in skipped)
    text = Text(record["text"], CODES[code], record["text"], record["text"], stretches)
    passage = Passage(text, "source/a.md", 3, "b-1", read_text("msgid", "fr"))
    matches = matches_of(record["answer"], Question(Profile(code, ""), record["text"]))
    return list(findings_of(passage, matches, accepted, "LanguageTool 6.7"))


def rules_broken(example: Example) -> list[str]:
    answer = recorded("languagetool", "examples")[f"{example.language} {example.text}"]
    return [finding.rule for finding in passage_findings(example, matches_of(answer, asked(example)))]


def asked(example: Example) -> Question:
    return Question(Profile(example.language, ""), example.text)


def passage_findings(example: Example, matches: tuple[Match, ...]) -> tuple[Finding, ...]:
    source = read_text(example.source, "fr") if example.source else None
    return findings_of(Passage(read_text(example.text, example.language), "a.md", 1, "b-1", source), matches)


def spoken(
    text: str, word: str, tag: str, suggestions: tuple[str, ...] = (), source: str | None = None, **more: frozenset[str]
) -> list[str]:
    """Return the rules that an unknown word of a text breaks."""
    speller = Match(language(tag).prose.speller, "TYPOS", "?", text.index(word), len(word), suggestions, "misspelling")
    passage = Passage(read_text(text, tag), "a.md", 1, "b-1", read_text(source, "fr") if source else None)
    return [finding.rule for finding in findings_of(passage, [speller], **more)]


def quoted(findings: list[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.quote) for finding in findings]


@pytest.mark.parametrize(("rule", "example"), FAILING)
def test_each_failing_example_breaks_its_rule(rule: str, example: Example) -> None:
    assert rule in rules_broken(example)


@pytest.mark.parametrize(("rule", "example"), PASSING)
def test_no_passing_example_breaks_its_rule(rule: str, example: Example) -> None:
    assert rule not in rules_broken(example)


def test_each_remark_is_a_finding_at_its_words_also_after_an_emoji() -> None:
    assert quoted(found("fr")) == [
        ("prose/grammar", "les chiffre"),
        ("prose/spelling", "annnée"),
        ("prose/unknown-name", "Kovalenkova"),
        ("prose/unknown-name", "Adwenpa"),
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
    assert "FR_SPELLING_RULE" in spelling.message
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
    assert ("Adwenpa" in [words for _, words in quoted(found("fr", accepted))]) is remain


def test_a_remark_that_touches_a_skipped_span_is_none() -> None:
    text = recorded("languagetool", "fr")["text"]
    start = text.index("annnée")
    assert "annnée" not in [words for _, words in quoted(found("fr", skipped=((start + 2, start + 3),)))]
    assert "annnée" in [words for _, words in quoted(found("fr", skipped=((start - 3, start), (start + 6, start + 7))))]


@pytest.mark.parametrize(
    ("category", "issue_type", "rule"),
    [
        ("TYPOS", "misspelling", "prose/spelling"),
        ("DIACRITICS", "misspelling", "prose/spelling"),
        ("CONFUSED_WORDS", "misspelling", "prose/grammar"),
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


@pytest.mark.parametrize(
    ("tag", "rule", "category"),
    [
        ("fr", "WHITESPACE_RULE", "MISC"),
        ("fr", "ANY", "CAT_CALQUES"),
        ("en", "EN_DIACRITICS_REPLACE_ORTHOGRAPHY_CAFE", "TYPOS"),
        ("ar", "AR_HOMOPHONES_REPLACE", "CONFUSED_WORDS"),
    ],
)
def test_a_muted_rule_does_not_count_even_when_a_server_speaks_of_it(tag: str, rule: str, category: str) -> None:
    remark = Match(rule, category, "?", 0, 3, (), "uncategorized")
    assert findings_of(Passage(read_text("abc def", tag), "a.md", 1, "b-1"), [remark]) == ()


@pytest.mark.parametrize(("text", "rule"), [("du Scottish", "prose/doubtful"), ("du scottish", "prose/grammar")])
def test_agreement_with_a_name_is_doubtful(text: str, rule: str) -> None:
    remark = Match("D_N", "AGREEMENT", "?", 0, len(text), (), "uncategorized")
    (finding,) = findings_of(Passage(read_text(text, "fr"), "a.md", 1, "b-1"), [remark])
    assert finding.rule == rule


@pytest.mark.parametrize("remark", ["SPELLER", "GRAMMAR"])
def test_nothing_is_said_of_addresses_placeholders_and_commands(remark: str) -> None:
    text = read_text("Escriba a {nombre}@casa.example o a --formato.", "es")
    match = Match("ANY", "GRAMMAR", "?", 11, 6, (), "grammar")
    match = replace(match, rule=language("es").prose.speller) if remark == "SPELLER" else match
    assert findings_of(Passage(text, "a.md", 1, "b-1"), [match]) == ()


def test_a_grammar_remark_on_a_name_carried_over_is_none() -> None:
    source = read_text("Le quotidien Des Moines Register", "fr")
    passage = Passage(read_text("El diario Des Moines Register", "es"), "a.md", 1, "b-1", source)
    assert findings_of(passage, [Match("X", "CONFUSIONS", "?", 10, 3, ("De",), "uncategorized")]) == ()


def test_the_unknown_word_of_a_remark_on_two_is_the_last() -> None:
    passage = Passage(read_text("قبل الجمعيه", "ar"), "a.md", 1, "b-1")
    speller = Match("HUNSPELL_RULE_AR", "TYPOS", "?", 0, 11, ("قبلا لجمعيه",), "misspelling")
    (finding,) = findings_of(passage, [speller])
    assert (finding.rule, finding.quote, finding.hint) == ("prose/spelling", "الجمعيه", None)


def test_a_word_of_several_texts_is_one_of_the_subject() -> None:
    texts = ["La tupla es corta.", "Una tupla larga", "otra tupla", "un duda"]
    frequent = frequent_words(texts)
    assert frequent == {"tupla"}
    assert spoken(texts[0], "tupla", "es", ("dupla",), frequent=frequent) == ["prose/unknown-name"]
    assert spoken(texts[0], "tupla", "es", ("dupla",)) == ["prose/spelling"]


def test_a_frequent_word_without_its_accent_is_a_slip() -> None:
    assert spoken("las reuniones", "reuniones", "es", ("reúniones",), frequent=frozenset({"reuniones"})) == [
        "prose/spelling"
    ]


def test_not_run_is_an_error_and_no_pass() -> None:
    finding = not_run("prose", "LanguageTool did not answer")
    assert (finding.rule, finding.level, finding.outcome) == ("prose/not-run", Level.ERROR, Outcome.UNTESTED)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("L’Organisation a son siège à Lyon.", ["prose/doubtful"]),
        ("Le comité a décidé de renoncer a son projet.", ["prose/grammar"]),
    ],
)
def test_the_words_around_decide_whether_a_remark_is_sure(text: str, rules: list[str]) -> None:
    match = Match("A_ACCENT", "CAT_GRAMMAIRE", "m", text.index(" a son") + 1, 1, ("à",), "grammar")
    passage = Passage(read_text(text, "fr"), "source/a.md", 1, "b-1")
    assert [finding.rule for finding in findings_of(passage, [match])] == rules


@pytest.mark.parametrize(
    ("rule", "text", "words", "rules"),
    [
        ("ON_ONT", "Ont participé à la fête douze voisins.", "Ont", ["prose/doubtful"]),
        ("ON_ONT", "Ont arrose le soir.", "Ont", ["prose/grammar"]),
        ("ACCORD_SUJET_VERBE", "Un à deux mois peuvent passer.", "peuvent", ["prose/doubtful"]),
        ("ACCORD_SUJET_VERBE", "Un voisin peuvent passer.", "peuvent", ["prose/grammar"]),
        ("OU", "Dites le jour ou l’heure.", "ou", ["prose/doubtful"]),
        ("OU", "C’est le jour ou la fête commence.", "ou", ["prose/grammar"]),
    ],
)
def test_french_turns_that_a_rule_takes_for_faults_are_doubtful(
    rule: str, text: str, words: str, rules: list[str]
) -> None:
    match = Match(rule, "CAT_GRAMMAIRE", "m", text.index(f"{words} "), len(words), (), "grammar")
    passage = Passage(read_text(text, "fr"), "source/a.md", 1, "b-1")
    assert [finding.rule for finding in findings_of(passage, [match])] == rules


def test_a_known_arabic_word_is_known_with_its_particles() -> None:
    for word in ("السيبرانية", "والسيبرانية", "بالرقمنة", "للحوكمة"):
        text = f"هذه {word} هنا."
        match = Match("HUNSPELL_RULE_AR", "TYPOS", "m", text.index(word), len(word), (), "misspelling")
        assert findings_of(Passage(read_text(text, "ar"), "a.po", 1, "b-1"), [match]) == (), word


def test_a_word_of_the_source_written_for_its_cognate_is_a_slip() -> None:
    text, source = read_text("La gestion del puerto", "es"), read_text("La gestion du port", "fr")
    match = Match("MORFOLOGIK_RULE_ES", "TYPOS", "m", 3, 7, ("gestión",), "misspelling")
    found = findings_of(Passage(text, "a.po", 1, "b-1", source), [match])
    assert [finding.rule for finding in found] == ["prose/spelling"]
