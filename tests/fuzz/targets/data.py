"""`source/data/*.toml`: figures or a refusal, and what is drawn of them is passive."""

from __future__ import annotations

from publisher.catalogs.identify import identify
from publisher.catalogs.template import extract
from publisher.catalogs.values import placed
from publisher.readers import decoded
from publisher.readers.data import read_data
from publisher.readers.data_rows import Source
from publisher.readers.markdown import read_markdown
from publisher.readers.shown import show_data
from publisher.toml import read_toml
from tests.fuzz.laws import findings_have_places, published, value_or_refusal
from tests.fuzz.passive import assert_passive

DICTIONARY = "toml"
FILE = "source/data/d.toml"
SHOWN = "# Titre\n\nIl y a {a} et {b}.\n\n::: chart data=serie\n:::\n\n::: territories data=liste\n:::\n"


def target(data: bytes) -> None:
    read = value_or_refusal(lambda: read_data([_source(data)]))
    if read is None:
        return
    findings_have_places(read.findings, data.count(b"\n") + data.count(b"\r") + 1)
    document, segments = identify(show_data(read_markdown(SHOWN, "source/d.md", "fr"), read))
    extract(document, segments, read)
    assert_passive(published(placed(document, read), "fr"))


def _source(data: bytes) -> Source:
    text = decoded(data, FILE)
    return Source(FILE, text, read_toml(text, FILE, most_bytes=100_000, hint="write: pays = 194"))
