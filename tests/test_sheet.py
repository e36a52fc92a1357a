"""Spreadsheets: the same facts as the same content in the written dialect, every value as the sheet shows it."""

from __future__ import annotations

import datetime
import io
import random
import re
import tomllib
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from schedcheck.document import Block, Document, Mark, Source, View
from schedcheck.errors import CannotRead
from schedcheck.readers import read
from schedcheck.readers.sheet.formats import length_of_time, shown
from schedcheck.recognise import recognise
from tests.listing import recognised, vocabulary
from tests.made_docx import zipped
from tests.same_facts import told
from tests.shared import PROJECT

Stored = bool | float | str | datetime.date | datetime.time | datetime.timedelta

LEGAL = """\
# CR0042

Legal text – version 0.3

Amend Service Reference 6.14 to read:

| Service Reference | ID | Name | Eligible Users | Target Response Time |
|---|---|---|---|---|
| 6.14 | 6.14.1 | Update Device | Import Supplier | [-24 hours-]{+30 seconds+} |
| 6.14 | 6.14.2 | Update Other | Import Supplier, Gas Supplier | [-24 hours-]{+1 hour 30 minutes+} |
"""

STATES = """\
# CR0042

Legal text – version 0.3

| ID | Name | Current Target Response Time | Proposed Target Response Time |
|---|---|---|---|
| 6.14.1 | Update Device | 24 hours | 30 seconds |
| 7.10 | Add Load | 24 hours | 5,600 secs |
"""

ASSESSMENT = """\
# CR0042 Full Impact Assessment

| ID | Service Request | DCC SM1 | DSP SM1.1 | CSP SM4.3 |
|---|---|---|---|---|
| 6.14.1 | Update Device | [-24 hours-]{+30 seconds+} | 4 seconds | [-24 hours-]{+25 seconds+} |
| 7.9 | Add Load | 30 seconds | 4 seconds | 25 seconds |

| Activity | Cost |
|---|---|
| Design | £53,572 |
| Build | |
| SIT | £10,000 |
| Total | £63,572 |
"""


def saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def opened(content: bytes, file: str = "book.xlsx") -> Document:
    return read(Source(file, content, ""), vocabulary())


def book(fill: Callable[[Worksheet], None], title: str = "Sheet1") -> Document:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    fill(sheet)
    return opened(saved(workbook))


def table(document: Document) -> Block:
    return next(block for block in document.blocks if block.kind == "table")


def words(block: Block, view: View = View.BOTH) -> list[list[str]]:
    return [[cell.text(view) for cell in row.cells] for row in block.rows]


def redline(old: str, new: str) -> CellRichText:
    return CellRichText(
        TextBlock(InlineFont(strike=True), old), TextBlock(InlineFont(u="single", color=Color("FFFF0000")), new)
    )


