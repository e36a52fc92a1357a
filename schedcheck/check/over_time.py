"""Rules over time: on the day of the run, and on every day on which an amendment or a history changes what is in force.

Runs over facts whose schedules are whole histories. What breaks on a later day, and not on the day before, is told
once, for the first such day, with the amendment that brings it about. Its identity has no day in it, so that it stays
the same finding when the amendment has become history.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from attrs import evolve, field

from schedcheck.amend import Amendment, amendments, applied, as_of, pending
from schedcheck.amend.applying import targets
from schedcheck.check.wording import listed, loose
from schedcheck.document import Paper
from schedcheck.fact import Fact, Facts
from schedcheck.finding import Citation, Edit, Finding, Result, Undecided
from schedcheck.place import NO_ORIGIN
from schedcheck.quantity import day_in_words
from schedcheck.record import define


class Check(Protocol):
    """All rules over some facts, or those named alone."""

    def __call__(self, facts: Facts, only: Collection[str] | None = None) -> tuple[Result, ...]: ...


_MOST_NAMED = 3


@define
class Days:
    """What changes on which day: the subjects, by the amendments that are pending and by the histories.

    `apart` are the kinds of subjects that rules look at one by one; a change of any other kind of subject, which many
    of these may rest on, is looked at with all of them.
    """

    facts: Facts
    day: date
    apart: Collection[str]
    made: tuple[Amendment, ...]
    pending: tuple[Amendment, ...]
    schedules: dict[str, Paper] = field(factory=dict)
    by_subject: dict[str, list[Fact]] = field(factory=dict)
    others: list[Fact] = field(factory=list)
    alike: dict[tuple[str, str], list[str]] = field(factory=dict)
    changed: dict[date, dict[str, str]] = field(factory=dict)
    touching: dict[str, list[Amendment]] = field(factory=dict)

    @classmethod
    def of(cls, facts: Facts, day: date, apart: Collection[str]) -> Days:
        made = amendments(facts, facts.papers.values())
        days = cls(facts, day, apart, made, pending(facts, made, facts.papers.values()))
        days.schedules = {paper.id: paper for paper in facts.papers.values() if paper.schedule}
        if days.pending or any(fact.origin.since > day for fact in facts):
            days._fill()
        return days

    def _fill(self) -> None:
        for fact in self.facts:
            if fact.scope.document not in self.schedules:
                continue
            if fact.kind in self.apart:
                self.by_subject.setdefault(fact.subject, []).append(fact)
            else:
                self.others.append(fact)
            if isinstance(fact.value, str) and fact.kind in self.apart:
                self.alike.setdefault((fact.property, loose(fact.value)), []).append(fact.subject)
            if fact.origin.since > self.day:
                self.changed.setdefault(fact.origin.since, {})[fact.subject] = fact.kind
        for amendment in self.pending:
            for change in amendment.changes:
                self.changed.setdefault(amendment.effective, {})[change.subject] = change.kind
                self.touching.setdefault(change.subject, []).append(amendment)

    def __iter__(self) -> Iterator[date]:
        return iter(sorted(self.changed))

    def state(self, day: date, subjects: Sequence[str]) -> Facts:
        """What schedules hold of some subjects on a day."""
        facts = [*self.others, *(fact for name in subjects for fact in self.by_subject.get(name, ()))]
        wanted = set(subjects)
        touching = {a.paper: a for name in subjects for a in self.touching.get(name, ()) if a.effective <= day}
        made = [evolve(a, changes=tuple(c for c in a.changes if c.subject in wanted)) for a in touching.values()]
        held, _ = applied(facts, made, day, self.schedules.values()) if made else (as_of(facts, day), ())
        return Facts(held, self.schedules.values(), self.facts.titles)

    def looked_at(self, day: date) -> tuple[str, ...]:
        """The subjects that a day's changes may matter to: those changed, and those that share a text with them."""
        changed = self.changed[day]
        if any(kind not in self.apart for kind in changed.values()):
            return tuple(dict.fromkeys((*self.by_subject, *changed)))
        texts = [(f.property, loose(f.value)) for f in self._said(day, changed) if isinstance(f.value, str)]
        return tuple(dict.fromkeys((*changed, *(name for text in texts for name in self.alike.get(text, ())[:50]))))

    def _said(self, day: date, changed: Mapping[str, str]) -> Iterator[Fact]:
        for name in changed:
            yield from (fact for fact in self.by_subject.get(name, ()) if fact.origin.since == day)
            for amendment in self.touching.get(name, ()):
                if amendment.effective == day:
                    yield from (new for change in amendment.changes if change.subject == name for new in change.new)


