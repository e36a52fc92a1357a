"""What is drawn in a document and can not be read as words: a line for each place, so that none passes in silence.

Used by the readers of formats that hold pictures. Which are told is for each reader to decide, by what it knows of
their size: a picture that is large enough to hold a table, or that stands in a cell of one. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from schedcheck.document import Block

WIDE = 60.0
"""From which width on a picture may hold a table, in millimetres."""
LOW = 8.0
"""The least height of such a picture, in millimetres: below, it is a line or an ornament."""

_LONGEST = 80


@frozen
class Picture:
    """One that could hold content: what it is, where it stands ("on page 2"), and the words that its author gave it."""

    where: str
    words: str = ""
    what: str = "picture"


def holds_table(width: float | None, height: float | None) -> bool:
    """Is a picture of this size, in millimetres, large enough for a table? One of unknown size may be."""
    return (width is None or width > WIDE) and (height is None or height > LOW)


def pictures_not_read(pictures: Sequence[Picture]) -> Iterator[str]:
    """A line for each place, with the words of its first picture that has some."""
    for where, what in dict.fromkeys((picture.where, picture.what) for picture in pictures):
        here = [picture for picture in pictures if (picture.where, picture.what) == (where, what)]
        words = next((" ".join(picture.words.split()) for picture in here if picture.words.strip()), "")
        said = f" (“{words[:_LONGEST]}”)" if words else ""
        subject = f"{'an' if what[0] in 'aeiou' else 'a'} {what}" if len(here) == 1 else f"{len(here)} {what}s"
        verb = "was" if len(here) == 1 else "were"
        yield f"{subject} {where} {verb} not read{said}: give what it shows as text or as a table"


def in_section(heading: Block | None) -> str:
    """The place below a heading, in words."""
    if heading is None:
        return "the text before the first heading"
    return f"section “{' '.join(filter(None, (heading.number, heading.text())))[:_LONGEST]}”"
