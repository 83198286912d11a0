"""The form of what persons judge: pleasant to fill in, hard to get wrong, and nothing in it is ever lost."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.answers import KEYS, VERDICTS, Form, answered, file_of, parse, rewritten
from publisher.answers.lines import statements
from publisher.answers.writing import WORDS as SAID
from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Outcome
from publisher.model.judgement import Answer, Look, Question
from publisher.model.texts import Texts

FILE = file_of("fr")
DAY = date(2026, 5, 4)
FIGURES = Question(
    "matterhorn/13-005", "Are alternatives good?",
    (
        Look("Trois grues", "b-3", 4, "../fr/html/images/port.svg", mark="aaaa"),
        Look("Le quai", "b-8", 5, mark="bbbb"),
    ),
    "1" * 16,
)  # fmt: skip
HEADINGS = Question("matterhorn/14-001", "Are headings headings?", (), "2" * 16, parts=(Look("Le port", mark="cccc"),))
LINKS = Question("wcag/2.4.4/html", "Are links clear?", (Look("ici", file="01-port.html", mark="dddd"),), "3" * 16)
SOUND = Question("matterhorn/05-001", "Can films be read?", (), "4" * 16, is_void=True)
ALL = (SOUND, FIGURES, HEADINGS, LINKS)
KNOWN = frozenset(question.id for question in ALL)


def read(text: str) -> Form:
    return parse(text, FILE, KNOWN)


def written(text: str = "", questions: Sequence[Question] = ALL, texts: Texts | None = None) -> str:
    return rewritten(read(text), questions, texts or Texts()).text


def filled(text: str, question: Question, /, **values: str) -> str:
    """Return a form in which a person wrote values in the section of a question."""
    start = text.index(f'["{question.id}"]')
    end = text.find("\n\n", start)
    section = text[start : end if end > 0 else len(text)]
    for key, value in values.items():
        section, found = re.subn(rf"(?m)^{key} = .*$", f"{key} = {value}", section)
        section += "" if found else f"\n{key} = {value}"
    return text[:start] + section + text[end:]


SIGNED = {"name": '"Ana Ruiz"', "date": "2026-05-04"}
JUDGED = written(filled(written(), FIGURES, verdict='"passed"', remark='"bien"', **SIGNED))
OTHER = replace(FIGURES, hash="9" * 16, look=(FIGURES.look[0], Look("Un quai", "b-8", 5, mark="eeee")))


def comments(text: str, question: Question) -> str:
    """Return what stands above the section of a question."""
    return text[: text.index(f'["{question.id}"]')].rpartition("\n\n")[2]


def test_an_empty_form_asks_every_question_that_has_something_to_judge_and_answers_none() -> None:
    form = read(written())
    assert list(form.sections) == [FIGURES.id, HEADINGS.id, LINKS.id]
    assert form.answers == ()


def test_the_form_says_what_is_asked_and_where_to_look() -> None:
    said = comments(written(), FIGURES)
    for words in ("13-005", FIGURES.text, "Trois grues", "4", "b-3", "build/fr/html/images/port.svg", "Le quai"):
        assert words in said
    assert "01-port.html" in comments(written(), LINKS)


def test_the_form_speaks_the_language_of_its_reader() -> None:
    texts = Texts("ar", "rtl", {FIGURES.text: "هل البدائل جيدة؟"})
    assert "هل البدائل جيدة؟" in comments(written(texts=texts), FIGURES)


def test_writing_a_form_again_changes_nothing() -> None:
    assert written(JUDGED) == JUDGED
    assert written(written()) == written()


@pytest.mark.parametrize(("word", "outcome"), VERDICTS.items())
def test_a_verdict_is_read_with_name_day_remark_and_the_text_it_is_about(word: str, outcome: Outcome) -> None:
    (answer,) = read(filled(written(), FIGURES, verdict=f'"{word}"', remark='"bien"', **SIGNED)).answers
    assert (answer.question, answer.verdict, answer.name, answer.date) == (FIGURES.id, outcome, "Ana Ruiz", DAY)
    assert (answer.remark, answer.hash, answer.seen) == ("bien", FIGURES.hash, FIGURES.marks)
    assert answer.holds_for(FIGURES)


@pytest.mark.parametrize("day", ["2026-05-04", '"2026-05-04"', "'2026-05-04'"])
def test_a_day_may_stand_in_quotation_marks(day: str) -> None:
    (answer,) = read(filled(written(), FIGURES, verdict='"passed"', name='"Ana"', date=day)).answers
    assert answer.date == DAY


def test_name_and_day_at_the_top_hold_for_all_verdicts_without_and_are_written_beside_them() -> None:
    top = written().replace('name = ""\ndate = ""', 'name = "Ana Ruiz"\ndate = 2026-05-04', 1)
    text = filled(filled(top, FIGURES, verdict='"passed"'), LINKS, verdict='"failed"', name='"Jean"')
    assert [(one.name, one.date) for one in read(text).answers] == [("Ana Ruiz", DAY), ("Jean", DAY)]
    kept = written(text).replace('name = "Ana Ruiz"\ndate = 2026-05-04', 'name = "Paul"\ndate = 2027-01-01', 1)
    assert [(one.name, one.date) for one in read(kept).answers] == [("Ana Ruiz", DAY), ("Jean", DAY)]


def test_a_verdict_for_a_text_that_changed_is_kept_and_asked_again() -> None:
    text = written(JUDGED, (OTHER, HEADINGS, LINKS))
    form = read(text)
    assert form.given[FIGURES.id].verdict is None
    assert form.given[FIGURES.id].hash == OTHER.hash
    (older,) = form.answers
    assert (older.verdict, older.name, older.remark, older.hash) == (Outcome.PASSED, "Ana Ruiz", "bien", FIGURES.hash)
    assert written(text, (OTHER, HEADINGS, LINKS)) == text


def test_who_judged_before_and_what_has_changed_since_is_told() -> None:
    before, _, after = comments(written(JUDGED, (OTHER, HEADINGS, LINKS)), FIGURES).partition(SAID["look"])
    for words in ("Ana Ruiz", "2026-05-04", "bien", "Un quai"):
        assert words in before
    assert "Trois grues" not in before
    assert "Trois grues" in after


def test_that_something_was_only_taken_away_since_is_told() -> None:
    less = replace(FIGURES, hash="7" * 16, look=FIGURES.look[:1])
    before, _, _ = comments(written(JUDGED, (less,)), FIGURES).partition(SAID["look"])
    assert "Ana Ruiz" in before
    assert SAID["moved"] in before
    assert "Trois grues" not in before


def test_an_answer_comes_back_with_the_text_it_was_given_for() -> None:
    changed = written(JUDGED, (OTHER, HEADINGS, LINKS))
    back = read(written(changed))
    assert back.given[FIGURES.id].holds_for(FIGURES)
    assert back.given[FIGURES.id].remark == "bien"


def test_a_verdict_without_the_text_that_was_shown_is_not_tied_to_one() -> None:
    text = filled(written(), FIGURES, verdict='"passed"', text='""', **SIGNED)
    form = read(written(text))
    assert not any(answer.holds_for(FIGURES) for answer in form.answers)
    assert [answer.name for answer in form.answers] == ["Ana Ruiz"]


def test_comments_of_persons_stay_where_they_are() -> None:
    text = JUDGED.replace(f'["{HEADINGS.id}"]', f'# vu avec NVDA\n\n# deux fois\n["{HEADINGS.id}"]  # titres\n# dedans')
    text = text.replace('remark = "bien"', 'remark = "bien"  # le 4').replace('name = ""', '# haut\nname = ""', 1)
    again = written(text + "\n# fin\n")
    for comment in ("# vu avec NVDA", "# deux fois", "# titres", "# dedans", "# le 4", "# haut", "# fin"):
        assert again.count(comment) == 1
    assert again.index("# deux fois") < again.index(f'["{HEADINGS.id}"]') < again.index("# dedans")
    assert written(again) == again
    changed = written(again, (OTHER, replace(HEADINGS, hash="8" * 16), LINKS))
    assert all(comment in changed for comment in ("# vu avec NVDA", "# dedans", "# le 4", "# fin"))


def test_what_a_person_wrote_her_way_stays_as_she_wrote_it() -> None:
    text = filled(written(), FIGURES, verdict="'passed'", remark='"""un\ndeux # trois\n"""', **SIGNED)
    assert written(text).count('remark = """un\ndeux # trois\n"""') == 1
    assert written(written(text)) == written(text)


