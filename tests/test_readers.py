"""Readers: bytes in, placed blocks out; what is no text is refused with its place and the way out."""

from __future__ import annotations

import pytest

from schedcheck.document import Block, Document, Mark, Source, View
from schedcheck.errors import CannotRead
from schedcheck.readers import LARGEST, read
from tests.listing import vocabulary
from tests.made_docx import zipped


def document(content: str | bytes, file: str = "pack.txt") -> Document:
    data = content.encode() if isinstance(content, str) else content
    return read(Source(file, data, ""), vocabulary())


def blocks(content: str, kind: str) -> list[Block]:
    return [block for block in document(content).blocks if block.kind == kind]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\xd0\xcf\x11\xe0...", "an old Office file"),
        ("text".encode("utf-16"), "UTF-16"),
        (b"\xd0\xcf\x11\xe0..." + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"text\nthen\0binary", "pack.txt:2: this is not a text file"),
        ("caf\xe9 £5".encode("latin-1"), "not in UTF-8 (byte 4 is 0xe9)"),
        (b"x" * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_text_is_refused_with_a_way_out(content: bytes, says: str) -> None:
    with pytest.raises(CannotRead) as error:
        document(content)
    assert says in str(error.value)
    assert error.value.way_out


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0...",
        b"{\\rtf1 text}",
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "", "META-INF/manifest.xml": ""}),
    ],
)
def test_way_out_for_office_files_keeps_their_marked_changes(content: bytes) -> None:
    with pytest.raises(CannotRead) as error:
        document(content)
    assert ".docx" in error.value.way_out
    assert "text" not in error.value.way_out


def test_byte_order_mark_and_dos_line_ends_change_nothing() -> None:
    plain = "# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert document(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()).blocks == document(plain).blocks


def test_written_table_keeps_empty_outer_cells() -> None:
    table = blocks("| a | b | c |\n|---|---|---|\n|| x |  |\n", "table")[0]
    assert [cell.text() for cell in table.rows[0].cells] == ["", "x", ""]
    assert [cell.column for cell in table.rows[0].cells] == [1, 2, 3]


def test_word_diff_marks_give_both_views_and_places() -> None:
    paragraph = blocks("# T\n\nFrom [-24 hours-]{+30 seconds+} now.\n", "paragraph")[0]
    assert paragraph.text(View.SIGNED) == "From 24 hours now."
    assert paragraph.text(View.PROPOSED) == "From 30 seconds now."
    assert [(r.mark, r.place.line, r.place.offset) for r in paragraph.runs] == [
        (Mark.PLAIN, 3, 1),
        (Mark.DELETED, 3, 8),
        (Mark.INSERTED, 3, 20),
        (Mark.PLAIN, 3, 33),
    ]


def test_a_mark_may_open_on_one_line_and_close_on_another() -> None:
    paragraph = blocks("# T\n\nkeep {+new words\nand more+} end\n", "paragraph")[0]
    assert paragraph.text(View.SIGNED) == "keep end"
    assert paragraph.text(View.PROPOSED) == "keep new words and more end"


def test_one_number_sign_heads_a_column_and_is_no_sign_of_the_written_dialect() -> None:
    text = " 1 Documents\n\n# Title and reference\n\n1 A paper\n\n2 Another\n"
    assert all("#" in b.text() or b.number != "" or b.kind != "heading" for b in document(text).blocks)
    assert any(block.text() == "# Title and reference" for block in document(text).blocks)


def test_headings_go_on_with_the_outline_and_rows_do_not() -> None:
    text = (
        " 1 Start\n\nWords here.\n\n1.1 First part\n\nMore.\n\n4.10 Read Network Data\n\n"
        "1.2 Second part\n\n2 Next\n\nEnd.\n"
    )
    assert [b.number for b in blocks(text, "heading") if b.number] == ["1", "1.1", "1.2", "2"]


def test_footer_inside_a_row_does_not_part_it() -> None:
    text = (
        " 1 T\n\nID Service Request DCC SM1 DSP SM1.1 CSP SM4.3\n7.9 Add Load\n30\n"
        "Some Company – Page 3 of 9\nseconds 4 seconds 25 seconds\n"
    )
    table = blocks(text, "table")[0]
    assert [cell.text() for cell in table.rows[0].cells] == ["7.9", "Add Load", "30 seconds", "4 seconds", "25 seconds"]


