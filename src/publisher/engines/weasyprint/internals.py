"""What is used of WeasyPrint beyond its documented interface, and the test that a version still has it."""

from __future__ import annotations

import inspect
from typing import Any

import pydyf
import weasyprint
import weasyprint.document
import weasyprint.layout.inline
import weasyprint.layout.page
import weasyprint.pdf
from weasyprint.css.targets import CounterLookupItem, TargetCollector, TargetLookupItem
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.page import PageType
from weasyprint.text import line_break as text_of_lines

from publisher.errors import ExitCode, PublisherError

TESTED = ("70.0",)
"""Versions the suite has passed with."""

NAMES: tuple[tuple[Any, str], ...] = (
    (weasyprint.pdf, "add_tags Stream"),
    (weasyprint.document, "TargetCollector"),
    (weasyprint.layout, "initialize_page_maker make_margin_boxes"),
    (weasyprint.layout.page, "PageType"),
    (weasyprint.pdf.Stream, "marked clone artifact"),
    (boxes, "MarginBox TextBox ReplacedBox InlineReplacedBox BlockLevelBox TableRowGroupBox TableCellBox LineBox"),
    (boxes, "BlockContainerBox FlexContainerBox GridContainerBox TableBox InlineBox"),
    (boxes.Box, "is_leader is_for_root_element is_outside_marker is_table_wrapper is_absolutely_positioned"),
    (boxes.Box, "link_annotation descendants is_in_normal_flow content_box_x content_box_y"),
    (boxes.Box, "border_box_x border_box_y border_width border_height"),
    (boxes.Box, "padding_box_x padding_box_y padding_width padding_height"),
    (text_of_lines.Layout, "reactivate deactivate get_first_line"),
    (boxes.TableRowGroupBox, "is_header is_footer"),
    (pydyf, "PDF Dictionary Array String Stream"),
)
PARAMETERS: tuple[tuple[Any, str], ...] = (
    (weasyprint.pdf.add_tags, "pdf document pdf_version page_streams"),
    (weasyprint.layout.initialize_page_maker, "context root_box"),
    (weasyprint.layout.make_margin_boxes, "context page state"),
    (
        weasyprint.layout.inline.split_first_line,
        "text style context max_width justification_spacing is_line_start minimum",
    ),
)
PAGE_TYPE = ("side", "blank", "name", "index", "groups")
INSTANCE_NAMES: tuple[tuple[Any, str], ...] = (
    # Attributes that only instances have are looked for in the code that sets them.
    (weasyprint.pdf.Stream.__init__, "_tags"),
    (weasyprint.document.Page.__init__, "_page_box"),
    (boxes.MarginBox.__init__, "at_keyword"),
    (AbsolutePlaceholder.__init__, "_box"),
    (text_of_lines.Layout.__init__, "max_width"),
    (text_of_lines.Layout.set_text, "text"),
    (TargetCollector.__init__, "target_lookup_items counter_lookup_items"),
    (TargetLookupItem.__init__, "state target_box cached_page_counter_values"),
    (CounterLookupItem.__init__, "missing_counters missing_target_counters"),
    (weasyprint.pdf.fonts.Font.__init__, "hash to_unicode widths bitmap"),
)


def missing_internals() -> tuple[str, ...]:
    """Return the names this engine needs and the installed WeasyPrint lacks; empty when all is well."""
    missing = [
        f"{getattr(owner, '__name__', owner)}.{name}"
        for owner, names in NAMES
        for name in names.split()
        if not hasattr(owner, name)
    ]
    missing += [
        f"{code.__qualname__.partition('.')[0]}().{name}"
        for code, names in INSTANCE_NAMES
        for name in names.split()
        if name not in code.__code__.co_names + code.__code__.co_consts  # consts: object.__setattr__(self, "…")
    ]
    missing += [
        f"{function.__name__}({', '.join(names.split())})"
        for function, names in PARAMETERS
        if list(inspect.signature(function).parameters) != names.split()
    ]
    if PageType._fields != PAGE_TYPE:
        missing.append(f"PageType({', '.join(PAGE_TYPE)})")
    return tuple(missing)


def require() -> None:
    """Raise `PublisherError` (`ENGINE_FAILED`) when the installed WeasyPrint is not one we can tag with."""
    missing = missing_internals()
    if missing:
        raise PublisherError(
            f"WeasyPrint {weasyprint.__version__} cannot be tagged",
            code=ExitCode.ENGINE_FAILED,
            why=f"it lacks {', '.join(missing)}",
            hint=f"install WeasyPrint {TESTED[-1]} as requirements.lock says",
        )
