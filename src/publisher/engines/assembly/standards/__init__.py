"""A finished file keeps another standard: PDF/UA-1 with its sources attached, or PDF/UA-2."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf

from publisher.engines.assembly.standards import attachments as attached
from publisher.engines.assembly.standards.ua2 import to_ua_2
from publisher.engines.assembly.standards.xmp import identify
from publisher.model.standard import DEFAULT, Attachment, Standard


def conform(pdf: pikepdf.Pdf, standard: Standard, attachments: Sequence[Attachment] = ()) -> None:
    """Make `pdf`, a tagged file of our worker that keeps `DEFAULT`, keep `standard`, in place.

    It is saved with `min_version=standard.pdf_version` after this. Attachments are checked before anything changes.
    Raises PublisherError: USAGE when the standard and the attachments do not go together, INPUT when an attachment
    cannot be carried, ENGINE_FAILED when the file is not one of ours.
    (ISO 14289-1, ISO 14289-2, ISO 19005-2, ISO 19005-3, ISO 19005-4)
    """
    attached.check(standard, attachments)
    if standard == DEFAULT:
        return
    identify(pdf, standard)
    attached.attach(pdf, attachments)
    if standard.ua_part > 1:
        to_ua_2(pdf)
