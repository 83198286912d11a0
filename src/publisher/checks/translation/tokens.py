"""Addresses and codes in a text: what no translator translates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from publisher.languages import known

STOP = r"\s<>\"«»“”،؛؟\u00a0\u2000-\u200f\u202f\ufffc"
DOMAINS = "com|org|net|int|eu|fr|es|uk|info|gov|edu|ch|be|ca|lu|ma|dz|tn|sn|lb|qa|ae|io|de|it|pt|mx|ar|cl|co"
FILES = "pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|md|html?|xml|json|toml|ya?ml|pot?|zip|png|jpe?g|gif|svg|mp[34]|py|sh|exe"
TOKEN = re.compile(
    rf"""
    (?<!\w)
    (?: (?P<mail> (?<![.+%-]) [\w.+%-]+ @ [\w-]+ (?:\.[\w-]+)+ )
    | (?P<url> (?:https?://|ftp://|www\.) [^{STOP}]+
        | (?<![@.-]) (?:[A-Za-z0-9][A-Za-z0-9-]*\.)+ (?:{DOMAINS}) (?![\w-]) (?: [/?] [^{STOP}]* )? )
    | (?P<doi> (?<!\.) 10\.[0-9]{{4,}}/[^{STOP}]+ )
    | (?P<path> (?<![.-]) [\w-][\w.-]* \. (?:{FILES}) (?!\w)
        | [A-Z]:\\[\w\\.-]+
        | (?<![/.)\]>]) ~?(?:/[\w.-]{{2,}}){{2,}} )
    | (?P<handle> (?<![@/.]) @ [A-Za-z_]\w+ )
    | (?P<hashtag> (?<![#&/]) [#] (?=[^\W\d_]) [^{STOP}.,;:!?()'’]+ )
    | (?P<name> \{{ [a-z0-9_]{{0,40}} [^\x00-\x7f{{}}\s] [^{{}}\s]{{0,40}} \}} )  # others are placeholders
    | (?P<version> (?<!\.) v?[0-9]+ (?:\.[0-9]+){{2,}} (?!\w|\.[0-9]) )
    | (?P<code> (?<![./-]) (?=[\w./-]*[0-9]) (?=[\w./-]*[A-Z]) [A-Z0-9]\w* (?:[-/.]\w+)* )
    )
    """,
    re.VERBOSE | re.ASCII,
)
HINT = re.compile(
    r"[@#\\/.0-9{](?:(?<=[@#\\{])|(?<=[/.])(?=[A-Za-z])|(?<=[A-Za-z]/)"
    r"|(?<=[0-9])(?:(?<=[A-Za-z].)|(?<=[A-Za-z]-.)|[A-Z]|\.[0-9]+[./]))"
)
"""stands in every text with a token, and in some without one; quick, since it begins with a set of characters"""
DATE_OR_AMOUNT = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}|[0-9]{1,3}(?:\.[0-9]{3})+")
NO_CODE = re.compile(
    r"""
      [0-9.]+ [A-Za-z]{1,4}                            # quantities, generations, dimensions: 16Go, 5G, 3D, 24H
    | [0-9]{1,2} [Hh] [0-9]{2}                         # times: 10H30
    | [0-9]+ [HJ] / [0-9]+ [HJ]?                       # around the clock: 24H/24, 7J/7
    | [HJD] [+-]? [0-9]+                               # days before an event: J-7
    | [TQSH] [1-4] (?: [-.]? [0-9]{2,4} )?             # quarters and halves of a year
    | PM [0-9.]+                                       # particles: PM2,5 and PM2.5
    | (?: F|B|CH|L|D ) - [0-9]{4,5}                    # postcodes abroad: F-69000
    """,
    re.VERBOSE,
)
SPOKEN = re.compile(r"[A-Z]{1,3}-?[0-9]{1,2}|[A-Z][0-9][A-Z][0-9]|[A-Z][A-Za-z]{2,}-?[0-9]+")
"""codes that some languages say in words, or write apart or in their own script: CO2, G20, H1N1, COVID-19"""
INFLECTED = re.compile(r"(?<=[0-9A-Z])(?:s|(?:-[a-z]{2,})+)$")
"""what English hangs on a code: `A380s`, `UTF-8-encoded`"""
HYPHENS = re.compile("[-\u2010\u2011\u2013 \u00a0\u202f]")
LANGUAGE = re.compile(
    rf"(?<![a-z0-9])(?:{'|'.join(known())}|fra|eng|spa|ara)(?:[-_][a-z]{{2}})?(?=[./?&#_:@-]|$)", re.IGNORECASE
)
"""a part of an address that may name a language"""


@dataclass(frozen=True, slots=True)
class Token:
    """An address or a code; places are those of the text."""

    kind: str
    value: str
    start: int

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.value)

    @property
    def subject(self) -> str:
        """What its rules are about."""
        return "code" if self.kind in ("code", "version", "doi", "name") else "address"


def read_tokens(text: str) -> Iterator[Token]:
    """Yield the addresses and codes of a text."""
    if not HINT.search(text):
        return
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "code":
            yield from _codes(match.group(), match.start())
        elif kind != "version" or not DATE_OR_AMOUNT.fullmatch(match.group()):
            yield Token(kind, _trimmed(match.group()), match.start())


def _codes(value: str, start: int) -> Iterator[Token]:
    """Yield the codes of a word; a stroke parts two codes when both sides are some: `A3/A4`."""
    value = INFLECTED.sub("", value)
    parts = value.split("/")
    if len(parts) > 1 and all(map(_is_mixed, parts)):
        for part in parts:
            yield from _codes(part, start)
            start += len(part) + 1
    elif _is_mixed(value) and not NO_CODE.fullmatch(value) and not all(map(NO_CODE.fullmatch, re.split("[-/]", value))):
        yield Token("code", value, start)


def _is_mixed(value: str) -> bool:
    return any("A" <= character <= "Z" for character in value) and any(character.isdigit() for character in value)


def _trimmed(value: str) -> str:
    """Without the marks of the sentence around it; a closing bracket stays when the token opened it."""
    while value and (value[-1] in ".,;:!?'’…*_`]-" or (value[-1] == ")" and value.count("(") < value.count(")"))):
        value = value[:-1]
    return value


def folded(token: Token) -> str:
    """Return what two ways of writing one token share."""
    value = normalize("NFKC", token.value).casefold()
    if token.subject == "code":
        return HYPHENS.sub("", value)
    return value.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def is_localized(token: Token, other: Token) -> bool:
    """Whether two addresses are one in two languages: `/fr/aide` and `/es/ayuda`, `guide-fr.pdf` and `guide-en.pdf`."""
    one, two = folded(token), folded(other)
    part, counterpart = _language(one), _language(two)
    if part and counterpart:
        same_place = one[: part.start()] == two[: counterpart.start()] or token.kind == "path"
        return same_place and part.group() != counterpart.group()
    return (one[: part.start() - 1] if part else one) == (two[: counterpart.start() - 1] if counterpart else two)


def _language(address: str) -> re.Match[str] | None:
    """Return the part of an address that names a language; the last label of a host names a country."""
    host = len(address.split("/", 1)[0])
    return next((match for match in LANGUAGE.finditer(address) if match.end() != host or not match.start()), None)


def may_be_said_otherwise(token: Token) -> bool:
    """Whether a translation may say in words, or in the letters of its script, what the code says."""
    return token.kind == "code" and SPOKEN.fullmatch(token.value) is not None