def test_lines_of_another_system_stay() -> None:
    text = JUDGED.replace("\n", "\r\n")
    assert written(text) == text
    assert read(text).answers == read(JUDGED).answers


def test_an_answer_whose_question_is_gone_is_kept_at_the_end() -> None:
    text = written(JUDGED, (HEADINGS, LINKS))
    form = parse(text, FILE, {HEADINGS.id, LINKS.id})
    assert list(form.sections) == [HEADINGS.id, LINKS.id, FIGURES.id]
    assert [(one.question, one.name, one.hash) for one in form.answers] == [(FIGURES.id, "Ana Ruiz", FIGURES.hash)]
    assert list(read(written(text)).sections) == [FIGURES.id, HEADINGS.id, LINKS.id]


def test_a_question_that_nobody_answered_goes_without_a_trace() -> None:
    assert FIGURES.id not in written(written(), (HEADINGS, LINKS))


def test_what_is_said_of_a_thing_that_is_not_there_any_more_stays() -> None:
    gone = replace(FIGURES, is_void=True)
    assert [answer.name for answer in read(written(JUDGED, (gone, HEADINGS, LINKS))).answers] == ["Ana Ruiz"]


def test_an_answer_may_be_given_without_an_editor() -> None:
    one = Answer(FIGURES.id, Outcome.FAILED, 'Jean "le" Petit', DAY, "quai\x7f \\ port", FIGURES.hash)
    form = answered(read(written()), FIGURES, one)
    (found,) = read(form.text).answers
    assert replace(found, line=None, seen=()) == one
    assert comments(form.text, FIGURES) == comments(written(), FIGURES)
    again = written(form.text)
    counted = [SAID["counts"].format(asked=3, judged=number, owed=3 - number) for number in (1, 0)]
    assert again.replace(*counted) == form.text


