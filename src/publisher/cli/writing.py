"""Verbs of editors and translators: new, import, extract, update, merge."""

from __future__ import annotations

from pathlib import Path

import click

from publisher.cli.group import cli, messages_of, with_json, with_languages, workspace_of
from publisher.cli.output import Bar, leave, note, report, say


@cli.command()
@click.argument("directory", type=click.Path(path_type=Path))
@with_json
def new(directory: Path, *, as_json: bool) -> None:
    """Make a small publication that builds.

    \b
    Example
      publisher new rapport
    """
    from publisher.errors import one_line
    from publisher.pipeline import start
    from publisher.reports import json

    files, name = start.new(directory), one_line(str(directory))
    said = f"{name}: {', '.join(files)}\nnext: publisher -C {name} publish"
    say(json.dumps({"files": files}) if as_json else said)


@cli.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--apply", is_flag=True, help="FILE is a reviewed .review.tsv: replay its decisions.")
@click.option("--replace", is_flag=True, help="Replace a source of that name that was edited.")
@click.option("--second-voice", is_flag=True, help="Ask LanguageTool too; what it proposes goes to the review.")
@with_json
@click.pass_obj
def import_(folder: Path, file: Path, *, apply: bool, replace: bool, second_voice: bool, as_json: bool) -> None:
    """Bring French text in: OCR'd, plain or .docx -> source/<name>.md, source/<name>.review.tsv and a page of it.

    Errors of OCR are corrected where the text itself proves them; what is doubtful goes to the review.

    \b
    Examples
      publisher import scan.txt
      publisher import --apply source/scan.review.tsv
    """
    from publisher.pipeline.importing import import_file

    with Bar() as progress:
        done = import_file(
            workspace_of(folder), file, apply=apply, replace=replace, second_voice=second_voice, progress=progress
        )
    places = done.places
    if not as_json:
        note(f"{places.source}: {done.words} words, {done.automatic} corrections")
        note(f"{places.review}: {done.open} to decide; to decide in a browser: {places.page}")
    report(
        done.findings,
        as_json=as_json,
        source=places.source,
        review=places.review,
        page=places.page,
        words=done.words,
        open=done.open,
        automatic=done.automatic,
    )
    leave(done.findings, "error")


@cli.command()
@with_json
@click.pass_obj
def extract(folder: Path, *, as_json: bool) -> None:
    """Write the templates: source/ -> locale/<domain>.pot.

    \b
    Example
      publisher extract
    """
    from publisher.pipeline.translation import extract as run
    from publisher.reports import json, terminal

    done = run(workspace_of(folder))
    rows = [{"file": item.file, "messages": item.messages, "written": item.changed} for item in done]
    say(json.dumps({"templates": rows}) if as_json else terminal.table(
        ("template", "messages", "written"), [(i.file, i.messages, "yes" if i.changed else "no") for i in done]
    ))  # fmt: skip


@cli.command()
@with_languages
@with_json
@click.pass_obj
def update(folder: Path, languages: tuple[str, ...], *, as_json: bool) -> None:
    """Extract, then merge into every catalog; says what is kept, new, changed and gone.

    A changed text keeps its translation as a guess (fuzzy) that says what changed; a moved one takes it along.

    \b
    Examples
      publisher update
      publisher update -l ar
    """
    from publisher.pipeline.translation import update as run
    from publisher.reports import json, terminal

    done = run(messages_of(folder), languages)
    say(json.dumps({"catalogs": [item.as_json() for item in done]}) if as_json else terminal.table(
        ("language", "catalog", "kept", "new", "changed", "gone", "written", "also"),
        [(i.language, i.file, i.changes.kept, i.changes.new, i.changes.changed, i.changes.gone,
          "yes" if i.changed else "no", i.also) for i in done],
    ))  # fmt: skip


@cli.command()
@click.argument("old")
@click.argument("new_template", metavar="NEW")
@click.option("-o", "output", required=True, metavar="OUT.po", help="Where the result goes.")
@with_json
@click.pass_obj
def merge(folder: Path, old: str, new_template: str, output: str, *, as_json: bool) -> None:
    """Merge a template into a catalog, any two files: like msgmerge, nothing a translator wrote is lost.

    \b
    Example
      publisher merge old.po new.pot -o merged.po
    """
    from dataclasses import asdict

    from publisher.pipeline.merging import merge_files
    from publisher.reports import json

    changes = asdict(merge_files(old, new_template, output, workspace_of(folder)))
    say(
        json.dumps({"file": output, **changes})
        if as_json
        else ", ".join(f"{count} {name}" for name, count in changes.items())
    )
