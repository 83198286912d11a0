"""Name trees and number trees are read as a reader reads them: down by the limits, then along a sorted leaf."""

from __future__ import annotations

from typing import Any

import pikepdf
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, String

from publisher.engines.assembly.trees import LEAF, name_tree, number_tree


def found(tree: Any, key: Any) -> Any:
    """Return the value of a key in the way of ISO 32000-1, 7.9.6, None when it is not found so."""
    while "/Kids" in tree:
        inside = [kid for kid in tree.Kids if plain(kid.Limits[0]) <= key <= plain(kid.Limits[1])]
        if len(inside) != 1:
            return None
        tree = inside[0]
    items = list(tree.get("/Names", tree.get("/Nums")))
    keys = [plain(item) for item in items[::2]]
    assert keys == sorted(keys)
    return items[2 * keys.index(key) + 1] if key in keys else None


def plain(key: Any) -> Any:
    return bytes(key) if isinstance(key, String) else key


def stored(name: str) -> bytes:
    return name.encode("ascii") if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")


LETTERS = st.text(st.sampled_from("abzZ-1éÿœع"), min_size=1, max_size=4)


@given(st.sets(LETTERS, max_size=3 * LEAF))
def test_every_name_is_found_whatever_its_letters(names: set[str]) -> None:
    pdf = pikepdf.new()
    tree = name_tree(pdf, [(stored(name), pdf.make_indirect(String(f"of {name}"))) for name in names])
    assert {name: str(found(tree, stored(name))) for name in names} == {name: f"of {name}" for name in names}
    assert found(tree, b"absent") is None


def test_names_that_are_not_ascii_stand_behind_all_others() -> None:
    pdf = pikepdf.new()
    names = ["été", "zèbre", "zoo", "ab", "aé", "ملحق"]
    tree = name_tree(pdf, [(stored(name), pdf.make_indirect(Dictionary())) for name in names])
    assert [str(name) for name in list(tree.Names)[::2]] == ["ab", "zoo", "aé", "zèbre", "été", "ملحق"]


def test_a_tree_of_one_leaf_is_its_own_root_and_has_no_limits() -> None:
    pdf = pikepdf.new()
    assert "/Limits" not in name_tree(pdf, [(b"a", pdf.make_indirect(Dictionary()))])
    assert len(name_tree(pdf, []).Names) == 0


def test_leaves_of_a_number_tree_say_from_which_number_to_which() -> None:
    pdf = pikepdf.new()
    leaves = [
        pdf.make_indirect(Dictionary(Nums=Array([item for key in keys for item in (key, String(f"of {key}"))])))
        for keys in ([0, 1, 4], [], [7], [9, 12])
    ]
    tree = number_tree(pdf, leaves)
    assert [[int(limit) for limit in kid.Limits] for kid in tree.Kids] == [[0, 4], [7, 7], [9, 12]]
    assert [str(found(tree, key)) for key in (0, 4, 7, 12)] == ["of 0", "of 4", "of 7", "of 12"]
    assert found(tree, 5) is None
