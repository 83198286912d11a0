"""The sample publication: how long its users wait, by the wall clock."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.cost import BIN, DONE_WITH_FINDINGS, PUBLISHER, Cost, cost
from tests.benchmarks.table import Figure, figure

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5


def help_against_weasyprint(folder: Path) -> Iterator[Figure]:
    ours, theirs = [PUBLISHER, "--help"], [sys.executable, "-c", "import weasyprint"]
    yield figure([(cost(ours, folder), cost(theirs, folder)) for _ in range(ROUNDS)], "wall")


def build_against_weasyprint(folder: Path) -> Iterator[Figure]:
    # Not at the top: what is measured elsewhere needs the commands only.
    from publisher.pipeline.editions import edition
    from publisher.pipeline.project import load
    from publisher.renditions.pdf.compose import compose
    from publisher.renditions.styles import cascade
    from publisher.workspace import Workspace

    root = publication(folder / "publication")
    made = edition(load(Workspace(root)), "fr")
    sheets = cascade({path.name: path.read_text("utf-8") for path in (root / "styles").glob("*.css")}, "print", "ltr")
    peer = folder / "peer"
    shutil.copytree(root / "source", peer)
    shutil.copytree(root / "styles", peer / "styles", dirs_exist_ok=True)
    for name, css in sheets.items():
        (peer / "styles" / name).write_text(css, "utf-8")
    links = "".join(f'<link rel="stylesheet" href="styles/{name}">' for name in sheets)
    (peer / "report.html").write_text(compose(made).whole().replace("</head>", links + "</head>"), "utf-8")
    theirs = [str(BIN / "weasyprint"), "-q", "--pdf-variant", "pdf/ua-1", "report.html", "report.pdf"]
    pairs = []
    for _ in range(ROUNDS):
        shutil.rmtree(root / "build", ignore_errors=True)
        pairs.append((cost([PUBLISHER, "build", "-l", "fr"], root, done=DONE_WITH_FINDINGS), cost(theirs, peer)))
    yield figure(pairs, "wall")


def second_publish(folder: Path) -> Iterator[Figure]:
    """Yield what publishing costs when nothing has changed, against its first run with an empty cache."""
    root = publication(folder / "publication")
    cache = cold_cache(folder / "cache")

    def run() -> Cost:
        return cost([PUBLISHER, "publish"], root, done=DONE_WITH_FINDINGS, PUBLISHER_CACHE_DIR=cache)

    first = run()
    yield figure([(run(), first) for _ in range(ROUNDS)], "wall")


def publication(folder: Path, documents: Sequence[str] = ()) -> Path:
    """Return a copy of the sample publication without what was built; of some documents only, when they are named."""
    for name in ("source", "locale", "styles"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    if documents:
        settings = folder / "source/publication.toml"
        settings.write_text(f"documents = {json.dumps(list(documents))}\n" + settings.read_text("utf-8"), "utf-8")
    return folder


def cold_cache(folder: Path) -> str:
    """Return a cache without answers, which shares the engines."""
    from publisher.engines.probe import cache_folder

    folder.mkdir(parents=True)
    (folder / "engines").symlink_to(cache_folder() / "engines")
    return str(folder)
