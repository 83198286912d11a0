"""May this be released? Only what was checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from publisher.pipeline import publish as module
from publisher.workspace import Workspace

PAGE = "source/a.md"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A publication of one page; nothing is found in it, and no engine is asked."""
    found = Workspace(tmp_path)
    found.write("source/publication.toml", b'title = "Le port"\nsource_language = "fr"\nlanguages = []\n')
    found.write(PAGE, b"# Le port\n\nUn quai.\n")
    nothing = SimpleNamespace(findings=(), accepted=(), engine=None, report="", outputs=())
    for name in ("check", "build", "audit"):
        monkeypatch.setattr(module, name, lambda *_, **__: nothing)
    return found


def meanwhile(monkeypatch: pytest.MonkeyPatch, name: str, happens: Callable[[], object]) -> None:
    before = getattr(module, name)

    def then(*arguments: object, **more: object) -> object:
        happens()
        return before(*arguments, **more)

    monkeypatch.setattr(module, name, then)


def test_what_nobody_touches_is_released(workspace: Workspace) -> None:
    assert module.publish(workspace).refusals == ()


@pytest.mark.parametrize("name", ["build", "audit"])
@pytest.mark.parametrize("path", [PAGE, "styles/a.css", "locale/ar/LC_MESSAGES/a.po"])
def test_what_changed_after_it_was_checked_is_not(
    name: str, path: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, name, lambda: workspace.write(path, b"# Le phare\n"))
    assert module.publish(workspace).refusals == (module.CHANGED,)
