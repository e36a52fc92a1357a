"""HTML: the same facts as the same content in the written dialect, whatever program saved the page."""

from __future__ import annotations

import random

import pytest

from schedcheck.document import Block, Document, Mark, Source, View
from schedcheck.errors import CannotRead
from schedcheck.readers import read
from schedcheck.recognise import recognise
from tests.listing import recognised, vocabulary
from tests.same_facts import told

LEGAL = """\
# CR0042 ‘Faster answers’

Annex B

Legal text – version 0.3

## 1. Changes

Amend Service Reference 6.14 to read:

| Service Reference | ID | Name | Eligible Users | Target Response Time |
|---|---|---|---|---|
| 6.14 | 6.14.1 | Update Device | Import Supplier | [-24 hours-]{+30 seconds+} |
| 6.14 | 6.14.2 | Update Other | Import Supplier, Gas Supplier | [-24 hours-]{+1 hour 30 minutes+} |
"""

LEGAL_PAGE = """\
<!DOCTYPE html><html><head><title>x</title></head><body>
<h1>CR0042 ‘Faster answers’</h1>
<p>Annex B</p>
<p>Legal text – version 0.3</p>
<h2>1. Changes</h2>
<p>Amend Service Reference 6.14 to read:</p>
<table>
<tr><th>Service Reference</th><th>ID</th><th>Name</th><th>Eligible Users</th><th>Target Response Time</th></tr>
<tr><td rowspan="2">6.14</td><td>6.14.1</td><td>Update Device</td><td>Import Supplier</td>
<td><del>24 hours</del><ins>30 seconds</ins></td></tr>
<tr><td>6.14.2</td><td>Update Other</td><td>Import Supplier, Gas Supplier</td>
<td><del>24 hours</del> <ins>1 hour 30 minutes</ins></td></tr>
</table></body></html>
"""

ASSESSMENT = """\
# CR0042 Full Impact Assessment

## 8.2 Response times

The response times are changed as follows.

| ID | Service Request | DCC SM1 | DSP SM1.1 | CSP SM4.3 |
|---|---|---|---|---|
| 6.14.1 | Update Device | [-24 hours-]{+30 seconds+} | 4 seconds | [-24 hours-]{+25 seconds+} |
| 7.9 | Add Load | 30s | 4s | 25s |

## 9 Costs

| Activity | Cost |
|---|---|
| Design | £53,572 |
| Build | |
| SIT | £10,000 |
| Total | £63,572 |
"""

ASSESSMENT_PAGE = """\
<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<style>span.old {text-decoration: line-through; color: red}
.new {text-decoration: underline}</style></head><body>
<h1>CR0042 Full Impact Assessment
<h2>8.2 Response times</h2>
<p>The response times are changed as follows.
<table><tr><td><b>ID</b><td><b>Service Request</b><td><b>DCC SM1</b><td><b>DSP SM1.1</b><td><b>CSP SM4.3</b>
<tr><td>6.14.1<td>Update Device<td><span class=old>24 hours</span><span class=new>30 seconds</span><td>4&nbsp;seconds
<td><s>24 hours</s><u>25 seconds</u>
<tr><td>7.9<td>Add Load<o:p></o:p><td>30s<td>4s<td>25s</table>
<h2>9 Costs</h2>
<table><tr><td>Activity<td>Cost<tr><td>Design<td rowspan=2>\x9353,572<tr><td>Build<tr><td>SIT<td>\x9310,000
<tr><td>Total<td>\x9363,572</table></body></html>
""".replace("\x93", "\xa3")


def page(content: str | bytes) -> Document:
    data = content.encode() if isinstance(content, str) else content
    return read(Source("page.html", data, ""), vocabulary())


def body(content: str) -> tuple[Block, ...]:
    return page(f"<html><body>{content}").blocks


def table(content: str) -> Block:
    return next(block for block in body(content) if block.kind == "table")


def words(block: Block, view: View = View.BOTH) -> list[list[str]]:
    return [[cell.text(view) for cell in row.cells] for row in block.rows]


def read_or_refused(content: bytes) -> bool:
    """Is the page read, or refused with a way out? Anything else fails the test."""
    try:
        page(content)
    except CannotRead as error:
        return bool(error.way_out)
    return True


def test_legal_text_with_revision_marks_gives_the_facts_of_the_written_dialect() -> None:
    assert told(recognise([page(LEGAL_PAGE)], vocabulary())) == told(recognised(LEGAL))


