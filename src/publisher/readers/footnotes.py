"""Footnotes: called ones in the order of their calls, then those nobody calls; none is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from publisher.readers.losses import lost


@dataclass(slots=True)
class _Note:
    label: str
    line: int
    tokens: list[Token] = field(default_factory=list)


def notes_at_the_end(state: StateCore) -> None:
    """Move the notes to the end of the document.

    Takes the place of the plugin's own rule, which drops notes that are not called, defined twice or hold another.
    """
    data = state.env.get("footnotes")
    if not data:
        return
    state.tokens, notes = _apart(state.tokens)
    by_label: dict[str, _Note] = {}
    for note in notes:
        by_label.setdefault(note.label, note)
    called = [_called(data["list"][key], by_label) for key in sorted(data["list"])]
    used = {id(note) for note in called}
    uncalled = [note for note in notes if id(note) not in used]
    for note in uncalled:
        lost(
            state.env, "note-uncalled", note.line, f"nothing calls the note “{note.label}”: it stands among the notes",
            f"write [^{note.label}] where it belongs, give it a name of its own, or remove it",
        )  # fmt: skip
    if called or uncalled:
        state.tokens += _section([*called, *uncalled])


def _apart(tokens: Sequence[Token]) -> tuple[list[Token], list[_Note]]:
    """Return the text, and the notes defined in it in the order of their lines; a note may stand in a note."""
    text: list[Token] = []
    notes: list[_Note] = []
    places = [text]
    for token in tokens:
        if token.type == "footnote_reference_open":
            notes.append(_Note(token.meta["label"], token.map[0] + 1 if token.map else 1))
            places.append(notes[-1].tokens)
        elif token.type == "footnote_reference_close":
            places.pop()
        else:
            places[-1].append(token)
    return text, notes


def _called(data: dict[str, Any], by_label: dict[str, _Note]) -> _Note:
    """Return the note of a call: one defined elsewhere, or one written in the line."""
    if "tokens" not in data:
        return by_label[data["label"]]
    paragraph = Token("inline", "", 0, content=data["content"], children=data["tokens"])
    return _Note("", 0, [_block("paragraph_open", 1), paragraph, _block("paragraph_close", -1)])


def _block(kind: str, nesting: int) -> Token:
    return Token(kind, "p", nesting, block=True)  # type: ignore[arg-type]  # -1, 0 or 1


def _section(notes: Sequence[_Note]) -> list[Token]:
    tokens = [Token("footnote_block_open", "", 1)]
    for number, note in enumerate(notes):
        opening = Token("footnote_open", "", 1, meta={"id": number})
        opening.map = [note.line - 1, note.line] if note.line else None
        tokens += [opening, *note.tokens, Token("footnote_close", "", -1)]
    return [*tokens, Token("footnote_block_close", "", -1)]
