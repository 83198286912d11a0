"""Answering questions that only persons can: the right question, the text that is built, nothing of others lost."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import publisher.cli.judging  # noqa: F401, the verb has to be known
from publisher.answers import file_of
from publisher.answers.writing import WORDS
from publisher.cli.group import cli
from publisher.errors import ExitCode, PublisherError
from publisher.model.finding import Outcome
from publisher.model.judgement import Answer, Question
from publisher.model.texts import Texts
from publisher.pipeline import audit
from publisher.pipeline.answering import Judgement, answer, read_answers, write_form
from publisher.pipeline.project import Project, load
from publisher.workspace import Workspace

IDS = ("matterhorn/13-006", "matterhorn/13-005", "wcag/1.1.1/html", "wcag/1.1.1/pdf", "wcag/2.4.4/html")
QUESTIONS = tuple(Question(id, f"Is {id} so?", (), f"{number:016x}") for number, id in enumerate(IDS))
DAY = date(2026, 5, 4)
YES = Judgement("passed", "Ana Ruiz", DAY, "bien")


@pytest.fixture(autouse=True)
def audited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the last audit have asked `QUESTIONS`."""

    def questions_of(_project: Project, _language: str) -> tuple[Question, ...]:
        return QUESTIONS

    monkeypatch.setattr(audit, "questions_of", questions_of, raising=False)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a publication."""
    found = Workspace(tmp_path)
    found.write("source/publication.toml", b'title = "Le port"\nsource_language = "fr"\nlanguages = ["es"]\n')
    found.write("source/01-port.md", b"# Le port\n")
    return found


def given(workspace: Workspace, *asked: str, judgement: Judgement = YES, language: str = "fr") -> tuple[Answer, ...]:
    return answer(load(workspace), language, asked, judgement)


def answered(workspace: Workspace, language: str = "fr") -> set[str]:
    return {one.question for one in read_answers(workspace, language)}


def test_without_a_form_nothing_is_answered(workspace: Workspace) -> None:
    assert read_answers(workspace, "fr") == ()
    assert not workspace.exists("source/audit")


def test_a_form_is_written_once_and_only_when_something_changed(workspace: Workspace) -> None:
    assert write_form(workspace, "fr", QUESTIONS, Texts())
    assert not write_form(workspace, "fr", QUESTIONS, Texts())


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("matterhorn/13-005", "matterhorn/13-005"),
        ("13-005", "matterhorn/13-005"),
        ("wcag/1.1.1/html", "wcag/1.1.1/html"),
        ("1.1.1/pdf", "wcag/1.1.1/pdf"),
        ("2.4.4", "wcag/2.4.4/html"),
    ],
)
def test_a_question_is_named_in_full_or_in_short(workspace: Workspace, asked: str, meant: str) -> None:
    (one,) = given(workspace, asked)
    assert one.question == meant
    (found,) = read_answers(workspace, "fr")
    assert (found.question, found.verdict, found.name, found.date) == (meant, Outcome.PASSED, "Ana Ruiz", DAY)
    assert found.holds_for(next(question for question in QUESTIONS if question.id == meant))


def test_several_questions_are_answered_at_once(workspace: Workspace) -> None:
    given(workspace, "13-006", "13-005", "13-006")
    assert answered(workspace) == {"matterhorn/13-006", "matterhorn/13-005"}


def test_an_answer_is_one_of_its_language(workspace: Workspace) -> None:
    given(workspace, "13-006", language="es")
    assert answered(workspace, "fr") == set()
    assert answered(workspace, "es") == {"matterhorn/13-006"}


@pytest.mark.parametrize(
    ("asked", "named"), [("1.1.1", "wcag/1.1.1/pdf"), ("13-06", "13-006"), ("matterhorn/13-016", "matterhorn/13-006")]
)
def test_what_names_no_question_or_two_is_an_error_that_names_the_nearest(
    workspace: Workspace, asked: str, named: str
) -> None:
    with pytest.raises(PublisherError) as caught:
        given(workspace, "13-005", asked)
    assert caught.value.code is ExitCode.USAGE
    assert named in str(caught.value.hint)
    assert not workspace.exists(file_of("fr"))


def test_a_language_the_publication_does_not_have_is_an_error(workspace: Workspace) -> None:
    with pytest.raises(PublisherError) as caught:
        given(workspace, "13-006", language="de")
    assert caught.value.code is ExitCode.USAGE


def test_what_others_wrote_in_the_form_stays(workspace: Workspace) -> None:
    write_form(workspace, "fr", QUESTIONS, Texts("fr", translations={WORDS["whole"]: "Tout regarder."}))
    before = workspace.text(file_of("fr")).replace('["matterhorn/13-005"]', '# à revoir\n["matterhorn/13-005"]')
    workspace.write(file_of("fr"), before.encode())
    given(workspace, "13-006")
    after = workspace.text(file_of("fr"))
    added = set(after.splitlines()) - set(before.splitlines())
    assert added == {'verdict = "passed"', 'remark = "bien"', 'name = "Ana Ruiz"', "date = 2026-05-04"}
    assert set(before.splitlines()) <= set(after.splitlines())


def test_a_form_with_faults_is_not_touched(workspace: Workspace) -> None:
    workspace.write(file_of("fr"), b'["matterhorn/13-006"]\nverdict = "oui"\n')
    for act in (lambda: given(workspace, "13-005"), lambda: write_form(workspace, "fr", QUESTIONS, Texts())):
        with pytest.raises(PublisherError) as caught:
            act()
        assert (caught.value.file, caught.value.line) == (file_of("fr"), 2)
    assert workspace.text(file_of("fr")) == '["matterhorn/13-006"]\nverdict = "oui"\n'


def test_what_could_not_be_read_again_is_not_written(workspace: Workspace) -> None:
    with pytest.raises(PublisherError):
        given(workspace, "13-006", judgement=Judgement("passed", "Ana", DAY, "." * 200))
    assert read_answers(workspace, "fr") == ()


def test_a_form_that_is_no_text_is_an_error_with_its_line(workspace: Workspace) -> None:
    workspace.write(file_of("fr"), b'# bien\nname = "\xff"\n')
    with pytest.raises(PublisherError) as caught:
        read_answers(workspace, "fr")
    assert (caught.value.file, caught.value.line) == (file_of("fr"), 2)


def test_answers_given_at_the_same_time_are_all_kept(workspace: Workspace) -> None:
    with ThreadPoolExecutor(len(IDS)) as pool:
        list(pool.map(lambda id: given(workspace, id), IDS))
    assert answered(workspace) == set(IDS)


def verb(workspace: Workspace, *arguments: str, moment: str | None = None) -> Result:
    environment = {"SOURCE_DATE_EPOCH": moment}
    return CliRunner(env=environment).invoke(cli, ["-C", str(workspace.root), "answer", *arguments])


def test_the_verb_answers_questions_and_says_so_in_json(workspace: Workspace) -> None:
    result = verb(
        workspace, "13-006", "1.1.1/pdf", "failed", "-l", "fr", "--name", " Ana  Ruiz", "--remark", "deux\ngrues",
        "--date", "2026-05-04", "--json",
    )  # fmt: skip
    assert result.exit_code == 0
    assert json.loads(result.stdout)["answers"][1] == {
        "question": "wcag/1.1.1/pdf", "outcome": "failed", "name": "Ana Ruiz", "date": "2026-05-04",
        "remark": "deux grues",
    }  # fmt: skip
    assert answered(workspace) == {"matterhorn/13-006", "wcag/1.1.1/pdf"}


def test_the_day_is_that_of_the_environment_or_today(workspace: Workspace) -> None:
    asked = ("passed", "-l", "fr", "--name", "Ana")
    verb(workspace, "13-006", *asked, moment="86400")
    earliest = date.today()
    verb(workspace, "13-005", *asked)
    first, second = (one.date for one in read_answers(workspace, "fr"))
    assert first == date(1970, 1, 2)
    assert second in (earliest, datetime.now().date())


@pytest.mark.parametrize(
    ("more", "moment"),
    [
        (("--name", "Ana", "--date", "demain"), None),
        (("--name", "Ana", "--date", ""), None),
        (("--name", "Ana"), "hier"),
        (("--name", "Ana"), "9" * 30),
        (("--name", " "), None),
    ],
)
def test_a_judgement_without_a_name_or_with_no_day_is_refused(
    workspace: Workspace, more: tuple[str, ...], moment: str | None
) -> None:
    result = verb(workspace, "13-006", "passed", "-l", "fr", *more, moment=moment)
    assert isinstance(result.exception, PublisherError)
    assert result.exception.code is ExitCode.USAGE
    assert not workspace.exists(file_of("fr"))


def test_a_verdict_that_is_none_is_refused(workspace: Workspace) -> None:
    assert verb(workspace, "13-006", "ok", "-l", "fr", "--name", "Ana").exit_code == ExitCode.USAGE
