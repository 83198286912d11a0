"""Addresses: readers may be led to pages, mailboxes and telephones; files are those of the publication."""

from __future__ import annotations

import pytest

from publisher.model.address import own_file, refusal

FOLLOWED = [
    "", "#chiffres", "02-chiffres.md#total", "?page=2", "images/mon plan.png", "https://www.example.org/?a=1&b=2#c",
    "HTTP://EXAMPLE.ORG", "https://example.org:8080/a%20b", "https://[2001:db8::1]/", "https://münchen.example/",
    "https://пример.example/", "mailto:port@example.org", "mailto:port@example.org?subject=Le%20quai&body=a%0Ab",
    "tel:+33-4-72-44-70-00", "tel:117", "tel:+41 22 123 45 67;ext=12", "https://fr.wikipedia.org/wiki/Pêche_(activité)",
    " https://example.org ", "https://example.org/a..b/..c",
]  # fmt: skip

REFUSED = [
    "javascript:alert(1)", " \n JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)", "vbscript:x",
    "data:text/html,x", "blob:https://example.org/x", "view-source:https://example.org", "file:///etc/passwd", "C:\\x",
    "intent://x", "ftp://example.org", "about:blank", "//example.org/a", "\\\\example.org\\a", "/\\example.org",
    "https:\\\\example.org", "https:/example.org", "https:example.org", "http:", "https:///example.org", "/etc/passwd",
    "../secret.md", "a/../../secret.md", "%2e%2e/secret.md", "a/.%2E/b", "%252e%252e/secret.md", "..%2fsecret",
    "%2fetc/passwd", "%5c%5cexample.org", "a%00.png", "a%0a.md", "https://user:secret@example.org/",
    "https://example.com@example.org/", "https://exаmple.org/", "https://ｅxample.org/", "https://example.org\u2044x.net/",
    "https://example.org:99999/", "https://[example", "https://exam\u202eple.org/", "https://exa\u200bmple.org/",
    "https://example.org/\u2066x", "https://exam%70le.org", "https://a b.org", "https://example.org/" + "a" * 3000,
    "mailto:port@example.org?bcc=other@example.org", "mailto:port@example.org%0Abcc:other@example.org",
    "mailto:port@example.org?subject=a%0D%0Abcc:b", "mailto:port@example.org?attach=/etc/passwd", "tel:*%2306%23",
    "tel:*21*117#", "tel:", "tel:117?x", "http://\ud800.org",
]  # fmt: skip


@pytest.mark.parametrize("address", FOLLOWED)
def test_readers_may_be_led_there(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize("address", REFUSED)
def test_no_reader_is_led_there(address: str) -> None:
    assert refusal(address)
    assert refusal(address, is_loaded=True)


@pytest.mark.parametrize("address", ["https://example.org/a.png", "HTTP://example.org", "mailto:a@b", "tel:117"])
def test_only_files_of_the_publication_are_loaded(address: str) -> None:
    assert refusal(address) is None
    assert refusal(address, is_loaded=True)


@pytest.mark.parametrize(
    ("address", "folder", "file"),
    [
        ("quai.png", "styles", "styles/quai.png"),
        ("../images/quai.png?v=2#a", "styles", "images/quai.png"),
        ("../motif.svg", "styles/alternate", "styles/motif.svg"),
        ("./a/../b.css", "styles", "styles/b.css"),
        ("../../x", "styles", None),
        ("%2e%2e/%252e./x", "styles", None),
        ("/x", "styles", None),
        ("//example.org/x", "styles", None),
        ("https:x", "styles", None),
        ("a\\b", "styles", None),
        ("a%5cb", "styles", None),
        ("a%00b", "styles", None),
        ("%25" * 50_000 + "2e", "styles", None),
    ],
)
def test_a_file_is_looked_for_where_a_browser_would_and_never_outside(
    address: str, folder: str, file: str | None
) -> None:
    assert own_file(address, folder) == file
