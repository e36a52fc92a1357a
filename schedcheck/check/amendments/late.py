"""`follows`: amendments that come too late for the history of their cells.

Runs over the docket. An amendment takes effect after all that its cells hold by now.
"""

from __future__ import annotations

from collections.abc import Iterator

from schedcheck.amend import NO_DAY
from schedcheck.amend.gathering import EFFECTIVE
from schedcheck.check.amendments.rewrite import Rewrite
from schedcheck.check.amendments.saying import cell, day, values
from schedcheck.check.amendments.timeline import Entry
from schedcheck.check.evidence import Evidence, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, listed, title
from schedcheck.fact import Fact
from schedcheck.finding import Citation
from schedcheck.rule import Rule
from schedcheck.rule.relations import Follows


def follows(rule: Rule, slots: Follows, evidence: Evidence) -> Tally:
    """One finding for each amendment that takes effect before something that is in its schedule's history already."""
    tally = Tally(rule)
    docket = evidence.docket
    for amendment in docket.live:
        if amendment.effective == NO_DAY:
            reason = f"{amendment.id} does not say when it takes effect"
            tally.unsure(amendment.id, reason, [amendment.paper])
            continue
        late: dict[tuple[str, str], tuple[Rewrite, Entry]] = {}
        for rewrite in docket.rewrites(amendment):
            for paper in docket.schedules(amendment):
                cell_at = (paper.id, rewrite.subject, rewrite.property)
                entry = docket.timeline.after(*cell_at, amendment.effective, amendment)
                if entry:
                    late.setdefault((rewrite.subject, rewrite.property), (rewrite, entry))
        if late:
            _is_overtaken(tally, list(late.values()), evidence)
        else:
            tally.kept += 1
    return tally


def _is_overtaken(tally: Tally, late: list[tuple[Rewrite, Entry]], evidence: Evidence) -> None:
    rewrite, entry = late[0]
    amendment, docket = rewrite.amendment, evidence.docket
    cells = listed(cell(each, evidence) for each, _ in late)
    when = docket.words(amendment, [EFFECTIVE])
    tally.broken(
        amendment.id,
        EFFECTIVE,
        f"{amendment.id} changes the {cells} from {day(amendment.effective)}, but {title(evidence.paper(_at(entry)))} "
        f"has had {values(entry.facts)} since {day(entry.since)}, by {entry.by or 'what is in force'}.",
        [*_found(when, rewrite), cite(entry.facts[0], "authority", "set later already")],
        (amendment.id, entry.since.isoformat(), *sorted(each.subject for each, _ in late)),
        certainty=least_sure(when),
    )


def _at(entry: Entry) -> str:
    return entry.facts[0].scope.document


def _found(when: list[Fact], rewrite: Rewrite) -> Iterator[Citation]:
    yield from (cite(fact, "found", "too early") for fact in when or rewrite.facts[:1])
