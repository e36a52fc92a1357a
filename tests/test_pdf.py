"""What is in a PDF comes out as blocks: tables, redlines, notes, lines, furniture. Each page is made here.

Runs the reader alone; the facts that come of it are in test_formats.py, hostile files in test_pdf_hostile.py.
"""

from __future__ import annotations

import pytest

from schedcheck.document import Block, Cell, Document, Mark, Run, Source, View
from schedcheck.errors import CannotRead
from schedcheck.readers.pdf import read_pdf
from tests.made_pdf import Leaf, pdf

SHEET = [60.0, 150.0, 120.0]
HEADS = ["SRV", "Name", "DCC SM1"]


def document(*leaves: Leaf) -> Document:
    return read_pdf(Source("pack.pdf", pdf(*leaves), ""))


def blocks(*leaves: Leaf) -> tuple[Block, ...]:
    return document(*leaves).blocks


def shown(runs: tuple[Run, ...]) -> str:
    """Runs with their marks as word-diff."""
    frames = {Mark.PLAIN: "{}", Mark.DELETED: "[-{}-]", Mark.INSERTED: "{{+{}+}}"}
    return " ".join(frames[run.mark].format(run.text) for run in runs)


def cells(row: tuple[Cell, ...]) -> list[str]:
    return [("<" if cell.merged else "") + shown(cell.runs) for cell in row]


def rows(block: Block) -> list[list[str]]:
    assert block.kind == "table"
    return [cells(row.cells) for row in block.rows]


def tables(*leaves: Leaf) -> list[Block]:
    return [block for block in blocks(*leaves) if block.kind == "table"]


def texts(*leaves: Leaf) -> list[tuple[str, str]]:
    return [(block.kind, shown(block.runs)) for block in blocks(*leaves)]


def line(words: str, **how: bool) -> str:
    """A line of text as it is read back."""
    ((_, text),) = texts(Leaf().text(72, 300, words, **how))
    return text


# Letters


def test_a_hyphen_that_the_file_hides_at_a_line_end_joins_without_a_blank() -> None:
    leaf = Leaf().text(72, 300, "an On\ufffe").text(72, 312, "Demand response")
    assert texts(leaf) == [("paragraph", "an On-Demand response")]


@pytest.mark.parametrize("hyphen", "-\u00ad\ufffe")
def test_a_hyphen_parts_no_word_that_the_document_prints_elsewhere(hyphen: str) -> None:
    leaf = Leaf().text(72, 300, f"the require{hyphen}").text(72, 312, "ments. All requirements")
    assert texts(leaf) == [("paragraph", "the requirements. All requirements")]


def test_a_printed_hyphen_at_a_line_end_stays() -> None:
    leaf = Leaf().text(72, 300, "a half-").text(72, 312, "hourly reading")
    assert texts(leaf) == [("paragraph", "a half-hourly reading")]


def test_a_dash_between_words_parts_them() -> None:
    leaf = Leaf().text(72, 300, "6.14.1 -").text(72, 312, "load control")
    assert texts(leaf) == [("paragraph", "6.14.1 - load control")]


@pytest.mark.parametrize("glued", [False, True])
def test_blanks_are_printed_or_shown_by_gaps(glued: bool) -> None:
    assert line("from 24 hours to 30 seconds", glued=glued) == "from 24 hours to 30 seconds"


@pytest.mark.parametrize("glued", [False, True])
def test_gaps_are_measured_over_struck_letters(glued: bool) -> None:
    (block,) = blocks(Leaf().text(72, 300, "SRV 6.[-2-]{+20+}.1 takes [-24 hours-]{+30 seconds+} now", glued=glued))
    assert block.text(View.SIGNED) == "SRV 6.2.1 takes 24 hours now"
    assert block.text(View.PROPOSED) == "SRV 6.20.1 takes 30 seconds now"


def test_ligatures_are_letters() -> None:
    assert line("the \ufb01rst e\ufb00ect") == "the first effect"


def test_blanks_that_do_not_break_are_blanks_and_quotes_stay() -> None:
    assert line("‘24\u00a0hours’ – “x”") == "‘24 hours’ – “x”"


def test_small_raised_figures_are_no_part_of_a_value() -> None:
    leaf = Leaf().text(72, 300, "takes 5600").text(132, 296, "1", 6).text(140, 300, "seconds")
    assert texts(leaf) == [("paragraph", "takes 5600 seconds")]


def test_a_figure_raised_to_a_line_of_its_own_is_no_part_of_a_value() -> None:
    leaf = Leaf().text(72, 300, "5600").text(96.5, 292, "2", 6).text(102, 300, "seconds")
    assert texts(leaf) == [("paragraph", "5600 seconds")]


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    leaf = Leaf().text(72, 300, "all 4.4.11 seconds").text(72.3, 300, "all 4.4.11 seconds")
    assert texts(leaf) == [("paragraph", "all 4.4.11 seconds")]


