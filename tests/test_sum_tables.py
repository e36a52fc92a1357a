"""Tables of amounts with their sums in the last row, the last column or both. All figures are made up."""

from __future__ import annotations

import pytest

from schedcheck.app import Options, verify
from schedcheck.report import Report

ROWS, TOTAL = "a-table-of-costs-adds-up", "total-cost-is-the-same-everywhere"
MATRIX = """| {corner} | Design & Build | Testing | Release | {total} |
|---|---|---|---|---|
| DSP | £60,000 | £30,000 | £10,500 | £100,500 |
| CSP | £10,000 | £8,000 | £2,000 | £20,000 |
| {total} | £70,000 | £38,000 | £12,500 | £120,500 |
"""
Pack = tuple[str, str]


def pack(matrix: str, *, said: str = "The costs are £120,500 in total.", over: str = "Cost", intro: str = "") -> Pack:
    """A report and an assessment with a table of costs."""
    report = f"# MP901 Final Modification Report\n\n## 1 Summary\n\n{said}\n"
    assessment = f"# MP901 Full Impact Assessment\n\n## 1 {over}\n\n{intro}\n\n{matrix}\n"
    return report, assessment


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("costs"))


def verified(folder: str, texts: Pack) -> Report:
    names = [f"{folder}/{number}.txt" for number, _ in enumerate(texts)]
    for name, text in zip(names, texts, strict=True):
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
    return verify(names, Options(fail_on="note"))


def told(folder: str, texts: Pack) -> list[str]:
    report = verified(folder, texts)
    return [f"{f.level} {f.rule}" for f in report.findings if f.rule in {ROWS, TOTAL}]


def kept(folder: str, texts: Pack, rule: str) -> int:
    return next(tally.result.kept for tally in verified(folder, texts).tallies if tally.rule.name == rule)


def matrix(corner: str = "", total: str = "Total") -> str:
    return MATRIX.format(corner=corner, total=total)


LAYOUTS = {
    "providers down, phases across": matrix(),
    "other words": matrix("Service Provider", "Grand total"),
    "a corner that another form has": matrix("Phase", "Total cost"),
    "activities down": """| Activity | DSP | CSP | Total |
|---|---|---|---|
| Design | £60,000 | £10,000 | £70,000 |
| Build | £30,000 | £8,000 | £38,000 |
| SIT | £10,500 | - | £10,500 |
| UIT | | £2,000 | £2,000 |
| Total | £100,500 | £20,000 | £120,500 |
""",
    "one column": """| Service Provider | Charge |
|---|---|
| DSP | £100,500 |
| CSP | £20,000 |
| Total | £120,500 |
""",
    "a unit in the headings": """| Provider | Build (£) | Test (£) | Total (£) |
|---|---|---|---|
| DSP | 70,500 | 30,000 | 100,500 |
| CSP | 12,000 | 8,000 | 20,000 |
| Total | 82,500 | 38,000 | 120,500 |
""",
    "a unit in the corner": """| Costs (£) | Build | Test | Sum |
|---|---|---|---|
| DSP | 70,500 | 30,000 | 100,500 |
| CSP | 12,000 | 8,000 | 20,000 |
| Sum | 82,500 | 38,000 | 120,500 |
""",
    "words beside": """| Provider | Build | Test | Total | Comment |
|---|---|---|---|---|
| DSP | £70,500 | £30,000 | £100,500 | As agreed |
| CSP | £12,000 | £8,000 | £20,000 | |
| Data Centre | nil | n/a | £0 | None |
| Total | £82,500 | £38,000 | £120,500 | |
""",
    "subtotals": """| Provider | Build | Test | Total |
|---|---|---|---|
| DSP | £70,500 | £30,000 | £100,500 |
| CSP North | £6,000 | £4,000 | £10,000 |
| CSP South | £6,000 | £4,000 | £10,000 |
| Sub-total CSP | £12,000 | £8,000 | £20,000 |
| Total | £82,500 | £38,000 | £120,500 |
""",
}


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_table_that_adds_up_is_kept(folder: str, layout: str) -> None:
    texts = pack(LAYOUTS[layout])
    assert told(folder, texts) == []
    assert kept(folder, texts, ROWS) >= (1 if layout == "one column" else 4)
    assert kept(folder, texts, TOTAL) == 1


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_wrong_grand_total_is_found_in_the_table_and_beside_the_report(folder: str, layout: str) -> None:
    wrong = LAYOUTS[layout].replace("120,500", "125,500")
    assert {f"error {ROWS}", f"error {TOTAL}"} == set(told(folder, pack(wrong)))


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_wrong_part_is_found(folder: str, layout: str) -> None:
    wrong = LAYOUTS[layout].replace("20,000", "21,000", 1)
    assert f"error {ROWS}" in told(folder, pack(wrong))
    assert f"error {TOTAL}" not in told(folder, pack(wrong))


@pytest.mark.parametrize(
    "said",
    [
        "The costs are £102,500 in total.",
        "This change costs £102,500 altogether.",
        "In total, the change will cost £102,500.",
        "The price of this modification comes to £102,500 in all.",
        "The total cost of this modification is £102,500.",
        "Total charges are £102,500.",
        "Overall, the costs amount to £102,500.",
    ],
)
def test_another_total_in_the_report_is_found(folder: str, said: str) -> None:
    assert told(folder, pack(matrix(), said=said)) == [f"error {TOTAL}"]
    assert told(folder, pack(matrix(), said=said.replace("102", "120"))) == []


@pytest.mark.parametrize(
    "said",
    [
        "The DSP's costs are £100,500 in total.",
        "Testing costs £38,000 in total.",
        "Respondents expect that the costs are £1,000 in total for them.",
        "Operational costs are £5,000 in total.",
        "The costs are £4,000 in total per year.",
        "Each Party pays charges of £10 in total.",
    ],
)
def test_a_share_or_another_cost_is_no_total(folder: str, said: str) -> None:
    assert told(folder, pack(matrix(), said=said)) == []


