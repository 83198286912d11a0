"""Who asks what: two workers on two languages, until help is worth its price."""

from __future__ import annotations

import threading

from publisher.engines.languagetool_queue import ANSWERS_TO_JUDGE, FAILURES_IN_A_ROW, Queue
from publisher.errors import ExitCode, PublisherError
from publisher.model.question import Profile, Question

LATE = PublisherError("late", code=ExitCode.ENGINE_FAILED)


def questions(code: str, number: int) -> list[Question]:
    return [Question(Profile(code, "A1"), f"Texte {item}.") for item in range(number)]


def take(queue: Queue, last: Question | None = None) -> Question:
    taken = queue.take(last)
    assert taken is not None
    return taken


def test_two_workers_take_two_languages_and_stay_with_them() -> None:
    queue = Queue([*questions("fr", 3), *questions("es", 3)])
    first, second = take(queue), take(queue)
    assert (first.profile.code, second.profile.code) == ("fr", "es")
    assert take(queue, first).profile.code == "fr"
    assert take(queue, second).profile.code == "es"


def test_a_text_that_stands_twice_is_asked_about_once() -> None:
    queue = Queue(questions("fr", 1) * 2)
    assert queue.take(take(queue)) is None


def judged(seconds_each: float, left: int) -> Queue:
    """Return a queue whose only language took a second to load and has so many questions left."""
    queue = Queue(questions("fr", ANSWERS_TO_JUDGE + left))
    last = None
    for number in range(ANSWERS_TO_JUDGE):
        last = take(queue, last)
        queue.answered(last, 1.0 if number == 0 else seconds_each)
    return queue


def helps(queue: Queue) -> bool:
    """Whether a worker without a language gets a question at once; one that waits is let go."""
    taken: list[Question | None] = []
    worker = threading.Thread(target=lambda: taken.append(queue.take(None)), daemon=True)
    worker.start()
    worker.join(0.2)
    is_helping = not worker.is_alive()
    queue.close()
    worker.join()
    assert taken[0] is None or is_helping
    return is_helping


def test_a_second_worker_helps_where_that_is_faster_than_loading_the_rules_again() -> None:
    assert helps(judged(seconds_each=0.1, left=30))
    assert not helps(judged(seconds_each=0.1, left=10))


def test_nobody_helps_before_it_is_known_how_long_answers_take() -> None:
    queue = Queue(questions("fr", 1000))
    take(queue)
    assert not helps(queue)


def test_a_worker_without_a_language_waits_until_help_is_needed() -> None:
    queue = judged(seconds_each=0.01, left=30)
    helper = threading.Thread(target=queue.take, args=(None,), daemon=True)
    helper.start()
    helper.join(0.1)
    assert helper.is_alive()
    queue.answered(questions("fr", 1)[0], 5.0)
    helper.join(5)
    assert not helper.is_alive()


def test_after_failures_in_a_row_nothing_more_is_asked() -> None:
    queue = Queue([*questions("fr", 5), *questions("es", 5)])
    last = None
    for _ in range(FAILURES_IN_A_ROW):
        last = take(queue, last)
        queue.failed(last, LATE)
    assert queue.take(last) is None
    assert [why for _, why in queue.left()] == [LATE] * (10 - FAILURES_IN_A_ROW)


def test_an_answer_begins_the_count_anew() -> None:
    queue = Queue(questions("fr", 2 * FAILURES_IN_A_ROW))
    last = None
    for _ in range(FAILURES_IN_A_ROW - 1):
        last = take(queue, last)
        queue.failed(last, LATE)
    queue.answered(last := take(queue, last), 0.1)
    queue.failed(last := take(queue, last), LATE)
    assert queue.take(last) is not None


def test_a_language_that_fails_is_left_while_another_goes_on() -> None:
    queue = Queue([*questions("fr", 9), *questions("es", 9)])
    french, spanish = take(queue), take(queue)
    for _ in range(FAILURES_IN_A_ROW):
        queue.failed(french, LATE)
        queue.answered(spanish, 0.1)
    assert {question.profile.code for question, _ in queue.left()} == {"fr"}
    assert take(queue, spanish).profile.code == "es"
