"""Which files of `styles/` are sheets of which style, and what is said of a style there is not."""

from __future__ import annotations

import pytest

from publisher.errors import ExitCode, PublisherError
from publisher.pipeline.styles import chosen_styles, is_sheet, sheets_of, style_of

FILES = (
    "styles/print.css",
    "styles/alternate/large-print.css",
    "styles/alternate/large-print-rtl.css",
    "styles/alternate/sober-rtl.css",
    "styles/alternate/large-print.svg",
    "styles/shared/base.css",
)


def test_sheets_are_those_of_the_folder_and_of_alternate_styles() -> None:
    assert [name for name in FILES if is_sheet(name)] == list(FILES[:4])
    assert list(sheets_of({FILES[0]: "", FILES[1]: "", FILES[5]: ""})) == ["print.css", "alternate/large-print.css"]


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("styles/alternate/large-print.css", "large-print"),
        ("styles/alternate/large-print-rtl.css", "large-print"),
        ("styles/alternate/deeper/base.css", None),
        ("styles/alternate/gros caractères.css", None),
        ("styles/alternate/large-rtl-rtl.css", None),
        ("styles/alternate/-rtl.css", None),
        ("elsewhere/large-print.css", None),
        ("styles/print-rtl.css", None),
    ],
)
def test_the_name_of_a_style_is_that_of_its_file(name: str, style: str | None) -> None:
    assert style_of(name) == style


def test_styles_are_taken_as_asked_each_once() -> None:
    assert chosen_styles(("sober", "large-print", "sober"), FILES) == ("sober", "large-print")
    assert chosen_styles((), FILES) == ()


def test_an_unknown_style_is_a_usage_error_with_the_nearest_and_all_there_are() -> None:
    with pytest.raises(PublisherError) as caught:
        chosen_styles(("largeprint",), FILES)
    assert caught.value.code is ExitCode.USAGE
    assert (caught.value.hint or "").index("large-print") < (caught.value.hint or "").index("sober")
    assert caught.value.file is None


def test_a_style_that_the_configuration_asks_for_is_missed_at_its_line() -> None:
    with pytest.raises(PublisherError) as caught:
        chosen_styles(("grand",), ("styles/print.css",), 7)
    assert (caught.value.file, caught.value.line) == ("source/publication.toml", 7)
    assert "styles/alternate/grand.css" in (caught.value.hint or "")


@pytest.mark.parametrize("name", ["gros caractères", "../large", "large.css", "large-rtl", "", "a\nb"])
def test_a_name_that_no_style_can_have_is_not_advised(name: str) -> None:
    with pytest.raises(PublisherError) as caught:
        chosen_styles((name,), ())
    assert caught.value.code is ExitCode.USAGE
    assert f"styles/alternate/{name}.css" not in (caught.value.hint or "")
