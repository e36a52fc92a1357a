"""TOML -> Waivers: strict, every mistake at once with its line, and one mistake waives nothing.

Runs before any document is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from schedcheck.errors import CannotStart
from schedcheck.record import frozen
from schedcheck.tomlfile import load, structure

LONGEST = 183
"""Days that a waiver may last, unless the workspace says otherwise; at most LONGEST_EVER."""
LONGEST_EVER = 366
SHORTEST_REASON = 20
"""Characters that a reason has at least."""

_VERSION = 1
_TEXTS = ("finding", "rule", "reason", "owner", "approved_by")


@frozen
class Accepted:
    """The facts that a waiver accepts: those of the finding, word for word."""

    subject: str = ""
    property: str = ""
    state: str = ""
    values: tuple[str, ...] = ()


@frozen
class Waiver:
    """One accepted finding: who answers for it, why, and the last day on which it holds.

    `line` is where it begins in its file.
    """

    finding: str
    rule: str
    accepts: Accepted
    reason: str
    owner: str
    approved_by: str
    raised: date
    expires: date
    where: str = ""
    ticket: str = ""
    line: int = 0


@frozen
class _File:
    """What a file of waivers holds."""

    version: int
    waiver: tuple[Waiver, ...] = ()


def load_waivers(file: str, content: bytes, longest: int = LONGEST) -> tuple[Waiver, ...]:
    """The waivers of a file, in its order. `longest` is in days. CannotStart lists everything that is wrong."""
    source = load(content, file)
    found = structure(source, _File)
    mistakes = [f"{file}:{source.line(path)}: {what}" for path, what in _mistakes(found, longest)]
    if mistakes:
        raise CannotStart("\n".join(mistakes), way_out="Nothing is waived before this is put right.")
    return tuple(evolve(waiver, line=source.line(("waiver", i))) for i, waiver in enumerate(found.waiver))


def _mistakes(found: _File, longest: int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """(key path, what is wrong) of what the records alone do not say."""
    if found.version != _VERSION:
        yield ("version",), f"version: this program reads version {_VERSION}, not {found.version}"
    first: dict[str, int] = {}
    for index, waiver in enumerate(found.waiver):
        if waiver.finding in first:
            yield (
                ("waiver", index),
                f"waiver[{index}]: {waiver.finding} is waived already by waiver[{first[waiver.finding]}]",
            )
        first.setdefault(waiver.finding, index)
        for key, what in waiver_mistakes(waiver, longest):
            yield ("waiver", index, key), f"waiver[{index}].{key}: {what}"


def waiver_mistakes(waiver: Waiver, longest: int = LONGEST) -> Iterator[tuple[str, str]]:
    """(key, what is wrong) of one waiver. `longest` is in days."""
    for key in _TEXTS:
        if not getattr(waiver, key).strip():
            yield key, "this is empty"
    if waiver.reason.strip() and len(waiver.reason.strip()) < SHORTEST_REASON:
        yield "reason", f"this has fewer than {SHORTEST_REASON} characters; say why in a sentence"
    days = (waiver.expires - waiver.raised).days
    if days < 0:
        yield "expires", f"this is before it was raised ({waiver.raised})"
    elif days > longest:
        yield "expires", f"this is {days} days after it was raised; at most {longest} are allowed"
    if waiver.line:
        yield "line", "there is no such key here"
