"""Causes for what documents say of themselves and of their plan: dates, versions, references, acronyms, drafts."""

from __future__ import annotations

import pytest
from attrs import evolve

from schedcheck.check import check
from schedcheck.diagnose import Cause, diagnose
from schedcheck.fact import Fact
from schedcheck.finding import Result
from tests.packs import ASSESSMENT, LEGAL, NEEDS, PAPERS, REGISTRY, REPORT, all_rules, causes, fact, index, listed

PANEL = "panel-paper"
PAPERS_TOO = (evolve(PAPERS[2], id=PANEL, kind=PANEL, title="Panel paper", rank=35),)
ANNEX_C = (evolve(PAPERS[3], title="Annex C: Full Impact Assessment"), evolve(PAPERS[0], title="Annex B: Legal text"))
SCHEDULE = (
    evolve(PAPERS[5], id="dsp-schedule-2.2", kind="dsp-schedule-2.2", title="DSP Schedule 2.2"),
    evolve(PAPERS[5], id="contract-schedules", kind="contract-schedules", title="Schedules"),
)


def edits(cause: Cause) -> list[tuple[str, str, str, str]]:
    return [(edit.op, edit.document, edit.source, edit.target) for edit in cause.edits]


def causes_of(*facts: Fact, papers: tuple[object, ...] = PAPERS_TOO) -> tuple[Cause, ...]:
    whole = index(*facts, papers=papers)  # type: ignore[arg-type]
    return diagnose(check(all_rules(), whole), whole, all_rules())


def dated(name: str, document: str, value: str, line: int) -> Fact:
    return fact(document, name, "SECMP0053", value, line=line, number=line)


def plan(**starts: str) -> list[Fact]:
    return [fact(ASSESSMENT, "phase-start", name, day, row=row) for row, (name, day) in enumerate(starts.items(), 1)]


def test_a_phase_a_year_too_early_is_a_slip_of_the_year() -> None:
    (cause,) = causes(*plan(Design="12 September 2030", PIT="1 November 2030", SIT="3 January 2030"))
    assert edits(cause) == [("replace", ASSESSMENT, "3 January 2030", "3 January 2031")]


def test_of_two_years_that_fit_that_is_meant_with_which_the_plan_is_shorter() -> None:
    (cause,) = causes(*plan(Design="12 September 2030", Build="11 October 2029", PIT="14 November 2030"))
    assert edits(cause) == [("replace", ASSESSMENT, "11 October 2029", "11 October 2030")]


def test_a_decision_too_late_is_due_in_the_year_in_which_the_work_ends_in_time() -> None:
    said = [dated("implementation-date", REPORT, "25 June 2020", 40), dated("lead-time", REPORT, "6 months", 41)]
    label = dated("release-label", REPORT, "June 2020", 40)
    (cause,) = causes(*said, label, dated("decision-deadline", REPORT, "11th December 2020", 40))
    assert edits(cause) == [("replace", REPORT, "11th December 2020", "11th December 2019")]


def test_a_lead_time_is_put_right_in_the_words_in_which_it_is_wrong() -> None:
    said = [
        dated("implementation-date", REPORT, "25 June 2020", 40),
        dated("decision-deadline", REPORT, "1 Dec 2019", 40),
    ]
    found = causes(*said, dated("lead-time", REPORT, "12-month", 41), dated("lead-time", ASSESSMENT, "6 months", 20))
    assert [edits(cause) for cause in found] == [[("replace", REPORT, "12-month", "6-month")]]
    assert len(found[0].explains) == 2


def test_dates_of_one_document_that_gives_several_are_alternatives() -> None:
    several = [
        dated("implementation-date", REPORT, day, n) for n, day in enumerate(("25 June 2020", "5 November 2020"), 40)
    ]
    assert causes_of(*several, dated("implementation-date", PANEL, "5 November 2020", 9)) == ()
    assert causes_of(*several, dated("implementation-date", PANEL, "1 May 2020", 9)) == ()
    (cause,) = causes_of(several[0], dated("implementation-date", PANEL, "1 May 2020", 9))
    assert edits(cause) == [("replace", PANEL, "1 May 2020", "25 June 2020")]


