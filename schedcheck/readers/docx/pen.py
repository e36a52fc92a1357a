"""One paragraph's XML -> its inks, with what hangs on it: notes, text boxes, page breaks.

Runs for each paragraph in document order, since a field may begin in one and end in another. Whatever wraps
runs (content controls, hyperlinks, smart tags, fields) is looked through; an element that is not known is too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from attrs import define, field, frozen

from schedcheck.errors import CannotRead
from schedcheck.readers.docx import boxes
from schedcheck.readers.docx.ink import Hand, Ink, Revision
from schedcheck.readers.docx.pictures import Shown, shown_in
from schedcheck.readers.docx.styles import Format, ParagraphStyle, Styles, format_of
from schedcheck.readers.docx.xml import MC, Element, M, W, branch, child, switch, value

MOST_STEPS = 1_000_000
"""How many runs, paragraphs and cells are read in all."""

_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_NOTE_SIGN = re.compile(r"[\[(]?(?:\d{1,2}|[*†‡])[\])]?")
"""What points to a note typed by hand, when it is raised: "5600" and note 1 are not 56001."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_NAME = 80
_CHANGES = frozenset({f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom"})
_PAGE_BREAKS = frozenset({"page", "column"})


@frozen
class Written:
    """One paragraph as written. `style` and `properties` are its own; `mark` is the revision of its end.

    `notes` are the notes that it refers to, (kind, id); `boxes` the text boxes anchored in it, `shown` its pictures.
    `fresh` says that a page starts with it, `turns` that one starts after it. `section` holds what ends with it, if
    anything does.
    """

    inks: tuple[Ink, ...]
    style: ParagraphStyle
    properties: Element | None
    mark: Revision
    key: str
    notes: tuple[tuple[str, str], ...] = ()
    boxes: tuple[Element, ...] = ()
    shown: tuple[Shown, ...] = ()
    fresh: bool = False
    turns: bool = False
    section: Element | None = None

    @property
    def deleted(self) -> bool:
        """Does nothing of it stand in the text as proposed, not even its end?"""
        return self.mark.deleted and not any(ink.survives and ink.text.strip() for ink in self.inks)


@define
class _Field:
    """A field that is open: within its instruction nothing shows."""

    instruction: bool = True
    code: str = ""


@define
class Pen:
    """Reads paragraphs. `hidden` counts the characters that Word does not show, `prompts` the empty controls."""

    styles: Styles
    file: str
    hidden: int = 0
    prompts: int = 0
    steps: int = 0
    _fields: list[_Field] = field(factory=list)
    _inks: list[Ink] = field(factory=list)
    _notes: list[tuple[str, str]] = field(factory=list)
    _boxes: list[Element] = field(factory=list)
    _shown: list[Shown] = field(factory=list)
    _style: ParagraphStyle = field(factory=ParagraphStyle)
    _links: int = 0
    _fresh: bool = False
    _turns: bool = False

    def paragraph(self, element: Element, around: Revision, key: str) -> Written:
        """The paragraph as written, within the revisions that stand around it."""
        properties = child(element, "pPr")
        self._style = self.styles.paragraph(value(properties, "pStyle"))
        self._inks, self._notes, self._boxes, self._shown, self._turns = [], [], [], [], False
        before = switch(properties, "pageBreakBefore")
        self._fresh = self._style.fresh if before is None else before
        self.step()
        self._walk(element, around)
        for opened in self._fields:
            opened.instruction = False
        return Written(
            tuple(self._inks),
            self._style,
            properties,
            mark_of(child(properties, "rPr"), around),
            key,
            tuple(self._notes),
            tuple(self._boxes),
            tuple(self._shown),
            self._fresh,
            self._turns,
            child(properties, "sectPr"),
        )

    def step(self) -> None:
        """One element more is read. CannotRead when they are out of all measure."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise CannotRead(
                f"the file has more than {MOST_STEPS:,} pieces of text", self.file, "Split it into its documents."
            )

    def end_story(self) -> None:
        """Fields do not go on from one part of the file into another."""
        self._fields.clear()

    def _walk(self, element: Element, revision: Revision) -> None:
        for part in element:
            act = _ACTS.get(part.tag) if isinstance(part.tag, str) else _skip
            if act:
                act(self, part, revision)
            else:
                self._walk(part, revision)

    def _insert(self, element: Element, revision: Revision) -> None:
        self._walk(element, revision.insert(said_by(element)))

    def _delete(self, element: Element, revision: Revision) -> None:
        self._walk(element, revision.delete(said_by(element)))

    def _link(self, element: Element, revision: Revision) -> None:
        self._links += 1
        self._walk(element, revision)
        self._links -= 1

    def _simple_field(self, element: Element, revision: Revision) -> None:
        is_link = "HYPERLINK" in value(element, name="instr").upper()
        (Pen._link if is_link else Pen._walk)(self, element, revision)

    def _control(self, element: Element, revision: Revision) -> None:
        """A content control: a box, what was typed into it, or nothing while it still shows its prompt."""
        properties, content = child(element, "sdtPr"), child(element, "sdtContent")
        box = boxes.of_control(properties)
        if box:
            self._put(box, revision, Format())
        elif switch(properties, "showingPlcHdr"):
            self.prompts += 1
        elif content is not None:
            self._walk(content, revision)

    def _alternatives(self, element: Element, revision: Revision) -> None:
        chosen = branch(element)
        if chosen is not None:
            self._walk(chosen, revision)

    def _run(self, element: Element, revision: Revision) -> None:
        self.step()
        properties = child(element, "rPr")
        own = format_of(properties).over(self.styles.character(value(properties, "rStyle")))
        for part in element:
            tag = part.tag
            if tag in _TEXTS:
                stands = revision if tag == f"{W}t" else revision.delete()
                self._put(boxes.shown((part.text or "").replace("\u2011", "-"), self._font(own)), stands, own)
            elif tag in _IN_RUN:
                self._put(_IN_RUN[tag], revision, own)
            elif tag == f"{W}sym":
                self._put(boxes.symbol(part), revision, own)
            elif tag == f"{W}br":
                self._break(part, revision, own)
            elif tag == f"{W}fldChar":
                self._field_mark(part, revision, own)
            elif tag == f"{W}instrText" and self._fields:
                self._fields[-1].code += (part.text or "")[:100]
            elif tag in _NOTES:
                self._notes.append((_NOTES[tag], value(part, name="id")))
            elif tag == f"{MC}AlternateContent":
                self._alternatives(part, revision)
            elif tag in _HOLDERS:
                self._drawing(part, revision)

    def _drawing(self, element: Element, revision: Revision) -> None:
        """The text boxes of a drawing, and what else it shows. What was deleted shows nothing."""
        shown = None if revision.deleted else shown_in(element)
        self._shown += [shown] if shown else []
        self._walk(element, revision)

    def _break(self, element: Element, revision: Revision, own: Format) -> None:
        if value(element, name="type") not in _PAGE_BREAKS:
            self._put("\n", revision, own)
        elif any(ink.text.strip() for ink in self._inks):
            self._turns = True
            self._put("\n", revision, own)
        else:
            self._fresh = True

    def _field_mark(self, element: Element, revision: Revision, own: Format) -> None:
        kind = value(element, name="fldCharType")
        if kind == "begin":
            self._put(boxes.of_field(element), revision, own)
            if len(self._fields) < 100:
                self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].instruction = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _box(self, element: Element, _: Revision) -> None:
        self._boxes.append(element)

    def _math(self, element: Element, revision: Revision) -> None:
        self._put(element.text or "", revision, Format())

    def _font(self, own: Format) -> str:
        return (own.font if own.font is not None else self._style.format.font) or ""

    def _put(self, text: str, revision: Revision, own: Format) -> None:
        """Text as it shows: not within a field's instruction, not when hidden, and no sign that points to a note."""
        if not text or any(opened.instruction for opened in self._fields):
            return
        look = own.over(self._style.format)
        if look.hidden:
            self.hidden += len(text)
            return
        if look.raised and self._inks and _NOTE_SIGN.fullmatch(text.strip()):
            return
        self._inks.append(Ink(text, revision, self._hand(own, look), bool(look.bold)))

    def _hand(self, own: Format, look: Format) -> Hand:
        """What colour, underline and strike say. The look of a whole style of paragraph, or of a link, says nothing."""
        new = bool(look.underlined and look.colour and (own.underlined or own.colour))
        if own.link or self._links or any("HYPERLINK" in opened.code.upper() for opened in self._fields):
            return "old" if look.struck else ""
        if look.struck:
            return "old"
        if new:
            return "new"
        return "perhaps" if own.underlined or own.colour else ""


def mark_of(properties: Element | None, around: Revision) -> Revision:
    """The revision of a paragraph's end or of a row, within what stands around it."""
    marks = {part.tag for part in properties} if properties is not None else set()
    inserted = bool(marks & {f"{W}ins", f"{W}moveTo"})
    deleted = bool(marks & {f"{W}del", f"{W}moveFrom"})
    changes = [part for part in properties if part.tag in _CHANGES] if properties is not None else []
    by = next((said for change in changes if (said := said_by(change))), around.by)
    return Revision(around.inserted or inserted, around.deleted or deleted, by)


def said_by(change: Element) -> str:
    """Who made a tracked change, and on which day, as far as it says: "A. Author, 2024-05-01"."""
    author = " ".join((change.get(f"{W}author") or "").split())[:_LONGEST_NAME]
    day = _DAY.match(change.get(f"{W}date") or "")
    return ", ".join(part for part in (author, day.group() if day else "") if part)


def _skip(_: Pen, __: Element, ___: Revision) -> None:
    """Properties, comments and instructions: nothing of them shows."""


_TEXTS = frozenset({f"{W}t", f"{W}delText"})
_IN_RUN = {f"{W}{name}": sign for name, sign in _SIGNS.items()}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_HOLDERS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{W}ruby"})
_ACTS: Mapping[str, Callable[[Pen, Element, Revision], None]] = {
    f"{W}r": Pen._run,
    f"{W}ins": Pen._insert,
    f"{W}moveTo": Pen._insert,
    f"{W}del": Pen._delete,
    f"{W}moveFrom": Pen._delete,
    f"{W}hyperlink": Pen._link,
    f"{W}fldSimple": Pen._simple_field,
    f"{W}sdt": Pen._control,
    f"{W}txbxContent": Pen._box,
    f"{M}t": Pen._math,
    f"{MC}AlternateContent": Pen._alternatives,
    **{f"{W}{name}": Pen._drawing for name in ("drawing", "pict", "object")},
    **{f"{W}{name}": _skip for name in ("pPr", "rPr", "rt", "fldData", "instrText", "smartTagPr", "customXmlPr")},
}
