"""The real Nu HTML checker on small pages of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.samples import BARRIERS, INVALID

from publisher.engines import nu

pytestmark = pytest.mark.engine("java", "vnu")


def test_messages_of_all_files_come_from_one_call(tmp_path: Path) -> None:
    invalid, other, good = tmp_path / "é invalide.html", tmp_path / "b.html", tmp_path / "c.html"
    invalid.write_text(INVALID, encoding="utf-8")
    other.write_text(BARRIERS, encoding="utf-8")
    good.write_text(BARRIERS.replace("<img ", '<img alt="" '), encoding="utf-8")
    found = nu.validate([invalid, other, good])
    assert {item.file for item in found} == {invalid, other}
    errors = [(item.last_line, item.extract) for item in found if item.file == invalid and item.type == "error"]
    assert errors[0][0] == 6 and "<img" in errors[0][1]
    assert ("info", "warning") in {(item.type, item.sub_type) for item in found}
    assert nu.version()


def test_a_file_that_is_not_there_says_so_and_the_others_are_tested(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(INVALID, encoding="utf-8")
    found = nu.validate([tmp_path / "missing.html", page])
    assert {item.file for item in found if item.error} == {tmp_path / "missing.html"}
    assert {item.file for item in found if not item.error} == {page}


def test_no_files_need_no_java() -> None:
    assert nu.validate([]) == ()
