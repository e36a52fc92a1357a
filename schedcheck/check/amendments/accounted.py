"""`accounted`: what schedules hold is what they held in an earlier state, but for what amendments change.

Runs where a run is compared with another state. Both states are taken with the same amendments, so that one which is
written into a schedule says no more than one which still waits. Order, layout and places do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve

from schedcheck.amend import NO_DAY, Amendment
from schedcheck.amend.applying import name_of
from schedcheck.check.amendments.approval import Approval
from schedcheck.check.amendments.docket import WITHDRAWN, Docket
from schedcheck.check.amendments.rewrite import rewrites_of
from schedcheck.check.amendments.saying import day, values
from schedcheck.check.amendments.timeline import Entry, Timeline
from schedcheck.check.counterparts import counterparts
from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, cite_subject, gaps, listed, normal, title
from schedcheck.document import Paper
from schedcheck.fact import Earlier, Fact
from schedcheck.finding import Citation, Edit
from schedcheck.record import frozen
from schedcheck.rule import Rule
from schedcheck.rule.relations import Accounted

_NOTHING = Entry(date.min, "")


def accounted(rule: Rule, slots: Accounted, evidence: Evidence) -> Tally:
    """One finding for each row of a schedule that is another than before, and for each schedule that is gone."""
    tally = Tally(rule)
    earlier = evidence.facts.earlier
    if earlier is None:
        return tally
    if earlier.problem:
        tally.unsure("", f"what schedules held in {earlier.name} is not known: {earlier.problem}")
        return tally
    states = _States.of(slots, evidence, earlier)
    before = [paper for paper in earlier.facts.papers.values() if _is_judged(paper, rule)]
    papers = [paper for paper in evidence.facts.papers.values() if paper.id not in earlier.shipped]
    partners = counterparts(before, [paper for paper in papers if _is_judged(paper, rule)])
    for new, old in partners.items():
        _Schedule(tally, states, evidence.paper(new), old).judge()
    known = {paper.id for paper in partners.values()}
    for paper in before:
        if paper.id not in known:
            _is_gone(tally, paper, earlier)
    return tally


def _is_judged(paper: Paper, rule: Rule) -> bool:
    return paper.schedule and (paper.kind in rule.only if rule.only else bool(paper.contract))


def _is_gone(tally: Tally, paper: Paper, earlier: Earlier) -> None:
    tally.broken(
        title(paper),
        "",
        f"{title(paper)} is no longer among the schedules, and {earlier.name} holds it.",
        [Citation("found", earlier.spot(paper), "", "", "stands there alone")],
        (paper.kind, paper.contract, paper.region),
    )


@frozen
class _States:
    """Both states as lines of time, under the amendments of either."""

    slots: Accounted
    evidence: Evidence
    earlier: Earlier
    was: Timeline
    now: Timeline
    before: Docket

    @classmethod
    def of(cls, slots: Accounted, evidence: Evidence, earlier: Earlier) -> _States:
        before, docket = Docket(earlier.facts), evidence.docket
        known = {name_of(each.id) for each in docket.every}
        made = (*docket.live, *(each for each in before.live if name_of(each.id) not in known))
        dated = [each for each in made if each.effective != NO_DAY]
        was, now = (
            Timeline(state.facts, ((a, rewrites_of(a), paper) for a in dated for paper in state.schedules(a)))
            for state in (before, docket)
        )
        return cls(slots, evidence, earlier, was, now, before)

    def amendment(self, name: str) -> Amendment | None:
        """One by its name, in whatever state."""
        every = (*self.evidence.docket.every, *self.before.every)
        return next((each for each in every if name_of(each.id) == name_of(name)), None)

    def is_withdrawn_since(self, name: str) -> bool:
        """Was an amendment withdrawn after the earlier state?"""
        now = next((a for a in self.evidence.docket.every if name_of(a.id) == name_of(name)), None)
        then = next((a for a in self.before.every if name_of(a.id) == name_of(name)), None)
        return bool(now and now.status == WITHDRAWN and not (then and then.status == WITHDRAWN))

    def allows(self, by: str, subject: str, name: str, facts: Sequence[Fact]) -> bool:
        """Do the documents of a modification propose these values?"""
        if not by or name not in self.slots.of:
            return False
        proposals = Approval(by, self.evidence).proposals(name).get(subject, ())
        held = self.evidence.schedules
        proposed = {_plain(fact) for fact in proposals if fact.scope.document not in held}
        return bool(proposed) and {_plain(fact) for fact in facts} <= proposed


@frozen
class _Change:
    """One cell that is another from a day on: what it holds now and what it held, of which one may be nothing."""

    subject: str
    property: str
    since: date
    new: Entry
    old: Entry


@frozen
class _Schedule:
    """One schedule beside its earlier state."""

    tally: Tally
    states: _States
    paper: Paper
    old: Paper

    def judge(self) -> None:
        was, now = self.states.was, self.states.now
        for subject in dict.fromkeys((*now.subjects(self.paper.id), *was.subjects(self.old.id))):
            names = dict.fromkeys((*now.names(self.paper.id, subject), *was.names(self.old.id, subject)))
            changes = [change for name in names for change in self._change(subject, name)]
            left = [each for each in changes if not self._is_accounted_for(each)]
            if not left:
                self.tally.kept += 1
            elif doubtful := [paper for paper in (self.paper, self.old) if paper.gaps]:
                reason = f"whether {title(self.paper)} holds of {subject} what {self._name} does is open"
                self.tally.unsure(subject, f"{reason}{gaps(doubtful)}", [self.paper.id])
            elif self._rests_on_unknown(left):
                by = listed(dict.fromkeys(each.new.by for each in left))
                reason = f"{by}, by which {title(self.paper)} changes {subject}, is not among the documents"
                self.tally.unsure(subject, reason, [self.paper.id])
            else:
                self._tell(subject, left)

    @property
    def _name(self) -> str:
        return self.states.earlier.name

    def _change(self, subject: str, name: str) -> Iterator[_Change]:
        """The first difference in the history of a cell."""
        now = _course(self.states.now, self.paper.id, subject, name)
        was = _course(self.states.was, self.old.id, subject, name)
        for since in sorted({entry.since for entry in (*now, *was)}):
            new, old = _at(now, since), _at(was, since)
            if _values(new) != _values(old):
                yield _Change(subject, name, since, new, old)
                return

    def _is_accounted_for(self, change: _Change) -> bool:
        if change.old.by and self.states.is_withdrawn_since(change.old.by):
            return True
        return self.states.allows(change.new.by, change.subject, change.property, change.new.facts)

    def _rests_on_unknown(self, changes: Sequence[_Change]) -> bool:
        """Do they name amendments, where none is kept among the documents?"""
        kept = self.states.evidence.docket.every or self.states.before.every
        return not kept and all(each.new.by for each in changes)

    def _tell(self, subject: str, changes: Sequence[_Change]) -> None:
        new = [fact for each in changes for fact in each.new.facts[:1]]
        old = [each.old for each in changes if each.old.facts]
        gone = not new and len(changes) == len(self.states.was.names(self.old.id, subject))
        if gone:
            when = "" if changes[0].since == date.min else f" from {day(changes[0].since)}"
            what = f"{title(self.paper)} no longer has {subject}{when}, which {self._name} has"
        elif not self.states.was.names(self.old.id, subject):
            what = f"{title(self.paper)} has {subject}, which {self._name} does not have"
        else:
            what = listed(_told(each, self.paper, self._name, self.states) for each in changes)
        first = changes[0]
        self.tally.broken(
            subject,
            "" if len(changes) > 1 else first.property,
            f"{what}, and {_behind(changes, self.states)}.",
            [*self._found(new), *self._held(old, whole=gone)],
            (self.paper.kind, self.paper.contract, self.paper.region, *_identity(changes)),
            state="in-force",
            certainty=least_sure((*new, *(entry.facts[0] for entry in old))),
            edits=list(self._edits(changes)),
        )

    def _found(self, new: Sequence[Fact]) -> Iterator[Citation]:
        """What stands in the schedule now; where nothing does, the schedule."""
        yield from (cite(fact, "found", "not what it was") for fact in new)
        if not new:
            yield Citation("found", self.paper.id, "", "", "no longer here")

    def _held(self, old: Sequence[Entry], *, whole: bool) -> Iterator[Citation]:
        """The same in the earlier state, at its place there; of a row that is gone its name alone.

        What an amendment makes of it is cited where that says so.
        """
        spot, label = self.states.earlier.spot(self.old), f"as it is in {self._name}"
        for number, entry in enumerate(old[:1] if whole else old):
            made = cite_subject if whole else cite
            one = made(entry.facts[0], "expected" if number else "authority", label)
            if entry.amendment is None:
                yield Citation(one.role, spot, one.section, one.quote, one.label, one.place)
            elif entry.amendment in self.states.evidence.docket.every:
                yield evolve(one, label="what the amendment says")

    def _edits(self, changes: Sequence[_Change]) -> Iterator[Edit]:
        """The values that a cell had, in place of those that it has, where each is one."""
        for each in changes:
            if len(each.new.facts) == len(each.old.facts) == 1 and each.new.since == each.old.since:
                fact = each.new.facts[0]
                words = (values([fact]), values(each.old.facts))
                scope = fact.scope
                yield Edit("replace", scope.document, scope.section, each.subject, each.property, *words, fact.place)


def _course(line: Timeline, document: str, subject: str, name: str) -> list[Entry]:
    """What a cell holds one after the other: of two entries that say the same, the first."""
    found: list[Entry] = []
    for entry in line.course(document, subject, name):
        if _values(entry) != (_values(found[-1]) if found else frozenset()):
            found.append(entry)
    return found


def _at(course: Sequence[Entry], since: date) -> Entry:
    return next((entry for entry in reversed(course) if entry.since <= since), _NOTHING)


def _values(entry: Entry) -> frozenset[str]:
    return frozenset(map(_plain, entry.facts))


def _plain(fact: Fact) -> str:
    """A value however it is printed: in whatever case and with whatever blanks."""
    return " ".join(normal(fact.value).casefold().split())


def _told(change: _Change, paper: Paper, name: str, states: _States) -> str:
    """One cell in words, with the day where it is not what always held."""
    cell = f"{states.evidence.facts.title(change.property)} of {change.subject}"
    when = "" if change.since == date.min else f" from {day(change.since)}"
    if not change.new.facts:
        return f"{title(paper)} has no {cell}{when}, which is {values(change.old.facts)} in {name}"
    beside = f"which is {values(change.old.facts)}" if change.old.facts else "of which nothing is known then"
    where = f"by {change.old.by}" if change.old.amendment and change.old.facts else f"in {name}"
    return f"{title(paper)} gives {values(change.new.facts)} as the {cell}{when}, {beside} {where}"


def _behind(changes: Sequence[_Change], states: _States) -> str:
    """That no amendment says so: what is known of the one that an entry names."""
    for by in dict.fromkeys(each.new.by for each in changes):
        known = states.amendment(by) if by else None
        if by and known is None:
            return f"{by}, by which it should hold, is not among the amendments"
        if known and known.status == WITHDRAWN:
            return f"{by}, by which it should hold, is withdrawn"
        if known:
            return f"{by}, by which it should hold, does not say so"
    return "no amendment says so"


def _identity(changes: Sequence[_Change]) -> Iterator[str]:
    for each in changes:
        yield from (
            each.property,
            each.since.isoformat(),
            *sorted(_values(each.new)),
            "was",
            *sorted(_values(each.old)),
        )