def test_a_sentence_that_starts_with_a_heading_and_names_an_id_heads_no_table() -> None:
    text = (
        " 1 T\n\nService Reference 4.6 changes as follows:\n\nService Reference SRV Name TRT\n"
        "4.6\n4.6.2\nRead a Log\n12 hours\n30 minutes\n"
    )
    (table,) = blocks(text, "table")
    assert [cell.text() for cell in table.headings] == ["Service Reference", "SRV", "Name", "TRT"]
    assert [cell.text() for cell in table.rows[0].cells] == ["4.6", "4.6.2", "Read a Log", "12 hours 30 minutes"]


def test_two_headings_of_ids_that_read_as_one_are_two_where_rows_start_with_two_ids() -> None:
    head = " 1 T\n\nService Reference Variant Name TRT\n"
    (two,) = blocks(f"{head}4.6\n4.6.2\nRead a Log\n12 hours\n4.7\n4.7\nRead\n2 hours\n", "table")
    assert [cell.text() for cell in two.headings] == ["Service Reference", "Variant", "Name", "TRT"]
    assert [cell.text() for cell in two.rows[1].cells] == ["4.7", "4.7", "Read", "2 hours"]
    (one,) = blocks(f"{head}4.6.2\nRead a Log\n12 hours\n", "table")
    assert [cell.text() for cell in one.headings] == ["Service Reference Variant", "Name", "TRT"]


def test_boxes_and_names_side_by_side_below_their_heading_are_no_table() -> None:
    text = " 1 T\n\nImpacted parties\n\n☑ Large Suppliers ☑ Small Suppliers\n☐ Other SEC Parties ☑ DCC\n"
    assert not blocks(text, "table")
    (table,) = blocks(" 1 T\n\nImpacted Parties\n☑ Large Suppliers\n☐ Small Suppliers\n", "table")
    assert [[cell.text() for cell in row.cells] for row in table.rows] == [
        ["☑", "Large Suppliers"],
        ["☐", "Small Suppliers"],
    ]


def test_rows_that_start_in_words_are_cut_where_their_times_end() -> None:
    text = (
        " 1 T\n\nEligible Users Name SRV TRT\nImport Supplier, Gas\nSupplier\nRead a Log of\nthe Hub\n4.6.2\n12 hours\n"
        "30 minutes\nOther User\nRead Network Data\n4.10\n5 seconds\n\nThe times of 4.10 and 4.6.2 were measured.\n"
    )
    (table,) = blocks(text, "table")
    assert [[cell.text() for cell in row.cells] for row in table.rows] == [
        ["Import Supplier, Gas Supplier", "Read a Log of the Hub", "4.6.2", "12 hours 30 minutes"],
        ["Other User", "Read Network Data", "4.10", "5 seconds"],
    ]
    assert [block.text() for block in blocks(text, "paragraph")] == ["The times of 4.10 and 4.6.2 were measured."]


def test_rows_that_start_with_their_times_end_where_the_next_times_stand() -> None:
    text = (
        " 1 T\n\nTRT SRV Name Eligible Users\n12 hours\n5 minutes\n4.6.2\nRead a Log\nImport Supplier, Gas\nSupplier\n"
        "5 seconds\n4.10\nRead Network Data\nOther User\n\nThe times of 4.10 and 4.6.2 were measured.\n"
    )
    (table,) = blocks(text, "table")
    assert [[cell.text() for cell in row.cells] for row in table.rows] == [
        ["12 hours 5 minutes", "4.6.2", "Read a Log", "Import Supplier, Gas Supplier"],
        ["5 seconds", "4.10", "Read Network Data", "Other User"],
    ]


def test_times_that_end_a_row_are_not_those_that_start_the_next() -> None:
    rows = "3 sec\nOther User\n4.2\nRead\n6 sec\n9 sec\nOther User\n4.3\nJoin\n8 sec\n"
    (table,) = blocks(f" 1 T\n\nNew TRT User Roles SRV Name Old TRT\n{rows}", "table")
    assert [[cell.text() for cell in row.cells][::4] for row in table.rows] == [["3 sec", "6 sec"], ["9 sec", "8 sec"]]


