"""What the tool itself says, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Texts:
    """The tool's own sentences in one language, by their English.

    >>> Texts("fr", translations={"{n} pages": "{n} pages en tout"})("{n} pages", n=3)
    '3 pages en tout'
    """

    language: str = "en"
    direction: str = "ltr"
    translations: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, text: str, /, *words: object, **values: object) -> str:
        """Return a sentence in this language, with what its places `{0}`, `{name}` stand for; plain text, no markup."""
        said = self.translations.get(text, text)
        return said.format(*words, **values) if words or values else said

    def knows(self, text: str) -> bool:
        """Whether there is a translation, or none is needed."""
        return self.language == "en" or text in self.translations
