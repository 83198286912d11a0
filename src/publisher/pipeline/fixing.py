"""Catalogs -> catalogs with what is certain mended, shown as a diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace

from publisher.catalogs.merge import headers_for
from publisher.catalogs.po import write_catalog
from publisher.languages import language
from publisher.model.message import Catalog
from publisher.pipeline.project import Project, catalogs
from publisher.pipeline.request import catalog_file, chosen

BLANKS = " \t\n"


def fix(project: Project, asked: Iterable[str] = ()) -> list[str]:
    """Mend what is certain in catalogs and return the changes as a diff: plural forms, white space at the ends.

    Letters are never touched. Everything is computed before anything is written.
    """
    mended = []
    for tag in chosen(project.publication, asked):
        if tag == project.publication.source_language:
            continue
        for domain, catalog in catalogs(project, tag).items():
            if catalog.file:
                mended.append(
                    (catalog_file(tag, domain), write_catalog(catalog), write_catalog(_mended(project, catalog)))
                )
    lines: list[str] = []
    for file, before, after in mended:
        lines += difflib.unified_diff(before.splitlines(), after.splitlines(), file, file, lineterm="", n=1)
    for file, before, after in mended:
        if after != before:
            project.workspace.write(file, after.encode())
    return lines


def _mended(project: Project, catalog: Catalog) -> Catalog:
    right = dict(headers_for(project.publication, language(catalog.language)))
    headers = dict(catalog.headers) | {"Plural-Forms": right["Plural-Forms"]}
    entries = tuple(
        replace(entry, msgstr=entry.msgstr.strip(BLANKS), plurals=tuple(form.strip(BLANKS) for form in entry.plurals))
        if entry.message.msgid.strip() == entry.message.msgid
        else entry
        for entry in catalog.entries
    )
    return replace(catalog, headers=tuple(headers.items()), entries=entries)
