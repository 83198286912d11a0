"""SARIF 2.1.0, held against the standard (OASIS, 27 March 2020, errata 01); the sections are named where a rule is."""

from __future__ import annotations

import json as standard
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from tests.unit.reports.hostile import ALL, BARE, DOUBTFUL, FAILED, HOSTILE, NOT_RUN

from publisher.model.finding import Finding
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
