"""Sources and catalogs -> the same with what is certain mended, shown as a diff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from publisher.catalogs.merge import headers_for
from publisher.catalogs.po import write_catalog
from publisher.languages import language
from publisher.model.acceptance import hash_of
from publisher.model.message import Catalog
from publisher.model.notation import vocabulary
from publisher.model.passage import Passage
from publisher.pipeline.acceptances import read_acceptances
from publisher.pipeline.changes import Changes, changes
from publisher.pipeline.mending import Mended, mended
from publisher.pipeline.project import Project, catalogs
from publisher.pipeline.request import catalog_file, chosen
from publisher.pipeline.rewriting import Rewritten, rewritten
from publisher.pipeline.scope import Scope
from publisher.pipeline.source_mending import mended_source
from publisher.pipeline.texts import texts

BLANKS = " \t\n"
NAMES = (
    ("space", "space", "spaces"),
    ("quote", "quote", "quotes"),
    ("apostrophe", "apostrophe", "apostrophes"),
    ("", "mark", "marks"),
)
"""what a summary calls a rule: the first row whose word is in its id"""


def fix(project: Project, scope: Scope | None = None) -> list[str]:
    """Mend what is certain, as far as the scope goes, and return the changes as a diff with a line that sums them up.

    Typography in sources and reviewed translations, but not in a text of which a finding was accepted; in catalogs also
    plural forms, and white space at the ends. Letters and digits are never touched. Everything is computed before
    anything is written.
    """
    with project.workspace.sources_locked():
        return _fix(project, scope or Scope())


def _fix(project: Project, scope: Scope) -> list[str]:
    tags = chosen(project.publication, scope.languages)
    differing = changes(project, scope.changed, tags) if scope.changed else None
    counts: Counter[str] = Counter()
    written: list[Rewritten] = []
    for tag in tags:
        asked = _Asked(project, tag, scope, differing)
        is_source = tag == project.publication.source_language
        for change, rules in _sources(asked) if is_source else _catalogs(asked):
            if change.after != change.before:
                written.append(change)
                counts += rules
    lines = [line for change in written for line in change.diff()]
    project.workspace.write_all(
        {item.file: item.after for item in written}, {item.file: item.before for item in written}
    )
    return [*lines, _summary(written, counts)] if written else []


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be mended in a language."""

    project: Project
    tag: str
    scope: Scope
    differing: Changes | None
    """the texts that may be touched; all when it is None"""


def _sources(asked: _Asked) -> Iterator[tuple[Rewritten, Counter[str]]]:
    project = asked.project
    found = list(_mended(asked, {}))
    for document in project.documents:
        wanted = {passage.text.notation: item for passage, item in found if passage.file == document.file}
        if wanted:
            data = project.workspace.read(document.file)
            text, kept = mended_source(data, document, wanted)
            yield rewritten(document.file, data, text), _counted(kept)


def _catalogs(asked: _Asked) -> Iterator[tuple[Rewritten, Counter[str]]]:
    project = asked.project
    # What they hold before they are read: who saves one of them from now on is noticed when it is written.
    files = (catalog_file(asked.tag, domain) for domain in project.domains)
    before = {file: project.workspace.read(file) for file in files if project.workspace.exists(file)}
    known = catalogs(project, asked.tag)
    is_tidied = asked.differing is None and asked.scope.holds("catalog/plural-forms")
    tidy = {domain: _tidy(project, catalog) if is_tidied else catalog for domain, catalog in known.items()}
    found = list(_mended(asked, tidy))
    for domain, catalog in tidy.items():
        own = {passage.line: item for passage, item in found if passage.file == catalog.file}
        if catalog.file in before and (own or catalog != known[domain]):
            data = before[catalog.file]
            yield rewritten(catalog.file, data, write_catalog(_with_texts(catalog, own))), _counted(own.values())


def _mended(asked: _Asked, known: Mapping[str, Catalog]) -> Iterator[tuple[Passage, Mended]]:
    """Yield the texts of a language that can be mended; one of which something was accepted stays as it is."""
    accepted = {item.key[1:] for item in read_acceptances(asked.project.workspace)}
    for passage in texts(asked.project, asked.tag, known):
        if asked.differing is not None and not asked.differing.has(passage):
            continue
        source = passage.source.notation if passage.source else None
        item = mended(passage.text, None if source is None else vocabulary(source), asked.scope.holds)
        text = hash_of(source, passage.text.notation)
        if item.is_changed and (passage.text.language, passage.id, text) not in accepted:
            yield passage, item


def _with_texts(catalog: Catalog, found: Mapping[int | None, Mended]) -> Catalog:
    entries = tuple(
        replace(entry, msgstr=found[entry.line].after.notation) if entry.line in found else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries)


def _tidy(project: Project, catalog: Catalog) -> Catalog:
    """Return a catalog with the plural forms of its language, and translations without white space at their ends."""
    right = dict(headers_for(project.publication, language(catalog.language)))
    headers = dict(catalog.headers) | {"Plural-Forms": right["Plural-Forms"]}
    entries = tuple(
        replace(entry, msgstr=entry.msgstr.strip(BLANKS), plurals=tuple(form.strip(BLANKS) for form in entry.plurals))
        if entry.message.msgid.strip() == entry.message.msgid
        else entry
        for entry in catalog.entries
    )
    return replace(catalog, headers=tuple(headers.items()), entries=entries)


def _counted(items: Iterable[Mended]) -> Counter[str]:
    return sum((item.rules for item in items), Counter())


def _summary(changes: Iterable[Rewritten], counts: Counter[str]) -> str:
    """Return what was done in one line: `38 spaces, 4 quotes mended in 3 files`."""
    numbers: Counter[tuple[str, str]] = Counter()
    for rule, count in counts.items():
        numbers[next((one, many) for word, one, many in NAMES if word in rule)] += count
    done = [f"{count} {one if count == 1 else many}" for (one, many), count in numbers.most_common()]
    files = [change.file for change in changes]
    line = f"{', '.join(done) or 'white space and headers'} mended in {len(files)} file{'s' * (len(files) != 1)}"
    changed_source = any(file.startswith("source/") for file in files)
    return f"{line}; next: publisher update" if changed_source else line
