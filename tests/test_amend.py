"""Contracts over time: histories folded, amendments applied, and what can not be applied told apart."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schedcheck.amend import Amendment, Change, amendments, applied, as_of, days
from schedcheck.document import Paper
from schedcheck.fact import Fact, Scope
from schedcheck.place import Origin

START = date(2020, 1, 1)
PAPERS = (Paper("s", "made-up-schedule", "A schedule", schedule=True, contract="A", region="North"),)
ROWS, CELLS, TEXTS = ("1.1", "1.2", "1.3"), ("size", "colour"), ("a", "b", "c")


def held(subject: str, name: str, value: str, since: date = date.min, authority: str = "") -> Fact:
    origin = Origin(authority, since)
    return Fact(Scope("s", number=1), subject, name, value, "in-force", kind="row", origin=origin)


def said(subject: str, name: str, value: str, state: str) -> Fact:
    made = Fact(Scope("can"), subject, name, value, kind="row")
    return Fact(made.scope, subject, name, value, "current" if state == "old" else "proposed", kind="row")


def change(subject: str, name: str, old: str, new: str) -> Change:
    return Change("replace", subject, name, (said(subject, name, old, "old"),), (said(subject, name, new, "new"),))


def amendment(number: int, day: date, *changes: Change, status: str = "agreed", supersedes: str = "") -> Amendment:
    return Amendment(
        f"CAN {number}",
        f"can-{number}",
        schedule="made-up-schedule",
        effective=day,
        status="withdrawn" if status == "withdrawn" else "agreed",
        supersedes=(supersedes,) if supersedes else (),
        changes=changes,
    )


BASE = tuple(held(row, cell, "a") for row in ROWS for cell in CELLS)
CHANGES = st.builds(
    change, st.sampled_from(ROWS), st.sampled_from(CELLS), st.sampled_from(TEXTS), st.sampled_from(TEXTS)
)
DAYS = st.integers(0, 20).map(lambda n: START + timedelta(n))
AMENDMENTS = st.lists(st.tuples(DAYS, st.lists(CHANGES, min_size=1, max_size=3)), max_size=5).map(
    lambda many: [amendment(i, day, *changes) for i, (day, changes) in enumerate(many)]
)


def values(facts: tuple[Fact, ...]) -> dict[tuple[str, str], str]:
    return {(f.subject, f.property): str(f.value) for f in facts}


@given(DAYS)
def test_no_amendment_changes_nothing(day: date) -> None:
    assert applied(BASE, (), day, PAPERS) == (BASE, ())
    assert as_of(BASE, day) == BASE


@given(AMENDMENTS, DAYS)
def test_day_after_day_is_all_at_once(made: list[Amendment], day: date) -> None:
    at_once, _ = applied(BASE, made, day, PAPERS)
    facts = BASE
    for effective in sorted({each.effective for each in made if each.effective <= day}):
        of_the_day = [each for each in made if each.effective == effective]
        facts, _ = applied(facts, of_the_day, effective, PAPERS)
    assert values(facts) == values(at_once)


@given(AMENDMENTS, DAYS)
def test_between_two_changes_nothing_changes(made: list[Amendment], day: date) -> None:
    changing = days(BASE, made, date.min, PAPERS)
    before = max((each for each in changing if each <= day), default=date.min)
    assert applied(BASE, made, day, PAPERS)[0] == applied(BASE, made, before, PAPERS)[0]


@given(CHANGES, DAYS)
def test_what_differs_is_what_the_amendment_says(each: Change, day: date) -> None:
    facts, unapplied = applied(BASE, [amendment(1, day, each)], day, PAPERS)
    differing = {key: v for key, v in values(facts).items() if values(BASE)[key] != v}
    wanted = {(each.subject, each.property): str(each.new[0].value)}
    if each.old[0].value != "a":
        assert (differing, [u.reason for u in unapplied]) == ({}, ["other value"])
        assert unapplied[0].held[0].value == "a"
    else:
        assert not unapplied
        assert differing == {key: v for key, v in wanted.items() if v != "a"}


def test_an_amended_value_names_its_amendment() -> None:
    facts, _ = applied(BASE, [amendment(7, START, change("1.2", "size", "a", "b"))], START, PAPERS)
    (fact,) = [f for f in facts if f.origin.authority]
    assert (fact.subject, fact.value, fact.origin.authority, fact.origin.since) == ("1.2", "b", "CAN 7", START)
    assert (fact.scope.document, fact.state, fact.origin.document) == ("s", "in-force", "can-7")


def test_a_later_part_of_a_history_takes_the_place_of_the_earlier() -> None:
    later = held("1.1", "size", "b", START, "CAN 1")
    latest = held("1.1", "size", "c", START + timedelta(9), "CAN 2")
    history = (*BASE, later, latest)
    assert as_of(history, START - timedelta(1)) == BASE
    assert values(as_of(history, START))["1.1", "size"] == "b"
    assert values(as_of(history, START + timedelta(9)))["1.1", "size"] == "c"
    assert values(as_of(history, START))["1.1", "colour"] == "a"
    assert days(history, (), START) == (START + timedelta(9),)


def test_a_list_is_superseded_as_a_whole() -> None:
    names = (held("1.1", "user", "x"), held("1.1", "user", "y"))
    later = (held("1.1", "user", "z", START, "CAN 1"), held("1.1", "user", "x", START, "CAN 1"))
    assert as_of((*names, *later), START) == later
    assert as_of((*names, *later), START - timedelta(1)) == names


def test_a_row_ends() -> None:
    end = held("1.1", "row-change", "delete", START, "CAN 1")
    assert {f.subject for f in as_of((*BASE, end), START)} == {"1.2", "1.3"}
    assert as_of((*BASE, end), START - timedelta(1)) == BASE
    again = held("1.1", "size", "z", START + timedelta(1), "CAN 2")
    assert values(as_of((*BASE, end, again), START + timedelta(1)))["1.1", "size"] == "z"


def test_what_is_withdrawn_or_superseded_changes_nothing() -> None:
    first = amendment(1, START, change("1.1", "size", "a", "b"))
    second = amendment(2, START + timedelta(5), change("1.1", "size", "a", "c"), supersedes="CAN  1")
    facts, unapplied = applied(BASE, [first, second], START + timedelta(9), PAPERS)
    assert (values(facts)["1.1", "size"], unapplied) == ("c", ())
    withdrawn = amendment(3, START, change("1.1", "size", "a", "b"), status="withdrawn")
    assert applied(BASE, [withdrawn], START, PAPERS) == (BASE, ())


def test_what_the_history_holds_is_not_applied_again() -> None:
    history = (*BASE, held("1.1", "size", "b", START, "can 1"))
    both = amendment(1, START, change("1.1", "size", "a", "b"), change("1.2", "size", "a", "b"))
    facts, unapplied = applied(history, [both], START, PAPERS)
    assert not unapplied
    assert (values(facts)["1.1", "size"], values(facts)["1.2", "size"]) == ("b", "b")
    assert applied(facts, [both], START, PAPERS) == (facts, ())


def test_a_chain_on_one_day_is_applied_in_the_order_that_its_old_values_give() -> None:
    second = amendment(1, START, change("1.1", "size", "b", "c"))
    first = amendment(2, START, change("1.1", "size", "a", "b"))
    facts, unapplied = applied(BASE, [second, first], START, PAPERS)
    assert (values(facts)["1.1", "size"], unapplied) == ("c", ())


def test_rows_come_and_go() -> None:
    new = Change("insert", "1.9", "size", (), (said("1.9", "size", "b", "new"),))
    facts, unapplied = applied(BASE, [amendment(1, START, new, Change("delete", "1.1"))], START, PAPERS)
    assert not unapplied
    assert {f.subject for f in facts} == {"1.2", "1.3", "1.9"}


def test_what_can_not_be_applied_says_why() -> None:
    def reason(*changes: Change, schedule: str = "made-up-schedule", contract: str = "", region: str = "") -> str:
        made = Amendment("CAN 1", "can", "", schedule, contract, region, effective=START, changes=changes)
        facts, unapplied = applied(BASE, [made], START, PAPERS)
        assert facts == BASE
        return unapplied[0].reason

    good = change("1.1", "size", "a", "b")
    assert reason(good, schedule="another") == "no schedule"
    assert reason(good, contract="B") == "other contract"
    assert reason(good, region="South") == "other contract"
    assert reason(change("1.7", "size", "a", "b")) == "no row"
    assert reason(change("1.1", "weight", "a", "b")) == "no value"
    assert reason(change("1.1", "size", "b", "c")) == "other value"
    assert reason(Change("replace", "1.1", "size", new=good.new)) == "no old value"
    assert reason(Change("replace", "1.1", "size", old=good.old)) == "no new value"
    assert reason(Change("insert", "1.1", "size", new=good.new)) == "row exists"


def test_amendments_are_put_together_from_facts() -> None:
    paper = Paper("can", "made-up", "CAN 5", file="can.toml", amends=True, contract="A")
    header = [
        Fact(Scope("can"), "CAN 5", name, value, kind="amendment")
        for name, value in (("amends", "made-up-schedule"), ("approved-by", "M1"), ("amendment-status", "agreed"))
    ]
    rows = [said("1.1", "size", "a", "old"), said("1.1", "size", "b", "new"), said("1.2", "size", "c", "old")]
    (made,) = amendments([*header, *rows, *BASE], (*PAPERS, paper))
    assert (made.id, made.schedule, made.approved_by, made.status) == ("CAN 5", "made-up-schedule", "M1", "agreed")
    assert (made.contract, made.file, made.effective) == ("A", "can.toml", date.min)
    assert [(c.op, c.subject, c.old[0].value, [f.value for f in c.new]) for c in made.changes] == [
        ("replace", "1.1", "a", ["b"]),
        ("replace", "1.2", "c", []),
    ]
