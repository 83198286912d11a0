"""A translation held against its source: one module per concern, each `(source, target) -> remarks` on the target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from publisher.checks.remarks import finding_of
from publisher.model.finding import Finding
from publisher.model.passage import Passage
from publisher.model.remark import Remark
from publisher.model.text import Text

Check = Callable[[Text, Text], Iterable[Remark]]
"""(source, target) -> remarks on the target"""

CHECKS: tuple[Check, ...] = ()


def check_translations(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Yield what is wrong with translations as translations of their sources."""
    for passage in passages:
        if passage.source is not None:
            for check in CHECKS:
                yield from (finding_of(remark, passage) for remark in check(passage.source, passage.text))
