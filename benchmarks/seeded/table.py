"""The outcomes as a table of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.seeded.run import Done, Measured


def printed(measured: Measured) -> str:
    """A table for packs with one error, a line for each other sort."""
    return "\n".join(_lines(measured.done))


def _lines(done: Sequence[Done]) -> Iterator[str]:
    one = [d for d in done if d.job.sort == "one"]
    if one:
        yield f"{'one error':<32}{'packs':>6}{'detected':>10}{'place':>8}{'repair':>8}{'1 cause':>9}{'extra':>7}"
        for name in sorted({d.job.operator for d in one}):
            yield _row(name, [d for d in one if d.job.operator == name])
        yield _row("all", one)
    for sort in ("two", "clean", "harmless"):
        group = [d for d in done if d.job.sort == sort]
        if group:
            yield _two(group) if sort == "two" else _quiet(sort, group)


def _row(name: str, group: Sequence[Done]) -> str:
    outcomes = [d.outcome for d in group]
    shares = [sum(getattr(o, key) for o in outcomes) for key in ("detected", "placed", "repaired", "single")]
    parts = [f"{_percent(n, len(group)):>{width}}" for n, width in zip(shares, (10, 8, 8, 9), strict=True)]
    return f"{name:<32}{len(group):>6}{''.join(parts)}{sum(o.extra for o in outcomes):>7}"


def _two(group: Sequence[Done]) -> str:
    both = sum(d.outcome.detected for d in group)
    return f"two errors: both found in {both} of {len(group)} packs ({_percent(both, len(group))})"


def _quiet(sort: str, group: Sequence[Done]) -> str:
    errors, warnings = (sum(getattr(d.outcome, key) for d in group) for key in ("errors", "warnings"))
    loud = sum(bool(d.outcome.errors or d.outcome.warnings) for d in group)
    open_ = sum(d.outcome.undecided for d in group)
    whole = sum(d.outcome.undecided and not d.outcome.open for d in group)
    found = f"{loud} of {len(group)} packs with a false finding ({errors} errors, {warnings} warnings)"
    return f"{sort}: {found}; {open_} undecided, {whole} of them whole"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"
