"""A page -> its PDF, something broken in it -> what our checks say of the two: how examples of rules are run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image
from tests.unit.checks.pdf_structure.mutations import mutated

from publisher.checks.pdf_structure import check_pdf, read_page
from publisher.checks.printed import Printed
from publisher.engines.pdf import structure
from publisher.engines.weasyprint import render
from publisher.model.finding import Finding
from publisher.renditions.pdf.tags import shape


@cache
def square() -> bytes:
    data = BytesIO()
    Image.new("RGB", (20, 20), "red").save(data, "PNG")
    return data.getvalue()


def page(body: str, language: str = "fr", style: str = "@page { size: A6; margin: 1cm }") -> str:
    direction = "rtl" if language == "ar" else "ltr"
    head = f"<title>Essai</title><style>{style}</style>"
    return f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head>{head}</head><body>{body}</body></html>'


@cache
def pdf_of(html: str) -> bytes:
    return render(html, [], {"carre.png": square()}, shape).pdf


def found(html: str, flags: Sequence[str] = (), language: str = "fr") -> tuple[Finding, ...]:
    """Return what is said of a page's PDF after the mutations that flags name."""
    pdf = pdf_of(html)
    for flag in flags:
        pdf = mutated(pdf, flag)
    printed = Printed("build/essai.pdf", language, dict.fromkeys(re.findall(r'id="([^"]*)"', html), ("source/a.md", 3)))
    return check_pdf(structure(pdf), [read_page(html)], printed)
