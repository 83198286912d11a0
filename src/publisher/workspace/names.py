"""What files in `build/` are called, and which names a file can have."""

from __future__ import annotations

import re

HOME = "build/"
"""what paths of a manifest begin with, whatever its folder is called by now"""
MANIFEST = "manifest.json"
KEYS = ".keys.json"
"""content keys of outputs: they hold what differs from machine to machine, which a manifest does not"""
LOCK = ".lock"
"""of whoever writes what is made, or must see it stand still"""
STAGING = ".staging"
"""the folder in which another is made, or steps aside"""

SIGN = r"[^/\0\ud800-\udfff]"
"""of a name in a manifest: text, so no lone surrogate, which is how a byte that is none is read"""
OUTPUT = re.compile(rf"{HOME}(?!\.|(?:reports|review)/){SIGN}+(?:/(?!\.{{1,2}}(?:/|\Z)){SIGN}+)+")
"""a path in the folder of a language, and no way out of it"""
REPORT = re.compile(rf"{HOME}reports(?:/(?!\.){SIGN}+)+")
"""a path among the reports of an audit, which writes no hidden ones but its own record"""
LONGEST_NAME, LONGEST_PATH = 255, 2000
"""bytes of a name in a folder, on any file system we know of; characters of a path, which the system lets be longer"""


def is_possible(name: str) -> bool:
    """Whether a file can have a name."""
    try:
        return all(len(part.encode()) <= LONGEST_NAME for part in name.split("/")) and len(name) <= LONGEST_PATH
    except UnicodeEncodeError:
        return False
