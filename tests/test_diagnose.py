"""Causes: one edit set each, with everything that it settles, and none where nothing is known."""

from __future__ import annotations

import pytest
from attrs import evolve

from schedcheck.check import check
from schedcheck.diagnose import diagnose
from schedcheck.fact import Fact
from schedcheck.place import Place
from tests.packs import (
    ASSESSMENT,
    LEGAL,
    MARGINS,
    MEASURES,
    NEEDS,
    PAPERS,
    REGISTRY,
    REPORT,
    all_rules,
    causes,
    fact,
    index,
    listed,
)


def wrong_row() -> list[Fact]:
    lists = [f for d in (LEGAL, NEEDS, REPORT) for f in listed(d, "6.14.1 6.14.2 7.9")]
    names = [
        fact(ASSESSMENT, "name", "6.15.1", "Update Keys", row=2),
        *(fact(REGISTRY, "name", s, f"Service {s}") for s in ("6.14.1", "7.9")),
        fact(REGISTRY, "name", "6.14.2", "Update Load"),
        fact(REGISTRY, "name", "6.15.1", "Update Keys"),
    ]
    return [*lists, *listed(ASSESSMENT, "6.14.1 6.15.1 7.9"), *names]


def test_the_wrong_row_is_one_cause() -> None:
    (cause,) = causes(*wrong_row())
    assert (
        cause.message
        == "In the Assessment, section 1, first table, row 2: 6.15.1 Update Keys should be 6.14.2 Update Load."
    )
    assert [(edit.field, edit.target) for edit in cause.edits] == [
        ("service-request", "6.14.2"),
        ("name", "Update Load"),
    ]
    assert {witness.document for witness in cause.witnesses} == {LEGAL, NEEDS, REPORT}
    assert cause.alternatives == ("If 6.15.1 is meant, Legal text, Requirements and Report must change it too.",)


def test_a_cause_takes_in_what_else_the_wrong_id_breaks() -> None:
    doubled = fact(ASSESSMENT, "service-reference", "6.15.1", "6.14", row=2)
    (cause,) = causes(*wrong_row(), doubled)
    assert len(cause.explains) == 2


def test_one_wrong_value_is_one_cause() -> None:
    old = [fact(d, "target-response-time", "7.9", "24 hours") for d in (LEGAL, REPORT, "sec-appendix-e")]
    (cause,) = causes(*old, fact(NEEDS, "target-response-time", "7.9", "24 minutes", line=40))
    assert cause.message == (
        "In the Requirements, section 1, line 40: the target response time of 7.9 should be 24 hours, not 24 minutes."
    )
    assert len(cause.explains) == 2


def test_one_slip_in_a_sentence_of_three_ids_is_one_cause_that_names_them_all() -> None:
    ids = "6.11 4.2 4.1.1"
    right = [f for d in (LEGAL, NEEDS) for f in listed(d, ids)]
    slip = [
        fact(REPORT, "target-response-time", subject, "31 seconds", "proposed", line=40, whole=False)
        for subject in ids.split()
    ]
    (cause,) = causes(*right, *slip)
    assert cause.message == (
        "In the Report, section 1, line 40: the target response time of 4.1.1, 4.2 and 6.11 should be 30 seconds, "
        "not 31 seconds."
    )
    assert len(cause.explains) == 3
    assert len(cause.edits) == 1


def test_two_wrong_rows_are_one_cause_that_tells_both() -> None:
    right = [f for d in (LEGAL, NEEDS, REPORT) for f in listed(d, "6.14.1 6.14.2 7.9")]
    (cause,) = causes(*right, *listed(ASSESSMENT, "6.14.1 6.14.3 7.10"))
    assert cause.message == (
        "In the Assessment, section 1, first table, row 2: 6.14.3 should be 6.14.2; in row 3: 7.10 should be 7.9."
    )
    assert cause.alternatives == (
        "If 6.14.3 and 7.10 are meant, Legal text, Requirements and Report must change them too.",
        "In the Assessment, section 1, first table, row 2: 6.14.3 should be 7.9; in row 3: 7.10 should be 6.14.2; this "
        "ranks lower, because it is a larger slip of the pen.",
    )