@pytest.mark.parametrize("sign", "✓✔\uf0fc☒")
def test_ticks_of_all_kinds_are_one(sign: str) -> None:
    assert line(f"{sign} Large Suppliers").startswith("✓ Large")


@pytest.mark.parametrize(
    "drawn", ["140 735 m 143 731 l 149 740 l S", "140 731 m 149 740 l S 140 740 m 149 731 l S"], ids=["tick", "cross"]
)
def test_a_tick_that_is_drawn_by_lines_is_said_not_to_be_read(drawn: str) -> None:
    leaf = Leaf()
    leaf.table(72, 80, [60, 60], [["Party", "Impacted"], ["DCC", ""]])
    assert document(leaf).gaps == ()
    said = document(leaf.raw(f"0 0 0 RG 1 w {drawn}")).gaps
    assert said == ("page 1: drawings in cells of a table, perhaps ticks, were not read",)
    assert document(Leaf().text(72, 80, "plain").raw(f"0 0 0 RG 1 w {drawn}")).gaps == ()


def test_an_empty_box_is_told_from_a_tick() -> None:
    leaf = Leaf().text(72, 300, "✓ Large Suppliers").text(72, 312, "☐ Small Suppliers")
    assert texts(leaf) == [("paragraph", "✓ Large Suppliers"), ("paragraph", "☐ Small Suppliers")]


def test_letters_without_a_name_are_said_not_to_be_read() -> None:
    found = document(Leaf().text(72, 300, "good words").text(72, 330, "\N{REPLACEMENT CHARACTER}" * 8))
    assert found.blocks[-1].text() == "\N{REPLACEMENT CHARACTER}" * 8
    assert found.gaps == ("page 1: 8 of its letters have no name in the file and were not read",)


def test_unseen_letters_are_left_out_and_said_but_for_those_over_a_picture_of_the_page() -> None:
    unseen = "BT 3 Tr /R 10 Tf 72 500 Td (24 hours) Tj ET"
    found = document(Leaf().text(72, 300, "seen").raw(unseen))
    assert [block.text() for block in found.blocks] == ["seen"]
    assert found.gaps == ("page 1: hidden text was left out: 8 characters",)
    scanned = document(Leaf().picture(0, 0, 595, 842).raw(unseen))
    assert [block.text() for block in scanned.blocks] == ["24 hours"]
    assert scanned.gaps == ("page 1 is a picture: its text is what a program took the letters for (OCR)",)


def test_words_that_run_sideways_are_said_not_to_be_read_when_they_hold_figures() -> None:
    sideways = "BT /R 10 Tf 0 1 -1 0 300 400 Tm (24 hours) Tj ET"
    assert document(Leaf().text(72, 300, "text").raw(sideways)).gaps == (
        "page 1: words that run sideways were not read",
    )
    stamp = "BT /R 60 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET"
    assert document(Leaf().text(72, 300, "text").raw(stamp)).gaps == ()


# Where things stand


def test_a_place_is_a_page_and_the_box_of_a_line() -> None:
    leaf = Leaf().text(72, 300, "takes 24 hours")
    (first, second) = blocks(Leaf().text(72, 300, "nothing."), leaf)
    assert (first.place.page, second.place.page) == (1, 2)
    assert second.place.key == "2:72,290,156,302"
    assert (second.place.line, second.place.offset) == (0, 1)


def test_each_value_of_a_line_has_a_place_of_its_own() -> None:
    ((old, new),) = [block.runs for block in blocks(Leaf().text(72, 300, "[-24 hours-]{+30 seconds+}"))]
    assert (old.place.offset, new.place.offset) == (1, 9)
    assert old.place.key == new.place.key


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_shown(turn: int) -> None:
    matrix = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[turn]
    leaf = Leaf(rotate=turn)
    leaf.raw(f"q {matrix} cm")
    leaf.text(72, 400, "takes [-24 hours-]{+30 seconds+}")
    leaf.table(72, 420, SHEET, [HEADS, ["4.8.1", "Read", "[-24 hours-]{+30 seconds+}"]], "lines")
    leaf.raw("Q")
    paragraph, table = blocks(leaf)
    assert shown(paragraph.runs) == "takes [-24 hours-] {+30 seconds+}"
    assert rows(table) == [["4.8.1", "Read", "[-24 hours-] {+30 seconds+}"]]


def test_a_page_whose_box_does_not_start_at_zero_is_measured_from_its_corner() -> None:
    leaf = Leaf(box=(10, 20, 605, 862)).text(72, 300, "takes 24 hours")
    assert blocks(leaf)[0].place.key == "1:62,310,146,322"


def test_words_that_the_page_edge_cuts_are_said_to_be() -> None:
    found = document(Leaf().text(500, 300, "takes 1 hour 30 minutes"))
    assert found.blocks[0].text() == "takes 1 hour 30"
    assert found.gaps == ("page 1: words run over the edge of the page",)