def one(value: Stored, number_format: str = "General") -> str:
    """What a cell of that value and format is read as."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = number_format

    return book(fill).blocks[0].text()


def told_of(document: Document) -> list[str]:
    return told(recognise([document], vocabulary()))


def test_legal_text_with_struck_text_gives_the_facts_of_the_written_dialect() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Legal text – version 0.3"])
        sheet.append([])
        sheet.append(["Amend Service Reference 6.14 to read:"])
        sheet.append([])
        sheet.append(["Service Reference", "ID", "Name", "Eligible Users", "Target Response Time"])
        sheet.append([6.14, "6.14.1", "Update Device", "Import Supplier", redline("24 hours", "30 seconds")])
        sheet.append(
            ["", "6.14.2", "Update Other", "Import Supplier, Gas Supplier", redline("24 hours", " 1 hour 30 minutes")]
        )
        sheet.merge_cells("A6:A7")

    assert told_of(book(fill, "CR0042")) == told(recognised(LEGAL))


def test_current_and_proposed_columns_give_the_facts_of_the_written_dialect() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C2"] = "Legal text – version 0.3"
        for address, value in {
            "C4": "ID",
            "D4": "Name",
            "E4": "Target Response Time",
            "E5": "Current",
            "F5": "Proposed",
        }.items():
            sheet[address] = value
        for area in ("C4:C5", "D4:D5", "E4:F4"):
            sheet.merge_cells(area)
        rows: list[tuple[Stored, ...]] = [
            ("6.14.1", "Update Device", datetime.timedelta(hours=24), 30),
            (7.1, "Add Load", 1.0, 5600),
        ]
        for number, row in enumerate(rows, 6):
            for column, stored in zip("CDEF", row, strict=True):
                sheet[f"{column}{number}"] = stored
            sheet[f"E{number}"].number_format = "[h]:mm:ss"
            sheet[f"F{number}"].number_format = '#,##0" secs"'
        sheet["F6"].number_format = '0 "seconds"'
        sheet["C7"].number_format = "0.00"

    assert told_of(book(fill, "CR0042")) == told(recognised(STATES))


def test_assessment_gives_the_facts_of_the_written_dialect() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["ID", "Service Request", "DCC SM1", "DSP SM1.1", "CSP SM4.3"])
        sheet.append(
            ["6.14.1", "Update Device", redline("24 hours", "30 seconds"), 4, redline("24 hours", "25 seconds")]
        )
        sheet.append(["7.9", "Add Load", 30, 4, 25])
        sheet.append([])
        for row in [("Activity", "Cost"), ("Design", 53572), ("Build", None), ("SIT", 10000), ("Total", 63572)]:
            sheet.append(list(row))
        for address in ("D2", "C3", "D3", "E3"):
            sheet[address].number_format = '0" seconds"'
        for number in range(6, 10):
            sheet[f"B{number}"].number_format = '"£"#,##0'
        sheet.merge_cells("B6:B7")

    assert told_of(book(fill, "CR0042 Full Impact Assessment")) == told(recognised(ASSESSMENT))


def test_csv_gives_the_facts_of_the_written_dialect_with_lines() -> None:
    text = (
        "ID;Name;Current Target Response Time;Proposed Target Response Time\r\n"
        '6.14.1;"Update Device";24 hours;30 seconds\r\n7.10;Add Load;24 hours;"5,600 secs"\r\n'
    )
    document = opened(f"\ufeffLegal text – version 0.3\r\n\r\n{text}".encode(), "x.csv")
    written = STATES.replace("# CR0042\n\n", "")
    assert told_of(document) == told(recognised(written))
    assert [row.place.line for row in table(document).rows] == [4, 5]
    last = table(document).rows[1].cells[3].runs[0]
    assert (last.place.line, last.place.offset) == (5, 25)


def test_bare_numbers_are_in_the_unit_that_their_heading_says() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["ID", "Name", "Current DCC SM1 (hours)", "Proposed DCC SM1 in seconds", "DSP SM1.1"])
        sheet.append(["7.9", "Add", 24, 30, 4])
        sheet.append(["7.11", "Take", 1.5, 5600, "4 seconds"])
        sheet.append([])
        for row in (["Activity", "Cost (£)"], ["SIT", 53572], ["UIT", 10]):
            sheet.append(row)
        sheet["B6"].number_format = "#,##0.00"

    reading = recognise([book(fill)], vocabulary())[0]
    stated = [(f.subject, f.state, f.value.normal()) for f in reading.facts if not isinstance(f.value, str)]
    assert sorted(stated) == [
        ("7.11", "current", "4 s"),
        ("7.11", "current", "5400 s"),
        ("7.11", "proposed", "5600 s"),
        ("7.9", "current", "86400 s"),
        ("7.9", "proposed", "30 s"),
        ("SIT", "current", "GBP 53572"),
        ("UIT", "current", "GBP 10"),
    ]
    assert any("“4” can not be read as a time with its unit" in gap for gap in reading.paper.gaps)


def test_the_schedules_that_ship_say_the_same_as_sheets_of_one_workbook() -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    documents = []
    for path in sorted((PROJECT / "schedules").glob("*.toml")):
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        documents.append(read(Source(path.name, path.read_bytes(), ""), vocabulary()))
        for name, rows in values.items():
            if isinstance(rows, list):
                fill(workbook.create_sheet(values.get("document", {}).get("kind", name)), rows)
    assert len(documents) > 5
    expected = told(recognise(documents, vocabulary()), sections=False)
    found = told(recognise([opened(saved(workbook))], vocabulary()), sections=False)
    assert [line.removesuffix("True") for line in found] == [
        line.removesuffix("True").removesuffix("False") for line in expected
    ]


def fill(sheet: Worksheet, rows: list[dict[str, str | list[str]]]) -> None:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    sheet.append([key.replace("_", " ") for key in keys])
    for row in rows:
        values = [row.get(key, "") for key in keys]
        sheet.append([value if isinstance(value, str) else ", ".join(value) for value in values])


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (4.1, "0.00", "4.10"),
        (6.2, "General", "6.2"),
        (6.2, "@", "6.2"),
        ("4.10", "General", "4.10"),
        (30, "General", "30"),
        (5600, "#,##0", "5,600"),
        (5600, '#,##0" secs"', "5,600 secs"),
        (30, 'General" seconds"', "30 seconds"),
        (30, "0\\s", "30s"),
        (1, '[=1]0" hour";0" hours"', "1 hour"),
        (24, '[=1]0" hour";0" hours"', "24 hours"),
        (53572, '"£"#,##0.00', "£53,572.00"),
        (53572, "[$£-809]#,##0", "£53,572"),
        (53572, '_-[$£-809]* #,##0_-;-[$£-809]* #,##0_-;_-[$£-809]* "-"??_-', "£53,572"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (0.125, "0.0%", "12.5%"),
        (0, '0;-0;"none"', "none"),
        (0.1 + 0.2, "General", "0.3"),
        (7, "00", "07"),
        (1.5, "# ?/?", "1.5"),
        (True, "General", "TRUE"),
        (datetime.timedelta(hours=24), "[h]:mm:ss", "24 hours"),
        (datetime.timedelta(seconds=5600), "[h]:mm:ss", "5600 seconds"),
        (0.5 / 24, "[mm]:ss", "30 minutes"),
        (30 / 86400, "[ss]", "30 seconds"),
        (1.5 / 24, "h:mm:ss", "90 minutes"),
        (datetime.time(0, 0, 30), "hh:mm:ss", "30 seconds"),
        (datetime.time(17, 0), "h:mm AM/PM", "17:00"),
        (datetime.date(2019, 10, 25), "dd/mm/yyyy", "2019-10-25"),
        (datetime.datetime(2019, 10, 25, 17, 30), "d mmm yy h:mm", "2019-10-25 17:30"),
        (43763, "d-mmm-yy", "2019-10-25"),
        ("☒ Large Suppliers", "General", "✓ Large Suppliers"),
    ],
)
def test_values_are_read_as_they_are_shown(value: Stored, number_format: str, expected: str) -> None:
    assert one(value, number_format) == expected


def test_formats_that_mean_nothing_do_no_harm() -> None:
    for code in ("", ";;;", "[", '"', "0" * 300, "[>=x]0", "0.0.0", "E+0", "?/?", "*", "_", "\\"):
        for number in (0, 1.5, -1e300, float("inf"), float("nan")):
            assert isinstance(shown(number, code), str)
    assert length_of_time(Decimal(0)) == "0 seconds"


def test_a_time_of_day_that_holds_whole_days_is_said() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = 1.0
        sheet["A1"].number_format = "hh:mm:ss"

    document = book(fill)
    assert document.blocks[0].text() == "24 hours"
    assert document.gaps == ("Sheet1!A1 shows a time of day, but holds 24 hours",)


def test_ids_that_may_have_lost_a_zero_are_said_with_their_cell() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Service Reference", "ID", "Name", "Hours"])
        sheet.append([6.2, "6.20.1", "Add", 1.5])
        sheet.append([4.1, "4.10.1", "Take", 2.5])
        sheet.append([6.14, "6.14.1", "Put", 3.5])
        sheet.append([datetime.date(2019, 4, 8), "4.8.1", "Read", 4.5])
        sheet["A3"].number_format = "0.00"

    document = book(fill)
    assert [row[0] for row in words(table(document))] == ["", "4.10", "6.14", ""]
    assert document.gaps == (
        "Sheet1!A2: the id 6.2 is stored as a number, so it may have lost a zero (6.20)",
        "Sheet1!A5: a date (2019-04-08) stands where an id belongs, so the id that was typed is lost",
    )
    reading = recognise([document], vocabulary())[0]
    assert reading.paper.gaps[:2] == document.gaps
    assert "6.2" not in {fact.value for fact in reading.facts}


def filled(sheet: Worksheet, rows: list[list[str]]) -> None:
    for row in rows:
        sheet.append(row)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_id_that_others_show_to_have_lost_a_zero_is_said_and_no_fact(form: str) -> None:
    rows = [
        ["Service Reference", "ID", "Name"],
        ["6.19", "6.19.1", "Put"],
        ["6.2", "6.20.1", "Add"],
        ["6.2", "6.2.1", "Take"],
    ]
    document = opened("\n".join(",".join(row) for row in rows).encode(), "x.csv")
    if form == "xlsx":
        document = book(lambda sheet: filled(sheet, rows))
    place = "row 3 column 1" if form == "csv" else "Sheet1!A3"
    assert document.gaps == (f"{place}: the id 6.2 stands beside 6.20.1, so it lost a zero (6.20)",)
    assert [row[0] for row in words(table(document))] == ["6.19", "", "6.2"]
    reading = recognise([document], vocabulary())[0]
    assert not [fact for fact in reading.facts if fact.property == "service-reference" and fact.subject == "6.20.1"]
    assert not [fact for fact in reading.facts if fact.value == "6.2" and fact.subject != "6.2.1"]


def test_an_id_between_its_neighbours_in_a_list_of_values_shows_that_it_lost_a_zero() -> None:
    document = opened(b"ID,DCC SM1,Name\n6.19,30s,Put\n6.2,24 hours,Add\n6.21,4 s,Take\n6.3,4 s,Give\n", "x.csv")
    assert document.gaps == ("row 3 column 1: the id 6.2 stands beside 6.19, so it lost a zero (6.20)",)


def test_a_row_whose_id_may_have_lost_a_zero_states_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["ID", "DCC SM1"])
        sheet.append([6.2, "30 seconds"])
        sheet.append(["7.9", "40 seconds"])
        sheet.append([datetime.date(2026, 2, 1), "50 seconds"])

    reading = recognise([book(fill)], vocabulary())[0]
    assert {(fact.subject, fact.printed) for fact in reading.facts if fact.property == "dcc-sm1"} == {
        ("7.9", "40 seconds")
    }
    assert {"30 seconds", "50 seconds"} <= {unread.printed for unread in reading.unread}


def test_titles_above_and_notes_below_are_paragraphs_and_the_header_may_stand_anywhere() -> None:
    def fill(sheet: Worksheet) -> None:
        for address, value in {
            "B3": "Response times", "D3": "Version 0.2", "B4": "ID", "C4": "Name", "D4": "DCC SM1",
            "B5": "7.9", "C5": "Add", "D5": "30s", "B7": "7.10", "C7": "Take", "D7": "4s", "B8": "As agreed.",
        }.items():  # fmt: skip
            sheet[address] = value

    blocks = book(fill).blocks
    assert [(b.kind, b.text()) for b in blocks] == [
        ("paragraph", "Response times"),
        ("paragraph", "Version 0.2"),
        ("table", ""),
        ("paragraph", "As agreed."),
    ]
    assert [cell.text() for cell in blocks[2].headings] == ["ID", "Name", "DCC SM1"]
    assert words(blocks[2]) == [["7.9", "Add", "30s"], ["7.10", "Take", "4s"]]
    assert blocks[2].rows[1].cells[2].runs[0].place.key == "Sheet1!D7"


def test_two_tables_of_one_sheet_are_told_apart() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["ID", "Name", "DCC SM1"], ["7.9", "A", "30s"], [], ["ID", "Name", "DCC SM1"], ["7.10", "B", "4s"]):
            sheet.append(row)

    assert [words(block) for block in book(fill).blocks] == [[["7.9", "A", "30s"]], [["7.10", "B", "4s"]]]


def test_a_table_without_headings_loses_no_row() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["6.14", "6.14.1", "Update Device", "Import Supplier", "24 hours"])
        sheet.append(["7.9", "7.9", "Add Load", "Import Supplier", "24 hours"])

    block = table(book(fill))
    assert (block.headings, len(block.rows)) == ((), 2)


def test_each_sheet_is_headed_by_its_name() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["a", "1"])
    workbook.create_sheet("Second one").append(["b", "2"])
    blocks = opened(saved(workbook)).blocks
    assert [b.text() for b in blocks if b.kind == "heading"] == ["Sheet", "Second one"]
    assert blocks[3].rows[0].cells[0].runs[0].place.key == "Second one!A1"


def test_hidden_sheets_rows_and_columns_are_left_out_and_said() -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (
        ["ID", "Name", "Old", "DCC SM1"],
        ["7.9", "A", "24h", "30s"],
        ["7.10", "B", "24h", "1s"],
        ["7.11", "C", "x", "2s"],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    workbook.create_sheet("Before").append(["24 hours"])
    workbook.worksheets[1].sheet_state = "veryHidden"
    document = opened(saved(workbook))
    assert words(table(document)) == [["7.9", "A", "", "30s"], ["7.11", "C", "", "2s"]]
    assert document.gaps == (
        "Sheet: hidden rows were not read (3)",
        "Sheet: hidden columns were not read (C)",
        "the sheet “Before” is hidden, so it was not read",
    )


def test_struck_cells_and_struck_words_are_old() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["7.9", "24 hours", redline("24 hours", "30 seconds")])
        sheet.append(["7.10", CellRichText(TextBlock(InlineFont(strike=True), "24 hours"), " 30 seconds"), "x"])
        sheet.append(
            ["7.11", CellRichText("Import Supplier, ", TextBlock(InlineFont(strike=True), "Gas Supplier")), "x"]
        )
        sheet["B1"].font = Font(strike=True)

    block = table(book(fill))
    assert [run.mark for run in block.rows[0].cells[1].runs] == [Mark.DELETED]
    assert words(block, View.SIGNED)[1:] == [["7.10", "24 hours", "x"], ["7.11", "Import Supplier, Gas Supplier", "x"]]
    assert words(block, View.PROPOSED) == [
        ["7.9", "", "30 seconds"],
        ["7.10", "30 seconds", "x"],
        ["7.11", "Import Supplier,", "x"],
    ]


def test_underlined_cells_are_new_only_where_others_are_struck() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["7.9", "30 seconds"])
        sheet["B1"].font = Font(u="single", color="FFFF0000")

    assert table(book(fill)).rows[0].cells[1].runs[0].mark is Mark.PLAIN


def test_merged_cells_cover_their_range_and_say_so() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["6.14", "6.14.1", "24 hours", None])
        sheet.append([None, "6.14.2", "24 hours", "30 seconds"])
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("C1:D1")

    block = table(book(fill))
    assert words(block) == [["6.14", "6.14.1", "24 hours", "24 hours"], ["6.14", "6.14.2", "24 hours", "30 seconds"]]
    assert [[cell.merged for cell in row.cells] for row in block.rows] == [
        [False, False, False, True],
        [True, False, False, False],
    ]


def test_one_price_for_several_merged_activities_is_one_fact() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Modification", "Design", "Build", "SIT", "Total"])
        sheet.append(["CR0042", 53572, None, 10000, 63572])
        for column in "BCDE":
            sheet[f"{column}2"].number_format = '"£"#,##0'
        sheet.merge_cells("B2:C2")

    facts = recognise([book(fill)], vocabulary())[0].facts
    assert sorted((f.subject, f.printed) for f in facts if f.property == "cost") == [
        ("Design and Build", "£53,572"),
        ("SIT", "£10,000"),
    ]


def test_formulas_without_a_stored_value_and_errors_are_said() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["7.9", "30 seconds", "=1+1", "#REF!"])

    document = book(fill)
    assert words(table(document)) == [["7.9", "30 seconds"]]
    assert document.gaps == (
        "a formula has no stored value, so it was not read (Sheet1!C1)",
        "Sheet1!D1 holds the error #REF!",
    )


def test_formulas_with_a_stored_value_are_read() -> None:
    content = changed(simple(), "xl/worksheets/sheet1.xml", b"<v>30</v>", b"<f>15*2</f><v>30</v>")
    assert words(table(opened(content))) == [["7.9", "30"]]
    assert opened(content).gaps == ()


def test_shared_strings_are_read_with_their_marks() -> None:
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts = parts_of(simple())
    parts["xl/sharedStrings.xml"] = (
        b"<sst %s><si><t>7.9</t></si><si><r><rPr><strike/></rPr><t>24 hours</t></r>"
        b"<r><t xml:space='preserve'> 30 seconds</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si></sst>" % main
    )
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    cells = b'<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        rb"(<row[^>]*>).*(</row>)", rb"\1%s\2" % cells, parts["xl/worksheets/sheet1.xml"]
    )
    block = table(opened(packed(parts)))
    assert words(block, View.SIGNED) == [["7.9", "24 hours"]]
    assert words(block, View.PROPOSED) == [["7.9", "30 seconds"]]


def simple() -> bytes:
    workbook = Workbook()
    workbook.worksheets[0].append(["7.9", 30])
    return saved(workbook)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    parts = parts_of(content)
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new, 1)
    return packed(parts)


def with_part(name: str, content: bytes) -> bytes:
    return packed(parts_of(simple()) | {name: content})


def with_cells(cells: bytes) -> bytes:
    return changed(simple(), "xl/worksheets/sheet1.xml", b"</sheetData>", cells + b"</sheetData>")


def many_cells(number: int) -> bytes:
    return b"<row>%s</row>" % b"".join(b"<c><v>%d</v></c>" % value for value in range(number))


def varied(size: int) -> bytes:
    """Bytes that do not pack as well as a bomb's do."""
    return b"".join(b"%d%s" % (number * 7919, b" " * 240) for number in range(size // 245))


HOSTILE = {
    "cut off": (simple()[:2000], "damaged"),
    "no workbook": (packed({"a.txt": b"x"}), "no Word or Excel file"),
    "bomb": (with_part("xl/sharedStrings.xml", b"<sst>" + varied(70_000_000)), "too large unpacked"),
    "ratio": (with_part("xl/sharedStrings.xml", b"<sst>" + b" " * 5_000_000), "times its size"),
    "doctype": (
        changed(simple(), "xl/worksheets/sheet1.xml", b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"),
        "declares a document type",
    ),
    "doctype in wide letters": (
        with_part("xl/sharedStrings.xml", "\ufeff<!DOCTYPE x><sst/>".encode("utf-16-le")),
        "declares a document type",
    ),
    "odd encoding": (
        with_part("xl/styles.xml", b"<?xml version='1.0' encoding='utf-7'?>+ADw-styleSheet/+AD4-"),
        "no XML in a known character set",
    ),
    "cells": (with_cells(many_cells(500_001)), "more than 500,000 cells"),
    "long cell": (with_cells(b'<row><c t="str"><v>' + b"x" * 32_768 + b"</v></c></row>"), "32,767 characters"),
    "missing part": (
        packed({k: v for k, v in parts_of(simple()).items() if k != "xl/_rels/workbook.xml.rels"}),
        "xl/_rels/workbook.xml.rels is missing",
    ),
    "nothing shown": (packed(parts_of(saved(Workbook()))), "no sheet of it shows anything"),
    "no XML": (with_cells(b"<row><c>"), "damaged"),
    "odd address": (with_cells(b'<row r="1"><c r="ZZZZZ99999999999"><v>1</v></c></row>'), "damaged"),
    "string that is not there": (with_cells(b'<row><c t="s"><v>999999999</v></c></row>'), "damaged"),
    "merged": (
        changed(
            simple(),
            "xl/worksheets/sheet1.xml",
            b"</sheetData>",
            b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 20_001 + b"</mergeCells>",
        ),
        "merged cells",
    ),
    "sheets": (
        changed(
            simple(), "xl/workbook.xml", b"</sheets>", b'<sheet name="x" sheetId="2" r:id="rId1" xmlns:r='
            b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>' * 200 + b"</sheets>",
        ),
        "more than 200 sheets",
    ),
    "two sheets in one part": (
        changed(
            simple(), "xl/workbook.xml", b"</sheets>", b'<sheet name="x" sheetId="2" r:id="rId1" xmlns:r='
            b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></sheets>',
        ),
        "two sheets of it are one part of the file",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbooks_are_refused_with_a_way_out(name: str) -> None:
    content, says = HOSTILE[name]
    with pytest.raises(CannotRead) as error:
        opened(content)
    assert says in str(error.value)
    assert error.value.way_out


def test_encrypted_and_overlapping_packages_are_refused() -> None:
    content = bytearray(simple())
    for found in re.finditer(b"PK\x01\x02", bytes(content)):
        content[found.start() + 8] |= 1
    with pytest.raises(CannotRead, match="encrypted"):
        opened(bytes(content))
    content = bytearray(simple())
    last = [found.start() for found in re.finditer(b"PK\x01\x02", bytes(content))][-1]
    content[last + 42 : last + 46] = (0).to_bytes(4, "little")
    with pytest.raises(CannotRead, match="over each other"):
        opened(bytes(content))


def test_a_merged_range_over_the_whole_sheet_and_a_cell_at_its_end_cost_nothing() -> None:
    content = changed(
        with_cells(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )
    assert any(block.text() == "1" for block in opened(content).blocks)


def test_parts_that_are_no_cells_are_not_opened() -> None:
    parts = parts_of(simple())
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = b"<not xml"
    parts["xl/vbaProject.bin"] = b"\0"
    document = opened(packed(parts))
    assert words(table(document)) == [["7.9", "30"]]
    assert document.gaps == ("the embedded or linked part xl/vbaProject.bin was not read",)
    assert document.remarks == (
        "Sheet: its comments are damaged, so nothing is said of them; they are no contract text",
    )


def test_the_strict_spelling_of_the_format_is_read() -> None:
    parts = parts_of(simple())
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        parts[name] = parts[name].replace(usual + b"spreadsheetml/2006/main", strict + b"spreadsheetml/main")
        parts[name] = parts[name].replace(
            usual + b"officeDocument/2006/relationships", strict + b"officeDocument/relationships"
        )
    assert words(table(opened(packed(parts)))) == [["7.9", "30"]]


def test_workbooks_cut_off_or_changed_anywhere_are_read_or_refused() -> None:
    content = simple()
    for at in range(0, len(content), len(content) // 100):
        mutant = bytearray(content)
        mutant[at] ^= 0x55
        assert read_or_refused(content[:at] or b"PK\x03\x04")
        assert read_or_refused(bytes(mutant))


def test_workbooks_with_bytes_of_a_part_changed_are_read_or_refused() -> None:
    parts = parts_of(simple())
    chance = random.Random(3)
    for _ in range(200):
        name = chance.choice(sorted(name for name in parts if name.startswith(("xl/", "["))))
        mutant = bytearray(parts[name])
        for _ in range(chance.randrange(1, 4)):
            mutant[chance.randrange(len(mutant))] = chance.choice(b'<>/&"\0 x1')
        assert read_or_refused(packed(parts | {name: bytes(mutant)}))


def read_or_refused(content: bytes) -> bool:
    """Is the file read, or refused with a way out? Anything else fails the test."""
    try:
        opened(content)
    except CannotRead as error:
        return bool(error.way_out)
    return True


def test_delimited_text_is_told_by_its_content() -> None:
    document = opened(b"id\treference\tname\n7.9\t7.9\tAdd Load\n4.8.1\t4.8\tRead\n", "registry.txt")
    assert [cell.text() for cell in table(document).headings] == ["id", "reference", "name"]
    assert words(table(document)) == [["7.9", "7.9", "Add Load"], ["4.8.1", "4.8", "Read"]]


@pytest.mark.parametrize(
    "text",
    [
        "One, two, three\nFour, five, six\nSeven, eight, nine\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n",
        "No table here.\nOnly words.\n",
    ],
)
def test_other_text_is_no_table_of_values(text: str) -> None:
    assert not any(row.place.key for block in opened(text.encode(), "x.txt").blocks for row in block.rows)
    assert not any(run.place.key for block in opened(text.encode(), "x.txt").blocks for run in block.runs)


def test_values_over_several_lines_keep_the_line_of_their_record() -> None:
    document = opened(b'ID,Name,DCC SM1\n7.9,"Add\nLoad",30s\n7.10,"He said ""no""",4s\n', "x.csv")
    assert words(table(document)) == [["7.9", "Add Load", "30s"], ["7.10", 'He said "no"', "4s"]]
    assert [row.place.line for row in table(document).rows] == [2, 4]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('a,b\n"' + "x" * 40_000, "longer than"),
        ("a,b\n" + "1,2\n" * 250_001, "more than 500,000 values"),
        (",,\n,,\n", "the table is empty"),
    ],
)
def test_hostile_tables_of_values_are_refused_with_a_way_out(text: str, says: str) -> None:
    with pytest.raises(CannotRead) as error:
        opened(text.encode(), "x.csv")
    assert says in str(error.value)
    assert error.value.way_out


def test_comments_are_no_text() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["7.9", "30 s"])
    workbook.worksheets[0]["B1"].comment = Comment("24 hours, says somebody", "Nobody")
    document = opened(saved(workbook))
    assert words(table(document)) == [["7.9", "30 s"]]
    assert document.gaps == ()
    said = "Sheet!B1: a comment by Nobody, which is no contract text: “24 hours, says somebody”"
    assert document.remarks == (said,)
    assert [reading.paper.notes for reading in recognise([document], vocabulary())] == [(said,)]


def test_threads_of_comments_are_told_once_with_their_authors() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["7.9", "30 s"])
    workbook.worksheets[0]["B1"].comment = Comment("[Threaded comment] Your version allows you to read this", "tc={1}")
    with zipfile.ZipFile(io.BytesIO(saved(workbook))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    thread = f'<Relationship Id="t1" Type="{kind}" Target="../threadedComments/one.xml"/></Relationships>'
    parts[sheet] = parts[sheet].replace(b"</Relationships>", thread.encode())
    space = 'xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"'
    parts["xl/persons/person.xml"] = (
        f'<personList {space}><person displayName="A. Author" id="{{P}}"/></personList>'.encode()
    )
    parts["xl/threadedComments/one.xml"] = (
        f'<ThreadedComments {space}><threadedComment ref="B1" dT="2024-05-01T09:00:00" personId="{{P}}" id="{{1}}">'
        "<text>Should it be 24 hours?</text></threadedComment></ThreadedComments>"
    ).encode()
    document = opened(zipped(parts))
    assert words(table(document)) == [["7.9", "30 s"]]
    assert document.remarks == (
        "Sheet!B1: a comment by A. Author, which is no contract text: “Should it be 24 hours?”",
    )
