"""Which way the text of a language runs."""

from __future__ import annotations

from functools import cache

LANGUAGES = frozenset("ar arc ckb dv fa he iw ks nqo pnb prs ps sd syr ug ur yi".split())
"""languages that are written from right to left where their tag names no script"""
SCRIPTS = frozenset("adlm arab aran hebr mand nkoo rohg samr syrc thaa".split())
"""scripts that run from right to left (ISO 15924)"""
SCRIPT_LENGTH = 4


@cache
def direction_of(language: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag.

    >>> direction_of("ar-EG"), direction_of("az-Arab"), direction_of("ar-Latn"), direction_of("")
    ('rtl', 'rtl', 'ltr', 'ltr')
    """
    parts = language.lower().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if len(part) == SCRIPT_LENGTH and part.isalpha()), None)
    is_right_to_left = script in SCRIPTS if script is not None else parts[0] in LANGUAGES
    return "rtl" if is_right_to_left else "ltr"
