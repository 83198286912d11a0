from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.checks.keeping import kept
from publisher.engines.answers import Answers
from publisher.errors import ExitCode, PublisherError
from publisher.model.evidence import Assertion, Requirements
from publisher.model.finding import Finding, Level, Outcome
from publisher.pipeline.checkers import Checker, Subject, Verdicts, ours, own_pdf, run_all, running
from publisher.rules import rules

SECONDS = 20.0
"""longest wait for what happens at once"""


@pytest.fixture
def subjects(tmp_path: Path) -> tuple[Subject, ...]:
    names = ("a.pdf", "b.pdf", "c.html")
    for name in names:
        (tmp_path / name).write_bytes(b"")
    return tuple(Subject(f"build/fr/{name}", tmp_path / name, "fr", name, {}) for name in names)


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "answers")


@pytest.fixture(autouse=True)
def every_program_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    class Found:
        version = "1.2"

    monkeypatch.setattr(running, "require", lambda engine: Found())


def says(name: str, before: object = None, engine: str = "program", suffix: str = ".pdf") -> Checker:
    """Return a checker by whose rule every file is good, after `before` was called."""

    def ask(subjects: Sequence[Subject], answers: Answers, version: str) -> Verdicts:
        if callable(before):
            before()
        return Verdicts(name, tuple(kept(f"pdf/{name}", subject.tested, name, 3) for subject in subjects))

    return Checker(name, engine, f"pdf/{name}", suffix, ask)


def raises(error: BaseException) -> object:
    def fail() -> None:
        raise error

    return fail


def test_answers_stand_in_the_order_of_the_checkers_whoever_is_first(
    subjects: tuple[Subject, ...], answers: Answers
) -> None:
    second_is_done = threading.Event()
    checkers = (
        says("first", lambda: second_is_done.wait(SECONDS)),
        says("own", engine=""),
        says("second", second_is_done.set),
    )
    assert [said.checker for said in run_all(checkers, subjects, answers)] == ["first", "own", "second"]


def test_outside_programs_run_at_once_and_our_own_checks_meanwhile(
    subjects: tuple[Subject, ...], answers: Answers
) -> None:
    meeting = threading.Barrier(3, timeout=SECONDS)
    checkers = (says("one", meeting.wait), says("own", meeting.wait, ""), says("two", meeting.wait))
    assert [said.engine for said in run_all(checkers, subjects, answers)] == [None, None, None]
    assert not meeting.broken


def test_what_needs_no_answer_is_done_while_outside_programs_run(
    subjects: tuple[Subject, ...], answers: Answers
) -> None:
    meeting = threading.Barrier(2, timeout=SECONDS)
    (said,) = run_all((says("one", meeting.wait),), subjects, answers, meanwhile=meeting.wait)
    assert said.engine is None and not meeting.broken


def test_an_error_meanwhile_is_told_and_nothing_goes_on(subjects: tuple[Subject, ...], answers: Answers) -> None:
    def fail() -> None:
        raise PublisherError("the form cannot be read", code=ExitCode.USAGE)

    with pytest.raises(PublisherError, match="the form cannot be read"):
        run_all((says("one"), says("two")), subjects, answers, meanwhile=fail)


def test_a_checker_is_given_its_own_files_only(subjects: tuple[Subject, ...], answers: Answers) -> None:
    (said,) = run_all((says("pages", suffix=".html"),), subjects, answers)
    assert [item.subject.path for item in said.assertions] == ["build/fr/c.html"]
    (nothing,) = run_all((says("none", raises(AssertionError("asked")), suffix=".epub"),), subjects, answers)
    assert (nothing.assertions, nothing.engine) == ((), None)


@pytest.mark.parametrize(("engine", "code"), [("program", ExitCode.ENGINE_FAILED), ("", ExitCode.BUG)])
def test_a_checker_that_crashes_is_not_run_for_each_of_its_files_and_the_others_go_on(
    subjects: tuple[Subject, ...], answers: Answers, engine: str, code: ExitCode
) -> None:
    checkers = (says("bad", raises(RecursionError("too deep")), engine), says("good"))
    bad, good = run_all(checkers, subjects, answers)
    assert [(item.finding.rule, item.outcome, item.subject.path) for item in bad.assertions] == [
        ("pdf/bad-not-run", Outcome.UNTESTED, "build/fr/a.pdf"),
        ("pdf/bad-not-run", Outcome.UNTESTED, "build/fr/b.pdf"),
    ]
    assert bad.engine is code and all("too deep" in item.finding.message for item in bad.assertions)
    assert good.engine is None and {item.outcome for item in good.assertions} == {Outcome.PASSED}


