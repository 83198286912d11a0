"""The bytes of a finished file: the same for the same parts."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def saved(pdf: pikepdf.Pdf, version: str = "1.7") -> bytes:
    """Return a file as PDF `version`, 1.7 or later, with object streams.

    What layout compressed stays as it is: to compress it again takes longer than all the rest, and gains nothing. The
    file identifier is made of the content (ISO 32000-1, 14.4), no clock comes in.
    """
    data = BytesIO()
    pdf.save(
        data,
        min_version=version,
        fix_metadata_version=False,  # XMP is not ours to write again
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=False,
        deterministic_id=True,
    )
    return data.getvalue()
