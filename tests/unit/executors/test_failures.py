"""How jobs end that no test can make end so, or not on every machine."""

import signal

import pytest

from publisher.errors import ExitCode
from publisher.executors.failures import failure
from publisher.executors.limits import MEMORY, SECONDS, Limits
from publisher.executors.messages import NO_MEMORY, Cause, Ended

LIMITS = Limits(2048, 300, 600)


@pytest.mark.parametrize(
    ("kind", "ended"),
    [
        (b"", Ended(1, Cause.NOT_STARTED)),
        (b"", Ended(1, Cause.LATE, signal.SIGKILL)),
        (b"", Ended(1, Cause.ITSELF, signal.SIGXCPU)),
        (b"", Ended(1, Cause.ITSELF, signal.SIGRTMIN + 3)),
        (b"\0", Ended(1, Cause.ITSELF, 0)),
        (NO_MEMORY, Ended(1, Cause.ITSELF, 0)),
    ],
)
def test_every_end_is_an_engine_that_failed_with_a_reason_and_a_remedy(kind: bytes, ended: Ended) -> None:
    error = failure(kind, ended, LIMITS)
    assert error.code is ExitCode.ENGINE_FAILED
    assert error.why
    assert error.hint


def test_a_limit_that_was_met_is_named_with_the_variable_that_moves_it() -> None:
    memory = failure(NO_MEMORY, Ended(1, Cause.ITSELF), LIMITS)
    assert "2048" in str(memory.why)
    assert f"{MEMORY}=4096" in str(memory.hint)
    for ended, limit in (
        (Ended(1, Cause.LATE, signal.SIGKILL), "600"),
        (Ended(1, Cause.ITSELF, signal.SIGXCPU), "300"),
    ):
        late = failure(b"", ended, LIMITS)
        assert limit in str(late.why)
        assert f"{SECONDS}=600" in str(late.hint)


def test_a_crash_with_little_memory_left_is_not_blamed_on_the_text() -> None:
    small, large = (
        failure(b"", Ended(1, Cause.ITSELF, signal.SIGABRT, memory=used), LIMITS).hint for used in (100, 2000)
    )
    assert MEMORY not in str(small)
    assert MEMORY in str(large)