def test_a_program_that_is_missing_says_how_to_get_it(subjects: tuple[Subject, ...], answers: Answers) -> None:
    error = PublisherError("no such program", code=ExitCode.ENGINE_MISSING, why="never installed", hint="install it")
    (said,) = run_all((says("absent", raises(error)),), subjects, answers)
    assert said.engine is ExitCode.ENGINE_MISSING
    assert {item.finding.hint for item in said.assertions} == {"install it"}
    assert all("never installed" in item.finding.message for item in said.assertions)


def test_findings_are_what_somebody_has_to_act_on(subjects: tuple[Subject, ...], answers: Answers) -> None:
    good, bad = run_all((says("good"), says("bad", raises(OSError("gone")))), subjects, answers)
    assert good.findings == () and len(good.assertions) == 2
    assert len(bad.findings) == 2


def test_what_standards_ask_for_is_added_from_what_the_checker_says(
    subjects: tuple[Subject, ...], answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str, tuple[str, ...]]] = []

    def stand_in(rule: str, kind: str, wcag: tuple[str, ...]) -> Requirements:
        asked.append((rule, kind, wcag))
        return Requirements(wcag=wcag, en=("10.1.1.1",))

    monkeypatch.setattr(running, "requirements", stand_in)

    def check(some: Sequence[Subject]) -> list[Assertion]:
        return [kept("html/mine", subject.tested, "me", None, ("1.1.1",)) for subject in some]

    (said,) = run_all((ours("mine", "html/mine", ".html", check),), subjects, answers)
    assert asked == [("html/mine", "html", ("1.1.1",))]
    assert [item.requirements for item in said.assertions] == [Requirements(("1.1.1",), ("10.1.1.1",))]


def test_why_a_file_was_not_tested_names_no_folder_of_this_machine(
    subjects: tuple[Subject, ...], answers: Answers, tmp_path: Path
) -> None:
    (said,) = run_all((says("bad", raises(OSError(f"{tmp_path}/a.pdf is odd"))),), subjects, answers)
    assert all(str(tmp_path) not in item.finding.message for item in said.assertions)
    assert "a.pdf is odd" in said.assertions[0].finding.message


def test_progress_counts_checkers(subjects: tuple[Subject, ...], answers: Answers) -> None:
    told: list[tuple[str, int, int]] = []
    run_all((says("a"), says("own", engine=""), says("b")), subjects, answers, lambda *step: told.append(step))
    assert told[0] == ("audit", 0, 3) and told[-1] == ("audit", 3, 3)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


INTERRUPTED = """
import signal
import sys
from pathlib import Path
from publisher.engines.answers import Answers
from publisher.engines.java import run_java
from publisher.pipeline.checkers import Checker, Subject, Verdicts, run_all, running

# A shell that runs the tests in the background has its children ignore interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)
running.require = lambda engine: type("Found", (), {"version": "1"})

def ask(subjects, answers, version):
    while True:  # a program that is started anew whenever it ends
        run_java("sleep", ["sh", "-c", "sleep 600 & echo $! >> " + sys.argv[1] + "; wait"], seconds=600)
        if Path(sys.argv[2]).exists():
            break
    return Verdicts("sleeper")

subject = Subject("build/fr/a.pdf", Path(__file__), "fr", "key", {})
run_all([Checker("sleeper", "program", "pdf/s", ".pdf", ask)], [subject], Answers(Path(sys.argv[1] + ".answers")))
"""


