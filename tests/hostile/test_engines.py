"""Programs and servers that answer with lies, and programs of the publication's own that would be run instead."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from publisher.engines import nu, verapdf
from publisher.engines.answers import Answers
from publisher.engines.axe_answer import result_of
from publisher.engines.java import Ran
from publisher.errors import ExitCode, PublisherError
from tests.fake_languagetool import Fake, Reply, answering, match
from tests.hostile.case import Case, Result
from tests.hostile.expected import tried_but
from tests.hostile.harness import Hostile
from tests.hostile.scan import terminal

PROSE = "check --only prose -l fr --json"
NOT_RUN = "prose/not-run"
FIRST = "source/01-port.md"
ASKED = "PUBLISHER_LANGUAGETOOL_URL"
MEGABYTE = 1 << 20
WORDS = "\x1b[31m\x9b2J\u202e\u2066</script><script>alert(1)</script>{0}{hint}%s"


@dataclass(frozen=True, slots=True)
class Program:
    """A program that leaves a trace beside the publication's own files."""

    def make(self, path: Path) -> None:
        path.write_text('#!/bin/sh\necho x > "$(dirname "$0")/was-run"\necho 99.9\n', "ascii")
        path.chmod(0o755)


@dataclass(frozen=True, slots=True)
class Server:
    """A case with a server in LanguageTool's place."""

    case: Case
    reply: Reply
    languages: bytes | None = None
    info: bytes | None = None
    asks: Callable[[Fake], bool] = field(default=lambda _: True)
    """whether it was asked as it should be"""


def server(
    name: str,
    attempts: str,
    must: str,
    reply: Reply,
    *,
    exits: int = 5,
    finds: Any = ((NOT_RUN, FIRST, None),),
    error: str = "",
    also: Callable[[Result], None] | None = None,
    env: Mapping[str, str] | None = None,
    **more: Any,
) -> Server:
    case = Case(
        f"languagetool-{name}",
        attempts,
        must,
        verbs=(PROSE,),
        exits=(exits,),
        finds=finds,
        error=error,
        also=also,
        env=env or {},
    )
    return Server(case, reply, **more)


def said(status: int, body: bytes, **headers: str) -> Reply:
    return lambda _: (status, body, {name.replace("_", "-"): value for name, value in headers.items()})


def remark(**changes: object) -> Reply:
    """Return a server that has one remark on everything, on the first word but one of the first text."""
    return answering({"matches": [match(**{"offset": 3, "length": 4} | changes)]})


def nothing_of_it(result: Result) -> None:
    """What is for a terminal or for a page stands in no finding as it came."""
    for one in json.loads(result.last.out)["findings"]:
        assert not terminal(f"{one['message']}{one['hint']}{one['rule']}")


def on_the_title(**changes: object) -> Reply:
    """Return a server that has a remark on the first text, and none on others."""
    with_it, without = remark(**changes), answering({"matches": []})
    return lambda fields: (with_it if "surveill" in fields.get("text", "") else without)(fields)


def cut(result: Result) -> None:
    """No message is one that nobody reads to its end."""
    assert max(len(one["message"]) for one in json.loads(result.last.out)["findings"]) < 2_000