def test_of_two_dates_that_is_right_by_which_the_plan_ends() -> None:
    end = fact(ASSESSMENT, "phase-end", "Transition to Operations", "25 June 2020", row=1)
    days = [
        dated("implementation-date", REPORT, "18 June 2020", 40),
        dated("implementation-date", PANEL, "25/06/2020", 9),
    ]
    (cause,) = causes_of(*days, end)
    assert edits(cause) == [("replace", REPORT, "18 June 2020", "25/06/2020")]
    assert len(cause.explains) == 2


def test_a_release_is_that_of_the_day_beside_it() -> None:
    day, label = dated("implementation-date", REPORT, "25/02/2030", 40), dated("release-label", REPORT, "June 2030", 40)
    (cause,) = causes(day, label)
    assert edits(cause) == [("replace", REPORT, "June 2030", "February 2030")]
    assert {witness.quote for witness in cause.witnesses} == {"25/02/2030"}


def released(name: str, day: str, row: int) -> Fact:
    return evolve(fact("release-calendar", "release-day", name, day, row=row), state="in-force")


DATED = (
    *PAPERS_TOO,
    evolve(PAPERS[5], id="release-calendar", kind="release-calendar", title="Release calendar"),
)
CALENDAR = [released("June 2020", "25 June 2020", 1), released("November 2020 Release", "5 November 2020", 2)]


@pytest.mark.parametrize("name", ["June 2020", "June 2020 SEC Release"])
def test_of_two_dates_that_is_right_which_the_calendar_has_for_the_release_beside_it(name: str) -> None:
    wrong, right = (
        dated("implementation-date", REPORT, "18 June 2020", 40),
        dated("implementation-date", PANEL, "25/06/2020", 9),
    )
    label = dated("release-label", REPORT, "June 2020", 40)
    (cause,) = causes_of(wrong, right, label, released(name, "25 June 2020", 1), papers=DATED)
    assert edits(cause) == [("replace", REPORT, "18 June 2020", "25/06/2020")]
    assert len(cause.explains) == 2


def test_the_only_date_is_put_right_by_the_calendar_in_the_words_of_the_document() -> None:
    day, label = (
        dated("implementation-date", REPORT, "18 June 2020", 40),
        dated("release-label", REPORT, "June 2020", 40),
    )
    (cause,) = causes_of(day, label, *CALENDAR, papers=DATED)
    assert edits(cause) == [("replace", REPORT, "18 June 2020", "25 June 2020")]
    assert [witness.document for witness in cause.witnesses][:1] == ["release-calendar"]


def test_a_day_that_the_calendar_has_is_right_and_the_release_named_beside_it_wrong() -> None:
    day, label = (
        dated("implementation-date", REPORT, "25 June 2020", 40),
        dated("release-label", REPORT, "November 2020", 40),
    )
    (cause,) = causes_of(day, label, *CALENDAR, papers=DATED)
    assert edits(cause) == [("replace", REPORT, "November 2020", "June 2020")]


def test_a_version_is_that_of_most_places_and_keeps_its_v() -> None:
    own = [
        evolve(
            fact(REPORT, "document-version", REPORT, version, line=line, number=line), kind="document", printed=printed
        )
        for line, (version, printed) in enumerate((("2.7", "v2.7"), ("1.7", "1.7"), ("1.7", "v1.7")), 1)
    ]
    (cause,) = causes(*own)
    assert edits(cause) == [("replace", REPORT, "v2.7", "v1.7")]


@pytest.mark.parametrize("printed", [1, 2, 7])
def test_a_history_that_ends_too_early_lacks_a_row_however_often_a_format_prints_its_foot(printed: int) -> None:
    body = [
        evolve(fact(ASSESSMENT, "document-version", ASSESSMENT, "0.4", line=n, number=n), value="0.4")
        for n in range(1, printed + 1)
    ]
    first = evolve(fact(ASSESSMENT, "document-version", ASSESSMENT, "0.1", row=1, number=9), value="0.1")
    (cause,) = causes(*body, first)
    assert edits(cause) == [("insert", ASSESSMENT, "", "0.4")]


def reference(part: str, line: int, words: str = "") -> list[Fact]:
    said = evolve(fact(REPORT, "referred-to", part, "pack", line=line, number=line), printed=part.title())
    beside = fact(REPORT, "words-beside", part, words, line=line, number=line)
    return [evolve(each, kind="document") for each in ((said, beside) if words else (said,))]


