"""What a worker says when it cannot work."""

from __future__ import annotations

import sys

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.pipeline.layout import PdfTask, prepare, render


def test_without_weasyprint_the_file_and_the_way_to_get_it_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "publisher.engines.weasyprint.layout", None)
    monkeypatch.delattr("publisher.engines.weasyprint.layout", raising=False)
    prepare()
    with pytest.raises(PublisherError) as caught:
        render(PdfTask("fr", "build/fr/a.pdf", "<p>a</p>", (), {}))
    assert caught.value.code is ExitCode.ENGINE_MISSING
    assert caught.value.file == "build/fr/a.pdf"
    assert "libpango" in (caught.value.hint or "")