def test_a_wrong_figure_explains_its_sum_and_its_closed_list() -> None:
    figures = {"7.9": "35 seconds", "6.14.1": "25 seconds"}
    rows = [
        fact(ASSESSMENT, name, subject, value, "proposed", row=row)
        for row, (subject, csp) in enumerate(figures.items(), 1)
        for name, value in (("dcc-sm1", "30 seconds"), ("dsp-sm1.1", "4 seconds"), ("csp-sm4", csp))
    ]
    held = [fact(MARGINS, "margin", "30 s", "1 second"), fact(MEASURES, "contracted-target", "M", "25 seconds")]
    (cause,) = causes(*rows, *held)
    assert [(edit.source, edit.target) for edit in cause.edits] == [("35 seconds", "25 seconds")]
    assert len(cause.explains) == 2


def figures(dcc: str, csp: str) -> list[Fact]:
    """One row of the assessment, what is agreed of its margin, and the only time that a network provider is held to."""
    values = (("dcc-sm1", dcc), ("dsp-sm1.1", "4 seconds"), ("csp-sm4", csp))
    row = [fact(ASSESSMENT, name, "7.9", value, "proposed", row=1) for name, value in values]
    row = [evolve(each, place=evolve(each.place, column=n)) for n, each in enumerate(row, 1)]
    return [*row, fact(MARGINS, "margin", "5600 s", "1 second"), fact(MEASURES, "contracted-target", "M", "25 seconds")]


def test_two_problems_do_not_change_one_cell_in_two_ways_and_the_smaller_slip_stays() -> None:
    (cause,) = causes(*figures("5600 seconds", "5595 minutes"))
    assert [(edit.source, edit.target) for edit in cause.edits] == [("5595 minutes", "5595 seconds")]


def test_what_breaks_a_sum_beside_another_cause_is_no_cause() -> None:
    agreed = [*listed(LEGAL, "7.9", "5600 seconds"), *listed(NEEDS, "7.9", "5600 seconds")]
    (cause,) = causes(*agreed, *figures("5060 seconds", "5595 seconds"))
    assert [(edit.source, edit.target) for edit in cause.edits] == [("5060 seconds", "5600 seconds")]


def test_a_row_beside_with_the_same_whole_says_which_part_is_wrong_whatever_is_held_of_others() -> None:
    figures = {"7.9": "5 seconds", "6.14.1": "4 seconds"}
    rows = [
        fact(ASSESSMENT, name, subject, value, "proposed", row=row)
        for row, (subject, dsp) in enumerate(figures.items(), 1)
        for name, value in (("dcc-sm1", "30 seconds"), ("dsp-sm1.1", dsp), ("csp-sm4", "25 seconds"))
    ]
    held = [fact(MEASURES, "contracted-target", m, f"{m} seconds") for m in ("24", "25")]
    held += [fact(MARGINS, "margin", "30 s", "1 second"), fact(REGISTRY, "csp-sm4", "1.1", "24 seconds")]
    (cause,) = causes(*rows, *held)
    assert [(edit.source, edit.target) for edit in cause.edits] == [("5 seconds", "4 seconds")]


def test_a_part_may_stay_as_it_is_where_its_row_changes_another_part_and_the_whole() -> None:
    before = [("dcc-sm1", "30 seconds"), ("dsp-sm1.1", "8 seconds"), ("csp-sm4", "20 seconds")]
    after = [("dcc-sm1", "45 seconds"), ("dsp-sm1.1", "12 seconds"), ("csp-sm4", "35 seconds")]
    rows = [fact(ASSESSMENT, name, "7.9", value, row=1, line=n) for n, (name, value) in enumerate(before, 1)]
    rows += [
        fact(ASSESSMENT, name, "7.9", value, "proposed", row=1, line=n) for n, (name, value) in enumerate(after, 4)
    ]
    rows = [evolve(each, named=Place(1, 1, 1, table=1, row=1)) for each in rows]
    held = [fact(MEASURES, "contracted-target", m, f"{m} seconds") for m in ("20", "35")]
    held += [fact(MARGINS, "margin", s, "2 seconds") for s in ("30 s", "45 s")]
    (cause,) = causes(*rows, *held, *listed(LEGAL, "7.9", "45 seconds"))
    assert [(edit.source, edit.target) for edit in cause.edits] == [("12 seconds", "8 seconds")]


def test_the_sum_tells_which_of_two_documents_is_wrong() -> None:
    def costs(document: str, first: str) -> list[Fact]:
        lines = [fact(document, "cost", "A", first, row=1), fact(document, "cost", "B", "£2", row=2)]
        return [*lines, fact(document, "cost-total", "M", "£7", number=2)]

    (cause,) = causes(*costs(REPORT, "£6"), *costs(ASSESSMENT, "£5"))
    assert [(edit.document, edit.source, edit.target) for edit in cause.edits] == [(REPORT, "£6", "£5")]
    assert len(cause.explains) == 2


