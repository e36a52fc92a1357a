"""What holds for every diagnosis: no remedy breaks a rule that held, and what was tried on a few facts holds for all.

Packs are made up: one change told by several documents, with a few things in it changed at random.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from schedcheck.check import RELATIONS, check
from schedcheck.diagnose import diagnose
from schedcheck.diagnose.anew import Anew
from schedcheck.diagnose.reach import REACHES
from schedcheck.diagnose.trial import Trial
from schedcheck.diagnose.trying import tries
from schedcheck.fact import Fact, Facts
from schedcheck.finding import Finding
from tests.packs import (
    APPENDIX,
    ASSESSMENT,
    LEGAL,
    MARGINS,
    MEASURES,
    NEEDS,
    REGISTRY,
    REPORT,
    all_rules,
    fact,
    index,
    read,
)
from tests.shared import PROJECT

IDS = ("6.14.1", "6.14.2", "6.15.1", "7.9", "4.8.1")
CHANGED = IDS[:2] + IDS[3:4]
TIMES = ("30 seconds", "31 seconds", "24 hours", "24 minutes", "4 seconds", "25 seconds", "2 hours")
PARTIES = ("Large Suppliers", "Small Suppliers", "DCC")
LINES = {"A": "£10", "B": "£20", "C": "£5"}


def right_pack() -> list[Fact]:
    """A pack that keeps every rule that it speaks of: a page of made-up figures."""
    facts: list[Fact] = []
    for document in (LEGAL, NEEDS, REPORT):
        for row, subject in enumerate(CHANGED, 1):
            facts.append(fact(document, "target-response-time", subject, "24 hours", row=row))
            facts.append(fact(document, "target-response-time", subject, "30 seconds", "proposed", row=row))
            facts.append(fact(document, "name", subject, f"Service {subject}", row=row))
            facts.append(fact(document, "mentioned-id", subject, subject, row=row))
    for row, subject in enumerate(CHANGED, 1):
        for name, value in (("dcc-sm1", "30 seconds"), ("dsp-sm1.1", "4 seconds"), ("csp-sm4", "25 seconds")):
            facts.append(fact(ASSESSMENT, name, subject, value, "proposed", row=row))
        facts.append(fact(ASSESSMENT, "name", subject, f"Service {subject}", row=row))
    for document in (REPORT, ASSESSMENT):
        facts += [fact(document, "cost", s, v, number=3, row=n) for n, (s, v) in enumerate(LINES.items(), 1)]
        facts.append(fact(document, "cost-total", "M", "£35", number=4))
        facts += [
            fact(document, "impacted-party", "M", party, number=5, line=600 + n) for n, party in enumerate(PARTIES)
        ]
    facts += [fact(REGISTRY, "name", s, f"Service {s}", number=9, line=900 + n) for n, s in enumerate(IDS)]
    facts += [fact(REGISTRY, "eligible-user", s, "Import Supplier", number=9, line=900 + n) for n, s in enumerate(IDS)]
    facts += [fact(REGISTRY, "service-reference", s, s, number=9, line=900 + n) for n, s in enumerate(IDS)]
    facts += [
        fact(APPENDIX, "target-response-time", s, "24 hours", number=9, line=950 + n) for n, s in enumerate(CHANGED)
    ]
    facts.append(fact(MARGINS, "margin", "30 s", "1 second", number=9))
    facts += [
        fact(MEASURES, "contracted-target", t, t, number=9, line=990 + n)
        for n, t in enumerate(("25 seconds", "2 hours"))
    ]
    return facts


@st.composite
def packs(draw: st.DrawFn) -> Facts:
    facts = right_pack()
    ours = [n for n, f in enumerate(facts) if f.state != "in-force"]
    for number in sorted(draw(st.sets(st.sampled_from(ours), min_size=1, max_size=5)), reverse=True):
        facts[number : number + 1] = draw(st.sampled_from(list(changed(facts[number]))))
    return index(*facts)


def changed(each: Fact) -> list[list[Fact]]:
    """One fact wrong in every way: another value, another subject, gone, twice."""
    texts = {"cost": ["£11", "£20"], "cost-total": ["£36"], "impacted-party": ["Gas Network Operators"]}
    texts |= {"name": ["Service 7.9", "Service 6.15.1", "Servise"], "mentioned-id": ["6.14.2"]}
    values = [read(text) for text in texts.get(each.property, list(TIMES))]
    return [
        *([evolve(each, value=value, printed=str(value))] for value in values),
        *([evolve(each, subject=subject)] for subject in IDS if each.kind == "service-request" and "." in each.subject),
        [],
        [each, evolve(each, place=evolve(each.place, row=each.place.row + 7 if each.place.row else 0))],
    ]


def by_id(facts: Facts) -> dict[str, Finding]:
    return {f.id: f for result in check(all_rules(), facts) for f in result.findings}


def broken_checks(findings: Sequence[Finding]) -> set[tuple[str, str, str, str]]:
    return {(f.rule, f.property, f.state, f.citations[0].document) for f in findings}


@settings(max_examples=150, deadline=None)
@given(packs())
def test_what_was_tried_on_a_few_facts_holds_for_all_of_them(facts: Facts) -> None:
    before = by_id(facts)
    anew = Anew(check(all_rules(), facts), facts, all_rules(), lambda whole: check(all_rules(), whole))
    found = tries(before.values(), facts, all_rules(), anew)
    trial = Trial(all_rules(), facts)
    for tried in found.sound.values():
        after = by_id(trial.applied(tried.remedy.swaps))
        assert not tried.outcome.settled & after.keys()
        new = [f for name, f in after.items() if name not in before]
        gone = [f for name, f in before.items() if name not in after]
        assert broken_checks(new) <= broken_checks(gone), tried.remedy.edits
    for rejected in found.rejected.values():
        after = by_id(trial.applied(rejected.remedy.swaps))
        assert {f.id for f in rejected.outcome.broken} <= after.keys()


@settings(max_examples=60, deadline=None)
@given(packs())
def test_no_finding_is_explained_twice_and_every_cause_explains_one(facts: Facts) -> None:
    results = check(all_rules(), facts)
    causes = diagnose(results, facts, all_rules())
    explained = [name for cause in causes for name in cause.explains]
    assert len(explained) == len(set(explained))
    assert set(explained) <= {f.id for result in results for f in result.findings}
    assert all(cause.explains and (cause.edits or cause.choices) for cause in causes)
    assert len({cause.id for cause in causes}) == len(causes)


def test_the_pack_is_right_before_it_is_changed() -> None:
    assert by_id(index(*right_pack())) == {}


def test_every_relation_has_a_reach() -> None:
    """One that is missing is given every fact, which is right and slow; what heeds amendments is judged whole."""
    amended = {rule.relation.kind for rule in all_rules() if rule.relation.heeds_amendments()}
    assert sorted(set(RELATIONS) - set(REACHES) - amended) == []


def test_the_hash_seed_changes_no_cause() -> None:
    code = (
        "from benchmarks.diagnosis import pack; from schedcheck.check import check\n"
        "from schedcheck.diagnose import diagnose; from tests.packs import all_rules\n"
        "f = pack(8); print(diagnose(check(all_rules(), f), f, all_rules()))"
    )
    command, outputs = [sys.executable, "-c", code], set()
    for seed in range(20):
        run = subprocess.run(
            command, cwd=PROJECT, env={"PYTHONHASHSEED": str(seed)}, capture_output=True, text=True, check=True
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert "Cause(" in outputs.pop()


def test_findings_that_are_not_come_to_are_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schedcheck.diagnose.trying.tries.__defaults__", (-1,))
    facts = index(*(f for f in right_pack() if f.property != "csp-sm4" or f.subject != "7.9"), wrong_figure())
    results = check(all_rules(), facts)
    (cause,) = diagnose(results, facts, all_rules())
    assert (cause.edits, cause.choices, cause.proven) == ((), (), False)
    assert set(cause.explains) == {f.id for result in results for f in result.findings}
    assert cause.message.startswith("No smallest set of edits was found for 2 of the findings")


def wrong_figure() -> Fact:
    return fact(ASSESSMENT, "csp-sm4", "7.9", "35 seconds", "proposed", row=3)