def test_the_same_answer_twice_is_one_answer() -> None:
    one = Answer(FIGURES.id, Outcome.PASSED, "Ana Ruiz", DAY, "bien", FIGURES.hash)
    assert answered(read(JUDGED), FIGURES, one).text == JUDGED


def test_another_answer_for_the_same_text_stands_and_the_first_is_kept() -> None:
    one = Answer(FIGURES.id, Outcome.FAILED, "Jean", DAY, "", FIGURES.hash)
    first, last = read(answered(read(JUDGED), FIGURES, one).text).answers
    assert (first.name, last.name) == ("Ana Ruiz", "Jean")


def test_a_thing_that_is_said_not_to_be_there_may_be_judged_all_the_same() -> None:
    one = Answer(SOUND.id, Outcome.FAILED, "Ana", DAY, "page 3", SOUND.hash)
    form = answered(read(written()), SOUND, one)
    assert [answer.question for answer in read(written(form.text)).answers] == [SOUND.id]


SECTION = f'["{FIGURES.id}"]\n'
FAULTY = [
    (SECTION + 'verdict = "passé"\nname = "A"\ndate = 2026-05-04\n', 2, "passed"),
    (SECTION + 'verdict = "passed"\ndate = 2026-05-04\n', 2, "name"),
    (SECTION + 'verdict = "passed"\nname = "A"\n', 2, "date"),
    (SECTION + 'verdict = "passed"\nname = "A"\ndate = "demain"\n', 4, "demain"),
    (SECTION + 'verdict = "passed"\nname = "A"\ndate = 2026-05-04T10:00:00\n', 4, "date"),
    (SECTION + 'verdict = "passed"\nname = "A"\ndate = 7\n', 4, "date"),
    (SECTION + 'verdit = "passed"\n', 2, "verdict"),
    (SECTION + "verdict = true\n", 2, "verdict"),
    (SECTION + "verdict = { a = 1 }\n", 1, FIGURES.id),
    (SECTION + 'text = "xyz"\n', 2, "text"),
    ('["matterhorn/13-05"]\nverdict = ""\n', 1, "matterhorn/13-005"),
    ('["matterhorn/99-999"]\nverdict = ""\n', 1, "matterhorn/99-999"),
    ("[matterhorn.13-005]\n", 1, "matterhorn"),
    (f'[["{FIGURES.id}"]]\nverdict = ""\n', 1, FIGURES.id),
    (f'"{FIGURES.id}" = {{ verdict = "" }}\n', 1, FIGURES.id),
    ('nom = "Ana"\n', 1, "name"),
    ("date = 3\n", 1, "date"),
    ('[[before]]\nquestion = "x"\n', 2, "before"),
    ("[before]\n", 1, "before"),
    ('before = [{ question = "matterhorn/13-005" }]\n', 1, "before"),
    ('[seen]\nabc = "aaaa"\n', 2, "seen"),
    ("[seen]\n0000000000000000 = 3\n", 2, "seen"),
    ("x = [\n'[a]',\n]\n", 1, "x"),
    (SECTION + SECTION, 2, ""),
    ("verdict =\n", 1, ""),
]


