"""Record what the real engines answer to our own small inputs: `python -m tests.engines.record`.

The answers lie in `tests/recorded/<engine>/<version>/`; the unit tests of the checks read them, so that they need no
engine. Run it again when an engine's version changes, and look at the difference.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from tests.engines.samples import BARRIERS, INVALID, SPOKEN, barriers_pdf

from publisher.engines import chromium, nu, verapdf
from publisher.engines.axe_answer import result_of
from publisher.engines.java import Ran
from publisher.engines.languagetool_client import SECONDS_TO_WARM_UP, Client
from publisher.engines.languagetool_connection import Connection
from publisher.engines.languagetool_process import ServerProcess
from publisher.engines.probe import require
from publisher.model.question import Profile, Question
from publisher.pipeline.prose import profile
from publisher.rules import rules

RECORDED = Path(__file__).parent.parent / "recorded"
ASKED = ("prose/spelling", "prose/unknown-name", "prose/grammar", "prose/doubtful", "prose/typography", "prose/style")
FOLDER = "/publication/build"
"""stands for the folder that the files lay in"""


def main() -> None:
    """Record every engine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        record_languagetool()
        record_verapdf(folder)
        record_axe(folder)
        record_nu(folder)


def record_languagetool() -> None:
    """Record the answers on a sentence in each language, and on the examples of the rules on prose."""
    process = ServerProcess()
    process.start()
    try:
        for code, text in SPOKEN.items():
            save("languagetool", code, {"text": text, "answer": answer_of(process.url, Profile(code, ""), text)})
        examples = {
            f"{example.language} {example.text}": answer_of(process.url, profile(example.language), example.text)
            for rule in rules().values()
            if rule.id in ASKED
            for example in (*rule.failing, *rule.passing)
        }
        save("languagetool", "examples", examples)
    finally:
        process.stop()


def answer_of(url: str, asked: Profile, text: str) -> object:
    """Return the answer of a server on a text."""
    with Connection(url) as connection:
        return Client(asked, connection, SECONDS_TO_WARM_UP).answer(Question(asked, text))


def record_verapdf(folder: Path) -> None:
    """Record one call on a file that breaks a rule and on half of it."""
    whole, half = folder / "whole.pdf", folder / "half.pdf"
    whole.write_bytes(barriers_pdf())
    half.write_bytes(whole.read_bytes()[:2000])
    ran: list[Ran] = []
    run = verapdf.run_java
    verapdf.run_java = lambda *args, **named: ran.append(run(*args, **named)) or ran[-1]
    verapdf.validate([whole, half], ["ua1"])
    save("verapdf", "declared", shortened(json.loads(ran[0].stdout.replace(str(folder), FOLDER))))
    verapdf.validate([whole], ["2a"])
    save("verapdf", "2a", shortened(json.loads(ran[-1].stdout.replace(str(folder), FOLDER))))


def shortened(answer: dict[str, Any]) -> dict[str, Any]:
    """Return a report of veraPDF in which a rule that is kept shows one place of those where it is."""
    for job in answer["report"]["jobs"]:
        for result in job.get("validationResult", ()):
            for rule in result["details"]["ruleSummaries"]:
                if not rule["failedChecks"]:
                    rule.pop("description")
                    rule.pop("test")
                    rule["checks"] = rule.get("checks", [])[:1]
    return answer


def record_axe(folder: Path) -> None:
    """Record a page with barriers at both widths."""
    page = folder / "barriers.html"
    page.write_text(BARRIERS, encoding="utf-8")
    chromium.result_of = lambda answer, file, width, problem: (
        save("axe-core", f"barriers-{width}", dict(answer)),
        result_of(answer, file, width, problem),
    )[1]
    chromium.axe([page])


def record_nu(folder: Path) -> None:
    """Record a page that is not valid."""
    page = folder / "invalid.html"
    page.write_text(INVALID, encoding="utf-8")
    ran: list[Ran] = []
    run = nu.run_java
    nu.run_java = lambda *args, **named: ran.append(run(*args, **named)) or ran[-1]
    nu.validate([page])
    save("vnu", "invalid", json.loads(ran[0].stdout.replace(str(folder), FOLDER)))


def save(engine: str, name: str, answer: dict[str, Any]) -> None:
    """Write one answer under the version of the engine."""
    file = RECORDED / engine / str(require(engine).version) / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
