"""The sound publication, and what lies beside it, where nobody may look."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
SOUND = {path.relative_to(HERE / "sound").as_posix(): path.read_bytes()
         for path in sorted((HERE / "sound").rglob("*")) if path.is_file()}  # fmt: skip
"""the small publication that cases are laid over"""
SECRET = "KANARIENVOGEL-5c0de"
"""stands in every file outside the publication"""
FORBIDDEN = (SECRET, "root:x:0:0", "daemon:x:1:1")
VECTOR = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>' + SECRET.encode() + b"</title>"
    b'<rect width="9" height="9"/></svg>'
)
OUTSIDE: Mapping[str, bytes] = {
    "secret.txt": SECRET.encode(),
    "secret.md": f"# {SECRET}\n\n{SECRET}\n".encode(),
    "secret.html": f"<!DOCTYPE html><title>{SECRET}</title><h1>{SECRET}</h1><p>{SECRET}</p>".encode(),
    "secret.css": f'p::before {{ content: "{SECRET}" }}\n'.encode(),
    "secret.toml": f'title = "{SECRET}"\nsource_language = "fr"\nlanguages = ["en", "ar"]\n'.encode(),
    "data.toml": f'navires = "{SECRET}"\n'.encode(),
    "secret.csv": f"nom,valeur\n{SECRET},1\n".encode(),
    "secret.svg": VECTOR,
    "secret.png": SOUND["source/images/plan.png"] + SECRET.encode(),
    "01-port.md": f"# {SECRET}\n".encode(),
    "01-port.po": SOUND["locale/en/LC_MESSAGES/01-port.po"].replace(b"The guarded port", SECRET.encode()),
}
"""what lies beside the publication, in `publication_outside/`: a name that begins like the publication's"""
