"""Which addresses a publication may hold: links for readers, files of its own, nothing that runs or leaves it."""

from __future__ import annotations

from urllib.parse import urlsplit

SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})


def refusal(address: str, *, is_loaded: bool = False) -> str | None:
    """Return why an address may not be published, None when it may.

    An address that is loaded (a picture) must be a file of the publication; one that is followed may lead elsewhere.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "it is not a valid address"
    if parts.scheme.lower() not in SCHEMES:
        return f"addresses of the kind “{parts.scheme}:” are not published"
    if is_loaded and (parts.scheme or parts.netloc):
        return "pictures are files of the publication, nothing is loaded from elsewhere"
    if not parts.scheme and (parts.netloc or parts.path.startswith(("/", "\\")) or ".." in parts.path.split("/")):
        return "it leaves the publication"
    return None
