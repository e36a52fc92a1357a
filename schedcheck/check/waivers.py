"""The relation over waivers: `waivers`. What became of each was judged before; this says it.

Runs over evidence that holds waivers alone: a waiver is judged by the findings of the other rules.
"""

from __future__ import annotations

from collections.abc import Mapping

from schedcheck.check.evidence import Evidence
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite
from schedcheck.fact import Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import Waivers

_NOT_JUDGED = "not-judged"

_SAID: Mapping[str, tuple[str, str]] = {
    "unused": ("waives nothing: its rule, {rule}, finds no such thing any more", "no such finding"),
    "ended": ("ended on {ends}, and what it waived is still there", "ended"),
    "ends-soon": ("ends on {ends}", "ends soon"),
    "void": ("accepts other values than there are, and waives nothing", "other values"),
    "not-begun": ("has not begun, and waives nothing yet", "not begun"),
}
"""State -> what is said of such a waiver, and the label beside it."""


def waivers(rule: Rule, slots: Waivers, evidence: Evidence) -> Tally:
    """One finding for each waiver in one of the states; undecided where its rule gave no verdict."""
    tally = Tally(rule)
    about = {
        name: {fact.subject: str(fact.value) for fact in evidence.facts.of(name)}
        for name in ("waived-rule", "waiver-owner", "waiver-ends")
    }
    for fact in evidence.facts.of("waiver"):
        state = str(fact.value)
        if state in slots.states:
            _tell(tally, fact, state, {name: known.get(fact.subject, "") for name, known in about.items()})
        elif state == _NOT_JUDGED and _NOT_JUDGED not in slots.states:
            reason = "its rule did not run, or could not decide everything"
            tally.unsure(f"the waiver of {fact.subject}", reason)
        else:
            tally.kept += 1
    return tally


def _tell(tally: Tally, fact: Fact, state: str, about: Mapping[str, str]) -> None:
    what, label = _SAID[state]
    words = what.format(rule=about["waived-rule"], ends=about["waiver-ends"])
    owner = f"; its owner is {about['waiver-owner']}" if about["waiver-owner"] else ""
    tally.broken(
        fact.subject,
        fact.property,
        f"The waiver of {fact.subject} {words}{owner}.",
        [cite(fact, "found", label)],
        (state,),
    )