@pytest.mark.parametrize(
    ("over", "intro"),
    [
        ("Operational cost", ""),
        ("Cost", "The annual charges are these."),
        ("Cost", "Costs of option 2:"),
        ("Estimates by party", "What respondents said that it costs them:"),
        ("Volumes", ""),
    ],
)
def test_the_sum_of_something_else_is_not_the_total(folder: str, over: str, intro: str) -> None:
    texts = pack(matrix(), said="The costs are £90,000 in total.", over=over, intro=intro)
    assert told(folder, texts) == []
    assert kept(folder, texts, ROWS) == 7


def test_of_two_tables_neither_is_the_total(folder: str) -> None:
    other = matrix().replace("£60,000", "£61,000").replace("£100,500", "£101,500")
    other = other.replace("£70,000", "£71,000").replace("£120,500", "£121,500")
    report, assessment = pack(matrix())
    assert told(folder, (report, f"{assessment}\n## 2 Costs for CSPs\n\n{other}")) == []


@pytest.mark.parametrize(
    "rows",
    [
        ("| Item | Unit price | Quantity | Total |", "| A | £5 | 3 | £15 |", "| B | £2 | 2 | £4 |"),
        (
            "| Item | Price | Discount | Total |",
            "| A | £50 | £5 | £45 |",
            "| B | £20 | £2 | £18 |",
            "| Total | £70 | £7 | £63 |",
        ),
        ("| Item | Low | High | Total |", "| A | £50 | £60 | £55 |", "| B | £20 | £30 | £25 |"),
        (
            "| Item | Build | Test | Total | Total inc VAT |",
            "| A | £50 | £50 | £100 | £120 |",
            "| B | £20 | £30 | £50 | £60 |",
        ),
        ("| Item | Build | Total | Average |", "| A | £50 | £50 | £10 |", "| B | £20 | £20 | £5 |"),
        ("| Item | Old | New |", "| A | £50 | £60 |", "| B | £20 | £30 |"),
        ("| Item | Build | Test | Total |", "| A | £50 | see note 2 | £100 |", "| B | £20 | TBC | £50 |"),
    ],
    ids=range(7),
)
def test_what_does_not_add_up_by_its_nature_is_not_told(folder: str, rows: tuple[str, ...]) -> None:
    line = "|---" * (rows[0].count("|") - 1) + "|"
    table = "\n".join((rows[0], line, *rows[1:], ""))
    assert told(folder, pack(table, said="Nothing is said.")) == []


def test_an_amount_that_can_not_be_told_leaves_its_row_and_column_open(folder: str) -> None:
    report = verified(folder, pack(matrix().replace("| £8,000 |", "| £8,000 or so, see note |")))
    assert [f.rule for f in report.findings if f.rule == ROWS] == []
    gaps = [gap for paper in report.papers for gap in paper.gaps]
    assert [gap for gap in gaps if "“CSP”" in gap]
    assert [gap for gap in gaps if "“Testing”" in gap]


def test_marked_amounts_are_summed_before_and_after(folder: str) -> None:
    marked = matrix().replace("£60,000", "[-£60,000-]{+£65,000+}")
    assert told(folder, pack(marked)) == [f"error {ROWS}"] * 2
    whole = marked.replace("£100,500", "[-£100,500-]{+£105,500+}").replace("£70,000", "[-£70,000-]{+£75,000+}")
    whole = whole.replace("£120,500", "[-£120,500-]{+£125,500+}")
    assert told(folder, pack(whole, said="The costs are £125,500 in total.")) == []


def in_thousands(corner: str, unit: str, testing: str = "38") -> str:
    """The same matrix with bare numbers: what they are in stands over the labels or over each column."""
    return (
        f"| {corner} | Design & Build{unit} | Testing{unit} | Release{unit} | Total{unit} |\n|---|---|---|---|---|\n"
        f"| DSP | 60 | 30 | 10.5 | 100.5 |\n| CSP | 10 | 8 | 2 | 20 |\n| Total | 70 | {testing} | 12.5 | 120.5 |\n"
    )


UNITS = (("Cost (£k)", ""), ("Provider", " (£000)"), ("Provider", ", £k"), ("Cost in £'000", ""), ("", " (£000s)"))


@pytest.mark.parametrize(("corner", "unit"), UNITS)
def test_the_heading_may_hold_the_thousands(corner: str, unit: str, folder: str) -> None:
    assert told(folder, pack(in_thousands(corner, unit))) == []
    assert kept(folder, pack(in_thousands(corner, unit)), ROWS) == 7
    assert kept(folder, pack(in_thousands(corner, unit)), TOTAL) == 1


@pytest.mark.parametrize(("corner", "unit"), UNITS)
def test_a_sum_in_thousands_that_is_another_is_told(corner: str, unit: str, folder: str) -> None:
    assert f"error {ROWS}" in told(folder, pack(in_thousands(corner, unit, "39")))
    assert f"error {TOTAL}" in told(folder, pack(in_thousands(corner, unit), said="The costs are £125,500 in total."))


def test_a_matrix_in_millions_is_read(folder: str) -> None:
    heading = "| Cost (£m) | Build | Testing | Total |\n|---|---|---|---|\n"
    text = heading + "| DSP | 0.6 | 0.3 | 0.9 |\n| CSP | 0.1 | 0.2 | {} |\n"
    said = "The costs are published."
    assert told(folder, pack(text.format("0.3"), said=said)) == []
    assert told(folder, pack(text.format("0.4"), said=said)) == [f"error {ROWS}"]
