"""The chain of a block as text: source, catalog entries, pages, structure elements, language by language."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.errors import one_line
from publisher.model.trace import PdfPlace, Rendered, Trace

LONGEST = 100
STATES = {"fuzzy": " (fuzzy: not published)", "untranslated": " (not translated: French is shown)"}
"""what is said of an entry that is not published"""


def chain(trace: Trace) -> str:
    """Return the chain of a block; what is not there is said not to be."""
    lines = [f"{one_line(trace.id)}: {one_line(trace.file)}:{trace.line}"]
    for rendered in trace.languages:
        lines += [f"  {rendered.language}", *(f"    {line}" for line in _of_language(rendered))]
    return "\n".join(lines)


def _of_language(rendered: Rendered) -> Iterator[str]:
    for said in rendered.translations:
        if said.state == "source":
            yield f"“{_short(said.msgid)}”"
        else:
            place = one_line(str(said.place)) if said.place else "no entry"
            text = f": “{_short(said.msgstr)}”" if said.msgstr else ""
            yield f"{place}{STATES.get(said.state, '')}{text}"
    yield one_line(rendered.html) if rendered.html else "no page has it"
    yield from map(_of_pdf, rendered.pdf) if rendered.pdf else ("no PDF has it",)


def _of_pdf(place: PdfPlace) -> str:
    if place.first_page is None:
        pages = "nothing drawn"
    elif place.first_page == place.last_page:
        pages = f"page {place.first_page}"
    else:
        pages = f"pages {place.first_page}–{place.last_page}"
    return one_line(f"{place.file}, {pages}: {' > '.join(place.path)} [{place.id}]")


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
