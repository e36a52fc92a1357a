"""What stands at the top of a drafted amendment: whose it is, by what authority and when, as far as documents say so.

Part of the story of `draft-can`. What they do not say, or say in two ways, stays a gap with a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve

from schedcheck.amend.drafted import Heading
from schedcheck.amend.drafting import Draft
from schedcheck.app.setting import Setting
from schedcheck.fact import Fact, Facts
from schedcheck.quantity import Period
from schedcheck.rule.relations import StartsTogether
from schedcheck.vocabulary import DocumentKind, Vocabulary

_FOR_NOW = date(2000, 1, 1)
"""Stands in for a date that is not known while a draft is read back."""


def heading_of(draft: Draft, kind: DocumentKind, name: str, facts: Facts, setting: Setting) -> Heading:
    """The top of the file, with hints for what is not known."""
    vocabulary = setting.words.vocabulary
    schedule = _called(draft, vocabulary)
    authority, days = _authority(facts, vocabulary), _days(facts, setting)
    hints = {
        "id": "what this amendment is called",
        "schedule": f"which schedule of the {draft.contract} contract holds these values; none that is here does",
        "contract": "whose contract this schedule belongs to",
        "authority": _which("what approves this change", authority),
        "effective": _which("the day on which this takes effect, as year-month-day", [str(day) for day in days]),
    }
    exact = [day.first for day in days if day.is_day]
    return Heading(
        kind.kind,
        name,
        f"{kind.title} to {_title(draft, vocabulary)}",
        draft.contract,
        schedule,
        draft.region,
        authority[0] if len(authority) == 1 else "",
        exact[0] if len(set(exact)) == 1 and all(day.first <= exact[0] <= day.last for day in days) else None,
        hints,
    )


def for_now(heading: Heading) -> Heading:
    """The heading with something in each gap, to be read back."""
    return evolve(
        heading,
        id=heading.id or "1",
        effective=heading.effective or _FOR_NOW,
        schedule=heading.schedule or "1",
        contract=heading.contract or "1",
        authority=heading.authority or "1",
    )


def _which(what: str, candidates: Sequence[str]) -> str:
    return f"{what} ({', or '.join(dict.fromkeys(candidates))})" if candidates else what


def _called(draft: Draft, vocabulary: Vocabulary) -> str:
    """What an amendment calls the schedule: a name by which it is found again; "" where it is not known."""
    if draft.paper is None:
        return ""
    kind = vocabulary.kind(draft.paper.kind)
    titles = sorted({*kind.titles} - {kind.kind}, key=lambda title: (len(title), title)) if kind else []
    names = [*(kind.names if kind else ()), *titles, draft.paper.kind]
    return next(n for n in (*names, "") if not n or vocabulary.named(n, draft.contract) in {draft.paper.kind, ""})


def _title(draft: Draft, vocabulary: Vocabulary) -> str:
    if draft.paper is None:
        return f"the {draft.contract} contract"
    kind = vocabulary.kind(draft.paper.kind)
    return kind.names[0] if kind and kind.names else draft.paper.title


def _authority(facts: Facts, vocabulary: Vocabulary) -> list[str]:
    """The changes that the documents are about."""
    kind = vocabulary.prefixed.kind if vocabulary.prefixed else ""
    return list(dict.fromkeys(f.subject for f in _said(facts) if kind and f.kind == kind and f.subject != f.value))


def _days(facts: Facts, setting: Setting) -> list[Period]:
    """When the documents say that the change starts."""
    relations = [rule.relation for rule in setting.rules]
    names = {name for relation in relations if isinstance(relation, StartsTogether) for name in relation.dated_by}
    said = [fact for name in sorted(names) for fact in facts.of(name) if not facts.paper(fact.document).schedule]
    return [fact.value for fact in said if isinstance(fact.value, Period) and fact.asserted]


def _said(facts: Facts) -> Iterator[Fact]:
    for fact in facts:
        paper = facts.paper(fact.document)
        if fact.asserted and not (paper.schedule or paper.opinion or paper.amends):
            yield fact
