"""Word files: what each way of writing comes to, in both views, and at which place."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

import pytest

from schedcheck.document import Block, Document, Mark, Source, View
from schedcheck.errors import CannotRead
from schedcheck.readers import read
from tests.listing import vocabulary
from tests.made_docx import (
    BY,
    NAMESPACES,
    STYLES,
    box,
    character,
    content_with,
    control,
    docx,
    gone,
    ins,
    level,
    numbering,
    p,
    r,
    tbl,
    tc,
    tr,
)

UNDER = '<w:u w:val="single"/>'
BLUE = '<w:color w:val="0000FF"/>'
STRUCK = "<w:strike/>"
DELETED_END = f"<w:rPr><w:del {BY}/></w:rPr>"
INSERTED_END = f"<w:rPr><w:ins {BY}/></w:rPr>"


def document(content: bytes) -> Document:
    return read(Source("pack.docx", content, ""), vocabulary())


def blocks(body: str, **parts: str) -> list[Block]:
    return list(document(docx(body, {f"{name}.xml": text for name, text in parts.items()})).blocks)


def views(body: str, **parts: str) -> list[tuple[str, str]]:
    """Each block as signed and as proposed."""
    return [(b.text(View.SIGNED), b.text(View.PROPOSED)) for b in blocks(body, **parts)]


def table(body: str, **parts: str) -> Block:
    return next(b for b in blocks(body, **parts) if b.kind == "table")


def cell(*content: str, properties: str = "") -> tuple[str, str]:
    """The views of a cell with this content."""
    found = table(tbl(["ID", "Time"], ["1.1", tc(*content, properties=properties)])).rows[0].cells[1]
    return found.text(View.SIGNED), found.text(View.PROPOSED)


# Tracked changes.


@pytest.mark.parametrize(
    ("content", "signed", "proposed"),
    [
        ([gone("24 hours"), ins("30 seconds")], "24 hours", "30 seconds"),
        ([ins("30 seconds"), gone("24 hours")], "24 hours", "30 seconds"),
        ([gone("24"), ins("30"), " ", gone("hours"), ins("seconds")], "24 hours", "30 seconds"),
        (["2", gone("4 seco"), "n", gone("ds"), ins("ow")], "24 seconds", "2now"),
        ([gone("2"), ins("3"), gone("4 hours"), ins("0 seconds")], "24 hours", "30 seconds"),
        (["1", gone("0"), ins("5"), " minutes"], "10 minutes", "15 minutes"),
        (["30 second", ins("s")], "30 second", "30 seconds"),
        (["5,", gone("6"), ins("0"), "00 s"], "5,600 s", "5,000 s"),
        (["30 ", f"<w:ins {BY}>{gone('x')}</w:ins>", "seconds"], "30 seconds", "30 seconds"),
        (
            [f"<w:moveFrom {BY}>{r('24 hours')}</w:moveFrom>", f"<w:moveTo {BY}>{r('30 s')}</w:moveTo>"],
            "24 hours",
            "30 s",
        ),
        ([f"<w:del {BY}>{r('24 hours')}</w:del>"], "24 hours", ""),
        ([r("30 s", f"<w:rPrChange {BY}><w:rPr><w:strike/></w:rPr></w:rPrChange>")], "30 s", "30 s"),
    ],
)
def test_tracked_text_reads_as_whole_words_in_each_view(content: list[str], signed: str, proposed: str) -> None:
    assert views(p(*content)) == [(signed, proposed)]
    assert cell(*content) == (signed, proposed)


def test_a_change_says_who_made_it_and_when() -> None:
    other = ins("30 seconds").replace("Someone", "A. Author").replace("2026-01-01", "2024-05-01")
    (block,) = blocks(p("it is ", gone("24 hours"), other, " now"))
    assert [(run.mark, run.place.by) for run in block.runs] == [
        (Mark.PLAIN, ""),
        (Mark.DELETED, "Someone, 2026-01-01"),
        (Mark.INSERTED, "A. Author, 2024-05-01"),
        (Mark.PLAIN, ""),
    ]


def test_a_row_that_was_put_in_says_by_whom() -> None:
    (block,) = blocks(tbl(tr("4.8.1", "30 s", properties=f"<w:ins {BY}/>"), tr("4.8.2", "4 s")))
    assert [[cell.runs[0].place.by for cell in row.cells] for row in block.rows] == [
        ["Someone, 2026-01-01"] * 2,
        [""] * 2,
    ]


WORDS = (
    "24",
    "hours",
    "30",
    "seconds",
    "5,600",
    "s",
    "£12,000.50",
    "6.14.1",
    "n/a",
    "Supplier,",
    "(GS)",
    "24hrs",
    "2.0",
)


@pytest.mark.parametrize("seed", range(3))
def test_any_difference_letter_by_letter_gives_both_texts_back(seed: int) -> None:
    chance = random.Random(seed)
    pairs = [[" ".join(chance.choices(WORDS, k=chance.randint(1, 3))) for _ in range(2)] for _ in range(300)]
    found = table(tbl(["ID", "Text"], *[["1.1", tc(*compared(old, new))] for old, new in pairs])).rows
    assert [[row.cells[1].text(view) for view in (View.SIGNED, View.PROPOSED)] for row in found] == pairs


def compared(old: str, new: str) -> list[str]:
    """The runs that a comparison of two texts by their letters leaves."""
    runs = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        pieces = [r(old[a:b])] if what == "equal" else [gone(old[a:b]) if b > a else "", ins(new[c:d]) if d > c else ""]
        runs += [piece for piece in pieces if piece]
    return runs


def test_deleted_paragraph_end_joins_two_paragraphs() -> None:
    assert views(p("It is", properties=DELETED_END) + p("so.")) == [("It is so.", "It is so.")]


def test_inserted_paragraph_end_parts_them() -> None:
    assert [b.kind for b in blocks(p("It is.", properties=INSERTED_END) + p("So."))] == ["paragraph", "paragraph"]


def test_paragraph_deleted_as_a_whole_stays_by_itself_and_opens_no_section() -> None:
    found = blocks(p(gone("Old part"), style="Heading1", properties=DELETED_END) + p("New part", style="Heading1"))
    assert [(b.kind, b.text(View.SIGNED), b.text(View.PROPOSED)) for b in found] == [
        ("paragraph", "Old part", ""),
        ("heading", "New part", "New part"),
    ]


def test_inserted_and_deleted_rows_and_cells() -> None:
    rows = table(
        tbl(
            ["ID", "Time"],
            tr("1.1", "30 s", properties=f"<w:ins {BY}/>"),
            tr("1.2", "24 h", properties=f"<w:del {BY}/>"),
            ["1.3", tc("5 s", properties=f"<w:cellIns {BY}/>")],
            ["1.4", tc("6 s", properties=f"<w:cellDel {BY}/>")],
        )
    ).rows
    shown = [[(c.text(View.SIGNED), c.text(View.PROPOSED)) for c in row.cells] for row in rows]
    assert shown == [
        [("", "1.1"), ("", "30 s")],
        [("1.2", ""), ("24 h", "")],
        [("1.3", "1.3"), ("", "5 s")],
        [("1.4", "1.4"), ("6 s", "")],
    ]


# Redlines by hand.


@pytest.mark.parametrize(
    "content",
    [
        [r("24 hours", STRUCK), r("30 seconds", UNDER + BLUE)],
        [r("24 hours", "<w:dstrike/>"), r("30 seconds", '<w:u w:val="double"/>' + BLUE)],
        [r("24 hours", '<w:rStyle w:val="Old"/>'), r("30 seconds", '<w:rStyle w:val="New"/>')],
        [r("24 hours", STRUCK), r("30 seconds", UNDER)],
        [r("24 hours", STRUCK), r("30 seconds", BLUE)],
        [r("24", STRUCK), r("30", UNDER + BLUE), " ", r("hours", STRUCK), r("seconds", UNDER + BLUE)],
    ],
)
def test_struck_is_old_and_coloured_or_underlined_beside_it_is_new(content: list[str]) -> None:
    assert views(p(*content)) == [("24 hours", "30 seconds")]
    assert cell(*content) == ("24 hours", "30 seconds")


def test_plain_figure_beside_a_struck_one_in_a_cell_is_new() -> None:
    assert cell(p(r("24 hours", STRUCK)), p("30 seconds")) == ("24 hours", "30 seconds")
    assert cell(r("24 hours", STRUCK), r("30 seconds")) == ("24 hours", "30 seconds")
    assert cell(r("Old ", STRUCK), r("Name")) == ("Old Name", "Name")


@pytest.mark.parametrize(
    "content",
    [
        r("underlined", UNDER),
        r("blue", BLUE),
        r("grey and underlined", UNDER + '<w:color w:val="404040"/>'),
        r("a link", UNDER + '<w:color w:val="0563C1" w:themeColor="hyperlink"/>'),
        f'<w:hyperlink r:id="x">{r("a link", UNDER + BLUE)}</w:hyperlink>',
        r("a link", '<w:rStyle w:val="Hyperlink"/>'),
        r("not struck", '<w:strike w:val="0"/>'),
    ],
)
def test_other_looks_are_no_redline(content: str) -> None:
    assert [run.mark for run in blocks(p(content))[0].runs] == [Mark.PLAIN]


# What wraps text, and what stands in it.


def test_controls_at_every_level_are_looked_through() -> None:
    inner = tbl(["ID", "Time"], ["1.1", "30 s"])
    row = tr("1.2", "24 h")
    whole = inner.replace(
        "</w:tbl>", f"{control(row)}<w:tr>{control(tc('1.3'))}{tc(control(p(control(r('5 s')))))}</w:tr></w:tbl>"
    )
    assert [[c.text() for c in r.cells] for r in table(control(whole)).rows] == [
        ["1.1", "30 s"],
        ["1.2", "24 h"],
        ["1.3", "5 s"],
    ]


def test_control_that_still_asks_for_text_says_nothing() -> None:
    asks = "<w:showingPlcHdr/>"
    assert views(p("Price: ", control(r("Click here"), asks)) + control(p("Tap here"), asks)) == [("Price:", "Price:")]


def test_fields_show_their_result_alone() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    nested = mark("begin") + code("IF ") + mark("begin") + code("X") + mark("separate") + r("no") + mark("end")
    body = p(
        "see ",
        nested,
        mark("separate"),
        r("8.2"),
        mark("end"),
        " and ",
        f'<w:fldSimple w:instr="REF">{r("9")}</w:fldSimple>',
    )
    assert views(body) == [("see 8.2 and 9", "see 8.2 and 9")]


def test_field_that_never_ends_swallows_no_paragraph() -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>'
    assert views(p("a", broken, "b") + p("c")) == [("a", "a"), ("c", "c")]


def test_wrapped_and_split_runs_are_one_text() -> None:
    smart = f'<w:smartTag w:element="x"><w:smartTagPr/>{r("30 sec")}</w:smartTag>'
    body = p(smart, '<w:proofErr w:type="spellStart"/>', r("onds"), f"<w:unknown>{r(' or so')}</w:unknown>")
    assert [run.text for run in blocks(body)[0].runs] == ["30 seconds or so"]


def test_signs_that_are_elements() -> None:
    body = p(
        "<w:r><w:t>On</w:t><w:noBreakHyphen/><w:t>De</w:t><w:softHyphen/><w:t>mand</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r>"
    )
    assert [run.text for run in blocks(body)[0].runs] == ["On-Demand x", "y"]


def test_hidden_text_is_left_out_and_said() -> None:
    read_document = document(docx(p("seen", r(" unseen", "<w:vanish/>"))))
    assert read_document.blocks[0].text() == "seen"
    assert read_document.gaps == ("hidden text was left out: 7 characters",)


def test_comments_are_no_text() -> None:
    comments = f'<w:comments {NAMESPACES}><w:comment w:id="0">{p("why?")}</w:comment></w:comments>'
    body = p(
        '<w:commentRangeStart w:id="0"/>',
        "text",
        '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    assert views(body, comments=comments) == [("text", "text")]


def test_notes_stand_at_the_end_of_the_section_that_refers_to_them() -> None:
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:id="-1" w:type="separator">{p("---")}</w:footnote>'
        f'<w:footnote w:id="2">{p(gone("24 hours"), ins("30 seconds"))}</w:footnote></w:footnotes>'
    )
    end = f'<w:endnotes {NAMESPACES}><w:endnote w:id="2">{p("At last.")}</w:endnote></w:endnotes>'
    body = (
        p("One", style="Heading1")
        + p("Word", '<w:r><w:footnoteReference w:id="2"/></w:r>', " and", '<w:r><w:endnoteReference w:id="2"/></w:r>')
        + p("Two", style="Heading1")
    )
    found = blocks(body, footnotes=notes, endnotes=end)
    assert [b.text(View.PROPOSED) for b in found] == ["One", "Word and", "30 seconds", "At last.", "Two"]
    assert found[2].place.key == "footnote 2/p1"


def test_raised_figures_are_no_part_of_what_they_stand_behind() -> None:
    """Signs of notes typed by hand, raised by themselves or by a style; other raised letters are text."""
    raised = '<w:vertAlign w:val="superscript"/>'
    styled = STYLES.replace("</w:styles>", character("Note", "Note", raised) + "</w:styles>")
    body = p("2.1", r("1", raised), " and 30 seconds", r("[2]", '<w:rStyle w:val="Note"/>'), ", the 4", r("th", raised))
    (block,) = document(docx(body, styles=styled)).blocks
    assert block.text() == "2.1 and 30 seconds, the 4th"
    (lifted,) = blocks(p("5600 seconds", r("2", '<w:position w:val="8"/><w:sz w:val="19"/>'), " now"))
    assert lifted.text() == "5600 seconds now"
    (alone,) = blocks(p(r("1", raised), " See there."))
    assert alone.text() == "1 See there."


def test_text_boxes_and_alternatives_are_read_once() -> None:
    content = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [b.text() for b in blocks(p("Around it", drawing))] == ["Around it", "In the box"]


def test_headers_and_footers_are_furniture() -> None:
    def header(text: str) -> str:
        return f"<w:hdr {NAMESPACES}>{p(text)}{tbl(['left', 'right'])}</w:hdr>"

    kinds = (("default", 1), ("first", 2))
    references = "".join(f'<w:headerReference w:type="{kind}" r:id="header{n}"/>' for kind, n in kinds)
    section = f"<w:sectPr>{references}</w:sectPr>"
    found = blocks(p("Body") + section, header1=header("Version 0.3"), header2=header("Never shown"))
    assert [(b.kind, b.text()) for b in found] == [
        ("paragraph", "Body"),
        ("furniture", "Version 0.3"),
        ("furniture", "left"),
        ("furniture", "right"),
    ]


def test_contents_are_furniture() -> None:
    assert [b.kind for b in blocks(p("1 Introduction 3", style="TOC1") + p("x"))] == ["furniture", "paragraph"]


# Numbers, headings, lists.


LIST = level(0, "%1.") + level(1, "%1.%2") + level(2, "(%3)", "lowerLetter") + level(3, "(%4)", "lowerRoman")


def numbers(*paragraphs: str, **parts: str) -> list[tuple[str, str, int]]:
    return [(b.kind, b.number, b.level) for b in blocks("".join(paragraphs), **parts)]


def test_automatic_numbers_are_those_that_word_shows() -> None:
    at = [(0, "heading"), (1, ""), (1, ""), (2, ""), (2, ""), (3, ""), (1, ""), (2, ""), (0, "heading"), (1, "")]
    body = [p("x", style="Heading1" if head else "", list=(1, depth)) for depth, head in at]
    assert [number for _, number, _ in numbers(*body, numbering=numbering(LIST))] == [
        "1", "1.1", "1.2", "(a)", "(b)", "(i)", "1.3", "(a)", "2", "2.1",
    ]  # fmt: skip


def test_heading_styles_bring_their_lists() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    styles = f"<w:styles {NAMESPACES}>{styles}</w:styles>"
    bound = numbering(level(0, "%1", more='<w:pStyle w:val="H1"/>') + level(1, "%1.%2", more='<w:pStyle w:val="H2"/>'))
    body = p("One", style="H1") + p("Sub", style="H2") + p("Two", style="H1")
    off = p("None", style="H1", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    found = document(docx(body + off, {"numbering.xml": bound}, styles=styles)).blocks
    assert [(b.number, b.level) for b in found] == [("1", 1), ("1.1", 2), ("2", 1), ("", 1)]


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("decimal", ["1", "2", "3"]),
        ("decimalZero", ["01", "02", "03"]),
        ("upperLetter", ["A", "B", "C"]),
        ("upperRoman", ["I", "II", "III"]),
        ("ordinal", ["1st", "2nd", "3rd"]),
        ("cardinalText", ["One", "Two", "Three"]),
        ("ordinalText", ["First", "Second", "Third"]),
        ("somethingNew", ["1", "2", "3"]),
    ],
)
def test_formats_of_numbers(form: str, labels: list[str]) -> None:
    found = numbers(*[p("x", list=(1, 0)) for _ in labels], numbering=numbering(level(0, "%1.", form)))
    assert [number for _, number, _ in found] == labels


def test_lists_share_counters_start_anew_and_keep_to_figures() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    lists = numbering(
        level(0, "%1", "upperRoman") + level(1, "%1.%2", more="<w:isLgl/>"),
        nums="".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>{anew if n == 3 else ""}</w:num>' for n in (1, 2, 3)
        ),
    )
    body = [p("x", list=(num, depth)) for num, depth in [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 0)]]
    assert [n for _, n, _ in numbers(*body, numbering=lists)] == ["I", "II", "2.1", "VII", "7.1", "VIII"]


def test_deleted_paragraphs_are_not_counted() -> None:
    dead = p(gone("x"), list=(1, 0), properties=DELETED_END)
    found = numbers(p("a", list=(1, 0)), dead, p("b", list=(1, 0)), numbering=numbering(LIST))
    assert [number for _, number, _ in found] == ["1", "", "2"]


def test_words_of_a_label_belong_to_the_text() -> None:
    found = blocks(p("Terms", style="Heading1", list=(1, 0)), numbering=numbering(level(0, "Annex %1", "upperLetter")))
    assert [(b.kind, b.number, b.text()) for b in found] == [("heading", "", "Annex A Terms")]


def test_typed_numbers_of_headings_and_typed_bullets() -> None:
    body = p("8.2 Draft changes", style="Heading2") + p(r("8.3. More changes", "<w:b/>")) + p("• one") + p("- two")
    assert [(b.kind, b.number, b.level, b.text()) for b in blocks(body)] == [
        ("heading", "8.2", 2, "Draft changes"),
        ("heading", "8.3", 2, "More changes"),
        ("item", "", 1, "one"),
        ("item", "", 1, "two"),
    ]


def test_bullets_are_items_and_levels_come_from_outlines() -> None:
    bullets = numbering(level(0, "\uf0b7", "bullet"))
    body = [p("one", list=(1, 0)), p("Part", properties='<w:outlineLvl w:val="1"/>')]
    assert numbers(*body, numbering=bullets) == [("item", "", 1), ("heading", "", 2)]


def test_pages_that_an_author_starts_are_fresh() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = p("a") + p("b") + p(page) + p("c") + p("d", page) + p("e") + p("f", properties="<w:pageBreakBefore/>")
    body += p("g", properties="<w:sectPr/>") + p("h")
    assert "".join(b.text() for b in blocks(body) if b.fresh) == "acefh"


# Tables.


def rows_of(found: Block) -> list[list[str]]:
    return [[("^" if c.merged else "") + c.text() for c in row.cells] for row in found.rows]


def test_merged_cells_say_so_and_columns_stay_columns() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = table(
        tbl(
            ["Ref", "ID", "Now", "New"],
            [tc("4.8", properties=down), "4.8.1", "24 h", "30 s"],
            [tc("", properties=on), "4.8.2", tc("24 h", properties='<w:gridSpan w:val="2"/>')],
            tr("4.9", "5 s", "6 s", properties='<w:gridBefore w:val="1"/>'),
        )
    )
    assert rows_of(found) == [
        ["4.8", "4.8.1", "24 h", "30 s"],
        ["^4.8", "4.8.2", "24 h", "^24 h"],
        ["", "4.9", "5 s", "6 s"],
    ]


def test_grid_lines_dragged_by_hand_make_no_columns() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    found = table(
        tbl(
            ["ID", tc("Time", properties=wide)],
            [tc("1.1", properties=wide), "30 s"],
            ["1.2", tc("5 s", properties=wide)],
        )
    )
    assert [c.text() for c in found.headings] == ["ID", "Time"]
    assert rows_of(found) == [["1.1", "30 s"], ["1.2", "5 s"]]


def test_headings_of_two_rows_read_from_the_top() -> None:
    head = "<w:tblHeader/>"
    found = table(
        tbl(
            tr(
                tc("ID", properties='<w:vMerge w:val="restart"/>'),
                tc("Target", properties='<w:gridSpan w:val="2"/>'),
                properties=head,
            ),
            tr(tc("", properties="<w:vMerge/>"), "Now", "New", properties=head),
            ["1.1", "24 h", "30 s"],
        )
    )
    assert [c.text() for c in found.headings] == ["ID", "Target Now", "Target New"]
    assert rows_of(found) == [["1.1", "24 h", "30 s"]]


@pytest.mark.parametrize("mark", ["flag", "bold", "shade", "style"])
def test_heading_rows_are_known_by_what_sets_them_apart(mark: str) -> None:
    first = tr(
        *[
            tc(
                p(r(text, "<w:b/>" if mark == "bold" else "")),
                properties='<w:shd w:fill="DDDDDD"/>' if mark == "shade" else "",
            )
            for text in ("Term", "Meaning")
        ],
        properties="<w:tblHeader/>" if mark == "flag" else "",
    )
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style></w:styles>'
    )
    look = '<w:tblStyle w:val="Grid"/><w:tblLook w:val="0020"/>' if mark == "style" else ""
    found = document(docx(tbl(first, ["TRT", "time"], ["SR", "request"], properties=look), styles=styles)).blocks[0]
    assert [c.text() for c in found.headings] == ["Term", "Meaning"]
    assert len(found.rows) == 2


def test_title_row_is_a_paragraph_and_a_repeated_heading_no_row() -> None:
    title = tc("Times", properties='<w:gridSpan w:val="2"/>')
    found = blocks(tbl([title], ["ID", "Time"], ["1.1", "5 s"], ["ID", "Time"], ["1.2", "6 s"]))
    assert [(b.kind, b.text()) for b in found] == [("paragraph", "Times"), ("table", "")]
    assert rows_of(found[1]) == [["1.1", "5 s"], ["1.2", "6 s"]]


def test_nested_table_is_a_table_of_its_own_and_a_frame_is_none() -> None:
    inner = tbl(["ID", "Time"], ["1.1", "5 s"])
    found = blocks(tbl(["Part", "Times"], ["1", tc(p("see"), inner)]) + tbl([tc(p("Boxed"), p("text"))]))
    assert [b.kind for b in found] == ["table", "table", "paragraph", "paragraph"]
    assert rows_of(found[0]) == [["1", "see"]]
    assert rows_of(found[1]) == [["1.1", "5 s"]]


def test_places_name_paragraphs_and_cells() -> None:
    found = blocks(p("a") + tbl(["ID", "Time"], ["1.1", tc(p("5 s"), p("or 6 s"))]) + p("b ", ins("c")))
    assert [(r.text, r.place.key, r.place.offset) for r in found[1].rows[0].cells[1].runs] == [
        ("5 s", "t1/r2/c2", 1),
        ("or 6 s", "t1/r2/c2", 5),
    ]
    assert [(r.place.key, r.place.offset, r.place.line) for r in found[2].runs] == [("p2", 1, 0), ("p2", 3, 0)]


# Tick boxes.


def symbol(code: str, font: str = "Wingdings") -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def old_box(inside: str) -> str:
    field = '<w:r><w:fldChar w:fldCharType="{0}">{1}</w:fldChar></w:r>'
    code = "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
    return (
        field.format("begin", f"<w:ffData><w:checkBox>{inside}</w:checkBox></w:ffData>")
        + code
        + field.format("end", "")
    )


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        (box("1"), "✓"), (box("0"), "☐"), (box("true"), "✓"),
        (symbol("F0FC"), "✓"), (symbol("F0FE"), "✓"), (symbol("F0FD"), "✓"),
        (symbol("F0A8"), "☐"), (symbol("F06F"), "☐"),
        (symbol("F052", "Wingdings 2"), "✓"), (symbol("F0A3", "Wingdings 2"), "☐"), (symbol("00FC"), "✓"),
        (r("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>'), "✓"), (r("ü", '<w:rFonts w:ascii="Wingdings"/>'), "✓"),
        (old_box('<w:default w:val="1"/>'), "✓"), (old_box('<w:default w:val="1"/><w:checked w:val="0"/>'), "☐"),
        (old_box("<w:checked/>"), "✓"), (old_box(""), "☐"),
        (r("☑"), "✓"), (r("☒"), "✓"), (r("✔"), "✓"), (r("□"), "☐"), (r("✗"), "✓"),
    ],
)  # fmt: skip
def test_boxes_of_all_kinds_are_one_of_two_signs(sign: str, shown: str) -> None:
    assert blocks(p(sign, " Large"))[0].text() == f"{shown} Large"


def test_cross_says_no_where_something_is_ticked() -> None:
    assert [b.text() for b in blocks(p("✓ one") + p("✗ two"))] == ["✓ one", "☐ two"]


def test_letter_x_is_a_tick_in_a_column_of_nothing_else() -> None:
    found = table(tbl(["Party", "Impacted"], ["Large", "X"], ["Small", ""], ["Other X", "x"]))
    assert rows_of(found) == [["Large", "✓"], ["Small", ""], ["Other X", "✓"]]


# What is not read.


def test_what_is_not_read_is_said() -> None:
    content = docx(p("x"), {"embeddings/oleObject1.bin": b"\xd0\xcf"})
    assert document(content).gaps == ("the file holds objects of other programs, which are not read: 1",)


DRAWN = 'xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


def drawing(inside: str, width: int = 12, height: int = 5, words: str = "") -> str:
    """A run with a drawing of this size in centimetres."""
    size = f'<d:extent cx="{width * 360_000}" cy="{height * 360_000}"/><d:docPr id="1" name="a" descr="{words}"/>'
    return f"<w:r><w:drawing><d:inline {DRAWN}>{size}{inside}</d:inline></w:drawing></w:r>"


PICTURE = '<pic:pic xmlns:pic="urn:pic"/>'
OLD_PICTURE = '<w:r><w:pict><v:shape style="width:{}pt;height:90pt"><v:imagedata r:id="x"/></v:shape></w:pict></w:r>'


@pytest.mark.parametrize(
    ("drawn", "what"),
    [
        (drawing(PICTURE), "picture"),
        ("<w:r><w:drawing><pic:pic xmlns:pic='urn:pic'/></w:drawing></w:r>", "picture"),
        (OLD_PICTURE.format(300), "picture"),
        (drawing('<c:chart xmlns:c="urn:c"/>', 4), "chart"),
        (drawing('<dgm:relIds xmlns:dgm="urn:d"/>', 4), "diagram"),
        ('<w:r><w:object><v:shape/><o:OLEObject xmlns:o="urn:o"/></w:object></w:r>', "embedded object"),
        (f"<w:ins {BY}>{drawing(PICTURE)}</w:ins>", "picture"),
    ],
)
def test_a_drawing_that_could_hold_content_is_told_with_its_section(drawn: str, what: str) -> None:
    (gap,) = document(docx(p("8. Times", style="Heading1") + p("see", drawn))).gaps
    assert gap.removeprefix("an ").removeprefix("a ").startswith(f"{what} in section “8 Times” was not read")


def test_a_picture_in_a_cell_is_told_whatever_its_size_and_with_its_words() -> None:
    times = tbl(tr(tc("SRV"), tc("DCC SM1")), tr(tc("2.1"), tc(p(drawing(PICTURE, 1, 1, "30 seconds")))))
    (gap,) = document(docx(p("8. Times", style="Heading1") + times)).gaps
    assert gap.startswith("a picture in cell t1/r2/c2, section “8 Times” was not read (“30 seconds”)")


@pytest.mark.parametrize(
    "drawn",
    [
        drawing(PICTURE, 5, 5),
        OLD_PICTURE.format(90),
        drawing("<wps:wsp/>"),
        f"<w:del {BY}>{drawing(PICTURE)}</w:del>",
    ],
)
def test_an_ornament_a_shape_or_a_deleted_picture_is_not_told(drawn: str) -> None:
    assert document(docx(p("x", drawn))).gaps == ()


def test_a_picture_in_a_header_is_not_told() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    header = f"<w:hdr {NAMESPACES}>{p('Report', drawing(PICTURE))}</w:hdr>"
    assert document(docx(p("x") + section, {"header1.xml": header})).gaps == ()


def test_strict_files_and_wide_characters_are_read() -> None:
    content = docx(p("x"))
    strict = content_with(
        content,
        lambda text: text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).encode(),
    )
    wide = content_with(content, lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"))
    assert document(strict).blocks == document(wide).blocks == document(content).blocks


@pytest.mark.parametrize("body", ["", p(), tbl([""])])
def test_file_without_text_is_not_read(body: str) -> None:
    with pytest.raises(CannotRead, match="no text"):
        document(docx(body))
