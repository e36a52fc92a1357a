"""Facts without their places: what must be the same whichever format a document comes in."""

from __future__ import annotations

from collections.abc import Sequence

from schedcheck.recognise import Reading


def told(readings: Sequence[Reading], *, sections: bool = True) -> list[str]:
    """One line for each fact, with section, table, row and column but no line and no offset; then what was left."""
    lines = []
    for reading in readings:
        for fact in reading.facts:
            place = fact.place
            value = fact.value if isinstance(fact.value, str) else fact.value.normal()
            where = f"[{fact.section}] " if sections else ""
            lines.append(
                f"{reading.paper.id} {where}t{place.table}r{place.row}c{place.column} {fact.subject} {fact.property}"
                f" {fact.state} = {value} {fact.mention} {fact.certainty} {fact.scope.whole}"
            )
        lines += [f"unread {left.printed} ({left.reason})" for left in reading.unread]
        lines += [f"gap {gap}" for gap in reading.paper.gaps]
    return sorted(lines)
