"""An example of a rule -> a publication in a folder, and what `publisher check` says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from publisher.catalogs.elements import PROTECTED
from publisher.catalogs.template import CONFIGURATION, PUBLICATION_DOMAIN
from publisher.languages import language
from publisher.model.finding import Finding
from publisher.model.message import Catalog, Entry, Message, Reference, Template
from publisher.model.notation import placeholders, vocabulary
from publisher.model.publication import Publication
from publisher.model.rule import Example, Rule
from publisher.pipeline.build import build
from publisher.pipeline.check import own_findings
from publisher.pipeline.project import Project, load
from publisher.pipeline.request import catalog_file
from publisher.pipeline.texts import texts
from publisher.workspace import Workspace

SOURCE = "fr"
OF_ENTRIES = frozenset({"fuzzy", "missing", "plural", "plural-forms"})
"""flags that tell of the entry or the header; other flags of one text are those of its message"""
ASKED_BY_BUILD = frozenset({"document/unsafe-image", "document/unsafe-part"})


def found_by_check(rule: Rule, example: Example, folder: Path) -> Sequence[Finding]:
    """Return what our own checks say of an example; `folder` is an empty one."""
    (folder / "source").mkdir()
    if rule.id.startswith("document/"):
        return _of_file(rule, example, Workspace(folder))
    project, known = project_of(rule, example, Workspace(folder))
    return own_findings(project, example.language, known, tuple(texts(project, example.language, known)))


def _of_file(rule: Rule, example: Example, workspace: Workspace) -> Sequence[Finding]:
    files = {"publication.toml": f'title = "Le port"\nsource_language = "{example.language}"\nlanguages = []\n'}
    files["01-exemple.html" if "html" in example.flags else "01-exemple.md"] = example.text
    for flag in example.flags:
        name, _, text = flag.removeprefix("file:").partition("=")
        if flag.startswith("file:"):
            files[name] = text
    for name, text in files.items():
        workspace.write(f"source/{name}", text.encode(), durable=False)
    project = load(workspace)
    built = build(workspace, (), ("html",)).findings if rule.id in ASKED_BY_BUILD else ()
    return (*own_findings(project, example.language, {}, tuple(texts(project, example.language, {}))), *built)


def project_of(rule: Rule, example: Example, workspace: Workspace) -> tuple[Project, dict[str, Catalog]]:
    """Return the project and the catalogs, by domain, that hold the text of an example or its pair."""
    tag, pairs = example.language, [(example.source, example.text)]
    flags = tuple(flag for flag in example.flags if flag not in OF_ENTRIES)
    if rule.id == "translation/glossary":
        _write_glossary(workspace, tag, flags)
        flags = ()
    elif rule.id in ("translation/inconsistent", "translation/reused"):
        pairs.append((flags[0], flags[1]))
        flags = ()
    source = SOURCE if example.source is not None or "plural-forms" in example.flags else tag
    pairs = [] if "plural-forms" in example.flags else pairs  # its text is a field of the header
    messages = tuple(_message(said or text, number, flags) for number, (said, text) in enumerate(pairs))
    if "plural" in example.flags:
        messages = tuple(replace(message, msgid_plural=message.msgid) for message in messages)
    template = Template(PUBLICATION_DOMAIN, messages)
    publication = Publication("Le port", () if tag == source else (tag,), source_language=source)
    project = Project(workspace, publication, (), (template,), {})
    return project, {} if tag == source else {PUBLICATION_DOMAIN: _catalog(example, template, [t for _, t in pairs])}


def _message(msgid: str, number: int, flags: tuple[str, ...]) -> Message:
    return Message(
        msgid,
        str(number) if number else None,  # two messages may have one text
        references=(Reference(CONFIGURATION, f"b-{number}"),),
        flags=flags + (("python-brace-format",) if placeholders(msgid) else ()),
        kept=tuple(name for name in vocabulary(msgid) if name.rstrip("0123456789") in PROTECTED),
    )


def _catalog(example: Example, template: Template, said: Sequence[str]) -> Catalog:
    tag = example.language
    headers = {"Language": tag, "Plural-Forms": language(tag).plural_forms}
    entries = tuple(
        Entry(message, text, "fuzzy" in example.flags, line=10 * number)
        for number, (message, text) in enumerate(zip(template.messages, said, strict=True), 1)
    )
    if "plural-forms" in example.flags:
        headers["Plural-Forms"] = example.text
    if "missing" in example.flags:
        entries = ()
    if "plural" in example.flags:  # the forms are the lines of the text
        entries = tuple(replace(entry, msgstr="", plurals=tuple(entry.msgstr.split("\n"))) for entry in entries)
    return Catalog(PUBLICATION_DOMAIN, tag, entries, tuple(headers.items()), file=catalog_file(tag, PUBLICATION_DOMAIN))


def _write_glossary(workspace: Workspace, tag: str, rows: Sequence[str]) -> None:
    lines = "\n".join((f"{SOURCE},{tag}", *rows, ""))
    workspace.write("source/glossary.csv", lines.encode(), durable=False)