def test_assessment_saved_by_an_office_program_gives_the_facts_of_the_written_dialect() -> None:
    facts = told(recognise([page(ASSESSMENT_PAGE.encode("windows-1252"))], vocabulary()))
    assert facts == told(recognised(ASSESSMENT))
    assert sum("cost" in fact for fact in facts) == 3


def test_current_and_proposed_columns_under_one_heading() -> None:
    document = page(
        "<html><body><h1>Legal text</h1><table><thead><tr><th rowspan=2>ID<th rowspan=2>Name"
        "<th colspan=2>Target Response Time<tr><th>Current<th>Proposed</thead>"
        "<tr><td>7.9<td>Add Load<td>24 hours<td>30 seconds</table></html>"
    )
    written = (
        "# Legal text\n\n| ID | Name | Current Target Response Time | Proposed Target Response Time |\n"
        "|---|---|---|---|\n| 7.9 | Add Load | 24 hours | 30 seconds |\n"
    )
    assert told(recognise([document], vocabulary())) == told(recognised(written))


def test_places_are_physical_lines_and_elements() -> None:
    blocks = page(
        "<html><body>\n<h1\nclass=x>A</h1>\n\n<p>one\ntwo</p><table><tr><td>1<td>2\n<tr><td>3<td>4</table>"
    ).blocks
    assert [(run.text, run.place.line) for run in blocks[1].runs] == [("one", 5), ("two", 6)]
    assert [run.place.key for run in blocks[1].runs] == ["p 1", "p 1"]
    assert [row.place.line for row in blocks[2].rows] == [6, 7]
    places = [(r.place.key, r.place.offset) for b in blocks for r in b.runs]
    assert len(places) == len(set(places))


def test_headings_have_their_number_and_level() -> None:
    found = [
        (b.kind, b.level, b.number, b.text())
        for b in body("<h1>T</h1><h3>1.2. <i>Scope</i></h3><p><b>2.1 Bold</b></p>")
    ]
    assert found == [("heading", 1, "", "T"), ("heading", 3, "1.2", "Scope"), ("heading", 2, "2.1", "Bold")]


def test_numbered_headings_of_the_first_level_are_sections_and_no_titles() -> None:
    found = [(b.level, b.number, b.text()) for b in body("<p>T<h1>About</h1><h1>1. Scope</h1><h2>Part</h2>") if b.level]
    assert found == [(2, "", "About"), (2, "1", "Scope"), (3, "", "Part")]


def test_list_items_without_end_tags() -> None:
    found = [(b.kind, b.text()) for b in body("<ul><li>one<li>• two<ol><li>three</ol></ul>end")]
    assert found == [("item", "one"), ("item", "two"), ("item", "three"), ("paragraph", "end")]


def test_list_items_that_an_office_program_drew() -> None:
    drawn = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='font-family:Symbol'>·<span>&nbsp;&nbsp; </span></span><![endif]>Service Request 7.9<o:p></o:p>"
    )
    assert [(b.kind, b.text()) for b in body(drawn)] == [("item", "Service Request 7.9")]


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_struck_elements_are_old(tag: str) -> None:
    block = body(f"<p>from <{tag}>24 hours</{tag}><ins>30 seconds</ins> on")[0]
    assert (block.text(View.SIGNED), block.text(View.PROPOSED)) == ("from 24 hours on", "from 30 seconds on")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<span style='text-decoration:line-through'>", "<span style='color:red;text-decoration:underline'>"),
        ("<span style='TEXT-DECORATION-LINE: line-through'>", "<u>"),
        ("<span class='gone other'>", "<span class=fresh>"),
    ],
)
def test_styles_strike_and_underline(old: str, new: str) -> None:
    style = (
        "<style><!-- /* c */ @media print {.fresh{display:none}} span.gone, .x{text-decoration:line-through}\n"
        ".fresh{text-decoration:underline}--></style>"
    )
    block = page(f"<html><head>{style}</head><body><p>{old}24 hours</span>{new}30 seconds</span></u></p>").blocks[0]
    assert [(run.text, run.mark) for run in block.runs] == [("24 hours", Mark.DELETED), ("30 seconds", Mark.INSERTED)]


def test_underlined_words_are_new_only_where_others_are_struck_and_never_in_a_link() -> None:
    assert body("<p><u>30 seconds</u>")[0].runs[0].mark is Mark.PLAIN
    linked = body("<p><s>old</s> <a href=x><u>link</u></a>")[0]
    assert [run.mark for run in linked.runs] == [Mark.DELETED, Mark.PLAIN]


