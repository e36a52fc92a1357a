"""One stored cell -> the words that it shows, marked, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from attrs import define, field, frozen
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.styles.proxy import StyleProxy
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from schedcheck.document import Mark
from schedcheck.errors import CannotRead
from schedcheck.place import Place
from schedcheck.readers.pieces import Piece, replaced, runs_of
from schedcheck.readers.sheet.formats import general, is_clock, is_plain, length_of_time, shown, shows_time_only
from schedcheck.readers.sheet.record import LONGEST_CELL, SheetCell

_TICKS = str.maketrans({**dict.fromkeys("☑☒✔\uf0fc\uf0fe", "✓"), **dict.fromkeys("□\uf0a8", "☐")})
_PLAIN_COLOURS = frozenset({"FF000000", "00000000", "FFFFFFFF", "FF0563C1", "FF0000EE"})
_LINES = frozenset({"single", "double", "singleAccounting", "doubleAccounting"})
_LINK_THEMES = frozenset({0, 1, 10, 11})


@frozen
class _Look:
    struck: bool = False
    new: bool = False
    bold: bool = False


@define
class CellReader:
    """Reads the cells of one sheet. `doubts` collects what a person must look at."""

    file: str
    sheet: str
    epoch: datetime = CALENDAR_WINDOWS_1900
    redlined: bool = False
    doubts: list[str] = field(factory=list)
    _looks: dict[int, _Look] = field(factory=dict)

    def read(self, cell: Cell) -> SheetCell | None:
        """The cell, None when it shows nothing."""
        key = f"{self.sheet}!{cell.coordinate}"
        look = self._look(cell)
        pieces = list(self._pieces(cell, key, look))
        if sum(len(piece.text) for piece in pieces) > LONGEST_CELL:
            message = f"{key} holds more than {LONGEST_CELL:,} characters"
            raise CannotRead(message, self.file, "Split the cell, or leave the sheet out.")
        runs = replaced(runs_of(pieces))
        return SheetCell(cell.row, cell.column, runs, look.bold, _stored(cell)) if runs else None

    def note_redline(self, cell: Cell) -> None:
        """Words that are underlined in colour are new only in a sheet where others are struck."""
        value = cell.value
        struck = self._look(cell).struck or (
            isinstance(value, CellRichText) and any(_look_of(p.font).struck for p in value if isinstance(p, TextBlock))
        )
        self.redlined = self.redlined or struck

    def _look(self, cell: Cell) -> _Look:
        number = cell.style_id
        if number not in self._looks:
            self._looks[number] = _look_of(cell.font)
        return self._looks[number]

    def _pieces(self, cell: Cell, key: str, look: _Look) -> Iterator[Piece]:
        value = cell.value
        if not isinstance(value, CellRichText):
            text = self._words(cell, key).translate(_TICKS)
            yield Piece(text.replace("\r", ""), Place(offset=1, key=key), self._mark(look))
            return
        length = 1
        for part in value:
            text, own = (part.text, _look_of(part.font)) if isinstance(part, TextBlock) else (str(part), look)
            mark = Mark.DELETED if look.struck else self._mark(own)
            yield Piece(text.translate(_TICKS).replace("\r", ""), Place(offset=length, key=key), mark)
            length += len(text)

    def _mark(self, look: _Look) -> Mark:
        if look.struck:
            return Mark.DELETED
        return Mark.INSERTED if look.new and self.redlined else Mark.PLAIN

    def _words(self, cell: Cell, key: str) -> str:
        value, code = cell.value, cell.number_format
        if cell.data_type == "e":
            self.doubts.append(f"{key} holds the error {value}")
            return ""
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, int | float):
            return shown(value, code)
        if isinstance(value, timedelta):
            return length_of_time(_seconds(value.total_seconds()))
        if isinstance(value, time):
            return value.strftime("%H:%M") if is_clock(code) else length_of_time(_seconds(_of_day(value)))
        if isinstance(value, datetime):
            return self._day(value, key, code)
        return value.isoformat() if isinstance(value, date) else str(value if value is not None else "")

    def _day(self, value: datetime, key: str, code: str) -> str:
        if shows_time_only(code):
            length = length_of_time(_seconds(_since(value, self.epoch)))
            self.doubts.append(f"{key} shows a time of day, but holds {length}")
            return length
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")


def _look_of(font: Font | InlineFont | StyleProxy | None) -> _Look:
    if font is None:
        return _Look()
    return _Look(bool(font.strike), font.u in _LINES and _is_coloured(font), bool(font.b))


def _is_coloured(font: Font | InlineFont | StyleProxy) -> bool:
    colour = font.color
    if colour is None:
        return False
    if colour.type == "rgb":
        return str(colour.rgb) not in _PLAIN_COLOURS
    return colour.type == "theme" and colour.theme not in _LINK_THEMES


def _stored(cell: Cell) -> str:
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return "number" if is_plain(cell.number_format) else ""
    return "date" if isinstance(cell.value, date) else ""


def _seconds(seconds: float) -> Decimal:
    return Decimal(general(Decimal(str(round(seconds, 3)))))


def _since(value: datetime, epoch: datetime) -> float:
    """Seconds since the first day of the sheet's calendar; the one of 1900 has a 29th of February that never was."""
    days = (value - epoch).total_seconds() / 86400
    return 86400 * (days - 1 if 1 < days < 61 and epoch == CALENDAR_WINDOWS_1900 else days)


def _of_day(value: time) -> float:
    return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
