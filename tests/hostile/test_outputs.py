"""What the tool reads back of its own, and what its reports and files make of hostile words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from xml.etree import ElementTree

import pikepdf
import pytest

from publisher.model.evidence import Assertion, Evidence, Mode, TestSubject
from publisher.model.finding import Finding, Outcome
from publisher.reports import json as report
from tests.hostile import scan
from tests.hostile.case import PO, Case, Put, Result, added, replaced
from tests.hostile.expected import tried_but
from tests.hostile.harness import Hostile

FINDINGS, RECORD, MANIFEST = "build/reports/findings.json", "build/reports/.record.json", "build/manifest.json"
ACCEPTED, FORM, TOML = "source/accepted.toml", "source/audit/fr.toml", "source/publication.toml"
MD = "source/03-piege.md"
AUDIT = ("build -l fr --json", "audit -l fr --json")
HTML_AUDIT = ("build -l fr -f html --json", "audit -l fr --json")
MISSING = 4
"""exit code of an audit in a home without engines: its reports are whole all the same"""
WORDS = (
    "=HYPERLINK(1)\x1b]0;x\x07\x9b]]>--></script><script>alert(1)</script>\" onclick=alert(1) '{0}%s\u202e\n-|x|\r\n# y"
)
SEEN = "]]>--&gt;&lt;/script&gt;"


def forged() -> str:
    """Return a report of an earlier audit, of the right form, whose every text is hostile."""
    pdf = TestSubject("build/fr/port.pdf", "0" * 64, "fr")
    rows = [
        Assertion(
            Finding(
                f"pdf/x{number}",
                WORDS,
                outcome=Outcome.FAILED,
                language="fr",
                file="source/01-port.md",
                line=number,
                id=WORDS,
                msgid=WORDS,
                hint=WORDS,
                text=WORDS,
                quote=WORDS,
                checker=WORDS,
                subject=pdf.path,
            ),
            pdf,
            Mode.AUTOMATIC,
        )
        for number in range(1, 4)
    ]
    evidence = Evidence(
        title=WORDS,
        source_language="fr",
        languages=("fr",),
        tool="publisher 1",
        checkers=(WORDS,),
        subjects=(pdf,),
        assertions=tuple(rows),
        date="2026-01-01T00:00:00Z",
    )
    return json.dumps(report.evidence(evidence))


def words_everywhere() -> Mapping[str, Put]:
    """Return a publication whose every text would be something else to a spreadsheet, a page, a terminal."""
    lines = [f"## {start}{word}" for start in ("=1+1|", "+x", "-x", "@SUM(1)", "＝1") for word in ("cmd", "]]>")]
    links = [f"[{start}ici](absent-{number}.md#=1+1) ![{start}](images/=1.png)" for number, start in enumerate("=+-@")]
    return {
        MD: "# ) /JavaScript (app.alert(1)) <script>\n\n"
        + "\n\n".join((*lines, *links, "&lt;/script&gt; ]]&gt; \\u0041")),
        TOML: replaced('"Ce que fait le port."', '"=1+1 ]]></script>"'),
    }


def forms_are_text(result: Result) -> None:
    """The forms for programs hold the words as words."""
    assert "<script>alert" not in result.text("build/reports/index.html")
    ElementTree.fromstring(result.bytes("build/reports/junit.xml"))
    openacr = [result.text(name) for name in result.names("build/reports/*.yaml")]
    assert openacr and not any(scan.terminal(text) for text in openacr)


def checks_are_forms(result: Result) -> None:
    """SARIF and JUnit of a check can be read, whatever its findings quote."""
    sarif, junit = (ran.out for ran in result.ran)
    assert json.loads(sarif)["runs"][0]["results"]
    assert ElementTree.fromstring(junit.encode()).iter("failure")


def carries_sources_only(result: Result) -> None:
    """What is attached are the sources of the file, by their own names, and nothing of the machine."""
    with pikepdf.open(result.folder / "build/fr/port.pdf") as document:
        names = set(document.attachments)
        held = [document.attachments[name].get_file().read_bytes() for name in names]
    own = [path.read_bytes() for path in (result.folder / "source").rglob("[!.]*") if path.is_file()]
    assert names and not any("/" in name or name.startswith(".") for name in names)
    assert all(data in own for data in held)


def outlines_are_text(result: Result) -> None:
    with pikepdf.open(result.folder / "build/fr/port.pdf") as document:
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert any("/JavaScript" in title for title in titles)
        assert "/JavaScript" not in document.Root and "/Names" not in document.Root.get("/Names", {})


AUDITS = (
    Case(
        "output-words",
        "writes formulas, markup and escapes into headings, links and names",
        "write reports in which they are words",
        words_everywhere(),
        AUDIT,
        (1, MISSING),
        also=forms_are_text,
    ),
    Case(
        "output-earlier-report",
        "leaves a report of an earlier audit with markup in every field",
        "report anew, and believe nothing that it did not write",
        {FINDINGS: forged()},
        HTML_AUDIT,
        (0, MISSING),
        hides={"build/reports/*": "pdf/x1"},
    ),
    Case(
        "output-baseline",
        "gives an earlier report for comparison with markup, formulas and escapes in every field",
        "show what it held as words",
        {"../inbox/base.json": forged()},
        (HTML_AUDIT[0], "audit -l fr --baseline ../inbox/base.json --json"),
        (0, MISSING),
        also=forms_are_text,
    ),
    *(
        Case(
            f"output-earlier-{name}",
            f"leaves {what} where the report of the last audit lies",
            "report anew",
            {FINDINGS: put, RECORD: put},
            HTML_AUDIT,
            (0, MISSING),
        )
        for name, what, put in (
            ("depth", "100,000 lists", "[" * 100_000),
            ("numbers", "numbers without end", '{"version": ' + "9" * 5_000 + "}"),
            ("garbage", "bytes", b"\xff\xfe\0"),
            ("shapes", "other shapes", '{"version": 1, "assertions": {"a": [1]}}'),
        )
    ),
    Case(
        "output-answers-markup",
        "answers for a person, with markup in name and remark",
        "show the words",
        {
            FORM: (
                'name = "</script><script>alert(1)</script>"\n'
                'date = "2026-01-01"\n["matterhorn/01-001"]\nverdict = "failed"\n'
                'remark = "=1+1 ]]> \\u001b[2J </td><img src=x onerror=alert(1)>"\n'
            )
        },
        HTML_AUDIT,
        (0, MISSING),
        writes=("source/audit/*",),
    ),
)
OTHERS = (
    Case(
        "output-baseline-garbage",
        "gives something else for an earlier report",
        "refuse it",
        {"../inbox/base.json": "[" * 100_000},
        (HTML_AUDIT[0], "audit -l fr --baseline ../inbox/base.json --json"),
        (0, 2),
        error="base.json",
    ),
    Case(
        "output-answers-dotted-key",
        "writes a key of 20,000 parts into the answers",
        "refuse them at their line",
        {FORM: "\nx" + ".a" * 20_000 + " = 1\n"},
        HTML_AUDIT,
        (0, 2),
        error=f"{FORM}:2",
    ),
    Case(
        "output-answers-unknown",
        "answers questions that nobody asks, under names of paths and controls",
        "refuse them at their line",
        {FORM: '["../../x\\u001b[2J"]\nverdict = "passed"\n'},
        HTML_AUDIT,
        (0, 2),
        error=f"{FORM}:1",
    ),
    Case(
        "output-acceptances",
        "accepts every finding by a pattern, with markup for a reason",
        "refuse what is no row, or accept nothing by it",
        {
            ACCEPTED: ('[[accepted]]\nrule = "*"\nlanguage = "*"\nid = ".*"\ntext = "*"\nwhy = "<script>\\u001b[2J"\n'),
            PO: replaced('"The guarded port"', '"<b>The</b> guarded port"'),
        },
        ("check --only catalog --json",),
        (1,),
        finds=(("catalog/tag-unknown", PO, None),),
    ),
    Case(
        "output-acceptances-large",
        "sends acceptances of ten megabytes",
        "refuse them",
        {ACCEPTED: "#" * 10_000_000},
        ("check --only catalog --json",),
        (2,),
        error=ACCEPTED,
    ),
    Case(
        "output-manifest",
        "says in the manifest that a file outside was an output of before",
        "remove and read nothing outside",
        {
            MANIFEST: json.dumps(
                {
                    "outputs": [
                        {"path": path, "sha256": "0", "key": "0"}
                        for path in (
                            "../publication_outside/secret.txt",
                            "build/../../publication_outside/secret.txt",
                            "/etc/passwd",
                            "build/x/../../source/01-port.md",
                            "source/01-port.md",
                            "@OUTSIDE@/secret.txt",
                            "build/\x1b[2J/x",
                        )
                    ]
                }
            )
        },
        exits=(0,),
    ),
    Case(
        "output-manifest-depth",
        "nests 100,000 lists in the manifest",
        "build as if there were none",
        {MANIFEST: "[" * 100_000},
        exits=(0,),
    ),
    Case(
        "output-check-forms",
        "has findings quote controls and the end of CDATA",
        "write SARIF and JUnit that can be read",
        {MD: "# Piège\n\nmot\u202e ]]> &amp;amp; \U000e0041 fin , ici\n"},
        (
            "check --only characters --format sarif --fail-on never",
            "check --only characters --format junit --fail-on never",
        ),
        (0, 0),
        also=checks_are_forms,
    ),
    Case(
        "output-outline",
        "closes the strings of a PDF from headings and texts",
        "write headings that are text",
        {
            MD: "# ) /JavaScript (app.alert(1)) \\) >> endobj\n\n[x](https://example.org/\\)/S/JavaScript/JS\\(app.alert\\(1\\)\\))\n"
        },
        ("build -l fr -f pdf --json",),
        (0,),
        pages=(),
        also=outlines_are_text,
    ),
    *(
        Case(
            f"output-terminal-{name}",
            f"has the command line repeat escape sequences: {line[0]}",
            "show them as escapes",
            verbs=(line,),
            exits=(2,),
            error="error: ",
        )
        for name, line in (
            ("explain", ("explain", "\x1b[2J\u202e")),
            ("trace", ("trace", "\x1b]0;x\x07")),
            ("language", ("build", "-l", "\x1b[2J")),
            ("verb", ("\x1b[2J\u202e",)),
            ("rule", ("check", "--only", "\x1b[2J\n\n\n\n\nx")),
        )
    ),
    Case(
        "output-terminal-findings",
        "has findings repeat escape sequences and overrides of the text",
        "show them as escapes",
        {MD: "# Piège\n\nmot\u202e mot , \ufeffici [x](absent\u202e.md)\n", TOML: added("")},
        ("build -f html", "check --only characters --only document", "status"),
        (1, 1, 0),
    ),
)
CARRYING = Case(
    "output-attached-sources",
    "hides more than its sources in a file that is to carry them",
    "attach the sources and nothing else",
    {
        TOML: added('standard = "ua-1+a-3a"\n'),
        MD: "# Piège\n\n<p><a rel=attachment href='publication.toml'>a</a></p>\n\n"
        "[x](../locale/en/LC_MESSAGES/01-port.po)\n",
        "source/data/.secret": "x",
        "source/.env": "SECRET=1",
    },
    ("build -l fr -f pdf --json",),
    (1,),
    pages=(),
    also=carries_sources_only,
)
CASES = (*AUDITS, *OTHERS, CARRYING)


@pytest.mark.parametrize("case", OTHERS, ids=lambda case: case.name)
def test_output(case: Case, hostile: Hostile) -> None:
    hostile(case)


@pytest.mark.parametrize("case", AUDITS, ids=lambda case: case.name)
def test_audit(case: Case, hostile: Hostile) -> None:
    # With what is missing told as findings, there is no error to be told; and reports lead to sources and pages.
    tried_but(
        hostile, case, "its error is", "build/reports/fr/index.html': <a href", "build/reports/fr/index.html': <img src"
    )


@pytest.mark.parametrize("case", [CARRYING], ids=lambda case: case.name)
def test_attachments(case: Case, hostile: Hostile) -> None:
    tried_but(hostile, case, "pdf: /EF", "pdf: /EmbeddedFiles")
