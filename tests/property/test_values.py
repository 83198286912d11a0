"""Values in the text: a figure reads back as itself, and nothing but its name is replaced."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from publisher.catalogs.values import placed
from publisher.languages import known
from publisher.languages.values import MINUS, writing, written
from publisher.model.data import Data, Format, Place, Value
from publisher.readers.markdown import read_markdown
from tests.documents import identify
from tests.property import strategies

AMOUNTS = st.decimals(-(10**14), 10**14, places=3)
NOWHERE = Place("source/data/a.toml", 1)
DATA = Data({"quais": Value("quais", Decimal(7), Format(), NOWHERE)})


@given(AMOUNTS, st.sampled_from(known()))
def test_a_number_reads_back_by_the_marks_of_its_language(amount: Decimal, tag: str) -> None:
    by = writing(tag)
    text = written(amount, Format(), tag).replace(by.group_with, "").replace(by.decimal, ".").replace(MINUS, "-")
    assert Decimal(text) == amount


@given(AMOUNTS, st.sampled_from(known()))
def test_a_compact_number_is_as_near_as_its_digits_allow(amount: Decimal, tag: str) -> None:
    by = writing(tag)
    shown = written(amount, Format(compact=True, digits=1), tag).rpartition("\u00a0")[0]
    if abs(amount) >= 10**6:
        figure = Decimal((shown or "1").replace(by.decimal, ".").replace(by.group_with, "").replace(MINUS, "-"))
        scales = [Decimal(10) ** power for power in (6, 9, 12)]
        nearest = min(abs(figure * scale - amount) for scale in scales)
        assert nearest <= Decimal("0.05") * max(scale for scale in scales if scale <= abs(amount))


@given(strategies.markdown_documents)
def test_a_document_without_names_of_values_stays_as_it_is(text: str) -> None:
    document = identify(read_markdown(text, "source/d.md", "fr"))
    if "{quais}" not in text and "{{" not in text:
        assert placed(document, DATA).body.decode() == document.body.decode()
        assert placed(document, DATA).title == document.title


@given(strategies.WORDS, strategies.WORDS)
def test_only_the_name_is_replaced(before: str, after: str) -> None:
    page = identify(read_markdown(f"# Port\n\n<p>{_plain(before)}{{quais}}{_plain(after)}</p>\n", "source/d.md", "fr"))
    shown = page.body.get_text()
    assert placed(page, DATA).body.get_text() == shown.replace("{quais}", "7")


def _plain(text: str) -> str:
    return "".join(character for character in text if character not in "<>&{}\n")
