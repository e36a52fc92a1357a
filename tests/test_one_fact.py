"""What is told when one fact of many is another: of each rule's examples, and of a pack that is right otherwise.

Each golden line is one thing that is told, with the first change that brings it about and how many more do. A rule's
message, its level, what stays open and what diagnosis makes of it are seen for facts that are missing, doubled, quoted,
guessed, of another subject, state, list or document. SCHEDCHECK_UPDATE=1 writes the files anew, to be looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

import pytest
from attrs import evolve

from schedcheck.check import check
from schedcheck.check.over_time import in_force, over_time
from schedcheck.diagnose import Cause, diagnose
from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts, State
from schedcheck.finding import Edit, Result
from schedcheck.quantity import Period, Quantity
from schedcheck.rule import Rule, facts_of
from tests.packs import ASSESSMENT, REPORT, all_rules, fact, index
from tests.shared import PROJECT
from tests.test_diagnose_papers import CALENDAR, DATED, PANEL, SCHEDULE, dated, drafted, labels, reference
from tests.test_diagnose_properties import changed, right_pack
from tests.test_example import EXAMPLE, SCHEDULES, readings
from tests.test_rule import rules, vocabulary
from tests.told import compare

GOLDEN = PROJECT / "tests" / "golden" / "one-fact"
LONG_AGO, LATER = date(2019, 1, 1), date(2030, 6, 25)
COLUMNS = ("name", "target-response-time", "dcc-sm1", "dsp-sm1.1", "csp-sm4", "cost", "cost-total", "mentioned-id")
STATES: Mapping[State, State] = {"current": "proposed", "proposed": "current", "in-force": "proposed"}


@pytest.mark.parametrize("family", sorted({rule.family for rule in rules()}))
def test_what_is_told_of_examples_with_one_fact_that_is_another(family: str) -> None:
    every = chain.from_iterable(_of_rule(rule) for rule in rules() if rule.family == family)
    compare(GOLDEN / f"{family}.txt", every)


@pytest.mark.parametrize("step", [1, 211])
def test_what_is_told_of_a_pack_with_one_or_two_facts_that_are_wrong(step: int) -> None:
    """With a step of one each pack has one wrong fact; else a second one, so many changes away, too."""
    compare(GOLDEN / "packs" / ("one.txt" if step == 1 else "two.txt"), _of_packs(step))


def test_what_is_told_of_papers_with_one_fact_that_is_another() -> None:
    """Dates, versions, references, acronyms and drafts, all of which fit together before."""
    compare(GOLDEN / "packs" / "papers.txt", _of_papers())


def test_what_is_told_of_the_example_with_one_fact_that_is_wrong() -> None:
    """Of every second property of each document one fact: with another's value, with another's subject, or gone."""
    compare(GOLDEN / "packs" / "example.txt", _of_example())


def test_what_is_told_of_a_later_day() -> None:
    """What schedules of the examples say holds from a day to come."""
    compare(GOLDEN / "later.txt", chain.from_iterable(_of_later_days(rule) for rule in rules()))


def _of_example() -> Iterator[str]:
    every = readings(*sorted(EXAMPLE.glob("*.txt")), *sorted(SCHEDULES.glob("*.toml")))
    facts = [fact for reading in every for fact in reading.facts]
    papers = [reading.paper for reading in every]
    known = {paper.id for paper in papers if paper.schedule}
    groups: dict[tuple[str, str, str], list[int]] = {}
    for number, each in enumerate(facts):
        if each.document not in known:
            groups.setdefault((each.document, each.property, each.state), []).append(number)

    def results(some: Sequence[Fact]) -> tuple[Facts, tuple[Result, ...]]:
        index = in_force(Facts(some, papers, vocabulary().titles), LONG_AGO)
        return index, check(all_rules(), index)

    index, before = results(facts)
    known_causes = {cause.message for cause in diagnose(before, index, all_rules())}
    for turn, group in enumerate(list(groups.values())[::2]):
        number = group[len(group) // 2]
        change, new = _wrong_in_turn(facts[number], [facts[n] for n in group], turn)
        index, after = results([*facts[:number], *new, *facts[number + 1 :]])
        if after != before:
            causes = diagnose(after, index, all_rules())
            yield f"== {facts[number].document}, {facts[number].property} of {facts[number].subject} {change}"
            yield from (f"  {told}" for old, new in zip(before, after, strict=True) for told in _news(old, new))
            yield from (line for cause in causes if cause.message not in known_causes for line in _cause(cause))


def _wrong_in_turn(fact: Fact, alike: Sequence[Fact], turn: int) -> tuple[str, list[Fact]]:
    other = next((each for each in alike if each.value != fact.value), None)
    if other and turn % 3 == 0:
        return f"as {other.printed}", [evolve(fact, value=other.value, printed=other.printed)]
    subject = next((each.subject for each in alike if each.subject != fact.subject), "")
    if subject and turn % 3 == 1:
        return f"of {subject}", [evolve(fact, subject=subject)]
    return "gone", []


def _news(before: Result, after: Result) -> Iterator[str]:
    known = {finding.message for finding in before.findings} | {each.reason for each in before.undecided}
    yield from (f"{f.level} {f.message}" for f in after.findings if f.message not in known)
    yield from (f"open: {each.subject or '-'}: {each.reason}" for each in after.undecided if each.reason not in known)


def _of_later_days(rule: Rule) -> Iterator[str]:
    """What rules say of examples whose schedules hold what they hold from a day to come."""
    for number, example in enumerate(rule.examples, 1):
        whole = facts_of(example, vocabulary())
        facts = [_from_later_on(fact) if whole.paper(fact.document).schedule else fact for fact in whole]
        later = Facts(facts, whole.papers.values(), whole.titles, earlier=whole.earlier)
        for result in over_time(later, LONG_AGO, vocabulary().registered, _checked)[1]:
            found = [f"{f.level}: {f.message}" for f in result.findings]
            open_ = [f"open: {each.subject}: {each.reason}" for each in result.undecided]
            told = [each for each in (*found, *open_) if ": From " in each]
            yield from (f"{rule.name} {number}: {result.rule}: {each}" for each in told)


def _from_later_on(fact: Fact) -> Fact:
    return evolve(fact, origin=evolve(fact.origin, since=max(fact.origin.since, LATER)))


def _checked(facts: Facts, only: Collection[str] | None = None) -> tuple[Result, ...]:
    return check([rule for rule in rules() if only is None or rule.name in only], facts)


def _of_rule(rule: Rule) -> Iterator[str]:
    """One line for each thing that the rule says of its examples so changed, and what all rules make of it."""
    first: dict[str, tuple[str, Facts]] = {}
    times: dict[str, int] = {}
    for number, example in enumerate(rule.examples, 1):
        for change, facts in _changes(facts_of(example, vocabulary())):
            (result,) = check([rule], facts)
            outcome = _outcome(result)
            first.setdefault(outcome, (f"{number} {change}", facts))
            times[outcome] = times.get(outcome, 0) + 1
    for outcome, (change, facts) in first.items():
        yield f"{rule.name} {change} ({times[outcome]}): {outcome}"
        results = check(rules(), facts)
        yield from (line for cause in diagnose(results, facts, rules()) for line in _cause(cause))


def _of_packs(step: int) -> Iterator[str]:
    right = right_pack()
    every = [(n, new) for n, f in enumerate(right) if f.state != "in-force" for new in changed(f)]
    for at in range(0, len(every), 5 if step == 1 else 7):
        wrong = dict([every[at], every[(at + step) % len(every)]] if step > 1 else [every[at]])
        facts = index(*(_in_its_cell(new) for n, f in enumerate(right) for new in wrong.get(n, [f])))
        results = check(all_rules(), facts)
        yield f"== {', and '.join(_wrong(right[n], new) for n, new in wrong.items())}"
        yield from (f"  {f.level} {f.message}" for result in results for f in result.findings)
        yield from (line for cause in diagnose(results, facts, all_rules()) for line in _cause(cause))


def _of_papers() -> Iterator[str]:
    right = _papers()
    for change, facts in _changes(index(*right, papers=(*DATED, *SCHEDULE))):
        results = check(all_rules(), facts)
        if any(result.findings for result in results):
            yield f"== {change}"
            yield from (f"  {f.level} {f.message}" for result in results for f in result.findings)
            yield from (line for cause in diagnose(results, facts, all_rules()) for line in _cause(cause))


def _papers() -> list[Fact]:
    """A plan, the dates that three papers give of it, what they call themselves and what they refer to."""
    days = {"implementation-date": "25 June 2020", "decision-deadline": "1 December 2019", "lead-time": "6 months"}
    facts = [
        dated(name, document, value, 40 + number)
        for document in (REPORT, PANEL, ASSESSMENT)
        for number, (name, value) in enumerate(days.items())
    ]
    facts += [dated("release-label", document, "June 2020", 40) for document in (REPORT, PANEL)]
    phases = {"Design": "January 2020", "Build": "February 2020", "PIT": "March 2020", "SIT": "April 2020"}
    for row, (phase, month) in enumerate(phases.items(), 1):
        facts.append(fact(ASSESSMENT, "phase-start", phase, f"1 {month}", row=row))
        facts.append(fact(ASSESSMENT, "phase-end", phase, f"28 {month}", row=row, number=2))
    for number, (document, version) in enumerate({REPORT: "1.7", ASSESSMENT: "0.4", PANEL: "2.0"}.items(), 50):
        facts += [
            evolve(
                fact(document, "document-version", document, version, line=number + n, number=number + n),
                kind="document",
            )
            for n in (0, 20)
        ]
    facts += [
        fact(document, "expansion", acronym, words, line=60 + n)
        for document in (REPORT, ASSESSMENT)
        for n, (acronym, words) in enumerate({"SIT": "Systems Integration Testing", "DCC": "Data Company"}.items())
    ]
    return [
        *facts,
        *CALENDAR,
        *labels(),
        *reference("annex B", 70, "The drafting is in Annex B."),
        *drafted("Schedule 2.2"),
    ]


def _in_its_cell(fact: Fact) -> Fact:
    """The value in a column of its own, with the subject in the first one, where there are rows."""
    place = fact.place
    line = 100 * place.table + place.row if place.row else place.line
    column = COLUMNS.index(fact.property) * 2 + (fact.state == "proposed") + 2 if fact.property in COLUMNS else 1
    first = evolve(place, line=line, last=line, offset=1, column=min(place.row, 1))
    return evolve(fact, place=evolve(first, offset=10 * column, column=column if place.row else 0), named=first)


def _wrong(old: Fact, new: Sequence[Fact]) -> str:
    what = f"{old.document} row {old.place.row}, {old.subject} {old.property} {old.printed}"
    return f"{what}: {' and '.join(f'{f.subject} {f.printed}' for f in new) or 'gone'}"


def _changes(whole: Facts) -> Iterator[tuple[str, Facts]]:
    facts, papers = list(whole), list(whole.papers.values())

    def made(some: Sequence[Fact], read: Sequence[Paper] = papers) -> Facts:
        return Facts(some, read, whole.titles, earlier=whole.earlier)

    for number, old in enumerate(facts):
        for change, new in _of_fact(old, facts, papers):
            yield f"{old.property} {old.subject} {change}", made([*facts[:number], *new, *facts[number + 1 :]])
    for number, paper in enumerate(papers):
        half = evolve(paper, gaps=("line 9 was not understood",))
        yield f"{paper.id} half read", made(facts, [*papers[:number], half, *papers[number + 1 :]])


def _of_fact(old: Fact, facts: Sequence[Fact], papers: Sequence[Paper]) -> Iterator[tuple[str, list[Fact]]]:
    """All that can be wrong with a fact, with what other facts have where it needs another value."""
    yield "gone", []
    yield "twice", [old, _below(old)]
    value = next((f for f in facts if f.property == old.property and f.value != old.value), None)
    if value:
        yield "as another", [evolve(old, value=value.value, printed=value.printed)]
    elif isinstance(old.value, Quantity):
        yield "one more", [evolve(old, value=_one_more(old.value), printed="")]
    elif isinstance(old.value, str):
        yield "one letter more", [evolve(old, value=f"{old.value}x", printed="")]
    if isinstance(old.value, Period):
        for years in (1, -1):
            yield f"{'a year later' if years > 0 else 'a year earlier'}", [_moved(old, old.value, years)]
    subject = next((f.subject for f in facts if f.subject != old.subject), "")
    if subject:
        yield f"of {subject}", [evolve(old, subject=subject)]
    yield "quoted", [evolve(old, mention="quotes")]
    yield "guessed", [evolve(old, certainty="inferred")]
    other = evolve(old.scope, whole=not old.scope.whole)
    yield f"in a {'whole' if other.whole else 'part'}", [evolve(old, scope=other)]
    yield "elsewhere", [evolve(old, scope=evolve(old.scope, number=old.scope.number + 50, section="9"))]
    yield f"{STATES[old.state]}", [evolve(old, state=STATES[old.state])]
    document = next((paper.id for paper in papers if paper.id != old.document), "")
    if document:
        yield f"in {document}", [evolve(old, scope=evolve(old.scope, document=document))]


def _below(fact: Fact) -> Fact:
    """The same, said once more some lines below."""
    place = evolve(fact.place, line=fact.place.line + 70, last=fact.place.last + 70)
    return evolve(fact, place=place, named=place)


def _moved(fact: Fact, period: Period, years: int) -> Fact:
    first, last = (day.replace(year=day.year + years, day=min(day.day, 28)) for day in (period.first, period.last))
    value = Period(first, last)
    return evolve(fact, value=value, printed=value.plain())


def _one_more(value: Quantity) -> Quantity:
    return evolve(value, low=value.low + 1, high=value.high + 1, printed="")


def _outcome(result: Result) -> str:
    parts = [f"{result.kept} kept" if result.applicable else "nothing to judge"]
    for finding in result.findings:
        edits = "".join(f" [{_edit(edit)}]" for edit in finding.edits)
        parts.append(f"{finding.level}, {finding.certainty}: {finding.message}{edits}")
    parts += [f"open: {each.subject or '-'}: {each.reason}" for each in result.undecided]
    return " | ".join(parts)


def _cause(cause: Cause) -> Iterator[str]:
    yield f"  cause of {len(cause.explains)}, {len(cause.witnesses)} witnesses: {cause.message}"
    yield from (f"    {_edit(edit)}" for edit in cause.edits)
    yield from (f"    or: {each}" for each in cause.alternatives)
    yield from (f"    not: {each}" for each in cause.ruled_out)


def _edit(edit: Edit) -> str:
    return f"{edit.op} {edit.document} {edit.subject} {edit.field}: {edit.source!r} -> {edit.target!r}"
