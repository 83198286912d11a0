from __future__ import annotations

import pytest

from publisher.checks.text.end_marks import check_end, end_mark
from publisher.model.text import read_text


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("La digue tient.", "stop"),
        ("«\u00a0La digue tient.\u00a0»", "stop"),
        ("«\u00a0Tient-elle\u202f?\u00a0».", "question"),
        ("هل السد صامد؟", "question"),
        ("السدود؛", "semicolon"),
        ("La digue...", "ellipsis"),
        ("La digue tient.12", "stop"),
        ("La digue tient. [3]", "stop"),
        ("Seuil 2.5", None),
        ("La digue", None),
        ("", None),
    ],
)
def test_the_last_mark_is_seen_through_what_may_follow_it(text: str, mark: str | None) -> None:
    assert end_mark(text) == mark


def test_a_last_sentence_without_mark_is_found() -> None:
    text = "La digue du nord tient depuis bien des années. Celle du sud a cédé deux fois"
    [remark] = check_end(read_text(text, "fr"))
    assert (remark.rule, remark.end) == ("punctuation/end-missing", len(text))


@pytest.mark.parametrize(
    "text",
    [
        "La digue du nord tient depuis bien des années. Celle du sud a cédé deux fois.",
        "Vue de la digue du nord un matin de crue. Photo\u00a0: service des eaux de la ville",
        "Rapport annuel. Digues et canaux du nord et du sud",
        "Digues et canaux du nord selon M. Durand et ses deux adjoints",
    ],
)
def test_titles_and_captions_need_no_mark(text: str) -> None:
    assert list(check_end(read_text(text, "fr"))) == []