@pytest.mark.parametrize(("text", "line", "named"), FAULTY)
def test_a_fault_is_an_error_with_its_line_that_names_what_is_meant(text: str, line: int, named: str) -> None:
    with pytest.raises(PublisherError) as caught:
        read(text)
    error = caught.value
    assert (error.code, error.file, error.line) == (ExitCode.USAGE, FILE, line)
    assert named in f"{error.message} {error.why}"


def test_all_faults_are_told_at_once_each_with_its_line() -> None:
    text = f'{SECTION}verdict = "oui"\n["{LINKS.id}"]\nremarque = "x"\n["{HEADINGS.id}"]\nverdict = "failed"\n'
    with pytest.raises(PublisherError) as caught:
        read(text)
    assert caught.value.line == 2
    for place in (f"{FILE}:4", f"{FILE}:6"):
        assert place in str(caught.value.why)


def test_an_answer_to_a_question_of_another_version_is_kept() -> None:
    text = JUDGED + f'\n["wcag/4.1.1/html"]\nverdict = "passed"\nname = "A"\ndate = 2020-01-01\ntext = "{"0" * 16}"\n'
    again = parse(written(text), FILE, KNOWN)
    assert "wcag/4.1.1/html" in [answer.question for answer in again.answers]


@pytest.mark.parametrize(
    "words", ["a\nb = 1", "\x00\x1b[31m", "\u202ebidi", "\ud800", "x" * 500, "{n}", "]]\n[[before]]", "\u2028#"]
)
def test_what_stands_in_a_publication_cannot_break_the_form(words: str) -> None:
    hostile = replace(FIGURES, look=(Look(words, words, 1, words, mark="aaaa"),))
    text = written("", (hostile, LINKS))
    text.encode()
    assert list(read(text).sections) == [FIGURES.id, LINKS.id]
    assert written(text, (hostile, LINKS)) == text
    assert "\u202e" not in text


def test_long_lists_are_cut_and_their_marks_are_not() -> None:
    marks = [f"{chr(97 + number // 26)}{chr(97 + number % 26)}aa" for number in range(200)]
    many = replace(FIGURES, look=tuple(Look(f"figure {mark}", mark=mark) for mark in marks))
    text = written(JUDGED, (many,))
    assert "figure aaaa" in text
    assert "figure hraa" not in text
    assert read(text).answers[0].seen == many.marks


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(remark=WORDS, name=WORDS.filter(str.strip), verdict=st.sampled_from(sorted(VERDICTS)))
@settings(max_examples=60, deadline=None)
def test_whatever_is_answered_is_read_again(remark: str, name: str, verdict: str) -> None:
    one = Answer(LINKS.id, VERDICTS[verdict], name.strip(), DAY, remark.strip(), LINKS.hash)
    text = answered(read(JUDGED), LINKS, one).text
    assert replace(read(text).answers[-1], line=None, seen=()) == one
    assert written(written(text)) == written(text)


PIECES = st.sampled_from(
    ["#", "#. x", "\n", "[", "]", '"', "'", '"""', "'''", "=", "verdict", '"passed"', "2026-05-04", "name", " ", "\\",
     '["matterhorn/13-005"]\n', "[[before]]\n", "[seen]\n", "text", ".", "{", "}", ",", "é", "\r\n", "\t", "date"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_form_or_an_error_with_its_place(text: str) -> None:
    try:
        form = read(text)
    except PublisherError as error:
        assert error.file == FILE
        return
    again = read(rewritten(form, ALL, Texts()).text).answers
    assert {replace(one, line=None, seen=()) for one in form.answers} == {
        replace(one, line=None, seen=()) for one in again
    }


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_statements_are_the_lines_of_a_text(text: str) -> None:
    plain = text.replace("\r\n", "\n")
    try:
        tomllib.loads(plain)
    except ValueError:
        return
    lines = [line for one in statements(plain) for line in one.text.split("\n")]
    assert [line.rstrip() for line in lines] == [
        line.rstrip() for line in plain.removesuffix("\n").split("\n") if plain
    ]


def test_the_keys_of_an_answer_are_those_of_the_form() -> None:
    assert set(tomllib.loads(JUDGED)[FIGURES.id]) == set(KEYS)
