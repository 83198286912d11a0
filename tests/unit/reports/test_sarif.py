"""SARIF 2.1.0, held against the standard (OASIS, 27 March 2020, errata 01); the sections are named where a rule is."""

from __future__ import annotations

import json as standard
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from tests.unit.reports.hostile import (
    ALL,
    ASSERTIONS,
    BARE,
    DOUBTFUL,
    EVIDENCE,
    FAILED,
    HOSTILE,
    NOT_RUN,
    PAGES,
    PDF,
    WANTED,
    said,
)

from publisher.conformance.changes import compared, rows_of
from publisher.model.changes import Changes
from publisher.model.evidence import Assertion, CatalogPlace, Evidence
from publisher.model.finding import Finding, Outcome
from publisher.reports import json, sarif
from publisher.rules import rules

URI = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+")
"""of a relative reference (RFC 3986), its first part without a colon"""
PROPERTIES = {
    "log": {"$schema", "version", "runs"},
    "run": {"tool", "columnKind", "invocations", "results"},
    "driver": {"name", "version", "rules"},
    "rule": {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"},
    "invocation": {"executionSuccessful", "toolExecutionNotifications"},
    "notification": {"descriptor", "level", "message", "locations"},
    "result": {
        "ruleId", "ruleIndex", "kind", "level", "message", "partialFingerprints", "locations", "suppressions",
    },
    "location": {"physicalLocation", "logicalLocations"},
    "physical": {"artifactLocation", "region"},
}  # fmt: skip
"""those of the standard that we write; the schema allows no others of its own objects"""
AUDITED = {
    "result": PROPERTIES["result"] | {"analysisTarget", "taxa", "relatedLocations", "baselineState", "properties"},
    "rule": PROPERTIES["rule"] | {"helpUri", "relationships", "properties"},
    "taxonomy": {"name", "version", "organization", "informationUri", "isComprehensive", "taxa"},
    "artifact": {"location", "roles", "mimeType", "hashes", "properties"},
}
"""the same of what an audit has beside"""


def log_of(*found: Finding, accepted: tuple[Finding, ...] = ()) -> dict[str, Any]:
    """Return a log as it is read by others."""
    value: dict[str, Any] = standard.loads(json.dumps(sarif.log(found, accepted, "1.2.3")).encode("utf-8"))
    return value


def run_of(*found: Finding, accepted: tuple[Finding, ...] = ()) -> dict[str, Any]:
    run: dict[str, Any] = log_of(*found, accepted=accepted)["runs"][0]
    return run


@pytest.mark.parametrize("found", [(), ALL], ids=["nothing", "all"])
def test_a_log_has_the_properties_of_the_standard(found: tuple[Finding, ...]) -> None:
    log = log_of(*found, accepted=found[:1])
    assert (set(log), log["version"], len(log["runs"])) == (PROPERTIES["log"], "2.1.0", 1)
    run = log["runs"][0]
    assert set(run) == PROPERTIES["run"]
    assert set(run["tool"]["driver"]) == PROPERTIES["driver"]
    assert all(set(rule) <= PROPERTIES["rule"] for rule in run["tool"]["driver"]["rules"])
    assert [set(item) for item in run["invocations"]] == [PROPERTIES["invocation"]]
    assert all(set(result) <= PROPERTIES["result"] for result in run["results"])


@pytest.mark.parametrize("finding", [HOSTILE, BARE, FAILED, DOUBTFUL], ids=lambda finding: finding.rule)
def test_a_result_names_its_rule_by_id_and_index(finding: Finding) -> None:
    run = run_of(BARE, finding)
    for result in run["results"]:  # 3.27.6
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(ids) == len(set(ids))


def test_only_what_failed_has_a_level() -> None:
    for result in run_of(*ALL)["results"]:  # 3.27.9, 3.27.10
        assert result["kind"] in ("fail", "review")
        assert result["level"] in (("error", "warning", "note") if result["kind"] == "fail" else ("none",))


def test_every_result_has_a_message_and_a_fingerprint() -> None:
    for result in run_of(*ALL)["results"]:
        assert result["message"]["text"]
        assert list(result["partialFingerprints"].values()) != [""]


def test_braces_of_a_text_are_no_arguments() -> None:
    text = run_of(Finding("catalog/placeholder-lost", "{pays} is missing {0}"))["results"][0]["message"]["text"]
    assert text == "{{pays}} is missing {{0}}"  # 3.11.5


def test_an_address_is_relative_and_percent_encoded() -> None:
    place = run_of(HOSTILE)["results"][0]["locations"][0]
    assert set(place) <= PROPERTIES["location"]
    assert set(place["physicalLocation"]) <= PROPERTIES["physical"]
    address = place["physicalLocation"]["artifactLocation"]["uri"]  # 3.4.3
    assert URI.fullmatch(address)
    assert (urlsplit(address).scheme, urlsplit(address).path) == ("", address)
    assert unquote_to_bytes(address) == b"locale/ar/a b:c#?%" + b"\xff" + " é.po".encode()


def test_a_line_is_a_region_and_no_line_is_none() -> None:
    with_line, without = run_of(FAILED, Finding("document/ignored", "m", file="source/a.markdown"))["results"]
    assert with_line["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert "region" not in without["locations"][0]["physicalLocation"]  # 3.30.5: a region begins with line 1
    assert "locations" not in run_of(BARE)["results"][0]


def test_what_was_not_run_makes_the_run_unsuccessful_and_is_no_result() -> None:
    run = run_of(NOT_RUN)
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is False
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert set(notification) <= PROPERTIES["notification"]
    assert (notification["descriptor"]["id"], notification["level"]) == (NOT_RUN.rule, "error")
    assert run_of(FAILED)["invocations"][0]["executionSuccessful"] is True


def test_what_was_accepted_is_a_suppressed_result() -> None:
    run = run_of(FAILED, accepted=(replace(DOUBTFUL, accepted="so be it"),))
    suppressions = [{"kind": "external", "justification": "so be it"}]  # 3.35.2, 3.35.4
    assert [result.get("suppressions") for result in run["results"]] == [None, suppressions]


def test_every_rule_of_ours_says_what_it_means_and_how_grave_it_is() -> None:
    known = run_of(*(Finding(rule, "m") for rule in rules()))["tool"]["driver"]["rules"]
    for rule in known:
        assert set(rule) == PROPERTIES["rule"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert all(rule[name]["text"].strip() for name in ("shortDescription", "fullDescription", "help"))


def runs_of(*assertions: Assertion, changes: Changes | None = None) -> list[dict[str, Any]]:
    """Return the runs of an audit as they are read by others: what speaks against it, and the rest."""
    evidence = replace(EVIDENCE, assertions=assertions)
    log = standard.loads(json.dumps(sarif.evidence_log(evidence, changes)).encode("utf-8"))
    assert set(log) == PROPERTIES["log"]
    return list(log["runs"])


@pytest.mark.parametrize("earlier", [None, EVIDENCE], ids=["alone", "compared"])
def test_an_audit_has_the_properties_of_the_standard(earlier: Evidence | None) -> None:
    assertions = ASSERTIONS[:8]
    changes = earlier and compared(replace(EVIDENCE, assertions=assertions), rows_of(earlier))
    for run in runs_of(*assertions, changes=changes):
        assert set(run) == PROPERTIES["run"] | {"automationDetails", "artifacts", "taxonomies"}
        assert all(set(result) <= AUDITED["result"] for result in run["results"])
        assert all(set(rule) <= AUDITED["rule"] for rule in run["tool"]["driver"]["rules"])
        assert all(set(item) <= AUDITED["taxonomy"] for item in run["taxonomies"])
        assert all(set(item) <= AUDITED["artifact"] for item in run["artifacts"])


@pytest.mark.parametrize(
    ("assertion", "kind"),
    [
        (said(), "fail"),
        (said(Outcome.CANT_TELL), "open"),
        (said(Outcome.PASSED), "pass"),
        (said(Outcome.INAPPLICABLE), "notApplicable"),
        (said(Outcome.UNTESTED, manual=True), "review"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_kind_is_the_outcome_and_only_what_failed_has_a_level(assertion: Assertion, kind: str) -> None:
    (result,) = [result for run in runs_of(assertion) for result in run["results"]]  # 3.27.9
    assert result["kind"] == kind
    assert (result["level"] == "none") is (kind != "fail")  # 3.27.10


def test_what_a_program_did_not_test_is_a_notification() -> None:
    against, rest = runs_of(said(Outcome.UNTESTED, rule="html/not-run"))
    assert against["results"] == rest["results"] == []
    (notification,) = against["invocations"][0]["toolExecutionNotifications"]
    assert notification["associatedRule"] == {"id": "html/not-run", "index": 0}
    assert [run["invocations"][0]["executionSuccessful"] for run in (against, rest)] == [False, True]


def test_runs_of_one_log_are_told_apart_and_belong_to_their_languages() -> None:
    ids = [run["automationDetails"]["id"] for run in runs_of(said())]  # 3.17.3: ends in /, it has no id of its own
    assert len(set(ids)) == 2
    assert all("fr+ar" in name and name.endswith("/") for name in ids)


def test_what_is_tested_is_an_artifact_with_its_hash_and_every_result_names_it() -> None:
    for run in runs_of(*ASSERTIONS):
        files = [(item["hashes"]["sha-256"], item["roles"]) for item in run["artifacts"]]  # 3.24.11
        assert files[0] == (PAGES.sha256, ["analysisTarget", "directory"])
        assert files[1] == (PDF.sha256, ["analysisTarget"])
        for result in run["results"]:
            target = result["analysisTarget"]
            assert run["artifacts"][target["index"]]["location"]["uri"] == target["uri"]
            assert result["locations"]


def test_a_result_falls_into_the_taxa_its_rule_is_related_to() -> None:
    _, rest = runs_of(said(Outcome.PASSED, requirements=WANTED), said(Outcome.PASSED))
    related, none = (result.get("taxa", []) for result in rest["results"])  # 3.27.8
    names = [(rest["taxonomies"][of["toolComponent"]["index"]], of) for of in related]
    assert [(taxonomy["name"], taxonomy["taxa"][of["index"]]["id"]) for taxonomy, of in names] == [
        ("WCAG", "1.1.1"), ("WCAG", "1.4.1"), ("EN 301 549", "10.1.1.1"), ("Matterhorn Protocol", "13-004"),
    ]  # fmt: skip
    assert none == []
    assert [item["target"] for item in rest["tool"]["driver"]["rules"][0]["relationships"]] == related
    supported = rest["tool"]["driver"]["supportedTaxonomies"]
    assert [item["name"] for item in supported] == [item["name"] for item in rest["taxonomies"]]


def test_a_rule_leads_to_its_criterion() -> None:
    _, rest = runs_of(said(Outcome.PASSED, requirements=WANTED))
    (rule,) = rest["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://www.w3.org/TR/WCAG22/#non-text-content"
    assert "WCAG 1.1.1" in rule["properties"]["tags"]


def test_places_are_the_line_the_block_the_page_and_the_line_of_the_translation() -> None:
    against, _ = runs_of(said(file="source/a.md", line=7, id="b-1", page=3, catalog=CatalogPlace("locale/ar/a.po", 9)))
    (result,) = against["results"]
    (place,), (other,) = result["locations"], result["relatedLocations"]
    assert place["physicalLocation"]["region"] == {"startLine": 7}
    assert [(item["kind"], item["name"]) for item in place["logicalLocations"]] == [("block", "b-1"), ("page", "3")]
    assert other["physicalLocation"]["artifactLocation"]["uri"] == "locale/ar/a.po"
    assert other["physicalLocation"]["region"] == {"startLine": 9}


def test_a_run_is_compared_whole_or_not_at_all() -> None:
    before = (said(file="a", quote="mended"), said(file="a", quote="known"))
    now = (said(file="a", quote="known"), said(file="a", quote="new"), said(Outcome.PASSED))
    changes = compared(replace(EVIDENCE, assertions=now), rows_of(replace(EVIDENCE, assertions=before)))
    against, rest = runs_of(*now, changes=changes)
    states = [(result["baselineState"], result["kind"]) for result in against["results"]]  # 3.27.24
    assert states == [("unchanged", "fail"), ("new", "fail"), ("absent", "informational")]
    assert against["results"][2]["partialFingerprints"] == {sarif.FINGERPRINT: before[0].finding.fingerprint}
    assert all("baselineState" not in result for result in rest["results"])


def test_equal_assertions_of_which_one_is_new_have_a_state_each() -> None:
    one = said(file="a", quote="x")
    evidence = replace(EVIDENCE, assertions=(one, one))
    changes = compared(evidence, rows_of(replace(EVIDENCE, assertions=(one,))))
    against, _ = runs_of(one, one, changes=changes)
    assert sorted(result["baselineState"] for result in against["results"]) == ["new", "unchanged"]


def test_a_time_is_given_only_as_the_standard_has_it() -> None:
    made = sarif.evidence_log(replace(EVIDENCE, date="2026-11-29"))["runs"][0]["invocations"][0]
    timed = sarif.evidence_log(EVIDENCE)["runs"][0]["invocations"][0]
    assert "endTimeUtc" not in made
    assert timed["endTimeUtc"] == EVIDENCE.date  # 3.9


def test_a_text_is_no_link() -> None:
    text = run_of(Finding("catalog/x", "[here](javascript:alert(1))"))["results"][0]["message"]["text"]
    assert "](" not in text  # 3.11.6


def test_a_name_of_half_characters_has_an_address() -> None:
    place = run_of(Finding("catalog/x", "m", file="a\ud800.po"))["results"][0]["locations"][0]
    assert URI.fullmatch(place["physicalLocation"]["artifactLocation"]["uri"])