def test_without_an_edit_there_is_no_cause() -> None:
    figure = fact(ASSESSMENT, "csp-sm4", "7.9", "5595 seconds", "proposed")
    assert causes(figure, fact(MEASURES, "contracted-target", "M", "25 seconds")) == ()


def test_a_reference_that_is_the_id_is_changed_with_it_and_told_once() -> None:
    right = [f for d in (NEEDS, REPORT, ASSESSMENT) for f in listed(d, "4.2 6.11")]
    names = [fact(REGISTRY, "name", s, f"Service {s}") for s in ("4.2", "4.3", "6.11")]
    beside = Place(11, 9, 11, table=1, row=1, column=2)
    reference = evolve(fact(LEGAL, "service-reference", "4.3", "4.3", row=1), place=beside)
    held = [fact(REGISTRY, "service-reference", s, s) for s in ("4.2", "4.3", "6.11")]
    (cause,) = causes(*right, *names, *held, *listed(LEGAL, "4.3 6.11"), reference)
    assert cause.message == "In the Legal text, section 1, first table, row 1: 4.3 should be 4.2."
    assert {(e.field, e.source, e.target) for e in cause.edits} == {
        ("service-request", "4.3", "4.2"),
        ("service-reference", "4.3", "4.2"),
    }


def test_values_that_took_each_others_place_are_one_cause() -> None:
    def times(document: str, current: str, proposed: str) -> list[Fact]:
        name = "target-response-time"
        old, new = (
            fact(document, name, "7.9", current, line=5),
            fact(document, name, "7.9", proposed, "proposed", line=6),
        )
        return [old, new]

    pack = [
        f for d in (LEGAL, NEEDS, "sec-appendix-e") for f in times(d, "24 hours", "30 seconds")[: 1 + (d[0] != "s")]
    ]
    (cause,) = causes(*pack, *times(REPORT, "30 seconds", "24 hours"))
    assert [(e.source, e.target) for e in cause.edits] == [("30 seconds", "24 hours"), ("24 hours", "30 seconds")]
    assert len(cause.explains) == 3


def test_two_ways_that_weigh_the_same_are_both_told_and_no_side_is_taken() -> None:
    def parties(number: int, *names: str) -> list[Fact]:
        return [
            fact(REPORT, "impacted-party", "M", name, number=number, line=number * 10 + n)
            for n, name in enumerate(names)
        ]

    (cause,) = causes(*parties(1, "A", "B"), *parties(2, "A", "B", "C"))
    assert cause.edits == ()
    assert {tuple((e.op, e.source, e.target) for e in edits) for edits in cause.choices} == {
        (("insert", "", "C"),),
        (("delete", "C", ""),),
    }
    assert cause.message.endswith("Each settles as much as the other.")


def test_two_wrong_lines_of_one_list_are_two_causes_that_settle_its_total_together() -> None:
    def costs(document: str, first: str, second: str) -> list[Fact]:
        lines = [fact(document, "cost", "A", first, row=1), fact(document, "cost", "B", second, row=2)]
        return [*lines, fact(document, "cost-total", "M", "£9", number=2)]

    found = causes(*costs(REPORT, "£6", "£5"), *costs(ASSESSMENT, "£5", "£4"))
    assert sorted((e.document, e.source, e.target) for c in found for e in c.edits) == [
        (REPORT, "£5", "£4"),
        (REPORT, "£6", "£5"),
    ]
    assert sorted(len(cause.explains) for cause in found) == [1, 2]


def test_a_cost_of_what_is_not_needed_is_nothing_or_is_needed() -> None:
    needless = fact(ASSESSMENT, "activity-not-needed", "A", "not needed", line=7)
    (cause,) = causes(needless, fact(ASSESSMENT, "cost", "A", "£6", row=1))
    assert {tuple((e.op, e.field, e.target) for e in edits) for edits in (cause.edits, *cause.choices) if edits} == {
        (("replace", "cost", "£0"),)
    }
    lines = [fact(ASSESSMENT, "cost", "A", "£6", row=1), fact(ASSESSMENT, "cost", "B", "£2", row=2)]
    (cause,) = causes(needless, *lines, fact(ASSESSMENT, "cost-total", "M", "£8", number=2))
    assert [(e.op, e.field) for e in cause.edits] == [("delete", "activity-not-needed")]