def labels() -> list[Fact]:
    return [
        evolve(fact(document, "labelled-part", part, part.capitalize(), line=1), kind="document")
        for document, part in ((LEGAL, "annex B"), (ASSESSMENT, "annex C"))
    ]


def test_a_reference_to_nothing_means_what_the_words_round_it_name() -> None:
    named = reference("annex G", 30, "The full assessment is in Annex G.")
    (cause,) = causes_of(*labels(), *named, papers=ANNEX_C)
    assert edits(cause) == [("replace", REPORT, "Annex G", "Annex C")]


def test_a_reference_to_nothing_means_what_nothing_else_refers_to() -> None:
    unnamed = reference("annex G", 30, "More is in Annex G.")
    (cause,) = causes_of(*labels(), *reference("annex B", 20), *unnamed, papers=ANNEX_C)
    assert edits(cause) == [("replace", REPORT, "Annex G", "Annex C")]
    (cause,) = causes_of(*labels(), *unnamed, papers=ANNEX_C)
    assert cause.edits == ()
    assert {choice[0].target for choice in cause.choices} == {"Annex B", "Annex C"}


def holding(part: str, document: str, *words: str) -> list[Fact]:
    return [evolve(fact(document, "part-holds", part, each, line=1), kind="document") for each in words]


def test_a_reference_to_nothing_means_the_part_in_which_others_find_such_things() -> None:
    held = [*holding("annex B", LEGAL, "changes to the code", "legal text"), *holding("annex C", ASSESSMENT, "costs")]
    for words, meant in (("The changes to the Code are in Annex G.", "B"), ("More on costs is in Annex G.", "C")):
        (cause,) = causes_of(*labels(), *held, *reference("annex G", 30, words), papers=ANNEX_C)
        assert edits(cause) == [("replace", REPORT, "Annex G", f"Annex {meant}")]
    both = reference("annex G", 30, "Costs and changes to the Code are in Annex G.")
    (cause,) = causes_of(*labels(), *held, *both, papers=ANNEX_C)
    assert {choice[0].target for choice in cause.choices} == {"Annex B", "Annex C"}


def test_an_acronym_stands_for_words_that_have_its_letters() -> None:
    wrong = fact(REPORT, "expansion", "SIT", "Joint Integration Testing", row=1)
    (cause,) = causes(wrong, fact(ASSESSMENT, "expansion", "SIT", "Systems Integration Testing", row=2))
    assert edits(cause) == [("replace", REPORT, "Joint Integration Testing", "Systems Integration Testing")]


def drafted(schedule: str) -> list[Fact]:
    draft = evolve(fact(ASSESSMENT, "draft-of", schedule, schedule, line=3), kind="schedule")
    owner = evolve(fact("contract-schedules", "schedule-owner", "Schedule 2.2", "DSP"), state="in-force")
    held = evolve(fact("dsp-schedule-2.2", "dcc-sm1", "7.9", "24 hours"), state="in-force")
    return [draft, owner, held, fact(ASSESSMENT, "dcc-sm1", "7.9", "30 seconds", "proposed", row=1)]


def test_a_draft_is_of_the_schedule_that_holds_its_figures() -> None:
    (cause,) = causes_of(*drafted("Schedule 7.1"), papers=SCHEDULE)
    assert edits(cause) == [("replace", ASSESSMENT, "Schedule 7.1", "Schedule 2.2")]
    assert causes_of(*drafted("Schedule 2.2"), papers=SCHEDULE) == ()


def shown(*facts: Fact) -> Result:
    """What is found of values that are to be shown as they are today."""
    results = check(all_rules(), index(*facts, papers=SCHEDULE))
    return next(each for each in results if each.rule == "what-changes-is-shown-as-it-is-today")


def before_and_after(before: str, after: str, held: str) -> list[Fact]:
    """Two tables of an assessment: what is so today, and what shall be."""
    in_force = [evolve(fact("dsp-schedule-2.2", "dcc-sm1", s, "24 hours"), state="in-force") for s in held.split()]
    now = [fact(ASSESSMENT, "dcc-sm1", s, "24 hours", row=n) for n, s in enumerate(before.split(), 1)]
    then = [
        fact(ASSESSMENT, "dcc-sm1", s, "30 seconds", "proposed", number=2, row=n)
        for n, s in enumerate(after.split(), 1)
    ]
    return [*in_force, *now, *then]


