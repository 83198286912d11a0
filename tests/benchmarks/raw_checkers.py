"""The peers of our audit: each outside checker run by hand on the files of a built publication, nothing around it.

`python -m tests.benchmarks.raw_checkers CHECKER FOLDER`, the checkers being `axe`, `verapdf` and `nu`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from publisher.engines.chromium import TAGS, WIDTHS, axe_source
from publisher.engines.java import class_path
from publisher.engines.probe import require

RUN = "tags => axe.run(document, { runOnly: tags }).then(found => found.violations.length)"


def axe(folder: Path) -> None:
    """Load each page at each width and run axe-core with its own defaults but for the rules we ask for."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=require("chromium").path, chromium_sandbox=os.geteuid() != 0, args=["--disable-gpu"]
        )
        context = browser.new_context(offline=True)
        context.add_init_script(axe_source().read_text("utf-8"))
        for file in sorted(folder.glob("build/*/html/*.html")):
            page = context.new_page()
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(file.as_uri())
                page.evaluate(RUN, list(TAGS))
            page.close()
        browser.close()


def verapdf(folder: Path) -> None:
    """Let one Java test all PDF files against what they say they are."""
    program = ["-cp", class_path(require("verapdf")), "org.verapdf.apps.GreenfieldCliWrapper", "-f", "0"]
    _java([*program, *map(str, sorted(folder.glob("build/*/*.pdf")))])


def nu(folder: Path) -> None:
    """Let one Java read all pages."""
    _java(["-Xss64m", "-jar", str(require("vnu").path), *map(str, sorted(folder.glob("build/*/html/*.html")))])


def _java(arguments: list[str]) -> None:
    # What it finds is its exit code, and no failure of ours.
    command = [str(require("java").path), *arguments]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    {"axe": axe, "verapdf": verapdf, "nu": nu}[sys.argv[1]](Path(sys.argv[2]).resolve())