def test_words_outside_of_the_page_are_not_seen() -> None:
    assert texts(Leaf().text(72, 300, "seen").text(72, 900, "unseen")) == [("paragraph", "seen")]


# Redlines


def test_struck_is_old_and_underlined_is_new() -> None:
    assert line("takes [-24 hours-]{+30 seconds+}") == "takes [-24 hours-] {+30 seconds+}"


def test_what_is_struck_and_underlined_stands_in_neither_text() -> None:
    leaf = Leaf().text(72, 300, "a {+bc+} d").line(84, 297.2, 96, 297.2)
    assert texts(leaf) == [("paragraph", "a d")]


@pytest.mark.parametrize("em", [7, 10, 24])
@pytest.mark.parametrize(
    ("up", "mark"),
    [(0.42, "[-{}-]"), (0.18, "[-{}-]"), (0.12, "{{+{}+}}"), (-0.28, "{{+{}+}}"), (-0.34, "{}"), (0.5, "{}")],
)
def test_rules_are_measured_from_the_baseline_in_em(em: float, up: float, mark: str) -> None:
    leaf = Leaf().text(72, 200, "[-old-]").text(72, 300, "hours", em)
    leaf.line(72, 300 - up * em, 72 + 3 * em, 300 - up * em, 0.2)
    assert texts(leaf)[-1][1] == mark.format("hours")


def test_thin_rectangles_strike_and_underline_too() -> None:
    leaf = Leaf().text(72, 300, "24 hours").rectangle(72, 296.8, 120, 297.4)
    leaf.text(122, 300, "30 seconds").rectangle(122, 301, 182, 301.6, up=True)
    assert texts(leaf) == [("paragraph", "[-24 hours-] {+30 seconds+}")]


def test_a_white_rule_strikes_nothing() -> None:
    leaf = Leaf().text(72, 300, "24 hours").line(72, 297.2, 120, 297.2, colour="1 1 1")
    assert texts(leaf) == [("paragraph", "24 hours")]


def test_colour_alone_decides_nothing() -> None:
    leaf = Leaf().raw("1 0 0 rg").text(72, 300, "24 hours").raw("0 0 1 rg").text(126, 300, "30 seconds")
    assert texts(leaf) == [("paragraph", "24 hours 30 seconds")]


def test_double_lines_count_once() -> None:
    leaf = Leaf().text(72, 300, "24 hours").line(72, 296.6, 120, 296.6).line(72, 298, 120, 298)
    leaf.text(126, 300, "30 seconds").line(126, 300.8, 186, 300.8).line(126, 302.4, 186, 302.4)
    assert texts(leaf) == [("paragraph", "[-24 hours-] {+30 seconds+}")]


def test_an_underline_that_spares_descenders_is_whole() -> None:
    leaf = Leaf().text(72, 300, "[-x-] ways").line(84, 301, 96, 301).line(102, 301, 108, 301)
    assert texts(leaf) == [("paragraph", "[-x-] {+ways+}")]


def test_words_are_only_underlined_where_none_are_struck() -> None:
    assert line("the {+title+} of it") == "the title of it"


def test_underlines_are_new_where_the_page_before_is_redlined() -> None:
    first, second = Leaf().text(72, 300, "[-24 hours-] then."), Leaf().text(72, 300, "{+30 seconds+}")
    assert texts(first, second) == [("paragraph", "[-24 hours-] then."), ("paragraph", "{+30 seconds+}")]


def test_the_underline_of_a_link_is_plain() -> None:
    leaf = Leaf().text(72, 300, "[-old-] {+link+}").note("Link", 96, 290, 120, 303)
    assert texts(leaf) == [("paragraph", "[-old-] link")]


def test_a_border_below_words_is_no_underline() -> None:
    leaf = Leaf().text(72, 200, "[-old-]").text(72, 300, "6.14.1 words").line(60, 302, 500, 302)
    assert texts(leaf)[-1] == ("paragraph", "6.14.1 words")


# Notes


def test_notes_strike_underline_and_write_in() -> None:
    leaf = Leaf().text(72, 300, "takes 24 hours now").note("StrikeOut", 108, 291, 156, 303)
    leaf.note("Caret", 155, 295, 159, 304, "30 seconds")
    assert texts(leaf) == [("paragraph", "takes [-24 hours-] {+30 seconds+} now")]


def test_notes_say_who_made_them_and_when() -> None:
    leaf = Leaf().text(72, 300, "takes 24 hours now")
    leaf.note("StrikeOut", 108, 291, 156, 303, more="/T (A. Author) /M (D:20240501093000Z)")
    leaf.note("Caret", 155, 295, 159, 304, "30 seconds", more="/T (B. Other)")
    (block,) = blocks(leaf)
    told = {run.mark: run.place.by for run in block.runs}
    assert told == {Mark.PLAIN: "", Mark.DELETED: "A. Author, 2024-05-01", Mark.INSERTED: "B. Other"}


