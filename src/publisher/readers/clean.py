"""What every reader does to a fresh tree: active content out, with a finding; white space folded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4.element import Comment, NavigableString, Tag

from publisher.model.address import refusal
from publisher.model.document import SPOKEN, text_of
from publisher.model.finding import Finding, Level

ACTIVE = frozenset(
    "animate animatemotion animatetransform applet base embed foreignobject frame frameset iframe link meta noscript"
    " object portal script set style template".split()
)
"""elements that run, load or redirect; `template` and `noscript` hide content from every reader"""
ADDRESSES = ("href", "src", "cite", "action", "formaction", "poster", "data", "xlink:href", "background")
LOADED = ("src", "poster", "background")
LOADERS = ("image", "use", "feimage")
UNSERVED = ("srcset", "imagesrcset", "ping", "srcdoc")
"""attributes that load or call what no rendition brings along"""
PRESERVED = frozenset({"pre", "textarea"})
SPACE = re.compile(r"[ \t\n\r\f]+")
NOTE = re.compile(r"\s*translators\s*:", re.IGNORECASE)
UNSAFE_STYLE = re.compile(r"url\s*\(|@import|\\|expression", re.IGNORECASE)


def clean(body: Tag, file: str) -> tuple[Finding, ...]:
    """Make a reader's own tree passive and normal, in place; return what was removed or refused.

    Of comments only the notes to translators stay, for whoever extracts messages.
    """
    for node in list(body.descendants):  # not find_all(string=…): it passes over an empty comment
        if isinstance(node, Comment) and not NOTE.match(str(node)):
            node.extract()
    findings = [*_remove_active(body, file)]
    for tag in body.find_all(True):
        findings += _clean_attributes(tag, file)
    _fold_space(body)
    return tuple(findings)


def _finding(rule: str, tag: Tag, file: str, message: str, hint: str, level: Level = Level.ERROR) -> Finding:
    return Finding(f"document/{rule}", message, level, file=file, line=tag.sourceline, hint=hint)


def _remove_active(body: Tag, file: str) -> Iterator[Finding]:
    for tag in body.find_all(lambda tag: tag.name.lower() in ACTIVE):
        yield _finding(
            "active-content", tag, file, f"<{tag.name}> was removed: a publication holds no active content",
            "remove it from the source", Level.WARNING,
        )  # fmt: skip
        tag.decompose()


def _clean_attributes(tag: Tag, file: str) -> Iterator[Finding]:
    for name, value in list(tag.attrs.items()):
        text = str(value)
        if name.startswith("on") or name in UNSERVED or (name == "style" and UNSAFE_STYLE.search(text)):
            yield _finding(
                "active-content", tag, file, f"the attribute {name} was removed from <{tag.name}>",
                "remove it from the source", Level.WARNING,
            )  # fmt: skip
            del tag[name]
        elif name in SPOKEN:
            tag[name] = SPACE.sub(" ", text).strip(" ")
        elif name in ADDRESSES and (reason := refusal(text, is_loaded=name in LOADED or tag.name in LOADERS)):
            hint = "use http, https or mailto, or a file of the publication"
            yield _finding("address", tag, file, f"“{text[:80]}” was removed: {reason}", hint)
            del tag[name]


def _fold_space(body: Tag) -> None:
    """Fold white space as a browser would, so that a message does not depend on how the source was wrapped."""
    body.smooth()
    for text in body.find_all(string=True):
        if isinstance(text, Comment) or any(parent.name in PRESERVED for parent in text.parents):
            continue
        folded = SPACE.sub(" ", text)
        previous, following = text.previous_sibling, text.next_sibling
        if isinstance(previous, Tag) and previous.name == "br":
            folded = folded.lstrip(" ")
        if isinstance(following, Tag) and following.name == "br":
            folded = folded.rstrip(" ")
        if folded != text:
            text.replace_with(NavigableString(folded))


def title_of(body: Tag, fallback: str) -> str:
    """Return the text of the first top heading, or `fallback`."""
    heading = body.find("h1")
    return (text_of(heading) if isinstance(heading, Tag) else "") or fallback
