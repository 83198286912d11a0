"""Nothing outside the publication is read, whatever leads there; nothing that is no file is waited for."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

import pytest

from tests.hostile.case import BUILD, PO, Case, Fifo, Folder, Link, Put, Socket, Sparse, added, replaced
from tests.hostile.harness import Hostile
from tests.hostile.outside import SOUND

PORT, SUITE, TOML, PLAN = "source/01-port.md", "source/02-suite.md", "source/publication.toml", "source/images/plan.png"
CSS, DATA = "styles/house.css", "source/data/chiffres.toml"
REFUSED: Mapping[str, Any] = {"exits": (3,), "pages": ()}
FINE: Mapping[str, Any] = {"exits": (0,)}


def linked(target: str) -> Put:
    """Return the first document with its link to the second changed."""
    return replaced("02-suite.md#suite", target)


def pictured(target: str) -> Put:
    """Return the first document with the address of its picture changed."""
    return replaced("images/plan.png", target)


def under(folder: str, target: str) -> dict[str, Put]:
    """Return a link in the place of a folder."""
    return {folder: Link(target)}


LONG = "é" * 120
"""240 bytes of a name, of 255 that a file system lets it have"""
COMPOSED, DECOMPOSED = "été.png", unicodedata.normalize("NFD", "été.png")

CASES = (
    # Files that are links
    Case(
        "link-document",
        "makes a document a link to a file outside",
        "name it, and read nothing there",
        {SUITE: Link("@OUTSIDE@/secret.md")},
        error=SUITE,
        **REFUSED,
    ),
    Case(
        "link-document-relative",
        "makes a document a relative link to a folder whose name begins alike",
        "name it: names are compared part by part",
        {SUITE: Link("../../publication_outside/secret.md")},
        error=SUITE,
        **REFUSED,
    ),
    Case(
        "link-document-home",
        "makes a document a link to a key of the user",
        "name it, and read nothing there",
        {SUITE: Link("@HOME@/.ssh/id_rsa")},
        error=SUITE,
        **REFUSED,
    ),
    Case(
        "link-document-passwd",
        "makes a document a link to the users of the machine",
        "name it, and read nothing there",
        {SUITE: Link("/etc/passwd")},
        error=SUITE,
        **REFUSED,
    ),
    Case(
        "link-document-inside",
        "makes a document a link to another file of the publication",
        "build it",
        {SUITE: Link("notes/suite.txt"), "source/notes/suite.txt": SOUND[SUITE]},
        **FINE,
    ),
    Case(
        "link-document-loop",
        "makes a document a link to itself",
        "say so",
        {SUITE: Link("02-suite.md")},
        error=SUITE,
        **REFUSED,
    ),
    Case(
        "link-document-chain",
        "leads outside by a chain of links",
        "name it, and read nothing there",
        {SUITE: Link("a.txt"), "source/a.txt": Link("b.txt"), "source/b.txt": Link("@OUTSIDE@/secret.md")},
        error=SUITE,
        **REFUSED,
    ),
    Case(
        "link-document-dangling",
        "makes a document a link to nothing",
        "say so",
        {SUITE: Link("nowhere.md")},
        error=SUITE,
        **REFUSED,
    ),
    Case(
        "link-configuration",
        "makes the configuration a link outside",
        "name it, and read nothing there",
        {TOML: Link("@OUTSIDE@/secret.toml")},
        error=TOML,
        **REFUSED,
    ),
    Case(
        "link-picture",
        "makes a picture a link outside",
        "build without it, and name it",
        {PLAN: Link("@OUTSIDE@/secret.png")},
        exits=(1,),
        finds=(("document/unsafe-image", PLAN, None),),
    ),
    Case(
        "link-drawing",
        "makes a drawing a link outside",
        "build without it, and name it",
        {"source/images/plan.svg": Link("@OUTSIDE@/secret.svg"), PORT: pictured("images/plan.svg")},
        exits=(1,),
        finds=(("document/unsafe-image", "source/images/plan.svg", None),),
    ),
    Case(
        "link-data",
        "makes a file of figures a link outside",
        "name it, and read nothing there",
        {DATA: Link("@OUTSIDE@/data.toml")},
        error=DATA,
        **REFUSED,
    ),
    Case(
        "link-style",
        "makes a style sheet a link outside",
        "name it, and read nothing there",
        {CSS: Link("@OUTSIDE@/secret.css")},
        error=CSS,
        **REFUSED,
    ),
    Case(
        "link-catalog",
        "makes a catalog a link outside",
        "name it, and read nothing there",
        {PO: Link("@OUTSIDE@/01-port.po")},
        error=PO,
        **REFUSED,
    ),
    Case(
        "link-catalog-update",
        "makes a catalog a link outside, for what writes catalogs",
        "name it, and write nothing there",
        {PO: Link("@OUTSIDE@/01-port.po")},
        verbs=("update --json",),
        error=PO,
        **REFUSED,
    ),
    Case(
        "link-template",
        "makes a template a link outside",
        "write nothing there",
        {"locale/01-port.pot": Link("@OUTSIDE@/01-port.po")},
        verbs=("extract --json",),
        error="locale/01-port.pot",
        **REFUSED,
    ),
    Case(
        "link-accepted",
        "makes the accepted findings a link outside",
        "name it, and read nothing there",
        {"source/accepted.toml": Link("@OUTSIDE@/secret.toml")},
        error="source/accepted.toml",
        **REFUSED,
    ),
    # Folders that are links
    Case(
        "link-source",
        "makes source/ a link outside",
        "name it, and read nothing there",
        under("source", "@OUTSIDE@"),
        error="source",
        exits=(3,),
        pages=(),
    ),
    Case(
        "link-images",
        "makes the folder of pictures a link outside",
        "build without them",
        {**under("source/images", "@OUTSIDE@"), PORT: pictured("images/secret.png")},
        exits=(1,),
    ),
    Case(
        "link-data-folder",
        "makes the folder of figures a link outside",
        "name it, and read nothing there",
        under("source/data", "@OUTSIDE@"),
        error="source/data",
        **REFUSED,
    ),
    Case(
        "link-styles",
        "makes styles/ a link outside",
        "name it, and read nothing there",
        under("styles", "@OUTSIDE@"),
        error="styles",
        **REFUSED,
    ),
    Case(
        "link-locale",
        "makes locale/ a link outside",
        "name it, and read nothing there",
        under("locale", "@OUTSIDE@"),
        error="locale",
        **REFUSED,
    ),
    Case(
        "link-messages",
        "makes LC_MESSAGES a link outside",
        "name it, and read nothing there",
        under("locale/en/LC_MESSAGES", "@OUTSIDE@"),
        error="locale/en/LC_MESSAGES",
        **REFUSED,
    ),
    Case(
        "link-messages-update",
        "makes LC_MESSAGES a link outside, for what writes catalogs",
        "write nothing there",
        under("locale/en/LC_MESSAGES", "@OUTSIDE@"),
        verbs=("update --json",),
        error="locale/en/LC_MESSAGES",
        **REFUSED,
    ),
    Case(
        "link-build",
        "makes build/ a link outside",
        "write nothing there",
        under("build", "@OUTSIDE@"),
        error="build",
        **REFUSED,
    ),
    Case(
        "link-build-language",
        "makes build/en a link outside",
        "write nothing there",
        under("build/en", "@OUTSIDE@"),
        error="build/en",
        exits=(3,),
        pages=(),
    ),
    Case(
        "link-build-cache",
        "makes the folder of kept parts a link outside",
        "write nothing there",
        under("build/.caches", "@OUTSIDE@"),
        verbs=("build --json",),
        exits=(0,),
    ),
    *(
        Case(
            f"link-staging-{name.replace('/', '-')}",
            "sends along what a build that was killed would have left, with a link outside in it",
            "move nothing from there, and clear it away",
            {f"build/.staging/{name}": Link("@OUTSIDE@"), **more},
            exits=(0,),
            hides={"build/.staging/**": "", "build/**/secret.*": ""},
        )
        for name, more in (("old", {}), ("new", {"build/.staging/old/data.toml/x": "x"}), ("old/docs", {}))
    ),
    Case(
        "link-lock",
        "makes the lock a link outside",
        "write nothing there",
        {"build/.lock": Link("@OUTSIDE@/new")},
        error="build",
        **REFUSED,
    ),
    Case(
        "link-manifest",
        "makes the manifest a link outside",
        "write nothing there",
        {"build/manifest.json": Link("@OUTSIDE@/secret.txt")},
        **FINE,
    ),
    Case(
        "link-folder-loop",
        "makes a folder of source/ a link to its parent",
        "build without going round",
        {"source/again": Link(".."), "styles/again": Link("../styles")},
        **FINE,
    ),
    # What is no file
    Case(
        "fifo-document",
        "makes a document a pipe, which is waited for",
        "say that it is no file",
        {SUITE: Fifo()},
        error=SUITE,
        **REFUSED,
    ),
    Case("fifo-picture", "makes a picture a pipe", "build without it, and name it", {PLAN: Fifo()}, exits=(1,)),
    Case("fifo-catalog", "makes a catalog a pipe", "say that it is no file", {PO: Fifo()}, error=PO, **REFUSED),
    Case("fifo-style", "makes a style sheet a pipe", "not wait for it", {CSS: Fifo()}, **FINE),
    Case("fifo-data", "makes a file of figures a pipe", "not wait for it", {"source/data/z.toml": Fifo()}, **FINE),
    Case(
        "fifo-configuration",
        "makes the configuration a pipe",
        "say that it is no file",
        {TOML: Fifo()},
        error=TOML,
        **REFUSED,
    ),
    Case(
        "fifo-accepted",
        "makes the accepted findings a pipe",
        "say that it is no file",
        {"source/accepted.toml": Fifo()},
        error="source/accepted.toml",
        **REFUSED,
    ),
    Case("fifo-manifest", "makes the manifest a pipe", "not wait for it", {"build/manifest.json": Fifo()}, exits=(0,)),
    Case("fifo-lock", "makes the lock a pipe", "not wait for it", {"build/.lock": Fifo()}, error="build", **REFUSED),
    Case(
        "fifo-template",
        "makes a template a pipe",
        "not wait for it",
        {"locale/01-port.pot": Fifo()},
        verbs=("extract --json",),
        exits=(0,),
        pages=(),
    ),
    Case(
        "socket-document",
        "makes a document a socket",
        "say that it is no file",
        {SUITE: Socket()},
        error=SUITE,
        **REFUSED,
    ),
    Case(
        "device-document",
        "makes a document a link to zeros without end",
        "name it",
        {SUITE: Link("/dev/zero")},
        error=SUITE,
        **REFUSED,
    ),
    Case(
        "device-picture",
        "makes a picture a link to zeros without end",
        "build without it",
        {PLAN: Link("/dev/zero")},
        exits=(1,),
    ),
    Case(
        "folder-document",
        "makes a document a folder",
        "say that it is no file",
        {SUITE: Folder()},
        error=SUITE,
        **REFUSED,
    ),
    Case("folder-picture", "makes a picture a folder", "build without it", {PLAN: Folder()}, exits=(1,)),
    Case("folder-catalog", "makes a catalog a folder", "say that it is no file", {PO: Folder()}, error=PO, **REFUSED),
    Case(
        "file-messages",
        "makes LC_MESSAGES a file",
        "say so",
        {
            "locale/en/LC_MESSAGES": b"x",
            "locale/en/LC_MESSAGES/01-port.po": None,
            "locale/en/LC_MESSAGES/02-suite.po": None,
            "locale/en/LC_MESSAGES/publication.po": None,
        },
        verbs=("update --json",),
        error="locale/en/LC_MESSAGES",
        **REFUSED,
    ),
    Case("file-build", "makes build/ a file", "say so", {"build": b"x"}, error="build", **REFUSED),
    # Sizes and numbers
    Case(
        "sparse-document",
        "makes a document of 10 GB",
        "refuse it unread",
        {SUITE: Sparse(10_000_000_000)},
        error=SUITE,
        **REFUSED,
    ),
    Case(
        "sparse-picture",
        "makes a picture of 10 GB",
        "build without it, unread",
        {PLAN: Sparse(10_000_000_000)},
        exits=(1,),
    ),
    Case(
        "sparse-catalog",
        "makes a catalog of 10 GB",
        "refuse it unread",
        {PO: Sparse(10_000_000_000)},
        error=PO,
        **REFUSED,
    ),
    Case(
        "sparse-style",
        "makes a style sheet of 10 GB",
        "refuse it unread",
        {CSS: Sparse(10_000_000_000)},
        error=CSS,
        **REFUSED,
    ),
    Case(
        "sparse-data",
        "makes a file of figures of 10 GB",
        "refuse it unread",
        {DATA: Sparse(10_000_000_000)},
        error=DATA,
        **REFUSED,
    ),
    Case(
        "sparse-configuration",
        "makes a configuration of 10 GB",
        "refuse it unread",
        {TOML: Sparse(10_000_000_000)},
        error=TOML,
        **REFUSED,
    ),
    Case(
        "sparse-unused",
        "lays a file of 10 GB beside the pictures",
        "build without reading it",
        {"source/images/big.iso": Sparse(10_000_000_000)},
        **FINE,
    ),
    Case(
        "many-files",
        "lays 10,000 files beside the documents",
        "build",
        {f"source/notes/{number}.txt": b"x" for number in range(10_000)},
        **FINE,
    ),
    # Addresses in documents
    *(
        Case(
            f"address-link-{name}",
            f"links to {what}",
            "build without the link, and name the line",
            {PORT: linked(target)},
            finds=((rule, PORT, None),) if rule else (),
            exits=(1 if rule else 0,),
        )
        for name, what, target, rule in (
            ("absolute", "an absolute path", "/etc/passwd", "document/address"),
            ("climbing", "a path out of the publication", "../../publication_outside/secret.md", "document/address"),
            ("escaped", "a path out, percent-encoded", "%2e%2e/%2e%2e/etc/passwd", "document/address"),
            ("file", "a file of the machine", "file:///etc/passwd", ""),
        )
    ),
    *(
        Case(
            f"address-picture-{name}",
            f"shows {what}",
            "build without it, and name the line",
            {PORT: pictured(target)},
            exits=(1,),
        )
        for name, what, target in (
            ("absolute", "an absolute path", "@OUTSIDE@/secret.png"),
            ("climbing", "a path out", "../../publication_outside/secret.png"),
            ("escaped", "a path out, percent-encoded", "%2e%2e/%2e%2e/publication_outside/secret.png"),
            ("double", "a path out, encoded twice", "%252e%252e/%252e%252e/publication_outside/secret.png"),
            ("backslash", "a path out, by backslashes", "..\\\\..\\\\publication_outside\\\\secret.png"),
            ("through", "a path out and in again", "../../publication_outside/../publication/source/images/plan.png"),
            ("nul", "a name that ends early", "images/plan.png%00.svg"),
            ("server", "a picture of a server", "@SERVER@/x.png"),
            ("long", "a name of 5,000 characters", "images/" + "x" * 5000 + ".png"),
            ("case", "a file whose name differs in capitals", "images/PLAN.png"),
        )
    ),
    Case(
        "address-data-chart",
        "takes the data of a chart from outside",
        "build without it, and name the line",
        {PORT: added("\n::: chart data=../../publication_outside/secret.csv\n:::\n")},
        exits=(1,),
    ),
    Case(
        "address-territories",
        "takes names of countries from outside",
        "build without them, and name the line",
        {PORT: added("\n::: territories data=@OUTSIDE@/secret.csv\n:::\n")},
        exits=(1,),
    ),
    Case(
        "documents-climbing",
        "names a document outside in the configuration",
        "refuse it at its line",
        {TOML: added('documents = ["../../publication_outside/secret.md"]\n')},
        error=f"{TOML}:9",
        exits=(2,),
        pages=(),
    ),
    Case(
        "documents-absolute",
        "names an absolute path in the configuration",
        "refuse it at its line",
        {TOML: added('documents = ["@OUTSIDE@/secret.md"]\n')},
        error=f"{TOML}:9",
        exits=(2,),
        pages=(),
    ),
    Case(
        "name-climbing",
        "names the outputs by a path",
        "refuse it at its line",
        {TOML: replaced('name = "port"', 'name = "../../../publication_outside/x"')},
        error=f"{TOML}:5",
        exits=(2,),
        pages=(),
    ),
    Case(
        "language-climbing",
        "names a language by a path",
        "refuse it at its line",
        {TOML: replaced('"en", "ar"', '"../../publication_outside", "ar"')},
        error=f"{TOML}:4",
        exits=(2,),
        pages=(),
    ),
    # Names
    *(
        Case(
            f"name-{name}",
            f"lays a document beside whose name holds {what}",
            "say so, with its name readable",
            {f"source/{file}": "# x\n"},
            error="source/",
            **REFUSED,
        )
        for name, what, file in (
            ("line-end", "a line end", "a\nb.md"),
            ("escape", "a command of terminals", "a\x1b[31m.md"),
            ("bidi", "an override of direction", "a\u202edm.exe.md"),
            ("quotes", "markup", '"><script>.md'),
            ("bytes", "bytes that are no text", b"a\xff.md".decode("utf-8", "surrogateescape")),
            ("dash", "a dash at its beginning", "-rf.md"),
            ("space", "a space", "a b.md"),
            ("index", "that of the first page", "index.md"),
            ("twin", "that of another", "02-suite.html"),
            ("zero-width", "a letter that is not seen", "01-port\u200b.md"),
        )
    ),
    Case(
        "name-catalog",
        "lays catalogs with hostile names beside",
        "build; nothing is written under those names",
        {f"locale/en/LC_MESSAGES/{name}.po": SOUND[PO] for name in ("a\nb", "a\x1b[31m", "a\u202eb", "-rf", "a:b")},
        **FINE,
    ),
    Case(
        "name-catalog-update",
        "lays catalogs with hostile names beside, for what merges",
        "merge; names are shown as text",
        {f"locale/en/LC_MESSAGES/{name}.po": SOUND[PO] for name in ("a\nb", "a\x1b[31m", "a\u202eb", "-rf", "a:b")},
        verbs=("update",),
        exits=(0,),
        writes=("locale/*",),
    ),
    Case(
        "name-locale",
        "lays folders with hostile names into locale/",
        "build; update writes nothing there",
        {
            "locale/../x": Folder(),
            "locale/e\x1bn/LC_MESSAGES/01-port.po": SOUND[PO],
            "locale/..en/LC_MESSAGES/01-port.po": SOUND[PO],
        },
        verbs=("update", BUILD),
        exits=(0, 0),
        writes=("locale/*.pot",),
    ),
    Case(
        "name-picture",
        "lays a picture with a hostile name beside",
        "build",
        {'source/images/"><script>.png': SOUND[PLAN], "source/images/a\nb\x1b.png": SOUND[PLAN]},
        **FINE,
    ),
    Case(
        "name-style",
        "lays style sheets with hostile names beside",
        "build; the names are escaped in pages",
        {'styles/"><script>alert(1)<.css': b"p { color: red }", "styles/a\nb.css": b"p { color: red }"},
        **FINE,
    ),
    Case("name-long", "gives a document a name as long as can be", "build", {f"source/{LONG}.md": "# x\n"}, **FINE),
    Case(
        "name-twins",
        "has two pictures whose names look alike: é in one piece and in two",
        "show each where it is named",
        {
            f"source/images/{COMPOSED}": SOUND[PLAN],
            f"source/images/{DECOMPOSED}": SOUND[PLAN] + b" ",
            PORT: pictured(f"images/{COMPOSED}"),
        },
        **FINE,
    ),
    Case(
        "name-configuration",
        "has a configuration in capitals beside",
        "take no notice",
        {"source/PUBLICATION.TOML": "title = 3\n"},
        **FINE,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_path(case: Case, hostile: Hostile) -> None:
    hostile(case)
