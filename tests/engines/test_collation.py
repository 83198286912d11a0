"""Names as we sort them against ICU, which Node brings along with the rules of every language."""

from __future__ import annotations

import json
import random
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.engines.probe import require
from publisher.languages import known
from publisher.languages.collation import sort_key
from publisher.languages.values import territory, writing
from publisher.readers.data import read_data
from publisher.readers.data_rows import Source

pytestmark = pytest.mark.engine("node")

FILE = Path(__file__).parents[2] / "source/data/members.toml"
SORT = """
const { tag, names } = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(names.sort(new Intl.Collator(tag).compare)));
"""
WORDS = "آبا أبت ابب ابة ابت ءاب بؤب بئا باب علي على عليا عمـان عُمَّان عمانا عمالا فأر فار فبر أَب اب".split()


def members(tag: str) -> list[str]:
    text = FILE.read_text("utf-8")
    found = read_data([Source(FILE.name, text, tomllib.loads(text))]).territories["membres"]
    return [found.names.get(tag, {}).get(code) or territory(code, tag) for code in found.codes]


def territories(tag: str) -> list[str]:
    return list(dict.fromkeys(territory(code, tag) for code in writing(tag).locale.territories))


def by_icu(names: list[str], tag: str) -> list[str]:
    question = json.dumps({"tag": tag, "names": names})
    node = str(require("node").path)
    ran = subprocess.run([node, "-e", SORT], input=question, capture_output=True, text=True, timeout=60, check=True)
    answer: list[str] = json.loads(ran.stdout)
    return answer


@pytest.mark.parametrize("tag", known())
@pytest.mark.parametrize("listed", [members, territories])
def test_names_stand_in_the_order_of_icu(listed: Callable[[str], list[str]], tag: str) -> None:
    names = listed(tag)
    mixed = random.Random(7).sample(names, len(names))
    assert len(names) == 194 or len(names) > 250
    assert sorted(mixed, key=lambda name: sort_key(name, tag)) == by_icu(mixed, tag)


def test_letters_and_vowels_of_arabic_that_names_of_countries_do_not_have_stand_in_it_too() -> None:
    mixed = random.Random(7).sample(WORDS, len(WORDS))
    assert sorted(mixed, key=lambda name: sort_key(name, "ar")) == by_icu(mixed, "ar")
