"""Relations over single entries of a list: `once`, `present`, `belongs`, `owned` and `excludes`.

Runs over evidence; each entry is judged beside the few facts that bear on it.
"""

from __future__ import annotations

from schedcheck.check.drafts import stands_in
from schedcheck.check.evidence import Evidence, by_document, by_subject, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import (
    cite,
    cite_subject,
    count_of,
    gaps,
    listed,
    normal,
    quoted,
    said,
    subject_place,
    title,
    titles,
)
from schedcheck.fact import NONE, Fact
from schedcheck.finding import Edit
from schedcheck.quantity import Quantity
from schedcheck.rule import Rule
from schedcheck.rule.relations import Belongs, Excludes, Once, Owned, Present


def once(rule: Rule, slots: Once, evidence: Evidence) -> Tally:
    """One finding for each subject that stands in two rows of one list."""
    tally = Tally(rule)
    for name in slots.of:
        groups = by_subject(evidence.judged(name, rule.only)) if rule.only else evidence.stated(name)
        for facts in groups.values():
            _each_list_once(tally, facts, evidence)
    return tally


def _each_list_once(tally: Tally, facts: list[Fact], evidence: Evidence) -> None:
    """The facts of one subject and property: no two in two rows of one list, whatever their state."""
    seen: dict[tuple[str, int, str], Fact] = {}
    told: set[tuple[str, int]] = set()
    for fact in facts:
        scope = fact.scope
        key = (scope.document, scope.number, fact.state)
        first = seen.get(key)
        if first is None:
            seen[key] = fact
        elif key[:2] not in told and _other_row(first, fact):
            told.add(key[:2])
            _twice(tally, first, fact, evidence)
    tally.kept += len(seen) - len(told)


def _other_row(first: Fact, second: Fact) -> bool:
    rows = {(fact.place.table, fact.place.row) for fact in (first, second)}
    return len(rows) == 2 and all(row for _, row in rows)


def _twice(tally: Tally, first: Fact, second: Fact, evidence: Evidence) -> None:
    scope = second.scope
    place = subject_place(second)
    kind = second.kind or "subject"
    same = first.value == second.value
    edit = Edit("delete", scope.document, scope.section, second.subject, kind, second.subject, "", place)
    differ = "" if same else f", with {quoted(first)} and with {quoted(second)}"
    tally.broken(
        second.subject,
        second.property,
        f"{title(evidence.paper(scope.document))} lists {second.subject} twice in one list{differ}.",
        [cite_subject(second, "found", "listed again"), cite_subject(first, "expected", "listed here first")],
        (scope.document, normal(first.value), normal(second.value)),
        state=second.state,
        certainty=least_sure((first, second)),
        edits=[edit] if same else [],
    )


def present(rule: Rule, slots: Present, evidence: Evidence) -> Tally:
    """One finding for each subject without a value of the needed property in the same document."""
    tally = Tally(rule)
    needed = {(fact.scope.document, fact.subject) for fact in evidence.asserted(slots.needs)}
    for name in slots.of:
        seen: set[tuple[str, str]] = set()
        for fact in evidence.judged(name, rule.only):
            key = (fact.scope.document, fact.subject)
            if key in seen:
                continue
            seen.add(key)
            if key in needed:
                tally.kept += 1
            else:
                _lacks(tally, slots, fact, evidence)
    return tally


def _lacks(tally: Tally, slots: Present, fact: Fact, evidence: Evidence) -> None:
    paper, needed = evidence.paper(fact.scope.document), evidence.facts.title(slots.needs)
    if paper.gaps:
        tally.unsure(fact.subject, f"{title(paper)} gives no {needed} of {fact.subject}{gaps([paper])}", [paper.id])
        return
    tally.broken(
        fact.subject,
        slots.needs,
        f"{title(paper)} gives no {needed} of {fact.subject} ({said(fact)}).",
        [cite(fact, "found", f"no {needed} is given")],
        (fact.scope.document,),
        state=fact.state,
    )


def belongs(rule: Rule, slots: Belongs, evidence: Evidence) -> Tally:
    """One finding for each subject that is neither its value nor below it, part by part."""
    tally = Tally(rule)
    for name in slots.of:
        wrong: dict[tuple[str, str], list[Fact]] = {}
        for fact in evidence.judged(name, rule.only):
            above = str(fact.value)
            if fact.subject == above or fact.subject.startswith(f"{above}."):
                tally.kept += 1
            else:
                wrong.setdefault((fact.subject, above), []).append(fact)
        for facts in wrong.values():
            _is_not_below(tally, facts, evidence)
    return tally


def _is_not_below(tally: Tally, facts: list[Fact], evidence: Evidence) -> None:
    first = facts[0]
    name = evidence.facts.title(first.property)
    tally.broken(
        first.subject,
        first.property,
        f"{titles(evidence.papers(facts))} gives {said(first)} as the {name} of {first.subject}, which does not "
        f"belong to it.",
        [cite(fact, "found", f"{fact.subject} is not below it") for fact in facts],
        (normal(first.value),),
        state=first.state,
        certainty=least_sure(facts),
    )