def test_an_underline_note_beside_a_struck_word_is_new() -> None:
    leaf = Leaf().text(72, 300, "24 hours 30 seconds").note("StrikeOut", 72, 291, 120, 303)
    leaf.note("Underline", 126, 291, 186, 303)
    assert texts(leaf) == [("paragraph", "[-24 hours-] {+30 seconds+}")]


def test_words_typed_over_the_page_beside_what_is_struck_are_new() -> None:
    leaf = Leaf().text(72, 300, "24 hours").note("StrikeOut", 72, 291, 120, 303)
    leaf.note("FreeText", 125, 280, 200, 295, "30 seconds")
    assert texts(leaf) == [("paragraph", "[-24 hours-] {+30 seconds+}")]


def test_words_typed_elsewhere_are_text() -> None:
    leaf = Leaf().text(72, 300, "nothing struck").note("FreeText", 72, 400, 200, 412, "30 seconds")
    assert texts(leaf)[-1] == ("paragraph", "30 seconds")


def test_words_typed_into_a_box_without_height_are_text() -> None:
    leaf = Leaf().text(72, 300, "plain").note("FreeText", 72, 400, 200, 400, "typed").text(72, 500, "more")
    assert [text for _, text in texts(leaf)] == ["plain", "typed", "more"]


def test_hidden_notes_are_not_seen() -> None:
    leaf = Leaf().text(72, 300, "24 hours").note("StrikeOut", 72, 291, 120, 303, more="/F 2")
    assert texts(leaf) == [("paragraph", "24 hours")]


def test_a_field_that_is_ticked_is_a_tick() -> None:
    leaf = Leaf().text(90, 300, "Large Suppliers").note("Widget", 72, 290, 82, 300, more="/FT /Btn /AS /Yes")
    leaf.text(90, 330, "Small Suppliers").note("Widget", 72, 320, 82, 330, more="/FT /Btn /AS /Off")
    assert [text for _, text in texts(leaf)] == ["✓ Large Suppliers", "☐ Small Suppliers"]


# Tables by their rules


@pytest.mark.parametrize("how", ["lines", "pieces", "thin", "rings"])
def test_borders_of_all_kinds_make_a_table(how: str) -> None:
    leaf = Leaf()
    leaf.table(
        72, 300, SHEET, [HEADS, ["4.8.1", "Read", "[-24 hours-]{+30 seconds+}"], ["4.8.2", "Read\nmore", "4 s"]], how
    )
    (table,) = tables(leaf)
    assert cells(table.headings) == HEADS
    assert rows(table) == [["4.8.1", "Read", "[-24 hours-] {+30 seconds+}"], ["4.8.2", "Read more", "4 s"]]
    assert not table.aligned


@pytest.mark.parametrize("size", [6, 7, 8])
def test_underlines_close_to_a_border_are_told_from_it(size: float) -> None:
    leaf = Leaf()
    leaf.table(72, 300, SHEET, [HEADS, ["4.8.1", "Read", "[-24 hours-]{+4 s+}"], ["4.8.2", "x", "{+4 s+}"]], size=size)
    assert [row[2] for row in rows(tables(leaf)[0])] == ["[-24 hours-] {+4 s+}", "{+4 s+}"]


def test_a_change_bar_in_the_margin_is_no_border() -> None:
    leaf = Leaf().line(68, 322, 68, 338)
    leaf.table(72, 300, SHEET, [HEADS, ["4.8.1", "Read", "4 s"]])
    (table,) = tables(leaf)
    assert len(table.headings) == 3


def test_a_cut_row_without_a_lower_border_is_closed_where_the_upright_ones_end() -> None:
    leaf = Leaf()
    leaf.table(72, 300, SHEET, [HEADS, ["4.8.1", "Read", "24 hours"]])
    for x in (72, 132, 282, 402):
        leaf.line(x, 336, x, 356)
    leaf.text(76, 348, "4.8.2").text(286, 348, "[-x-] {+4 s+}")
    assert rows(tables(leaf)[0])[-1] == ["4.8.2", "", "[-x-] {+4 s+}"]


def test_sides_that_are_not_drawn_are_where_the_other_borders_end() -> None:
    leaf = Leaf()
    for y in (300, 320, 340):
        leaf.line(72, y, 402, y)
    for x in (132, 282):
        leaf.line(x, 300, x, 340)
    for y, row in ((314, HEADS), (334, ["4.8.1", "Read", "4 s"])):
        for x, words in zip((76, 136, 286), row, strict=True):
            leaf.text(x, y, words)
    assert rows(tables(leaf)[0]) == [["4.8.1", "Read", "4 s"]]


