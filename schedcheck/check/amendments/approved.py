"""`approved`: amendments change what their authority approves, nothing else, nothing less, and to the same values.

Runs over the docket and what each authority approves. Where nothing of an authority is among the documents, an agreed
amendment is left alone, since it was held against it when it was agreed, and a proposed one is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from schedcheck.amend import NO_DAY, Amendment
from schedcheck.amend.gathering import AMENDS
from schedcheck.amend.history import ROW_CHANGE
from schedcheck.check.agreeing import may_agree
from schedcheck.check.amendments.approval import Approval, approvals
from schedcheck.check.amendments.docket import AGREED
from schedcheck.check.amendments.old_values import sort_of
from schedcheck.check.amendments.rewrite import Rewrite, values_of
from schedcheck.check.amendments.saying import cell, cells, values
from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.pairing import paired
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, cite_subject, gaps, listed, subject_place, titles
from schedcheck.document import Paper
from schedcheck.fact import Fact
from schedcheck.finding import Citation, Edit
from schedcheck.record import frozen
from schedcheck.rule import Rule
from schedcheck.rule.relations import Approved


def approved(rule: Rule, slots: Approved, evidence: Evidence) -> Tally:
    """Rows: one finding for each amendment with rows too many, or for what all amendments to one schedule lack.

    Values: one finding for each cell that is changed to another value.
    """
    tally = Tally(rule)
    for authority, approval in approvals(evidence).items():
        amendments = evidence.docket.approved_by(authority)
        if not approval.scope(slots.of):
            _unknown(tally, amendments, approval, evidence)
        elif slots.compare == "rows":
            for group in _by_schedule(amendments):
                _Rows(tally, slots, approval, evidence, tuple(group)).judge()
        else:
            for amendment in amendments:
                for rewrite in evidence.docket.rewrites(amendment):
                    _judge_value(tally, slots, approval, rewrite, evidence)
    return tally


def _unknown(tally: Tally, amendments: Iterable[Amendment], approval: Approval, evidence: Evidence) -> None:
    what = "proposes a change" if approval.is_known else "is among the documents"
    for amendment in amendments:
        if amendment.status == AGREED or evidence.docket.is_in_force(amendment):
            tally.passed_over += 1
            continue
        reason = f"nothing of {approval.authority}, by which {amendment.id} is approved, {what}"
        tally.unsure(amendment.id, f"{reason}{gaps(approval.papers)}", [amendment.paper])


def _by_schedule(amendments: Iterable[Amendment]) -> list[list[Amendment]]:
    groups: dict[tuple[str, str, str], list[Amendment]] = {}
    for each in amendments:
        groups.setdefault((each.schedule, each.contract, each.region), []).append(each)
    return list(groups.values())


@frozen
class _Rows:
    """All amendments to one schedule by one authority, beside what that approves."""

    tally: Tally
    slots: Approved
    approval: Approval
    evidence: Evidence
    amendments: tuple[Amendment, ...]

    def judge(self) -> None:
        scope = self.approval.scope(self.slots.of)
        changed = {r.subject for a in self.amendments for r in self.evidence.docket.rewrites(a)}
        missing = [subject for subject in scope if subject not in changed and self._is_due(subject)]
        for number, amendment in enumerate(self.amendments):
            rewrites = [r for r in self.evidence.docket.rewrites(amendment) if r.changes]
            extra = [r for r in rewrites if r.subject not in scope and self._finds_its_row(r)]
            extra = [r for r in extra if not self._is_approved_by_value(r, rewrites)]
            by_the_way = [r for r in rewrites if r.subject in scope and not self._is_approved(r)]
            lacking = missing if number == 0 else []
            doubtful = [self.evidence.paper(d) for d in (amendment.paper, *(f.document for f in scope.values()))]
            open_ = [paper for paper in dict.fromkeys(doubtful) if paper.gaps]
            if (extra or by_the_way or lacking) and open_:
                self._leave_open(amendment, extra, by_the_way, lacking, open_)
            elif extra or lacking:
                self._tell(amendment, extra, lacking)
            if by_the_way and not open_:
                self._tell_collateral(amendment, by_the_way)
            self.tally.kept += not (extra or by_the_way or lacking)

    def _finds_its_row(self, rewrite: Rewrite) -> bool:
        """Is there such a row, or none where one is put in? Otherwise it is wrong whatever is approved."""
        docket, amendment = self.evidence.docket, rewrite.amendment
        where = (rewrite.subject, amendment.effective, amendment)
        found = [docket.timeline.has_row(paper.id, *where) for paper in docket.schedules(amendment)]
        return not found or amendment.effective == NO_DAY or any(each != (rewrite.op == "insert") for each in found)

    def _is_due(self, subject: str) -> bool:
        """Does a schedule hold another value of the subject than the authority approves? Without a day, in the end."""
        docket, first = self.evidence.docket, self.amendments[0]
        day = date.max if first.effective == NO_DAY else first.effective
        for paper in docket.schedules(first):
            for name in self.slots.of:
                proposed = self._proposed(subject, name)
                if not proposed or not docket.timeline.holds(paper.id, name):
                    continue
                entry = docket.timeline.before(paper.id, subject, name, day, first)
                if not entry or not may_agree(entry.facts[0].value, proposed[0].value):
                    return True
        return False

    def _proposed(self, subject: str, name: str) -> list[Fact]:
        return proposed(self.slots, self.approval, subject, name)

    def _is_approved(self, rewrite: Rewrite) -> bool:
        """A cell of a row that may be changed: one that the pack speaks of, or a part of a row that is put in."""
        if rewrite.op != "replace":
            return rewrite.op == "insert"
        name = rewrite.property
        return name in (*self.slots.of, *self.slots.also) or rewrite.subject in self.approval.proposals(name)

    def _is_approved_by_value(self, rewrite: Rewrite, rewrites: Sequence[Rewrite]) -> bool:
        """A row of another sort of subjects, as a list of measures has: its value is proposed for some subject."""
        for each in rewrites:
            name = self.slots.also.get(each.property, "")
            if each.subject == rewrite.subject and each.property not in self.slots.of and name and each.new:
                groups = self.approval.proposals(name).values()
                return any(may_agree(fact.value, each.new[0].value) for group in groups for fact in group)
        return False

    def _leave_open(
        self,
        amendment: Amendment,
        extra: Sequence[Rewrite],
        by_the_way: Sequence[Rewrite],
        lacking: Sequence[str],
        open_: Sequence[Paper],
    ) -> None:
        subjects = list(dict.fromkeys([*(r.subject for r in (*extra, *by_the_way)), *lacking]))
        reason = f"whether {amendment.id} changes what {self.approval.authority} approves of {listed(subjects)} is open"
        self.tally.unsure(subjects[0], f"{reason}{gaps(open_)}", [amendment.paper])

    def _tell(self, amendment: Amendment, extra: Sequence[Rewrite], lacking: Sequence[str]) -> None:
        scope = self.approval.scope(self.slots.of)
        where = titles(self.evidence.papers(scope.values()))
        wrong = list(dict.fromkeys(r.subject for r in extra))
        did = "takes out" if all(r.op == "delete" for r in extra) else "changes"
        parts = [f"{did} {listed(wrong)}, which {where} does not change"] if wrong else []
        parts += [f"lacks {listed(lacking)}, which {where} changes"] if lacking else []
        rows = list({r.subject: r.words[0] for r in reversed(extra) if r.words}.values())[::-1]
        self.tally.broken(
            wrong[0] if wrong else lacking[0],
            extra[0].property if extra else scope[lacking[0]].property,
            f"{amendment.id} {', and '.join(parts)}.",
            [*self._found(amendment, rows), *self._expected(lacking, scope)],
            (amendment.id, *sorted(wrong), "lacks", *sorted(lacking)),
            state="proposed",
            certainty=least_sure(rows),
            edits=list(self._edits(amendment, rows, lacking)),
        )

    def _found(self, amendment: Amendment, rows: Sequence[Fact]) -> Iterator[Citation]:
        for fact in rows:
            yield cite_subject(fact, "found", "not approved")
        if not rows:
            for fact in self.evidence.docket.words(amendment, [AMENDS]):
                yield cite(fact, "found", "lacks a row")

    def _expected(self, lacking: Sequence[str], scope: dict[str, Fact]) -> Iterator[Citation]:
        facts = [scope[subject] for subject in lacking] or list(scope.values())[:1]
        for number, fact in enumerate(facts):
            yield cite_subject(fact, "expected" if number else "authority", "approved here")

    def _edits(self, amendment: Amendment, rows: Sequence[Fact], lacking: Sequence[str]) -> Iterator[Edit]:
        """A row that stands for another."""
        here = list(dict.fromkeys(r.subject for r in self.evidence.docket.rewrites(amendment)))
        for wrong, right in paired([fact.subject for fact in rows], lacking, here, ()) if rows and lacking else ():
            fact = next(each for each in rows if each.subject == wrong)
            place, scope = subject_place(fact), fact.scope
            yield Edit("replace", scope.document, scope.section, wrong, fact.kind or "subject", wrong, right, place)

    def _tell_collateral(self, amendment: Amendment, by_the_way: Sequence[Rewrite]) -> None:
        first = by_the_way[0]
        did = "takes out" if first.op == "delete" else "also changes"
        facts = [r.words[0] for r in by_the_way if r.words] or self.evidence.docket.words(amendment)
        self.tally.broken(
            first.subject,
            first.property,
            f"{amendment.id} {did} the {cells(by_the_way, self.evidence)}, which nothing in {self.approval.authority} "
            f"changes.",
            [*(_at(fact, "not approved") for fact in facts), *self._expected([], self._scope_of(first))],
            (amendment.id, *sorted({part for r in by_the_way for part in (r.subject, r.property)})),
            state="proposed",
            certainty=least_sure(facts),
        )

    def _scope_of(self, rewrite: Rewrite) -> dict[str, Fact]:
        scope = self.approval.scope(self.slots.of)
        return {rewrite.subject: scope[rewrite.subject]}


def _at(fact: Fact, label: str) -> Citation:
    """A value at its place; the row where it says that all of it goes."""
    return (cite_subject if fact.property == ROW_CHANGE else cite)(fact, "found", label)


def proposed(slots: Approved, approval: Approval, subject: str, name: str) -> list[Fact]:
    """What an authority proposes for a cell, by its own name or by the one that may stand for it; the highest first."""
    names = [name, *([slots.also[name]] if name in slots.also else [])]
    facts = [fact for each in names for fact in approval.proposals(each).get(subject, ())]
    return sorted(facts, key=lambda fact: approval.evidence.rank(fact.scope.document))


def _judge_value(tally: Tally, slots: Approved, approval: Approval, rewrite: Rewrite, evidence: Evidence) -> None:
    scope = approval.scope(slots.of)
    if rewrite.property not in slots.of or not rewrite.new or not rewrite.changes or rewrite.rows > 1:
        tally.passed_over += 1
        return
    wanted = proposed(slots, approval, rewrite.subject, rewrite.property)
    if rewrite.subject not in scope or (wanted and sort_of(wanted[0].value) != sort_of(rewrite.new[0].value)):
        tally.passed_over += 1
    elif not wanted:
        reason = f"no document of {approval.authority} proposes the {cell(rewrite, evidence)}{gaps(approval.papers)}"
        tally.unsure(rewrite.subject, reason, [rewrite.amendment.paper])
    elif may_agree(wanted[0].value, rewrite.new[0].value):
        tally.kept += 1
    else:
        _is_another_value(tally, rewrite, wanted, evidence)


def _is_another_value(tally: Tally, rewrite: Rewrite, wanted: Sequence[Fact], evidence: Evidence) -> None:
    new = rewrite.new[0]
    alike = [fact for fact in wanted if may_agree(fact.value, wanted[0].value)]
    papers = evidence.papers(alike)
    scope = new.scope
    edit = Edit(
        "replace", scope.document, scope.section, new.subject, new.property, values([new]), values(alike[:1]), new.place
    )
    tally.broken(
        rewrite.subject,
        rewrite.property,
        f"{rewrite.amendment.id} changes the {cell(rewrite, evidence)} to {values(rewrite.new)}, but "
        f"{titles(papers)} {'propose' if len(papers) > 1 else 'proposes'} {values(alike[:1])}.",
        [
            cite(new, "found", "not what is approved"),
            *(cite(f, "expected" if n else "authority", "approved here") for n, f in enumerate(alike[:4])),
        ],
        (rewrite.amendment.id, *sorted(values_of(rewrite.new)), *sorted(values_of((alike[0],)))),
        state="proposed",
        certainty=least_sure((new, alike[0])),
        edits=[edit],
    )
