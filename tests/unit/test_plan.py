"""Jobs, their keys, and whose an output is."""

from __future__ import annotations

import pytest

from publisher.plan import Job, jobs, owns, up_to_date

RENDITIONS = {("html", ""): {}, ("pdf", ""): {}, ("pdf", "large"): {"styles/alternate/large.css": b"a"}}


def keys(**changed: dict[str, bytes]) -> dict[str, str]:
    renditions = RENDITIONS | {("pdf", "large"): changed.get("large", RENDITIONS["pdf", "large"])}
    shared = changed.get("shared", {"source/a.md": b"a"})
    return {job.name: job.key for job in jobs(("fr",), shared, {"fr": {}}, renditions)}


def test_every_rendition_of_a_language_is_a_job_with_a_key_of_its_own() -> None:
    assert list(keys()) == ["fr.html", "fr.pdf", "fr.large.pdf"]
    assert len(set(keys().values())) == 3


def test_an_alternate_style_changes_no_key_but_its_own() -> None:
    before, after = keys(), keys(large={"styles/alternate/large.css": b"b"})
    assert [name for name in before if before[name] != after[name]] == ["fr.large.pdf"]


def test_a_source_changes_every_key() -> None:
    before, after = keys(), keys(shared={"source/a.md": b"b"})
    assert all(before[name] != after[name] for name in before)


ORDINARY, LARGE = Job("fr", "pdf", "k"), Job("fr", "pdf", "k", "large")


@pytest.mark.parametrize(
    ("job", "path", "row", "is_own"),
    [
        (ORDINARY, "build/fr/rapport.pdf", {}, True),
        (ORDINARY, "build/fr/ancien-nom.pdf", {}, True),
        (ORDINARY, "build/fr/rapport-large.pdf", {"style": "large"}, False),
        (ORDINARY, "build/fr/rapport-large.pdf", {}, True),
        (LARGE, "build/fr/rapport-large.pdf", {"style": "large"}, True),
        (LARGE, "build/fr/rapport.pdf", {}, False),
        (LARGE, "build/en/rapport-large.pdf", {"style": "large"}, False),
        (LARGE, "build/fr/rapport-grand.pdf", {"style": "grand"}, False),
        (Job("fr", "html", "k"), "build/fr/html/styles/print.css", {}, True),
        (Job("fr", "html", "k"), "build/fr/rapport.pdf", {}, False),
    ],
)
def test_an_output_is_of_the_job_that_made_it(job: Job, path: str, row: dict[str, str], is_own: bool) -> None:
    assert owns(job, path, row) is is_own


def test_a_rendition_is_up_to_date_when_all_that_is_recorded_of_it_has_its_key_and_its_hash() -> None:
    page = {"build/fr/html/a.html": {"sha256": "1", "key": "k"}, "build/fr/html/b.html": {"sha256": "2", "key": "k"}}
    job, hashes = Job("fr", "html", "k"), {"build/fr/html/a.html": "1", "build/fr/html/b.html": "2"}
    other = {"build/fr/rapport.pdf": {"sha256": "3", "key": "of another format"}}
    assert up_to_date(job, page | other, hashes)
    assert not up_to_date(job, {}, {})
    assert not up_to_date(job, page, hashes | {"build/fr/html/b.html": None})
    for key in ("", "of another build"):
        assert not up_to_date(job, page | {"build/fr/html/b.html": {"sha256": "2", "key": key}}, hashes)