def test_a_draft_with_the_figures_of_another_owner_is_told_what_it_drafts() -> None:
    held = [
        fact("contract-schedules", "schedule-owner", f"Schedule {n}", whose) for n, whose in ((2, "DSP"), (6, "CSP"))
    ]
    schedules = evolve(PAPERS[-1], id="contract-schedules", kind="contract-schedules", title="Schedules")
    draft = fact(ASSESSMENT, "draft-of", "Schedule 2", "Schedule 2", line=3)
    figure = fact(ASSESSMENT, "csp-sm4", "7.9", "25 seconds", "proposed", row=1)
    facts = index(draft, figure, *(evolve(f, state="in-force") for f in held), papers=(schedules,))
    assert diagnose(check(all_rules(), facts), facts, all_rules()) == (), "a note says nothing must change"
    rules = [evolve(r, level="warning") if r.relation.kind == "owned" else r for r in all_rules()]
    (cause,) = diagnose(check(rules, facts), facts, rules)
    edits = [(e.op, e.source, e.target) for e in (*cause.all_edits,)]
    assert ("replace", "Schedule 2", "Schedule 6") in edits


def test_a_sum_that_nobody_else_gives_may_be_mended_at_each_of_its_figures() -> None:
    lines = [fact(REPORT, "cost", "A", "£5", row=1), fact(REPORT, "cost", "B", "£2", row=2)]
    found = causes(*lines, fact(REPORT, "cost-total", "M", "£8", number=2))
    changed = {(e.source, e.target) for cause in found for e in cause.all_edits}
    assert changed == {("£5", "£6"), ("£2", "£3"), ("£8", "£7")}


def test_what_is_missing_in_a_sum_is_never_less_than_nothing() -> None:
    lines = [fact(REPORT, "cost", "A", "£5", row=1), fact(REPORT, "cost", "B", "£2", row=2)]
    found = causes(*lines, fact(REPORT, "cost-total", "M", "£4", number=2))
    changed = {(e.source, e.target) for cause in found for e in cause.all_edits}
    assert changed
    assert changed <= {("£5", "£2"), ("£4", "£7")}


def test_a_missing_row_stands_in_the_table_of_those_that_differ_in_their_last_number_alone() -> None:
    def tables(document: str, first: str) -> list[Fact]:
        kin = fact(document, "target-response-time", "6.14.1", "5600 seconds", "proposed", row=9)
        return [kin, *listed(document, first), *listed(document, "4.2 7.9", number=2)]

    (cause,) = causes(*(f for d in (NEEDS, REPORT) for f in tables(d, "6.14.2")), *tables(LEGAL, ""))
    assert [(e.op, e.target, e.place.table) for e in cause.edits] == [("insert", "6.14.2", 1)]


def test_an_entry_is_put_into_the_list_that_lacks_it() -> None:
    full = [f for d in (LEGAL, NEEDS, ASSESSMENT) for f in listed(d, "6.14.1 6.14.2 7.9")]
    report = [*listed(REPORT, "6.14.1 6.14.2 7.9"), *listed(REPORT, "6.14.2 7.9", number=2)]
    (cause,) = causes(*full, *report)
    assert [(e.op, e.document, e.target.split()[0], e.place.table) for e in cause.edits] == [
        ("insert", REPORT, "6.14.1", 2)
    ]


@pytest.mark.parametrize(("count", "told"), [(3, True), (4, False)])
def test_so_many_wrong_rows_are_told_by_their_right_ids_and_more_are_not(count: int, told: bool) -> None:
    """Every order of the missing ids is tried, so there may be three of them."""
    right = [f"6.{n}" for n in range(1, count + 1)]
    wrong = [f"8.{n}" for n in range(11, count + 11)]
    pack = [f for d in (LEGAL, NEEDS, REPORT) for f in listed(d, " ".join([*right, "7.9"]))]
    found = causes(*pack, *listed(ASSESSMENT, " ".join([*wrong, "7.9"])))
    renamed = {edit.target for cause in found for edit in cause.all_edits if edit.op == "replace"}
    assert (set(right) <= renamed) == told


def test_a_value_in_many_places_is_told_with_three_of_them_and_the_number_of_the_others() -> None:
    def times(count: int) -> str:
        right = [fact(d, "target-response-time", "7.9", "24 hours") for d in (LEGAL, NEEDS, "sec-appendix-e")]
        wrong = [
            fact(REPORT, "target-response-time", "7.9", "24 minutes", line=n, number=n) for n in range(1, count + 1)
        ]
        (cause,) = causes(*right, *wrong)
        return cause.message

    assert times(3).startswith(
        "In the Report, section 1, line 1, and Report, section 1, line 2, and Report, section 1, line 3: the target"
    )
    assert "line 3 and in 1 more place: the target" in times(4)
    assert "line 3 and in 2 more places: the target" in times(5)