def test_a_row_of_todays_values_for_what_does_not_change_is_of_what_does() -> None:
    pack = [f for d in (LEGAL, NEEDS) for f in listed(d, "6.14.1 6.14.2 7.9")]
    facts = before_and_after("6.14.1 6.15.1 7.9", "6.14.1 6.14.2 7.9", "6.14.1 6.14.2 7.9 6.15.1")
    (cause,) = causes_of(*pack, *facts, papers=SCHEDULE)
    assert edits(cause) == [("replace", ASSESSMENT, "6.15.1", "6.14.2")]


def test_the_only_row_of_todays_values_is_of_the_service_that_changes_and_has_them_in_force() -> None:
    """No other row of its table is right, so the row is wrong by its values alone."""
    held = evolve(fact("dsp-schedule-2.2", "dcc-sm1", "6.15.1", "60 seconds"), state="in-force")
    pack = [f for d in (LEGAL, NEEDS) for f in listed(d, "6.14.2")]
    (cause,) = causes_of(held, *pack, *before_and_after("6.15.1", "6.14.2", "6.14.2"), papers=SCHEDULE)
    assert edits(cause) == [("replace", ASSESSMENT, "6.15.1", "6.14.2")]


def test_the_only_row_of_todays_values_may_be_of_another_service_that_has_the_same_ones() -> None:
    facts = before_and_after("6.15.1", "6.14.2", "6.14.2 6.15.1")
    (found,) = shown(*facts).findings
    assert found.message == (
        "Assessment gives the DCC SM1 of 6.14.2 only as it shall be; in its table of what is so today 6.15.1 stands, "
        "which does not change."
    )
    (cause,) = causes_of(*facts, papers=SCHEDULE)
    assert edits(cause) == [("replace", ASSESSMENT, "6.15.1", "6.14.2")]
    for before in ("6.15.1 7.9", "6.14.2 6.15.1 7.9"):  # A table of some others may be for comparison.
        facts = before_and_after(before, "6.14.1", "6.14.1 6.14.2 6.15.1 7.9")
        assert shown(*facts).findings == ()


def test_a_row_of_todays_values_that_is_missing_is_added_as_it_is_in_force() -> None:
    facts = before_and_after("6.14.1 7.9", "6.14.1 6.14.2 7.9", "6.14.1 6.14.2 7.9")
    (cause,) = causes_of(*facts, papers=SCHEDULE)
    assert [(edit.op, edit.subject, edit.place.table) for edit in cause.edits] == [("insert", "6.14.2", 1)]
    assert causes_of(*before_and_after("7.9", "6.14.2 7.9", "7.9"), papers=SCHEDULE) == (), "it may be a new one"


def test_accepted_marks_may_have_shown_what_is_so_today() -> None:
    """Nothing but the document tells the second table to be of a change: the old value may have been struck there."""
    facts = before_and_after("4.8.1", "4.8.1 7.9", "4.8.1 7.9")
    assert [finding.values for finding in shown(*facts).findings] == [(ASSESSMENT, "7.9")]
    accepted = shown(*(evolve(f, scope=evolve(f.scope, supposed=f.subject == "7.9")) for f in facts))
    (undecided,) = accepted.undecided
    assert accepted.findings == ()
    assert "no marks tell old from new" in undecided.reason
    assert "DCC SM1 of 7.9" in undecided.reason


def test_a_missing_row_has_the_value_that_others_give_under_another_name() -> None:
    pack = [f for d in (LEGAL, NEEDS, REPORT) for f in listed(d, "6.14.1 7.9")]
    pack += [f for d in (LEGAL, NEEDS, REPORT) for f in listed(d, "4.8.1", "5600 s", number=2)]
    (cause,) = causes(*pack, *listed(ASSESSMENT, "6.14.1 7.9"))
    assert [(edit.op, edit.subject) for edit in cause.edits] == [("insert", "4.8.1")]