def in_force(facts: Facts, day: date) -> Facts:
    """The facts of the day of the run: of the histories of schedules, what holds then."""
    if all(fact.origin == NO_ORIGIN for fact in facts):
        return facts
    return Facts(as_of(facts, day), facts.papers.values(), facts.titles, facts, facts.earlier)


def over_time(
    whole: Facts, day: date, apart: Collection[str], check: Check, *, all_told: bool = False
) -> tuple[Facts, tuple[Result, ...]]:
    """The facts of a day, and what is found on it and on every later one. `whole` has all that schedules ever held.

    With `all_told` what follows from an amendment that is found wrong by itself is told too.
    """
    days = Days.of(whole, day, apart)
    facts = in_force(whole, day)
    found = check(facts)
    return facts, merged(found, later_results(days, check, found, all_told=all_told))


def later_results(days: Days, check: Check, before: Iterable[Result], *, all_told: bool = False) -> tuple[Result, ...]:
    """What the rules find on later days: only what is broken or undecided then, and was not on the day before."""
    seen = {finding.id for result in before for finding in result.findings}
    found_first = (finding for result in before for finding in result.findings)
    in_doubt = frozenset[str]() if all_told else doubtful(days, found_first)
    clouding = list(_half_understood(days))
    found: dict[str, Result] = {}
    for day in days:
        subjects = days.looked_at(day)
        state = days.state(day, subjects)
        results = [result for result in check(state) if result.expected]
        doubted = {result.rule for result in results if _is_open(result)}
        was = _just_before(days, day, subjects, check, doubted) if doubted else {}
        for result in results:
            new = _kept_alone(result)
            if result.rule in doubted:
                new = _without(in_doubt, _news(days, day, state, was[result.rule], result, seen))
                new = _clouded(new, [each for each in clouding if each[0].effective <= day])
            if new is not None:
                found[result.rule] = _together(found[result.rule], new) if result.rule in found else new
    return tuple(found.values())


def _is_open(result: Result) -> bool:
    """Is something broken or undecided? Only then does it matter whether it was so on the day before.

    That a document says nothing at all of something is undecided of no subject, and no news of a later day.
    """
    return bool(result.findings) or any(each.subject for each in result.undecided)


def _kept_alone(result: Result) -> Result | None:
    """What is kept, without what is undecided of no subject; None where that is all there is."""
    if not result.undecided or not result.kept:
        return None if result.undecided else result
    return evolve(result, undecided=())


def _just_before(
    days: Days, day: date, subjects: Sequence[str], check: Check, rules: Collection[str]
) -> dict[str, Result]:
    return {result.rule: result for result in check(days.state(day - timedelta(1), subjects), rules)}


def doubtful(days: Days, findings: Iterable[Finding]) -> frozenset[str]:
    """The subjects of which an amendment is found wrong by itself: what would follow from it is not told besides.

    Where the finding is about the whole amendment, these are all that it changes.
    """
    made = {amendment.paper: amendment for amendment in days.made}
    by_id = {amendment.id: amendment for amendment in made.values()}
    found: set[str] = set()
    for finding in findings:
        own = finding.level == "error" and any(c.role == "found" and c.document in made for c in finding.citations)
        names = {finding.subject, *finding.values} if own else set()
        found |= names
        if finding.subject in by_id:
            found |= {change.subject for name in names & by_id.keys() for change in by_id[name].changes}
    return frozenset(found)


def _without(subjects: frozenset[str], result: Result) -> Result:
    findings = tuple(finding for finding in result.findings if finding.subject not in subjects)
    undecided = tuple(each for each in result.undecided if each.subject not in subjects)
    return evolve(result, findings=findings, undecided=undecided)


def _half_understood(days: Days) -> Iterator[tuple[Amendment, frozenset[str]]]:
    """The amendments of which something was not understood, with the schedules that they change."""
    for amendment in days.made:
        if amendment.status != "withdrawn" and days.facts.paper(amendment.paper).gaps:
            yield amendment, frozenset(paper.id for paper in targets(amendment, days.schedules.values()))


