"""Multilingual, accessible publishing: French source, gettext catalogs, HTML and tagged PDF, evidence."""

__version__ = "0.1.0"
