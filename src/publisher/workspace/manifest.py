"""`manifest.json` and the content keys beside it: bytes <-> rows.

They are read in two ways. A build believes what it can, and what is damaged is unknown to it: it makes that again.
Whoever verifies a folder that came from elsewhere believes nothing that another program may read otherwise, and tells
of each row that is wrong.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from publisher.workspace.names import HOME, OUTPUT, REPORT, is_possible

DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""what comes of JSON that is none, or says something else than ours"""
DIGEST = re.compile(r"[0-9a-f]{64}")


def outputs_in(manifest: bytes, keys: bytes) -> dict[str, dict[str, str]]:
    """Return what builds wrote: path -> sha256, content key and, of an alternate, its style; none when damaged."""
    try:
        known = _keys_in(keys, manifest)
        rows = {item["path"]: _row(item, known) for item in json.loads(manifest)["outputs"]}
        # A row may lead to a removal: whoever wrote it, it speaks of outputs only.
        return {path: row for path, row in rows.items() if OUTPUT.fullmatch(path) and is_possible(path)}
    except DAMAGED:
        return {}


def reports_in(manifest: bytes) -> dict[str, str]:
    """Return the hashes of the reports of the last audit, by path; none when damaged."""
    try:
        rows = json.loads(manifest).get("reports", [])
        known = {str(row["path"]): str(row["sha256"]) for row in rows}
    except DAMAGED:
        return {}
    return {path: digest for path, digest in known.items() if REPORT.fullmatch(path) and is_possible(path)}


def manifest_of(outputs: Mapping[str, Mapping[str, str]], reports: Mapping[str, str]) -> bytes:
    """Return the bytes of a manifest, which are the same wherever outputs and reports are."""
    rows = [{"path": path, "sha256": outputs[path]["sha256"], **_style(outputs[path])} for path in sorted(outputs)]
    proved = [{"path": path, "sha256": reports[path]} for path in sorted(reports)]
    return _dumped({"outputs": rows, **({"reports": proved} if proved else {})})


def keys_of(outputs: Mapping[str, Mapping[str, str]], manifest: bytes, *, changing: bool) -> bytes:
    """Return the bytes of the content keys, which count for exactly this manifest, and a note of what is to come."""
    keys = {path: outputs[path]["key"] for path in sorted(outputs)}
    return _dumped({"manifest": _hash(manifest), "keys": keys, **({"changing": True} if changing else {})})


def _keys_in(data: bytes, manifest: bytes) -> dict[str, str]:
    """Return the content keys that were written for exactly this manifest; none where they are of another."""
    try:
        kept = json.loads(data)
        return dict(kept["keys"]) if kept["manifest"] == _hash(manifest) else {}
    except DAMAGED:
        return {}


def _row(item: Mapping[str, str], keys: Mapping[str, str]) -> dict[str, str]:
    """Return what is known of an output; its key is empty, which no job has, where it is not."""
    return {"sha256": item["sha256"], "key": str(keys.get(item["path"], "")), **_style(item)}


def _style(row: Mapping[str, str]) -> dict[str, str]:
    return {name: str(row[name]) for name in ("style", "title") if row.get(name)}


def _dumped(said: Mapping[str, Any]) -> bytes:
    return (json.dumps(said, indent=1) + "\n").encode()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def listed(manifest: bytes) -> tuple[list[Any], list[Any]]:
    """Return the rows of outputs and those of reports, whatever they say; ValueError tells why when it is none."""
    why = "“outputs” or “reports” is no list"
    try:
        said = _loaded(manifest)
        outputs, reports = said["outputs"], said.get("reports", [])
        if isinstance(outputs, list) and isinstance(reports, list):
            return outputs, reports
    except UnicodeDecodeError:
        why = "it is not UTF-8 text"
    except RecursionError:
        why = "it is nested too deep"
    except ValueError as error:
        why = f"it is not JSON: {error}"
    except (KeyError, TypeError):
        why = "it has no “outputs”"
    raise ValueError(why)


def checked(rows: Sequence[Any], allowed: re.Pattern[str]) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """Return the hashes by path from the folder, and number and fault of each row that names no file of it."""
    known: dict[str, str] = {}
    faults: list[tuple[int, str]] = []
    for number, row in enumerate(rows, 1):
        path, digest = (row.get("path"), row.get("sha256")) if isinstance(row, dict) else (None, None)
        if fault := _fault(path, digest, allowed, known):
            faults.append((number, fault))
        else:
            known[str(path).removeprefix(HOME)] = str(digest)
    return known, faults


def is_settled(keys: bytes, manifest: bytes) -> bool:
    """Whether content keys were written after a manifest, and for it: nobody was stopped in between."""
    try:
        kept = _loaded(keys)
        return bool(kept["manifest"] == _hash(manifest) and not kept.get("changing"))
    except DAMAGED:
        return False


def _fault(path: object, digest: object, allowed: re.Pattern[str], known: Mapping[str, str]) -> str | None:
    """Return what is wrong with a row; None when it is right."""
    if not isinstance(path, str) or not isinstance(digest, str):
        return "it has no path, or no hash"
    if not allowed.fullmatch(path):
        return f"“{path}” is not in this folder"
    if not DIGEST.fullmatch(digest):
        return f"the hash of “{path}” is none"
    return f"“{path}” is there twice" if path.removeprefix(HOME) in known else None


def _loaded(data: bytes) -> Any:
    """Return what JSON says; ValueError also where an object has a name twice: another may read the other value."""
    return json.loads(data.decode("utf-8"), object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    known = dict(pairs)
    if len(known) < len(pairs):
        raise ValueError("a name is given twice")
    return known