def test_a_header_may_start_with_the_state_of_its_times() -> None:
    text = " 1 T\n\nProposed TRT SRV Name Current TRT Service Reference\n5 sec\n5.3\nDelete\n12 hrs\n5.3\n"
    (table,) = blocks(text, "table")
    assert [cell.text() for cell in table.headings][::3] == ["Proposed TRT", "Current TRT"]
    assert [cell.text() for cell in table.rows[0].cells] == ["5 sec", "5.3", "Delete", "12 hrs", "5.3"]


def test_a_heading_of_ids_is_one_of_names_and_one_of_ids_where_rows_start_in_words() -> None:
    head = " 1 T\n\nService Request ID Eligible Users TRT\n"
    (two,) = blocks(
        f"{head}Read a Log of\nthe Hub\n4.13\nImport Supplier\n5 seconds\nRead\n4.2\nOther User\n6 seconds\n", "table"
    )
    assert [cell.text() for cell in two.headings] == ["Service Request", "ID", "Eligible Users", "TRT"]
    assert [row.cells[0].text() for row in two.rows] == ["Read a Log of the Hub", "Read"]
    (one,) = blocks(f"{head}4.13\nImport Supplier\n5 seconds\n", "table")
    assert [cell.text() for cell in one.headings] == ["Service Request ID", "Eligible Users", "TRT"]


def test_names_before_words_are_parted_where_the_names_end() -> None:
    (table,) = blocks(
        " 1 T\n\nSRV Users Name TRT\n4.6.2\nIS, GS\nRead a Log\n12 hours\n".replace("Users", "Eligible Users"), "table"
    )
    assert [cell.text() for cell in table.rows[0].cells] == ["4.6.2", "IS, GS", "Read a Log", "12 hours"]


def test_two_headings_of_ids_that_read_as_one_are_two_where_two_ids_stand_within_rows() -> None:
    head = " 1 T\n\nTarget time Name Service Reference Variant Eligible Users\n"
    (two,) = blocks(
        f"{head}5 sec\n6 sec\nRead a Log\n4.6\n4.6.2\nOther User\n7 sec\nRead\n4.7\n4.7\nOther User\n", "table"
    )
    assert [cell.text() for cell in two.headings] == [
        "Target time",
        "Name",
        "Service Reference",
        "Variant",
        "Eligible Users",
    ]
    assert [cell.text() for cell in two.rows[0].cells] == ["5 sec 6 sec", "Read a Log", "4.6", "4.6.2", "Other User"]
    (one,) = blocks(f"{head}5 sec\nRead a Log\n4.6.2\nOther User\n7 sec\nRead\n4.7\nOther User\n", "table")
    assert [cell.text() for cell in one.headings] == [
        "Target time",
        "Name",
        "Service Reference Variant",
        "Eligible Users",
    ]


@pytest.mark.parametrize(
    ("head", "row", "headings"),
    [
        (
            "ID Eligible Users TRT Service Reference",
            ("4.6.2", "Other User", "5 sec 6 sec", "Read a Log", "4.6"),
            ("ID", "Eligible Users", "TRT", "Service", "Reference"),
        ),
        (
            "TRT Service Reference Service Request ID Eligible Users",
            ("5 sec 6 sec", "4.6", "Read a Log", "4.6.2", "Other User"),
            ("TRT", "Service Reference", "Service Request", "ID", "Eligible Users"),
        ),
        (
            "Eligible Users TRT Service Request ID",
            ("Other User", "5 sec 6 sec", "Read a Log", "4.6.2"),
            ("Eligible Users", "TRT", "Service Request", "ID"),
        ),
    ],
)
def test_a_heading_of_ids_is_one_of_names_and_one_of_ids_where_names_stand_within_rows(
    head: str, row: tuple[str, ...], headings: tuple[str, ...]
) -> None:
    text = f" 1 T\n\n{head}\n" + "\n".join(cell.replace(" sec ", " sec\n") for cell in (*row, *row))
    (table,) = blocks(text, "table")
    assert tuple(cell.text() for cell in table.headings) == headings
    assert [tuple(cell.text() for cell in each.cells) for each in table.rows] == [row, row]


