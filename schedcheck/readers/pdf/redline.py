"""Which letters of a page are struck or underlined: by rules, measured from the baseline, and by notes laid over it.

Colour never decides: programs colour old and new alike, and each run otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from schedcheck.readers.pdf.ink import Box, Glyph, Note, Rule, Sheet

STRUCK = (0.14, 0.46)
UNDERLINED = (-0.30, 0.14)
"""How far above the baseline, in em, a rule strikes or underlines."""

_REACH = 0.7
_BEYOND = 1.0
_DESCENDERS = frozenset("gjpqy,;()QJ")
_NEAR = 30.0


def marked(sheet: Sheet, rules: Sequence[Rule]) -> Sheet:
    """The page with its letters marked. `rules` are those that are no borders of tables."""
    by: dict[int, str] = {}
    struck, underlined = _by_rules(sheet.glyphs, [rule for rule in rules if rule.flat and rule.seen])
    for note in sheet.notes:
        inside = {g.order for g in sheet.glyphs if any(_covers(box, g) for box in note.boxes)}
        if note.kind == "struck":
            struck |= inside
        elif note.kind == "underlined":
            underlined |= inside
        elif note.kind == "link":
            underlined -= inside
        if note.by and note.kind in {"struck", "underlined"}:
            by.update(dict.fromkeys(inside, note.by))
    found = struck | underlined
    glyphs = [
        evolve(g, struck=g.order in struck, underlined=g.order in underlined, by=by.get(g.order, ""))
        if g.order in found
        else g
        for g in sheet.glyphs
    ]
    for note in sheet.notes:
        glyphs += _written(note, glyphs)
    return evolve(sheet, glyphs=tuple(glyphs))


def with_plain_underlines(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Underlined letters are new only where words are struck, on their page or the one before or after it."""
    redlined = {sheet.number for sheet in sheets if any(glyph.struck for glyph in sheet.glyphs)}
    return [sheet if redlined & {sheet.number + n for n in (-1, 0, 1)} else _plain(sheet) for sheet in sheets]


def _plain(sheet: Sheet) -> Sheet:
    if not any(glyph.underlined for glyph in sheet.glyphs):
        return sheet
    return evolve(sheet, glyphs=tuple(evolve(g, underlined=False) if g.underlined else g for g in sheet.glyphs))


def _by_rules(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[set[int], set[int]]:
    struck: set[int] = set()
    underlined: set[int] = set()
    if not rules:
        return struck, underlined
    ordered = sorted(glyphs, key=lambda glyph: glyph.baseline)
    baselines = [glyph.baseline for glyph in ordered]
    largest = max((glyph.em for glyph in ordered), default=0.0)
    for rule in rules:
        low = bisect_left(baselines, rule.y - largest * 0.3)
        high = bisect_left(baselines, rule.y + largest * 0.5)
        near = ordered[low:high]
        struck |= _under(rule, near, *STRUCK)
        lined = _under(rule, near, *UNDERLINED)
        if lined and not _reaches_beyond(rule, near, lined):
            underlined |= lined
    return struck, _over_descenders(ordered, underlined)


def _under(rule: Rule, near: Sequence[Glyph], low: float, high: float) -> set[int]:
    """The letters whose middle lies over the rule, when the rule is as high as that."""
    return {
        g.order
        for g in near
        if rule.x0 - _REACH <= g.middle <= rule.x1 + _REACH and low <= (g.baseline - rule.y) / g.em < high
    }


def _reaches_beyond(rule: Rule, near: Sequence[Glyph], lined: set[int]) -> bool:
    """Does the rule end far from its letters, as the border of a heading or of a table does?"""
    own = [g for g in near if g.order in lined]
    beyond = _BEYOND * max(g.em for g in own)
    return min(g.x0 for g in own) - rule.x0 > beyond or rule.x1 - max(g.x1 for g in own) > beyond


def _over_descenders(ordered: Sequence[Glyph], underlined: set[int]) -> set[int]:
    """Browsers leave the line out below letters that reach under it: those between underlined ones have it too."""
    if not underlined:
        return underlined
    found = set(underlined)
    by_order = {g.order: g for g in ordered}
    for glyph in ordered:
        if glyph.text in _DESCENDERS and glyph.order not in found:
            beside = [by_order.get(glyph.order + step) for step in (-1, 1)]
            on_line = [g for g in beside if g and abs(g.baseline - glyph.baseline) < 0.1 * glyph.em]
            if len(on_line) == 2 and all(g.order in underlined for g in on_line):
                found.add(glyph.order)
    return found


def _covers(box: Box, glyph: Glyph) -> bool:
    return box.holds(glyph.middle, glyph.height, _REACH)


@frozen
class _Spot:
    """Where words are written in: before this x, on this baseline, as large as that."""

    x: float
    baseline: float
    em: float
    new: bool


def _written(note: Note, glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The words of a note as letters: at a caret or beside struck words they are new, elsewhere they are text."""
    if note.kind not in {"caret", "words", "box"} or not note.text:
        return
    box = note.boxes[0]
    spot = _spot(note, box, glyphs)
    step = 0.001 if spot.new else box.width / max(len(note.text), 1)
    order = max((glyph.order for glyph in glyphs), default=0) + 10
    text = f" {note.text} " if spot.new else note.text
    for index, character in enumerate(text):
        x = spot.x + index * step
        by = note.by if spot.new else ""
        yield Glyph(character, x, x + step, spot.baseline, spot.em, order + index, underlined=spot.new, by=by)


def _spot(note: Note, box: Box, glyphs: Sequence[Glyph]) -> _Spot:
    if note.kind == "caret":
        x = (box.x0 + box.x1) / 2
        near = [g for g in glyphs if box.y0 - g.em <= g.height <= box.y1]
        if near:
            closest = min(near, key=lambda g: (abs(g.middle - x), g.order))
            return _Spot(x, closest.baseline, closest.em, new=True)
    struck = [g for g in glyphs if g.struck and _distance(box, g) <= _NEAR]
    if note.kind == "words" and struck:
        closest = min(struck, key=lambda g: (_distance(box, g), -g.x1))
        line = [g for g in struck if abs(g.baseline - closest.baseline) < 1]
        last = max(line, key=lambda g: g.x1)
        return _Spot(last.x1, last.baseline, last.em, new=True)
    em = min(max(box.height, 1.0), 10.0)
    return _Spot(box.x0, (box.y0 + box.y1) / 2 + 0.3 * em, em, new=note.kind == "caret")


def _distance(box: Box, glyph: Glyph) -> float:
    across = max(box.x0 - glyph.x1, glyph.x0 - box.x1, 0)
    down = max(box.y0 - glyph.height, glyph.height - box.y1, 0)
    return max(across, down)
