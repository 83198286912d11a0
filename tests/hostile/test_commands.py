"""Every verb, with hostile arguments, in a hostile folder, in a hostile environment."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest

from tests.hostile.case import BUILD, PO, Case, replaced
from tests.hostile.harness import Hostile
from tests.hostile.outside import SOUND

USAGE: Mapping[str, Any] = {"exits": (2,), "pages": ()}
REFUSED: Mapping[str, Any] = {"exits": (3,), "pages": ()}
FINE: Mapping[str, Any] = {"exits": (0,)}
ESCAPES = "\x1b]0;x\x07\x1b[2J\u202e\u2028\x9b"
LONG = "x" * 100_000
GARBAGE = {
    "empty": b"", "bytes": bytes(range(256)) * 40, "null": b"null", "list": b"[]", "number": b"1e999",
    "deep": b"[" * 100_000, "deep-keys": b'{"a":' * 50_000,
    "surrogate": b'{"outputs": [{"path": "\\ud800", "sha256": 1, "key": []}]}',
}  # fmt: skip
CLIMBING = b'{"outputs": [{"path": "build/../../publication_outside/secret.txt", "sha256": "x", "key": "y"},'
CLIMBING += b' {"path": "/etc/x", "sha256": "x", "key": "y"},'
CLIMBING += b' {"path": "build/en/../../source/01-port.md", "sha256": "x", "key": "y"}]}'
ROOT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="'
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"{}/></Relationships>'
)
MAIN = RELATIONS.format("officeDocument", "word/document.xml", "")
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{"&" + chr(97 + n) + ";" * 1}{("&" + chr(97 + n) + ";") * 9}">' for n in range(9)
) + "]>"  # fmt: skip


def office(document: str, more: Mapping[str, str | bytes] | None = None, main: str = MAIN) -> bytes:
    """Return an office document with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {"[Content_Types].xml": ROOT_TYPES, "_rels/.rels": main, "word/document.xml": document, **(more or {})}
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def imported(name: str, attempts: str, must: str, data: bytes | str, **more: Any) -> Case:
    """Return a case that imports a file somebody sent."""
    file = more.pop("file", "scan.docx")
    return Case(
        name, attempts, must, {f"../inbox/{file}": data}, verbs=(("import", f"../inbox/{file}", "--json"),), **more
    )