def _clouded(result: Result, clouding: Iterable[tuple[Amendment, frozenset[str]]]) -> Result:
    """What rests on a schedule that such an amendment changes is open, since it may be what was not understood."""
    for amendment, schedules in clouding:
        open_ = [f for f in result.findings if any(c.document in schedules for c in f.citations)]
        reason = f"{amendment.id} was not understood in full, and without the rest"
        more = (Undecided(f.subject, f"{reason}: {f.message}", (amendment.paper,)) for f in open_)
        findings = tuple(finding for finding in result.findings if finding not in open_)
        result = evolve(result, findings=findings, undecided=(*result.undecided, *more))
    return result


def merged(results: Iterable[Result], later: Iterable[Result]) -> tuple[Result, ...]:
    """The results of the day of the run, with those of later days."""
    more = {result.rule: result for result in later}
    return tuple(_together(result, more[result.rule]) if result.rule in more else result for result in results)


def _together(one: Result, other: Result) -> Result:
    return evolve(
        one,
        kept=one.kept + other.kept,
        findings=(*one.findings, *other.findings),
        undecided=(*one.undecided, *other.undecided),
        applicable=one.applicable or other.applicable,
    )


def _news(days: Days, day: date, state: Facts, was: Result, now: Result, seen: set[str]) -> Result:
    """What of a result is new on a day; notes that it was seen."""
    known = seen | {finding.id for finding in was.findings}
    findings = tuple(_dated(finding, days, day, state) for finding in now.findings if finding.id not in known)
    seen.update(finding.id for finding in now.findings)
    open_before = {(u.subject, u.reason) for u in was.undecided}
    undecided = tuple(
        evolve(u, reason=f"{_opening(days, day, u.subject)}: {u.reason}")
        for u in now.undecided
        if u.subject and (u.subject, u.reason) not in open_before
    )
    met = bool(findings or undecided or (now.kept and now.applicable))
    return evolve(now, kept=now.kept, findings=findings, undecided=undecided, applicable=met)


def _by(days: Days, day: date, subject: str, document: str = "") -> list[Amendment]:
    """The amendments that take effect on a day: those that touch the subject, if any does, in the document, if any."""
    today = [amendment for amendment in days.pending if amendment.effective == day]
    touching = [a for a in today if any(c.subject == subject for c in a.changes)] or today
    there = [a for a in touching if document and any(p.id == document for p in targets(a, days.schedules.values()))]
    return there or touching


def _opening(days: Days, day: date, subject: str, document: str = "") -> str:
    names = [amendment.id for amendment in _by(days, day, subject, document)]
    more = f"{len(names)} amendments" if len(names) > _MOST_NAMED else listed(names)
    return f"From {day_in_words(day)}, with {more}" if names else f"From {day_in_words(day)}"


def _dated(finding: Finding, days: Days, day: date, state: Facts) -> Finding:
    """A finding of a later day: its day and amendment come first, and its edits are edits to the amendment."""
    edits = tuple(_to_amendment(edit, state) for edit in finding.edits)
    citations = (*_cited(finding, days, day), *finding.citations)
    said = finding.message
    said = f"the {said[4:]}" if said.startswith("The ") else said
    message = f"{_opening(days, day, finding.subject, _found_in(finding))}: {said}"
    return evolve(finding, message=message, citations=citations, edits=edits)


def _found_in(finding: Finding) -> str:
    """The document in which something is wrong."""
    return next((c.document for c in finding.citations if c.role == "found"), "")


def _cited(finding: Finding, days: Days, day: date) -> Iterator[Citation]:
    """Where each amendment says what it changes of the subject."""
    for amendment in _by(days, day, finding.subject, _found_in(finding))[:_MOST_NAMED]:
        own = [c for c in amendment.changes if c.subject == finding.subject] or list(amendment.changes)
        own = [c for c in own if c.property == finding.property] or own
        new = next((fact for change in own for fact in (*change.new, *change.old)), None)
        place, section = (new.place, new.scope.section) if new else (own[0].place, "")
        quote = new.printed or str(new.value) if new else own[0].subject
        yield Citation("found", amendment.paper, section, quote, f"changes this from {day_in_words(day)}", place)


def _to_amendment(edit: Edit, state: Facts) -> Edit:
    for fact in state.of(edit.field):
        if (fact.scope.document, fact.subject) == (edit.document, edit.subject) and fact.origin.document:
            return evolve(edit, document=fact.origin.document, place=fact.origin.place)
    return edit
