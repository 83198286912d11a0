"""The real Chromium and axe-core on small pages of our own."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.engines.samples import BARRIERS

from publisher.engines import chromium
from publisher.errors import ExitCode, PublisherError
from publisher.model.verdict import AxeResult, AxeRule

pytestmark = pytest.mark.engine("chromium", "axe-core")


def page(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def ids(rules: tuple[AxeRule, ...]) -> dict[str, list[str | None]]:
    return {rule.id: [node.id for node in rule.nodes] for rule in rules}


def test_each_barrier_is_found_with_the_closest_block(tmp_path: Path) -> None:
    wide, narrow = chromium.axe([page(tmp_path, "é page.html", BARRIERS)])
    assert (wide.width, narrow.width) == (1280, 320)
    for result in (wide, narrow):
        assert result.error is None and result.version
        assert sum(rule.nodes > 0 for rule in result.kept) > 10 and sum(rule.nodes == 0 for rule in result.kept) > 10
        assert ids(result.violations) == {"color-contrast": ["image"], "image-alt": ["image"], "region": ["dehors"]}
        assert ids(result.incomplete) == {"color-contrast": ["photo"]}
    assert (wide.scroll_width, wide.overflowing) == (1280, ())
    # What scrolls inside its own box does not count.
    assert narrow.scroll_width > 600 and narrow.overflowing == ("large",)


def test_a_page_from_right_to_left_sticks_out_too(tmp_path: Path) -> None:
    file = page(tmp_path, "ar.html", BARRIERS.replace('lang="fr"', 'lang="ar" dir="rtl"'))
    (narrow,) = chromium.axe([file], widths=(320,))
    assert narrow.scroll_width > 600 and narrow.overflowing == ("large",)


def test_arabic_that_is_hard_to_see_is_found_as_french_is(tmp_path: Path) -> None:
    # axe-core 4.14.1 takes joined letters for icons, and does not look at their contrast.
    head = '<!DOCTYPE html><html lang="ar" dir="rtl"><title>الميناء</title><main><h1>الميناء</h1>'
    text = f'{head}<p id="gris" style="color: #9a9a9a; background: #fff">استقبل الميناء سفنا كثيرة هذا العام</p></main>'
    (result,) = chromium.axe([page(tmp_path, "ar.html", text)], widths=(1280,))
    assert ids(result.violations) == {"color-contrast": ["gris"]}


def test_a_page_that_is_not_there_is_an_error_and_the_next_one_is_tested(tmp_path: Path) -> None:
    files = [tmp_path / "missing.html", page(tmp_path, "good.html", BARRIERS)]
    missing, good = chromium.axe(files, widths=(320,))
    assert missing.error and not missing.violations
    assert good.error is None and good.violations


def test_a_page_that_had_no_time_beside_others_is_asked_again_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, asked = chromium._ask, list[Path]()

    def slow_at_first(page: Page, file: Path, width: int) -> str | None:
        asked.append(file)
        return chromium.LATE if asked.count(file) == 1 else ask(page, file, width)

    monkeypatch.setattr(chromium, "_ask", slow_at_first)
    files = [page(tmp_path, name, BARRIERS) for name in ("a.html", "b.html")]
    results = chromium.axe(files, widths=(320,))
    assert [(result.file, result.error, bool(result.violations)) for result in results] == [
        (file, None, True) for file in files
    ]
    assert asked[2:] == files


def test_a_page_reaches_nobody(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.5)
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        calls = f"""<img alt="" src="http://{place}/a.png"><link rel="stylesheet" href="http://{place}/a.css">
            <script>fetch("http://{place}/").catch(() => 0); new WebSocket("ws://{place}/");</script>"""
        (result,) = chromium.axe([page(tmp_path, "a.html", BARRIERS + calls)], widths=(320,))
        assert result.error is None
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_page_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    for folder in ("beside", "own"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "wide.css").write_text(f"#{folder} {{ width: 900px }}", "utf-8")
    text = """<!DOCTYPE html><html lang="fr"><title>t</title><link rel="stylesheet" href="wide.css">
        <link rel="stylesheet" href="../beside/wide.css"><main><h1>t</h1><p id="beside">a</p><p id="own">b</p></main>"""
    (result,) = chromium.axe([page(tmp_path / "own", "a.html", text)], widths=(320,))
    assert result.error is None and result.overflowing == ("own",)


def test_a_screenshot_is_a_png_of_the_size_asked(tmp_path: Path) -> None:
    picture = chromium.screenshot(page(tmp_path, "a.html", BARRIERS), width=400, height=300)
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")) == (400, 300)


def test_a_browser_that_does_not_start_is_an_engine_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISHER_CHROMIUM", "/bin/false")
    with pytest.raises(PublisherError) as raised:
        chromium.axe([page(tmp_path, "a.html", BARRIERS)])
    assert raised.value.code is ExitCode.ENGINE_FAILED
    assert raised.value.why and raised.value.hint


def test_a_page_at_which_the_browser_hangs_ends_that_browser_and_the_next_one_is_tested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "SECONDS_A_PAGE", 1.0)
    monkeypatch.setattr(chromium, "SECONDS_ALONE", 12.0)
    monkeypatch.setattr(chromium, "BROWSERS", 1)
    audit = chromium._audit

    def hanging(page: Page, file: Path, widths: Sequence[int]) -> list[AxeResult]:
        if file.name == "stuck.html":
            page.wait_for_event("popup", timeout=0)  # which never comes
        return audit(page, file, widths)

    monkeypatch.setattr(chromium, "_audit", hanging)
    files = [page(tmp_path, name, BARRIERS) for name in ("stuck.html", "good.html")]
    stuck, good = chromium.axe(files, widths=(320,))
    assert stuck.error and stuck.file == files[0]
    assert good.error is None and good.violations and good.file == files[1]


def test_results_do_not_hang_on_the_number_of_browsers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [page(tmp_path, f"{name}.html", BARRIERS.replace("Titre", name)) for name in "abc"]
    together = chromium.axe(files)
    monkeypatch.setattr(chromium, "BROWSERS", 1)
    assert chromium.axe(files) == together
    assert [result.file for result in together] == [file for file in files for _ in chromium.WIDTHS]
