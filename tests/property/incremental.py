"""A person edits a publication at random and builds after every edit: what is built anew is what a clean build makes.

python -m tests.property.incremental 200 --seed 7 --format html --format pdf
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publisher.errors import PublisherError
from publisher.model.publication import FORMATS
from publisher.pipeline.build import build
from publisher.pipeline.project import load_messages
from publisher.pipeline.translation import update
from publisher.workspace import Workspace
from tests.everything import write_everything

Files = dict[str, bytes]
"""what a person wrote, by path"""
CONFIGURATION = "source/publication.toml"
CHOICES: dict[str, tuple[str | None, ...]] = {
    "title": ('"Rapport du port"', '"Le port, une année"'),
    "subtitle": ('"Une année à quai"', None),
    "languages": ('["ar"]', '["en", "ar"]', '["ar", "en"]', "[]"),
    "name": ('"rapport"', '"port"'),
    "digits": ('"arab"', None),
    "standard": ('"ua-1+a-3a"', None),
    "alternate_styles": (None, None, None, '{ large = "Gros caractères" }', '{ large = "Grand" }'),
    "documents": (None, '["03-pays.md", "01-port.md"]'),
}
"""values of the configuration a person may choose among, the first to begin with; None leaves the key out"""
OF_PDF = ("alternate_styles", "standard")
"""keys that need that format"""
WORDS = "quai grue marée bouée fret digue balise chenal écluse ponton".split()
PROSE = re.compile(r"^[^\W\d_]")


@dataclass
class Walk:
    """A publication that is edited, its folder, and a folder where it is built from nothing."""

    home: Path
    seed: int
    formats: Sequence[str]
    """those a publication may have"""
    files: Files = field(default_factory=dict)
    past: list[Files] = field(default_factory=list)
    strays: Files = field(default_factory=dict)
    """files of other people in `build/`"""
    did: list[str] = field(default_factory=list)
    made: set[Edit] = field(default_factory=set)
    """the kinds of edits that were done"""
    seconds: dict[str, float] = field(default_factory=lambda: {"incremental": 0.0, "clean": 0.0})
    refused: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.folder, self.clean = self.home / "edited", self.home / "clean"
        self.folder.mkdir()
        self.clean.mkdir()
        write_everything(self.folder)
        self.files = contents(self.folder)
        for key in ("languages", "alternate_styles"):
            configure(self, key, CHOICES[key][0])
        configure(self, "formats", listed(self.formats))
        write(self.folder, self.files)
        assert self.judge("begin")

    def step(self) -> None:
        """Make an edit and build, then compare."""
        edit = self.random.choice(EDITS)
        before = dict(self.files)
        said = edit(self)
        if said is None:
            return  # there was nothing of the kind to edit
        self.made.add(edit)
        write(self.folder, self.files)
        if self.judge(said):
            self.past.append(before)
        else:  # a person sees the error, and takes the edit back
            self.files = before
            write(self.folder, before)
            self.judge(f"back before: {said}")

    def judge(self, said: str) -> bool:
        """Build in both folders and compare; return whether there was a build."""
        self.did.append(said)
        shutil.rmtree(self.clean)
        write(self.clean, self.files)
        before = outputs(self.folder)
        mine, theirs = self.timed("incremental", self.folder), self.timed("clean", self.clean)
        assert mine == theirs, self.told(f"{mine}\n{theirs}")
        built = outputs(self.folder)
        for path, data in self.strays.items():
            assert built.pop(path, None) == data, self.told(f"{path} of another is gone")
        if isinstance(mine[0], str):
            self.refused += 1
            assert built == {path: data for path, data in before.items() if path not in self.strays}, self.told(
                "spoilt"
            )
            return False
        expected = outputs(self.clean)
        differing = [path for path in built | expected if built.get(path) != expected.get(path)]
        assert not differing, self.told(str(differing))
        again = build(Workspace(self.folder))
        assert again.written == (), self.told("the second build writes")
        return True

    def timed(self, name: str, folder: Path) -> tuple[Any, ...]:
        """Return what a build says, and add how long it takes."""
        start = time.perf_counter()
        try:
            built = build(Workspace(folder))
            return built.outputs, built.findings
        except PublisherError as error:
            return *error.lines(), error.code
        finally:
            self.seconds[name] += time.perf_counter() - start

    def told(self, what: str) -> str:
        """Return what differs, and how to come there again."""
        return f"seed {self.seed}, edit {len(self.did) - 1}: {what}\n" + "\n".join(self.did[-5:])

    def choose(self, pattern: str) -> str | None:
        """Return one of the files a pattern fits."""
        names = [name for name in self.files if re.fullmatch(pattern, name)]
        return self.random.choice(names) if names else None

    def words(self) -> str:
        """Return some words that were not said before."""
        return " ".join(self.random.choices(WORDS, k=4)) + f" {self.random.randrange(10_000)}"


def contents(folder: Path) -> Files:
    """Return the files a person wrote."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for name in ("source", "locale", "styles")
        for path in sorted((folder / name).rglob("*"))
        if path.is_file()
    }


