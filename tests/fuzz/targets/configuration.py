"""`publication.toml`: a publication or a refusal that names the file."""

from __future__ import annotations

from publisher.publication import parse
from tests.fuzz.laws import value_or_refusal

DICTIONARY = "toml"


def target(data: bytes) -> None:
    value_or_refusal(lambda: parse(data.decode("utf-8", "replace")))