CASES = (
    # Arguments
    *(
        Case(
            f"language-{name}",
            f"gives {what} as a language",
            "say what languages there are; nothing of it is run or opened",
            verbs=((verb, "-l", given),),
            **USAGE,
        )
        for verb, name, what, given in (
            ("build", "path", "a path", "../../publication_outside"),
            ("update", "shell", "a command", "fr;touch x"),
            ("check", "escapes", "commands of terminals", ESCAPES),
            ("status", "option", "an option", "-C"),
            ("audit", "long", "100,000 letters", LONG),
            ("build", "bytes", "bytes that are no text", "\udcff\udcfe"),
            ("build", "empty", "nothing", ""),
            ("trace", "none", "nothing else", "xx"),
        )
        if verb != "trace"
    ),
    Case(
        "style-path",
        "gives a path as a style",
        "say that there is none",
        verbs=("build --style ../../publication_outside/secret",),
        **USAGE,
    ),
    Case(
        "folder-outside", "builds in a folder that is no publication", "say so", verbs=("-C @OUTSIDE@ build",), **USAGE
    ),
    Case(
        "folder-escapes",
        "names a folder by commands of terminals",
        "show them as text",
        verbs=(("-C", ESCAPES, "build"),),
        **USAGE,
    ),
    Case(
        "folder-bytes",
        "names a folder by bytes that are no text",
        "say that it is no publication",
        verbs=(("-C", "a\udcff", "build"),),
        **USAGE,
    ),
    Case("verb-escapes", "names a verb by commands of terminals", "show them as text", verbs=((ESCAPES,),), **USAGE),
    Case(
        "verb-long",
        "gives a verb of 100,000 letters",
        "say in four lines that there is none",
        verbs=((LONG,),),
        **USAGE,
    ),
    Case(
        "option-escapes",
        "names an option by commands of terminals",
        "show them as text",
        verbs=(("build", f"--{ESCAPES}"),),
        **USAGE,
    ),
    Case(
        "format-escapes",
        "gives commands of terminals as a format",
        "show them as text",
        verbs=(("build", "-f", ESCAPES),),
        **USAGE,
    ),
    Case(
        "explain-escapes",
        "asks for a rule by commands of terminals",
        "show them as text",
        verbs=(("explain", ESCAPES),),
        **USAGE,
    ),
    Case(
        "explain-long",
        "asks for a rule of 100,000 letters",
        "say in four lines that there is none",
        verbs=(("explain", LONG),),
        **USAGE,
    ),
    Case(
        "only-pattern",
        "gives a pattern that tries for ever",
        "say that no rule fits",
        verbs=(("check", "--only", "*a" * 200 + "b"),),
        **USAGE,
    ),
    Case(
        "accept-escapes",
        "accepts by commands of terminals",
        "show them as text; nothing is written",
        verbs=(("accept", "catalog/fuzzy", ESCAPES, "--why", ESCAPES),),
        **USAGE,
    ),
    Case(
        "trace-escapes",
        "asks for a block by commands of terminals",
        "show them as text",
        verbs=(("trace", ESCAPES),),
        **USAGE,
    ),
    Case(
        "trace-path",
        "asks for a block by a path outside",
        "read nothing there",
        verbs=("trace @OUTSIDE@/secret.md:1",),
        **USAGE,
    ),
    Case(
        "trace-number",
        "asks for a line of 5,000 digits",
        "say that there is none",
        verbs=(("trace", "source/01-port.md:" + "9" * 5000),),
        **USAGE,
    ),
    Case(
        "answer-path",
        "answers for a language that is a path",
        "write nothing there",
        verbs=(("answer", "01-001", "passed", "-l", "../../publication_outside/x", "--name", "x"),),
        **USAGE,
    ),
    Case(
        "answer-escapes",
        "answers with commands of terminals",
        "show them as text; nothing is written",
        verbs=(("answer", ESCAPES, "passed", "-l", "en", "--name", ESCAPES, "--date", ESCAPES),),
        **USAGE,
    ),
    Case(
        "changed-option",
        "gives an option of git as a revision",
        "not run it",
        verbs=("check --only catalog --changed=--output=x --json",),
        exits=(2,),
        hides={"x": ""},
    ),
    Case(
        "baseline-outside",
        "names a report that is none as the baseline",
        "say so, and show nothing of it",
        {"../inbox/x.json": b"KANARIENVOGEL"},
        verbs=("audit --baseline ../inbox/x.json",),
        **USAGE,
    ),
    Case("new-over", "makes a new publication over one that is there", "refuse", verbs=("new .",), **USAGE),
    Case(
        "new-escapes",
        "makes a new publication named by commands of terminals",
        "show them as text, or refuse",
        verbs=(("new", f"../inbox/{ESCAPES}"),),
        exits=(0,),
        pages=(),
    ),
    # merge: files the user names
    Case(
        "merge-missing",
        "merges a file that is not there",
        "name it as it was typed",
        verbs=("merge ../inbox/no.po locale/no.pot -o x.po",),
        error="no.pot",
        hides={"x.po": ""},
        **REFUSED,
    ),
    Case(
        "merge-into-folder",
        "merges into a folder",
        "say so, and write nothing",
        {"../inbox/a.po": SOUND[PO]},
        verbs=("merge ../inbox/a.po ../inbox/a.po -o locale",),
        error="locale",
        **REFUSED,
    ),
    Case(
        "merge-broken",
        "merges a file that is broken over one that is not",
        "leave it as it was",
        {"../inbox/a.po": b'msgid "x'},
        verbs=((f"merge ../inbox/a.po {PO} -o {PO}"),),
        error="../inbox/a.po:1",
        **REFUSED,
    ),
    Case(
        "merge-binary",
        "merges a compiled catalog",
        "name its line",
        {"../inbox/a.mo": b"\xde\x12\x04\x95\0\0"},
        verbs=(f"merge ../inbox/a.mo {PO} -o ../inbox/x.po",),
        error="a.mo:1",
        **REFUSED,
    ),
    Case(
        "merge-escapes",
        "merges a file named by commands of terminals",
        "show them as text",
        verbs=(("merge", ESCAPES, ESCAPES, "-o", ESCAPES),),
        **REFUSED,
    ),
    # A folder full of traps
    *(
        Case(
            f"manifest-{name}",
            f"leaves a manifest that is {name}",
            "build as if there were none",
            {"build/manifest.json": data},
            **FINE,
        )
        for name, data in GARBAGE.items()
    ),
    Case(
        "manifest-climbing",
        "names sources and files outside as outputs that went",
        "remove none of them",
        {"build/manifest.json": CLIMBING},
        **FINE,
    ),
    *(
        Case(
            f"findings-{name}",
            f"leaves a last report that is {name}",
            "trace as if there were none",
            {"build/reports/findings.json": GARBAGE[name]},
            verbs=("trace suite",),
            exits=(0,),
        )
        for name in ("bytes", "deep", "list")
    ),
    *(
        Case(
            f"accepted-{name}",
            f"leaves accepted findings that are {what}",
            "name the file",
            {"source/accepted.toml": data},
            error="source/accepted.toml",
            **USAGE,
        )
        for name, what, data in (
            ("garbage", "no TOML", b"\x00[[["),
            ("dots", "a key of 20,000 parts", b"a" + b".a" * 20_000 + b" = 1\n"),
            ("large", "larger than anybody writes", b"# " + b"x" * 30_000_000 + b"\n"),
            ("number", "a number of 5,000 digits", b"a = " + b"9" * 5000 + b"\n"),
            ("shape", "of another shape", b"accepted = 3\n"),
        )
    ),
    *(
        Case(
            f"audit-form-{name}",
            f"leaves a form of answers that is {what}",
            "name the file",
            {"source/audit/en.toml": data},
            verbs=("build -l en --json", 'answer 01-001 passed -l en --name "x"'),
            exits=(0, 2),
            pages=("en",),
            error="source/audit/en.toml",
        )
        for name, what, data in (
            ("garbage", "no TOML", b"\x00[[["),
            ("dots", "a key of 20,000 parts", b"a" + b".a" * 20_000 + b" = 1\n"),
        )
    ),
    Case(
        "configuration-dots",
        "writes a key of 20,000 parts",
        "refuse it at its line",
        {"source/publication.toml": b"a" + b".a" * 20_000 + b" = 1\n"},
        error="source/publication.toml:1",
        **USAGE,
    ),
    Case(
        "configuration-deep",
        "nests 5,000 lists",
        "refuse it",
        {"source/publication.toml": b"a = " + b"[" * 5000},
        error="source/publication.toml",
        **USAGE,
    ),
    Case(
        "configuration-escapes",
        "writes keys of commands of terminals",
        "show them as text",
        {"source/publication.toml": SOUND["source/publication.toml"] + b'"\\u001b[31m\\u202e" = 1\n'},
        error="source/publication.toml",
        **USAGE,
    ),
    Case(
        "configuration-markup",
        "writes markup into titles",
        "escape it everywhere",
        {"source/publication.toml": replaced('"Le port de Lyon"', '"</title><script>alert(1)</script>"')},
        verbs=("build --json",),
        **FINE,
    ),
    Case(
        "glossary-garbage",
        "leaves a glossary that is no text",
        "name the file",
        {"source/glossary.toml": b"\xff\x00[["},
        verbs=("check --only catalog --json",),
        **FINE,
    ),
    # Imports
    imported(
        "import-zip-bomb",
        "packs 400 MB of zeros into a document",
        "refuse it, unpacked to no end",
        office(WORD.format("<!--" + "0" * 400_000_000 + "-->")),
        **REFUSED,
    ),
    imported(
        "import-entities",
        "declares entities that grow without end",
        "refuse it or read none of them",
        office(BOMB + WORD.format(PARAGRAPH.format("&j;"))),
        **REFUSED,
    ),
    imported(
        "import-entity-file",
        "declares an entity that is a file outside",
        "not read it",
        office(
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file://@OUTSIDE@/secret.txt">]>' + WORD.format(PARAGRAPH.format("&x;"))
        ),
        **REFUSED,
    ),
    imported(
        "import-external",
        "points its main part to a server",
        "ask for nothing",
        office(
            WORD.format(""), main=RELATIONS.format("officeDocument", "http://127.0.0.1/x.xml", ' TargetMode="External"')
        ),
        **REFUSED,
    ),
    imported(
        "import-climbing",
        "points its main part out of the archive",
        "open nothing there",
        office(WORD.format(""), main=RELATIONS.format("officeDocument", "../../../../etc/passwd", "")),
        **REFUSED,
    ),
    imported(
        "import-archive-path",
        "has parts with names that climb",
        "write nothing outside",
        office(WORD.format(PARAGRAPH.format("Un port.")), {"../../evil.txt": b"x", "/etc/evil": b"x"}),
        exits=(0,),
        pages=(),
        writes=("source/*",),
    ),
    imported(
        "import-no-zip", "begins like an archive and is none", "say so", b"PK\x03\x04" + bytes(range(256)), **REFUSED
    ),
    imported(
        "import-text-nul",
        "puts NUL and commands of terminals into a text",
        "refuse it at its line",
        "Un port\x00 surveillé\x1b[31m.\n\x9b\u202eDeux.\n",
        file="scan.txt",
        error="scan.txt:1",
        **REFUSED,
    ),
    imported(
        "import-text-script",
        "puts a script into a text",
        "import it as characters",
        "Un <script>alert(1)</script> port [x](javascript:alert(1)).\n",
        file="scan.txt",
        exits=(0,),
        pages=(),
    ),
    imported(
        "import-binary",
        "sends a picture by the name of a text",
        "say that it is no text",
        SOUND["source/images/plan.png"] * 50,
        file="scan.txt",
        **REFUSED,
    ),
    Case(
        "import-missing",
        "imports what is not there",
        "say so",
        verbs=("import ../inbox/no.txt",),
        error="no.txt",
        **REFUSED,
    ),
    Case(
        "import-device",
        "imports zeros without end",
        "say that it is no file",
        verbs=("import /dev/zero",),
        error="/dev/zero",
        **REFUSED,
    ),
    Case(
        "import-folder",
        "imports a folder",
        "say that it is no file",
        {"../inbox/x.txt": b"x"},
        verbs=("import ../inbox",),
        error="../inbox",
        **REFUSED,
    ),
    Case(
        "import-apply-garbage",
        "replays a review that is no table",
        "say so",
        {"../inbox/x.review.tsv": bytes(range(256))},
        verbs=("import --apply ../inbox/x.review.tsv",),
        **REFUSED,
    ),
    # Environment
    *(
        Case(
            f"jobs-{name}",
            f"asks for {value} jobs",
            "say which numbers there are",
            verbs=("build --json",),
            env={"PUBLISHER_JOBS": value},
            **USAGE,
        )
        for name, value in (("negative", "-1"), ("float", "1e9"), ("word", "x;id"), ("huge", "9" * 5000))
    ),
    Case(
        "jobs-many",
        "asks for a thousand million jobs",
        "start no more than there is work for",
        verbs=("build -l en --json",),
        env={"PUBLISHER_JOBS": "1000000000"},
        exits=(0,),
        pages=("en",),
    ),
    Case(
        "memory-little",
        "leaves jobs a megabyte",
        "say that they had too little",
        verbs=("build -l en -f pdf",),
        env={"PUBLISHER_JOB_MEMORY": "1"},
        exits=(5,),
        pages=(),
    ),
    *(
        Case(
            f"epoch-{name}",
            f"gives {value[:20]} as the time of the build",
            "build, or say what it has to be",
            verbs=("build --json",),
            env={"SOURCE_DATE_EPOCH": value},
            exits=(code,),
        )
        for name, value, code in (("word", "abc", 0), ("far", "99999999999999", 0), ("long", "9" * 5000, 0))
    ),
    Case(
        "epoch-answer",
        "gives no number as the time of an answer",
        "say what it has to be",
        verbs=('answer 01-001 passed -l en --name "x"',),
        env={"SOURCE_DATE_EPOCH": "abc"},
        **USAGE,
    ),
    Case(
        "locale-unknown",
        "sets a locale that is not there, and no home",
        "build",
        env={"LANG": "xx_XX.foo", "LC_ALL": "xx", "HOME": None},
        fresh=True,
        **FINE,
    ),
    Case(
        "locale-ascii",
        "sets a locale that knows no accents",
        "show findings all the same",
        {PO: replaced("The guarded port", "<b>é\u202e")},
        verbs=("check --only catalog",),
        env={"LANG": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        fresh=True,
        exits=(1,),
    ),
    Case(
        "terminal-none",
        "sets a terminal without columns",
        "show findings all the same",
        {PO: replaced("The guarded port", "<b>x")},
        verbs=("check --only catalog", "status", "rules"),
        env={"COLUMNS": "0", "LINES": "-1", "TERM": "x", "NO_COLOR": "1", "FORCE_COLOR": "1"},
        exits=(1, 0, 0),
    ),
    Case(
        "out-full",
        "gives a full disk as the output",
        "say that it cannot be written",
        verbs=(BUILD,),
        streams={1: "/dev/full"},
        exits=(3,),
        fresh=True,
    ),
    Case(
        "out-closed",
        "closes the output",
        "build all the same",
        verbs=("build -f html",),
        streams={1: ""},
        exits=(0,),
        fresh=True,
    ),
    Case(
        "err-full",
        "gives a full disk as the error stream",
        "end with the code of the error all the same",
        verbs=("-C nowhere build",),
        streams={2: "/dev/full"},
        exits=(2,),
        fresh=True,
    ),
    Case(
        "err-closed",
        "closes the error stream",
        "end with the code of the error all the same",
        verbs=("-C nowhere build",),
        streams={2: ""},
        exits=(2,),
        fresh=True,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_command(case: Case, hostile: Hostile) -> None:
    hostile(case)
