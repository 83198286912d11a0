"""The form of what only a person can judge, `source/audit/<language>.toml` text <-> answers; its comments stay."""

from publisher.answers.form import KEYS, VERDICTS, Form, file_of
from publisher.answers.reading import parse
from publisher.answers.writing import answered, rewritten

__all__ = ["KEYS", "VERDICTS", "Form", "answered", "file_of", "parse", "rewritten"]
