"""Templates of the reports: everything escaped, every sentence through the tool's own texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.ext import extract_from_ast
from markupsafe import Markup, escape

from publisher.model.texts import Texts

SPEAKING = ("_", "say")
"""functions whose first argument, a text as it stands in a template, is translated"""
MARK = "translators:"
"""first word of a comment in a template that is for the translators of the text after it"""

FORBIDDEN = {
    code: "\ufffd"
    for code in (
        *range(9), 0xB, *range(0xE, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0),
        *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
    )
}  # fmt: skip
"""characters that HTML does not allow: control characters, halves of surrogate pairs, noncharacters"""


def render(name: str, texts: Texts, **values: object) -> str:
    """Return a page from `templates/`: `_` is `texts`, `say` the same for texts that hold others, see `said`.

    `language` and `direction` are those of `texts`. Errors: TypeError when a value has one of these names, jinja2's
    UndefinedError when the template asks for one that is not given.
    """
    template = _environment().get_template(name)
    page = template.render(
        **values, _=texts, say=partial(said, texts), language=texts.language, direction=texts.direction
    )
    return page.translate(FORBIDDEN)


def said(texts: Texts, text: str, /, *words: object, **values: object) -> Markup:
    """Return a sentence as markup: every word in it is isolated, so that it upsets no order; markup stays as it is.

    >>> said(Texts(), "see {0}", "a < b")
    Markup('see <bdi>a &lt; b</bdi>')
    """
    sentence, isolated = escape(texts(text)), {name: _isolated(value) for name, value in values.items()}
    return sentence.format(*map(_isolated, words), **isolated) if words or values else sentence


def _isolated(value: object) -> object:
    return Markup("<bdi>{}</bdi>").format(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def href(path: str, fragment: str = "") -> str:
    """Return a relative path, and an id there, as an address; whatever a path holds, it leads to no other host."""
    address = quote(path, safe="/", errors="replace")
    local = f"./{address}" if address.startswith("/") else address
    return f"{local}#{quote(fragment, safe='/-._=', errors='replace')}" if fragment else local


def template_texts() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield every text of the templates with its file and the comments for translators, by file, in order."""
    environment = _environment()
    names = sorted(file.name for file in (files(__package__) / "templates").iterdir() if file.name.endswith(".html"))
    for name in names:
        source = (files(__package__) / "templates" / name).read_text("utf-8")
        comments = {
            line: text.strip().removeprefix(MARK).strip()
            for line, kind, text in environment.lex(source)
            if kind == "comment" and text.strip().startswith(MARK)
        }
        for line, _, found in extract_from_ast(environment.parse(source), SPEAKING):
            text = found[0] if isinstance(found, tuple) else found  # of several arguments the first is the text
            if text is not None:
                # A comment is for one text, the first on its line or on the next.
                yield name, text, tuple(comments.pop(near) for near in (line - 1, line) if near in comments)


@cache
def _environment() -> Environment:
    templates = files(__package__) / "templates"
    environment = Environment(
        loader=FunctionLoader(lambda name: (templates / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["href"] = href
    return environment
