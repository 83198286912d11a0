"""The peer of our check: LanguageTool's server, started as we start it, and a plain client that asks for every text.

`python -m tests.benchmarks.raw_loop FOLDER IN_FLIGHT` for the publication in a folder.
"""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from publisher.engines.languagetool_client import annotation
from publisher.engines.languagetool_process import ServerProcess
from publisher.model.question import Profile, Question, question
from publisher.pipeline.project import catalogs, load
from publisher.pipeline.prose import profile
from publisher.pipeline.texts import texts
from publisher.workspace import Workspace

SECONDS = 120


def forms(folder: Path) -> Iterator[bytes]:
    """Yield a request for each distinct text of a publication, language by language."""
    project = load(Workspace(folder))
    for tag in project.publication.all_languages:
        known = {} if tag == project.publication.source_language else catalogs(project, tag)
        asked = profile(tag)
        for each in dict.fromkeys(question(passage.text, asked) for passage in texts(project, tag, known)):
            yield urlencode(form(each, asked)).encode()


def form(each: Question, asked: Profile) -> dict[str, str]:
    """Return what LanguageTool is asked, with the rules that we ask for."""
    lists = {
        "disabledRules": asked.disabled_rules,
        "disabledCategories": asked.disabled_categories,
        "enabledRules": asked.enabled_rules,
    }
    fields = {name: ",".join(ids) for name, ids in lists.items() if ids}
    data = json.dumps({"annotation": annotation(each, asked.stand_in)}, ensure_ascii=False)
    return {"language": asked.code, "data": data, "enabledOnly": json.dumps(asked.only_enabled), **fields}


def loop(url: str, asked: Sequence[bytes]) -> None:
    """Ask one question after the other."""
    connection = http.client.HTTPConnection(str(urlsplit(url).hostname), urlsplit(url).port, timeout=SECONDS)
    for body in asked:
        connection.request("POST", "/v2/check", body, {"Content-Type": "application/x-www-form-urlencoded"})
        response = connection.getresponse()
        json.loads(response.read())
        if response.status != http.client.OK:
            raise SystemExit(f"the server answered {response.status}")


def main() -> None:
    """Start the server, ask, end it."""
    folder, in_flight = Path(sys.argv[1]), int(sys.argv[2])
    asked = list(forms(folder))
    server = ServerProcess()
    server.start()
    try:
        with ThreadPoolExecutor(in_flight) as pool:
            list(pool.map(lambda number: loop(server.url, asked[number::in_flight]), range(in_flight)))
    finally:
        server.stop()


if __name__ == "__main__":
    main()