def test_a_sentence_about_an_annex_right_above_a_page_number_is_no_running_title() -> None:
    text = " 1 T\n\nSome words.\n\nAnnex B has the text.\n\nAnnex C – Impacts\n\nReport Page 1 of 2\n\nMore words.\n"
    assert [block.text() for block in blocks(text, "paragraph")][:2] == ["Some words.", "Annex B has the text."]
    assert [block.text() for block in blocks(text, "furniture")] == ["Annex C – Impacts", "Report Page 1 of 2"]


def test_where_all_lines_stand_apart_long_ones_are_paragraphs_of_one_line() -> None:
    long = "A paragraph of this text stands on one long line, however long it may be{}"
    apart = "\n\n".join(
        [" 1 T", long.format(", as here."), long.format(", or here."), f"\u2022 {long.format('')}", "The next"]
    )
    assert [block.text() for block in document(apart).blocks][-2:] == [long.format("").strip(), "The next"]
    wrapped = apart.replace("or here.", "or\n\nhere.")
    assert document(wrapped).blocks[-1].text().endswith("The next")


def test_a_table_of_phases_does_not_reach_over_its_dates_to_the_amounts_of_the_next() -> None:
    text = (
        " 1 T\n\nPhase Start date End date\nDesign 2 January 2029 29 January 2029\n"
        "Development 30 January 2029 28 May 2029\n\nActivity Cost\nDesign £5\nBuild £6\n"
    )
    phases, costs = blocks(text, "table")
    assert [cell.text() for cell in phases.rows[0].cells] == ["Design", "2 January 2029", "29 January 2029"]
    assert [cell.text() for cell in costs.rows[1].cells] == ["Build", "£6"]


def test_toml_values_are_placed_by_line_and_key_path() -> None:
    text = '[document]\nkind = "x"\nwhole = false\n\n[[row]]\nid = "1.1"\n\n[[row]]\nid = "1.2"\nroles = ["A", "B"]\n'
    read_document = document(text, "x.toml")
    table = next(b for b in read_document.blocks if b.kind == "table")
    assert (read_document.kind, read_document.whole) == ("x", False)
    assert [row.place.line for row in table.rows] == [5, 8]
    assert [run.place.key for run in table.rows[1].cells[1].runs] == ["row[1].roles", "row[1].roles"]
    assert [run.place.line for run in table.rows[1].cells[1].runs] == [10, 10]


def test_broken_toml_is_not_read_and_says_where() -> None:
    with pytest.raises(CannotRead) as error:
        document('[[row]]\nid = "1.1\n', "x.toml")
    assert "x.toml:2" in str(error.value)
    assert error.value.way_out


def test_toml_without_any_list_is_not_read() -> None:
    with pytest.raises(CannotRead, match="it holds no list") as error:
        document('title = "x"\n\n[document]\nversion = "1"\n', "x.toml")
    assert error.value.way_out


def test_text_that_ends_within_what_may_be_a_row_is_read() -> None:
    assert [block.kind for block in document("7.9ad\n0hour").blocks] == ["table"]


@pytest.mark.parametrize(
    ("text", "signed", "proposed"),
    [
        ("[-a [-b-] c", "a [-b c", "c"),
        ("[--]x", "x", "x"),
        ("[-a {+b+}-]", "a {+b+}", ""),
        ("2.[-1-]{+2+} Read", "2.1 Read", "2.2 Read"),
        ("SRV 4.[-8-]{+10+}.1: 2[-4-]{+1+} hours", "SRV 4.8.1: 24 hours", "SRV 4.10.1: 21 hours"),
        ("[-30-]{+60+} seconds, [-not -]now", "30 seconds, not now", "60 seconds, now"),
        ("[-24 hours-]{+30 seconds+}.", "24 hours.", "30 seconds."),
    ],
)
def test_marks_end_where_they_first_close(text: str, signed: str, proposed: str) -> None:
    (_, block) = document(f"# T\n\n{text} end\n").blocks
    assert (block.text(View.SIGNED), block.text(View.PROPOSED)) == (f"{signed} end", f"{proposed} end".strip())
