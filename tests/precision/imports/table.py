"""Scores -> the lines of a table, and what lies behind them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.precision.imports.scores import Case, Score

HEAD = (
    f"{'text':34} {'words':>6} {'wrong':>5} {'mended':>12} {'+proposed':>9} {'broken':>6} {'misc':>4} {'precision':>9} "
    f"{'CER':>11} {'WER':>11} {'para F1':>11} {'head F1':>7} {'kind':>5} {'hard':>11} {'worse':>7} {'rows':>4} "
    f"{'idle':>4}"
)
UNCHANGED = ("mended",)


def row(name: str, score: Score) -> str:
    """Return one line of the table under `HEAD`; percentages, raw and now where there are two."""
    hard = f"{_percent(score.raw_hard.value)}>{_percent(score.hard.value)}" if score.hard.whole else "-"
    headings = _percent(score.headings.f1) if score.headings.there + score.headings.said else "-"
    cer = f"{100 * score.raw_cer:5.2f}>{100 * score.cer:5.2f}"
    wer = f"{100 * score.raw_wer:5.2f}>{100 * score.wer:5.2f}"
    boundaries = f"{_percent(score.raw_boundaries.f1):>5}>{_percent(score.boundaries.f1):>5}"
    return (
        f"{name:34} {score.words:6} {score.wrong:5} {score.mended:5} ={_percent(score.fixed):>5} "
        f"{_percent(score.handled):>9} {score.broken:6} {score.misc:4} {_percent(score.precision):>9} "
        f"{cer} {wer} {boundaries} {headings:>7} {_percent(score.kinds.value):>5} {hard:>11} "
        f"{len(score.worse):3}/{score.stretches:3} {score.rows:4} {score.idle:4}"
    )


def details(score: Score) -> Iterator[str]:
    """Give a line for every word that an editor would stumble over, the rows that help nobody, and what got worse."""
    for outcome in dict.fromkeys(case.outcome for case in score.cases):
        if outcome not in UNCHANGED:
            cases = [case for case in score.cases if case.outcome == outcome]
            yield f"  {outcome}: {len(cases)}"
            yield from map(_line, cases)
    if score.worse:
        yield f"  stretches worse than the file: {len(score.worse)}"
        yield from (f"    {text}" for text in score.worse)


def _line(case: Case) -> str:
    read = case.read.replace("\n", "⏎")
    return f"    {case.line or '':>5} printed {case.printed!r} read {read!r} made {case.made!r}  … {case.context}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
