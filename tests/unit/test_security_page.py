"""The page that says what is promised has the numbers, verbs and names of the program."""

from __future__ import annotations

import re
from pathlib import Path

from publisher.cli import cli
from publisher.engines.languagetool import URL_VARIABLE
from publisher.executors.limits import Limits
from publisher.model.address import refusal
from publisher.publication import MAX_BYTES

ROOT = Path(__file__).parents[2]
ADDRESSES = (
    "http://example.org/", "https://example.org/", "mailto:a@example.org", "tel:+33123456789",
    "javascript:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd", "ftp://example.org/",
    "sms:+33123456789",
)  # fmt: skip
PAGE = (ROOT / ".github/SECURITY.md").read_text("utf-8")


def test_it_has_the_limits_of_a_job_and_of_the_configuration() -> None:
    assert f"{Limits().memory // 1024} GB" in PAGE
    assert f"{Limits().cpu} seconds" in PAGE
    assert f"{MAX_BYTES // 1000} kB" in PAGE


def test_it_has_the_schemes_that_are_published() -> None:
    sentence = next(line for line in PAGE.splitlines() if "and places in the publication" in line)
    passed = {address.partition(":")[0] for address in ADDRESSES if refusal(address) is None}
    assert set(re.findall(r"`([a-z]+)`", sentence)) == passed


def test_every_verb_in_it_is_one() -> None:
    verbs = set(re.findall(r"`publisher ([a-z]+)", PAGE))
    assert verbs
    assert verbs <= set(cli.commands)


def test_variables_and_folders_in_it_are_there() -> None:
    assert re.findall(r"PUBLISHER_\w+", PAGE) == [URL_VARIABLE]
    assert all((ROOT / name).is_dir() for name in re.findall(r"`(tests/\w+/)`", PAGE))
