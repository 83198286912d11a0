"""The real veraPDF on small files of our own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.engines.samples import PIXEL, barriers_pdf

from publisher.engines import verapdf
from publisher.engines.pdf import facts
from publisher.errors import ExitCode, PublisherError
from publisher.model.verdict import Validation

pytestmark = pytest.mark.engine("java", "verapdf", "pango")


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # A name that Java does not find in the C locale, and that begins like an option.
    file = tmp_path_factory.mktemp("été ملف") / "-é.pdf"
    file.write_bytes(barriers_pdf())
    return file


def test_each_file_has_a_verdict_for_each_flavour_in_the_order_asked(pdf: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.pdf"
    half.write_bytes(pdf.read_bytes()[:2000])
    missing = tmp_path / "missing.pdf"
    found = verapdf.validate([half, pdf, missing], ["2a", "ua1"])
    assert [(item.file, item.flavour) for item in found] == [
        (file, flavour) for file in (half, pdf, missing) for flavour in ("2a", "ua1")
    ]
    # Half a file and no file are errors, never a pass.
    assert all(item.error and not item.compliant for item in found if item.file != pdf)
    archive, universal = (item for item in found if item.file == pdf)
    assert archive.error is None and not archive.compliant
    assert [(item.clause, item.test_number) for item in universal.failures] == [("7.3", 1)]
    assert (universal.failed_rules, universal.failed_checks) == (1, 1)
    assert universal.passed_rules > 100 and universal.version


def test_what_a_file_claims_is_tested_in_one_call(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    run = verapdf._run

    def spy(flavour: str, paths: Sequence[Path]) -> dict[tuple[Path, str], Validation]:
        calls.append(flavour)
        return run(flavour, paths)

    monkeypatch.setattr(verapdf, "_run", spy)
    assert facts(pdf).ua_part == "1"
    verapdf.validate([pdf], ["ua1"])
    assert calls == ["0"]


def test_a_verdict_by_claim_equals_the_verdict_by_name(pdf: Path) -> None:
    (claimed,) = verapdf.validate([pdf], ["ua1"])
    named = verapdf._run("ua1", [pdf])[pdf, "ua1"]
    assert claimed == named


def test_a_java_that_fails_is_an_engine_that_failed(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verapdf, "MAIN_CLASS", "no.such.Class")
    with pytest.raises(PublisherError) as raised:
        verapdf.validate([pdf], ["ua1"])
    assert raised.value.code is ExitCode.ENGINE_FAILED


def test_without_its_jars_the_engine_is_missing(pdf: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PUBLISHER_CACHE_DIR", str(tmp_path))
    with pytest.raises(PublisherError) as raised:
        verapdf.validate([pdf], ["ua1"])
    assert raised.value.code is ExitCode.ENGINE_MISSING


def test_every_rule_of_the_profile_says_how_often_it_is_kept(pdf: Path) -> None:
    (universal,) = verapdf.validate([pdf], ["ua1"])
    by_place = {(rule.clause, rule.test_number): rule for rule in universal.rules}
    assert len(by_place) == len(universal.rules) == universal.passed_rules + universal.failed_rules
    assert sum(rule.passed for rule in universal.rules) == universal.passed_checks
    assert (by_place["7.3", 1].passed, by_place["7.3", 1].failed) == (0, 1)
    assert by_place["7.4.4", 3].passed == 1 and by_place["7.2", 3].passed == 0


def test_failures_are_shown_though_more_objects_keep_the_rule_before_them(tmp_path: Path) -> None:
    import weasyprint  # slow to import

    pictures = "".join(f'<p><img src="{PIXEL}" alt="Image {number}"></p>' for number in range(60))
    pictures += f'<p><img src="{PIXEL}" alt=""></p>' * 25
    file = tmp_path / "a.pdf"
    html = f'<html lang="fr"><title>Essai</title><h1>Titre</h1>{pictures}</html>'
    file.write_bytes(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True))
    (found,) = verapdf.validate([file], ["ua1"])
    assert {(item.clause, item.count) for item in found.failures} == {("7.3", 25)}
    assert len(found.failures) == verapdf.MOST_CONTEXTS
    assert len({item.context for item in found.failures}) == verapdf.MOST_CONTEXTS
    assert all(item.message and "figure" in item.tags for item in found.failures)
