"""Findings that try to break what shows them."""

from __future__ import annotations

from publisher.model.finding import Finding, Level, Outcome

WORDS = "a\x1b[31m\x07\x00\x85\r\n</text>]]>&<b attr='\"'>{0} [x](y)\ud800\ufffe\u202e\u2028 %s é ب"
HOSTILE = Finding(
    "translation/x", WORDS, Level.WARNING, language="ar", file="locale/ar/a b:c#?%\udcff é.po", line=3, id=WORDS,
    msgid=WORDS, hint=WORDS, text=WORDS, quote=WORDS, fix=WORDS, checker=WORDS, subject=WORDS,
)  # fmt: skip
BARE = Finding("document/ignored", "m", Level.NOTE)
FAILED = Finding(
    "catalog/tag-lost", "the tag <a> …", file="locale/ar/a.po", line=1, id="b-1", msgid="<a>x</a>", text="x"
)
DOUBTFUL = Finding("prose/style", "m", Level.NOTE, Outcome.CANT_TELL, file="source/a.md", line=2)
NOT_RUN = Finding("prose/not-run", "absent", Level.ERROR, Outcome.UNTESTED, language="ar", checker="LanguageTool")
ALL = (HOSTILE, BARE, FAILED, DOUBTFUL, NOT_RUN)
