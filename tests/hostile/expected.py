"""Cases of which the laboratory reports what is as it should be: a server that may be asked, an attachment."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.hostile.case import Case, Result
from tests.hostile.harness import Hostile
from tests.hostile.oracles import faults


def tried_but(hostile: Hostile, case: Case, *expected: str) -> Result:
    """Try a case, and assert all that has to hold, but for what is reported in one of these words."""
    with tempfile.TemporaryDirectory(dir=hostile.scratch) as name:
        result = hostile.tried(case, Path(name))
        placed = hostile.placed(case.files, Path(name))
        found = [
            one for one in faults(case, result, placed, hostile.canary.hits) if not any(w in one for w in expected)
        ]
        hostile.canary.hits.clear()
        assert not found, f"{case.name}: {found}\n{result.last.err[:1000]}"
        if case.also is not None:
            case.also(result)
    return result
