"""A folder that was delivered, verified through the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.e2e.conftest import publisher

from publisher.errors import ExitCode


def test_here_elsewhere_and_damaged(small: Path, tmp_path: Path) -> None:
    publisher(small, "build", "-f", "html", "-l", "fr")
    here = publisher(small, "verify", "--json")
    assert (here.code, here.json["findings"]) == (ExitCode.DONE, [])
    rows = json.loads((small / "build/manifest.json").read_text("utf-8"))["outputs"]
    assert here.json["languages"] == {"fr": len(rows)}
    copy = tmp_path / "site web"
    shutil.copytree(small / "build", copy)
    (copy / "fr/html/index.html").write_text("<p>autre", "utf-8")
    (copy / "fr/html/plus.html").write_text("<p>plus", "utf-8")
    ran = publisher(tmp_path, "verify", str(copy), "--json")
    assert ran.code == ExitCode.FINDINGS
    assert {(item["rule"], item["file"]) for item in ran.json["findings"]} == {
        ("manifest/changed", "fr/html/index.html"), ("manifest/unknown", "fr/html/plus.html"),
    }  # fmt: skip
    assert ran.json["manifest"] == here.json["manifest"], "the same manifest, whatever lies beside it"
    told = publisher(tmp_path, "verify", str(copy), "--fail-on", "never")
    assert told.code == ExitCode.DONE
    assert f"{len(rows) - 1} in fr" in told.out
    assert here.json["manifest"] in told.out


def test_where_nothing_was_built_nothing_is_verified(tmp_path: Path) -> None:
    ran = publisher(tmp_path, "verify")
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "  do: " in ran.err
