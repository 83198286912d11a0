"""Name trees and number trees, in leaves that a reader finds by their limits (ISO 32000-1, 7.9.6 and 7.9.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Object, String

LEAF = 64
"""names in a leaf"""


def pairs(items: Object) -> Iterator[tuple[Object, Object]]:
    """Yield key and value of a leaf, of its `Names` or `Nums`."""
    listed = items.as_list()
    return zip(listed[::2], listed[1::2], strict=True)


def name_tree(pdf: pikepdf.Pdf, named: Iterable[tuple[bytes, Object]]) -> Object:
    """Return a new name tree, sorted by the bytes of the names, which are unique.

    Names that are not ASCII are UTF-16 and stand behind all others, whatever their letters.
    """
    ordered = sorted(named, key=lambda pair: pair[0])
    leaves = [name_leaf(pdf, ordered[at : at + LEAF]) for at in range(0, len(ordered), LEAF)]
    return root(pdf, leaves, Dictionary(Names=Array()))


def name_leaf(pdf: pikepdf.Pdf, named: Sequence[tuple[bytes, Object]]) -> Object:
    """Return a node that holds names and says from which to which."""
    items: list[Object] = []
    for name, value in named:
        items += [String(name), value]
    return pdf.make_indirect(Dictionary(Names=Array(items), Limits=Array([items[0], items[-2]])))


def number_tree(pdf: pikepdf.Pdf, leaves: Iterable[Object]) -> Object:
    """Return a number tree of leaves that are in order; each learns its limits, empty ones are left out."""
    full = [leaf for leaf in leaves if len(leaf.Nums)]
    for leaf in full:
        leaf.Limits = Array([leaf.Nums[0], leaf.Nums[len(leaf.Nums) - 2]])
    return root(pdf, full, Dictionary(Nums=Array()))


def root(pdf: pikepdf.Pdf, leaves: Sequence[Object], empty: Dictionary) -> Object:
    """Return the root over some leaves: the only one itself, which then has no limits."""
    if not leaves:
        return pdf.make_indirect(empty)
    if len(leaves) > 1:
        return pdf.make_indirect(Dictionary(Kids=Array(leaves)))
    del leaves[0].Limits
    return leaves[0]