def owned(rule: Rule, slots: Owned, evidence: Evidence) -> Tally:
    """One finding for each document, draft and property with figures of another owner in the draft's section."""
    tally = Tally(rule)
    owners = evidence.stated(slots.owner)
    drafts = {(f.scope.document, f.scope.section, f.subject): f for f in reversed(evidence.pack(slots.draft))}
    given = {name: {own[0].document: own for own in by_document(evidence.pack(name))} for name in slots.belong}
    for draft in reversed(drafts.values()):
        if draft.subject not in owners:
            documents = [draft.scope.document]
            tally.unsure(
                draft.subject, f"the {evidence.facts.title(slots.owner)} of {draft.subject} is not known", documents
            )
            continue
        owner = owners[draft.subject][0]
        for name, whose in sorted(slots.belong.items()):
            own = given[name].get(draft.scope.document, ())
            figures = [fact for fact in own if stands_in(fact, draft)]
            if whose == str(owner.value) or not figures:
                tally.kept += 1
            else:
                _of_another(tally, draft, owner, whose, figures, evidence)
    return tally


def _of_another(tally: Tally, draft: Fact, owner: Fact, whose: str, figures: list[Fact], evidence: Evidence) -> None:
    rows = list({fact.subject: fact for fact in reversed(figures)}.values())[::-1]
    name = evidence.facts.title(figures[0].property)
    tally.broken(
        draft.subject,
        figures[0].property,
        f"{title(evidence.paper(draft.scope.document))} drafts {draft.subject}, which is the {owner.value}'s, with "
        f"figures of {name}, which are the {whose}'s, for {listed(fact.subject for fact in rows)}.",
        [
            *(cite(fact, "found", f"the {whose}'s figure") for fact in rows[:3]),
            cite(draft, "context", "what is drafted here"),
            cite(owner, "authority", "whose it is"),
        ],
        (draft.scope.document, whose, str(owner.value)),
        certainty=least_sure(rows),
    )


def excludes(rule: Rule, slots: Excludes, evidence: Evidence) -> Tally:
    """One finding for each subject that has a value above nought although something says that it has none."""
    tally = Tally(rule)
    reasons = by_subject(evidence.judged(slots.when, rule.only))
    for name in slots.of:
        stated = evidence.stated(name)
        for subject, when in reasons.items():
            above = [fact for fact in stated.get(subject, []) if _is_above_nought(fact)]
            if above:
                _excluded(tally, when, above, evidence)
            elif subject in stated:
                tally.kept += 1
            else:
                tally.unsure(subject, _not_known(name, when[0], evidence), [fact.scope.document for fact in when])
    return tally


def _not_known(name: str, when: Fact, evidence: Evidence) -> str:
    what = evidence.facts.title(name)
    if when.kind == "document":
        return f"whether there is an {what} in {title(evidence.paper(when.scope.document))} is not known"
    return f"no document gives a {what} of {when.subject}"


def _is_above_nought(fact: Fact) -> bool:
    return fact.value.high > 0 if isinstance(fact.value, Quantity) else fact.value != NONE


def _excluded(tally: Tally, when: list[Fact], above: list[Fact], evidence: Evidence) -> None:
    first, reason = above[0], when[0]
    if first.kind == "document":
        _excluded_of_itself(tally, when, above, evidence)
        return
    tally.broken(
        first.subject,
        first.property,
        f"The {evidence.facts.title(first.property)} of {first.subject} is {said(first)} in "
        f"{titles(evidence.papers(above))}, but {title(evidence.paper(reason.scope.document))} says "
        f"‘{reason.printed or said(reason)}’.",
        [
            *(cite(fact, "found", "more than nothing") for fact in above),
            *(cite(fact, "expected", "says that it is not needed") for fact in when),
        ],
        tuple(dict.fromkeys(normal(fact.value) for fact in above)),
        certainty=least_sure((first, reason)),
    )


def _excluded_of_itself(tally: Tally, when: list[Fact], above: list[Fact], evidence: Evidence) -> None:
    """The same of a document: what it says of itself, and how many things in it are against that."""
    first, reason = above[0], when[0]
    name = evidence.facts.title(first.property)
    tally.broken(
        first.subject,
        first.property,
        f"{title(evidence.paper(first.scope.document))} says ‘{reason.printed or said(reason)}’ of itself, but "
        f"{'there is' if len(above) == 1 else 'there are'} {count_of(len(above), name)} in it.",
        [
            *(cite(fact, "found", name) for fact in above),
            *(cite(fact, "expected", "what it says of itself") for fact in when),
        ],
        tuple(dict.fromkeys(normal(fact.value) for fact in above)),
        certainty=least_sure((first, reason)),
    )