def test_a_merged_cell_is_one_value() -> None:
    leaf = Leaf()
    for x0, y0, x1, y1, words in (
        (72, 300, 172, 320, "Activity"), (172, 300, 272, 320, "Cost"), (72, 320, 172, 340, "Design"),
        (72, 340, 172, 360, "Build"), (172, 320, 272, 360, "£53,572"), (72, 360, 172, 380, "SIT"),
        (172, 360, 272, 380, "£5"),
    ):  # fmt: skip
        leaf.cell(x0, y0, x1, y1, "lines")
        leaf.text(x0 + 4, (y0 + y1) / 2 + 3, words)
    assert rows(tables(leaf)[0]) == [["Design", "£53,572"], ["Build", "<£53,572"], ["SIT", "£5"]]


def test_a_cell_over_several_columns_is_one_cell() -> None:
    leaf = Leaf()
    leaf.table(72, 300, SHEET, [["SRV", "Times", "<"], ["4.8.1", "24 hours", "4 s"], ["4.8.2", "24 hours", "4 s"]])
    assert cells(tables(leaf)[0].headings) == ["SRV", "Times", "Times"]


def test_frames_beside_frames_are_the_cells_of_a_table() -> None:
    leaf = Leaf()
    leaf.cell(72, 300, 282.2, 338.2, "lines")
    for x, y, words in ((73.4, 301.4, "SRV"), (177.8, 301.4, "Total"), (73.4, 319.8, "4.8.1"), (177.8, 319.8, "4 s")):
        leaf.cell(x, y, x + 103, y + 17, "lines")
        leaf.text(x + 4, y + 12, words)
    (table,) = tables(leaf)
    assert (cells(table.headings), rows(table)) == (["SRV", "Total"], [["4.8.1", "4 s"]])


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    leaf = Leaf()
    for box in ((72, 300, 172, 320), (172, 300, 472, 320), (72, 320, 172, 420), (172, 320, 472, 420)):
        leaf.cell(*box, "lines")
    leaf.text(76, 314, "SRV").text(176, 314, "Notes").text(76, 334, "4.8.1").text(176, 334, "see below")
    leaf.table(180, 345, [80, 80, 80], [["a", "b", "c"], ["1 s", "2 s", "3 s"]])
    outer, inner = tables(leaf)
    assert rows(outer) == [["4.8.1", "see below"]]
    assert rows(inner) == [["1 s", "2 s", "3 s"]]


def test_a_table_in_a_cell_whose_borders_meet_those_around_it_is_a_table_of_its_own() -> None:
    leaf = Leaf()
    leaf.table(72, 300, [60, 260], [["SRV", "What changes"]])
    leaf.cell(72, 318, 132, 378, "lines")
    leaf.cell(132, 318, 392, 378, "lines")
    leaf.text(76, 330, "4.8.1").text(136, 330, "See here")
    leaf.table(138, 340, [120, 134], [["State", "DCC SM1"], ["Current", "24 hours"]])
    leaf.table(72, 378, [60, 260], [["4.8.2", "Nothing"]])
    outer, inner = tables(leaf)
    assert rows(outer) == [["4.8.1", "See here"], ["4.8.2", "Nothing"]]
    assert rows(inner) == [["State", "DCC SM1"], ["Current", "24 hours"]]


def test_a_frame_around_text_is_no_table() -> None:
    leaf = Leaf().text(76, 314, "A note in a frame.")
    leaf.cell(72, 300, 472, 320, "lines")
    assert texts(leaf) == [("paragraph", "A note in a frame.")]


def test_a_narrow_cell_that_cuts_words_and_figures_is_joined() -> None:
    leaf = Leaf().text(72, 100, "The Configuration of 4.8.1.")
    leaf.table(
        72, 300, [38, 80, 80], [["ID", "Name", "TRT"], ["6.14.\n1", "Configuratio\nn of it", "[-24 hour\ns-]{+4 s+}"]]
    )
    assert rows(tables(leaf)[0])[0][:2] == ["6.14.1", "Configuration of it"]


def test_whole_words_on_two_lines_stay_two() -> None:
    leaf = Leaf()
    leaf.table(72, 300, [60, 82, 80], [["ID", "Name", "TRT"], ["6.14.1", "Auxiliary\nLoad", "24\nhours"]])
    assert rows(tables(leaf)[0])[0] == ["6.14.1", "Auxiliary Load", "24 hours"]


def test_a_table_without_headings_has_those_of_the_last_with_its_widths() -> None:
    leaf = Leaf()
    end = leaf.table(72, 200, SHEET, [HEADS, ["4.8.1", "Read", "4 s"]])
    leaf.text(72, end + 20, "And then:")
    leaf.table(72, end + 40, SHEET, [["7.9", "Boost", "24 hours"], ["7.10", "Boost", "24 hours"]])
    leaf.table(72, end + 140, [90, 90], [["7.9", "24 hours"], ["7.10", "24 hours"]])
    assert [cells(table.headings) for table in tables(leaf)] == [HEADS, HEADS, []]