def test_what_was_inserted_and_deleted_again_is_in_neither_view() -> None:
    assert body("<p>a <ins>b <del>c</del></ins> d")[0].text() == "a b d"


def test_a_word_that_is_partly_marked_is_whole_in_each_view() -> None:
    block = body(
        "<p>Reference 6.<del>2</del><ins>20</ins>.1 from <del>24</del><ins>30</ins> <del>hours</del><ins>seconds</ins>"
    )[0]
    assert block.text(View.SIGNED) == "Reference 6.2.1 from 24 hours"
    assert block.text(View.PROPOSED) == "Reference 6.20.1 from 30 seconds"


def test_a_figure_left_beside_a_struck_one_is_new() -> None:
    block = table(
        "<table><tr><td>7.9<td><s>24 hours</s> 30 seconds<tr><td>7.10<td>Import Supplier, <s>Gas Supplier</s></table>"
    )
    assert words(block, View.SIGNED) == [["7.9", "24 hours"], ["7.10", "Import Supplier, Gas Supplier"]]
    assert words(block, View.PROPOSED) == [["7.9", "30 seconds"], ["7.10", "Import Supplier,"]]


def test_spans_are_filled_and_clipped() -> None:
    block = table("<table><tr><td rowspan=9>1<td colspan=2>2<td colspan=50>3<tr><td>4<td>5<td>6</table>")
    assert words(block) == [["1", "2", "2", "3"], ["1", "4", "5", "6"]]
    assert [[cell.merged for cell in row.cells] for row in block.rows] == [
        [False, False, True, False],
        [True, False, False, False],
    ]


def test_rows_that_one_cell_fills_are_titles_and_notes() -> None:
    blocks = body(
        "<table><caption>Table 1</caption><tr><th colspan=3>Times<tr><th>ID<th>Name<th>DCC SM1<tr><td>7.9<td>A<td>30s"
        "<tr><td colspan=3>Note: as agreed</table>"
    )
    assert [(b.kind, b.text()) for b in blocks] == [
        ("paragraph", "Table 1"),
        ("paragraph", "Times"),
        ("table", ""),
        ("paragraph", "Note: as agreed"),
    ]
    assert [cell.text() for cell in blocks[2].headings] == ["ID", "Name", "DCC SM1"]


def test_nested_tables_are_blocks_of_their_own_and_frames_are_no_tables() -> None:
    blocks = body("<table><tr><td>a<td>1<table><tr><td>n<td>2<tr><td>m<td>3</table><tr><td>b<td>4</table>")
    assert [words(block) for block in blocks] == [[["a", "1"], ["b", "4"]], [["n", "2"], ["m", "3"]]]
    framed = body("<table><tr><td><h1>Title</h1><p>Words<table><tr><td>x<td>1<tr><td>y<td>2</table></table>")
    assert [block.kind for block in framed] == ["heading", "paragraph", "table"]


def test_tick_boxes_of_every_kind() -> None:
    content = (
        "<ul><li><input type=checkbox checked> A<li><input type=checkbox> B<li>☒ C<li>☑ D<li>✔ E"
        "<li><span style='font-family:Wingdings'>ü</span> F<li><font face=Wingdings>¨</font> G</ul>"
    )
    assert [block.text() for block in body(content)] == ["✓ A", "☐ B", "✓ C", "✓ D", "✓ E", "✓ F", "☐ G"]


def test_ticks_give_the_facts_of_the_written_dialect() -> None:
    written = (
        "# CR0042 Modification Report\n\n## 3. Parties impacted\n\n| ✓ | Large Suppliers |\n| ☐ | Small Suppliers |\n"
    )
    content = (
        "<h1>CR0042 Modification Report</h1><h2>3. Parties impacted</h2>"
        "<table><tr><td>&#9745;<td>Large Suppliers<tr><td>&#9744;<td>Small Suppliers</table>"
    )
    facts = told(recognise([page(f"<html>{content}</html>")], vocabulary()))
    assert facts == told(recognised(written))
    assert any("impacted-party" in fact for fact in facts)


def test_a_row_of_tick_boxes_is_no_row_of_headings() -> None:
    block = table("<table><thead><tr><td>✓ A<td>☐ B</thead><tr><td>☐ C<td>✓ D</table>")
    assert (block.headings, words(block)) == ((), [["✓ A", "☐ B"], ["☐ C", "✓ D"]])