def outputs(folder: Path) -> Files:
    """Return what was built, with its manifest, without what builds keep for themselves."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "build").rglob("*"))
        if path.is_file() and not path.relative_to(folder / "build").parts[0].startswith(".")
    }


def write(folder: Path, files: Files) -> None:
    """Let a folder hold exactly these files beside what was built; what is the same is not touched."""
    there = contents(folder)
    for path in there.keys() - files.keys():
        (folder / path).unlink()
    for path, data in files.items():
        if there.get(path) != data:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)


Edit = Callable[[Walk], str | None]
EDITS: list[Edit] = []
"""what a person may do; those that stand here twice are done twice as often"""


def edit(often: int = 1) -> Callable[[Edit], Edit]:
    """Let an edit be chosen."""

    def known(function: Edit) -> Edit:
        EDITS.extend([function] * often)
        return function

    return known


def change_blocks(walk: Walk, change: Callable[[list[str]], str | None]) -> str | None:
    """Change the list of the blocks of a Markdown document; its heading stays first."""
    name = walk.choose(r"source/[^/]+\.md")
    if name is None:
        return None
    head, *blocks = walk.files[name].decode().split("\n\n")
    said = change(blocks)
    walk.files[name] = "\n\n".join([head, *blocks]).encode()
    return said and f"{name}: {said}"


@edit(3)
def change_a_paragraph(walk: Walk) -> str | None:
    def change(blocks: list[str]) -> str | None:
        prose = [number for number, block in enumerate(blocks) if PROSE.match(block)]
        if not prose:
            return None
        number = walk.random.choice(prose)
        blocks[number] = f"{blocks[number].rstrip()} {walk.words()}.\n"
        return f"block {number} changes"

    return change_blocks(walk, change)


@edit(2)
def insert_a_paragraph(walk: Walk) -> str | None:
    def change(blocks: list[str]) -> str:
        number = walk.random.randint(0, len(blocks))
        blocks.insert(number, f"Un {walk.words()}.")
        return f"block {number} is new"

    return change_blocks(walk, change)


@edit()
def remove_a_block(walk: Walk) -> str | None:
    def change(blocks: list[str]) -> str | None:
        if len(blocks) < 2:
            return None
        number = walk.random.randrange(len(blocks))
        del blocks[number]
        return f"block {number} goes"

    return change_blocks(walk, change)


@edit()
def move_a_block(walk: Walk) -> str | None:
    def change(blocks: list[str]) -> str | None:
        if len(blocks) < 2:
            return None
        start, end = walk.random.randrange(len(blocks)), walk.random.randrange(len(blocks))
        blocks.insert(end, blocks.pop(start))
        return f"block {start} moves to {end}"

    return change_blocks(walk, change)


@edit()
def rename_a_document(walk: Walk) -> str | None:
    name = walk.choose(r"source/[^/]+\.(md|html)")
    if name is None:
        return None
    new = f"source/0{walk.random.randrange(10)}-{walk.random.choice(WORDS[:3])}.{name.rpartition('.')[2]}"
    walk.files[new] = walk.files.pop(name)
    return f"{name} is called {new}"


@edit()
def add_a_document(walk: Walk) -> str:
    name = f"source/0{walk.random.randrange(10)}-{walk.random.choice(WORDS[:3])}.md"
    walk.files[name] = f"# Un {walk.words()}\n\nVoir [le port](01-port.md), {{navires}} navires.\n".encode()
    return f"{name} is new"


@edit()
def remove_a_document(walk: Walk) -> str | None:
    name = walk.choose(r"source/[^/]+\.(md|html)")
    if name:
        del walk.files[name]
    return name and f"{name} goes"


@edit(2)
def change_a_translation(walk: Walk) -> str | None:
    def change(said: str) -> str:
        return f'msgstr "{walk.words()} {said}'

    return change_entry(walk, r'msgstr "([^\n])', lambda match: change(match[1]), "a translation changes")


@edit()
def doubt_a_translation(walk: Walk) -> str | None:
    return change_entry(walk, r'msgid "([^"\n])', lambda match: f'#, fuzzy\nmsgid "{match[1]}', "one is doubtful")


def change_entry(walk: Walk, pattern: str, new: Callable[[re.Match[str]], str], said: str) -> str | None:
    """Change one place of a catalog."""
    name = walk.choose(r"locale/.+\.po")
    if name is None:
        return None
    text = walk.files[name].decode()
    places = list(re.finditer(f"(?m)^{pattern}", text))[1:]  # the header stays
    if not places:
        return None
    place = walk.random.choice(places)
    walk.files[name] = (text[: place.start()] + new(place) + text[place.end() :]).encode()
    return f"{name}: {said}"


@edit()
def lose_a_catalog(walk: Walk) -> str | None:
    name = walk.choose(r"locale/.+\.po")
    if name:
        del walk.files[name]
    return name and f"{name} goes"


@edit(2)
def update_catalogs(walk: Walk) -> str:
    try:
        update(load_messages(Workspace(walk.folder)), ())
    except PublisherError as error:
        return f"update: {error}"
    walk.files = contents(walk.folder)
    return "update"


@edit(2)
def change_a_style(walk: Walk) -> str | None:
    name = walk.choose(r"styles/.+\.css")
    if name:
        colour = f"#{walk.random.randrange(0x1000):03x}"
        walk.files[name] += f"{walk.random.choice('p h1 h2 td li'.split())} {{ color: {colour} }}\n".encode()
    return name and f"{name} changes"


@edit()
def change_which_styles_there_are(walk: Walk) -> str:
    name = walk.random.choice(
        ["styles/print-more.css", "styles/screen-rtl.css", "styles/alternate/large-rtl.css", "styles/screen.css"]
    )
    if name in walk.files:
        del walk.files[name]
        return f"{name} goes"
    walk.files[name] = b"em { letter-spacing: 0.1em }\n"
    return f"{name} is new"


@edit()
def change_a_picture(walk: Walk) -> str | None:
    name = walk.choose(r"(source|styles)/.*\.(png|svg)")
    if name is None:
        return None
    if walk.random.random() < 0.2:
        del walk.files[name]
        return f"{name} goes"
    if name.endswith(".svg"):
        walk.files[name] = walk.files[name].replace(b"Quai", f"{walk.random.choice(WORDS)} Quai".encode())
        return f"{name} changes"
    other = walk.choose(r"(source|styles)/.*\.png") or name
    walk.files[name], walk.files[other] = walk.files[other], walk.files[name]
    return f"{name} and {other} are swapped"


@edit(2)
def change_a_figure(walk: Walk) -> str | None:
    name = walk.choose(r"source/data/port\.toml")
    if name is None:
        return None
    walk.files[name] = re.sub(
        rb"(?m)^(navires = |value = ).+$",
        rf"\g<1>{walk.random.randrange(1, 99_999)}".encode(),
        walk.files[name],
        count=1,
    )
    return f"{name}: another figure"


@edit(3)
def change_the_configuration(walk: Walk) -> str:
    choices = {key: values for key, values in CHOICES.items() if key not in OF_PDF or "pdf" in walk.formats}
    choices["formats"] = tuple(map(listed, [*([name] for name in walk.formats), walk.formats]))
    key = walk.random.choice(sorted(choices))
    value = walk.random.choice(choices[key])
    configure(walk, key, value)
    return f"{key} = {value}"


def configure(walk: Walk, key: str, value: str | None) -> None:
    """Give a key of the configuration a value, or leave it out."""
    without_pdf = OF_PDF if key == "formats" and '"pdf"' not in str(value) else ()
    lines = walk.files[CONFIGURATION].decode().replace("[alternate_styles]\nlarge = ", "alternate_styles.large = ")
    kept = [line for line in lines.splitlines() if line and not line.startswith((key, *without_pdf))]
    walk.files[CONFIGURATION] = "\n".join([*kept, *([f"{key} = {value}"] if value else []), ""]).encode()


def listed(names: Sequence[str]) -> str:
    """Return names as a list in TOML."""
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


@edit(2)
def touch(walk: Walk) -> str:
    names = walk.random.sample(sorted(walk.files), k=walk.random.randint(1, len(walk.files)))
    for name in names:
        os.utime(walk.folder / name, (walk.random.randrange(2_000_000_000),) * 2)
    return f"{len(names)} files are touched"


@edit()
def leave_a_stray_file(walk: Walk) -> str:
    name = walk.random.choice(["source/notes.txt", "source/images/autre.txt", "source/.brouillon.md", "styles/README"])
    walk.files[name] = walk.words().encode()
    return f"{name} lies there"


@edit()
def leave_a_stray_file_among_the_outputs(walk: Walk) -> str:
    name = "build/notes.txt"
    walk.strays[name] = walk.words().encode()
    (walk.folder / name).write_bytes(walk.strays[name])
    return f"{name} lies there"


@edit(3)
def spoil_what_was_built(walk: Walk) -> str | None:
    build_folder = walk.folder / "build"
    names = [path for path in sorted(build_folder.rglob("*")) if path.is_file() and path.name != ".lock"]
    if not names:
        return None
    kept = [path for path in names if path.relative_to(build_folder).parts[0].startswith(".")]
    chosen = walk.random.choice([path for path in names if path.relative_to(walk.folder).as_posix() not in walk.strays])
    if kept and walk.random.random() < 0.5:
        chosen = walk.random.choice(kept)
    data = chosen.read_bytes()
    way = walk.random.choice(("gone", "cut", "empty", "garbage", "flipped"))
    if way == "gone":
        chosen.unlink()
    else:
        chosen.write_bytes(spoilt(data, way, walk.random))
    return f"{chosen.relative_to(walk.folder)} is {way}"


def spoilt(data: bytes, way: str, chance: random.Random) -> bytes:
    """Return bytes as a bad disk, or a person, leaves them."""
    place = chance.randrange(len(data)) if data else 0
    ways = {
        "cut": data[:place],
        "empty": b"",
        "garbage": chance.choice([b"{}", b"[]", b"null", b'{"outputs": 3}', b"\xff\0"]),
        "flipped": data[:place] + bytes([data[place] ^ 1] if data else []) + data[place + 1 :],
    }
    return ways[way]


@edit(2)
def take_edits_back(walk: Walk) -> str | None:
    if not walk.past:
        return None
    number = walk.random.randrange(len(walk.past))
    walk.files = dict(walk.past[number])
    return f"as it was {len(walk.past) - number} edits ago"


def main(arguments: Sequence[str]) -> int:
    """Take as many edits as asked, say what differed and how it went, and return an exit code."""
    os.fsync = lambda _: None  # type: ignore[assignment]  # a crash is another matter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("edits", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--format", dest="formats", action="append", choices=("html", "pdf"), default=[])
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        walk, wrong = Walk(Path(home), asked.seed, asked.formats or FORMATS), 0
        while len(walk.did) <= asked.edits:
            try:
                walk.step()
            except AssertionError as error:
                wrong += 1
                sys.stdout.write(f"\n{error}\n")
                shutil.rmtree(walk.folder / "build", ignore_errors=True)
                walk.strays.clear()
            sys.stderr.write(f"\r{len(walk.did) - 1} edits")
    times = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in walk.seconds.items())
    said = f"{len(walk.did) - 1} edits, {walk.refused} refused, {wrong} with differences"
    sys.stdout.write(f"\n{said}, seed {asked.seed}: {times}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