def test_an_interrupt_ends_what_was_started(tmp_path: Path) -> None:
    script, started, stop = tmp_path / "script.py", tmp_path / "started", tmp_path / "stop"
    script.write_text(INTERRUPTED, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script), str(started), str(stop)], stderr=subprocess.PIPE) as process:
        try:
            until(lambda: started.exists() and started.read_text().strip())
            process.send_signal(signal.SIGINT)
            until(lambda: len(started.read_text().split()) > 1 or process.poll() is not None)
            stop.touch()
            _, said = process.communicate(timeout=SECONDS)
        finally:
            stop.touch()
            process.kill()
    assert process.returncode in (-signal.SIGINT, ExitCode.INTERRUPTED) and b"KeyboardInterrupt" in said
    for number in started.read_text().split():
        until(lambda number=number: not is_running(int(number)))


def until(holds: object) -> None:
    end = time.monotonic() + SECONDS
    assert callable(holds)
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
        return "Z" not in Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_every_rule_on_a_pdf_has_who_says_that_it_is_kept() -> None:
    known = {*own_pdf.BY_ITSELF, *own_pdf.BESIDE_PAGES, *own_pdf.LAID_OUT, "pdf/not-compared"}
    assert known == {rule for rule in rules() if rule.startswith("pdf/")}


def printed(subject: Subject, found: tuple[Finding, ...] | None, answers: Answers) -> dict[str, Outcome]:
    said = own_pdf.ask_layout([replace(subject, laid_out=found)], answers, "")
    return {item.finding.rule: item.outcome for item in said.assertions}


def test_what_layout_did_not_find_is_kept(subjects: tuple[Subject, ...], answers: Answers) -> None:
    overflow = Finding("pdf/overflow", "no room", Level.ERROR)
    outcomes = printed(subjects[0], (overflow,), answers)
    assert outcomes["pdf/overflow"] is Outcome.FAILED
    assert outcomes["pdf/missing-glyph"] is outcomes["pdf/contrast"] is Outcome.PASSED


def test_contrast_that_nobody_could_measure_is_not_kept(subjects: tuple[Subject, ...], answers: Answers) -> None:
    unsure = Finding("pdf/contrast-unsure", "on a picture", Level.NOTE, Outcome.CANT_TELL)
    assert "pdf/contrast" not in printed(subjects[0], (unsure,), answers)


def test_what_nobody_remembers_of_layout_is_no_pass(subjects: tuple[Subject, ...], answers: Answers) -> None:
    assert set(printed(subjects[0], None, answers).values()) == {Outcome.CANT_TELL}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the files that our own checks read."""
    files: list[Path] = []

    def checked(subject: Subject) -> own_pdf.OwnAnswer:
        files.append(subject.file)
        finding = Finding("pdf/no-title", "none", Level.WARNING, file="source/a.md", line=3, words=("a", "b"))
        return own_pdf.OwnAnswer(subject.file, (finding,), (own_pdf.Kept("pdf/link-target", 2),))

    monkeypatch.setattr(own_pdf, "_checked", checked)
    return files


def test_an_unchanged_pdf_is_not_read_again_and_the_answer_is_the_same(
    subjects: tuple[Subject, ...], answers: Answers, read: list[Path]
) -> None:
    first = own_pdf.ask_own(subjects[:2], answers, "")
    assert own_pdf.ask_own(subjects[:2], answers, "") == first
    assert read == [subject.file for subject in subjects[:2]]
    assert {item.finding.checker for item in first.assertions} == {own_pdf.TOOL}


@pytest.mark.parametrize("change", ["file", "place", "page"])
def test_a_pdf_is_read_again_when_it_its_blocks_or_its_pages_change(
    subjects: tuple[Subject, ...], answers: Answers, read: list[Path], change: str
) -> None:
    subject = replace(subjects[0], index={"a": ("source/a.md", 1)})
    page = subject.file.parent / "html" / "a.html"
    page.parent.mkdir()
    page.write_text("<p>Un.</p>", encoding="utf-8")
    own_pdf.ask_own([subject], answers, "")
    if change == "file":
        subject = replace(subject, key="another")
    elif change == "place":
        subject = replace(subject, index={"a": ("source/a.md", 2)})
    else:
        page.write_text("<p>Deux.</p>", encoding="utf-8")
    own_pdf.ask_own([subject], answers, "")
    assert len(read) == 2