RULE = {"id": "R", "issueType": "misspelling", "category": {"id": "TYPOS"}}
UNCHECKED = "say of every text that it was not checked"
SERVERS = (
    server(
        "redirects", "sends questions on to another server", UNCHECKED, said(302, b"", location="@SERVER@/v2/check")
    ),
    server(
        "redirects-to-file", "sends questions on to a file", UNCHECKED, said(307, b"", location="file:///etc/passwd")
    ),
    server("web-page", "answers with a page of a proxy", UNCHECKED, said(200, b"<html><script>alert(1)</script>")),
    server("error", "answers with an error that speaks to the terminal", UNCHECKED, said(500, WORDS.encode())),
    server("depth", "nests 100,000 lists", UNCHECKED, said(200, b'{"matches":' + b"[" * 100_000)),
    server(
        "ten-gigabytes",
        "promises ten gigabytes and begins",
        UNCHECKED,
        said(200, b" " * 20 * MEGABYTE, content_length="10000000000"),
    ),
    server(
        "endless",
        "sends one chunk after the other",
        UNCHECKED,
        said(200, (b"100000\r\n" + b" " * MEGABYTE + b"\r\n") * 20, transfer_encoding="chunked"),
    ),
    server(
        "truncated",
        "ends in the middle",
        UNCHECKED,
        said(200, b'{"matches": [', content_length="4000", connection="close"),
    ),
    server(
        "gzip-bomb",
        "packs what was not asked for packed",
        UNCHECKED,
        said(200, b"\x1f\x8b\x08" + b"\0" * 1000, content_encoding="gzip"),
    ),
    server(
        "integer",
        "counts to ten to the 5,000th",
        UNCHECKED,
        said(200, b'{"matches": [{"offset": ' + b"9" * 5000 + b"}]}"),
    ),
    server("not-numbers", "points at NaN and Infinity", UNCHECKED, remark(offset=float("nan"), length=float("inf"))),
    server("beyond", "points behind the end of the text", UNCHECKED, remark(offset=2**62, length=2**62)),
    server("before", "points before its beginning", UNCHECKED, remark(offset=-5)),
    server(
        "another-text",
        "answers about another text",
        UNCHECKED,
        remark(context={"text": "autre chose", "offset": 0, "length": 5}),
    ),
    server(
        "incomplete",
        "says that it did not finish",
        UNCHECKED,
        answering({"matches": [], "warnings": {"incompleteResults": True}}),
    ),
    server(
        "rule-of-controls",
        "names its rule so that terminals and files obey",
        UNCHECKED,
        remark(rule=RULE | {"id": f"../../x{WORDS}"}),
    ),
    server(
        "many-remarks", "has 2,000 remarks on every text", UNCHECKED, answering({"matches": [match(length=1)] * 2_000})
    ),
    server(
        "words",
        "writes markup, escapes and overrides into its sentences and proposals",
        "show the sentence without them, and propose no such word",
        exits=0,
        finds=(("prose/spelling", FIRST, 1),),
        reply=on_the_title(
            message=WORDS, replacements=[{"value": WORDS}, {"value": "Le\u202e"}, {"value": "x" * 300_000}]
        ),
        also=nothing_of_it,
    ),
    server(
        "long-message",
        "explains each remark with 300,000 letters",
        "cut it",
        on_the_title(message="a" * 300_000),
        exits=0,
        finds=(("prose/spelling", FIRST, 1),),
        also=cut,
    ),
    server(
        "languages", "speaks no language that we know", UNCHECKED, answering({"matches": []}), languages=b"[[[[1]]]]"
    ),
    server(
        "version",
        "names its version so that terminals obey",
        UNCHECKED,
        answering({"matches": []}),
        exits=5,
        finds=(),
        info=json.dumps({"software": {"version": WORDS}}).encode(),
    ),
    server(
        "proxies",
        "has variables of the environment lead all requests to a stranger",
        "ask the server that was named",
        answering({"matches": []}),
        exits=0,
        finds=(),
        asks=lambda fake: len(fake.checked) > 3,
        env={name: "@SERVER@" for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy")},
    ),
)
ADDRESSES = tuple(
    Case(
        f"languagetool-address-{name}",
        f"gives {address!r} for the address of the server",
        "refuse it, asking nobody",
        verbs=(PROSE,),
        exits=(2,),
        env={ASKED: address},
        error="PUBLISHER_LANGUAGETOOL_URL",
    )
    for name, address in (
        ("user", "http://127.0.0.1:8081@evil.example/"),
        ("password", "http://localhost:a@[::1]:9/"),
        ("file", "file:///etc/passwd"),
        ("bracket", "http://[::1"),
        ("script", "javascript:alert(1)"),
        ("lines", "http://127.0.0.1/\r\nX-Header: y"),
        ("query", "http://127.0.0.1:9/?x"),
        ("port", "http://127.0.0.1:99999"),
        ("backslash", "http://127.0.0.1\\@evil.example"),
        ("terminal", "\x1b[2J"),
    )
)
HERE: dict[str, Any] = {
    name: Program() for name in ("java", "git", "chromium", "chromium-browser", "fc-list", "node", "sh", "npm", "mvn")
}


def _path(*folders: str) -> dict[str, str]:
    return {"PATH": os.pathsep.join((*folders, os.environ["PATH"]))}


PROGRAMS = (
    *(
        Case(
            f"programs-in-the-folder-{name}",
            f"brings its own java, git and browser, for who has {path!r} in the PATH",
            "run none of them",
            files=HERE,
            verbs=("build -l fr --json",),
            exits=(0,),
            pages=("fr",),
            hides={"**/was-run": ""},
            env=_path(path),
        )
        for name, path in (("dot", "."), ("empty", ""))
    ),
    Case(
        "programs-git-in-the-folder",
        "brings its own git, for who compares with an earlier revision",
        "not run it",
        files=HERE,
        verbs=("check --only catalog --changed HEAD --json",),
        exits=(2,),
        hides={"**/was-run": ""},
        error="git",
        env=_path("."),
    ),
)
CASES = (*(item.case for item in SERVERS), *ADDRESSES, *PROGRAMS)


@pytest.mark.parametrize("case", (*ADDRESSES, *PROGRAMS), ids=lambda case: case.name)
def test_program(case: Case, hostile: Hostile) -> None:
    hostile(case)


@pytest.mark.parametrize("item", SERVERS, ids=lambda item: item.case.name)
def test_server(item: Server, hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    def reply(fields: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        status, body, headers = item.reply(fields)
        return status, body, {name: text.replace("@SERVER@", hostile.canary.address) for name, text in headers.items()}

    if item.info is not None:
        monkeypatch.setattr("tests.fake_languagetool.INFO", item.info)
    fake = Fake(reply) if item.languages is None else Fake(reply, item.languages)
    env = {
        name: text.replace("@SERVER@", hostile.canary.address) for name, text in (item.case.env or {}).items() if text
    }
    case = replace(item.case, env={**env, ASKED: fake.url})
    try:
        tried_but(hostile, case, f"'127.0.0.1', {fake.server.server_port}", "its error is")
        assert item.asks(fake)
    finally:
        fake.close()


@dataclass(frozen=True, slots=True)
class Said:
    """What a checker says on its standard output."""

    name: str
    attempts: str
    stdout: str
    must: str = "report that the program failed; a page or a file that was not tested has not passed"
    code: int = 0


BAD = (
    Said("garbage", "says nothing that can be read, and ends as if all were well", "\0\0\0"),
    Said("nothing", "says nothing at all", ""),
    Said("depth", "nests 100,000 lists", "[" * 100_000),
    Said("list", "answers with a list", "[1, 2]"),
    Said("strings", "answers with texts where objects should be", '{"messages": ["a"], "report": "x"}'),
    Said(
        "infinity",
        "counts to infinity",
        '{"report": {"buildInformation": {"releaseDetails": [{"id": "apps", "version": "1"}]}, "jobs": [{"itemDetails":'
        ' {"name": "/x"}, "validationResult": {"profileName": "PDF/UA-1", "compliant": true, "jobEndStatus": "normal",'
        ' "details": {"failedChecks": Infinity, "passedRules": 1, "failedRules": 0, "passedChecks": 1,'
        ' "ruleSummaries": []}}}]}}',
    ),
    Said("truncated", "ends in the middle", '{"messages": [{"type": "err'),
    Said(
        "entities",
        "answers in XML with entities that grow",
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
    ),
)


@pytest.mark.parametrize("said", BAD, ids=lambda said: said.name)
@pytest.mark.parametrize("engine", [nu, verapdf], ids=lambda engine: engine.__name__.rpartition(".")[2])
def test_checker(engine: Any, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "require", lambda name: SimpleNamespace(path="/x", version="1"))
    monkeypatch.setattr(engine, "java_command", lambda *_, **__: ["java"])
    monkeypatch.setattr(engine, "run_java", lambda *_, **__: Ran(said.code, said.stdout, ""))
    file = tmp_path / "a"
    file.write_bytes(b"")
    with pytest.raises(PublisherError) as raised:
        engine.validate([file]) if engine is nu else engine.validate([file], ["ua1"])
    assert raised.value.code is ExitCode.ENGINE_FAILED
    assert not terminal(" ".join(raised.value.lines()))


def test_a_verdict_on_another_file_is_none_on_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    details = {"failedChecks": 0, "passedRules": 1, "failedRules": 0, "passedChecks": 1, "ruleSummaries": []}
    result = {"profileName": "PDF/UA-1", "compliant": True, "jobEndStatus": "normal", "details": details}
    report = {
        "buildInformation": {"releaseDetails": [{"id": "apps", "version": "1"}]},
        "jobs": [{"itemDetails": {"name": "/other.pdf"}, "validationResult": result}],
    }
    monkeypatch.setattr(verapdf, "require", lambda name: SimpleNamespace(path="/x", version="1"))
    monkeypatch.setattr(verapdf, "java_command", lambda *_, **__: ["java"])
    monkeypatch.setattr(verapdf, "run_java", lambda *_, **__: Ran(0, json.dumps({"report": report}), ""))
    file = tmp_path / "a.pdf"
    file.write_bytes(b"")
    (verdict,) = verapdf.validate([file], ["ua1"])
    assert verdict.error and not verdict.compliant


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        {"error": "\x1b"},
        "x",
        {"version": "1", "violations": [1], "incomplete": [], "kept": [], "measure": {}},
        {"version": "1", "violations": [], "incomplete": [], "kept": [], "measure": {"width": float("inf"), "ids": []}},
    ],
)
def test_an_answer_that_is_none_of_axe_is_an_error_in_its_result(answer: Any) -> None:
    assert result_of(answer, Path("a.html"), 320).error


def _columns(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE answers (a INTEGER, b BLOB)")


def _stored(value: object) -> Callable[[Path], None]:
    def make(file: Path) -> None:
        with sqlite3.connect(file) as database:
            database.execute("CREATE TABLE answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)")
            database.execute("INSERT INTO answers VALUES ('k', ?)", (value,))
            database.execute("UPDATE answers SET answer = CAST(answer AS TEXT) WHERE typeof(answer) = 'blob'")

    return make


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b"not a database" * 1000),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000),
        lambda file: file.mkdir(),
        _columns,
        lambda file: file.symlink_to(file),
        _stored("[" * 100_000),
        _stored("nonsense"),
        _stored(b"\xff\xfe"),
        _stored(7),
    ],
    ids=["text", "empty", "damaged", "folder", "other-program", "loop", "depth", "no-json", "no-text", "number"],
)
def test_what_was_remembered_is_believed_only_when_it_can_be_read(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    file = tmp_path / "answers.sqlite"
    spoil(file)
    answers = Answers(file)
    assert answers.get_many(["k"]) in ({}, {"k": 7})
    answers.put_many({"x": [1]})
    assert answers.get_many(["x"]) in ({}, {"x": [1]})