def test_a_table_whose_first_row_has_one_of_these_headings_has_its_own() -> None:
    leaf = Leaf()
    leaf.table(72, 300, [60, 150], [["SRV", "Name"], ["4.8.1", "Read"]])
    leaf.text(72, 370, "Then the times.").table(72, 390, [60, 150], [["SRV", "DCC SM1"], ["7.9", "30 s"]])
    assert [cells(table.headings) for table in tables(leaf)][1] != ["SRV", "Name"]


def test_a_figure_left_beside_a_struck_one_is_new() -> None:
    leaf = Leaf()
    leaf.table(72, 300, SHEET, [HEADS, ["4.8.1", "Read", "[-24 hours-] 30 seconds"]])
    assert rows(tables(leaf)[0])[0][2] == "[-24 hours-] {+30 seconds+}"


# Tables over pages


def foot(leaf: Leaf, number: int) -> Leaf:
    return leaf.text(280, 810, f"Page {number}").text(72, 40, "MP217 – version 0.3")


def over(first: list[list[str]], second: list[list[str]], between: str = "") -> list[Block]:
    one, two = foot(Leaf(), 1), foot(Leaf(), 2)
    one.table(72, 700, SHEET, first)
    if between:
        two.text(72, 90, between)
    two.table(75 if between else 72, 100, SHEET, second)
    return tables(one, two)


def test_a_table_goes_on_over_the_page_and_its_headings_count_once() -> None:
    (table,) = over([HEADS, ["4.8.1", "Read", "4 s"]], [HEADS, ["4.8.2", "Read", "5 s"]])
    assert rows(table) == [["4.8.1", "Read", "4 s"], ["4.8.2", "Read", "5 s"]]
    assert [row.place.page for row in table.rows] == [1, 2]


def test_a_row_that_the_page_end_cuts_is_one_row() -> None:
    (table,) = over(
        [HEADS, ["4.8.1", "Read", "[-24 hours-]"]], [["", "more", "{+30 seconds+}"], ["4.8.2", "Read", "5 s"]]
    )
    assert rows(table) == [["4.8.1", "Read more", "[-24 hours-] {+30 seconds+}"], ["4.8.2", "Read", "5 s"]]
    old, new = (run for cell in table.rows[0].cells for run in cell.runs if run.mark is not Mark.PLAIN)
    assert (old.place.page, new.place.page) == (1, 2)


def test_a_cut_row_whose_last_cell_alone_goes_on_is_one_row() -> None:
    (table,) = over([HEADS, ["4.8.1", "Read", "[-24 hours-]"]], [HEADS, ["", "", "{+30 seconds+}"]])
    assert rows(table) == [["4.8.1", "Read", "[-24 hours-] {+30 seconds+}"]]


def test_rows_cut_on_page_after_page_are_one_row_each() -> None:
    long = [["4.8.1", "Read", "[-24 hours-]"]]
    rest = [["", "more", "{+30 seconds+}"]]
    one, two, three = Leaf(), Leaf(), Leaf()
    one.table(72, 700, SHEET, [HEADS, *long])
    two.table(72, 72, SHEET, [*rest, ["7.9", "Boost", "[-2 hours-]"]])
    three.table(72, 72, SHEET, rest)
    (table,) = tables(one, two, three)
    assert [row[2] for row in rows(table)] == ["[-24 hours-] {+30 seconds+}", "[-2 hours-] {+30 seconds+}"]


def test_a_cut_row_whose_first_cell_goes_on_is_one_row() -> None:
    first = [["Phase", "Name", "End"], ["User Inte", "Read", "May 2020"]]
    (table,) = over(first, [["Phase", "Name", "End"], ["gration", "", ""], ["Live", "", "June 2020"]])
    assert rows(table) == [["User Inte gration", "Read", "May 2020"], ["Live", "", "June 2020"]]


def test_tables_that_words_part_stay_two() -> None:
    first, second = over(
        [HEADS, ["4.8.1", "Read", "4 s"]], [HEADS, ["4.8.1", "Read", "5 s"]], between="Other variants:"
    )
    assert rows(first) == [["4.8.1", "Read", "4 s"]]
    assert rows(second) == [["4.8.1", "Read", "5 s"]]


def test_a_lower_border_at_the_page_end_is_no_underline() -> None:
    leaf = Leaf().text(72, 690, "[-old-] {+new+}")
    leaf.table(72, 700, SHEET, [HEADS, ["6.14.1", "Read", "4 s"]], size=6)
    assert rows(tables(leaf)[0]) == [["6.14.1", "Read", "4 s"]]


# Tables by alignment


def aligned(*lines: tuple[float, list[str]], at: tuple[float, ...] = (72, 150, 330)) -> Leaf:
    leaf = Leaf()
    for y, row in lines:
        for x, words in zip(at, row, strict=True):
            if words:
                leaf.text(x, y, words)
    return leaf


