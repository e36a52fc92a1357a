"""What a paragraph is: heading, list item, paragraph or page furniture, and its number.

Word's own word counts first (style, outline level, list); then what people do by hand: typed numbers and bullets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from schedcheck.document import BlockKind, Mark, Run
from schedcheck.readers.docx.ink import Ink
from schedcheck.readers.docx.numbering import Label, Numbering
from schedcheck.readers.docx.pen import Written
from schedcheck.readers.docx.xml import value, whole

_LONGEST_HEADING = 100
_TYPED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?[\s\u00a0]+(?=\S)")
_BULLET = re.compile(r"[•▪◦●·‣\uf0b7\uf0a7][\s\u00a0]*|[-–—*o]\s+(?=\S)")
_NUMBER = re.compile(r"\(?[0-9A-Za-z]{1,6}(?:\.[0-9A-Za-z]{1,4})*[.):]?")


@frozen
class Kind:
    """Kind, number and level of a paragraph's block.

    `typed` is how many characters of its text are a number or bullet typed by hand; `prefix` an automatic label
    that belongs to its words ("Annex A ").
    """

    kind: BlockKind
    number: str = ""
    level: int = 0
    prefix: str = ""
    typed: int = 0


def label_of(written: Written, numbering: Numbering) -> Label:
    """The automatic number of a paragraph; its list has counted on. What is deleted is not counted."""
    if written.deleted:
        return Label()
    direct = value(written.properties, "numPr/numId")
    name = direct or written.style.list
    if not name or name == "0":
        return Label()
    bound = -1 if direct else numbering.depth_of(name, written.style.id)
    depth = whole(value(written.properties, "numPr/ilvl"), bound if bound >= 0 else max(written.style.depth, 0), high=8)
    return numbering.next(name, depth)


def kind_of(written: Written, label: Label, runs: Sequence[Run]) -> Kind:
    """What a paragraph is. One that is deleted as a whole opens no section."""
    if written.style.contents:
        return Kind("furniture")
    level = 0 if written.deleted else heading_level(written, label)
    if label.bullet:
        return Kind("heading", level=level) if level else Kind("item", level=label.depth + 1)
    if label.text and not _NUMBER.fullmatch(label.text):
        return Kind("heading" if level else "paragraph", level=level, prefix=f"{label.text} ")
    if label.text:
        return Kind("heading" if level else "item", cleaned(label.text), level or label.depth + 1)
    return _kind_by_hand(level, runs)


def _kind_by_hand(level: int, runs: Sequence[Run]) -> Kind:
    """What a paragraph without an automatic label is."""
    text = runs[0].text if runs[0].mark is not Mark.DELETED else ""
    if level:
        number = _TYPED.match(f"{text} -" if len(runs) > 1 else text)
        return Kind("heading", number.group(1) if number else "", level, typed=number.end() if number else 0)
    bullet = _BULLET.match(runs[0].text)
    return Kind("item", level=1, typed=bullet.end()) if bullet else Kind("paragraph")


def heading_level(written: Written, label: Label) -> int:
    """1 for the highest, 0 for what is no heading. A short bold line with a number is one without any style."""
    outline = value(written.properties, "outlineLvl")
    if outline:
        return (whole(outline, 9) + 1) % 10
    if written.style.level:
        return written.style.level
    text = "".join(ink.text for ink in written.inks if ink.survives).strip()
    if not text or len(text) > _LONGEST_HEADING or text[-1] in ".;:," or not _is_bold(written.inks):
        return 0
    typed = _TYPED.match(text)
    number = cleaned(label.text) if label.text and not label.bullet else typed.group(1) if typed else ""
    return number.count(".") + 1 if re.fullmatch(r"\d+(\.\d+)*", number) else 0


def cleaned(label: str) -> str:
    """A number without the full stop after it: "8.2." is "8.2", "(a)" stays."""
    return re.sub(r"(?<=\w)[.:]$", "", label)


def _is_bold(inks: Sequence[Ink]) -> bool:
    said = [ink for ink in inks if ink.text.strip()]
    return bool(said) and all(ink.bold for ink in said)
