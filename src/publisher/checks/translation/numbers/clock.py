"""Times of day in digits: `14 h 30`, `2.30 p.m.`, `14:30`."""

from __future__ import annotations

from typing import NamedTuple

from publisher.checks.translation.numbers.quantities import Time
from publisher.checks.translation.numbers.vocabulary import Vocabulary

NOON = 720
MIDNIGHT = 1_440
_HOUR = 60


class Clock(NamedTuple):
    """A time of day, the place after it, and whether it may as well be so many hours."""

    time: Time
    end: int
    hours: int | None


def read_clock(text: str, at: int, known: Vocabulary) -> Clock | None:
    """Return the time of day at a place of folded text."""
    match = known.clock.match(text, at)
    if match is None:
        return None
    found = match.groupdict()
    hour = int(found["hour"] or found["colon_hour"] or found["single"])
    minute = found["minute"] or found["colon_minute"]
    if hour > 24:  # noqa: PLR2004 - then they are hours of work
        return None
    end = match.end()
    morning = known.morning.match(text, end)
    afternoon = None if morning else known.afternoon.match(text, end)
    half_day = morning or afternoon
    if half_day:
        end = half_day.end()
        hour = hour % 12 + (12 if afternoon else 0) if hour <= 12 else hour  # noqa: PLR2004 - the face of a clock
    minutes = (hour * _HOUR + int(minute or 0)) % MIDNIGHT
    return Clock(Time(minutes, half_day is not None), end, hour if minute is None and not half_day else None)


def same_time(time: Time, other: Time) -> bool:
    """Tell whether two times may be one: a time without a. m. or p. m. may be meant on a face of twelve hours."""
    if time.minutes == other.minutes:
        return True
    early = min(time, other, key=lambda each: each.minutes)
    return (time.minutes - other.minutes) % NOON == 0 and not early.marked
