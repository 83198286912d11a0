"""Three planted faults and what persons judge, from the report to the source: nothing lost, nothing made up."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import polib
import pytest
from bs4 import BeautifulSoup, Tag
from tests.e2e.conftest import Ran, publisher

from publisher.engines.probe import engines_folder, require

ENGINES = ("java", "verapdf", "vnu", "axe-core", "chromium")
pytestmark = pytest.mark.engine(*ENGINES)
TAGS = ("fr", "es", "ar")
CONFIGURATION = 'title = "Le port"\nsource_language = "fr"\nlanguages = ["es", "ar"]\n'
QUAYS = "Le port compte 12 quais et reçoit 340 navires par an."
PLAN = "Plan des quais : trois bassins autour de l’île."
SOURCE = f"""# Le port {{#port}}

## Les quais {{#quais}}

{QUAYS}

![{PLAN}](images/plan.svg){{#plan}}

## Les chiffres {{#chiffres}}

| Année | Navires | Tonnes |
|---|---:|---:|
| 2018 | 320 | 41 |
| 2019 | 345 | 45 |
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90"><path d="M0 0h9v9z"/></svg>'
ARABIC = "يضم الميناء 12 رصيفا ويستقبل {} سفينة في السنة."
SPANISH = {QUAYS: "El puerto tiene 12 muelles y recibe 340 barcos al año.", PLAN: "imagen"}
"""whose picture says nothing"""
PLACES = {
    "content/alternative-says-nothing": ("es", "plan", 7, PLAN, "build/es/html/01-port.html", ["1.1.1"]),
    "pdf/header-scope": ("es", None, 11, "Année", "build/es/publication.pdf", ["1.3.1"]),
    "content/numbers-differ": ("ar", None, 5, QUAYS, "build/ar/html/01-port.html", []),
}
"""language, id, line of the source, message, subject and criteria of each planted fault"""
SPY = """#!/bin/sh
echo "$0 $@" >> '{log}'
exec '{program}' "$@"
"""


@dataclass(frozen=True)
class Port:
    """A publication with what watches the programs that audits start."""

    folder: Path

    def run(self, *arguments: str, **environment: str) -> Ran:
        own = {
            "PUBLISHER_CACHE_DIR": str(self.home / "cache"),
            "PUBLISHER_JAVA": str(self.home / "java"),
            "PUBLISHER_CHROMIUM": str(self.home / "chromium"),
        }
        return publisher(self.folder, *arguments, **own | environment)

    @property
    def home(self) -> Path:
        return next(parent for parent in self.folder.parents if (parent / "cache").is_dir())

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def report(self, tag: str = "") -> Any:
        return json.loads(self.read(f"build/reports/{tag and tag + '/'}findings.json"))

    def translate(self, tag: str, said: Mapping[str, str]) -> None:
        file = self.folder / f"locale/{tag}/LC_MESSAGES/01-port.po"
        catalog = polib.pofile(str(file), wrapwidth=0)
        for entry in catalog:
            entry.msgstr = said.get(entry.msgid, entry.msgstr)
        catalog.save()

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text
        (self.folder / name).write_text(text.replace(old, new), "utf-8")

    def started(self) -> list[str]:
        """Return the programs that were started since this was last asked, with what they were told."""
        log = self.home / "started"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        log.write_text("")
        return lines

    def reports(self) -> dict[str, bytes]:
        home = self.folder / "build/reports"
        return {file.relative_to(home).as_posix(): file.read_bytes() for file in home.rglob("*") if file.is_file()}


def spy(file: Path, program: str) -> None:
    file.write_text(SPY.format(log=file.parent / "started", program=program))
    file.chmod(0o755)


def mutate(file: Path) -> None:
    """Give the first header of a table another scope, as no page has it."""
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        headers = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH")
        attributes = next(headers)["/A"]
        (attributes[0] if isinstance(attributes, pikepdf.Array) else attributes)["/Scope"] = pikepdf.Name.Row
        pdf.save(file, deterministic_id=True)


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Port, Ran]:
    """Return a publication with three faults, and its audit; tests that change something take a copy."""
    home = tmp_path_factory.mktemp("evidence")
    (home / "cache").mkdir()
    (home / "cache/engines").symlink_to(engines_folder().parent)
    for name in ("java", "chromium"):
        spy(home / name, str(require(name).path))
    port = Port(home / "premier" / "le-port")
    (port.folder / "source/images").mkdir(parents=True)
    for name, text in {"publication.toml": CONFIGURATION, "01-port.md": SOURCE, "images/plan.svg": SVG}.items():
        (port.folder / "source" / name).write_text(text, "utf-8")
    assert port.run("update").code == 0
    port.translate("es", SPANISH)
    port.translate("ar", {QUAYS: ARABIC.format(430), PLAN: "مخطط الأرصفة: ثلاثة أحواض حول الجزيرة."})
    assert port.run("build").code == 0
    mutate(port.folder / "build/es/publication.pdf")
    return port, port.run("audit", "--json")


@pytest.fixture
def copied(audited: tuple[Port, Ran]) -> Callable[..., Port]:
    """Return what copies the publication, with its reports or without."""
    port, _ = audited

    def copy(name: str, *, reports: bool = True) -> Port:
        folder = port.home / name / "ailleurs"
        shutil.copytree(port.folder, folder, ignore=None if reports else shutil.ignore_patterns("reports"))
        return Port(folder)

    return copy


def found(ran: Ran, rule: str) -> dict[str, Any]:
    (one,) = [row for row in ran.json["findings"] if row["rule"] == rule]
    return dict(one)


@pytest.mark.parametrize("rule", PLACES)
def test_a_planted_fault_is_found_once_with_its_source_its_catalog_and_its_page(
    audited: tuple[Port, Ran], rule: str
) -> None:
    port, ran = audited
    tag, id, line, msgid, subject, criteria = PLACES[rule]
    row = found(ran, rule)
    assert ran.code == 1
    assert (row["language"], row["file"], row["line"]) == (tag, "source/01-port.md", line)
    assert row["id"] == (id or row["id"])
    assert (row["subject"], row["wcag"], row["outcome"]) == (subject, criteria, "failed")
    assert (row["page"] is not None) == subject.endswith(".pdf")
    entry = port.read(row["catalog"]["file"]).splitlines()[row["catalog"]["line"] - 1 :]
    assert row["catalog"]["file"] == f"locale/{tag}/LC_MESSAGES/01-port.po"
    assert next(text for text in entry if text.startswith("msgid ")) == f'msgid "{msgid}"'


@pytest.mark.parametrize("rule", PLACES)
def test_the_report_of_the_language_leads_to_all_that_a_fault_stands_in(audited: tuple[Port, Ran], rule: str) -> None:
    port, ran = audited
    row = found(ran, rule)
    tag, id = row["language"], row["id"]
    soup = BeautifulSoup(port.read(f"build/reports/{tag}/index.html"), "html.parser")
    entry = soup.find(id=f"f-{row['fingerprint']}")
    assert isinstance(entry, Tag)
    home = port.folder / f"build/reports/{tag}"
    led = [str(link["href"]) for link in entry.find_all("a", href=True) if not str(link["href"]).startswith("#")]
    files = {(home / address.partition("#")[0]).resolve().relative_to(port.folder.resolve()) for address in led}
    wanted = {
        "source/01-port.md",
        row["catalog"]["file"],
        f"build/{tag}/html/01-port.html",
        f"build/{tag}/publication.pdf",
    }
    assert wanted <= {file.as_posix() for file in files}
    assert all((port.folder / file).is_file() for file in files)
    assert any(address.endswith(f"01-port.html#{id}") for address in led)
    assert any(re.search(r"\.pdf#page=\d", address) for address in led)


@pytest.mark.parametrize("rule", PLACES)
def test_trace_follows_a_fingerprint_through_every_language(audited: tuple[Port, Ran], rule: str) -> None:
    port, ran = audited
    row = found(ran, rule)
    said = port.run("trace", row["fingerprint"], "--json").json["traces"]
    (chain,) = said
    assert (chain["id"], chain["file"], chain["line"]) == (row["id"], row["file"], row["line"])
    assert [step["language"] for step in chain["languages"]] == list(TAGS)
    (own,) = [step for step in chain["languages"] if step["language"] == row["language"]]
    assert own["translations"][0]["place"] == row["catalog"]
    assert own["pdf"][0]["first_page"] == row["page"] or row["page"] is None
    told = port.run("trace", row["fingerprint"]).out
    assert f"{row['catalog']['file']}:{row['catalog']['line']}" in told


def test_no_other_language_is_blamed(audited: tuple[Port, Ran]) -> None:
    _, ran = audited
    assert {row["language"] for row in ran.json["findings"] if row["outcome"] == "failed"} == {"es", "ar"}


COUNTS = ("passed", "failed", "cant_tell", "inapplicable", "not_run", "owed")


def kind(outcome: str, mode: str) -> str:
    if outcome == "untested":
        return "owed" if mode == "manual" else "not_run"
    return "cant_tell" if outcome == "cantTell" else outcome


def in_json(text: str) -> Counter[str]:
    return Counter(kind(row["outcome"], row["mode"]) for row in json.loads(text)["assertions"])


def in_csv(text: str) -> Counter[str]:
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    return Counter(kind(row["outcome"], row["mode"]) for row in rows)


def in_earl(text: str) -> Counter[str]:
    said = [item for item in json.loads(text)["@graph"] if item["@type"] == "Assertion"]
    return Counter(
        kind(item["result"]["outcome"].removeprefix("earl:"), item["mode"].removeprefix("earl:")) for item in said
    )


def in_sarif(text: str) -> Counter[str]:
    names = {"pass": "passed", "fail": "failed", "open": "cant_tell", "notApplicable": "inapplicable", "review": "owed"}
    counted: Counter[str] = Counter()
    for run in json.loads(text)["runs"]:
        told = (item["kind"] for item in run["results"] if item.get("baselineState") != "absent")
        counted.update(names[kind] for kind in told)
        counted["not_run"] += sum(len(call["toolExecutionNotifications"]) for call in run["invocations"])
    return counted


FORMS = {
    "findings.json": in_json,
    "findings.csv": in_csv,
    "earl.jsonld": in_earl,
    "findings.sarif": in_sarif,
}


@pytest.fixture(scope="module")
def hindered(audited: tuple[Port, Ran]) -> tuple[Port, Ran]:
    """Return an audit in which Java fails and there is no browser, and nothing is remembered."""
    home = audited[0].home / "autre"
    shutil.copytree(audited[0].folder, home / "p", ignore=shutil.ignore_patterns("reports"))
    (home / "cache").mkdir()
    (home / "cache/engines").symlink_to(engines_folder().parent)
    port = Port(home / "p")
    return port, port.run("audit", "--json", PUBLISHER_JAVA="/bin/false", PUBLISHER_CHROMIUM="/nowhere/chromium")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_same_numbers(hindered: tuple[Port, Ran], form: str) -> None:
    port, ran = hindered
    counts = ran.json["counts"]
    assert all(counts[name] for name in COUNTS if name != "cant_tell")
    assert FORMS[form](port.read(f"build/reports/{form}")) == +Counter({name: counts[name] for name in COUNTS})


def test_a_build_server_sees_what_failed_and_what_was_not_run(hindered: tuple[Port, Ran]) -> None:
    port, ran = hindered
    counts = ran.json["counts"]
    root = ElementTree.fromstring(port.read("build/reports/junit.xml"))
    seen = (len(list(root.iter(name))) for name in ("testcase", "failure", "error"))
    assert tuple(seen) == (counts["total"], counts["failed"], counts["not_run"])


def shown(soup: BeautifulSoup | Tag) -> dict[str, int]:
    """Return the numbers that a page shows people, by their keys."""
    return {str(item["data-count"]): int(str(item["value"])) for item in soup.select("data.count[data-count]")}


@pytest.mark.parametrize("tag", TAGS)
def test_pages_for_people_show_the_numbers_of_the_forms(hindered: tuple[Port, Ran], tag: str) -> None:
    port, _ = hindered
    own = port.report(tag)["counts"]
    wanted = {key: own[name] for key, name in zip(("failed", "notRun", "owed", "passed"), COUNTS_SHOWN, strict=True)}
    page = shown(BeautifulSoup(port.read(f"build/reports/{tag}/index.html"), "html.parser"))
    row = BeautifulSoup(port.read("build/reports/index.html"), "html.parser").select_one(f'tr[data-language="{tag}"]')
    assert row is not None
    for numbers in (page, shown(row)):
        assert {key: numbers[key] for key in wanted} == wanted


COUNTS_SHOWN = ("failed", "not_run", "owed", "passed")


def test_a_program_that_fails_or_is_missing_is_not_run_and_the_others_go_on(hindered: tuple[Port, Ran]) -> None:
    _, ran = hindered
    assert ran.code in (4, 5)
    rows = ran.json["findings"]
    untested = Counter(row["checker"].split()[0] for row in rows if row["outcome"] == "untested")
    assert untested == {"veraPDF": 3, "axe-core": 6, "Nu": 6}
    assert all(row["message"] and row["hint"] for row in rows if row["outcome"] == "untested")
    assert {row["rule"] for row in rows if row["outcome"] == "failed"} >= PLACES.keys()


def test_without_any_engine_the_audit_says_how_to_get_them(copied: Callable[..., Port], tmp_path: Path) -> None:
    port = copied("sans", reports=False)
    ran = port.run("audit", "-l", "ar", "--json", PUBLISHER_CACHE_DIR=str(tmp_path))
    assert ran.code == 4
    assert all("doctor" in row["hint"] for row in ran.json["findings"] if row["outcome"] == "untested")
    assert found(ran, "content/numbers-differ")["outcome"] == "failed"


def test_nothing_changed_starts_nothing_and_leaves_every_byte(audited: tuple[Port, Ran]) -> None:
    port, ran = audited
    before = port.reports()
    port.started()
    again = port.run("audit", "--json")
    assert port.started() == []
    assert (again.code, again.json["findings"], again.json["counts"]) == (1, ran.json["findings"], ran.json["counts"])
    assert port.reports() == before


def test_another_folder_gives_the_same_reports_and_no_program_is_asked_twice(
    audited: tuple[Port, Ran], copied: Callable[..., Port]
) -> None:
    port = copied("ailleurs", reports=False)
    port.started()
    assert port.run("audit", TZ="Asia/Tokyo", LANG="C", PYTHONHASHSEED="1").code == 1
    assert port.started() == []
    told, other = audited[0].reports(), port.reports()
    assert told.keys() == other.keys()
    assert [name for name in told if told[name] != other[name]] == []
    assert [name for name, data in told.items() if audited[0].home.name.encode() in data] == []


def test_only_a_page_that_changed_is_asked_about(copied: Callable[..., Port]) -> None:
    port = copied("une-page")
    page = port.folder / "build/es/html/01-port.html"
    page.write_text(page.read_text("utf-8").replace("El puerto tiene", "Este puerto tiene"), "utf-8")
    port.started()
    port.run("audit")
    (asked,) = [line for line in port.started() if "vnu" in line]
    assert re.findall(r"build/\S+\.html", asked) == ["build/es/html/01-port.html"]


def test_a_baseline_tells_what_is_new_from_what_was_known(copied: Callable[..., Port]) -> None:
    port = copied("base")
    shutil.copy(port.folder / "build/reports/findings.json", port.home / "known.json")
    port.translate("ar", {QUAYS: ARABIC.format(340), "345": "354"})
    assert port.run("build", "-l", "ar").code == 0
    ran = port.run("audit", "-l", "ar", "--json", "--baseline", str(port.home / "known.json"))
    changes = ran.json["changes"]
    (new,) = [row for row in ran.json["findings"] if row["fingerprint"] in changes["new"]]
    (mended,) = changes["mended"]
    assert (new["rule"], new["line"], mended["rule"]) == ("content/numbers-differ", 14, "content/numbers-differ")
    assert mended["place"] == "source/01-port.md:5"
    assert ran.code == 1
    states = Counter(
        item["baselineState"]
        for run in json.loads(port.read("build/reports/findings.sarif"))["runs"]
        for item in run["results"]
        if "baselineState" in item
    )
    assert (states["new"], states["absent"]) == (1, 1)
    soup = BeautifulSoup(port.read("build/reports/ar/index.html"), "html.parser")
    assert soup.find(id="changes") is not None
    shutil.copy(port.folder / "build/reports/findings.sarif", port.home / "known.sarif")
    again = port.run("audit", "-l", "ar", "--json", "--baseline", str(port.home / "known.sarif"))
    assert (again.code, again.json["changes"]["new"], again.json["changes"]["mended"]) == (0, [], [])
    assert again.json["counts"]["failed"] == ran.json["counts"]["failed"] > 0
    assert port.run("audit", "-l", "ar").code == 1, "without a baseline what is known fails as well"


@pytest.mark.parametrize("text", [None, "", '{"assertions": [{}], "subjects": []}'])
def test_a_baseline_that_is_no_report_is_refused(audited: tuple[Port, Ran], tmp_path: Path, text: str | None) -> None:
    port, _ = audited
    file = tmp_path / "known.json"
    if text is not None:
        file.write_text(text, "utf-8")
    before = port.reports()
    ran = port.run("audit", "--baseline", str(file))
    assert ran.code == 2
    assert "known.json" in ran.err
    assert port.reports() == before


def test_a_language_by_itself_leaves_the_others_as_reports_of_an_earlier_audit(copied: Callable[..., Port]) -> None:
    port = copied("seul")
    before = port.reports()
    ran = port.run("audit", "-l", "ar", "--json")
    assert {row["language"] for row in ran.json["findings"]} == {"ar"}
    after = port.reports()
    assert after.keys() == before.keys()
    assert [
        name for name in before if name.startswith(("fr/", "es/", "reading/")) and after[name] != before[name]
    ] == []
    overview = BeautifulSoup(port.read("build/reports/index.html"), "html.parser")
    earlier = {str(card["data-language"]): card.select_one(":scope > p > strong") for card in overview("section")}
    assert [tag for tag, said in earlier.items() if said] == ["fr", "es"]
    assert after["findings.json"] == before["findings.json"], "all languages stand in the forms of all"
    assert after["openacr-2.4-edition-wcag-2.1-en.yaml"] == before["openacr-2.4-edition-wcag-2.1-en.yaml"]


def test_a_report_that_was_edited_is_not_believed(copied: Callable[..., Port]) -> None:
    port = copied("falsch")
    before = port.reports()
    rows = port.report("es")
    rows["assertions"] = [row for row in rows["assertions"] if row["outcome"] != "failed"]
    rows["counts"] |= {"failed": 0, "errors": 0, "warnings": 0, "total": len(rows["assertions"])}
    (port.folder / "build/reports/es/findings.json").write_text(json.dumps(rows), "utf-8")
    port.run("audit", "-l", "ar")
    assert {row["language"] for row in port.report()["subjects"]} == {"fr", "ar"}, "nobody knows what the other said"
    assert port.run("audit").code == 1
    assert port.reports()["es/findings.json"] == before["es/findings.json"]


@pytest.mark.parametrize("damage", ["cut", "foreign"])
def test_a_damaged_pdf_is_a_finding_and_the_rest_is_tested(copied: Callable[..., Port], damage: str) -> None:
    port = copied(damage, reports=False)
    file = port.folder / "build/ar/publication.pdf"
    whole = file.read_bytes()
    if damage == "foreign":
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(file)
    else:
        file.write_bytes(whole[: len(whole) // 2])
    ran = port.run("audit", "-l", "ar", "--json")
    about = [row for row in ran.json["findings"] if row["subject"] == "build/ar/publication.pdf"]
    assert about
    assert ran.code != 0
    assert found(ran, "content/numbers-differ")["outcome"] == "failed"
    assert (port.folder / "build/reports/ar/index.html").is_file()


def owed(port: Port, ran: Ran) -> int:
    return int(ran.json["counts"]["owed"])


def test_what_a_person_judged_holds_until_the_text_changes(copied: Callable[..., Port]) -> None:
    port = copied("mensch", reports=False)
    first = port.run("audit", "-l", "fr", "--form", "--json")
    form = port.folder / "source/audit/fr.toml"
    written = form.read_bytes()
    assert len(tomllib.loads(written.decode())) > 50
    port.run("audit", "-l", "fr", "--form")
    assert form.read_bytes() == written
    assert port.run("answer", "13-006", "passed", "-l", "fr", "--name", "Jean Petit", "--date", "2026-05-04").code == 0
    judged = port.run("audit", "-l", "fr", "--json")
    assert judged.json["counts"]["owed"] == first.json["counts"]["owed"] - 1
    (row,) = [row for row in port.report("fr")["assertions"] if row["rule"] == "matterhorn/13-006"]
    assert (row["outcome"], row["mode"], row["checker"]) == ("passed", "manual", "Jean Petit")
    assert "Jean Petit" in port.read("build/reports/fr/index.html")

    port.edit("source/01-port.md", "trois bassins", "quatre bassins")
    assert port.run("build", "-l", "fr").code == 0
    changed = port.run("audit", "-l", "fr", "--form", "--json")
    (row,) = [row for row in port.report("fr")["assertions"] if row["rule"] == "matterhorn/13-006"]
    assert (row["outcome"], row["mode"]) == ("untested", "manual")
    assert changed.json["counts"]["owed"] == first.json["counts"]["owed"]
    assert "Jean Petit" in form.read_text("utf-8")
    assert "Jean Petit" in row["hint"]


def test_a_form_that_cannot_be_read_stops_the_audit_at_its_line(copied: Callable[..., Port]) -> None:
    port = copied("kaputt")
    form = port.folder / "source/audit/fr.toml"
    form.parent.mkdir()
    form.write_text('["matterhorn/13-006"]\nverdict = "perhaps"\n', "utf-8")
    before = port.reports()
    ran = port.run("audit", "--form")
    assert ran.code == 2
    assert "source/audit/fr.toml:2" in ran.err
    assert port.reports() == before
    assert not (form.parent / "es.toml").exists()


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_half_of_a_publication_is_audited_as_what_it_is(copied: Callable[..., Port], kind: str) -> None:
    port = copied(f"nur-{kind}")
    shutil.rmtree(port.folder / "build")
    assert port.run("build", "-l", "ar", "-f", kind).code == 0
    ran = port.run("audit", "-l", "ar", "--json")
    assert ran.code in (0, 1)
    assert {row["path"].endswith(".pdf") for row in port.report()["subjects"]} == {kind == "pdf"}
    assert ran.json["counts"]["not_run"] == 0
    led = set()
    for page in (port.folder / "build/reports").rglob("*.html"):
        for address in re.findall(r'href="([^"#]+)', page.read_text("utf-8")):
            if "//" not in address and not (page.parent / address).exists():
                led.add(address)
    assert led == set(), "links that lead nowhere"


def test_where_nothing_is_built_the_next_step_is_told(copied: Callable[..., Port]) -> None:
    port = copied("nichts")
    shutil.rmtree(port.folder / "build")
    ran = port.run("audit", "-l", "ar")
    assert (ran.code, "publisher build -l ar" in ran.err) == (2, True)
    assert not (port.folder / "build/reports").exists()
