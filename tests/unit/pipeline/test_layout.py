"""What a worker says when it cannot work."""

from __future__ import annotations

import sys

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.model.part import PartTask
from publisher.pipeline.layout import HeadsTask, draw_heads, lay_out, prepare


@pytest.fixture(autouse=True)
def without_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("layout", "parts"):
        monkeypatch.setitem(sys.modules, f"publisher.engines.weasyprint.{name}", None)


def test_without_weasyprint_the_way_to_get_it_is_told_by_the_first_job_not_before() -> None:
    prepare({"print.css": b"p { color: red }"}, ("fr",), ("", "large"))
    with pytest.raises(PublisherError) as caught:
        lay_out(PartTask("01", "<p>a</p>", (), {}))
    assert caught.value.code is ExitCode.ENGINE_MISSING
    assert "libpango" in (caught.value.hint or "")


def test_running_heads_cannot_be_drawn_either() -> None:
    with pytest.raises(PublisherError) as caught:
        draw_heads(HeadsTask("<p>a</p>", (), {}))
    assert caught.value.code is ExitCode.ENGINE_MISSING
