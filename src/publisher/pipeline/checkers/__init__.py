"""The checkers of an audit: each takes the files it tests and gives assertions, also of what is good."""

from __future__ import annotations

from publisher.pipeline.checkers.own_pdf import ask_layout, ask_own
from publisher.pipeline.checkers.programs import ask_axe, ask_nu, ask_verapdf
from publisher.pipeline.checkers.running import run, run_all
from publisher.pipeline.checkers.values import Checker, Subject, Verdicts, ours

__all__ = ["CHECKERS", "Checker", "Subject", "Verdicts", "ours", "run", "run_all"]

CHECKERS = (
    Checker("veraPDF", "verapdf", "pdf/ua", ".pdf", ask_verapdf),
    Checker("publisher", "", "pdf/own", ".pdf", ask_own),
    Checker("layout", "", "pdf/layout", ".pdf", ask_layout),
    Checker("axe-core", "axe-core", "html/axe", ".html", ask_axe),
    Checker("Nu HTML checker", "vnu", "html/nu", ".html", ask_nu),
)
"""in the order of reports"""
