"""Names that are unique in a publication: ids of structure elements, named destinations."""

from __future__ import annotations

from collections.abc import Iterable

from pikepdf import Object

from publisher.engines.assembly.failures import contradiction
from publisher.engines.assembly.trees import pairs


class Names:
    """The names of one kind in all parts together, each of which has one owner."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.values: dict[bytes, Object] = {}
        self.owners: dict[bytes, str] = {}

    def add(self, tree: Object, owner: str) -> None:
        """Add those of a part, a name tree of one leaf; raises PublisherError when another part has one of them.

        To keep the first would be silent: cells of the second table would be read with headers of the first.
        """
        for key, value in pairs(tree.Names):
            name = bytes(key)
            if name in self.values:
                raise contradiction(owner, f"it has the {self.kind} {str(key)!r}, as {self.owners[name]} has")
            self.values[name], self.owners[name] = value, owner

    def items(self) -> Iterable[tuple[bytes, Object]]:
        """Return the names and what they stand for."""
        return self.values.items()