def test_columns_that_only_stand_below_each_other_are_a_table_and_less_sure() -> None:
    leaf = aligned((300, HEADS), (314, ["4.8.1", "Read Active", "24 hours"]), (328, ["4.8.2", "Read", "4 s"]))
    (table,) = tables(leaf)
    assert cells(table.headings) == HEADS
    assert rows(table) == [["4.8.1", "Read Active", "24 hours"], ["4.8.2", "Read", "4 s"]]
    assert table.aligned


def test_aligned_rows_may_have_several_lines() -> None:
    leaf = aligned(
        (300, HEADS),
        (318, ["4.8.1", "Read Active Import", "[-24 hours-]"]),
        (330, ["", "Profile Data", "{+30 seconds+}"]),
        (348, ["4.8.2", "Read", "4 s"]),
    )
    assert rows(tables(leaf)[0])[0] == ["4.8.1", "Read Active Import Profile Data", "[-24 hours-] {+30 seconds+}"]


def test_a_bullet_list_is_no_table() -> None:
    leaf = aligned((300, ["•", "SRV 4.8.1 reads"]), (314, ["•", "SRV 4.8.2 reads"]), at=(72, 100))
    assert texts(leaf) == [("item", "SRV 4.8.1 reads"), ("item", "SRV 4.8.2 reads")]


def test_columns_that_may_run_into_each_other_are_not_cut() -> None:
    leaf = aligned((300, HEADS), (314, ["4.8.1", "24 hours", "4 s"]), at=(72, 150, 330))
    leaf.text(206.5, 314, "21 hours").text(204, 328, "wide words that end here")
    assert not any("24 hours 21 hours" in text for table in tables(leaf) for row in rows(table) for text in row)


# Text


def test_headings_are_larger_or_bold_and_numbers_are_theirs() -> None:
    leaf = Leaf().text(72, 300, "MP217 Impact Assessment", 20).text(72, 340, "1. Costs", 14, bold=True)
    leaf.text(72, 360, "The costs stand below, as they were given to us.").text(72, 390, "1.1 Total", bold=True)
    leaf.text(72, 410, "Nothing more is known of them at this time.").text(72, 440, "Notes", 12, bold=True)
    found = [(b.kind, b.level, b.number, b.text()) for b in blocks(leaf) if b.kind == "heading"]
    assert found == [
        ("heading", 1, "", "MP217 Impact Assessment"),
        ("heading", 1, "1", "Costs"),
        ("heading", 2, "1.1", "Total"),
        ("heading", 3, "", "Notes"),
    ]


def test_a_plain_line_whose_number_goes_on_with_the_outline_is_a_heading() -> None:
    leaf = Leaf().text(72, 300, "1 Purpose").text(72, 330, "What it is for.").text(72, 360, "2 Costs")
    leaf.text(72, 390, "7 Parties answered.")
    assert [b.number for b in blocks(leaf) if b.kind == "heading"] == ["1", "2"]


def test_items_have_bullets_that_are_printed_or_drawn() -> None:
    leaf = Leaf().text(90, 300, "• first item of the list, which is").text(102, 312, "long")
    leaf.rectangle(90, 325, 94, 329).text(102, 330, "second").text(90, 350, "(a) third")
    assert texts(leaf) == [("item", "first item of the list, which is long"), ("item", "second"), ("item", "third")]


def test_paragraphs_are_parted_by_space_and_joined_over_pages() -> None:
    first = Leaf().text(72, 740, "One paragraph.").text(72, 770, "Another that goes on over the end of the page and is")
    second = Leaf().text(72, 80, "finished there.").text(72, 110, "A third one.")
    assert [text for _, text in texts(first, second)] == [
        "One paragraph.",
        "Another that goes on over the end of the page and is finished there.",
        "A third one.",
    ]


LEFT = """the first column begins here and
goes on line by line until all of
it has been read as one text that
speaks of 24 hours and of nothing
else before the right column is at
all begun, as a person reads it.""".splitlines()
RIGHT = """and the second one begins with it
at the top of the page again and
tells of 30 seconds in its lines,
which belong to each other and to
no line of the left column at all
until it ends here as well.""".splitlines()


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    leaf = Leaf().text(72, 100, "A heading over both columns", 14)
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        leaf.text(72, 130 + 12 * number, left).text(310, 130 + 12 * number, right)
    leaf.text(72, 230, "Below both, the text goes on as usual and over the whole width of the page.")
    found = [text for kind, text in texts(leaf) if kind == "paragraph"]
    assert " ".join(found[:-1]) == " ".join([*LEFT, *RIGHT])
    assert found[-1].startswith("Below both")


def test_furniture_is_kept_apart() -> None:
    pages = [foot(Leaf(), n).text(72, 300, f"Words of page {n} stand here.") for n in (1, 2, 3)]
    found = blocks(*pages)
    assert [b.text() for b in found if b.kind == "paragraph"] == [f"Words of page {n} stand here." for n in (1, 2, 3)]
    assert {b.text() for b in found if b.kind == "furniture"} == {"MP217 – version 0.3", "Page 1", "Page 2", "Page 3"}


