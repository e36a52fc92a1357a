"""What is drawn in a document and can not be read as words: a line for each place, so that none passes in silence.

Used by the readers of formats that hold pictures. Which are told is for each reader to decide, by what it knows of
their size: a picture that is large enough to hold a table, or that stands in a cell of one. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schedcheck.document import Block
from schedcheck.record import frozen

WIDE = 60.0
"""From which width on a picture may hold a table, in millimetres."""
LOW = 8.0
"""The least height of such a picture, in millimetres: below, it is a line or an ornament."""

_LONGEST = 80
_MOST_PLACES = 50


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
    """A line for each place, with the words of its first picture that has some; beyond many places, their number."""
    places: dict[tuple[str, str], list[Picture]] = {}
    for picture in pictures:
        places.setdefault((picture.where, picture.what), []).append(picture)
    yield from (_line(here) for here in list(places.values())[:_MOST_PLACES])
    if len(places) > _MOST_PLACES:
        yield f"pictures in {len(places) - _MOST_PLACES} more places were not read"


def _line(here: Sequence[Picture]) -> str:
    first = here[0]
    words = next((" ".join(picture.words.split()) for picture in here if picture.words.strip()), "")
    said = f" (“{words[:_LONGEST]}”)" if words else ""
    article = "an" if first.what[0] in "aeiou" else "a"
    subject = f"{article} {first.what}" if len(here) == 1 else f"{len(here)} {first.what}s"
    verb = "was" if len(here) == 1 else "were"
    return f"{subject} {first.where} {verb} not read{said}: give what it shows as text or as a table"


def in_section(heading: Block | None) -> str:
    """The place below a heading, in words."""
    if heading is None:
        return "the text before the first heading"
    return f"section “{' '.join(filter(None, (heading.number, heading.text())))[:_LONGEST]}”"