def test_a_reference_that_is_its_own_id_is_put_right_with_the_id() -> None:
    held = [fact(REGISTRY, "service-reference", s, above) for s, above in (("4.3", "4.3"), ("4.4.2", "4.4"))]
    pack = [f for d in (NEEDS, REPORT, ASSESSMENT) for f in listed(d, "4.4.2 7.9")]
    beside = fact(LEGAL, "service-reference", "4.3", "4.3", row=1)
    beside = evolve(beside, place=evolve(beside.place, offset=9, column=2))
    (cause,) = causes(*held, *pack, *listed(LEGAL, "4.3 7.9"), beside)
    assert sorted(edit.target for edit in cause.edits) == ["4.4", "4.4.2"]


def test_no_cause_is_told_for_a_note_that_a_graver_one_would_settle_besides() -> None:
    facts = drafted("Schedule 2.2")
    copied = fact(ASSESSMENT, "csp-sm4", "7.9", "25 seconds", "proposed", row=1)
    wrong = fact(ASSESSMENT, "document-version", ASSESSMENT, "0.2", line=1)
    more = [evolve(wrong, value=v, place=evolve(wrong.place, line=n)) for n, v in ((2, "0.1"), (3, "0.1"))]
    (cause,) = causes_of(*facts, copied, wrong, *more, papers=SCHEDULE)
    assert [edit.field for edit in cause.edits] == ["document-version"]


ROLES = evolve(PAPERS[5], id="user-roles", kind="user-roles", title="Roles")


def two_lists(users: str) -> list[Fact]:
    """The report lists a party that the panel paper does not; who may use the changed service is in force."""
    held = [("Import Supplier", "Large Suppliers"), ("Other User", "Other SEC Parties")]
    roles = [evolve(fact(ROLES.id, "party-category", role, party), state="in-force") for role, party in held]
    said = [(REPORT, "Large Suppliers"), (REPORT, "Other SEC Parties"), (PANEL, "Large Suppliers")]
    parties = [
        evolve(fact(d, "impacted-party", "SECMP0053", party, line=n), kind="modification")
        for n, (d, party) in enumerate(said, 1)
    ]
    in_force = [fact(REGISTRY, "eligible-user", "7.9", user) for user in users.split(", ") if user]
    return [*roles, *parties, *in_force, *listed(REPORT, "7.9", number=3), *listed(NEEDS, "7.9")]


@pytest.mark.parametrize(
    ("users", "edit"),
    [
        ("Import Supplier", ("delete", REPORT, "Other SEC Parties", "")),
        ("Import Supplier, Other User", ("insert", PANEL, "", "Other SEC Parties")),
        ("", ("insert", PANEL, "", "Other SEC Parties")),
    ],
)
def test_of_two_lists_that_is_wrong_which_names_whom_nothing_that_changes_is_open_to(
    users: str, edit: tuple[str, str, str, str]
) -> None:
    (cause,) = causes_of(*two_lists(users), papers=(*PAPERS_TOO, ROLES))
    assert edits(cause) == [edit]
    assert ("nothing that changes is open" in " ".join(cause.alternatives)) == (edit[0] == "delete")


@pytest.mark.parametrize(("day", "moved"), [("2 May 2030", {"2 May 2033", "1 May 2030"}), ("30 April 2030", set())])
def test_a_year_is_looked_for_three_years_away_at_most(day: str, moved: set[str]) -> None:
    found = causes(*plan(Design="1 May 2033", PIT=day))
    assert {edit.target for cause in found for edit in cause.all_edits} == moved


def test_a_day_that_another_year_has_not_is_not_moved_there() -> None:
    """29 February 2028 is in no later year near by; what should come before it can be moved."""
    (cause,) = causes(*plan(Design="1 March 2029", PIT="29 February 2028"))
    assert edits(cause) == [("replace", ASSESSMENT, "1 March 2029", "1 March 2027")]


def test_a_month_is_moved_by_years_as_a_month() -> None:
    (cause,) = causes(*plan(Design="December 2030", PIT="January 2030"))
    assert ("replace", ASSESSMENT, "January 2030", "January 2031") in edits(cause)


def test_what_is_no_date_is_left_alone() -> None:
    assert causes(*plan(Design="1 May 2033", PIT="after the summer")) == ()
