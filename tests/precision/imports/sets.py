"""What is measured together: texts by profiles, columns, and sound French."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.precision.imports import texts
from tests.precision.imports.blocks import Block
from tests.precision.imports.damage import Damaged, Profile, damaged, interleaved, parted, profiles

WORDS = 1500
"""of each text under each profile"""
SOUND_WORDS = 1700
"""of each text that must come out as it went in"""
COLUMN_WORDS = 400
COLUMN_WIDTH = 44
GAPS = {"columns far": 6, "columns close": 1}
SEED = 20


@dataclass(frozen=True, slots=True)
class Trial:
    """One file to import."""

    text: str
    profile: str
    channel: str
    file: Damaged


def engines(held_out: bool) -> tuple[Profile, ...]:
    """Return the profiles of one side that damage anything."""
    return tuple(one for one in profiles().values() if one.confusions and one.held_out == held_out)


def channel(profile: str) -> str:
    """Return the kind of engine that a profile is of: `A` or `B`."""
    return profiles()[profile].channel


def trials(held_out: bool) -> Iterator[Trial]:
    """Give the texts of one side as the engines of that side read them."""
    for name in texts.names(held_out):
        blocks = texts.sample(name, WORDS, SEED)
        for profile in engines(held_out):
            yield Trial(name, profile.name, profile.channel, damaged(blocks, profile.name, SEED))


def columns(held_out: bool) -> Iterator[Trial]:
    """Give sound paragraphs of the texts of one side, two columns read line by line."""
    for name in texts.names(held_out):
        blocks = [block for block in texts.sample(name, COLUMN_WORDS, SEED + 1) if block.kind == "paragraph"]
        half = len(blocks) // 2
        for profile, gap in GAPS.items():
            file = interleaved(blocks[:half], blocks[half:], COLUMN_WIDTH, gap)
            yield Trial(name, profile, "columns", file)
        yield Trial(name, "columns parted", "columns", parted(blocks[:half], blocks[half:], COLUMN_WIDTH))


def sound(held_out: bool) -> Iterator[Trial]:
    """Give the texts of one side in lines, with nothing wrong."""
    for name in texts.names(held_out):
        blocks: tuple[Block, ...] = texts.sample(name, SOUND_WORDS, SEED + 2)
        yield Trial(name, "sound", "sound", damaged(blocks, "sound", SEED))


def everything(held_out: bool) -> Iterator[Trial]:
    """Give all trials of one side."""
    yield from trials(held_out)
    yield from columns(held_out)
    yield from sound(held_out)