def test_balloons_in_the_margin_are_no_part_of_the_text() -> None:
    leaf = Leaf().text(72, 300, "The target is 30 seconds").text(400, 300, "Commented [A1]: is it", 7)
    leaf.text(72, 312, "from now on.").text(400, 309, "so?", 7)
    found = document(leaf)
    assert [b.text() for b in found.blocks if b.kind == "paragraph"] == ["The target is 30 seconds from now on."]
    assert found.gaps == ()
    told = document(Leaf().text(72, 300, "The target is 30 seconds").text(400, 300, "Deleted: 24 hours", 7))
    assert told.gaps == ("page 1: changes told in the margin were not read",)


def test_numbered_headings_in_a_narrow_margin_are_no_furniture() -> None:
    pages = [
        Leaf().text(72, 60, f"Question {n}", 14).text(72, 120, f"The answer {n} goes on for a line.") for n in (3, 5, 9)
    ]
    assert [text for kind, text in texts(*pages) if kind == "heading"] == ["Question 3", "Question 5", "Question 9"]


def test_headings_at_the_top_of_pages_are_no_furniture() -> None:
    pages = [
        Leaf()
        .text(72, 90, f"Question {n}", 14)
        .text(72, 120, f"The answer to it has more words than the question, {n}.")
        for n in (1, 2, 3)
    ]
    assert [text for kind, text in texts(*pages) if kind == "heading"] == ["Question 1", "Question 2", "Question 3"]


def test_each_page_starts_with_a_fresh_block() -> None:
    first, second = Leaf().text(72, 100, "One.").text(72, 130, "Two."), Leaf().text(72, 100, "Three.")
    assert [block.fresh for block in blocks(first, second)] == [True, False, True]


# What is not read


def test_a_page_that_is_a_picture_is_said_not_to_be_read() -> None:
    found = document(Leaf().text(72, 300, "text"), Leaf().picture(0, 0, 595, 842), Leaf())
    assert found.gaps == ("page 2 is a picture and was not read",)


def test_a_picture_with_nothing_but_its_page_number_is_not_read() -> None:
    pages = [
        Leaf().text(72, 300, "text").text(280, 810, "Page 1"),
        Leaf().picture(0, 0, 595, 842).text(280, 810, "Page 2"),
    ]
    assert document(*pages).gaps == ("page 2 is a picture and was not read",)


def test_a_logo_beside_text_leaves_no_gap() -> None:
    assert document(Leaf().picture(72, 72, 172, 122).text(72, 300, "text")).gaps == ()


@pytest.mark.parametrize(
    "boxes",
    [[(72, 320, 400, 480)], [(72, 320 + 10 * n, 400, 330 + 10 * n) for n in range(12)]],
    ids=["whole", "cut into strips"],
)
def test_a_large_picture_beside_text_is_told_with_its_page(boxes: list[tuple[int, int, int, int]]) -> None:
    leaf = Leaf().text(72, 300, "8. Times are these:")
    for box in boxes:
        leaf.picture(*box)
    (gap,) = document(Leaf().text(72, 300, "before"), leaf).gaps
    assert gap.startswith("a picture on page 2 was not read")


def test_a_picture_in_a_cell_is_told_whatever_its_size() -> None:
    leaf = Leaf()
    leaf.table(72, 80, [60, 60], [["Party", "Impacted"], ["DCC", ""]])
    (gap,) = document(leaf.picture(140, 102, 150, 112)).gaps
    assert gap.startswith("a picture in a table on page 1 was not read")


def test_a_banner_or_a_line_that_is_a_picture_leaves_no_gap() -> None:
    leaf = Leaf().text(72, 300, "text").picture(72, 20, 500, 80).picture(72, 310, 500, 314)
    assert document(leaf.picture(72, 790, 500, 830)).gaps == ()


def test_a_page_whose_letters_are_drawings_is_said_not_to_be_read() -> None:
    drawing = Leaf()
    for n in range(300):
        drawing.raw(f"{n} 100 m {n + 3} 110 {n + 6} 90 {n + 9} 100 c f")
    assert document(Leaf().text(72, 300, "text"), drawing).gaps == ("page 2 is a drawing and was not read",)


@pytest.mark.parametrize("leaf", [Leaf().picture(0, 0, 595, 842), Leaf()])
def test_a_file_without_any_text_is_refused(leaf: Leaf) -> None:
    with pytest.raises(CannotRead, match="no text"):
        document(leaf)


def test_attached_files_are_said_not_to_be_read() -> None:
    files = "/Names << /EmbeddedFiles << /Names [(a.xlsx) 6 0 R] >> >>"
    extra = ["<< /Type /Filespec /F (a.xlsx) /EF << /F 5 0 R >> >>"]
    made = pdf(Leaf().text(72, 300, "text"), extra=extra, root=files)
    assert read_pdf(Source("pack.pdf", made, "")).gaps == ("1 attached file not read",)
