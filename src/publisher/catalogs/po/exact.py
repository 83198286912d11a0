"""gettext's grammar, token by token: entries in unusual layout, and the exact place of every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from publisher.catalogs.po.escapes import of_fixed_length, unescaped_bytes
from publisher.catalogs.po.raw import PoSyntaxError, Raw

SAME_LINE = 10_000
"""characters in which the start of a line is looked for: a file of one line would be read again and again"""
TOKEN = re.compile(
    r"""(?P<blank>[ \t]++|\n)|(?P<mark>\#~?\||\#~)|(?P<comment>\#[^\n]*+)
    |"(?P<string>[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+)"
    |(?P<open>")|(?P<word>[A-Za-z_$][A-Za-z0-9_$]*+)|(?P<number>[0-9]++)|(?P<other>.)""",
    re.VERBOSE,
)
KEYWORDS = {"msgctxt", "msgid", "msgid_plural", "msgstr"}
MAX_DIGITS = 3
REST_OF_LINE = re.compile(r"[ \t]*+\n")


class _Token(NamedTuple):
    kind: str
    """a keyword or "string", after `#|` when it belongs to the previous message; else the name of its group"""
    text: str
    start: int
    end: int
    line: int
    obsolete: bool


class Exact:
    """Reads one entry of `text` from `position`, an offset on `line`."""

    def __init__(self, text: str, position: int, line: int) -> None:
        self.text = text
        self.start = self.end = position
        self.tokens = self._tokens(line)
        self.token = next(self.tokens)

    def entry(self) -> Raw:
        """Return the entry, or what follows the last one. Errors: PoSyntaxError at the line msgfmt names."""
        while self.token.kind == "comment":
            self._advance()
        if self.token.kind == "end":
            end = len(self.text)
            return Raw((self.start, end, end, end, end), self.token.line)
        obsolete = self.token.obsolete
        cuts = [self.start, self._cut()]
        previous = self._source("#|", obsolete) if self.token.kind in ("#|msgctxt", "#|msgid") else (None, None, None)
        first = self.token
        cuts.append(self._cut())
        source = self._source("", obsolete)
        cuts.append(self._cut())
        msgstr, plurals = self._translation(first, source[2] is not None, obsolete)
        rest = REST_OF_LINE.match(self.text, self.end)
        cuts.append(rest.end() if rest else self.end)
        whole = all(cut == 0 or self.text[cut - 1] == "\n" for cut in cuts)
        place = (cuts[0], cuts[1], cuts[2], cuts[3], cuts[4])
        return Raw(place, first.line, obsolete, whole, *previous, *source, msgstr, plurals)

    def _source(self, mark: str, obsolete: bool) -> tuple[str | None, str | None, str | None]:
        """Read msgctxt, msgid and msgid_plural, the first and the last where there are any."""
        context = self._optional(f"{mark}msgctxt", obsolete)
        self._expect(f"{mark}msgid", obsolete)
        return context, self._strings(f"{mark}string", obsolete), self._optional(f"{mark}msgid_plural", obsolete)

    def _translation(self, first: _Token, plural: bool, obsolete: bool) -> tuple[str, tuple[str, ...]]:
        if self.token.kind != "msgstr":
            raise PoSyntaxError("the msgstr is missing", first.line, 'add it, if only as msgstr ""')
        forms: list[str] = []
        while self.token.kind == "msgstr":
            keyword = self.token
            self._expect("msgstr", obsolete)
            if self.token.text != "[" or self.token.kind != "other":
                if plural or forms:
                    self._refuse("a msgstr without number in an entry with msgid_plural")
                return self._strings("string", obsolete), ()
            self._number(len(forms), keyword)
            forms.append(self._strings("string", obsolete))
        if not plural:
            raise PoSyntaxError("the msgid_plural is missing", first.line, "add it, or write msgstr without [0]")
        return "", tuple(forms)

    def _number(self, due: int, keyword: _Token) -> None:
        self._advance()
        number = self.token.text if self.token.kind == "number" else self._refuse("the number of a plural form")
        self._advance()
        if self.token.text != "]":
            self._refuse("a plural form")
        if number.lstrip("0") != (str(due) if due else ""):
            raise PoSyntaxError(
                f"msgstr[{number[:MAX_DIGITS]}] stands where msgstr[{due}] is due",
                keyword.line,
                "number the forms from 0",
            )
        self._advance()

    def _optional(self, kind: str, obsolete: bool) -> str | None:
        if self.token.kind != kind:
            return None
        self._expect(kind, obsolete)
        return self._strings("#|string" if kind.startswith("#|") else "string", obsolete)

    def _strings(self, kind: str, obsolete: bool) -> str:
        contents = []
        self._expect(kind, obsolete, advance=False)
        while self.token.kind == kind:
            contents.append(of_fixed_length(self.token.text))
            self._expect(kind, obsolete)
        return "".join(contents)

    def _expect(self, kind: str, obsolete: bool, *, advance: bool = True) -> None:
        if self.token.kind != kind:
            self._refuse("a keyword or string")
        if self.token.obsolete != obsolete:
            raise PoSyntaxError("#~ on some lines of an entry only", self.token.line, "put it on every line or on none")
        if advance:
            self._advance()

    def _refuse(self, what: str) -> NoReturn:
        hint = "undo the last edit, or compare with the entries around it"
        raise PoSyntaxError(f"{what} is out of place", self.token.line, hint)

    def _advance(self) -> None:
        self.end = self.token.end
        self.token = next(self.tokens)

    def _cut(self) -> int:
        """Return where the part that starts with the present token is cut off: at its line, if nothing precedes it."""
        start = max(self.text.rfind("\n", self.end, self.token.start) + 1, self.end)
        return start if not self.text[start : self.token.start].strip("#~| \t") else self.token.start

    def _tokens(self, line: int) -> Iterator[_Token]:
        line_start = self.text.rfind("\n", max(0, self.start - SAME_LINE), self.start) + 1
        obsolete, previous = self.text[line_start : self.start].lstrip().startswith("#~"), False
        for match in TOKEN.finditer(self.text, self.start):
            kind, content = match.lastgroup or "", match.group()
            if content == "\n":
                line += 1
                obsolete = previous = False
            elif kind == "mark":
                obsolete, previous = obsolete or "~" in content, previous or "|" in content
            elif kind != "blank":
                if previous and kind == "comment":  # gettext goes on with the message of before on the next line
                    raise PoSyntaxError("a comment stands after #| on its line", line, "give it a line of its own")
                kind, content = _checked(kind, match[kind], line)
                if previous and (kind == "string" or kind in KEYWORDS):
                    kind = f"#|{kind}"
                yield _Token(kind, content, match.start(), match.end(), line, obsolete and kind != "comment")
        while True:
            yield _Token("end", "", len(self.text), len(self.text), line, False)


def _checked(kind: str, content: str, line: int) -> tuple[str, str]:
    """Return kind and text of a token, faults of the token itself refused."""
    if kind == "open":
        raise PoSyntaxError("a quote is not closed", line, 'end the line with "')
    if kind == "string":
        try:
            unescaped_bytes(content)
        except ValueError as error:
            hint = 'write a backslash as \\\\, a quote as \\"'
            raise PoSyntaxError(f"{error} is unknown to gettext", line, hint) from error
    if kind == "word":
        if content not in KEYWORDS:
            raise PoSyntaxError(
                f"the keyword {content[:20]} is unknown", line, "write msgctxt, msgid, msgid_plural or msgstr"
            )
        return content, content
    return kind, content
