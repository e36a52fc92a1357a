"""Tables of a PDF that no upright rules part: what is read as rows and columns, and what is told as not read.

Runs the reader alone on pages made here. Letters are 0.6 em wide, so that the width of a column is seen in the test.
"""

from __future__ import annotations

import pytest

from tests.made_pdf import Leaf
from tests.test_pdf import HEADS, aligned, cells, document, rows, tables

WIDE = (72.0, 130.0, 330.0)
UNREAD = "figures or ticks that stand in columns without borders were not read as a table"


def gaps(*leaves: Leaf) -> tuple[str, ...]:
    return document(*leaves).gaps


def test_lines_of_a_cell_stand_closer_than_rows_do() -> None:
    leaf = aligned(
        (300, HEADS),
        (318, ["4.8.1", "Read Active Import", "24"]),
        (330, ["", "Profile Data", "hours"]),
        (348, ["4.8.2", "Read Instantaneous", "4 s"]),
        (360, ["", "Export Registers", ""]),
    )
    assert rows(tables(leaf)[0]) == [
        ["4.8.1", "Read Active Import Profile Data", "24 hours"],
        ["4.8.2", "Read Instantaneous Export Registers", "4 s"],
    ]
    assert not gaps(leaf)


def test_cells_may_be_centred_on_each_other() -> None:
    leaf = aligned(
        (300, HEADS),
        (318, ["", "Read Active Import", ""]),
        (324, ["4.8.1", "", "24 hours"]),
        (330, ["", "Profile Data", ""]),
        (348, ["", "Read Instantaneous", ""]),
        (354, ["4.8.2", "", "4 s"]),
        (360, ["", "Export Registers", ""]),
    )
    assert rows(tables(leaf)[0]) == [
        ["4.8.1", "Read Active Import Profile Data", "24 hours"],
        ["4.8.2", "Read Instantaneous Export Registers", "4 s"],
    ]


def test_rows_without_space_between_them_start_with_a_first_cell() -> None:
    leaf = aligned(
        (300, HEADS),
        (312, ["4.8.1", "Read Active Import", "24 hours"]),
        (324, ["", "Profile Data", ""]),
        (336, ["4.8.2", "Read Export Data", "4 s"]),
        (348, ["4.8.3", "Read Other", "5600 s"]),
    )
    assert [row[0] for row in rows(tables(leaf)[0])] == ["4.8.1", "4.8.2", "4.8.3"]
    assert rows(tables(leaf)[0])[0] == ["4.8.1", "Read Active Import Profile Data", "24 hours"]


def test_values_that_may_be_of_two_rows_make_no_table_and_are_told() -> None:
    leaf = aligned(
        (300, HEADS),
        (312, ["4.8.1", "Read Active Import", "24 hours"]),
        (324, ["", "Export", "4 s"]),
        (336, ["4.8.2", "Read Export Data", "4 s"]),
        (348, ["", "Import", "24 hours"]),
    )
    assert not tables(leaf)
    assert gaps(leaf) == (f"page 1: {UNREAD}",)


def test_rules_between_rows_part_them() -> None:
    leaf = aligned(
        (300, HEADS),
        (312, ["4.8.1", "Read Active Import", "24 hours"]),
        (324, ["", "Export", "or 4 s"]),
        (336, ["4.8.2", "Read Export Data", "4 s"]),
        (348, ["", "Import", "or 24 hours"]),
    )
    for y in (303, 327, 351):
        leaf.line(72, y, 500, y)
    assert rows(tables(leaf)[0]) == [
        ["4.8.1", "Read Active Import Export", "24 hours or 4 s"],
        ["4.8.2", "Read Export Data Import", "4 s or 24 hours"],
    ]


def test_narrow_gutters_are_told_by_many_lines() -> None:
    leaf = Leaf()
    for n in range(7):
        words = (
            (72.0, f"4.8.{n}"),
            (108.8, "Other"),
            (141.5, "Data" if n % 2 else "Set"),
            (172.3, f"{n}"),
            (181.0, "s"),
        )
        for x, word in words:
            leaf.text(x, 300 + 12 * n, word)
    assert [row[1:] for row in rows(tables(leaf)[0])][:2] == [["Other Set", "0 s"], ["Other Data", "1 s"]]