def test_scripts_styles_head_and_hidden_text_are_left_out() -> None:
    content = (
        "<script>var t='24 hours'</script><style>p{color:red}</style><p style='display: none'>24 hours</p>"
        "<p hidden>x</p><div style='mso-hide:all'>y</div><template>z</template><p>kept<!-- 5 seconds --> too</p>"
    )
    assert [block.text() for block in body(content)] == ["kept too"]


def test_footnote_marks_are_no_part_of_a_figure() -> None:
    block = body("<p>5600<sup>1</sup> seconds<span class=MsoFootnoteReference>[2]</span>, 10 m<sup>th</sup>")[0]
    assert block.text() == "5600 seconds, 10 mth"


@pytest.mark.parametrize(
    "content",
    [
        b"<html><head><meta charset=windows-1252></head><body><p>\x93Caf\xe9\x94 \xa35",
        b"<html><meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>\x93Caf\xe9\x94 \xa35",
        b"<html><p>\x93Caf\xe9\x94 \xa35",
        "<html><p>“Café” £5".encode(),
        "\ufeff<html><p>“Café” £5".encode("utf-16-le"),
        b"<?xml version='1.0' encoding='utf-8'?><html><p>&ldquo;Caf&eacute;&#8221; &#xA3;5",
    ],
)
def test_the_declared_character_set_is_used(content: bytes) -> None:
    assert page(content).blocks[0].text() == "“Café” £5"


def test_blanks_of_all_kinds_are_blanks_and_soft_hyphens_are_nothing() -> None:
    assert body("<p>30&nbsp;sec&shy;onds\u2009now&#8203;<br>next")[0].text() == "30 seconds now next"


def test_html_is_told_by_its_content() -> None:
    document = read(Source("pack.txt", b"<!-- saved -->\n<!DOCTYPE html><p>x", ""), vocabulary())
    assert [block.text() for block in document.blocks] == ["x"]
    assert read(Source("a.txt", b"24 < 30 <html>", ""), vocabulary()).blocks[0].text() == "24 < 30 <html>"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<html>" + "<div>" * 250, "nested too deep"),
        ("<html>" + "<table><tr><td>" * 50_000, "nested too deep"),
        ("<html>" + "<b/>" * 10 + "<span><p>" * 150, "nested too deep"),
        ("<html><!-->" + "<i title='<'>" * 400, "nested too deep"),
        ("<html><table>" + "<tr><td colspan=1000>1<td>2" * 300, "too large"),
        ("<html><table><tr>" + "<td rowspan=65534>1" * 400 + "<tr><td>1" * 600, "too large"),
        ("<html>" + "x" * (10 * 1024 * 1024), "too large"),
        ("<html><script>x</script>", "no text"),
        ("<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;", "declares entities"),
        (b"<html><meta charset=klingon><p>x", "“klingon” is not known"),
        (b"<html><meta charset=utf-8><p>\n\xe9", "page.html:2: the text is not in utf-8"),
    ],
)
def test_hostile_pages_are_refused_with_a_way_out(content: str | bytes, says: str) -> None:
    with pytest.raises(CannotRead) as error:
        page(content)
    assert says in str(error.value)
    assert error.value.way_out


def test_spans_beyond_all_measure_cost_nothing() -> None:
    block = table("<table><tr><td colspan=999999999 rowspan=999999999>a<td>b<tr><td>c</table>")
    assert len(block.rows[0].cells) <= 1_001


@pytest.mark.parametrize("size", [20_000])
@pytest.mark.parametrize(
    "piece", ["<a", "<!--", "<style>@", "{", "<p>a<del>b</del>", "<td>", "&", "<![if", "</p>", "<tr><table>"]
)
def test_repeated_pieces_are_read_or_refused_in_linear_time(piece: str, size: int) -> None:
    assert read_or_refused(f"<html><body>{piece * size}".encode())


