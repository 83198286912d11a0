"""Parts are laid out until their numbers agree: at most twice cold, not at all when nothing moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from tests.documents import identify

from publisher.errors import ExitCode, PublisherError
from publisher.executors import LateError
from publisher.languages import language
from publisher.model.part import Anchor, Count, LaidOut, Page, PartFacts, PartTask
from publisher.model.publication import Publication
from publisher.pipeline.layout import HeadsTask, seconds
from publisher.pipeline.parts import FOLDER, sealed
from publisher.pipeline.pieces import Order
from publisher.pipeline.shelf import Shelf
from publisher.pipeline.typesetting import Composed, typeset
from publisher.readers.markdown import read_markdown
from publisher.renditions.edition import Edition
from publisher.renditions.pdf.compose import compose
from publisher.renditions.pdf.traits import traits
from publisher.workspace import Workspace

NUMBERED = "a::after { content: target-counter(attr(href), page) }"
TEXTS = {
    "01-port": "# Le port {#port}\n\nVoir [les quais](03-quais.md#quais).\n",
    "02-phare": "# Le phare {#phare}\n\nIl éclaire[^1].\n\n[^1]: Depuis 1890.\n",
    "03-quais": "# Les quais {#quais}\n\nIls sont longs[^1].\n\n[^1]: De 300 mètres.\n",
}


@dataclass
class Printer:
    """Lays parts out by rule of thumb: so many pages a part, its links with numbers if styles ask for them."""

    lengths: dict[str, int] = field(default_factory=dict)
    laid: list[PartTask] = field(default_factory=list)
    heads: int = 0
    failing: frozenset[str] = frozenset()

    def submit(self, function: Callable[[Any], Any], item: Any, seconds: int = 0) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(self.drawn(item) if isinstance(item, HeadsTask) else self.lay_out(item))
        except PublisherError as error:
            future.set_exception(error)
        return future

    def drawn(self, task: HeadsTask) -> bytes:
        self.heads += 1
        return task.html.encode()

    def lay_out(self, task: PartTask) -> LaidOut:
        self.laid.append(task)
        if task.name in self.failing:
            raise PublisherError("it fails", code=ExitCode.ENGINE_FAILED)
        length = self.lengths.get(task.name, 1)
        pages = tuple(Page("", task.start.number + number, False, False) for number in range(length))
        asked = tuple(task.elsewhere) if task.target_counters else ()
        name = task.name.partition("-")[2]
        facts = PartFacts(pages, (Anchor(name, length - 1),), task.start, asked)
        drawn = None if task.guessed and asked else f"{task.name} {task.elsewhere}".encode()
        return LaidOut(facts, drawn)

    def names(self) -> list[str]:
        """Return which parts were laid out since the last question."""
        names = [task.name for task in self.laid]
        self.laid.clear()
        return names


@dataclass
class Desk:
    """One publication being typeset again and again."""

    shelf: Shelf
    printer: Printer = field(default_factory=Printer)
    texts: dict[str, str] = field(default_factory=lambda: dict(TEXTS))
    css: str = ""

    def order(self) -> Order:
        documents = tuple(identify(read_markdown(text, f"source/{stem}.md", "fr")) for stem, text in self.texts.items())
        edition = Edition(Publication("Le port", ()), language("fr"), documents, 0, {"print.css": self.css})
        asked = traits([self.css])
        return Order(compose(edition), asked, (("styles/print.css", self.css),), {}, {}, b"program")

    def set(self) -> Composed:
        ready: list[Composed] = []

        class Watcher:
            def step(self) -> None: ...

            def meanwhile(self) -> None: ...

            def ready(self, composed: Composed, shelf: Shelf) -> None:
                ready.append(composed)
                if not composed.errors:
                    shelf.close(composed.parts, filter(None, [composed.heads]))  # as binding does

        shelf = Shelf(self.shelf.workspace, self.shelf.language)
        typeset([(self.order(), shelf)], self.printer, Watcher())
        return ready[0]

    def files(self) -> Mapping[str, bytes]:
        folder = self.shelf.workspace.path(f"{FOLDER}/fr")
        return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Shelf(Workspace(tmp_path), "fr"))


def test_without_page_numbers_every_part_is_laid_out_once_and_never_again(desk: Desk) -> None:
    desk.set()
    assert sorted(desk.printer.names()) == ["-front", "01-port", "02-phare", "03-quais"]
    desk.set()
    assert desk.printer.names() == []
    assert desk.printer.heads == 1


def test_with_page_numbers_only_parts_that_show_them_are_laid_out_twice(desk: Desk) -> None:
    desk.css = NUMBERED
    composed = desk.set()
    assert sorted(desk.printer.names()) == ["-front", "-front", "01-port", "01-port", "02-phare", "03-quais"]
    assert composed.errors == ()
    desk.set()
    assert desk.printer.names() == []


def test_the_numbers_are_those_of_the_pages(desk: Desk) -> None:
    desk.css, desk.printer.lengths = NUMBERED, {"-front": 2, "01-port": 3, "02-phare": 4}
    desk.set()
    last = next(task for task in reversed(desk.printer.laid) if task.name == "01-port")
    assert last.elsewhere["quais"].counts == (Count("page", 10),)


def test_a_word_that_moves_no_page_lays_out_its_part_alone(desk: Desk) -> None:
    desk.css = NUMBERED
    desk.set()
    desk.printer.names()
    desk.texts["02-phare"] = desk.texts["02-phare"].replace("éclaire", "brille")
    desk.set()
    assert desk.printer.names() == ["02-phare"]
    assert desk.printer.heads == 1


def test_a_page_more_lays_out_what_shows_a_number_that_moved(desk: Desk) -> None:
    desk.css = NUMBERED
    desk.set()
    desk.printer.names()
    desk.texts["02-phare"] += "\nUn mot de plus.\n"
    desk.printer.lengths["02-phare"] = 2
    desk.set()
    assert sorted(desk.printer.names()) == ["-front", "01-port", "02-phare"]
    assert desk.printer.heads == 2


def test_a_note_more_renumbers_the_notes_that_follow(desk: Desk) -> None:
    desk.set()
    desk.printer.names()
    desk.texts["01-port"] += "\nUn mot[^1].\n\n[^1]: Une note.\n"
    desk.set()
    laid = {task.name: task.html for task in desk.printer.laid}
    assert set(laid) == {"01-port", "02-phare", "03-quais"}
    assert "counter-reset: footnote 2" in laid["03-quais"]


def test_a_counter_of_the_styles_goes_on_and_settles_in_two_rounds(desk: Desk) -> None:
    desk.css = "body { counter-reset: chapter } h1 { counter-increment: chapter }"

    def counting(task: PartTask) -> LaidOut:
        began = int(task.html.partition("counter-reset: chapter ")[2].partition('"')[0].split()[0])
        laid = Printer.lay_out(desk.printer, task)
        return replace(laid, facts=replace(laid.facts, counts=(Count("chapter", began + 1),)))

    desk.printer.lay_out = counting  # type: ignore[method-assign]
    desk.set()
    last = {task.name: task.html for task in desk.printer.laid}
    assert "counter-reset: chapter 3" in last["03-quais"]
    assert len(desk.printer.laid) == 4 + 3  # cover and contents begin at 0 in the first round too


def test_the_shelf_is_the_same_after_any_way_to_the_same_text(desk: Desk, tmp_path: Path) -> None:
    desk.css = NUMBERED
    desk.set()
    before = desk.files()
    desk.texts["02-phare"] += "\nUn mot de plus.\n"
    desk.printer.lengths["02-phare"] = 2
    desk.set()
    desk.texts, desk.printer.lengths = dict(TEXTS), {}
    desk.set()
    assert {name: data for name, data in desk.files().items() if name.endswith(".pdf")} == {
        name: data for name, data in before.items() if name.endswith(".pdf")
    }
    fresh = Desk(Shelf(Workspace(tmp_path / "fresh"), "fr"), css=NUMBERED)
    fresh.set()
    assert fresh.files().keys() == desk.files().keys()


@pytest.mark.parametrize("data", [b"", b'{"pages": 3}', sealed(b'{"pages": 3}'), sealed(b"[" * 100_000)])
def test_what_is_damaged_on_the_shelf_is_laid_out_again(data: bytes, desk: Desk) -> None:
    desk.set()
    desk.printer.names()
    for name in desk.files():
        if name.endswith(".json"):
            desk.shelf.workspace.path(f"{FOLDER}/fr/{name}").write_bytes(data)
    assert desk.set().errors == ()
    assert sorted(desk.printer.names()) == ["-front", "01-port", "02-phare", "03-quais"]


def test_running_heads_that_are_damaged_are_drawn_again(desk: Desk) -> None:
    heads = desk.set().heads
    assert heads is not None
    desk.printer.heads = 0
    file = desk.shelf.workspace.path(f"{FOLDER}/fr/{heads}")
    file.write_bytes(file.read_bytes()[:-1])
    desk.set()
    assert desk.printer.heads == 1


def test_a_part_that_fails_is_named_with_its_language_and_the_others_are_kept(desk: Desk) -> None:
    desk.printer.failing = frozenset({"02-phare"})
    composed = desk.set()
    (error,) = composed.errors
    assert error.file == "source/02-phare.md"
    assert "“fr”" in error.message
    desk.printer.failing = frozenset()
    desk.printer.names()
    assert desk.set().errors == ()
    assert desk.printer.names() == ["02-phare"]


def test_page_numbers_that_never_settle_are_an_error(desk: Desk) -> None:
    desk.css = NUMBERED

    def restless(task: PartTask) -> LaidOut:
        desk.printer.lengths["02-phare"] = len(desk.printer.laid) + 1
        return Printer.lay_out(desk.printer, task)

    desk.texts["02-phare"] += "\nVoir [les quais](03-quais.md#quais).\n"
    desk.printer.lay_out = restless  # type: ignore[method-assign]
    (error,) = desk.set().errors
    assert error.code is ExitCode.ENGINE_FAILED


def test_a_part_that_takes_too_long_ends_what_waits_of_its_language(desk: Desk) -> None:
    waiting: list[Future[Any]] = []

    def submit(function: Callable[[Any], Any], item: Any, seconds: int = 0) -> Future[Any]:
        waiting.append(Future())
        if len(waiting) == len(TEXTS) + 1:
            waiting[0].set_exception(LateError("it takes too long", code=ExitCode.ENGINE_FAILED))
        return waiting[-1]

    desk.printer.submit = submit  # type: ignore[method-assign]
    (error,) = desk.set().errors
    assert (error.code, error.file) == (ExitCode.ENGINE_FAILED, "source/01-port.md")
    assert all(future.cancelled() for future in waiting[1:])


def test_a_layout_gets_time_by_what_it_lays_out() -> None:
    short, long = (PartTask("01", "a" * length, (), {}) for length in (200, 20_000))
    pictured = replace(short, resources={"a.png": bytes(1_000_000)})
    assert seconds(short) < 15
    assert seconds(short) < seconds(pictured)
    assert seconds(short) < seconds(long)