def test_blanks_of_a_typewriter_that_stand_below_each_other_are_no_gutters() -> None:
    lines = [(300.0 + 12 * n, [f"4.8.{n}", "Active", f"{n} s"]) for n in range(7)]
    leaf = aligned(*lines)
    assert [row[2] for row in rows(tables(leaf)[0])] == [f"{n} s" for n in range(7)]


def test_headings_over_several_columns_belong_to_each() -> None:
    leaf = aligned((300, ["", "", "Response times"]), at=(72, 150, 250))
    for y, row in ((314, ["SRV", "Name", "DCC SM1", "DSP SM1.1"]), (328, ["4.8.1", "Read", "30 s", "4 s"])):
        for x, words in zip((72, 130, 230, 310), row, strict=True):
            leaf.text(x, y, words)
    (table,) = tables(leaf)
    assert cells(table.headings)[2:] == ["Response times DCC SM1", "Response times DSP SM1.1"]


def test_headings_of_several_lines_start_where_they_may() -> None:
    leaf = aligned(
        (300, ["", "", "Target"]),
        (312, ["SRV", "Name", "Response Time"]),
        (330, ["4.8.1", "Read", "24 hours"]),
        (348, ["4.8.2", "Read", "4 s"]),
    )
    assert cells(tables(leaf)[0].headings) == ["SRV", "Name", "Target Response Time"]


def test_a_table_goes_on_over_pages_and_a_cut_row_is_one() -> None:
    first = aligned((740, HEADS), (758, ["4.8.1", "Read", "24 hours"]), (776, ["4.8.2", "Read Active Import", "4 s"]))
    second = aligned((60, HEADS), (78, ["", "Profile Data", ""]), (96, ["4.8.3", "Read Export", "5600 seconds"]))
    (table,) = tables(first, second)
    assert rows(table) == [
        ["4.8.1", "Read", "24 hours"],
        ["4.8.2", "Read Active Import Profile Data", "4 s"],
        ["4.8.3", "Read Export", "5600 seconds"],
    ]


def test_ticks_in_a_column_that_are_not_read_are_told() -> None:
    leaf = aligned((300, ["Suppliers", "✓"]), (314, ["Generators", "✓"]), (328, ["DCC", "✓"]), at=(72.0, 200.0))
    leaf.text(72, 342, "Electricity Network Operators ☐")
    assert gaps(leaf) == (f"page 1: {UNREAD}",)


def test_a_last_row_may_have_nothing_but_a_first_cell() -> None:
    lines = [
        (300.0, ["Party", "Impacted"]),
        (318.0, ["Suppliers", "✓"]),
        (336.0, ["Networks", "✓"]),
        (354.0, ["DCC", ""]),
    ]
    assert rows(tables(aligned(*lines, at=(72.0, 200.0)))[0])[-1] == ["DCC", ""]
    lines[-1] = (360.0, ["Notes", ""])
    assert rows(tables(aligned(*lines, at=(72.0, 200.0)))[0])[-1] == ["Networks", "✓"]


def test_a_row_that_misses_most_cells_is_told() -> None:
    leaf = aligned((60, ["", "Profile Data", ""]), (78, ["4.8.3", "Read", "4 s"]), (96, ["4.8.4", "Read", "4 s"]))
    assert gaps(leaf) == ("page 1: a row of a table without borders could not be put together",)


@pytest.mark.parametrize(
    "lines",
    [
        [["1", "Purpose", "3"], ["2", "Costs", "4"], ["2.1", "Total", "12"]],
        [["Version:", "", "0.4"], ["Date:", "", "1 May 2024"], ["Pages:", "", "12"]],
        [["•", "24 hours for all", ""], ["•", "4 s for none", ""], ["•", "5600 s for some", ""]],
    ],
    ids=["contents", "labels", "list"],
)
def test_lists_in_columns_are_no_gap(lines: list[list[str]]) -> None:
    leaf = aligned(*((300.0 + 14 * n, row) for n, row in enumerate(lines)))
    assert not gaps(leaf)