def test_pages_cut_off_anywhere_are_read_or_refused() -> None:
    content = ASSESSMENT_PAGE.encode("windows-1252")
    for end in range(10, len(content), len(content) // 100):
        assert read_or_refused(content[:end])


def test_pages_with_bytes_changed_are_read_or_refused() -> None:
    content = ASSESSMENT_PAGE.encode("windows-1252")
    chance = random.Random(3)
    for _ in range(300):
        mutant = bytearray(content)
        for _ in range(chance.randrange(1, 5)):
            mutant[chance.randrange(len(mutant))] = chance.choice(b'<>/&"\0 x')
        assert read_or_refused(bytes(mutant))


def test_the_foot_of_a_page_is_furniture_and_that_of_an_article_is_not() -> None:
    content = "<article><p>Words</p><footer><p>A note</p></footer></article><footer><p>Report v0.4</p></footer>"
    kinds = [(block.kind, block.text()) for block in body(content)]
    assert kinds == [("paragraph", "Words"), ("paragraph", "A note"), ("furniture", "Report v0.4")]


TIMES = "<table><tr><th>SRV</th><th>DCC SM1</th></tr><tr><td>2.1</td><td>{}</td></tr></table>"


@pytest.mark.parametrize(
    "picture",
    [
        "<img src=a.png>",
        "<img src=a.png width=600 height=200>",
        "<img src=a.png style='width:12cm;height:40pt'>",
        "<img src=a.png width='100%'>",
        f"<img src='data:image/png;base64,{'A' * 5000}'>",
        "<svg><text>30 seconds</text></svg>",
        f"<svg>{'<path d=M0,0L9,9 />' * 60}</svg>",
        "<object data=a.pdf></object>",
        "<iframe src=a.html></iframe>",
    ],
)
def test_a_picture_that_could_hold_content_is_told_with_its_section(picture: str) -> None:
    (gap,) = page(f"<h2>8. Times</h2><p>{picture}</p><p>see above</p>").gaps
    assert "in section “8 Times” was not read" in gap


def test_a_picture_in_a_cell_is_told_whatever_its_size_and_with_its_words() -> None:
    (gap,) = page(f"<h2>8. Times</h2>{TIMES.format('<img src=x width=16 height=16 alt=tick>')}").gaps
    assert gap.startswith("a picture in row 2 of table 1, section “8 Times” was not read (“tick”)")
    (both,) = page("<p>a</p><img src=x><img src=y>").gaps
    assert both.startswith("2 pictures in the text before the first heading were not read")


def test_very_many_pictures_are_told_in_few_lines() -> None:
    cells = "".join(f"<tr><td>{n}</td><td><img src=x></td></tr>" for n in range(3000))
    gaps = page(f"<table>{cells}</table>{'<p>x<img src=y></p>' * 3000}").gaps
    assert len(gaps) == 51
    assert gaps[-1] == "pictures in 2951 more places were not read"


@pytest.mark.parametrize(
    "ornament",
    [
        "<img src=a.png width=32 height=32>",
        "<img src=a.png width=120 height=60>",
        "<img src=a.png width=600 height=2>",
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
        "<svg width='16' height='16'></svg>",
        "<svg viewBox='0 0 512 512'><path d='M0 0L9 9'/></svg>",
        "<img src=a.png style='display:none'>",
        "<div hidden><img src=a.png></div>",
        "<div style='mso-element:header'><img src=logo.png></div>",
    ],
)
def test_an_ornament_is_not_told(ornament: str) -> None:
    assert page(f"<h2>8. Times</h2><p>words {ornament}</p>").gaps == ()
    assert page(TIMES.format("<img src=a width=1 height=1>30 seconds")).gaps == ()


@pytest.mark.parametrize(
    ("cut", "says"),
    [
        (f"<html><body>{TIMES.format('1 hour')}", "before its body is closed"),
        ("<html><p>words", "before the page is closed"),
        (f"<html><body>{TIMES.format('1 hour')[:-8]}", "before a table is closed"),
        (f"<p>words</p>{TIMES.format('1 hour')[:-8]}", "before a table is closed"),
        ("<html><body><p>words</p><td cla", "within a tag"),
        ("<html><body><p>words</p><", "within a tag"),
        ("<p>words</p><!-- half a rem", "within a tag"),
        ("<html><body><script>x = '</html>'; </script><p>words", "before its body is closed"),
    ],
)
def test_a_page_that_was_cut_off_is_told(cut: str, says: str) -> None:
    (gap,) = page(cut).gaps
    assert says in gap


@pytest.mark.parametrize(
    "whole",
    [
        "<p>words<p>more",
        f"<p>a</p>{TIMES.format('1 hour')}",
        "<html><body><p>words</body>",
        "<html><p>words</html>",
        "<html><body><table><tr><td>a table that was never closed</td></tr></body></html>",
        "<!DOCTYPE html><html><body><p>words</p></body></html>\n<!-- made by a program -->\n",
        "<html><body><p>words</p></body></html>\n<!-- <table> -->",
        "<p>3 < 4 hours",
    ],
)
def test_a_whole_page_or_a_piece_of_one_is_not(whole: str) -> None:
    assert page(whole).gaps == ()
